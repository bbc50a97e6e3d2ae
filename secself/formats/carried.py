"""What becomes of answers between two editions: as text and as plain data."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from secself.model import Carried, Wording

_WORDS: Mapping[Wording, str] = {
    "same": "the same",
    "reworded": "reworded",
    "turned": "turned round in meaning",
    "moved": "moved",
    "split": "split off",
    "merged": "merged",
    "new": "new",
    "withdrawn": "withdrawn",
}


def report(carried: Sequence[Carried], moves: Sequence[tuple[str, str]], share: float) -> str:
    """Say how many answers can be compared, and what becomes of the others."""
    return "\n".join(_lines(carried, moves, share))


def document(
    carried: Sequence[Carried], moves: Sequence[tuple[str, str]], share: float
) -> Mapping[str, object]:
    """Give the same as plain data; what is the same is only counted."""
    return {
        "comparability": share,
        "wordings": dict(Counter(one.wording for one in carried)),
        "carried": [_item(one) for one in carried if one.wording != "same"],
        "likely_moves": [{"from": old, "to": new} for old, new in moves],
    }


def _item(one: Carried) -> Mapping[str, object]:
    return {
        "section": one.section,
        "ref": one.ref,
        "wording": one.wording,
        "from": list(one.came_from),
        "became": list(one.became),
        "reason": one.reason,
    }


def _lines(
    carried: Sequence[Carried], moves: Sequence[tuple[str, str]], share: float
) -> Iterator[str]:
    count = Counter(one.wording for one in carried)
    told = ", ".join(f"{count[name]} {words}" for name, words in _WORDS.items() if count[name])
    yield ""
    yield f"Answers: {share:.1%} of the controls and questions of either can be compared ({told})."
    again = [one.ref for one in carried if one.needs_reaffirming]
    if again:
        yield f"To be read again before an answer counts: {', '.join(again)}."
    for old, new in moves:
        yield (
            f"{new} has the very words that {old} had; if it moved, declare it under “changes”, "
            "or answers to it are lost from the comparison."
        )
