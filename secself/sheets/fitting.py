"""How tall a row must be to show its wrapped texts, and sheets whose rows still grow.

LibreOffice shows rows as tall as the file says, and Excel fits a row anew only if its height is
not called custom. So a height is estimated for each row, and is not called custom.
"""

from functools import lru_cache

from xlsxwriter.utility import xl_pixel_width
from xlsxwriter.worksheet import Worksheet

_PIXELS_PER_CHARACTER, _PADDING = 7, 18
# The library knows the widths of Calibri 11, rounded up; ours is Calibri 10.
_SCALE = 0.86
_LINE, _AROUND, _TALLEST = 12.75, 5.0, 409.0


class FittedSheet(Worksheet):  # type: ignore[misc]  # the library does not say its types
    """A sheet whose rows fit themselves anew when a column is made wider."""

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: tuple[tuple[str, object], ...] = ()
    ) -> None:
        if tag == "row":
            attributes = tuple(pair for pair in attributes if pair[0] != "customHeight")
        super()._xml_start_tag_unencoded(tag, attributes)


def height(lines: int) -> float:
    """Give the height in points of a row with so many lines of text."""
    return min(lines * _LINE + _AROUND, _TALLEST)


def lines(text: str, width: float) -> int:
    """Count the lines a text takes in a column of so many characters."""
    room = (width * _PIXELS_PER_CHARACTER - _PADDING) / _SCALE
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    count, used = 1, 0.0
    for word in line.split(" "):
        wide = _wide(word)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        # A word that is wider than its column is broken.
        count += int(max(wide - 1, 0) // room)
        used += wide % room + _wide(" ")
    return count


@lru_cache(maxsize=4096)
def _wide(word: str) -> int:
    return int(xl_pixel_width(word))
