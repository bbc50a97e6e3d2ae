"""Addresses of cells and rectangles of them, as spreadsheet programs write them."""

import re
from typing import NamedTuple

LAST_ROW = 1_048_576
"""How many rows a sheet has."""
LAST_COLUMN = 16_384
"""How many columns a sheet has."""

_ALPHABET = 26
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


class Area(NamedTuple):
    """A rectangle of cells, all edges included."""

    top: int
    """Its first row."""
    left: int
    """Its first column."""
    bottom: int
    """Its last row."""
    right: int
    """Its last column."""

    def __str__(self) -> str:
        """Give it as a spreadsheet program does, such as `B2:B5`."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


class _Columns(dict[str, int]):
    """Numbers of columns by their letters; 0 for letters that name none."""

    def __missing__(self, letters: str) -> int:
        number = 0
        if len(letters) <= len("XFD") and letters.isascii() and letters.isalpha():
            for letter in letters.upper():
                number = number * _ALPHABET + ord(letter) - ord("A") + 1
        if number > LAST_COLUMN:
            number = 0
        if number:
            self[letters] = number
        return number


_COLUMNS = _Columns()


def read_area(text: str) -> Area | None:
    """Read `B2:C7` as a rectangle; None if it is none."""
    match = _AREA.fullmatch(text)
    if match is None:
        return None
    left, top = _COLUMNS[match[1]], int(match[2])
    right, bottom = (_COLUMNS[match[3]], int(match[4])) if match[3] else (left, top)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def address(row: int, column: int) -> str:
    """Give the address of a cell, such as `D14`."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, _ALPHABET)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def column_number(letters: str) -> int:
    """Give the number of a column by its letters; 0 if they name none."""
    return _COLUMNS[letters]
