"""Reads an exported archive, and believes nothing in it that does not give its digest."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from secself import chain
from secself.model import Entry
from secself.problems import NotFound, Origin, Problem, Refused
from secself.schemas import strict_json
from secself.store import files

FORM = "secself/archive@1"
"""The name of this form, and its number."""

_ALWAYS = {"README.txt", "archive.json", "entries.jsonl"}
"""The files beside the contents that every export has had."""

_SUM = re.compile(rb"^([0-9a-f]{64})  ([\x21-\x7e]+)$", re.MULTILINE)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NO_SIGN = re.compile("[\ud800-\udfff]")
_MOST = 2**63 - 1
"""The highest number that both systems keep."""
_AGAIN = "Export the archive again, or take a copy of the folder that is whole."


def open_folder(folder: Path) -> tuple[list[Entry], Mapping[str, int]]:
    """Give the entries, and the size of each content that was erased.

    Raises Refused with all that does not hold, before anything is taken in.
    """
    head = _mapping(_parsed(folder / "archive.json", _read(folder / "archive.json")))
    if head.get("format") != FORM:
        what = f"This is no archive of the form {FORM}."
        raise Refused(_problem("export-broken", folder / "archive.json", what))
    lines = _read(folder / "entries.jsonl").splitlines()
    entries = [_entry(folder / "entries.jsonl", number, line) for number, line in _counted(lines)]
    erased = dict(_erased(head))
    problems = [*chain.check(entries), *_ends(folder, head, entries)]
    problems += _lacking(folder, entries, erased)
    problems += _unlisted(folder, {entry.content for entry in entries} - erased.keys())
    if problems:
        raise Refused(*problems)
    return entries, erased


def content(folder: Path, digest: str) -> bytes:
    """Give a content by its digest."""
    place = _place(folder, digest)
    content = _read(place)
    if chain.digest_of(content) != digest:
        raise Refused(_problem("content-altered", place, "It does not give its SHA-256."))
    return content


def listed(sums: Mapping[str, str]) -> bytes:
    """Write the digests of files by their names, as `sha256sum` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()


def _unlisted(folder: Path, contents: Iterable[str]) -> Iterator[Problem]:
    """Say which files are not those that SHA256SUMS lists, or that it was changed itself."""
    place = folder / "SHA256SUMS"
    said = _read(place)
    sums = {name.decode(): digest.decode() for digest, name in _SUM.findall(said)}
    wanted = {f"content/{digest[:2]}/{digest}": digest for digest in contents}
    found = {name: digest for name, digest in sums.items() if "/" in name}
    if listed(sums) != said or found != wanted or not sums.keys() >= _ALWAYS:
        yield _problem("export-broken", place, "It does not list just what is here.")
    for name in sorted(sums.keys() - found.keys()):
        if not _gives(folder / name, sums[name]):
            what = "It does not give the SHA-256 that SHA256SUMS has of it."
            yield _problem("export-broken", folder / name, what)


def _gives(place: Path, digest: str) -> bool:
    """Tell whether a file is there and gives a digest."""
    try:
        return chain.digest_of(_read(place)) == digest
    except NotFound:
        return False


def _place(folder: Path, digest: str) -> Path:
    return folder / "content" / digest[:2] / digest


def _read(place: Path) -> bytes:
    try:
        # A pipe would keep us waiting for ever, and a device may never end.
        if files.is_odd(place):
            raise _unread(place, "this is no file, but a pipe or a device")
        return place.read_bytes()
    except OSError as error:
        raise _unread(place, error.strerror or "the system refused") from None


def _unread(place: Path, why: str) -> NotFound:
    what = f"It cannot be read: {why}."
    remedy = "Name the folder that “secself archive export” wrote, whole."
    origin = Origin(file=str(place))
    return NotFound(Problem(code="export-broken", origin=origin, what=what, remedy=remedy))


def _parsed(place: Path, content: bytes) -> object:
    try:
        return strict_json.parse(content)
    except (ValueError, RecursionError):
        what = "It does not hold what secself wrote: it is no JSON."
        raise Refused(_problem("export-broken", place, what)) from None


def _counted(lines: list[bytes]) -> Iterator[tuple[int, bytes]]:
    return enumerate(lines, start=1)


def _entry(place: Path, number: int, line: bytes) -> Entry:
    said = _mapping(_parsed(place, line))
    texts = ("kind", "subject", "key", "content", "recorded", "previous", "hash")
    about = said.get("about")
    fits = (
        said.keys() == {"number", *texts, "about"}
        and _is_number(said["number"], _MOST)
        and all(_is_storable(said[name]) for name in texts)
        and said["kind"] != ""
        and (about is None or _is_number(about, number - 1))
        and all(_DIGEST.fullmatch(str(said[name])) for name in ("content", "previous", "hash"))
    )
    if not fits:
        what = f"Line {number} is no entry of an archive."
        raise Refused(_problem("export-broken", place, what))
    return Entry(**said)  # type: ignore[arg-type]  # each was just held against its type


def _is_number(found: object, most: int) -> bool:
    return type(found) is int and 1 <= found <= most


def _is_storable(found: object) -> bool:
    """Tell a text that both systems can keep: no half characters, and no NUL."""
    return isinstance(found, str) and "\0" not in found and _NO_SIGN.search(found) is None


def _ends(folder: Path, head: Mapping[str, object], entries: list[Entry]) -> Iterator[Problem]:
    """Say that there are other entries than the folder says of itself: its end was cut off."""
    last = entries[-1].hash if entries else chain.START
    if (head.get("entries"), head.get("hash")) != (len(entries), last):
        what = "It names another last entry than entries.jsonl has."
        yield _problem("export-broken", folder / "archive.json", what)


def _lacking(folder: Path, entries: list[Entry], erased: Mapping[str, int]) -> Iterator[Problem]:
    """Say which contents are not there, or not what they were."""
    meant = {entry.about for entry in entries if entry.kind == "erasure"}
    may_lack = {entry.content for entry in entries if entry.number in meant}
    for digest in dict.fromkeys(entry.content for entry in entries):
        if digest in erased and digest in may_lack:
            continue
        try:
            content(folder, digest)
        except (NotFound, Refused) as missing:
            yield from missing.problems


def _erased(head: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    listed = head.get("erased")
    for one in map(_mapping, listed if isinstance(listed, list) else []):
        digest, size = one.get("sha256"), one.get("size")
        # What is said of others, or as nobody says it, leaves its content missing.
        if isinstance(digest, str) and type(size) is int and 0 <= size <= _MOST:
            yield digest, size


def _mapping(plain: object) -> Mapping[str, object]:
    return plain if isinstance(plain, dict) else {}


def _problem(code: str, place: Path, what: str) -> Problem:
    return Problem(code=code, origin=Origin(file=str(place)), what=what, remedy=_AGAIN)
