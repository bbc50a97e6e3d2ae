"""The sample of what was declared unchanged: as text and as plain data."""

import textwrap
from collections.abc import Iterator, Mapping

from secself.model import ChallengeSample, Comparison

_WIDTH = 96


def text(comparison: Comparison, sample: ChallengeSample) -> str:
    """List the controls to probe, with what speaks for probing them."""
    return "\n".join(_lines(comparison, sample))


def document(sample: ChallengeSample) -> Mapping[str, object]:
    """Give the same as plain data."""
    return {
        "seed": sample.seed,
        "drawn_from": sample.drawn_from,
        "drawn": [
            {"ref": one.ref, "weight": one.weight, "reasons": list(one.reasons)}
            for one in sample.drawn
        ],
    }


def _lines(comparison: Comparison, sample: ChallengeSample) -> Iterator[str]:
    titles = {control.id: control.title for control in comparison.framework.controls}
    yield f"To be probed: {len(sample.drawn)} of {sample.drawn_from} controls declared unchanged"
    yield f"drawn with the seed {sample.seed}"
    for one in sample.drawn:
        yield ""
        yield f"  {one.ref}  {titles.get(one.ref, '')}".rstrip()
        yield from textwrap.wrap(
            f"weight {one.weight}: {', '.join(one.reasons) or 'no particular reason'}",
            _WIDTH,
            initial_indent="      ",
            subsequent_indent="      ",
        )
