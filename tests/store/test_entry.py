"""The guide to User Entry loads with its laws, or says every fault on its line."""

from pathlib import Path

import pytest
from entering import OURS

from secself.problems import NotFound, Refused
from secself.store.entry import load_guide, newest_guide
from secself.store.frameworks import Shelf, shelf


def altered(folder: Path, old: str, new: str, edition: str = "2023-05") -> Path:
    """Keep a copy of our guide with one text replaced."""
    text = OURS.read_text(encoding="utf-8")
    assert old in text
    place = folder / "user-entry" / edition / "entry.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(text.replace(old, new, 1), encoding="utf-8")
    return place


def test_our_guide_keeps_its_laws_and_names_a_source_for_every_line():
    """What is loaded has passed every check; recalled and proposed lines say so."""
    guide = newest_guide(shelf())
    lines = [line for step in guide.steps for line in (step.provenance, step.duration.provenance)]

    assert "user-entry@2023-05" == guide.reference
    assert all(line.sources for line in lines)
    assert all(line.status != "verified" or line.sources != ("R",) for line in lines)
    assert all(step.references for step in guide.steps)


def test_our_guide_is_for_the_roles_of_the_framework():
    """A profile that suits one suits the other."""
    roles = {role.id for role in newest_guide(shelf()).roles}

    assert 7 == len(roles)
    assert {"import-supplier", "registered-supplier-agent", "other-user"} <= roles


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("    scope: once\n", "    scope: twice\n", "data-shape", "scope"),
        ("    scope: once\n", "    scope: once\n    colour: red\n", "data-shape", "colour"),
        ("      working_days: 2\n", "", "data-shape", "is missing"),
        ("      bound: unknown\n", "      bound: unknown\n      working_days: 3\n", "data-shape",
         "must be left out"),
        ("      bound: about\n", "      bound: perhaps\n", "data-shape", "perhaps"),
        ("depends_on: [accession]", "depends_on: [acession]", "reference-dangling", "acession"),
        ("format: 1\n", "format: 1\nformat: 1\n", "yaml-key-twice", "format"),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_line(tmp_path, old, new, code, said):
    """Whoever edits the guide is told where, what and what to do."""
    place = altered(tmp_path, old, new)
    with pytest.raises(Refused) as refusal:
        load_guide(place)
    [problem] = refusal.value.problems

    assert code == problem.code
    assert said in problem.what
    assert str(place) == problem.origin.file
    assert problem.origin.line > 1


def test_the_newest_edition_of_all_folders_is_used(tmp_path):
    """A later edition wins; of one edition the folder that was named by --controls."""
    altered(tmp_path, "edition: 2023-05", "edition: 2027-01", "2027-01")
    same = tmp_path / "other"
    altered(same, "title: Becoming a DCC User", "title: Ours, as amended")

    assert "2027-01" == newest_guide(shelf([tmp_path])).edition
    assert newest_guide(shelf([same])).title.startswith("Ours, as amended")


def test_without_a_guide_there_is_no_path(tmp_path):
    """The message says what to put where."""
    with pytest.raises(NotFound) as missing:
        newest_guide(Shelf(folders=(tmp_path,)))

    assert ["guide-unknown"] == [problem.code for problem in missing.value.problems]
