"""What becomes of answers between two editions: as text and as plain data."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from secself.model import Carried, Framework, Wording
from secself.passages import differences

_WIDTH = 96
_MARKS = {
    "kept": "{}",
    "removed": "[-{}-]",
    "added": "{{+{}+}}",
    "moved away": "[-{}-]",
    "moved here": "{{+{}+}}",
}
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


def report(
    before: Framework,
    after: Framework,
    carried: Sequence[Carried],
    moves: Sequence[tuple[str, str]],
    share: float,
) -> str:
    """Say what became of items, how many answers can be compared, and what becomes of the rest."""
    return "\n".join([*_successions(before, after, carried), *_lines(carried, moves, share)])


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


def _successions(before: Framework, after: Framework, carried: Sequence[Carried]) -> Iterator[str]:
    """Tell of what moved, split, merged or turned, with the words that differ, and why."""
    old, new = _words(before), _words(after)
    for one in carried:
        if one.wording not in ("moved", "turned", "split", "merged"):
            continue
        yield ""
        yield f"{one.wording} {' and '.join(one.came_from)} → {one.ref}"
        if one.reason:
            yield f"    {one.reason}"
        for source in one.came_from:
            passages = differences(old.get(source, ""), new.get(one.ref, ""))
            said = "".join(_MARKS[each.change].format(each.text) for each in passages)
            yield from textwrap.wrap(
                f"{source}: {said}", _WIDTH, initial_indent="    ", subsequent_indent="        "
            )


def _words(framework: Framework) -> dict[str, str]:
    found = {one.id: one.text.strip() for one in framework.questions}
    return found | {one.id: f"{one.title}. {one.text.strip()}" for one in framework.controls}


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
