"""The rows of `Evidence`, `Providers` and `Remediation plan` in the assessor's workbook."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from secself.model import (
    EvidenceItem,
    Provider,
    Record,
    RemediationLine,
    Response,
    Submission,
    columns_of,
)
from secself.workbook.reviewing import looks, table
from secself.workbook.reviewing.cited import Register
from secself.workbook.reviewing.columns import TABLES, columns, headings
from secself.workbook.reviewing.known import Items, Known
from secself.workbook.reviewing.table import Cell, Line, Plan, past, typed

Section = Literal["evidence", "providers", "remediation"]


def plan(section: Section, items: Items, marks: str, running: str) -> Plan:
    """Lay out one of the three lists."""
    lines, names = _rows(section, items)
    shown = columns(section)
    return Plan(
        marks=marks,
        title=TABLES[section].sheet,
        running=running,
        columns=shown,
        lines=lines,
        names=names,
        headings=headings(section),
        frozen=table.ATTENTION_KEY,
        gone=items.gone(section),
    )


def _rows(section: Section, items: Items) -> tuple[list[Line], list[str]]:
    current = items.assessment.comparison.current
    if section == "evidence":
        return _documents(items, current), [one.id for one in current.evidence]
    if section == "providers":
        found = [(one, items.of("providers", one.id)) for one in current.providers]
        return [_line(one, "id", known) for one, known in found], [one.id for one, _ in found]
    refs = items.refs_of_plan()
    pairs = list(zip(current.remediation, refs, strict=True))
    return [_action(items, line, ref) for line, ref in pairs], refs


def _documents(items: Items, current: Submission) -> list[Line]:
    register = Register(items.assessment.comparison)
    times = Counter(str(ref) for row in current.responses for ref in row.evidence)
    return [_document(items, register, item, times[item.id]) for item in current.evidence]


def _document(items: Items, register: Register, item: EvidenceItem, times: int) -> Line:
    line = _line(item, "id", items.of("evidence", item.id))
    then = register.offered(item)
    told = "; ".join(filter(None, (register.age(item), register.reuse(item))))
    cells = {"cited": Cell(said=times, style="ours_count"), "review_cited": Cell(said=told)}
    return line | cells | (_then(then) if then else {})


def _then(record: Record) -> dict[str, Cell]:
    values = columns_of(record).items()
    return {f"prior_{key}": past(value) for key, value in values if not isinstance(value, tuple)}


def _action(items: Items, line: RemediationLine, ref: str) -> Line:
    known = items.of("remediation", ref, ("remediation", line.ref))
    before = known.delta.before if known.delta else None
    return _line(line, "ref", known) | (_then(before) if before else {})


def _line(
    record: EvidenceItem | Provider | RemediationLine, key: str, known: Known
) -> dict[str, Cell]:
    changed = _changed(record, known)
    values = columns_of(record).items()
    cells = {
        name: typed(value, differs=name in changed)
        for name, value in values
        if not isinstance(value, tuple)
    }
    cells[key] = Cell(said=getattr(record, key), style="ref", is_typed=True)
    return cells | {
        table.ATTENTION_KEY: table.attention(known.attention),
        "review_look": Cell(said=looks.look(known)),
        "review_difference": Cell(said=looks.difference(known)),
        "review_comments": Cell(said=looks.said_before(known)),
    }


def _changed(record: Record, known: Known) -> set[str]:
    """Name the columns that differ from last time, where there was a last time."""
    before = known.delta.before if known.delta else None
    if before is None or isinstance(record, Response):
        return set()
    then = columns_of(before)
    return {name for name, value in _pairs(record) if then.get(name) != value}


def _pairs(record: Record) -> Iterable[tuple[str, object]]:
    return columns_of(record).items()
