"""Warns of tracked changes that nobody has accepted or rejected: what is read is one outcome."""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from secself.problems import Origin, Problem
from secself.wordform.body import deleted, places
from secself.wordform.filled import key_of
from secself.wordform.layout import ANSWER, tag
from secself.wordform.rows import Found
from secself.wordform.text import Text, is_ours, name

_ADDED = frozenset({"ins", "moveTo"})
_TAKEN_AWAY = frozenset({"del", "moveFrom"})
_TEXTS = frozenset({"t", "delText"})
_QUOTED = 60


def unaccepted(root: etree._Element, found: Sequence[Found], file: str | None) -> Iterator[Problem]:
    """Name each question in whose row or fields there are changes left open."""
    if next(root.iter(*(f"{{*}}{kind}" for kind in _ADDED | _TAKEN_AWAY)), None) is None:
        return
    refs = {each.place: each.ref for each in found}
    changed: dict[str, list[etree._Element]] = {}
    for row, place in places(root).items():
        if place in refs:
            changed.setdefault(refs[place], []).append(row)
    for control, ref in _loose(root):
        changed.setdefault(ref, []).append(control)
    for ref, elements in changed.items():
        marks = [mark for element in elements for mark in _marks(element)]
        if marks:
            yield _problem(ref, marks, file)
    for row in deleted(root):
        yield _row_gone(row, file)


def _row_gone(row: etree._Element, file: str | None) -> Problem:
    text = Text()
    text.take(row)
    refs = [key.ref for control in text.controls if (key := key_of(control))]
    ref = refs[0] if refs else None
    held = [*(control.text for control in text.controls), *text.lines]
    words = " · ".join(dict.fromkeys(filter(str.strip, held)))
    return Problem(
        level="warning",
        code="changes-unaccepted",
        origin=Origin(file=file, path=tag(ref, ANSWER.key) if ref else None),
        ref=ref,
        what=f"A row{f' of {ref}' if ref else ''} was deleted with changes tracked, and nobody has "
        f"accepted that; nothing in it was read: “{words}”.",
        remedy="Accept or reject the deletion, and send the document as it is meant.",
    )


def _loose(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter("{*}sdt"):
        if is_ours(element) and next(element.iterancestors("{*}tbl"), None) is None:
            text = Text()
            text.take(element)
            key = key_of(text.controls[0]) if text.controls else None
            if key is not None:
                yield element, key.ref


def _marks(element: etree._Element) -> Iterator[etree._Element]:
    return element.iter(*(f"{{*}}{kind}" for kind in _ADDED | _TAKEN_AWAY))


def _problem(ref: str, marks: Sequence[etree._Element], file: str | None) -> Problem:
    added = _words(mark for mark in marks if name(mark) in _ADDED)
    gone = _words(mark for mark in marks if name(mark) in _TAKEN_AWAY)
    said = [f"“{added}” was read" if added else "", f"“{gone}” was not read" if gone else ""]
    listed = " and ".join(filter(None, said)) or "they change no words"
    return Problem(
        level="warning",
        code="changes-unaccepted",
        origin=Origin(file=file, path=tag(ref, ANSWER.key)),
        ref=ref,
        what=f"Beside {ref} there are tracked changes that nobody has accepted: {listed}.",
        remedy="Accept or reject the changes, and send the document as it is meant.",
    )


def _words(marks: Iterable[etree._Element]) -> str:
    """Give the words in some marks, each once though one mark may stand in another."""
    texts = dict.fromkeys(text for mark in marks for text in mark.iter() if name(text) in _TEXTS)
    words = "".join(text.text or "" for text in texts)
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
