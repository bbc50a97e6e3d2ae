"""The Deltas workbook says what the JSON says, to a person with a spreadsheet and a printer."""

import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from frameworks import tiny_framework, tiny_submission
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from submissions import judging_framework, pair

from secself.comparison import compare
from secself.digest import digest
from secself.formats import formats
from secself.formats.documents import diff_document
from secself.materiality import run
from secself.model import (
    Assessment,
    Challenged,
    ChallengeSample,
    Finding,
    Framework,
    Response,
    Simulation,
    Submission,
    Tried,
    Unreadable,
    Value,
)
from secself.phrases import CHANGES, DIRECTIONS, SECTIONS
from secself.problems import Origin, Problem, Refused
from secself.sheets import marked
from secself.sheets.pen import TOO_LONG

YEAR = """
| sheet      | ref  | column        | before            | after                     |
| Validation | G1.1 | position      | Met               | Partly met                |
| Validation | G1.1 | change        |                   | Changed                   |
| Validation | G1.1 | what changed  | Two hosts of four | Two old hosts of nine     |
| Validation | G1.1 | evidence      | E01               | E02                       |
| Validation | G2.1 | residual risk | Low               | Very high                 |
| Validation | G2.1 | owner         | Priya             | Sam                       |
| Questions  | Q1.1 | explanation   |                   | A new word                |
"""
HEADINGS, FIRST = 4, 5
"""The rows of `Deltas`, as people count them."""
TYPED = [
    "=cmd|' /C calc'!A1",
    "+44 20",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "<r><t>x</t></r>",
    "<r>not markup</r>",
    "_x0041_ and _x000D_",
    "first line\nsecond line",
    "  spaces  ",
    "A & B < C > D",
    "{{ 7*7 }}",
    "https://example.org/",
    "00012",
    "1e5",
    "TRUE",
    "ünï 🔐 한국",
]


def told(framework: Framework, prior: Submission | None, current: Submission, **more) -> Assessment:
    """Compare and judge, as the command line does."""
    comparison = compare(framework, current, prior, date(2026, 6, 30))
    findings, problems = run(comparison)
    given = {
        "comparison": comparison,
        "findings": findings,
        "problems": problems,
        "files": ("now.xlsx",),
        "prior_files": ("then.xlsx",),
        "digest": digest(current),
        "prior_digest": prior and digest(prior),
    }
    return Assessment(**given | more)


def a_year(**more) -> Assessment:
    """An assessment in which things got worse, better and otherwise."""
    before, after = pair(YEAR)
    return told(judging_framework(), before, after, **more)


def of_texts(before: Value, now: Value) -> Assessment:
    """An assessment in which the first question's explanation changed."""
    prior = tiny_submission()
    return told(tiny_framework(), with_text(prior, before), with_text(prior, now))


def with_text(submission: Submission, text: Value) -> Submission:
    """The submission, with a text for its first answer's explanation."""
    first, *rest = submission.responses
    changed = Response(
        section=first.section, ref=first.ref, answer=first.answer, narrative=text,
        evidence=first.evidence,
    )  # fmt: skip
    return tiny_submission(responses=(changed, *rest))


def written(assessment: Assessment) -> bytes:
    """Write the workbook, as `diff -o FILE.xlsx` does."""
    return formats()[".xlsx"].diff(assessment, None)


def sheet_of(assessment: Assessment, name: str, *, rich: bool = False) -> Worksheet:
    """Write the workbook, and open one of its sheets with another library."""
    return openpyxl.load_workbook(io.BytesIO(written(assessment)), rich_text=rich)[name]


def rows_of(sheet: Worksheet, head: int = HEADINGS) -> list[dict[str, object]]:
    """The rows of a table by their headings; what is blank is None."""
    names = [cell.value for cell in sheet[head]]
    lines = sheet.iter_rows(min_row=head + 1, values_only=True)
    return [dict(zip(names, line, strict=True)) for line in lines]


def row_of(assessment: Assessment, ref: str, *, rich: bool = False) -> dict[str, object]:
    """One row of `Deltas`."""
    sheet = sheet_of(assessment, "Deltas", rich=rich)
    return next(row for row in rows_of(sheet) if row["Ref"] == ref)


def first_ref() -> str:
    """The question whose explanation `of_texts` changes."""
    return tiny_submission().responses[0].ref


def cells_after(sheet: Worksheet, label: str) -> list[object]:
    """What stands right of a label on `Summary`."""
    for row in sheet.iter_rows(values_only=True):
        if row[0] == label:
            return list(row[1:])
    raise AssertionError(label)


def test_every_item_stands_in_exactly_one_row_in_the_order_of_the_json():
    """Nothing is left out, twice or elsewhere."""
    given = a_year()
    document = json.loads(json.dumps(diff_document(given)))
    rows = rows_of(sheet_of(given, "Deltas"))

    assert [(SECTIONS[d["section"]], d["ref"]) for d in document["deltas"]] == [
        (row["Section"], row["Ref"]) for row in rows
    ]


def test_changes_directions_and_wordings_are_those_of_the_json():
    """In words, since nobody reads names of variables."""
    given = a_year()
    rows = rows_of(sheet_of(given, "Deltas"))

    for delta, row in zip(diff_document(given)["deltas"], rows, strict=True):
        others = "\n".join(CHANGES[change] for change in delta["changes"][1:])
        assert CHANGES[delta["change"]] == row["Change"]
        assert others == (row["Also changed"] or "")
        assert DIRECTIONS[delta["direction"]] == row["Direction"]
        assert row["Wording"].startswith(delta["wording"])


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Position or answer", ("position", "answer", "value", "title", "name", "action")),
        ("Residual risk", ("residual_risk",)),
        ("Change declared", ("change",)),
        ("Owner", ("owner",)),
        ("Explanation", ("explanation", "what_changed")),
        ("Evidence", ("evidence",)),
    ],
)
def test_before_and_now_stand_side_by_side_as_the_json_has_them(heading, names):
    """The whole text of each side, the order of evidence included."""
    given = a_year()
    rows = rows_of(sheet_of(given, "Deltas"))

    for delta, row in zip(diff_document(given)["deltas"], rows, strict=True):
        for side, word in (("before", "before"), ("after", "now")):
            columns = delta[side] or {}
            said = next((columns[name] for name in names if name in columns), None)
            assert as_text(said) == as_text(row[f"{heading} {word}"]), (delta["ref"], word)


def as_text(value: object) -> str:
    """A value as a person reads it, whichever library gave it."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def test_what_has_no_column_of_its_own_stands_under_other_columns():
    """Date and version of a document, the day of a reaffirmation: named, with their values."""
    given = a_year()
    rows = rows_of(sheet_of(given, "Deltas"))
    document = next(d for d in diff_document(given)["deltas"] if d["section"] == "evidence")
    row = next(row for row in rows if row["Ref"] == document["ref"])

    assert f"Date: {document['after']['date']}" in row["Other columns now"]


def test_the_counts_on_the_summary_are_those_of_the_json():
    """By change and direction, by section, and of findings and problems."""
    problem = Problem(
        level="warning", code="x", what="A thing.", remedy="Mend it.",
        origin=Origin(file="now.xlsx", sheet="Validation", cell="G14"),
    )  # fmt: skip
    given = a_year(problems=(problem,))
    document = diff_document(given)
    sheet = sheet_of(given, "Summary")
    pointing = Counter((d["change"], d["direction"]) for d in document["deltas"])

    for change, number in document["counts"].items():
        words = CHANGES[change]
        said = cells_after(sheet, words[:1].upper() + words[1:])[:5]
        assert [number, *(pointing[change, one] for one in DIRECTIONS)] == said
    for section, words in SECTIONS.items():
        held = [d for d in document["deltas"] if d["section"] == section]
        same = sum(d["change"] == "unchanged" for d in held)
        assert [len(held), same, len(held) - same] == cells_after(sheet, words)[:3]
    texts = [row[0] for row in sheet.iter_rows(values_only=True)]
    material = sum(f["materiality"] == "material" for f in document["findings"])
    assert f"Material: {material}" in texts
    assert f"To note: {len(document['findings']) - material}" in texts
    assert "In the files: 0 errors, 1 warning, 0 notes" in texts
    assert document["comparability"] == cells_after(sheet, "Items that can be compared")[0]
    assert "A thing." in cells_after(sheet, "warning: x\nnow.xlsx, Validation!G14")


def test_the_summary_says_whose_it_is_and_what_it_was_compared_with():
    """User, assessment, framework, files, digests and the day on which ages were judged."""
    given = a_year()
    document = diff_document(given)
    sheet = sheet_of(given, "Summary")

    assert document["user"] == cells_after(sheet, "User")[0]
    assert document["current"]["digest"] == cells_after(sheet, "Digest of the answers")[0]
    assert document["prior"]["digest"] == cells_after(sheet, "Digest of its answers")[0]
    assert ["now.xlsx", "then.xlsx"] == [
        cells_after(sheet, label)[0] for label in ("Files", "Its files")
    ]
    assert datetime(2026, 6, 30) == cells_after(sheet, "Ages judged as of")[0]  # noqa: DTZ001


def test_without_a_prior_the_summary_says_that_nothing_was_compared():
    """And every item is added."""
    _, after = pair(YEAR)
    given = told(judging_framework(), None, after)
    sheet = sheet_of(given, "Summary")

    assert "nothing" in str(cells_after(sheet, "Compared with")[0])
    assert 0 == cells_after(sheet, "Items that can be compared")[0]
    assert {"added"} == {row["Change"] for row in rows_of(sheet_of(given, "Deltas"))}


def test_findings_stand_gravest_first_with_reason_rule_and_sources():
    """As the JSON has them, each leading to its row, and the row back to it."""
    given = a_year()
    document = diff_document(given)
    sheet = sheet_of(given, "Findings")
    rows = rows_of(sheet, 3)
    deltas = sheet_of(given, "Deltas")

    assert len(document["findings"]) > 1
    for number, (finding, row) in enumerate(zip(document["findings"], rows, strict=True), 1):
        assert number == row["No."]
        assert finding["materiality"] == row["Materiality"].lower()
        assert (finding["ref"], finding["rule"]) == (row["Ref"], row["Rule"])
        assert finding["because"] == row["What was found"]
        assert all(source in row["Sources"] for source in finding["sources"])
        assert all(
            f"{one} (recalled, unverified)" in row["Sources"] for one in finding["unverified"]
        )
        place = sheet.cell(3 + number, 3).hyperlink.location
        assert finding["ref"] == deltas[place.partition("!")[2]].value
    back = next(cell for cell in deltas["H"] if "1: " in str(cell.value)).hyperlink.location
    assert "'Findings'!A4" == back


def test_rows_of_no_interest_are_filtered_away_and_not_gone():
    """Unchanged rows are hidden by a filter that says so; a row that a rule spoke of never is."""
    given = a_year()
    sheet = sheet_of(given, "Deltas")
    hidden = {row - FIRST for row, one in sheet.row_dimensions.items() if one.hidden}
    flagged = {finding.ref for finding in given.findings}
    quiet = {
        number
        for number, delta in enumerate(given.comparison.deltas)
        if delta.change == "unchanged" and delta.ref not in flagged
    }

    assert quiet
    assert quiet == hidden
    assert str(len(quiet)) in sheet["A2"].value
    assert "Unchanged" == sheet.auto_filter.filterColumn[0].customFilters.customFilter[0].val
    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter  # the lock is off: filtering is allowed


def test_a_sample_to_be_probed_is_listed_with_its_seed_and_its_rows_are_shown():
    """Drawn rows are unchanged, and would be filtered away without it."""
    given = a_year()
    flagged = {finding.ref for finding in given.findings}
    quiet = next(
        delta.ref
        for delta in given.comparison.of("validation")
        if delta.change == "unchanged" and delta.ref not in flagged
    )
    one = Challenged(ref=quiet, weight=3, reasons=("a reason",))
    drawn = ChallengeSample(seed="July", drawn_from=7, drawn=(one,))
    probed = replace(given, probed=drawn)
    texts = [row[0] for row in sheet_of(probed, "Summary").iter_rows(values_only=True)]
    sheet = sheet_of(probed, "Deltas")
    place = next(cell.row for cell in sheet["B"] if cell.value == quiet)

    assert "To be probed: 1 of 7 controls declared unchanged" in texts
    assert "To be probed" == row_of(probed, quiet)["Attention"]
    assert not sheet.row_dimensions[place].hidden


def test_settings_that_were_tried_are_told_apart_from_what_stands():
    """What would appear, vanish and differ, each with its Ref."""
    given = a_year()
    first, second, *_ = given.findings
    made = Simulation(appearing=(first,), vanishing=(), differing=((first, second),), staying=4)
    tried = replace(given, tried=Tried(name="other.yaml", simulation=made))
    texts = [row[0] for row in sheet_of(tried, "Summary").iter_rows(values_only=True)]

    assert "Tried out, and not adopted: other.yaml. 1 would appear" in texts
    assert "0 would vanish" in texts
    assert "1 would speak differently, as here; 4 would stay" in texts


def test_where_nothing_changed_everything_is_shown():
    """A sheet without a row would frighten."""
    comparison = a_year().comparison
    quiet = tuple(delta for delta in comparison.deltas if delta.change == "unchanged")
    given = a_year(comparison=replace(comparison, deltas=quiet), findings=())
    sheet = sheet_of(given, "Deltas")

    assert quiet
    assert not any(one.hidden for one in sheet.row_dimensions.values())
    assert "nothing changed" in sheet["A2"].value


def test_texts_are_told_apart_word_by_word():
    """Taken out is struck through on its side, put in is underlined on its own."""
    given = of_texts("Two hosts of four stand bare", "Two old hosts of nine stand bare")
    row = row_of(given, first_ref(), rich=True)

    assert [("Two hosts of", ""), (" four", "struck"), (" stand bare", "")] == looks(
        row["Explanation before"]
    )
    assert [
        ("Two", ""), (" old", "underlined"), (" hosts of", ""), (" nine", "underlined"),
        (" stand bare", ""),
    ] == looks(row["Explanation now"])  # fmt: skip


def looks(text: object) -> list[tuple[str, str]]:
    """The pieces of a text, with what marks them besides colour."""
    assert isinstance(text, CellRichText)
    return [(piece.text, look(piece)) for piece in text if isinstance(piece, TextBlock)]


def look(piece: TextBlock) -> str:
    """How a piece differs from those around it."""
    if piece.font.strike:
        return "struck"
    return "underlined" if piece.font.u else ""


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("other", ["", "something else entirely", "  spaces and a 00012 word"])
def test_what_a_user_typed_stays_the_text_it_was(typed, other):
    """Whether it is plain or marked: never a formula, a number, a link, markup or an escape."""
    given = of_texts(other, typed)
    content = written(given)
    row = row_of(given, first_ref())

    assert typed == row["Explanation now"]
    assert other == (row["Explanation before"] or "")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Deltas"]
    assert {"s"} == {cell.data_type for cell in sheet["R"][FIRST - 1 :] if cell.value is not None}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode() for name in package.namelist()]
    assert not any("<f>" in part for part in parts)


@pytest.mark.parametrize(
    "char", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800", "\u202e", "\u200b", "\u2066", "\ufeff"]
)
def test_what_cannot_be_seen_or_carried_is_shown_by_its_number(char):
    """In plain and in marked texts; the file opens, and nothing is turned round in it."""
    row = row_of(of_texts("one two", f"one{char} two"), first_ref())

    assert f"one[U+{ord(char):04X}] two" == row["Explanation now"]


def test_a_carriage_return_is_kept():
    """Old Macs ended lines with it, and some programs still do."""
    content = written(of_texts("one two", "one\rtwo three"))
    texts = [
        cell
        for line in CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_name("Deltas")
        .to_python()
        for cell in line
    ]

    assert any(text in texts for text in ("one\rtwo three", "one_x000D_two three"))


@pytest.mark.parametrize("length", [32_767, 32_768])
def test_a_text_is_carried_whole_or_not_at_all(length):
    """A cell takes 32,767 characters; what is longer stands elsewhere, and the cell says where."""
    text = ("word " * length)[:length]
    row = row_of(of_texts("another", text), first_ref())

    assert row["Explanation now"] == (text if length == 32_767 else TOO_LONG)


def test_characters_that_count_double_are_counted_so():
    """A cell counts in units of UTF-16, of which a lock takes two."""
    row = row_of(of_texts("x", "🔐" * 16_384), first_ref())

    assert TOO_LONG == row["Explanation now"]


def test_a_text_of_thousands_of_differences_is_given_in_a_bearable_number_of_pieces():
    """It is still the text; what was kept between two differences is told with them."""
    before = " ".join(f"kept{n} old{n}" for n in range(2_000))
    now = " ".join(f"kept{n} new{n}" for n in range(2_000))
    was, then = marked.texts(before, now)
    row = row_of(of_texts(before, now), first_ref())

    assert len(was) <= marked.MOST
    assert len(then) <= marked.MOST
    assert (before, now) == (row["Explanation before"], row["Explanation now"])


def test_numbers_are_numbers_and_days_are_days():
    """They can be sorted and reckoned with; what no cell holds exactly stays a text."""
    exact = {
        "5": 5,
        "12.5": 12.5,
        "day": date(2026, 5, 30),
        "ages ago": date(1066, 10, 14),
        "long": 12345678901234567,
        "unread": Unreadable(shown="about ten"),
    }
    prior = tiny_submission()
    first, *rest = prior.responses
    found = {}
    for name, value in exact.items():
        changed = Response(section=first.section, ref=first.ref, answer=value)
        now = tiny_submission(responses=(changed, *rest))
        given = told(tiny_framework(), prior, now)
        found[name] = row_of(given, first.ref)["Position or answer now"]

    assert {
        "5": 5,
        "12.5": 12.5,
        "day": datetime(2026, 5, 30),  # noqa: DTZ001
        "ages ago": "1066-10-14",
        "long": "12345678901234567",
        "unread": "about ten (could not be read)",
    } == found


def test_calamine_reads_what_openpyxl_reads():
    """Two libraries that know nothing of each other agree about every cell."""
    content = written(a_year())
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    other = openpyxl.load_workbook(io.BytesIO(content))

    assert ["Summary", "Findings", "Deltas"] == book.sheet_names == other.sheetnames
    for name in book.sheet_names:
        mine = [
            [as_text(cell) for cell in line] for line in book.get_sheet_by_name(name).to_python()
        ]
        theirs = [[as_text(cell) for cell in line] for line in other[name].values]
        assert [line for line in tidied(theirs) if line] == [line for line in tidied(mine) if line]


def tidied(lines: list[list[str]]) -> list[list[str]]:
    """Cells that say something, as both libraries write them."""
    return [[re.sub(r"\.0$", "", cell) for cell in line if cell] for line in lines]


def test_it_prints_with_its_marking_on_every_page():
    """Headings on each page, landscape, and the frozen columns on the second page across."""
    book = openpyxl.load_workbook(io.BytesIO(written(a_year(marking="OFFICIAL & more"))))

    for sheet in book.worksheets:
        assert "OFFICIAL && more" == sheet.oddHeader.center.text
        assert "OFFICIAL && more" == sheet.oddFooter.center.text
        assert "landscape" == sheet.page_setup.orientation
        assert sheet.print_area
    assert "$4:$4" == book["Deltas"].print_title_rows
    assert "$A:$C" == book["Deltas"].print_title_cols
    assert "OFFICIAL & more" == book["Summary"]["A1"].value


def test_a_marking_that_no_page_can_carry_is_refused():
    """Rather than cut."""
    with pytest.raises(Refused, match="marking-too-long"):
        written(a_year(marking="M" * 300))


def test_headings_stay_in_sight_and_are_told_to_screen_readers():
    """Frozen, filtered, and named by the name that screen readers look for."""
    book = openpyxl.load_workbook(io.BytesIO(written(a_year())))

    assert "D5" == book["Deltas"].freeze_panes
    assert "D4" == book["Findings"].freeze_panes
    names = [name for name in book.defined_names if name.startswith("TitleRegion")]
    assert {"1", "2", "3"} == {name.rpartition(".")[2] for name in names}
    assert all(cell.value for cell in book["Deltas"][HEADINGS])


def test_the_same_assessment_gives_the_same_bytes_and_names_nobody():
    """No clock, no person, no machine."""
    first, second = written(a_year()), written(a_year())
    said = openpyxl.load_workbook(io.BytesIO(first)).properties

    assert first == second
    assert said.created == datetime(2026, 6, 30)  # noqa: DTZ001
    assert not said.lastModifiedBy
    assert not said.creator


def test_a_ref_that_looks_like_markup_or_a_formula_is_a_text_where_it_leads_somewhere():
    """Ids of evidence and providers are the User's own words."""
    strange = Finding(
        rule="x", ref="<r>=1</r>", materiality="note", because="=1+1", inputs={}, why="@x"
    )
    sheet = sheet_of(told_with(a_year(), strange), "Findings")

    assert "<r>=1</r>" == sheet["C4"].value
    assert "=1+1" == sheet["E4"].value
    assert "s" == sheet["E4"].data_type


def told_with(given: Assessment, finding: Finding) -> Assessment:
    """The assessment, with one finding and an item of its name."""
    first, *rest = given.comparison.deltas
    deltas = (replace(first, ref=finding.ref), *rest)
    return replace(given, comparison=replace(given.comparison, deltas=deltas), findings=(finding,))
