"""What the committee decided stays, is superseded openly, and comes back with what became of it."""

import hashlib
from datetime import date

import pytest
from deciding import MOMENT, NAME, asked, submit, take

from secself.model import Closing, Progress
from secself.problems import NotFound, Refused
from secself.store.archive import amending, checking, decided, deciding, moving
from secself.store.archive.place import Archive
from secself.store.archive.recording import Original

DAY = date(2026, 9, 2)
PATCH, TRAIN = "Patch the <gateway> & tell {{7*7}}", "Train\nall staff"


def file(text: str) -> Original:
    """A file that came."""
    content = text.encode()
    return Original(name="back.xlsx", sha256=hashlib.sha256(content).hexdigest(), content=content)


def report(archive: Archive, name: str = NAME, **reports: Progress) -> int:
    """Report on actions, `A1` being the first."""
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        decision = decided.standing(ledger, name)
        return deciding.report(ledger, decision, reports, file(str(reports)))


def close(archive: Archive, text: str) -> bool:
    """Close the plan with a letter."""
    letter = file(text)
    closing = Closing(file=letter.name, sha256=letter.sha256, on=date(2026, 10, 1), by="SSC")
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        return deciding.close(ledger, decided.standing(ledger, NAME), closing, letter)


def read(archive: Archive, name: str = NAME):
    """The decisions on an assessment."""
    with archive.reading() as ledger:
        return decided.decisions(ledger, name)


def due(archive: Archive, day: date):
    """What is still to be done, by number, with whether it is overdue or slips."""
    with archive.reading() as ledger:
        return [
            (one.action.id, one.is_overdue, one.is_slipping)
            for one in decided.actions_due(ledger, day)
        ]


def test_a_decision_comes_back_as_it_was_said(archive):
    """Every word of it, hostile ones too, with the submission it is about."""
    submit(archive)
    taken = take(archive, asked(PATCH, TRAIN))

    [one] = read(archive)
    assert taken.is_new
    assert taken.decision == one
    assert (NAME, f"{NAME}#1", 1, True) == (one.subject, one.about, one.number, one.stands)
    assert ["actions-requested", "SSC", "The gateway was replaced."] == [
        one.outcome,
        one.by,
        one.reason,
    ]
    assert [("A1", PATCH, "Dana Cole"), ("A2", TRAIN, "Dana Cole")] == [
        (action.id, action.text, action.owner) for action in one.actions
    ]
    assert [date(2026, 9, 30)] * 2 == [action.due for action in one.actions]
    assert MOMENT == one.recorded
    assert one.received.startswith("2:")
    with archive.reading() as ledger:
        kinds = [entry.kind for entry in ledger.entries()]
        assert ["decision", "action", "action"] == kinds[-3:]
        assert () == checking.walk(ledger).problems


def test_the_same_decision_twice_is_one(archive):
    """And where its day was not said, also on another day."""
    submit(archive)
    take(archive, asked(PATCH))

    assert not take(archive, asked(PATCH)).is_new
    later = asked(PATCH, on=date(2026, 7, 3))
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        assert not deciding.take(ledger, later, is_dated=False).is_new
    with pytest.raises(Refused, match="decision-stands"):
        take(archive, later)
    assert 1 == len(read(archive))


def test_a_decision_is_superseded_with_a_reason_and_never_erased(archive):
    """Both are given for good; only the last stands and asks for anything."""
    submit(archive)
    take(archive, asked(PATCH))

    with pytest.raises(Refused, match="decision-stands"):
        take(archive, asked())
    take(archive, asked(TRAIN, superseding="New evidence"))
    first, second = read(archive)

    assert (second.entry, False, (PATCH,)) == (
        first.superseded_by,
        first.stands,
        tuple(action.text for action in first.actions),
    )
    assert (first.entry, "New evidence", True) == (
        second.supersedes,
        second.superseding,
        second.stands,
    )
    assert () == first.open_actions
    assert [("A1", False, False)] == due(archive, date(2026, 9, 30))


def test_nothing_is_superseded_where_nothing_was_decided(archive):
    """Nor is anything decided that was not sent, or was taken back."""
    submit(archive)

    with pytest.raises(Refused, match="decision-none"):
        take(archive, asked(superseding="Why"))
    with pytest.raises(NotFound, match="reference-unknown"):
        take(archive, asked(about="nobody/2026-ssa"))
    with archive.recording(MOMENT) as ledger:
        amending.withdraw(ledger, f"{NAME}#1", "Sent by mistake", MOMENT)
    with pytest.raises(Refused, match="reference-withdrawn"):
        take(archive, asked())
    assert () == read(archive)


def test_what_is_due_is_overdue_the_day_after_and_slips_when_the_user_says_so(archive):
    """A day the User proposes moves no due date."""
    submit(archive)
    take(archive, asked(PATCH, TRAIN))
    assert [("A1", False, False), ("A2", False, False)] == due(archive, date(2026, 9, 30))

    assert 1 == report(archive, A2=Progress(on=DAY, state="under-way", due=date(2026, 12, 1)))
    assert [("A1", True, False), ("A2", True, True)] == due(archive, date(2026, 10, 1))

    assert 1 == report(
        archive, A1=Progress(on=DAY, state="done", done_on=date(2026, 9, 1), words="Did")
    )
    assert [("A2", True, True)] == due(archive, date(2026, 10, 1))


def test_the_same_report_twice_is_one_and_a_row_left_blank_is_none(archive):
    """What a row says is what counts, not the file it stands in."""
    submit(archive)
    take(archive, asked(PATCH, TRAIN))
    done = Progress(on=DAY, state="done", words="Did it", evidence=("E07",))

    assert 1 == report(archive, A1=done, A2=Progress(on=DAY))
    assert 0 == report(archive, A1=done)
    assert 1 == report(archive, A1=Progress(on=DAY, state="under-way", words="It was not done"))
    [one] = read(archive)
    assert ["done", "under-way"] == [each.state for each in one.actions[0].reports]
    assert not one.actions[0].is_done


def test_the_directors_letter_closes_the_plan(archive):
    """Its bytes are kept; another letter for the same plan is refused."""
    submit(archive)
    take(archive, asked(PATCH, TRAIN))

    assert close(archive, "All is done.")
    assert not close(archive, "All is done.")
    with pytest.raises(Refused, match="plan-closed"):
        close(archive, "All is done, again.")
    [one] = read(archive)
    assert "back.xlsx" == one.closing.file
    assert [] == due(archive, date(2027, 1, 1))
    with archive.reading() as ledger:
        kept = ledger.find("original", NAME, one.closing.sha256)
        assert b"All is done." == ledger.content(kept)


def test_the_files_written_with_a_decision_are_kept(archive):
    """Byte for byte, under their names."""
    submit(archive)
    decision = take(archive, asked()).decision
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        deciding.keep_files(ledger, decision, {"letter.docx": b"PK\0", "plan.xlsx": b"PK"})

    with archive.reading() as ledger:
        [one] = decided.decisions(ledger, NAME)
        assert ("letter.docx", "plan.xlsx") == one.files
        assert {"letter.docx": b"PK\0", "plan.xlsx": b"PK"} == decided.kept_files(ledger, one)


def test_decisions_go_with_a_user_who_is_renamed(archive):
    """Under the old name and the new."""
    submit(archive)
    take(archive, asked(PATCH))
    with archive.recording(MOMENT) as ledger:
        amending.rename(ledger, "brightlow", "shining", "Bought", MOMENT)
    report(archive, "shining/2026-ssa", A1=Progress(on=DAY, state="done"))

    assert read(archive) == read(archive, "shining/2026-ssa")
    assert ["shining/2026-ssa"] == [one.subject for one in read(archive)]
    with archive.reading() as ledger:
        [before] = decided.decided_before(ledger, "shining", 2027)
        assert () == decided.decided_before(ledger, "shining", 2026)
    assert before.actions[0].is_done


def test_decisions_travel_with_the_archive(archive, tmp_path):
    """All of them, with what became of them."""
    submit(archive)
    take(archive, asked(PATCH))
    take(archive, asked(TRAIN, superseding="New evidence"))
    report(archive, A1=Progress(on=DAY, state="late", due=date(2026, 11, 1)))
    close(archive, "All is done.")
    copy = Archive(address=str(tmp_path / "copy.db"))
    with archive.reading() as ledger:
        moving.export(ledger, tmp_path / "out")
    with copy.recording(MOMENT) as ledger:
        moving.take_in(ledger, tmp_path / "out", MOMENT)

    assert read(archive) == read(copy)
    assert 2 == len(read(copy))


def test_what_fails_in_the_middle_records_no_decision(archive):
    """Neither the decision nor any of its actions."""
    submit(archive)

    def broken() -> None:
        with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
            deciding.take(ledger, asked(PATCH))
            message = "the disk is full"
            raise OSError(message)

    with pytest.raises(OSError, match="full"):
        broken()
    assert () == read(archive)
