"""Whether a Follow-up comes first: read from the assurance statuses, with their older names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from secself.lifecycle import order, speech
from secself.model import Framework, Lifecycle, PastAssessment, Profile, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the assurance statuses of a profile lead to."""

    is_pending: bool
    """Whether a Follow-up comes before anything else."""
    may_be_ordered: bool
    """Whether a Follow-up would be no surprise."""
    may_begin_again: bool = False
    """Whether a further Full assessment would be no surprise."""
    reasons: tuple[Reason, ...] = ()
    """Why, and what is not known."""


def stand(framework: Framework, lifecycle: Lifecycle, profile: Profile) -> Standing:
    """Read the latest status; a Follow-up that is named after it settles it."""
    past = order.oldest_first(profile)
    if not past:
        return Standing(is_pending=False, may_be_ordered=False)
    stated = next((one for one in reversed(past) if one.status), None)
    if stated is None:
        return Standing(
            is_pending=False,
            may_be_ordered=True,
            reasons=tuple(_unstated(framework, lifecycle, past[-1])),
        )
    ids, reasons = read_status(framework, lifecycle, stated)
    later = past[past.index(stated) + 1 :]
    is_bad = bool(ids) and ids <= set(lifecycle.followed_up)
    if any(one.kind == lifecycle.follow_up for one in later):
        unclear = tuple(_unstated(framework, lifecycle, past[-1])) if is_bad else ()
        return Standing(is_pending=False, may_be_ordered=True, reasons=(*reasons, *unclear))
    if is_bad:
        reasons = (*reasons, *_needed(framework, lifecycle, stated, later))
    wanted = {*lifecycle.followed_up, *lifecycle.may_be_followed_up}
    return Standing(
        is_pending=is_bad,
        may_be_ordered=not ids or bool(ids & wanted),
        may_begin_again=bool(ids & set(lifecycle.may_begin_again)),
        reasons=reasons,
    )


def read_status(
    framework: Framework, lifecycle: Lifecycle, past: PastAssessment
) -> tuple[set[str], tuple[Reason, ...]]:
    """Give the ids of today that a status may stand for, by the day on which it was given."""
    today = {s.id for s in framework.statuses if _is(past.status, s.id, s.label)}
    before = {s.id for s in framework.statuses if _is(past.status, s.formerly)}
    is_older = _is_older(past, lifecycle.renamed_on)
    if is_older is None and today and before:
        ids = today | before
    elif is_older:
        ids = before or today
    else:
        ids = today or before
    labels = " or ".join(s.label for s in framework.statuses if s.id in ids)
    if ids and (ids != today or past.status not in ids):
        read = f"The status “{past.status}” of {past.year} is read as {labels}."
        if ids != today:
            return ids, tuple(speech.stated(lifecycle.ground("renamed"), read))
        return ids, (speech.from_profile(read),)
    if not ids and not any(_is(past.status, o.id, o.label) for o in framework.outcomes):
        said = f"The status “{past.status}” of {past.year} is none that is known; it was left out."
        return ids, (speech.from_profile(said),)
    return ids, ()


def _is(status: str, *names: str) -> bool:
    return any(_folded(status) == _folded(name) for name in names)


def _folded(name: str) -> str:
    return " ".join(name.replace("-", " ").replace(",", " ").casefold().split())


def _is_older(past: PastAssessment, renamed_on: date) -> bool | None:
    """Tell whether a status was given before the renaming; None if the profile does not show."""
    if past.fieldwork_ended is not None:
        return past.fieldwork_ended < renamed_on
    return None if past.year == renamed_on.year else past.year < renamed_on.year


def _needed(
    framework: Framework,
    lifecycle: Lifecycle,
    stated: PastAssessment,
    later: Sequence[PastAssessment],
) -> Iterator[Reason]:
    labels = {status.id: status.label for status in framework.statuses}
    ids, _ = read_status(framework, lifecycle, stated)
    status = " or ".join(labels[one] for one in sorted(ids))
    name = f"{speech.label_of(framework, stated.kind)} of {stated.year}"
    yield from speech.stated(lifecycle.ground("follow-up"), f"The {name} ended {status}.")
    yield from speech.stated(lifecycle.ground("order-after-follow-up"))
    if later:
        yield speech.from_profile(
            f"The profile names no Follow-up after it, but the "
            f"{speech.label_of(framework, later[-1].kind)} of {later[-1].year}; check this."
        )


def _unstated(framework: Framework, lifecycle: Lifecycle, last: PastAssessment) -> Iterator[Reason]:
    if last.kind in (lifecycle.full, lifecycle.follow_up):
        label = speech.label_of(framework, last.kind)
        yield from speech.stated(
            lifecycle.ground("follow-up"),
            f"The status of the {label} of {last.year} is not stated.",
        )
