"""The pack as text for a terminal: the ranking, then what lies across Users."""

from collections.abc import Iterable, Iterator, Sequence

from secself.model import Case, Consolidation, Outlier, SectionTrend, Shared
from secself.phrases import one_line

_MOST = 10
"""How many lines of what lies across Users are shown; the pack has all."""
_WIDEST = 40


def text(consolidation: Consolidation) -> str:
    """Say who comes first and why, in one table, and what several Users have in common."""
    held = consolidation
    lines = [held.marking] if held.marking else []
    lines += [_headline(held), ""]
    lines += _table(held)
    for title, rows in (
        ("Not there yet", _missing(held)),
        ("Asked of them, overdue or slipping", _actions(held)),
        ("At several Users", _across(held.shared)),
        ("Standing out from their peers", _outliers(held.outliers)),
        ("Sections that got worse", _sections(held.sections)),
    ):
        lines += _block(title, list(rows))
    if held.receipt:
        lines += ["", f"Receipt of the archive: {held.receipt}"]
    return "\n".join(lines)


def _headline(held: Consolidation) -> str:
    number = len(held.cases)
    material = sum(case.material for case in held.cases)
    notes = sum(case.notes for case in held.cases)
    return (
        f"{held.year}-{held.kind} under {held.framework.reference}, as of "
        f"{held.as_of.isoformat()}: {number} {'User' if number == 1 else 'Users'}, "
        f"{material} material, {notes} to note, {len(held.missing)} missing"
    )


_HEADS = ("", "User", "Material", "Concerns", "Notes", "Worse", "Changed", "Compared", "Before")


def _table(held: Consolidation) -> list[str]:
    rows = [_HEADS, *(_row(held, place, case) for place, case in enumerate(held.cases, 1))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_line(row, widths) for row in rows]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if number in (1, len(row) - 1) else cell.rjust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _row(held: Consolidation, place: int, case: Case) -> tuple[str, ...]:
    compared = f"{case.comparability:.1%}" if case.has_baseline else "no baseline"
    figures = (case.material, case.concerns, case.notes, case.worse, len(case.changed))
    return (str(place), one_line(case.id), *map(str, figures), compared, _before(held, case))


def _before(held: Consolidation, case: Case) -> str:
    """Say what was asked before, and whether it was done."""
    actions = [one.standing for one in held.asked_before(case)]
    if not actions:
        return case.asked.outcome if case.asked else ""
    done = sum(standing in ("done", "closed") for standing in actions)
    overdue = actions.count("overdue")
    return f"{done} of {len(actions)} done" + (f", {overdue} overdue" if overdue else "")


def _missing(held: Consolidation) -> Iterator[str]:
    for one in held.missing:
        due = f"due {one.due.isoformat()}" if one.due else "no day known"
        yield f"{one.standing}: {one_line(one.party.id)}, {due}. {one_line(one.because)}"


def _actions(held: Consolidation) -> Iterator[str]:
    for one in held.actions:
        if one.standing in ("overdue", "slipping"):
            due = one.action.due.isoformat() if one.action.due else "no day set"
            said = _short(one.action.text)
            yield f"{one.standing}: {one_line(one.user)} {one.action.id}, {due}: {said}"


def _across(shared: Iterable[Shared]) -> Iterator[str]:
    for one in shared:
        who = f"{len(one.users)} Users, {one.premises:,} premises"
        what = (
            f"provider {one_line(one.provider)}, changed at {len(one.changed_at)}"
            if one.provider
            else f"{one.rule} on {one.ref}"
        )
        yield f"{one.materiality}: {what}: {who}: {_named(one.users)}"


def _outliers(outliers: Iterable[Outlier]) -> Iterator[str]:
    for one in outliers:
        yield f"{one_line(one.user)}: {one_line(one.because)}"


def _sections(sections: Iterable[SectionTrend]) -> Iterator[str]:
    for one in sections:
        if one.got_worse:
            yield (
                f"{one.id} {_short(one.title)}: {one.worse} worse, {one.better} better, at "
                f"{len(one.users)} of the Users"
            )


def _named(users: Sequence[str]) -> str:
    shown = ", ".join(map(one_line, users[:_MOST]))
    return shown if len(users) <= _MOST else f"{shown} and {len(users) - _MOST} more"


def _block(title: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"{title}: {len(rows)}"
        yield from (f"    {row}" for row in rows[:_MOST])
        if len(rows) > _MOST:
            yield f"    … and {len(rows) - _MOST} more, in the pack"


def _short(said: str) -> str:
    told = one_line(said)
    return told if len(told) <= _WIDEST else f"{told[: _WIDEST - 1]}…"
