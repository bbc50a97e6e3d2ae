"""Tells two texts apart word by word: what stayed, what was taken out, put in or moved.

Words are what is compared; the white space before a word goes along with it, and alone it is no
difference. Joined, the passages of a side give that side's words in order.
"""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Indel

from secself.model import Passage

_TOKEN = re.compile(r"\s*\S+|\s+\Z")
_SHORT = 3
"""A kept word of so few letters between two changes is told with them, or nobody could read it."""
_MOVED = 4
"""From how many words on a passage that stands elsewhere is said to have moved."""

_Run = tuple[str, list[str]]
_Step = tuple[list[str], list[str], bool]
"""Words before, words after, and whether they are kept."""


def differences(before: str, after: str) -> tuple[Passage, ...]:
    """Give the passages of both texts, in reading order; one that is kept if they are alike."""
    runs = list(_joined(_calmed(list(_steps(_TOKEN.findall(before), _TOKEN.findall(after))))))
    moved = _moved(runs)
    return tuple(
        Passage(change=_name(change, words, moved), text="".join(words))  # type: ignore[arg-type]
        for change, words in runs
    )


def is_alike(before: str, after: str) -> bool:
    """Tell whether two texts say the same in the same words."""
    return before.split() == after.split()


def _steps(old: list[str], new: list[str]) -> Iterator[_Step]:
    keys = [token.strip() for token in old], [token.strip() for token in new]
    for step in Indel.opcodes(*keys):
        before = old[step.src_start : step.src_end]
        yield before, new[step.dest_start : step.dest_end], step.tag == "equal"


def _calmed(steps: list[_Step]) -> Iterator[_Step]:
    """Tell a lonely short word between two changes as part of them."""
    for place, (before, after, is_kept) in enumerate(steps):
        is_between = 0 < place < len(steps) - 1
        is_lonely = len(after) == 1 and len(after[0].strip()) <= _SHORT
        yield before, after, is_kept and not (is_between and is_lonely)


def _joined(steps: Iterable[_Step]) -> Iterator[_Run]:
    """Gather what was taken out and put in between two kept passages, the former first."""
    removed, added = list[str](), list[str]()
    for before, after, is_kept in (*steps, ([], [], True)):
        if not is_kept:
            removed += before
            added += after
            continue
        found = (("removed", removed), ("added", added), ("kept", after))
        yield from ((change, words) for change, words in found if words)
        removed, added = [], []


def _moved(runs: Iterable[_Run]) -> set[tuple[str, ...]]:
    """Find what was taken out in one place and put in, word for word, in another."""
    texts: dict[str, set[tuple[str, ...]]] = {"removed": set(), "added": set(), "kept": set()}
    for change, words in runs:
        if len(words) >= _MOVED:
            texts[change].add(_key(words))
    return texts["removed"] & texts["added"]


def _key(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for word in words)


def _name(change: str, words: list[str], moved: set[tuple[str, ...]]) -> str:
    if change == "kept" or _key(words) not in moved:
        return change
    return "moved away" if change == "removed" else "moved here"
