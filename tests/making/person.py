"""A person at LibreOffice who rearranges a completed workbook, one act to a file.

Runs under the Python that has LibreOffice's `uno`, like the typist, whose office it uses. Jobs come
as JSON on standard input: `source`, `target`, and the `act`, which is a function of this file.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.sheet import TableFilterField
from com.sun.star.sheet.FilterOperator import EQUAL
from com.sun.star.table import CellRangeAddress
from typist import _office, _sort, _table, _used

_XLSX, _ODS = "Calc MS Excel 2007 XML", "calc8"
_TABLES = ("Questions", "Validation")


def main():
    """Do every job of standard input in one session."""
    jobs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder, _office(Path(folder)) as desktop:
        for job in jobs:
            copy = Path(shutil.copy(job["source"], Path(folder) / Path(job["target"]).name))
            document = _opened(desktop, copy)
            document.unprotect("")
            for sheet in _sheets(document):
                sheet.unprotect("")
            document = ACTS[job["act"]](desktop, document) or document
            _save(document, Path(job["target"]), _XLSX)
            document.close(True)
            sys.stdout.write(f"{job['target']}\n")


def _opened(desktop, file):
    how = (PropertyValue("Hidden", 0, True, 0),)
    return desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, how)


def _save(document, file, how):
    document.storeToURL(file.as_uri(), (PropertyValue("FilterName", 0, how, 0),))


def _sheets(document):
    return [document.Sheets.getByIndex(place) for place in range(document.Sheets.Count)]


def _each_table(document):
    for name in _TABLES:
        sheet = document.Sheets.getByName(name)
        yield (sheet, *_table(sheet, "Ref"))


def sort(_, document):
    """Sort both tables: the questions by their answers, the controls by their owners."""
    for sheet, _, columns in _each_table(document):
        _sort(sheet, "Answer" if "Answer" in columns else "Residual risk")


def filter_rows(_, document):
    """Filter the controls by a position, which hides all other rows."""
    for sheet, header, columns in _each_table(document):
        if sheet.Name == "Validation":
            end = _used(sheet).RangeAddress
            area = sheet.getCellRangeByPosition(0, header, end.EndColumn, end.EndRow)
            field = TableFilterField()
            field.Field, field.IsNumeric, field.StringValue = columns["Position"], False, "Met"
            field.Operator = EQUAL
            how = area.createFilterDescriptor(True)
            how.ContainsHeader = True
            how.setFilterFields((field,))
            area.filter(how)


def insert_rows(_, document):
    """Insert rows into both tables, and write a note and a line of one's own into two of them."""
    for sheet, header, columns in _each_table(document):
        sheet.Rows.insertByIndex(header + 3, 3)
        sheet.getCellByPosition(columns["To do"], header + 3).String = "Ask Jo about these:"
        sheet.getCellByPosition(columns["Ref"], header + 5).String = "ours-1"
        sheet.getCellByPosition(columns["Evidence"], header + 5).String = "E01"
        sheet.Rows.insertByIndex(header, 2)


def delete_row(_, document):
    """Delete the third row of both tables."""
    for sheet, header, _ in _each_table(document):
        sheet.Rows.removeByIndex(header + 3, 1)


def rename_sheets(_, document):
    """Rename the sheets that can be seen, and move the last of them to the front."""
    for number, sheet in enumerate(_sheets(document)):
        if sheet.IsVisible:
            sheet.Name = f"Tab {number}"
    document.Sheets.moveByName("Tab 3", 0)
    document.Sheets.moveByName("Tab 8", 1)


def add_columns(_, document):
    """Add a column of one's own to both tables, and fill in some of it."""
    for sheet, header, columns in _each_table(document):
        place = columns["Evidence"]
        sheet.Columns.insertByIndex(place, 1)
        sheet.getCellByPosition(place, header).String = "Our own notes"
        sheet.getCellByPosition(place, header + 2).String = "see Jo"


def move_columns(_, document):
    """Cut the columns of answers and of Refs out, and put them in at the other end."""
    for sheet, _, _ in _each_table(document):
        for heading in ("Ref", "Answer" if sheet.Name == "Questions" else "Position"):
            end = _used(sheet).RangeAddress
            source = _table(sheet, "To do")[1][heading]
            rows = end.EndRow
            target = sheet.getCellByPosition(end.EndColumn + 1, 0).CellAddress
            cut = CellRangeAddress(end.Sheet, source, 0, source, rows)
            sheet.moveRange(target, cut)
            sheet.Columns.removeByIndex(source, 1)


def delete_hidden_sheets(_, document):
    """Show what is hidden, and delete it."""
    for name in [sheet.Name for sheet in _sheets(document) if not sheet.IsVisible]:
        document.Sheets.removeByName(name)


def copy_sheets(desktop, document):
    """Copy the sheets that can be seen into a new workbook."""
    fresh = _fresh(desktop)
    empty = [sheet.Name for sheet in _sheets(fresh)]
    for sheet in _sheets(document):
        if sheet.IsVisible:
            fresh.Sheets.importSheet(document, sheet.Name, fresh.Sheets.Count)
    for name in empty:
        fresh.Sheets.removeByName(name)
    document.close(True)
    return fresh


def paste_values(_, document):
    """Put in the place of every formula what it shows, as pasting values over themselves does."""
    for sheet in _sheets(document):
        _used(sheet).setDataArray(_used(sheet).getDataArray())


def paste_values_elsewhere(desktop, document):
    """Paste the values of the sheets that can be seen into a new workbook, without formats."""
    fresh = _fresh(desktop)
    for sheet in _sheets(document):
        if sheet.IsVisible:
            fresh.Sheets.insertNewByName(f"My {sheet.Name}", fresh.Sheets.Count)
            area = _used(sheet).RangeAddress
            place = fresh.Sheets.getByName(f"My {sheet.Name}")
            target = place.getCellRangeByPosition(0, 0, area.EndColumn, area.EndRow)
            target.setDataArray(_used(sheet).getDataArray())
    document.close(True)
    return fresh


def _fresh(desktop):
    how = (PropertyValue("Hidden", 0, True, 0),)
    return desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, how)


def through_ods(desktop, document):
    """Save it in LibreOffice's own format, and open that."""
    file = Path(uno.fileUrlToSystemPath(document.URL)).with_suffix(".ods")
    _save(document, file, _ODS)
    document.close(True)
    return _opened(desktop, file)


ACTS = {
    act.__name__: act
    for act in (
        sort,
        filter_rows,
        insert_rows,
        delete_row,
        rename_sheets,
        add_columns,
        move_columns,
        delete_hidden_sheets,
        copy_sheets,
        paste_values,
        paste_values_elsewhere,
        through_ods,
    )
}

if __name__ == "__main__":
    main()
