"""What is asked: controls, the interpretations they are read with, and questions."""

import hashlib
from dataclasses import field
from typing import Literal

from secself.model.provenance import Provenance
from secself.model.record import record
from secself.problems import NOWHERE, Origin


@record
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


@record
class ExpectedEvidence:
    """What would show that a control works."""

    text: str
    """The kind of evidence, in our words."""
    provenance: Provenance
    """Where this line comes from."""


@record
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


@record
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
    polarity: str = ""
    """What a full answer stands for, such as `good practice`, where the framework says."""
    provenance: Provenance
    """Where the paraphrase comes from."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits over its words; white space does not count."""
        return fingerprint(self.title, self.text)


@record
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


@record
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


@record
class Condition:
    """A question is ruled out by another answer."""

    question: str
    """Id of the question that decides."""
    answers: tuple[str, ...]
    """The answers under which this question applies."""

    def rules_out(self, answer: object) -> bool:
        """Tell whether that question, so answered, rules this one out; a blank rules out none."""
        return isinstance(answer, str) and answer not in self.answers


@record
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
    polarity: str = ""
    """What a full answer stands for, such as `good practice`, where the framework says."""
    provenance: Provenance
    """Where the wording comes from."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits over its words and its answers; white space does not count."""
        answer = self.answer
        return fingerprint(self.text, answer.kind, *answer.choices, *answer.ranking, answer.better)


def fingerprint(*words: str) -> str:
    """Digest texts so that white space does not count and every word does."""
    canonical = "\x1f".join(" ".join(text.split()) for text in words)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:12]
