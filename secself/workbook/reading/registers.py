"""Reads the three lists a User keeps: `Evidence`, `Providers`, `Remediation plan`."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from secself.answers import Remark
from secself.model import AddedRow, EvidenceItem, Provider, RemediationLine, Value
from secself.problems import Origin
from secself.workbook.reading.responses import kept, law
from secself.workbook.reading.tables import Found
from secself.workbook.reading.tally import Spot, Tally

Entry = TypeVar("Entry", EvidenceItem, Provider, RemediationLine)
Make = Callable[[str, Mapping[str, Value], Origin], Entry]
"""Makes a record of its id, its other fields and its place."""


@dataclass(slots=True, kw_only=True)
class Listed(Generic[Entry]):
    """What was read of one list."""

    entries: list[Entry] = field(default_factory=list)
    """Its rows, in order."""
    added: list[AddedRow] = field(default_factory=list)
    """Rows that could not be used, kept as they stand."""


def evidence(name: str, fields: Mapping[str, Value], origin: Origin) -> EvidenceItem:
    """Make a document of the register."""
    return EvidenceItem(
        id=name,
        title=fields.get("title"),
        version=fields.get("version"),
        date=fields.get("date"),
        held_by=fields.get("held_by"),
        sha256=fields.get("sha256"),
        review_due=fields.get("review_due"),
        origin=origin,
    )


def provider(name: str, fields: Mapping[str, Value], origin: Origin) -> Provider:
    """Make a provider."""
    return Provider(
        id=name,
        name=fields.get("name"),
        service=fields.get("service"),
        since=fields.get("since"),
        documents_accepted_on=fields.get("documents_accepted_on"),
        origin=origin,
    )


def remediation(name: str, fields: Mapping[str, Value], origin: Origin) -> RemediationLine:
    """Make a planned action."""
    return RemediationLine(
        ref=name,
        action=fields.get("action"),
        owner=fields.get("owner"),
        due=fields.get("due"),
        done_on=fields.get("done_on"),
        origin=origin,
    )


def read(pieces: Sequence[Found], make: Make[Entry], tally: Tally) -> Listed[Entry]:
    """Read every row in which people wrote; a row without an id is kept, and is an error."""
    found = Listed[Entry]()
    for piece in pieces:
        columns = {at for _, places in piece.inputs for at in places}
        for number in piece.rows:
            cells = piece.sheet.rows[number]
            if any(not cells[at].is_blank for at in cells.keys() & columns):
                _read_row(piece, number, make, tally, found)
    return found


def _read_row(
    piece: Found, number: int, make: Make[Entry], tally: Tally, found: Listed[Entry]
) -> None:
    key, *others = piece.table.inputs
    spots = _spots(piece, number)
    name = tally.take(spots[key.key], law(key), None)
    if not isinstance(name, str):
        _keep(piece, number, tally, found)
        return
    fields: dict[str, Value] = {}
    for column in others:
        value = tally.take(spots[column.key], law(column), name.strip())
        fields[column.field] = None if isinstance(value, tuple) else value
    if name != name.strip():
        tally.say(spots[key.key][0], _respelled(name), name.strip())
    at = Origin(file=tally.file, sheet=piece.sheet.name, cell=f"A{number}")
    found.entries.append(make(name.strip(), fields, at))


def _keep(piece: Found, number: int, tally: Tally, found: Listed[Entry]) -> None:
    key, *others = piece.table.inputs
    spots = _spots(piece, number)
    filled = [spot for other in others for spot in spots[other.key] if not spot.raw.is_blank]
    if not any(spot.raw.shown.strip() or spot.raw.is_formula for spot in filled):
        for spot in filled:
            tally.take([spot], law(others[0]), None)
        return
    tally.pass_over(filled)
    tally.say(
        spots[key.key][0],
        Remark(
            level="error",
            code="id-missing",
            what=f"The row has no {key.heading}, so nothing can refer to it: "
            f"“{filled[0].raw.quoted}”.",
            remedy=f"Give it {key.heading}, or delete the row.",
        ),
    )
    found.added.append(kept(piece, number, tally.file))


def keyed(entries: Sequence[Entry]) -> dict[Hashable, Entry]:
    """Give rows by what tells them apart: id, else Ref and action, and how often that came."""
    found: dict[Hashable, Entry] = {}
    times = Counter[tuple[Value, ...]]()
    for entry in entries:
        name: tuple[Value, ...] = (
            (entry.ref, entry.action) if isinstance(entry, RemediationLine) else (entry.id,)
        )
        found[*name, times[name]] = entry
        times[name] += 1
    return found


def remark_twice(
    entries: Sequence[EvidenceItem | Provider | RemediationLine], tally: Tally
) -> None:
    """List the ids that stand in a list more than once; every row is kept."""
    first: dict[str, Origin] = {}
    for entry in entries:
        if isinstance(entry, RemediationLine):
            continue
        if entry.id in first:
            remark = Remark(
                level="error",
                code="evidence-twice" if isinstance(entry, EvidenceItem) else "provider-twice",
                what=f"The id {entry.id} stands here and at {first[entry.id].cell}, "
                "so a row that cites it could mean either.",
                remedy="Give each an id of its own.",
            )
            tally.say(entry.origin, remark, entry.id)
        first.setdefault(entry.id, entry.origin)


def _spots(piece: Found, number: int) -> dict[str, list[Spot]]:
    return {
        column.key: [Spot(piece.sheet, number, at) for at in piece.columns.get(column.key, ())]
        for column in piece.table.inputs
    }


def _respelled(name: str) -> Remark:
    return Remark(
        level="note",
        code="id-respelled",
        what=f"“{name}” was read as “{name.strip()}”.",
        remedy="Nothing to do if that is meant.",
    )
