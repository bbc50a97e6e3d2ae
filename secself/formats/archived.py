"""What the archive holds, as text for a terminal and as the plain data of our JSON."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from secself.formats.documents import problem_document, receipt_document
from secself.formats.judged import Judgement
from secself.model import CheckedFile, Entry, Held, Receipt, Recorded, Verdict, Walk
from secself.phrases import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One submission, with what a person wants to know of it."""

    record: Recorded
    """The submission."""
    files: tuple[Mapping[str, object], ...] = ()
    """Name and digest of each of its files."""
    framework: str = ""
    """The edition it answers."""
    comments: int = 0
    """How many comments were recorded on it."""
    is_erased: bool = False
    """Whether what it held was erased on request."""
    reason: str = ""
    """Why it was withdrawn, if it was."""
    judged: Judgement | None = None
    """What was judged of it when it came, None if nothing was."""


def ending(told: Sequence[CheckedFile], place: str) -> str:
    """Say how many files were recorded, and where."""
    number = sum(one.recorded is not None for one in told)
    known = sum(one.is_known for one in told)
    again = f" ({known} of them known before)" if known else ""
    return f"{number} of {len(told)} recorded{again} in {one_line(place)}"


def receipt_text(receipt: Receipt | None) -> str:
    """Give a receipt as a line to keep."""
    return f"Receipt: {receipt}" if receipt else "The archive has no entry yet."


def moved(
    name: str, place: str, number: int, receipt: Receipt | None, files: Sequence[str]
) -> Mapping[str, object]:
    """Give how many entries, contents or submissions a command moved or mended."""
    return {
        "format": f"secself/{name}@1",
        "files": list(files),
        "archive": place,
        "count": number,
        "receipt": receipt_document(receipt),
        "problems": [],
    }


def held_line(one: Held) -> str:
    """Give one refused file that was kept."""
    return (
        f"{one.received}  {one.sha256}  {one.size} bytes  {one_line(one.name)}  "
        f"[{', '.join(one.codes)}]"
    )


def quarantine_document(kept: Sequence[Held], files: Sequence[str]) -> Mapping[str, object]:
    """Give the refused files that were kept."""
    return {
        "format": "secself/archive-quarantine@1",
        "files": list(files),
        "held": [
            {
                "sha256": one.sha256,
                "name": one.name,
                "received": one.received,
                "size": one.size,
                "codes": list(one.codes),
            }
            for one in kept
        ],
        "problems": [],
    }


_STANDINGS = {
    "as-received": "byte for byte what was recorded",
    "as-sealed": "byte for byte what was sealed",
    "same-answers": "other bytes, and the same answers",
    "as-issued": "its texts are those that were issued; its answers were held against nothing",
    "texts-altered": "texts that were issued are altered",
    "altered": "altered: its answers are others",
    "seal-broken": "held against a seal that proves nothing",
    "unrecorded": "not in the archive",
    "refused": "refused",
}


def verdicts_text(verdicts: Sequence[Verdict]) -> str:
    """Say how each file stands to what was recorded."""
    return "\n".join(line for one in verdicts for line in _verdict(one))


def verdicts_document(verdicts: Sequence[Verdict]) -> Mapping[str, object]:
    """Give how each file stands to what was recorded."""
    return {
        "format": "secself/verify@1",
        "files": [],
        "results": [
            {
                "file": one.file,
                "verdict": one.standing,
                "recorded": one.recorded,
                "seal": one.seal,
                "file_sha256": one.file_sha256,
                "digest": one.digest,
                "problems": [problem_document(problem) for problem in one.problems],
            }
            for one in verdicts
        ],
        "problems": [],
    }


def walk_text(place: str, walk: Walk) -> str:
    """Say what was found in an archive."""
    found = f"{walk.entries} entries, {walk.contents} contents of {walk.size} bytes"
    lines = [str(problem) for problem in walk.problems]
    end = f"{len(lines)} faults" if lines else "the chain holds, and every content is what it was"
    return "\n".join([*lines, f"{one_line(place)}: {found}; {end}.", receipt_text(walk.receipt)])


def walk_document(place: str, walk: Walk) -> Mapping[str, object]:
    """Give what was found in an archive."""
    return {
        "format": "secself/verify@1",
        "files": [],
        "archive": place,
        "entries": walk.entries,
        "contents": walk.contents,
        "size": walk.size,
        "receipt": receipt_document(walk.receipt),
        "problems": [problem_document(problem) for problem in walk.problems],
    }


def _verdict(one: Verdict) -> Iterator[str]:
    against = "".join(f" ({one_line(name)})" for name in (one.recorded, one.seal) if name)
    yield f"{one_line(one.file)}: {_STANDINGS[one.standing]}{against}"
    for problem in one.problems:
        yield textwrap.indent(f"{problem.level}: {problem}", "    ")


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
    held = "what it held was erased" if one.is_erased else one.framework
    yield f"{record.reference}  {entry.recorded}  {held}"
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
        "framework": one.framework or None,
        "erased": one.is_erased,
        "digest": entry.key,
        "recorded": entry.recorded,
        "entry": entry.number,
        "files": list(one.files),
        "comments": one.comments,
        "judged": one.judged and asdict(one.judged),
        "others": [{"kind": other.kind, "entry": other.number} for other in record.others],
        "withdrawn": taken
        and {"recorded": taken.recorded, "entry": taken.number, "reason": one.reason},
    }
