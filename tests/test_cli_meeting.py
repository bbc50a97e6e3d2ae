"""A meeting: its agenda, its decisions recorded all or none, its minutes, and what is due after."""

import io
import shutil
from pathlib import Path

import icalendar
import pytest
from deciding import asked as decision_of
from deciding import submit, take
from docx import Document

from secself.cli.commands import secself
from secself.cli.ending import DONE, FLAGGED, WRONG, run
from secself.store.archive.place import Archive

SAMPLES = Path(__file__).parent.parent / "samples"
MEETING = """\
format: 1
date: 2026-07-02
title: Committee & Co {{7*7}}
members:
  - {name: Ada Grey, organisation: Example Grid, role: Chair}
  - {name: Bo Lind}
recusals:
  - {member: Bo Lind, user: northfell-energy, reason: Works for the User.}
agenda:
  - assessment: northfell-energy/2026-ssa
    name: Northfell Energy Ltd
    outcome: actions-requested
    reason: The gateway.
    actions:
      - {action: "Test <it> & {{7*7}}", due: 2026-09-30, owner: Dana Cole}
  - assessment: calder-vale-gas/2026-ssa
    outcome: satisfactory
  - assessment: brightmeter-insight/2026-ssa
    note: Put off.
"""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory) -> Path:
    """An archive with the assessments of the sample Users."""
    place = tmp_path_factory.mktemp("recorded") / "secself.db"
    files = [str(path) for path in sorted(SAMPLES.glob("*/2025-vusa.xlsx"))]
    files += [str(path) for path in sorted(SAMPLES.glob("*/returned/*"))]
    with pytest.raises(SystemExit):
        run(secself, ["ingest", *files, "--archive", str(place), "--quiet"])
    return place


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch, recorded):
    """Every test stands in a folder of its own, with a copy of that archive and the meeting."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECSELF_ARCHIVE", raising=False)
    shutil.copy(recorded, tmp_path / "secself.db")
    Path("m.yaml").write_text(MEETING, encoding="utf-8")


def kinds(asked) -> list[str]:
    """What each entry of the archive records."""
    return [entry["kind"] for entry in asked("history")[1]["entries"]]


def shown(name: str) -> str:
    """All text of a Word document, cells included."""
    document = Document(io.BytesIO(Path(name).read_bytes()))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join(line.text for line in (*document.paragraphs, *cells))


def test_the_decisions_of_a_sitting_are_recorded_together(asked):
    """Each with its letter; who sat and who took no part is recorded with them."""
    code, document = asked("decide", "--from", "m.yaml", "-o", "out")

    assert DONE == code
    assert ["actions-requested", "satisfactory"] == [
        one["outcome"] for one in document["decisions"]
    ]
    assert {("2026-07-02", "2026-07-02", "Committee & Co {{7*7}}")} == {
        (one["on"], one["meeting"], one["by"]) for one in document["decisions"]
    }
    assert 3 == len(document["files"])
    assert ["meeting", "decision", "action"] == kinds(asked)[-7:-4]
    before = kinds(asked)
    assert all(one["known"] for one in asked("decide", "--from", "m.yaml")[1]["decisions"])
    assert before == kinds(asked)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("outcome: satisfactory", "outcome: content", "outcome-unknown"),
        ("calder-vale-gas/2026-ssa", "nobody/2026-ssa", "reference-unknown"),
        ("due: 2026-09-30", "due: 2026-01-30", "action-due-before"),
        ("date: 2026-07-02", "date: 2199-07-02", "decision-ahead"),
    ],
)
def test_one_that_makes_no_sense_keeps_all_from_being_recorded(asked, old, new, code):
    """No decision, no meeting, no letter."""
    before = kinds(asked)
    Path("m.yaml").write_text(MEETING.replace(old, new), encoding="utf-8")
    ended, document = asked("decide", "--from", "m.yaml", "-o", "out")

    assert WRONG == ended
    assert code in {problem["code"] for problem in document["problems"]}
    assert before == kinds(asked)
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("member: Bo Lind", "member: Bo Lynd", "no member of this meeting"),
        ("user: northfell-energy", "user: northfell", "no User on this agenda"),
        ("calder-vale-gas/2026-ssa", "northfell-energy/2026-ssa", "stands twice"),
        ("brightmeter-insight/2026-ssa", "file.xlsx", "no name in the archive"),
        ("    outcome: actions-requested\n", "", "with an outcome only"),
        ("format", "format", ""),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(asked, old, new, said):
    """A recusal that meets nobody would be worse than none."""
    Path("m.yaml").write_text(MEETING.replace(old, new), encoding="utf-8")
    code, document = asked("meeting", "agenda", "m.yaml")

    if said:
        assert WRONG == code
        assert said in document["problems"][0]["what"]
    else:
        assert DONE == code


def test_the_agenda_says_what_is_before_the_committee(asked):
    """Findings in figures, who takes no part, what is open; in Word and as text."""
    code, document = asked("meeting", "agenda", "m.yaml", "-o", "out", "--marking", "OFFICIAL")

    assert DONE == code
    assert ["1", "2", "3"] == [item["number"] for item in document["items"]]
    assert "4 material, 3 to note" in document["items"][0]["before"]
    for text in (
        shown("out/2026-07-02-agenda.docx"),
        Path("out/2026-07-02-agenda.txt").read_text(),
    ):
        for said in ("Committee & Co {{7*7}}", "Ada Grey", "Works for the User.", "Put off."):
            assert said in text


def test_the_minutes_list_what_the_archive_has(asked):
    """What was not decided is named, and what is open afterwards."""
    assert [] == asked("meeting", "minutes", "m.yaml")[1]["decisions"]
    asked("decide", "--from", "m.yaml")
    code, document = asked("meeting", "minutes", "m.yaml", "-o", "out")

    assert DONE == code
    assert ["Actions requested", "Proportionate and satisfactory"] == [
        one["outcome"] for one in document["decisions"]
    ]
    assert ["3. brightmeter-insight/2026-ssa"] == document["undecided"]
    for text in (
        shown("out/2026-07-02-minutes.docx"),
        Path("out/2026-07-02-minutes.txt").read_text(),
    ):
        for said in ("Test <it> & {{7*7}}", "(Dana Cole)", "The gateway.", document["receipt"]):
            assert said in text


def test_actions_of_all_users_stand_by_date(asked):
    """The earliest first; overdue from the day after, for people and for programs."""
    submit(Archive(address="secself.db"))
    take(Archive(address="secself.db"), decision_of("Patch"))
    asked("decide", "--from", "m.yaml")
    code, document = asked("actions", "--as-of", "2026-10-01", "--fail-on", "overdue")

    assert FLAGGED == code
    assert [
        ("brightlow/2026-ssa", "A1", "2026-09-30", True),
        ("northfell-energy/2026-ssa", "A1", "2026-09-30", True),
    ] == [
        tuple(one[name] for name in ("assessment", "id", "due", "overdue"))
        for one in document["actions"]
    ]
    code, one = asked("actions", "brightlow", "--as-of", "2026-09-30", "--fail-on", "overdue")
    assert (DONE, [False]) == (code, [each["overdue"] for each in one["actions"]])


def test_due_days_go_into_peoples_calendars(asked):
    """The same action keeps its id, so that a later file moves it."""
    code, refused = asked("actions", "--to", "ics")
    assert (WRONG, ["actions-none"]) == (code, [one["code"] for one in refused["problems"]])

    asked("decide", "--from", "m.yaml")
    asked("actions", "--to", "ics", "-o", "due.ics", "--marking", "OFFICIAL")
    [event] = icalendar.Calendar.from_ical(Path("due.ics").read_bytes()).walk("VEVENT")
    assert "northfell-energy-2026-ssa-d1-A1@secself" == event["uid"]
    assert "2026-09-30" == str(event["dtstart"].dt)
    assert "Test <it> & {{7*7}} (Dana Cole)" == event["description"]
    assert event["summary"].startswith("OFFICIAL northfell-energy/2026-ssa A1")
