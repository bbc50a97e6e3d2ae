"""Follows every item from one edition to another, through all that was declared in between."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from secself.model import (
    AnswerType,
    Carried,
    Control,
    Framework,
    ItemChange,
    Question,
    Wording,
    edition_age,
)

Item = Control | Question
Section = Literal["questions", "validation"]


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
    became = {ref: _followed(ref, steps) for ref in then}
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
                became=tuple(one for one in became[ref] if one != ref),
                reason=reasons.get(ref, ""),
            )


def _followed(ref: str, steps: list[list[ItemChange]]) -> tuple[str, ...]:
    """Follow one old id through all that was declared, to the ids that stand now."""
    refs = [ref]
    for step in steps:
        onward = {old: one.became for one in step for old in one.was}
        refs = list(dict.fromkeys(new for old in refs for new in onward.get(old, (old,))))
    return tuple(refs)


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
