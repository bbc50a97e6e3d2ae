"""What is asked: a controls framework of one edition, its interpretations and its questions."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from secself.model.lifecycle import Lifecycle
from secself.model.provenance import Provenance
from secself.problems import NOWHERE, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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
    provenance: Provenance
    """Where this line comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    provenance: Provenance
    """Where this line comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section of the framework, under which controls are grouped."""

    id: str
    """Such as `G3`."""
    title: str
    """Its heading."""
    provenance: Provenance
    """Where the heading comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme under which questions are grouped."""

    id: str
    """Such as `Q08`."""
    title: str
    """What the questions are about."""
    provenance: Provenance
    """Where the theme comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in a document, in one edition of it: clause numbers move."""

    document: str
    """Such as `SEC`."""
    clause: str
    """Such as `G3.9`."""
    edition: str
    """The edition in which the number was seen or remembered."""
    is_verified: bool
    """Whether the number was seen with this topic in a public source."""

    def __str__(self) -> str:
        """Give document and clause, as in `SEC G3.9`."""
        return f"{self.document} {self.clause}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedEvidence:
    """What would show that a control works."""

    text: str
    """The kind of evidence, in our words."""
    provenance: Provenance
    """Where this line comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicability:
    """To whom and when an item is put."""

    roles: tuple[str, ...]
    """Ids of the User Roles it binds."""
    kinds: tuple[str, ...]
    """Ids of the kinds of assessment it belongs to."""
    facts: tuple[str, ...] = ()
    """Profile facts that must all hold, such as `smets1-enrolled`."""
    provenance: Provenance
    """Where the applicability comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One obligation: a clause, in our own words."""

    id: str
    """The clause, such as `G3.9`; the Ref of its row. Never reused."""
    chapter: str
    """Id of the section it stands in."""
    title: str
    """What it is about, in a few words."""
    text: str
    """A paraphrase of what is asked."""
    references: tuple[Reference, ...]
    """Where the code says it."""
    applicability: Applicability
    """Whom it binds, and when."""
    evidence: tuple[ExpectedEvidence, ...] = ()
    """What would show it."""
    standards: tuple[str, ...] = ()
    """Ids of the standards it leans on."""
    interpretations: tuple[str, ...] = ()
    """Ids of the Agreed Interpretations to read it with."""
    provenance: Provenance
    """Where the paraphrase comes from."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits over its words; white space does not count."""
        return fingerprint(self.title, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedInterpretation:
    """How industry and assessor have agreed to read a term."""

    id: str
    """Such as `AI-4`."""
    term: str
    """The term or subject it settles."""
    text: str
    """What was agreed, in our words."""
    edition: str
    """The edition of the interpretations it was read in."""
    provenance: Provenance
    """Where this text comes from."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits over its words; white space does not count."""
        return fingerprint(self.term, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerType:
    """What an answer may be, and which way is better."""

    kind: Literal["choice", "date", "whole", "decimal", "text"]
    """What the cell takes."""
    choices: tuple[str, ...] = ()
    """For a choice: the words, in the order of the dropdown."""
    ranking: tuple[str, ...] = ()
    """For a choice: the words best first, or nothing if none is better."""
    better: Literal["lower", "higher", ""] = ""
    """For a number or date: which way is better (a later date is higher)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A question is ruled out by another answer."""

    question: str
    """Id of the question that decides."""
    answers: tuple[str, ...]
    """The answers under which this question applies."""

    def rules_out(self, answer: object) -> bool:
        """Tell whether that question, so answered, rules this one out; a blank rules out none."""
        return isinstance(answer, str) and answer not in self.answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One of the User questions."""

    id: str
    """Such as `Q08.1`; the Ref of its row. Never reused."""
    theme: str
    """Id of its theme."""
    text: str
    """The question."""
    why: str
    """Why it is asked, in a sentence."""
    answer: AnswerType
    """What may be answered."""
    references: tuple[Reference, ...]
    """Which clauses it bears on."""
    applicability: Applicability
    """Whom it is put to, and when."""
    condition: Condition | None = None
    """The answer to another question that it hangs on, if any."""
    evidence: tuple[ExpectedEvidence, ...] = ()
    """What would support the answer."""
    interpretations: tuple[str, ...] = ()
    """Ids of the Agreed Interpretations to read it with."""
    provenance: Provenance
    """Where the wording comes from."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits over its words and its answers; white space does not count."""
        answer = self.answer
        return fingerprint(self.text, answer.kind, *answer.choices, *answer.ranking, answer.better)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """One materiality rule as a framework sets it."""

    id: str
    """The rule, such as `position-lowered`."""
    level: Literal["material", "note", "off"]
    """How loudly it speaks, or not at all."""
    sources: tuple[Reference, ...]
    """The places in the code a finding of this rule names."""
    settings: Mapping[str, str]
    """The rule's own settings, as text; the rule's `SETTINGS` say what they are."""
    provenance: Provenance
    """Where the setting comes from."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An id that an edition no longer has, or does not have yet; it is never used for another."""

    id: str
    """The id of what was taken away."""
    reason: str
    """Why, in a sentence."""
    provenance: Provenance
    """Where it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A controls framework of one edition, with all that is read with it."""

    id: str
    """Kebab-case id, such as `sec-scf`."""
    edition: str
    """Such as `2.5`."""
    title: str
    """Its full name."""
    notice: str
    """What every reader of this data must know about its standing."""
    interpretations_edition: str
    """The edition of the Agreed Interpretations read with it."""
    sources: tuple[Source, ...]
    """The documents the data was taken from."""
    scale: Scale
    """Positions on a control, best first."""
    declared_changes: Scale
    """What a User declares of a control: ids `no-change`, `changed`, `new`."""
    residual_risks: Scale
    """Levels of residual risk, best first."""
    affirmations: Scale
    """The words of a plain question: ids `yes`, `no`, `not-known`."""
    facts: tuple[Choice, ...]
    """The profile facts an item may ask for; the label completes "because …"."""
    roles: tuple[UserRole, ...]
    """The User Roles."""
    party_categories: tuple[PartyCategory, ...]
    """The categories of Party."""
    kinds: tuple[Kind, ...]
    """The kinds of assessment."""
    outcomes: tuple[Outcome, ...]
    """The committee's outcomes."""
    statuses: tuple[AssuranceStatus, ...]
    """The assurance statuses of Full assessments."""
    chapters: tuple[Chapter, ...]
    """The sections, in order."""
    themes: tuple[Theme, ...]
    """The themes of the questions, in order."""
    standards: tuple[Standard, ...]
    """The standards named."""
    controls: tuple[Control, ...]
    """The controls, in order."""
    interpretations: tuple[AgreedInterpretation, ...]
    """The Agreed Interpretations, in order."""
    questions: tuple[Question, ...]
    """The User questions, in order."""
    rules: tuple[RuleSetting, ...]
    """Which materiality rules run, and how."""
    lifecycle: Lifecycle | None = None
    """When which kind of assessment is due; None where the framework does not say."""
    withdrawals: tuple[Withdrawal, ...] = ()
    """Ids of other editions that this edition does not have, with the reason."""

    @property
    def reference(self) -> str:
        """Give id and edition, as in `sec-scf@2.5`."""
        return f"{self.id}@{self.edition}"


def fingerprint(*words: str) -> str:
    """Digest texts so that white space does not count and every word does."""
    canonical = "\x1f".join(" ".join(text.split()) for text in words)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:12]
