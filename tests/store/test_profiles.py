"""Profiles of Users load with every fault named, each on its line."""

from datetime import date

import pytest

from secself.model import PastAssessment, Profile, ProviderEntry
from secself.problems import Refused
from secself.store.frameworks import load_profile

GOOD = """\
format: 1
id: northfell-energy
name: Northfell Energy Ltd
party_category: small-supplier
user_roles: [import-supplier, gas-supplier]
premises: {domestic: 120000, non_domestic: 0}
user_systems: 1
shared_resource_providers: [gridlink-adapters, {id: other-one, name: Other One, since: 2024-02-01}]
smets1_enrolled: yes
assessments:
  - {kind: fusa, year: 2024, fieldwork_ended: 2024-05-17, status: approved}
contacts: []
"""


def load(tmp_path, text: str) -> Profile:
    """Load a profile of this text."""
    (tmp_path / "profile.yaml").write_text(text, encoding="utf-8")
    return load_profile(tmp_path / "profile.yaml")


def test_a_profile_becomes_words(tmp_path):
    """Numbers are numbers, dates are dates, and a provider may be an id or say more."""
    profile = load(tmp_path, GOOD)

    assert ("northfell-energy", 120000, True) == (
        profile.id, profile.domestic_premises, profile.smets1_enrolled,
    )  # fmt: skip
    assert (
        ProviderEntry(id="gridlink-adapters"),
        ProviderEntry(id="other-one", name="Other One", since=date(2024, 2, 1)),
    ) == profile.providers
    assert (
        PastAssessment(
            kind="fusa", year=2024, fieldwork_ended=date(2024, 5, 17), status="approved"
        ),
    ) == profile.assessments


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("id: northfell-energy", "id: ../../etc", 2),
        ("id: northfell-energy", "id: Northfell", 2),
        ("domestic: 120000", "domestic: about 120000", 6),
        ("smets1_enrolled: yes", "smets1_enrolled: true", 9),
        ("2024-05-17", "17/05/2024", 11),
        ("contacts: []", "contact: []", 12),
        ("format: 1", "format: 2", 1),
        ("year: 2024", "year: 99999", 11),
        ("year: 2024", "year: 0", 11),
        ("2024-02-01", "1850-01-01", 8),
        ("2024-02-01", "20240201", 8),
        ("[gridlink-adapters, {id: other-one", "[other-one, {id: other-one", 8),
        ("domestic: 120000", "domestic: " + "9" * 400, 6),
        ("name: Northfell", 'name: "\\x07Northfell', 3),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, before, after, line):
    """The line is that of the value that is wrong."""
    with pytest.raises(Refused) as refusal:
        load(tmp_path, GOOD.replace(before, after).replace("x07Northfell Energy Ltd", 'x07"'))

    assert [line] == [problem.origin.line for problem in refusal.value.problems]


def test_all_faults_come_in_one_run(tmp_path):
    """A profile with three faults is sent back once, with three lines."""
    text = GOOD.replace("id: northfell", "id: N").replace("user_systems: 1", "user_systems: one")

    with pytest.raises(Refused) as refusal:
        load(tmp_path, text.replace("name: Northfell Energy Ltd", "name:"))

    assert [2, 3, 7] == sorted(problem.origin.line or 0 for problem in refusal.value.problems)
