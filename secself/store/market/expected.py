"""Says who is missing: something was issued to them, or it is their turn, and nothing came."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from secself import consolidation, lifecycle
from secself.model import (
    Case,
    Framework,
    Missing,
    Party,
    PastAssessment,
    Profile,
    Recorded,
)
from secself.problems import SecselfError
from secself.store.archive import finding
from secself.store.assessments import from_kept
from secself.store.frameworks import Library
from secself.store.market.cases import Judging
from secself.store.market.portions import Portion
from secself.store.market.sources import Key, Sources
from secself.store.standings import Planned, planned


def profiles(
    named: Sequence[Path], read: Sources, library: Library, as_of: date
) -> Mapping[str, Planned]:
    """Read the profiles that were named, or lie in folders; one that is broken is said."""
    found: dict[str, Planned] = {}
    for place in dict.fromkeys((*read.profiles, *named)):
        try:
            found |= planned([place], library, None, as_of)
        except SecselfError as refusal:
            read.problems += refusal.problems
    return found


def missing(
    framework: Framework, wanted: Key, judging: Judging, judged: Sequence[Case], as_of: date
) -> list[Missing]:
    """Name each User once of whom nothing has come, with the best reason there is."""
    there = {key.user for key in judging.read.received if key.year == wanted.year}
    there |= {case.id for case in judged}
    found: dict[str, Missing] = {}
    for user, because in _reasons(framework, wanted, judging):
        if user not in there and user not in found:
            found[user] = _missing(user, because, wanted, judging, as_of)
    return list(found.values())


def _reasons(framework: Framework, wanted: Key, judging: Judging) -> Iterator[tuple[str, str]]:
    """Give Users with a reason why they are expected: what was issued comes before what is due."""
    yield from _sent_blank(wanted, judging)
    yield from _sent_out(wanted, judging)
    for user, plan in judging.profiles.items():
        if (plan.year, plan.kind) == (wanted.year, wanted.kind):
            yield user, f"Its profile has {wanted.year}-{wanted.kind} as its next assessment."
    yield from _in_turn(framework, wanted, judging)


def _sent_blank(wanted: Key, judging: Judging) -> Iterator[tuple[str, str]]:
    for key, files in judging.read.blank.items():
        if (key.year, key.kind) == (wanted.year, wanted.kind):
            names = ", ".join(Path(one.file).name for one in files)
            yield key.user, f"It was issued {names}; nothing in it is answered."


def _sent_out(wanted: Key, judging: Judging) -> Iterator[tuple[str, str]]:
    for user, portion in judging.portions.items():
        if not portion.newest(wanted._replace(user=user)):
            issued = _issued(portion, f"{user}/{wanted.year}-{wanted.kind}")
            if issued:
                yield user, f"It was issued its files on {issued.isoformat()}."


def _in_turn(framework: Framework, wanted: Key, judging: Judging) -> Iterator[tuple[str, str]]:
    for user, portion in judging.portions.items():
        if not any(one.reference.year >= wanted.year for one in portion.records):
            because = _turn(framework, wanted, portion, judging.library)
            if because:
                yield user, because


def _missing(user: str, because: str, wanted: Key, judging: Judging, as_of: date) -> Missing:
    plan = judging.profiles.get(user)
    is_next = plan and (plan.year, plan.kind) == (wanted.year, wanted.kind)
    due = plan.due if plan and is_next else None
    return Missing(
        party=consolidation.of_profile(plan.profile) if plan else Party(id=user),
        standing="late" if due and due < as_of else "missing",
        due=due,
        last=_last(user, judging, plan.profile if plan else None),
        because=because,
    )


def _issued(portion: Portion, subject: str) -> date | None:
    """Find the day on which files of an assessment were first recorded as issued."""
    packs = [one for one in portion.ledger.of_kind("pack") if one.about is None]
    days = [date.fromisoformat(one.recorded[:10]) for one in packs if _now(one.subject, subject)]
    return min(days, default=None)


def _now(recorded: str, subject: str) -> bool:
    """Tell whether a pack is of an assessment, under whatever id its User had then."""
    return recorded.partition("/")[2] == subject.partition("/")[2]


def _last(user: str, judging: Judging, profile: Profile | None) -> str | None:
    portion = judging.portions.get(user)
    known = [(one.reference.year, one.reference.kind) for one in portion.records] if portion else []
    known += [(key.year, key.kind) for key in judging.read.received if key.user == user]
    known += [(one.year, one.kind) for one in profile.assessments] if profile else []
    newest = max(known, default=None)
    return f"{user}/{newest[0]}-{newest[1]}" if newest else None


def _turn(framework: Framework, wanted: Key, portion: Portion, library: Library) -> str:
    """Say why an assessment of a User is expected now, by what was recorded of it before."""
    newest = max(portion.records, key=_age, default=None)
    profile = _remembered(newest, portion, library) if newest else None
    if newest is None or profile is None:
        return ""
    last = f"{newest.reference.subject} is the last that was recorded"
    expected = lifecycle.expected_kind(framework, profile, wanted.year)
    if wanted.kind in expected.kinds:
        return f"{last}, and the cycle expects {wanted.kind} in {wanted.year}. {expected.because}"
    is_open = not expected.kinds and newest.reference.year == wanted.year - 1
    return f"{last}; which assessment follows it is not known." if is_open else ""


def _remembered(newest: Recorded, portion: Portion, library: Library) -> Profile | None:
    """Make a profile of what the archive knows of a User: its last facts and its assessments."""
    try:
        received = from_kept(finding.kept(portion.ledger, newest), library)
    except SecselfError:
        return None  # Its edition is gone; whoever asks for that assessment is told.
    if received.submission is None:
        return None
    party = consolidation.party(received.submission)
    past = sorted({(one.reference.year, one.reference.kind) for one in portion.records})
    return Profile(
        id=newest.reference.user,
        name="",
        party_category="",
        user_roles=party.roles,
        domestic_premises=party.domestic_premises or 0,
        non_domestic_premises=party.non_domestic_premises or 0,
        user_systems=party.user_systems or 1,
        smets1_enrolled=received.submission.statement("SMETS1 enrolled") == "Yes",
        assessments=tuple(PastAssessment(kind=kind, year=year) for year, kind in past),
    )


def _age(one: Recorded) -> tuple[int, int]:
    return one.reference.year, one.entry.number
