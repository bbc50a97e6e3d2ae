"""Issues a returned workbook once more, from its marks and edition, and holds the two together."""

from dataclasses import replace

from secself import carrying, digest, questionnaire
from secself.grid import Grid
from secself.model import Framework, Marks, Profile, ProviderEntry, Questionnaire, Verdict
from secself.problems import Origin, Problem
from secself.store.assessments import Assessed, Received
from secself.workbook import issued
from secself.workbook import reader as workbook_reader
from secself.workbook import writer as workbook_writer

_ANYONE = "[any User]"
_SEVERAL = 2
_WORDS = ("text-altered", "issued-altered")


def altered(received: Received, prior: Assessed | None = None) -> tuple[Problem, ...]:
    """Name every issued text that is another than edition and marks give; Word files by their own.

    What stands in Prior columns is held against the prior assessment, where one is named.
    """
    content, framework = received.content, received.framework
    if received.submission is None or framework is None or content is None:
        return ()
    grid = _grid(received, content)
    marks = received.submission.marks
    if grid is None or not (marks.roles and marks.year and marks.kind):
        return _as_read(received)
    drawn = _drawn(marks, framework)
    carried = carrying.carry(prior.framework, framework) if prior else ()
    past = carrying.brought_over(prior.submission, carried) if prior else None
    again = workbook_writer.write(carrying.marked(drawn, carried), past)
    shows_prior = issued.has_prior(grid)
    found = issued.altered(
        grid,
        workbook_reader.read_grid(again, "issued again"),
        knows_prior=prior is not None or not shows_prior,
        anyone=_ANYONE,
    )
    return (*found, *([_unheld(received)] if shows_prior and prior is None else []))


def verdict(received: Received, prior: Assessed | None = None) -> Verdict:
    """Say of a file alone whether its issued texts stand as they were issued."""
    if received.submission is None:
        return Verdict(
            file=received.file,
            standing="refused",
            file_sha256=received.file_sha256,
            problems=received.problems,
        )
    found = altered(received, prior)
    return Verdict(
        file=received.file,
        standing="texts-altered" if any(map(is_told, found)) else "as-issued",
        file_sha256=received.file_sha256,
        digest=digest.digest(received.submission),
        problems=with_read(found, received),
    )


def beside(held: Verdict, received: Received, prior: Assessed | None = None) -> Verdict:
    """Add to what the archive says of a file whether its issued texts stand as they were issued.

    A file that came just so says what it said then.
    """
    if received.submission is None or held.standing == "as-received":
        return held
    found = altered(received, prior)
    is_altered = held.standing == "same-answers" and any(map(is_told, found))
    known = tuple(problem for problem in held.problems if not is_told(problem))
    standing = "texts-altered" if is_altered else held.standing
    return replace(held, standing=standing, problems=(*known, *found))


def with_read(found: tuple[Problem, ...], received: Received) -> tuple[Problem, ...]:
    """Add what reading found, without what would be said twice."""
    return (*found, *(problem for problem in received.problems if not is_told(problem)))


def is_told(problem: Problem) -> bool:
    """Tell whether a Problem says that an issued text is another."""
    return problem.code in _WORDS


def _grid(received: Received, content: bytes) -> Grid | None:
    """Read a workbook as it stands; nothing for a file of another kind, or a protected one."""
    if not content.startswith(b"PK") or received.file.lower().endswith(".docx"):
        return None
    return workbook_reader.read_grid(content, received.file)


def _as_read(received: Received) -> tuple[Problem, ...]:
    """Give what was found in reading, where the file cannot be issued again."""
    return (
        *(problem for problem in received.problems if is_told(problem)),
        Problem(
            level="note",
            code="issued-unheld",
            origin=Origin(file=received.file),
            what="Only its obligations and questions were held against the edition; for the other "
            "texts it would have to be a workbook that says of itself for whom it was issued.",
            remedy="Verify the workbook as it came.",
        ),
    )


def _drawn(marks: Marks, framework: Framework) -> Questionnaire:
    """Select what was issued; of the User no more is known than selection asks for."""
    profile = Profile(
        id=marks.user or "user",
        name=_ANYONE,
        party_category="",
        user_roles=marks.roles,
        domestic_premises=0,
        non_domestic_premises=0,
        user_systems=_SEVERAL if "several-user-systems" in marks.facts else 1,
        smets1_enrolled="smets1-enrolled" in marks.facts,
        providers=(ProviderEntry(id="provider"),) if "shared-resources" in marks.facts else (),
    )
    return questionnaire.select(framework, profile, marks.year or 0, marks.kind or "")


def _unheld(received: Received) -> Problem:
    return Problem(
        level="note",
        code="prior-unheld",
        origin=Origin(file=received.file),
        what="Its Prior columns were held against nothing.",
        remedy="Name the prior assessment with --prior.",
    )
