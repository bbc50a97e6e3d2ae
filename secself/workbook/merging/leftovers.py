"""Lists what people wrote that is the answer to nothing that was asked, and so is not joined."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from secself.answers import Raw
from secself.grid import Grid, Sheet, address, folded
from secself.model import Framework, Submission
from secself.problems import Origin, Problem
from secself.workbook.assessor import ASSESSOR
from secself.workbook.layout import EVIDENCE, FORMS, HIDDEN, PROVIDERS, REMEDIATION, TABLES
from secself.workbook.merging import reviews
from secself.workbook.merging.parts import raw_at
from secself.workbook.reading import forms, merge_sheets, section_marks, tables
from secself.workbook.reading.comments_columns import assessors
from secself.workbook.reading.tally import origin_of
from secself.workbook.writing.lists import LISTS

_QUOTED = 60
_BY_HAND = "If it belongs into the merged workbook, put it there by hand."
_OURS = (HIDDEN, LISTS)
_DOUBTFUL = (
    "cell-merged", "sheet-missing", "column-missing", "column-unclear", "label-missing",
    "row-unplaced", "layout-newer",
)  # fmt: skip
"""What the reader says of a part that may hold more than could be found in it."""
_LISTS = {EVIDENCE.section, PROVIDERS.section, REMEDIATION.section}
_SHOWN_BESIDE = {
    table.section: frozenset(
        folded(column.heading)
        for column in table.columns
        if column.key.startswith("prior_") or column.key == "to_do"
    )
    for table in TABLES
}
_COMMENTED = {folded(name) for one in ASSESSOR for name in (one.heading, *one.formerly)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is not merged of one part, or what makes it doubtful that all of it was."""

    problem: Problem
    """What is said of it."""
    texts: tuple[tuple[str, str], ...] = ()
    """Each cell that is left with what stands in it; empty where it is only a warning."""


def leftovers(  # noqa: PLR0913, PLR0917 - two files, each with what it says
    issued: Grid,
    sent: Submission,
    part: Grid | None,
    mine: Submission,
    framework: Framework,
    problems: Sequence[Problem],
    known_problems: Iterable[Problem] = (),
) -> list[Left]:
    """List rows, cells and sheets of a part that are in no place where answers are expected.

    A questionnaire has no cells to look through; what its reader passed over is listed.
    """
    found = [
        *_warned(problems, known_problems),
        *_rows(sent, mine),
        *_ignored(issued, part, problems),
    ]
    if part is None:
        return found
    looked = _Looked(part, mine, framework)
    return [*found, *_locked(issued, part), *_cells(issued, part, looked)]


def _warned(problems: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Left]:
    """Say again what the reader could not find in a part, unless it was issued so."""
    issued_so = {(one.code, one.origin.sheet, one.what) for one in known}
    for one in problems:
        if one.code in _DOUBTFUL and (one.code, one.origin.sheet, one.what) not in issued_so:
            is_lost = one.code == "cell-merged"
            yield Left(
                problem=one, texts=((one.origin.cell or "", "merged cells"),) if is_lost else ()
            )


def _rows(sent: Submission, mine: Submission) -> Iterator[Left]:
    known = Counter((row.section, row.cells) for row in sent.added)
    for row in mine.added:
        if row.section in _LISTS:
            continue  # It is carried as it stands.
        if known[row.section, row.cells] > 0:
            known[row.section, row.cells] -= 1
            continue
        # Beside a row stands what is ours, which the person did not write.
        ours = _SHOWN_BESIDE.get(row.section, frozenset())
        told = " | ".join(text for heading, text in row.cells if folded(heading) not in ours)
        problem = Problem(
            level="warning",
            code="row-not-merged",
            origin=row.origin,
            what=f"This row answers nothing that was asked, so it was not merged: “{_cut(told)}”.",
            remedy=_BY_HAND,
        )
        yield Left(problem=problem, texts=((row.origin.cell or "", told),))


def _ignored(issued: Grid, part: Grid | None, problems: Iterable[Problem]) -> Iterator[Left]:
    """Say again what the reader found in rows that answer nothing, unless it was issued so."""
    known = _texts(issued)
    for problem in problems:
        if (
            problem.code == "cell-ignored"
            and problem.what.split("”")[0].removeprefix("“") not in known
        ):
            text = raw_at(part, problem.origin).shown if part else problem.what
            yield _left(problem.origin, problem.what, text)


def _locked(issued: Grid, part: Grid) -> Iterator[Left]:
    """List what stands beside a locked label in place of what was issued there."""
    for form in FORMS:
        labels = [label for label in form.labels if not label.is_input]
        for before, found in zip(
            forms.find(issued, form)[:1], forms.find(part, form), strict=False
        ):
            for label in labels:
                if label.field in before.values and label.field in found.values:
                    was, now = before.values[label.field][0], found.values[label.field][0]
                    if not now.raw.is_blank and now.raw.shown != was.raw.shown:
                        yield _left(
                            origin_of(part.file, now),
                            f"“{_cut(now.raw.shown)}” stands beside {label.label}, which is "
                            "locked and stays as issued.",
                            now.raw.shown,
                        )


def _cells(issued: Grid, part: Grid, looked: "_Looked") -> Iterator[Left]:
    known = _texts(issued)
    names = {sheet.name for sheet in issued.sheets}
    # What an earlier merge has listed is no answer, and is listed by that merge's own copy.
    ours = {*_OURS, *(one.sheet.name for one in merge_sheets.find(part))}
    for sheet in part.sheets:
        if sheet.name in ours:
            continue
        fresh = [
            (row, column, raw)
            for row, cells in sheet.rows.items()
            for column, raw in cells.items()
            if not (raw.is_blank or looked.at(sheet, row, column))
            and not reviews.is_head(issued, sheet, row, column, raw.shown)
            and not _is_worked_out(issued, sheet, row, column)
            and not (looked.is_ours(sheet, row, column) if raw.is_formula else raw.shown in known)
            and (
                looked.holds(sheet, row) or not raw.is_formula or _is_foreign(sheet, names, looked)
            )
        ]
        if fresh and _is_foreign(sheet, names, looked):
            yield _whole_sheet(part.file, sheet, fresh)
            continue
        for row, column, raw in fresh:
            origin = Origin(file=part.file, sheet=sheet.name, cell=address(row, column))
            what = f"“{_cut(raw.shown)}” stands in a cell that takes no answer."
            yield _left(origin, what, raw.shown)


def _is_foreign(sheet: Sheet, names: Collection[str], looked: "_Looked") -> bool:
    return sheet.name not in names and not looked.knows(sheet)


def _is_worked_out(issued: Grid, sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether a formula of ours stood there, be it that only its value was pasted."""
    return any(one.name == sheet.name and one.cell(row, column).is_formula for one in issued.sheets)


class _Looked:
    """Knows which cells of a part are looked at elsewhere."""

    def __init__(self, part: Grid, mine: Submission, framework: Framework) -> None:
        self._pieces = [
            piece for sheets in tables.find(part).values() for pieces in sheets for piece in pieces
        ]
        self._forms = {
            (spot.sheet.name, spot.row, spot.column)
            for form in FORMS
            for found in forms.find(part, form)
            for spots in found.values.values()
            for spot in spots
        }
        marks = section_marks.places(part, framework).values()
        self._marks = {
            (at.sheet.name, at.row, at.column) for spots in marks for at in spots.values()
        }
        self._known = {piece.sheet.name for piece in self._pieces}
        self._known |= {sheet for sheet, _, _ in self._forms}
        self._rows = {
            (row.origin.sheet, row.origin.cell) for row in mine.added if row.section not in _LISTS
        }

    def knows(self, sheet: Sheet) -> bool:
        """Tell whether a sheet holds a table or form of ours."""
        return sheet.name in self._known

    def holds(self, sheet: Sheet, row: int) -> bool:
        """Tell whether a row belongs to a table of ours; what stands above is ours to work out."""
        return any(
            piece.sheet is sheet and piece.header < row <= piece.last for piece in self._pieces
        )

    def is_ours(self, sheet: Sheet, row: int, column: int) -> bool:
        """Tell whether a cell stands in a column of a table of ours, in which formulas may be."""
        return any(
            piece.sheet is sheet
            and piece.header < row <= piece.last
            and any(column in numbers for numbers in piece.columns.values())
            for piece in self._pieces
        )

    def at(self, sheet: Sheet, row: int, column: int) -> bool:
        """Tell whether a cell is an input, a heading, a comment, or in a row that was listed."""
        if (sheet.name, row, column) in self._forms | self._marks or (
            sheet.name,
            f"A{row}",
        ) in self._rows:
            return True
        for piece in self._pieces:
            if piece.sheet is sheet and piece.header <= row <= piece.last:
                return row == piece.header or self._is_read(piece, column)
        return False

    def _is_read(self, piece: tables.Found, column: int) -> bool:
        heading = folded(piece.strangers.get(column, ""))
        inputs = {number for _, numbers in piece.inputs for number in numbers}
        ours = piece.columns.get("to_do", ())
        if column in inputs or column in ours or heading in _COMMENTED:
            return True
        return column in assessors(piece)


def _whole_sheet(file: str | None, sheet: Sheet, fresh: Sequence[tuple[int, int, Raw]]) -> Left:
    count = len(fresh)
    problem = Problem(
        level="warning",
        code="sheet-not-merged",
        origin=Origin(file=file, sheet=sheet.name),
        what=f"The sheet “{sheet.name}” is not one of the issued workbook, so its {count} "
        f"filled cell{'' if count == 1 else 's'} were not merged.",
        remedy=_BY_HAND,
    )
    return Left(
        problem=problem,
        texts=tuple((address(row, column), raw.shown) for row, column, raw in fresh),
    )


def _left(origin: Origin, what: str, text: str) -> Left:
    problem = Problem(
        level="warning",
        code="cell-not-merged",
        origin=origin,
        what=f"{what.removesuffix('.')}, so it was not merged.",
        remedy=_BY_HAND,
    )
    return Left(problem=problem, texts=((origin.cell or "", text),))


def _texts(grid: Grid) -> frozenset[str]:
    return frozenset(
        raw.shown
        for sheet in grid.sheets
        for cells in sheet.rows.values()
        for raw in _filled(cells.values())
    )


def _filled(cells: Iterable[Raw]) -> Iterator[Raw]:
    return (raw for raw in cells if not raw.is_blank)


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
