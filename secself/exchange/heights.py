"""Rows tall enough for their wrapped texts, which still grow when somebody types into them.

LibreOffice shows rows as tall as the file says, and Excel fits a row anew only if its height is
not called custom; so a height is estimated, and is not called custom.
"""

from collections.abc import Iterable
from math import ceil

from xlsxwriter.worksheet import Worksheet

_LINE, _AROUND, _TALLEST = 13.0, 3.0, 409.0
_CHARACTERS = 1.2
"""How many characters of our font stand in one of the units that widths are counted in."""


class GrowingSheet(Worksheet):  # type: ignore[misc]  # the library does not say its types
    """A sheet whose rows keep fitting what is typed into them."""

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: tuple[tuple[str, object], ...] = ()
    ) -> None:
        if tag == "row":
            attributes = tuple(pair for pair in attributes if pair[0] != "customHeight")
        super()._xml_start_tag_unencoded(tag, attributes)


def height(texts: Iterable[tuple[str, int]]) -> float:
    """Give the height in points of a row: its texts, each with the width of its column."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(lines * _LINE + _AROUND, _TALLEST)


def _lines(text: str, width: int) -> int:
    room = (width - 1) * _CHARACTERS
    return sum(max(1, ceil(len(line) / room)) for line in text.split("\n"))
