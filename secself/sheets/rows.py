"""What each Delta says in the columns of its row, before anything is written."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from secself import remarks
from secself.model import (
    Assessment,
    Delta,
    Finding,
    Framework,
    Record,
    RemediationLine,
    Response,
    Unreadable,
    Value,
    columns_of,
)
from secself.phrases import CHANGES, DIRECTIONS, SECTIONS, heading
from secself.sheets.marked import Pieces, lists, plain, texts

ATTENTION = {
    "material": "Material",
    "note": "Note",
    "changed": "Changed",
    "probed": "To be probed",
    "commented": "Open comment",
    "same": "Unchanged",
}
"""Why a row is looked at: the gravest finding, else whether anything changed or it was drawn."""
PAIRS = ("answer", "risk", "declared", "evidence", "explanation", "details", "owner")
"""What stands in two columns, before and now."""

_PLACES = {
    "position": "answer",
    "answer": "answer",
    "value": "answer",
    "title": "answer",
    "name": "answer",
    "action": "answer",
    "change": "declared",
    "evidence": "evidence",
    "owner": "owner",
    "residual_risk": "risk",
    "explanation": "explanation",
    "what_changed": "explanation",
}
"""Where the columns of each sheet stand here; the others stand together under `details`."""
_IDENTITIES = ("id", "label", "ref")
_MARKED = ("explanation", "details")

Said = Pieces | Value
"""What a cell says: a text with its passages, or a value as it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One Delta as its row says it."""

    delta: Delta
    """The Delta."""
    title: str
    """What the item is called, or the words of the question."""
    attention: str
    """Why the row is looked at, as ATTENTION has it."""
    findings: tuple[tuple[int, Finding], ...]
    """The findings about the item, each with its number."""
    before: Mapping[str, Said]
    """What stood in each of the PAIRS before."""
    now: Mapping[str, Said]
    """What stands in each of the PAIRS now."""
    differs: frozenset[str]
    """Those of the PAIRS whose sides differ."""
    comments: str = ""
    """What the assessor said of it, one comment below the other."""

    @property
    def section(self) -> str:
        """Name the section."""
        return SECTIONS[self.delta.section]

    @property
    def change(self) -> str:
        """Name the gravest change."""
        return CHANGES[self.delta.change]

    @property
    def others(self) -> str:
        """Name the other changes, one to a line."""
        return "\n".join(CHANGES[change] for change in self.delta.changes[1:])

    @property
    def direction(self) -> str:
        """Say which way it points."""
        return DIRECTIONS[self.delta.direction]

    @property
    def wording(self) -> str:
        """Say what became of the item's words, and where it went or came from."""
        became, came = ", ".join(self.delta.became), ", ".join(self.delta.came_from)
        lines = [self.delta.wording, became and f"became {became}", came and f"from {came}"]
        return "\n".join(filter(None, lines))


def rows(assessment: Assessment) -> Iterator[Row]:
    """Give a row for every Delta, in order."""
    titles = _titles(assessment.comparison.framework)
    drawn = {one.ref for one in assessment.probed.drawn} if assessment.probed else set[str]()
    for delta in assessment.comparison.deltas:
        found = tuple(
            (number, finding)
            for number, finding in enumerate(assessment.findings, 1)
            if finding.ref == delta.ref
        )
        before, now = _sides(delta)
        said = remarks.beside(assessment.comments, delta.section, delta.ref)
        is_waited_for = any(one.is_open for one in said)
        yield Row(
            delta=delta,
            title=titles.get(_item(delta), ""),
            attention=ATTENTION[_attention(delta, found, drawn, is_waited_for=is_waited_for)],
            findings=found,
            before={key: side[0] for key, side in _pairs(before, now).items()},
            now={key: side[1] for key, side in _pairs(before, now).items()},
            differs=frozenset(key for key in PAIRS if before.get(key) != now.get(key)),
            comments="\n".join(remarks.told(one, delta.after) for one in said),
        )


def shown(value: Value) -> str:
    """Write a value as text: days as ISO has them, and what could not be read said to be so."""
    if isinstance(value, Unreadable):
        return f"{value.shown} (could not be read)"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _titles(framework: Framework) -> dict[str, str]:
    controls = {control.id: control.title for control in framework.controls}
    return controls | {question.id: question.text.strip() for question in framework.questions}


def _item(delta: Delta) -> str:
    record = delta.after or delta.before
    return record.ref if isinstance(record, RemediationLine) else delta.ref


def _attention(
    delta: Delta,
    found: tuple[tuple[int, Finding], ...],
    drawn: Collection[str],
    *,
    is_waited_for: bool,
) -> str:
    levels = {finding.materiality for _, finding in found}
    if levels:
        return "material" if "material" in levels else "note"
    if delta.change != "unchanged":
        return "changed"
    if delta.section == "validation" and delta.ref in drawn:
        return "probed"
    return "commented" if is_waited_for else "same"


_Side = dict[str, Value | tuple[str, ...]]


def _sides(delta: Delta) -> tuple[_Side, _Side]:
    return _side(delta.before), _side(delta.after)


def _side(record: Record | None) -> _Side:
    """Put the columns of a record where they stand in its row."""
    side: _Side = {}
    details = []
    for name, value in columns_of(record).items() if record else ():
        if name in _IDENTITIES and not isinstance(record, Response):
            continue
        if isinstance(value, tuple):
            side["evidence"] = tuple(shown(one) for one in value)
        elif name in _PLACES:
            side[_PLACES[name]] = value
        elif value is not None:
            details.append(f"{heading(name)}: {shown(value)}")
    if details:
        side["details"] = "\n".join(details)
    return side


def _pairs(before: _Side, now: _Side) -> dict[str, tuple[Said, Said]]:
    return {key: _pair(key, before.get(key), now.get(key)) for key in PAIRS}


def _pair(
    key: str, before: Value | tuple[str, ...], now: Value | tuple[str, ...]
) -> tuple[Said, Said]:
    """Mark what differs of lists and long texts; other values stand as they are."""
    if isinstance(before, tuple) or isinstance(now, tuple):
        return lists(_ids(before), _ids(now))
    if key not in _MARKED:
        return before, now
    if before is None or now is None or before == now:
        return plain(shown(before)), plain(shown(now))
    return texts(shown(before), shown(now))


def _ids(value: Value | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
