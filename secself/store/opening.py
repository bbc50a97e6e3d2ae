"""Opens what a User sent in, by what it is: a workbook, a questionnaire, a submission in JSON."""

import codecs
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from secself import opc
from secself.model import Framework, Marks, Submission
from secself.plain import SUBMISSION
from secself.problems import NotAWorkbook, NotFound, Origin, Problem, Refused, WrongFramework
from secself.schemas import conformity, strict_json
from secself.schemas import submission as submission_schema
from secself.store.frameworks import DEFAULT, Library
from secself.wordform import marks as word_marks
from secself.wordform import reader as word_reader
from secself.workbook import reader as workbook_reader
from secself.workbook.merging import conflicts_open
from secself.workbook.reading import merge_sheets
from secself.workbook.reading.reviewed import is_review


class Opened(NamedTuple):
    """What a file says."""

    framework: Framework
    """The framework it was made from."""
    submission: Submission
    """What it says."""
    problems: tuple[Problem, ...]
    """What is wrong with it."""
    is_review: bool
    """Whether it is an assessor's workbook, which is about answers and hands none in."""


def open_content(content: bytes, name: str, library: Library) -> Opened:
    """Read a workbook, a questionnaire or a submission in JSON; raise what makes it unusable."""
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        return Opened(*_from_json(content, name, library), is_review=False)
    package = opc.open_package(content, name)
    _check_name(name, package.kind)
    if package.kind == "document":
        return _document(content, name, library)
    return _workbook(content, name, library)


def _document(content: bytes, name: str, library: Library) -> Opened:
    # The Word reader remarks on the marks itself; here they only find the framework.
    marks, problems = word_marks.marks(content, name)[0], list[Problem]()
    framework = _framework(marks, name, library, problems)
    submission, more = word_reader.read(content, framework, name)
    return Opened(framework, submission, (*problems, *more), is_review=False)


def _workbook(content: bytes, name: str, library: Library) -> Opened:
    grid = workbook_reader.read_grid(content, name)
    marks, problems = workbook_reader.marks(grid)
    framework = _framework(marks, name, library, problems)
    submission, more = workbook_reader.read(grid, framework, name)
    listed = [one for one in merge_sheets.find(grid) if one.kind == "conflicts"]
    if listed:
        more += conflicts_open.problems(listed, grid, submission, framework)
    return Opened(framework, submission, (*problems, *more), is_review=is_review(grid))


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
            refusal(
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
) -> tuple[Framework, Submission, tuple[Problem, ...]]:
    try:
        plain = strict_json.parse(content)
    except (ValueError, RecursionError) as fault:
        raise NotAWorkbook(
            refusal("json-broken", name, _not_json(fault), "Send it again.")
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
    return framework, conformed, (*problems, *more)


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
    raise Refused(refusal("json-other", name, what, remedy))


def refusal(code: str, name: str, what: str, remedy: str) -> Problem:
    """Say why a file is not taken."""
    return Problem(code=code, origin=Origin(file=name), what=what, remedy=remedy)
