"""Gives back what was recorded: a submission by its name, and those that stand of a User."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from secself import chain, history, redaction, remarks
from secself.formats import judged
from secself.formats.chronicle import Told
from secself.model import (
    AssessmentReference,
    Comment,
    Entry,
    Judgement,
    Marks,
    Recorded,
    Renaming,
    Submission,
    read_reference,
)
from secself.problems import NotFound, Origin, Problem, Refused
from secself.remarks import Settlement, Written
from secself.schemas import submission as submission_schema
from secself.store.archive import faults
from secself.store.archive.ledger import Ledger

_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".docx", ".docm", ".dotx", ".dotm", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A submission as it is kept."""

    name: str
    """Its name in the archive, with its number."""
    content: bytes
    """The submission as JSON, with the comments that were recorded on it."""
    problems: tuple[Problem, ...]
    """What was found in its files when they were recorded."""
    file_sha256: str | None
    """The digest of the file it was read from, if it was one."""
    settled: tuple[Settlement, ...] = ()
    """What was done to its comments, oldest first."""


def submission(ledger: Ledger, name: str) -> Kept:
    """Give the submission of a name; NotFound or Refused if there is none to be had."""
    return kept(ledger, standing(ledger, name))


def standing(ledger: Ledger, name: str) -> Recorded:
    """Find the submission of a name, one that was not withdrawn."""
    found = named(ledger, name)
    if found.withdrawn:
        raise Refused(_withdrawn(ledger, found))
    return found


def named(ledger: Ledger, name: str) -> Recorded:
    """Find the submission of a name; one that is named by its number may be withdrawn."""
    reference = read_reference(name)
    found = _found(ledger, reference) if reference else None
    if found is None:
        raise NotFound(_unknown(ledger, name))
    return found


def _found(ledger: Ledger, reference: AssessmentReference) -> Recorded | None:
    meant = resolved(ledger, reference)
    records = of_assessment(ledger, meant.subject)
    if reference.number and meant.user != reference.user:
        # The number was given under the old id, and counts what was recorded under it.
        under = [one for one in records if one.entry.subject == reference.subject]
        return under[reference.number - 1] if reference.number <= len(under) else None
    return history.find(meant, records)


def newest_of_user(ledger: Ledger, user: str) -> Iterator[Kept]:
    """Give the newest submission that stands of each assessment of a User."""
    current = history.current_id(user, ledger.of_kind("rename"), renamings(ledger))
    records = history.of_user(current, everything(ledger))
    for subject in dict.fromkeys(one.reference.subject for one in records):
        reference = read_reference(subject)
        found = history.find(reference, records) if reference else None
        if found:
            yield kept(ledger, found, user)


def kept(ledger: Ledger, record: Recorded, user: str = "") -> Kept:
    """Give one submission, under the id its User has now, or the one it was asked for by."""
    document = read(ledger, record.entry)
    answers = dict(_mapping(document.get("submission")))
    marks = _mapping(answers.get("marks"))
    answers["marks"] = {**marks, "user": user or record.reference.user}
    answers["comments"] = list(comments(ledger, record))
    digests = [str(_mapping(file).get("sha256")) for file in _listed(document.get("files"))]
    return Kept(
        name=str(record.reference),
        content=chain.canonical(answers),
        problems=(
            *(_problem(one) for one in _listed(document.get("problems"))),
            *_nameless(record),
        ),
        file_sha256=digests[0] if len(digests) == 1 else None,
        settled=tuple(settlements(ledger, record)),
    )


def told(ledger: Ledger, record: Recorded) -> Told:
    """Give what a person wants to know of a submission."""
    reason = read(ledger, record.withdrawn).get("reason") if record.withdrawn else ""
    erasures = tuple(
        (other.recorded, str(read(ledger, other).get("reason")))
        for other in record.others
        if other.kind == "erasure"
    )
    if is_erased(ledger, record):
        return Told(record=record, reason=str(reason), is_erased=True, erasures=erasures)
    return Told(
        record=record,
        files=tuple(files(ledger, record)),
        framework=str(read(ledger, record.entry).get("framework")),
        comments=comment_count(said(ledger, record)),
        settled=tuple(settlements(ledger, record)),
        reason=str(reason),
        judged=judgement(ledger, record),
        erasures=erasures,
    )


def judgement(ledger: Ledger, record: Recorded) -> Judgement | None:
    """Give what was judged of a submission when it came, None if nothing was or it is erased."""
    for entry in record.others:
        if entry.kind == "findings" and ledger.left(entry):
            return judged.read(read(ledger, entry), entry.number)
    return None


def is_erased(ledger: Ledger, record: Recorded) -> bool:
    """Tell whether what a submission held was erased, and not only names in it."""
    acts = any(other.kind == "erasure" for other in record.others)
    return acts and ledger.left(record.entry) is None


def files(ledger: Ledger, record: Recorded) -> list[Mapping[str, object]]:
    """Give name and digest of each file of a submission, and of those that brought comments."""
    entries = (record.entry, *record.comments)
    named = [one for entry in entries for one in _listed(read(ledger, entry).get("files"))]
    return list({str(one): one for one in map(_mapping, named)}.values())


def originals(ledger: Ledger, record: Recorded) -> dict[str, bytes]:
    """Give the files of a submission as they came, named after it; Refused if one was erased.

    How a stranger called a file is never how we call it; its ending says only what kind it is.
    """
    reference = record.reference
    stem = f"{reference.user}-{reference.year}-{reference.kind}-{reference.number}"
    found: dict[str, bytes] = {}
    for number, file in enumerate(files(ledger, record), start=1):
        digest = str(file.get("sha256"))
        content = ledger.bytes_of(digest, f"a file of {reference}")
        if content is None:
            raise faults.content_erased(ledger.place, f"a file of {reference}")
        part = "" if number == 1 else f"-{number}"
        found[f"{stem}{part}{_ending(str(file.get('name')))}"] = content
    return found


def _ending(name: str) -> str:
    ending = f".{name.rpartition('.')[2].lower()}"
    return ending if ending in _ENDINGS else ".bin"


def comments(ledger: Ledger, record: Recorded) -> Iterator[object]:
    """Give the comments recorded on a submission, as plain data, oldest first."""
    for entry in record.comments:
        yield from _listed(read(ledger, entry).get("comments"))


def said(ledger: Ledger, record: Recorded) -> tuple[Comment, ...]:
    """Give the comments recorded on a submission, in every copy that came."""
    loaded = (submission_schema.load_comment(one) for one in comments(ledger, record))
    return tuple(one for one in loaded if one is not None)


def comment_count(copies: Iterable[Comment]) -> int:
    """Count comments on one submission; copies of one count once."""
    nothing = Submission(marks=Marks(), carries=(), issued=())
    return len(remarks.held([Written(submission=nothing, comments=tuple(copies))], nothing))


def settlements(ledger: Ledger, record: Recorded) -> Iterator[Settlement]:
    """Give what people did to the comments on a submission, oldest first."""
    for entry in record.others:
        document = read(ledger, entry) if entry.kind == "settlement" else {}
        comment, act = submission_schema.load_comment(document.get("comment")), document.get("act")
        known = next((one for one in remarks.ACTS if one == act), None)
        if comment is not None and known is not None:
            reason = str(document.get("reason", ""))
            yield Settlement(act=known, reason=reason, on=comment, moment=entry.recorded)


def everything(ledger: Ledger) -> list[Recorded]:
    """Give every submission with what was recorded about it."""
    return history.recorded(ledger.entries(), renamings(ledger))


def of_assessment(ledger: Ledger, subject: str) -> list[Recorded]:
    """Give the submissions of one assessment."""
    # Only where a User was renamed must all be read to know what belongs to it.
    some = not ledger.of_kind("rename")
    entries = ledger.of_subject(subject) if some else ledger.entries()
    records = history.recorded(entries, renamings(ledger))
    return [one for one in records if one.reference.subject == subject]


def resolved(ledger: Ledger, reference: AssessmentReference) -> AssessmentReference:
    """Give a reference under the id its User has now; a number stands for one id only."""
    user = history.current_id(reference.user, ledger.of_kind("rename"), renamings(ledger))
    return AssessmentReference(
        user=user, year=reference.year, kind=reference.kind, number=reference.number
    )


def renamings(ledger: Ledger) -> Callable[[Entry], Renaming | None]:
    """Give what tells which User an entry of kind `rename` renames."""

    def of(entry: Entry) -> Renaming:
        document = read(ledger, entry)
        return Renaming(old=str(document.get("from")), new=str(document.get("to")))

    return of


def read(ledger: Ledger, entry: Entry) -> Mapping[str, object]:
    """Give the document an entry recorded."""
    return _mapping(json.loads(ledger.content(entry)))


def _mapping(plain: object) -> Mapping[str, object]:
    return plain if isinstance(plain, dict) else {}


def _listed(plain: object) -> list[object]:
    return plain if isinstance(plain, list) else []


def _problem(plain: object) -> Problem:
    """Make a Problem of what was recorded of it; its place is in the file that came."""
    said = {name: value for name, value in _mapping(plain).items() if isinstance(value, str)}
    level = said.get("level")
    return Problem(
        level="error" if level == "error" else "note" if level == "note" else "warning",
        code=said.get("code", ""),
        origin=Origin(file=said.get("file"), sheet=said.get("sheet"), cell=said.get("cell")),
        ref=said.get("ref"),
        what=said.get("what", ""),
        remedy=said.get("remedy", ""),
    )


def _nameless(record: Recorded) -> Iterator[Problem]:
    """Say that names were erased from a submission, so that its answers are not all as sent."""
    for other in [one for one in record.others if one.kind == "redaction"][-1:]:
        yield Problem(
            level="note",
            code="names-erased",
            origin=Origin(file=str(record.reference)),
            what=f"Names were erased from it on {other.recorded[:10]}, at a person's request; "
            f"where one stood, there is “{redaction.MARK}”.",
            remedy="Nothing to do. “secself history” says why.",
        )


def _unknown(ledger: Ledger, name: str) -> Problem:
    user, records = name.partition("/")[0], everything(ledger)
    known = sorted(
        {one.reference.subject for one in history.standing(history.of_user(user, records))}
    )
    remedy = f"There are: {', '.join(known)}." if known else "“secself history” names all."
    return Problem(
        code="reference-unknown",
        origin=Origin(file=ledger.place),
        what=f"The archive holds no submission “{name}” that stands.",
        remedy=remedy,
    )


def _withdrawn(ledger: Ledger, record: Recorded) -> Problem:
    reason = read(ledger, record.withdrawn).get("reason") if record.withdrawn else ""
    return Problem(
        code="reference-withdrawn",
        origin=Origin(file=ledger.place),
        what=f"{record.reference} was withdrawn: {reason}",
        remedy=f"Name {record.reference.subject} for the newest that stands.",
    )
