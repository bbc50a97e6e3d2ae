"""What a submission lacks before it can be used whole, and how many of its rows are answered."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

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
from secself.problems import NOWHERE, Level, Origin, Problem

_LONGEST_WAIT = timedelta(days=31)
_DIGEST = 64
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_MAIN = {"questions": "Answer", "validation": "Position"}
_DECLARED = {"name": "Name", "role": "Role", "date": "Date", "declared": "Declared"}


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
        problems += _unlisted(submission)
        problems += _digests(submission)
    if "declaration" in submission.carries:
        problems += _undeclared(submission)
        problems += _odd_date(submission, received)
    problems += _strange_remediation(submission, framework)
    if as_of is not None:
        problems += _future(submission, as_of)
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
            yield _lacks(
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
            yield _lacks(
                response,
                "change",
                "change-missing",
                f"{ref} has a Position and no Change.",
                f"Choose one of: {', '.join(changes.labels)}.",
            )
        elif changes.id_of(response.change) == "changed" and response.narrative is None:
            yield _lacks(
                response,
                "narrative",
                "what-changed-missing",
                f"{ref} is {response.change}, and does not say what.",
                "Say in What changed what is different, and why.",
            )
        if _wants_evidence(self._framework.scale, response.answer) and not response.evidence:
            yield _lacks(
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


def _unlisted(submission: Submission) -> Iterator[Problem]:
    listed = {item.id for item in submission.evidence}
    for response in submission.responses:
        for cited in response.evidence:
            if isinstance(cited, str) and cited not in listed:
                yield _lacks(
                    response,
                    "evidence",
                    "evidence-unlisted",
                    f"{response.ref} cites “{cited}”, which is not on the Evidence sheet.",
                    "List the document there under that id, or correct the id.",
                )


def _digests(submission: Submission) -> Iterator[Problem]:
    for item in submission.evidence:
        digest = item.sha256
        if isinstance(digest, str) and not _is_digest(digest.strip()):
            yield _warning(
                "digest-shape",
                item.origin,
                item.id,
                f"The SHA-256 of {item.id} is not made of {_DIGEST} hexadecimal digits.",
                "Copy the digest whole, or leave the cell blank.",
            )


def _is_digest(text: str) -> bool:
    return len(text) == _DIGEST and set(text) <= _HEXADECIMAL


def _undeclared(submission: Submission) -> Iterator[Problem]:
    declaration = submission.declaration
    for name, label in _DECLARED.items():
        # What is there and cannot be read has been said where it was read.
        if getattr(declaration, name) is None:
            yield Problem(
                code="declaration-incomplete",
                origin=declaration.origin,
                what=f"The Declaration has no {label}.",
                remedy="Choose Yes once every answer is complete and true."
                if name == "declared"
                else f"Fill in {label}.",
            )


def _odd_date(submission: Submission, received: date | None) -> Iterator[Problem]:
    declaration, year = submission.declaration, submission.marks.year
    declared = declaration.date
    if not isinstance(declared, date):
        return
    if year is not None and declared.year != year:
        yield _warning(
            "as-of-outside-year",
            declaration.origin,
            None,
            f"The Declaration is dated {declared.isoformat()}, which is not in {year}.",
            "Correct the date, or say with --as-of at which date ages are to be judged.",
        )
    if received is not None and received - declared > _LONGEST_WAIT:
        yield _warning(
            "declared-long-ago",
            declaration.origin,
            None,
            f"The Declaration is dated {declared.isoformat()}, more than 31 days before "
            f"{received.isoformat()}, when the file was received.",
            "Ask whether the answers still hold.",
        )


def _strange_remediation(submission: Submission, framework: Framework) -> Iterator[Problem]:
    known = {control.id for control in framework.controls}
    known |= {question.id for question in framework.questions}
    for line in submission.remediation:
        if line.ref not in known:
            yield _warning(
                "remediation-ref-unknown",
                line.origin,
                line.ref,
                f"The plan names “{line.ref}”, which is no control or question.",
                "Put the Ref of the row that the action mends.",
            )


def _future(submission: Submission, as_of: date) -> Iterator[Problem]:
    for place, ref, value in _past_dates(submission):
        if isinstance(value, date) and value > as_of:
            yield _warning(
                "date-future",
                place,
                ref,
                f"{value.isoformat()} is after {as_of.isoformat()}.",
                "Correct the date if it is a slip.",
            )


def _past_dates(submission: Submission) -> Iterator[tuple[Origin, str | None, Value]]:
    """Give every date that can only lie in the past."""
    for response in submission.responses:
        yield _place(response, "answer"), response.ref, response.answer
        yield _place(response, "reaffirmed_on"), response.ref, response.reaffirmed_on
    for item in submission.evidence:
        yield item.origin, item.id, item.date
    for provider in submission.providers:
        yield provider.origin, provider.id, provider.since
        yield provider.origin, provider.id, provider.documents_accepted_on
    for line in submission.remediation:
        yield line.origin, line.ref, line.done_on
    yield submission.declaration.origin, None, submission.declaration.date


def _place(response: Response, field: str) -> Origin:
    return response.origins.get(field, response.origin)


def _lacks(response: Response, field: str, code: str, what: str, remedy: str) -> Problem:
    return Problem(
        code=code, origin=_place(response, field), ref=response.ref, what=what, remedy=remedy
    )


def _warning(code: str, place: Origin, ref: str | None, what: str, remedy: str) -> Problem:
    level: Level = "warning"
    return Problem(level=level, code=code, origin=place, ref=ref, what=what, remedy=remedy)
