"""Meetings and letterheads: plain data → words."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, post_load

from secself import model
from secself.schemas.fields import Day, Fault, One, RecordSchema, Several, Text, Word, faults


def load_meeting(content: Any) -> tuple[model.Meeting | None, list[Fault]]:
    """Make a Meeting; None if anything is wrong."""
    try:
        return MeetingSchema().load(content), []
    except ValidationError as error:
        return None, list(faults(error.messages))


def load_letterhead(content: Any) -> tuple[model.Letterhead | None, list[Fault]]:
    """Make a Letterhead; None if anything is wrong."""
    try:
        return LetterheadSchema().load(content), []
    except ValidationError as error:
        return None, list(faults(error.messages))


class ActionSchema(RecordSchema):
    """An action that is asked for."""

    makes = dict
    action = Text()
    due = Day(required=True)
    owner = Text(blank=True)


class MemberSchema(RecordSchema):
    """A member of the committee."""

    makes = model.Member
    name = Text()
    organisation = Text(blank=True)
    role = Text(blank=True)


class RecusalSchema(RecordSchema):
    """A member who takes no part."""

    makes = model.Recusal
    member = Text()
    user = Text()
    reason = Text()


class AgendaItemSchema(RecordSchema):
    """An item of the agenda."""

    makes = model.AgendaItem
    assessment = Text()
    name = Text(blank=True)
    note = Text(blank=True)
    outcome = Text(blank=True)
    reason = Text(blank=True)
    supersede = Text(blank=True)
    actions = Several(One(ActionSchema), load_default=())

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> model.AgendaItem:
        """Give each action its number."""
        actions = tuple(
            _action(number, said) for number, said in enumerate(content.pop("actions"), 1)
        )
        if actions and not content["outcome"]:
            raise ValidationError({"actions": ["Actions are asked for with an outcome only."]})
        return model.AgendaItem(**content, actions=actions)


class MeetingSchema(RecordSchema):
    """A meeting."""

    makes = model.Meeting
    format = Word("1")
    date = Day(required=True)
    title = Text(load_default="Security Sub-Committee")
    place = Text(blank=True)
    by = Text(blank=True)
    members = Several(One(MemberSchema), load_default=())
    recusals = Several(One(RecusalSchema), load_default=())
    agenda = Several(One(AgendaItemSchema), required=True)

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> model.Meeting:
        """Hold the recusals against the members, and the items against each other."""
        content.pop("format")
        meeting = model.Meeting(**content)
        known = {member.name for member in meeting.members}
        users = {item.assessment.partition("/")[0] for item in meeting.agenda}
        for number, recusal in enumerate(meeting.recusals):
            if recusal.member not in known:
                what = f"“{recusal.member}” is no member of this meeting."
                raise ValidationError({"recusals": {number: {"member": [what]}}})
            if recusal.user not in users:
                what = f"“{recusal.user}” is no User on this agenda."
                raise ValidationError({"recusals": {number: {"user": [what]}}})
        seen: set[str] = set()
        for number, item in enumerate(meeting.agenda):
            if model.read_reference(item.assessment) is None:
                what = f"“{item.assessment}” is no name in the archive such as acme/2026-ssa."
                raise ValidationError({"agenda": {number: {"assessment": [what]}}})
            if item.assessment in seen:
                what = f"“{item.assessment}” stands twice on the agenda."
                raise ValidationError({"agenda": {number: {"assessment": [what]}}})
            seen.add(item.assessment)
        return meeting


class LetterheadSchema(RecordSchema):
    """Who writes a letter."""

    makes = model.Letterhead
    format = Word("1")
    organisation = Text(blank=True)
    address = Several(Text(), load_default=())
    contact = Several(Text(), load_default=())
    signed_by = Text(blank=True)
    role = Text(blank=True)

    @post_load
    def make(self, content: dict[str, Any], **_: Any) -> model.Letterhead:
        """Leave to the neutral letterhead what is not said."""
        content.pop("format")
        return model.Letterhead(**{name: said for name, said in content.items() if said})


def _action(number: int, said: Mapping[str, Any]) -> model.Action:
    return model.Action(
        id=f"A{number}", text=said["action"], due=said["due"], owner=said["owner"] or None
    )
