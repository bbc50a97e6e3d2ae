"""What must be done, by the day by which it must be: what is late first, and the rest in turn."""

from collections.abc import Iterator
from datetime import date

from secself.lifecycle import deadlines, speech
from secself.lifecycle.deadlines import Deadlines
from secself.lifecycle.reasoning import Case
from secself.model import Reason, ResourceReturn

Action = tuple[date, Reason]
"""What must be done, and by when."""


def in_turn(
    case: Case, days: Deadlines, returns: tuple[ResourceReturn, ...], as_of: date
) -> list[Action]:
    """Give what must be done, the earliest day first."""
    found = [*_of_assessment(case, days, as_of), *_of_returns(returns, as_of)]
    return sorted(found, key=lambda action: action[0])


def _of_assessment(case: Case, days: Deadlines, as_of: date) -> Iterator[Action]:
    if days.due is None:
        return
    if case.last and deadlines.is_ahead(case.last, as_of):
        yield as_of, _unless_moved(case.last.fieldwork_ended, as_of)
    if days.due < as_of:
        yield days.due, _overdue(case, days.due, as_of)
    elif days.book_by is not None:
        told = _to_book(days.book_by, days.due, as_of)
        for reason in speech.stated(case.lifecycle.figure("booking"), told):
            yield days.book_by, reason


def _unless_moved(ends: date | None, as_of: date) -> Reason:
    return speech.from_profile(f"{ends} is after {as_of}; the days hold only if it ends then.")


def _overdue(case: Case, due: date, as_of: date) -> Reason:
    kind = case.found.after(1)
    name = speech.label_of(case.framework, kind) if kind else "assessment"
    return speech.from_profile(
        f"It is overdue: the {name} was due by {due}, {speech.from_today(due, as_of)}; "
        "ask SECAS at once."
    )


def _to_book(book_by: date, due: date, as_of: date) -> str:
    away = speech.from_today(book_by, as_of)
    if book_by < as_of:
        return f"The day to book for {due} has passed ({book_by}, {away}); ask SECAS at once."
    return f"Book by {book_by}, {away}."


def _of_returns(returns: tuple[ResourceReturn, ...], as_of: date) -> Iterator[Action]:
    for one in returns:
        if one.due is not None:
            away = speech.from_today(one.due, as_of)
            state = f"overdue since {one.due} ({away})"
            state = state if one.due < as_of else f"due by {one.due}, {away}"
            yield one.due, speech.from_profile(f"The return on {one.provider} is {state}.")
