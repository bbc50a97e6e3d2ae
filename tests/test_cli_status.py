"""`secself status`: from the archive what was issued and came back, from profiles what is due."""

from pathlib import Path

import pytest
from filling import edit, header_of, row_of

from secself.cli.ending import DONE, WRONG

SAMPLES = Path(__file__).parent.parent / "samples"
USER = SAMPLES / "northfell-energy"
CURRENT = USER / "returned" / "northfell-energy-2026-ssa.xlsx"
DUE = "2026-07-18"


@pytest.fixture(autouse=True)
def alone(here):
    """Every test stands in a folder of its own, in which there is no archive yet."""


@pytest.fixture
def issued(asked):
    """An archive in which the pack of one User was recorded."""
    code, _ = asked(
        "generate", USER / "profile.yaml", "--prior", USER / "2025-vusa.xlsx", "-o", "packs",
        "--archive", "secself.db",
    )  # fmt: skip
    assert code == DONE


def only(document: dict) -> dict:
    """The one assessment of a document."""
    [one] = document["users"]
    return one


@pytest.mark.usefixtures("issued")
def test_a_user_is_issued_then_late_then_returned(asked):
    """When it is due comes from the profile, and when it went out from the archive."""
    profile = USER / "profile.yaml"
    one = only(asked("status", "--profile", profile, "--as-of", DUE)[1])
    assert ("issued", DUE, []) == (one["stage"], one["due"], one["late"])
    assert one["issued"]
    one = only(asked("status", "--profile", profile, "--as-of", "2026-07-20")[1])
    assert [{"what": "not-returned", "since": DUE, "days": 2}] == one["late"]
    asked("ingest", CURRENT)
    one = only(asked("status", "--profile", profile, "--as-of", "2026-07-20")[1])
    assert ("returned", []) == (one["stage"], one["late"])
    back = one["returned"]
    assert (106, 106, 0, True) == (
        back["rows"], back["answered"], back["errors"], back["complete"],
    )  # fmt: skip


@pytest.mark.usefixtures("issued")
def test_what_no_profile_says_is_not_known(asked):
    """Nothing is late by guessing, and it is said why no day is known."""
    one = only(asked("status", "--as-of", "2030-01-01")[1])
    assert (None, [], "No profile of this User was named.") == (
        one["due"], one["late"], one["due_unknown"],
    )  # fmt: skip


@pytest.mark.usefixtures("issued")
def test_profiles_of_a_folder_name_users_of_whom_nothing_is_recorded(asked):
    """Other files of YAML are no profiles; --late leaves only what is late, the latest first."""
    users = ("brightmeter-insight", "calder-vale-gas", "northfell-energy")
    words = ("status", *users, "--profile", SAMPLES, "--as-of", "2026-07-10")
    found = [(one["user"], one["stage"]) for one in asked(*words)[1]["users"]]
    assert {(user, "expected") for user in users[:2]} | {(users[2], "issued")} == set(found)
    late = [one["user"] for one in asked(*words, "--late")[1]["users"]]
    assert ["calder-vale-gas", "brightmeter-insight"] == late


def test_the_newest_year_is_shown_unless_another_is_asked_for(asked):
    """By --year, by --kind, and by the names of Users."""
    asked("ingest", USER / "2025-vusa.xlsx", CURRENT)
    assert "northfell-energy/2026-ssa" == only(asked("status")[1])["assessment"]
    vusa = "northfell-energy/2025-vusa"
    assert vusa == only(asked("status", "--year", 2025)[1])["assessment"]
    assert vusa == only(asked("status", "--kind", "vusa")[1])["assessment"]
    _, document = asked("status", "acme")
    assert [] == document["users"]
    assert ["user-unknown"] == [one["code"] for one in document["problems"]]


@pytest.mark.usefixtures("issued")
def test_a_withdrawn_submission_did_not_come_back(asked):
    """It stays in the archive, and counts for nothing."""
    asked("ingest", CURRENT)
    asked("ingest", "--withdraw", "northfell-energy/2026-ssa#1", "--reason", "Sent by mistake.")
    one = only(asked("status")[1])
    assert ("issued", None) == (one["stage"], one["returned"])


def test_without_an_archive_there_is_nothing_to_say(asked):
    """And none is made; a kind that there is not is said to be none."""
    assert WRONG == asked("status")[0]
    assert not list(Path().iterdir())
    code, document = asked("status", "--kind", "xyz")
    assert (WRONG, "kind-unknown") == (code, document["problems"][0]["code"])


def test_a_comment_that_was_taken_back_counts_no_more(asked, tmp_path):
    """And each counts once, in however many files it came."""

    def comment(book):
        sheet = book["Validation"]
        last = sheet.max_column
        cells = {"Assessor's comment": "Why?", "Assessor's view": "Non-compliance"}
        for at, (heading, text) in enumerate(cells.items(), last + 1):
            sheet.cell(header_of(sheet), at).value = heading
            sheet.cell(row_of(sheet, "G3.9"), at).value = text

    review = tmp_path / "review.xlsx"
    review.write_bytes(edit(CURRENT.read_bytes(), comment))
    asked("ingest", CURRENT, review)
    one = only(asked("status")[1])
    assert ("commented", 1, 1) == (
        one["stage"],
        one["comments"]["open"],
        one["comments"]["concerns"],
    )
    [listed] = asked("comments", "northfell-energy/2026-ssa")[1]["assessments"]
    [comment] = listed["comments"]
    asked("comments", "northfell-energy/2026-ssa", "--withdraw", comment["id"], "--reason", "No.")
    one = only(asked("status")[1])
    assert ("returned", 0, 0) == (
        one["stage"],
        one["comments"]["open"],
        one["comments"]["concerns"],
    )


def test_what_the_committee_decided_is_shown_and_what_is_overdue_of_it_is_late(asked):
    """A decision ends what was late before it; its actions have days of their own."""
    asked("ingest", CURRENT)
    code, _ = asked(
        "decide", "northfell-energy/2026-ssa", "--outcome", "actions-requested", "--on",
        "2026-07-02", "--action", "Send the report.", "--due", "2026-08-01", "-o", "letters",
    )  # fmt: skip
    assert code == DONE
    one = only(asked("status", "--as-of", "2026-08-11")[1])
    assert ("decided", "actions-requested", 1) == (
        one["stage"],
        one["decision"]["outcome"],
        one["decision"]["open_actions"],
    )
    assert [{"what": "action-overdue", "since": "2026-08-01", "days": 10}] == one["late"]
