"""The Validation workbook that is sent to a User."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from describe import describe_xlsx
from frameworks import HOSTING, tiny_framework, tiny_profile, tiny_submission
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from secself.identity import read_marks, read_token
from secself.model import Profile, ProviderEntry, Questionnaire, Response, Submission
from secself.problems import Refused
from secself.questionnaire import select
from secself.workbook.writer import write
from secself.workbook.writing.texts import TOO_LONG

HEADINGS = {
    "Questions": "Ref Question Prior_answer Answer Explanation Evidence Reaffirmed",
    "Validation": "Ref Obligation Interpretations Expected_evidence Prior_position Prior_evidence "
    "Position Change What_changed Evidence Owner Residual_risk Reaffirmed",
    "Evidence": "Id Title Version Date Held_by SHA-256 Review_due",
    "Providers": "Id Name Service Since Documents_accepted_on",
    "Remediation plan": "Ref Action Owner Due Done_on",
}


def questionnaire(profile: Profile | None = None) -> Questionnaire:
    """Draw the invented framework for the invented User."""
    return select(tiny_framework(), profile or tiny_profile(), 2026, "ssa")


def opened(content: bytes) -> Workbook:
    """Open a workbook with the library that did not write it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet: Worksheet, heading: str) -> int:
    """Find the column of a heading."""
    return next(cell.column for cell in sheet[4] if cell.value == heading)


def cell(sheet: Worksheet, ref: str, heading: str) -> Cell:
    """Find the cell of a row and a heading."""
    refs = sheet.iter_rows(min_row=5, min_col=column(sheet, "Ref"), max_col=column(sheet, "Ref"))
    row = next(ref_cell.row for (ref_cell,) in refs if ref_cell.value == ref)
    return sheet.cell(row, column(sheet, heading))


def entry(sheet: Worksheet, at: Cell) -> DataValidation | None:
    """Find the data validation of a cell."""
    rules = sheet.data_validations.dataValidation
    return next((rule for rule in rules if at.coordinate in rule.sqref), None)


def prior_with(response: Response) -> Submission:
    """Make the prior submission with just this response."""
    return tiny_submission(responses=(response,))


@pytest.mark.parametrize("case", ["first-year", "with-prior"])
def test_the_whole_workbook_is_as_it_was_last_looked_at(
    case: str, golden: Callable[[str, str], None]
) -> None:
    """The picture kept under tests/golden/writer shows every cell, list, lock and colour."""
    prior = tiny_submission() if case == "with-prior" else None

    golden(case, describe_xlsx(write(questionnaire(), prior)))


def test_the_same_input_gives_the_same_bytes() -> None:
    """Nothing but questionnaire, prior and marking is in the file: no clock and no machine."""
    first = write(questionnaire(), tiny_submission(), marking="OFFICIAL")

    assert first == write(questionnaire(), tiny_submission(), marking="OFFICIAL")


def test_sheets_stand_in_the_order_of_the_contract_and_two_are_hidden() -> None:
    """A person sees nine sheets; the lists are hidden, the marks very hidden."""
    book = opened(write(questionnaire()))

    assert [
        "Read me",
        "Profile",
        "Questions",
        "Validation",
        "Evidence",
        "Providers",
        "Remediation plan",
        "Interpretations",
        "Declaration",
    ] == [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert book["_lists"].sheet_state == "hidden"
    assert book["_secself"].sheet_state == "veryHidden"


@pytest.mark.parametrize("prior", [None, tiny_submission()], ids=["first-year", "with-prior"])
@pytest.mark.parametrize("name", HEADINGS)
def test_every_heading_of_the_contract_is_there_once(name: str, prior: Submission | None) -> None:
    """More columns are welcome; these must be there whether or not there is a prior."""
    found = [cell.value for cell in opened(write(questionnaire(), prior))[name][4]]

    assert {heading.replace("_", " "): 1 for heading in HEADINGS[name].split()} == {
        heading.replace("_", " "): found.count(heading.replace("_", " "))
        for heading in HEADINGS[name].split()
    }


@pytest.mark.parametrize("name", ["Questions", "Validation"])
def test_every_row_carries_its_ref_and_a_token_in_a_hidden_column(name: str) -> None:
    """The token says again which item the row answers, and which words it had."""
    asked = questionnaire()
    items = asked.questions if name == "Questions" else asked.controls
    sheet = opened(write(asked))[name]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))

    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    assert [(name.lower(), each.item.id, each.item.fingerprint) for each in items] == [
        read_token(row[0]) for row in rows
    ]
    assert [each.item.id for each in items] == [row[2] for row in rows]


def test_the_workbook_says_what_it_is_in_three_places() -> None:
    """Properties, very hidden sheet and key rows say the same."""
    book = opened(write(questionnaire()))
    properties = {each.name: each.value for each in book.custom_doc_props.props}
    hidden = [row for row in book["_secself"].iter_rows(values_only=True) if row[0] == "mark"]
    marks = read_marks(book["Evidence"]["A1"].value)

    assert {f"secself.{name}": value for _, name, value, *_ in hidden} == {
        name: value for name, value in properties.items() if name.startswith("secself.")
    }
    assert marks is not None
    assert ("brightlow", 2026, "ssa", "tiny@1.0") == (
        marks.user,
        marks.year,
        marks.kind,
        marks.framework,
    )
    assert ("import-supplier", "gas-supplier") == marks.roles
    assert ("shared-resources", "smets1-enrolled") == marks.facts


def test_the_very_hidden_sheet_lists_what_was_issued() -> None:
    """Each item and each interpretation stands there with the fingerprint of its words."""
    asked = questionnaire()
    rows = list(opened(write(asked))["_secself"].iter_rows(values_only=True))

    assert [("issued", "questions", q.item.id, q.item.fingerprint) for q in asked.questions] + [
        ("issued", "validation", c.item.id, c.item.fingerprint) for c in asked.controls
    ] == [row for row in rows if row[0] == "issued"]
    assert [(ai.id, ai.fingerprint) for ai in asked.framework.interpretations] == [
        row[1:3] for row in rows if row[0] == "interpretation"
    ]


@pytest.mark.parametrize(
    ("ref", "kind", "form"),
    [
        ("Q07.1", "list", "@"),
        ("Q01.1", "list", "@"),
        ("Q08.1", "date", "yyyy-mm-dd"),
        ("Q10.1", "whole", "0"),
        ("Q12.1", "decimal", "General"),
        ("Q07.2", None, "@"),
    ],
)
def test_an_answer_cell_shows_its_type_by_data_validation(
    ref: str, kind: str | None, form: str
) -> None:
    """List, date, whole and decimal are checked where they are typed; text is not."""
    sheet = opened(write(questionnaire()))["Questions"]
    answer = cell(sheet, ref, "Answer")
    rule = entry(sheet, answer)

    assert kind == (rule.type if rule else None)
    assert form == answer.number_format
    assert not answer.protection.locked


def test_a_list_that_does_not_fit_a_cell_stands_on_a_hidden_sheet_under_a_name() -> None:
    """More than 255 characters, or a comma in a word, would break a list in the cell."""
    book = opened(write(questionnaire()))
    rule = entry(book["Questions"], cell(book["Questions"], "Q01.1", "Answer"))
    assert rule is not None
    sheet, cells = book.defined_names[rule.formula1].attr_text.split("!")

    assert list(HOSTING) == [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Position", "Met,Partly met,Not met,Not applicable"),
        ("Change", "No change,Changed,New"),
        ("Residual risk", "Very low,Low,Medium,High,Very high"),
        ("Reaffirmed", "Yes"),
    ],
)
def test_a_choice_takes_the_words_of_the_framework_only(heading: str, words: str) -> None:
    """What is typed and is not on the list is stopped."""
    sheet = opened(write(questionnaire()))["Validation"]
    rule = entry(sheet, cell(sheet, "G1.1", heading))

    assert rule is not None
    assert (f'"{words}"', None) == (rule.formula1, rule.errorStyle)


@pytest.mark.parametrize("name", HEADINGS)
def test_people_can_write_in_input_columns_and_nowhere_else(name: str) -> None:
    """Sheets are protected without a password, and still let people filter, format and comment."""
    sheet = opened(write(questionnaire(), tiny_submission()))[name]
    ours = {"Row token", "To do", "Theme", "Question", "Section", "Obligation", "Prior date"}
    theirs = set(HEADINGS[name].replace("_", " ").split("  "))
    row = {sheet.cell(4, c.column).value: c.protection.locked for c in sheet[5]}
    protection = sheet.protection

    assert (True, None) == (protection.sheet, protection.password)
    assert [False] * 6 == [
        protection.autoFilter,
        protection.sort,
        protection.formatCells,
        protection.formatColumns,
        protection.formatRows,
        protection.objects,
    ]
    assert (name not in {"Questions", "Validation"}) is not protection.insertRows
    assert all(row[heading] for heading in ours & row.keys())
    assert not any(row[heading] for heading in theirs & {"Answer", "Position", "Id", "Action"})


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0"])
def test_nothing_that_was_typed_becomes_a_formula(text: str) -> None:
    """It stays text when it is read, and when a person edits the cell."""
    provider = ProviderEntry(id="p", name=text, service=text)
    prior = prior_with(Response(section="questions", ref="Q07.2", answer=text, narrative=text))
    asked = questionnaire(tiny_profile(name=text, providers=(provider,)))
    book = opened(write(asked, prior))
    cells = [
        cell(book["Questions"], "Q07.2", "Prior answer"),
        cell(book["Questions"], "Q07.2", "Prior explanation"),
        book["Providers"]["B5"],
        book["Providers"]["C5"],
    ]

    assert [(text, "s", True)] * 4 == [(c.value, c.data_type, c.quotePrefix) for c in cells]


def test_prior_answers_are_shown_as_text_and_no_answer_is_filled_in() -> None:
    """Dates are written as year-month-day, evidence ids with commas between."""
    sheet = opened(write(questionnaire(), tiny_submission()))
    questions, validation = sheet["Questions"], sheet["Validation"]

    assert "2025-03-31" == cell(questions, "Q08.1", "Prior answer").value
    assert "0" == cell(questions, "Q10.1", "Prior answer").value
    assert "2.5" == cell(questions, "Q12.1", "Prior answer").value
    assert "Partly met" == cell(validation, "G1.2", "Prior position").value
    assert "E01, E02" == cell(validation, "G1.2", "Prior evidence").value
    assert {None} == {
        cell(sheet[name], ref, heading).value
        for name, ref, heading in (
            ("Questions", "Q08.1", "Answer"),
            ("Questions", "Q08.1", "Evidence"),
            ("Validation", "G1.2", "Position"),
            ("Validation", "G1.2", "Change"),
            ("Validation", "G1.2", "Evidence"),
        )
    }


def test_last_years_registers_stand_beside_the_new_ones_in_the_same_order() -> None:
    """A line that still holds can be copied over as it is; its dates are dates."""
    book = opened(write(questionnaire(), tiny_submission()))
    evidence = [c.value for c in book["Evidence"][5]]
    plan = [c.value for c in book["Remediation plan"][5]]

    assert [None] * 7 == evidence[:7]
    assert ["E01", "Information security policy", "3.1"] == evidence[9:12]
    assert date(2025, 2, 14) == evidence[12].date()
    assert [None] * 5 == plan[:5]
    assert ["G1.2", "Mend the three open weaknesses"] == plan[6:8]


def test_a_text_too_long_for_a_cell_is_not_cut() -> None:
    """Words say where to find it; 20,000 signs of two units each are too long as well."""
    for long in ("x" * 32_768, "\U0001f600" * 20_000):
        prior = prior_with(Response(section="questions", ref="Q07.2", answer="y", narrative=long))
        sheet = opened(write(questionnaire(), prior))["Questions"]

        assert TOO_LONG == cell(sheet, "Q07.2", "Prior explanation").value


def test_what_xml_cannot_carry_is_shown_as_its_number() -> None:
    """Control characters, lone surrogates and what only looks like an escape stay visible."""
    typed = "a\x0bb\x00c\ud800d\ufffee _x0041_"
    prior = prior_with(Response(section="questions", ref="Q07.2", answer=typed))
    sheet = opened(write(questionnaire(tiny_profile(name="A\x0bB")), prior))["Questions"]

    assert r"a\u000Bb\u0000c\uD800d\uFFFEe _x0041_" == cell(sheet, "Q07.2", "Prior answer").value
    assert r"Questions for A\u000BB" == sheet["B2"].value


def test_a_row_whose_words_changed_says_so() -> None:
    """The fingerprint of the words that were answered differs from that of the words now."""
    answered = Response(section="validation", ref="G1.1", answer="Met", fingerprint="0" * 12)
    sheet = opened(write(questionnaire(), prior_with(answered)))["Validation"]

    assert "The wording has changed" in cell(sheet, "G1.1", "Why this row is here").value
    assert "wording" not in cell(sheet, "G1.2", "Why this row is here").value


def test_what_is_not_verified_says_so_in_words_and_the_text_stays_alone() -> None:
    """Standing has its own column, so that a row is still known by its text."""
    book = opened(write(questionnaire()))
    sheet = book["Validation"]

    assert "Mend known weaknesses promptly." == cell(sheet, "G1.2", "Obligation").value
    assert "Wording recalled\nClause unverified" == cell(sheet, "G1.2", "Standing").value
    assert "Verified" == cell(sheet, "G1.1", "Standing").value
    assert "Roles recalled" == cell(sheet, "G2.1", "Standing").value
    assert "• A dated plan (proposed)\n• The report of the last test (recalled)" == (
        cell(sheet, "G1.2", "Expected evidence").value
    )
    assert book["Interpretations"]["E5"].value.startswith("Recalled")


def test_an_interpretation_is_one_click_away() -> None:
    """Each stands in the row with its term and edition; a click leads to the full text."""
    book = opened(write(questionnaire()))
    link = cell(book["Validation"], "G1.2", "Interpretations")

    assert "AI-1 Hold, 1.0\nAI-2 Promptly, 1.0" == link.value
    assert "'Interpretations'!A4" == link.hyperlink.location
    assert "AI-1" == book["Interpretations"]["A4"].value


def test_an_interpretation_whose_name_does_not_fit_the_line_of_a_link_is_named_by_its_id() -> None:
    """Programs print a link on one line and cut the rest; the link leads to its name."""
    first, *others = tiny_framework().interpretations
    long = replace(first, term="Hold, and be able to show within a day")
    framework = replace(tiny_framework(), interpretations=(long, *others))
    book = opened(write(select(framework, tiny_profile(), 2026, "ssa")))
    shown = {cell.value for row in book["Validation"]["A5:Z9"] for cell in row if cell.hyperlink}

    assert "AI-1, 1.0" in shown
    assert not any("Hold" in text for text in shown)


def test_a_marking_stands_on_every_page_and_on_the_first_sheet() -> None:
    """It is printed at the top and bottom; an ampersand in it is no code of the page header."""
    book = opened(write(questionnaire(), marking="OFFICIAL R&D"))

    assert "OFFICIAL R&D" == book["Read me"]["A3"].value
    assert {"OFFICIAL R&&D"} == {
        side.center.text
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for side in (sheet.oddHeader, sheet.oddFooter)
    }


def test_a_marking_too_long_to_print_is_refused() -> None:
    """A page header takes 255 characters; a marking is never cut."""
    with pytest.raises(Refused) as refused:
        write(questionnaire(), marking="X" * 250)

    assert ["marking-too-long"] == [problem.code for problem in refused.value.problems]


def test_formulas_need_no_new_program_and_lead_nowhere_else() -> None:
    """No function of a later Excel, no link to another file, no literal over 255 characters."""
    package = zipfile.ZipFile(io.BytesIO(write(questionnaire(), tiny_submission())))
    names = package.namelist()
    formulas = [
        formula
        for name in names
        if name.startswith("xl/worksheets/sheet")
        for formula in re.findall(r"<f>(.*?)</f>", package.read(name).decode())
    ]

    assert [] == [name for name in names if "externalLink" in name]
    assert [] == [f for f in formulas if "_xlfn" in f or "[" in f or len(f) > 8_192]
    assert 255 > max(len(text) for f in formulas for text in re.findall(r'"([^"]*)"', f))


def test_rows_grow_with_what_is_typed_into_them() -> None:
    """Excel fits a row anew only if the file does not call its height custom."""
    package = zipfile.ZipFile(io.BytesIO(write(questionnaire())))
    sheet = package.read("xl/worksheets/sheet3.xml").decode()

    assert re.search(r'<row r="5"[^>]* ht="', sheet)
    assert "customHeight" not in sheet


def test_no_name_of_a_person_or_machine_is_in_the_file() -> None:
    """The date is the first day of the assessment's year."""
    properties = opened(write(questionnaire())).properties

    assert (None, None) == (properties.creator, properties.lastModifiedBy)
    assert date(2026, 1, 1) == properties.created.date() == properties.modified.date()


def test_a_user_without_anything_gets_a_workbook_all_the_same() -> None:
    """No question, no control, no provider: every table still has its headings and a row."""
    asked = questionnaire(tiny_profile(user_roles=(), providers=(), smets1_enrolled=False))
    book = opened(write(replace(asked, kind="vusa")))

    assert "Ref" in [c.value for c in book["Questions"][4]]
    assert "vusa" == book["Profile"]["B6"].value
