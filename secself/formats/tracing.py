"""Why one item is flagged, and why it is not flagged for more: as text and as plain data."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from secself.formats.documents import (
    delta_document,
    finding_document,
    record_document,
    value_document,
)
from secself.model import Comparison, Delta, Past, Record, RuleLook, Trace, columns_of
from secself.phrases import CHANGES, DIRECTIONS, SECTIONS, heading, one_line

_WIDTH = 96


def text(comparison: Comparison, traces: Iterable[Trace], past: Sequence[Past] = ()) -> str:
    """Say of each item what was compared, which rules spoke, and why the others did not."""
    return "\n".join(line for trace in traces for line in _trace(comparison, trace, past))


def document(traces: Iterable[Trace], past: Sequence[Past] = ()) -> list[Mapping[str, object]]:
    """Give the same as plain data."""
    return [
        {
            "delta": delta_document(trace.delta),
            "places": {"before": _place(trace.delta.before), "after": _place(trace.delta.after)},
            "years": [
                {
                    "year": one.year,
                    "kind": one.kind,
                    "stood": record and record_document(record),
                }
                for one in past
                for record in (one.record(trace.delta.section, trace.delta.ref),)
            ],
            "rules": [_look(look) for look in trace.looks],
        }
        for trace in traces
    ]


def _look(look: RuleLook) -> Mapping[str, object]:
    return {
        "rule": look.rule,
        "level": look.level,
        "spoke": bool(look.findings),
        "because": look.because,
        "findings": [finding_document(finding) for finding in look.findings],
    }


def _trace(comparison: Comparison, trace: Trace, past: Sequence[Past]) -> Iterator[str]:
    delta = trace.delta
    yield f"{SECTIONS[delta.section]}  {one_line(delta.ref)}  {_title(comparison, trace)}".rstrip()
    words = ", ".join(CHANGES[change] for change in delta.changes)
    yield f"    {words}; {DIRECTIONS[delta.direction]}; wording: {delta.wording}"
    if delta.came_from:
        yield f"    it was {', '.join(delta.came_from)} before"
    if delta.became:
        yield f"    it became {', '.join(delta.became)}"
    for name, place in (("before", _place(delta.before)), ("now", _place(delta.after))):
        yield f"    {name}: {place or 'nowhere'}"
    yield ""
    yield from _cells(trace)
    yield ""
    if len(past) > 1:
        yield "  Over the years"
        yield from _years(comparison, trace.delta, past)
        yield ""
    for spoke, title in ((True, "Rules that spoke"), (False, "Rules that looked and were silent")):
        looks = [look for look in trace.looks if bool(look.findings) is spoke]
        yield f"  {title}: {len(looks)}"
        for look in looks:
            yield f"    {look.rule} [{look.level}]"
            yield from _indented(one_line(look.because))
    yield ""


def _title(comparison: Comparison, trace: Trace) -> str:
    framework, ref = comparison.framework, trace.delta.ref
    titles = {control.id: control.title for control in framework.controls}
    titles |= {question.id: question.text.strip() for question in framework.questions}
    return one_line(titles.get(ref, ""))


def _cells(trace: Trace) -> Iterator[str]:
    before, after = _columns(trace.delta.before), _columns(trace.delta.after)
    for column in dict.fromkeys((*before, *after)):
        old, new = before.get(column, ""), after.get(column, "")
        if not (old or new):
            continue
        sign = " " if old == new else "*"
        said = f"{old or 'blank'}" if old == new else f"{old or 'blank'} -> {new or 'blank'}"
        yield from textwrap.wrap(
            f"{heading(column)}: {said}",
            _WIDTH,
            initial_indent=f"  {sign} ",
            subsequent_indent="        ",
        )


def _years(comparison: Comparison, delta: Delta, past: Sequence[Past]) -> Iterator[str]:
    """Give the main value of an item in each past assessment, and now."""
    marks = comparison.current.marks
    known = [(one.year, one.kind, one.record(delta.section, delta.ref)) for one in past]
    for year, kind, record in [*known, (marks.year, marks.kind, delta.after)]:
        yield f"    {year}-{kind}: {_stood(record)}"


def _stood(record: Record | None) -> str:
    """Give what stands in the main column of a row: what follows its name."""
    if record is None:
        return "not there"
    values = [
        value_document(value)
        for name, value in columns_of(record).items()
        if name not in ("id", "label", "ref")
    ]
    return one_line(_said(values[0])) if values and values[0] is not None else "blank"


def _columns(record: Record | None) -> dict[str, str]:
    if record is None:
        return {}
    values = ((name, value_document(value)) for name, value in columns_of(record).items())
    return {name: one_line(_said(value)) for name, value in values if value not in (None, [])}


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _place(record: Record | None) -> str | None:
    if record is None or record.origin.file is None:
        return None
    return one_line(str(record.origin))


def _indented(said: str) -> list[str]:
    return textwrap.wrap(said, _WIDTH, initial_indent="        ", subsequent_indent="        ")
