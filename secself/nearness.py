"""What may have been meant by what is nearly one of our words: proposed, never taken."""

import difflib
import re
from collections.abc import Iterable

_ALIKE = 0.8
"""How alike two words must be; two letters out of ten may differ."""
_LONGEST = 60
"""A longer text is no slip of the pen in a word of ours."""
_NO_WORD = re.compile(r"[\W_]+")
_NOUGHTS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_LOOKALIKES = str.maketrans("oli|", "0111")


def nearest(typed: str, words: Iterable[str]) -> str | None:
    """Name the one word that comes near to what was typed; None if there is none, or several."""
    plain = _plain(typed)
    by_plain = {_plain(word): word for word in words}
    if not plain or len(typed) > _LONGEST:
        return None
    near = difflib.get_close_matches(plain, by_plain, n=2, cutoff=_ALIKE)
    return by_plain[near[0]] if len(near) == 1 else None


def nearest_ref(typed: str, refs: Iterable[str]) -> str | None:
    """Name the one Ref that differs in noughts, points or lookalike letters only.

    >>> nearest_ref("Q7-1", ["Q07.1", "Q07.2"])
    'Q07.1'

    Refs are too alike for anything wider: every one is nearly its neighbour.
    """
    wanted = _counted(typed)
    near = [ref for ref in refs if _counted(ref) == wanted] if wanted else []
    return near[0] if len(near) == 1 else None


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip().casefold()


def _counted(ref: str) -> tuple[str, ...]:
    if len(ref) > _LONGEST:
        return ()
    letters, rest = ref.strip()[:1].casefold(), ref.strip()[1:].casefold().translate(_LOOKALIKES)
    parts = _NO_WORD.sub(" ", f"{letters}{rest}").replace(f"{letters} ", letters, 1).split()
    return tuple(_NOUGHTS.sub("", part) for part in parts)
