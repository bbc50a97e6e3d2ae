"""Reads the sheets of labels and values: `Profile` and `Declaration`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from secself.answers import Raw, read_choice, read_date, read_number, read_roles, read_text
from secself.grid import Grid, Sheet, folded
from secself.model import Choice, Declaration, Framework, Statement, Unreadable, Value
from secself.problems import Origin
from secself.workbook.layout import DECLARATION, PROFILE, Form, Label
from secself.workbook.reading.tally import Read, Spot, Tally, origin_of

_YES, _NO = Choice(id="yes", label="Yes"), Choice(id="no", label="No")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundForm:
    """A form on a sheet."""

    form: Form
    """Which form it is."""
    sheet: Sheet
    """Where it stands."""
    values: Mapping[str, tuple[Spot, ...]]
    """The cells right of each label, by field; usually one."""


def find(grid: Grid, form: Form) -> list[FoundForm]:
    """Find the sheet with most of the form's labels in one column, at least half of them.

    Several are found only if they have equally many: a list of people is no declaration.
    """
    found = [one for sheet in grid.sheets if (one := _on(sheet, form)) is not None]
    most = max((len(one.values) for one in found), default=0)
    return [one for one in found if len(one.values) == most]


def read_statements(found: FoundForm, framework: Framework, tally: Tally) -> tuple[Statement, ...]:
    """Read the `Profile` sheet; each line that is there is a Statement, blank or not."""
    return tuple(
        Statement(
            label=label.label,
            value=_value(found, label, _profile_law(label, framework), tally),
            origin=origin_of(tally.file, found.values[label.field][0]),
        )
        for label in PROFILE.labels
        if label.field in found.values
    )


def read_declaration(found: FoundForm, tally: Tally) -> Declaration:
    """Read the `Declaration` sheet."""
    values: dict[str, Value] = {
        label.field: _value(found, label, _declaration_law(label), tally)
        for label in DECLARATION.labels
        if label.field in found.values
    }
    return Declaration(
        name=values.get("name"),
        role=values.get("role"),
        date=values.get("date"),
        declared=values.get("declared"),
        origin=Origin(file=tally.file, sheet=found.sheet.name),
    )


def missing(found: FoundForm) -> Iterator[str]:
    """Name the labels that people write beside and that are gone."""
    return (
        label.label
        for label in found.form.labels
        if label.is_input and label.field not in found.values
    )


def _on(sheet: Sheet, form: Form) -> FoundForm | None:
    columns: dict[int, dict[str, tuple[Spot, ...]]] = {}
    for label in form.labels:
        for row, column in sheet.places.get(folded(label.label), ()):
            values = columns.setdefault(column, {})
            values[label.field] = (
                *values.get(label.field, ()),
                Spot(sheet, row, column + 1),
            )
    best = max(columns.values(), key=len, default={})
    if len(best) * 2 < len(form.labels):
        return None
    return FoundForm(form=form, sheet=sheet, values=best)


def _value(found: FoundForm, label: Label, law: Read, tally: Tally) -> Value:
    spots = found.values[label.field]
    if label.is_input:
        value = tally.take(spots, law, None)
        return None if isinstance(value, tuple) else value
    # What is locked is ours: it is read, and neither counted nor remarked on.
    value, _ = law(spots[0].raw)
    return None if isinstance(value, tuple) else value


def _profile_law(label: Label, framework: Framework) -> Read:
    if label.kind == "roles":
        names = [(role.id, role.code, role.label) for role in framework.roles]
        return lambda raw: read_roles(raw, names)
    if label.kind == "whole":
        return lambda raw: read_number(raw, whole=True)
    if label.kind == "choice":
        return lambda raw: read_choice(raw, (_YES, _NO))
    return _read_year if label.field == "year" else read_text


def _declaration_law(label: Label) -> Read:
    if label.kind == "date":
        return read_date
    if label.kind == "choice":
        return lambda raw: read_choice(raw, (_YES,))
    return read_text


def _read_year(raw: Raw) -> tuple[Value, tuple[()]]:
    value, _ = read_number(raw, whole=True)
    return (Unreadable(shown=raw.shown) if isinstance(value, Unreadable) else value), ()
