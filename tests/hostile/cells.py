"""Cells: values that do not fit their type, stand twice, or are computed."""

import re

from hostile.good import BOOK, TEXTS, Good
from hostile.variant import accepted, refused


@accepted("cell-error", answer="unreadable")
def text_number_below_none(file: Good) -> bytes:
    """Names a shared text by a number below none."""
    return file.cell("answer", '<c r="@" t="s"><v>-1</v></c>')


@accepted("cell-error", answer="unreadable")
def text_number_too_high(file: Good) -> bytes:
    """Names a shared text that is not there."""
    return file.cell("answer", '<c r="@" t="s"><v>99999999</v></c>')


@accepted("cell-error", answer="unreadable")
def text_number_in_other_digits(file: Good) -> bytes:
    """Names a shared text by digits of another script."""
    return file.cell("answer", '<c r="@" t="s"><v>\u0661</v></c>')


@accepted("cell-error", answer="unreadable")
def text_number_that_is_none(file: Good) -> bytes:
    """Names a shared text by a word."""
    return file.cell("answer", '<c r="@" t="s"><v>Yes</v></c>')


@accepted("cell-twice", "cell-error", answer="unreadable")
def cell_twice(file: Good) -> bytes:
    """Writes a cell twice, with another answer each time."""
    one, two = ('<c r="@" t="str"><v>Yes</v></c>', '<c r="@" t="str"><v>No</v></c>')
    return file.cell("answer", one + two)


@accepted(answer="Yes")
def cell_twice_alike(file: Good) -> bytes:
    """Writes a cell twice, with the same answer."""
    return file.cell("answer", '<c r="@" t="str"><v>Yes</v></c>' * 2)


@accepted("cell-twice", "cell-error", answer="unreadable")
def row_twice_in_the_xml(file: Good) -> bytes:
    """Writes a row twice, with another answer each time."""
    place = file.places["answer"]
    change = file.with_cell("answer", '<c r="@" t="str"><v>Yes</v></c>')
    again = f'<row r="{re.sub("[A-Z]", "", place)}"><c r="{place}" t="str"><v>No</v></c></row>'
    return file.changed(
        file.questions,
        lambda xml: change(xml).replace(b"</sheetData>", f"{again}</sheetData>".encode()),
    )


@accepted("cell-twice", "cell-error", answer="unreadable")
def value_and_text_within(file: Good) -> bytes:
    """Gives a cell a value and another text of its own."""
    return file.cell("answer", '<c r="@" t="str"><v>Yes</v><is><t>No</t></is></c>')


@accepted("cell-twice", "cell-error", answer="unreadable")
def two_values(file: Good) -> bytes:
    """Gives a cell two values."""
    return file.cell("answer", '<c r="@" t="str"><v>Yes</v><v>No</v></c>')


@accepted("cell-twice", "cell-error", answer="unreadable")
def cell_within_a_cell(file: Good) -> bytes:
    """Writes a cell within a cell."""
    return file.cell("answer", '<c r="@" t="str"><v>Yes</v><c r="@" t="str"><v>No</v></c></c>')


@accepted("cell-error", answer="unreadable")
def letters_in_a_number(file: Good) -> bytes:
    """Writes letters where a number must stand."""
    return file.cell("answer", '<c r="@"><v>12abc</v></c>')


@accepted("cell-error", answer="unreadable")
def number_without_end(file: Good) -> bytes:
    """Writes a number beyond all numbers."""
    return file.cell("answer", '<c r="@"><v>1E999</v></c>')


@accepted("cell-error", answer="unreadable")
def no_number(file: Good) -> bytes:
    """Writes the mark of programs for what is no number."""
    return file.cell("answer", '<c r="@"><v>NaN</v></c>')


@accepted("cell-error", answer="unreadable")
def infinite_number(file: Good) -> bytes:
    """Writes the mark of programs for what has no end."""
    return file.cell("answer", '<c r="@"><v>-Infinity</v></c>')


@accepted("cell-error", answer="unreadable")
def number_with_underscores(file: Good) -> bytes:
    """Writes a number as Python allows and Office does not."""
    return file.cell("answer", '<c r="@"><v>1_000</v></c>')


@accepted("cell-error", answer="unreadable")
def number_in_other_digits(file: Good) -> bytes:
    """Writes a number in digits of another script."""
    return file.cell("answer", '<c r="@"><v>\u0663\u0664</v></c>')


@accepted("answer-unknown", answer="unreadable")
def number_for_a_choice(file: Good) -> bytes:
    """Writes a number where a choice is wanted."""
    return file.cell("answer", '<c r="@"><v>1</v></c>')


@accepted("answer-unknown", answer="unreadable")
def truth_for_a_choice(file: Good) -> bytes:
    """Writes a truth value where a choice is wanted."""
    return file.cell("answer", '<c r="@" t="b"><v>1</v></c>')


@accepted("cell-error", answer="unreadable")
def truth_of_a_third_kind(file: Good) -> bytes:
    """Writes a truth value that is neither."""
    return file.cell("answer", '<c r="@" t="b"><v>2</v></c>')


@accepted("cell-error", answer="unreadable")
def error_of_a_program(file: Good) -> bytes:
    """Leaves an error of a spreadsheet program in a cell."""
    return file.cell("answer", '<c r="@" t="e"><v>#REF!</v></c>')


@accepted("cell-error", answer="unreadable")
def error_that_looks_blank(file: Good) -> bytes:
    """Leaves the mark for what is not available in a cell."""
    return file.cell("answer", '<c r="@" t="e"><v>#N/A</v></c>')


@accepted("cell-error", answer="unreadable")
def type_of_no_program(file: Good) -> bytes:
    """Gives a cell a type that no program knows."""
    return file.cell("answer", '<c r="@" t="zzz"><v>Yes</v></c>')


@accepted(answer="Yes")
def type_that_does_not_fit(file: Good) -> bytes:
    """Says that a value is a formula's text and writes a text of the cell's own."""
    return file.cell("answer", '<c r="@" t="str"><is><t>Yes</t></is></c>')


@accepted("cell-formula", answer="Yes")
def formula_with_a_value(file: Good) -> bytes:
    """Computes an answer."""
    return file.cell("answer", '<c r="@" t="str"><f>"Y"&amp;"es"</f><v>Yes</v></c>')


@accepted("formula-without-value", answer="unreadable")
def formula_without_a_value(file: Good) -> bytes:
    """Computes an answer that no program has computed yet."""
    return file.cell("answer", '<c r="@"><f>A1</f></c>')


@accepted("cell-error", answer="unreadable")
def formula_that_fails(file: Good) -> bytes:
    """Computes an answer that comes out as an error."""
    return file.cell("answer", '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>')


@accepted("cell-formula", answer="Yes")
def formula_that_fetches(file: Good) -> bytes:
    """Computes an answer by asking an address on the net."""
    return file.cell(
        "answer", '<c r="@" t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>Yes</v></c>'
    )


@accepted("cell-formula", answer="Yes")
def formula_that_starts_a_program(file: Good) -> bytes:
    """Computes an answer by starting a program."""
    return file.cell("answer", '<c r="@" t="str"><f>cmd|\'/c calc\'!A0</f><v>Yes</v></c>')


@accepted("cell-out-of-range")
def row_beyond_the_last(file: Good) -> bytes:
    """Fills a row that no sheet has."""
    return file.rows('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>')


@accepted("cell-out-of-range")
def row_of_none(file: Good) -> bytes:
    """Fills a row before the first."""
    return file.rows('<row r="0"><c r="A0"><v>1</v></c></row>')


@accepted("cell-out-of-range")
def column_beyond_the_last(file: Good) -> bytes:
    """Fills a column that no sheet has."""
    return file.rows('<row r="900"><c r="XFE900"><v>1</v></c></row>')


@accepted("cell-out-of-range")
def address_that_is_none(file: Good) -> bytes:
    """Gives a cell an address that is none."""
    return file.rows('<row r="900"><c r="&lt;script&gt;"><v>1</v></c></row>')


@accepted(answer="Yes")
def style_that_is_not_there(file: Good) -> bytes:
    """Gives a cell a style that is not there."""
    return file.cell("answer", '<c r="@" s="99999" t="str"><v>Yes</v></c>')


@accepted(answer="Yes")
def type_of_shared_text_within(file: Good) -> bytes:
    """Writes a rich text with a phonetic guide, which is not read aloud."""
    return file.cell(
        "answer",
        '<c r="@" t="inlineStr"><is><r><t>Y</t></r><r><t>es</t></r>'
        '<rPh sb="0" eb="1"><t>no</t></rPh></is></c>',
    )


@accepted("answer-unknown", answer="unreadable")
def date_for_a_choice(file: Good) -> bytes:
    """Writes a day where a choice is wanted."""
    return file.cell("answer", '<c r="@" t="d"><v>2026-04-01</v></c>')


@accepted("cell-error", answer="unreadable")
def day_that_is_none(file: Good) -> bytes:
    """Writes the thirtieth of February."""
    return file.cell("answer", '<c r="@" t="d"><v>2026-02-30</v></c>')


@accepted("answer-unknown", answer="unreadable")
def day_after_all_days(file: Good) -> bytes:
    """Writes a day beyond the calendar."""
    return file.cell("answer", '<c r="@" s="7"><v>99999999</v></c>')


@accepted()
def blank_value(file: Good) -> bytes:
    """Writes cells that hold a value of nothing, beside the table."""
    return file.rows('<row r="900"><c r="V900" t="str"><v></v></c><c r="W900"><v/></c></row>')


@accepted("cell-ignored")
def value_beside_the_table(file: Good) -> bytes:
    """Types something below the table."""
    return file.rows('<row r="900"><c r="N900" t="str"><v>Yes</v></c></row>')


@refused("file-damaged")
def cell_left_open(file: Good) -> bytes:
    """Leaves a cell open."""
    return file.cell("answer", '<c r="@" t="str"><v>Yes</v>')


@accepted(answer="Yes")
def cells_without_addresses(file: Good) -> bytes:
    """Writes the addresses of an answer's cell with the letters of its column in small."""
    place = file.places["answer"].lower()
    return file.cell("answer", f'<c r="{place}" t="str"><v>Yes</v></c>')


@accepted()
def precision_and_calculation(file: Good) -> bytes:
    """Asks the program to compute everything anew and without end."""
    return file.replaced(
        BOOK, "</sheets>", '</sheets><calcPr fullCalcOnLoad="1" iterate="1" iterateCount="32767"/>'
    )


@accepted()
def more_texts_than_counted(file: Good) -> bytes:
    """Says that there is but one shared text, and lists all."""
    if TEXTS not in file.parts:
        return file.rows('<row r="900" spans="1:1"/>')
    return file.changed(
        TEXTS, lambda xml: re.sub(rb"<sst ", b'<sst x="1" ', xml).replace(b"niqueCount", b"niqueX")
    )
