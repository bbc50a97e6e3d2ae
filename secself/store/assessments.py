"""Loads what a User sent in, whatever kind of file it is, and says all that is wrong with it."""

import codecs
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from secself import joining, opc
from secself.model import Framework, Marks, Receipt, Submission, read_reference
from secself.opc.decryption import is_protected, unlocked
from secself.plain import SUBMISSION
from secself.problems import (
    NotAWorkbook,
    NotFound,
    Origin,
    Problem,
    Refused,
    SecselfError,
    WrongFramework,
)
from secself.schemas import conformity, strict_json
from secself.schemas import submission as submission_schema
from secself.store import files
from secself.store.archive import finding
from secself.store.archive.place import Archive
from secself.store.frameworks import DEFAULT, Library
from secself.wordform import marks as word_marks
from secself.wordform import reader as word_reader
from secself.workbook import reader as workbook_reader
from secself.workbook.merging import conflicts_open
from secself.workbook.reading import merge_sheets
from secself.workbook.reading.reviewed import is_review

Passwords = Callable[[str], Iterable[str]]
"""Gives the passwords that may open a file, by the file's name."""


def no_passwords(_: str) -> tuple[str, ...]:
    """Open no protected file."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One file as it was received."""

    file: str
    """Its name, as it was given."""
    file_sha256: str | None
    """The digest of its bytes; None if it could not be read."""
    framework: Framework | None = None
    """The framework it was made from; None if it was refused."""
    submission: Submission | None = None
    """What it says; None if it was refused."""
    problems: tuple[Problem, ...] = ()
    """All that is wrong with it."""
    is_review: bool = False
    """Whether it is an assessor's workbook, which is about answers and hands none in."""
    content: bytes | None = field(default=None, repr=False, compare=False)
    """Its bytes as they came; None if they could not be read, or stand in the archive."""
    receipt: Receipt | None = None
    """The receipt of the archive it stands in; None for a file."""

    @property
    def is_accepted(self) -> bool:
        """Tell whether the file could be taken whole."""
        return self.submission is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The files of one assessment, joined."""

    framework: Framework
    """The framework they were made from."""
    submission: Submission
    """What they say together."""
    problems: tuple[Problem, ...]
    """What is wrong with them, or between them."""
    receipt: Receipt | None = None
    """The receipt of the archive that gave one of them; None for files."""


def receive(
    path: Path,
    library: Library,
    passwords: Passwords = no_passwords,
    archive: Archive | None = None,
) -> Received:
    """Read one file, or one submission of the archive; a refusal is a Received without Submission.

    Passwords are asked for only where a file is protected. What is no file and reads like
    `USER/YEAR-KIND` is looked for in the archive, if there is one to look in.
    """
    named = path.as_posix()
    if archive is not None and read_reference(named) and not path.exists():
        return _from_archive(named, library, archive)
    name, digest, received = str(path), None, None
    try:
        received = files.read(path)
        digest = hashlib.sha256(received).hexdigest()
        protected = is_protected(received)
        content = unlocked(received, passwords(name), name) if protected else received
        opened = _open(content, name, library)
    except SecselfError as refusal:
        problems = _named(refusal.problems, name)
        return Received(file=name, file_sha256=digest, problems=problems, content=received)
    return replace(opened, file_sha256=digest, content=received)


def assess(
    paths: Sequence[Path],
    library: Library,
    passwords: Passwords = no_passwords,
    archive: Archive | None = None,
) -> Assessed:
    """Read the files of one assessment as one, or raise Refused if one of them cannot be used."""
    received = [receive(path, library, passwords, archive) for path in paths]
    refused = [problem for part in received if not part.is_accepted for problem in part.problems]
    if refused:
        raise Refused(*refused)
    return combine(received)


def combine(received: Sequence[Received]) -> Assessed:
    """Join files that were accepted; those of another User, year or kind are refused."""
    submissions = [part.submission for part in received if part.submission is not None]
    framework = next(part.framework for part in received if part.framework is not None)
    strangers = list(_strangers(received))
    if strangers:
        raise Refused(*strangers)
    joined, contradictions = joining.join(submissions)
    own = [problem for part in received for problem in part.problems]
    return Assessed(
        framework=framework,
        submission=joined,
        problems=(*own, *contradictions),
        receipt=next((part.receipt for part in received if part.receipt), None),
    )


def identity(received: Received) -> tuple[str | None, int | None, str | None, str | None]:
    """Give User, year, kind and framework of a file that was accepted."""
    marks = received.submission.marks if received.submission else Marks()
    framework = received.framework.reference if received.framework else None
    return marks.user, marks.year, marks.kind, framework


def _from_archive(name: str, library: Library, archive: Archive) -> Received:
    """Give a submission that was recorded, with what was said of it then."""
    try:
        with archive.reading() as ledger:
            found, receipt = finding.submission(ledger, name), ledger.receipt()
        return replace(from_kept(found, library), receipt=receipt)
    except SecselfError as refusal:
        problems = _named(refusal.problems, name)
        return Received(file=name, file_sha256=None, problems=problems)


def from_kept(kept: finding.Kept, library: Library) -> Received:
    """Read a submission as the archive gave it; what was found in the file then is said again."""
    opened = _open(kept.content, kept.name, library)
    known = {(problem.code, problem.ref) for problem in kept.problems}
    more = [one for one in opened.problems if (one.code, one.ref) not in known]
    return replace(opened, file_sha256=kept.file_sha256, problems=(*kept.problems, *more))


def _open(content: bytes, name: str, library: Library) -> Received:
    is_reviewed = False
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        framework, submission, problems = _from_json(content, name, library)
        return Received(
            file=name,
            file_sha256=None,
            framework=framework,
            submission=submission,
            problems=tuple(problems),
        )
    package = opc.open_package(content, name)
    _check_name(name, package.kind)
    if package.kind == "document":
        # The Word reader remarks on the marks itself; here they only find the framework.
        marks, problems = word_marks.marks(content, name)[0], list[Problem]()
        framework = _framework(marks, name, library, problems)
        submission, more = word_reader.read(content, framework, name)
    else:
        grid = workbook_reader.read_grid(content, name)
        is_reviewed = is_review(grid)
        marks, problems = workbook_reader.marks(grid)
        framework = _framework(marks, name, library, problems)
        submission, more = workbook_reader.read(grid, framework, name)
        listed = [one for one in merge_sheets.find(grid) if one.kind == "conflicts"]
        if listed:
            more += conflicts_open.problems(listed, grid, submission, framework)
    return Received(
        file=name,
        file_sha256=None,
        framework=framework,
        submission=submission,
        problems=(*problems, *more),
        is_review=is_reviewed,
    )


def _check_name(name: str, kind: str) -> None:
    """Refuse a Word document under the name of a workbook, and the reverse: somebody mixed up."""
    workbooks, documents = (
        (".xlsx", ".xlsm", ".xltx", ".xltm"),
        (".docx", ".docm", ".dotx", ".dotm"),
    )
    named = dict.fromkeys(workbooks, "workbook") | dict.fromkeys(documents, "document")
    called = named.get(Path(name).suffix.lower(), kind)
    if called != kind:
        what = {"workbook": "an Excel workbook", "document": "a Word document"}
        raise NotAWorkbook(
            _refusal(
                "file-misnamed",
                name,
                f"This is {what.get(kind, kind)} under the name of {what[called]}.",
                "Check that the right file was sent, and give it its proper ending.",
            )
        )


def _framework(marks: Marks, name: str, library: Library, problems: list[Problem]) -> Framework:
    if marks.framework is None:
        problems.append(
            Problem(
                level="warning",
                code="framework-assumed",
                origin=Origin(file=name),
                what=f"The file does not say its framework; the newest {DEFAULT} was used.",
                remedy="Send the file that was issued, with its hidden sheet.",
            )
        )
        return library.framework(DEFAULT)
    try:
        framework = library.framework(marks.framework)
    except NotFound as missing:
        raise WrongFramework(
            Problem(
                code="framework-wrong",
                origin=Origin(file=name),
                what=f"The file was made from the framework “{marks.framework}”.",
                remedy=missing.problems[0].remedy,
            )
        ) from None
    problems += _older(framework, name, library)
    return framework


def _older(framework: Framework, name: str, library: Library) -> Iterable[Problem]:
    """Say that a newer edition is here; the file was answered, and is read, under its own."""
    newest = library.shelf.editions().get(framework.id, [framework.edition])[-1]
    if newest != framework.edition:
        now = f"{framework.id}@{newest}"
        yield Problem(
            level="note",
            code="edition-older",
            origin=Origin(file=name),
            what=f"The file was made from {framework.reference}, and read against that edition; "
            f"{now} is newer.",
            remedy=f"`secself framework diff {framework.reference} {now}` shows what is different.",
        )


def _from_json(
    content: bytes, name: str, library: Library
) -> tuple[Framework, Submission, list[Problem]]:
    try:
        plain = strict_json.parse(content)
    except (ValueError, RecursionError) as fault:
        raise NotAWorkbook(
            _refusal("json-broken", name, _not_json(fault), "Send it again.")
        ) from None
    submission, faults = submission_schema.load_submission(_within(plain, name))
    if submission is None:
        raise Refused(
            *(
                Problem(
                    code="data-shape",
                    origin=Origin(file=name, path=".".join(map(str, path)) or None),
                    what=what,
                    remedy="Send the file as secself wrote it.",
                )
                for path, what in faults
            )
        )
    problems: list[Problem] = []
    framework = _framework(submission.marks, name, library, problems)
    conformed, more = conformity.conform(submission, framework, name)
    return framework, conformed, [*problems, *more]


def _not_json(fault: Exception) -> str:
    """Say why the file is not taken; the parser's own words are for programmers."""
    begin = "The file begins like JSON and is not"
    if isinstance(fault, strict_json.Unreliable):
        return f"{begin} to be relied on. {fault}"
    return f"{begin}."


def _within(plain: object, name: str) -> object:
    """Find the submission in a document of ours; a saved `diff` holds the one it judged."""
    document = plain if isinstance(plain, dict) else {}
    form = str(document.get("format", ""))
    if form == SUBMISSION or not form.startswith("secself/"):
        return plain
    if isinstance(document.get("submission"), dict):
        return document["submission"]
    what = f"This is a {form} document, which holds no submission."
    remedy = "Name a workbook, a questionnaire, or what “secself diff” saved as JSON."
    raise Refused(_refusal("json-other", name, what, remedy))


def _strangers(received: Sequence[Received]) -> Iterable[Problem]:
    first = received[0]
    for other in received[1:]:
        pairs = zip(identity(first), identity(other), strict=True)
        if any(None not in pair and pair[0] != pair[1] for pair in pairs):
            yield _refusal(
                "files-apart",
                other.file,
                f"This file is not of the same User, year, kind and framework as {first.file}.",
                "Name only the files of one assessment together.",
            )


def _refusal(code: str, name: str, what: str, remedy: str) -> Problem:
    return Problem(code=code, origin=Origin(file=name), what=what, remedy=remedy)


def _named(problems: Iterable[Problem], name: str) -> tuple[Problem, ...]:
    """Give the file's name to Problems that do not say where they stand."""
    return tuple(
        problem if problem.origin.file else replace(problem, origin=Origin(file=name))
        for problem in problems
    )
