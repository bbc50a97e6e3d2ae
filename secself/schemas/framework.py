"""Frameworks: plain data → words. docs/reference/framework.md describes every key."""

from dataclasses import replace
from typing import Any, TypeVar

from marshmallow import ValidationError, fields, post_load

from secself import model
from secself.model.profile import FACTS
from secself.schemas.fields import (
    Count,
    Fault,
    Flag,
    One,
    RecordSchema,
    Several,
    Text,
    Word,
    faults,
)
from secself.schemas.lifecycle import LifecycleSchema
from secself.schemas.provenance import ProvenanceSchema

Item = TypeVar("Item", model.Control, model.Question)


def load_framework(content: Any) -> tuple[model.Framework | None, list[Fault]]:
    """Make a Framework of the joined files of its folder; None if anything is wrong."""
    try:
        return FrameworkSchema().load(content), []
    except ValidationError as error:
        return None, list(faults(error.messages))


class SourceSchema(RecordSchema):
    """A document the data was taken from."""

    makes = model.Source
    code = Text()
    title = Text()
    place = Text(blank=True)
    retrieved = Text(blank=True)


class ChoiceSchema(RecordSchema):
    """One word of a scale."""

    makes = model.Choice
    id = Text()
    label = Text()
    ranked = Flag(load_default=True)
    formerly = Several(Text(), load_default=())
    meaning = Text(blank=True)


class UserRoleSchema(RecordSchema):
    """A User Role."""

    makes = model.UserRole
    id = Text()
    code = Text()
    label = Text()
    meaning = Text()
    provenance = One(ProvenanceSchema, required=True)


class PartyCategorySchema(RecordSchema):
    """A category of Party."""

    makes = model.PartyCategory
    id = Text()
    label = Text()
    meaning = Text()
    provenance = One(ProvenanceSchema, required=True)


class KindSchema(RecordSchema):
    """A kind of assessment."""

    makes = model.Kind
    id = Text()
    label = Text()
    abbreviation = Text()
    baseline = Word("none", "last-full", "last-any", "response")
    clause = Text()
    meaning = Text()
    provenance = One(ProvenanceSchema, required=True)


class OutcomeSchema(RecordSchema):
    """An outcome of the committee."""

    makes = model.Outcome
    id = Text()
    label = Text()
    meaning = Text()
    clause = Text(blank=True)
    actions = Word("needed", "possible", "none", load_default="possible")
    kinds = Several(Text(), load_default=())
    provenance = One(ProvenanceSchema, required=True)


class AssuranceStatusSchema(RecordSchema):
    """An assurance status."""

    makes = model.AssuranceStatus
    id = Text()
    label = Text()
    formerly = Text()
    admits_entry = Flag(required=True)
    meaning = Text()
    actions = Word("needed", "possible", "none", load_default="possible")
    provenance = One(ProvenanceSchema, required=True)


class ChapterSchema(RecordSchema):
    """A section of controls."""

    makes = model.Chapter
    id = Text()
    title = Text()
    provenance = One(ProvenanceSchema, required=True)


class ThemeSchema(RecordSchema):
    """A theme of questions."""

    makes = model.Theme
    id = Text()
    title = Text()
    provenance = One(ProvenanceSchema, required=True)


class StandardSchema(RecordSchema):
    """A standard."""

    makes = model.Standard
    id = Text()
    title = Text()
    edition_named = Text(blank=True)
    edition_current = Text(blank=True)
    provenance = One(ProvenanceSchema, required=True)


class ReferenceSchema(RecordSchema):
    """A place in a document."""

    makes = model.Reference
    document = Text()
    clause = Text()
    edition = Text()
    is_verified = Flag(required=True, data_key="verified")


class ExpectedEvidenceSchema(RecordSchema):
    """What would show that a control works."""

    makes = model.ExpectedEvidence
    text = Text()
    provenance = One(ProvenanceSchema, required=True)


class ItemSchema(RecordSchema):
    """What controls and questions have in common."""

    id = Text()
    text = Text()
    references = Several(One(ReferenceSchema), load_default=())
    applies_to = Several(Text(), required=True)
    kinds = Several(Text(), load_default=())
    facts = Several(Word(*FACTS), load_default=())
    applies_provenance = One(ProvenanceSchema, required=True)
    evidence = Several(One(ExpectedEvidenceSchema), load_default=())
    interpretations = Several(Text(), load_default=())
    polarity = Text(blank=True)
    provenance = One(ProvenanceSchema, required=True)

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> Any:
        """Gather the applicability, and make the record."""
        applicability = model.Applicability(
            roles=content.pop("applies_to"),
            kinds=content.pop("kinds"),
            facts=content.pop("facts"),
            provenance=content.pop("applies_provenance"),
        )
        return self.makes(applicability=applicability, **content)


class ControlSchema(ItemSchema):
    """A control."""

    makes = model.Control
    chapter = Text()
    title = Text()
    standards = Several(Text(), load_default=())


class AnswerTypeSchema(RecordSchema):
    """What an answer may be; `yes-no` is a choice that waits for the framework's affirmations."""

    makes = model.AnswerType
    kind = Word("yes-no", "choice", "date", "whole", "decimal", "text", data_key="type")
    choices = Several(Text(), load_default=())
    ranking = Several(Text(), load_default=())
    better = Word("lower", "higher", "", blank=True)

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> model.AnswerType:
        """Make a plain question a choice."""
        if content["kind"] == "yes-no":
            content["kind"] = "choice"
        return model.AnswerType(**content)


class ConditionSchema(RecordSchema):
    """The answer to another question that a question hangs on."""

    makes = model.Condition
    question = Text()
    answers = Several(Text(), required=True)


class QuestionSchema(ItemSchema):
    """A User question."""

    makes = model.Question
    theme = Text()
    why = Text()
    answer = One(AnswerTypeSchema, required=True)
    condition = One(ConditionSchema, load_default=None)


class AgreedInterpretationSchema(RecordSchema):
    """An Agreed Interpretation."""

    makes = model.AgreedInterpretation
    id = Text()
    term = Text()
    text = Text()
    edition = Text()
    provenance = One(ProvenanceSchema, required=True)


class RuleSettingSchema(RecordSchema):
    """A materiality rule as the framework sets it."""

    makes = model.RuleSetting
    id = Text()
    level = Word("material", "note", "off")
    sources = Several(One(ReferenceSchema), load_default=())
    settings = fields.Dict(keys=Text(), values=Text(), load_default=dict)
    provenance = One(ProvenanceSchema, required=True)


class WithdrawalSchema(RecordSchema):
    """An id that the edition does not have."""

    makes = model.Withdrawal
    id = Text()
    list = Text(blank=True)
    reason = Text()
    provenance = One(ProvenanceSchema, required=True)

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> model.Withdrawal:
        """Leave out the list it was taken from; the id says enough once it is gone."""
        content.pop("list")
        return model.Withdrawal(**content)


class ItemChangeSchema(RecordSchema):
    """What became of items from one edition to the next."""

    makes = model.ItemChange
    id = Text()
    since = Text()
    what = Word("moved", "split", "merged", "turned", "withdrawn")
    was = Several(Text(), required=True)
    became = Several(Text(), load_default=())
    reason = Text()
    provenance = One(ProvenanceSchema, required=True)


class ChallengeFactorSchema(RecordSchema):
    """What makes a control that is declared unchanged worth probing."""

    makes = model.ChallengeFactor
    id = Text()
    weight = Count(required=True)
    words = Text()
    provenance = One(ProvenanceSchema, required=True)


class AliasingSchema(RecordSchema):
    """How Users are put under neutral names."""

    makes = model.Aliasing
    bands = Several(Count(required=True), required=True)
    fewest = Count(required=True)
    company_words = Several(Text(), load_default=())
    usual_words = Several(Text(), load_default=())
    sizes = Several(Text(), load_default=())
    provenance = One(ProvenanceSchema, required=True)


class PeerMeasureSchema(RecordSchema):
    """What is counted at each User and held against its peers."""

    makes = model.PeerMeasure
    id = Text()
    times = Count(required=True)
    above = Count(required=True)
    fewest = Count(required=True)
    words = Text()
    provenance = One(ProvenanceSchema, required=True)


class FrameworkSchema(RecordSchema):
    """A framework: the files of its folder, joined."""

    makes = model.Framework
    format = Word("1")
    id = Text()
    edition = Text()
    title = Text()
    notice = Text()
    interpretations_edition = Text(blank=True)
    sources = Several(One(SourceSchema), required=True)
    scale = Several(One(ChoiceSchema), required=True)
    declared_changes = Several(One(ChoiceSchema), required=True)
    residual_risks = Several(One(ChoiceSchema), required=True)
    affirmations = Several(One(ChoiceSchema), required=True)
    facts = Several(One(ChoiceSchema), load_default=())
    roles = Several(One(UserRoleSchema), required=True)
    party_categories = Several(One(PartyCategorySchema), load_default=())
    kinds = Several(One(KindSchema), required=True)
    outcomes = Several(One(OutcomeSchema), load_default=())
    statuses = Several(One(AssuranceStatusSchema), load_default=())
    chapters = Several(One(ChapterSchema), required=True)
    themes = Several(One(ThemeSchema), load_default=())
    standards = Several(One(StandardSchema), load_default=())
    controls = Several(One(ControlSchema), required=True)
    interpretations = Several(One(AgreedInterpretationSchema), load_default=())
    questions = Several(One(QuestionSchema), load_default=())
    rules = Several(One(RuleSettingSchema), load_default=())
    lifecycle = One(LifecycleSchema, load_default=None)
    withdrawals = Several(One(WithdrawalSchema), load_default=())
    changes = Several(One(ItemChangeSchema), load_default=())
    challenge = Several(One(ChallengeFactorSchema), load_default=())
    peers = Several(One(PeerMeasureSchema), load_default=())
    aliasing = One(AliasingSchema, load_default=None)

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> model.Framework:
        """Make scales of the vocabularies, and give plain questions their words."""
        content.pop("format")
        for name in ("scale", "declared_changes", "residual_risks", "affirmations"):
            content[name] = model.Scale(choices=content[name])
        plain = content["affirmations"].labels
        kinds = tuple(kind.id for kind in content["kinds"])
        content["controls"] = tuple(_with_kinds(c, kinds) for c in content["controls"])
        content["questions"] = tuple(
            _with_kinds(_with_words(q, plain), kinds) for q in content["questions"]
        )
        return model.Framework(**content)


def _with_kinds(item: Item, kinds: tuple[str, ...]) -> Item:
    """Let an item that names no kinds belong to all that the framework has."""
    if item.applicability.kinds:
        return item
    return replace(item, applicability=replace(item.applicability, kinds=kinds))


def _with_words(question: model.Question, plain: tuple[str, ...]) -> model.Question:
    answer = question.answer
    if answer.kind != "choice" or answer.choices:
        return question
    return replace(question, answer=replace(answer, choices=plain))
