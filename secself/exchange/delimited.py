"""Reads a table of delimited text, such as CSV, into a sheet of cells; nothing in it is guessed.

The encoding is taken from the mark at the beginning, or is UTF-8, or is named; the delimiter is the
one under which the table has most of the headings that are looked for.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from secself.answers import Raw
from secself.exchange.cells import LONGEST, units
from secself.problems import Origin, Problem, Refused

DELIMITERS: Mapping[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
"""What may stand between the cells of a row, by name."""
MOST_ROWS, MOST_CELLS = 20_000, 200_000
"""How much of a table is ever read, as with workbooks."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HINT = "sep="
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_OTHERS = (b"PK", b"%PDF", b"<", b"\xd0\xcf\x11\xe0")
_HEAD = 4096
_FEW, _MOST = 0.05, 0.3
"""The share of odd characters that text may have, and of noughts that UTF-16 has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A table as one sheet."""

    name: str = "Table"
    """A table of text has no name of its own, so this is what messages call it."""
    rows: Mapping[int, Mapping[int, Raw]] = field(default_factory=dict)
    """The cells by row and column, both counted from 1."""
    merges: Sequence[tuple[int, int, int, int]] = ()
    """A table of text has no merged cells."""


def read_delimited(
    data: bytes,
    worth: Callable[[Page], int],
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Page:
    """Read a table; `worth` counts the headings that it has when it is parted in one way."""
    text = _decoded(data, encoding)
    first, _, rest = text.partition("\n")
    hint = first.strip("\r").removeprefix(_HINT)
    if first.startswith(_HINT) and hint in DELIMITERS.values():
        # Excel writes what stands between the cells into the first line, and shows no such row.
        delimiter, text = delimiter or hint, "\n" + rest
    if delimiter:
        return _parted(text, delimiter)
    pages = [_tried(text, one) for one in DELIMITERS.values()]
    valued = [(worth(page), page) for page in pages if page is not None]
    best = max((value for value, _ in valued), default=0)
    found = [page for value, page in valued if value == best]
    if not best or len(found) > 1:
        raise Refused(_unparted())
    return found[0]


def is_nearly_text(data: bytes) -> bool:
    """Tell text with a few characters that no text has, or in UTF-16 unsaid, from other files."""
    head = data[:_HEAD]
    if not head or head.lstrip().startswith(_OTHERS):
        return False
    odd = sum(byte < ord(" ") and byte not in b"\t\n\r\f" for byte in head)
    return _doubled(data) is not None or (odd <= len(head) * _FEW and _is_utf8(data))


def _doubled(data: bytes) -> str | None:
    """Name the UTF-16 in which bytes seem to be, by where the noughts stand."""
    head = data[:_HEAD]
    even, uneven = head[0::2].count(0), head[1::2].count(0)
    if max(even, uneven) * 2 < len(head) * _MOST or min(even, uneven):
        return None
    return f"utf-16-{'le' if uneven else 'be'}"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, encoding: str | None) -> str:
    known = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    doubled = _doubled(data)
    if doubled and not (encoding or known):
        raise Refused(_unmarked(doubled))
    text = _text(data, encoding, known)
    hidden = _HIDDEN.search(text)
    if hidden:
        raise Refused(_unseen(text, hidden))
    return text


def _text(data: bytes, encoding: str | None, known: str | None) -> str:
    try:
        return data.decode(encoding or known or "utf-8")
    except (UnicodeError, LookupError):
        raise Refused(
            Problem(
                code="encoding-unclear",
                what=f"The table is not text in {encoding or known or 'UTF-8'}, and nothing in it "
                "says what it is.",
                remedy="Save it as “CSV UTF-8”, or name its encoding, such as --encoding cp1252.",
            )
        ) from None


def _tried(text: str, delimiter: str) -> Page | None:
    try:
        return _parted(text, delimiter)
    except Refused:
        return None


def _parted(text: str, delimiter: str) -> Page:
    rows: dict[int, dict[int, Raw]] = {}
    count = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            row = {n: Raw(value=one) for n, one in enumerate(cells, start=1) if one}
            if row:
                rows[number] = row
            count += len(row)
            if len(rows) > MOST_ROWS or count > MOST_CELLS:
                raise Refused(_too_large())
            if any(units(raw.shown) > LONGEST for raw in row.values()):
                raise Refused(_too_long(number))
    except csv.Error as error:
        raise Refused(_broken(reader.line_num, error)) from None
    return Page(rows=rows)


def _unparted() -> Problem:
    return Problem(
        code="delimiter-unclear",
        what="It cannot be told what stands between the cells of the table.",
        remedy="Name it with --delimiter, or map the headings with --map.",
    )


def _unmarked(encoding: str) -> Problem:
    return Problem(
        code="encoding-unclear",
        what="The table seems to be text in UTF-16, without the mark that would say so.",
        remedy=f"Save it as “CSV UTF-8”, or say --encoding {encoding}.",
    )


def _unseen(text: str, found: re.Match[str]) -> Problem:
    line = text.count("\n", 0, found.start()) + 1
    return Problem(
        code="table-broken",
        origin=Origin(line=line),
        what=f"The table holds a character that cannot be seen, U+{ord(found[0]):04X}.",
        remedy="Take it out, or save the table again with the program it comes from.",
    )


def _too_large() -> Problem:
    return Problem(
        code="sheet-too-large",
        what=f"The table has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells.",
        remedy="Remove what is not part of the framework.",
    )


def _too_long(number: int) -> Problem:
    return Problem(
        code="text-too-long",
        origin=Origin(line=number),
        what=f"A cell of this row holds more than {LONGEST:,} characters.",
        remedy="Shorten it; a quotation mark may be missing.",
    )


def _broken(number: int, error: csv.Error) -> Problem:
    return Problem(
        code="table-broken",
        origin=Origin(line=number),
        what=f"The table cannot be read on from here: {error}.",
        remedy="See whether a quotation mark is missing, or save the table again.",
    )
