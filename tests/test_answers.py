"""What a cell's content says as an answer."""

from datetime import date, datetime

import pytest

from secself.answers import (
    Raw,
    read_answer,
    read_choice,
    read_date,
    read_ids,
    read_number,
    read_roles,
    read_text,
)
from secself.model import AnswerType, Choice, Unreadable, Value

SCALE = (
    Choice(id="met", label="Met"),
    Choice(id="partly", label="Partly met", formerly=("Partial",)),
    Choice(id="na", label="Not applicable"),
)
ROLES = (
    ("import-supplier", "IS", "Import Supplier"),
    ("gas-supplier", "GS", "Gas Supplier"),
)


def text(value: str) -> Raw:
    """Make the content of a cell of text."""
    return Raw(value=value)


def number(value: float) -> Raw:
    """Make the content of a cell with a number."""
    return Raw(value=value, kind="number")


def day(*parts: int) -> Raw:
    """Make the content of a cell with a date and perhaps a time."""
    return Raw(value=datetime(*parts), kind="date")  # type: ignore[arg-type, misc]  # noqa: DTZ001


ERROR = Raw(value="#N/A", kind="error")
FORMULA = Raw(value="Met", is_formula=True)
LOST = Raw(value=None, is_formula=True)


@pytest.mark.parametrize(
    ("raw", "expected", "codes"),
    [
        (text("as typed "), "as typed ", []),
        (text("=1+1"), "=1+1", []),
        (text("two\nlines"), "two\nlines", []),
        (Raw(value=None), None, []),
        (text(""), None, []),
        (text(" \u00a0\n"), None, ["cell-only-space"]),
        (number(7), "7", ["cell-not-text"]),
        (number(1.1), "1.1", ["cell-not-text"]),
        (Raw(value=True, kind="truth"), "TRUE", ["cell-not-text"]),
        (day(2026, 4, 3), "2026-04-03", ["cell-not-text"]),
        (day(2026, 4, 3, 14, 5), "2026-04-03 14:05:00", ["cell-not-text"]),
        (Raw(value="12:00:00", kind="date"), "12:00:00", ["cell-not-text"]),
        (ERROR, Unreadable(shown="#N/A"), ["cell-error"]),
        (FORMULA, "Met", ["cell-formula"]),
        (LOST, Unreadable(shown="formula without a value"), ["formula-without-value"]),
        (text("x" * 32_767), "x" * 32_767, []),
        (text("x" * 32_768), Unreadable(shown="x" * 32_768), ["text-too-long"]),
        (text("🙂" * 16_384), Unreadable(shown="🙂" * 16_384), ["text-too-long"]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_text_is_taken_as_typed(raw: Raw, expected: Value, codes: list[str]) -> None:
    """What a program made of it is written out and said; nothing is trimmed."""
    value, remarks = read_text(raw)

    assert (expected, codes) == (value, [remark.code for remark in remarks])


@pytest.mark.parametrize(
    ("raw", "expected", "codes"),
    [
        (text("Met"), "Met", []),
        (text(" met "), "Met", ["choice-respelled"]),
        (text("PARTLY\u00a0MET"), "Partly met", ["choice-respelled"]),
        (text("Partial"), "Partly met", ["choice-respelled"]),
        (text("Partialy met"), Unreadable(shown="Partialy met"), ["answer-unknown"]),
        (text("Μet"), Unreadable(shown="Μet"), ["answer-unknown"]),  # noqa: RUF001 - a Greek letter
        (number(1), Unreadable(shown="1"), ["answer-unknown"]),
        (FORMULA, "Met", ["cell-formula"]),
        (ERROR, Unreadable(shown="#N/A"), ["cell-error"]),
        (text(" "), None, ["cell-only-space"]),
    ],
    ids=str,
)
def test_a_choice_may_differ_in_case_and_space_only(
    raw: Raw, expected: Value, codes: list[str]
) -> None:
    """Anything else is unreadable, and the message lists what there is to choose."""
    value, remarks = read_choice(raw, SCALE)

    assert (expected, codes) == (value, [remark.code for remark in remarks])
    for remark in remarks:
        if remark.code == "answer-unknown":
            assert "Met, Partly met, Not applicable" in remark.remedy


@pytest.mark.parametrize(
    ("raw", "expected", "codes"),
    [
        (day(2026, 4, 3), date(2026, 4, 3), []),
        (Raw(value=date(2026, 4, 3), kind="date"), date(2026, 4, 3), []),
        (day(2026, 4, 3, 9), date(2026, 4, 3), ["date-with-time"]),
        (text("2026-04-03"), date(2026, 4, 3), ["date-as-text"]),
        (text("13/04/2026"), date(2026, 4, 13), ["date-as-text"]),
        (text("4.4.2026"), date(2026, 4, 4), ["date-as-text"]),
        (text("3 April 2026"), date(2026, 4, 3), ["date-as-text"]),
        (text("3 Apr 2026"), date(2026, 4, 3), ["date-as-text"]),
        (text("03/04/2026"), Unreadable(shown="03/04/2026"), ["date-unclear"]),
        (text("04/13/2026"), Unreadable(shown="04/13/2026"), ["date-unclear"]),
        (text("2026-02-30"), Unreadable(shown="2026-02-30"), ["date-unclear"]),
        (text("3 Ju 2026"), Unreadable(shown="3 Ju 2026"), ["date-unclear"]),
        (text("last spring"), Unreadable(shown="last spring"), ["date-unclear"]),
        (number(46115), Unreadable(shown="46115"), ["date-unclear"]),
        (Raw(value="12:00:00", kind="date"), Unreadable(shown="12:00:00"), ["date-unclear"]),
        (Raw(value=True, kind="truth"), Unreadable(shown="TRUE"), ["date-unclear"]),
    ],
    ids=str,
)
def test_a_date_is_taken_where_it_can_mean_one_day_only(
    raw: Raw, expected: Value, codes: list[str]
) -> None:
    """Whether a day stands before its month is never guessed."""
    value, remarks = read_date(raw)

    assert (expected, codes) == (value, [remark.code for remark in remarks])


@pytest.mark.parametrize(
    ("raw", "whole", "expected", "codes"),
    [
        (number(12), True, 12, []),
        (number(12.0), True, 12, []),
        (number(12.5), False, 12.5, []),
        (number(12.5), True, Unreadable(shown="12.5"), ["number-unclear"]),
        (number(-1), True, Unreadable(shown="-1"), ["number-unclear"]),
        (text("12"), True, 12, ["number-as-text"]),
        (text("1,234,567"), True, 1_234_567, ["number-as-text"]),
        (text("1,23"), True, Unreadable(shown="1,23"), ["number-unclear"]),
        (text("12.5"), False, 12.5, ["number-as-text"]),
        (text("about 12"), True, Unreadable(shown="about 12"), ["number-unclear"]),
        (text("9" * 5000), True, Unreadable(shown="9" * 5000), ["number-unclear"]),
        (text("9" * 5000), False, Unreadable(shown="9" * 5000), ["number-unclear"]),
        (day(2026, 4, 3), True, Unreadable(shown="2026-04-03 00:00:00"), ["number-unclear"]),
        (Raw(value=True, kind="truth"), True, Unreadable(shown="TRUE"), ["number-unclear"]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_number_is_taken_where_it_can_mean_one_only(
    raw: Raw,
    whole: bool,
    expected: Value,
    codes: list[str],
) -> None:
    """Of nought or more; a quotation never fills a page."""
    value, remarks = read_number(raw, whole=whole)

    assert (expected, codes) == (value, [remark.code for remark in remarks])
    assert all(len(remark.what) < 200 for remark in remarks)


@pytest.mark.parametrize(
    ("raw", "expected", "codes"),
    [
        (text("E01, E07"), ("E01", "E07"), []),
        (text("E01\nE07\n"), ("E01", "E07"), []),
        (text("Policy 3 , E07,"), ("Policy 3", "E07"), []),
        (text("E01; E07"), ("E01; E07",), []),
        (Raw(value=None), (), []),
        (text(" "), (), ["cell-only-space"]),
        (text(" ,\n"), (Unreadable(shown=" ,\n"),), ["ids-unclear"]),
        (number(1), ("1",), ["cell-not-text"]),
        (ERROR, (Unreadable(shown="#N/A"),), ["cell-error"]),
    ],
    ids=str,
)
def test_evidence_is_a_list_of_ids(
    raw: Raw, expected: tuple[str | Unreadable, ...], codes: list[str]
) -> None:
    """Separated by commas or line breaks; an id keeps the spaces inside it."""
    ids, remarks = read_ids(raw)

    assert (expected, codes) == (ids, [remark.code for remark in remarks])


@pytest.mark.parametrize(
    ("raw", "expected", "codes"),
    [
        (text("gas-supplier, import-supplier"), "import-supplier, gas-supplier", []),
        (text("GS"), "gas-supplier", []),
        (text("Import Supplier;\ngas supplier"), "import-supplier, gas-supplier", []),
        (text("Gas and others"), Unreadable(shown="Gas and others"), ["role-unknown"]),
        (text(","), Unreadable(shown=","), ["role-unknown"]),
        (Raw(value=None), None, []),
    ],
    ids=str,
)  # fmt: skip
def test_roles_go_by_id_abbreviation_or_label(raw: Raw, expected: Value, codes: list[str]) -> None:
    """And come out as ids, in the framework's order."""
    value, remarks = read_roles(raw, ROLES)

    assert (expected, codes) == (value, [remark.code for remark in remarks])


@pytest.mark.parametrize(
    ("answer", "raw", "expected"),
    [
        (AnswerType(kind="choice", choices=("Yes", "No")), text("yes"), "Yes"),
        (AnswerType(kind="date"), day(2026, 4, 3), date(2026, 4, 3)),
        (AnswerType(kind="whole"), number(3), 3),
        (AnswerType(kind="decimal"), number(3.5), 3.5),
        (AnswerType(kind="text"), text("in words"), "in words"),
    ],
)
def test_an_answer_is_of_the_type_its_question_asks_for(
    answer: AnswerType, raw: Raw, expected: Value
) -> None:
    """One law for each type."""
    assert expected == read_answer(raw, answer)[0]


def test_a_message_shows_the_begin_of_a_long_error():
    """What stands in the cell is kept whole; the line that is printed stays a line."""
    raw = Raw(value="9" * 1_000_000, kind="error")
    value, (remark,) = read_text(raw)

    assert Unreadable(shown="9" * 1_000_000) == value
    assert len(remark.what) < 120
