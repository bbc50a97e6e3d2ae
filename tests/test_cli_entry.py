"""`secself entry`: what it prints, what it writes, and what it refuses."""

import json
from pathlib import Path

import pytest

from secself.cli.ending import DONE, WRONG

SAMPLES = Path(__file__).parent.parent / "samples"
NORTHFELL = SAMPLES / "northfell-energy" / "profile.yaml"
BRIGHTMETER = SAMPLES / "brightmeter-insight" / "profile.yaml"
DAY = ("--as-of", "2026-11-23")


def test_the_path_is_printed(call):
    """Without -o nothing is written, and the path stands on the screen."""
    code, out, err = call("entry", BRIGHTMETER, *DAY)

    assert DONE == code
    assert "Entry cannot be complete before 2027-03-03" in out
    assert "Privacy Assessment, fieldwork" in out
    assert "[entry-again]" in err


def test_two_files_are_written_and_named(call, tmp_path):
    """They are named for the User; their bytes are the same on every run."""
    first, second = tmp_path / "first", tmp_path / "second"
    code, out, _ = call("entry", NORTHFELL, *DAY, "-o", first)
    call("entry", NORTHFELL, *DAY, "-o", second)
    names = ["northfell-energy-entry.html", "northfell-energy-entry.xlsx"]

    assert DONE == code
    assert names == sorted(place.name for place in first.iterdir())
    assert all(str(first / name) in out for name in names)
    assert all((first / n).read_bytes() == (second / n).read_bytes() for n in names)


def test_nothing_is_replaced_unasked(call, tmp_path):
    """A second run refuses, unless --force is said."""
    call("entry", NORTHFELL, *DAY, "-o", tmp_path)
    code, _, err = call("entry", NORTHFELL, *DAY, "-o", tmp_path)

    assert WRONG == code
    assert "[file-exists]" in err
    assert DONE == call("entry", NORTHFELL, *DAY, "-o", tmp_path, "--force")[0]


def test_the_document_for_scripts(call, tmp_path):
    """One JSON document with the files, every step and the earliest completion."""
    code, out, _ = call("entry", NORTHFELL, *DAY, "-o", tmp_path, "--format", "json")
    document = json.loads(out)
    steps = {step["id"]: step for step in document["steps"]}

    assert (DONE, "secself/entry@1", "2027-03-03") == (
        code, document["format"], document["earliest_completion"],
    )  # fmt: skip
    assert {"northfell-energy-entry.xlsx", "northfell-energy-entry.html"} == {
        Path(name).name for name in document["files"]
    }
    assert ["entry-again"] == [problem["code"] for problem in document["problems"]]
    assert all(
        {"id", "reference", "applies", "earliest_start", "working_days", "depends_on"} <= one.keys()
        for one in document["steps"]
    )
    assert (True, "2026-11-25", 60, ["accession"], "SEC H1") == tuple(
        steps["uept-notice-import-supplier"][key]
        for key in ("applies", "earliest_start", "working_days", "depends_on", "reference")
    )
    assert (False, None, None) == tuple(
        steps["privacy-assessment"][key] for key in ("applies", "earliest_start", "working_days")
    )


def test_an_estimate_moves_the_path(call):
    """A length the User gives is counted, and named as an estimate."""
    _, out, _ = call("entry", NORTHFELL, *DAY, "--estimate", "uept=15", "--format", "json")
    document = json.loads(out)
    [one] = [step for step in document["steps"] if step["id"] == "uept-gas-supplier"]

    assert "2027-03-24" == document["earliest_completion"]
    assert (15, True, "15, your estimate") == (
        one["working_days"], one["estimated"], one["length"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("estimate", "code"),
    [
        ("uept", "estimate-unclear"),
        ("uept=soon", "estimate-unclear"),
        ("uept=-3", "estimate-unclear"),
        ("uept=99999", "estimate-unclear"),
        ("=3", "estimate-unclear"),
        ("privacy-assessment=3", "estimate-unknown"),
        ("uept-notice=10", "estimate-too-short"),
    ],
)
def test_an_estimate_that_cannot_be_used_is_refused(call, estimate, code):
    """It says why, and lists what can be estimated."""
    ended, _, err = call("entry", NORTHFELL, *DAY, "--estimate", estimate)

    assert WRONG == ended
    assert f"[{code}]" in err


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_far_away_is_refused(call, day):
    """Of such years nobody knows the holidays, and days could not be counted."""
    code, _, err = call("entry", NORTHFELL, "--as-of", day)

    assert WRONG == code
    assert "[start-far-away]" in err


def test_a_role_that_is_none_is_refused(call, tmp_path):
    """Under --format json as a document of its own."""
    text = NORTHFELL.read_text(encoding="utf-8").replace("gas-supplier", "grid-owner")
    place = tmp_path / "profile.yaml"
    place.write_text(text, encoding="utf-8")
    code, out, _ = call("entry", place, "--format", "json")

    assert WRONG == code
    assert ["role-unknown"] == [problem["code"] for problem in json.loads(out)["problems"]]


def test_the_marking_stands_first_and_last(call):
    """On the screen too."""
    _, out, _ = call("entry", NORTHFELL, *DAY, "--marking", "OFFICIAL")

    assert "OFFICIAL" == out.splitlines()[0] == out.splitlines()[-1]


def test_a_user_in_many_roles_has_every_step_and_may_be_left_in_peace(call, tmp_path):
    """Nothing is left over that is not for it, and --quiet keeps the note away."""
    text = NORTHFELL.read_text(encoding="utf-8")
    place = tmp_path / "profile.yaml"
    place.write_text(text.replace("gas-supplier", "electricity-distributor, other-user"), "utf-8")
    code, out, err = call("entry", place, *DAY, "--quiet")

    assert (DONE, "") == (code, err)
    assert "Not for these User Roles" not in out
    assert "as Import Supplier, Electricity Distributor and Other User" in out
