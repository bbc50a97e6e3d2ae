"""Pairs the rows of the registers: documents, providers and remediation lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from secself.comparison.sides import Side, as_read, first_of, is_answered
from secself.model import (
    Change,
    Delta,
    Direction,
    EvidenceItem,
    Provider,
    RemediationLine,
    Section,
    columns_of,
)

_Register = EvidenceItem | Provider | RemediationLine

_DIRECTIONS: dict[tuple[str, Change], Direction] = {
    ("evidence", "removed"): "unclear",
    ("providers", "added"): "unclear",
    ("providers", "removed"): "unclear",
    ("remediation", "removed"): "unclear",
}


def evidence_deltas(then: Side, now: Side) -> Iterator[Delta]:
    """Give the Delta of every document of either side; a renewal is a detail."""
    old, new = then.submission.evidence, now.submission.evidence
    before, after = (first_of((row.id, row) for row in rows) for rows in (old, new))
    yield from _deltas("evidence", then, now, before, after, _differing(old, new))


def provider_deltas(then: Side, now: Side) -> Iterator[Delta]:
    """Give the Delta of every provider of either side."""
    old, new = then.submission.providers, now.submission.providers
    before, after = (first_of((row.id, row) for row in rows) for rows in (old, new))
    yield from _deltas("providers", then, now, before, after, _differing(old, new))


def _differing(
    old: Iterable[EvidenceItem | Provider], new: Iterable[EvidenceItem | Provider]
) -> frozenset[str]:
    """Name the ids under which further rows stand that are not the same on both sides."""
    further: list[dict[str, list[str]]] = []
    for rows in (old, new):
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(row.id, []).append(str(columns_of(row)))
        further.append({ref: sorted(set(lines) - {lines[0]}) for ref, lines in found.items()})
    before, after = further
    names = before.keys() | after.keys()
    return frozenset(ref for ref in names if before.get(ref, []) != after.get(ref, []))


def remediation_deltas(then: Side, now: Side, moves: Mapping[str, str]) -> Iterator[Delta]:
    """Give the Delta of every remediation line; lines pair by Ref and exact Action.

    An item that moved takes its lines along: `moves` gives its Ref by its earlier one. The numbers
    of one Ref follow the order of the actions' texts, not that of the rows.
    """
    before, after = _lines(then, moves), _lines(now, {})
    numbers: dict[tuple[str, str, int], str] = {}
    seen: Counter[str] = Counter()
    for key in sorted(before.keys() | after.keys()):
        seen[key[0]] += 1
        numbers[key] = f"{key[0]}#{seen[key[0]]}"
    yield from _deltas(
        "remediation",
        then,
        now,
        {numbers[key]: line for key, line in before.items()},
        {numbers[key]: line for key, line in after.items()},
    )


def _lines(side: Side, moves: Mapping[str, str]) -> dict[tuple[str, str, int], RemediationLine]:
    """Key each line by Ref, Action and, where one action stands twice, a number."""
    found: dict[tuple[str, str, int], RemediationLine] = {}
    times: Counter[tuple[str, str]] = Counter()
    for line in sorted(side.submission.remediation, key=lambda row: str(columns_of(row))):
        pair = (moves.get(line.ref, line.ref), str(line.action or ""))
        found[*pair, times[pair]] = line
        times[pair] += 1
    return found


def _deltas(  # noqa: PLR0913, PLR0917  both sides, whole and looked up
    section: Section,
    then: Side,
    now: Side,
    before: Mapping[str, _Register],
    after: Mapping[str, _Register],
    differing: frozenset[str] = frozenset(),
) -> Iterator[Delta]:
    is_carried = then.carries(section) and now.carries(section)
    for ref in sorted(before.keys() | after.keys(), key=as_read):
        sides = before.get(ref), after.get(ref)
        change = _change(*sides) if is_carried else "not-compared"
        direction = _direction(section, change, *sides)
        if ref in differing and change in ("unchanged", "detail-changed"):
            # Which of several rows under one id counts nobody can tell.
            change, direction = "detail-changed", "unclear"
        yield Delta(
            section=section,
            ref=ref,
            changes=(change,),
            direction=direction,
            before=sides[0],
            after=sides[1],
        )


def _change(before: _Register | None, after: _Register | None) -> Change:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    return "unchanged" if before == after else "detail-changed"


def _direction(
    section: Section, change: Change, before: _Register | None, after: _Register | None
) -> Direction:
    if change == "not-compared":
        return "unclear"
    if isinstance(before, RemediationLine) and isinstance(after, RemediationLine):
        if is_answered(before.done_on) and not is_answered(after.done_on):
            return "worse"
        # A deadline that moved may be a plan that slips.
        return "same" if before.due == after.due else "unclear"
    if before is not None and after is not None and _has_dwindled(before, after):
        return "unclear"
    return _DIRECTIONS.get((section, change), "same")


def _has_dwindled(before: _Register, after: _Register) -> bool:
    """Tell whether a row says less than it did, or a day of it went back; a renewal does not."""
    for name in ("date", "review_due", "sha256", "documents_accepted_on"):
        old, new = getattr(before, name, None), getattr(after, name, None)
        if is_answered(old) and not is_answered(new):
            return True
        if isinstance(old, date) and isinstance(new, date) and new < old:
            return True
    return False
