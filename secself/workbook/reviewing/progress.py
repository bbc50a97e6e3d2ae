"""The formulas of `Read me` that count what the assessor has looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from secself.sheets.rows import ATTENTION
from secself.workbook.assessor import ASSESSOR
from secself.workbook.reviewing.table import ATTENTION_KEY, FIRST, Plan

_WORDS, _VIEW = "assessor_comment", "assessor_view"
_KEYS = tuple(column.key for column in ASSESSOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A table that was written, and of which section it is."""

    section: str
    """The section."""
    plan: Plan
    """The table."""

    def cells(self, key: str) -> str:
        """Name all cells of a column, as another sheet calls them."""
        at = self.plan.number(key)
        return f"'{self.plan.title}'!{xl_range_abs(FIRST, at, self.plan.last, at)}"

    def cell(self, key: str, row: int) -> str:
        """Name a cell, as another sheet calls it."""
        place = xl_rowcol_to_cell(row, self.plan.number(key), row_abs=True, col_abs=True)
        return f"'{self.plan.title}'!{place}"


class Progress:
    """Makes the formulas."""

    HEADINGS = ("Sheet", "Rows", "To look at", "Of these, done", "Commented", "Views given")
    """What the figures are."""

    def __init__(self, counted: Sequence[Counted]) -> None:
        """Count these tables."""
        self._counted = counted
        self._rows: Mapping[tuple[str, str], tuple[Counted, int]] = {
            (one.section, name): (one, row)
            for one in counted
            for row, name in enumerate(one.plan.names, FIRST)
        }

    def lines(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Give the figures of each sheet: formula, and what it gives now."""
        for one in self._counted:
            refs, why = one.cells("ref"), one.cells(ATTENTION_KEY)
            wanted = f'({refs}<>"")*({why}<>"{ATTENTION["same"]}")'
            filled = "+".join(f"LEN({one.cells(key)})" for key in _KEYS)
            rows = len(one.plan.lines)
            said = [line[ATTENTION_KEY].said for line in one.plan.lines]
            flagged = sum(word != ATTENTION["same"] for word in said)
            yield (
                one.plan.title,
                [
                    (f'=SUMPRODUCT(--({refs}<>""))', rows),
                    (f"=SUMPRODUCT({wanted})", flagged),
                    (f"=SUMPRODUCT({wanted}*(({filled})>0))", 0),
                    (f"=SUMPRODUCT(--(LEN({one.cells(_WORDS)})>0))", 0),
                    (f"=SUMPRODUCT(--(LEN({one.cells(_VIEW)})>0))", 0),
                ],
            )

    def view(self, view: str) -> str:
        """Count the rows that were given a view."""
        counts = (f'COUNTIF({one.cells(_VIEW)},"{view}")' for one in self._counted)
        return f"={'+'.join(counts)}"

    def said(self, key: tuple[str, str]) -> str:
        """Show what the assessor said of an item; nothing where it can be said of none."""
        if key not in self._rows:
            return ""
        one, row = self._rows[key]
        view = one.cell(_VIEW, row)
        others = "&".join(one.cell(other, row) for other in _KEYS if other != _VIEW)
        return f'=IF({view}<>"",{view},IF({others}<>"","commented","to do"))'
