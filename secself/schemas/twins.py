"""Finds what a saved submission says twice, where it can say it once only."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from secself.answers import Raw, Remark
from secself.model import EvidenceItem, Provider, Response, Statement, Unreadable
from secself.schemas.rereading import Rereader, raw_of

_FIELDS = (
    "answer",
    "narrative",
    "evidence",
    "change",
    "owner",
    "residual_risk",
    "reaffirmed",
    "reaffirmed_by",
    "reaffirmed_on",
)


def join_twins(first: Response, second: Response, path: str, reader: Rereader) -> Response:
    """Make one Response of two; what they say differently is not taken from either."""
    remark = Remark(
        level="error",
        code="row-twice",
        what=f"{first.ref} stands at {first.origin.path} and here again.",
        remedy="Keep one of the rows, with the answer that is right.",
    )
    reader.say(path, remark, first.ref)
    joined = first
    for name in _FIELDS:
        here, there = getattr(first, name), getattr(second, name)
        if there in (None, ()) or here == there:
            continue
        both = there if here in (None, ()) else _torn(here, there)
        # The type checker cannot see that `name` is one of _FIELDS and the value of its type.
        joined = replace(joined, **{name: both})  # type: ignore[arg-type]
    return joined


def remark_same_id(
    entries: Sequence[EvidenceItem | Provider],
    code: Literal["evidence-twice", "provider-twice"],
    reader: Rereader,
) -> None:
    """List the ids that stand in a list more than once; every row is kept."""
    first: dict[str, str] = {}
    for entry in entries:
        path = entry.origin.path or ""
        if entry.id in first:
            what = (
                f"The id {entry.id} stands here and at {first[entry.id]}, "
                "so a row that cites it could mean either."
            )
            remedy = "Give each an id of its own."
            remark = Remark(level="error", code=code, what=what, remedy=remedy)
            reader.say(path, remark, entry.id)
        first.setdefault(entry.id, path)


def remark_same_label(statements: Sequence[Statement], reader: Rereader) -> None:
    """List the lines of `Profile` that stand there more than once; every line is kept."""
    first: dict[str, str] = {}
    for line in statements:
        path = line.origin.path or ""
        if line.label in first:
            what = f"The line “{Raw(value=line.label).quoted}” stands here and at "
            what += f"{first[line.label]}."
            remedy = "Keep the one that is right, and delete the other."
            remark = Remark(level="error", code="label-twice", what=what, remedy=remedy)
            reader.say(path, remark)
        first.setdefault(line.label, path)


def _torn(here: object, there: object) -> object:
    shown = Unreadable(shown=f"{_shown(here)} | {_shown(there)}")
    return (shown,) if isinstance(here, tuple) else shown


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return raw_of(value).shown  # type: ignore[arg-type]
