"""`secself schedule`, and what `generate` says of a kind that the cycle does not expect."""

import json
from pathlib import Path

import icalendar
import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run

SAMPLES = Path(__file__).parent.parent / "samples"
NORTHFELL = SAMPLES / "northfell-energy"
PROFILE = NORTHFELL / "profile.yaml"
DAY = ("--as-of", "2026-03-02")


@pytest.fixture
def call(capfdbinary):
    """Run a command line, and give its exit code and the bytes it printed."""

    def command(*words: object) -> tuple[int, bytes, bytes]:
        with pytest.raises(SystemExit) as ending:
            run(secself, [str(word) for word in words])
        printed = capfdbinary.readouterr()
        return int(ending.value.code or 0), printed.out, printed.err

    return command


@pytest.fixture
def asked(call):
    """Run a command line with --format json, and give its exit code and its one document."""

    def command(*words: object) -> tuple[int, dict]:
        code, out, _ = call(*words, "--format", "json")
        return code, json.loads(out)

    return command


@pytest.fixture
def written(tmp_path):
    """Write the sample profile with some lines changed."""

    def profile(**changes: str) -> Path:
        kept: list[str] = []
        key = ""
        for line in PROFILE.read_text(encoding="utf-8").splitlines():
            key = key if line.startswith(" ") else line.split(":")[0]
            kept += [] if key in changes else [line]
        place = tmp_path / "profile.yaml"
        more = [f"{key}: {value}" for key, value in changes.items()]
        place.write_text("\n".join([*kept, *more]), encoding="utf-8")
        return place

    return profile


def test_a_schedule_says_what_is_next_and_why(asked):
    """The document other programs rest on."""
    code, document = asked("schedule", PROFILE, *DAY)

    assert (DONE, "secself/schedule@1") == (code, document["format"])
    assert {
        "kind": "ssa",
        "due": "2026-07-18",
        "book_by": "2026-04-25",
        "reschedule_free_until": "2026-06-20",
    } == document["next"]
    assert {"year": 2026, "kind": "ssa"} == document["cycle"][0]
    assert len(document["cycle"]) >= 6
    assert any("G8.42" in why and "verified" in why for why in document["why"])
    assert document["why"]
    assert all(isinstance(why, str) for why in document["why"])
    assert ([], []) == (document["files"], document["problems"])


def test_a_schedule_is_printed_for_people(call):
    """The same in words, with what is not known said so."""
    code, out, _ = call("schedule", PROFILE, *DAY, "--marking", "AMBER")
    text = out.decode()

    assert code == DONE
    assert text.startswith("AMBER\n")
    assert "User Security Self-Assessment" in text
    assert "book by:        2026-04-25" in text
    assert "gridlink-adapters: not known" in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_calendar_is_printed_or_saved_with_the_same_bytes(call, tmp_path):
    """What is printed can be redirected into a file and imported; so can what is saved."""
    place = tmp_path / "northfell.ics"
    _, printed, _ = call("schedule", PROFILE, *DAY, "--to", "ics")
    code, out, err = call("schedule", PROFILE, *DAY, "--to", "ics", "-o", place)
    events = icalendar.Calendar.from_ical(place.read_bytes()).walk("VEVENT")

    assert (DONE, b"") == (code, out)
    assert str(place).encode() in err
    assert printed == place.read_bytes()
    assert {"2026-04-25", "2026-06-20", "2026-07-18"} == {str(e["dtstart"].dt) for e in events}
    assert all("SEC G8.42" in str(event["description"]) for event in events)


def test_a_calendar_is_never_replaced_unasked(call, tmp_path):
    """What stands there stays, unless --force is said."""
    place = tmp_path / "mine.ics"
    place.write_bytes(b"mine")
    words = ("schedule", PROFILE, *DAY, "--to", "ics", "-o", place)

    assert WRONG == call(*words)[0]
    assert b"mine" == place.read_bytes()
    assert DONE == call(*words, "--force")[0]


def test_json_names_the_calendar_saved_or_carries_it(asked, tmp_path):
    """One document goes to standard output, whatever else is asked for."""
    place = tmp_path / "northfell.ics"
    _, saved = asked("schedule", PROFILE, *DAY, "--to", "ics", "-o", place)
    _, carried = asked("schedule", PROFILE, *DAY, "--to", "ics")

    assert [str(place)] == saved["files"]
    assert [] == carried["files"]
    assert place.read_bytes().decode() == carried["calendar"]


def test_what_has_passed_is_marked_at_the_head(call):
    """Nobody takes a day that is over for one that is still to come."""
    _, out, _ = call("schedule", PROFILE, "--as-of", "2026-09-02")
    head = out.decode().split("What to do")[0]

    assert "due by:         2026-07-18, OVERDUE by 46 days" in head
    assert "book by:        2026-04-25, passed 130 days ago" in head
    assert "put off until:  2026-06-20, passed 74 days ago" in head
    assert "without charge" not in head


def test_what_is_still_to_come_is_counted_at_the_head(call, written):
    """Days to go; a return that is late; the years that are over."""
    late = written(
        assessments="[{kind: fusa, year: 2024, fieldwork_ended: 2024-07-12}]",
        shared_resource_providers="[{id: gridlink-adapters, last_return: 2025-08-31}]",
    )
    _, out, _ = call("schedule", PROFILE, *DAY)
    head = out.decode().split("What to do")[0]

    assert "due by:         2026-07-18, in 138 days" in head
    assert "put off until:  2026-06-20, without charge, in 110 days" in head
    _, out, _ = call("schedule", late, *DAY)
    head = out.decode().split("What to do")[0]
    assert "gridlink-adapters: 2026-02-28, OVERDUE by 2 days" in head
    assert "2025 VUSA (over), 2026 SSA," in head


def test_json_names_the_days_that_have_passed(asked):
    """`next` keeps its four keys."""
    _, early = asked("schedule", PROFILE, *DAY)
    _, late = asked("schedule", PROFILE, "--as-of", "2026-06-21")

    assert [] == early["passed"]
    assert ["book_by", "reschedule_free_until"] == late["passed"]


def test_a_calendar_marks_what_has_passed(call):
    """The same entries, so that importing again moves them, and not offered as open."""
    _, out, _ = call("schedule", PROFILE, "--as-of", "2026-09-02", "--to", "ics")
    _, before, _ = call("schedule", PROFILE, *DAY, "--to", "ics")
    late, early = (icalendar.Calendar.from_ical(each).walk("VEVENT") for each in (out, before))
    titles = [str(event["summary"]) for event in late]

    assert [event["uid"] for event in early] == [event["uid"] for event in late]
    assert [
        "Passed: last day to book: SSA of Northfell Energy Ltd",
        "Passed: last day to put off without charge: SSA of Northfell Energy Ltd",
        "Overdue: SSA of Northfell Energy Ltd",
    ] == titles
    assert "Last day to book: SSA of Northfell Energy Ltd" == str(early[0]["summary"])
    assert "Passed when seen from 2026-09-02." in str(late[0]["description"])


def test_a_past_that_cannot_be_true_is_refused_with_its_lines(asked, call, written):
    """No day is counted from it; each fault has its line and a remedy."""
    profile = written(
        assessments="\n  - {kind: fusa, year: 2025, fieldwork_ended: 2023-01-31}"
        "\n  - {kind: vusa, year: 2026, fieldwork_ended: 2062-03-01}"
    )
    code, document = asked("schedule", profile, *DAY)
    _, out, err = call("schedule", profile, *DAY)
    lines = profile.read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines, 1) if "2023-01-31" in line)

    assert (WRONG, "secself/error@1", b"") == (code, document["format"], out)
    assert ["assessment-misdated", "assessment-misdated", "profile-ahead"] == [
        problem["code"] for problem in document["problems"]
    ]
    assert all(problem["remedy"] for problem in document["problems"])
    assert f"line {first}: The fieldwork of the FUSA of 2025" in err.decode()
    assert f"line {first + 1}: The fieldwork of the VUSA of 2026" in err.decode()


def test_a_past_that_is_doubtful_is_remarked_on(asked, call, written):
    """The schedule is given all the same, with the place to look at."""
    profile = written(
        assessments="\n  - {kind: fusa, year: 2026, fieldwork_ended: 2026-07-17}",
    )
    code, document = asked("schedule", profile, *DAY)
    [problem] = document["problems"]
    _, out, err = call("schedule", profile, *DAY)
    _, _, quiet = call("schedule", profile, *DAY, "--quiet")

    assert (DONE, "warning", "profile-ahead") == (code, problem["level"], problem["code"])
    assert b"[profile-ahead]" in err
    assert b"" == quiet
    assert b"2027-07-17" in out


def test_where_no_year_is_known_the_years_are_not_counted_out(call, written):
    """“Not known” is said once."""
    profile = written(user_roles="[registered-supplier-agent]")
    _, out, _ = call("schedule", profile, *DAY)

    assert "the years:      not known\n" in out.decode()


def test_a_calendar_needs_a_day(asked, written):
    """A User that was never assessed has a schedule, and nothing for a calendar."""
    profile = written(assessments="[]", shared_resource_providers="[]")
    code, document = asked("schedule", profile, *DAY)

    assert (DONE, "fusa", None) == (code, document["next"]["kind"], document["next"]["due"])
    code, document = asked("schedule", profile, *DAY, "--to", "ics")
    assert (WRONG, ["schedule-undated"]) == (code, [p["code"] for p in document["problems"]])


def test_an_output_without_its_form_is_asked_wrongly(asked, tmp_path):
    """-o belongs to --to ics."""
    code, document = asked("schedule", PROFILE, "-o", tmp_path / "x.ics")

    assert (WRONG, ["usage"]) == (code, [p["code"] for p in document["problems"]])


def test_a_framework_without_a_lifecycle_has_no_schedule(asked, tmp_path):
    """It is said, and nothing is made up."""
    folder = tmp_path / "sec-scf" / "2.5"
    folder.mkdir(parents=True)
    for file in (SAMPLES.parent / "controls" / "sec-scf" / "2.5").glob("*.yaml"):
        if file.name != "lifecycle.yaml":
            (folder / file.name).write_bytes(file.read_bytes())
    code, document = asked(
        "schedule", PROFILE, "--controls", tmp_path, "--framework", "sec-scf@2.5"
    )

    assert (WRONG, ["lifecycle-missing"]) == (code, [p["code"] for p in document["problems"]])


def test_a_kind_that_is_not_expected_is_remarked_on_and_written(asked, tmp_path):
    """A warning with the reason, never a refusal."""
    code, document = asked("generate", PROFILE, "--kind", "fusa", "-o", tmp_path)
    [problem] = document["problems"]

    assert (DONE, 2) == (code, len(document["files"]))
    assert ("warning", "kind-unexpected") == (problem["level"], problem["code"])
    assert "expects SSA in 2026, not FUSA" in problem["what"]
    assert "G8.42" in problem["what"]


@pytest.mark.parametrize("words", [(), ("--kind", "ssa"), ("--kind", "vusa", "--year", "2025")])
def test_a_kind_that_is_expected_is_not_remarked_on(asked, tmp_path, words):
    """Nor is a year that is over."""
    code, document = asked("generate", PROFILE, *words, "-o", tmp_path)

    assert (DONE, []) == (code, document["problems"])


def test_where_the_cycle_is_not_known_no_kind_is_remarked_on(asked, written, tmp_path):
    """Nobody knows how a Registered Supplier Agent is assessed, so any kind may be right."""
    profile = written(user_roles="[registered-supplier-agent]")
    _, document = asked("generate", profile, "--kind", "fusa", "-o", tmp_path / "pack")

    assert [] == document["problems"]
