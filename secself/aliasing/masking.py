"""Takes names out of texts: whole words, however they are written, and nothing else."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_JOINING = "\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W\d_{_UNSPACED}][{_JOINING}]*)+|\d+")
"""A letter of a script without spaces, a word with its accents and what cannot be seen in it, or a
number."""
_BETWEEN = re.compile(r"[\W_]+")
_DIGEST = re.compile(r"(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])")
_UNSEEN = re.compile(f"[{_JOINING}]")
_SHORT = 200
"""Texts up to so long are worth remembering."""

_Hidden = tuple[tuple[str, ...], bool, str]
"""The words, whether their case counts, and what stands in their place."""


class Mask:
    """What must not be read, and what stands in its place."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[str, list[_Hidden]] = {}
        self._ids: dict[str, str] = {}
        self._known: dict[str, str] = {}
        """What became of short texts, of which a pack says most many times."""

    def hide_id(self, hidden: str, slug: str) -> None:
        """Hide an id only where nothing but an id can stand: alone, or before its assessment."""
        self._known.clear()
        self._ids[hidden] = slug

    def hide(self, name: str, alias: str, *, is_exact: bool = False) -> None:
        """Hide a name, however its words are joined and written; exactly so if that is said."""
        words = tuple(
            (_UNSEEN.sub("", word) if is_exact else fold(word)) for word in _WORD.findall(name)
        )
        if not words:
            return
        self._known.clear()
        held = self._found.setdefault(fold(words[0]), [])
        if not any(known == words and exact == is_exact for known, exact, _ in held):
            held.append((words, is_exact, alias))
            # The longest first, so that a whole name goes before its first word alone; and an id,
            # which is written in just one way, before the name of the same words.
            held.sort(key=lambda one: (-len(one[0]), not one[1]))

    def text(self, text: str) -> str:
        """Give a text without what is hidden; a digest says nothing, and stays whole."""
        known = self._known.get(text)
        if known is None:
            known = self._told(text)
            if len(text) <= _SHORT:
                self._known[text] = known
        return known

    def _told(self, text: str) -> str:
        if text in self._ids:
            return self._ids[text]
        pieces, done = list[str](), 0
        for digest in _DIGEST.finditer(text):
            pieces += [self._plain(text[done : digest.start()]), digest[0]]
            done = digest.end()
        return "".join([*pieces, self._plain(text[done:])])

    def _plain(self, text: str) -> str:
        for hidden, slug in self._ids.items():
            if hidden in text:
                text = re.sub(rf"(?<![\w-]){re.escape(hidden)}(?=/|-\d{{4}}-)", slug, text)
        pieces, done = list[str](), 0
        tokens = list(_WORD.finditer(text))
        place = 0
        while place < len(tokens):
            held = self._found.get(fold(tokens[place][0]), ())
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
    said = tuple(_UNSEEN.sub("", one[0]) if is_exact else fold(one[0]) for one in found)
    return said == words and all(
        _BETWEEN.fullmatch(text[a.end() : b.start()] or "-") for a, b in pairwise(found)
    )


def words_of(texts: Iterable[str]) -> set[str]:
    """Give every word of some texts, without regard to case."""
    return {fold(word) for text in texts for word in _WORD.findall(text)}


def words_in(text: str) -> list[str]:
    """Give the words of a text that are no numbers."""
    return [word for word in _WORD.findall(text) if not word.isdigit()]


def fold(word: str) -> str:
    """Give a word without accents, case and width, as it is looked for."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return _UNSEEN.sub("", plain).casefold()
