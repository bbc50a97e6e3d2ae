"""`consolidated.xlsx` says what `consolidated.json` says, on a screen and on paper."""

import io
import json
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from consolidating import LOWERED, a_pack, case, together, viewed
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from secself.formats.consolidated import json as form
from secself.formats.consolidated import wording, xlsx
from secself.model import Consolidation, Missing, Party
from secself.sheets.pen import TOO_LONG

HEADINGS, FIRST = 3, 4
"""The rows of each table, as people count them."""
SHEETS = [
    "Summary", "Charts", "Users", "Findings", "Changes", "Comments", "Shared", "Peers", "Sections",
    "Trend", "Actions", "Missing", "Notice",
]  # fmt: skip
WILD = [
    "=cmd|' /C calc'!A1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "-1",
]


def written(pack: Consolidation) -> bytes:
    """The workbook's bytes."""
    [(name, content)] = xlsx.write(pack, None).items()
    assert "consolidated.xlsx" == name
    return content


def opened(pack: Consolidation, *, rich: bool = False) -> openpyxl.Workbook:
    """The workbook, as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(written(pack)), rich_text=rich)


def rows_of(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a table by their headings."""
    heads = [cell.value for cell in sheet[HEADINGS]]
    return [
        dict(zip(heads, row, strict=True))
        for row in sheet.iter_rows(min_row=FIRST, values_only=True)
        if any(value is not None for value in row)
    ]


def told(pack: Consolidation) -> dict:
    """What the JSON says."""
    return json.loads(form.write(pack, None)[form.NAME])


def test_there_is_a_sheet_for_everything():
    """In the order in which a committee reads."""
    assert SHEETS == opened(a_pack()).sheetnames


def test_the_ranking_has_the_figures_of_the_json():
    """One row a User, in the same order, each number the same."""
    pack = a_pack()
    users = told(pack)["users"]
    assert [
        (
            place, one["user"], one["material"], one["assessor"]["concerns"], one["notes"],
            one["counts"]["worse"], one["counts"]["better"], one["counts"]["changed"],
            one["premises"]["domestic"], one["premises"]["non_domestic"],
        )
        for place, one in enumerate(users, 1)
    ] == [
        (
            row["Rank"], row["User"], row["Material"], row["Concerns"], row["Notes"],
            row["Worse"], row["Better"], row["Changed"],
            row["Domestic premises"], row["Non-domestic premises"],
        )
        for row in rows_of(opened(pack)["Users"])
    ]  # fmt: skip


def test_how_far_a_user_can_be_compared_is_a_share_or_said():
    """Without a baseline no share would mean anything."""
    compared = {row["User"]: row["Compared"] for row in rows_of(opened(a_pack())["Users"])}
    assert {"alba": 1, "fell": "no baseline"}.items() <= compared.items()


def test_every_finding_stands_in_a_row():
    """User by User, gravest first, with its reason and its rule."""
    pack = a_pack()
    assert [
        (user["user"], one["ref"], one["rule"], one["because"])
        for user in told(pack)["users"]
        for one in user["findings"]
    ] == [
        (row["User"], row["Ref"], row["Rule"], row["What was found"])
        for row in rows_of(opened(pack)["Findings"])
    ]


def test_every_change_stands_in_a_row_before_and_now():
    """The same items as in the JSON, and nothing that did not change."""
    pack = a_pack()
    rows = rows_of(opened(pack)["Changes"])
    assert [
        (user["user"], one["ref"]) for user in told(pack)["users"] for one in user["deltas"]
    ] == [(row["User"], row["Ref"]) for row in rows]
    [lowered] = [row for row in rows if (row["User"], row["Ref"]) == ("alba", "G1.1")]
    assert ("Met", "Partly met") == (
        lowered["Position or answer before"], lowered["Position or answer now"]
    )  # fmt: skip
    assert "position-lowered" == lowered["Rules"]


def test_texts_are_told_apart_word_by_word():
    """What was taken out is struck through before, what was put in is underlined now."""
    table = """
    | sheet      | ref  | column       | before     | after          |
    | Validation | G1.1 | what changed | Two hosts  | Nine old hosts |
    """
    sheet = opened(together(case("alba", table)), rich=True)["Changes"]
    before, now = (
        next(row[0] for row in sheet.iter_rows(FIRST, FIRST, column, column, values_only=True))
        for column in (15, 16)
    )
    assert isinstance(before, CellRichText)
    assert isinstance(now, CellRichText)
    struck = [str(part) for part in before if isinstance(part, TextBlock) and part.font.strike]
    added = [str(part) for part in now if isinstance(part, TextBlock) and part.font.u]
    assert ["Two"] == [text.strip() for text in struck]
    assert "Nine old" == " ".join(text.strip() for text in added)


def test_what_lies_across_users_has_the_figures_of_the_json():
    """Shared things, sections, years, actions and who is missing."""
    pack = a_pack()
    document, book = told(pack), opened(pack)
    assert [
        (one.get("rule"), one.get("provider"), len(one["users"]), one["premises"]["domestic"])
        for one in document["shared"]
    ] == [
        (row["Rule"], row["Provider"], row["Number of Users"], row["Domestic premises"])
        for row in rows_of(book["Shared"])
    ]
    assert [
        (one["id"], one["items"], one["changed"], one["worse"], one["better"], one["material"])
        for one in document["sections"]
    ] == [
        (
            row["Section"], row["Items compared"], row["Changed"], row["Worse"], row["Better"],
            row["Material findings"],
        )
        for row in rows_of(book["Sections"])
    ]  # fmt: skip
    assert [
        (str(one["year"]), one["users"], *one["positions"].values(), one["unanswered"])
        for one in document["trend"]
    ] == [
        (row["Year"], row["Users"], row["Met"], row["Partly met"], row["Not met"],
         row["Not applicable"], row["No position"])
        for row in rows_of(book["Trend"])
        if row["User"] == "All Users"
    ]  # fmt: skip
    assert [("alba", "overdue", date(2025, 1, 31), "Review the accounts")] == [
        (row["User"], row["Stands"], row["Due"].date(), row["Action"])
        for row in rows_of(book["Actions"])
    ]
    assert [("carn", "late", date(2025, 6, 1))] == [
        (row["User"], row["Stands"], row["Due"].date()) for row in rows_of(book["Missing"])
    ]


def test_comments_stand_with_author_view_and_standing():
    """And a row for each, taken back or not."""
    [row] = rows_of(opened(a_pack())["Comments"])
    assert ("alba", "G1.1", "Non-compliance", "See the minutes.", "on this answer") == (
        row["User"], row["Ref"], row["View"], row["Comment"], row["Stands"]
    )  # fmt: skip


def test_the_notice_is_in_the_workbook():
    """Marking, editions, baselines, and the texts that are only recalled."""
    pack = a_pack(marking="OFFICIAL")
    said = [(row["What"], row["Says"], row["Number"]) for row in rows_of(opened(pack)["Notice"])]
    assert ("Marking", "OFFICIAL", None) in said
    assert ("Compared with", "2024-vusa", 4) in said
    assert ("Compared with", "none", 1) in said
    recalled = next(text for what, text, _ in said if what == "Texts: recalled")
    assert "unverified" in recalled
    assert "AI-2" in recalled


def test_the_summary_says_what_the_pack_holds():
    """One sentence with the sums, and the gravest Users."""
    pack = a_pack()
    texts = [
        cell.value for row in opened(pack)["Summary"].iter_rows() for cell in row if cell.value
    ]
    assert wording.headline(pack) in texts
    assert "5 Users: " in wording.headline(pack)
    assert "1 User missing, 1 of them late." in wording.headline(pack)
    assert "alba" in texts


@pytest.mark.parametrize("typed", WILD)
def test_what_somebody_typed_stays_the_text_it_was(typed):
    """No formula, no markup, no template, whoever wrote it and wherever it stands."""
    table = f"""
    | sheet      | ref  | column       | before | after   |
    | Validation | G1.1 | what changed | Quiet  | {typed} |
    """
    pack = together(
        case(
            "alba", LOWERED, comments=[viewed("G1.1", typed, text=typed)],
            providers=((typed,), ()),
        ),
        case("brae", table if "|" not in typed else LOWERED),
        missing=[Missing(party=Party(id="x", name=typed), standing="missing", because=typed)],
        marking="OFFICIAL",
    )  # fmt: skip
    book = opened(pack)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    [comment] = rows_of(book["Comments"])
    assert (typed, typed) == (comment["View"], comment["Comment"])
    assert typed in {row["Why it is expected"] for row in rows_of(book["Missing"])}
    assert typed in {row["Ref"] for row in rows_of(book["Changes"])}


def test_what_cannot_be_seen_is_shown_by_its_number():
    """A text that turns the words after it around is seen to do so."""
    pack = together(case("alba", comments=[viewed("G1.1", None, text="\u202edesrever")]))
    [row] = rows_of(opened(pack)["Comments"])
    assert "[U+202E]desrever" == row["Comment"]


def test_a_text_that_no_cell_can_carry_is_said_to_be_too_long():
    """It is whole in the JSON, and never cut."""
    long = "x" * 32_768
    pack = together(case("alba", comments=[viewed("G1.1", None, text=long)]))
    [row] = rows_of(opened(pack)["Comments"])
    assert TOO_LONG == row["Comment"]
    assert long == told(pack)["users"][0]["comments"][0]["text"]


def test_every_chart_has_a_text_with_its_figures():
    """For those who do not see it, and for those who print without it."""
    pack = a_pack()
    with zipfile.ZipFile(io.BytesIO(written(pack))) as archive:
        drawings = [
            archive.read(name).decode() for name in archive.namelist() if "drawings/drawing" in name
        ]
        charts = [name for name in archive.namelist() if re.search(r"charts/chart\d+\.xml", name)]
    texts = re.findall(r'descr="([^"]+)"', "".join(drawings))
    assert 3 == len(charts) == len(texts)
    assert "alba: 1 material, 1 concerns" in texts[0]
    assert all(len(text) > 40 for text in texts)


def test_every_sheet_prints_with_its_marking_and_its_page_number():
    """On paper as on the screen."""
    for sheet in opened(a_pack(marking="OFFICIAL")):
        assert "OFFICIAL" == sheet.oddHeader.center.text
        assert "OFFICIAL" == sheet.oddFooter.center.text
        assert "Page &P of &N" == sheet.oddFooter.right.text
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_area


@pytest.mark.parametrize("name", SHEETS[2:])
def test_tables_can_be_filtered_with_their_headings_in_sight(name):
    """Headings are frozen, repeated on paper, and every one is filled and there once."""
    sheet = opened(a_pack())[name]
    assert sheet.freeze_panes.endswith(str(FIRST))
    assert sheet.auto_filter.ref
    assert f"${HEADINGS}:${HEADINGS}" == sheet.print_title_rows
    heads = [cell.value for cell in sheet[HEADINGS]]
    assert all(heads)
    assert len(heads) == len(set(heads))
    assert not sheet.merged_cells.ranges


def test_a_user_leads_to_its_findings():
    """From the ranking and from the summary, within the workbook."""
    book = opened(a_pack())
    links = {cell.value: cell.hyperlink for row in book["Users"].iter_rows() for cell in row}
    assert links["alba"].location.startswith("'Findings'!A")
    assert links["alba"].target is None


def test_the_same_pack_gives_the_same_bytes_and_names_nobody():
    """Its date is the day of the pack, and no author stands in it."""
    assert written(a_pack()) == written(a_pack())
    properties = opened(a_pack()).properties
    assert date(2025, 7, 1) == properties.created.date()
    assert not properties.creator


def test_a_pack_of_nobody_can_be_written():
    """Every sheet is there, with its headings and no row."""
    book = opened(together())
    assert SHEETS == book.sheetnames
    assert [] == rows_of(book["Users"])


def test_a_finding_names_the_other_users_at_whom_it_is():
    """So that a change of the market is seen at each User."""
    rows = rows_of(opened(a_pack())["Findings"])
    lowered = {row["User"]: row["Also at"] for row in rows if row["Rule"] == "position-lowered"}

    assert {"alba": "Dale", "dale": "Alba"} == lowered


def test_a_short_axis_counts_by_ones():
    """There is no half of an item; the share of controls stands at the axis of shares."""
    with zipfile.ZipFile(io.BytesIO(written(a_pack()))) as archive:
        charts = [
            archive.read(name).decode()
            for name in sorted(archive.namelist())
            if re.search(r"charts/chart\d+\.xml", name)
        ]

    assert [True, True, False] == ['<c:majorUnit val="1"/>' in chart for chart in charts]
    values = charts[2].partition("<c:valAx>")[2]
    assert "Share of controls" in values
