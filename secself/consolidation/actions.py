"""What was asked of the Users, and how it stands on the day of the pack."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from secself.model import Action, ActionStanding, AskedAction, Case, Decision

_ORDER: tuple[ActionStanding, ...] = ("overdue", "slipping", "open", "done", "closed")


def asked(cases: Sequence[Case], as_of: date) -> tuple[AskedAction, ...]:
    """Give every action of the decisions that stand: what is overdue first, then by day."""
    return ordered(_all(cases, as_of))


def ordered(asked_of: Iterable[AskedAction]) -> tuple[AskedAction, ...]:
    """Order actions: what is overdue first, then by day."""
    return tuple(sorted(asked_of, key=_urgency))


def _urgency(one: AskedAction) -> tuple[int, date, str, str, str]:
    due = one.action.due or date.max
    return _ORDER.index(one.standing), due, one.user, one.decision.subject, one.action.id


def _all(cases: Sequence[Case], as_of: date) -> Iterator[AskedAction]:
    for case in cases:
        assessment = case.assessment
        mine = [assessment.decision] if assessment.decision else []
        for decision in (*assessment.decided_before, *mine):
            for action in decision.actions if decision.stands else ():
                standing = _standing(decision, action, as_of)
                yield AskedAction(user=case.id, decision=decision, action=action, standing=standing)


def _standing(decision: Decision, action: Action, as_of: date) -> ActionStanding:
    if action.is_done:
        return "done"
    if decision.closing:
        return "closed"
    if action.is_overdue(as_of):
        return "overdue"
    return "slipping" if action.is_slipping else "open"
