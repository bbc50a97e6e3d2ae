"""What is typed into which cell: answers become jobs for the typist, each value with its kind."""

from datetime import date
from pathlib import Path

from secself.model import Framework
from secself.workbook.layout import (
    DECLARATION,
    EVIDENCE,
    PROFILE,
    PROVIDERS,
    QUESTIONS,
    REMEDIATION,
    VALIDATION,
    Form,
    Table,
)
from tests.making.answers import Row, Sent

Typed = list[str | float]
"""The kind of cell and its content: text as it stands, a number, or a date's ISO form."""


def workbook_job(
    sent: Sent, framework: Framework, source: Path, target: Path, *, asks_in_word: bool
) -> dict:
    """Make the job of filling a workbook; the questions stay blank if Word answers them."""
    kinds = {question.id: question.answer.kind for question in framework.questions}
    questions = {} if asks_in_word else sent.questions
    tables = (
        (EVIDENCE, sent.evidence),
        (PROVIDERS, sent.providers),
        (REMEDIATION, sent.remediation),
    )
    return {
        "source": str(source),
        "target": str(target),
        "rows": {
            QUESTIONS.sheet: _rows(QUESTIONS, questions, kinds),
            VALIDATION.sheet: _rows(VALIDATION, sent.validation, kinds),
        },
        "lists": {table.sheet: _list(table, rows) for table, rows in tables},
        "forms": {
            PROFILE.sheet: _form(PROFILE, sent.profile),
            DECLARATION.sheet: _form(DECLARATION, sent.declaration),
        },
        "reshaped": sent.reshaped,
    }


def questionnaire_job(sent: Sent, source: Path, target: Path) -> dict:
    """Make the job of filling a questionnaire, where everything is text."""
    answers = {
        ref: {
            heading: _text(row[heading])
            for heading in ("Answer", "Explanation", "Evidence")
            if row.get(heading)
        }
        for ref, row in sent.questions.items()
    }
    return {"source": str(source), "target": str(target), "answers": answers}


def _rows(table: Table, rows: dict[str, Row], kinds: dict[str, str]) -> dict[str, dict[str, Typed]]:
    return {ref: _cells(table, row, kinds.get(ref, "text")) for ref, row in rows.items()}


def _list(table: Table, rows: list[Row]) -> dict:
    headings = [column.heading for column in table.inputs]
    return {"headings": headings, "rows": [_cells(table, row, "text") for row in rows]}


def _cells(table: Table, row: Row, answer_kind: str) -> dict[str, Typed]:
    kinds = {column.heading: column.kind for column in table.inputs}
    return {
        heading: _typed(answer_kind if kinds[heading] == "answer" else kinds[heading], _text(value))
        for heading, value in row.items()
        if value
    }


def _form(form: Form, values: dict[str, str]) -> dict[str, Typed]:
    kinds = {label.label: label.kind for label in form.labels}
    return {label: _typed(kinds[label], value) for label, value in values.items()}


def _text(value: str | list[str]) -> str:
    return ", ".join(value) if isinstance(value, list) else value


def _typed(kind: str, value: str) -> Typed:
    """Give a date or number its cell; what is neither is typed as text, as a person would."""
    try:
        if kind == "date":
            return ["date", date.fromisoformat(value).isoformat()]
        if kind in ("whole", "decimal"):
            return ["number", float(value)]
    except ValueError:
        pass
    return ["text", value]
