"""Submissions: plain data → words. `secself.plain` writes what is read here."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any, ClassVar, get_args

from marshmallow import ValidationError, fields, post_load

from secself import model
from secself.plain import SUBMISSION
from secself.schemas.fields import Fault, One, RecordSchema, Several, Text, Word, faults

_LISTED = 100
"""How many faults of one file are listed; nobody corrects more by hand."""


def load_submission(content: Any) -> tuple[model.Submission | None, list[Fault]]:
    """Make a Submission of plain data; None if anything is wrong."""
    try:
        return SubmissionSchema().load(content), []
    except ValidationError as error:
        return None, list(_listed(faults(error.messages)))


def _listed(found: Iterable[Fault]) -> Iterator[Fault]:
    """Give the first faults, and how many more there are: a file may have a million of them."""
    rest = iter(found)
    yield from islice(rest, _LISTED)
    more = sum(1 for _ in rest)
    if more:
        yield (), f"There are {more:,} more faults like these, which are not listed."


def load_comment(content: Any) -> model.Comment | None:
    """Make a Comment of plain data; None if it is none."""
    try:
        comment: model.Comment = CommentSchema().load(content)
    except ValidationError:
        return None
    return comment


class ValueField(fields.Field[model.Value]):
    """What a cell holds."""

    def __init__(self) -> None:
        """Let the key be left out for a blank."""
        super().__init__(load_default=None, allow_none=True)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> model.Value:
        if isinstance(value, Mapping) and list(value) == ["date"]:
            try:
                return date.fromisoformat(value["date"])
            except (TypeError, ValueError):
                raise ValidationError("This is not a date.") from None
        if isinstance(value, Mapping) and list(value) == ["unreadable"]:
            return model.Unreadable(shown=str(value["unreadable"]))
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValidationError("This is neither text, number, date nor something unreadable.")
        return value


class CitedField(ValueField):
    """The id of a document, or what could not be read as one."""

    def __init__(self) -> None:
        """Let nothing be nothing: a list of ids has no gaps."""
        super().__init__()
        self.allow_none = False

    def _deserialize(self, value: Any, *rest: Any, **named: Any) -> str | model.Unreadable:
        cited = super()._deserialize(value, *rest, **named)
        if not isinstance(cited, str | model.Unreadable):
            raise ValidationError("This is neither text nor something unreadable.")
        return cited


class Maybe(fields.Field[str | int | None]):
    """A text or a whole number, or nothing."""

    def __init__(self, takes: type[str] | type[int] = str) -> None:
        """Say which of the two."""
        super().__init__(load_default=None, allow_none=True)
        self.takes = takes

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str | int | None:
        if isinstance(value, bool) or not isinstance(value, self.takes):
            raise ValidationError("This value has the wrong type.")
        return value


class AddedCellField(fields.Field[tuple[str, str]]):
    """A heading and a text."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[str, str]:
        if not isinstance(value, list) or [type(part) for part in value] != [str, str]:
            raise ValidationError("This must be a pair of texts.")
        return value[0], value[1]


class Words(fields.Field[str]):
    """A text as it stands: nothing is cut off at its ends, and it may be blank."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("This value must be plain text.")
        return value


class MomentField(fields.Field[datetime | None]):
    """When something was written: day and time without a zone, or nothing."""

    def __init__(self) -> None:
        """Let the key be left out."""
        super().__init__(load_default=None, allow_none=True)

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> datetime:
        moment = model.moment_of(value) if isinstance(value, str) else None
        if moment is None:
            raise ValidationError("This is not a day and time such as 2026-05-31T14:30:00.")
        return moment


_SECTION = ("questions", "validation")


class MarksSchema(RecordSchema):
    """What a file says of itself."""

    makes = model.Marks
    user = Maybe()
    year = Maybe(int)
    kind = Maybe()
    framework = Maybe()
    roles = Several(Text(), load_default=())
    facts = Several(Text(), load_default=())
    source = Word("", "report", blank=True)
    follows = Words(load_default="")


class IssuedSchema(RecordSchema):
    """An item that was put to the User."""

    makes = model.Issued
    section = Word(*_SECTION)
    ref = Text()
    fingerprint = Maybe()


class ResponseSchema(RecordSchema):
    """A Response."""

    makes = model.Response
    section = Word(*_SECTION)
    ref = Text()
    answer = ValueField()
    narrative = ValueField()
    evidence = Several(CitedField(), load_default=())
    change = ValueField()
    owner = ValueField()
    residual_risk = ValueField()
    reaffirmed = ValueField()
    reaffirmed_by = ValueField()
    reaffirmed_on = ValueField()
    fingerprint = Maybe()


class EvidenceItemSchema(RecordSchema):
    """A document in the register."""

    makes = model.EvidenceItem
    id = Text()
    title = ValueField()
    version = ValueField()
    date = ValueField()
    held_by = ValueField()
    sha256 = ValueField()
    review_due = ValueField()


class ProviderSchema(RecordSchema):
    """A provider."""

    makes = model.Provider
    id = Text()
    name = ValueField()
    service = ValueField()
    since = ValueField()
    documents_accepted_on = ValueField()


class RemediationLineSchema(RecordSchema):
    """A planned action."""

    makes = model.RemediationLine
    ref = Text()
    action = ValueField()
    owner = ValueField()
    due = ValueField()
    done_on = ValueField()


class StatementSchema(RecordSchema):
    """A line of the profile."""

    makes = model.Statement
    label = Text()
    value = ValueField()


class DeclarationSchema(RecordSchema):
    """The declaration."""

    makes = model.Declaration
    name = ValueField()
    role = ValueField()
    date = ValueField()
    declared = ValueField()


class AddedRowSchema(RecordSchema):
    """A row that answers nothing that was asked."""

    makes = model.AddedRow
    section = Text()
    cells = Several(AddedCellField(), load_default=())


class ReplySchema(RecordSchema):
    """What somebody answered to a comment."""

    makes = model.Reply
    text = Words(required=True)
    author = Maybe()
    written = MomentField()


class CommentSchema(RecordSchema):
    """What somebody wrote beside an answer."""

    makes = model.Comment
    kind = Word(*get_args(model.CommentKind))
    section = Words(load_default="")
    ref = Words(load_default="")
    place = Words(load_default="")
    text = Words(required=True)
    author = Maybe()
    written = MomentField()
    state = Word(*get_args(model.CommentState), load_default="open")
    replies = Several(One(ReplySchema), load_default=())
    view = Maybe()
    action = Maybe()
    reference = Maybe()
    on = Maybe()


class SubmissionSchema(RecordSchema):
    """A whole submission."""

    makes: ClassVar[type[Any]] = model.Submission
    format = Word(SUBMISSION)
    marks = One(MarksSchema, required=True)
    carries = Several(Text(), required=True)
    issued = Several(One(IssuedSchema), required=True)
    responses = Several(One(ResponseSchema), load_default=())
    statements = Several(One(StatementSchema), load_default=())
    evidence = Several(One(EvidenceItemSchema), load_default=())
    providers = Several(One(ProviderSchema), load_default=())
    remediation = Several(One(RemediationLineSchema), load_default=())
    declaration = One(DeclarationSchema, load_default=model.Declaration())
    interpretations = Several(AddedCellField(), load_default=())
    added = Several(One(AddedRowSchema), load_default=())
    comments = Several(One(CommentSchema), load_default=())

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> Any:
        """Make the Submission."""
        content.pop("format")
        return model.Submission(**content)
