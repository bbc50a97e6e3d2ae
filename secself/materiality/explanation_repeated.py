"""The same explanation stands in many rows.

Words that fit every row say nothing of any. They may be true, and the assessor has to ask all the
same. Letters, digits and their order count; case and spaces do not.

Settings: `rows`, in how many rows a text must stand; `from_words`, how long it must be.

Flagged, because a question and a control are explained by the same words:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "rows": 2, "from_words": 3}
    >>> cells = {"explanation": "As set out in our policies"}
    >>> said(judge(compare(*pair(**cells, what_changed="as set out in our policies ")), settings))
    ['Q07.1: The same explanation stands in 2 rows: Q07.1 and G3.9.']

Not flagged, because each has words of its own:

    >>> said(judge(compare(*pair(**cells, what_changed="A new scanner runs")), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.speech import Settings, finding, listed
from secself.model import Comparison, Finding, Response, Section

ID = "explanation-repeated"
SETTINGS: Mapping[str, type[str] | type[int]] = {"rows": int, "from_words": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {
    "questions": ("explanation",),
    "validation": ("what_changed",),
}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag, once for each text, the first of the rows that share it."""
    texts: dict[tuple[str, ...], list[str]] = {}
    for delta in (*comparison.of("questions"), *comparison.of("validation")):
        text = delta.after.narrative if isinstance(delta.after, Response) else None
        words = text.casefold().split() if isinstance(text, str) else []
        if words and len(words) >= int(settings["from_words"]):
            texts.setdefault(tuple(words), []).append(delta.ref)
    for refs in texts.values():
        if len(refs) >= int(settings["rows"]):
            because = f"The same explanation stands in {len(refs)} rows: {listed(tuple(refs))}."
            yield finding(ID, refs[0], settings, because, rows=", ".join(refs))
