"""What changed from one edition of a framework to the next."""

from typing import Literal

from secself.model.record import record


@record
class Passage:
    """A run of words that was kept, put in, or taken out."""

    change: Literal["kept", "added", "removed", "moved away", "moved here"]
    """What became of it; what moved is told in both places."""
    text: str
    """The words, as they stand on the side that has them."""


@record
class Revised:
    """One thing that an entry says, before and after."""

    field: str
    """Its name, such as `text` or `applies to`."""
    before: str
    """What it said, as text; blank if nothing."""
    after: str
    """What it says now."""
    passages: tuple[Passage, ...] = ()
    """The difference word by word; joined by spaces they give both sides."""


@record
class Revision:
    """What became of one entry of a framework."""

    list: str
    """The list it stands in, such as `controls`; `framework` for what stands at the top."""
    id: str
    """Its id."""
    title: str
    """What it is called, in a few words."""
    change: Literal["added", "withdrawn", "changed"]
    """What became of it."""
    fields: tuple[Revised, ...] = ()
    """What it says otherwise, if it stands on both sides."""
    reason: str = ""
    """Why it was withdrawn, if the edition says."""
    touches: tuple[str, ...] = ()
    """Ids of the User Roles whose answers it touches."""
    items: tuple[str, ...] = ()
    """Ids of the controls and questions it touches, where it is none itself."""

    @property
    def is_reworded(self) -> bool:
        """Tell whether the words differ by which an answer is carried from edition to edition."""
        return any(field.field in ("title", "text", "term", "answer") for field in self.fields)
