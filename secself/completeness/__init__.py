"""What a submission lacks before it can be used whole, and how many of its rows are answered."""

from collections.abc import Iterator, Mapping
from datetime import date

from secself.completeness import slips
from secself.completeness.slips import lacks
from secself.model import (
    Framework,
    Issued,
    Question,
    Response,
    RowCount,
    Scale,
    Submission,
    Unreadable,
    Value,
)
from secself.problems import NOWHERE, Origin, Problem

_MAIN = {"questions": "Answer", "validation": "Position"}


def check(
    submission: Submission,
    framework: Framework,
    *,
    as_of: date | None = None,
    received: date | None = None,
) -> tuple[Problem, ...]:
    """List what is lacking, and what is likely to be a slip of the pen."""
    scope = _Scope(submission, framework)
    problems = [problem for issued in scope.applying for problem in scope.of_row(issued)]
    if "evidence" in submission.carries:
        problems += slips.unlisted(submission)
        problems += slips.half_listed(submission)
    if "declaration" in submission.carries:
        problems += slips.undeclared(submission)
        problems += slips.odd_date(submission, received)
    if "profile" in submission.carries:
        problems += slips.unstated(submission)
    problems += slips.odd_remediation(submission, framework)
    if as_of is not None:
        problems += slips.future(submission, as_of)
    return tuple(problems)


def count(submission: Submission, framework: Framework) -> RowCount:
    """Count the rows that apply by their main answer; a row that is gone is unanswered."""
    scope = _Scope(submission, framework)
    answers = [scope.answer(issued) for issued in scope.applying]
    unanswered = sum(answer is None for answer in answers)
    unreadable = sum(isinstance(answer, Unreadable) for answer in answers)
    return RowCount(
        rows=len(answers),
        answered=len(answers) - unanswered - unreadable,
        unanswered=unanswered,
        unreadable=unreadable,
        added_rows=len(submission.added),
    )


def applying(submission: Submission, framework: Framework) -> tuple[Issued, ...]:
    """Give the rows that must be answered: those that its files carry and no answer rules out."""
    return tuple(_Scope(submission, framework).applying)


class _Scope:
    """A submission seen through the framework it answers."""

    def __init__(self, submission: Submission, framework: Framework) -> None:
        self._framework = framework
        self._responses = {(one.section, one.ref): one for one in submission.responses}
        self._carries_evidence = "evidence" in submission.carries
        self._sheets = {one.section: one.origin for one in reversed(submission.responses)}
        questions = {question.id: question for question in framework.questions}
        self.applying = [
            issued
            for issued in submission.issued
            if issued.section in submission.carries and not self._is_ruled_out(issued, questions)
        ]

    def answer(self, issued: Issued) -> Value:
        response = self._responses.get((issued.section, issued.ref))
        return response.answer if response else None

    def of_row(self, issued: Issued) -> Iterator[Problem]:
        response = self._responses.get((issued.section, issued.ref))
        if response is None:
            yield self._missing(issued)
        elif response.answer is None:
            yield lacks(
                response,
                "answer",
                "row-unanswered",
                f"{issued.ref} has no {_MAIN[issued.section]}.",
                f"Fill in {_MAIN[issued.section]}.",
            )
        elif issued.section == "validation":
            yield from self._of_position(response)

    def _is_ruled_out(self, issued: Issued, questions: Mapping[str, Question]) -> bool:
        """Tell whether another answer makes a blank row superfluous; an answered row counts."""
        question = questions.get(issued.ref) if issued.section == "questions" else None
        if question is None or question.condition is None or self.answer(issued) is not None:
            return False
        deciding = self._responses.get(("questions", question.condition.question))
        return question.condition.rules_out(deciding.answer if deciding else None)

    def _of_position(self, response: Response) -> Iterator[Problem]:
        ref, changes = response.ref, self._framework.declared_changes
        if response.change is None:
            yield lacks(
                response,
                "change",
                "change-missing",
                f"{ref} has a Position and no Change.",
                f"Choose one of: {', '.join(changes.labels)}.",
            )
        elif changes.id_of(response.change) == "changed" and response.narrative is None:
            yield lacks(
                response,
                "narrative",
                "what-changed-missing",
                f"{ref} is {response.change}, and does not say what.",
                "Say in What changed what is different, and why.",
            )
        if _wants_evidence(self._framework.scale, response.answer) and not response.evidence:
            yield lacks(
                response,
                "evidence",
                "evidence-missing",
                f"{ref} is {response.answer}, and cites no evidence.",
                "Cite at least one document of the Evidence sheet by its id.",
            )

    def _missing(self, issued: Issued) -> Problem:
        near = self._sheets.get(issued.section, NOWHERE)
        return Problem(
            code="row-missing",
            origin=Origin(file=near.file, sheet=near.sheet),
            ref=issued.ref,
            what=f"The row of {issued.ref} is missing.",
            remedy="Copy it back from the file that was sent to you.",
        )


def _wants_evidence(scale: Scale, position: Value) -> bool:
    """Tell whether a position claims something that a document must support."""
    rank = scale.rank(position)
    worst = sum(choice.ranked for choice in scale.choices) - 1
    return rank is not None and rank < worst
