"""Says what an archive keeps for how long, and what is past that; erases it only when asked.

The setting stands in the archive itself, so it holds for all who use it, and it can be shown which
one was in force when something was erased.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from secself import chain, history, retention
from secself.model import Entry, Held, read_reference
from secself.retention import Period
from secself.store.archive import amending, finding, quarantine, sql
from secself.store.archive.ledger import Ledger

SUBJECT = "archive"
"""What entries are about that say how long things are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """For how long something is kept."""

    period: Period = Period(number=0)  # noqa: RUF009  frozen, like all our records
    """How long."""
    since: str = ""
    """When that was said; nothing if nobody did."""
    reason: str = ""
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Something that has been kept for longer than it is to be."""

    what: str
    """What it is, such as `assessments`."""
    subject: str
    """The assessment it is of."""
    until: date
    """The last day on which it was to be kept."""
    entries: tuple[Entry, ...]
    """The entries whose contents are still there."""
    size: int
    """How many bytes these have."""
    is_newest: bool
    """Whether nothing newer is there of this User, so that later ones have no other baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is past its time on a day."""

    past: tuple[Past, ...]
    """What is of assessments, in the order of their names."""
    held: tuple[Held, ...]
    """The refused files."""


def settings(ledger: Ledger) -> dict[str, Kept]:
    """Give for how long each thing is kept; what was never said is kept for ever."""
    said = {what: Kept() for what in retention.KEPT}
    for entry in ledger.of_kind("retention"):
        document = finding.read(ledger, entry)
        keep = document.get("keep")
        for what, text in keep.items() if isinstance(keep, dict) else ():
            period = retention.read(str(text))
            if period is not None and what in said:
                reason = str(document.get("reason"))
                said[what] = Kept(period=period, since=entry.recorded, reason=reason)
    return said


def keep(ledger: Ledger, periods: Mapping[str, Period], reason: str, moment: str) -> None:
    """Say for how long things are kept from now on; nothing is erased by that."""
    document = {
        "format": "secself/retention@1",
        "keep": {what: str(period) for what, period in periods.items()},
        "reason": reason,
    }
    with ledger.writing(moment):
        ledger.append("retention", chain.canonical(document), subject=SUBJECT)


def review(ledger: Ledger, as_of: date) -> Review:
    """Find what is past its time."""
    periods = {what: kept.period for what, kept in settings(ledger).items()}
    grouped = _grouped(ledger, periods, as_of)
    newest = _newest(entry for entry in ledger.of_kind("submission"))
    past = []
    for (what, subject, until), entries in sorted(grouped.items()):
        size = sum(_size(ledger, entry) for entry in entries)
        past.append(
            Past(
                what=what,
                subject=subject,
                until=until,
                entries=tuple(entries),
                size=size,
                is_newest=what == retention.ASSESSMENTS and subject in newest,
            )
        )
    return Review(past=tuple(past), held=tuple(_held(ledger, periods, as_of)))


def erase(ledger: Ledger, as_of: date, reason: str, moment: str) -> Review:
    """Erase what is past its time, withdraw its submissions, and say what it was."""
    with ledger.writing(moment):
        found = review(ledger, as_of)
        numbers = {entry.number for one in found.past for entry in one.entries}
        for record in history.standing(finding.everything(ledger)):
            if record.entry.number in numbers:
                amending.take_back(ledger, record, reason)
        for one in found.past:
            said = {"format": "secself/erasure@1", "of": one.what, "reason": reason}
            content = chain.canonical({**said, "until": one.until.isoformat()})
            for entry in one.entries:
                ledger.append("erasure", content, subject=entry.subject, about=entry.number)
                ledger.dialect.run(sql.ERASE, entry.content)
        for held in found.held:
            ledger.dialect.run(sql.LET_GO, held.sha256)
    return found


def _grouped(
    ledger: Ledger, periods: Mapping[str, Period], as_of: date
) -> dict[tuple[str, str, date], list[Entry]]:
    """Give the entries that are past their time; a content that another still needs stays."""
    grouped: defaultdict[tuple[str, str, date], list[Entry]] = defaultdict(list)
    needed: set[str] = set()
    for entry, what in _sorted_out(ledger.entries()):
        until = _until(entry, periods.get(what))
        if until is None or until >= as_of:
            needed.add(entry.content)
        elif not ledger.was_erased(entry.content):
            grouped[what, entry.subject, until].append(entry)
    spared = {
        place: [entry for entry in entries if entry.content not in needed]
        for place, entries in grouped.items()
    }
    return {place: entries for place, entries in spared.items() if entries}


def _sorted_out(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Tell of each entry to what it belongs; what is left of one without names belongs with it."""
    kinds = {kind: what for what, listed in retention.KEPT.items() for kind in listed}
    replaced: dict[tuple[str, str], str] = {}
    for entry in entries:
        what = kinds.get(entry.kind, "")
        if entry.kind == "redaction":
            what = replaced.get((entry.subject, entry.key), "")
        replaced[entry.subject, entry.content] = what
        yield entry, what


def _until(entry: Entry, period: Period | None) -> date | None:
    reference = read_reference(entry.subject)
    if reference is None or period is None or reference.year == 0:
        return None
    return retention.last_day(retention.year_end(reference.year), period)


def _newest(submissions: Iterable[Entry]) -> set[str]:
    """Give the newest assessment of each User."""
    newest: dict[str, tuple[int, str]] = {}
    for entry in submissions:
        reference = read_reference(entry.subject)
        if reference:
            mine = (reference.year, entry.subject)
            newest[reference.user] = max(mine, newest.get(reference.user, mine))
    return {subject for _, subject in newest.values()}


def _size(ledger: Ledger, entry: Entry) -> int:
    return len(ledger.bytes_of(entry.content, chain.name_of(entry)) or b"")


def _held(ledger: Ledger, periods: Mapping[str, Period], as_of: date) -> Iterator[Held]:
    if ledger.dialect.version() < quarantine.SINCE:
        return
    for one in list(quarantine.held(ledger)):
        begun = date.fromisoformat(one.received[:10])
        until = retention.last_day(begun, periods[retention.QUARANTINE])
        if until is not None and until < as_of:
            yield one
