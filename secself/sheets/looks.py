"""How the sheets look: each style named for what it is for.

Colour never says anything alone: what is worse says so in words, what was taken out is struck
through, what was put in is underlined. Text and ground keep a contrast of at least 4.5 to 1.
"""

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK, MUTED, LINK, WHITE, HEAD = "#1F2A33", "#46525C", "#12436D", "#FFFFFF", "#12436D"
GROUND, EDGE = "#F3F5F7", "#B9C2CA"
ALERT, GAIN, GREY, MOVE = "#8A1C1C", "#1B5E34", "#46525C", "#4A3580"
GRAVE, HEED, DIFFERS = "#FBDCC4", "#FFF3C4", "#EAF3FB"
ENTRY, ENTRY_EDGE, ENTRY_HEAD = "#E9F5EC", "#4E8062", "#1B5E34"
"""Ground, frame and heading of the cells people write in."""

_FONT = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
_CELL = _FONT | {"border": 1, "border_color": EDGE, "text_wrap": True, "align": "left", "indent": 1}
_TEXT = {"num_format": "@"}
_HEADING = _CELL | {"bold": True, "font_color": WHITE, "valign": "vcenter"}
_COUNT = _CELL | {"num_format": "0", "align": "right", "indent": 0}

STYLES: dict[str, dict[str, object]] = {
    "title": _FONT | {"bold": True, "font_size": 16, "font_color": HEAD, "valign": "vcenter"},
    "subtitle": _FONT | {"font_size": 12, "font_color": MUTED},
    "marking": _FONT | {"bold": True, "font_size": 12},
    "headline": _FONT | {"bold": True, "font_size": 12},
    "section": _FONT | {"bold": True, "font_size": 12, "font_color": HEAD, "valign": "bottom"},
    "note": _FONT | {"font_color": MUTED},
    "prose": _FONT | {"text_wrap": True},
    "heading": _HEADING | {"bg_color": HEAD},
    "heading_before": _HEADING | {"bg_color": GREY},
    "heading_count": _HEADING | {"bg_color": HEAD, "align": "right", "indent": 0},
    "label": _CELL | _TEXT | {"bold": True, "bg_color": GROUND},
    "ref": _CELL | _TEXT | {"bold": True, "bg_color": GROUND},
    "ours": _CELL | _TEXT | {"bg_color": GROUND},
    "text": _CELL | _TEXT,
    "text_differs": _CELL | _TEXT | {"bg_color": DIFFERS},
    "text_now": _CELL | _TEXT | {"bg_color": DIFFERS, "bold": True},
    "number": _CELL | {"num_format": "General"},
    "number_differs": _CELL | {"num_format": "General", "bg_color": DIFFERS},
    "number_now": _CELL | {"num_format": "General", "bg_color": DIFFERS, "bold": True},
    "date": _CELL | {"num_format": "yyyy-mm-dd"},
    "date_differs": _CELL | {"num_format": "yyyy-mm-dd", "bg_color": DIFFERS},
    "date_now": _CELL | {"num_format": "yyyy-mm-dd", "bg_color": DIFFERS, "bold": True},
    "count": _COUNT,
    "total": _COUNT | {"bold": True, "bg_color": GROUND},
    "share": _CELL | {"num_format": "0.0%"},
    "link": _CELL | _TEXT | {"font_color": LINK, "underline": 1},
    "ref_link": _CELL | _TEXT | {"bold": True, "font_color": LINK, "underline": 1},
    "material": _CELL | _TEXT | {"bold": True, "bg_color": GRAVE},
    "note_found": _CELL | _TEXT | {"bg_color": HEED},
    "quiet": _CELL | _TEXT | {"font_color": MUTED},
    "worse": _CELL | _TEXT | {"bold": True, "font_color": ALERT},
    "better": _CELL | _TEXT | {"font_color": GAIN},
    "unclear": _CELL | _TEXT | {"bold": True, "bg_color": HEED},
    "heading_ours": _HEADING | {"bg_color": GREY},
    "heading_entry": _HEADING | {"bg_color": ENTRY_HEAD},
    "ours_found": _CELL | _TEXT | {"bg_color": HEED},
    "ours_count": _COUNT | {"bg_color": GROUND},
    "entry": _CELL | _TEXT | {"locked": False, "bg_color": ENTRY, "border_color": ENTRY_EDGE},
    "sample_entry": _CELL | _TEXT | {"bg_color": ENTRY, "border_color": ENTRY_EDGE},
    "unread": _CELL | _TEXT | {"bold": True, "bg_color": GRAVE},
    "token": _FONT | _TEXT,
}
"""What each kind of cell looks like."""

MARKS: dict[str, dict[str, object]] = {
    "kept": {},
    "removed": {"font_strikeout": True, "font_color": ALERT},
    "added": {"underline": 1, "font_color": GAIN},
    "moved away": {"font_strikeout": True, "italic": True, "font_color": MOVE},
    "moved here": {"underline": 2, "italic": True, "font_color": MOVE},
}
"""What each kind of passage looks like in a text, over the look of its cell."""


class Looks:
    """The formats of one workbook, each made once when it is first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        """Start without any."""
        self._workbook = workbook
        self._made: dict[tuple[str, str, bool], Format] = {}

    def __call__(self, style: str, mark: str = "kept", *, quoted: bool = False) -> Format:
        """Give a format; quoted, its text stays text when the cell is edited."""
        key = (style, mark, quoted)
        if key not in self._made:
            extra = {"quote_prefix": True} if quoted else {}
            look = STYLES[style] | MARKS[mark] | extra
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]
