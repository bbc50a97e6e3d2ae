"""The day by which an action was to be done was put off, and it is not done.

The committee let a gap stand because there was a day to it. A plan that slips is one of the
plainest signs that a risk lasts longer than was agreed. One note names all such actions of a Ref.

An action is told by its Ref and its words. One that was written anew is another action.

Settings: none.

Flagged, because June became September:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> from datetime import date
    >>> due = (date(2026, 6, 30), date(2026, 9, 30))
    >>> said(judge(compare(*pair(due=due)), {"level": "note"}))
    ['G3.9: Put off: Patch the gateway (from 2026-06-30 to 2026-09-30).']

Not flagged, because it is done by now:

    >>> said(judge(compare(*pair(due=due, done_on=(None, date(2026, 6, 1)))), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping
from datetime import date

from secself.materiality.vocabulary.figures import day_of
from secself.materiality.vocabulary.rows import compared, is_answered
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Delta, Finding, RemediationLine, Section

ID = "remediation-postponed"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"remediation": ("due", "done_on")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each Ref of the plan with an action that was put off."""
    late: dict[str, list[tuple[date, date, str]]] = {}
    for delta in compared(comparison, "remediation"):
        for ref, action in _postponed(delta):
            late.setdefault(ref, []).append(action)
    for ref, actions in late.items():
        told = "; ".join(f"{what} (from {was} to {now})" for was, now, what in sorted(actions))
        yield finding(
            ID,
            ref,
            settings,
            f"Put off: {told}.",
            actions=len(actions),
            before=min(was for was, _, _ in actions),
            after=max(now for _, now, _ in actions),
        )


def _postponed(delta: Delta) -> Iterator[tuple[str, tuple[date, date, str]]]:
    before, after = delta.before, delta.after
    if isinstance(before, RemediationLine) and isinstance(after, RemediationLine):
        was, now = day_of(before.due), day_of(after.due)
        if was is not None and now is not None and now > was and not is_answered(after.done_on):
            yield after.ref, (was, now, shown(after.action))
