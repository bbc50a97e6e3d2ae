"""Parts an archive by User, so that what is asked of one User costs what one User has.

A portion reads like an archive that holds nothing else.
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from secself import history
from secself.model import Entry, EntryKind, Recorded, read_reference
from secself.store.archive import finding
from secself.store.archive.ledger import Ledger
from secself.store.archive.place import Archive
from secself.store.market.sources import Key


class PartLedger(Ledger):
    """The entries about one User, in an open archive."""

    def __init__(self, whole: Ledger, entries: list[Entry]) -> None:
        """Stand on the same database."""
        super().__init__(whole.dialect)
        self._entries = entries

    def entries(self) -> Iterator[Entry]:
        """Give every entry about the User, in order."""
        return iter(self._entries)

    def of_kind(self, kind: EntryKind) -> list[Entry]:
        """Give those of one kind, in order."""
        return [one for one in self._entries if one.kind == kind]

    def of_subject(self, subject: str) -> list[Entry]:
        """Give those about one subject, by the name under which they were recorded."""
        return [one for one in self._entries if one.subject == subject]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion(Archive):
    """What an open archive holds of one User."""

    ledger: Ledger
    """Its entries."""
    records: tuple[Recorded, ...] = field(default=(), repr=False)
    """Its submissions that stand."""

    @property
    def is_there(self) -> bool:
        """Tell that it is open."""
        return True

    @contextlib.contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Give it as it stands; whoever opened it closes it."""
        yield self.ledger

    def newest(self, key: Key) -> Recorded | None:
        """Find the newest submission that stands of an assessment."""
        reference = read_reference(f"{key.user}/{key.year}-{key.kind}")
        return history.find(reference, self.records) if reference else None


@contextlib.contextmanager
def opened(archive: Archive, *, needed: bool) -> Iterator[Mapping[str, Portion]]:
    """Open an archive and part it by User; where there is none there is nothing, unless needed."""
    if not needed and not archive.is_there:
        yield {}
        return
    with archive.reading() as ledger:
        yield _parted(ledger)


def keys(portions: Mapping[str, Portion]) -> set[Key]:
    """Name every assessment of which a submission stands."""
    return {
        Key(one.reference.user, one.reference.year, one.reference.kind)
        for portion in portions.values()
        for one in portion.records
    }


def _parted(ledger: Ledger) -> Mapping[str, Portion]:
    """Gather the entries under the id that each User has now."""
    renames = ledger.of_kind("rename")
    renamings = finding.renamings(ledger)
    names: dict[str, str] = {}
    gathered: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.entries():
        named = entry.subject.partition("/")[0]
        if named not in names:
            names[named] = history.current_id(named, renames, renamings)
        gathered[names[named]].append(entry)
    return {user: _portion(ledger, entries) for user, entries in gathered.items()}


def _portion(ledger: Ledger, entries: list[Entry]) -> Portion:
    part = PartLedger(ledger, entries)
    standing = history.standing(finding.everything(part))
    records = (one for one in standing if not finding.is_erased(part, one))
    return Portion(address=ledger.place, ledger=part, records=tuple(records))
