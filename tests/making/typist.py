"""A person at LibreOffice: opens a file, types into it, saves it and closes it again.

Runs under the Python that has LibreOffice's `uno`, apart from secself, and knows nothing of it:
cells are found as a person finds them, by the Ref of the row and the heading of the column. Jobs
come as JSON on standard input.
"""

import contextlib
import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import TableSortField

_FIRST_DAY = dt.date(1899, 12, 30)
_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".docx": "MS Word 2007 XML"}
_DEEPEST_HEADER = 12


def main():
    """Do every job of standard input in one session."""
    jobs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder, _office(Path(folder)) as desktop:
        for job in jobs:
            # The program puts a lock beside what it opens; it shall lie beside a copy.
            copy = Path(shutil.copy(job["source"], folder))
            _do(desktop, job, copy)
            sys.stdout.write(f"{job['target']}\n")


@contextlib.contextmanager
def _office(folder):
    """Start a LibreOffice of our own and give its desktop."""
    pipe = f"typist{folder.name}"
    program = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation={folder.as_uri()}/profile",
            f"--accept=pipe,name={pipe};urp;",
        ],
        # The program starts others; as a group they can be ended together.
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        desktop = _connected(pipe)
        yield desktop
        # LibreOffice closes the line while it says goodbye.
        with contextlib.suppress(Exception):
            desktop.terminate()
        program.wait(timeout=60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)


def _connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
    raise SystemExit("LibreOffice did not start within a minute.")


def _do(desktop, job, source):
    target = Path(job["target"])
    document = desktop.loadComponentFromURL(
        source.as_uri(), "_blank", 0, (PropertyValue("Hidden", 0, True, 0),)
    )
    if target.suffix == ".xlsx":
        _fill_workbook(document, job)
    else:
        _fill_questionnaire(document, job["answers"])
    target.parent.mkdir(parents=True, exist_ok=True)
    how = PropertyValue("FilterName", 0, _FILTERS[target.suffix], 0)
    document.storeToURL(target.as_uri(), (how, PropertyValue("Overwrite", 0, True, 0)))
    document.close(True)


def _fill_workbook(document, job):
    sheets = document.Sheets
    for name, rows in job["rows"].items():
        _fill_rows(sheets.getByName(name), rows)
    for name, listed in job["lists"].items():
        _fill_list(sheets.getByName(name), listed["headings"], listed["rows"])
    for name, values in job["forms"].items():
        _fill_form(sheets.getByName(name), values)
    for step in job["reshaped"]:
        _reshape(sheets.getByName(step["sheet"]), step)


def _used(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)


def _table(sheet, landmark):
    """Find the header row, by one of its headings, and the column of each heading."""
    for place, row in enumerate(_used(sheet).DataArray[:_DEEPEST_HEADER]):
        if landmark in row:
            return place, {heading: column for column, heading in enumerate(row) if heading}
    raise SystemExit(f"{sheet.Name} has no column {landmark}.")


def _fill_rows(sheet, rows):
    header, columns = _table(sheet, "Ref")
    refs = [row[columns["Ref"]] for row in _used(sheet).DataArray]
    for ref, cells in rows.items():
        if cells:
            row = refs.index(ref, header)
            for heading, typed in cells.items():
                _type(sheet.getCellByPosition(columns[heading], row), typed)


def _fill_list(sheet, headings, rows):
    header, columns = _table(sheet, headings[0])
    last = max(header + 1, _used(sheet).RangeAddress.EndRow)
    for heading in headings:
        place = columns[heading]
        # 1 + 2 + 4: numbers, dates and texts, but not the formats of the cells.
        sheet.getCellRangeByPosition(place, header + 1, place, last).clearContents(7)
    for row, cells in enumerate(rows, start=header + 1):
        for heading, typed in cells.items():
            _type(sheet.getCellByPosition(columns[heading], row), typed)


def _fill_form(sheet, values):
    labels = [row[0] for row in _used(sheet).DataArray]
    for label, typed in values.items():
        _type(sheet.getCellByPosition(1, labels.index(label)), typed)


def _type(cell, typed):
    kind, content = typed
    if kind == "text":
        cell.String = content
    elif kind == "number":
        cell.Value = content
    else:
        cell.Value = (dt.date.fromisoformat(content) - _FIRST_DAY).days


def _reshape(sheet, step):
    """Do what people do to a sheet: take the protection off, and then as they please."""
    sheet.unprotect("")
    if "sorted by" in step:
        _sort(sheet, step["sorted by"])
    if "column added" in step:
        _add_column(sheet, step["column added"], step["before"], step["filled with"])
    if "renamed" in step:
        sheet.Name = step["renamed"]


def _sort(sheet, heading):
    header, columns = _table(sheet, "Ref")
    end = _used(sheet).RangeAddress
    by = TableSortField()
    by.Field, by.IsAscending = columns[heading], True
    fields = uno.Any("[]com.sun.star.table.TableSortField", (by,))
    uno.invoke(
        sheet.getCellRangeByPosition(0, header, end.EndColumn, end.EndRow),
        "sort",
        (
            (
                PropertyValue("SortFields", 0, fields, 0),
                PropertyValue("ContainsHeader", 0, True, 0),
                PropertyValue("BindFormatsToContent", 0, True, 0),
            ),
        ),
    )


def _add_column(sheet, heading, before, filled):
    header, columns = _table(sheet, "Ref")
    place = columns[before]
    sheet.Columns.insertByIndex(place, 1)
    sheet.getCellByPosition(place, header).String = heading
    header, columns = _table(sheet, "Ref")
    refs = [row[columns["Ref"]] for row in _used(sheet).DataArray]
    for ref, content in filled.items():
        sheet.getCellByPosition(place, refs.index(ref)).String = content


def _fill_questionnaire(document, answers):
    tables = document.TextTables
    for table in (tables.getByIndex(place) for place in range(tables.Count)):
        headings = _headings(table)
        if not {"Ref", "Answer"} <= headings.keys():
            continue
        for row in range(2, table.Rows.Count + 1):
            ref = _cell(table, headings["Ref"], row).String.strip()
            for heading, content in answers.get(ref, {}).items():
                _write_in(_cell(table, headings[heading], row), content)


def _headings(table):
    names = [name for name in table.CellNames if name.endswith("1") and name[:-1].isalpha()]
    return {table.getCellByName(name).String.strip(): name[:-1] for name in names}


def _cell(table, letter, row):
    return table.getCellByName(f"{letter}{row}")


def _write_in(cell, content):
    """Type over the prompt in the content control of a cell.

    The control's own cursor never comes back in LibreOffice 7.4, so the cell's is led past the
    control's first edge and over the prompt.
    """
    for paragraph in cell:
        for portion in paragraph:
            if portion.TextPortionType == "ContentControl":
                portion.ContentControl.ShowingPlaceHolder = False
    prompt = len(cell.String)
    cursor = cell.createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(1, False)
    cursor.goRight(prompt, True)
    cursor.String = content
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    cursor.CharStyleName = "Standard"
    cursor.setPropertyToDefault("CharColor")


if __name__ == "__main__":
    main()
