"""The story that the demonstration tells: samples/demo.yaml as plain data."""

from secself.schemas.fields import One, RecordSchema, Several, Text, Word


class EntrySchema(RecordSchema):
    """One User of the story."""

    makes = dict
    user = Text()
    title = Text()
    prior = Text()
    returned = Several(Text(), required=True)
    as_of = Text()


class DecisionSchema(RecordSchema):
    """What the committee of the story decides."""

    makes = dict
    assessment = Text()
    outcome = Text()
    on = Text()
    reason = Text()
    action = Text()
    owner = Text()
    due = Text()


class CommitteeSchema(RecordSchema):
    """What follows when all have sent in what they will."""

    makes = dict
    as_of = Text()
    by = Text()
    reviewed = Text()
    decisions = Several(One(DecisionSchema), required=True)


class StorySchema(RecordSchema):
    """The whole story."""

    makes = dict
    format = Word("1")
    users = Several(One(EntrySchema), required=True)
    committee = One(CommitteeSchema, required=True)
