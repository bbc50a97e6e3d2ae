"""The two sheets of labels and values: `Profile` and `Declaration`."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from secself.model import Questionnaire, Submission, Value
from secself.workbook.layout import DECLARATION, PROFILE, Form, Label
from secself.workbook.writing import texts, validity
from secself.workbook.writing.book import Book

TITLE, NOTE, HEADINGS, FIRST = range(4)
"""The rows of a form, counted from nought."""
LABELS, VALUES, MEANINGS, PAST = range(4)
"""The columns of a form, counted from nought."""

_WIDTHS = (26, 46, 66, 30)
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
        note="Correct what is out of date; what stands here when you send the workbook counts. "
        "The grey lines say what this workbook is and are locked.",
        given=_profile_values(questionnaire),
        meanings=_profile_meanings(questionnaire),
        before={each.label: each.value for each in prior.statements} if prior else {},
    )
    _write(book, sheet, PROFILE, lines)


def write_declaration(book: Book, sheet: Worksheet, questionnaire: Questionnaire) -> None:
    """Write the `Declaration` sheet, blank."""
    kind = texts.kind_label(questionnaire)
    lines = Lines(
        title="Declaration",
        note=f"For {questionnaire.profile.name}: the answers of this {kind} of "
        f"{questionnaire.year} are complete and true to the best of my knowledge, and I may "
        "declare this for the organisation.",
        given={},
        meanings={},
        before={},
    )
    _write(book, sheet, DECLARATION, lines)


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
    for number, label in enumerate(form.labels, FIRST):
        book.text(sheet, number, LABELS, label.label, "ref")
        _write_value(book, sheet, number, label, lines.given.get(label.field))
        book.text(sheet, number, MEANINGS, lines.meanings.get(label.field, label.hint), "shown")
        if lines.before:
            book.text(sheet, number, PAST, texts.past(lines.before.get(label.label)), "past")
        rule = _rule(book, label)
        if rule is not None:
            validity.put(sheet, rule, [(number, VALUES, number, VALUES)])
    sheet.freeze_panes(FIRST, 0)
    sheet.protect("", {"objects": True, "format_cells": True, "format_columns": True})


def _write_head(book: Book, sheet: Worksheet, lines: Lines) -> None:
    for column, width in enumerate(_WIDTHS):
        book.column(sheet, column, width)
    sheet.set_row(TITLE, 24)
    book.text(sheet, TITLE, LABELS, lines.title, "title")
    book.text(sheet, NOTE, LABELS, lines.note, "note")
    headings = ["Line", "Value", "What it means", "Last time"]
    for column, heading in enumerate(headings if lines.before else headings[:-1]):
        style = "heading_yours" if column == VALUES else "heading_ours"
        book.text(sheet, HEADINGS, column, heading, style)


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
