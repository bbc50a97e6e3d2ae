"""The words a framework is made of: sources, scales, roles, kinds, outcomes, standards."""

from typing import Literal

from secself.model.provenance import Provenance
from secself.model.record import record

Asking = Literal["needed", "possible", "none"]
"""Whether an outcome asks for actions: at least one, perhaps, or never."""


@record
class Source:
    """A document the data was taken from."""

    code: str
    """Short name used in provenance, such as `N-25`."""
    title: str
    """What it is."""
    place: str = ""
    """Where it was published, if known."""
    retrieved: str = ""
    """When or how it was read."""


@record
class Choice:
    """One word a person may choose."""

    id: str
    """Its name in data; never changes."""
    label: str
    """The word as it stands in the sheet."""
    ranked: bool = True
    """False for a word that is neither better nor worse, such as `Not applicable`."""
    formerly: tuple[str, ...] = ()
    """Names it had before; understood when older files are read."""
    meaning: str = ""
    """What a person says by choosing it."""


@record
class Scale:
    """Words in order, best first."""

    choices: tuple[Choice, ...]
    """The words, best first."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Give the words as they stand in the sheet."""
        return tuple(choice.label for choice in self.choices)

    def find(self, label: object) -> Choice | None:
        """Find the choice of exactly this label, or None."""
        return next((choice for choice in self.choices if choice.label == label), None)

    def rank(self, label: object) -> int | None:
        """Give the place of a label, 0 being best; None if unranked or not of this scale."""
        ranked = [choice.label for choice in self.choices if choice.ranked]
        return ranked.index(label) if isinstance(label, str) and label in ranked else None

    def id_of(self, label: object) -> str | None:
        """Give the id of a label, or None."""
        found = self.find(label)
        return found.id if found else None

    def label_of(self, choice_id: str) -> str:
        """Give the label of an id; the id itself where the scale does not have it."""
        return next((choice.label for choice in self.choices if choice.id == choice_id), choice_id)


@record
class UserRole:
    """A User Role of the code."""

    id: str
    """Kebab-case id, such as `import-supplier`."""
    code: str
    """The field's abbreviation, such as `IS`."""
    label: str
    """The term as the code writes it."""
    meaning: str
    """Who holds it, in our words."""
    provenance: Provenance
    """Where this line comes from."""


@record
class PartyCategory:
    """A category of Party to the code."""

    id: str
    """Kebab-case id, such as `small-supplier`."""
    label: str
    """The term of the field."""
    meaning: str
    """What sets it apart, in our words."""
    provenance: Provenance
    """Where this line comes from."""


@record
class Kind:
    """A kind of assessment, with what it is compared with."""

    id: str
    """`ssa`, `vusa`, `fusa` or `followup` in this regime."""
    label: str
    """Its full name."""
    abbreviation: str
    """Its short name in prose."""
    baseline: Literal["none", "last-full", "last-any", "response"]
    """Which earlier assessment it is compared with."""
    clause: str
    """Where the code defines it."""
    meaning: str
    """Who does it and what for, in our words."""
    provenance: Provenance
    """Where this line comes from."""


@record
class Outcome:
    """One of the committee's outcomes."""

    id: str
    """Kebab-case id, such as `actions-requested`."""
    label: str
    """Its name in a letter."""
    meaning: str
    """What follows, in our words."""
    clause: str
    """Where the code speaks of it, if it does."""
    actions: Asking = "possible"
    """Whether the User is asked to do something with it."""
    kinds: tuple[str, ...] = ()
    """Ids of the kinds it is for; none means those that no other outcome or status is for."""
    provenance: Provenance
    """Where this line comes from."""


@record
class AssuranceStatus:
    """An assurance status of a Full assessment."""

    id: str
    """Kebab-case id."""
    label: str
    """Its name today."""
    formerly: str
    """Its name before 27 February 2020."""
    admits_entry: bool
    """Whether it lets a Party complete User Entry."""
    meaning: str
    """What it says, in our words."""
    actions: Asking = "possible"
    """Whether the Party is asked to do something with it."""
    provenance: Provenance
    """Where this line comes from."""


@record
class Chapter:
    """A section of the framework, under which controls are grouped."""

    id: str
    """Such as `G3`."""
    title: str
    """Its heading."""
    provenance: Provenance
    """Where the heading comes from."""


@record
class Theme:
    """A theme under which questions are grouped."""

    id: str
    """Such as `Q08`."""
    title: str
    """What the questions are about."""
    provenance: Provenance
    """Where the theme comes from."""


@record
class Standard:
    """A standard that a control leans on."""

    id: str
    """Kebab-case id, such as `iso-27001`."""
    title: str
    """Its name."""
    edition_named: str
    """The edition the code names, as far as known."""
    edition_current: str
    """The edition in force now, as far as known."""
    provenance: Provenance
    """Where this line comes from."""
