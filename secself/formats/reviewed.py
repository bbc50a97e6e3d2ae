"""What `secself review` and `secself diff` over a folder have to say, as text."""

from collections.abc import Sequence

from secself.model import Assessment
from secself.phrases import baseline_of, name_of


def line(assessment: Assessment) -> str:
    """Say of one assessment what matters, in a line."""
    comparison = assessment.comparison
    prior = comparison.prior
    against = f"against {baseline_of(prior.marks)}" if prior else "no baseline"
    errors = sum(problem.level == "error" for problem in assessment.problems)
    said = [
        f"{len(assessment.material)} material",
        f"{len(assessment.notes)} to note",
        f"{comparison.comparability:.1%} comparable",
        *([f"{errors} {'error' if errors == 1 else 'errors'} in the files"] if errors else []),
    ]
    return f"{name_of(comparison.current.marks)} {against}: {', '.join(said)}"


def in_order(assessments: Sequence[Assessment]) -> list[Assessment]:
    """Order Users as the committee reads them: most material findings first, then most notes."""
    return sorted(
        assessments,
        key=lambda one: (
            -len(one.material),
            -len(one.notes),
            one.comparison.comparability,
            name_of(one.comparison.current.marks),
        ),
    )
