"""What `secself review` and `secself diff` over a folder have to say, as text and as JSON."""

from collections.abc import Iterable, Sequence

from secself.formats.documents import Plain, problem_document
from secself.model import Assessment
from secself.phrases import baseline_of, name_of
from secself.problems import Problem


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


def diffs_document(
    documents: Sequence[Plain], files: Iterable[str], problems: Iterable[Problem]
) -> Plain:
    """Give the comparisons of many Users as one document, each as `diff` gives it for one."""
    return {
        "format": "secself/diffs@1",
        "files": list(files),
        "results": list(documents),
        "problems": [problem_document(problem) for problem in problems],
    }
