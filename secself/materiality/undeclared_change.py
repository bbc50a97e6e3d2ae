"""`No change` is declared, but the position is worse or the cited evidence differs.

The declaration is what the assessor reads first. Where it contradicts the row it stands in, either
the change was not noticed or it was not meant to be.

Evidence differs when other ids are cited or a cited document has another title; a newer version,
date or digest under the same id is a renewal.

Settings: none.

Flagged, because another document is cited than last time:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> cells = {"change": "No change", "evidence": ("E1", "E2")}
    >>> said(judge(compare(*pair(**cells)), {"level": "material"}))
    ['G3.9: No change is declared, but the evidence was E1 and is now E2.']

Not flagged, because the change is declared:

    >>> said(judge(compare(*pair(change="Changed", evidence=("E1", "E2"))), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import declared, pairs, step
from secself.materiality.vocabulary.speech import Settings, finding, listed, shown
from secself.model import Comparison, Finding, Response, Section, Unreadable

ID = "undeclared-change"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("change", "position", "evidence")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each control whose row contradicts the `No change` that stands in it."""
    for delta, before, after in pairs(comparison, "validation"):
        # A lower position speaks for itself; other evidence needs a word, and a blank is none.
        if declared(comparison, after) != "no-change" and not _is_silent(after):
            continue
        reasons = []
        is_lower = step(comparison.framework.scale, before.answer, after.answer) > 0
        if is_lower and not _is_silent(after):
            reasons.append(
                f"the position was {shown(before.answer)} and is now {shown(after.answer)}"
            )
        if "evidence-changed" in delta.changes:
            reasons.append(_evidence(before, after))
        if reasons:
            yield finding(
                ID,
                delta.ref,
                settings,
                f"{_said(after)} is declared, but {listed(tuple(reasons))}.",
                declared=after.change,
                position_before=before.answer,
                position_after=after.answer,
                evidence_before=_cited(before),
                evidence_after=_cited(after),
            )


def _is_silent(row: Response) -> bool:
    is_blank = row.change is None or isinstance(row.change, Unreadable)
    return is_blank and row.answer is not None


def _said(row: Response) -> str:
    return "Nothing readable" if _is_silent(row) else shown(row.change)


def _evidence(before: Response, after: Response) -> str:
    if set(before.evidence) == set(after.evidence):
        return f"a document cited in {_cited(after)} has another title than before"
    return f"the evidence was {_cited(before)} and is now {_cited(after)}"


def _cited(row: Response) -> str:
    words = (shown(part) if isinstance(part, Unreadable) else part for part in row.evidence)
    return ", ".join(words) or "blank"
