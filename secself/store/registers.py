"""Lists documents in a register: in a copy of a workbook, or in a workbook of their own."""

from collections.abc import Sequence
from pathlib import Path

from secself.filing import Document, Proposal, propose
from secself.problems import Origin, Problem, Refused
from secself.store.assessments import Passwords, no_passwords
from secself.store.frameworks import Library
from secself.store.parts import load
from secself.workbook import evidence


def listing(
    into: Path | None,
    documents: Sequence[Document],
    library: Library,
    passwords: Passwords = no_passwords,
) -> tuple[bytes, Proposal, list[Problem]]:
    """Give a workbook in which the documents are listed, what was added, and what to mind."""
    if into is None:
        proposal = propose((), (), documents)
        return evidence.rows_for(proposal.added), proposal, []
    (given,) = load([into], library, passwords)
    if given.grid is None:
        raise Refused(
            Problem(
                code="issued-no-workbook",
                origin=Origin(file=str(into)),
                what="This is not a workbook, so it has no sheet for evidence.",
                remedy="Name the Validation workbook with --into.",
            )
        )
    before = evidence.earlier(given.grid)
    proposal = propose(given.submission.evidence, before, documents)
    content, problems = evidence.with_documents(given.content, given.grid, proposal)
    return content, proposal, problems
