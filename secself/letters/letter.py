"""The letter that tells a User what the committee decided: a template, and the words for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from secself.letters.words import ActionLine, LetterWords, Line
from secself.model import Decision, Framework, Letterhead, Ruling, read_reference
from secself.phrases import written
from secself.pouring import pour, sealed

TEMPLATE = "letter.docx"
"""The name of the template for whatever has none of its own."""
_NAMES = tuple(each.name for each in fields(LetterWords))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a letter is written on."""

    decision: Decision
    """The decision."""
    ruling: Ruling
    """The outcome or status, in the framework's words."""
    framework: Framework
    """The edition that was answered."""
    addressee: str
    """The User's name, or its id."""
    head: Letterhead
    """Who writes."""
    marking: str = ""
    """The protective marking."""
    workbook: str = ""
    """The name of the workbook of actions, if there is one."""


def template_of(ruling: Ruling) -> str:
    """Name the template an outcome may have of its own."""
    return f"letter-{ruling.id}.docx"


def write(occasion: Occasion, template: bytes) -> bytes:
    """Write the letter; the same input gives the same bytes."""
    said = words(occasion)
    named = {name: getattr(said, name) for name in _NAMES}
    document = pour(template, named, template_of(occasion.ruling))
    title = f"{said.outcome}: {said.addressee}, {said.assessment}"
    return sealed(document, title, occasion.decision.on)


def words(occasion: Occasion) -> LetterWords:
    """Say everything a letter may say."""
    decision, ruling, head = occasion.decision, occasion.ruling, occasion.head
    days = [action.due for action in decision.actions if action.due]
    return LetterWords(
        marking=occasion.marking,
        organisation=head.organisation,
        address=head.address,
        contact=head.contact,
        signed_by=head.signed_by,
        role=head.role,
        addressee=occasion.addressee,
        user=decision.subject.partition("/")[0],
        reference=decision.name,
        date=written(decision.on),
        assessment=assessment_name(decision, occasion.framework),
        outcome=ruling.label,
        meaning=tuple(map(_flowing, ruling.meaning.strip().splitlines())),
        source=_source(ruling),
        entry=_entry(ruling),
        decided=decided(decision),
        superseding=_superseding(decision),
        reasons=paragraphs(decision.reason),
        facts=tuple(_facts(occasion)),
        actions=tuple(_lines(decision)),
        workbook=occasion.workbook,
        last_day=written(max(days)) if days else "",
        notice=tuple(map(_flowing, re.split(r"\n\s*\n", occasion.framework.notice.strip()))),
    )


def assessment_name(decision: Decision, framework: Framework) -> str:
    """Name the assessment in full, such as User Security Self-Assessment 2026."""
    reference = read_reference(decision.subject)
    if reference is None:
        return decision.subject
    labels = {kind.id: kind.label for kind in framework.kinds}
    return f"{labels.get(reference.kind, reference.kind)} {reference.year}"


def decided(decision: Decision) -> str:
    """Say when it was decided, by whom and at which meeting."""
    by = f" by {decision.by}" if decision.by else ""
    meeting = f", at the meeting of {decision.meeting}" if decision.meeting else ""
    return f"Decided on {written(decision.on)}{by}{meeting}."


def paragraphs(text: str) -> tuple[str, ...]:
    """Part a person's text where it leaves a line free; nothing of it is lost."""
    return tuple(part for part in re.split(r"\n[ \t]*\n", text.strip("\n")) if part.strip())


def _facts(occasion: Occasion) -> Iterator[Line]:
    decision, framework = occasion.decision, occasion.framework
    yield Line(label="Submission", text=decision.about or decision.subject)
    if decision.digest:
        yield Line(label="Digest of its answers", text=decision.digest)
    if decision.received:
        yield Line(label="Receipt of the archive", text=decision.received)
    yield Line(
        label="Framework",
        text=f"{framework.title}, edition {framework.edition}, with the Agreed Interpretations "
        f"{framework.interpretations_edition}",
    )
    yield Line(
        label="Compared with", text=decision.prior or "none: there was nothing to compare with"
    )
    if decision.prior_digest:
        yield Line(label="Digest of that", text=decision.prior_digest)
    if decision.against:
        yield Line(label="Considered", text="\n".join(decision.against))


def _lines(decision: Decision) -> Iterator[ActionLine]:
    for action in decision.actions:
        yield ActionLine(
            id=action.id,
            text=action.text,
            owner=action.owner or "yours to name",
            due=written(action.due) if action.due else "",
        )


def _source(ruling: Ruling) -> str:
    if not ruling.clause:
        return ""
    return f"SEC {ruling.clause}" + ("" if ruling.is_verified else " (recalled, unverified)")


def _entry(ruling: Ruling) -> str:
    if ruling.admits_entry is None:
        return ""
    way = "lets" if ruling.admits_entry else "does not let"
    before = f" It was called “{ruling.formerly}” before."
    renamed = before if ruling.formerly and ruling.formerly != ruling.label else ""
    return f"This assurance status {way} a Party complete User Entry.{renamed}"


def _superseding(decision: Decision) -> str:
    if not decision.superseding:
        return ""
    return (
        f"This decision stands in the place of decision {decision.number - 1} on the same "
        f"assessment, which stays on record. {decision.superseding}"
    )


def _flowing(text: str) -> str:
    """Join the lines of a text of the framework, which is written one sentence a line."""
    return " ".join(text.split())
