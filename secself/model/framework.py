"""A controls framework of one edition: its words, its items and its rules, as one."""

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from secself.model.aliasing import Aliasing
from secself.model.carrying import ItemChange
from secself.model.challenge import ChallengeFactor
from secself.model.items import AgreedInterpretation, Control, Question, Reference
from secself.model.lifecycle import Lifecycle
from secself.model.peers import PeerMeasure
from secself.model.provenance import Provenance
from secself.model.record import record
from secself.model.vocabulary import (
    AssuranceStatus,
    Chapter,
    Choice,
    Kind,
    Outcome,
    PartyCategory,
    Scale,
    Source,
    Standard,
    Theme,
    UserRole,
)
from secself.problems import NOWHERE, Origin


@record
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


@record
class Withdrawal:
    """An id that an edition no longer has, or does not have yet; it is never used for another."""

    id: str
    """The id of what was taken away."""
    reason: str
    """Why, in a sentence."""
    provenance: Provenance
    """Where it is said."""


@record
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
    changes: tuple[ItemChange, ...] = ()
    """What became of items from edition to edition, as far as their ids do not say."""
    challenge: tuple[ChallengeFactor, ...] = ()
    """What makes a control that is declared unchanged worth probing."""
    peers: tuple[PeerMeasure, ...] = ()
    """What is counted at each User and held against its peers."""
    aliasing: Aliasing | None = None
    """How Users are put under neutral names; None where the framework does not say."""

    @property
    def reference(self) -> str:
        """Give id and edition, as in `sec-scf@2.5`."""
        return f"{self.id}@{self.edition}"


def edition_age(edition: str) -> list[tuple[int, str]]:
    """Give what editions are ordered by, oldest first: 2.10 is newer than 2.9."""
    return [
        (int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"[.\-]", edition)
    ]
