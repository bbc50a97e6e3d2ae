"""Turns a workbook into a text picture that a person can review and git can compare.

openpyxl draws it: another library than the one that wrote the file, and than our own reader.
"""

import io
from collections.abc import Iterator

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def describe_xlsx(content: bytes) -> str:
    """Draw every sheet: its state and cells, what may be typed where, lists, colours and names."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    lines = list(_properties(book))
    for sheet in book.worksheets:
        lines += ["", *_sheet(sheet, values[sheet.title])]
    return "\n".join(lines) + "\n"


def _properties(book: Workbook) -> Iterator[str]:
    said = book.properties
    yield f"title {said.title!r}"
    yield f"subject {said.subject!r} category {said.category!r}"
    yield f"creator {said.creator!r} created {said.created} modified {said.modified}"
    for prop in book.custom_doc_props.props:
        yield f"property {prop.name} = {prop.value!r}"
    for name, defined in sorted(book.defined_names.items()):
        yield f"name {name} = {defined.attr_text}"


def _sheet(sheet: Worksheet, values: Worksheet) -> Iterator[str]:
    locked = "locked" if sheet.protection.sheet else "open"
    yield f"sheet {sheet.title!r} {sheet.sheet_state} {locked} freeze={sheet.freeze_panes}"
    yield f"  filter {sheet.auto_filter.ref} repeat {sheet.print_title_rows}"
    yield f"  print {sheet.print_area}"
    yield f"  page paper={sheet.page_setup.paperSize} {sheet.page_setup.orientation}"
    yield f"  header {_running(sheet.oddHeader)} footer {_running(sheet.oddFooter)}"
    hidden = [name for name, column in sheet.column_dimensions.items() if column.hidden]
    rows = [number for number, row in sheet.row_dimensions.items() if row.hidden]
    yield f"  hidden columns {hidden} rows {rows}"
    blanks: dict[tuple[str, str], list[int]] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None and not cell.protection.locked:
                key = (cell.column_letter, cell.number_format)
                blanks.setdefault(key, []).append(cell.row)
            else:
                yield from _cell(cell, values[cell.coordinate].value)
    for (letter, form), numbers in blanks.items():
        yield f"  blank {letter} {_runs(numbers)} {form}"
    for rule in sorted(sheet.data_validations.dataValidation, key=lambda each: str(each.sqref)):
        yield f"  entry {rule.sqref} {rule.type} {rule.formula1} {rule.errorStyle or 'stop'}"
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            yield f"  colour {area.sqref} if {rule.formula[0]}"


def _cell(cell: Cell, now: object) -> Iterator[str]:
    if cell.value is None:
        return
    kind = "input" if not cell.protection.locked else cell.data_type
    said = cell.value if cell.data_type != "f" else now
    form = f" {cell.number_format}" if cell.number_format not in {"@", "General"} else ""
    formula = f" {cell.value}" if cell.data_type == "f" else ""
    leads = f" -> {cell.hyperlink.location}" if cell.hyperlink else ""
    yield f"  {cell.coordinate} {kind}{form} {said!r}{formula}{leads}"


def _runs(numbers: list[int]) -> str:
    """Write rows that follow one another as one run, such as `5-9, 12`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _running(header: object) -> str:
    parts = (getattr(header, side).text or "" for side in ("left", "center", "right"))
    return " | ".join(parts)
