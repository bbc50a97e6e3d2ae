"""Pairs the rows of questions and controls, and names what became of each."""

from collections.abc import Iterable, Iterator
from typing import get_args

from secself.comparison.cells import (
    Difference,
    answer_differences,
    overall,
    row_differences,
)
from secself.comparison.sides import Key, Side, Table, as_read, is_answered, is_written
from secself.model import Change, Delta, Framework, Question, Wording

_ORDER: tuple[Change, ...] = get_args(Change)
_SCOPE: frozenset[Change] = frozenset({"not-compared", "in-scope", "out-of-scope"})
_ANSWERED: dict[tuple[bool, bool], tuple[Change, ...] | None] = {
    (True, True): None,
    (True, False): ("no-longer-answered",),
    (False, True): ("newly-answered",),
}
_NOT_COMPARABLE: frozenset[Wording] = frozenset({"turned", "split", "merged"})


def item_deltas(framework: Framework, then: Side, now: Side) -> Iterator[Delta]:
    """Give the Delta of every question and control of either side, in the framework's order."""
    questions = {question.id: question for question in framework.questions}
    for key in _keys(framework, then, now):
        question = questions.get(key[1]) if key[0] == "questions" else None
        differences = list(_differences(framework, question, key, then, now))
        yield Delta(
            section=key[0],
            ref=key[1],
            changes=named(differences),
            direction=overall(differences),
            before=then.responses.get(key),
            after=now.responses.get(key),
            wording=_wording(key, then, now),
        )


def comparability(then: Side, now: Side, deltas: Iterable[Delta]) -> float:
    """Give the share of questions and controls that could be compared, to three decimals."""
    wordings = {(delta.section, delta.ref): delta.wording for delta in deltas}
    keys = then.issued.keys() | then.responses.keys() | now.issued.keys() | now.responses.keys()
    either = [key for key in keys if then.has(key) or now.has(key)]
    both = [key for key in either if then.has(key) and now.has(key)]
    compared = [key for key in both if wordings[key] not in _NOT_COMPARABLE]
    return round(len(compared) / len(either), 3) if either else 0.0


def named(differences: Iterable[Difference]) -> tuple[Change, ...]:
    """Name the changes, each once, gravest first; `unchanged` if there is none."""
    return tuple(sorted({change for change, _ in differences}, key=_ORDER.index)) or ("unchanged",)


def _keys(framework: Framework, then: Side, now: Side) -> Iterator[Key]:
    tables: tuple[tuple[Table, list[str]], ...] = (
        ("questions", [question.id for question in framework.questions]),
        ("validation", [control.id for control in framework.controls]),
    )
    either = {key for side in (then, now) for key in (*side.issued, *side.responses)}
    for section, refs in tables:
        present = {ref for table, ref in either if table == section}
        yield from ((section, ref) for ref in refs if ref in present)
        yield from ((section, ref) for ref in sorted(present.difference(refs), key=as_read))


def _differences(
    framework: Framework, question: Question | None, key: Key, then: Side, now: Side
) -> Iterator[Difference]:
    state = _state(question, key, then, now)
    if state is not None:
        yield from ((change, "unclear") for change in state)
    if state is None or not _SCOPE.intersection(state):
        before, after = then.response(key), now.response(key)
        yield from answer_differences(framework, question, before, after)
        # A row in which nothing stands gives nothing to compare the cells of the other with.
        if is_written(before) and is_written(after):
            yield from row_differences(framework, then, now, before, after)


def _state(question: Question | None, key: Key, then: Side, now: Side) -> tuple[Change, ...] | None:
    """Say what can be said before looking into the cells; None if both sides are answered."""
    if not (then.carries(key[0]) and now.carries(key[0])):
        return ("not-compared",)
    before, after = (is_answered(side.response(key).answer) for side in (then, now))
    passed_before, passed_now = (side.passes_over(question, key) for side in (then, now))
    came = passed_before and not now.rules_out(question)
    went = passed_now and not then.rules_out(question)
    if not now.has(key) or (went and then.has(key)):
        return ("out-of-scope",)
    if not then.has(key) or came:
        return ("in-scope", "newly-answered") if after else ("in-scope",)
    if before or after:
        return _ANSWERED[before, after]
    return None if passed_before and passed_now else ("unanswered",)


def _wording(key: Key, then: Side, now: Side) -> Wording:
    prints = then.fingerprint(key), now.fingerprint(key)
    return "reworded" if None not in prints and prints[0] != prints[1] else "same"
