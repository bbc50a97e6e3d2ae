"""Finds what each comment is about: the item of the row it stands on, else only its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from secself.grid import Grid, read_area
from secself.model import Comment, Framework, Issued
from secself.problems import Problem
from secself.workbook.layout import FORMS
from secself.workbook.reading import forms
from secself.workbook.reading.comments_columns import in_columns
from secself.workbook.reading.reviewed import assessor_of
from secself.workbook.reading.rows import Items, Section
from secself.workbook.reading.tables import Found

_Tables = Mapping[str, Sequence[Sequence[Found]]]
_ANSWERED: tuple[Section, ...] = ("questions", "validation")


def comments(
    grid: Grid, found: _Tables, framework: Framework, issued: Sequence[Issued]
) -> tuple[list[Comment], list[Problem]]:
    """Give every comment of a workbook with what it is about, in the order of the sheets."""
    written, problems = in_columns(found, grid.file, assessor_of(grid))
    everything = [*grid.comments, *written]
    if not everything:
        return [], []
    binder = _Binder(grid, found, framework, issued)
    bound = [binder.bound(comment) for comment in everything]
    problems += [_unplaced(comment) for comment in bound if comment.section and not comment.ref]
    order = {sheet.name: number for number, sheet in enumerate(grid.sheets)}

    def place(comment: Comment) -> tuple[int, int, int]:
        origin = comment.origin
        area = read_area(origin.cell or "")
        return (order.get(origin.sheet or "", -1), *(area[:2] if area else (0, 0)))

    return sorted(bound, key=place), problems


class _Binder:
    """Knows which row of which table is about what, by the reader's own rules."""

    def __init__(
        self, grid: Grid, found: _Tables, framework: Framework, issued: Sequence[Issued]
    ) -> None:
        self._pieces: dict[str, list[Found]] = {}
        for pieces in (pieces for sheets in found.values() for pieces in sheets):
            self._pieces.setdefault(pieces[0].sheet.name, []).extend(pieces)
        self._labels = dict(_labels(grid))
        self._items: dict[str, Items] = {
            section: Items(section, framework, [(each.section, each.ref) for each in issued])
            for section in _ANSWERED
        }

    def bound(self, comment: Comment) -> Comment:
        """Say what a comment is about; one that is on no item keeps its place instead."""
        section, ref = self._about(comment)
        if ref:
            return replace(comment, section=section, ref=ref)
        origin = comment.origin
        place = "!".join(filter(None, (origin.sheet, origin.cell)))
        return replace(comment, section=section, place=place)

    def _about(self, comment: Comment) -> tuple[str, str]:
        sheet, area = comment.origin.sheet or "", read_area(comment.origin.cell or "")
        if area is None:
            return "", ""
        label = self._labels.get((sheet, area.top))
        if label is not None:
            return label
        for piece in self._pieces.get(sheet, ()):
            if piece.header < area.top <= piece.last:
                return piece.table.section, self._ref(piece, area.top)
        return "", ""

    def _ref(self, piece: Found, row: int) -> str:
        if row not in piece.sheet.rows:
            return ""
        items = self._items.get(piece.table.section)
        if items is not None:
            return items.row(piece, row).ref or ""
        key = piece.table.inputs[0].key
        names = (piece.sheet.cell(row, at).shown.strip() for at in piece.columns.get(key, ()))
        return next(filter(None, names), "")


def _labels(grid: Grid) -> Iterator[tuple[tuple[str, int], tuple[str, str]]]:
    """Give section and label of the rows of `Profile` and `Declaration`, by sheet and row."""
    for form in FORMS:
        shown = {label.field: label.label for label in form.labels}
        for found in forms.find(grid, form):
            for field, spots in found.values.items():
                for spot in spots:
                    yield (found.sheet.name, spot.row), (form.section, shown[field])


def _unplaced(comment: Comment) -> Problem:
    return Problem(
        level="note",
        code="comment-unplaced",
        origin=comment.origin,
        what="This comment stands on a row of the table that is no item of the framework; "
        "it was kept with its place.",
        remedy="Nothing to do if it is about the sheet; else move it to the row it is about.",
    )
