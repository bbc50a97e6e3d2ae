"""An action that was planned and not done is not in the plan any more, and the gap is still there.

A promise that was made to the committee has gone without being kept. Where nothing is met, the
missing plan is flagged as such; this looks at what is met in part.

An action written anew in other words counts as planned still, as long as any line is left.

Settings: none.

Flagged, because the position is still Partly met, and no line is left:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> from datetime import date
    >>> due = (date(2026, 6, 30), None)
    >>> said(judge(compare(*pair(position="Partly met", due=due)), {"level": "note"}))
    ['G3.9: It is Partly met, and what was planned is neither done nor planned any more: Patch the \
gateway.']

Not flagged, because the gap was closed:

    >>> said(judge(compare(*pair(position=("Partly met", "Met"), due=due)), {"level": "note"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import compared, is_answered, is_claimed
from secself.materiality.vocabulary.speech import Settings, finding, listed, shown
from secself.model import Comparison, Finding, RemediationLine, Section

ID = "remediation-dropped"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"remediation": ("action", "done_on")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each control that is met in part and lost its plan."""
    planned = {line.ref for line in comparison.current.remediation}
    lost: dict[str, list[str]] = {}
    for delta in compared(comparison, "remediation"):
        line = delta.before if delta.after is None else None
        if not isinstance(line, RemediationLine) or is_answered(line.done_on):
            continue
        if line.ref not in planned:
            lost.setdefault(line.ref, []).append(shown(line.action))
    for ref, actions in lost.items():
        row = comparison.current.response("validation", ref)
        if row is not None and _is_partial(comparison, row.answer):
            because = (
                f"It is {shown(row.answer)}, and what was planned is neither done nor planned any "
                f"more: {listed(tuple(sorted(actions)))}."
            )
            yield finding(ID, ref, settings, because, position=row.answer, actions=len(actions))


def _is_partial(comparison: Comparison, answer: object) -> bool:
    scale = comparison.framework.scale
    label = answer if isinstance(answer, str) else None
    return is_claimed(scale, label) and scale.rank(label) != 0
