"""Makes the pack of one User, reads it back before it is handed over, and checks its baseline."""

from collections.abc import Sequence

from secself.model import BoundComment, Questionnaire, Submission
from secself.problems import Origin, Problem, Refused
from secself.store import files
from secself.store.assessments import Assessed
from secself.wordform import reader as word_reader
from secself.wordform import writer as word_writer
from secself.workbook import reader as workbook_reader
from secself.workbook import writer as workbook_writer

TEMPLATE = "questionnaire.docx"
"""The template of the Word questionnaire."""


def make(
    questionnaire: Questionnaire,
    prior: Submission | None,
    *,
    marking: str = "",
    comments: Sequence[BoundComment] | None = None,
) -> dict[str, bytes]:
    """Write workbook and questionnaire, by the names of their files.

    Each is read back first; one that does not say what was asked is never handed over.
    """
    pack = {
        f"{questionnaire.stem}.xlsx": workbook_writer.write(
            questionnaire, prior, marking=marking, comments=comments
        )
    }
    # A framework may have controls only; an empty questionnaire would help nobody.
    if questionnaire.questions:
        pack[f"{questionnaire.stem}.docx"] = word_writer.write(
            questionnaire, files.template(TEMPLATE), prior, marking=marking
        )
    for name, content in pack.items():
        _prove(name, content, questionnaire)
    return pack


def check_baseline(
    user: str | None, year: int | None, framework: str, prior: Assessed | None, *, name: str
) -> list[Problem]:
    """Refuse a baseline of another User or framework; remark on one that is not older."""
    if prior is None:
        return []
    marks = prior.submission.marks
    apart = (
        ("User", user, marks.user, "prior-of-another-user"),
        ("framework", framework, prior.framework.id, "prior-of-another-framework"),
    )
    faults = [
        Problem(
            code=code,
            origin=Origin(file=name),
            what=f"The prior assessment is of the {what} “{theirs}”, the current of “{ours}”.",
            remedy="Name the prior assessment of the same User under the same framework.",
        )
        for what, ours, theirs, code in apart
        if ours is not None and theirs is not None and ours != theirs
    ]
    if faults:
        raise Refused(*faults)
    if year is None or marks.year is None or marks.year < year:
        return []
    what = f"The prior assessment is of {marks.year}, which is not before {year}."
    remedy = "Check that the two files are not exchanged."
    return [
        Problem(
            level="warning",
            code="prior-not-older",
            origin=Origin(file=name),
            what=what,
            remedy=remedy,
        )
    ]


def _prove(name: str, content: bytes, questionnaire: Questionnaire) -> None:
    wanted = [("questions", asked.item.id) for asked in questionnaire.questions]
    if name.endswith(".xlsx"):
        wanted += [("validation", asked.item.id) for asked in questionnaire.controls]
        grid = workbook_reader.read_grid(content, name)
        submission, problems = workbook_reader.read(grid, questionnaire.framework, name)
    else:
        submission, problems = word_reader.read(content, questionnaire.framework, name)
    found = [(response.section, response.ref) for response in submission.responses]
    filled = [r.ref for r in submission.responses if r.answer is not None or r.evidence]
    if sorted(found) != sorted(wanted) or filled or problems:
        # A person can do nothing about this one: the writer and the reader disagree.
        message = f"{name} does not read back as it was written: {filled} {problems[:3]}"
        raise RuntimeError(message)
