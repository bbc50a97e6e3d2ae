"""What a submission lacks, and how its rows are counted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from frameworks import tiny_framework, tiny_submission

from secself.completeness import check, count
from secself.model import (
    AddedRow,
    Declaration,
    EvidenceItem,
    Issued,
    Provider,
    RemediationLine,
    Response,
    RowCount,
    Submission,
    Unreadable,
)
from secself.problems import Origin, Problem

FRAMEWORK = tiny_framework()
WHOLE = (
    "questions",
    "validation",
    "profile",
    "providers",
    "evidence",
    "remediation",
    "declaration",
)
AT = Origin(file="got.xlsx", sheet="Validation", cell="P5")


def complete() -> Submission:
    """Make a submission in which nothing is lacking."""
    sent = tiny_submission(carries=WHOLE)
    put = {each.ref for each in sent.responses}
    sent = replace(sent, issued=tuple(each for each in sent.issued if each.ref in put))
    assert check(sent, FRAMEWORK) == ()
    return sent


def changed(ref: str, **fields: object) -> Submission:
    """Change the Response to one item."""
    sent = complete()
    return replace(
        sent,
        responses=tuple(
            replace(each, **fields) if each.ref == ref else each  # type: ignore[arg-type]
            for each in sent.responses
        ),
    )


def flat(problems: Iterable[Problem]) -> list[tuple[str, str, str | None]]:
    """Give level, code and item of each Problem."""
    return [(each.level, each.code, each.ref) for each in problems]


@pytest.mark.parametrize(
    ("ref", "fields", "expected"),
    [
        ("Q08.1", {"answer": None}, ["row-unanswered"]),
        ("G1.1", {"answer": None, "change": None, "evidence": ()}, ["row-unanswered"]),
        ("G1.1", {"change": None}, ["change-missing"]),
        ("G1.1", {"change": "Changed", "narrative": None}, ["what-changed-missing"]),
        ("G1.1", {"change": "Changed", "narrative": "A new plan"}, []),
        ("G1.1", {"change": "New", "narrative": None}, []),
        ("G1.1", {"answer": "Met", "evidence": ()}, ["evidence-missing"]),
        ("G1.1", {"answer": "Partly met", "evidence": ()}, ["evidence-missing"]),
        ("G1.1", {"answer": "Not met", "evidence": ()}, []),
        ("G1.1", {"answer": "Not applicable", "evidence": ()}, []),
        ("G1.1", {"evidence": ("E01", "E99")}, ["evidence-unlisted"]),
        ("G1.1", {"evidence": (Unreadable(shown="#N/A"),)}, []),
        ("G1.1", {"answer": Unreadable(shown="metish"), "evidence": ()}, []),
        ("Q08.1", {"answer": Unreadable(shown="soon")}, []),
        ("Q08.1", {"evidence": ("E99",)}, ["evidence-unlisted"]),
    ],
)
def test_a_row_needs_its_answer_and_what_goes_with_it(
    ref: str, fields: dict[str, object], expected: list[str]
) -> None:
    """What cannot be read has been said by the reader, and is not lacking as well."""
    assert [("error", code, ref) for code in expected] == flat(
        check(changed(ref, **fields), FRAMEWORK)
    )


def test_a_problem_names_the_cell_that_lacks() -> None:
    """The one of the field, where the file says where that stands."""
    sent = changed("G1.1", change=None, origins={"change": AT})

    assert [AT] == [each.origin for each in check(sent, FRAMEWORK)]


def test_a_row_that_is_gone_is_missing() -> None:
    """The sheet is named, as far as other rows tell it."""
    sent = complete()
    left = tuple(
        replace(each, origin=AT) for each in sent.responses if each.ref not in {"G1.1", "Q08.1"}
    )
    problems = check(replace(sent, responses=left), FRAMEWORK)

    assert [("error", "row-missing", "Q08.1"), ("error", "row-missing", "G1.1")] == flat(problems)
    assert Origin(file="got.xlsx", sheet="Validation") == problems[1].origin


def test_a_question_ruled_out_and_left_blank_is_not_lacking() -> None:
    """Where nothing reaches the systems from outside, how it is guarded is no question."""
    ruled_out = changed("Q07.1", answer="No")
    blank = replace(
        ruled_out,
        responses=tuple(
            replace(each, answer=None) if each.ref == "Q07.2" else each
            for each in ruled_out.responses
        ),
    )
    rows = count(complete(), FRAMEWORK).rows

    assert () == check(blank, FRAMEWORK)
    assert (rows - 1, rows) == (count(blank, FRAMEWORK).rows, count(ruled_out, FRAMEWORK).rows)
    assert [("error", "row-unanswered", "Q07.2")] == flat(
        check(changed("Q07.2", answer=None), FRAMEWORK)
    )


def test_a_file_lacks_only_what_it_can_carry() -> None:
    """A questionnaire in Word has neither register nor declaration nor controls."""
    sent = replace(
        changed("Q08.1", evidence=("E99",)),
        carries=("questions",),
        evidence=(),
        declaration=Declaration(),
    )

    assert () == check(sent, FRAMEWORK)
    assert count(sent, FRAMEWORK).rows == sum(i.section == "questions" for i in sent.issued)


def test_rows_add_up() -> None:
    """Answered, unanswered and unreadable; a row that is gone is unanswered."""
    sent = complete()
    rows = len(sent.issued)
    mixed = changed("G1.1", answer=None)
    mixed = replace(
        mixed,
        responses=tuple(
            replace(each, answer=Unreadable(shown="?")) if each.ref == "Q08.1" else each
            for each in mixed.responses
            if each.ref != "G1.2"
        ),
        added=(AddedRow(section="validation", cells=(("Ref", "X1"),)),),
    )

    assert RowCount(rows=rows, answered=rows) == count(sent, FRAMEWORK)
    assert RowCount(
        rows=rows, answered=rows - 3, unanswered=2, unreadable=1, added_rows=1
    ) == count(mixed, FRAMEWORK)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": None}, ["declaration-incomplete"]),
        ({"role": None, "date": None}, ["declaration-incomplete"] * 2),
        ({"declared": None}, ["declaration-incomplete"]),
        ({"declared": Unreadable(shown="Perhaps")}, []),
    ],
)
def test_the_declaration_is_complete_or_says_what_lacks(
    fields: dict[str, object], expected: list[str]
) -> None:
    """One error for each of name, role, date and the word itself."""
    sent = complete()
    declaration = replace(sent.declaration, **fields)  # type: ignore[arg-type]

    assert expected == [
        each.code for each in check(replace(sent, declaration=declaration), FRAMEWORK)
    ]


def test_a_declaration_out_of_its_year_or_long_before_it_came_is_a_warning() -> None:
    """31 days are allowed, a day more is not."""
    sent = complete()
    late = replace(sent, declaration=replace(sent.declaration, date=date(2026, 1, 2)))

    assert [("warning", "as-of-outside-year", None)] == flat(check(late, FRAMEWORK))
    assert () == check(sent, FRAMEWORK, received=date(2025, 6, 30))
    assert [("warning", "declared-long-ago", None)] == flat(
        check(sent, FRAMEWORK, received=date(2025, 7, 1))
    )


def test_dates_that_lie_in_the_future_are_warnings() -> None:
    """Those that can only lie in the past: not when something is due."""
    sent = replace(
        complete(),
        evidence=(
            *complete().evidence,
            EvidenceItem(id="E03", date=date(2025, 7, 1), review_due=date(2030, 1, 1)),
        ),
        providers=(Provider(id="P", since=date(2025, 7, 2)),),
        remediation=(RemediationLine(ref="G1.2", due=date(2030, 1, 1), done_on=date(2025, 7, 3)),),
    )

    assert () == check(sent, FRAMEWORK)
    assert [("warning", "date-future", ref) for ref in ("E03", "P", "G1.2")] == flat(
        check(sent, FRAMEWORK, as_of=date(2025, 6, 30))
    )


def test_a_day_that_speaks_for_many_rows_is_said_once() -> None:
    """It stands in one cell of `Read me`, and is none of theirs."""
    place = Origin(file="got.xlsx", sheet="Read me", cell="I60")
    rows = tuple(
        replace(
            each,
            reaffirmed="Yes",
            reaffirmed_on=date(2025, 7, 1),
            origin=AT,
            origins={"reaffirmed_on": place},
        )
        for each in complete().responses
    )
    problems = check(replace(complete(), responses=rows), FRAMEWORK, as_of=date(2025, 6, 30))

    assert [(place, None)] == [(each.origin, each.ref) for each in problems]


def test_an_id_that_differs_in_case_only_is_proposed() -> None:
    """It is still not listed: nothing is taken for another."""
    (problem,) = check(changed("G1.1", evidence=("e01",)), FRAMEWORK)

    assert "evidence-unlisted" == problem.code
    assert "Perhaps E01 is meant" in problem.remedy


@pytest.mark.parametrize(
    ("digest", "expected"),
    [
        ("a" * 64, []),
        ("A1" * 32, []),
        ("a" * 63, ["digest-shape"]),
        ("g" * 64, ["digest-shape"]),
        (None, []),
        (Unreadable(shown="#N/A"), []),
    ],
)
def test_a_digest_has_sixty_four_hexadecimal_digits(digest: object, expected: list[str]) -> None:
    """Anything else cannot be the SHA-256 of a file."""
    item = EvidenceItem(id="E03", sha256=digest)  # type: ignore[arg-type]
    sent = replace(complete(), evidence=(*complete().evidence, item))

    assert expected == [each.code for each in check(sent, FRAMEWORK)]


def test_a_plan_for_an_unknown_item_is_a_warning() -> None:
    """Its Ref may be misspelt."""
    line = RemediationLine(ref="G9.99", action="Mend it", due=date(2026, 12, 1))
    sent = replace(complete(), remediation=(line,))

    assert [("warning", "remediation-ref-unknown", "G9.99")] == flat(check(sent, FRAMEWORK))


def test_an_open_action_without_a_date_is_a_warning() -> None:
    """It could never be late."""
    sent = replace(complete(), remediation=(RemediationLine(ref="G1.1", action="Mend it"),))

    assert [("warning", "due-missing", "G1.1")] == flat(check(sent, FRAMEWORK))


@pytest.mark.parametrize("label", ["User Roles", "Domestic premises", "User Systems"])
def test_a_fact_that_is_not_stated_is_an_error(label: str) -> None:
    """Thresholds and scope hang on it."""
    sent = complete()
    lines = tuple(replace(s, value=None) if s.label == label else s for s in sent.statements)
    gone = tuple(s for s in sent.statements if s.label != label)

    expected = [("error", "fact-missing", label)]
    assert expected == flat(check(replace(sent, statements=lines), FRAMEWORK))
    assert expected == flat(check(replace(sent, statements=gone), FRAMEWORK))


@pytest.mark.parametrize(
    ("field", "code"), [("title", "evidence-untitled"), ("date", "evidence-undated")]
)
def test_a_cited_document_without_title_or_date_is_a_warning(field: str, code: str) -> None:
    """Nobody can tell what it is, or how old."""
    sent = complete()
    cited = {part for response in sent.responses for part in response.evidence}
    bare = tuple(
        replace(item, **{field: None}) if item.id in cited else item for item in sent.evidence
    )

    assert {("warning", code)} == {
        (level, found) for level, found, _ in flat(check(replace(sent, evidence=bare), FRAMEWORK))
    }


def test_an_item_of_another_edition_is_counted_by_its_row() -> None:
    """The framework at hand need not have it."""
    sent = complete()
    older = replace(
        sent,
        issued=(*sent.issued, Issued(section="questions", ref="Q99.9")),
        responses=(*sent.responses, Response(section="questions", ref="Q99.9", answer="Yes")),
    )

    assert () == check(older, FRAMEWORK)
    assert count(older, FRAMEWORK).answered == len(older.issued)
