"""What reading a file tells, as a record that can be written down and made again, exactly.

Where the fields of a response stand is worked out when asked for, since most are never asked for;
it is written down in the same short way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from secself.grid.addresses import LAST_COLUMN, LAST_ROW
from secself.model import Framework, Response, Submission
from secself.problems import Problem
from secself.workbook.reading.tally import Places

_Columns = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of the fields of responses; most of a sheet have the same."""

    sheet: str
    """The sheet they stand on."""
    numbers: Mapping[str, int]
    """The column of each field, counted from 1."""

    def __post_init__(self) -> None:
        """Refuse what is no column (ValueError), since what tells it is not believed."""
        _hold(self.numbers.values(), LAST_COLUMN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the fields of one response stand, if they stand in one row of a sheet."""

    row: int
    """The row, counted from 1."""
    columns: Columns
    """Their columns."""

    def __post_init__(self) -> None:
        """Refuse what is no row (ValueError)."""
        _hold((self.row,), LAST_ROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a file says, and of which framework it is."""

    framework: str
    """The framework it was made from, such as `sec-scf@2.5`."""
    submission: Submission
    """What it says; where its fields stand is left out if it is told below."""
    standing: tuple[Standing | None, ...]
    """Where the fields of each response stand, in their order; None if the response says it."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""
    is_review: bool
    """Whether it is an assessor's workbook."""

    def __post_init__(self) -> None:
        """Refuse places that are not those of the responses (ValueError)."""
        if len(self.standing) != len(self.submission.responses):
            raise ValueError("There is not one place for each response.")


def tell(
    framework: Framework,
    submission: Submission,
    problems: tuple[Problem, ...],
    is_review: bool,  # noqa: FBT001  what was opened, in its order
) -> Told:
    """Put together what was read."""
    known: dict[tuple[str, _Columns], Columns] = {}
    placed = [_standing(one, known) for one in submission.responses]
    bare = [
        replace(one, origins={} if standing else dict(one.origins))
        for one, standing in zip(submission.responses, placed, strict=True)
    ]
    return Told(
        framework=framework.reference,
        submission=replace(submission, responses=tuple(bare)),
        standing=tuple(placed),
        problems=problems,
        is_review=is_review,
    )


def heard(told: Told, file: str) -> Submission:
    """Give the Submission with the places of all its fields."""
    responses = told.submission.responses
    placed = [
        replace(one, origins=_places(standing, file)) if standing else one
        for one, standing in zip(responses, told.standing, strict=True)
    ]
    return replace(told.submission, responses=tuple(placed))


def _hold(numbers: Iterable[int], last: int) -> None:
    if not all(1 <= number <= last for number in numbers):
        raise ValueError("There is no such place on a sheet.")


def _standing(response: Response, known: dict[tuple[str, _Columns], Columns]) -> Standing | None:
    places = response.origins
    if not isinstance(places, Places) or not places.cells:
        return None
    rows = {row for row, _ in places.cells.values()}
    if len(rows) > 1:
        return None
    numbers = {name: column for name, (_, column) in places.cells.items()}
    key = places.sheet, tuple(numbers.items())
    if key not in known:
        known[key] = Columns(sheet=places.sheet, numbers=numbers)
    return Standing(row=rows.pop(), columns=known[key])


def _places(standing: Standing, file: str) -> Places:
    cells = {name: (standing.row, column) for name, column in standing.columns.numbers.items()}
    return Places(file, standing.columns.sheet, cells)
