"""What to look at first, in order: groups of lines, each about one item."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from secself.model import Assessment, Delta, Finding, Response, Section
from secself.phrases import SECTIONS, WORDINGS, asked_before, source_line
from secself.sheets.pen import join
from secself.workbook.reviewing import comments
from secself.workbook.reviewing.cited import Register
from secself.workbook.reviewing.known import Items, own_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One thing to look at."""

    ref: str
    """The item it is about."""
    what: str
    """What there is to see."""
    why: str = ""
    """Why it matters, or where it comes from."""
    section: Section | None = None
    """The section of the item; None where it can be of any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things to look at of one kind."""

    title: str
    """What they are."""
    looks: tuple[Look, ...]
    """The things, in order."""


_REWORDED = "wording-changed"
"""The rule that speaks where the wording changed and the answer was not read again."""


def groups(items: Items) -> list[Group]:
    """Give every group in which there is something, the gravest first."""
    made = ((title, tuple(make(items))) for title, make in _GROUPS)
    return [Group(title=title, looks=looks) for title, looks in made if looks]


def _material(items: Items) -> Iterator[Look]:
    return _found(items.assessment.material)


def _notes(items: Items) -> Iterator[Look]:
    return _found(items.assessment.notes)


def _found(findings: Iterable[Finding]) -> Iterator[Look]:
    for one in findings:
        yield Look(ref=one.ref, what=one.because, why=join([one.rule, source_line(one)]))


def _not_read_again(items: Items) -> Iterator[Look]:
    found = {one.ref for one in items.assessment.findings if one.rule == _REWORDED}
    for delta, row in _reworded(items.assessment):
        if delta.ref in found:
            continue  # The rule says it already, among the findings.
        if row.reaffirmed != "Yes" and not _is_word_for_word(delta, row):
            yield _wording(delta, "Nobody says that the answer was read again.")


def _word_for_word(items: Items) -> Iterator[Look]:
    for delta, row in _reworded(items.assessment):
        if _is_word_for_word(delta, row):
            yield _wording(delta, "The answer is word for word that of last time.")


def _errors(items: Items) -> Iterator[Look]:
    told = {finding.ref for finding in items.assessment.findings}
    for problem in own_problems(items.assessment):
        if problem.level == "error" and problem.ref and problem.ref not in told:
            yield Look(ref=problem.ref, what=problem.what, why=problem.code)


def _earlier(items: Items) -> Iterator[Look]:
    for one in items.comments:
        comment = one.comment
        if one.standing == "on-earlier-answer" and one.withdrawn is None and comment.ref:
            where = next((name for name in SECTIONS if name == comment.section), None)
            said = comment.text or comment.view or comment.action or ""
            why = f"{comments.who(comment)}, {comment.state}"
            yield Look(ref=comment.ref, what=said, why=why, section=where)


def _asked_before(items: Items) -> Iterator[Look]:
    assessment = items.assessment
    asked = asked_before(assessment.decided_before, assessment.comparison.as_of)
    return (Look(ref=where, what=what, why=state) for where, what, state in asked)


def _reused(items: Items) -> Iterator[Look]:
    comparison = items.assessment.comparison
    register = Register(comparison)
    for item in comparison.current.evidence:
        then = register.offered(item)
        if then is not None and item.sha256 is not None and then.sha256 == item.sha256:
            cited = [row.ref for row in comparison.current.responses if item.id in row.evidence]
            why = f"cited by {', '.join(cited)}" if cited else "cited by no row"
            told = f"{item.title or item.id}: {register.reuse(item)}; {register.age(item)}."
            yield Look(ref=item.id, what=told, why=why, section="evidence")


def _drawn(items: Items) -> Iterator[Look]:
    probed = items.assessment.probed
    for one in probed.drawn if probed else ():
        reasons = ", ".join(one.reasons) or "no particular reason"
        yield Look(ref=one.ref, what=reasons, why=f"weight {one.weight}", section="validation")


def _reworded(assessment: Assessment) -> Iterator[tuple[Delta, Response]]:
    for delta in assessment.comparison.deltas:
        is_same = delta.wording in {"same", "new", "withdrawn"}
        if not is_same and isinstance(delta.after, Response) and delta.after.answer is not None:
            yield delta, delta.after


def _is_word_for_word(delta: Delta, row: Response) -> bool:
    before = delta.before
    if not isinstance(before, Response):
        return False
    return (before.answer, before.narrative) == (row.answer, row.narrative)


def _wording(delta: Delta, said: str) -> Look:
    came = f"from {', '.join(delta.came_from)}" if delta.came_from else ""
    return Look(
        ref=delta.ref, what=f"{WORDINGS[delta.wording]} {said}", why=came, section=delta.section
    )


_GROUPS: tuple[tuple[str, Callable[[Items], Iterable[Look]]], ...] = (
    ("Material: look at these before anything else", _material),
    ("To note: worth a question", _notes),
    ("The wording changed, and the answer was not read again", _not_read_again),
    ("Unanswered, or cannot be used as it stands", _errors),
    ("Comments made on an earlier answer", _earlier),
    ("What the committee asked before", _asked_before),
    ("The question changed, and the answer did not", _word_for_word),
    ("The same documents as last time", _reused),
    ("Drawn to be probed, of what is declared unchanged", _drawn),
)
"""The groups, in the order in which they are read."""
