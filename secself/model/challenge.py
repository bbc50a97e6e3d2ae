"""A sample of what was declared unchanged, for the assessor to probe."""

from secself.model.provenance import Provenance
from secself.model.record import record


@record
class ChallengeFactor:
    """What makes a control that is declared unchanged worth probing, and how much."""

    id: str
    """The factor, as secself.challenge knows it."""
    weight: int
    """How much it adds to the chance of being drawn; every control starts with 1."""
    words: str
    """What the assessor reads of it."""
    provenance: Provenance
    """Where the weight comes from."""


@record
class Challenged:
    """One control that was drawn."""

    ref: str
    """The control."""
    weight: int
    """The weight it was drawn with."""
    reasons: tuple[str, ...]
    """What gave it that weight, in the words of the factors."""


@record
class ChallengeSample:
    """A sample that can be drawn again from the same answers with the same seed."""

    seed: str
    """What it was drawn with."""
    drawn_from: int
    """How many controls are declared unchanged."""
    drawn: tuple[Challenged, ...]
    """The controls, in the framework's order."""
