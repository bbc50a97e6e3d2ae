"""The block of `Read me` that lists who did what: owners of rows, and who read what again."""

from xlsxwriter.worksheet import Worksheet

from secself.workbook.layout import SECTION_MARKS
from secself.workbook.writing import to_do
from secself.workbook.writing.areas import Brief
from secself.workbook.writing.book import Book, Formula
from secself.workbook.writing.counting import Counting
from secself.workbook.writing.fitting import height
from secself.workbook.writing.formulas import first_of, first_place, trimmed
from secself.workbook.writing.readme_block import NEXT, ROWS, begin, end
from secself.workbook.writing.readme_rows import PEOPLE, Rows

_HEADINGS = ("Who", "What is still to be done", "Owns", "Done", "Read again", "Next")


def write_people(book: Book, sheet: Worksheet, brief: Brief, blocks: Rows) -> None:
    """Write who owns how many rows, how many of them are done, and how many each read again.

    The names are found by themselves: each line gives the next one that does not stand above it.
    """
    people = _People(brief, blocks)
    first = begin(book, sheet, blocks.people, "Who did what", _HEADINGS)
    for row in range(first, first + PEOPLE):
        # Nobody fits a row anew when a formula finds another name, so there is room for two lines.
        sheet.set_row(row, height(2))
        book.formula(sheet, row, 0, people.name(first, row), "ref")
        for column, said in enumerate(people.counts(row), 1):
            style = "count" if ROWS <= column < NEXT else "shown"
            book.formula(sheet, row, column, said, style)
    last = first + PEOPLE
    for column in range(1, len(_HEADINGS)):
        book.text(sheet, last, column, "", "shown")
    book.formula(sheet, last, 0, people.others(first, last), "ref")
    last += 1
    book.text(sheet, last, 0, "Nobody yet", "ref")
    book.text(sheet, last, 1, "Rows of Validation without an Owner.", "shown")
    for column, said in people.nobody().items():
        book.formula(sheet, last, column, said, "shown" if column == NEXT else "count")
    book.text(sheet, last, NEXT - 1, "", "count")
    end(book, sheet, first, last, len(_HEADINGS))


class _People:
    """Makes the formulas of the block."""

    def __init__(self, brief: Brief, blocks: Rows) -> None:
        area = brief.areas["validation"]
        self._refs = area.elsewhere("ref")
        self._owners = area.elsewhere("owner")
        self._done = to_do.count_done(area.elsewhere("to_do"))
        self._readers = list(_readers(brief, blocks))
        counting = Counting(brief)
        self._rows, self._named = counting.rows("validation"), counting.first("validation")

    def name(self, first: int, row: int) -> Formula:
        """Name the next person who is not named above: owners first, then who read again."""
        above = f"$A${first}:$A{row}"
        found = '""'
        for cells in (*reversed(self._readers), self._owners):
            against = f'({trimmed(cells)}="")+(COUNTIF({above},{trimmed(cells)})>0)'
            named = f"INDEX({cells},{first_place(cells, against)})"
            found = f"IFERROR({trimmed(named)},{found})"
        return Formula(text=found, now="")

    def others(self, first: int, last: int) -> Formula:
        """Count the people for whom there is no line."""
        listed, counts = [f"$A${first + 1}:$A${last}"], []
        for cells in (self._owners, *self._readers):
            names = trimmed(cells)
            own = f"(MATCH({names},{names},0)=ROW({cells})-MIN(ROW({cells}))+1)"
            above = "*".join(f"(COUNTIF({each},{names})=0)" for each in listed)
            counts.append(f'SUMPRODUCT(({names}<>"")*{own}*{above})')
            listed.append(cells)
        more = f'IF({"+".join(counts)}=0,"","and "&({"+".join(counts)})&" more")'
        return Formula(text=f'IFERROR({more},"and others")', now="")

    def counts(self, row: int) -> list[Formula]:
        """Say of the person in a row what is left, owned, done, read again, and next."""
        name = f"$A{row + 1}"
        own = f'({trimmed(self._owners)}={name})*({name}<>"")'
        again = (f"SUMPRODUCT(--({trimmed(cells)}={name}))" for cells in self._readers)
        left = f"C{row + 1}-D{row + 1}"
        said = f'IF({left}=0,"Nothing",{left}&" of "&C{row + 1}&" rows owned")'
        counts = (said, f"SUMPRODUCT({own})", f"SUMPRODUCT({own}*{self._done})", "+".join(again))
        given = [Formula(text=f'IF({name}="","",{count})', now="") for count in counts]
        following = first_of(self._refs, f"1-{own}*(1-{self._done})")
        return [*given, Formula(text=following, now="")]

    def nobody(self) -> dict[int, Formula]:
        """Count the rows that nobody owns, by the column it is written in."""
        own = f'({trimmed(self._refs)}<>"")*({trimmed(self._owners)}="")'
        following = first_of(self._refs, f"1-{own}*(1-{self._done})")
        return {
            ROWS: Formula(text=f"SUMPRODUCT({own})", now=self._rows),
            ROWS + 1: Formula(text=f"SUMPRODUCT({own}*{self._done})", now=0),
            NEXT: Formula(text=following, now=self._named),
        }


def _readers(brief: Brief, blocks: Rows) -> list[str]:
    """Name the cells in which people say that they read again."""
    areas = [brief.areas[name] for name in ("validation", "questions")]
    cells = [area.elsewhere("reaffirmed_by") for area in areas]
    if brief.prior is not None and brief.parts:
        keys = [column.key for column in SECTION_MARKS.columns]
        letter = chr(ord("A") + keys.index("section_reaffirmed_by"))
        first = blocks.first_part + 1
        last = blocks.first_part + len(brief.parts)
        cells.append(f"${letter}${first}:${letter}${last}")
    return cells
