"""The two sheets of labels and values: `Profile` and `Declaration`."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from secself.model import Questionnaire, Submission, Value
from secself.workbook.layout import DECLARATION, FORM_HEADINGS, PROFILE, Form, Label
from secself.workbook.writing import texts, validity
from secself.workbook.writing.book import DECLARED as IS_DECLARED
from secself.workbook.writing.book import DRAFT, Book, Formula
from secself.workbook.writing.formulas import filled, says

TITLE, NOTE, HEADINGS, FIRST = range(4)
"""The rows of a form, counted from nought."""
DECLARED = FIRST + len(DECLARATION.labels) + 1
"""The row of `Declaration` under which it is said what is declared."""
SIGNED = DECLARED + 7
"""The row of `Declaration` under which a printed copy is signed."""
LABELS, VALUES, MEANINGS, PAST = range(4)
"""The columns of a form, counted from nought."""

_WIDTHS = (26, 50, 70, 28)
_YES_NO, _YES = ("Yes", "No"), ("Yes",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What stands on a form."""

    title: str
    """What it is."""
    note: str
    """What to do there."""
    given: Mapping[str, Value]
    """What is already filled in, by field."""
    meanings: Mapping[str, str]
    """What stands beside a value, by field; the label's hint where nothing is said."""
    before: Mapping[str, Value]
    """What stood there last time, by label."""


def write_profile(
    book: Book, sheet: Worksheet, questionnaire: Questionnaire, prior: Submission | None
) -> None:
    """Write the `Profile` sheet, filled in from the profile."""
    lines = Lines(
        title=f"Profile of {questionnaire.profile.name}",
        note="Correct what is out of date; what stands here when you send the file counts. "
        "Grey values say what this workbook is, and are locked.",
        given=_profile_values(questionnaire),
        meanings=_profile_meanings(questionnaire),
        before={each.label: each.value for each in prior.statements} if prior else {},
    )
    _write(book, sheet, PROFILE, lines)


def write_declaration(
    book: Book, sheet: Worksheet, questionnaire: Questionnaire, counts: Mapping[str, Formula]
) -> None:
    """Write the `Declaration` sheet, blank, with what it stands for and room to sign."""
    kind = texts.kind_label(questionnaire)
    lines = Lines(
        title="Declaration",
        note=f"By a director of {questionnaire.profile.name}, last of all.",
        given={},
        meanings={
            "declared": "Choose Yes to declare: the answers of this "
            f"{kind} of {questionnaire.year} are complete and true to the best of my knowledge, "
            "and I may declare this for the organisation."
        },
        before={},
    )
    _write(book, sheet, DECLARATION, lines)
    _write_declared(book, sheet, counts)
    _write_signature(book, sheet)


def _write_declared(book: Book, sheet: Worksheet, counts: Mapping[str, Formula]) -> None:
    """Write what is declared, counted as it stands."""
    book.text(sheet, DECLARED, LABELS, "What is declared", "section")
    sheet.set_row(DECLARED, 24)
    for row, (name, said) in enumerate(counts.items(), DECLARED + 1):
        book.text(sheet, row, LABELS, name, "ref")
        book.formula(sheet, row, VALUES, said, "shown")


def _write_signature(book: Book, sheet: Worksheet) -> None:
    """Leave room to sign a printed copy by hand."""
    said = "For a printed copy. In the file, Declared says it; nothing need be signed there."
    book.text(sheet, SIGNED, LABELS, "Signed on paper", "section")
    sheet.set_row(SIGNED, 24)
    book.text(sheet, SIGNED + 1, LABELS, said, "note")
    for row, name in enumerate(("Signature", "Name in capitals", "Place and date"), SIGNED + 2):
        sheet.set_row(row, 36)
        book.text(sheet, row, LABELS, name, "signature_label")
        book.text(sheet, row, VALUES, "", "signature")


def _profile_values(questionnaire: Questionnaire) -> dict[str, Value]:
    profile = questionnaire.profile
    return {
        "user": profile.id,
        "year": questionnaire.year,
        "kind": questionnaire.kind,
        "framework": questionnaire.framework.reference,
        "roles": ", ".join(profile.user_roles),
        "domestic_premises": profile.domestic_premises,
        "non_domestic_premises": profile.non_domestic_premises,
        "user_systems": profile.user_systems,
        "smets1_enrolled": "Yes" if profile.smets1_enrolled else "No",
    }


def _profile_meanings(questionnaire: Questionnaire) -> dict[str, str]:
    framework, profile = questionnaire.framework, questionnaire.profile
    categories = {each.id: each.label for each in framework.party_categories}
    roles = ", ".join(f"{role.id} ({role.label})" for role in framework.roles)
    return {
        "user": f"{profile.name}, {categories.get(profile.party_category, '')}".rstrip(", "),
        "year": "The year of this assessment.",
        "kind": texts.kind_label(questionnaire),
        "framework": framework.title,
        "roles": f"{PROFILE.labels[4].hint} There are: {roles}.",
    }


def _write(book: Book, sheet: Worksheet, form: Form, lines: Lines) -> None:
    _write_head(book, sheet, lines)
    _write_state(book, sheet, form)
    for number, label in enumerate(form.labels, FIRST):
        book.text(sheet, number, LABELS, label.label, "ref")
        _write_value(book, sheet, number, label, lines.given.get(label.field))
        book.text(sheet, number, MEANINGS, lines.meanings.get(label.field, label.hint), "shown")
        if lines.before:
            book.text(sheet, number, PAST, texts.past(lines.before.get(label.label)), "past")
        rule = _rule(book, label)
        if rule is not None:
            validity.put(sheet, rule, [(number, VALUES, number, VALUES)])
    _set_up(book, sheet, form, lines)


def _set_up(book: Book, sheet: Worksheet, form: Form, lines: Lines) -> None:
    last = FIRST + len(form.labels) - 1
    for number, label in enumerate(form.labels, FIRST):
        if label.is_input:
            cell = xl_rowcol_to_cell(number, VALUES)
            rule = {"type": "formula", "criteria": f'=TRIM({cell})=""'}
            options = rule | {"format": book.look("if_open")}
            sheet.conditional_format(number, VALUES, number, VALUES, options)
    sheet.freeze_panes(FIRST, 0)
    sheet.repeat_rows(NOTE, HEADINGS)
    book.name_headings(sheet, (HEADINGS, LABELS, last, PAST if lines.before else MEANINGS))
    sheet.protect("", {"objects": True, "format_cells": True, "format_columns": True})


def _write_head(book: Book, sheet: Worksheet, lines: Lines) -> None:
    for column, width in enumerate(_WIDTHS):
        book.column(sheet, column, width)
    sheet.set_row(TITLE, 24)
    book.text(sheet, TITLE, LABELS, lines.title, "title")
    book.text(sheet, NOTE, VALUES, lines.note, "note")
    headings = FORM_HEADINGS if lines.before else FORM_HEADINGS[:-1]
    for column, heading in enumerate(headings):
        style = "heading_yours" if column == VALUES else "heading_ours"
        book.text(sheet, HEADINGS, column, heading, style)


def _write_state(book: Book, sheet: Worksheet, form: Form) -> None:
    """Say whether it is a draft; on `Declaration` work it out, from all of its lines."""
    if form is not DECLARATION:
        book.state(sheet, NOTE, LABELS)
        return
    cells = xl_range_abs(FIRST, VALUES, FIRST + len(form.labels) - 1, VALUES)
    declared = says(xl_rowcol_to_cell(FIRST + len(form.labels) - 1, VALUES), "Yes")
    complete = f"{filled(cells)}={len(form.labels)}"
    worked_out = f'IF(AND({declared},{complete}),"{IS_DECLARED}","{DRAFT}")'
    book.state(sheet, NOTE, LABELS, worked_out)


def _write_value(book: Book, sheet: Worksheet, number: int, label: Label, value: Value) -> None:
    if isinstance(value, int | float):
        style = "whole" if label.is_input else "whole_locked"
        sheet.write_number(number, VALUES, value, book.look(style))
        return
    style = {"shown": "shown", "date": "date", "whole": "whole"}.get(label.kind, "text")
    book.text(sheet, number, VALUES, "" if value is None else str(value), style)


def _rule(book: Book, label: Label) -> validity.Rule | None:
    name, hint = label.label, label.hint
    if label.kind == "choice":
        words = _YES if label.field == "declared" else _YES_NO
        return validity.choice(book, words, label.field, name, hint)
    if label.kind == "date":
        return validity.day(name, hint)
    if label.kind == "whole":
        return validity.number(name, hint, whole=True)
    return validity.anything(name, hint) if label.is_input else None
