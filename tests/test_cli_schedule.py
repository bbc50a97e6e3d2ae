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
        lines = PROFILE.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if line.split(":")[0] not in changes]
        if "assessments" in changes:
            kept = [line for line in kept if not line.startswith("  - {kind")]
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


def test_a_calendar_needs_a_day(asked, written):
    """A User that was never assessed has a schedule, and nothing for a calendar."""
    profile = written(assessments="[]", shared_resource_providers="[]")
    lines = [line for line in profile.read_text(encoding="utf-8").splitlines() if line[:1] != " "]
    profile.write_text("\n".join(lines), encoding="utf-8")
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
