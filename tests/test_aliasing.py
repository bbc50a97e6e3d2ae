"""A pack under neutral names says what the pack says, and not of whom."""

from dataclasses import replace

import pytest
from consolidating import FRAMEWORK, LOWERED, case, together, viewed
from hypothesis import given as drawn
from hypothesis import strategies as st

from secself import aliasing, consolidation
from secself.aliasing.bands import band, rounded
from secself.aliasing.masking import Mask
from secself.model import (
    AliasEntry,
    Aliasing,
    AliasKey,
    BoundComment,
    Consolidation,
    Provenance,
    Reply,
)

BOUNDS = (10_000, 50_000, 250_000)
ALIASED = replace(
    FRAMEWORK,
    aliasing=Aliasing(
        bands=BOUNDS,
        fewest=3,
        company_words=("ltd", "plc"),
        usual_words=("energy", "power", "met", "changed"),
        provenance=Provenance(status="proposed", sources=("OWN",), confidence="low"),
    ),
)
KEY = AliasKey(salt="a" * 64)


def pack(*users: str, text: str = "", **more: object) -> Consolidation:
    """A pack of Users of these ids; the first has a comment of an assessor."""
    cases = [
        case(user, LOWERED, framework=ALIASED, comments=[viewed("G1.1", None, text)], **more)
        for user in users
    ]
    return together(*cases, framework=ALIASED)


def renamed(held: Consolidation, name: str) -> Consolidation:
    """The same pack, its first User called so."""
    first, *others = held.cases
    return replace(held, cases=(replace(first, party=replace(first.party, name=name)), *others))


def shown(held: Consolidation, key: AliasKey = KEY) -> Consolidation:
    """The pack under neutral names."""
    return aliasing.masked(held, aliasing.given(held, key))


def test_a_user_has_the_alias_of_its_category():
    """Its id is the alias in small letters; no contact is left."""
    [one] = shown(pack("harbourlight")).cases

    assert ("small-supplier-01", "Small Supplier 01") == (one.id, one.party.name)
    assert "small-supplier-01" == one.assessment.comparison.current.marks.user
    assert () == one.party.contacts


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("We at Harbourlight Energy Ltd agree.", "We at Small Supplier 01 agree."),
        ("HARBOURLIGHT  ENERGY agreed", "Small Supplier 01 agreed"),
        ("harbourlight_energy-2026.xlsx", "small-supplier-01-2026.xlsx"),
        ("mail@harbourlightenergy.example", "mail@small-supplier-01.example"),
        ("Harbourlight's board", "Small Supplier 01's board"),
        ("listed as HE04", "listed as SS004"),
        ("our energy supply", "our energy supply"),
        ("harbour lights, the energy", "harbour lights, the energy"),
        ("He said so", "He said so"),
        ("Position lowered: Met", "Position lowered: Met"),
    ],
)
def test_names_are_found_however_they_are_written(said, told):
    """Whole, joined, shortened, as initials; words of plain talk stay."""
    held = renamed(pack("harbourlight-energy", text=said), "Harbourlight Energy Ltd")
    [one] = shown(held).cases

    assert told == one.comments[0].comment.text


def test_premises_are_told_in_bands_wherever_they_stand():
    """As facts, as values of the profile, and in what rules and people say of them."""
    held = pack("alba", text="We have 231,500 (231500) premises.", domestic=231_500)
    [one] = shown(held).cases

    assert None is one.party.domestic_premises
    assert "50,000 to 250,000 domestic, no non-domestic" == one.party.premises_band
    assert "We have 50,000 to 250,000 (50,000 to 250,000) premises." == one.comments[0].comment.text
    assert "231" not in repr(replace(one.assessment, digest="", prior_digest=""))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "none"),
        (1, "up to 10,000"),
        (10_000, "up to 10,000"),
        (10_001, "10,000 to 50,000"),
        (250_000, "50,000 to 250,000"),
        (250_001, "over 250,000"),
    ],
)
def test_a_band_holds_its_upper_bound(number, words):
    """The threshold is surpassed only above it."""
    assert words == band(number, BOUNDS)


def test_sums_over_users_are_rounded():
    """So that no User can be taken out of them."""
    assert [0, 50_000, 500_000] == [rounded(one) for one in (24_999, 25_000, 517_440)]


def told(name: str, user: str, text: str) -> str:
    """What becomes of a text in the pack of a User of this name and id."""
    [one] = shown(renamed(pack(user, text=text), name)).cases
    return one.comments[0].comment.text


@pytest.mark.parametrize(
    ("name", "user", "said", "expected"),
    [
        ("Met plc", "met", "Met; Met plc agreed", "Met; Small Supplier 01 agreed"),
        ("Met plc", "met", "met/2025-ssa", "small-supplier-01/2025-ssa"),
        ("Met plc", "met", "met-2025-ssa.xlsx", "small-supplier-01-2025-ssa.xlsx"),
        ("Changed Energy", "changed-energy", "Changed", "Changed"),
        ("Changed Energy", "changed-energy", "by CHANGED ENERGY", "by Small Supplier 01"),
        ("Uno Ltd", "uno-1", "uno said, Uno said", "uno said, Small Supplier 01 said"),
        ("3 Energy", "3-energy", "3 of our energy", "3 of our energy"),
        ("A+B (Energy) [x].*", "ab", "a+b (energy) [x].*", "Small Supplier 01].*"),
        ("Café Nord Ltd", "cafe-nord", "Cafe\u0301 NORD", "Small Supplier 01"),
        ("Північна Енергія", "pivnichna", "від ПІВНІЧНА ЕНЕРГІЯ", "від Small Supplier 01"),
        ("北風電力", "kitakaze", "これは北風電力です", "これはSmall Supplier 01です"),
        ("Harbourlight", "hl", "Harb\u200bour\u00adlight", "Small Supplier 01"),
        ("\uff37ide Words", "wide", "Wide WORDS", "Small Supplier 01"),
    ],
)  # fmt: skip
def test_names_of_plain_words_short_ones_and_other_scripts(name, user, said, expected):
    """What is hidden is the name, and never a word of ours that it is made of."""
    assert expected == told(name, user, said)


def test_an_answer_that_is_called_as_a_user_stays():
    """As does the scale: else a table would say that a position is a User."""
    [one] = shown(renamed(pack("met"), "Met plc")).cases
    lowered = next(delta for delta in one.assessment.comparison.deltas if delta.ref == "G1.1")

    assert ("Met", "Partly met") == (lowered.before.answer, lowered.after.answer)
    assert "small-supplier-01" == one.assessment.comparison.current.marks.user


def test_ids_that_begin_alike_are_told_apart():
    """The longest goes first, wherever it stands."""
    held = pack("alba", "alba-2", "albany", text="alba alba-2 albany alba-20")
    hidden = shown(held)
    names = {
        entry.id: entry.slug for entry in aliasing.given(held, KEY).entries if entry.kind == "user"
    }
    texts = {one.comments[0].comment.text for one in hidden.cases}

    assert {f"{names['alba']} {names['alba-2']} {names['albany']} {names['alba']}-20"} == texts


def test_a_digest_is_no_text():
    """Letters in it that look like a name are none."""
    digest = "1ada2" + "0" * 59
    mask = Mask()
    mask.hide("Ada", "[name]")

    assert f"sha256:{digest} by [name]" == mask.text(f"sha256:{digest} by Ada")


def test_a_number_of_premises_that_may_be_a_year_is_told_in_its_place_alone():
    """Else every date would be a band."""
    [one] = shown(pack("alba", text="Since 2,025 homes in 2025", domestic=2_025)).cases

    assert "Since up to 10,000 homes in 2025" == one.comments[0].comment.text
    current = one.assessment.comparison.current
    assert "up to 10,000" == current.statement("Domestic premises")


def test_small_sizes_and_answers_that_count_are_told_in_bands():
    """However small they are; which answers count is data of the framework."""
    framework = replace(ALIASED, aliasing=replace(ALIASED.aliasing, sizes=("Q10.1",)))
    held = together(case("alba", framework=framework, domestic=7), framework=framework)
    current = shown(held).cases[0].assessment.comparison.current
    [row] = [row for row in current.responses if row.ref == "Q10.1"]

    assert "up to 10,000" == current.statement("Domestic premises")
    assert row.answer in ("none", "up to 10,000")


def spoken(author: str, kind: str = "note", reply: str = "") -> BoundComment:
    """A comment of somebody."""
    replies = (Reply(text="Yes.", author=reply),) if reply else ()
    said = viewed("G1.1", None, f"Ask {reply or author}.")
    comment = replace(said.comment, author=author, kind=kind, replies=replies)
    return replace(said, comment=comment)


def test_assessors_keep_their_names_and_people_of_a_user_do_not():
    """An assessor is who wrote in an assessor's columns."""
    said = [spoken("Ana Byron", "column"), spoken("Ana Byron", "thread", "Ana Quill")]
    held = together(case("alba", framework=ALIASED, comments=said), framework=ALIASED)
    column, thread = (one.comment for one in shown(held).cases[0].comments)

    assert ("Ana Byron", "Ana Byron") == (column.author, thread.author)
    assert "[name]" == thread.replies[0].author
    assert "Quill" not in thread.text


def test_the_order_does_not_follow_the_alphabet_of_the_names():
    """Where all else is equal the alias decides, in every list."""
    users = [f"user-{letter}" for letter in "abcdefgh"]
    held = together(*(case(user, LOWERED, framework=ALIASED) for user in users), framework=ALIASED)
    hidden = consolidation.reordered(shown(held))
    order = [one.id for one in hidden.cases]

    assert sorted(order) == order
    assert [tuple(order)] == [one.users for one in hidden.shared if one.ref == "G1.1"]
    assert users != [
        next(entry.id for entry in aliasing.given(held, KEY).entries if entry.slug == slug)
        for slug in order
    ]
    assert held == consolidation.reordered(held)


def test_figures_and_order_are_those_of_the_pack():
    """Nothing but names and sizes is another."""
    held = pack("alba", "brae", "carn")
    hidden = shown(held)

    assert [(one.material, one.notes, one.worse) for one in held.cases] == [
        (one.material, one.notes, one.worse) for one in hidden.cases
    ]
    assert [len(one.users) for one in held.shared] == [len(one.users) for one in hidden.shared]
    assert held.sections == tuple(
        replace(one, users=known.users)
        for one, known in zip(hidden.sections, held.sections, strict=True)
    )


def test_an_alias_stays_from_meeting_to_meeting():
    """Whoever comes and goes; what was given once is given to nobody else."""
    first = aliasing.given(pack("alba", "brae", "carn"), KEY)
    later = aliasing.given(pack("abbey", "brae", "zeal"), first)

    assert first.entries == later.entries[: len(first.entries)]
    assert 2 == len(later.entries) - len(first.entries)
    assert len(later.entries) == len({one.alias for one in later.entries})


def test_numbers_follow_no_alphabet_but_the_salt():
    """Nobody who knows the ids can work out who has which number."""
    users = [f"user-{letter}" for letter in "abcdefgh"]
    orders = {
        tuple(one.id for one in aliasing.given(pack(*users), AliasKey(salt=str(salt))).entries)
        for salt in range(5)
    }

    assert 5 == len(orders)
    assert tuple(users) not in orders


def test_a_key_reads_back_as_it_was_written():
    """Names that begin like formulas included, which no spreadsheet program computes."""
    entry = AliasEntry(kind="user", alias="Small Supplier 01", id="alba", name='=cmd|"x", Ltd')
    key = replace(KEY, entries=(entry,))
    written = aliasing.write_key(key)

    assert key == aliasing.read_key(written)
    assert b",=cmd" not in written
    assert b'"=cmd' not in written


@pytest.mark.parametrize(
    "content",
    [b"", b"kind,alias,id,name\r\n", b"\xff\xfe", b"a,b\r\n1,2\r\n",
     b"kind,alias,id,name\r\nsalt,x,,\r\nuser,A 01,alba,\r\nuser,A 01,brae,\r\n",
     b"kind,alias,id,name\r\nsalt,x,,\r\nuser,A 01,alba,\r\nuser,a 01,brae,\r\n",
     b"kind,alias,id,name\r\nsalt,x,,\r\nuser,A 01,alba,\r\nuser,A 02,alba,\r\n",
     b"kind,alias,id,name\r\nsalt,x,,\r\nuser,Alba Energy Ltd,alba,\r\n",
     b"kind,alias,id,name\r\nsalt,x,,\r\nuser,A/../B 01,alba,\r\n",
     b"kind,alias,id,name\r\nsalt,x,,\r\nalien,A 01,alba,\r\n"],
    ids=["nothing", "no salt", "no text", "another table", "an alias twice", "but for its case",
         "an id twice", "a name for an alias", "a path for one", "another kind"],
)  # fmt: skip
def test_what_is_no_key_is_not_taken_for_one(content):
    """An alias must never be given twice."""
    assert None is aliasing.read_key(content)


def test_a_category_of_few_users_is_warned_of():
    """There the alias hides little."""
    few, many = pack("alba", "brae"), pack("alba", "brae", "carn")

    assert ["alias-thin"] == [one.code for one in aliasing.warnings(few)]
    assert [] == list(aliasing.warnings(many))


@drawn(
    st.lists(st.sampled_from(["Harbourlight", "harbourlight", " ", "-", "_", "x", "9", "é", "\n"]))
)
def test_no_text_says_a_hidden_word(pieces):
    """And what is not hidden stays, character for character."""
    mask = Mask()
    mask.hide("Harbourlight", "[A]")
    text = "".join(pieces)
    words = ["".join(c for c in word if c.isalpha()) for word in text.replace("[A]", " ").split()]
    told = mask.text(text)

    if "harbourlight" not in text.casefold():
        assert text == told
    if "harbourlight" in {word.casefold() for word in words}:
        assert "[A]" in told
