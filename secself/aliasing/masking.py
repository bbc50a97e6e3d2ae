"""Takes names out of texts: whole words, however they are written, and nothing else."""

import re
from collections.abc import Iterable
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(r"[\W_]+")

_Hidden = tuple[tuple[str, ...], bool, str]
"""The words, whether their case counts, and what stands in their place."""


class Mask:
    """What must not be read, and what stands in its place."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[str, list[_Hidden]] = {}

    def hide(self, name: str, alias: str, *, is_exact: bool = False) -> None:
        """Hide a name, however its words are joined and written; exactly so if that is said."""
        words = tuple(_WORD.findall(name if is_exact else name.casefold()))
        if not words:
            return
        held = self._found.setdefault(words[0].casefold(), [])
        if not any(known == words and exact == is_exact for known, exact, _ in held):
            held.append((words, is_exact, alias))
            # The longest first, so that a whole name goes before its first word alone; and an id,
            # which is written in just one way, before the name of the same words.
            held.sort(key=lambda one: (-len(one[0]), not one[1]))

    def text(self, text: str) -> str:
        """Give a text without what is hidden."""
        pieces, done = [], 0
        tokens = list(_WORD.finditer(text))
        place = 0
        while place < len(tokens):
            held = self._found.get(tokens[place][0].casefold(), ())
            hit = next((one for one in held if _stands(one, tokens, place, text)), None)
            if hit is None:
                place += 1
                continue
            last = tokens[place + len(hit[0]) - 1]
            pieces += [text[done : tokens[place].start()], hit[2]]
            done = last.end()
            place += len(hit[0])
        return "".join([*pieces, text[done:]]) if pieces else text


def _stands(hidden: _Hidden, tokens: list[re.Match[str]], place: int, text: str) -> bool:
    """Tell whether the words stand there, with nothing but signs and spaces between them."""
    words, is_exact, _ = hidden
    found = tokens[place : place + len(words)]
    said = tuple(one[0] if is_exact else one[0].casefold() for one in found)
    return said == words and all(
        _BETWEEN.fullmatch(text[a.end() : b.start()] or "-") for a, b in pairwise(found)
    )


def words_of(texts: Iterable[str]) -> set[str]:
    """Give every word of some texts, without regard to case."""
    return {word.casefold() for text in texts for word in _WORD.findall(text)}
