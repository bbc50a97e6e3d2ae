"""What a command did to the archive or found in it, as text for a terminal and as plain data."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from secself.formats.documents import problem_document, receipt_document
from secself.model import CheckedFile, Held, Receipt, Verdict, Walk
from secself.phrases import one_line


def ending(told: Sequence[CheckedFile], place: str) -> str:
    """Say how many files were recorded, and where."""
    number = sum(one.recorded is not None for one in told)
    known = sum(one.is_known for one in told)
    again = f" ({known} of them known before)" if known else ""
    refused = len(told) - number
    aside = f"; {refused} refused{_kept(told, refused)}" if refused else ""
    return f"{number} of {len(told)} recorded{again} in {one_line(place)}{aside}"


def _kept(told: Sequence[CheckedFile], refused: int) -> str:
    """Say how many of the refused files can be had again; a name without a file cannot."""
    kept = sum(one.is_kept for one in told)
    if not kept:
        return ""
    which = "and kept aside" if kept == refused else f"{kept} of them kept aside"
    return f", {which}: “secself archive quarantine” lists them"


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


def held_text(kept: Sequence[Held]) -> str:
    """List the refused files that were kept, and say how one is had again."""
    if not kept:
        return "No refused file is kept."
    lines = [line for one in kept for line in _held(one)]
    size = sum(one.size for one in kept)
    number = "1 refused file" if len(kept) == 1 else f"{len(kept)} refused files"
    end = f"{number}, {size:,} bytes. Save one with --take and the begin of its SHA-256."
    return "\n".join([*lines, end])


def _held(one: Held) -> Iterator[str]:
    when = one.received.replace("T", " ").replace("Z", " UTC")
    yield f"{one_line(one.name)}, {one.size:,} bytes, refused {when}: {', '.join(one.codes)}"
    yield f"    sha256:{one.sha256}"


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
    "erased": "what was recorded, and was erased since",
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
    found = f"{walk.entries} entries, {walk.contents} contents of {walk.size:,} bytes"
    if walk.erased:
        found += f", {walk.erased} of them erased on request"
    lines = [str(problem) for problem in walk.problems]
    faults = "1 fault" if len(lines) == 1 else f"{len(lines)} faults"
    end = faults if lines else "the chain holds, and every content is what it was"
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
        "erased": walk.erased,
        "receipt": receipt_document(walk.receipt),
        "problems": [problem_document(problem) for problem in walk.problems],
    }


def _verdict(one: Verdict) -> Iterator[str]:
    against = "".join(f" ({one_line(name)})" for name in (one.recorded, one.seal) if name)
    yield f"{one_line(one.file)}: {_STANDINGS[one.standing]}{against}"
    for problem in one.problems:
        yield textwrap.indent(f"{problem.level}: {problem}", "    ")
