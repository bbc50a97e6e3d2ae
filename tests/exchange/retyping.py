"""A person who retypes cells of a workbook in LibreOffice, and saves it.

Runs under the Python that has LibreOffice's `uno`. Cells are found as a person finds them: by what
stands in the first column and by the heading. The job comes as JSON on standard input.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "making"))

import typist
from com.sun.star.beans import PropertyValue


def main():
    """Retype every cell of the job and save the workbook under its new name."""
    job = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder, typist._office(Path(folder)) as desktop:
        copy = Path(shutil.copy(job["source"], folder))
        hidden = (PropertyValue("Hidden", 0, True, 0),)
        document = desktop.loadComponentFromURL(copy.as_uri(), "_blank", 0, hidden)
        for name, label, heading, text in job["cells"]:
            sheet = document.Sheets.getByName(name)
            shown = typist._used(sheet).DataArray
            row = [line[0] for line in shown].index(label)
            sheet.getCellByPosition(shown[0].index(heading), row).String = text
        how = PropertyValue("FilterName", 0, typist._FILTERS[".xlsx"], 0)
        document.storeToURL(Path(job["target"]).as_uri(), (how,))
        document.close(True)


if __name__ == "__main__":
    main()
