"""The law of the path to becoming a DCC User: which steps, after what, on which days.

A step of which nobody knows the length counts as no time at all, and every day after it is
marked as one that cannot be earlier. Working days are counted by whoever knows the holidays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from secself.model import EntryGuide, EntryPlan, EntryStep, PlannedStep, Profile
from secself.problems import NOWHERE, Origin, Problem

AddWorkingDays = Callable[[date, int], date]
"""Counts so many working days forward from a day, which itself does not count."""


def check(guide: EntryGuide) -> tuple[Problem, ...]:
    """Find what is wrong between the steps of a guide: ids, names, and waiting in a circle."""
    named = tuple(_names(guide))
    return (*_twice(guide), *named, *(() if named else _circle(guide)), *_goals(guide))


def check_profile(guide: EntryGuide, profile: Profile, file: str) -> tuple[Problem, ...]:
    """Find the User Roles of a profile that the guide does not know, or that there is none."""
    known = [role.id for role in guide.roles]
    remedy = f"Use one of: {', '.join(known)}."
    if not profile.user_roles:
        what = "The profile names no User Role."
        return (Problem(code="role-missing", origin=Origin(file=file), what=what, remedy=remedy),)
    return tuple(
        Problem(
            code="role-unknown",
            origin=Origin(file=file),
            what=f"“{role}” is not a User Role of {guide.reference}.",
            remedy=remedy,
        )
        for role in profile.user_roles
        if role not in known
    )


def remark(guide: EntryGuide, profile: Profile, file: str) -> tuple[Problem, ...]:
    """Say that a User which was assessed before may have gone part of the path already."""
    if not profile.assessments:
        return ()
    last = profile.assessments[-1]
    return (
        Problem(
            level="note",
            code="entry-again",
            origin=Origin(file=file),
            what=f"The profile names a past assessment ({last.kind} of {last.year}); the path "
            f"of {guide.reference} is shown from its very beginning.",
            remedy="Take the steps you have done as done; ask SECAS which a further role repeats.",
        ),
    )


def check_estimates(
    guide: EntryGuide, profile: Profile, estimates: Mapping[str, int]
) -> tuple[Problem, ...]:
    """Find estimates of steps that this User does not have, or shorter than the code allows."""
    planned = _planned(guide, profile.user_roles)
    names = {name for one in planned if one.applies for name in (one.id, one.step.id)}
    floors = {
        name: one.step.duration.working_days or 0
        for one in planned
        if one.step.duration.bound == "at-least"
        for name in (one.id, one.step.id)
    }
    return (
        *(_no_step(name, names) for name in estimates if name not in names),
        *(
            _too_short(name, days, floors[name])
            for name, days in estimates.items()
            if days < floors.get(name, 0)
        ),
    )


def plan(
    guide: EntryGuide,
    profile: Profile,
    as_of: date,
    add_working_days: AddWorkingDays,
    estimates: Mapping[str, int] | None = None,
) -> EntryPlan:
    """Plan the path of one User, from a day on, in an order in which it can be done.

    The guide must keep its laws, and the User Roles must be its own.
    """
    steps = _planned(guide, profile.user_roles)
    wanted = {step.id: step for step in steps if step.applies}
    dated = _dated(wanted, _Count(as_of, add_working_days, estimates or {}))
    critical = _critical(dated)
    places = {step.id: place for place, step in enumerate(guide.steps)}
    ordered = sorted(dated.values(), key=lambda one: (one.start, one.end, places[one.step.id]))
    return EntryPlan(
        guide=guide,
        user=profile.id,
        name=profile.name,
        roles=profile.user_roles,
        as_of=as_of,
        steps=(
            *(replace(one, is_critical=one.id in critical) for one in _in_order(ordered)),
            *(step for step in steps if not step.applies),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """How days are counted in one plan."""

    as_of: date
    add: AddWorkingDays
    estimates: Mapping[str, int]

    @property
    def first_day(self) -> date:
        """The day of setting out, or the working day after it."""
        return self.add(self.as_of - timedelta(days=1), 1)

    def over(self, start: date, days: int | None) -> date:
        return self.add(start, days) if days else start


def _planned(guide: EntryGuide, roles: Sequence[str]) -> list[PlannedStep]:
    """Name every step this User has, with what it waits for, and those it does not have."""
    known = {step.id: step for step in guide.steps}
    return [one for step in guide.steps for one in _instances(step, known, roles)]


def _instances(
    step: EntryStep, known: Mapping[str, EntryStep], roles: Sequence[str]
) -> Iterator[PlannedStep]:
    if not _own(step, roles):
        yield PlannedStep(id=step.id, step=step, applies=False)
        return
    for role in _own(step, roles) if step.scope == "each-role" else [""]:
        waits = _waits(step, known, [role] if role else _own(step, roles))
        yield PlannedStep(
            id=_id(step, role), step=step, role=role, applies=True, depends_on=tuple(waits)
        )


def _waits(
    step: EntryStep, known: Mapping[str, EntryStep], roles: Sequence[str]
) -> dict[str, None]:
    """Name what a step waits for; a step that is not for these roles passes on its own waits."""
    waits: dict[str, None] = {}
    inherited: dict[str, None] = {}
    for before in (known[name] for name in step.depends_on):
        own = _own(before, roles)
        if own:
            waits |= _ids(before, own)
        else:
            inherited |= _waits(before, known, roles)
    # What the others wait for anyway need not be said again.
    ahead = {name for before in step.depends_on for name in _ahead(known[before], known, roles)}
    return waits | {name: None for name in inherited if name not in ahead}


def _ahead(step: EntryStep, known: Mapping[str, EntryStep], roles: Sequence[str]) -> set[str]:
    """Name all that must be over before a step for these roles; nothing if it is not for them."""
    if not _own(step, roles):
        return set()
    direct = [known[name] for name in step.depends_on]
    further = {name for before in direct for name in _ahead(before, known, roles)}
    return further | {name for before in direct for name in _ids(before, _own(before, roles))}


def _ids(step: EntryStep, own: Sequence[str]) -> dict[str, None]:
    names = (
        [_id(step, role) for role in own] if step.scope == "each-role" else [step.id][: len(own)]
    )
    return dict.fromkeys(names)


def _own(step: EntryStep, roles: Sequence[str]) -> list[str]:
    """Name those of the roles a step is for."""
    return [role for role in dict.fromkeys(roles) if role in (step.applies_to or roles)]


def _id(step: EntryStep, role: str) -> str:
    return f"{step.id}-{role}" if role else step.id


def _dated(wanted: Mapping[str, PlannedStep], count: _Count) -> dict[str, PlannedStep]:
    """Give each step its earliest days, one after those it waits for."""
    dated: dict[str, PlannedStep] = {}
    for name in TopologicalSorter(
        {one.id: one.depends_on for one in wanted.values()}
    ).static_order():
        one = wanted[name]
        before = [dated[other] for other in one.depends_on]
        start = max((other.end for other in before if other.end), default=count.first_day)
        estimate = count.estimates.get(one.id, count.estimates.get(one.step.id))
        days = one.step.duration.working_days if estimate is None else estimate
        dated[name] = replace(
            one,
            working_days=days,
            is_estimate=estimate is not None,
            start=start,
            end=count.over(start, days),
            starts_not_before=any(other.ends_not_before for other in before),
        )
    return dated


def _critical(dated: Mapping[str, PlannedStep]) -> set[str]:
    """Name the steps of the longest chain, as far as lengths are known."""
    goals = [one for one in dated.values() if one.step.is_goal]
    last = max((one.end for one in goals if one.end), default=None)
    open_ends = [one.id for one in goals if one.end == last]
    critical: set[str] = set()
    while open_ends:
        name = open_ends.pop()
        if name not in critical:
            critical.add(name)
            waits = (dated[other] for other in dated[name].depends_on)
            open_ends += [other.id for other in waits if other.end == dated[name].start]
    return critical


def _in_order(steps: Iterable[PlannedStep]) -> list[PlannedStep]:
    """Keep the order by day, and put what waits after what it waits for on the same day."""
    left, ordered = list(steps), list[PlannedStep]()
    placed: set[str] = set()
    while left:
        ready = next(one for one in left if placed.issuperset(one.depends_on))
        left.remove(ready)
        ordered.append(ready)
        placed.add(ready.id)
    return ordered


def _twice(guide: EntryGuide) -> Iterator[Problem]:
    seen: set[str] = set()
    for step in guide.steps:
        if step.id in seen:
            yield Problem(
                code="id-twice",
                origin=step.origin,
                ref=step.id,
                what=f"The step “{step.id}” stands here again.",
                remedy="Give each its own id; ids are never reused.",
            )
        seen.add(step.id)


def _names(guide: EntryGuide) -> Iterator[Problem]:
    """Find names of steps, User Roles and sources that the guide does not have."""
    sources = {source.code for source in guide.sources}
    for step in guide.steps:
        lines = (step.provenance, step.duration.provenance)
        named = (
            ("step", step.depends_on, {other.id for other in guide.steps}),
            ("User Role", step.applies_to, {role.id for role in guide.roles}),
            ("source", [code for line in lines for code in line.sources], sources),
        )
        for what, names, known in named:
            for name in dict.fromkeys(names):
                if name not in known:
                    yield Problem(
                        code="reference-dangling",
                        origin=step.origin,
                        ref=step.id,
                        what=f"{step.id} names the {what} “{name}”, which is not in the guide.",
                        remedy=f"Correct the name, or add the {what}.",
                    )


def _goals(guide: EntryGuide) -> Iterator[Problem]:
    if not any(step.is_goal for step in guide.steps):
        yield Problem(
            code="goal-missing",
            origin=guide.steps[0].origin if guide.steps else NOWHERE,
            what="No step of the guide is its goal, so the path has no end.",
            remedy="Say “is_goal: yes” of the step with which entry is complete.",
        )


def _circle(guide: EntryGuide) -> Iterator[Problem]:
    steps = {step.id: step for step in guide.steps}
    try:
        TopologicalSorter({step.id: step.depends_on for step in steps.values()}).prepare()
    except CycleError as error:
        # The library names the first step of the circle again at its end.
        circle = [str(name) for name in error.args[1]]
        yield Problem(
            code="steps-circular",
            origin=steps[circle[0]].origin,
            ref=circle[0],
            what=f"These steps wait for one another in a circle: {', '.join(circle[:-1])}.",
            remedy="Take one of them out of another's “depends_on”.",
        )


def _no_step(name: str, names: Iterable[str]) -> Problem:
    return Problem(
        code="estimate-unknown",
        what=f"“{name}” is not a step on the path of this User.",
        remedy=f"Use one of: {', '.join(sorted(names))}.",
    )


def _too_short(name: str, days: int, least: int) -> Problem:
    return Problem(
        code="estimate-too-short",
        what=f"{days} working days were given for “{name}”, where at least {least} are wanted.",
        remedy=f"Give {least} or more, or leave the estimate out.",
    )
