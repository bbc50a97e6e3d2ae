"""Pieces of formulas: nothing newer than Excel 2007 knows, no arrays that spill, no other file.

They work on in Excel, Excel for the web, LibreOffice and Google Sheets. What must look at many
cells at once stands in SUMPRODUCT, which needs no special key to be entered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PIECE = 250
_NONE = 10**6
"""A row number beyond every row: what the smallest of no rows gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands: the letters of its table's columns, and its numbers as a sheet counts."""

    letters: Mapping[str, str]
    """The letter of each column, by key."""
    row: int
    """The row."""
    first: int
    """The first row of the table."""
    last: int
    """The last row of the table."""

    def cell(self, key: str) -> str:
        """Name the cell of a column in this row; its column stays when a formula is copied."""
        return f"${self.letters[key]}{self.row}"

    def column(self, key: str) -> str:
        """Name all cells of a column."""
        letter = self.letters[key]
        return f"${letter}${self.first}:${letter}${self.last}"


def literal(text: str) -> str:
    """Quote a text for a formula; programs take at most 255 characters in one piece."""
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def trimmed(cell: str) -> str:
    """Give what stands in a cell without spaces around it."""
    return f"TRIM({cell})"


def blank(cell: str) -> str:
    """Ask whether nothing but spaces stands in a cell."""
    return f'{trimmed(cell)}=""'


def says(cell: str, word: str) -> str:
    """Ask whether a cell holds a word."""
    return f"{trimmed(cell)}={literal(word)}"


def one_of(cell: str, words: Iterable[str]) -> str:
    """Ask whether a cell holds one of some words."""
    return f"OR({','.join(f'{trimmed(cell)}={literal(word)}' for word in words)})"


def is_future(cell: str) -> str:
    """Ask whether a cell holds a day after today."""
    return f"IF(ISNUMBER({cell}),{cell}>TODAY(),FALSE)"


def is_past(cell: str) -> str:
    """Ask whether a cell holds a day before today."""
    return f"IF(ISNUMBER({cell}),{cell}<TODAY(),FALSE)"


def day(cell: str) -> str:
    """Write a day as year-month-day, whatever the language of the program; a text as it stands."""
    parts = f'YEAR({cell})&"-"&RIGHT("0"&MONTH({cell}),2)&"-"&RIGHT("0"&DAY({cell}),2)'
    return f"IF(ISNUMBER({cell}),{parts},{trimmed(cell)})"


def cites_unlisted(cell: str, ids: str) -> str:
    """Ask whether a cell cites an id that is not in a list of ids, or one of them twice."""
    plain = f'SUBSTITUTE(SUBSTITUTE({cell}," ",""),CHAR(10),",")'
    cited = f'SUBSTITUTE(","&{plain}&",",",,",",")'
    count = f'LEN({cited})-LEN(SUBSTITUTE({cited},",",""))-1'
    listed = f'","&SUBSTITUTE({ids}," ","")&","'
    found = f'SUMPRODUCT(({trimmed(ids)}<>"")*ISNUMBER(FIND({listed},{cited})))'
    return f"IFERROR({found}<{count},FALSE)"


def citing(cell: str, columns: Iterable[str]) -> str:
    """Count the cells of some columns that cite the id in a cell."""
    name = f'","&SUBSTITUTE({cell}," ","")&","'
    counts = (
        f'SUMPRODUCT(--ISNUMBER(FIND({name},","&SUBSTITUTE(SUBSTITUTE({column}," ",""),'
        f'CHAR(10),",")&",")))'
        for column in columns
    )
    return "+".join(counts)


def standing(cells: str, wanted: str) -> str:
    """Count the cells of a column that hold what another cell holds."""
    return f"SUMPRODUCT(--({trimmed(cells)}={trimmed(wanted)}))"


def filled(cells: str) -> str:
    """Count the cells of a range in which something stands."""
    return f'SUMPRODUCT(--({trimmed(cells)}<>""))'


def first_row(cells: str, but_for: str) -> str:
    """Give the number of the first row of a range for which a sum of reasons against is nought."""
    return f"SUMPRODUCT(MIN(ROW({cells})+{_NONE}*(({but_for})>0)))"


def first_of(shown: str, but_for: str, first: int) -> str:
    """Give what stands in the first row for which a sum of reasons against is nought, or nothing.

    `first` is the number of the range's first row, as a sheet counts.
    """
    return f'IFERROR(INDEX({shown},{first_row(shown, but_for)}-{first - 1}),"")'


def lacking(missing: Mapping[str, str], otherwise: str) -> str:
    """Join the names of what is lacking with commas, or give what holds if nothing is."""
    listed = "&".join(f'IF({lack},{literal(f", {name}")},"")' for name, lack in missing.items())
    return f"IF(OR({','.join(missing.values())}),MID({listed},3,99),{otherwise})"


def guarded(formula: str) -> str:
    """Say it in words where a cell of the row holds an error such as #N/A."""
    return f'IFERROR({formula},"A cell of this row shows an error")'
