"""Writes a text into a cell as what it is, whatever it looks like."""

import re

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_ESCAPE = re.compile(r"(?<=_)(?=x[0-9a-fA-F]{4}_)")
"""Where a text says what looks like an escape."""


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text that XlsxWriter can only take for a text."""
    if not is_taken_for_markup(text):
        sheet.write_string(row, column, text, look)
        return
    parts = [part for piece in (text[0], text[1:]) for part in unescaped(piece)]
    runs = [each for part in parts for each in (look, part)]
    sheet.write_rich_string(row, column, *runs, look)


def write_running(sheet: Worksheet, header: str, footer: str) -> None:
    """Set what stands at the top and bottom of each printed page, exactly as it is given.

    XlsxWriter looks for pictures in it, by words that a User's name may hold.
    """
    sheet.set_header("&R")
    sheet.header, sheet.footer = header, footer


def is_taken_for_markup(text: str) -> bool:
    """Tell whether XlsxWriter would take a text for markup of its own, and write it as it is.

    In two pieces it is a text like any other.
    """
    return text.startswith("<r>") and text.endswith("</r>")


def unescaped(text: str) -> list[str]:
    """Part a piece of a marked text where it says what looks like an escape, so that it is none."""
    return _ESCAPE.split(text)
