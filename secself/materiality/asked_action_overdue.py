"""What the committee asked for at an earlier assessment is past its day and not done.

The committee let the matter stand on the word that it would be done by then. A report that names
a later day moves no day that was set. A plan that was closed with the director's letter, and an
action of a decision that was superseded, are asked for no more.

What was asked is known from the archive; without one the rule stays silent. It is off as shipped:
the pack and the comparison show what was asked and how it stands in any case.

Settings: none.

Flagged, because the day has passed:

    >>> from dataclasses import replace
    >>> from datetime import date
    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> from secself.model import Action, Decision
    >>> def asked(due):
    ...     action = Action(id="A1", text="Test the gateway", due=due)
    ...     decision = Decision(
    ...         subject="acme/2025-vusa", outcome="actions-requested",
    ...         on=date(2025, 7, 1), actions=(action,), number=1,
    ...     )
    ...     return replace(compare(*pair()), decided_before=(decision,))
    >>> said(judge(asked(date(2026, 6, 29)), {"level": "material"}))
    ['acme/2025-vusa A1: Asked for by 2026-06-29 and not done by 2026-06-30: Test the gateway']

Not flagged, because it is due on the very day:

    >>> said(judge(asked(date(2026, 6, 30)), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding, Section

ID = "asked-action-overdue"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each action that was asked for before and is late."""
    for decision in comparison.decided_before:
        for action in decision.open_actions:
            if action.is_overdue(comparison.as_of):
                because = (
                    f"Asked for by {action.due} and not done by {comparison.as_of}: {action.text}"
                )
                yield finding(
                    ID,
                    f"{decision.subject} {action.id}",
                    settings,
                    because,
                    due=action.due,
                    as_of=comparison.as_of,
                )
