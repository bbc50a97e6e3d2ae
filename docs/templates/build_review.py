"""Builds the template of the assessor's report from nothing.

Run it from the top of the checkout; the file it makes is then an ordinary Word document, which the
owner of the letterhead edits in Word. Run it again only to start afresh: it writes over it.
"""

import io
from collections.abc import Sequence
from pathlib import Path

from build_letters import _blank, _finished, _header, _if, _table
from build_questionnaire import COVER_FILL, _keep_whole, _lay_out, _loop, _put
from docx.document import Document as DocumentType
from docx.shared import Mm

from secself.opc import steady

TARGET = Path("templates/review.docx")
TEXT_WIDTH = 170


def report() -> DocumentType:
    """Make the template of the report."""
    document = _blank("Assessor's report")
    _header(document, "{{ user }}\tAssessor's report")
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("Assessor's report on {{ user }}", style="Subtitle")
    _if(document, "by", "Reported by {{ by }}")
    document.add_paragraph("Summary", style="Heading 1")
    _loop(document, "line", "summary", "{{ line }}", "Normal")
    _figures(document, "views", "Rows by the assessor's view", "View", "Rows")
    document.add_paragraph("Scope", style="Heading 1")
    _facts(document, "scope", "Scope")
    document.add_paragraph("Method", style="Heading 1")
    _loop(document, "line", "method", "{{ line }}", "Normal")
    document.add_paragraph("Baseline", style="Heading 1")
    _facts(document, "baseline", "Baseline")
    _figures(document, "changes", "What changed", "What became of an item", "Items")
    _findings(document)
    columns = (
        ("Ref", "{{ row.ref }}", 18),
        ("Obligation", "{{ row.title }}", 62),
        ("Position", "{{ row.position }}", 28),
        ("Assessor's view", "{{ row.view }}", 36),
        ("Since the baseline", "{{ row.direction }}", 26),
    )
    _only_if(document, "controls", "Control by control", columns)
    _comments(document)
    _gaps(document)
    _asked(document)
    document.add_paragraph("{%p if decision %}")
    document.add_paragraph("Decision of the committee", style="Heading 1")
    _loop(document, "line", "decision", "{{ line }}", "Normal")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("Standing of the framework's texts", style="Heading 2")
    _loop(document, "line", "notice", "{{ line }}", "Standing")
    return _finished(document)


def _findings(document: DocumentType) -> None:
    columns = (
        ("Ref", "{{ row.ref }}", 22),
        ("What was found", "{{ row.because }}", 54),
        ("Why it matters", "{{ row.why }}", 54),
        ("Rule and source", "{{ row.source }}", 40),
    )
    for words, title in (("material", "Material findings"), ("notes", "Findings to note")):
        _only_if(document, words, title, columns)


def _comments(document: DocumentType) -> None:
    columns = (
        ("Ref", "{{ row.ref }}", 18),
        ("What the User says", "{{ row.said }}", 46),
        ("Comment", "{{ row.comment }}", 72),
        ("View, action, author", "{{ row.beside }}", 34),
    )
    document.add_paragraph("{%p if parts %}")
    document.add_paragraph("Comments", style="Heading 1")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for part in parts %}")
    document.add_paragraph("{{ part.title }}", style="Heading 2")
    _table(document, "part.rows", columns, "Comments of a section", "One row for each comment.")
    document.add_paragraph("{%p endfor %}")
    _only_if(document, "withdrawn", "Comments that were taken back", columns)


def _gaps(document: DocumentType) -> None:
    columns = (
        ("Ref", "{{ row.ref }}", 24),
        ("What it is about", "{{ row.title }}", 76),
        ("Why it could not be assessed", "{{ row.reason }}", 70),
    )
    _only_if(document, "gaps", "What could not be assessed", columns)


def _asked(document: DocumentType) -> None:
    columns = (
        ("Asked on", "{{ row.assessment }}", 42),
        ("Action", "{{ row.text }}", 70),
        ("Due", "{{ row.due }}", 28),
        ("How it stands", "{{ row.state }}", 30),
    )
    _only_if(document, "asked", "What the committee asked for earlier", columns)


def _only_if(
    document: DocumentType, words: str, title: str, columns: Sequence[tuple[str, str, int]]
) -> None:
    document.add_paragraph(f"{{%p if {words} %}}")
    document.add_paragraph(title, style="Heading 1")
    _table(document, words, columns, title, "One row for each.")
    document.add_paragraph("{%p endif %}")


def _figures(document: DocumentType, words: str, title: str, what: str, number: str) -> None:
    columns = ((what, "{{ row.words }}", 90), (number, "{{ row.number }}", 30))
    document.add_paragraph(f"{{%p if {words} %}}")
    document.add_paragraph(title, style="Heading 2")
    _table(document, words, columns, title, "One row for each count.")
    document.add_paragraph("{%p endif %}")


def _facts(document: DocumentType, words: str, title: str) -> None:
    table = document.add_table(rows=3, cols=2)
    _lay_out(table, (45, TEXT_WIDTH - 45), title, first_column=True)
    opening, row, closing = table.rows
    opening.cells[0].text = f"{{%tr for row in {words} %}}"
    closing.cells[0].text = "{%tr endfor %}"
    _keep_whole(row)
    _put(row.cells[0], "{{ row.label }}", fill=COVER_FILL, bold=True)
    _put(row.cells[1], "{{ row.text }}")
    document.add_paragraph().paragraph_format.space_after = Mm(0)


if __name__ == "__main__":
    made = io.BytesIO()
    report().save(made)
    TARGET.write_bytes(steady(made.getvalue()))
