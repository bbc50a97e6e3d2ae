"""A framework as a table of CSV: one row for each control and question, in order."""

import csv
import io
from collections.abc import Iterator

from secself.model import Control, Framework, Provenance, Question

HEADINGS = (
    "Ref",
    "What",
    "Section",
    "Section title",
    "Title",
    "Text",
    "Why",
    "Answer",
    "Choices",
    "Hangs on",
    "Applies to",
    "Kinds",
    "Facts",
    "References",
    "Interpretations",
    "Standards",
    "Expected evidence",
    "Standing",
    "Sources",
    "Confidence",
    "Note",
    "Fingerprint",
)
"""The columns, in order."""

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(framework: Framework) -> bytes:
    """Write the controls and questions as CSV in UTF-8, with a mark that Excel knows it by."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for row in _rows(framework):
        writer.writerow([safe(row.get(heading, "")) for heading in HEADINGS])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", errors="backslashreplace")


def safe(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_ACTIVE) else text


def _rows(framework: Framework) -> Iterator[dict[str, str]]:
    chapters = {chapter.id: chapter.title for chapter in framework.chapters}
    themes = {theme.id: theme.title for theme in framework.themes}
    for control in framework.controls:
        yield {
            **_both(control),
            "What": "Control",
            "Section": control.chapter,
            "Section title": chapters.get(control.chapter, ""),
            "Title": control.title,
            "Standards": ", ".join(control.standards),
        }
    for question in framework.questions:
        yield {
            **_both(question),
            "What": "Question",
            "Section": question.theme,
            "Section title": themes.get(question.theme, ""),
            "Why": question.why.strip(),
            "Answer": question.answer.kind,
            "Choices": "\n".join(question.answer.choices),
            "Hangs on": _condition(question),
        }


def _both(item: Control | Question) -> dict[str, str]:
    return {
        "Ref": item.id,
        "Text": item.text.strip(),
        "Applies to": ", ".join(item.applicability.roles),
        "Kinds": ", ".join(item.applicability.kinds),
        "Facts": ", ".join(item.applicability.facts),
        "References": "\n".join(f"{one} ({one.edition})" for one in item.references),
        "Interpretations": ", ".join(item.interpretations),
        "Expected evidence": "\n".join(evidence.text.strip() for evidence in item.evidence),
        "Fingerprint": item.fingerprint,
        **_standing(item.provenance),
    }


def _standing(provenance: Provenance) -> dict[str, str]:
    return {
        "Standing": provenance.status,
        "Sources": ", ".join(provenance.sources),
        "Confidence": provenance.confidence,
        "Note": provenance.note,
    }


def _condition(question: Question) -> str:
    condition = question.condition
    return f"{condition.question}: {', '.join(condition.answers)}" if condition else ""
