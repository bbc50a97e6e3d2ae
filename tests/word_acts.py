"""What a person does to a completed Word questionnaire: one function for each case of it."""

import copy
from collections.abc import Callable
from functools import cache

from documents import (
    W,
    cell,
    changed,
    control,
    drop_controls,
    filled,
    packed,
    paragraph,
    parts,
    row,
    run,
    tiny_document,
    type_into,
)
from lxml import etree

Act = Callable[[etree._Element], object]
ACTS: dict[str, Callable[[], bytes]] = {}
"""What each case makes of the completed questionnaire, by the name of the case."""
ANSWERS = {
    "Q01.1/answer": "With a cloud provider, elsewhere",
    "Q07.1/answer": "Yes",
    "Q07.2/answer": "By two factors.",
    "Q07.2/explanation": "As in the policy.",
    "Q08.1/answer": "2026-03-31",
    "Q10.1/answer": "3",
    "Q12.1/answer": "2.5",
    "Q16.2/evidence": "E01, E02",
}


@cache
def document() -> bytes:
    """Give the completed questionnaire."""
    return filled(tiny_document(), ANSWERS)


def act(change: Act) -> Act:
    """Take a function that changes the document as the act of the case of its name."""
    name = "word-" + change.__name__.replace("_", "-")
    ACTS[name] = lambda: changed(document(), change)
    return change


def _clear(root: etree._Element, tag: str) -> etree._Element:
    """Delete the control of a cell, and give the cell."""
    place = cell(root, tag)
    for old in place.findall(f"{W}p"):
        place.remove(old)
    return place


@act
def untouched(_: etree._Element) -> None:
    """Fill it in, and do nothing else."""


@act
def text_beside_a_filled_field(root: etree._Element) -> None:
    """Type below a field that is filled."""
    cell(root, "Q07.2/answer").append(paragraph("And by a guard."))


@act
def text_beside_a_blank_field(root: etree._Element) -> None:
    """Type below a field, and leave the field blank."""
    cell(root, "Q09.1/answer").append(paragraph("2026-01-15"))


@act
def field_deleted(root: etree._Element) -> None:
    """Delete a field, and type into its cell."""
    _clear(root, "Q07.1/answer").append(paragraph("No"))


@act
def dropdown_typed_over(root: etree._Element) -> None:
    """Type over a list something that is not in it."""
    type_into(control(root, "Q07.1/answer"), "Not yet")


@act
def choice_near(root: etree._Element) -> None:
    """Mistype a choice."""
    type_into(control(root, "Q07.1/answer"), "Not knwon")


@act
def picture(root: etree._Element) -> None:
    """Paste a picture into a cell."""
    cell(root, "Q07.2/explanation").find(f"{W}p").append(etree.Element(f"{W}drawing"))


@act
def row_deleted(root: etree._Element) -> None:
    """Delete the row of a question."""
    line = row(root, "Q08.1")
    line.getparent().remove(line)


@act
def row_copied(root: etree._Element) -> None:
    """Copy a row."""
    line = row(root, "Q07.2")
    line.addnext(copy.deepcopy(line))


@act
def row_copied_and_changed(root: etree._Element) -> None:
    """Copy a row, and answer otherwise in the copy."""
    line = row(root, "Q07.1")
    other = copy.deepcopy(line)
    line.addnext(other)
    type_into(control(other, "Q07.1/answer"), "No")


@act
def row_of_ones_own(root: etree._Element) -> None:
    """Copy a row, and give the copy a Ref of one's own."""
    line = row(root, "Q07.2")
    other = copy.deepcopy(line)
    line.addnext(other)
    next(other.find(f"{W}tc").iter(f"{W}sdt")).find(f".//{W}t").text = "X1"


@act
def ref_typed_over(root: etree._Element) -> None:
    """Type over a Ref."""
    next(row(root, "Q07.2").find(f"{W}tc").iter(f"{W}sdt")).find(f".//{W}t").text = "Q7-2"


@act
def question_edited(root: etree._Element) -> None:
    """Change the words of a question."""
    for text in row(root, "Q07.2").iter(f"{W}t"):
        text.text = (text.text or "").replace("from outside", "from inside")


@act
def rows_moved(root: etree._Element) -> None:
    """Move a row to another table."""
    row(root, "Q16.2").addnext(row(root, "Q07.1"))


@act
def columns_moved(root: etree._Element) -> None:
    """Move a column to the end."""
    for table in list(root.iter(f"{W}tbl"))[1:]:
        for line in table.findall(f"{W}tr"):
            line.append(line.findall(f"{W}tc")[3])


@act
def table_split(root: etree._Element) -> None:
    """Split a table in two; the second half has no headings."""
    table = list(root.iter(f"{W}tbl"))[2]
    half = copy.deepcopy(table)
    lines = table.findall(f"{W}tr")
    table.remove(lines[2])
    for line in half.findall(f"{W}tr")[:2]:
        half.remove(line)
    table.addnext(paragraph(""))
    table.getnext().addnext(half)


@act
def cells_merged(root: etree._Element) -> None:
    """Take the fields away, and merge the cells of answer and explanation."""
    drop_controls(root)
    table = list(root.iter(f"{W}tbl"))[2]
    cells = table.findall(f"{W}tr")[2].findall(f"{W}tc")
    etree.SubElement(cells[3].find(f"{W}tcPr"), f"{W}gridSpan").set(f"{W}val", "2")
    cells[4].getparent().remove(cells[4])


@act
def fields_taken_away(root: etree._Element) -> None:
    """Save it with a program that keeps the texts of fields and takes the fields away."""
    drop_controls(root)


@act
def tags_taken_away(root: etree._Element) -> None:
    """Save it with a program that forgets the hidden names of the fields, as LibreOffice does."""
    for each in list(root.iter(f"{W}tag")):
        each.getparent().remove(each)


@act
def field_copied_elsewhere(root: etree._Element) -> None:
    """Copy a field with its answer into another row."""
    mine, other = control(root, "Q07.1/answer"), control(root, "Q16.2/answer")
    other.getparent().replace(other, copy.deepcopy(mine))


@act
def tracked_changes(root: etree._Element) -> None:
    """Change an answer with changes tracked, and accept none of them."""
    content = control(root, "Q07.2/answer").find(f"{W}sdtContent")
    for kind, text in (("ins", " And guards."), ("del", "Old words.")):
        etree.SubElement(content, f"{W}{kind}").append(run(text))


@act
def row_deletion_tracked(root: etree._Element) -> None:
    """Delete a row with changes tracked, and leave that open."""
    line = row(root, "Q07.2")
    settings = line.find(f"{W}trPr")
    if settings is None:
        settings = etree.Element(f"{W}trPr")
        line.insert(0, settings)
    etree.SubElement(settings, f"{W}del").set(f"{W}author", "a")


@act
def text_below_the_tables(root: etree._Element) -> None:
    """Write below the last table, and between two."""
    tables = list(root.iter(f"{W}tbl"))
    tables[2].addnext(paragraph("Q07.2 as agreed on the phone."))
    tables[-1].addnext(paragraph("All else is as last year."))


@act
def field_of_a_ref_in_an_answer(root: etree._Element) -> None:
    """Copy the field of the Ref over the one of the answer, and type into it."""
    field = control(root, "Q07.2/answer")
    ref = next(iter(row(root, "Q07.2").find(f"{W}tc").iter(f"{W}sdt")))
    copied = copy.deepcopy(ref)
    type_into(copied, "By three factors.")
    field.getparent().replace(field, copied)


@act
def cells_merged_downwards(root: etree._Element) -> None:
    """Merge two answers, one above the other."""
    for ref, val in (("Q07.1", "restart"), ("Q07.2", "continue")):
        place = cell(root, f"{ref}/answer").find(f"{W}tcPr")
        etree.SubElement(place, f"{W}vMerge").set(f"{W}val", val)


@act
def only_space(root: etree._Element) -> None:
    """Leave nothing but space in a field."""
    type_into(control(root, "Q07.2/answer"), "  ")


@act
def emptied(root: etree._Element) -> None:
    """Empty a field, so that Word shows a prompt of its own."""
    sdt = control(root, "Q07.2/answer")
    type_into(sdt, "Click or tap here to enter text.")
    etree.SubElement(sdt.find(f"{W}sdtPr"), f"{W}showingPlcHdr")


@act
def date_uk_unclear(root: etree._Element) -> None:
    """Type a date that could be two."""
    type_into(control(root, "Q08.1/answer"), "03/04/2026")


@act
def line_breaks(root: etree._Element) -> None:
    """Break lines, and write in other scripts and signs."""
    type_into(control(root, "Q07.2/answer"), "one\ntwo & <three> 🙂 שלום\u00a0")


@act
def answers_deleted(root: etree._Element) -> None:
    """Delete the column of answers in every table."""
    for table in list(root.iter(f"{W}tbl"))[1:]:
        for line in table.findall(f"{W}tr"):
            line.remove(line.findall(f"{W}tc")[3])


def _strict() -> bytes:
    contents = parts(document())
    contents["word/document.xml"] = contents["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    return packed(contents)


def _unmarked() -> bytes:
    def clear(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            if "secself:" in (text.text or ""):
                text.text = ""

    contents = parts(changed(document(), clear))
    del contents["docProps/core.xml"], contents["docProps/custom.xml"]
    return packed(contents)


def _of_another_framework() -> bytes:
    contents = parts(document())
    return packed({name: part.replace(b"tiny@1.0", b"tiny@2.0") for name, part in contents.items()})


ACTS |= {
    "word-strict": _strict,
    "word-marks-gone": _unmarked,
    "word-of-another-framework": _of_another_framework,
}
