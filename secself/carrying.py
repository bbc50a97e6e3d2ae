"""Last year's answers on this year's framework: what became of each item, and of its answer.

Neither the id nor the text of an item says by itself whether two answers can be laid side by
side: a text may keep its id and change its meaning, or keep its meaning and move. Items are
carried by id, fingerprint and polarity (does the same answer still mean the same?), and by what
the framework's `changes` declare. What nobody declared is not guessed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeVar

from secself.model import (
    AnswerType,
    Asked,
    Carried,
    Control,
    Framework,
    ItemChange,
    Question,
    Questionnaire,
    Response,
    Submission,
    Unreadable,
    Value,
    Wording,
    edition_age,
)
from secself.problems import Origin, Problem

Item = Control | Question
AnyItem = TypeVar("AnyItem", Control, Question)
Section = Literal["questions", "validation"]

_REWORDED = "The wording has changed since the prior assessment: read it again."
_TOLD: Mapping[Wording, str] = {
    "turned": "Since the prior assessment the same answer means something else: answer it anew.",
    "moved": "It was {was} in the prior assessment: read it again.",
    "split": "It was part of {was} in the prior assessment: read it again.",
    "merged": "It was {was} in the prior assessment: read them again as one.",
    "new": "It is new since the edition of the prior assessment.",
}
_COUNTS = {
    "moved": "one item was and one became",
    "split": "one item was and several became",
    "merged": "several items were and one became",
    "turned": "one item was and the same became",
    "withdrawn": "one item or more were and none became",
}


def carry(before: Framework, after: Framework) -> tuple[Carried, ...]:
    """Say what became of every control and question of two editions of one framework.

    Each item of either edition is in exactly one record, in the order of the later edition;
    what is gone comes last. The editions may be named in either order of age.
    """
    steps = _steps(before, after)
    return (
        *_section("questions", before.questions, after.questions, steps, after),
        *_section("validation", before.controls, after.controls, steps, after),
    )


def comparability(carried: Iterable[Carried]) -> float:
    """Give the share of the items of either edition that can be compared, to three decimals."""
    verdicts = [one.is_comparable for one in carried]
    return round(sum(verdicts) / len(verdicts), 3) if verdicts else 0.0


def likely_moves(
    before: Framework, after: Framework, carried: Iterable[Carried]
) -> tuple[tuple[str, str], ...]:
    """Propose what may have moved: an id that is gone and a new one with the very same words.

    Nothing is taken for moved by this; it is for the owner of the framework to declare.
    """
    gone = {(one.section, one.ref) for one in carried if one.wording == "withdrawn"}
    new = {(one.section, one.ref) for one in carried if one.wording == "new"}
    found: list[tuple[str, str]] = []
    for section, old, now in (
        ("questions", before.questions, after.questions),
        ("validation", before.controls, after.controls),
    ):
        words: dict[str, list[str]] = {}
        items: tuple[Item, ...] = now
        for item in items:
            if (section, item.id) in new:
                words.setdefault(item.fingerprint, []).append(item.id)
        earlier: tuple[Item, ...] = old
        found += [
            (item.id, words[item.fingerprint][0])
            for item in earlier
            if (section, item.id) in gone and len(words.get(item.fingerprint, ())) == 1
        ]
    return tuple(found)


def brought_over(submission: Submission, carried: Iterable[Carried]) -> Submission:
    """Put earlier answers under the Refs of a later edition, to stand beside its rows.

    Answers of several items that became one stand there together, each behind its old Ref. What
    has no successor keeps its own Ref. Nothing is chosen and nothing is left out.
    """
    rows = {(row.section, row.ref): row for row in submission.responses}
    found: list[Response] = []
    placed: set[tuple[str, str]] = set()
    for one in carried:
        sources = [(one.section, ref) for ref in one.came_from if (one.section, ref) in rows]
        if sources:
            found.append(replace(_together([rows[key] for key in sources]), ref=one.ref))
            placed.update(sources)
    found += [row for key, row in rows.items() if key not in placed]
    return replace(submission, responses=tuple(found))


def marked(questionnaire: Questionnaire, carried: Iterable[Carried]) -> Questionnaire:
    """Say of every item that is put to a User what became of it since the prior edition."""
    known = {(one.section, one.ref): one for one in carried}
    return replace(
        questionnaire,
        questions=tuple(
            _marked(one, known.get(("questions", one.item.id))) for one in questionnaire.questions
        ),
        controls=tuple(
            _marked(one, known.get(("validation", one.item.id))) for one in questionnaire.controls
        ),
        gone=tuple(one for one in known.values() if one.wording == "withdrawn"),
    )


def told(asked: Asked[Control] | Asked[Question], prior: Response | None) -> str:
    """Say in a sentence what became of an item since the prior assessment; nothing if it is same.

    What the file of the prior assessment holds counts before what its edition says.
    """
    if asked.wording in _TOLD:
        return _TOLD[asked.wording].format(was=" and ".join(asked.came_from))
    if prior is None or prior.fingerprint is None:
        is_reworded = prior is not None and asked.wording == "reworded"
    else:
        is_reworded = prior.fingerprint != asked.item.fingerprint
    return _REWORDED if is_reworded else ""


def check(framework: Framework) -> Iterator[Problem]:
    """Hold the declared changes of a framework against its items and against each other."""
    items: list[Item] = [*framework.controls, *framework.questions]
    standing = {item.id for item in items}
    for number, change in enumerate(framework.changes):
        for what in _faults(framework, change, standing):
            yield Problem(
                code="change-unsound",
                origin=Origin(path=f"changes.{number}"),
                ref=change.id,
                what=what,
                remedy="Correct the declaration; answers are carried over by it.",
            )


def _faults(framework: Framework, change: ItemChange, standing: set[str]) -> Iterator[str]:
    if not _is_of_its_kind(change):
        yield f"“{change.id}” says “{change.what}”; for that, {_COUNTS[change.what]}."
    if edition_age(change.since) > edition_age(framework.edition):
        return  # It speaks of an edition that is yet to come.
    later = [
        other
        for other in framework.changes
        if edition_age(change.since) < edition_age(other.since) <= edition_age(framework.edition)
    ]
    onward = {ref for other in later for ref in other.was}
    gone = onward | {one.id for one in framework.withdrawals}
    for ref in change.became:
        if ref not in standing | gone:
            yield f"“{change.id}” leads to “{ref}”, which is not in the framework."
    same = [other for other in framework.changes if other.since == change.since]
    arrived = {ref for other in (*same, *later) for ref in other.became}
    for ref in change.was:
        if ref in standing - arrived:
            yield f"“{change.id}” says that “{ref}” is no more; it stands in the framework."
        if any(ref in other.was for other in same if other is not change):
            yield f"“{ref}” stands under “was” in another change of the same edition too."
    if change.what in ("split", "merged"):
        used_again = {ref for other in same for ref in other.became} & set(change.was)
        for ref in sorted(used_again):
            yield f"“{ref}” was {change.what}, and is the id of something else since."


def _is_of_its_kind(change: ItemChange) -> bool:
    was, became = len(set(change.was)), len(set(change.became))
    return {
        "moved": was == became == 1 and change.was != change.became,
        "split": was == 1 and became > 1,
        "merged": was > 1 and became == 1,
        "turned": was == 1 and change.was == change.became,
        "withdrawn": was >= 1 and became == 0,
    }[change.what]


def _steps(before: Framework, after: Framework) -> list[list[ItemChange]]:
    """Give what happened between two editions, edition by edition, in the order to walk it."""
    ages = edition_age(before.edition), edition_age(after.edition)
    is_back = ages[1] < ages[0]
    declared = (before if is_back else after).changes
    between = [one for one in declared if min(ages) < edition_age(one.since) <= max(ages)]
    editions = sorted({one.since for one in between}, key=edition_age, reverse=is_back)
    steps = [[one for one in between if one.since == edition] for edition in editions]
    return [[_backwards(one) for one in step] for step in steps] if is_back else steps


def _backwards(change: ItemChange) -> ItemChange:
    turned: dict[str, str] = {"split": "merged", "merged": "split"}
    what = turned.get(change.what, change.what)
    return replace(change, what=what, was=change.became, became=change.was)  # type: ignore[arg-type]


def _section(
    section: Section,
    old: Iterable[Item],
    new: Iterable[Item],
    steps: list[list[ItemChange]],
    after: Framework,
) -> Iterator[Carried]:
    then, now = {item.id: item for item in old}, {item.id: item for item in new}
    became = {ref: _followed(ref, steps, now) for ref in then}
    sources: dict[str, list[str]] = {}
    for ref, refs in became.items():
        for successor in refs:
            sources.setdefault(successor, []).append(ref)
    reasons = _reasons(after, steps)
    turned = {ref for step in steps for one in step if one.what == "turned" for ref in one.was}
    paired: set[str] = set()
    for ref, item in now.items():
        came_from = tuple(sources.get(ref, ()))
        wording = _wording(item, [then[one] for one in came_from], became, turned)
        if wording not in ("split", "merged"):
            paired.update(came_from)
        yield Carried(
            section=section,
            ref=ref,
            wording=wording,
            came_from=came_from,
            reason=next((reasons[one] for one in (*came_from, ref) if one in reasons), ""),
        )
    for ref in then:
        if ref not in paired:
            yield Carried(
                section=section,
                ref=ref,
                wording="withdrawn",
                became=became[ref],
                reason=reasons.get(ref, ""),
            )


def _followed(ref: str, steps: list[list[ItemChange]], now: Mapping[str, Item]) -> tuple[str, ...]:
    """Follow one old id through all that was declared, to the ids that stand now."""
    refs = [ref]
    for step in steps:
        onward = {old: one.became for one in step for old in one.was}
        refs = list(dict.fromkeys(new for old in refs for new in onward.get(old, (old,))))
    return tuple(one for one in refs if one in now)


def _wording(
    item: Item, sources: list[Item], became: Mapping[str, tuple[str, ...]], turned: set[str]
) -> Wording:
    if not sources:
        return "new"
    if len(sources) > 1:
        return "merged"
    [source] = sources
    if len(became[source.id]) > 1:
        return "split"
    if source.id in turned or _is_turned(source, item):
        return "turned"
    if source.id != item.id:
        return "moved"
    return "same" if source.fingerprint == item.fingerprint else "reworded"


def _is_turned(before: Item, after: Item) -> bool:
    """Tell whether the same answer stands for something else than it did."""
    stated = before.polarity and after.polarity
    if stated and before.polarity != after.polarity:
        return True
    if isinstance(before, Question) and isinstance(after, Question):
        return _is_reversed(before.answer, after.answer)
    return False


def _is_reversed(before: AnswerType, after: AnswerType) -> bool:
    both = set(before.ranking) & set(after.ranking)
    orders = [[word for word in one.ranking if word in both] for one in (before, after)]
    betters = {before.better, after.better} - {""}
    return orders[0] != orders[1] or len(betters) > 1


def _reasons(after: Framework, steps: list[list[ItemChange]]) -> dict[str, str]:
    declared = {ref: one.reason for step in steps for one in step for ref in one.was}
    return {one.id: one.reason for one in after.withdrawals} | declared


def _marked(asked: Asked[AnyItem], known: Carried | None) -> Asked[AnyItem]:
    if known is None:
        return asked
    came_from = () if known.came_from == (known.ref,) else known.came_from
    return replace(asked, wording=known.wording, came_from=came_from)


def _together(rows: list[Response]) -> Response:
    """Make one row of several, each cell behind the Ref it stood under."""
    if len(rows) == 1:
        return rows[0]
    return replace(
        rows[0],
        answer=_each(rows, "answer"),
        narrative=_each(rows, "narrative"),
        change=_each(rows, "change"),
        owner=_each(rows, "owner"),
        residual_risk=_each(rows, "residual_risk"),
        evidence=tuple(dict.fromkeys(cited for row in rows for cited in row.evidence)),
        reaffirmed=None,
        reaffirmed_by=None,
        reaffirmed_on=None,
        fingerprint=None,
    )


def _each(rows: list[Response], name: str) -> Value:
    values: list[tuple[str, Value]] = [(row.ref, getattr(row, name)) for row in rows]
    if all(value is None for _, value in values):
        return None
    said = (f"{ref}: {_shown(value)}" for ref, value in values if value is not None)
    return "\n".join(said)


def _shown(value: Value) -> str:
    return value.shown if isinstance(value, Unreadable) else str(value)
