"""Layout: rows, columns and sheets in another order, merged, hidden, copied or gone."""

import re

from hostile.good import BOOK, Good
from hostile.variant import accepted, refused

_ROW = re.compile(rb"<row .*?(?:</row>|/>)", re.DOTALL)
_WHOLE_ROW = re.compile(rb"<row [^<>]*[^/]>.*?</row>", re.DOTALL)


@accepted()
def rows_in_the_opposite_order(file: Good) -> bytes:
    """Writes the rows of the file from the last to the first, each where it stood."""
    return file.changed(
        file.questions,
        lambda xml: re.sub(
            rb"<sheetData>(.*)</sheetData>",
            lambda found: (
                b"<sheetData>" + b"".join(_WHOLE_ROW.findall(found[1])[::-1]) + b"</sheetData>"
            ),
            xml,
            flags=re.DOTALL,
        ),
    )


@accepted()
def all_rows_hidden(file: Good) -> bytes:
    """Hides every row."""
    return file.changed(
        file.questions,
        lambda xml: re.sub(rb' hidden="[^"]*"', b"", xml).replace(b"<row ", b'<row hidden="1" '),
    )


@accepted()
def all_columns_hidden(file: Good) -> bytes:
    """Hides every column."""
    return file.changed(
        file.questions,
        lambda xml: re.sub(
            rb"<cols>.*</cols>", b'<cols><col min="1" max="16384" hidden="1"/></cols>', xml
        ),
    )


@accepted()
def sheet_very_hidden(file: Good) -> bytes:
    """Hides the sheet of answers so that no menu brings it back."""
    bare = file.parts[BOOK].replace(b' state="visible"', b"")
    hidden = bare.replace(b'name="Questions"', b'name="Questions" state="veryHidden"')
    return file.along({BOOK: hidden})


@accepted()
def sheet_renamed(file: Good) -> bytes:
    """Renames the sheet of answers."""
    return file.replaced(BOOK, 'name="Questions"', 'name="Old"')


@accepted()
def two_sheets_of_one_name(file: Good) -> bytes:
    """Gives two sheets the same name, as no program does."""
    return file.replaced(BOOK, 'name="Questions"', 'name="Validation"')


@accepted()
def sheet_named_as_a_formula(file: Good) -> bytes:
    """Gives the sheet of answers a name that would run elsewhere."""
    return file.replaced(BOOK, 'name="Questions"', 'name="=cmd|x!A1&lt;b&gt;"')


@accepted("cell-merged", answer="Yes")
def answers_under_a_merge(file: Good) -> bytes:
    """Merges two answers into one."""
    place = file.places["answer"]
    below = f"{place[0]}{int(place[1:]) + 1}"
    change = file.with_cell("answer", '<c r="@" t="str"><v>Yes</v></c>')
    merge = f'</sheetData><mergeCells><mergeCell ref="{place}:{below}"/></mergeCells>'
    return file.changed(
        file.questions, lambda xml: change(xml).replace(b"</sheetData>", merge.encode())
    )


@accepted()
def merge_of_no_cells(file: Good) -> bytes:
    """Merges what is no rectangle."""
    return file.after('<mergeCells><mergeCell ref="A:Z"/><mergeCell ref="no"/></mergeCells>')


@accepted()
def merge_upside_down(file: Good) -> bytes:
    """Merges blank cells from the last to the first."""
    return file.after('<mergeCells><mergeCell ref="Z990:V980"/></mergeCells>')


@accepted("row-added", other=("added",))
def row_of_ones_own(file: Good) -> bytes:
    """Adds a row with a Ref of one's own."""
    return file.rows(
        '<row r="900"><c r="C900" t="str"><v>Q99.9</v></c><c r="N900" t="str"><v>Yes</v></c></row>'
    )


@accepted("row-twice", answer="Yes")
def row_copied(file: Good) -> bytes:
    """Copies the row of an answer to the end, words and all."""
    change = file.with_cell("answer", '<c r="@" t="str"><v>Yes</v></c>')

    def double(xml: bytes) -> bytes:
        new = change(xml)
        row = file.places["answer"][1:]
        found = re.search(rf'<row r="{row}".*?</row>'.encode(), new, re.DOTALL)
        assert found is not None
        copy = re.sub(rf'(r="[A-Z]*){row}"'.encode(), rb'\g<1>900"', found[0])
        return new.replace(b"</sheetData>", copy + b"</sheetData>")

    return file.changed(file.questions, double)


@accepted(other=("responses",))
def row_deleted(file: Good) -> bytes:
    """Deletes the row of an answer."""
    row = file.places["answer"][1:]
    return file.changed(
        file.questions,
        lambda xml: re.sub(rf'<row r="{row}".*?</row>'.encode(), b"", xml, flags=re.DOTALL),
    )


@refused("answer-column-missing")
def no_rows_at_all(file: Good) -> bytes:
    """Deletes every row of the sheet of answers."""
    return file.changed(
        file.questions,
        lambda xml: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", xml, flags=re.DOTALL),
    )


@accepted("ref-respelled", answer="Yes")
def ref_in_small_letters(file: Good) -> bytes:
    """Spells a Ref with a small letter and spaces."""
    first = file.with_cell("ref", '<c r="@" t="str"><v> q01.1 </v></c>')
    second = file.with_cell("answer", '<c r="@" t="str"><v>Yes</v></c>')
    return file.changed(file.questions, lambda xml: second(first(xml)))


@accepted("row-identity", answer="Yes")
def ref_of_another_script(file: Good) -> bytes:
    """Types over a Ref with digits of another script."""
    first = file.with_cell("ref", '<c r="@" t="str"><v>Q\u0660\u0661.1</v></c>')
    second = file.with_cell("answer", '<c r="@" t="str"><v>Yes</v></c>')
    return file.changed(file.questions, lambda xml: second(first(xml)))


@accepted("row-identity", answer="Yes")
def ref_of_another_row(file: Good) -> bytes:
    """Types another row's Ref over a Ref."""
    first = file.with_cell("ref", '<c r="@" t="str"><v>Q99.1</v></c>')
    second = file.with_cell("answer", '<c r="@" t="str"><v>Yes</v></c>')
    return file.changed(file.questions, lambda xml: second(first(xml)))


@accepted("text-altered", answer="Yes")
def question_rewritten(file: Good) -> bytes:
    """Types over a question."""
    first = file.with_cell("question", '<c r="@" t="str"><v>Is all well?</v></c>')
    second = file.with_cell("answer", '<c r="@" t="str"><v>Yes</v></c>')
    return file.changed(file.questions, lambda xml: second(first(xml)))
