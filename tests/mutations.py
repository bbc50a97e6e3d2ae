"""What people, programs and accidents do to a workbook, each thing at random.

A mutation takes a book apart a little further. Those that are harmless must change no answer;
of the others, `Book.intact` says what they left alone.
"""

import random
from collections.abc import Callable

from mutable import Book, Cell, Sheet, typed

from secself.grid import address

Random = random.Random
Mutation = Callable[[Random, Book], None]

TABLES = ("Questions", "Validation", "Evidence", "Providers", "Remediation plan")
ANSWERED = TABLES[:2]
JUNK = (
    "#N/A",
    "tbc",
    " ",
    "\u00a0",
    "Met",
    "Yes",
    "G1.1",
    "Ref",
    "Answer",
    "1.10",
    "=1+1",
    "0",
    "x",
)
"""What is typed in the wrong place."""


def _table(rng: Random, book: Book, names: tuple[str, ...] = TABLES) -> Sheet | None:
    there = [one for name in names if (one := book.sheet(name)) is not None and one.rows]
    return rng.choice(there) if there else None


def _header(book: Book, one: Sheet) -> int:
    """Find the row of headings: the first below the key row that has many filled cells."""
    for number in sorted(one.rows):
        filled = [cell for cell in one.rows[number].values() if cell.is_filled]
        is_keyed = any(book.said(cell)[-1].startswith("key:") for cell in filled)
        if len(filled) > 3 and not is_keyed:
            return number
    return 1


def _renumber(one: Sheet, numbers: dict[int, int]) -> None:
    """Give rows other numbers."""
    one.rows = {numbers.get(number, number): cells for number, cells in one.rows.items()}
    words = one.row_words
    one.row_words = {numbers.get(number, number): said for number, said in words.items()}


def _move_columns(one: Sheet, numbers: dict[int, int]) -> None:
    """Give columns other numbers."""
    one.rows = {
        number: {numbers.get(column, column): cell for column, cell in cells.items()}
        for number, cells in one.rows.items()
    }


def _spot(rng: Random, one: Sheet) -> tuple[int, int] | None:
    spots = one.filled()
    return rng.choice(spots) if spots else None


# Harmless: nobody's answer changes by it.


def shuffle_rows(rng: Random, book: Book) -> None:
    """Sort a table some way."""
    one = _table(rng, book)
    if one is not None:
        below = [number for number in one.rows if number > _header(book, one)]
        mixed = rng.sample(below, len(below))
        _renumber(one, dict(zip(below, mixed, strict=True)))


def shuffle_columns(rng: Random, book: Book) -> None:
    """Move the columns of a table about."""
    one = _table(rng, book)
    if one is not None:
        columns = list(range(1, one.width + 1))
        _move_columns(one, dict(zip(columns, rng.sample(columns, len(columns)), strict=True)))


def insert_rows(rng: Random, book: Book) -> None:
    """Put blank rows above, within or below a table."""
    one = _table(rng, book)
    if one is not None:
        at, many = rng.randint(1, max(one.rows)), rng.randint(1, 5)
        _renumber(one, {number: number + many for number in one.rows if number >= at})


def insert_columns(rng: Random, book: Book) -> None:
    """Put a blank column, or one for notes, into a table."""
    one = _table(rng, book)
    if one is not None:
        at = rng.randint(1, one.width)
        _move_columns(one, {column: column + 1 for column in range(at, one.width + 1)})
        if rng.random() < 0.5:
            header = _header(book, one)
            one.rows[header][at] = typed("Our own notes")
            for number in one.rows:
                if number > header and rng.random() < 0.3:
                    one.rows[number][at] = typed("see Jo")


def rename_sheets(rng: Random, book: Book) -> None:
    """Give sheets other names."""
    for number, one in enumerate(book.sheets):
        if one.name != "_secself" and rng.random() < 0.5:
            one.name = f"{rng.choice(('Tab', 'Feuille', 'Copy of 日本'))} {number}"


def reorder_sheets(rng: Random, book: Book) -> None:
    """Move the sheets about."""
    rng.shuffle(book.sheets)


def hide(rng: Random, book: Book) -> None:
    """Hide sheets and rows, as a filter does, or show what was hidden."""
    for one in book.sheets:
        if rng.random() < 0.3:
            one.words["state"] = rng.choice(("visible", "hidden", "veryHidden"))
        for number in one.rows:
            if rng.random() < 0.2:
                one.row_words.setdefault(number, {})["hidden"] = rng.choice("01")


def delete_keys(rng: Random, book: Book) -> None:
    """Delete the hidden row of a table."""
    one = _table(rng, book)
    if one is not None and 1 in one.rows and _header(book, one) > 1:
        del one.rows[1]
        _renumber(one, {number: number - 1 for number in one.rows})


def delete_hidden_sheet(_: Random, book: Book) -> None:
    """Delete the sheet that nobody sees."""
    book.sheets = [one for one in book.sheets if one.name != "_secself"] or book.sheets


def delete_properties(_: Random, book: Book) -> None:
    """Lose the properties of the file."""
    for name in ("docProps/custom.xml", "docProps/core.xml", "docProps/app.xml"):
        book.parts.pop(name, None)


def spell_texts_otherwise(rng: Random, book: Book) -> None:
    """Write texts as other programs do: in place, as a formula's text, or in runs."""
    for one in book.sheets:
        for cells in one.rows.values():
            for cell in cells.values():
                if cell.words.get("t") in ("s", "inlineStr") and rng.random() < 0.1:
                    _respell(rng, book, cell)


def _respell(rng: Random, book: Book, cell: Cell) -> None:
    said = book.said(cell)[-1]
    if not said or "\n" in said:
        return
    cell.words["t"] = "str" if rng.random() < 0.5 else "inlineStr"
    if cell.words["t"] == "str":
        cell.inner = f"<v>{said}</v>"
    else:
        at = rng.choice([i for i in range(len(said) + 1) if "&" not in said[max(0, i - 8) : i]])
        cell.inner = "<is>" + "".join(
            f'<r><t xml:space="preserve">{run}</t></r>' for run in (said[:at], said[at:]) if run
        )
        cell.inner += "</is>"


def strip_words(rng: Random, book: Book) -> None:
    """Leave out what a program may leave out: spans, heights, styles of texts, the row's number."""
    for one in book.sheets:
        if rng.random() < 0.5:
            one.row_words = {}
            for cells in one.rows.values():
                for cell in cells.values():
                    if cell.words.get("t") in ("s", "inlineStr"):
                        cell.words.pop("s", None)


def change_case_of_headings(rng: Random, book: Book) -> None:
    """Spell headings with other capitals and spaces."""
    one = _table(rng, book)
    if one is not None:
        for column, cell in list(one.rows[_header(book, one)].items()):
            said = book.said(cell)[-1]
            if cell.is_filled and "&" not in said:
                other = typed(f" {said.upper()}:\u00a0")
                one.rows[_header(book, one)][column] = other


def repeat_headings(rng: Random, book: Book) -> None:
    """Carry the headings again within the table."""
    one = _table(rng, book)
    if one is not None and max(one.rows) > _header(book, one):
        at = rng.choice([number for number in one.rows if number > _header(book, one)])
        _renumber(one, {number: number + 1 for number in one.rows if number >= at})
        one.rows[at] = {
            column: cell.copy() for column, cell in one.rows[_header(book, one)].items()
        }


def copy_sheet(rng: Random, book: Book) -> None:
    """Keep a copy of a sheet, as a safeguard."""
    one = _table(rng, book)
    if one is not None and len(book.sheets) < 40:
        _add_sheet(book, one, f"{one.name} (copy {rng.randint(1, 99)})", dict(one.rows))


def split_sheet(rng: Random, book: Book) -> None:
    """Move the rest of a table to a sheet of its own, headings repeated."""
    one = _table(rng, book, ANSWERED)
    if one is not None and len(book.sheets) < 40:
        header = _header(book, one)
        below = sorted(number for number in one.rows if number > header)
        if len(below) > 1:
            moved = below[rng.randint(1, len(below) - 1) :]
            rest = {number: one.rows.pop(number) for number in moved}
            other = _add_sheet(book, one, f"{one.name} {rng.randint(1, 999)}", {header: {}})
            other.rows[header] = {c: cell.copy() for c, cell in one.rows[header].items()}
            other.rows |= rest


def _add_sheet(book: Book, like: Sheet, name: str, rows: dict[int, dict[int, Cell]]) -> Sheet:
    number = 100 + book.parts["xl/_rels/workbook.xml.rels"].count(b"rNew")
    part = f"xl/worksheets/sheet{number}.xml"
    copies = {row: {at: cell.copy() for at, cell in cells.items()} for row, cells in rows.items()}
    key = next(word for word in like.words if word.endswith(":id"))
    other = Sheet(
        name=name,
        part=part,
        words=like.words | {"sheetId": str(number), key: f"rNew{number}"},
        head=like.head,
        tail="</worksheet>",
        rows=copies,
        row_words={},
    )
    book.sheets.append(other)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    line = f'<Relationship Id="rNew{number}" Type="{kind}" Target="/{part}"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    book.parts[rels] = book.parts[rels].replace(b"</Relationships>", line.encode())
    types = book.parts["[Content_Types].xml"]
    sort = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    line = f'<Override PartName="/{part}" ContentType="{sort}"/></Types>'
    book.parts["[Content_Types].xml"] = types.replace(b"</Types>", line.encode())
    return other


HARMLESS: tuple[Mutation, ...] = (
    shuffle_rows,
    shuffle_columns,
    insert_rows,
    insert_columns,
    rename_sheets,
    reorder_sheets,
    hide,
    delete_keys,
    delete_hidden_sheet,
    delete_properties,
    spell_texts_otherwise,
    strip_words,
    change_case_of_headings,
    repeat_headings,
    copy_sheet,
    split_sheet,
)


# Harmful: something is lost or altered, and what was left alone must not be.


def delete_cells(rng: Random, book: Book) -> None:
    """Clear some cells, wherever they stand."""
    one = rng.choice(book.sheets)
    for _ in range(rng.randint(1, 6)):
        spot = _spot(rng, one)
        if spot is not None:
            del one.rows[spot[0]][spot[1]]


def type_over_cells(rng: Random, book: Book) -> None:
    """Type something else into some cells, filled or not."""
    one = _table(rng, book) or rng.choice(book.sheets)
    for _ in range(rng.randint(1, 6)):
        row = rng.choice([*one.rows] or [1])
        one.rows.setdefault(row, {})[rng.randint(1, one.width)] = typed(rng.choice(JUNK))


def exchange_cells(rng: Random, book: Book) -> None:
    """Exchange two cells of a sheet."""
    one = _table(rng, book) or rng.choice(book.sheets)
    first, second = _spot(rng, one), _spot(rng, one)
    if first and second:
        (a, b), (c, d) = first, second
        one.rows[a][b], one.rows[c][d] = one.rows[c][d], one.rows[a][b]


def exchange_identities(rng: Random, book: Book) -> None:
    """Exchange the token, the Ref or the words of two rows, or two of these."""
    one = _table(rng, book, ANSWERED)
    if one is not None:
        below = [number for number in one.rows if number > _header(book, one)]
        columns = [
            column
            for column, cell in one.rows[_header(book, one)].items()
            if book.said(cell)[-1] in ("Row token", "Ref", "Question", "Obligation")
        ]
        if len(below) > 1 and columns:
            a, b = rng.sample(below, 2)
            for column in rng.sample(columns, min(len(columns), rng.randint(1, 2))):
                first, second = one.rows[a].pop(column, None), one.rows[b].pop(column, None)
                for row, cell in ((a, second), (b, first)):
                    if cell is not None:
                        one.rows[row][column] = cell


def type_below(rng: Random, book: Book) -> None:
    """Type something under a table, with or without a Ref."""
    one = _table(rng, book)
    if one is not None:
        row = max(one.rows) + rng.randint(1, 9)
        columns = rng.sample(range(1, one.width + 1), min(one.width, rng.randint(1, 4)))
        one.rows[row] = {column: typed(rng.choice(JUNK)) for column in columns}


def exchange_texts(rng: Random, book: Book) -> None:
    """Exchange two shared texts: every cell that shows one of them shows the other."""
    if len(book.texts) > 1:
        one, other = rng.sample(range(len(book.texts)), 2)
        book.texts[one], book.texts[other] = book.texts[other], book.texts[one]


def drop_texts(rng: Random, book: Book) -> None:
    """Cut off the list of shared texts."""
    if book.texts:
        del book.texts[rng.randint(1, len(book.texts)) :]


def delete_words(rng: Random, book: Book) -> None:
    """Leave out what kind of cell it is, how it is shown, or where it stands."""
    one = _table(rng, book) or rng.choice(book.sheets)
    for _ in range(rng.randint(1, 4)):
        spot = _spot(rng, one)
        if spot is not None:
            cell = one.rows[spot[0]][spot[1]]
            word = rng.choice(("t", "s", "r"))
            cell.words.pop(word, None)
            cell.is_placed = cell.is_placed and word != "r"


def change_kinds(rng: Random, book: Book) -> None:
    """Make errors, truth values, numbers and formulas of some cells."""
    one = _table(rng, book) or rng.choice(book.sheets)
    for _ in range(rng.randint(1, 4)):
        spot = _spot(rng, one)
        if spot is not None:
            cell = one.rows[spot[0]][spot[1]]
            cell.words["t"], cell.inner = rng.choice(
                (
                    ("e", "<v>#N/A</v>"),
                    ("b", "<v>1</v>"),
                    ("n", "<v>1.1</v>"),
                    ("n", "<v>1E999</v>"),
                    ("s", "<v>999999</v>"),
                    ("str", "<f>A1</f>"),
                    ("str", "<f>A1</f><v>Met</v>"),
                    ("d", "<v>2026-04-03</v>"),
                )
            )


def double_row(rng: Random, book: Book) -> None:
    """Copy a row to the end, and perhaps change the copy."""
    one = _table(rng, book)
    if one is not None:
        below = [number for number in one.rows if number > _header(book, one)]
        if below:
            is_changed = rng.random() < 0.7
            copy = {at: cell.copy() for at, cell in one.rows[rng.choice(below)].items()}
            for at in [*copy]:
                if is_changed and rng.random() < 0.2:
                    copy[at] = typed(rng.choice(JUNK))
            one.rows[max(one.rows) + rng.randint(1, 9)] = copy


def double_column(rng: Random, book: Book) -> None:
    """Copy a column to the right, and perhaps change the copy."""
    one = _table(rng, book)
    if one is not None:
        at, to = rng.randint(1, one.width), one.width + 1
        for number, cells in one.rows.items():
            if at in cells:
                is_changed = number > _header(book, one) and rng.random() < 0.3
                cells[to] = typed(rng.choice(JUNK)) if is_changed else cells[at].copy()


def delete_rows(rng: Random, book: Book) -> None:
    """Delete some rows, headings perhaps among them."""
    one = rng.choice(book.sheets)
    for number in rng.sample([*one.rows], min(len(one.rows), rng.randint(1, 4))):
        del one.rows[number]


def delete_column(rng: Random, book: Book) -> None:
    """Delete a column."""
    one = _table(rng, book)
    if one is not None:
        at = rng.randint(1, one.width)
        for cells in one.rows.values():
            cells.pop(at, None)


def delete_headings(rng: Random, book: Book) -> None:
    """Delete the headings of a table; the hidden keys stay."""
    one = _table(rng, book)
    if one is not None:
        one.rows.pop(_header(book, one), None)


def shift_cells(rng: Random, book: Book) -> None:
    """Push the cells of one row to the right."""
    one = _table(rng, book)
    if one is not None:
        number = rng.choice([*one.rows])
        at = rng.randint(1, one.width)
        cells = one.rows[number]
        one.rows[number] = {c + (c >= at): cell for c, cell in cells.items()}


def exchange_headings(rng: Random, book: Book) -> None:
    """Exchange two headings, or two hidden keys."""
    one = _table(rng, book)
    if one is not None:
        cells = one.rows[rng.choice((_header(book, one), min(one.rows)))]
        if len(cells) > 1:
            a, b = rng.sample([*cells], 2)
            cells[a], cells[b] = cells[b], cells[a]


def move_row(rng: Random, book: Book) -> None:
    """Cut a row out of one table and put it into another."""
    one, other = _table(rng, book), _table(rng, book)
    if one is not None and other is not None:
        below = [number for number in one.rows if number > _header(book, one)]
        if below:
            other.rows[max(other.rows, default=1) + 1] = one.rows.pop(rng.choice(below))


def merge_cells(rng: Random, book: Book) -> None:
    """Merge some cells, which leaves only the first."""
    one = _table(rng, book)
    if one is not None and "<mergeCells" not in one.tail:
        top, left = rng.randint(1, max(one.rows)), rng.randint(1, one.width)
        bottom, right = top + rng.randint(0, 3), left + rng.randint(0, 3)
        area = f"{address(top, left)}:{address(bottom, right)}"
        one.tail = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>{one.tail}'
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    one.rows.get(row, {}).pop(column, None)


def delete_sheet(rng: Random, book: Book) -> None:
    """Delete a sheet."""
    if len(book.sheets) > 1:
        book.sheets.remove(rng.choice(book.sheets))


def exchange_sheets(rng: Random, book: Book) -> None:
    """Exchange the names of two sheets."""
    one, other = rng.choice(book.sheets), rng.choice(book.sheets)
    one.name, other.name = other.name, one.name
    book.spoiled |= {"_secself"} & {one.name, other.name}


def add_foreign_sheet(rng: Random, book: Book) -> None:
    """Add a sheet of one's own, in which words of ours may stand."""
    if len(book.sheets) < 40:
        words = (*JUNK, "User", "Year", "Name", "Role", "Position", "Id", "Title", "key:ref")
        rows = {
            row: {column: typed(rng.choice(words)) for column in range(1, rng.randint(2, 6))}
            for row in range(1, rng.randint(2, 12))
        }
        _add_sheet(book, book.sheets[0], f"Notes {rng.randint(1, 999)}", rows)


def count_from_1904(_: Random, book: Book) -> None:
    """Count the days from another day, so that every date is another one."""
    plain = book.outline.replace(' date1904="false"', "")
    book.outline = plain.replace("<workbookPr", '<workbookPr date1904="1"', 1)
    book.spoiled.add("*")


def drop_part(rng: Random, book: Book) -> None:
    """Lose a part of the file that is no sheet."""
    kept = {"xl/workbook.xml", "xl/sharedStrings.xml", *(one.part for one in book.sheets)}
    # Without these two nothing can be added to a book any more; the damaged files lack them too.
    kept |= {"xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    name = rng.choice(sorted(set(book.parts) - kept))
    del book.parts[name]
    if name.endswith("styles.xml"):
        book.spoiled.add("*")


HARMFUL: tuple[Mutation, ...] = (
    delete_cells,
    type_over_cells,
    exchange_cells,
    # What decides between two readings is worth trying more often.
    exchange_identities,
    exchange_identities,
    exchange_identities,
    double_row,
    double_column,
    type_below,
    exchange_texts,
    drop_texts,
    delete_words,
    change_kinds,
    double_row,
    double_column,
    delete_rows,
    delete_column,
    delete_headings,
    shift_cells,
    exchange_headings,
    move_row,
    merge_cells,
    delete_sheet,
    exchange_sheets,
    add_foreign_sheet,
    count_from_1904,
    drop_part,
)


def damage(rng: Random, content: bytes) -> bytes:
    """Cut the file off, or flip some of its bytes."""
    if rng.random() < 0.3:
        return content[: rng.randint(0, len(content))]
    broken = bytearray(content)
    for _ in range(rng.randint(1, 4)):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken)
