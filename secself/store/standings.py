"""Gathers where Users stand: from what the archive holds, and from profiles for the days due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from secself import asking, calendar, completeness, history, lifecycle, yamltext
from secself.model import (
    AskedAgain,
    Commented,
    Decided,
    Entry,
    Profile,
    Recorded,
    Returned,
    RowCount,
    UserStatus,
    read_reference,
)
from secself.problems import Problem, SecselfError
from secself.store import files, remarks
from secself.store.archive import decided, finding
from secself.store.archive.ledger import Ledger
from secself.store.assessments import from_kept
from secself.store.frameworks import DEFAULT, Library, load_profile

_NO_PROFILE = "No profile of this User was named."
_OTHER = "The profile's next assessment is {}, so no day is known for this one."
_NO_DAY = "The profile does not say when the fieldwork of the last assessment ended."
_ORDERED = "A Follow-up is due; its day is set by the committee, and is not in the profile."
_NO_CYCLE = "The framework does not say which assessment follows which."


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a profile says is due next."""

    profile: Profile
    """The profile."""
    year: int | None = None
    """The year of its next assessment, None if that is not known."""
    kind: str | None = None
    """Id of its kind, None if that is not known."""
    due: date | None = None
    """The day by which it must be completed, None if that is not known."""
    unknown: str = ""
    """Why no day is known, in a sentence; empty where one is."""


def planned(
    places: Iterable[Path], library: Library, reference: str | None, as_of: date
) -> dict[str, Planned]:
    """Say by User what the profiles have due next; in a folder every profile is read."""
    framework = library.framework(reference or DEFAULT)
    found = {}
    for place in _profiles(places):
        profile = load_profile(place)
        schedule = lifecycle.schedule(framework, profile, as_of, calendar.is_working_day)
        if schedule is None:
            found[profile.id] = Planned(profile=profile, unknown=_NO_CYCLE)
            continue
        after = schedule.next
        is_ordered = framework.lifecycle is not None and after.kind == framework.lifecycle.follow_up
        found[profile.id] = Planned(
            profile=profile,
            year=schedule.cycle[0].year if schedule.cycle else None,
            kind=after.kind,
            due=after.due,
            unknown="" if after.due else _ORDERED if is_ordered else _NO_DAY,
        )
    return found


def standings(
    ledger: Ledger, library: Library, known: Mapping[str, Planned], as_of: date
) -> tuple[list[UserStatus], list[Problem]]:
    """Say where each User stands with each assessment that is recorded or due next."""
    gatherer = _Gatherer(ledger, library, as_of)
    found = {one.subject: _dated(one, known.get(one.user)) for one in gatherer.found()}
    for user, plan in known.items():
        if plan.year is not None and plan.kind is not None:
            blank = UserStatus(user=user, year=plan.year, kind=plan.kind)
            found.setdefault(blank.subject, _dated(blank, plan))
    return list(found.values()), gatherer.problems


def _profiles(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if not place.is_dir():
            yield place
            continue
        for path in sorted(place.rglob("*.yaml")):
            said = yamltext.parse(files.read_text(path), str(path)).content
            if isinstance(said, Mapping) and {"id", "user_roles"} <= said.keys():
                yield path


def _dated(one: UserStatus, plan: Planned | None) -> UserStatus:
    """Give the due day to the assessment it is of, and to no other."""
    if plan is None:
        return replace(one, due_unknown=_NO_PROFILE)
    named = replace(one, name=plan.profile.name)
    if (one.year, one.kind) == (plan.year, plan.kind):
        return replace(named, due=plan.due, due_unknown=plan.unknown)
    other = f"{plan.year or 'of a year'}-{plan.kind or 'of a kind'}"
    known = plan.year is not None and plan.kind is not None
    return replace(named, due_unknown=_OTHER.format(other if known else "not known"))


class _Gatherer:
    """Goes through an archive once, and puts together what belongs to each assessment."""

    def __init__(self, ledger: Ledger, library: Library, as_of: date) -> None:
        self.problems: list[Problem] = []
        self._ledger, self._library, self._as_of = ledger, library, as_of
        self._renames = ledger.of_kind("rename")
        self._decisions = {one.subject: one for one in decided.every_decision(ledger) if one.stands}
        self._users: dict[str, str] = {}

    def found(self) -> Iterator[UserStatus]:
        """Give every assessment for which something was issued or came back."""
        records: defaultdict[str, list[Recorded]] = defaultdict(list)
        for record in history.standing(finding.everything(self._ledger)):
            records[record.reference.subject].append(record)
        packs: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._ledger.of_kind("pack"):
            packs[self._now(entry.subject)].append(entry)
        for subject in dict.fromkeys((*packs, *records)):
            reference = read_reference(subject)
            if reference:
                blank = UserStatus(user=reference.user, year=reference.year, kind=reference.kind)
                yield self._told(blank, packs[subject], records[subject])

    def _now(self, subject: str) -> str:
        """Name an assessment under the id its User has now."""
        user, slash, rest = subject.partition("/")
        if user not in self._users:
            renamings = finding.renamings(self._ledger)
            self._users[user] = history.current_id(user, self._renames, renamings)
        return f"{self._users[user]}{slash}{rest}"

    def _told(
        self, blank: UserStatus, packs: Sequence[Entry], records: Sequence[Recorded]
    ) -> UserStatus:
        first = [entry for entry in packs if entry.about is None]
        newest = max(records, key=lambda one: one.reference.number or 0, default=None)
        return replace(
            blank,
            issued_on=_day(first[0]) if first else None,
            returned=self._returned(newest, records) if newest else None,
            commented=self._commented(newest),
            asked_again=_asked_again(packs, records),
            decided=self._decided(blank.subject),
        )

    def _returned(self, newest: Recorded, records: Sequence[Recorded]) -> Returned:
        said = Returned(
            submission=str(newest.reference),
            on=_day(newest.entry),
            first_on=_day(min((one.entry for one in records), key=lambda entry: entry.number)),
        )
        if finding.is_erased(self._ledger, newest):
            return said
        errors = sum(1 for _ in _errors(finding.read(self._ledger, newest.entry)))
        counts = self._counts(newest)
        if counts is None:
            return replace(said, errors=errors)
        return replace(
            said,
            rows=counts.rows,
            answered=counts.answered,
            unanswered=counts.unanswered,
            unreadable=counts.unreadable,
            errors=errors,
        )

    def _counts(self, record: Recorded) -> RowCount | None:
        """Count the rows; None, and a Problem, where its edition cannot be read any more."""
        try:
            received = from_kept(finding.kept(self._ledger, record), self._library)
        except SecselfError as refusal:
            self.problems += refusal.problems
            return None
        if received.submission is None or received.framework is None:
            return None
        return completeness.count(received.submission, received.framework)

    def _commented(self, newest: Recorded | None) -> Commented:
        """Count the comments made in an assessment, each once; what was taken back counts not."""
        if newest is None or finding.is_erased(self._ledger, newest):
            return Commented()
        ledger, library, meant = self._ledger, self._library, newest.reference
        try:
            now = remarks.assessed(ledger, library, newest)
            held = remarks.held_on(ledger, library, newest, now)
        except SecselfError as refusal:
            self.problems += [one for one in refusal.problems if one not in self.problems]
            return Commented()
        own = [
            one.bound.comment
            for one in held
            if one.assessment.rpartition("/")[2] == f"{meant.year}-{meant.kind}"
            and one.bound.withdrawn is None
        ]
        states = [one.state for one in own]
        concerned = {(one.section, one.ref) for one in own if one.view not in (None, asking.FINE)}
        return Commented(
            open=states.count("open"),
            answered=states.count("answered"),
            resolved=states.count("resolved"),
            concerns=len(concerned),
        )

    def _decided(self, subject: str) -> Decided | None:
        """Say what was decided last, and what is still to be done of it."""
        last = self._decisions.get(subject)
        if last is None:
            return None
        days = (one.due for one in last.open_actions if one.is_overdue(self._as_of))
        return Decided(
            outcome=last.outcome,
            on=last.on,
            open_actions=len(last.open_actions),
            overdue=tuple(sorted(day for day in days if day)),
        )


def _asked_again(packs: Sequence[Entry], records: Sequence[Recorded]) -> AskedAgain | None:
    """Say what was asked further of a submission, and whether another came since."""
    by_entry = {one.entry.number: one for one in records}
    asked = [entry for entry in packs if entry.about in by_entry]
    if not asked:
        return None
    last = asked[-1]
    return AskedAgain(
        on=_day(last),
        about=str(by_entry[last.about or 0].reference),
        is_open=all(one.entry.number < last.number for one in records),
    )


def _errors(document: Mapping[str, object]) -> Iterator[object]:
    for name in ("problems", "lacking"):
        listed = document.get(name)
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and one.get("level") == "error":
                yield one


def _day(entry: Entry) -> date:
    return date.fromisoformat(entry.recorded[:10])
