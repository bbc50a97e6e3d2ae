"""Mutants of good files, drawn by hypothesis, and what each of them must become.

A mutant is a good file of one of the four kinds that strangers send, or a variant that is odd
already, changed in one to five places: as bytes, or as marks of the XML of one part. It must be
read or refused, whatever it is.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hostile import NAMES, VARIANTS, good
from hostile.good import zipped
from hypothesis import strategies as st
from packages import unpacked

from secself import records, yamltext
from secself.plain import submission_document
from secself.problems import SecselfError
from secself.schemas import profile as profile_schema
from secself.store import told
from secself.store.frameworks import Library, shelf
from secself.store.opening import open_content
from secself.store.told import Told

SAMPLES = Path(__file__).parents[1] / "samples"
LIBRARY = Library(shelf(()))
KINDS = ("workbook", "workbook", "workbook", "document", "submission", "profile")
"""The kinds of file, those more often of which more comes in."""
NAMED = {
    "workbook": "got.xlsx",
    "document": "got.docx",
    "submission": "got.json",
    "profile": "got.yaml",
}
TOKENS = {
    "package": (
        rb't="\w+"', rb'r="[A-Z]+\d+"', rb"<v>[^<]*</v>", rb's="\d+"', rb'Id\d*="[^"]*"',
        rb"</?[a-zA-Z0-9:]+[^<>]*>", rb'"[^"]*"', rb"PK..", rb"&[a-z]+;", rb"<c [^<>]*>.*?</c>",
        rb"<row [^<>]*>.*?</row>", rb"<si>.*?</si>", rb"<t[ >].*?</t>", rb"<w:tc>.*?</w:tc>",
        rb"<w:p[ >].*?</w:p>", rb"<w:sdt>.*?</w:sdt>", rb"<w:t[ >].*?</w:t>",
        rb"<[a-zA-Z:]+[^<>]*/>", rb"(?<=>)[^<]+(?=<)",
    ),
    "text": (
        rb'"[^"]*"', rb"-?\d+", rb"[\[\]{}]", rb"true|false|null", rb"\n +", rb"[\w-]+:", rb"- .*",
        rb'"[a-z]+": (?:"[^"]*"|null|true|\d+|\{[^{}]*\}|\[[^\[\]]*\])', rb"\{[^{}]*\}(?=, )",
    ),
}  # fmt: skip
"""What is exchanged for another of its like in the same file, left out, or said twice."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change, in places that are counted round the file."""

    does: str
    """What it does."""
    at: int
    """Where."""
    other: int
    """Where else, or which byte."""
    length: int
    """How many bytes."""

    def made(self, content: bytes, tokens: Sequence[bytes]) -> bytes:
        """Give the content with this change."""
        return ACTS[self.does](self, content, tokens) if content else content


def flipped(edit: Edit, content: bytes, _: Sequence[bytes]) -> bytes:
    """Change a byte."""
    at = edit.at % len(content)
    return content[:at] + bytes((edit.other % 256,)) + content[at + 1 :]


def cut(edit: Edit, content: bytes, _: Sequence[bytes]) -> bytes:
    """Take a piece out."""
    at = edit.at % len(content)
    return content[:at] + content[at + edit.length :]


def doubled(edit: Edit, content: bytes, _: Sequence[bytes]) -> bytes:
    """Put a piece in twice."""
    at = edit.at % len(content)
    return content[: at + edit.length] + content[at:]


def moved(edit: Edit, content: bytes, _: Sequence[bytes]) -> bytes:
    """Put a piece over another place."""
    at, to = edit.at % len(content), edit.other % len(content)
    return content[:to] + content[at : at + edit.length] + content[to + edit.length :]


def exchanged(edit: Edit, content: bytes, tokens: Sequence[bytes]) -> bytes:
    """Put a mark, a number, a name or an address in the place of another of its like."""
    places = like(edit, content, tokens)
    if not places:
        return content
    one, other = places[edit.at % len(places)], places[edit.other % len(places)]
    return content[: one.start()] + other[0] + content[one.end() :]


def dropped(edit: Edit, content: bytes, tokens: Sequence[bytes]) -> bytes:
    """Leave out a mark, or a whole element."""
    places = like(edit, content, tokens)
    one = places[edit.at % len(places)].span() if places else (0, 0)
    return content[: one[0]] + content[one[1] :]


def repeated(edit: Edit, content: bytes, tokens: Sequence[bytes]) -> bytes:
    """Say a mark, or a whole element, behind another of its like too."""
    places = like(edit, content, tokens)
    if not places:
        return content
    one, other = places[edit.at % len(places)], places[edit.other % len(places)]
    return content[: other.end()] + one[0] + content[other.end() :]


def like(edit: Edit, content: bytes, tokens: Sequence[bytes]) -> list[re.Match[bytes]]:
    """Find all of one like."""
    return list(re.finditer(tokens[edit.length % len(tokens)], content))


ACTS: Mapping[str, Callable[[Edit, bytes, Sequence[bytes]], bytes]] = {
    act.__name__: act for act in (exchanged, dropped, repeated, flipped, cut, doubled, moved)
}

OFTEN = (*("exchanged", "dropped", "repeated") * 4, "flipped", "cut", "doubled", "moved")
"""What leaves a file that can be read comes more often than what only breaks it."""


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A file that somebody could send."""

    kind: str
    """Of which kind it once was."""
    content: bytes
    """Its bytes."""


@cache
def origins(kind: str) -> tuple[bytes, ...]:
    """Give the good files of a kind."""
    if kind == "workbook":
        return tuple(good(name).content for name in NAMES)
    if kind == "document":
        return tuple(path.read_bytes() for path in sorted(SAMPLES.glob("*/*/*.docx")))
    if kind == "profile":
        return tuple(path.read_bytes() for path in sorted(SAMPLES.glob("*/profile.yaml")))
    read = (open_content(content, "got.xlsx", LIBRARY) for content in origins("workbook"))
    return tuple(json.dumps(submission_document(one.submission)).encode() for one in read)


@cache
def parts(content: bytes) -> Mapping[str, bytes]:
    """Give the parts of a package."""
    return unpacked(content)


PLACES = st.integers(0, 1 << 24)
EDITS = st.lists(
    st.builds(
        Edit, does=st.sampled_from(OFTEN), at=PLACES, other=PLACES, length=st.integers(1, 200)
    ),
    min_size=1,
    max_size=5,
)
ODD = [one for one in VARIANTS if one.group != "size"]
"""The variants of workbooks; the large ones take long, and are what they are by their size."""


@st.composite
def mutants(draw: st.DrawFn) -> Mutant:
    """Draw a mutant."""
    kind = draw(st.sampled_from(KINDS))
    content, edits = draw(st.sampled_from(origins(kind))), draw(EDITS)
    if kind in ("submission", "profile"):
        return Mutant(kind=kind, content=edited(content, edits, "text"))
    if kind == "workbook" and draw(st.integers(0, 9)) == 0:
        odd = draw(st.sampled_from(ODD))
        content = odd.make(good(draw(st.sampled_from(NAMES))))
        return Mutant(kind=kind, content=edited(content, edits, "package"))
    if draw(st.integers(0, 9)) == 0:
        return Mutant(kind=kind, content=edited(content, edits, "package"))
    names = [name for name in parts(content) if name.endswith((".xml", ".rels"))]
    part = draw(st.sampled_from(names))
    changed = edited(parts(content)[part], edits, "package")
    return Mutant(kind=kind, content=zipped({**parts(content), part: changed}))


def edited(content: bytes, edits: Sequence[Edit], tokens: str) -> bytes:
    """Make one change after the other."""
    for edit in edits:
        content = edit.made(content, TOKENS[tokens])
    return content


def outcome(mutant: Mutant) -> str:
    """Read a mutant as the commands do, and say what became of it; anything else is a failure."""
    if mutant.kind == "profile":
        return of_profile(mutant.content)
    try:
        opened = open_content(mutant.content, NAMED[mutant.kind], LIBRARY)
    except SecselfError as refusal:
        return said(refusal)
    cells = opened.submission.cells
    assert cells.filled == cells.taken + cells.unreadable + cells.ignored
    # What is told of it must be such that it can leave the process that reads.
    saying = told.tell(*opened)
    assert saying == records.decode(Told, records.encode(saying))
    return "read"


def of_profile(content: bytes) -> str:
    """Read a profile as YAML."""
    try:
        document = yamltext.parse(content.decode("utf-8-sig"), "got.yaml")
    except UnicodeDecodeError:
        return "refused file-unreadable"
    except SecselfError as refusal:
        return said(refusal)
    profile, faults = profile_schema.load_profile(document.content)
    assert (profile is None) == bool(faults)
    return "read" if profile and not document.problems else "refused data-shape"


def said(refusal: SecselfError) -> str:
    """See that a refusal names the file and speaks in sentences, and give its first code."""
    assert refusal.problems
    for one in refusal.problems:
        assert (one.origin.file or "got.").startswith("got."), one
        assert one.what.endswith(".") or one.what.endswith("…"), one
        assert one.remedy.endswith("."), one
    return f"refused {refusal.problems[0].code}"
