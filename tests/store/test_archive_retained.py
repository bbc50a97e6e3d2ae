"""What is past its time is told, and erased only when that is asked for."""

from datetime import date

import pytest
from deciding import asked, submit, take

from secself import chain, retention
from secself.store.archive import checking, decided, finding, quarantine, retained
from secself.store.archive.place import Archive

MOMENT = "2026-07-02T10:00:00Z"
OLD, NEW = "brightlow/2019-ssa", "brightlow/2025-ssa"


@pytest.fixture
def filled(archive) -> Archive:
    """An archive with two years of a User, a decision on the older, a pack and a refused file."""
    submit(archive, OLD, owner="Dana Cole")
    submit(archive, NEW)
    take(archive, asked(subject=OLD, about=f"{OLD}#1"))
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        ledger.append("pack", b"a pack of 2019", subject=OLD)
        ledger.append("pack", b"a pack of both", subject=OLD)
        ledger.append("pack", b"a pack of both", subject=NEW)
        quarantine.hold(ledger, "notes.txt", chain.digest_of(b"notes"), b"notes", [])
    return archive


def keep(archive: Archive, **periods: str) -> None:
    """Say for how long things are kept."""
    with archive.recording(MOMENT) as ledger:
        said = {what: retention.read(text) for what, text in periods.items()}
        retained.keep(ledger, said, "Policy.", MOMENT)


def past(archive: Archive, *day: int) -> tuple[list[str], list[str]]:
    """What is past its time: of assessments, and refused files."""
    with archive.reading() as ledger:
        found = retained.review(ledger, date(*day))
    return [f"{one.what} {one.subject}" for one in found.past], [one.name for one in found.held]


def erase(archive: Archive, *day: int) -> int:
    """Erase what is past its time, and count the contents."""
    with archive.recording(MOMENT) as ledger:
        found = retained.erase(ledger, date(*day), "Past its time.", MOMENT)
    return sum(len(one.entries) for one in found.past)


def test_everything_is_kept_for_ever_until_somebody_says_otherwise(filled):
    """Nothing is ever past its time by itself."""
    assert ([], []) == past(filled, 2999, 1, 1)
    with filled.reading() as ledger:
        assert {retention.FOREVER} == {
            one.period.words for one in retained.settings(ledger).values()
        }


def test_time_runs_from_the_end_of_the_assessments_year(filled):
    """The last day still counts; each thing has a time of its own."""
    keep(filled, assessments="7y", packs="1y", quarantine="90d")

    assert ([f"packs {OLD}"], []) == past(filled, 2026, 7, 2)
    assert ([f"packs {OLD}"], []) == past(filled, 2026, 9, 30)
    assert ([f"packs {OLD}"], ["notes.txt"]) == past(filled, 2026, 10, 1)
    assert [f"packs {OLD}"] == past(filled, 2026, 12, 31)[0]
    assert [f"assessments {OLD}", f"packs {OLD}", f"packs {NEW}"] == past(filled, 2027, 1, 1)[0]


def test_the_last_word_counts_and_the_earlier_ones_are_remembered(filled):
    """A time can be taken back before anything was erased."""
    keep(filled, assessments="1y", packs="1y")
    keep(filled, assessments="forever")

    assert ([f"packs {OLD}"], []) == past(filled, 2026, 7, 2)
    with filled.reading() as ledger:
        assert 2 == len(ledger.of_kind("retention"))


def test_what_is_past_its_time_is_erased_when_asked_and_the_chain_holds(filled):
    """A content that a younger assessment needs too stays; what is not past stays."""
    keep(filled, assessments="3y", packs="3y")
    with filled.reading() as ledger:
        before, receipt = list(ledger.entries()), ledger.receipt()

    assert 2 == erase(filled, 2026, 7, 2)
    assert ([], []) == past(filled, 2026, 7, 2)
    assert 0 == erase(filled, 2026, 7, 2)
    with filled.reading() as ledger:
        assert () == checking.walk(ledger, [receipt]).problems
        assert before == list(ledger.entries())[: len(before)]
        old, new = finding.everything(ledger)
        assert (True, False) == (finding.is_erased(ledger, old), finding.is_erased(ledger, new))
        assert (True, False) == (bool(old.withdrawn), bool(new.withdrawn))
        kept = [one for one in before if one.kind == "pack" and ledger.left(one) is not None]
        assert [OLD, NEW] == [one.subject for one in kept]
        [decision] = decided.every_decision(ledger)
        assert decision.about == f"{OLD}#1"


def test_decisions_have_a_time_of_their_own(filled):
    """What is decided may have to be shown for longer than what it was decided on."""
    keep(filled, decisions="3y")

    assert ([f"decisions {OLD}"], []) == past(filled, 2026, 7, 2)
    erase(filled, 2026, 7, 2)
    with filled.reading() as ledger:
        assert () == decided.every_decision(ledger)
        assert [OLD, NEW] == [one.reference.subject for one in finding.everything(ledger)]
        assert not any(one.withdrawn for one in finding.everything(ledger))


def test_what_is_newest_of_a_user_is_said(filled):
    """Whoever erases it should know that the next assessment will have no baseline."""
    keep(filled, assessments="1d")
    with filled.reading() as ledger:
        found = retained.review(ledger, date(2026, 1, 1))
    newest = {one.subject: one.is_newest for one in found.past}

    assert {OLD: False} == newest
    with filled.reading() as ledger:
        found = retained.review(ledger, date(2026, 1, 2))
    assert {OLD: False, NEW: True} == {one.subject: one.is_newest for one in found.past}
