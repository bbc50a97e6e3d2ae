"""The laws of what a framework declares of its items: moved, split, merged, turned, withdrawn."""

from collections.abc import Iterator, Sequence

from secself.model import Control, Framework, ItemChange, Question, edition_age
from secself.problems import Origin, Problem

_COUNTS = {
    "moved": "one item was and one became",
    "split": "one item was and several became",
    "merged": "several items were and one became",
    "turned": "one item was and the same became",
    "withdrawn": "one item or more were and none became",
}


def check(framework: Framework) -> Iterator[Problem]:
    """Hold the declared changes of a framework against its items and against each other."""
    items: list[Control | Question] = [*framework.controls, *framework.questions]
    standing = {item.id for item in items}
    for number, change in enumerate(framework.changes):
        for what in _faults(framework, change, standing):
            yield _unsound(number, change, what)


def check_against(earlier: Sequence[Framework], framework: Framework) -> Iterator[Problem]:
    """Hold the declared changes against the editions before, oldest first, as far as they are here.

    What a change says was must have stood in the edition before it, and be gone since.
    """
    known = {one.edition: one for one in (*earlier, framework)}
    for number, change in enumerate(framework.changes):
        if edition_age(change.since) > edition_age(framework.edition):
            continue
        at = known.get(change.since)
        if at is None:
            what = f"“{change.id}” names the edition “{change.since}”, which is not here."
            yield _unsound(number, change, what)
            continue
        older = [one for one in earlier if edition_age(one.edition) < edition_age(change.since)]
        for what in _untrue(change, at, older[-1] if older else None):
            yield _unsound(number, change, what)


def _untrue(change: ItemChange, at: Framework, before: Framework | None) -> Iterator[str]:
    """Say what of a change does not agree with the editions on its two sides."""
    since = _sections(at)
    arrived = {ref for one in at.changes if one.since == change.since for ref in one.became}
    for ref in change.was:
        if ref in since.keys() - arrived:
            yield f"“{ref}” still stands in {at.reference}, and “{change.id}” says it is no more."
    if before is None:
        return
    then = _sections(before)
    left = {ref for one in at.changes if one.since == change.since for ref in one.was}
    for ref in change.was:
        if ref not in then:
            yield f"“{change.id}” speaks of “{ref}”, which {before.reference} does not have."
    for ref in change.became:
        if ref in then.keys() - left:
            yield f"“{change.id}” leads to “{ref}”, which stood in {before.reference} already."
    lists = {then[ref] for ref in change.was if ref in then}
    lists |= {since[ref] for ref in change.became if ref in since}
    if len(lists) > 1:
        yield f"“{change.id}” leads from the {' to the '.join(sorted(lists))}."


def _sections(framework: Framework) -> dict[str, str]:
    found = {item.id: "questions" for item in framework.questions}
    return found | {item.id: "controls" for item in framework.controls}


def _unsound(number: int, change: ItemChange, what: str) -> Problem:
    return Problem(
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
    gone = {ref for other in later for ref in other.was}
    gone |= {one.id for one in framework.withdrawals}
    for ref in change.became:
        if ref not in standing | gone:
            yield f"“{change.id}” leads to “{ref}”, which is not in the framework."
    yield from _clashes(framework, change, standing, later)


def _clashes(
    framework: Framework, change: ItemChange, standing: set[str], later: Sequence[ItemChange]
) -> Iterator[str]:
    """Say where two changes of one edition speak of one item."""
    same = [other for other in framework.changes if other.since == change.since]
    others = [other for other in same if other is not change]
    arrived = {ref for other in (*same, *later) for ref in other.became}
    for ref in change.was:
        if ref in standing - arrived and change.what != "turned":
            yield f"“{change.id}” says that “{ref}” is no more; it stands in the framework."
        if any(ref in other.was for other in others):
            yield f"“{ref}” stands under “was” in another change of the same edition too."
    for ref in change.became:
        if any(ref in other.became for other in others):
            yield f"“{ref}” stands under “became” in another change of the same edition too."
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
