"""Text for a terminal: gravest first, one screen a User."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from secself.formats import comments
from secself.formats.documents import counts
from secself.model import Assessment, CheckedFile, Comment, CommentState, Finding
from secself.phrases import CHANGES, asked_before, baseline_of, name_of, one_line, source_line
from secself.problems import Problem
from secself.unseen import escaped

_WIDTH = 96
_SHOWN = 6
_LEVELS = ("error", "warning", "note")


def check(checked: Sequence[CheckedFile], ending: str = "nothing was stored") -> str:
    """Say what was found in each file, errors first, what it adds up to, and what came of it."""
    lines = [line for one in checked for line in _file(one)]
    problems = [problem for one in checked for problem in one.problems]
    total = ", ".join(f"{_count(problems, level)} {_plural(level, problems)}" for level in _LEVELS)
    return "\n".join([*lines, f"{total} in {_files(len(checked))}; {ending}."])


def diff(assessment: Assessment) -> str:
    """Say what matters of one assessment, and what else changed in figures."""
    lines = [
        _headline(assessment),
        _baseline(assessment),
        f"{len(assessment.material)} material, {len(assessment.notes)} to note",
    ]
    if assessment.marking:
        lines.insert(0, assessment.marking)
    for finding in assessment.findings:
        lines += ["", *finding_lines(finding)]
    lines += _asked(assessment)
    lines += _commented(assessment)
    lines += ["", *_figures(assessment)]
    if assessment.receipt:
        lines += ["", f"Receipt of the archive: {assessment.receipt}"]
    return "\n".join(lines)


def _asked(assessment: Assessment) -> Iterator[str]:
    """Say what was asked on earlier assessments, and whether it is done."""
    found = list(asked_before(assessment.decided_before, assessment.comparison.as_of))
    if found:
        yield ""
        yield "Asked before:"
    for name, what, state in found:
        yield f"    {name}  {state}"
        yield f"        {one_line(what)}"


def _commented(assessment: Assessment) -> Iterator[str]:
    """Say which comments are open, each with both texts where the answer has changed since."""
    waiting = [one for one in assessment.comments if one.is_open]
    if not assessment.comments:
        return
    number = len(assessment.comments)
    said = "1 comment" if number == 1 else f"{number} comments"
    yield ""
    yield f"{said}, {len(waiting)} open{':' if waiting else '.'}"
    for one in waiting:
        delta = assessment.comparison.about(one.comment.section, one.comment.ref)
        yield from (f"    {line}" for line in comments.lines(one, delta.after if delta else None))


def _file(one: CheckedFile) -> Iterator[str]:
    if not one.is_accepted:
        yield f"{one_line(one.file)}: refused"
    elif one.decision:
        many = "1 action" if one.reported == 1 else f"{one.reported} actions"
        what = f"something new on {many}" if one.reported else "nothing new"
        yield f"{one_line(one.file)}: report on {one.decision}"
        yield f"    {what}"
    elif one.submission:
        marks, rows, cells = one.submission.marks, one.counts, one.submission.cells
        framework = marks.framework or "an unnamed framework"
        yield f"{one_line(one.file)}: {name_of(marks)} under {framework}"
        yield (
            f"    rows: {rows.rows} apply, {rows.answered} answered, {rows.unanswered} unanswered, "
            f"{rows.unreadable} unreadable; {rows.added_rows} added"
        )
        if one.settled_elsewhere:
            yield f"    {one.settled_elsewhere} of the unanswered are settled by the other file"
        yield (
            f"    cells: {cells.filled} filled, {cells.taken} taken, "
            f"{cells.unreadable} unreadable, {cells.ignored} ignored"
        )
        if one.submission.comments:
            yield f"    comments: {_comments(one.submission.comments)}"
        yield f"    answers {one.digest}"
        if one.as_of:
            yield f"    dates judged as of {one.as_of.isoformat()}"
        yield from _recorded(one)
    for level in _LEVELS:
        for problem in one.problems:
            if problem.level == level:
                here = replace(problem, origin=replace(problem.origin, file=None))
                yield textwrap.indent(f"{level}: {here}", "    ")
    yield ""


def _recorded(one: CheckedFile) -> Iterator[str]:
    if one.recorded_as:
        how = "its answers were recorded before, as" if one.is_known else "recorded as"
        added = "1 comment" if one.comments_added == 1 else f"{one.comments_added} comments"
        more = f", with {added} added" if one.comments_added else ""
        yield f"    {how} {one.recorded_as}{more}"
    if one.judged:
        against = f"since {one.judged.baseline}" if one.judged.baseline else "without a baseline"
        yield f"    found: {one.judged.material} material, {one.judged.notes} to note, {against}"


def _comments(comments: Sequence[Comment]) -> str:
    """Count comments by how they stand."""
    standing = Counter(comment.state for comment in comments)
    states: tuple[CommentState, ...] = get_args(CommentState)
    listed = ", ".join(f"{standing[state]} {state}" for state in states if standing[state])
    return f"{len(comments)} ({listed}), kept apart from the answers"


def _headline(assessment: Assessment) -> str:
    comparison = assessment.comparison
    name, day = name_of(comparison.current.marks), comparison.as_of.isoformat()
    return f"{name} under {comparison.framework.reference}, judged as of {day}"


def _baseline(assessment: Assessment) -> str:
    comparison = assessment.comparison
    if comparison.prior is None:
        return "compared with nothing: there is no prior assessment, so no change can be judged"
    share = f"{comparison.comparability:.1%}"
    named = baseline_of(comparison.prior.marks)
    return f"compared with {named}; {share} of the items can be compared"


def finding_lines(finding: Finding) -> Iterator[str]:
    """Say one finding: how loudly, of what, by which rule, why, and where the code says so."""
    yield f"{finding.materiality.upper()}  {one_line(finding.ref)}  [{finding.rule}]"
    yield from _indented(finding.because)
    if finding.sources:
        yield f"    {source_line(finding)}"


def _indented(text: str) -> list[str]:
    return textwrap.wrap(escaped(text), _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _figures(assessment: Assessment) -> Iterator[str]:
    deltas = assessment.comparison.deltas
    number = counts(deltas)
    listed = ", ".join(
        f"{number[name]} {words}" for name, words in CHANGES.items() if name in number
    )
    yield from textwrap.wrap(
        f"All {len(deltas)} items, each by its gravest change: {listed}.", _WIDTH
    )
    unclear = sum(delta.direction == "unclear" for delta in deltas)
    if unclear:
        yield f"Of {unclear} it cannot be told whether they got better or worse."
    yield from _troubles(assessment)


def _troubles(assessment: Assessment) -> Iterator[str]:
    """Show the gravest Problems of the files; `check` shows them all."""
    ordered = sorted(assessment.problems, key=lambda problem: _LEVELS.index(problem.level))
    if not ordered:
        return
    total = ", ".join(f"{_count(ordered, level)} {_plural(level, ordered)}" for level in _LEVELS)
    yield ""
    warned = "An answer with an error could not be used as it stands."
    yield (
        f"In the files: {total}. {warned}"
        if _count(ordered, "error")
        else f"In the files: {total}."
    )
    for problem in ordered[:_SHOWN]:
        yield textwrap.indent(f"{problem.level}: {problem}", "    ")
    if len(ordered) > _SHOWN:
        rest = len(ordered) - _SHOWN
        yield f"    and {rest} more; “secself check” shows them all."


def _count(problems: Iterable[Problem], level: str) -> int:
    return sum(problem.level == level for problem in problems)


def _plural(level: str, problems: Iterable[Problem]) -> str:
    return level if _count(problems, level) == 1 else f"{level}s"


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"
