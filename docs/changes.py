"""Writes docs/reference/changes.md: what becomes of every pair of states, taken from the code.

The states and what follows from them are read from secself.comparison.states; every other table
is what the comparison itself says of a pair of cells, under the newest framework that is shipped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import get_args

from secself.comparison import compare
from secself.comparison.states import DECIDED, State
from secself.model import (
    Carried,
    Delta,
    EvidenceItem,
    Framework,
    Issued,
    Marks,
    Response,
    Statement,
    Submission,
    Unreadable,
    Value,
    Wording,
)
from secself.phrases import CHANGES, DIRECTIONS
from secself.store.frameworks import DEFAULT, Library, shelf

_DAY = date(2026, 6, 30)
_CARRIES = ("questions", "validation", "profile", "providers", "evidence", "remediation")
_SIGNS = {"worse": "worse", "better": "better", "same": "=", "unclear": "unclear"}
_UNREADABLE = Unreadable(shown="?")
_ANSWERED: Sequence[Value] = (None, _UNREADABLE)


def page() -> Iterator[str]:
    """Give the whole page."""
    framework = Library(shelf()).framework(DEFAULT)
    control = framework.controls[0].id
    yield _HEAD
    yield from _states()
    yield from _positions(framework, control)
    yield from _risks(framework, control)
    yield from _answers(framework)
    yield from _other_cells(framework, control)
    yield from _wordings(framework, control)
    yield from _facts(framework)
    yield from _words()


def _states() -> Iterator[str]:
    states = get_args(State)
    yield "\n## What follows from how a row stands on each side\n\n"
    yield "Before is down, after is across; where it says *cells*, the tables below decide.\n\n"
    rows = (
        (before, *(_verdict(DECIDED[before].get(after)) for after in states)) for before in states
    )
    yield from _table(("before \\ after", *states), rows)


def _verdict(verdict: Sequence[str] | None) -> str:
    if verdict is None:
        return ""
    return ", ".join(f"`{change}`" for change in verdict) if verdict else "*cells*"


def _positions(framework: Framework, control: str) -> Iterator[str]:
    yield "\n## Position of a control\n\n"
    values = (*framework.scale.labels, *_ANSWERED)
    yield from _grid(values, lambda b, a: _item(framework, control, answer=(b, a)))


def _risks(framework: Framework, control: str) -> Iterator[str]:
    yield "\n## Residual risk of a control\n\n"
    yield "The position is the same on both sides.\n\n"
    values = (*framework.residual_risks.labels, *_ANSWERED)
    yield from _grid(values, lambda b, a: _item(framework, control, residual_risk=(b, a)))


def _answers(framework: Framework) -> Iterator[str]:
    yield "\n## Answer of a question\n\n"
    early, late = date(2025, 1, 31), date(2026, 1, 31)
    rows = []
    for wanted, pairs in {
        ("choice", True): None,
        ("choice", False): None,
        ("date", ""): ((early, late), (late, early)),
        ("date", "higher"): ((early, late), (late, early)),
        ("whole", "lower"): ((1, 3), (3, 1)),
        ("text", ""): (("One.", "Another."),),
    }.items():
        kind, ranked = wanted
        found = [
            question
            for question in framework.questions
            if question.answer.kind == kind
            and question.condition is None
            and (bool(question.answer.ranking) if kind == "choice" else question.answer.better)
            == ranked
        ]
        for question in found[:1]:
            labels = question.answer.ranking or question.answer.choices
            tried = pairs or ((labels[0], labels[-1]), (labels[-1], labels[0]))
            for before, after in tried:
                delta = _item(framework, question.id, section="questions", answer=(before, after))
                rows.append((question.id, kind, _shown(before), _shown(after), _told(delta)))
    yield from _table(("for example", "answer type", "before", "after", "change"), rows)


def _other_cells(framework: Framework, control: str) -> Iterator[str]:
    yield "\n## Everything else in a row\n\n"
    yield "The position is the same on both sides.\n\n"
    changed = framework.declared_changes.label_of("changed")
    unchanged = framework.declared_changes.label_of("no-change")
    tried = (
        ("other evidence, declared", {"evidence": (("E1",), ("E2",)), "change": (changed,) * 2}),
        ("other evidence, not declared",
         {"evidence": (("E1",), ("E2",)), "change": (unchanged,) * 2}),
        ("all evidence withdrawn", {"evidence": (("E1",), ()), "change": (changed,) * 2}),
        ("evidence given for the first time",
         {"evidence": ((), ("E1",)), "change": (changed,) * 2}),
        ("another explanation", {"narrative": ("One.", "Another.")}),
        ("another owner", {"owner": ("A", "B")}),
        ("another declaration", {"change": (unchanged, changed)}),
        ("reaffirmed now", {"reaffirmed": (None, "Yes")}),
    )  # fmt: skip
    rows = ((what, _told(_item(framework, control, **cells))) for what, cells in tried)
    yield from _table(("what differs", "change"), rows)


def _wordings(framework: Framework, control: str) -> Iterator[str]:
    yield "\n## The words of the item changed\n\n"
    yield "See [how answers are carried](../explanation/carrying.md).\n\n"
    best, middle, *_ = framework.scale.labels
    rows = []
    for wording in get_args(Wording):
        told = []
        for before, after in ((best, best), (best, middle), (middle, best)):
            delta = _item(framework, control, wording=wording, answer=(before, after))
            told.append(_told(delta) if delta else "")
        rows.append((f"`{wording}`", *told))
    pairs = (f"{best} → {best}", f"{best} → {middle}", f"{middle} → {best}")
    yield from _table(("wording", *pairs), rows)


def _facts(framework: Framework) -> Iterator[str]:
    yield "\n## A line of the Profile\n\n"
    one, two = framework.roles[0].id, framework.roles[1].id
    tried: tuple[tuple[str, Value, Value], ...] = (
        ("User Roles", one, f"{one}, {two}"),
        ("User Roles", f"{one}, {two}", one),
        ("User Roles", one, None),
        ("Domestic premises", 100, 200),
        ("Domestic premises", 200, 100),
        ("User Systems", 1, 2),
        ("User Systems", 2, 1),
        ("SMETS1 enrolled", "Yes", "No"),
    )
    rows = []
    for label, before, after in tried:
        sides = [
            Submission(marks=Marks(), carries=_CARRIES, issued=(),
                       statements=(Statement(label=label, value=value),))
            for value in (before, after)
        ]  # fmt: skip
        [delta] = compare(framework, sides[1], sides[0], _DAY).of("profile")
        rows.append((label, _shown(before), _shown(after), _told(delta)))
    yield from _table(("line", "before", "after", "change"), rows)


def _words() -> Iterator[str]:
    yield "\n## The changes, gravest first\n\n"
    yield from _table(("change", "in words"), ((f"`{c}`", words) for c, words in CHANGES.items()))
    yield "\n## The directions\n\n"
    yield from _table(
        ("direction", "in words"), ((f"`{d}`", words) for d, words in DIRECTIONS.items())
    )


def _grid(values: Sequence[Value], tell: Callable[[Value, Value], Delta | None]) -> Iterator[str]:
    rows = (
        (_shown(before), *(_told(tell(before, after)) for after in values)) for before in values
    )
    yield from _table(("before \\ after", *map(_shown, values)), rows)


def _item(
    framework: Framework,
    ref: str,
    section: str = "validation",
    wording: Wording | None = None,
    **cells: tuple[object, object],
) -> Delta | None:
    """Compare two rows of one item that differ in the cells named."""
    given = {"answer": (framework.scale.labels[0],) * 2} if section == "validation" else {}
    sides = [_side(section, ref, {n: p[place] for n, p in (given | cells).items()})
             for place in (0, 1)]  # fmt: skip
    before, after = sides
    carried: tuple[Carried, ...] = ()
    if wording == "new":
        before = Submission(marks=Marks(), carries=_CARRIES, issued=())
    if wording == "withdrawn":
        after = Submission(marks=Marks(), carries=_CARRIES, issued=())
    if wording is not None:
        came_from = () if wording in ("new", "withdrawn") else (ref,)
        carried = (Carried(section=section, ref=ref, wording=wording, came_from=came_from),)  # type: ignore[arg-type]
    return compare(framework, after, before, _DAY, carried).delta(section, ref)  # type: ignore[arg-type]


def _side(section: str, ref: str, cells: dict[str, object]) -> Submission:
    return Submission(
        marks=Marks(),
        carries=_CARRIES,
        issued=(Issued(section=section, ref=ref),),  # type: ignore[arg-type]
        responses=(Response(section=section, ref=ref, **cells),),  # type: ignore[arg-type]
        evidence=tuple(EvidenceItem(id=name, title=f"Document {name}") for name in ("E1", "E2")),
    )


def _told(delta: Delta | None) -> str:
    if delta is None:
        return ""
    return f"{', '.join(f'`{change}`' for change in delta.changes)} ({_SIGNS[delta.direction]})"


def _shown(value: Value) -> str:
    if value is None:
        return "blank"
    return "unreadable" if isinstance(value, Unreadable) else str(value)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


_HEAD = """# What counts as a change, and which way it points

Generated from the comparison itself; a test walks every pair of states.
In brackets: the direction. `unclear` means that it cannot be told, and is never counted as fine.
A file that cannot carry a section (a questionnaire has no controls) gives `not-compared` there, \
and without a prior assessment every item is `added`; both are unclear.
"""
