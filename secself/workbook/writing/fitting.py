"""How tall a row must be to show its wrapped texts, and rows that still grow when typed into.

LibreOffice shows rows as tall as the file says, and Excel fits a row anew only if its height is
not called custom. So a height is estimated for each row, and is not called custom.
"""

from functools import lru_cache

from xlsxwriter.utility import xl_pixel_width
from xlsxwriter.worksheet import Worksheet

_PIXELS_PER_CHARACTER, _PADDING = 7, 16
"""A character's width, and what padding and indent take from a column."""
# The library knows the widths of Calibri 11, rounded up; ours is Calibri 10, and bold is wider.
# Programs break lines a little earlier or later than one another, so some room is left.
_SCALE, _BOLD = 0.88, 1.06
_LINE, _AROUND, _TALLEST = 12.75, 5.0, 409.0


class FittedSheet(Worksheet):  # type: ignore[misc]  # the library does not say its types
    """A sheet whose rows keep fitting what is typed into them."""

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: tuple[tuple[str, object], ...] = ()
    ) -> None:
        if tag == "row":
            attributes = tuple(pair for pair in attributes if pair[0] != "customHeight")
        super()._xml_start_tag_unencoded(tag, attributes)

    def _prepare_formula(self, formula: str, _: bool = False) -> str:  # noqa: FBT001, FBT002
        """Take off the equals sign, and look for nothing else.

        The library would look in each formula for dozens of functions of later programs; ours
        use none, and looking took longer than all the rest.
        """
        return formula.removeprefix("=")


def height(lines: int) -> float:
    """Give the height in points of a row with so many lines of text."""
    return min(lines * _LINE + _AROUND, _TALLEST)


def lines(text: str, width: int, *, bold: bool = False) -> int:
    """Count the lines a text takes in a column of so many characters."""
    room = (width * _PIXELS_PER_CHARACTER - _PADDING) / (_SCALE * (_BOLD if bold else 1))
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
