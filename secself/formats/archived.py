"""What the archive holds, as text for a terminal and as the plain data of our JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from secself.model import CheckedFile, Entry, Receipt, Recorded
from secself.phrases import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One submission, with what a person wants to know of it."""

    record: Recorded
    """The submission."""
    files: tuple[Mapping[str, object], ...]
    """Name and digest of each of its files."""
    framework: str
    """The edition it answers."""
    comments: int
    """How many comments were recorded on it."""
    reason: str = ""
    """Why it was withdrawn, if it was."""


def ending(told: Sequence[CheckedFile], place: str) -> str:
    """Say how many files were recorded, and where."""
    number = sum(one.recorded is not None for one in told)
    known = sum(one.is_known for one in told)
    again = f" ({known} of them known before)" if known else ""
    return f"{number} of {len(told)} recorded{again} in {one_line(place)}"


def receipt_text(receipt: Receipt) -> str:
    """Give a receipt as a line to keep."""
    return f"Receipt: {receipt}"


def receipt_document(receipt: Receipt | None) -> Mapping[str, object] | None:
    """Give a receipt as plain data."""
    return None if receipt is None else {"number": receipt.number, "hash": receipt.hash}


def history(told: Sequence[Told], receipt: Receipt | None) -> str:
    """List submissions, newest assessment last, and what became of each."""
    lines = [line for one in told for line in _lines(one)]
    if receipt:
        lines += ["", f"{len(told)} submissions, {receipt.number} entries", receipt_text(receipt)]
    return "\n".join(lines or ["The archive holds no submission."])


def history_document(
    place: str, told: Sequence[Told], entries: Sequence[Entry], receipt: Receipt | None
) -> Mapping[str, object]:
    """Give submissions and entries."""
    return {
        "format": "secself/history@1",
        "files": [],
        "archive": place,
        "receipt": receipt_document(receipt),
        "submissions": [_submission(one) for one in told],
        "entries": [entry_document(entry) for entry in entries],
        "problems": [],
    }


def entry_document(entry: Entry) -> Mapping[str, object]:
    """Give one entry."""
    return {
        "number": entry.number,
        "kind": entry.kind,
        "subject": entry.subject,
        "key": entry.key,
        "about": entry.about,
        "content": entry.content,
        "recorded": entry.recorded,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _lines(one: Told) -> Iterator[str]:
    record, entry = one.record, one.record.entry
    yield f"{record.reference}  {entry.recorded}  {one.framework}"
    if record.known_as:
        yield f"    recorded as {record.known_as}, before its User had this id"
    for file in one.files:
        yield f"    {one_line(str(file.get('name')))}  sha256:{file.get('sha256')}"
    yield f"    answers {entry.key}, entry {entry.number}"
    if one.comments:
        yield f"    {one.comments} comments"
    if record.withdrawn:
        yield f"    withdrawn {record.withdrawn.recorded}: {one_line(one.reason)}"


def _submission(one: Told) -> Mapping[str, object]:
    record, entry = one.record, one.record.entry
    reference, taken = record.reference, record.withdrawn
    return {
        "reference": str(reference),
        "user": reference.user,
        "year": reference.year,
        "kind": reference.kind,
        "number": reference.number,
        "known_as": record.known_as or None,
        "framework": one.framework,
        "digest": entry.key,
        "recorded": entry.recorded,
        "entry": entry.number,
        "files": list(one.files),
        "comments": one.comments,
        "others": [{"kind": other.kind, "entry": other.number} for other in record.others],
        "withdrawn": taken
        and {"recorded": taken.recorded, "entry": taken.number, "reason": one.reason},
    }
