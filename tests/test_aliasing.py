"""A pack under neutral names says what the pack says, and not of whom."""

from dataclasses import replace

import pytest
from consolidating import FRAMEWORK, LOWERED, case, together, viewed
from hypothesis import given as drawn
from hypothesis import strategies as st

from secself import aliasing
from secself.aliasing.bands import band, rounded
from secself.aliasing.masking import Mask
from secself.model import AliasEntry, Aliasing, AliasKey, Consolidation, Provenance

BOUNDS = (10_000, 50_000, 250_000)
ALIASED = replace(
    FRAMEWORK,
    aliasing=Aliasing(
        bands=BOUNDS,
        fewest=3,
        company_words=("ltd", "plc"),
        usual_words=("energy", "power"),
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
    assert "50,000 to 250,000 domestic, none non-domestic" == one.party.premises_band
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
     b"kind,alias,id,name\r\nsalt,x,,\r\nuser,A 1,alba,\r\nuser,A 1,brae,\r\n"],
    ids=["nothing", "no salt", "no text", "another table", "an alias twice"],
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
