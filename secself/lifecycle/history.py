"""Whether the past that a profile tells can be true: its years, its days, and each beside the next.

An error means that no day may be counted from it; a warning, that somebody should look.
"""

import itertools
from collections.abc import Iterator
from datetime import date

from secself.lifecycle import order, speech
from secself.model import Framework, PastAssessment, Profile
from secself.problems import Origin, Problem


def check_history(framework: Framework, profile: Profile, as_of: date) -> tuple[Problem, ...]:
    """Say what cannot be true of the past assessments and returns, and what hardly can."""
    ordered = order.oldest_first(profile)
    return (
        *(problem for past in ordered for problem in _of_one(framework, past, as_of)),
        *_contradictions(framework, ordered),
        *_crowded(framework, ordered),
        *_returns_ahead(profile, as_of),
    )


def _of_one(framework: Framework, past: PastAssessment, as_of: date) -> Iterator[Problem]:
    name, day = speech.name_of(framework, past), past.fieldwork_ended
    if day is not None and is_misdated(past):
        yield Problem(
            code="assessment-misdated",
            origin=past.origin,
            what=f"The fieldwork of the {name} is said to have ended on {day}; the assessment of "
            f"one year does not end in {day.year}.",
            remedy="Correct “year” or “fieldwork_ended”; no day can be counted from them.",
        )
    elif day is not None and day.year != past.year:
        yield Problem(
            level="warning",
            code="assessment-off-year",
            origin=past.origin,
            what=f"The fieldwork of the {name} is said to have ended on {day}, in another year.",
            remedy="Check “year” and “fieldwork_ended”: days are counted from the day, and the "
            "years that follow from the year.",
        )
    if day > as_of if day else past.year > as_of.year:
        yield Problem(
            level="warning",
            code="profile-ahead",
            origin=past.origin,
            what=f"The {name} is named as past, and lies after {as_of}"
            f"{f': its fieldwork ends on {day}' if day else ''}.",
            remedy="Correct it. If it is only planned, take it out until it has ended: until then "
            "the schedule leaves out what is due before it.",
        )


def is_misdated(past: PastAssessment) -> bool:
    """Tell whether the fieldwork ended neither in its year nor in the one before or after."""
    return past.fieldwork_ended is not None and abs(past.fieldwork_ended.year - past.year) > 1


def _contradictions(framework: Framework, ordered: tuple[PastAssessment, ...]) -> Iterator[Problem]:
    for one, other in itertools.combinations(ordered, 2):
        if said := _contradiction(framework, one, other):
            yield Problem(
                code="assessments-contradict",
                origin=other.origin,
                what=f"{said} Not both can be true{_place(one.origin)}.",
                remedy="Correct the year or the day of one of them, or take one out.",
            )


def _contradiction(framework: Framework, one: PastAssessment, other: PastAssessment) -> str:
    """Say what two assessments, the earlier first, have against each other; empty for nothing."""
    first, second = speech.name_of(framework, one), speech.name_of(framework, other)
    before, after = one.fieldwork_ended, other.fieldwork_ended
    is_dated = before is not None and after is not None
    if first == second and not (is_dated and before != after):
        return f"The {first} stands twice, and no two days tell them apart."
    if before is None or after is None or is_misdated(one) or is_misdated(other):
        return ""
    if before == after:
        return f"The {first} and the {second} are both said to have ended on {before}."
    if before > after and one.year < other.year:
        return (
            f"The {second} is said to have ended on {after}, before the {first}, which is said to "
            f"have ended on {before}."
        )
    return ""


def _crowded(framework: Framework, ordered: tuple[PastAssessment, ...]) -> Iterator[Problem]:
    """Find a year with two different steps of the yearly order."""
    strength = framework.lifecycle.strength if framework.lifecycle else ()
    steps = [past for past in ordered if past.kind in strength]
    for one, other in itertools.pairwise(steps):
        is_one_day = one.fieldwork_ended is not None
        is_one_day = is_one_day and one.fieldwork_ended == other.fieldwork_ended
        if one.year == other.year and one.kind != other.kind and not is_one_day:
            yield Problem(
                level="warning",
                code="assessments-crowded",
                origin=other.origin,
                what=f"The {speech.name_of(framework, one)} and the "
                f"{speech.name_of(framework, other)} are of one year{_place(one.origin)}.",
                remedy="Check their years: the yearly order has one of them a year, and the "
                "later one is counted from.",
            )


def _returns_ahead(profile: Profile, as_of: date) -> Iterator[Problem]:
    for provider in profile.providers:
        if provider.last_return and provider.last_return > as_of:
            yield Problem(
                level="warning",
                code="profile-ahead",
                origin=provider.origin,
                what=f"The last return on {provider.id} is said to have been made on "
                f"{provider.last_return}, which lies after {as_of}.",
                remedy="Correct “last_return”; the next one is counted from it.",
            )


def _place(origin: Origin) -> str:
    return f" (the other stands on line {origin.line})" if origin.line else ""
