"""Builds the templates of the letters and of a meeting's papers from nothing.

Run it from the top of the checkout; the files it makes are then ordinary Word documents, which the
owner of the letterhead edits in Word. Run it again only to start afresh: it writes over them.
"""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_questionnaire import (
    COVER_FILL,
    HEADER_FILL,
    _drop_what_nobody_sees,
    _field,
    _keep_whole,
    _lay_out,
    _loop,
    _marking_before,
    _put,
    _repeat,
    _rule_below,
    _set_properties,
    _set_settings,
    _set_styles,
)
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from secself.opc import steady

FOLDER = Path("templates")
WIDTH, HEIGHT, MARGIN = 210, 297, 20
TEXT_WIDTH = WIDTH - 2 * MARGIN

NEXT: Mapping[str, tuple[str, ...]] = {
    "letter-satisfactory.docx": (
        "Nothing more is asked of you on this assessment.",
        (
            "Keep the answers and the evidence as they were handed in: your next assessment is "
            "compared with them. Your duties in Section G go on as before; a material change in "
            "your risk is to be told when it happens, not only at the next assessment."
        ),
    ),
    "letter-actions-requested.docx": (
        (
            "Do what is asked by the dates above. With this letter comes the workbook "
            "{{ workbook }}: report in it on each action, and return it to us when an action is "
            "done, and in any case by its date (SEC G8.28(b))."
        ),
        (
            "If a date cannot be kept, say so before it passes: choose “Will be late” and propose "
            "another date. A date you propose does not move the one that was set; the committee "
            "decides on it."
        ),
        (
            "What is still open, and what is late, is put before the committee again, and stands "
            "beside your answers at your next assessment."
        ),
        (
            "When all is done, at the latest by {{ last_day }}, a director of your company "
            "confirms it in a signed letter. The plan is closed when the committee has accepted "
            "that letter."
        ),
    ),
    "letter-compliance-assessment.docx": (
        (
            "The committee asks the User CIO to assess formally whether you comply (SEC G8.3(d)). "
            "The User CIO will agree with you what it looks at, and when."
        ),
        (
            "Keep the answers and the evidence as they were handed in, and have them ready. Your "
            "duties in Section G go on meanwhile; do not wait for the assessment to put right "
            "what you know of."
        ),
        "The outcome is put before the committee, which then decides again.",
    ),
    "letter.docx": (),
}
"""What happens next, by the template it stands in; the last is for whatever has none of its own."""


def letter(steps: Sequence[str]) -> DocumentType:
    """Make the template of a letter."""
    document = _blank("Letter")
    _header(document, "{{ organisation }}\t{{ reference }}")
    _add_head(document)
    _add_decision(document)
    _add_actions(document)
    document.add_paragraph("What happens next", style="Heading 1")
    for step in steps:
        document.add_paragraph(step)
    if not steps:
        _add_next(document)
    document.add_paragraph("Whom to write to", style="Heading 1")
    _loop(document, "line", "contact", "{{ line }}", "Normal")
    _add_signature(document)
    _add_before(document)
    return _finished(document)


def _add_head(document: DocumentType) -> None:
    document.add_paragraph("{{ organisation }}", style="Heading 1")
    _loop(document, "line", "address", "{{ line }}", "Standing")
    to = document.add_paragraph("{{ addressee }}{% if user != addressee %} ({{ user }}){% endif %}")
    to.paragraph_format.space_before = Mm(6)
    document.add_paragraph("{{ date }}")
    document.add_paragraph("Our reference: {{ reference }}")
    title = document.add_paragraph("{{ assessment }}: {{ outcome }}", style="Title")
    title.paragraph_format.space_before = Mm(5)
    title.paragraph_format.keep_with_next = True
    document.add_paragraph(
        "The committee has considered your {{ assessment }}. This letter says what it decided and "
        "why, what was before it, and what follows."
    )


def _add_decision(document: DocumentType) -> None:
    document.add_paragraph("Decision", style="Heading 1")
    document.add_paragraph().add_run("{{ outcome }}").bold = True
    _loop(document, "line", "meaning", "{{ line }}", "Normal")
    _if(document, "entry", "{{ entry }}")
    document.add_paragraph("{{ decided }}")
    _if(document, "source", "Where it rests: {{ source }}.", style="Standing")
    _if(document, "superseding", "{{ superseding }}")
    document.add_paragraph("{%p if reasons %}")
    document.add_paragraph("Reasons", style="Heading 1")
    _loop(document, "line", "reasons", "{{ line }}", "Normal")
    document.add_paragraph("{%p endif %}")


def _add_actions(document: DocumentType) -> None:
    document.add_paragraph("{%p if actions %}")
    document.add_paragraph("What you are asked to do", style="Heading 1")
    columns = (
        ("No.", "{{ row.id }}", 14),
        ("Action", "{{ row.text }}", 88),
        ("Owner", "{{ row.owner }}", 32),
        ("Due", "{{ row.due }}", 36),
    )
    _table(document, "actions", columns, "What you are asked to do", "One row for each action.")
    document.add_paragraph("{%p endif %}")


def _add_next(document: DocumentType) -> None:
    """Say what follows where the outcome has no template of its own."""
    document.add_paragraph("{%p if actions %}")
    document.add_paragraph(
        "Do what is asked by the dates above, and report on it in the workbook {{ workbook }} "
        "that comes with this letter: when an action is done, and in any case by its date. If a "
        "date cannot be kept, say so before it passes."
    )
    document.add_paragraph("{%p else %}")
    document.add_paragraph(
        "No action is asked for in this letter. Your duties in Section G go on as before."
    )
    document.add_paragraph("{%p endif %}")


def _add_signature(document: DocumentType) -> None:
    _if(document, "signed_by", "{{ signed_by }}")
    line = document.add_paragraph("{{ role }}")
    line.paragraph_format.space_before = Mm(2)


def _add_before(document: DocumentType) -> None:
    """Say what was before the committee, so that it can be proved later."""
    document.add_paragraph("What was before the committee", style="Heading 1")
    table = document.add_table(rows=3, cols=2)
    _lay_out(table, (45, TEXT_WIDTH - 45), "What was before the committee", first_column=True)
    opening, row, closing = table.rows
    opening.cells[0].text = "{%tr for row in facts %}"
    closing.cells[0].text = "{%tr endfor %}"
    _keep_whole(row)
    _put(row.cells[0], "{{ row.label }}", fill=COVER_FILL, bold=True)
    _put(row.cells[1], "{{ row.text }}")
    note = document.add_paragraph(
        "Keep this letter: the receipt proves later that what you handed in stands in the archive "
        "as it came.",
        style="Standing",
    )
    note.paragraph_format.space_before = Mm(2)
    document.add_paragraph("Standing of the framework's texts", style="Heading 2")
    _loop(document, "line", "notice", "{{ line }}", "Standing")


def agenda() -> DocumentType:
    """Make the template of a meeting's agenda."""
    document = _meeting("Agenda")
    document.add_paragraph("Items", style="Heading 1")
    columns = (
        ("No.", "{{ row.number }}", 12),
        ("User", "{{ row.user }}", 38),
        ("Assessment", "{{ row.assessment }}", 34),
        ("Before the committee", "{{ row.before }}", 48),
        ("Note", "{{ row.note }}", 38),
    )
    _table(document, "items", columns, "Items of the agenda", "One row for each item.")
    _add_open(document)
    return _finished(document)


def minutes() -> DocumentType:
    """Make the template of the list of decisions for the minutes."""
    document = _meeting("Decisions, for the minutes")
    document.add_paragraph("Decisions", style="Heading 1")
    columns = (
        ("No.", "{{ row.number }}", 12),
        ("User and assessment", "{{ row.assessment }}", 42),
        ("Decision", "{{ row.outcome }}", 34),
        ("Reasons", "{{ row.reason }}", 44),
        ("Actions", "{{ row.actions }}", 38),
    )
    _table(document, "decisions", columns, "Decisions taken", "One row for each decision.")
    document.add_paragraph("{%p if undecided %}")
    document.add_paragraph("Not decided at this meeting", style="Heading 1")
    _loop(document, "line", "undecided", "{{ line }}", "Normal")
    document.add_paragraph("{%p endif %}")
    _add_open(document)
    document.add_paragraph("{%p if receipt %}")
    note = document.add_paragraph("Receipt of the archive: {{ receipt }}", style="Standing")
    note.paragraph_format.space_before = Mm(3)
    document.add_paragraph("{%p endif %}")
    return _finished(document)


def _meeting(kind: str) -> DocumentType:
    document = _blank(kind)
    _header(document, f"{{{{ title }}}}\t{kind}")
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph(f"{kind} · {{{{ date }}}}", style="Subtitle")
    _if(document, "place", "{{ place }}")
    document.add_paragraph("Members", style="Heading 1")
    columns = (
        ("Name", "{{ row.name }}", 60),
        ("Organisation", "{{ row.organisation }}", 60),
        ("Role", "{{ row.role }}", 50),
    )
    _table(document, "members", columns, "Members", "One row for each member.")
    document.add_paragraph("{%p if recusals %}")
    document.add_paragraph("Who takes no part in which item, and why", style="Heading 1")
    columns = (
        ("Member", "{{ row.member }}", 45),
        ("User", "{{ row.user }}", 45),
        ("Why", "{{ row.reason }}", 80),
    )
    _table(document, "recusals", columns, "Recusals", "One row for each member and User.")
    document.add_paragraph("{%p endif %}")
    return document


def _add_open(document: DocumentType) -> None:
    document.add_paragraph("{%p if due %}")
    document.add_paragraph("Open actions of all Users, by date", style="Heading 1")
    columns = (
        ("Due", "{{ row.due }}", 30),
        ("User and assessment", "{{ row.assessment }}", 42),
        ("Action", "{{ row.text }}", 66),
        ("How it stands", "{{ row.state }}", 32),
    )
    _table(document, "due", columns, "Open actions", "One row for each action, earliest first.")
    document.add_paragraph("{%p endif %}")


def _table(
    document: DocumentType,
    words: str,
    columns: Sequence[tuple[str, str, int]],
    title: str,
    description: str,
) -> None:
    table = document.add_table(rows=4, cols=len(columns))
    _lay_out(table, tuple(width for _, _, width in columns), title)
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no descriptions
    for said in properties.findall(qn("w:tblDescription")):
        said.set(qn("w:val"), description)
    header, opening, row, closing = table.rows
    _repeat(header)
    opening.cells[0].text = f"{{%tr for row in {words} %}}"
    closing.cells[0].text = "{%tr endfor %}"
    for number, (heading, text, _) in enumerate(columns):
        _put(header.cells[number], heading, fill=HEADER_FILL, style="Table heading")
        _put(row.cells[number], text, bold=not number)


def _if(document: DocumentType, word: str, text: str, style: str = "Normal") -> None:
    document.add_paragraph(f"{{%p if {word} %}}")
    document.add_paragraph(text, style=style)
    document.add_paragraph("{%p endif %}")


def _blank(title: str) -> DocumentType:
    document = Document()
    _set_styles(document)
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].paragraph_format.keep_with_next = True
    document.styles["Title"].font.size = Pt(17)
    document.styles["Heading 1"].font.size = Pt(13)
    document.core_properties.title = title
    return document


def _header(document: DocumentType, text: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    section.header_distance, section.footer_distance = Mm(9), Mm(8)
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    _marking_before(above)
    _right_tab(above)
    above.add_run(text)
    _rule_below(above)
    _marking_before(below)
    _right_tab(below)
    below.add_run("\tPage ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")


def _right_tab(line: Paragraph) -> None:
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    for style_stop in line.style.element.iter(qn("w:tab")):
        stops.add_tab_stop(int(style_stop.get(qn("w:pos"))) * 635, WD_TAB_ALIGNMENT.CLEAR)


def _finished(document: DocumentType) -> DocumentType:
    title = document.core_properties.title
    _set_settings(document)
    _set_properties(document)
    document.core_properties.title = title
    _drop_what_nobody_sees(document)
    return document


if __name__ == "__main__":
    built = {name: letter(steps) for name, steps in NEXT.items()}
    built |= {"meeting-agenda.docx": agenda(), "meeting-minutes.docx": minutes()}
    for name, document in built.items():
        made = io.BytesIO()
        document.save(made)
        (FOLDER / name).write_bytes(steady(made.getvalue()))
