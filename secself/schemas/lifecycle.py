"""The cycle of assessments: plain data → words. A framework may do without."""

from secself import model
from secself.schemas.fields import Count, Day, One, RecordSchema, Several, Text, Word
from secself.schemas.provenance import ProvenanceSchema


class CycleSchema(RecordSchema):
    """The kinds of assessment that follow one another, for some Users."""

    makes = model.Cycle
    id = Text()
    label = Text()
    roles = Several(Text(), required=True)
    unless_roles = Several(Text(), load_default=())
    party_categories = Several(Text(), load_default=())
    size = Word("large", "small", "any", load_default="any")
    kinds = Several(Text(), load_default=())
    clause = Text(blank=True)
    provenance = One(ProvenanceSchema, required=True)


class ThresholdSchema(RecordSchema):
    """The number of premises above which a User is assessed as a large one."""

    makes = model.Threshold
    id = Text()
    roles = Several(Text(), required=True)
    counts = Word("domestic", "non-domestic", "mixed")
    premises = Count(load_default=0)
    clause = Text(blank=True)
    provenance = One(ProvenanceSchema, required=True)


class FigureSchema(RecordSchema):
    """A span of time or a share that the regime states."""

    makes = model.Figure
    id = Word(
        "interval", "booking", "rescheduling", "late-charge", "fieldwork", "shared-resource-return"
    )
    value = Count(required=True)
    unit = Word("months", "weeks", "working-days", "per-cent")
    text = Text()
    clause = Text(blank=True)
    provenance = One(ProvenanceSchema, required=True)


class GroundSchema(RecordSchema):
    """A rule of the cycle that a schedule may rest on."""

    makes = model.Ground
    id = Word(
        "first-full",
        "size",
        "party-category",
        "crossing",
        "several-roles",
        "follow-up",
        "order-after-follow-up",
        "renamed",
        "self-assessed",
        "shared-counting",
    )
    text = Text()
    clause = Text(blank=True)
    provenance = One(ProvenanceSchema, required=True)


class PhaseSchema(RecordSchema):
    """One of the parts in which a first Full assessment may be carried out."""

    makes = model.Phase
    id = Text()
    title = Text()
    provenance = One(ProvenanceSchema, required=True)


class LifecycleSchema(RecordSchema):
    """The rules by which assessments follow one another."""

    makes = model.Lifecycle
    strength = Several(Text(), required=True)
    full = Text()
    follow_up = Text()
    followed_up = Several(Text(), load_default=())
    may_be_followed_up = Several(Text(), load_default=())
    may_begin_again = Several(Text(), load_default=())
    self_assessed = Several(Text(), load_default=())
    renamed_on = Day(required=True)
    cycles = Several(One(CycleSchema), required=True)
    thresholds = Several(One(ThresholdSchema), load_default=())
    figures = Several(One(FigureSchema), load_default=())
    grounds = Several(One(GroundSchema), load_default=())
    phases = Several(One(PhaseSchema), load_default=())
