"""The explanation of an answer lost most of its words.

What an explanation no longer says may no longer be so. Counting words is crude, and is enough to
ask for a second look.

Settings: `from_words`, how many words an explanation must have had; `remaining_percent`, the share
that must remain.

Flagged, because two words remain of ten:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "from_words": 10, "remaining_percent": 40}
    >>> long = "Two people watch the gateway at all hours every day"
    >>> said(judge(compare(*pair(explanation=(long, "As before"))), settings))
    ['Q07.1: The explanation had 10 words and has 2 now.']

Not flagged, because four of ten remain:

    >>> said(judge(compare(*pair(explanation=(long, "Two people watch it"))), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import pairs
from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section, Unreadable, Value

ID = "explanation-shortened"
SETTINGS: Mapping[str, type[str] | type[int]] = {"remaining_percent": int, "from_words": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("explanation",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each row that is there and says much less than before."""
    percent, enough = int(settings["remaining_percent"]), int(settings["from_words"])
    for delta, row_before, row_after in pairs(comparison, "questions"):
        if delta.after is None or isinstance(row_after.narrative, Unreadable):
            continue
        before, after = _words(row_before.narrative), _words(row_after.narrative)
        if before >= enough and 100 * after < percent * before:
            because = f"The explanation had {before} words and has {after} now."
            yield finding(ID, delta.ref, settings, because, before=before, after=after)


def _words(text: Value) -> int:
    return len(text.split()) if isinstance(text, str) else 0
