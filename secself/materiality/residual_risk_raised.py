"""The residual risk of a control was raised to a high level, or by several steps.

The residual risk is the User's own measure of what remains; a higher one is the User itself saying
that risk has grown.

A step up to the level named `high`, or beyond it, counts; so do as many steps as `steps` says,
anywhere. A risk that was blank before and is high now counts as raised, since nobody can tell that
it was not.

Settings: `high`, the id of the level from which one step counts; `steps`, how many count anywhere.

Flagged, because the step leads to `High`:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "material", "high": "high", "steps": 2}
    >>> said(judge(compare(*pair(residual_risk=("Medium", "High"))), settings))
    ['G3.9: The residual risk was Medium and is now High.']

Not flagged, because it is one step below it:

    >>> said(judge(compare(*pair(residual_risk=("Low", "Medium"))), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import pairs
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Finding, Scale, Section, Value

ID = "residual-risk-raised"
SETTINGS: Mapping[str, type[str] | type[int]] = {"high": str, "steps": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("residual_risk",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each control whose residual risk was raised that far."""
    risks = comparison.framework.residual_risks
    for delta, row_before, row_after in pairs(comparison, "validation"):
        before, after = row_before.residual_risk, row_after.residual_risk
        if before != after and _is_raised(risks, before, after, settings):
            because = f"The residual risk was {shown(before)} and is now {shown(after)}."
            yield finding(ID, delta.ref, settings, because, before=before, after=after)


def _is_raised(risks: Scale, before: Value, after: Value, settings: Settings) -> bool:
    was, now = risks.rank(before), risks.rank(after)
    high = risks.rank(risks.label_of(str(settings["high"])))
    if now is None:
        return False
    is_high = high is not None and now >= high
    if was is None:
        return is_high
    return now - was >= (1 if is_high else int(settings["steps"]))
