"""Walks an archive: the chain, every content it names, and what the database says of itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from secself import chain
from secself.model import Entry, Receipt, Walk
from secself.problems import Origin, Problem, SecselfError
from secself.store.archive import quarantine, shapes, sql
from secself.store.archive.ledger import Ledger

_RESTORE = "Keep the archive as it is, and restore it from a copy that verifies."


def walk(ledger: Ledger, receipts: Sequence[Receipt] = ()) -> Walk:
    """Look at everything an archive holds; one fault does not hide the next."""
    problems: list[Problem] = []
    entries = list(_spared(ledger.entries(), problems))
    problems += chain.check(entries, receipts)
    named: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        named[entry.content].append(entry)
    erased = _erased(entries)
    sizes = [
        _content(ledger, digest, about, problems, is_erased=digest in erased)
        for digest, about in named.items()
    ]
    problems += _strays(ledger, named)
    problems += _held(ledger)
    problems += _of_database(ledger)
    return Walk(
        entries=len(entries),
        contents=len(named),
        size=sum(sizes),
        receipt=chain.receipt_of(entries[-1]) if entries else None,
        problems=tuple(problems),
        erased=sum(map(ledger.was_erased, erased)) if not problems else 0,
    )


def _spared(found: Iterator[Entry], problems: list[Problem]) -> Iterator[Entry]:
    """Give entries as far as the database gives them."""
    try:
        yield from found
    except SecselfError as damage:
        problems += damage.problems


def _erased(entries: Iterable[Entry]) -> set[str]:
    """Give the contents that were erased on request."""
    listed = list(entries)
    numbers = {entry.about for entry in listed if entry.kind == "erasure"}
    return {entry.content for entry in listed if entry.number in numbers}


def _content(
    ledger: Ledger, digest: str, about: list[Entry], problems: list[Problem], *, is_erased: bool
) -> int:
    """Hold a content against its digest, and give its size."""
    try:
        rows = list(ledger.dialect.rows(sql.CONTENT, digest))
    except SecselfError as damage:
        problems += [_altered(ledger, digest, about, one.what) for one in damage.problems]
        return 0
    content = rows[0][0] if rows else None
    if isinstance(content, bytes):
        if chain.digest_of(content) != digest:
            problems.append(_altered(ledger, digest, about, "It was changed."))
        return len(content)
    if not rows:
        problems.append(_altered(ledger, digest, about, "It is not there.", "content-missing"))
    elif not is_erased:
        problems.append(_altered(ledger, digest, about, "It was taken out.", "content-missing"))
    return 0


def _altered(
    ledger: Ledger, digest: str, about: list[Entry], why: str, code: str = "content-altered"
) -> Problem:
    names = ", ".join(chain.name_of(entry) for entry in about)
    return Problem(
        code=code,
        origin=Origin(file=ledger.place),
        ref=about[0].subject,
        what=f"What {names} holds is not what was recorded (SHA-256 {digest}). {why}",
        remedy=_RESTORE,
    )


def _strays(ledger: Ledger, named: Iterable[str]) -> list[Problem]:
    """Say which contents no entry names; a changed digest leaves such a one behind."""
    known = set(named)
    try:
        found = [(str(digest), size) for digest, size in ledger.dialect.rows(sql.SIZES)]
    except SecselfError as damage:
        return list(damage.problems)
    return [
        Problem(
            code="content-stray",
            origin=Origin(file=ledger.place),
            what=f"The archive keeps {size!s} bytes under SHA-256 {digest}, which no entry names.",
            remedy=_RESTORE,
        )
        for digest, size in found
        if digest not in known
    ]


def _held(ledger: Ledger) -> Iterator[Problem]:
    """Hold refused files against their digests; nothing else rests on them."""
    if ledger.dialect.version() < quarantine.SINCE:
        return
    try:
        for one in list(quarantine.held(ledger)):
            if chain.digest_of(quarantine.taken(ledger, one.sha256)) != one.sha256:
                yield _refused(ledger, f"The refused file {one.name} was changed")
        for name in quarantine.misnamed(ledger):
            yield _refused(ledger, f"What is said of the refused file {name} was changed")
    except SecselfError as damage:
        yield from damage.problems


def _refused(ledger: Ledger, what: str) -> Problem:
    origin = Origin(file=ledger.place)
    what = f"{what} in the quarantine."
    return Problem(code="content-altered", origin=origin, what=what, remedy=_RESTORE)


def _of_database(ledger: Ledger) -> Iterator[Problem]:
    try:
        for what in (*ledger.dialect.faults(), *shapes.faults(ledger.dialect)):
            origin = Origin(file=ledger.place)
            yield Problem(code="archive-damaged", origin=origin, what=what, remedy=_RESTORE)
    except SecselfError as damage:
        yield from damage.problems
