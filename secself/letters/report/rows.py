"""The tables of the report: findings, comments, what could not be assessed, what was asked."""

from collections.abc import Iterable, Iterator

from secself.completeness import applying
from secself.letters.report.words import Demand, Found, Gap, Part, Remarked, Verdict
from secself.model import (
    Action,
    Assessment,
    BoundComment,
    Comment,
    CommentStanding,
    Finding,
    Record,
    Response,
    Unreadable,
    columns_of,
)
from secself.phrases import DIRECTIONS, SECTIONS, source_line, written

_STANDINGS: dict[CommentStanding, str] = {
    "on-this-answer": "",
    "on-earlier-answer": "Made on an earlier answer",
    "item-gone": "Its item is no longer put to the User",
    "unbound": "Nobody can tell on which answer it was made",
}
_OTHER = "On nothing in particular"


def found(assessment: Assessment, findings: Iterable[Finding]) -> Iterator[Found]:
    """Give findings, each with what its item is about."""
    titles = _titles(assessment)
    for one in findings:
        yield Found(
            ref=one.ref,
            title=titles.get(one.ref, ""),
            because=one.because,
            why=" ".join(one.why.split()),
            source=f"{one.rule}\n{source_line(one)}",
        )


def verdicts(assessment: Assessment) -> Iterator[Verdict]:
    """Give every control with its position and the assessor's view, commented on or not.

    Of a self-assessment nothing is given: there the assessor reviews, and does not assess
    (SEC G8.18).
    """
    comparison = assessment.comparison
    baselines = {kind.id: kind.baseline for kind in comparison.framework.kinds}
    if baselines.get(comparison.current.marks.kind or "", "last-any") == "last-any":
        return
    titles = _titles(assessment)
    for one in comparison.current.issued:
        if one.section != "validation":
            continue
        row = comparison.current.response(one.section, one.ref)
        delta = comparison.delta("validation", one.ref)
        yield Verdict(
            ref=one.ref,
            title=titles.get(one.ref, ""),
            position=_position(row),
            view="\n".join(dict.fromkeys(_views(assessment, one.ref))),
            direction=DIRECTIONS[delta.direction] if delta and comparison.prior else "",
        )


def _position(row: Response | None) -> str:
    return "not answered" if row is None or row.answer is None else str(row.answer)


def _views(assessment: Assessment, ref: str) -> Iterator[str]:
    for bound in assessment.comments:
        said = bound.comment
        if (
            bound.withdrawn is None
            and (said.section, said.ref) == ("validation", ref)
            and said.view
        ):
            yield said.view


def parts(assessment: Assessment) -> Iterator[Part]:
    """Give the comments section by section, in the framework's order."""
    framework = assessment.comparison.framework
    homes = {one.id: one.chapter for one in framework.controls}
    homes |= {one.id: one.theme for one in framework.questions}
    headings = {one.id: one.title for one in framework.chapters}
    headings |= {one.id: one.title for one in framework.themes}
    order = {ref: place for place, ref in enumerate(homes)}
    held: dict[str, list[BoundComment]] = {}
    for bound in assessment.comments:
        if bound.withdrawn is None:
            held.setdefault(_home(bound.comment, homes), []).append(bound)
    for home in sorted(held, key=[*headings, *SECTIONS, ""].index):
        title = headings.get(home) or dict(SECTIONS).get(home, _OTHER)  # type: ignore[call-overload]
        rows = sorted(held[home], key=lambda one: order.get(one.comment.ref, len(order)))
        shown = f"{home}: {title}" if home in headings else title
        yield Part(title=shown, rows=tuple(_remarked(assessment, one) for one in rows))


def taken_back(assessment: Assessment) -> Iterator[Remarked]:
    """Give the comments that were taken back."""
    for bound in assessment.comments:
        if bound.withdrawn is not None:
            yield _remarked(assessment, bound)


def gaps(assessment: Assessment) -> Iterator[Gap]:
    """Say what could not be assessed: unanswered, unreadable, not compared, errors in the files."""
    titles = _titles(assessment)
    comparison = assessment.comparison
    for one in applying(comparison.current, comparison.framework):
        response = comparison.current.response(one.section, one.ref)
        if response is None:
            yield Gap(ref=one.ref, title=titles.get(one.ref, ""), reason="Its row is missing.")
        elif response.answer is None:
            yield Gap(ref=one.ref, title=titles.get(one.ref, ""), reason="It was not answered.")
        elif isinstance(response.answer, Unreadable):
            reason = f"What stands there is no answer: {response.answer.shown}"
            yield Gap(ref=one.ref, title=titles.get(one.ref, ""), reason=reason)
    for delta in comparison.deltas:
        if delta.change == "not-compared":
            reason = "The files carry nothing to compare it with."
            yield Gap(ref=delta.ref, title=titles.get(delta.ref, ""), reason=reason)
    refs = {one.ref for one in comparison.current.issued}
    for problem in assessment.problems:
        if problem.level == "error" and problem.ref not in refs:
            yield Gap(ref=problem.ref or "", title="", reason=problem.what)


def demands(assessment: Assessment) -> Iterator[Demand]:
    """Say what the committee asked for earlier, and how it stands."""
    as_of = assessment.comparison.as_of
    for decision in assessment.decided_before:
        for action in decision.actions:
            yield Demand(
                assessment=decision.subject,
                text=f"{action.id}: {action.text}",
                due=written(action.due) if action.due else "",
                state=_state(action, is_overdue=action.is_overdue(as_of)),
            )


def _state(action: Action, *, is_overdue: bool) -> str:
    if action.is_done:
        return f"done on {written(action.done_on)}" if action.done_on else "done"
    if is_overdue:
        return "overdue"
    return "will be late, says the User" if action.is_slipping else "open"


def _home(comment: Comment, homes: dict[str, str]) -> str:
    if comment.section in ("questions", "validation") and comment.ref in homes:
        return homes[comment.ref]
    return comment.section if comment.section in SECTIONS else ""


def _remarked(assessment: Assessment, bound: BoundComment) -> Remarked:
    said = bound.comment
    row = assessment.comparison.current.response(said.section, said.ref)
    is_earlier = bound.standing == "on-earlier-answer"
    return Remarked(
        ref=said.ref or said.place,
        title=_titles(assessment).get(said.ref, ""),
        said=_answered(row, bound.written_on if is_earlier else None),
        comment="\n".join([said.text, *(f"{r.author or 'Reply'}: {r.text}" for r in said.replies)]),
        by=_by(said),
        view=said.view or "",
        action=said.action or "",
        standing=_standing(bound),
        beside="\n".join(filter(None, _beside(bound))),
    )


def _beside(bound: BoundComment) -> Iterator[str]:
    said = bound.comment
    yield said.view or ""
    yield f"To do: {said.action}" if said.action else ""
    yield _by(said)
    yield _standing(bound)


def _answered(row: Response | None, earlier: Record | None) -> str:
    now = _short(row) if row else ""
    if earlier is None:
        return now
    return f"Now: {now or 'nothing'}\nThen: {_short(earlier) or 'nothing'}"


def _short(row: Record) -> str:
    """Give the main answer, and below it what explains it."""
    if isinstance(row, Response):
        said = [row.answer, row.narrative]
    else:
        said = [value for value in columns_of(row).values() if not isinstance(value, tuple)]
    return "\n".join(str(one) for one in said if one not in (None, ""))


def _by(said: Comment) -> str:
    who = said.author or "an assessor whom the file does not name"
    return f"{who}, {written(said.written.date())}" if said.written else who


def _standing(bound: BoundComment) -> str:
    if bound.withdrawn is not None:
        return f"Taken back: {bound.withdrawn}"
    words = [_STANDINGS[bound.standing]] if _STANDINGS[bound.standing] else []
    if bound.comment.state != "open":
        words.append(bound.comment.state.capitalize())
    if bound.about:
        words.append(f"on {bound.about}")
    return "; ".join(words) if bound.standing != "on-this-answer" or len(words) > 1 else ""


def _titles(assessment: Assessment) -> dict[str, str]:
    framework = assessment.comparison.framework
    titles = {one.id: one.title for one in framework.controls}
    return titles | {one.id: " ".join(one.text.split()) for one in framework.questions}
