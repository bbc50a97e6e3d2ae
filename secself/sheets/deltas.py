"""The sheet `Deltas`: every item of either side in one row, before and now side by side.

Rows in which nothing changed and nothing was found are filtered away, and come back with the
filter of `Attention`. Texts are shown word by word: what was taken out stands before, what was
put in stands now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.model import Assessment, Unreadable
from secself.phrases import baseline_of, name_of
from secself.sheets.marked import Piece, Pieces
from secself.sheets.pen import PROTECTION, Pen, join
from secself.sheets.rows import ATTENTION, Row, Said, rows, shown

NAME = "Deltas"
"""The sheet's name."""

_TITLE, _NOTE, _LEGEND, _HEADINGS, _FIRST = range(5)
_Columns = tuple[tuple[str, str, int], ...]
_COLUMNS: _Columns = (
    ("section", "Section", 11),
    ("ref", "Ref", 13),
    ("title", "Title or question", 31),
    ("attention", "Attention", 11),
    ("direction", "Direction", 12),
    ("change", "Change", 16),
    ("others", "Also changed", 16),
    ("findings", "Findings", 21),
    ("before answer", "Position or answer before", 19),
    ("now answer", "Position or answer now", 19),
    ("before risk", "Residual risk before", 10),
    ("now risk", "Residual risk now", 10),
    ("before declared", "Change declared before", 11),
    ("now declared", "Change declared now", 11),
    ("before evidence", "Evidence before", 13),
    ("now evidence", "Evidence now", 13),
    ("before explanation", "Explanation before", 46),
    ("now explanation", "Explanation now", 45),
    ("before details", "Other columns before", 26),
    ("now details", "Other columns now", 26),
    ("before owner", "Owner before", 14),
    ("now owner", "Owner now", 14),
    ("wording", "Wording", 12),
)
"""The columns: key, heading, width. The second page across begins with the explanations."""
_COMMENTS = ("comments", "Comments", 40)
"""The last column, where somebody said something."""
_FROZEN = 3
_SECOND_PAGE = "before explanation"
_SCALE = 78
_LEGEND_TEXT: Pieces = (
    Piece("kept", "In texts and lists: "),
    Piece("removed", "taken out"),
    Piece("kept", ", "),
    Piece("added", "put in"),
    Piece("kept", ", "),
    Piece("moved away", "moved from here"),
    Piece("kept", ", "),
    Piece("moved here", "moved to here"),
    Piece("kept", ". In other columns a value that differs is bold."),
)
_LEGEND_PRINTED = (
    "&Staken out&S, &Uput in&U, &I&Smoved from here&S&I, &I&Emoved to here&E&I; bold: differs"
)
_ATTENTION_STYLES = {
    ATTENTION["material"]: "material",
    ATTENTION["note"]: "note_found",
    ATTENTION["changed"]: "text",
    ATTENTION["probed"]: "note_found",
    ATTENTION["commented"]: "text",
    ATTENTION["same"]: "quiet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the sheet says what, so that other sheets can lead there."""

    sheet: str
    """The sheet's name."""
    refs: Mapping[str, str]
    """The cell of each Ref; of the first item, where items of two sections are called alike."""

    def target(self, ref: str) -> str | None:
        """Give where a Ref stands, as a link names it, or None if it is no item."""
        cell = self.refs.get(ref)
        return f"'{self.sheet}'!{cell}" if cell else None


def write(
    pen: Pen, sheet: Worksheet, assessment: Assessment, finding_rows: Mapping[int, str]
) -> Places:
    """Fill a sheet with every Delta; `finding_rows` says where the findings stand, by number."""
    held = list(rows(assessment))
    columns = _COLUMNS if not any(row.comments for row in held) else (*_COLUMNS, _COMMENTS)
    pen.columns(sheet, (width for _, _, width in columns))
    _write_head(pen, sheet, held, columns)
    for number, row in enumerate(held, _FIRST):
        _write_row(pen, sheet, number, row, finding_rows)
        if len(columns) > len(_COLUMNS):
            pen.text(sheet, number, len(_COLUMNS), row.comments, "text")
    last = _FIRST + max(len(held), 1) - 1
    _set_up(pen, sheet, last, assessment, len(columns) - 1)
    pen.fit(sheet, _filter(sheet, held, last, len(columns) - 1))
    refs = {
        row.delta.ref: xl_rowcol_to_cell(number, _number("ref"))
        for number, row in reversed(list(enumerate(held, _FIRST)))
    }
    return Places(sheet=sheet.name, refs=refs)


def _write_head(pen: Pen, sheet: Worksheet, held: Sequence[Row], columns: _Columns) -> None:
    pen.text(sheet, _TITLE, 0, "Deltas: every item of either side, before and now", "title")
    sheet.set_row(_TITLE, 24)
    pen.text(sheet, _NOTE, 0, _note(held), "note")
    pen.marked(sheet, _LEGEND, 0, _LEGEND_TEXT, "note")
    for number, (key, heading, _) in enumerate(columns):
        style = "heading_before" if key.startswith("before ") else "heading"
        pen.text(sheet, _HEADINGS, number, heading, style)


def _note(held: Sequence[Row]) -> str:
    quiet = len(_quiet(held))
    if not quiet:
        return f"All {len(held)} items are shown."
    if quiet == len(held):
        return f"All {quiet} items are shown; nothing changed, and no rule spoke of any."
    return (
        f"{len(held) - quiet} of {len(held)} items are shown: those that changed, or of which a "
        f"rule spoke. The {quiet} others are filtered away: to see them, open the arrow beside "
        "Attention and choose Select All."
    )


def _write_row(
    pen: Pen, sheet: Worksheet, number: int, row: Row, finding_rows: Mapping[int, str]
) -> None:
    texts = {
        "section": (row.section, "ours"),
        "ref": (row.delta.ref, "ref"),
        "title": (row.title, "ours"),
        "attention": (row.attention, _ATTENTION_STYLES[row.attention]),
        "direction": (row.direction, _direction_style(row)),
        "change": (row.change, "text"),
        "others": (row.others, "text"),
        "wording": (row.wording, "text" if row.delta.wording != "same" else "quiet"),
    }
    for column, (key, _, _) in enumerate(_COLUMNS):
        place = (number, column)
        if key in texts:
            pen.text(sheet, *place, *texts[key])
        elif key == "findings":
            _write_findings(pen, sheet, place, row, finding_rows)
        else:
            side, _, pair = key.partition(" ")
            said = (row.before if side == "before" else row.now)[pair]
            _write_said(pen, sheet, place, said, _ground(row, side, pair))


def _write_findings(
    pen: Pen,
    sheet: Worksheet,
    place: tuple[int, int],
    row: Row,
    finding_rows: Mapping[int, str],
) -> None:
    """Name the rules that spoke of the item, leading to the first of them."""
    said = join([f"{number}: {finding.rule}" for number, finding in row.findings])
    target = finding_rows.get(row.findings[0][0]) if row.findings else None
    if target:
        pen.link(sheet, *place, target, said)
    else:
        pen.text(sheet, *place, said, "text")


def _write_said(
    pen: Pen, sheet: Worksheet, place: tuple[int, int], said: Said, ground: str
) -> None:
    """Write a value of the User as what it is: a text as text, a number as number, a day as day."""
    if isinstance(said, tuple):
        # The passages say what differs; bold as well would be too much.
        pen.marked(sheet, *place, said, f"text{ground.replace('_now', '_differs')}")
    elif isinstance(said, bool) or said is None or isinstance(said, str | Unreadable):
        pen.text(sheet, *place, shown(said), f"text{ground}")
    elif isinstance(said, date):
        pen.day(sheet, *place, said, f"date{ground}")
    else:
        pen.number(sheet, *place, said, f"number{ground}", f"text{ground}")


def _ground(row: Row, side: str, pair: str) -> str:
    if pair not in row.differs:
        return ""
    return "_now" if side == "now" else "_differs"


def _direction_style(row: Row) -> str:
    found = {"worse": "worse", "better": "better", "unclear": "unclear", "same": "quiet"}
    return found[row.delta.direction]


def _filter(sheet: Worksheet, held: Sequence[Row], last: int, across: int) -> Iterable[int]:
    """Filter rows away in which there is nothing to look at, unless that were all of them."""
    sheet.autofilter(_HEADINGS, 0, last, across)
    quiet = _quiet(held)
    if not quiet or len(quiet) == len(held):
        return ()
    sheet.filter_column(_number("attention"), f"x != {ATTENTION['same']}")
    return quiet


def _quiet(held: Sequence[Row]) -> list[int]:
    return [number for number, row in enumerate(held, _FIRST) if row.attention == ATTENTION["same"]]


def _set_up(pen: Pen, sheet: Worksheet, last: int, assessment: Assessment, across: int) -> None:
    comparison = assessment.comparison
    prior = baseline_of(comparison.prior.marks) if comparison.prior else "nothing"
    name = f"{NAME} of {name_of(comparison.current.marks)}"
    pen.page(sheet, "A3", name, f"compared with {prior}", _LEGEND_PRINTED)
    sheet.set_print_scale(_SCALE)
    sheet.print_across()
    sheet.set_v_pagebreaks([_number(_SECOND_PAGE)])
    sheet.freeze_panes(_FIRST, _FROZEN)
    sheet.repeat_rows(_HEADINGS)
    sheet.repeat_columns(0, _FROZEN - 1)
    sheet.print_area(_HEADINGS, 0, last, across)
    sheet.protect("", PROTECTION)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last, across)})
    pen.region(sheet, xl_range(_HEADINGS, 0, last, across))


def _number(key: str) -> int:
    return [name for name, _, _ in _COLUMNS].index(key)
