"""The law of the chain: what was changed, taken out or put between is found and named."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secself import chain
from secself.model import Entry, Receipt, read_receipt

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
SAID = st.fixed_dictionaries(
    {
        "subject": TEXTS,
        "content": DIGESTS,
        "key": TEXTS,
        "about": st.none() | st.integers(1, 9),
        "recorded": TEXTS,
    }
)


def chained(said: list[dict]) -> list[Entry]:
    """Entries that follow each other."""
    entries: list[Entry] = []
    for one in said:
        last = entries[-1] if entries else None
        entries.append(chain.entry_after(last, "submission", **one))
    return entries


def codes(entries, *receipts: Receipt) -> list[str]:
    """What the walk finds."""
    return [problem.code for problem in chain.check(entries, receipts)]


CHAINS = st.lists(SAID, min_size=1, max_size=6).map(chained)


@given(CHAINS)
def test_a_chain_as_it_was_made_holds(entries):
    """And meets the receipt of each of its entries, also after more was added."""
    receipts = [chain.receipt_of(entry) for entry in entries]

    assert [] == codes(entries, *receipts)
    assert receipts == [read_receipt(str(receipt)) for receipt in receipts]


@given(CHAINS, st.data())
def test_any_edit_of_any_entry_is_found(entries, data):
    """Whichever field of whichever entry is made to say something else, its hash included."""
    at = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(Entry)]))
    old = getattr(entries[at], name)
    drawn = {
        "number": st.integers(0, 99),
        "about": st.none() | st.integers(0, 99),
        "content": DIGESTS,
        "previous": DIGESTS,
        "hash": DIGESTS,
    }.get(name, TEXTS)
    entries[at] = replace(entries[at], **{name: data.draw(drawn.filter(lambda new: new != old))})

    assert codes(entries)


@given(CHAINS, SAID, st.data())
def test_an_edit_with_a_hash_made_to_fit_is_found_by_what_follows(entries, said, data):
    """Whoever makes the hash fit breaks the link to the next entry, or misses the receipt."""
    at = data.draw(st.integers(0, len(entries) - 1))
    receipt = chain.receipt_of(entries[-1])
    before = entries[at - 1] if at else None
    forged = chain.entry_after(before, "submission", **said)
    if forged == entries[at]:
        return
    entries[at] = forged

    assert codes(entries, receipt)
    if at < len(entries) - 1:
        assert "chain-broken" in codes(entries)


@given(st.lists(SAID, min_size=2, max_size=6).map(chained), st.data())
def test_an_entry_taken_out_put_in_or_exchanged_is_found(entries, data):
    """Within the chain no receipt is needed."""
    at = data.draw(st.integers(0, len(entries) - 2))
    missing = entries[:at] + entries[at + 1 :]
    twice = [*entries[: at + 1], entries[at], *entries[at + 1 :]]
    exchanged = [*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]]

    assert "entry-missing" in codes(missing)
    assert "entry-misplaced" in codes(twice)
    assert codes(exchanged)


@given(CHAINS, st.integers(1, 6))
def test_a_cut_off_end_is_found_with_the_receipt_and_only_with_it(entries, cut):
    """That is what a receipt is for."""
    receipt = chain.receipt_of(entries[-1])
    left = entries[:-cut]

    assert [] == codes(left)
    assert ["receipt-unmet"] == codes(left, receipt)


def test_what_is_found_names_the_entry():
    """A person can look for it."""
    said = {"subject": "acme/2026-ssa", "content": "0" * 64, "key": "", "about": None}
    entries = chained([{**said, "recorded": str(number)} for number in range(3)])
    entries[1] = replace(entries[1], recorded="9")

    [problem] = chain.check(entries)

    assert "entry 2 (submission of acme/2026-ssa)" in problem.what


def test_a_gap_is_one_fault_however_wide_it_was_made():
    """Whoever writes a number past all others would have each between them named, for ever."""
    said = {"subject": "acme/2026-ssa", "content": "0" * 64, "key": "", "about": None}
    entries = chained([{**said, "recorded": str(number)} for number in range(3)])
    entries[2] = replace(entries[2], number=2**62)

    gap, _altered = chain.check(entries)

    assert f"Entries 3 to {2**62 - 1} are missing" in gap.what


def test_an_entry_that_stands_twice_is_named_once():
    """What follows it is in its place."""
    said = {"subject": "acme/2026-ssa", "content": "0" * 64, "key": "", "about": None}
    entries = chained([{**said, "recorded": str(number)} for number in range(5)])

    assert ["entry-misplaced", "chain-broken"] == codes([*entries[:2], entries[1], *entries[2:]])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"a": 1, "b": "é"}, {"b": "é", "a": 1}),
        ([1, "x"], (1, "x")),
    ],
)
def test_equal_data_have_one_spelling(left, right):
    """Whatever order they were made in."""
    assert chain.canonical(left) == chain.canonical(right)


def test_the_hash_of_an_entry_stays_what_it_is():
    """An archive of today must verify in ten years: this figure never changes."""
    entry = chain.entry_after(
        None,
        "original",
        subject="acme/2026-ssa",
        content="ab" * 32,
        key="ab" * 32,
        about=None,
        recorded="2026-06-30T09:15:00Z",
    )

    assert entry.hash == chain.hash_of(entry)
    assert entry.hash == "0322dc22e127531e6818848ad0e7e3f2f59f31458347ad8bfe5eaf73dc210fb3"
