"""Pairs the rows of questions and controls, and names what became of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from secself.comparison.cells import (
    Difference,
    answer_differences,
    overall,
    row_differences,
)
from secself.comparison.sides import Key, Side, Table, as_read, is_answered, is_written
from secself.comparison.states import DECIDED, State, Verdict
from secself.comparison.succession import Succession
from secself.model import (
    NOT_COMPARABLE,
    Change,
    Delta,
    Direction,
    Framework,
    Question,
    Response,
    Unreadable,
    Wording,
)

_ORDER: tuple[Change, ...] = get_args(Change)
_SCOPE: frozenset[Change] = frozenset(
    {"not-compared", "in-scope", "out-of-scope", "added", "removed"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One item, with the two sides it is looked up on."""

    key: Key
    """Its section and Ref."""
    question: Question | None
    """The question, if it is one that the framework has."""
    wording: Wording
    """What became of its words."""
    then: Side
    """The earlier side."""
    now: Side
    """The current side."""

    @property
    def is_carried(self) -> bool:
        """Tell whether files of both kinds can say anything on it."""
        return self.then.carries(self.key[0]) and self.now.carries(self.key[0])

    @property
    def answered(self) -> tuple[bool, bool]:
        """Tell for each side whether there is an answer that can be read."""
        before, after = self.rows
        return is_answered(before.answer), is_answered(after.answer)

    @property
    def rows(self) -> tuple[Response, Response]:
        """Give the rows of both sides; one that is missing says what a blank one says."""
        return self.then.response(self.key), self.now.response(self.key)


def item_deltas(framework: Framework, then: Side, now: Side, known: Succession) -> Iterator[Delta]:
    """Give the Delta of every question and control of either side, in the framework's order."""
    questions = {question.id: question for question in framework.questions}
    for key in _keys(framework, then, now):
        pair = Pair(
            key=key,
            question=questions.get(key[1]) if key[0] == "questions" else None,
            wording=_wording(key, then, now, known),
            then=then,
            now=now,
        )
        differences = list(_differences(framework, pair))
        yield Delta(
            section=key[0],
            ref=key[1],
            changes=named(differences),
            direction=overall(differences),
            before=then.responses.get(key),
            after=now.responses.get(key),
            wording=pair.wording,
            became=known.became(key) if pair.wording == "withdrawn" else (),
            came_from=known.came_from(key) if then.has(key) else (),
        )


def comparability(then: Side, now: Side, deltas: Iterable[Delta]) -> float:
    """Give the share of questions and controls that could be compared, to three decimals."""
    wordings = {(delta.section, delta.ref): delta.wording for delta in deltas}
    keys = then.issued.keys() | then.responses.keys() | now.issued.keys() | now.responses.keys()
    either = [key for key in keys if then.has(key) or now.has(key)]
    both = [key for key in either if then.has(key) and now.has(key)]
    compared = [key for key in both if wordings[key] not in NOT_COMPARABLE]
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


def _differences(framework: Framework, pair: Pair) -> Iterator[Difference]:
    found = _cell_differences(framework, pair)
    if pair.wording not in NOT_COMPARABLE:
        yield from found
        return
    # An answer to another item cannot be better or the same; that it looks worse still counts.
    yield from ((change, _doubted(direction)) for change, direction in found)
    if all(pair.answered):
        yield "item-changed", "unclear"


def _doubted(direction: Direction) -> Direction:
    return "unclear" if direction == "better" else direction


def _cell_differences(framework: Framework, pair: Pair) -> Iterator[Difference]:
    verdict = _verdict(pair)
    yield from ((change, "unclear") for change in verdict)
    if not _SCOPE.intersection(verdict):
        before, after = pair.rows
        yield from answer_differences(framework, pair.question, before, after)
        # A row in which nothing stands gives nothing to compare the cells of the other with.
        if is_written(before) and is_written(after):
            yield from row_differences(framework, pair.then, pair.now, before, after)


def _verdict(pair: Pair) -> Verdict:
    """Say what follows from the states of both sides; nothing if the cells decide."""
    if not pair.is_carried:
        return ("not-compared",)
    if pair.wording == "withdrawn":
        return ("removed",)
    found = DECIDED[_state(pair, pair.then)][_state(pair, pair.now)]
    if pair.wording == "new":
        return tuple("added" if change == "in-scope" else change for change in found)
    return found


def _state(pair: Pair, side: Side) -> State:
    if not side.has(pair.key):
        return "not put"
    answer = side.response(pair.key).answer
    is_ruled_out = side.rules_out(pair.question)
    if isinstance(answer, Unreadable):
        return "ruled out, unreadable" if is_ruled_out else "unreadable"
    if answer is None:
        return "ruled out" if is_ruled_out else "blank"
    return "ruled out, answered" if is_ruled_out else "answered"


def _wording(key: Key, then: Side, now: Side, known: Succession) -> Wording:
    wording = known.wording(key)
    # What a file holds counts before what its edition says of it.
    if wording == "new" and then.has(key):
        wording = "same"
    if wording == "withdrawn" and now.has(key):
        wording = "same"
    if wording not in ("same", "reworded"):
        return wording
    prints = then.fingerprint(key), now.fingerprint(key)
    if None in prints:
        return wording
    return "same" if prints[0] == prints[1] else "reworded"
