"""Many assessments seen as one, as the committee reads them."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal

from secself.model.archive import Receipt
from secself.model.assessment import Assessment, Change, Delta, Finding, Materiality, Section
from secself.model.decision import Action, Decision
from secself.model.framework import Framework
from secself.model.record import record
from secself.model.review import BoundComment
from secself.problems import Problem

ActionStanding = Literal["overdue", "slipping", "open", "done", "closed"]
"""How an action stands: its day is past; the User says it will be late; still to be done; done as
last reported; or not reported as done, and the plan was closed by the director's letter."""

_NO_CHANGE: frozenset[Change] = frozenset(("unchanged", "not-compared", "unanswered"))


@record
class Party:
    """The User of a case: what is known of it besides its answers."""

    id: str
    """Its id."""
    name: str = ""
    """The organisation's name; empty if no profile was given."""
    category: str = ""
    """Id of its category of Party; empty if no profile was given."""
    roles: tuple[str, ...] = ()
    """Ids of its User Roles, as it states them."""
    domestic_premises: int | None = None
    """Domestic premises behind its Smart Metering Systems; None if it does not say."""
    non_domestic_premises: int | None = None
    """Non-domestic premises behind them; None if it does not say."""
    premises_band: str = ""
    """In which band the premises lie, where their numbers are not to be told."""
    user_systems: int | None = None
    """How many User Systems it runs; None if it does not say."""
    providers: tuple[str, ...] = ()
    """Ids of the Shared Resource Providers it relies on now."""
    contacts: tuple[str, ...] = ()
    """People to write to, from its profile."""

    @property
    def premises(self) -> int:
        """Count all premises behind it; those it does not state count nothing."""
        return (self.domestic_premises or 0) + (self.non_domestic_premises or 0)

    @property
    def peers(self) -> str:
        """Name the group it is compared in: its category, or its User Roles if that is unknown."""
        return self.category or ", ".join(self.roles)


@record
class YearCount:
    """What was answered in one year: of one User, or of all."""

    year: int
    """The year."""
    kind: str | None
    """Id of the kind of assessment; None where several are added up."""
    users: int = 1
    """How many Users are counted."""
    positions: tuple[tuple[str, int], ...] = ()
    """How many controls stand at each position, by the position's id, best first."""
    risks: tuple[tuple[str, int], ...] = ()
    """How many controls stand at each level of residual risk, by the level's id, best first."""
    unanswered: int = 0
    """How many controls have no readable position."""
    material: int | None = None
    """How many material findings; None where that year was not judged for every User counted."""
    notes: int | None = None
    """How many findings to note; None as above."""


@record
class Case:
    """One User before the committee."""

    party: Party
    """Who it is."""
    assessment: Assessment
    """What it answered, what changed, and what of it matters."""
    trend: tuple[YearCount, ...] = ()
    """What was answered year by year, oldest first, the current year last."""

    @property
    def id(self) -> str:
        """Name the User."""
        return self.party.id

    @property
    def comments(self) -> tuple[BoundComment, ...]:
        """Give what assessors said."""
        return self.assessment.comments

    @property
    def decision(self) -> Decision | None:
        """Give what the committee decided on this assessment; None before it has."""
        return self.assessment.decision

    @property
    def asked(self) -> Decision | None:
        """Give what the committee last decided on an earlier assessment; None if nothing is known.

        All that stands of earlier years is in the assessment's `decided_before`.
        """
        before = self.assessment.decided_before
        return before[-1] if before else None

    @property
    def material(self) -> int:
        """Count the material findings."""
        return len(self.assessment.material)

    @property
    def notes(self) -> int:
        """Count the findings to note."""
        return len(self.assessment.notes)

    @property
    def comparability(self) -> float:
        """Give the share of questions and controls that could be compared, 0 to 1."""
        return self.assessment.comparison.comparability

    @property
    def has_baseline(self) -> bool:
        """Tell whether there was an earlier assessment to compare with."""
        return self.assessment.comparison.prior is not None

    @property
    def concerns(self) -> int:
        """Count the rows of which the assessor's view is not `No concern`."""
        return self.assessment.concerns

    @property
    def concerned(self) -> tuple[BoundComment, ...]:
        """Give the comments with a view other than `No concern`, those taken back left out."""
        return self.assessment.concerned

    @property
    def changed(self) -> tuple[Delta, ...]:
        """Give the Deltas that differ; none without a baseline, where every item is only added."""
        if not self.has_baseline:
            return ()
        return tuple(delta for delta in self.assessment.comparison.deltas if differs(delta))

    @property
    def worse(self) -> int:
        """Count the items that point worse."""
        return sum(delta.direction == "worse" for delta in self.assessment.comparison.deltas)

    @property
    def better(self) -> int:
        """Count the items that point better."""
        return sum(delta.direction == "better" for delta in self.assessment.comparison.deltas)

    def findings_on(self, ref: str) -> tuple[Finding, ...]:
        """Give the findings about one item, gravest first."""
        return tuple(one for one in self.assessment.findings if one.ref == ref)


def differs(delta: Delta) -> bool:
    """Tell whether anything of an item differs; that it was answered in neither year is nothing."""
    return not _NO_CHANGE.issuperset(delta.changes)


@record
class AskedAction:
    """Something that was asked of one of the Users, and how it stands."""

    user: str
    """The User's id."""
    decision: Decision
    """The decision that asked for it."""
    action: Action
    """What was asked, with the User's reports."""
    standing: ActionStanding
    """How it stands on the day of the pack."""


@record
class Missing:
    """A User of whom the committee has nothing yet."""

    party: Party
    """Who it is."""
    standing: Literal["late", "missing"]
    """Whether its day is past, or it is only not there yet; `missing` if no day is known."""
    due: date | None = None
    """The day by which it was, or is, due; None if that is not known."""
    last: str | None = None
    """Its last assessment that is known, such as `acme/2025-vusa`; None if none is."""
    because: str
    """Why it is expected, in a sentence."""


@record
class Shared:
    """One thing found at several Users: the same rule on the same item, or one provider."""

    rule: str | None = None
    """The rule that spoke at each of them; None for a provider."""
    provider: str | None = None
    """The Shared Resource Provider that came, went or changed; None for a rule."""
    ref: str | None = None
    """The item the rule spoke of; None for a provider."""
    title: str = ""
    """What the item is called, or the provider's name as its Users write it."""
    materiality: Materiality
    """The gravest of the findings."""
    users: tuple[str, ...]
    """Of a rule, the Users at whom it spoke; of a provider, all who rely on it, or did, in the
    order of the cases."""
    changed_at: tuple[str, ...] = ()
    """Of a provider, those of the users who report that it came, went or changed."""
    domestic_premises: int = 0
    """The domestic premises behind the users, added up; those not stated count nothing."""
    non_domestic_premises: int = 0
    """The non-domestic premises behind them, added up."""

    @property
    def premises(self) -> int:
        """Count all premises behind the users."""
        return self.domestic_premises + self.non_domestic_premises


def _at(one: Shared, finding: Finding) -> tuple[str, ...]:
    """Give the Users at whom what a finding says is a shared thing; none where it is another."""
    if one.provider is None:
        return one.users if (one.rule, one.ref) == (finding.rule, finding.ref) else ()
    is_about = finding.ref == one.provider or (
        finding.rule == "provider-changed" and finding.inputs.get("before") == one.provider
    )
    return one.changed_at if is_about else ()


@record
class Outlier:
    """A User that stands out from its peers, with the figures."""

    user: str
    """The User's id."""
    measure: str
    """Id of what was counted, one of the framework's `peers`."""
    words: str
    """What was counted, in words."""
    figure: int
    """How many there are at this User."""
    median: int
    """The median of its peers: of an even number of them, the lower of the two in the middle."""
    peers: int
    """How many peers there are, the User itself not counted."""
    group: str
    """Id of the category, or the User Roles, in which it was compared."""
    because: str
    """The figures in one sentence, with the threshold."""


@record
class SectionTrend:
    """One section of controls or theme of questions across all Users."""

    id: str
    """Such as `G3` or `Q08`."""
    title: str
    """Its heading."""
    section: Section
    """`validation` or `questions`."""
    items: int
    """How many items of it were compared, over all Users."""
    changed: int
    """How many of them differ."""
    worse: int
    """How many of them point worse."""
    better: int
    """How many of them point better."""
    material: int
    """How many material findings there are on its items, compared or not."""
    users: tuple[str, ...]
    """The Users at whom at least one item of it points worse, in the order of the cases."""

    @property
    def got_worse(self) -> bool:
        """Tell whether more of its items point worse than better."""
        return self.worse > self.better


@record
class Notice:
    """What must be said of everything that is printed for the committee."""

    marking: str
    """The protective marking."""
    framework: str
    """The edition of the framework, such as `sec-scf@2.5`."""
    interpretations: str
    """The edition of the Agreed Interpretations."""
    statement: str
    """What every reader of the framework's data must know of its standing."""
    answered_under: tuple[tuple[str, int], ...]
    """The editions under which was answered, each with the number of Users."""
    baselines: tuple[tuple[str, int], ...]
    """The baselines, such as `2025-vusa`, each with the number of Users; `none` for no baseline."""
    texts: tuple[tuple[str, Literal["verified", "recalled", "proposed"]], ...]
    """Each control, question and interpretation that the pack rests on, by id, and how far its
    text can be trusted."""

    def of_status(self, status: str) -> tuple[str, ...]:
        """Give the ids of the texts of one standing."""
        return tuple(ref for ref, known in self.texts if known == status)


@record
class Consolidation:
    """What the committee has before it: every User of one year and kind."""

    framework: Framework
    """The newest edition of those that were answered."""
    year: int
    """The year of the assessments."""
    kind: str
    """Id of their kind."""
    as_of: date
    """The day on which deadlines are judged."""
    marking: str = ""
    """The protective marking of every output."""
    cases: tuple[Case, ...] = ()
    """The Users, gravest first."""
    actions: tuple[AskedAction, ...] = ()
    """What was asked of the Users in decisions that stand, what is overdue first, by day."""
    missing: tuple[Missing, ...] = ()
    """The Users of whom nothing has come, the latest first."""
    shared: tuple[Shared, ...] = ()
    """What several Users have in common, gravest first."""
    outliers: tuple[Outlier, ...] = ()
    """The Users that stand out, in the order of the cases."""
    sections: tuple[SectionTrend, ...] = ()
    """The sections and themes, those that got worse most first."""
    trend: tuple[YearCount, ...] = ()
    """All Users year by year, oldest first."""
    notice: Notice
    """What must be said of it."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    """What is wrong with files that were left out, and what was passed over."""

    def actions_of(self, user: str) -> tuple[AskedAction, ...]:
        """Give what was asked of one User."""
        return tuple(one for one in self.actions if one.user == user)

    def asked_before(self, case: Case) -> tuple[AskedAction, ...]:
        """Give what was asked of a User in decisions on earlier assessments."""
        return tuple(one for one in self.actions_of(case.id) if one.decision != case.decision)

    def elsewhere(self, user: str, finding: Finding) -> tuple[Case, ...]:
        """Give the other Users at whom the same was found, or the same provider changed."""
        found = dict.fromkeys(
            other
            for one in self.shared
            for other in (_at(one, finding) if user in _at(one, finding) else ())
            if other != user
        )
        return tuple(case for case in self.cases if case.id in found)

    def case(self, user: str) -> Case | None:
        """Find the case of a User, or None."""
        return next((one for one in self.cases if one.id == user), None)

    @property
    def receipt(self) -> Receipt | None:
        """Give what proves what the archive held that was used; None if none was."""
        receipts = (case.assessment.receipt for case in self.cases)
        return max(filter(None, receipts), key=lambda one: one.number, default=None)

    @property
    def kind_label(self) -> str:
        """Give the full name of the kind."""
        return next((one.label for one in self.framework.kinds if one.id == self.kind), self.kind)

    @property
    def titles(self) -> Mapping[str, str]:
        """Give the title of each control and the text of each question, by id."""
        controls = {one.id: one.title for one in self.framework.controls}
        return controls | {one.id: one.text for one in self.framework.questions}

    def label_of_category(self, category: str) -> str:
        """Give the term for a category of Party; what is none is given as it is."""
        known = {one.id: one.label for one in self.framework.party_categories}
        return known.get(category, category)
