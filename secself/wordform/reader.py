"""Makes a Submission of a completed Word questionnaire, and a Problem of all that is remarkable."""

from collections.abc import Sequence

from secself.model import AddedRow, CellCount, Framework, Issued, Marks, Submission
from secself.problems import Origin, Problem, Refused, WrongFramework, read_failed
from secself.questionnaire import issued_refs
from secself.wordform.changes import unaccepted
from secself.wordform.comments import comments
from secself.wordform.layout import ANSWER, COLUMNS, SECTION
from secself.wordform.marks import marks_in, open_document
from secself.wordform.outside import outside
from secself.wordform.responses import responses, route_notes
from secself.wordform.rows import Found, Stranger, find
from secself.wordform.tree import root_of


def read(
    data: bytes, framework: Framework, file: str | None = None
) -> tuple[Submission, list[Problem]]:
    """Read a completed questionnaire; any bytes give an answer or a SecselfError."""
    package = open_document(data, file)
    root = root_of(package, package.main)
    marks, problems = marks_in(package, root)
    _check_framework(marks, framework, file)
    found, strangers = find(root, framework)
    _check_found(found, file)
    written, more = comments(package, root, found, strangers)
    issued = _issued(marks, framework, found)
    asked = {each.ref for each in issued}
    added = [*strangers, *(_as_stranger(each) for each in found if each.ref not in asked)]
    found = [each for each in found if each.ref in asked]
    answered = tuple(responses(found, framework, file))
    problems += package.problems
    problems += more
    problems += unaccepted(root, found, file)
    problems += outside(root, framework, file)
    problems += route_notes(found, file)
    problems += [problem for each in answered for problem in each.problems]
    problems += [_added_problem(each, file) for each in added]
    ignored = sum(each.inputs for each in added)
    return Submission(
        marks=marks,
        carries=(SECTION,),
        issued=issued,
        responses=tuple(each.response for each in answered),
        added=tuple(
            AddedRow(section=SECTION, cells=each.cells, origin=Origin(file=file, path=each.place))
            for each in added
        ),
        comments=written,
        cells=sum((each.cells for each in answered), CellCount(filled=ignored, ignored=ignored)),
    ), problems


def _check_framework(marks: Marks, framework: Framework, file: str | None) -> None:
    if marks.framework not in (None, framework.reference):
        raise WrongFramework(
            read_failed(
                "framework-other",
                f"The document was made from {marks.framework}, not from {framework.reference}.",
                "Name the framework and edition it was made from.",
                file,
            )
        )


def _check_found(found: Sequence[Found], file: str | None) -> None:
    if not found:
        raise Refused(
            read_failed(
                "questions-not-found",
                "No question of the framework was found in the document.",
                "Answer in the questionnaire that was sent to you.",
                file,
            )
        )
    if not any(ANSWER.key in each.cells for each in found):
        raise Refused(
            read_failed(
                "answer-column-missing",
                "There is no column “Answer” in the document.",
                "Answer in the questionnaire that was sent to you.",
                file,
            )
        )


def _issued(marks: Marks, framework: Framework, found: Sequence[Found]) -> tuple[Issued, ...]:
    """Say what was put to the User; where the document does not say, what stands in it."""
    prints = {each.ref: each.fingerprint for each in found}
    refs: list[str] = []
    if marks.kind and marks.roles:
        drawn = issued_refs(framework, marks.roles, marks.facts, marks.kind)
        refs = [ref for section, ref in drawn if section == SECTION]
    if not refs:
        refs = [question.id for question in framework.questions if question.id in prints]
    return tuple(Issued(section=SECTION, ref=ref, fingerprint=prints.get(ref)) for ref in refs)


def _as_stranger(found: Found) -> Stranger:
    """Keep a row of the framework that was not put to this User."""
    headings = {column.key: column.heading for column in COLUMNS}
    cells = {key: " | ".join(cell.texts) for key, cell in found.cells.items() if cell.texts}
    return Stranger(
        ref=found.ref,
        place=found.place,
        cells=(("Ref", found.ref), *((headings[key], text) for key, text in cells.items())),
        inputs=len(cells),
    )


def _added_problem(added: Stranger, file: str | None) -> Problem:
    filled = "; ".join(f"{heading}: “{text}”" for heading, text in added.cells)
    return Problem(
        level="warning",
        code="row-added",
        origin=Origin(file=file, path=added.place),
        ref=added.ref or None,
        what=f"This row answers nothing that was asked: {filled}.",
        remedy="Move what it says to the question it belongs to, or delete the row.",
    )
