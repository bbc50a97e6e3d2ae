"""Writes what a cell holds: a text as a text, a number as a number, a day as the day it is."""

import re
from datetime import date, datetime

from lxml import etree

from secself.problems import Problem, Refused
from secself.workbook.amending.asked import ErrorText, Scalar

ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)
"""The errors a cell can carry as such."""
LONGEST = 32_767
"""How many UTF-16 units a cell can carry."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MUST_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_EXACT = 10**15
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - cells have no zone
_FIRST = date(1900, 3, 1)
"""Before this day programs differ by a day, since 1900 was no leap year."""
_DAY_SECONDS = 86_400


def clear(cell: etree._Element) -> None:
    """Leave a cell with nothing but its look."""
    for child in list(cell):
        cell.remove(child)
    for name in ("t", "cm", "vm"):
        if name in cell.attrib:
            del cell.attrib[name]


def fill(cell: etree._Element, value: Scalar, *, is_dated: bool, from_1904: bool) -> None:
    """Put a value into a cell; a day goes as text where the cell would show a bare number."""
    clear(cell)
    if value is None or value == "":
        return
    if isinstance(value, date):
        serial = _serial(value, from_1904=from_1904) if is_dated else None
        _put_day(cell, value, serial)
    elif isinstance(value, bool):
        _put(cell, "v", "1" if value else "0", "b")
    elif isinstance(value, int | float) and abs(value) < _EXACT:
        _put(cell, "v", repr(value), None)
    elif isinstance(value, ErrorText) and value.text in ERRORS:
        _put(cell, "v", value.text, "e")
    else:
        put_text(cell, value.text if isinstance(value, ErrorText) else str(value))


def put_text(cell: etree._Element, text: str) -> None:
    """Put a text into a cell, beside its look, so that no program takes it for a formula."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
        raise Refused(
            Problem(
                code="text-too-long",
                what=f"A text of {len(text):,} characters is more than a cell can carry.",
                remedy="Shorten it, or put it in a document and say here what it shows.",
            )
        )
    space = etree.QName(cell).namespace
    inline = etree.SubElement(cell, f"{{{space}}}is")
    carried = etree.SubElement(inline, f"{{{space}}}t", {_SPACE: "preserve"})
    carried.text = escaped(text)
    cell.set("t", "inlineStr")


def escaped(text: str) -> str:
    """Write what XML cannot carry, or what would be read as such an escape, as programs do."""
    return _MUST_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _put_day(cell: etree._Element, day: date, serial: str | None) -> None:
    if serial is not None:
        _put(cell, "v", serial, None)
    elif isinstance(day, datetime):
        put_text(cell, day.isoformat(sep=" "))
    else:
        put_text(cell, day.isoformat())


def _serial(day: date, *, from_1904: bool) -> str | None:
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    if moment.date() < _FIRST or moment < epoch:
        return None
    passed = moment - epoch
    part = (passed.seconds + passed.microseconds / 1_000_000) / _DAY_SECONDS
    return str(passed.days) if not part else repr(passed.days + part)


def _put(cell: etree._Element, name: str, text: str, kind: str | None) -> None:
    etree.SubElement(cell, f"{{{etree.QName(cell).namespace}}}{name}").text = text
    if kind is not None:
        cell.set("t", kind)
