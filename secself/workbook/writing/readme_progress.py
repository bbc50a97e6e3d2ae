"""The first two blocks of `Read me`: what to do and how far it is done, and what is missing."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.workbook.layout import READ_ME, TABLES
from secself.workbook.writing import readme_rows
from secself.workbook.writing.areas import Brief
from secself.workbook.writing.book import Book, Formula
from secself.workbook.writing.counting import Counting, Counts
from secself.workbook.writing.readme_block import DONE, NEXT, ROWS, begin, end, write_counts
from secself.workbook.writing.readme_rows import Rows
from secself.workbook.writing.words import MISSING, Step

_BY_SECTION = {table.section: table for table in TABLES}
_SUMMED = ("Questions", "Validation", "Declaration")
"""The sheets whose lines must all be filled; a Profile comes filled in, lists have no number."""
_DECLARED = ("Questions", "Validation", "Evidence", "Providers", "Remediation plan")


class Progress:
    """Writes the blocks, and knows what they count."""

    def __init__(self, book: Book, sheet: Worksheet, brief: Brief, blocks: Rows) -> None:
        """Write to a sheet that has its columns already."""
        self._book, self._sheet, self._blocks = book, sheet, blocks
        self._counting = Counting(brief)
        self._steps = readme_rows.steps(has_prior=brief.prior is not None)
        self._is_again = bool(brief.questionnaire.follows)
        self._lines: dict[str, tuple[int, Counts]] = {}

    @property
    def overall(self) -> Formula:
        """Say how much of everything is done."""
        row = self._first_step + len(self._steps) + 1
        rows, done = self._total()
        text = f'D{row}&" of "&C{row}&" rows are done."'
        return Formula(text=text, now=f"{done.now} of {rows.now} rows are done.")

    def declared(self) -> dict[str, Formula]:
        """Say what is declared, as it stands, by the name of the sheet."""
        return {sheet: self._said(sheet) for sheet in _DECLARED}

    def write_steps(self) -> None:
        """Write what to do, and how far it is done."""
        headings = ("Sheet", "What to do", "Rows", "Done", "Still to do", "Next")
        first = begin(self._book, self._sheet, self._blocks.steps, "What to do", headings)
        for number, step in enumerate(self._steps):
            row, name = first + number, f"{number + 1}. {step.sheet}"
            self._book.link(self._sheet, row, 0, self._target(step), name)
            said = step.again if self._is_again and step.again else step.text
            self._book.text(self._sheet, row, 1, said, "shown")
            counts = self._counting.of_sheet(step.sheet)
            write_counts(self._book, self._sheet, row, counts)
            if counts is not None:
                self._lines[step.sheet] = (row, counts)
        last = first + len(self._steps)
        self._write_total(last)
        end(self._book, self._sheet, first, last, len(headings))

    def write_missing(self) -> None:
        """Write what is missing, by kind."""
        headings = ("Sheet", "What is missing", "Rows", "First")
        title = self._blocks.missing
        first = begin(self._book, self._sheet, title, "What is missing", headings)
        for row, line in enumerate(MISSING, first):
            table = _BY_SECTION[line.section]
            self._book.link(self._sheet, row, 0, f"internal:'{table.sheet}'!A1", table.sheet)
            self._book.text(self._sheet, row, 1, line.text, "shown")
            count, named = self._counting.missing(line)
            self._book.formula(self._sheet, row, ROWS, count, "count")
            self._book.formula(self._sheet, row, DONE, named, "shown")
        end(self._book, self._sheet, first, first + len(MISSING) - 1, len(headings))

    @property
    def _first_step(self) -> int:
        return self._blocks.steps + 2

    def _said(self, sheet: str) -> Formula:
        row, counts = self._lines[sheet]
        rows, done = (
            f"'{READ_ME}'!{xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True)}"
            for at in (ROWS, DONE)
        )
        text = f'{done}&" of "&{rows}&" rows are done"'
        return Formula(text=text, now=f"{counts.done.now} of {counts.rows.now} rows are done")

    def _target(self, step: Step) -> str:
        if not step.leads_to:
            return f"internal:'{step.sheet}'!A1"
        row = self._blocks.parts if step.leads_to == "parts" else self._blocks.missing
        return f"internal:'{READ_ME}'!A{row + 1}"

    def _total(self) -> tuple[Formula, Formula]:
        lines = [self._lines[name] for name in _SUMMED]
        return (
            Formula(
                text="+".join(f"C{row + 1}" for row, _ in lines),
                now=sum(int(counts.rows.now) for _, counts in lines),
            ),
            Formula(
                text="+".join(f"D{row + 1}" for row, _ in lines),
                now=sum(int(counts.done.now) for _, counts in lines),
            ),
        )

    def _write_total(self, row: int) -> None:
        rows, done = self._total()
        self._book.text(self._sheet, row, 0, "All together", "ref")
        self._book.text(
            self._sheet,
            row,
            1,
            "Without the Profile, which comes filled in, and the lists you keep yourself.",
            "shown",
        )
        first = next(
            (counts.following for _, counts in self._lines.values() if counts.following.now),
            Formula(text='""', now=""),
        )
        write_counts(self._book, self._sheet, row, Counts(rows=rows, done=done, following=first))
        self._book.text(self._sheet, row, NEXT, "", "shown")
