"""Builds the template of the committee's paper from nothing.

Run it from the top of the checkout; the file it makes is then an ordinary Word document, which the
owner of the letterhead edits in Word. Run it again only to start afresh: it writes over it.
"""

import io
from collections.abc import Sequence
from pathlib import Path

from build_letters import _blank, _finished, _right_tab, _table
from build_questionnaire import (
    COVER_FILL,
    _field,
    _keep_whole,
    _lay_out,
    _loop,
    _marking_before,
    _put,
    _rule_below,
)
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from secself.opc import steady

TARGET = Path("templates/consolidated.docx")
WIDTH, HEIGHT, MARGIN = 297, 210, 15
TEXT_WIDTH = WIDTH - 2 * MARGIN


def paper() -> DocumentType:
    """Make the template of the paper."""
    document = _blank("Paper for the committee")
    _pages(document)
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("Paper for the Security Sub-Committee", style="Subtitle")
    document.add_paragraph("{{ headline }}")
    _facts(document, "control", "Document control", 55)
    _ranking(document)
    _only_if(document, "missing", "Not there yet", _LISTED)
    document.add_paragraph("{%p for case in cases %}")
    _case(document)
    document.add_paragraph("{%p endfor %}")
    _across(document)
    _notice(document)
    return _finished(document)


_LISTED = (("User", "{{ row.label }}", 67), ("What is known", "{{ row.text }}", 200))
_DEMANDS = (
    ("User", "{{ row.user }}", 45),
    ("Asked", "{{ row.text }}", 142),
    ("Due", "{{ row.due }}", 40),
    ("How it stands", "{{ row.standing }}", 40),
)


def _ranking(document: DocumentType) -> None:
    columns = (
        ("No.", "{{ row.place }}", 11),
        ("User", "{{ row.user }}", 56),
        ("Material", "{{ row.material }}", 19),
        ("Concerns", "{{ row.concerns }}", 21),
        ("Notes", "{{ row.notes }}", 16),
        ("Worse, of changed", "{{ row.worse }}", 24),
        ("Comparable", "{{ row.compared }}", 26),
        ("Asked last time", "{{ row.asked }}", 52),
        ("Decision", "{{ row.decision }}", 42),
    )
    _only_if(document, "ranking", "The Users, gravest first", columns)


def _case(document: DocumentType) -> None:
    title = document.add_paragraph("{{ case.title }}", style="Heading 1")
    title.paragraph_format.page_break_before = True
    _facts(document, "case.facts", "The User", 45)
    flags = (
        ("Ref", "{{ row.ref }}", 45),
        ("Weight", "{{ row.weight }}", 19),
        ("Before", "{{r row.before }}", 63),
        ("Now", "{{r row.now }}", 63),
        ("What was found, and why it matters", "{{ row.said }}", 77),
    )
    _only_if(document, "case.flags", "What was found", flags, level=2)
    document.add_paragraph("{%p if not case.flags %}")
    document.add_paragraph("No rule spoke. That does not mean that there is no risk.")
    document.add_paragraph("{%p endif %}")
    _if_said(document, "case.more")
    remarks = (
        ("Ref", "{{ row.ref }}", 30),
        ("Comment of the assessor", "{{ row.text }}", 172),
        ("View, action, author", "{{ row.beside }}", 65),
    )
    _only_if(document, "case.remarks", "Comments", remarks, level=2)
    asked = tuple((head, text, width) for head, text, width in _DEMANDS[1:])
    _only_if(document, "case.asked", "Asked before", asked, level=2)
    document.add_paragraph("Decision", style="Heading 2")
    _loop(document, "line", "case.decided", "{{ line }}", "Normal")
    document.add_paragraph("{%p if not case.decided %}")
    document.add_paragraph("{%p for one in choices %}")
    # The choices stay together: a box alone on the next page is overlooked.
    document.add_paragraph("\u2610 {{ one.label }}").paragraph_format.keep_with_next = True
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _across(document: DocumentType) -> None:
    title = document.add_paragraph("Across the Users", style="Heading 1")
    title.paragraph_format.page_break_before = True
    document.add_paragraph(
        "{{ cases | length }} Users are counted; what one of them alone has stands on its page."
    )
    shared = (
        ("What", "{{ row.what }}", 105),
        ("Weight", "{{ row.weight }}", 20),
        ("At", "{{ row.users }}", 102),
        ("Premises behind", "{{ row.premises }}", 40),
    )
    _only_if(document, "shared", "At several Users", shared, level=2)
    _only_if(document, "outliers", "Standing out from their peers", _LISTED, level=2)
    sections = (
        ("Section", "{{ row.section }}", 105),
        ("Worse", "{{ row.worse }}", 20),
        ("Better", "{{ row.better }}", 20),
        ("At", "{{ row.users }}", 122),
    )
    _only_if(document, "sections", "Sections that got worse", sections, level=2)
    trend = (
        ("Year", "{{ row.year }}", 20),
        ("Users", "{{ row.users }}", 20),
        ("Positions of controls", "{{ row.positions }}", 114),
        ("Residual risks of controls", "{{ row.risks }}", 113),
    )
    _only_if(document, "trend", "Year by year", trend, level=2)
    _only_if(document, "actions", "Asked of all Users", _DEMANDS, level=2)


def _notice(document: DocumentType) -> None:
    choices = (("Outcome", "{{ row.label }}", 90), ("What follows", "{{ row.meaning }}", 177))
    _only_if(document, "choices", "The outcomes", choices)
    counted = (("Counted", "{{ row.label }}", 50), ("What it is", "{{ row.text }}", 217))
    _only_if(document, "definitions", "What is counted", counted)
    texts = (("Texts", "{{ row.label }}", 20), ("Standing", "{{ row.text }}", 247))
    _only_if(document, "texts", "How far the texts can be trusted", texts)
    _loop(document, "line", "notice", "{{ line }}", "Standing")


def _only_if(
    document: DocumentType,
    words: str,
    title: str,
    columns: Sequence[tuple[str, str, int]],
    level: int = 1,
) -> None:
    document.add_paragraph(f"{{%p if {words} %}}")
    document.add_paragraph(title, style=f"Heading {level}")
    _table(document, words, columns, title, "One row for each.")
    document.add_paragraph("{%p endif %}")


def _if_said(document: DocumentType, word: str) -> None:
    document.add_paragraph(f"{{%p if {word} %}}")
    line = document.add_paragraph(f"{{{{ {word} }}}}", style="Standing")
    line.paragraph_format.space_before = Mm(2)
    document.add_paragraph("{%p endif %}")


def _facts(document: DocumentType, words: str, title: str, width: int) -> None:
    table = document.add_table(rows=3, cols=2)
    _lay_out(table, (width, TEXT_WIDTH - width), title, first_column=True)
    opening, row, closing = table.rows
    opening.cells[0].text = f"{{%tr for row in {words} %}}"
    closing.cells[0].text = "{%tr endfor %}"
    _keep_whole(row)
    _put(row.cells[0], "{{ row.label }}", fill=COVER_FILL, bold=True)
    _put(row.cells[1], "{{ row.text }}")


def _pages(document: DocumentType) -> None:
    """Lay the pages across, with marking, title and number on each."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(22), Mm(18)
    section.header_distance, section.footer_distance = Mm(8), Mm(7)
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    _marking_before(above)
    _wide_tab(above)
    above.add_run("{{ title }}\tPaper for the committee")
    _rule_below(above)
    _marking_before(below)
    _wide_tab(below)
    below.add_run("\tPage ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")


def _wide_tab(line: Paragraph) -> None:
    _right_tab(line)
    for stop in line.paragraph_format.element.iter(qn("w:tab")):
        if stop.get(qn("w:val")) == "right":
            stop.set(qn("w:pos"), str(int(Mm(TEXT_WIDTH) / 635)))


if __name__ == "__main__":
    made = io.BytesIO()
    paper().save(made)
    TARGET.write_bytes(steady(made.getvalue()))
