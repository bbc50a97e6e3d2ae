"""Reads the sheets of labels and values: `Profile` and `Declaration`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from secself.answers import Raw, Remark, read_choice, read_date, read_number, read_roles, read_text
from secself.grid import Grid, Sheet, folded
from secself.model import Choice, Declaration, Framework, Statement, Unreadable, Value
from secself.problems import Origin
from secself.workbook.layout import DECLARATION, PROFILE, VALUE, Form, Label
from secself.workbook.reading import forms_columns
from secself.workbook.reading.forms_columns import Lines
from secself.workbook.reading.tally import Read, Spot, Tally, origin_of

_YES, _NO = Choice(id="yes", label="Yes"), Choice(id="no", label="No")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundForm:
    """A form on a sheet."""

    form: Form
    """Which form it is."""
    lines: Lines
    """Where it stands, and which of its columns holds the values."""
    values: Mapping[str, tuple[Spot, ...]]
    """The cells of each label's value, by field, usually one; none where it cannot be told."""

    @property
    def sheet(self) -> Sheet:
        """Give the sheet it stands on."""
        return self.lines.sheet


def find(grid: Grid, form: Form) -> list[FoundForm]:
    """Find the sheet with most of the form's labels in one column, at least half of them.

    Several are found only if they have equally many: a list of people is no declaration.
    """
    found = [one for sheet in grid.sheets if (one := _on(sheet, form)) is not None]
    most = max((len(one.lines.labels) for one in found), default=0)
    return [one for one in found if len(one.lines.labels) == most]


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


def remark(found: FoundForm, tally: Tally) -> None:
    """Say what of a form is missing, unclear or nobody's, and count what answers nothing."""
    sheet = tally.sheet(found.sheet)
    for label in found.form.labels:
        if label.is_input and label.field not in found.lines.labels:
            tally.say(sheet, _label_missing(label.label))
    for spot in forms_columns.strangers(found.lines):
        tally.say(spot, _column_unknown(found.lines.headings.get(spot.column, "")))
    if not found.lines.columns:
        tally.say(sheet, _column_unclear(found.form.sheet))
    tally.ignore(forms_columns.unread(found.lines, found.form), None)


def _on(sheet: Sheet, form: Form) -> FoundForm | None:
    columns: dict[int, dict[str, list[int]]] = {}
    for label in form.labels:
        for row, column in sheet.places.get(folded(label.label), ()):
            columns.setdefault(column, {}).setdefault(label.field, []).append(row)
    best = max(columns, key=lambda column: len(columns[column]), default=0)
    if not best or len(columns[best]) * 2 < len(form.labels):
        return None
    lines = forms_columns.lines(sheet, best, columns[best], _shows_values(sheet, form))
    values = {
        field: tuple(Spot(sheet, row, column) for row in rows for column in lines.columns)
        for field, rows in lines.labels.items()
        if lines.columns
    }
    return FoundForm(form=form, lines=lines, values=values)


def _shows_values(sheet: Sheet, form: Form) -> Callable[[str, int, int], bool]:
    """Tell whether a cell holds what only a value says: a choice, a day or a number."""
    laws: dict[str, Read] = {
        label.field: _declaration_law(label)
        if form is DECLARATION
        else (lambda raw: read_choice(raw, (_YES, _NO)))
        if label.kind == "choice"
        else (lambda raw: read_number(raw, whole=True))
        for label in form.labels
        if label.kind in {"choice", "date", "whole"}
    }

    def shows(field: str, row: int, column: int) -> bool:
        if field not in laws:
            return False
        value, _ = laws[field](sheet.cell(row, column))
        return value is not None and not isinstance(value, Unreadable)

    return shows


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


def _label_missing(label: str) -> Remark:
    return Remark(
        level="warning",
        code="label-missing",
        what=f"The line “{label}” is missing.",
        remedy="Copy it back from the workbook that was sent to you.",
    )


def _column_unknown(heading: str) -> Remark:
    named = f"“{heading}”" if heading else "without a heading"
    return Remark(
        level="note",
        code="column-unknown",
        what=f"The column {named} is not one of this table; what stands in it was not read.",
        remedy="Nothing to do if it is for your own use.",
    )


def _column_unclear(sheet: str) -> Remark:
    return Remark(
        level="error",
        code="column-unclear",
        what=f"It cannot be told which column of “{sheet}” holds the values, so none was read.",
        remedy=f"Put the heading “{VALUE}” back, above the column that counts.",
    )
