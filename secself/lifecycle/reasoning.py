"""Why a schedule is as it is: which cycles bind the User, and where in their order it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from secself.lifecycle import order, sizes, speech
from secself.lifecycle.order import Order
from secself.lifecycle.sizes import GRADES, Bound
from secself.model import Framework, Lifecycle, PastAssessment, Profile, Reason

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One User held against the cycles of a framework."""

    framework: Framework
    """The framework."""
    lifecycle: Lifecycle
    """Its cycles."""
    profile: Profile
    """The User."""
    history: tuple[PastAssessment, ...]
    """Its past assessments that are steps of a cycle, oldest first."""
    chosen: tuple[Bound, ...]
    """The cycles that bind it."""
    found: Order
    """The order it follows, and where it stands."""

    @property
    def last(self) -> PastAssessment | None:
        """Give the last assessment, or None."""
        return self.history[-1] if self.history else None

    @property
    def is_complete(self) -> bool:
        """Tell whether every cycle that binds the User is known."""
        return all(one.cycle.kinds for one in self.chosen)

    @property
    def weakest(self) -> Reason:
        """Give the reason of the least confidence that the order rests on."""
        return min((one.weakest for one in self.chosen if one.cycle.kinds), key=_grade)

    def label(self, past: PastAssessment) -> str:
        """Name a past assessment."""
        return speech.name_of(self.framework, past)


def case(framework: Framework, lifecycle: Lifecycle, profile: Profile) -> Case:
    """Hold a User against the cycles of a framework."""
    chosen = sizes.bound(framework, lifecycle, profile)
    return Case(
        framework=framework,
        lifecycle=lifecycle,
        profile=profile,
        history=order.history_of(lifecycle, profile),
        chosen=chosen,
        found=order.find(lifecycle, [one.cycle for one in chosen], profile),
    )


def binding(case: Case) -> Iterator[Reason]:
    """Say which cycles bind the User, and what size has to do with it."""
    for one in case.chosen:
        yield from one.reasons
    if case.profile.providers and any(one.cycle.size == "small" for one in case.chosen):
        yield from speech.stated(case.lifecycle.ground("shared-counting"))
    stated = {role for cycle in case.lifecycle.cycles for role in cycle.roles}
    for role in case.profile.user_roles:
        if role not in stated:
            label = speech.role_label(case.framework, role)
            yield speech.from_profile(f"{case.framework.reference} states no cycle for {label}.")
    if len(case.chosen) > 1:
        yield from speech.stated(case.lifecycle.ground("several-roles"))
    if not case.is_complete and case.found.kinds:
        yield speech.from_profile(
            "One of these cycles is not known, so more than the others ask may be called for."
        )


def placing(case: Case, first: int, *, is_after_follow_up: bool) -> Iterator[Reason]:
    """Say where in the order the User stands, and so what comes next."""
    if not case.found.kinds:
        yield from _nowhere(case)
    elif case.last is None:
        yield from _beginning(case.lifecycle, first)
    else:
        yield _following(case, case.last, is_after_follow_up=is_after_follow_up)


def doubting(case: Case, *, is_after_follow_up: bool) -> Iterator[Reason]:
    """Say what is missing of the past, and what would move the User's place in the order."""
    if missing := order.gaps(case.history):
        yield speech.from_profile(f"The profile names no assessment of {_years(missing)}.")
    if case.last and order.departs(case.found.kinds, case.history):
        said = ", ".join(case.label(past) for past in case.history[-3:])
        yield from speech.stated(
            case.lifecycle.ground("crossing"),
            f"The past assessments ({said}) do not follow today's order, as after a change of "
            f"size, category or User Roles; it is taken up after the {case.label(case.last)}.",
        )
    yield from _otherwise(case, "stands there" if is_after_follow_up else "comes next")


def _grade(reason: Reason) -> int:
    return GRADES.index(reason.provenance.confidence) if reason.provenance else 0


def _years(missing: list[int]) -> str:
    if len(missing) <= _MOST_NAMED:
        return ", ".join(map(str, missing))
    return f"{len(missing)} of the years from {missing[0]} to {missing[-1]}"


def _nowhere(case: Case) -> Iterator[Reason]:
    """Say that no order is known in which the User could stand."""
    if case.last is not None:
        yield speech.from_profile(
            f"The {case.label(case.last)} came last; what comes next is not known, since no "
            "order of these User Roles is."
        )
        return
    yield from speech.stated(
        case.lifecycle.ground("first-full"),
        "The profile names no past assessment, and which one comes first was not found, since no "
        "order of these User Roles is known; whether this rule is meant for them was not found "
        "either.",
    )


def _beginning(lifecycle: Lifecycle, first: int) -> Iterator[Reason]:
    yield from speech.stated(
        lifecycle.ground("first-full"),
        "The profile names no past assessment, so the first Full one comes next, if none was "
        f"done; the years are counted as if it were done in {first}.",
    )
    if lifecycle.phases:
        parts = ", ".join(
            f"{phase.id.replace('-', ' ').capitalize()} ({phase.title})"
            for phase in lifecycle.phases
        )
        yield Reason(
            text=f"It may be carried out in parts: {parts}; the Party chooses the pause between "
            "and asks for it when it applies.",
            provenance=lifecycle.phases[0].provenance,
        )


def _following(case: Case, last: PastAssessment, *, is_after_follow_up: bool) -> Reason:
    """Say what follows the last assessment, on the weakest of the cycles it rests on."""
    kind = case.found.after(1)
    if kind is None:
        text = (
            f"The {case.label(last)} came last; the profile does not show where in the order it "
            "stood, so what comes next is not known."
        )
    elif is_after_follow_up:
        label = speech.label_of(case.framework, kind)
        text = f"In the yearly order the {label} stands after the {case.label(last)}."
    else:
        label = speech.label_of(case.framework, kind)
        text = f"The {case.label(last)} came last, so the {label} comes next."
    clauses = dict.fromkeys(one.cycle.clause for one in case.chosen if one.cycle.kinds)
    clause = " and ".join(filter(None, clauses))
    return Reason(text=text, clause=clause, provenance=case.weakest.provenance)


def _otherwise(case: Case, does: str) -> Iterator[Reason]:
    """Say what would come next if the User were of the other size by then."""
    if not any(one.otherwise for one in case.chosen):
        return
    turned = [one.otherwise or one.cycle for one in case.chosen]
    kind = order.find(case.lifecycle, turned, case.profile).after(1)
    if kind is None or kind == case.found.after(1):
        return
    is_large = any(one.cycle.size == "large" for one in case.chosen)
    move = "no longer surpasses" if is_large else "surpasses"
    yield from speech.stated(
        case.lifecycle.ground("crossing"),
        f"If the number of premises {move} the threshold by then, the "
        f"{speech.label_of(case.framework, kind)} {does} instead.",
    )
