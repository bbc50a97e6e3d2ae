"""Charts as the template draws them: bars under a line of words, with their figures as a table.

Each bar says its numbers in words; series are told by pattern as well as by colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secself.formats.consolidated import wording
from secself.model import Consolidation, YearCount

WIDTH = 400
"""How wide a chart is, in its own units."""
_TOP, _STEP, _BAR = 4, 34, 14
_MOST_USERS, _MOST_SECTIONS, _MOST_LETTERS = 12, 10, 30
_THINGS = ("concern", "note")
"""Series that are counted one by one, as in “2 notes”."""
_SERIES = 6
"""How many looks of bars there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A piece of a bar."""

    x: float
    """Where it begins."""
    width: float
    """How long it is."""
    look: int
    """Which series it is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a chart."""

    y: int
    """Where its words stand."""
    name: str
    """What it is of."""
    words: str
    """Its numbers, in words."""
    bars: tuple[Bar, ...]
    """Its bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart, with the words for those who do not see it, and its figures."""

    id: str
    """Its name on the page."""
    title: str
    """What it shows."""
    words: str
    """What is to be seen, in a sentence or two."""
    heads: tuple[str, ...]
    """The headings of its table: what a row is of, then the series."""
    looks: tuple[int, ...]
    """The look of each series."""
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    """Its figures."""
    lines: tuple[Line, ...]
    """Its rows, drawn."""

    @property
    def height(self) -> int:
        """Say how high it is."""
        return _TOP + _STEP * len(self.lines)


def charts(held: Consolidation) -> Iterator[Chart]:
    """Draw what there is to be drawn."""
    if any(case.material or case.concerns or case.notes for case in held.cases):
        yield _gravest(held)
    if any(one.worse or one.better for one in held.sections):
        yield _sections(held)
    if held.trend:
        yield _years(held)


def _gravest(held: Consolidation) -> Chart:
    shown = held.cases[:_MOST_USERS]
    rows = [(case.id, (case.material, case.concerns, case.notes)) for case in shown]
    most = max(sum(numbers) for _, numbers in rows)
    named = ("material", "concern", "note")
    everyone = wording.numbered(len(held.cases), "User")
    few = f"The {len(shown)} gravest of {everyone}" if len(shown) < len(held.cases) else everyone
    return Chart(
        id="gravest",
        title="Findings and concerns",
        words=f"{few}, gravest first: the longer the bar, the more was found. The longest has "
        f"{most}.",
        heads=("User", "Material", "Concerns", "Notes"),
        looks=(0, 1, 2),
        rows=tuple(rows),
        lines=tuple(_lines(rows, named, most)),
    )


def _sections(held: Consolidation) -> Chart:
    pointing = [one for one in held.sections if one.worse or one.better][:_MOST_SECTIONS]
    rows = [(f"{one.id} {one.title}", (one.worse, one.better)) for one in pointing]
    most = max(sum(numbers) for _, numbers in rows)
    return Chart(
        id="pointing",
        title="Items that point worse or better",
        words=f"By section, over all Users: {sum(one.worse for one in held.sections)} items point "
        f"worse, {sum(one.better for one in held.sections)} better.",
        heads=("Section", "Worse", "Better"),
        looks=(0, 3),
        rows=tuple(rows),
        lines=tuple(_lines(rows, ("worse", "better"), most, (0, 3))),
    )


def _years(held: Consolidation) -> Chart:
    labels = [choice.label for choice in held.framework.scale.choices]
    rows = [(str(year.year), _positions(held, year)) for year in held.trend]
    last = rows[-1][1]
    return Chart(
        id="positions",
        title="Positions on controls, year by year",
        words=f"The share of each position, all Users. In {rows[-1][0]}: "
        + ", ".join(f"{label} {n:,}" for label, n in zip(labels, last, strict=False))
        + f", no position {last[-1]:,}.",
        heads=("Year", *labels, "No position"),
        looks=tuple(_look(at) for at in range(len(labels) + 1)),
        rows=tuple(rows),
        lines=tuple(_shares(rows, labels, held.trend)),
    )


def _positions(held: Consolidation, year: YearCount) -> tuple[int, ...]:
    counted = dict(wording.position_labels(held.framework, year))
    labels = [choice.label for choice in held.framework.scale.choices]
    return (*(counted.get(label, 0) for label in labels), year.unanswered)


def _look(at: int) -> int:
    return (3, 2, 0, 4, 5, 1)[at % _SERIES]


def _lines(
    rows: Sequence[tuple[str, tuple[int, ...]]],
    named: Sequence[str],
    most: int,
    looks: Sequence[int] = (0, 1, 2),
) -> Iterator[Line]:
    for at, (name, numbers) in enumerate(rows):
        pairs = zip(numbers, named, strict=True)
        words = ", ".join(_counted(number, series) for number, series in pairs if number)
        yield Line(
            y=_TOP + at * _STEP + 12,
            name=_short(name),
            words=words or "nothing",
            bars=tuple(_stacked(numbers, looks, most)),
        )


def _counted(number: int, series: str) -> str:
    return wording.numbered(number, series) if series in _THINGS else f"{number:,} {series}"


def _shares(
    rows: Sequence[tuple[str, tuple[int, ...]]],
    labels: Sequence[str],
    years: Sequence[YearCount],
) -> Iterator[Line]:
    for at, ((name, numbers), year) in enumerate(zip(rows, years, strict=True)):
        whole = sum(numbers)
        yield Line(
            y=_TOP + at * _STEP + 12,
            name=f"{name}: {wording.numbered(year.users, 'User')}",
            words=f"{labels[0]} {numbers[0]:,} of {whole:,}" if labels else f"{whole:,}",
            bars=tuple(_stacked(numbers, [_look(number) for number in range(len(numbers))], whole)),
        )


def _stacked(numbers: Sequence[int], looks: Sequence[int], most: int) -> Iterator[Bar]:
    start = 0.0
    for number, look in zip(numbers, looks, strict=True):
        width = round(WIDTH * number / most, 1) if most else 0.0
        if number:
            yield Bar(x=round(start, 1), width=max(width, 1.0), look=look)
        start += width


def _short(name: str) -> str:
    told = " ".join(name.split())
    return told if len(told) <= _MOST_LETTERS else f"{told[: _MOST_LETTERS - 1].rstrip()}…"
