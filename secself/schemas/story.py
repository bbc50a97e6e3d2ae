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


class StorySchema(RecordSchema):
    """The whole story."""

    makes = dict
    format = Word("1")
    users = Several(One(EntrySchema), required=True)
