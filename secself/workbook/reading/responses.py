"""Reads the rows of `Questions` and `Validation` into Responses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from secself.answers import (
    Remark,
    read_answer,
    read_choice,
    read_date,
    read_ids,
    read_number,
    read_text,
)
from secself.model import (
    AddedRow,
    AnswerType,
    Choice,
    Framework,
    Issued,
    Question,
    Response,
    Scale,
    Unreadable,
    Value,
)
from secself.problems import Origin
from secself.workbook.layout import Column
from secself.workbook.reading.comments_columns import assessors
from secself.workbook.reading.rows import Items, Row, shown_text, spaced
from secself.workbook.reading.tables import Found
from secself.workbook.reading.tally import Places, Read, Spot, Taken, Tally

_YES = (Choice(id="yes", label="Yes"),)


@dataclass(slots=True, kw_only=True)
class Answered:
    """What was read of one section."""

    responses: list[Response] = field(default_factory=list)
    """One for each issued row that is there."""
    added: list[AddedRow] = field(default_factory=list)
    """The rows that answer nothing that was asked."""


class ResponseReader:
    """Reads the pieces of one table on one sheet."""

    def __init__(
        self, framework: Framework, items: Items, issued: Sequence[Issued], tally: Tally
    ) -> None:
        """Read against what was issued; where nobody knows that, every known row counts."""
        self._framework = framework
        self._items = items
        self._issued = {each.ref: each for each in issued if each.section == items.section}
        self._is_known = bool(issued)
        self._tally = tally
        self._inputs: tuple[Column, ...] = ()
        self._laws: dict[str, Read] = {}

    def read(self, pieces: Sequence[Found]) -> Answered:
        """Read every row once, in the order in which the items were issued."""
        found = Answered()
        self._inputs = pieces[0].table.inputs
        by_ref: dict[str, list[Row]] = {}
        for row in (self._items.row(piece, number) for piece in pieces for number in piece.rows):
            if self._answers(row):
                by_ref.setdefault(row.ref or "", []).append(row)
            else:
                self._keep(row, found)
        for ref in self._asked(by_ref):
            rows = by_ref[ref]
            digest = next((row.fingerprint for row in rows if row.fingerprint), None)
            if digest is None and ref in self._issued:
                digest = self._issued[ref].fingerprint
            found.responses.append(self._response(ref, rows, digest))
        return found

    def _asked(self, there: Mapping[str, object]) -> Iterable[str]:
        """Order the rows that are there as they were issued, else as the framework has them."""
        if self._is_known:
            return [ref for ref in self._issued if ref in there]
        return self._items.in_order(there)

    def _answers(self, row: Row) -> bool:
        return row.ref is not None and (not self._is_known or row.ref in self._issued)

    def _keep(self, row: Row, found: Answered) -> None:
        """Keep and list a row that answers nothing; of one without a Ref, what people wrote."""
        inputs = list(_filled(row))
        if not row.is_item:
            self._tally.ignore(inputs, None)
            return
        remark = row.remark
        if remark is None or remark.level != "error":
            remark = _added(row, self._items.near(row.typed))
        self._tally.say(_at_ref(row), remark, row.ref or row.typed or None)
        self._tally.pass_over(inputs)
        found.added.append(kept(row.piece, row.number, self._tally.file))

    def _response(self, ref: str, rows: Sequence[Row], digest: str | None) -> Response:
        self._remark(ref, rows, digest)
        values: dict[str, Taken] = {}
        places: dict[str, tuple[int, int]] = {}
        for column in self._inputs:
            filled, place = _spots(rows, column.key)
            if filled:
                values[column.field] = self._tally.take(filled, self._law(column, ref), ref)
            if place is not None:
                places[column.field] = place
        sheet = rows[0].piece.sheet.name
        origins = Places(self._tally.file, sheet, places)
        return Response(
            section=self._items.section,
            ref=ref,
            answer=_single(values.get("answer")),
            narrative=_single(values.get("narrative")),
            evidence=_several(values.get("evidence")),
            change=_single(values.get("change")),
            owner=_single(values.get("owner")),
            residual_risk=_single(values.get("residual_risk")),
            reaffirmed=_single(values.get("reaffirmed")),
            reaffirmed_by=_single(values.get("reaffirmed_by")),
            reaffirmed_on=_single(values.get("reaffirmed_on")),
            fingerprint=digest,
            origin=origins["answer"],
            origins=origins,
        )

    def _remark(self, ref: str, rows: Sequence[Row], digest: str | None) -> None:
        for row in rows:
            if row.remark is not None:
                self._tally.say(_at_ref(row), row.remark, ref)
            altered = self._altered(ref, row, digest)
            if altered is not None:
                columns = row.piece.columns.get("text", (_ref_column(row),))
                self._tally.say(_at_ref(row)._replace(column=columns[0]), altered, ref)
        for row in rows[1:]:
            self._tally.say(_at_ref(row), _twice(ref, rows[0]), ref)

    def _altered(self, ref: str, row: Row, digest: str | None) -> Remark | None:
        item, shown = self._items.item(ref), shown_text(row)
        if item is None or shown in {"", item.text} or spaced(shown) == spaced(item.text):
            return None
        if digest not in {None, item.fingerprint}:
            # Another edition was sent out, and its words are not known here.
            return None
        return Remark(
            level="warning",
            code="text-altered",
            what=f"The words of {ref} are not those that were sent out.",
            remedy="Copy the cell back, and check that the answer is an answer to those words.",
        )

    def _law(self, column: Column, ref: str) -> Read:
        if column.kind == "answer":
            item = self._items.item(ref)
            kind = item.answer if isinstance(item, Question) else AnswerType(kind="text")
            return lambda raw: read_answer(raw, kind)
        if column.key not in self._laws:
            choices = self._choices(column)
            is_choice = column.kind == "choice"
            self._laws[column.key] = (
                (lambda raw: read_choice(raw, choices)) if is_choice else law(column)
            )
        return self._laws[column.key]

    def _choices(self, column: Column) -> tuple[Choice, ...]:
        scales: dict[str, Scale] = {
            "scale": self._framework.scale,
            "declared_changes": self._framework.declared_changes,
            "residual_risks": self._framework.residual_risks,
        }
        found = scales.get(column.choices)
        return found.choices if found else _YES


def _spots(rows: Sequence[Row], key: str) -> tuple[list[Spot], tuple[int, int] | None]:
    """Give the filled cells of a column in some rows, and the place to name for it."""
    filled: list[Spot] = []
    place: tuple[int, int] | None = None
    for row in rows:
        sheet, number = row.piece.sheet, row.number
        cells = sheet.rows[number]
        for column in row.piece.columns.get(key, ()):
            if column in cells:
                filled.append(Spot(sheet, number, column))
            elif place is None:
                place = (rows[0].number, column)
    return filled, filled[0][1:] if filled else place


def law(column: Column) -> Read:
    """Give the law by which the cells of a plain column are read."""
    if column.kind == "ids":
        return read_ids
    if column.kind == "date":
        return read_date
    if column.kind == "whole":
        return lambda raw: read_number(raw, whole=True)
    return read_text


def kept(piece: Found, number: int, file: str | None) -> AddedRow:
    """Keep a whole row as it stands, headings beside texts; an assessor's words are comments."""
    headings = piece.sheet.rows.get(piece.header, {})
    others = assessors(piece)
    cells = sorted(cell for cell in piece.sheet.rows[number].items() if cell[0] not in others)
    return AddedRow(
        section=piece.table.section,
        cells=tuple(
            (headings[column].shown if column in headings else "", raw.shown)
            for column, raw in cells
            # A formula of ours may say nothing of such a row.
            if not raw.is_blank and raw.shown
        ),
        origin=Origin(file=file, sheet=piece.sheet.name, cell=f"A{number}"),
    )


def _filled(row: Row) -> Iterator[Spot]:
    for _, columns in row.piece.inputs:
        for column in columns:
            spot = Spot(row.piece.sheet, row.number, column)
            if not spot.raw.is_blank:
                yield spot


def _at_ref(row: Row) -> Spot:
    return Spot(row.piece.sheet, row.number, _ref_column(row))


def _ref_column(row: Row) -> int:
    return row.piece.columns.get("ref", (1,))[0]


def _added(row: Row, near: str | None) -> Remark:
    is_known = row.ref is not None
    meant = f"Perhaps {near} is meant; then put that in its Ref. " if near and not is_known else ""
    return Remark(
        level="warning",
        code="row-added",
        what=f"The row “{row.ref or row.typed}” "
        + ("was not put to this User." if is_known else "is not an item of the framework."),
        remedy=f"{meant}Move what it says to the row it belongs to; "
        "nothing in it is read as an answer.",
    )


def _twice(ref: str, first: Row) -> Remark:
    return Remark(
        level="error",
        code="row-twice",
        what=f"{ref} stands in row {first.number} of {first.piece.sheet.name} and here again.",
        remedy="Keep one of the rows, with the answer that is right.",
    )


def _single(value: Taken) -> Value:
    return None if isinstance(value, tuple) else value


def _several(value: Taken) -> tuple[str | Unreadable, ...]:
    return value if isinstance(value, tuple) else ()
