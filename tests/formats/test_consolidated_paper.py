"""`consolidated.docx` says what `consolidated.json` says, on pages that a committee reads."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from consolidating import LOWERED, a_pack, case, together, viewed
from docx import Document
from docx.document import Document as DocumentType

from secself.formats.consolidated import docx, wording
from secself.formats.consolidated import json as form
from secself.model import Consolidation, Decision
from secself.store import files

WILD = "<script>alert(1)</script> =cmd|' /C calc'!A1 {{7*7}} {% for x in y %} @SUM & \u202ea\nb"
SHOWN = WILD.replace("\u202e", "[U+202E]")


def written(pack: Consolidation) -> bytes:
    """The paper's bytes."""
    [(name, content)] = docx.write(pack, files.template(docx.TEMPLATE)).items()
    assert "consolidated.docx" == name
    return content


def opened(pack: Consolidation) -> DocumentType:
    """The paper, as another program reads it."""
    return Document(io.BytesIO(written(pack)))


def tables(document: DocumentType) -> list[list[dict[str, str]]]:
    """The rows of every table with headings, by heading; facts are no such table."""
    made = []
    for table in document.tables:
        head, *rows = ([cell.text for cell in row.cells] for row in table.rows)
        made.append([dict(zip(head, row, strict=True)) for row in rows])
    return made


def table_with(document: DocumentType, heading: str) -> list[dict[str, str]]:
    """The rows of the first table with a heading."""
    return next(rows for rows in tables(document) if rows and heading in rows[0])


def texts(document: DocumentType) -> list[str]:
    """Every paragraph, those in tables included."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for part in (document, *cells) for p in part.paragraphs]


def test_the_ranking_has_the_figures_of_the_json():
    """The same Users in the same order, each number the same."""
    pack = a_pack()
    users = json.loads(form.write(pack, None)[form.NAME])["users"]

    assert [
        (
            f"{one['name']}\n{one['user']}",
            str(one["material"]),
            str(one["assessor"]["concerns"]),
            str(one["notes"]),
            f"{one['counts']['worse']} of {one['counts']['changed']}",
            f"{one['comparability']:.1%}" if one["baseline"] else "no baseline",
        )
        for one in users
    ] == [
        (
            row["User"],
            row["Material"],
            row["Concerns"],
            row["Notes"],
            row["Worse, of changed"],
            row["Comparable"],
        )
        for row in table_with(opened(pack), "Comparable")
    ]


def test_each_user_has_a_page():
    """In the order of the ranking, each heading beginning a new page."""
    pack = a_pack()
    pages = [
        paragraph.text
        for paragraph in opened(pack).paragraphs
        if paragraph.paragraph_format.page_break_before
    ]

    assert [
        *(f"{place}. {one.party.name}" for place, one in enumerate(pack.cases, 1)),
        "Across the Users",
    ] == pages


def test_an_item_that_two_rules_spoke_of_stands_there_once():
    """With before and now once, and each finding with its reason."""
    pack = a_pack()
    found = [len({finding.ref for finding in one.assessment.findings}) for one in pack.cases]
    flagged = [rows for rows in tables(opened(pack)) if rows and "Before" in rows[0]]

    assert [number for number in found if number] == [len(rows) for rows in flagged]
    said = "\n".join(row["What was found, and why it matters"] for rows in flagged for row in rows)
    for one in pack.cases:
        assert all(finding.because in said for finding in one.assessment.findings)


def test_what_differs_is_marked_without_colour_too():
    """What was taken out is struck out, what was put in is underlined."""
    document = opened(together(case("alba", LOWERED)))
    cells = next(t for t in document.tables if "Before" in [c.text for c in t.rows[0].cells])
    before, now = cells.rows[1].cells[2:4]

    assert ["Met"] == [r.text for p in before.paragraphs for r in p.runs if r.font.strike]
    assert ["Partly met"] == [r.text for p in now.paragraphs for r in p.runs if r.font.underline]


def test_a_user_of_whom_nothing_is_decided_has_the_three_outcomes_to_choose():
    """And one that was decided on has the decision instead."""
    decision = Decision(
        subject="alba/2025-ssa", outcome="satisfactory", on=date(2025, 7, 1), reason="All is well."
    )
    framework = together().framework
    boxes = [
        f"\u2610 {one.label}" for one in framework.outcomes if not one.kinds or "ssa" in one.kinds
    ]
    open_one = texts(opened(together(case("alba"))))
    decided = texts(opened(together(case("alba", decision=decision))))

    assert boxes
    assert boxes == [text for text in open_one if text.startswith("\u2610")]
    assert [] == [text for text in decided if text.startswith("\u2610")]
    assert "All is well." in decided


def test_no_heading_stands_over_nothing():
    """A pack of one quiet User has no empty table, and no heading that another follows."""
    document = opened(together(case("alba")))
    body = [p.style.name for p in document.paragraphs]

    assert all(len(table.rows) > 1 for table in document.tables)
    assert "Comments" not in texts(document)
    assert "Heading 2" in body


def test_what_strangers_wrote_is_shown_and_runs_nowhere():
    """In names, comments and reasons; what cannot be seen is shown by its number."""
    one = case("alba", LOWERED, comments=[viewed("G1.1", WILD, WILD)])
    wild = replace(one, party=replace(one.party, name=WILD.replace("\n", " ")))
    found = texts(opened(together(wild, marking="OFFICIAL {{7*7}}")))

    assert SHOWN in found
    assert f"1. {SHOWN.replace(chr(10), ' ')}" in found
    assert not any("49" in text for text in found)


def test_the_longest_text_a_cell_can_carry_is_whole():
    """Nothing is cut off."""
    long = "word " * 6553
    found = texts(opened(together(case("alba", comments=[viewed("G1.1", None, long)]))))

    assert long.strip() in {text.strip() for text in found}


@pytest.mark.parametrize("marking", ["OFFICIAL & <x>", ""])
def test_marking_and_number_stand_on_every_page(marking):
    """Header and footer of the one section carry them."""
    content = written(together(case("alba"), marking=marking))
    section = Document(io.BytesIO(content)).sections[0]
    above = "\n".join(p.text for p in section.header.paragraphs)
    below = "\n".join(p.text for p in section.footer.paragraphs)

    assert marking in above
    assert marking in below
    assert "Page " in below


def test_the_same_pack_gives_the_same_bytes():
    """And nothing in the file says who made it when."""
    first, again = written(a_pack()), written(a_pack())
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        core = parts.read("docProps/core.xml").decode()

    assert first == again
    assert wording.title(a_pack()) in core


def test_a_finding_names_the_other_users_at_whom_it_is():
    """Those with the same rule on the same item, and those whose same provider changed."""
    found = [row for rows in tables(opened(a_pack())) for row in rows if "Before" in row]
    said = [(row["Ref"].split("\n")[0], row["What was found, and why it matters"]) for row in found]

    assert ["Alba", "Dale"] == [
        text.partition("Also at: ")[2].partition(".")[0]
        for ref, text in said
        if ref == "G1.1" and "position-lowered" in text
    ]
    assert ["Dale", "Brae"] == [
        text.partition("Also at: ")[2].partition(".")[0] for ref, text in said if ref == "halyard"
    ]


def test_the_choices_stay_with_their_heading():
    """A box alone on the next page is overlooked."""
    boxes = [one for one in opened(a_pack()).paragraphs if one.text.startswith("\u2610")]

    assert boxes
    assert all(one.paragraph_format.keep_with_next for one in boxes)
