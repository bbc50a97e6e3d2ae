"""What became of controls and questions from one edition of a framework to a later one."""

from typing import Literal

from secself.model.provenance import Provenance
from secself.model.record import record

Wording = Literal["same", "reworded", "turned", "moved", "split", "merged", "new", "withdrawn"]
"""What became of the words of an item between two editions, or two sides of a comparison."""

NOT_COMPARABLE: frozenset[Wording] = frozenset({"turned", "split", "merged", "new", "withdrawn"})
"""The wordings under which two answers cannot be laid side by side."""


@record
class ItemChange:
    """A declaration that items of one edition became others in the next."""

    id: str
    """Its own id, so that an overlay can name it."""
    since: str
    """The first edition in which it is so."""
    what: Literal["moved", "split", "merged", "turned", "withdrawn"]
    """What happened; `turned` says that the same answer now means something else."""
    was: tuple[str, ...]
    """Ids of the items as they were."""
    became: tuple[str, ...]
    """Ids of the items as they are since; none for what was withdrawn."""
    reason: str
    """Why, in a sentence."""
    provenance: Provenance
    """Where it is said."""


@record
class Carried:
    """What became of one item between two editions; every item of either is in exactly one.

    An item with one predecessor, which became nothing else, is one record with it. Of a split or
    a merger each old item has a record of its own, `withdrawn`, that says what it became.
    """

    section: Literal["questions", "validation"]
    """Which table it stands in."""
    ref: str
    """Its id in the later edition, or in the earlier one if it is gone."""
    wording: Wording
    """What became of it."""
    came_from: tuple[str, ...] = ()
    """Ids in the earlier edition of what it came from; none if it is new or withdrawn."""
    became: tuple[str, ...] = ()
    """For an item that is gone: the ids it became."""
    reason: str = ""
    """Why, if an edition says."""

    @property
    def needs_reaffirming(self) -> bool:
        """Tell whether an answer carried over counts only once somebody has read it again."""
        return self.wording not in ("same", "new", "withdrawn")

    @property
    def is_comparable(self) -> bool:
        """Tell whether the answers of the two editions can be laid side by side."""
        return self.wording not in NOT_COMPARABLE
