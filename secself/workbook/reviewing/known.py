"""All that is known of each item of an assessment: its Delta, findings, problems and comments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from secself.model import (
    Assessment,
    BoundComment,
    Challenged,
    Delta,
    Finding,
    RemediationLine,
    Section,
)
from secself.problems import Problem
from secself.sheets.rows import ATTENTION, Row, rows
from secself.workbook.reviewing import comments

PROBLEM, COMMENT, FIRST_TIME = "Problem", "Comment", "No baseline"
"""Why a row is looked at, besides what the Deltas say: the file, a comment, nothing to compare."""
SAME = ATTENTION["same"]
"""What is said of a row of which nothing need be looked at."""

Key = tuple[str, str]
"""Section and Ref of an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one item."""

    row: Row | None = None
    """Its Delta as the sheet `Deltas` says it; None where it is in none."""
    findings: tuple[tuple[int, Finding], ...] = ()
    """What the rules found, each with its number."""
    problems: tuple[Problem, ...] = ()
    """What is wrong in the file about it."""
    comments: tuple[BoundComment, ...] = ()
    """What was said of it so far."""
    drawn: Challenged | None = None
    """Why it is to be probed, if it was drawn."""
    has_baseline: bool = True
    """Whether there is anything to compare with."""

    @property
    def attention(self) -> str:
        """Say why it is looked at, in a word."""
        said = self.row.attention if self.row else SAME
        if said in {ATTENTION["material"], ATTENTION["note"]}:
            return said
        if any(problem.level == "error" for problem in self.problems):
            return PROBLEM
        if any(each.is_open for each in self.comments):
            return COMMENT
        if not self.has_baseline and said == ATTENTION["changed"]:
            return FIRST_TIME
        return said

    @property
    def delta(self) -> Delta | None:
        """Give its Delta."""
        return self.row.delta if self.row else None


class Items:
    """Finds what is known of an item by its section and Ref."""

    def __init__(self, assessment: Assessment) -> None:
        """Look through an assessment once."""
        self.assessment = assessment
        self._rows: dict[Key, Row] = {
            (row.delta.section, row.delta.ref): row for row in rows(assessment)
        }
        self._findings: dict[str, list[tuple[int, Finding]]] = {}
        for number, finding in enumerate(assessment.findings, 1):
            self._findings.setdefault(finding.ref, []).append((number, finding))
        self._problems: dict[str, list[Problem]] = {}
        for problem in own_problems(assessment):
            self._problems.setdefault(problem.ref or "", []).append(problem)
        self.comments: tuple[BoundComment, ...] = tuple(comments.gathered(assessment))
        probed = assessment.probed
        self._drawn = {one.ref: one for one in probed.drawn} if probed else {}

    def of(self, section: Section, ref: str, place: Key | None = None) -> Known:
        """Give what is known of an item; its comments may name it otherwise."""
        about = place or (section, ref)
        own = (one for one in self.comments if (one.comment.section, one.comment.ref) == about)
        return Known(
            row=self._rows.get((section, ref)),
            findings=tuple(self._findings.get(ref, ())),
            problems=tuple(_of_section(section, self._problems.get(ref, ()))),
            comments=tuple(own),
            drawn=self._drawn.get(ref) if section == "validation" else None,
            has_baseline=self.assessment.comparison.prior is not None,
        )

    def refs_of_plan(self) -> list[str]:
        """Name the line of the plan that each line of the submission is, as the Deltas call it."""
        left = [delta for delta in self.assessment.comparison.of("remediation") if delta.after]
        return [_taken(left, line) for line in self.assessment.comparison.current.remediation]

    def gone(self, section: Section) -> list[str]:
        """Name what was there last time, and is not now."""
        return [one.ref for one in self.assessment.comparison.of(section) if one.after is None]

    def loose(self, known: Iterable[Key]) -> list[BoundComment]:
        """Give the comments that are on no item of these."""
        held = set(known)
        return [one for one in self.comments if (one.comment.section, one.comment.ref) not in held]


def own_problems(assessment: Assessment) -> list[Problem]:
    """Give what is wrong in the files of the current side; those of the baseline were settled."""
    others = set(assessment.prior_files) - set(assessment.files)
    return [one for one in assessment.problems if one.origin.file not in others]


def _of_section(section: Section, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Leave out what is said of an item of that name on another sheet."""
    sheets = {"questions": "Questions", "validation": "Validation", "evidence": "Evidence"}
    for problem in problems:
        sheet = problem.origin.sheet
        if sheet is None or sheet not in sheets.values() or sheets.get(section) == sheet:
            yield problem


def _taken(left: list[Delta], line: RemediationLine) -> str:
    found = next((delta for delta in left if delta.after == line), None)
    if found is None:
        return ""
    left.remove(found)
    return found.ref
