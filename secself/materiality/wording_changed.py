"""The words of a control or question changed, and the answer was not reaffirmed.

An answer belongs to the words it was given to. Where they changed, somebody has to read the answer
again and say that it still holds, with `Yes` under `Reaffirmed`.

Settings: `turned`, the level where the meaning turned round.

Flagged, because the answer was carried over to other words:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "turned": "material"}
    >>> said(judge(compare(*pair(words=("a", "b"))), settings))
    ['G3.9: The wording is not that of last time (reworded), and Met was not reaffirmed.']

Not flagged, because it was read again:

    >>> said(judge(compare(*pair(words=("a", "b"), reaffirmed="Yes")), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import is_answered, is_reaffirmed, pairs
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "wording-changed"
SETTINGS: Mapping[str, type[str] | type[int]] = {"turned": str}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {
    "questions": ("wording", "answer", "reaffirmed"),
    "validation": ("wording", "position", "reaffirmed"),
}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each answer that was carried over to other words without being read again."""
    for section in ("questions", "validation"):
        for delta, before, after in pairs(comparison, section):
            is_carried = is_answered(before.answer) and is_answered(after.answer)
            if delta.wording == "same" or not is_carried or is_reaffirmed(comparison, after):
                continue
            level = settings["turned"] if delta.wording == "turned" else settings["level"]
            because = (
                f"The wording is not that of last time ({delta.wording}), "
                f"and {shown(after.answer)} was not reaffirmed."
            )
            yield finding(
                ID,
                delta.ref,
                {"level": level},
                because,
                wording=delta.wording,
                answer=after.answer,
                reaffirmed=after.reaffirmed,
            )
