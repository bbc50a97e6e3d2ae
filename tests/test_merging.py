"""Parts of several people, joined cell by cell against the file that was issued.

A table names a cell (`Ref column`), what was issued, and what each of two people left there; `-`
says that their file does not carry the cell at all.
"""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secself.merging import Held, Line, Merged, Part, Spot, merge
from secself.model import Unreadable

ANN, BEN = "ann.xlsx", "ben.xlsx"


def held(text: str | None) -> Held:
    """What a cell holds; `?` begins what could not be read, `!` what no single cell can hold."""
    if not text:
        return Held()
    if text.startswith("?"):
        return Held(value=Unreadable(shown=text[1:]), shown=text[1:])
    return Held(value=text, shown=text, is_whole=not text.startswith("!"))


def part(file: str, cells: dict[str, str | None], **lists: list[dict[str, str]]) -> Part:
    """A file with these cells, named `Ref field`, and lists of lines."""
    return Part(
        file=file,
        cells={
            Spot(section="validation", ref=name.split()[0], field=name.split()[1]): held(text)
            for name, text in cells.items()
            if text != "-"
        },
        lines={section: lines(section, rows) for section, rows in lists.items()},
    )


def lines(section: str, rows: list[dict[str, str]]) -> list[Line]:
    """Lines of a list; the first field names them."""
    found: list[Line] = []
    for row in rows:
        name, action = next(iter(row.values())), row.get("action")
        key = (name, action) if section == "remediation" else (name,)
        times = sum(line.key[:-1] == key for line in found)
        cells = {field: held(text) for field, text in row.items()}
        found.append(Line(section=section, name=name, key=(*key, times), cells=cells))
    return found


def taken(merged: Merged) -> dict[str, object]:
    """What was taken, by cell."""
    return {f"{t.spot.ref} {t.spot.field}": t.voices[0].held.shown for t in merged.taken}


def conflicts(merged: Merged) -> dict[str, dict[str, str]]:
    """Who says what, by cell."""
    return {
        f"{c.spot.ref} {c.spot.field}".strip(): {v.file: v.held.shown for v in c.voices}
        for c in merged.conflicts
    }


@pytest.mark.parametrize(
    ("issued", "ann", "ben", "result"),
    [
        ("", "", "", None),
        ("", "Met", "", "Met"),
        ("", "Met", "Met", "Met"),
        ("", "Met", "Not met", "conflict"),
        ("old", "old", "", ""),
        ("old", "old", "new", "new"),
        ("old", "", "new", "conflict"),
        ("old", "", "", ""),
        ("old", "-", "new", "new"),
        ("old", "-", "-", None),
        ("", "?#N/A", "", "#N/A"),
        ("", "?maybe", "?maybe", "maybe"),
        ("", "?maybe", "maybe", "conflict"),
        ("", "!both", "", "conflict"),
    ],
)
def test_a_cell_is_taken_agreed_or_in_conflict(issued, ann, ben, result):
    """What one changed is taken, equal changes are one, and else nothing is chosen."""
    cell = "G1.1 answer"

    merged = merge(part("", {cell: issued}), [part(ANN, {cell: ann}), part(BEN, {cell: ben})])

    assert ({} if result in (None, "conflict") else {cell: result}) == taken(merged)
    assert (result == "conflict") == bool(merged.conflicts)


def test_a_conflict_names_everybody_who_changed_the_cell():
    """Those who left it as issued have no say, whoever agrees with whom."""
    cell = "G1.1 answer"
    parts = [
        part(f"{n}.xlsx", {cell: text}) for n, text in enumerate(["Met", "", "Not met", "Met"])
    ]

    merged = merge(part("", {cell: ""}), parts)

    assert {cell: {"0.xlsx": "Met", "2.xlsx": "Not met", "3.xlsx": "Met"}} == conflicts(merged)


def issued_list(section: str, *rows: dict[str, str]) -> Part:
    """An issued file with one list."""
    return part("", {}, **{section: list(rows)})


E07 = {"id": "E07", "title": "Policy", "date": ""}


def test_lines_of_several_people_are_all_kept():
    """Rows typed into the same free row of two copies are different lines, unless equal."""
    ann = part(ANN, {}, evidence=[E07, {"id": "E08", "title": "Diagram"}])
    ben = part(BEN, {}, evidence=[{"id": "E09", "title": "Log"}, E07])

    merged = merge(issued_list("evidence"), [ann, ben])

    assert [("E07", (ANN, BEN)), ("E08", (ANN,)), ("E09", (BEN,))] == [
        (one.line.name, one.files) for one in merged.added
    ]
    assert [] == merged.conflicts


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (E07, {"id": "E07", "title": "Diagram"}),
        (E07 | {"sha256": "aa"}, E07 | {"sha256": "bb"}),
        ({"id": "E07", "date": "2026"}, {"id": "E07", "version": "2"}),
    ],
)
def test_one_id_for_different_documents_is_a_conflict(mine, theirs):
    """They are never made into one line, and neither is written; both are listed whole."""
    merged = merge(
        issued_list("evidence"),
        [part(ANN, {}, evidence=[mine]), part(BEN, {}, evidence=[theirs])],
    )

    assert [] == merged.added
    said = [" | ".join(filter(None, line.values())) for line in (mine, theirs)]
    assert {"E07": dict(zip((ANN, BEN), said, strict=True))} == conflicts(merged)


def test_one_document_of_two_people_is_one_line():
    """What each says of it comes together; where they differ the cell stays blank."""
    mine, theirs = E07 | {"version": "2"}, E07 | {"date": "2026", "version": "3"}

    merged = merge(
        issued_list("evidence"),
        [part(ANN, {}, evidence=[mine]), part(BEN, {}, evidence=[theirs])],
    )

    assert [{"id": "E07", "title": "Policy", "date": "2026"}] == [
        one.line.values for one in merged.added
    ]
    assert {"E07 version": {ANN: "2", BEN: "3"}} == conflicts(merged)


def test_an_id_one_person_used_twice_is_a_conflict():
    """Whether for two documents, or beside the one that was issued under it."""
    twice = part(ANN, {}, evidence=[E07, {"id": "E07", "title": "Diagram"}])

    assert ["E07"] == list(conflicts(merge(issued_list("evidence"), [twice])))
    merged = merge(issued_list("evidence", E07), [twice])
    assert ["E07"] == list(conflicts(merged))
    assert [] == merged.added


def test_actions_pair_by_ref_and_exact_words():
    """Another word is another action; the same action may be told by two people together."""
    ann = [{"ref": "G1.1", "action": "Patch", "owner": "Ann"}, {"ref": "G1.1", "action": "Test"}]
    ben = [{"ref": "G1.1", "action": "Patch", "due": "May"}, {"ref": "G1.1", "action": "patch"}]

    merged = merge(
        issued_list("remediation"), [part(ANN, {}, remediation=ann), part(BEN, {}, remediation=ben)]
    )

    assert [
        {"ref": "G1.1", "action": "Patch", "owner": "Ann", "due": "May"},
        {"ref": "G1.1", "action": "Test"},
        {"ref": "G1.1", "action": "patch"},
    ] == [one.line.values for one in merged.added]


LINK = {"id": "link", "name": "Link Ltd", "service": "Adapter"}


@pytest.mark.parametrize(
    ("ann", "ben", "result"),
    [
        ([LINK], [], "dropped"),
        ([], [], "dropped"),
        ([LINK | {"service": "Hub"}], [LINK], {"link service": "Hub"}),
        ([LINK | {"service": "Hub"}], [], "conflict"),
        ([LINK | {"service": "Hub"}], [LINK | {"service": "Bus"}], "conflict"),
    ],
)
def test_a_line_that_was_issued_may_be_changed_or_cleared(ann, ben, result):
    """Clearing is a change like another: it contradicts what somebody else changed there."""
    merged = merge(
        issued_list("providers", LINK),
        [part(ANN, {}, providers=ann), part(BEN, {}, providers=ben)],
    )

    assert (result == "dropped") == bool(merged.dropped)
    assert (result == "conflict") == bool(merged.conflicts)
    assert (result if isinstance(result, dict) else {}) == taken(merged)


def test_a_list_that_a_file_does_not_carry_is_not_cleared():
    """A sheet somebody deleted, or a questionnaire, says nothing of the lines issued on it."""
    merged = merge(issued_list("providers", LINK), [part(ANN, {})])

    assert [] == merged.dropped


def test_what_has_no_place_in_the_issued_file_is_listed():
    """A row that was not issued, and a list whose sheet is gone, are not lost without a word."""
    ann = part(ANN, {"G9.9 answer": "Met", "G9.8 answer": ""}, providers=[LINK])

    merged = merge(part("", {}), [ann])

    assert ["G9.9", "link"] == [one.spot.ref for one in merged.unplaced]


WORDS = st.sampled_from(["", "Met", "Not met", "?maybe"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["E1", "E2"]), "title": WORDS}, optional={"date": WORDS}
    ),
    max_size=3,
)


@pytest.mark.property
@given(
    st.lists(st.tuples(WORDS, WORDS, ROWS), min_size=1, max_size=5),
    st.tuples(WORDS, WORDS, ROWS),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_parts_makes_no_difference_and_nothing_is_lost(drawn, issued, random):
    """Every change of every part is taken, added, cleared or in a conflict, in any order."""
    files = [
        part(f"{n}.xlsx", {"G1 answer": one, "G2 answer": two}, evidence=rows)
        for n, (one, two, rows) in enumerate(drawn)
    ]
    base = part("", {"G1 answer": issued[0], "G2 answer": issued[1]}, evidence=issued[2])

    merged = merge(base, files)

    shuffled = list(files)
    random.shuffle(shuffled)
    assert merged == merge(base, shuffled)
    heard = {
        (voice.file, one.spot.ref, one.spot.field)
        for one in itertools.chain(merged.taken, merged.conflicts)
        for voice in one.voices
    }
    for file in files:
        for spot, now in file.cells.items():
            if now.value != base.cells[spot].value:
                assert (file.file, spot.ref, spot.field) in heard
        assert {line.name for line in file.lines["evidence"]} <= {
            *(line.name for line in base.lines["evidence"]),
            *(one.line.name for one in merged.added if file.file in one.files),
            *(ref for name, ref, field in heard if name == file.file and not field),
        }
