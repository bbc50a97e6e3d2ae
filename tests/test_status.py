"""Where Users stand: how far an assessment has come, what is late, and whom to look at first."""

from datetime import date

import pytest

from secself import status
from secself.formats.standings import status_text
from secself.model import AskedAgain, Commented, Decided, Returned, UserStatus

TODAY = date(2026, 9, 1)


def day(text: str) -> date | None:
    """A day of a table; blank is not known."""
    return date.fromisoformat(text) if text else None


def standing(table: str) -> list[UserStatus]:
    """Statuses from a Markdown table; what has no column is not there."""
    head, _, *lines = [line.strip()[1:-1].split("|") for line in table.strip().splitlines()]
    names = [name.strip() for name in head]
    return [_one(dict(zip(names, map(str.strip, cells), strict=True))) for cells in lines]


def _one(cells: dict[str, str]) -> UserStatus:
    user, _, rest = cells["assessment"].partition("/")
    year, _, kind = rest.partition("-")
    overdue = tuple(filter(None, map(day, cells.get("overdue", "").split())))
    asked = cells.get("asked", "")
    return UserStatus(
        user=user,
        year=int(year),
        kind=kind,
        due=day(cells.get("due", "")),
        issued_on=day(cells.get("issued", "")),
        returned=_returned(cells.get("returned", "")),
        commented=Commented(open=int(cells.get("open", "") or 0)),
        asked_again=AskedAgain(on=TODAY, about=f"{user}#1", is_open=asked == "open")
        if asked
        else None,
        decided=Decided(outcome=cells["decided"], overdue=overdue)
        if cells.get("decided")
        else None,
    )


def _returned(text: str) -> Returned | None:
    if not text:
        return None
    answered, _, rows = text.partition("/")
    missing = int(rows) - int(answered)
    return Returned(submission="", on=TODAY, first_on=TODAY, rows=int(rows), unanswered=missing)


def test_the_stage_is_what_the_assessment_waits_for():
    """What is still asked of the User counts before what was done."""
    table = """
        | assessment | issued     | returned | open | asked  | decided           |
        |------------|------------|----------|------|--------|-------------------|
        | a/2026-ssa |            |          |      |        |                   |
        | b/2026-ssa | 2026-05-01 |          |      |        |                   |
        | c/2026-ssa | 2026-05-01 | 100/106  |      |        |                   |
        | d/2026-ssa | 2026-05-01 | 106/106  |      |        |                   |
        | e/2026-ssa |            | 106/106  | 3    |        |                   |
        | f/2026-ssa | 2026-05-01 | 106/106  | 3    | open   |                   |
        | g/2026-ssa | 2026-05-01 | 106/106  | 3    | closed |                   |
        | h/2026-ssa | 2026-05-01 | 106/106  | 3    | closed | satisfactory      |
        | i/2026-ssa | 2026-05-01 | 106/106  | 3    | open   | actions-requested |
    """
    assert [
        "expected", "issued", "incomplete", "returned", "commented", "asked-again", "commented",
        "decided", "asked-again",
    ] == [status.stage(one) for one in standing(table)]  # fmt: skip


def test_late_is_only_what_is_known_to_be_due():
    """A day that is not known makes nothing late, and the day itself is still in time."""
    table = """
        | assessment | due        | returned | decided           | overdue               |
        |------------|------------|----------|-------------------|-----------------------|
        | a/2026-ssa |            |          |                   |                       |
        | b/2026-ssa | 2026-09-01 |          |                   |                       |
        | c/2026-ssa | 2026-08-31 |          |                   |                       |
        | d/2026-ssa | 2026-08-31 | 105/106  |                   |                       |
        | e/2026-ssa | 2026-08-31 | 106/106  |                   |                       |
        | f/2026-ssa | 2026-08-31 |          | satisfactory      |                       |
        | g/2026-ssa | 2026-08-31 | 106/106  | actions-requested | 2026-09-01 2026-08-01 |
    """
    found = [[each.what for each in status.late(one, TODAY)] for one in standing(table)]
    assert [[], [], ["not-returned"], ["incomplete"], [], [], ["action-overdue"]] == found


def test_the_latest_comes_first_then_whose_turn_it_is():
    """Then the day it is due, and the name; the order they come in makes no difference."""
    table = """
        | assessment | due        | issued     | returned | asked | decided      |
        |------------|------------|------------|----------|-------|--------------|
        | a/2026-ssa | 2026-10-01 | 2026-05-01 | 106/106  |       | satisfactory |
        | b/2026-ssa |            | 2026-05-01 |          |       |              |
        | c/2026-ssa | 2026-10-01 | 2026-05-01 |          |       |              |
        | d/2026-ssa | 2026-10-01 | 2026-05-01 | 106/106  | open  |              |
        | e/2026-ssa | 2026-08-01 | 2026-05-01 |          |       |              |
        | f/2026-ssa | 2026-07-01 | 2026-05-01 | 9/106    |       |              |
    """
    found = standing(table)
    for listed in (found, found[::-1]):
        assert "fedcba" == "".join(one.user for one in status.in_order(listed, TODAY))


def test_an_older_year_stays_while_something_is_owed_in_it():
    """Else each User is shown with its newest year."""
    table = """
        | assessment  | returned | asked  | decided           | overdue    |
        |-------------|----------|--------|-------------------|------------|
        | a/2025-vusa | 60/60    |        |                   |            |
        | a/2026-ssa  |          |        |                   |            |
        | b/2025-vusa | 60/60    | open   |                   |            |
        | b/2026-ssa  |          |        |                   |            |
        | c/2025-vusa | 60/60    |        | actions-requested | 2026-01-01 |
        | c/2026-ssa  |          |        |                   |            |
    """
    assert ["a/2026-ssa", "b/2025-vusa", "b/2026-ssa", "c/2025-vusa", "c/2026-ssa"] == sorted(
        one.subject for one in status.newest(standing(table), TODAY)
    )


def test_the_table_says_what_is_not_known():
    """And how many days something is over."""
    table = """
        | assessment | due        | issued     | returned |
        |------------|------------|------------|----------|
        | b/2026-ssa | 2026-08-31 | 2026-05-01 |          |
        | a/2026-ssa |            |            | 100/106  |
    """
    text = status_text(standing(table), TODAY)
    assert "LATE: not returned, due 2026-08-31, 1 day ago" in text
    assert "not known" in text
    assert (
        "2 as of 2026-09-01: 1 issued, 1 incomplete; 1 late; of 1 the due day is not known." in text
    )


@pytest.mark.parametrize("marking", ["", "OFFICIAL"])
def test_nothing_to_show_is_said(marking):
    """Under the marking, as everything is."""
    assert [*([marking] if marking else []), "Nothing to show."] == status_text(
        [], TODAY, marking
    ).split("\n")
