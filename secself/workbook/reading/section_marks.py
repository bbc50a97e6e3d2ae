"""Reads the marks by which all of a theme or section was reaffirmed in one act, on `Read me`.

A mark speaks only for rows that repeat what stood there: a control that says `No change` and has
the position it had, a question whose answer is the prior one. It never gives an answer, and what a
row says of itself wins. Its cells count like any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from secself.answers import Raw, Remark, read_answer, read_choice
from secself.grid import Grid, Sheet, folded
from secself.model import Choice, Framework, Response, Unreadable, Value
from secself.problems import Origin
from secself.workbook.layout import PART, SECTION_MARKS, Column
from secself.workbook.reading import reaffirmed_by
from secself.workbook.reading.responses import law
from secself.workbook.reading.rows import spaced
from secself.workbook.reading.tables import Found
from secself.workbook.reading.tally import Read, Spot, Taken, Tally, origin_of

_YES = (Choice(id="yes", label="Yes"),)
_Part = tuple[str, str]
"""Section and id of a theme or section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionMark:
    """What was said of all of a theme or section."""

    values: Mapping[str, Value]
    """By the name of the field: that it was read again, by whom, and when."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Where each of them stands."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A line whose hidden word and what it shows name different themes or sections."""

    hidden: _Part
    """What its hidden word names."""
    shown: _Part
    """What a person sees."""


def read(grid: Grid, framework: Framework, tally: Tally) -> dict[_Part, SectionMark]:
    """Read the mark of each theme and section that has one, and count every cell for marks."""
    spots: dict[_Part, dict[str, list[Spot]]] = {}
    names = _names(framework)
    for sheet in grid.sheets:
        for header, columns in _headers(sheet):
            for row in sheet.numbers:
                if row > header:
                    _take_row(sheet, row, columns, names, spots, tally)
    found = {part: _mark(part, cells, tally) for part, cells in spots.items()}
    return {part: mark for part, mark in found.items() if mark is not None}


def places(grid: Grid, framework: Framework) -> dict[_Part, dict[str, Spot]]:
    """Say where the cells for marks stand, filled or blank, for each theme and section."""
    found: dict[_Part, dict[str, Spot]] = {}
    names = _names(framework)
    for sheet in grid.sheets:
        for header, columns in _headers(sheet):
            for row in sheet.numbers:
                part = _part_of(sheet.rows[row], names) if row > header else None
                if part is not None and not isinstance(part, Apart):
                    spots = {name: Spot(sheet, row, at) for name, at in columns.items()}
                    found.setdefault(part, spots)
    return found


def affirmed(
    responses: Iterable[Response],
    pieces: Sequence[Found],
    framework: Framework,
    given: Mapping[_Part, SectionMark],
) -> list[Response]:
    """Take over the mark of its theme or section into each row that it speaks for."""
    if not given:
        return list(responses)
    parts = _parts(framework)
    covers = _Covering(framework, pieces)
    affirmed_now = []
    for one in responses:
        mark = given.get((one.section, parts.get((one.section, one.ref), "")))
        affirmed_now.append(_with_mark(one, mark) if mark and covers(one) else one)
    return affirmed_now


def _headers(sheet: Sheet) -> Iterator[tuple[int, dict[str, int]]]:
    """Give each row with the headings of our cells, and the columns these stand above."""
    rows: dict[int, dict[str, int]] = {}
    for column in SECTION_MARKS.inputs:
        for row, number in sheet.places.get(folded(column.heading), ()):
            rows.setdefault(row, {})[column.field] = number
    yield from ((row, columns) for row, columns in rows.items() if "reaffirmed" in columns)


def _take_row(  # noqa: PLR0913, PLR0917 - one row with everything it is held against
    sheet: Sheet,
    row: int,
    columns: Mapping[str, int],
    names: Mapping[tuple[str, str], _Part],
    spots: dict[_Part, dict[str, list[Spot]]],
    tally: Tally,
) -> None:
    filled = {
        name: Spot(sheet, row, column)
        for name, column in columns.items()
        if not sheet.cell(row, column).is_blank
    }
    if not filled:
        return
    part = _part_of(sheet.rows[row], names)
    if isinstance(part, Apart):
        tally.say(next(iter(filled.values())), _unclear(part))
        tally.pass_over(filled.values())
        return
    if part is None:
        tally.ignore(filled.values(), None)
        return
    cells = spots.setdefault(part, {})
    for name, spot in filled.items():
        cells.setdefault(name, []).append(spot)


def _part_of(
    cells: Mapping[int, Raw], names: Mapping[tuple[str, str], _Part]
) -> _Part | Apart | None:
    """Tell which theme or section a line is about: by its hidden word, and by what it shows."""
    texts = [raw.value.strip() for raw in cells.values() if isinstance(raw.value, str)]
    pieces = (text.removeprefix(PART).partition("/") for text in texts if text.startswith(PART))
    known = set(names.values())
    hidden = next(((one, name) for one, _, name in pieces if (one, name) in known), None)
    shown = {folded(text) for text in texts}
    found = {part for key, part in names.items() if shown.issuperset(key)}
    if hidden is not None and found and hidden not in found:
        return Apart(hidden=hidden, shown=min(found))
    return hidden or (found.pop() if len(found) == 1 else None)


def _names(framework: Framework) -> dict[tuple[str, str], _Part]:
    """Give what a line shows of each theme and section: its sheet and its name."""
    known = [("questions", "Questions", each.id, each.title) for each in framework.themes]
    known += [("validation", "Validation", each.id, each.title) for each in framework.chapters]
    return {
        (folded(sheet), folded(f"{name} {title}".strip())): (section, name)
        for section, sheet, name, title in known
    }


def _mark(part: _Part, cells: Mapping[str, Sequence[Spot]], tally: Tally) -> SectionMark | None:
    taken = {
        column.field: _single(tally.take(cells[column.field], _law(column), None))
        for column in SECTION_MARKS.inputs
        if column.field in cells
    }
    if taken.get("reaffirmed") != "Yes":
        if "reaffirmed" not in taken:
            spots = next(iter(cells.values()))
            tally.say(spots[0], _alone(part[1]))
        return None
    if lacking := [name for name in reaffirmed_by.NAMED if name not in taken]:
        tally.say(cells["reaffirmed"][0], reaffirmed_by.of_mark(part[1], lacking))
    origins = {name: origin_of(tally.file, spots[0]) for name, spots in cells.items()}
    return SectionMark(values=taken, origins=origins)


def _law(column: Column) -> Read:
    if column.kind == "choice":
        return lambda raw: read_choice(raw, _YES)
    return law(column)


def _unclear(part: Apart) -> Remark:
    return Remark(
        level="error",
        code="section-mark-unclear",
        what=f"This line shows {part.shown[1]}, and its hidden word says {part.hidden[1]}, "
        "so what is marked here was taken for neither.",
        remedy="Clear it, and mark the rows themselves under Reaffirmed; "
        "or mark it in the workbook as it was sent to you.",
    )


def _alone(part: str) -> Remark:
    return Remark(
        level="warning",
        code="section-mark-alone",
        what=f"Somebody or a day is named beside {part}, and it is not said that all of it was "
        "reaffirmed.",
        remedy="Choose Yes beside it if all of it was read again and is unchanged; else clear it.",
    )


def _parts(framework: Framework) -> dict[tuple[str, str], str]:
    """Give the theme or section of each item, by table and Ref."""
    parts = {("questions", item.id): item.theme for item in framework.questions}
    return parts | {("validation", item.id): item.chapter for item in framework.controls}


class _Covering:
    """Tells which rows of a table a mark speaks for."""

    def __init__(self, framework: Framework, pieces: Sequence[Found]) -> None:
        self._same = framework.declared_changes.label_of("no-change")
        self._scale = framework.scale.choices
        self._questions = {item.id: item for item in framework.questions}
        self._priors = {
            (piece.sheet.name, number): raw
            for piece in pieces
            for number in piece.rows
            for key in ("prior_answer", "prior_position")
            for column in piece.columns.get(key, ())[:1]
            if not (raw := piece.sheet.cell(number, column)).is_blank
        }

    def __call__(self, response: Response) -> bool:
        answer = response.answer
        if response.reaffirmed is not None or answer is None or isinstance(answer, Unreadable):
            return False
        prior = self._prior(response)
        if response.section == "validation":
            is_said = response.change == self._same
            # Where no prior position is shown there is none to differ from.
            return is_said and (prior is None or self._is_position(prior, answer))
        return prior is not None and self._is_answer(response.ref, prior, answer)

    def _prior(self, response: Response) -> Raw | None:
        """Give what is shown beside a row as its position or answer of last time."""
        origin = response.origin
        number = (origin.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return self._priors.get((origin.sheet or "", int(number or 0)))

    def _is_position(self, raw: Raw, answer: Value) -> bool:
        prior, _ = read_choice(raw, self._scale)
        return prior == answer

    def _is_answer(self, ref: str, raw: Raw, answer: Value) -> bool:
        """Tell whether a question is answered as it was, read by the same law."""
        question = self._questions.get(ref)
        if question is None:
            return False
        prior, _ = read_answer(raw, question.answer)
        if isinstance(prior, str) and isinstance(answer, str):
            return spaced(prior) == spaced(answer)
        return prior == answer


def _with_mark(response: Response, mark: SectionMark) -> Response:
    """Fill what a row leaves blank; what it says itself stays."""
    taken = {
        name: value
        for name, value in mark.values.items()
        if value is not None and getattr(response, name) is None
    }
    return replace(
        response,
        reaffirmed=taken.get("reaffirmed", response.reaffirmed),
        reaffirmed_by=taken.get("reaffirmed_by", response.reaffirmed_by),
        reaffirmed_on=taken.get("reaffirmed_on", response.reaffirmed_on),
        origins={**response.origins, **{name: mark.origins[name] for name in taken}},
    )


def _single(value: Taken) -> Value:
    return None if isinstance(value, tuple) else value
