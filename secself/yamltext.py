"""YAML text ↔ plain data: every scalar is text, no key stands twice, every value knows its line.

Knows nothing of what the keys mean; see secself.schemas.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from secself.problems import Origin, Problem

Plain = str | list["Plain"] | dict[str, "Plain"]
"""What YAML text becomes: text, lists and mappings, and nothing else."""

Path = tuple[str | int, ...]
"""The way from the top of a document to a value: keys and places in lists."""

_DEEPEST = 20
_MONSTROUS = 200
_LONGEST = 32_767
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BRACKETS = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(r"^(?: {400}|(?:[ \t]*[-?:][ \t]+){100})", re.MULTILINE)
_PLAIN_TAGS = {"str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq"}
_SLIPS = 9
"""How many records that are not YAML are passed over in one file before it is given up."""
_RECORD = re.compile(r" {0,4}- [A-Za-z_]+:|[A-Za-z_]+:")
_LARGEST = 5 * 1024 * 1024
_MOST = 400_000
"""How many commas and lines a file may have; 1,200 controls have about 50,000."""
# The C loader is an order of magnitude faster; it is missing only where libyaml is.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file of YAML says, and on which line it says it."""

    content: Plain
    """The plain data; an empty mapping if the file could not be read."""
    lines: dict[Path, int]
    """The line of each value, counted from 1."""
    problems: tuple[Problem, ...]
    """What is wrong with the text itself."""

    def line_of(self, path: Path) -> int:
        """Give the line of a value, or of the nearest thing around it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def parse(text: str, file: str) -> Document:
    """Read one document of YAML; what is wrong with it comes back as Problems."""
    too_much = _too_much(text)
    if too_much:
        return _unread(file, 1, *too_much)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _unread(file, line, f"This is not YAML: {error.problem}.", "Correct the line.")
    except (yaml.YAMLError, RecursionError):
        return _unread(file, 1, "This is not YAML text.", "Write it as plain YAML in UTF-8.")
    if node is None:
        return _unread(file, 1, "The file is empty.", "Fill it, or delete it.")
    walk = _Walk(file)
    content = walk.plain(node, ())
    return Document(content, walk.lines, tuple(walk.problems))


def parse_around(text: str, file: str) -> tuple[Document, str]:
    """Read as much of a document as can be read, and give the text that was passed over.

    Where the text is not YAML, the record around that line is blanked and the rest is read, so
    that one slip does not hide all else that is wrong. Lines keep their numbers.
    """
    lines = text.split("\n")
    broken: list[Problem] = []
    passed_over: list[str] = []
    for _ in range(_SLIPS):
        document = parse("\n".join(lines), file)
        fault = next((p for p in document.problems if p.code == "yaml-broken"), None)
        if fault is None:
            problems = (*broken, *document.problems)
            return Document(document.content, document.lines, problems), "\n".join(passed_over)
        first, last = _block(lines, (fault.origin.line or 1) - 1)
        if not any(line.strip() for line in lines[first:last]):
            # That nothing is left of a text is no news where all of it was passed over.
            broken += [] if broken else [fault]
            break
        broken.append(fault)
        passed_over += lines[first:last]
        lines[first:last] = [""] * (last - first)
    return Document({}, {}, tuple(broken)), text


def _block(lines: list[str], at: int) -> tuple[int, int]:
    """Find the record of a list around a line: from its dash to the next thing as far left."""
    at = min(at, len(lines) - 1)
    starts = (n for n in range(at, -1, -1) if _RECORD.match(lines[n]))
    first = next(starts, None)
    if first is None:
        return at, at + 1
    indent = len(lines[first]) - len(lines[first].lstrip())
    for last in range(first + 1, len(lines)):
        text = lines[last].lstrip()
        if text and not text.startswith("#") and len(lines[last]) - len(text) <= indent:
            return first, max(last, at + 1) if last <= at else last
    return first, len(lines)


class _Walk:
    """One walk over the nodes of a document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def plain(self, node: yaml.Node, path: Path) -> Plain:
        self.lines[path] = node.start_mark.line + 1
        if self._is_refused(node, path):
            return ""
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*path, place)) for place, child in enumerate(node.value)]
        text = str(node.value)
        if len(text) > _LONGEST or _UNPRINTABLE.search(text):
            self._complain(
                node,
                "yaml-text",
                f"A text is longer than {_LONGEST:,} characters, or holds one that cannot be seen.",
                "Shorten it, or take the character out; no workbook could carry it.",
            )
        return text

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Plain]]:
        keys: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in keys:
                self._complain(
                    key_node,
                    "yaml-key-twice",
                    f"The key “{key}” stands here again.",
                    "Keep one of the two.",
                )
                continue
            keys.add(key)
            yield key, self.plain(value_node, (*path, key))

    def _is_refused(self, node: yaml.Node, path: Path) -> bool:
        if id(node) in self._seen:
            self._complain(
                node, "yaml-alias", "An alias repeats an earlier value.", "Write the value out."
            )
            return True
        if not isinstance(node, yaml.ScalarNode):
            self._seen.add(id(node))
        if len(path) > _DEEPEST:
            self._complain(
                node, "yaml-deep", f"Values are nested more than {_DEEPEST} deep.", "Flatten them."
            )
            return True
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _PLAIN_TAGS:
            self._complain(
                node, "yaml-tag", f"The tag “{node.tag}” is not used here.", "Remove it."
            )
            return True
        return False

    def _complain(self, node: yaml.Node, code: str, what: str, remedy: str) -> None:
        line = node.start_mark.line + 1
        origin = Origin(file=self.file, line=line)
        self.problems.append(Problem(code=code, origin=origin, what=what, remedy=remedy))


def _too_much(text: str) -> tuple[str, str] | None:
    """Say what of a text is more than anybody writes, and what to do; seen before it is read."""
    if len(text) > _LARGEST:
        return "The file is larger than 5 MiB.", "Split it."
    if sum(map(text.count, ",\n")) > _MOST:
        return "The file holds more values than anybody writes.", "Split it."
    if _is_monstrous(text):
        return "Values are nested deeper than anybody writes.", "Flatten them."
    return None


def _is_monstrous(text: str) -> bool:
    """Tell whether the C library would run out of its stack: it goes down before we can count."""
    depth = 0
    for bracket in _BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1
        if depth > _MONSTROUS:
            return True
    return _INDENTED.search(text) is not None


def _unread(file: str, line: int, what: str, remedy: str) -> Document:
    origin = Origin(file=file, line=line)
    return Document({}, {}, (Problem(code="yaml-broken", origin=origin, what=what, remedy=remedy),))


def write(content: Plain) -> str:
    """Write plain data as YAML that reads back equal; texts of several lines stand as blocks."""
    text: str = yaml.dump(
        content, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=100, indent=2
    )
    return text


class _Writer(yaml.SafeDumper):
    """Writes every scalar so that it can only be read as text, and shares nothing."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)
