"""Where Users stand, for a person: a table, the latest first; and for scripts: one document."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from secself import status
from secself.formats.documents import problem_document
from secself.model import Lateness, UserStatus
from secself.phrases import one_line
from secself.problems import Problem

_STAGES = {
    "expected": "not issued",
    "issued": "issued",
    "incomplete": "incomplete",
    "returned": "returned",
    "commented": "commented",
    "asked-again": "asked again",
    "decided": "decided",
}
_LATE = {
    "not-returned": "not returned, due",
    "incomplete": "incomplete, due",
    "action-overdue": "an action was due",
}
_HEADINGS = (
    "Assessment", "Stage", "Due", "Issued", "Returned", "Answered", "Errors", "Comments",
    "Concerns", "Decided",
)  # fmt: skip
_NONE, _UNKNOWN = "-", "not known"


def status_text(found: Sequence[UserStatus], as_of: date, marking: str = "") -> str:
    """Show a row for each assessment, below it what is late, and last what it adds up to."""
    head = [marking] if marking else []
    if not found:
        return "\n".join([*head, "Nothing to show."])
    rows = [_HEADINGS, *(_row(one) for one in found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEADINGS))]
    lines = [_laid(_HEADINGS, widths)]
    for one, row in zip(found, rows[1:], strict=True):
        lines += [_laid(row, widths), *(f"    {said}" for said in _remarks(one, as_of))]
    return "\n".join([*head, *lines, "", _sum(found, as_of)])


def status_document(
    place: str, found: Sequence[UserStatus], as_of: date, problems: Sequence[Problem]
) -> Mapping[str, object]:
    """Give each assessment with all that is known of it."""
    return {
        "format": "secself/status@1",
        "files": [],
        "archive": place,
        "as_of": as_of.isoformat(),
        "users": [_document(one, as_of) for one in found],
        "problems": [problem_document(problem) for problem in problems],
    }


def _row(one: UserStatus) -> tuple[str, ...]:
    back, said = one.returned, one.commented
    return (
        one_line(one.subject),
        _STAGES[status.stage(one)],
        _shown(one.due, _UNKNOWN),
        _shown(one.issued_on),
        _shown(back.on if back else None),
        f"{back.answered}/{back.rows}" if back and back.rows is not None else _NONE,
        str(back.errors) if back else _NONE,
        f"{said.total} ({said.open} open)" if said.total else _NONE,
        str(said.concerns) if said.total else _NONE,
        _decided(one),
    )


def _decided(one: UserStatus) -> str:
    if one.decided is None:
        return _NONE
    return one_line(" ".join(filter(None, (_shown(one.decided.on, ""), one.decided.outcome))))


def _remarks(one: UserStatus, as_of: date) -> Iterator[str]:
    for each in status.late(one, as_of):
        yield f"LATE: {_LATE[each.what]} {each.since}, {_days(each, as_of)} ago"
    if one.asked_again:
        end = "nothing came back yet" if one.asked_again.is_open else "answered since"
        yield f"asked again on {one.asked_again.on} about {one.asked_again.about}: {end}"


def _days(each: Lateness, as_of: date) -> str:
    days = (as_of - each.since).days
    return f"{days} day{'' if days == 1 else 's'}"


def _sum(found: Sequence[UserStatus], as_of: date) -> str:
    stages = [status.stage(one) for one in found]
    told = [f"{stages.count(name)} {_STAGES[name]}" for name in _STAGES if name in stages]
    late = sum(1 for one in found if status.late(one, as_of))
    undated = sum(1 for one in found if one.due is None)
    unknown = f"; of {undated} the due day is not known" if undated else ""
    return f"{len(found)} as of {as_of}: {', '.join(told)}; {late} late{unknown}."


def _laid(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _shown(day: date | None, otherwise: str = _NONE) -> str:
    return otherwise if day is None else day.isoformat()


def _document(one: UserStatus, as_of: date) -> Mapping[str, object]:
    said, again, decided = one.commented, one.asked_again, one.decided
    return {
        "user": one.user,
        "name": one.name,
        "year": one.year,
        "kind": one.kind,
        "assessment": one.subject,
        "stage": status.stage(one),
        "late": [
            {"what": each.what, "since": each.since.isoformat(), "days": (as_of - each.since).days}
            for each in status.late(one, as_of)
        ],
        "due": _day(one.due),
        "due_unknown": one.due_unknown or None,
        "issued": _day(one.issued_on),
        "returned": _returned(one),
        "comments": {
            "open": said.open,
            "answered": said.answered,
            "resolved": said.resolved,
            "concerns": said.concerns,
        },
        "asked_again": again
        and {"on": again.on.isoformat(), "about": again.about, "open": again.is_open},
        "decision": decided
        and {
            "outcome": decided.outcome,
            "on": _day(decided.on),
            "open_actions": decided.open_actions,
            "overdue": [day.isoformat() for day in decided.overdue],
        },
    }


def _returned(one: UserStatus) -> Mapping[str, object] | None:
    back = one.returned
    if back is None:
        return None
    return {
        "submission": back.submission,
        "recorded": back.on.isoformat(),
        "first_recorded": back.first_on.isoformat(),
        "complete": back.is_complete,
        "rows": back.rows,
        "answered": back.answered,
        "unanswered": back.unanswered,
        "unreadable": back.unreadable,
        "errors": back.errors,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
