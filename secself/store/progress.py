"""Takes in what a User reports on the actions it was asked for: a workbook of actions, filled in.

It is known by its marks, and is no submission. What it says is bound to the decision it came with;
a file is taken whole or not at all, and the same report twice is one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from secself import opc
from secself.grid import Grid, read_package
from secself.grid.book import properties, read_book
from secself.letters import plan_reader
from secself.letters.plan import ACTIONS
from secself.letters.plan_reader import PlanMarks
from secself.model import AssessmentReference, CheckedFile, Decision, read_reference
from secself.opc.recognise import ZIP
from secself.problems import Origin, Problem, Refused, SecselfError
from secself.store import files
from secself.store.archive import decided, deciding, finding
from secself.store.archive.ledger import Ledger
from secself.store.archive.recording import Original
from secself.store.inside import is_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """A workbook of actions that came back."""

    path: Path
    """The file, as it was named."""
    original: Original
    """Its name, digest and bytes."""
    grid: Grid
    """Its cells."""
    marks: PlanMarks
    """Which decision it is about, as far as it says."""


def parted(names: Iterable[Path]) -> tuple[list[PlanFile], list[Path]]:
    """Part workbooks of actions from all other files, which are left to whoever reads those."""
    plans, others = list[PlanFile](), list[Path]()
    for path in names:
        found = _plan(path)
        if found:
            plans.append(found)
        else:
            others.append(path)
    return plans, others


def take_in(
    plan: PlanFile,
    ledger: Ledger,
    moment: str,
    *,
    today: date,
    named: AssessmentReference | None = None,
) -> CheckedFile:
    """Record what a workbook of actions reports, and say what became of it."""
    name, sha256 = str(plan.path), plan.original.sha256
    problems: tuple[Problem, ...] = ()
    try:
        with ledger.writing(moment):
            decision = _decision(plan, ledger, named)
            reports, problems = plan_reader.read(plan.grid, decision, today)
            if any(problem.level == "error" for problem in problems):
                return CheckedFile(file=name, file_sha256=sha256, problems=problems)
            number = deciding.report(ledger, decision, reports, plan.original)
    except SecselfError as refusal:
        told = (*refusal.problems, *problems)
        return CheckedFile(file=name, file_sha256=sha256, problems=told)
    return CheckedFile(
        file=name,
        file_sha256=sha256,
        problems=(*plan.grid.problems, *problems),
        recorded=decision.subject,
        is_known=number == 0,
        decision=decision.name,
        reported=number,
    )


def _plan(path: Path) -> PlanFile | None:
    """Read a file if it is a workbook of actions; whatever else it is, others will say."""
    try:
        content = files.read(path)
        # Ours are small; what is large or odd is read elsewhere, with more care.
        if not (content.startswith(ZIP) and is_plain(content)):
            return None
        package = opc.open_package(content, str(path))
        if package.kind != "workbook":
            return None
        named = {sheet.name for sheet in read_book(package).sheets}
        if not plan_reader.properties_tell(properties(package)) and ACTIONS not in named:
            return None
        grid = read_package(package)
    except SecselfError:
        return None
    marks = plan_reader.find_marks(grid)
    if marks is None:
        return None
    sha256 = hashlib.sha256(content).hexdigest()
    original = Original(name=path.name, sha256=sha256, content=content)
    return PlanFile(path=path, original=original, grid=grid, marks=marks)


def _decision(plan: PlanFile, ledger: Ledger, named: AssessmentReference | None) -> Decision:
    """Find the decision a workbook is about; it must stand, and its plan be open."""
    said = read_reference(plan.marks.subject)
    reference = said or named
    if reference is None:
        raise Refused(_unbound(plan))
    if said and named and finding.resolved(ledger, said) != finding.resolved(ledger, named):
        raise Refused(_otherwise(plan, named))
    known = decided.decisions(ledger, reference)
    wanted = plan.marks.decision
    found = [one for one in known if wanted in (0, one.number) and one.actions]
    if not found:
        raise Refused(_unknown(plan, reference, known))
    decision = found[-1]
    if not decision.stands:
        raise Refused(_superseded(plan, decision))
    return decision


def _unbound(plan: PlanFile) -> Problem:
    return Problem(
        code="progress-unbound",
        origin=Origin(file=str(plan.path)),
        what="The workbook no longer says which decision it reports on.",
        remedy="Say it with --as USER/YEAR-KIND, such as --as acme/2026-ssa.",
    )


def _otherwise(plan: PlanFile, named: AssessmentReference) -> Problem:
    return Problem(
        code="identity-otherwise",
        origin=Origin(file=str(plan.path)),
        what=f"The workbook reports on {plan.marks.subject}, and --as says {named}.",
        remedy="Say --as only for files that do not say whose they are, or correct it.",
    )


def _unknown(plan: PlanFile, reference: AssessmentReference, known: Sequence[Decision]) -> Problem:
    number = f"decision {plan.marks.decision} on " if plan.marks.decision else ""
    there = ", ".join(one.name for one in known if one.actions)
    return Problem(
        code="progress-unasked",
        origin=Origin(file=str(plan.path)),
        what=f"The archive knows of no actions that {number}{reference.subject} asks for.",
        remedy=f"There are: {there}." if there else "Ingest it where the decision was recorded.",
    )


def _superseded(plan: PlanFile, decision: Decision) -> Problem:
    return Problem(
        code="progress-superseded",
        origin=Origin(file=str(plan.path)),
        what=f"{decision.name} was superseded, so nothing is asked for by it any more.",
        remedy="Report in the workbook that came with the later letter.",
    )
