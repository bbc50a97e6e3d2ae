"""What entries say together: numbers that stay, what was withdrawn, and Users who were renamed."""

import json

from secself import chain, history
from secself.model import Entry, Renaming, read_reference

OLD, NEW = "acme", "apex"


def told(*lines: str) -> list[Entry]:
    """Entries of lines such as `submission acme/2026-ssa`, `withdrawal 1`, `rename acme apex`."""
    entries: list[Entry] = []
    for line in lines:
        kind, *words = line.split()
        about = int(words[0]) if words[0].isdigit() else None
        subject = json.dumps(words) if kind == "rename" else words[0]
        last = entries[-1] if entries else None
        entries.append(
            chain.entry_after(
                last, kind, subject=subject, content="0" * 64, key=line, about=about, recorded=""
            )
        )
    return entries


def renaming(entry: Entry) -> Renaming:
    """What a line of renaming says."""
    old, new = json.loads(entry.subject)
    return Renaming(old=old, new=new)


def names(*lines: str) -> list[tuple[int, str]]:
    """Number of the entry, and name, of each submission."""
    found = history.recorded(told(*lines), renaming)
    return [(one.entry.number, str(one.reference)) for one in found]


def newest(reference: str, *lines: str) -> int | None:
    """The entry a name stands for."""
    meant = read_reference(reference)
    found = history.find(meant, history.recorded(told(*lines), renaming)) if meant else None
    return found.entry.number if found else None


TWO = ("submission acme/2026-ssa", "submission acme/2025-vusa", "submission acme/2026-ssa")


def test_submissions_are_numbered_within_their_assessment():
    """In the order in which they came."""
    assert [(1, "acme/2026-ssa#1"), (2, "acme/2025-vusa#1"), (3, "acme/2026-ssa#2")] == names(*TWO)


def test_a_name_without_a_number_is_the_newest():
    """And with one, that very submission."""
    assert 3 == newest("acme/2026-ssa", *TWO)
    assert 1 == newest("acme/2026-ssa#1", *TWO)
    assert newest("acme/2026-ssa#3", *TWO) is None
    assert newest("acme/2024-ssa", *TWO) is None


def test_what_is_withdrawn_keeps_its_number_and_is_the_newest_no_more():
    """A number never becomes that of another submission."""
    lines = (*TWO, "withdrawal 3")

    assert 1 == newest("acme/2026-ssa", *lines)
    assert 3 == newest("acme/2026-ssa#2", *lines)
    assert (5, "acme/2026-ssa#3") in names(*lines, "submission acme/2026-ssa")


def test_comments_and_the_rest_stand_with_the_submission_they_are_about():
    """Each in its place, oldest first."""
    lines = (*TWO, "comments 1", "decision 1", "comments 1")
    first = history.recorded(told(*lines), renaming)[0]

    assert [4, 6] == [entry.number for entry in first.comments]
    assert [5] == [entry.number for entry in first.others]


def test_a_renamed_user_brings_its_history():
    """Under the new id, which the old one leads to."""
    lines = (*TWO, "rename acme apex", "submission acme/2026-ssa")

    assert 5 == newest("apex/2026-ssa", *lines)
    assert [(1, "apex/2026-ssa#1"), (2, "apex/2025-vusa#1")] == names(*lines)[:2]
    assert NEW == history.current_id(OLD, told(*lines), renaming)


def test_a_merged_user_is_counted_after_what_was_there():
    """So no name that was used before stands for something else now."""
    lines = ("submission apex/2026-ssa", *TWO, "rename acme apex")

    assert [
        (1, "apex/2026-ssa#1"),
        (2, "apex/2026-ssa#2"),
        (3, "apex/2025-vusa#1"),
        (4, "apex/2026-ssa#3"),
    ] == names(*lines)


def test_a_renaming_can_be_taken_back_by_another():
    """The first id is then the User's again."""
    lines = (*TWO, "rename acme apex", "rename apex acme")

    assert 3 == newest("acme/2026-ssa", *lines)
    assert OLD == history.current_id(NEW, told(*lines), renaming)


def test_only_what_reads_like_a_name_is_one():
    """A file's name is none."""
    wrong = ("acme/2026-ssa.xlsx", "ACME/2026-ssa", "acme/26-ssa", "acme/2026-ssa#0", "acme")

    assert [None] * len(wrong) == [read_reference(text) for text in wrong]
