"""Pieces of formulas: nothing newer than Excel 2007 knows, no arrays that spill, no other file.

They work on in Excel, Excel for the web, LibreOffice and Google Sheets. What must look at many
cells at once stands in SUMPRODUCT, which needs no special key to be entered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PIECE = 250
_HARD_SPACE = "\u00a0"
_FEW = f"{{{','.join(map(str, range(1, 19)))}}}"
"""As many places as a number has digits."""
_MOST_IDS, _LONGEST_ID = 40, 200
"""How many ids of a cell are looked up, and how long each may be."""
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
    """Give what stands in a cell without spaces around it, those that web pages use included."""
    return f'TRIM(SUBSTITUTE({cell},"{_HARD_SPACE}"," "))'


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


def is_day(cell: str) -> str:
    """Ask whether a cell holds a day: as a date, or as a text that a program takes for one."""
    # A program set to American days does not know 31/12/2026; year-month-day is known to each.
    text = trimmed(cell)
    british = f"DATE(RIGHT({text},4),MID({text},4,2),LEFT({text},2))"
    return f"IF(ISNUMBER({cell}),TRUE,ISNUMBER(IFERROR(DATEVALUE({text}),{british})))"


def is_number(cell: str, *, whole: bool) -> str:
    """Ask whether a cell holds a number of nought or more, in digits."""
    parting = ('","', '" "') if whole else ('","', '" "', '"."')
    digits = trimmed(cell)
    for mark in parting:
        digits = f'SUBSTITUTE({digits},{mark},"")'
    fits = f"AND({cell}>=0,INT({cell})={cell})" if whole else f"{cell}>=0"
    each = f"MID({digits},{_FEW},1)"
    only = f'SUMPRODUCT(({each}<>"")*ISERROR(FIND({each},"0123456789")))=0'
    return f"IF(ISNUMBER({cell}),{fits},{only})"


def is_past(cell: str) -> str:
    """Ask whether a cell holds a day before today."""
    return f"IF(ISNUMBER({cell}),{cell}<TODAY(),FALSE)"


def day(cell: str) -> str:
    """Write a day as year-month-day, whatever the language of the program; a text as it stands."""
    parts = f'YEAR({cell})&"-"&RIGHT("0"&MONTH({cell}),2)&"-"&RIGHT("0"&DAY({cell}),2)'
    return f"IF(ISNUMBER({cell}),{parts},{trimmed(cell)})"


def cites_unlisted(cell: str, ids: str) -> str:
    """Ask whether a cell cites an id that is not in a list of ids, letter by letter."""
    pieces = f'SUBSTITUTE({_parted(cell)},",",REPT(" ",{_LONGEST_ID}))'
    starts = ",".join(str(number * _LONGEST_ID + 1) for number in range(_MOST_IDS))
    each = f"TRIM(MID({pieces},{{{starts}}},{_LONGEST_ID}))"
    unknown = f'SUMPRODUCT(({each}<>"")*ISNA(MATCH({each},{trimmed(ids)},0)))'
    # A program looks words up whatever their case; ids differ by it.
    cited, listed = _cited(cell), _fenced(ids)
    alike = f"ISNUMBER(FIND(UPPER({listed}),UPPER({cited})))-ISNUMBER(FIND({listed},{cited}))"
    otherwise = f'SUMPRODUCT(({trimmed(ids)}<>"")*({alike}))'
    return f"IF({blank(cell)},FALSE,IFERROR({unknown}+{otherwise}>0,FALSE))"


def citing(cell: str, columns: Iterable[str]) -> str:
    """Count the cells of some columns that cite the id in a cell."""
    name = _fenced(cell)
    return "+".join(f"SUMPRODUCT(--ISNUMBER(FIND({name},{_cited(each)})))" for each in columns)


def _parted(cells: str) -> str:
    """Give a list of ids with a comma between any two of them."""
    plain = f'SUBSTITUTE({cells},"{_HARD_SPACE}"," ")'
    return f'SUBSTITUTE(SUBSTITUTE({plain},CHAR(10),","),CHAR(13),",")'


def _cited(cells: str) -> str:
    """Give a list of ids without spaces, each between two commas."""
    return f'","&SUBSTITUTE({_parted(cells)}," ","")&","'


def _fenced(cells: str) -> str:
    """Give an id without spaces, between two commas."""
    return f'","&SUBSTITUTE({trimmed(cells)}," ","")&","'


def standing(cells: str, wanted: str) -> str:
    """Count the cells of a column that hold what another cell holds."""
    return f"SUMPRODUCT(--({trimmed(cells)}={trimmed(wanted)}))"


def filled(cells: str) -> str:
    """Count the cells of a range in which something stands."""
    return f'SUMPRODUCT(--({trimmed(cells)}<>""))'


def first_place(cells: str, but_for: str) -> str:
    """Count down to the first row of a range for which a sum of reasons against is nought.

    Nothing in it is counted from the top of the sheet, so rows may be inserted above or within.
    """
    rows = f"ROW({cells})"
    return f"SUMPRODUCT(MIN({rows}+{_NONE}*(({but_for})>0))-MIN({rows}))+1"


def first_of(shown: str, but_for: str, *, has_names: bool = True) -> str:
    """Give what stands in the first row for which a sum of reasons against is nought, or nothing.

    Where a row may have no name, it is called by its number.
    """
    named = f"INDEX({shown},{first_place(shown, but_for)})"
    if has_names:
        return f'IFERROR({named}&"","")'
    number = f"SUMPRODUCT(MIN(ROW({shown})+{_NONE}*(({but_for})>0)))"
    return f'IFERROR(IF({blank(named)},"row "&{number},{named}&""),"")'


def lacking(missing: Mapping[str, str], otherwise: str) -> str:
    """Join the names of what is lacking with commas, or give what holds if nothing is."""
    listed = "&".join(f'IF({lack},{literal(f", {name}")},"")' for name, lack in missing.items())
    return f"IF(OR({','.join(missing.values())}),MID({listed},3,250),{otherwise})"


def guarded(formula: str) -> str:
    """Say it in words where a cell of the row holds an error such as #N/A."""
    return f'IFERROR({formula},"A cell of this row shows an error")'
