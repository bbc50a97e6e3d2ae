"""What is likely to be a slip of the pen in registers, profile and declaration."""

from collections.abc import Iterator
from datetime import date, timedelta

from secself.model import Framework, Response, Submission, Value
from secself.problems import Level, Origin, Problem

_LONGEST_WAIT = timedelta(days=31)
_DIGEST = 64
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_DECLARED = {"name": "Name", "role": "Role", "date": "Date", "declared": "Declared"}
FACTS = (
    "User Roles",
    "Domestic premises",
    "Non-domestic premises",
    "User Systems",
    "SMETS1 enrolled",
)
"""The lines of the Profile that thresholds and scope hang on."""


def unlisted(submission: Submission) -> Iterator[Problem]:
    """Find ids that rows cite and the register does not have."""
    listed = {item.id for item in submission.evidence}
    alike = {name.casefold(): name for name in sorted(listed)}
    for response in submission.responses:
        for cited in response.evidence:
            if isinstance(cited, str) and cited not in listed:
                meant = alike.get(cited.casefold())
                near = f"Perhaps {meant} is meant; then cite it so. " if meant else ""
                yield lacks(
                    response,
                    "evidence",
                    "evidence-unlisted",
                    f"{response.ref} cites “{cited}”, which is not on the Evidence sheet.",
                    f"{near}List the document there under that id, or correct the id; "
                    "commas part ids.",
                )


def half_listed(submission: Submission) -> Iterator[Problem]:
    """Find cited documents whose line says too little to tell them from another."""
    yield from _digest_shapes(submission)
    cited = {part for response in submission.responses for part in response.evidence}
    for item in submission.evidence:
        for field, label, code in (
            ("title", "Title", "evidence-untitled"),
            ("date", "Date", "evidence-undated"),
        ):
            if item.id in cited and getattr(item, field) is None:
                yield _warning(
                    code,
                    item.origin,
                    item.id,
                    f"{item.id} is cited and has no {label}.",
                    f"Fill in its {label}; without it nobody can tell what it is, or how old.",
                )


def unstated(submission: Submission) -> Iterator[Problem]:
    """Find facts of the Profile that are not stated."""
    lines = {line.label: line for line in submission.statements}
    near = next((line.origin for line in submission.statements), submission.declaration.origin)
    # A line that is gone has no cell; where the sheet is gone too, only the file can be named.
    sheet = Origin(file=near.file, sheet=near.sheet if submission.statements else None)
    for label in FACTS:
        line = lines.get(label)
        if line is None or line.value is None:
            yield Problem(
                code="fact-missing",
                origin=line.origin if line else sheet,
                ref=label,
                what=f"The Profile does not state {label}.",
                remedy=f"Fill in {label}; thresholds and scope hang on it.",
            )


def _digest_shapes(submission: Submission) -> Iterator[Problem]:
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


def undeclared(submission: Submission) -> Iterator[Problem]:
    """Find what the Declaration lacks."""
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


def odd_date(submission: Submission, received: date | None) -> Iterator[Problem]:
    """Find a declaration of another year, or of long ago."""
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
            f"{received.isoformat()}, the day on which it was read.",
            "Ask whether the answers still hold.",
        )


def odd_remediation(submission: Submission, framework: Framework) -> Iterator[Problem]:
    """Find lines of the plan that mend nothing known, or say too little to be late."""
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
        if line.done_on is None and line.due is None:
            yield _warning(
                "due-missing",
                line.origin,
                line.ref,
                f"The action for {line.ref} is open and has no Due, so it can never be late.",
                "Say by when it will be done.",
            )


def future(submission: Submission, as_of: date) -> Iterator[Problem]:
    """Find dates that should lie in the past and do not; one that speaks for many rows is one."""
    told: set[Origin] = set()
    for place, ref, value in _past_dates(submission):
        if isinstance(value, date) and value > as_of and place not in told:
            told |= {place} if place.cell else set()
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
        yield place_of(response, "answer"), response.ref, response.answer
        place = place_of(response, "reaffirmed_on")
        is_own = place.sheet == response.origin.sheet
        yield place, response.ref if is_own else None, response.reaffirmed_on
    for item in submission.evidence:
        yield item.origin, item.id, item.date
    for provider in submission.providers:
        yield provider.origin, provider.id, provider.since
        yield provider.origin, provider.id, provider.documents_accepted_on
    for line in submission.remediation:
        yield line.origin, line.ref, line.done_on
    yield submission.declaration.origin, None, submission.declaration.date


def place_of(response: Response, field: str) -> Origin:
    """Give the place of one cell of a row."""
    return response.origins.get(field, response.origin)


def lacks(response: Response, field: str, code: str, what: str, remedy: str) -> Problem:
    """Make the Problem of a row that lacks something it must have."""
    return Problem(
        code=code, origin=place_of(response, field), ref=response.ref, what=what, remedy=remedy
    )


def _warning(code: str, place: Origin, ref: str | None, what: str, remedy: str) -> Problem:
    level: Level = "warning"
    return Problem(level=level, code=code, origin=place, ref=ref, what=what, remedy=remedy)
