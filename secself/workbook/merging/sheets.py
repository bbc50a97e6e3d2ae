"""The sheets that are added to a merged workbook: the conflicts, and who answered what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secself.grid import Grid
from secself.merging import ListedConflict, Merged, Spot
from secself.workbook.amending import FurtherSheet
from secself.workbook.amending.book import LONGEST_NAME
from secself.workbook.assessor import ASSESSOR
from secself.workbook.layout import FORMS, READ_ME, SECTION_MARKS, TABLES, VALIDATION, Column
from secself.workbook.merging.conflicts_open import key_of
from secself.workbook.reading import tables
from secself.workbook.reading.merge_sheets import KEY, MARK, SETTLED

CONFLICTS, MERGED_FROM, NOT_MERGED = "Conflicts", "Merged from", "Not merged"
"""The sheets that are added: where nothing was chosen, who said what, and what was left."""

_SHEETS = {one.section: one.sheet for one in (*TABLES, *FORMS, SECTION_MARKS)}
COLUMNS: dict[str, dict[str, Column]] = {
    table.section: {column.field: column for column in table.inputs}
    for table in (*TABLES, SECTION_MARKS)
}
"""The columns of each table by the field they fill."""
_ASSESSORS = {column.field: column for column in ASSESSOR}
_LABELLED = {form.section for form in FORMS}
_MOST_LEFT = 20_000
"""So many cells that are left are listed; the parts themselves have the rest."""
WHOLE = "the whole row"
"""What stands for the name of a column where a whole row is meant."""
NO_ID = "(no id)"
"""What stands for the id of a row that bears none."""
_BLANK, _SHOWN = "(blank)", 2_000


Looks = Mapping[str, tuple[str, int, int]]
"""The cells whose looks a further sheet takes, by what for."""


def column_of(section: str, field: str) -> str:
    """Give the heading a person sees over a field; for a whole line that of its id."""
    if section in _LABELLED:
        return "Value"
    columns = COLUMNS[section] | (_ASSESSORS if field == "view" else {})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Where a further sheet goes and what it is to look like."""

    name: str
    """Its name."""
    replaces: str = ""
    """The sheet of an earlier merge whose place it takes."""
    looks: Looks
    """The cells whose looks it takes."""

    @property
    def like(self) -> str:
        """Name the sheet whose page set-up it shares."""
        return self.looks["cell"][0] if self.looks else ""


def free_name(grid: Grid, name: str) -> str:
    """Give the name of a further sheet, with a number behind it if it is in use."""
    taken = {sheet.name.casefold() for sheet in grid.sheets}
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name[: LONGEST_NAME - 5]} ({number})"
    return free


Rows = Sequence[Mapping[str, str]]
"""Lines of an earlier merge, by heading."""


def conflict_sheet(
    place: Named, earlier: Rows, conflicts: Iterable[ListedConflict]
) -> FurtherSheet:
    """Write who says what where nothing was chosen, a line each; what is open of before first."""
    headings = ("Ref", "Sheet", "Column", "Cell", "As issued", "File", "Value", SETTLED, KEY)
    rows: list[tuple[str | None, ...]] = [
        tuple(row.get(heading) or None for heading in headings) for row in earlier
    ]
    for one in conflicts:
        conflict, spot = one.conflict, one.conflict.spot
        about = (
            told(spot.section, spot.ref, spot.line),
            one.sheet,
            WHOLE if one.is_whole_row else told_column(spot, one.column),
            None if one.is_whole_row else conflict.issued.origin.cell,
            _cut(conflict.issued.shown) or _BLANK,
        )
        rows += [
            (*about, voice.name, _cut(voice.held.shown) or _BLANK, None, key_of(conflict))
            for voice in conflict.voices
        ]
    rows = list(dict.fromkeys(rows))
    return FurtherSheet(
        name=place.name,
        replaces=place.replaces,
        mark=f"{MARK}conflicts",
        title="Where the parts differ",
        lines=(
            "Each line is what one file says. Nothing was chosen: the cell stays as issued.",
            "Type the right value into the cell itself, on its own sheet.",
            "If a cell is right as it stands, say so under “Settled”: a word will do.",
        ),
        headings=headings,
        widths=(22, 17, 16, 8, 24, 28, 56, 24, 10),
        rows=rows,
        like=place.like,
        looks=place.looks,
        inputs=(SETTLED,),
        hidden=(KEY,),
    )


def left_sheet(place: Named, earlier: Rows, left: Sequence[tuple[str, ...]]) -> FurtherSheet:
    """Write what was not merged, a line for each cell or row.

    Texts are quoted, so that no reader takes what somebody wrote for a table or form of ours.
    """
    headings = ("File", "Sheet", "Cell", "Text", "Why")
    rows = [tuple(row.get(heading, "") for heading in headings) for row in earlier]
    rows += [(*at, f"“{text}”", why) for *at, text, why in left]
    if len(rows) > _MOST_LEFT:
        more = f"{len(rows) - _MOST_LEFT:,} more cells are in the parts, and are not listed here."
        rows = [*rows[:_MOST_LEFT], ("", "", "", "", more)]
    return FurtherSheet(
        name=place.name,
        replaces=place.replaces,
        mark=f"{MARK}left",
        title="What was not merged",
        lines=(
            "Each line is a cell or row of a part for which this workbook has no place.",
            "What belongs here must be put in its place by hand.",
        ),
        headings=headings,
        widths=(28, 20, 8, 60, 60),
        rows=rows,
        like=place.like,
        looks=place.looks,
    )


def taken_sheet(place: Named, earlier: Rows, said: Sequence[tuple[str, ...]]) -> FurtherSheet:
    """Write who answered what, a line for each cell or row; what was merged before comes first."""
    headings = ("Sheet", "Ref", "Column", "Cell", "What", "File")
    before = [tuple(row.get(heading, "") for heading in headings) for row in earlier]
    return FurtherSheet(
        name=place.name,
        replaces=place.replaces,
        mark=f"{MARK}taken",
        title="Who answered what",
        lines=("Each line is a cell or row in which this workbook differs from the one issued.",),
        headings=headings,
        widths=(18, 24, 20, 8, 12, 60),
        rows=[*before, *said],
        like=place.like,
        looks=place.looks,
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
    ref = ref or NO_ID
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
