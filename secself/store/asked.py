"""Makes the workbook that asks a User again, from what an assessor said of its answers."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from secself import asking, digest, questionnaire
from secself.model import (
    Asked,
    Comment,
    Control,
    Profile,
    ProviderEntry,
    Question,
    Questionnaire,
    Submission,
)
from secself.problems import Origin, Problem, Refused
from secself.store.assessments import Received
from secself.workbook import filled, reader
from secself.workbook import writer as workbook_writer

_RESPOND = (
    "The assessor found something here. Say how it is now, in your own words whether you accept "
    "what was found and what you do about it, and put each step with its day on Remediation plan."
)
_REASON = "Asked again by the assessor; what you answered stands here."


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPack:
    """What is asked again, as it is to be sent."""

    questionnaire: Questionnaire
    """What is asked."""
    files: dict[str, bytes]
    """The files, by their names."""
    problems: tuple[Problem, ...]
    """What was said and is not asked."""


def ask_again(reviewed: Received, user: Profile | None, *, marking: str = "") -> AskedPack:
    """Write a workbook with just the rows an assessor wants more on, as they were answered.

    Without a profile the User is known by its id alone.
    """
    submission = _reviewed(reviewed, user)
    drawn = _drawn(reviewed, submission, user, _REASON, is_response=False)
    asked = replace(drawn, follows=digest.digest(submission))
    name = f"{asked.stem}-asked-again.xlsx"
    shown = _shown(submission, asked)
    blank = workbook_writer.write(asked, shown, marking=marking)
    content = filled.filled(blank, shown, asked.framework, name)
    _prove(name, content, asked, submission)
    return AskedPack(
        questionnaire=asked,
        files={name: content},
        problems=tuple(_besides(reviewed, submission, asking.is_asking)),
    )


def respond(
    reviewed: Received, user: Profile | None, kind: str, year: int | None, *, marking: str = ""
) -> AskedPack:
    """Write the workbook in which a User responds to what an assessor found; nothing is filled in.

    It is of the kind that follows up, of the same year unless another is named, and has just the
    rows with a concern; what was answered stands beside.
    """
    submission = _reviewed(reviewed, user)
    drawn = _drawn(reviewed, submission, user, _RESPOND, is_response=True)
    asked = replace(drawn, kind=kind, year=year or drawn.year)
    name = f"{asked.stem}.xlsx"
    content = workbook_writer.write(asked, _shown(submission, asked), marking=marking)
    _prove(name, content, asked, None)
    return AskedPack(
        questionnaire=asked,
        files={name: content},
        problems=tuple(_besides(reviewed, submission, asking.is_finding)),
    )


def _shown(submission: Submission, asked: Questionnaire) -> Submission:
    """Leave out what is about rows that are not sent: there it would seem to be asked no more."""
    put = {each.item.id for each in asked.questions} | {each.item.id for each in asked.controls}
    return replace(
        submission,
        responses=tuple(one for one in submission.responses if one.ref in put),
        remediation=tuple(one for one in submission.remediation if one.ref in put),
        comments=tuple(one for one in submission.comments if one.ref in put),
    )


def _reviewed(reviewed: Received, user: Profile | None) -> Submission:
    """Give what was reviewed; Refused if it cannot be told whose it is."""
    submission = reviewed.submission
    if submission is None:
        raise Refused(*reviewed.problems)
    marks = submission.marks
    if marks.user is None or marks.year is None or marks.kind is None:
        raise Refused(_nameless(reviewed.file))
    if user is not None and user.id != marks.user:
        raise Refused(_stranger(reviewed.file, marks.user, user.id))
    return submission


def _drawn(
    reviewed: Received,
    submission: Submission,
    user: Profile | None,
    reason: str,
    *,
    is_response: bool,
) -> Questionnaire:
    framework, marks = reviewed.framework, submission.marks
    wanted = asking.wanted(submission.comments, submission, for_response=is_response)
    if framework is None or not wanted:
        raise Refused(_nothing(reviewed.file, is_response=is_response))
    profile = _profile(submission, marks.user or "", user)
    drawn = questionnaire.select(framework, profile, marks.year or 0, marks.kind or "")
    put = ("questions", drawn.questions, framework.questions)
    return replace(
        drawn,
        questions=tuple(_asked(*put, wanted, reason)),
        controls=tuple(_asked("validation", drawn.controls, framework.controls, wanted, reason)),
    )


_Item = TypeVar("_Item", Control, Question)


def _asked(
    section: str,
    drawn: Iterable[Asked[_Item]],
    known: Iterable[_Item],
    wanted: Collection[asking.Item],
    reason: str,
) -> Iterator[Asked[_Item]]:
    """Give the wanted items of one section, whether or not they would be drawn now."""
    reasons = {each.item.id: each.reason for each in drawn}
    for item in known:
        if (section, item.id) in wanted:
            yield Asked(item=item, reason=f"{reason} {reasons.get(item.id, '')}".strip())


def _profile(submission: Submission, id_: str, user: Profile | None) -> Profile:
    """Say who the User is as far as its answers tell; its roles are those it was asked by."""
    facts = submission.marks.facts
    return Profile(
        id=id_,
        name=user.name if user else id_,
        party_category=user.party_category if user else "",
        user_roles=submission.marks.roles or submission.roles,
        domestic_premises=_number(submission, "Domestic premises"),
        non_domestic_premises=_number(submission, "Non-domestic premises"),
        user_systems=_number(submission, "User Systems"),
        smets1_enrolled="smets1-enrolled" in facts,
        providers=tuple(
            ProviderEntry(
                id=one.id,
                name=_text(one.name),
                service=_text(one.service),
                since=one.since if isinstance(one.since, date) else None,
            )
            for one in submission.providers
        ),
    )


def _number(submission: Submission, label: str) -> int:
    value = submission.statement(label)
    return value if isinstance(value, int) else 0


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _besides(
    reviewed: Received, submission: Submission, is_meant: Callable[[Comment], bool]
) -> Iterable[Problem]:
    """List what asks for something beside a row that can be asked again."""
    put = {(one.section, one.ref) for one in submission.issued}
    for comment in submission.comments:
        if is_meant(comment) and (comment.section, comment.ref) not in put:
            at = comment.ref or comment.place
            yield Problem(
                level="warning",
                code="again-elsewhere",
                origin=comment.origin if comment.origin.file else Origin(file=reviewed.file),
                ref=comment.ref or None,
                what=f"What is asked for at {at} is on no question and no control, so no row is "
                "sent for it.",
                remedy="Say it in the letter, or at a row it bears on.",
            )


def _prove(name: str, content: bytes, asked: Questionnaire, answered: Submission | None) -> None:
    """Read it back: it must ask just what is wanted, and say just what was answered."""
    found, problems = reader.read(content, asked.framework, name)
    wanted = {("questions", each.item.id) for each in asked.questions}
    wanted |= {("validation", each.item.id) for each in asked.controls}
    put = {(one.section, one.ref) for one in found.issued}
    rows = answered.responses if answered else ()
    before = {(one.section, one.ref): one.answer for one in rows}
    same = all(before.get((one.section, one.ref)) == one.answer for one in found.responses)
    if put != wanted or not same or found.marks.follows != asked.follows:
        # A person can do nothing about this one: the writer and the reader disagree.
        message = f"{name} does not read back as it was written: {sorted(put ^ wanted)} {problems}"
        raise RuntimeError(message)


def _nothing(file: str, *, is_response: bool) -> Problem:
    view = f"a view other than “{asking.FINE}”" if is_response else f"the view “{asking.WANTED}”"
    return Problem(
        code="again-nothing",
        origin=Origin(file=file),
        what=f"No row has {view} or a suggested action that is still open.",
        remedy="Say in the assessor's columns what is wanted, save the file, and name it again.",
    )


def _nameless(file: str) -> Problem:
    return Problem(
        code="identity-missing",
        origin=Origin(file=file),
        what="The file does not say its User, year and kind.",
        remedy="Name the reviewed copy of the file that was issued.",
    )


def _stranger(file: str, theirs: str, ours: str) -> Problem:
    return Problem(
        code="prior-of-another-user",
        origin=Origin(file=file),
        what=f"The reviewed file is of the User “{theirs}”, the profile of “{ours}”.",
        remedy="Name the profile of the same User, or none.",
    )
