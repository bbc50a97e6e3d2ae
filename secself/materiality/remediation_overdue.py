"""A planned action is past its day and not done.

A plan is what the committee relied on when it let a gap stand. One finding names all the late
actions of a control or question. An action whose `Done on` cannot be read is not known to be done.

Settings: none.

Flagged, because the day has passed:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> from datetime import date
    >>> said(judge(compare(*pair(due=date(2026, 6, 29))), {"level": "material"}))
    ['G3.9: Not done by 2026-06-30: Patch the gateway (due 2026-06-29).']

Not flagged, because it is due on the very day:

    >>> said(judge(compare(*pair(due=date(2026, 6, 30))), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping
from datetime import date

from secself.materiality.vocabulary.figures import day_of
from secself.materiality.vocabulary.rows import is_answered
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Section

ID = "remediation-overdue"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"remediation": ("due", "done_on")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each Ref of the plan with an action that is late."""
    late: dict[str, list[str]] = {}
    days: dict[str, date] = {}
    for line in comparison.current.remediation:
        due = day_of(line.due)
        done = day_of(line.done_on)
        is_done = is_answered(line.done_on) and (done is None or done <= comparison.as_of)
        if due is not None and due < comparison.as_of and not is_done:
            late.setdefault(line.ref, []).append(f"{shown(line.action)} (due {due})")
            days[line.ref] = min(due, days.get(line.ref, due))
    for ref, actions in late.items():
        because = f"Not done by {comparison.as_of}: {'; '.join(sorted(actions))}."
        yield finding(
            ID,
            ref,
            settings,
            because,
            actions=len(actions),
            earliest=days[ref],
            as_of=comparison.as_of,
        )
