"""The sheets that are added to a merged workbook: the conflicts, and who answered what."""

from collections.abc import Iterable, Mapping, Sequence

from secself.grid import Grid
from secself.merging import ListedConflict, Merged, Spot
from secself.workbook.amending import FurtherSheet
from secself.workbook.amending.book import LONGEST_NAME
from secself.workbook.layout import FORMS, READ_ME, SECTION_MARKS, TABLES, VALIDATION, Column
from secself.workbook.reading import tables

CONFLICTS, MERGED_FROM = "Conflicts", "Merged from"
"""The sheets that are added: where nothing was chosen, and who said what."""

_SHEETS = {one.section: one.sheet for one in (*TABLES, *FORMS, SECTION_MARKS)}
COLUMNS: dict[str, dict[str, Column]] = {
    table.section: {column.field: column for column in table.inputs}
    for table in (*TABLES, SECTION_MARKS)
}
"""The columns of each table by the field they fill."""
_LABELLED = {form.section for form in FORMS}
WHOLE = "the whole row"
"""What stands for the name of a column where a whole row is meant."""
_BLANK, _SHOWN = "(blank)", 2_000


Looks = Mapping[str, tuple[str, int, int]]
"""The cells whose looks a further sheet takes, by what for."""


def column_of(section: str, field: str) -> str:
    """Give the heading a person sees over a field; for a whole line that of its id."""
    if section in _LABELLED:
        return "Value"
    columns = COLUMNS[section]
    return columns[field].heading if field else next(iter(columns.values())).heading


def sheet_of(section: str) -> str:
    """Give the name of the sheet of a section."""
    return _SHEETS[section]


def listed(merged: Merged) -> list[ListedConflict]:
    """Give the conflicts in the words of the workbook."""
    return [
        ListedConflict(
            conflict=one,
            sheet=sheet_of(one.spot.section),
            column=column_of(one.spot.section, one.spot.field),
        )
        for one in merged.conflicts
    ]


def free_name(grid: Grid, name: str) -> str:
    """Give the name of a further sheet, with a number behind it if it is in use."""
    taken = {sheet.name.casefold() for sheet in grid.sheets}
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name[: LONGEST_NAME - 5]} ({number})"
    return free


def conflict_sheet(grid: Grid, conflicts: Iterable[ListedConflict], looks: Looks) -> FurtherSheet:
    """Write who says what where nothing was chosen, a line each."""
    rows = []
    for one in conflicts:
        conflict, spot = one.conflict, one.conflict.spot
        place = (
            told(spot.section, spot.ref, spot.line),
            one.sheet,
            WHOLE if one.is_whole_row else told_column(spot, one.column),
            None if one.is_whole_row else conflict.issued.origin.cell,
            _cut(conflict.issued.shown) or _BLANK,
        )
        rows += [
            (*place, voice.file, _cut(voice.held.shown) or _BLANK, None)
            for voice in conflict.voices
        ]
    return FurtherSheet(
        name=free_name(grid, CONFLICTS),
        title="Where the parts differ",
        lines=(
            "Each line is what one file says. Nothing was chosen: the cell stays as issued.",
            "Type the right value into the cell itself, on its own sheet.",
            "“Settled” is for your own notes; nothing reads it.",
        ),
        headings=("Ref", "Sheet", "Column", "Cell", "As issued", "File", "Value", "Settled"),
        widths=(22, 17, 16, 8, 24, 28, 56, 24),
        rows=rows,
        like=looks["cell"][0] if looks else "",
        looks=looks,
        inputs=("Settled",),
    )


def taken_sheet(name: str, said: Sequence[tuple[str, ...]], looks: Looks) -> FurtherSheet:
    """Write who answered what, a line for each cell or row."""
    return FurtherSheet(
        name=name,
        title="Who answered what",
        lines=("Each line is a cell or row in which this workbook differs from the one issued.",),
        headings=("Sheet", "Ref", "Column", "Cell", "What", "File"),
        widths=(18, 24, 20, 8, 12, 60),
        rows=said,
        like=looks["cell"][0] if looks else "",
        looks=looks,
    )


def told_column(spot: Spot, column: str) -> str:
    """Give a heading; one of a mark is quoted, since below such a heading marks are looked for."""
    return f"“{column}”" if spot.section == SECTION_MARKS.section else column


def told(section: str, ref: str, line: str = "") -> str:
    """Give a Ref; a label is quoted, since labels that stand alone look like a form to a reader."""
    if section in _LABELLED:
        return f"“{ref}”"
    if section == SECTION_MARKS.section:
        sheet, _, name = ref.partition("/")
        return f"{name} of {_SHEETS[sheet]}"
    return f"{ref}: {_cut(line)}" if line else ref


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text):,} characters)"


def looks_of(grid: Grid) -> Looks:
    """Find cells whose looks suit a further sheet."""
    for pieces in tables.find(grid)[VALIDATION.section]:
        piece = pieces[0]
        name, first = piece.sheet.name, piece.header + 1
        looks: dict[str, tuple[str, int, int]] = {}
        for use, key, row in (
            ("heading", "text", piece.header),
            ("cell", "text", first),
            ("input", "what_changed", first),
        ):
            if key in piece.columns:
                looks[use] = (name, row, piece.columns[key][0])
        for sheet in grid.sheets:
            if sheet.name == READ_ME and sheet.rows:
                row, cells = next(iter(sheet.rows.items()))
                looks["title"] = (sheet.name, row, next(iter(cells)))
        return looks
    return {}
