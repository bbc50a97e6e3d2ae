"""The `Read me` sheet: what this is, what to do, how far it is done, what the marks mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.model import Questionnaire, Submission
from secself.workbook.layout import DECLARATION, INTERPRETATIONS, PROFILE, Form
from secself.workbook.writing import texts, to_do
from secself.workbook.writing.book import Book, Formula
from secself.workbook.writing.form_sheet import FIRST as FIRST_LINE
from secself.workbook.writing.table_sheet import Written
from secself.workbook.writing.words import LEGEND, MARKS, STEPS, TASKS

_WIDTHS = (22, 84, 8, 8, 12)
_OVERALL = 3
_FIRST = 5
_WHOLE = 2
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


def write(
    book: Book,
    sheet: Worksheet,
    questionnaire: Questionnaire,
    prior: Submission | None,
    tables: Tables,
) -> None:
    """Write the sheet."""
    for column, width in enumerate(_WIDTHS):
        book.column(sheet, column, width)
    _write_head(book, sheet, questionnaire)
    row = _write_progress(book, sheet, questionnaire, tables)
    row = _write_pairs(book, sheet, row, "What to do", _steps(prior))
    row = _write_parts(book, sheet, row, "Progress by theme and section", tables)
    row = _write_legend(book, sheet, row)
    row = _write_pairs(book, sheet, row, "What is verified, and what is not", MARKS)
    framework = questionnaire.framework
    notice = [line for line in framework.notice.splitlines() if line.strip()]
    if notice:
        names = [framework.reference, *[""] * (len(notice) - 1)]
        _write_pairs(book, sheet, row, "Notice", zip(names, notice, strict=True))
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
    counted: dict[int, list[Formula]] = {}
    for name, counts in _progress(questionnaire, tables):
        book.link(sheet, row, 0, f"internal:'{name}'!A1", name)
        book.text(sheet, row, 1, TASKS[name], "shown")
        _write_counts(book, sheet, row, counts)
        # The lists a User keeps have no number of rows that must be filled, and are not summed.
        if len(counts) == _WHOLE:
            counted[row] = counts
        row += 1
    book.text(sheet, row, 0, "All together", "ref")
    book.text(sheet, row, 1, "Without the lists you keep yourself.", "shown")
    totals = [_sum(number, counted) for number in (0, 1)]
    _write_counts(book, sheet, row, totals)
    said = f"{totals[1].now} of {totals[0].now} rows are done."
    formula = f'D{row + 1}&" of "&C{row + 1}&" rows are done."'
    book.formula(sheet, _OVERALL, 0, Formula(text=formula, now=said), "overall")
    return row + 2


def _progress(questionnaire: Questionnaire, tables: Tables) -> Iterator[tuple[str, list[Formula]]]:
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


def _sum(number: int, counted: Mapping[int, list[Formula]]) -> Formula:
    cells = [xl_rowcol_to_cell(row, number + 2) for row in counted]
    return Formula(
        text="+".join(cells), now=sum(int(counts[number].now) for counts in counted.values())
    )


def _form_counts(form: Form, done: int) -> list[Formula]:
    lines = [number for number, label in enumerate(form.labels, FIRST_LINE) if label.is_input]
    cells = f"'{form.sheet}'!$B${lines[0] + 1}:$B${lines[-1] + 1}"
    return [Formula(text=f"ROWS({cells})", now=len(lines)), _filled(cells, done)]


def _table_counts(written: Written, rows: int) -> list[Formula]:
    done = f"SUMPRODUCT({to_do.count_done(written.elsewhere('to_do'))}*1)"
    return [_filled(written.elsewhere("ref"), rows), Formula(text=done, now=0)]


def _filled(cells: str, now: int) -> Formula:
    return Formula(text=f'SUMPRODUCT(--(TRIM({cells})<>""))', now=now)


def _write_counts(book: Book, sheet: Worksheet, row: int, counts: list[Formula]) -> None:
    for column in range(2, 5):
        book.text(sheet, row, column, "", "count")
    for column, count in enumerate(counts, 2):
        book.formula(sheet, row, column, count, "count")
    if len(counts) == _WHOLE:
        left = int(counts[0].now) - int(counts[1].now)
        left_over = Formula(text=f"C{row + 1}-D{row + 1}", now=left)
        book.formula(sheet, row, 4, left_over, "count")


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
                Formula(text=f"SUMPRODUCT(--{same})", now=rows),
                Formula(text=f"SUMPRODUCT({same}*{done})", now=0),
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
        style = "heading_count" if heading in _COUNTS else "heading_ours"
        book.text(sheet, row, column, heading, style)


def _steps(prior: Submission | None) -> list[tuple[str, str]]:
    kept = [said for said, only_with_prior in STEPS if prior is not None or not only_with_prior]
    return [(f"Step {number}", said) for number, said in enumerate(kept, 1)]
