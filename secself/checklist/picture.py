"""Where the bars of the Gantt picture stand: plain numbers, which the page's template draws."""

from dataclasses import dataclass
from datetime import date, timedelta

from secself.checklist.wording import length
from secself.model import EntryPlan, PlannedStep

LEFT, CHART, RIGHT = 345, 510, 170
"""How wide the names, the bars and the room for words after the last bar are."""
TOP, ROW, BAR = 34, 26, 14
"""How high the scale, a row and a bar are."""
_TAIL = 26
_FEWEST_DAYS = 14
_MOST_TICKS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One step in the picture."""

    planned: PlannedStep
    """The step."""
    name: str
    """What stands at its left."""
    words: str
    """What stands at its right."""
    x: float
    """Where it begins."""
    width: float
    """How long it is; of a step of unknown length the tail."""
    middle: float
    """The height of its middle."""

    @property
    def top(self) -> float:
        """Give the height of its upper edge."""
        return self.middle - BAR / 2

    @property
    def is_open(self) -> bool:
        """Tell whether nobody knows how long it is."""
        return self.planned.working_days is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A month on the scale."""

    day: date
    """Its first day."""
    x: float
    """Where it stands."""

    @property
    def words(self) -> str:
        """Give month and year."""
        return self.day.strftime("%Y-%m")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All bars and the scale above them."""

    bars: tuple[Bar, ...]
    """The steps that apply, in order."""
    ticks: tuple[Tick, ...]
    """The months."""
    finish: float
    """Where the earliest completion stands."""

    @property
    def width(self) -> int:
        """Give the width of the whole."""
        return LEFT + CHART + RIGHT

    @property
    def height(self) -> int:
        """Give the height of the whole."""
        return TOP + ROW * len(self.bars) + 10


def draw(plan: EntryPlan) -> Picture:
    """Place the steps that apply on a scale of days."""
    scale = _Scale(plan)
    bars = tuple(_bar(plan, one, number, scale) for number, one in enumerate(plan.applied))
    return Picture(
        bars=bars,
        ticks=tuple(Tick(day=day, x=scale.x(day)) for day in scale.months()),
        finish=scale.x(plan.earliest_completion or plan.as_of),
    )


class _Scale:
    """Days from left to right."""

    def __init__(self, plan: EntryPlan) -> None:
        self.first = min((one.start for one in plan.applied if one.start), default=plan.as_of)
        last = max((one.end for one in plan.applied if one.end), default=plan.as_of)
        self.days = max((last - self.first).days, _FEWEST_DAYS)

    def x(self, day: date) -> float:
        return round(LEFT + CHART * (day - self.first).days / self.days, 1)

    def months(self) -> list[date]:
        """Name the first days of months on the scale, some left out where they are many."""
        days = (self.first + timedelta(days=number) for number in range(self.days + 1))
        firsts = [day for day in days if day.day == 1]
        return firsts[:: 1 + len(firsts) // _MOST_TICKS]


def _bar(plan: EntryPlan, planned: PlannedStep, number: int, scale: _Scale) -> Bar:
    begin = scale.x(planned.start or plan.as_of)
    end = scale.x(planned.end or plan.as_of)
    is_open = planned.working_days is None
    days, _, whose = length(planned).partition(", ")
    words = "length not known" if is_open else ", ".join(filter(None, [f"{days} WD", whose]))
    role = (
        f" ({plan.guide.role(planned.role).code})" if len(plan.roles) > 1 and planned.role else ""
    )
    return Bar(
        planned=planned,
        name=f"{number + 1}. {planned.step.title}{role}",
        words=words,
        x=begin,
        width=_TAIL if is_open else max(end - begin, 2.0),
        middle=TOP + ROW * number + ROW / 2,
    )
