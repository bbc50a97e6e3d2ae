"""Draws the report from an Assessment; every number in it is counted here, and only here."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from secself.letters.report.rows import demands, found, gaps, parts, taken_back, verdicts
from secself.letters.report.words import Fact, ReportWords, Tally
from secself.model import NO_CONCERN, VIEWS, Assessment, BoundComment
from secself.phrases import CHANGES, baseline_of, name_of, written


def drawn(assessment: Assessment, by: str = "") -> ReportWords:
    """Say everything the report says."""
    comparison = assessment.comparison
    marks = comparison.current.marks
    kinds = {kind.id: kind.label for kind in comparison.framework.kinds}
    kind = kinds.get(marks.kind or "", marks.kind or "Assessment")
    return ReportWords(
        marking=assessment.marking,
        title=f"{kind} {marks.year or ''}".strip(),
        user=marks.user or "a User that the files do not name",
        by=by,
        summary=tuple(_summary(assessment)),
        scope=tuple(_scope(assessment)),
        method=tuple(_method(assessment)),
        baseline=tuple(_baseline(assessment)),
        changes=tuple(_changes(assessment)),
        material=tuple(found(assessment, assessment.material)),
        notes=tuple(found(assessment, assessment.notes)),
        views=tuple(_views(assessment.comments)),
        controls=tuple(verdicts(assessment)),
        parts=tuple(parts(assessment)),
        withdrawn=tuple(taken_back(assessment)),
        gaps=tuple(gaps(assessment)),
        asked=tuple(demands(assessment)),
        decision=tuple(_decision(assessment)),
        notice=tuple(
            " ".join(part.split())
            for part in re.split(r"\n\s*\n", comparison.framework.notice.strip())
        ),
    )


def _summary(assessment: Assessment) -> Iterator[str]:
    material, notes = len(assessment.material), len(assessment.notes)
    if not assessment.findings:
        yield (
            "The rules found nothing. That no rule spoke does not mean that there is no risk: "
            "they judge what was written, and only some of it."
        )
    else:
        yield (
            f"The rules found {_counted(material, 'material increase')} and "
            f"{_counted(notes, 'thing')} to note."
        )
    worse = sum(delta.direction == "worse" for delta in assessment.comparison.deltas)
    unclear = sum(delta.direction == "unclear" for delta in assessment.comparison.deltas)
    yield (
        f"{_counted(worse, 'item')} got worse; of {unclear} it cannot be told whether they did. "
        f"{assessment.comparison.comparability:.1%} of the questions and controls could be "
        "compared."
    )
    concerns = len(_concerned(assessment.comments))
    if assessment.comments:
        yield (
            f"The assessor made {_counted(len(_standing(assessment.comments)), 'comment')}, and "
            f"has a concern about {_counted(concerns, 'row')}."
        )
    else:
        yield "No comment of an assessor has been recorded."


def _scope(assessment: Assessment) -> Iterator[Fact]:
    comparison = assessment.comparison
    current, framework = comparison.current, comparison.framework
    labels = {role.id: role.label for role in framework.roles}
    yield Fact(label="User", text=current.marks.user or "not said")
    yield Fact(label="Assessment", text=name_of(current.marks))
    yield Fact(
        label="User Roles", text=", ".join(labels.get(one, one) for one in current.roles) or "none"
    )
    yield Fact(
        label="Framework",
        text=f"{framework.title}, edition {framework.edition}, with the Agreed Interpretations "
        f"{framework.interpretations_edition}",
    )
    counts = Counter(one.section for one in current.issued)
    yield Fact(
        label="Put to the User",
        text=f"{counts['questions']} questions and {counts['validation']} controls",
    )
    if current.declared_on:
        yield Fact(label="Declared on", text=written(current.declared_on))
    yield Fact(label="Files", text="\n".join(map(_file_name, assessment.files)) or "none")
    yield Fact(label="Digest of the answers", text=assessment.digest)
    if assessment.receipt:
        yield Fact(label="Receipt of the archive", text=str(assessment.receipt))


def _method(assessment: Assessment) -> Iterator[str]:
    comparison = assessment.comparison
    rules = sum(rule.level != "off" for rule in comparison.framework.rules)
    yield (
        "The answers were read from the files as they came; nothing in them was altered, and what "
        "could not be read is listed below. Each question and control was put beside the answer "
        f"of last time, and {rules} rules judged what differs and what stands. Ages and deadlines "
        f"were judged as of {written(comparison.as_of)}."
    )
    drawn_ = assessment.probed
    if drawn_:
        refs = ", ".join(one.ref for one in drawn_.drawn)
        yield (
            f"Of {drawn_.drawn_from} controls declared unchanged, {len(drawn_.drawn)} were drawn "
            f"to be probed, the riskier the likelier, with the seed {drawn_.seed}: {refs}."
        )


def _baseline(assessment: Assessment) -> Iterator[Fact]:
    prior = assessment.comparison.prior
    if prior is None:
        yield Fact(label="Compared with", text="nothing: no earlier assessment was at hand")
        return
    yield Fact(label="Compared with", text=baseline_of(prior.marks))
    if prior.declared_on:
        yield Fact(label="Declared on", text=written(prior.declared_on))
    if prior.marks.framework:
        yield Fact(label="Answered under", text=prior.marks.framework)
    if assessment.prior_digest:
        yield Fact(label="Digest of its answers", text=assessment.prior_digest)


def _changes(assessment: Assessment) -> Iterator[Tally]:
    counts = Counter(delta.change for delta in assessment.comparison.deltas)
    for change, words in CHANGES.items():
        if counts[change]:
            yield Tally(words=words[:1].upper() + words[1:], number=counts[change])


def _views(comments: Iterable[BoundComment]) -> Iterator[Tally]:
    rows = {
        (one.comment.section, one.comment.ref or one.comment.place, one.comment.view)
        for one in _standing(comments)
        if one.comment.view
    }
    counts = Counter(view for _, _, view in rows)
    others = sorted(view for view in counts if view not in VIEWS)
    for view in (*VIEWS, *others):
        if counts[view]:
            yield Tally(words=view, number=counts[view])


def _decision(assessment: Assessment) -> Iterator[str]:
    decision = assessment.decision
    if decision is None:
        return
    framework = assessment.comparison.framework
    labels = {one.id: one.label for one in framework.outcomes}
    labels |= {one.id: one.label for one in framework.statuses}
    yield f"{labels.get(decision.outcome, decision.outcome)}, decided on {written(decision.on)}."
    status = next((one for one in framework.statuses if one.id == decision.outcome), None)
    if status:
        way = "lets" if status.admits_entry else "does not let"
        yield f"This assurance status {way} a Party complete User Entry."
    if decision.reason.strip():
        yield decision.reason
    for action in decision.actions:
        due = f" By {written(action.due)}." if action.due else ""
        yield f"{action.id}: {action.text}{due}"


def _standing(comments: Iterable[BoundComment]) -> list[BoundComment]:
    return [one for one in comments if one.withdrawn is None]


def _concerned(comments: Iterable[BoundComment]) -> set[tuple[str, str]]:
    return {
        (one.comment.section, one.comment.ref or one.comment.place)
        for one in _standing(comments)
        if (one.comment.view or NO_CONCERN).strip() != NO_CONCERN
    }


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _file_name(path: str) -> str:
    """Give a file's name without its folder, which is nobody else's business."""
    return re.split(r"[/\\]", path)[-1]
