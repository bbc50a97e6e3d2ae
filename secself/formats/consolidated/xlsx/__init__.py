"""The pack as a workbook: `consolidated.xlsx`, for the secretary's screen and for paper.

`front` is the first sheet, `sheets` says what each of the others holds, `table` writes them, and
`charts` draws. The same pack gives the same bytes: its date is the day of the pack.
"""

import io
from collections.abc import Mapping
from datetime import datetime, time

from xlsxwriter.workbook import Workbook

from secself.formats.consolidated import wording
from secself.formats.consolidated.xlsx import charts, front, sheets, table
from secself.model import Consolidation
from secself.sheets.fitting import FittedSheet
from secself.sheets.pen import OPTIONS, Pen, visible

NAME = "consolidated.xlsx"
TEMPLATE = None


def write(consolidation: Consolidation, template: bytes | None) -> Mapping[str, bytes]:  # noqa: ARG001
    """Write the whole pack as one workbook."""
    made = io.BytesIO()
    workbook = Workbook(made, OPTIONS)
    workbook.worksheet_class = FittedSheet
    pen = Pen(workbook, consolidation.marking)
    first, second = (workbook.add_worksheet(name) for name in (front.NAME, charts.NAME))
    tables = sheets.tables(consolidation)
    opened = {one.name: workbook.add_worksheet(one.name) for one in tables}
    places = table.Places(tables)
    for one in tables:
        table.write(pen, opened[one.name], one, places, wording.title(consolidation))
    front.write(pen, first, consolidation, tables, places)
    charts.write(pen, second, consolidation, tables)
    workbook.set_properties(
        {
            "title": visible(f"Pack of {wording.title(consolidation)}")[:255],
            "subject": visible(consolidation.notice.framework)[:255],
            "created": datetime.combine(consolidation.as_of, time.min),
        }
    )
    workbook.close()
    return {NAME: made.getvalue()}
