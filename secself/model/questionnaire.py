"""What this User gets: the questions and controls selected for it, each with its reason."""

from typing import Generic, TypeVar

from secself.model.carrying import Carried, Wording
from secself.model.decision import Decision
from secself.model.framework import Framework
from secself.model.items import Control, Question
from secself.model.profile import Profile
from secself.model.record import record

Item = TypeVar("Item", Control, Question)


@record
class Asked(Generic[Item]):
    """An item of the framework that is put to this User."""

    item: Item
    """The control or question."""
    reason: str
    """Why it is there, in a sentence for the person who answers."""
    wording: Wording = "same"
    """What became of it since the edition of the prior assessment, as far as that is known."""
    came_from: tuple[str, ...] = ()
    """Ids in that edition of what it came from, where that is not itself."""


@record
class Questionnaire:
    """The set of questions and controls for one User, year and kind."""

    framework: Framework
    """The framework it is drawn from."""
    profile: Profile
    """Whom it is for."""
    year: int
    """The assessment's year."""
    kind: str
    """Id of the kind of assessment."""
    questions: tuple[Asked[Question], ...]
    """The User questions, in the framework's order."""
    controls: tuple[Asked[Control], ...]
    """The controls to validate, in the framework's order."""
    source: str = ""
    """`report` if it is to be filled in from an assessor's report, else nothing."""
    follows: str = ""
    """The digest of the answers after which it asks again, else nothing."""
    gone: tuple[Carried, ...] = ()
    """Items that the edition of the prior assessment had, and this one has no more."""
    asked_before: tuple[Decision, ...] = ()
    """Decisions on earlier assessments that ask for something which is not done yet."""

    @property
    def name(self) -> str:
        """Give the reference of the assessment, as in `northfell-energy/2026-ssa`."""
        return f"{self.profile.id}/{self.year}-{self.kind}"

    @property
    def stem(self) -> str:
        """Give the name its files carry, as in `northfell-energy-2026-ssa`."""
        return f"{self.profile.id}-{self.year}-{self.kind}"
