"""Native charts, each with a text for those who do not see it, and its figures in a table.

The colours are the Analysis Function's, whose neighbours keep a contrast of 3 to 1; series are told
by their legend too, and every bar bears its number.
"""

from collections.abc import Iterator, Mapping, Sequence

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from secself.formats.consolidated import wording
from secself.formats.consolidated.xlsx import across
from secself.formats.consolidated.xlsx.table import FIRST, Table
from secself.model import Consolidation
from secself.sheets.pen import PROTECTION, Pen

NAME = "Charts"
"""The sheet's name."""
COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
_MOST_USERS = 15
_MOST_SECTIONS = 12
_FEW = 10
"""Up to so many an axis counts by ones."""
_USERS = "Users"
_WIDTH, _PIXELS, _ROWS = 130, 910, 24


def write(pen: Pen, sheet: Worksheet, held: Consolidation, tables: Sequence[Table]) -> None:
    """Fill the sheet of charts: each on a page of its own, under a line of words."""
    pen.columns(sheet, [_WIDTH])
    pen.text(sheet, 0, 0, "Charts", "title")
    sheet.set_row(0, 24)
    row, breaks = 1, []
    for chart, words in _charts(pen.workbook, held, {table.name: table for table in tables}):
        pen.text(sheet, row, 0, words, "prose")
        chart.set_size({"width": _PIXELS, "height": _ROWS * 20 - 20})
        sheet.insert_chart(
            row + 1, 0, chart, {"description": words, "object_position": 2, "y_offset": 6}
        )
        row += _ROWS + 1
        breaks.append(row)
    pen.fit(sheet)
    pen.page(sheet, "A4", wording.title(held), NAME)
    sheet.set_h_pagebreaks(breaks[:-1])
    sheet.print_area(0, 0, max(row - 1, 1), 0)
    sheet.protect("", PROTECTION)


def _charts(
    workbook: Workbook, held: Consolidation, tables: Mapping[str, Table]
) -> Iterator[tuple[Chart, str]]:
    if held.cases:
        yield _gravest(workbook, held, tables[_USERS]), _gravest_words(held)
    if any(one.worse or one.better for one in held.sections):
        yield _sections(workbook, held, tables[across.SECTION_SHEET]), _sections_words(held)
    if held.trend:
        yield _years(workbook, held, tables[across.YEAR_SHEET]), _years_words(held)


def _gravest(workbook: Workbook, held: Consolidation, table: Table) -> Chart:
    shown = min(_MOST_USERS, len(held.cases))
    names = [table.name, FIRST, _column(table, "User"), FIRST + shown - 1, _column(table, "User")]
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for number, head in enumerate(("Material", "Concerns", "Notes")):
        at = _column(table, head)
        values = [table.name, FIRST, at, FIRST + shown - 1, at]
        _series(chart, head, names, values, number)
    most = max(one.material + one.concerns + one.notes for one in held.cases[:shown])
    chart.set_x_axis(_axis("Number of findings and concerns", most))
    _laid(chart, f"The {shown} gravest Users")
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    return chart


def _sections(workbook: Workbook, held: Consolidation, table: Table) -> Chart:
    shown = min(_MOST_SECTIONS, len(held.sections))
    at = _column(table, "Section")
    names = [table.name, FIRST, at, FIRST + shown - 1, at]
    chart = workbook.add_chart({"type": "bar"})
    for number, head in enumerate(("Worse", "Better")):
        at = _column(table, head)
        _series(chart, head, names, [table.name, FIRST, at, FIRST + shown - 1, at], number + 2)
    most = max(max(one.worse, one.better) for one in held.sections[:shown])
    chart.set_x_axis(_axis("Number of items, all Users", most))
    _laid(chart, "Items that point worse or better, by section")
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    return chart


def _years(workbook: Workbook, held: Consolidation, table: Table) -> Chart:
    last = FIRST + len(held.trend) - 1
    at = _column(table, "Year")
    names = [table.name, FIRST, at, last, at]
    chart = workbook.add_chart({"type": "column", "subtype": "percent_stacked"})
    heads = [*(one.label for one in held.framework.scale.choices), "No position"]
    for number, head in enumerate(heads):
        at = _column(table, head)
        _series(chart, head, names, [table.name, FIRST, at, last, at], number)
    chart.set_y_axis(_axis("Share of controls"))
    _laid(chart, "Positions on controls, all Users, year by year")
    return chart


def _series(
    chart: Chart, name: str, names: Sequence[object], values: Sequence[object], number: int
) -> None:
    colour = COLOURS[number % len(COLOURS)]
    chart.add_series(
        {
            "name": name,
            "categories": list(names),
            "values": list(values),
            "fill": {"color": colour},
            "border": {"color": "#FFFFFF"},
            "gap": 60,
        }
    )


def _axis(name: str, most: int = _FEW + 1) -> dict[str, object]:
    """Give an axis of numbers; a short one counts by ones, since there is no half of an item."""
    grid = {"visible": True, "line": {"color": "#D9DDE1", "width": 0.75}}
    axis = {"name": name, "name_font": {"size": 9, "bold": False}, "major_gridlines": grid}
    return axis | ({"major_unit": 1} if most <= _FEW else {})


def _laid(chart: Chart, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"position": "bottom"})


def _column(table: Table, head: str) -> int:
    return next(number for number, one in enumerate(table.columns) if one.heading == head)


def _gravest_words(held: Consolidation) -> str:
    shown = held.cases[:_MOST_USERS]
    told = "; ".join(
        f"{case.id}: {case.material} material, {case.concerns} concerns, {case.notes} notes"
        for case in shown
    )
    return f"Bar chart of the {len(shown)} gravest Users. {told}. All stand on the sheet Users."


def _sections_words(held: Consolidation) -> str:
    told = "; ".join(
        f"{one.id}: {one.worse} worse, {one.better} better"
        for one in held.sections[:_MOST_SECTIONS]
    )
    return f"Bar chart of items by section. {told}. All stand on the sheet Sections."


def _years_words(held: Consolidation) -> str:
    told = "; ".join(
        f"{year.year}: "
        + ", ".join(
            f"{label} {number}" for label, number in wording.position_labels(held.framework, year)
        )
        for year in held.trend
    )
    return f"Column chart of positions by year. {told}. All stand on the sheet Trend."
