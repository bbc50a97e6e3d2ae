"""How the sheets look: colours, locks and number formats, each named for what it is for.

Colour never says anything alone: the `To do` column says it in words. All pairs of text and ground
keep a contrast of at least 4.5 to 1.
"""

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK, MUTED, LINK, WHITE = "#1F2A33", "#46525C", "#12436D", "#FFFFFF"
YOURS, OURS = "#12436D", "#46525C"
GROUND, PAST, EDGE = "#F3F5F7", "#ECEFF2", "#B9C2CA"
ENTRY, ENTRY_EDGE = "#EAF3FB", "#5B7FA3"
"""Ground and frame of the cells people write in; the frame stands out from any ground of ours."""
OPEN, DONE, CHECK, OUT = "#FFF3C4", "#DDF0E3", "#FBDCC4", "#D5DADF"
ALERT, DECLARED = "#8A1C1C", "#1B5E34"

FONT = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
_CELL = FONT | {"border": 1, "border_color": EDGE, "text_wrap": True, "align": "left", "indent": 1}
_OURS = _CELL | {"bg_color": GROUND, "num_format": "@"}
_PAST = _CELL | {"bg_color": PAST, "font_color": MUTED, "num_format": "@"}
_YOURS = _CELL | {"locked": False, "bg_color": ENTRY, "border_color": ENTRY_EDGE}
_HEAD = _CELL | {"bold": True, "font_color": WHITE, "valign": "vcenter"}
_DATE = {"num_format": "yyyy-mm-dd", "align": "left"}

STYLES: dict[str, dict[str, object]] = {
    "title": FONT | {"bold": True, "font_size": 16, "font_color": YOURS, "valign": "vcenter"},
    "subtitle": FONT | {"font_size": 12, "font_color": MUTED},
    "section": FONT | {"bold": True, "font_size": 12, "font_color": YOURS, "valign": "bottom"},
    "note": FONT | {"font_color": MUTED},
    "state": FONT | {"bold": True, "font_size": 11, "font_color": ALERT},
    "prose": FONT | {"text_wrap": True},
    "prose_label": FONT | {"bold": True, "text_wrap": True},
    "overall": FONT | {"bold": True, "font_size": 12},
    "marking": FONT | {"bold": True, "font_size": 12},
    "heading_yours": _HEAD | {"bg_color": YOURS},
    "heading_ours": _HEAD | {"bg_color": OURS},
    "heading_count": _HEAD | {"bg_color": OURS, "align": "right", "indent": 0},
    "token": FONT | {"num_format": "@"},
    "ref": _OURS | {"bold": True},
    "shown": _OURS,
    "shown_date": _OURS | _DATE,
    "past": _PAST,
    "past_date": _PAST | _DATE,
    "link": _OURS | {"font_color": LINK, "underline": 1},
    "to_do": _OURS | {"bold": True},
    "count": _OURS | {"num_format": "0", "align": "right", "indent": 0},
    "text": _YOURS | {"num_format": "@"},
    "date": _YOURS | _DATE,
    "whole": _YOURS | {"num_format": "0", "align": "left"},
    "decimal": _YOURS | {"num_format": "General", "align": "left"},
    "whole_locked": _OURS | {"num_format": "0", "align": "left"},
    "signature_label": FONT | {"bold": True, "text_wrap": True, "valign": "bottom"},
    "signature": FONT | {"bottom": 1, "bottom_color": INK, "text_wrap": True},
    "sample_yours": _CELL | {"bg_color": ENTRY, "border_color": ENTRY_EDGE},
    "sample_open": _CELL | {"bg_color": OPEN},
    "sample_done": _CELL | {"bg_color": DONE},
    "sample_check": _CELL | {"bg_color": CHECK},
    "sample_not_needed": _CELL | {"bg_color": OUT},
    "if_open": {"bg_color": OPEN},
    "if_done": {"bg_color": DONE},
    "if_check": {"bg_color": CHECK},
    "if_not_needed": {"bg_color": OUT, "font_color": INK},
    "if_declared": {"font_color": DECLARED},
}
"""What each kind of cell looks like; those called `if_…` are laid over by condition."""


class Looks:
    """The formats of one workbook, each made once when it is first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        """Start without any."""
        self._workbook = workbook
        self._made: dict[tuple[str, bool], Format] = {}

    def __call__(self, name: str, *, quoted: bool = False) -> Format:
        """Give the format of this name; quoted, its text stays text when it is edited."""
        key = (name, quoted)
        if key not in self._made:
            extra = {"quote_prefix": True} if quoted else {}
            self._made[key] = self._workbook.add_format(STYLES[name] | extra)
        return self._made[key]
