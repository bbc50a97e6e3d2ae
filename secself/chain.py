"""The law of the archive: each entry names the one before it, so that none can be changed unseen.

The hash of an entry is SHA-256 over all it says, the hash of the entry before it included, written
as JSON in one way only. A chain proves that nothing in it was changed, taken out or put between;
that its end was not cut off only a receipt can prove, which is kept elsewhere.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from secself.model import Entry, Receipt
from secself.problems import Problem

START = "0" * 64
"""What stands for the hash of the entry before the first."""

_FORM = "secself/entry@1"
_RESTORE = "Restore the archive from a copy that verifies, and find out who could write to it."


def canonical(plain: object) -> bytes:
    """Write plain data as JSON in one way only; equal data give equal bytes."""
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii")


def digest_of(content: bytes) -> str:
    """Give the SHA-256 by which content is kept."""
    return hashlib.sha256(content).hexdigest()


def entry_after(  # noqa: PLR0913  each says one thing of the entry
    last: Entry | None,
    kind: str,
    *,
    subject: str,
    content: str,
    key: str,
    about: int | None,
    recorded: str,
) -> Entry:
    """Make the entry that follows another; without another, the first."""
    number, previous = (1, START) if last is None else (last.number + 1, last.hash)
    said = (number, kind, subject, key, about, content, recorded, previous)
    return Entry(
        number=number,
        kind=kind,
        subject=subject,
        key=key,
        about=about,
        content=content,
        recorded=recorded,
        previous=previous,
        hash=_hash(said),
    )


def hash_of(entry: Entry) -> str:
    """Give the hash an entry must have."""
    return _hash(
        (
            entry.number,
            entry.kind,
            entry.subject,
            entry.key,
            entry.about,
            entry.content,
            entry.recorded,
            entry.previous,
        )
    )


def receipt_of(entry: Entry) -> Receipt:
    """Give what proves later that this entry, and all before it, was there."""
    return Receipt(number=entry.number, hash=entry.hash)


def check(entries: Iterable[Entry], receipts: Sequence[Receipt] = ()) -> Iterator[Problem]:
    """Walk a chain from its first entry, and say each thing that does not hold.

    A receipt is met if the chain has that very entry; one of the last entry shows a cut-off end.
    """
    hashes: dict[int, str] = {}
    expected = 1
    previous = START
    for entry in entries:
        yield from _missing(entry, expected)
        # An entry out of its place is named once, and the walk goes on behind it.
        expected = max(expected, entry.number + 1)
        if hash_of(entry) != entry.hash:
            yield _altered(entry)
        elif entry.previous != previous:
            yield _apart(entry)
        previous = hashes[entry.number] = entry.hash
    for receipt in receipts:
        if hashes.get(receipt.number) != receipt.hash:
            yield _unmet(receipt, len(hashes))


def name_of(entry: Entry) -> str:
    """Name an entry for a person."""
    return f"entry {entry.number} ({entry.kind} of {entry.subject})"


def _hash(said: tuple[object, ...]) -> str:
    return digest_of(canonical([_FORM, *said]))


def _missing(entry: Entry, wanted: int) -> Iterator[Problem]:
    if wanted > entry.number:
        what = f"Entry {entry.number} stands twice, or out of its place."
        yield Problem(code="entry-misplaced", what=what, remedy=_RESTORE)
    elif wanted < entry.number:
        # One sentence says it of all: whoever changes a number may make it as high as they like.
        last = entry.number - 1
        gap = f"Entry {wanted} is" if wanted == last else f"Entries {wanted} to {last} are"
        what = f"{gap} missing: entry {entry.number} stands where {wanted} should."
        yield Problem(code="entry-missing", what=what, remedy=_RESTORE)


def _altered(entry: Entry) -> Problem:
    what = f"What {name_of(entry)} says does not give its hash; it was changed."
    return Problem(code="entry-altered", ref=entry.subject, what=what, remedy=_RESTORE)


def _apart(entry: Entry) -> Problem:
    what = f"{name_of(entry).capitalize()} does not follow the entry that stands before it."
    return Problem(code="chain-broken", ref=entry.subject, what=what, remedy=_RESTORE)


def _unmet(receipt: Receipt, length: int) -> Problem:
    what = (
        f"The archive has no entry {receipt.number}; it ends with {length}."
        if receipt.number > length
        else f"Entry {receipt.number} is not the one of which the receipt was given."
    )
    return Problem(code="receipt-unmet", what=what, remedy=_RESTORE)
