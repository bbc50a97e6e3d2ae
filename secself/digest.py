"""Digests the answers of a Submission, so that two files that say the same can be told.

Every sheet counts; the order of rows, where a cell stands, and comments do not. A row in which
nobody wrote anything is as good as a row that is not there.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date

from secself.model import (
    Declaration,
    EvidenceItem,
    Provider,
    Record,
    RemediationLine,
    Response,
    Statement,
    Submission,
    Unreadable,
    Value,
)

_Row = Response | Statement | EvidenceItem | Provider | RemediationLine | Declaration
_Plain = str | int | float | dict[str, str] | list["_Plain"]

_NAMES: Mapping[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind) if field.compare)
    for kind in (Response, Statement, EvidenceItem, Provider, RemediationLine, Declaration)
}
"""The fields of each kind of row that count."""
_PRINTED = {Response: {"section", "ref"}, Statement: {"label"}}
"""What was on a row before anybody wrote on it; alone it makes a blank row."""
_BESIDE = {
    Response: {"section", "ref", "reaffirmed", "reaffirmed_by", "reaffirmed_on"},
    Statement: {"label"},
    RemediationLine: {"ref"},
}
"""What names a row, and what says that it was read again and still holds: no part of its answer."""


def digest(submission: Submission) -> str:
    """Give `sha256:` and the digest of the canonical answers."""
    return f"sha256:{hashlib.sha256(canonical(submission)).hexdigest()}"


def of_record(record: Record) -> str:
    """Give `sha256:` and the digest of what one row answers, whatever Ref it goes by.

    It is the same for as long as nobody changes the answer; to read it again changes nothing.
    """
    beside = _BESIDE.get(type(record), set())
    said = {name: value for name, value in _columns(record).items() if name not in beside}
    return f"sha256:{hashlib.sha256(_text(said).encode('ascii')).hexdigest()}"


def canonical(submission: Submission) -> bytes:
    """Write the answers of all sheets as JSON in one way only.

    Equal answers give equal bytes, and a date is never taken for the text that looks like it.
    """
    sheets = {
        "responses": _rows(submission.responses),
        "statements": _rows(submission.statements),
        "evidence": _rows(submission.evidence),
        "providers": _rows(submission.providers),
        "remediation": _rows(submission.remediation),
        "declaration": _rows([submission.declaration]),
    }
    return _text(sheets).encode("ascii")


def _rows(rows: Iterable[_Row]) -> list[dict[str, _Plain]]:
    written = ((_columns(row), _PRINTED.get(type(row), set())) for row in rows)
    return sorted((row for row, printed in written if row.keys() - printed), key=_text)


def _columns(row: _Row) -> dict[str, _Plain]:
    values = ((name, getattr(row, name)) for name in _NAMES[type(row)])
    return {name: _plain(value) for name, value in values if value not in (None, ())}


def _plain(value: Value | tuple[str | Unreadable, ...]) -> _Plain:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Unreadable):
        return {"unreadable": value.shown}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, float):
        # Whether a whole number came as 2 or 2.0 depends on the program that saved the file.
        return int(value) if value.is_integer() else value
    return "" if value is None else value


_text = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
