"""Builds `templates/questionnaire.docx` from nothing.

Run it from the top of the checkout; the file it makes is then an ordinary Word document, which the
owner of the letterhead edits in Word. Run it again only to start afresh: it writes over the file.
"""

import io
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from secself.opc import steady
from secself.wordform.layout import COLUMNS, INPUTS, MARK_LABEL

TARGET = Path("templates/questionnaire.docx")
FONT = "Arial"
INK = RGBColor(0x1F, 0x2A, 0x44)
GREY = RGBColor(0x55, 0x5B, 0x66)
HEADER_FILL, INPUT_FILL, PRIOR_FILL, COVER_FILL = "1F2A44", "FFF8E1", "F1F3F6", "F1F3F6"
RULE = "9AA3B2"
WIDTH, HEIGHT, MARGIN = 297, 210, 15
TEXT_WIDTH = WIDTH - 2 * MARGIN
UNSEEN = ("thumbnail", "customXml", "stylesWithEffects")

COVER_LINES = (
    ("Organisation", "{{ organisation }} ({{ user }})"),
    ("Assessment", "{{ kind }} ({{ kind_short }}) {{ year }}"),
    ("Framework", "{{ framework }}, edition {{ edition }} ({{ reference }})"),
    ("User Roles", "{{ roles }}"),
    ("Questions", "{{ count }}"),
    ("Prior answers from", "{{ prior }}"),
)
STEPS = (
    (
        "Write only in the shaded columns: Answer, Explanation and Evidence. Each field says what "
        "it takes; a list opens when you click on it. Dates are written year-month-day, such as "
        "2026-05-31, and numbers in digits."
    ),
    (
        "Explanation: say in your own words what stands behind the answer. Evidence: give the ids "
        "of documents listed on the Evidence sheet of the Validation workbook, separated by "
        "commas, such as E01, E07."
    ),
    (
        "The column “Prior answer” shows what was answered last time. It is there for comparison "
        "and never counts as this year's answer."
    ),
    "Leave the column Ref as it is. Rows may be moved; a row that is deleted counts as missing.",
    (
        "The same questions stand on the Questions sheet of the Validation workbook. Answer them "
        "here or there; where both are filled in, the answers must be the same. Obligations, "
        "evidence, remediation and the declaration are in the workbook only."
    ),
)


def build() -> DocumentType:
    """Make the template as a document."""
    document = Document()
    _set_styles(document)
    _set_page(document)
    _add_cover(document)
    _add_steps(document)
    _add_questions(document)
    _set_settings(document)
    _set_properties(document)
    _drop_what_nobody_sees(document)
    return document


def _set_styles(document: DocumentType) -> None:
    styles = document.styles
    _type(styles["Normal"], 10, after=4)
    _type(styles["Title"], 22, bold=True, colour=INK, after=2)
    _type(styles["Subtitle"], 13, colour=GREY, after=10)
    for spacing in styles["Subtitle"].element.iter(qn("w:spacing")):
        spacing.attrib.pop(qn("w:val"), None)
    _type(styles["Heading 1"], 15, bold=True, colour=INK, before=10, after=6)
    _type(styles["Heading 2"], 12, bold=True, colour=INK, before=12, after=4)
    _type(styles["List Number"], 10, after=3)
    _type(styles["Header"], 8, colour=GREY)
    _type(styles["Footer"], 8, colour=GREY)
    for name in ("Title", "Heading 1", "Heading 2"):
        borders = styles[name].element.find(f".//{qn('w:pBdr')}")
        if borders is not None:
            borders.getparent().remove(borders)
    _type(_added(document, "Table text"), 9, after=0)
    _type(_added(document, "Table heading"), 9, bold=True, colour=RGBColor(255, 255, 255), after=0)
    _type(_added(document, "Table note"), 8, colour=GREY, before=2, after=0)
    _type(_added(document, "Marking"), 9, bold=True, colour=RGBColor(0x9B, 0x1C, 0x1C), after=0)
    _type(_added(document, "Standing"), 9, after=3)
    prompt = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER, builtin=True)
    prompt.font.color.rgb = RGBColor(0x6B, 0x72, 0x80)
    _drop_unused_look(document)


def _drop_unused_look(document: DocumentType) -> None:
    """Let one font and one language hold everywhere."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(name), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "en-GB")


def _added(document: DocumentType, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return style


def _type(  # noqa: PLR0913 - a line of a style sheet
    style: ParagraphStyle | CharacterStyle,
    size: float,
    *,
    bold: bool = False,
    colour: RGBColor | None = None,
    before: float = 0,
    after: float = 0,
) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.08


def _set_page(document: DocumentType) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(20), Mm(17)
    section.header_distance, section.footer_distance = Mm(8), Mm(8)
    _fill_header(section.header.paragraphs[0])
    _fill_footer(section.footer.paragraphs[0])


def _fill_header(line: Paragraph) -> None:
    _marking_before(line)
    _right_tab(line)
    line.add_run("{{ organisation }} ({{ user }})\t{{ kind_short }} {{ year }} · {{ reference }}")
    _rule_below(line)


def _fill_footer(line: Paragraph) -> None:
    _marking_before(line)
    _right_tab(line)
    line.add_run("Draft until the declaration in the Validation workbook is made\tPage ")
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")


def _marking_before(line: Paragraph) -> None:
    for text in ("{%p if marking %}", "{{ marking }}", "{%p endif %}"):
        added = line.insert_paragraph_before(text, style="Marking")
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _right_tab(line: Paragraph) -> None:
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    for style_stop in line.style.element.iter(qn("w:tab")):
        stops.add_tab_stop(int(style_stop.get(qn("w:pos"))) * 635, WD_TAB_ALIGNMENT.CLEAR)


def _rule_below(line: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(_element("w:bottom", val="single", sz="4", space="2", color=RULE))
    properties = line._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _field(line: Paragraph, code: str) -> None:
    field = _element("w:fldSimple", instr=code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _add_cover(document: DocumentType) -> None:
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("User questions for {{ organisation }}", style="Subtitle")
    table = document.add_table(rows=0, cols=2)
    _lay_out(table, (45, TEXT_WIDTH - 45), "What this questionnaire is", first_column=True)
    for label, text in COVER_LINES:
        row = table.add_row()
        _keep_whole(row)
        _put(row.cells[0], label, fill=COVER_FILL, bold=True)
        _put(row.cells[1], text)
    document.add_paragraph("Standing of these texts", style="Heading 1")
    _loop(document, "line", "notice", "{{ line }}", "Standing")
    _loop(document, "line", "legend", "{{ line }}", "Standing")
    document.add_paragraph(
        "This line tells whose answers these are; please leave it as it is. "
        + MARK_LABEL
        + " {{ mark }}",
        style="Table note",
    )


def _loop(document: DocumentType, name: str, words: str, text: str, style: str) -> None:
    document.add_paragraph(f"{{%p for {name} in {words} %}}")
    document.add_paragraph(text, style=style)
    document.add_paragraph("{%p endfor %}")


def _add_steps(document: DocumentType) -> None:
    document.add_paragraph("How to answer", style="Heading 1")
    for step in STEPS:
        document.add_paragraph(step, style="List Number")


def _add_questions(document: DocumentType) -> None:
    heading = document.add_paragraph("Questions", style="Heading 1")
    heading.paragraph_format.page_break_before = True
    document.add_paragraph("{%p for theme in themes %}")
    document.add_paragraph("{{ theme.id }} {{ theme.title }} {{ theme.mark }}", style="Heading 2")
    _add_table(document)
    document.add_paragraph("{%p endfor %}")


def _add_table(document: DocumentType) -> None:
    table = document.add_table(rows=4, cols=len(COLUMNS))
    _lay_out(
        table,
        tuple(column.width for column in COLUMNS),
        "Questions of theme {{ theme.id }}: {{ theme.title }}",
    )
    header, opening, row, closing = table.rows
    _repeat(header)
    for cell, column in zip(header.cells, COLUMNS, strict=True):
        _put(cell, column.heading, fill=HEADER_FILL, style="Table heading")
    opening.cells[0].text = "{%tr for row in theme.rows %}"
    closing.cells[0].text = "{%tr endfor %}"
    _keep_whole(row)
    ref, question, prior, *inputs = row.cells
    _put(ref, "{{r row.ref_control }}", bold=True)
    _fill_question(question)
    _fill_prior(prior)
    for cell, column in zip(inputs, INPUTS, strict=True):
        _put(cell, f"{{{{r row.{column.key} }}}}", fill=INPUT_FILL)


def _fill_question(cell: _Cell) -> None:
    _put(cell, "{{ row.text }} {{ row.mark }}")
    _note(cell, "{{ row.why }}")
    _note_if(cell, "row.reason", "{{ row.reason }}")
    _note_if(cell, "row.condition", "{{ row.condition }}", bold=True)
    _note_if(cell, "row.expected", "Evidence that would show it: {{ row.expected }}")
    _note_if(cell, "row.references", "Bears on {{ row.references }}")


def _fill_prior(cell: _Cell) -> None:
    _put(cell, "{{ row.prior_answer }}", fill=PRIOR_FILL)
    _note_if(cell, "row.prior_explanation", "{{ row.prior_explanation }}")
    _note_if(cell, "row.prior_evidence", "Evidence: {{ row.prior_evidence }}")
    _note_if(cell, "row.prior_note", "{{ row.prior_note }}", bold=True)


def _note(cell: _Cell, text: str, *, bold: bool = False) -> None:
    cell.add_paragraph(style="Table note").add_run(text).bold = bold or None


def _note_if(cell: _Cell, word: str, text: str, *, bold: bool = False) -> None:
    _note(cell, f"{{%p if {word} %}}")
    _note(cell, text, bold=bold)
    _note(cell, "{%p endif %}")


def _put(
    cell: _Cell, text: str, *, fill: str = "", bold: bool = False, style: str = "Table text"
) -> None:
    line = cell.paragraphs[0]
    line.style = style
    line.add_run(text).bold = bold or None
    if fill:
        shade = _element("w:shd", val="clear", color="auto", fill=fill)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading


_READ_AS = {
    True: "Two columns: what is said, and what it is.",
    False: "One row for each question, known by its Ref in the first column. Write in the last "
    "three columns: Answer, Explanation, Evidence.",
}
"""What a screen reader says of a table, by whether its first column is its headings."""


def _lay_out(
    table: Table, widths: tuple[int, ...], description: str, *, first_column: bool = False
) -> None:
    """Fix widths, borders and cell margins, and say for a screen reader what the table is."""
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has none of these
    for old in list(properties):
        if old.tag in (qn("w:tblLook"), qn("w:tblStyle"), qn("w:tblW")):
            properties.remove(old)
    look = properties.find(qn("w:tblLayout"))
    properties.insert(0, _element("w:tblW", w=str(sum(widths) * 1440 * 10 // 254), type="dxa"))
    look.addprevious(_element("w:tblInd", w="0", type="dxa"))
    look.addprevious(_borders())
    look.addnext(_margins())
    properties.append(
        _element(
            "w:tblLook",
            val="00A0" if first_column else "0020",
            firstRow="0" if first_column else "1",
            firstColumn="1" if first_column else "0",
        )
    )
    properties.append(_element("w:tblCaption", val=description))
    properties.append(_element("w:tblDescription", val=_READ_AS[first_column]))


def _borders() -> OxmlElement:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=RULE))
    return borders


def _margins() -> OxmlElement:
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "85"), ("bottom", "50"), ("right", "85")):
        margins.append(_element(f"w:{side}", w=width, type="dxa"))
    return margins


def _repeat(row: _Row) -> None:
    _keep_whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - the same


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - the same


def _element(name: str, **attributes: str) -> OxmlElement:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _set_settings(document: DocumentType) -> None:
    """Say that the document is of today's Word, so that it does not open in compatibility mode."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_properties(document: DocumentType) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = "secself"
    core.title, core.comments, core.keywords, core.subject = "Questionnaire", "", "", ""
    core.created = core.modified = datetime(2026, 1, 1, tzinfo=UTC)
    core.language = "en-GB"


def _drop_what_nobody_sees(document: DocumentType) -> None:
    """Take out what the library's own template brings along: most of its bytes."""
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in UNSEEN]:
            del rels[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.element.getparent().remove(style.element)


if __name__ == "__main__":
    made = io.BytesIO()
    build().save(made)
    TARGET.write_bytes(steady(made.getvalue()))
