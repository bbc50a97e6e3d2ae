"""Reads the comments of a Word questionnaire, each bound to the question it is anchored in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from secself.model import Comment, Reply, moment_of, state_of
from secself.opc import Package
from secself.problems import Origin, Problem
from secself.wordform.body import places
from secself.wordform.filled import key_of
from secself.wordform.layout import SECTION
from secself.wordform.rows import Found, Stranger
from secself.wordform.text import Text, attribute, is_ours, name
from secself.wordform.tree import root_of

_ANCHORS = ("commentRangeStart", "commentReference", "commentRangeEnd")
"""What ties a comment to the text; where it begins decides."""
_OUTSIDE = "outside the tables"
_ADRIFT = "nowhere in the text"
_QUOTED = 60


@dataclass(slots=True, kw_only=True)
class _Entry:
    """One comment as its part has it; replies are comments of their own there."""

    id: str
    paragraphs: tuple[str, ...]
    """The ids of its paragraphs; the last stands for the comment elsewhere."""
    author: str
    written: str
    text: str
    parent: "_Entry | None" = None
    is_settled: bool = False


def comments(
    package: Package,
    root: etree._Element,
    found: Sequence[Found],
    strangers: Sequence[Stranger],
) -> tuple[tuple[Comment, ...], list[Problem]]:
    """Give the comments of a document in the order of its text, and what is odd about them."""
    entries = _entries(package)
    if not entries:
        return (), []
    anchors = _anchors(root)
    binder = _Binder(root, found, strangers)
    problems: list[Problem] = []
    made: list[tuple[int, Comment]] = []
    for thread in _threads(entries):
        number, anchor = anchors.get(thread[0].id, (len(anchors), None))
        section, ref, place = binder.about(anchor)
        at = Origin(file=package.file, path=ref or place)
        made.append((number, _comment(thread, section, ref, at, problems)))
        if section and not ref:
            problems.append(_unplaced(at))
    return tuple(comment for _, comment in sorted(made, key=lambda one: one[0])), problems


def _entries(package: Package) -> list[_Entry]:
    """Read the parts of comments, and what the part beside them knows of replies."""
    relations = [one for one in package.related(package.main) if not one.is_external]
    entries = [
        _entry(element)
        for relation in relations
        if relation.kind == "comments"
        for element in root_of(package, relation.target).iter("{*}comment")
    ]
    if not entries:
        return []
    owners = {paragraph: entry for entry in entries for paragraph in entry.paragraphs}
    for relation in relations:
        if relation.kind == "commentsExtended":
            for element in root_of(package, relation.target).iter("{*}commentEx"):
                _extend(element, owners)
    return entries


def _entry(element: etree._Element) -> _Entry:
    text = Text()
    text.take(element)
    paragraphs = (attribute(each, "paraId").casefold() for each in element.iter("{*}p"))
    return _Entry(
        id=attribute(element, "id"),
        paragraphs=tuple(filter(None, paragraphs)),
        author=attribute(element, "author"),
        written=attribute(element, "date"),
        text="\n".join(text.lines),
    )


def _extend(element: etree._Element, owners: Mapping[str, _Entry]) -> None:
    entry = owners.get(attribute(element, "paraId").casefold())
    if entry is not None:
        entry.parent = owners.get(attribute(element, "paraIdParent").casefold())
        entry.is_settled = attribute(element, "done") in ("1", "true", "on")


def _threads(entries: Iterable[_Entry]) -> list[list[_Entry]]:
    """Put replies to what they answer; Word knows one level of them, and so a reply is one."""
    threads: dict[int, list[_Entry]] = {}
    replies: list[_Entry] = []
    for entry in entries:
        if entry.parent is None or entry.parent.parent is not None:
            threads[id(entry)] = [entry]
        else:
            replies.append(entry)
    for reply in replies:
        threads[id(reply.parent)].append(reply)
    return list(threads.values())


def _anchors(root: etree._Element) -> dict[str, tuple[int, etree._Element]]:
    """Find where each comment begins, and how many begin before it."""
    anchors: dict[str, tuple[int, etree._Element]] = {}
    for element in root.iter(*(f"{{*}}{kind}" for kind in _ANCHORS)):
        anchors.setdefault(attribute(element, "id"), (len(anchors), element))
    return anchors


class _Binder:
    """Knows which row or field of a document is about what, by the reader's own rules."""

    def __init__(
        self, root: etree._Element, found: Sequence[Found], strangers: Sequence[Stranger]
    ) -> None:
        self._places = places(root)
        self._refs = {each.place: each.ref for each in found}
        self._known = {each.ref for each in found}
        self._strange = {each.place for each in strangers}

    def about(self, anchor: etree._Element | None) -> tuple[str, str, str]:
        """Give section, Ref and place of what a comment is about."""
        if anchor is None:
            return "", "", _ADRIFT
        rows = [self._places[row] for row in anchor.iterancestors("{*}tr") if row in self._places]
        for place in rows:
            if place in self._refs:
                return SECTION, self._refs[place], place
        for control in (*anchor.iterancestors("{*}sdt"), *_wrapped(anchor)):
            ref = _ref_of(control)
            if ref in self._known:
                return SECTION, ref, _OUTSIDE
        strange = next((place for place in rows if place in self._strange), None)
        if strange is not None:
            return SECTION, "", strange
        return "", "", rows[0] if rows else _OUTSIDE


def _wrapped(anchor: etree._Element) -> Iterator[etree._Element]:
    """Give the fields right behind the place where a comment begins, up to where it ends."""
    for element in anchor.itersiblings():
        if name(element) == "commentRangeEnd" and attribute(element, "id") == attribute(
            anchor, "id"
        ):
            return
        yield from element.iter("{*}sdt")


def _ref_of(control: etree._Element) -> str:
    if not is_ours(control):
        return ""
    text = Text()
    text.take(control)
    key = key_of(text.controls[0]) if text.controls else None
    return key.ref if key else ""


def _comment(
    thread: Sequence[_Entry], section: str, ref: str, at: Origin, problems: list[Problem]
) -> Comment:
    first, *rest = thread
    replies = tuple(
        Reply(
            text=entry.text,
            author=entry.author.strip() or None,
            written=_moment(entry, at, problems),
        )
        for entry in rest
    )
    author = first.author.strip() or None
    return Comment(
        kind="thread",
        section=section,
        ref=ref,
        place="" if ref else at.path or "",
        text=first.text,
        author=author,
        written=_moment(first, at, problems),
        state=state_of(author, replies, is_settled=first.is_settled),
        replies=replies,
        origin=at,
    )


def _moment(entry: _Entry, at: Origin, problems: list[Problem]) -> datetime | None:
    moment = moment_of(entry.written)
    if moment is None and entry.written.strip():
        what = f"The time of this comment is no time: “{entry.written[:_QUOTED]}”."
        problems.append(_remark("comment-time", at, what))
    return moment


def _unplaced(at: Origin) -> Problem:
    what = "This comment stands on a row that is no question; it was kept with its place."
    return _remark("comment-unplaced", at, what)


def _remark(code: str, at: Origin, what: str) -> Problem:
    remedy = "Nothing to do if the comment can do without."
    return Problem(level="note", code=code, origin=at, what=what, remedy=remedy)
