"""Holds a file against the archive: whether it is what came, says the same, or was altered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

from secself import digest, history, redaction
from secself.model import (
    Recorded,
    RemediationLine,
    Response,
    Standing,
    Statement,
    Submission,
    Verdict,
    columns_of,
    read_reference,
)
from secself.phrases import one_line
from secself.problems import Origin, Problem
from secself.store.archive import finding
from secself.store.archive.ledger import Ledger
from secself.store.assessments import Received, from_kept
from secself.store.frameworks import Library

_Place = tuple[str, str, str]
_SHOWN = 60
_FIELDS = {"position": "answer", "explanation": "narrative", "what_changed": "narrative"}
"""The fields of a Response that have another name on their sheet."""


def verify(received: Received, ledger: Ledger, library: Library) -> Verdict:
    """Hold a file against what was recorded; texts that were issued and edited are among it."""
    records = finding.everything(ledger)
    sha256 = received.file_sha256
    if received.submission is None:
        return Verdict(
            file=received.file,
            standing="refused",
            file_sha256=sha256,
            problems=received.problems,
        )
    answers = digest.digest(received.submission)
    of_it = _of_assessment(received.submission, records)
    own = [one for one in of_it if not finding.is_erased(ledger, one)]
    came = [one for one in own if any(_sha(file) == sha256 for file in _files(ledger, one))]
    same = [one for one in own if one.entry.key == answers]
    gone = [one for one in of_it if one not in own and _was(one, ledger, sha256, answers)]
    if gone and not (came or same):
        return Verdict(
            file=received.file,
            standing="erased",
            recorded=str(gone[-1].reference),
            file_sha256=sha256,
            digest=answers,
            problems=received.problems,
        )
    likely = came or same or history.standing(own)
    meant = likely[-1] if likely else None
    problems = list(received.problems)
    standing: Standing = "as-received" if came else "same-answers" if same else "unrecorded"
    if meant is None:
        problems.insert(0, _unrecorded(received, ledger))
    elif not (came or same):
        standing = "altered"
        kept = from_kept(finding.kept(ledger, meant), library)
        if kept.submission:
            found = list(altered(kept.submission, received.submission, received))
            names = any(other.kind == "redaction" for other in meant.others)
            problems = [*(found or [_unseen(received, has_lost_names=names)]), *problems]
    return Verdict(
        file=received.file,
        standing=standing,
        recorded=str(meant.reference) if meant else None,
        file_sha256=sha256,
        digest=answers,
        problems=tuple(problems),
    )


def _of_assessment(submission: Submission, records: list[Recorded]) -> list[Recorded]:
    """Give what was recorded of the assessment a file says it is of, before it was renamed too."""
    marks = submission.marks
    name = read_reference(f"{marks.user}/{marks.year}-{marks.kind}")
    if name is None:
        return []
    return [one for one in records if name.subject in (one.reference.subject, one.known_as)]


def _was(record: Recorded, ledger: Ledger, sha256: str | None, answers: str) -> bool:
    """Tell whether a submission that was erased had these answers, or was about this file."""
    original = sha256 and ledger.find("original", record.entry.subject, sha256)
    return record.entry.key == answers or bool(original)


def _files(ledger: Ledger, record: Recorded) -> list[object]:
    return list(finding.files(ledger, record))


def _sha(file: object) -> object:
    return file.get("sha256") if isinstance(file, dict) else None


def altered(before: Submission, after: Submission, received: Received) -> Iterator[Problem]:
    """Say each cell whose value is not the one recorded."""
    then, now = dict(_cells(before)), dict(_cells(after))
    carried = set(after.carries)
    # Where a name was erased from the ref of a line, that line is held against nothing.
    nameless = {(section, ref) for section, ref, _ in then if redaction.is_marked(ref)}
    for place in dict.fromkeys((*then, *now)):
        section, ref, column = place
        was, origin = then.get(place, (None, None))
        stands, here = now.get(place, (None, origin))
        if any(kept == section and redaction.fits(mark, ref) for kept, mark in nameless):
            continue
        if not redaction.fits(was, stands) and (section in carried or place in now):
            at = here if here and here.file else Origin(file=received.file)
            yield Problem(
                code="answer-altered",
                origin=at,
                ref=ref,
                what=f"{section} {ref}, {column}: recorded was {_quoted(was)}, "
                f"and here stands {_quoted(stands)}.",
                remedy="Ask who changed it; the answers recorded are those that count.",
            )


def _cells(submission: Submission) -> Iterator[tuple[_Place, tuple[object, Origin | None]]]:
    """Give every value of every sheet that somebody can write in."""
    lines: Counter[str] = Counter()
    registers = (
        ("profile", submission.statements),
        ("evidence", submission.evidence),
        ("providers", submission.providers),
        ("remediation", submission.remediation),
    )
    for row in submission.responses:
        yield from _row(row.section, row)
    for section, rows in registers:
        for line in rows:
            ref = line.label if isinstance(line, Statement) else getattr(line, "id", "")
            if isinstance(line, RemediationLine):
                lines[line.ref] += 1
                ref = f"{line.ref}#{lines[line.ref]}"
            for column, value in columns_of(line).items():
                if value not in (None, ()):
                    yield (section, ref, column), (value, line.origin)
    declared = submission.declaration
    for field in fields(declared):
        value = getattr(declared, field.name)
        if field.compare and value is not None:
            yield ("declaration", field.name, "value"), (value, declared.origin)


def _row(section: str, row: Response) -> Iterator[tuple[_Place, tuple[object, Origin | None]]]:
    for column, value in columns_of(row).items():
        if value not in (None, ()):
            at = row.origins.get(_FIELDS.get(column, column), row.origin)
            yield (section, row.ref, column), (value, at)


def _quoted(value: object) -> str:
    if value is None:
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    text = one_line(text)
    return f"“{text if len(text) <= _SHOWN else f'{text[:_SHOWN]}…'}”"


def _unseen(received: Received, *, has_lost_names: bool) -> Problem:
    where = "in a text from which a name was erased" if has_lost_names else "that no column shows"
    return Problem(
        code="answer-altered",
        origin=Origin(file=received.file),
        what=f"The digest of its answers is another, by something {where}.",
        remedy="Ask who wrote the file; the answers recorded are those that count.",
    )


def _unrecorded(received: Received, ledger: Ledger) -> Problem:
    return Problem(
        code="file-unrecorded",
        origin=Origin(file=received.file),
        what=f"{ledger.place} has no submission of the assessment this file says it is of.",
        remedy="Record it with “secself ingest”, or name the archive that has it.",
    )
