"""The `Read me` sheet: what this is, what to do, how far it is done, what the marks mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.model import Questionnaire, Submission
from secself.workbook import texts, to_do
from secself.workbook.book import Book
from secself.workbook.form_sheet import FIRST as FIRST_LINE
from secself.workbook.layout import DECLARATION, INTERPRETATIONS, PROFILE, Form
from secself.workbook.table_sheet import Written
from secself.workbook.words import LEGEND, MARKS, STEPS, TASKS

_WIDTHS = (22, 84, 8, 8, 12)
_OVERALL = 3
_FIRST = 5
_COUNTS = ("Rows", "Done", "Still to do")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Where each table was written."""

    questions: Written
    """`Questions`."""
    validation: Written
    """`Validation`."""
    evidence: Written
    """`Evidence`."""
    providers: Written
    """`Providers`."""
    remediation: Written
    """`Remediation plan`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A number that is counted anew whenever the workbook is calculated."""

    formula: str
    """How it is counted."""
    now: int
    """What the formula gives as the workbook stands."""


def write(
    book: Book,
    sheet: Worksheet,
    questionnaire: Questionnaire,
    prior: Submission | None,
    tables: Tables,
) -> None:
    """Write the sheet."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    _write_head(book, sheet, questionnaire)
    row = _write_progress(book, sheet, questionnaire, tables)
    row = _write_pairs(book, sheet, row, "What to do", _steps(prior))
    row = _write_parts(book, sheet, row, "Progress by theme and section", tables)
    row = _write_legend(book, sheet, row)
    row = _write_pairs(book, sheet, row, "What is verified, and what is not", MARKS)
    notice = questionnaire.framework.notice.strip()
    if notice:
        framework = questionnaire.framework
        _write_pairs(book, sheet, row, "Notice", [(framework.reference, notice)])
    sheet.protect("", {"objects": True, "format_columns": True})
    sheet.activate()


def _write_head(book: Book, sheet: Worksheet, questionnaire: Questionnaire) -> None:
    framework, profile = questionnaire.framework, questionnaire.profile
    kind = texts.kind_label(questionnaire)
    book.text(sheet, 0, 0, f"{profile.name}: {kind} {questionnaire.year}", "title")
    sheet.set_row(0, 28)
    edition = f"{framework.title}, edition {framework.edition}"
    book.text(sheet, 1, 0, f"{edition}. Draft until declared.", "subtitle")
    if book.marking:
        book.text(sheet, 2, 0, book.marking, "marking")


def _write_progress(
    book: Book, sheet: Worksheet, questionnaire: Questionnaire, tables: Tables
) -> int:
    """Write the table of sheets with what to do and how far it is done; give the next row."""
    _write_headings(book, sheet, _FIRST, ("Sheet", "What to do there", *_COUNTS))
    row = _FIRST + 1
    counted: dict[int, list[_Count]] = {}
    for name, counts in _progress(questionnaire, tables):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", book.look("link"), name)
        book.text(sheet, row, 1, TASKS[name], "shown")
        _write_counts(book, sheet, row, counts)
        # The lists a User keeps have no number of rows that must be filled, and are not summed.
        if len(counts) == len(("rows", "done")):
            counted[row] = counts
        row += 1
    book.text(sheet, row, 0, "All together", "ref")
    book.text(sheet, row, 1, "Without the lists you keep yourself.", "shown")
    totals = [_sum(number, counted) for number in (0, 1)]
    _write_counts(book, sheet, row, totals)
    said = f"{totals[1].now} of {totals[0].now} rows are done."
    formula = f'=D{row + 1}&" of "&C{row + 1}&" rows are done."'
    sheet.write_formula(_OVERALL, 0, formula, book.look("overall"), said)
    return row + 2


def _progress(questionnaire: Questionnaire, tables: Tables) -> Iterator[tuple[str, list[_Count]]]:
    filled = sum(label.is_input for label in PROFILE.labels)
    yield PROFILE.sheet, _form_counts(PROFILE, filled)
    yield "Questions", _table_counts(tables.questions, len(questionnaire.questions))
    yield "Validation", _table_counts(tables.validation, len(questionnaire.controls))
    listed = (tables.evidence, 0), (tables.providers, len(questionnaire.profile.providers))
    for written, now in (*listed, (tables.remediation, 0)):
        key = written.table.columns[0].key
        yield written.table.sheet, [_filled(written.elsewhere(key), now)]
    yield INTERPRETATIONS, []
    yield DECLARATION.sheet, _form_counts(DECLARATION, 0)


def _sum(number: int, counted: Mapping[int, list[_Count]]) -> _Count:
    cells = [xl_rowcol_to_cell(row, number + 2) for row in counted]
    return _Count(
        formula="+".join(cells), now=sum(counts[number].now for counts in counted.values())
    )


def _form_counts(form: Form, done: int) -> list[_Count]:
    lines = [number for number, label in enumerate(form.labels, FIRST_LINE) if label.is_input]
    cells = f"'{form.sheet}'!$B${lines[0] + 1}:$B${lines[-1] + 1}"
    return [_Count(formula=f"ROWS({cells})", now=len(lines)), _filled(cells, done)]


def _table_counts(written: Written, rows: int) -> list[_Count]:
    done = f"SUMPRODUCT({to_do.count_done(written.elsewhere('to_do'))}*1)"
    return [_filled(written.elsewhere("ref"), rows), _Count(formula=done, now=0)]


def _filled(cells: str, now: int) -> _Count:
    return _Count(formula=f'SUMPRODUCT(--(TRIM({cells})<>""))', now=now)


def _write_counts(book: Book, sheet: Worksheet, row: int, counts: list[_Count]) -> None:
    look = book.look("count")
    for column in range(2, 5):
        sheet.write_blank(row, column, None, look)
    for column, count in enumerate(counts, 2):
        sheet.write_formula(row, column, f"={count.formula}", look, count.now)
    if len(counts) == 2:
        left = counts[0].now - counts[1].now
        sheet.write_formula(row, 4, f"=C{row + 1}-D{row + 1}", look, left)


def _write_parts(book: Book, sheet: Worksheet, row: int, title: str, tables: Tables) -> int:
    """Write how far each theme and section is done; give the next row."""
    _write_section(book, sheet, row, title)
    _write_headings(book, sheet, row + 1, ("Sheet", "Theme or section", *_COUNTS))
    row += 2
    for written, key in ((tables.questions, "theme"), (tables.validation, "chapter")):
        for part, rows in written.parts(key).items():
            book.text(sheet, row, 0, written.table.sheet, "shown")
            book.text(sheet, row, 1, part, "shown")
            same = f"({written.elsewhere(key)}=$B{row + 1})"
            done = to_do.count_done(written.elsewhere("to_do"))
            counts = [
                _Count(formula=f"SUMPRODUCT(--{same})", now=rows),
                _Count(formula=f"SUMPRODUCT({same}*{done})", now=0),
            ]
            _write_counts(book, sheet, row, counts)
            row += 1
    return row + 1


def _write_legend(book: Book, sheet: Worksheet, row: int) -> int:
    _write_section(book, sheet, row, "What the colours mean; the To do column says the same")
    for style, sample, meaning in LEGEND:
        row += 1
        book.text(sheet, row, 0, sample, style)
        book.text(sheet, row, 1, meaning, "prose")
    return row + 2


def _write_pairs(
    book: Book, sheet: Worksheet, row: int, title: str, pairs: Iterable[tuple[str, str]]
) -> int:
    """Write a section of short names with a text beside each; give the next row."""
    _write_section(book, sheet, row, title)
    for name, said in pairs:
        row += 1
        book.text(sheet, row, 0, name, "prose_label")
        book.text(sheet, row, 1, said, "prose")
    return row + 2


def _write_section(book: Book, sheet: Worksheet, row: int, title: str) -> None:
    sheet.set_row(row, 20)
    book.text(sheet, row, 0, title, "section")


def _write_headings(book: Book, sheet: Worksheet, row: int, headings: Iterable[str]) -> None:
    for column, heading in enumerate(headings):
        book.text(sheet, row, column, heading, "heading_ours")


def _steps(prior: Submission | None) -> list[tuple[str, str]]:
    kept = [said for said, only_with_prior in STEPS if prior is not None or not only_with_prior]
    return [(str(number), said) for number, said in enumerate(kept, 1)]
