"""The law of decisions: what the committee may decide of which assessment, and what makes no sense.

The words are the framework's. An outcome that asks for nothing is a clean one: where something
speaks against it, the committee says why it decides so nevertheless.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from secself.model import Action, Assessment, Decision, Framework, RowCount, Ruling
from secself.problems import Problem


def rulings(framework: Framework, kind: str) -> tuple[Ruling, ...]:
    """Give what may be decided of a kind of assessment, in the framework's order.

    A kind that outcomes name has those; a Full assessment has the assurance statuses; any other
    kind has the outcomes that name none.
    """
    own = [one for one in framework.outcomes if kind in one.kinds]
    full = {one.id for one in framework.kinds if one.baseline == "none"}
    if not own and kind in full and framework.statuses:
        return tuple(_statuses(framework))
    outcomes = own or [one for one in framework.outcomes if not one.kinds]
    return tuple(
        Ruling(
            id=one.id,
            label=one.label,
            meaning=one.meaning,
            actions=one.actions,
            clause=one.clause,
            is_verified=one.provenance.status == "verified",
        )
        for one in outcomes
    )


def _statuses(framework: Framework) -> Iterator[Ruling]:
    for one in framework.statuses:
        yield Ruling(
            id=one.id,
            label=one.label,
            meaning=one.meaning,
            actions=one.actions,
            is_verified=one.provenance.status == "verified",
            formerly=one.formerly,
            admits_entry=one.admits_entry,
        )


def find(framework: Framework, kind: str, word: str) -> Ruling | None:
    """Find a ruling by its id or its name of today; an older name is never taken for it.

    What is called Deferred today was called otherwise, and what was called so is Rejected now.
    """
    wanted = word.strip().casefold()
    found = rulings(framework, kind)
    return next((one for one in found if wanted in (one.id, one.label.casefold())), None)


def unknown(framework: Framework, kind: str, word: str) -> Problem:
    """Say that there is no such outcome, and which there are, with their older names."""
    listed = "; ".join(map(_listed, rulings(framework, kind)))
    return Problem(
        code="outcome-unknown",
        what=f"“{word}” is no outcome of an assessment of the kind {kind}.",
        remedy=f"There are: {listed}.",
    )


def against(assessment: Assessment, counts: RowCount) -> tuple[str, ...]:
    """Say what speaks against a clean outcome, one sentence each."""
    found = (
        (len(assessment.material), "material finding is", "material findings are", "flagged"),
        (assessment.concerns, "row has", "rows have", "a concern of the assessor"),
        (counts.unanswered, "row is", "rows are", "unanswered"),
        (counts.unreadable, "row is", "rows are", "unreadable"),
    )
    return tuple(
        f"{number} {one if number == 1 else many} {rest}."
        for number, one, many, rest in found
        if number
    )


def check(
    asked: Decision, ruling: Ruling, speaking: Sequence[str], today: date
) -> Iterator[Problem]:
    """Say what makes no sense in a decision, all of it."""
    if asked.on > today:
        yield Problem(
            code="decision-ahead",
            ref=asked.subject,
            what=f"The day of the decision, {asked.on}, is still to come (today is {today}).",
            remedy="Say with --on when it was decided.",
        )
    if ruling.actions == "needed" and not asked.actions:
        yield Problem(
            code="decision-without-actions",
            ref=asked.subject,
            what=f"“{ruling.label}” asks for at least one action, and none was named.",
            remedy="Name each with --action TEXT --due DATE.",
        )
    if ruling.actions == "none" and asked.actions:
        yield Problem(
            code="decision-with-actions",
            ref=asked.subject,
            what=f"“{ruling.label}” asks for nothing, and {len(asked.actions)} "
            f"action{'' if len(asked.actions) == 1 else 's'} came with it.",
            remedy="Leave the actions out, or choose an outcome that asks for something.",
        )
    if ruling.actions == "none" and speaking and not asked.reason.strip():
        yield Problem(
            code="decision-unreasoned",
            ref=asked.subject,
            what=f"“{ruling.label}” is decided, and no reason is given: {' '.join(speaking)}",
            remedy="Say with --reason TEXT why it is decided nevertheless.",
        )
    for action in asked.actions:
        yield from _action_faults(asked, action)


def _action_faults(asked: Decision, action: Action) -> Iterator[Problem]:
    if not action.text.strip():
        yield Problem(
            code="action-blank",
            ref=asked.subject,
            what=f"The action {action.id} says nothing.",
            remedy="Say what is to be done.",
        )
    if action.due is None:
        yield Problem(
            code="action-undated",
            ref=asked.subject,
            what=f"The action {action.id} has no day by which it is due.",
            remedy="Say one --due DATE for each --action, in the same order.",
        )
    elif action.due < asked.on:
        yield Problem(
            code="action-due-before",
            ref=asked.subject,
            what=f"The action {action.id} is due on {action.due}, before it was decided on "
            f"{asked.on}.",
            remedy="Correct the day.",
        )


def _listed(ruling: Ruling) -> str:
    if ruling.formerly and ruling.formerly != ruling.label:
        return f"{ruling.id} ({ruling.label}, formerly {ruling.formerly})"
    return f"{ruling.id} ({ruling.label})"
