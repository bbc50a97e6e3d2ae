"""Editions that lie over one another: what they take, where it stands, and what leads nowhere."""

import shutil
from pathlib import Path

import pytest

from secself.cli.commands import secself
from secself.cli.ending import run
from secself.problems import Refused
from secself.proofreading import compare_ids
from secself.store.frameworks import Library, Shelf, load_framework, shelf

CONTROLS = Path(__file__).parent.parent.parent / "controls"
EDITIONS = ("2.0", "2.3", "2.5")


@pytest.fixture(scope="module")
def editions():
    """The editions of the regime's framework, oldest first."""
    library = Library(shelf())
    return {edition: library.framework(f"sec-scf@{edition}") for edition in EDITIONS}


def overlay(folder: Path, text: str, name: str = "sec-scf", edition: str = "mine") -> Path:
    """Write an edition of one file."""
    place = folder / name / edition
    place.mkdir(parents=True)
    head = f"format: 1\nid: {name}\nedition: {edition}\n"
    (place / "framework.yaml").write_text(head + text, encoding="utf-8")
    return place


def refused(place: Path, on: Shelf | None = None) -> list[tuple[str, str | None, int | None]]:
    """Code, file and line of everything for which an edition is refused."""
    with pytest.raises(Refused) as refusal:
        load_framework(place, on)
    return [
        (one.code, Path(one.origin.file or "").parent.name, one.origin.line)
        for one in refusal.value.problems
    ]


def test_the_newest_edition_is_the_one_meant(editions):
    """Three editions are shipped; a name without an edition is the newest."""
    assert list(EDITIONS) == shelf().editions()["sec-scf"]
    assert editions["2.5"] == Library(shelf()).framework("sec-scf")


@pytest.mark.parametrize(("before", "after"), [("2.0", "2.3"), ("2.3", "2.5")])
def test_ids_are_for_ever(editions, before, after):
    """No id changes its meaning; what is missing later is withdrawn there, with the reason."""
    assert [] == list(compare_ids([editions[before]], editions[after]))


@pytest.mark.parametrize(("before", "after"), [("2.0", "2.3"), ("2.3", "2.5")])
def test_a_control_keeps_its_clause(editions, before, after):
    """The SEC clauses of each control are the same in every edition."""
    old, new = (
        {
            control.id: [str(r) for r in control.references if r.document == "SEC"]
            for control in editions[edition].controls
        }
        for edition in (before, after)
    )

    assert old == {ref: new[ref] for ref in old}


def test_the_editions_differ_where_the_notices_say(editions):
    """Cloud came with 2.5; section 7, the Tiger Scheme and providers' reports with 2.3."""
    old, middle, new = (editions[edition] for edition in EDITIONS)
    differing = [changed(old, middle), changed(middle, new)]

    assert [{"G3.7", "G3.27", "G5.16", "Q09.2"}, {"G3.11", "AI-4"}] == differing
    assert {"AI-7", "Q06.1", "Q06.2", "Q06.3"} == set(prints(middle)) - set(prints(old))
    assert {"Q07.3"} == set(prints(new)) - set(prints(middle))
    assert ["2.0", "2.2", "2.3"] == [
        editions[edition].interpretations_edition for edition in EDITIONS
    ]


def prints(framework) -> dict[str, str]:
    """The fingerprint of everything answers are carried by."""
    items = (*framework.controls, *framework.questions, *framework.interpretations)
    return {item.id: item.fingerprint for item in items}


def changed(one, other) -> set[str]:
    """The ids that both have with other words."""
    old, new = prints(one), prints(other)
    return {ref for ref in old if ref in new and old[ref] != new[ref]}


def test_an_item_stands_on_the_line_it_was_written_on(editions):
    """A changed control points into the overlay, an inherited one into the edition beneath."""
    places = {
        control.id: Path(control.origin.file).parent.name for control in editions["2.0"].controls
    }
    [changed_one] = [one for one in editions["2.0"].controls if one.id == "G3.7"]
    line = Path(changed_one.origin.file).read_text(encoding="utf-8").splitlines()

    assert {"G3.7": "2.0", "G3.11": "2.3", "G3.9": "2.5"} == {
        ref: places[ref] for ref in ("G3.7", "G3.11", "G3.9")
    }
    assert "- id: G3.7" in line[changed_one.origin.line - 1]


def test_a_private_overlay_lies_over_ours(tmp_path):
    """A licensed text replaces ours without touching an id; all else is as shipped."""
    overlay(
        tmp_path,
        "extends: sec-scf@2.5\ncontrols:\n  - id: G3.9\n    text: The licensed words.\n",
        edition="2.5-licensed",
    )
    library = Library(shelf([tmp_path]))
    ours, mine = library.framework("sec-scf@2.5"), library.framework("sec-scf")

    assert "sec-scf@2.5-licensed" == mine.reference
    assert {"G3.9"} == changed(ours, mine)
    assert [one.id for one in ours.controls] == [one.id for one in mine.controls]


def test_a_private_edition_may_stand_in_for_the_one_it_extends(tmp_path):
    """The same id and edition on a higher shelf lies over the one on the shelf below."""
    overlay(tmp_path, "extends: sec-scf@2.5\ntitle: Ours, amended\n", edition="2.5")
    mine = Library(shelf([tmp_path])).framework("sec-scf@2.5")

    assert "Ours, amended" == mine.title
    assert 49 == len(mine.controls)


def test_a_pack_is_generated_from_an_overlay(tmp_path, monkeypatch):
    """The whole cycle begins with it as with any other edition."""
    overlay(tmp_path / "mine", "extends: sec-scf@2.5\n", edition="2.5-mine")
    profile = CONTROLS.parent / "samples" / "northfell-energy" / "profile.yaml"
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ending:
        run(secself, [
            "generate", str(profile), "--controls", "mine", "--framework", "sec-scf@2.5-mine",
        ])  # fmt: skip

    assert 0 == (ending.value.code or 0)
    assert 2 == len(list(tmp_path.glob("northfell-energy-2026-ssa.*")))


@pytest.mark.parametrize(
    ("extends", "line"),
    [("sec-scf@9.9", 4), ("sec-scf", 4), ("nothing@1", 4), ("[a, b]", 4)],
)
def test_an_unknown_base_is_named_with_its_line(tmp_path, extends, line):
    """An edition that is not there, none at all, or no reference."""
    place = overlay(tmp_path, f"extends: {extends}\n")

    assert ("base-unknown", "mine", line) in refused(place)


def test_a_circle_is_named(tmp_path):
    """Two editions that extend each other stand on nothing."""
    one = overlay(tmp_path, "extends: ring@2\n", "ring", "1")
    overlay(tmp_path, "extends: ring@1\n", "ring", "2")

    assert "base-unknown" in {code for code, _, _ in refused(one)}


def test_an_edition_over_itself_is_named(tmp_path):
    """Nothing lies below it."""
    place = overlay(tmp_path, "extends: ring@1\n", "ring", "1")

    assert "base-unknown" in {code for code, _, _ in refused(place)}


def test_a_fault_stands_where_it_was_written(tmp_path):
    """In the overlay if the overlay brought it, in the base if it was there before."""
    root = tmp_path / "all"
    base = shutil.copytree(CONTROLS / "sec-scf" / "2.5", root / "sec-scf" / "2.5")
    questions = base / "questions.yaml"
    text = questions.read_text(encoding="utf-8")
    number = text.splitlines().index("  - id: Q02.2") + 1
    questions.write_text(text.replace("id: Q02.2\n    theme: Q02", "id: Q02.2\n    theme: Q99"))
    place = overlay(
        root, "extends: sec-scf@2.5\ncontrols:\n  - id: G3.9\n    chapter: G99\n", edition="mine"
    )

    found = refused(place, Shelf(folders=(root,)))

    assert {("reference-dangling", "mine", 6), ("reference-dangling", "2.5", number)} == set(found)


def test_a_withdrawn_id_that_stands_is_refused(tmp_path):
    """An id is withdrawn for good: it cannot come back as something new."""
    place = overlay(
        tmp_path,
        "extends: sec-scf@2.0\ninterpretations:\n  - id: AI-7\n    term: Another\n"
        "    text: Other words.\n    edition: 9\n"
        "    provenance: {status: proposed, sources: [OWN], confidence: low}\n",
    )

    assert "id-withdrawn" in {code for code, _, _ in refused(place)}
