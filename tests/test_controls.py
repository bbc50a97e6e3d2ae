"""Every framework under controls/: it loads, keeps its laws and says its sources."""

import shutil
from pathlib import Path

import pytest

from secself import questionnaire
from secself.model import Framework, Profile, ProviderEntry
from secself.problems import Refused
from secself.store.frameworks import load_framework

CONTROLS = Path(__file__).parent.parent / "controls"
FOLDERS = sorted(path.parent for path in CONTROLS.glob("*/*/framework.yaml"))
SEC_SCF = CONTROLS / "sec-scf" / "2.5"


@pytest.fixture(params=FOLDERS, ids=lambda folder: f"{folder.parent.name}@{folder.name}")
def framework(request) -> Framework:
    """Each framework in turn."""
    return load_framework(request.param)


@pytest.fixture(scope="module")
def sec_scf() -> Framework:
    """The framework of the regime."""
    return load_framework(SEC_SCF)


def test_a_framework_loads_and_keeps_its_laws(framework):
    """Loading raises on any broken law, so what is loaded keeps them all."""
    assert framework.controls
    assert framework.questions


def test_every_line_names_its_sources(framework):
    """Controls, questions, evidence, interpretations and rules all say where they come from."""
    lines = [
        *framework.controls, *framework.questions, *framework.interpretations, *framework.rules,
        *framework.roles, *framework.kinds, *framework.outcomes, *framework.statuses,
        *framework.chapters, *framework.themes, *framework.standards,
        *(evidence for control in framework.controls for evidence in control.evidence),
    ]  # fmt: skip

    assert [] == [line for line in lines if not line.provenance.sources]


def test_every_obligation_that_binds_users_is_a_control(sec_scf):
    """One control a clause, in the order of the code."""
    clauses = (
        [f"G3.{n}" for n in range(2, 29)] + ["G3.x"]
        + [f"G4.{n}" for n in range(1, 4)]
        + [f"G5.{n}" for n in range(14, 28)]
        + ["G6.2", "G6.3", "G6.4", "G6.8"]
    )  # fmt: skip

    assert clauses == [control.id for control in sec_scf.controls]


def test_a_clause_is_called_verified_only_if_it_was_seen_in_public(sec_scf):
    """The clauses that a public page names with their topic, and no others."""
    seen = {"G3.5", "G3.7", "G3.9", "G3.11", "G3.17", "G3.18", "G3.19", "G3.20", "G3.26", "G3.27",
            "G3.28", "G5.14", "G5.27"}  # fmt: skip
    verified = {
        reference.clause
        for control in sec_scf.controls
        for reference in control.references
        if reference.is_verified and reference.clause.startswith(("G3", "G4", "G5", "G6"))
    }

    assert set() == verified - seen


def test_the_themes_are_numbered_from_one_to_twenty_one(sec_scf):
    """Q01 to Q21, each with at least one question, and every question under its own theme."""
    assert [f"Q{n:02}" for n in range(1, 22)] == [theme.id for theme in sec_scf.themes]
    assert {theme.id for theme in sec_scf.themes} == {q.theme for q in sec_scf.questions}
    assert [] == [q.id for q in sec_scf.questions if not q.id.startswith(f"{q.theme}.")]


@pytest.mark.parametrize(
    ("ref", "kind"),
    [
        ("Q08.1", "date"),
        ("Q09.1", "date"),
        ("Q10.1", "whole"),
        ("Q11.1", "whole"),
        ("Q16.1", "date"),
    ],
)
def test_five_questions_have_a_fixed_meaning(sec_scf, ref, kind):
    """State rules rest on these five, so their types never change."""
    assert [kind] == [q.answer.kind for q in sec_scf.questions if q.id == ref]


def profile(role: str, *, smets1: bool = False, shared: bool = False) -> Profile:
    """A small User of one role."""
    return Profile(
        id="someone", name="Someone", party_category="small-supplier", user_roles=(role,),
        domestic_premises=1, non_domestic_premises=0, user_systems=1, smets1_enrolled=smets1,
        providers=(ProviderEntry(id="shared"),) if shared else (),
    )  # fmt: skip


def drawn(framework: Framework, user: Profile) -> set[str]:
    """The Refs of all that a User is put."""
    chosen = questionnaire.select(framework, user, 2026, "ssa")
    return {asked.item.id for asked in (*chosen.questions, *chosen.controls)}


def test_a_supplier_validates_forty_controls_or_more(sec_scf):
    """Even one that has no SMETS1 systems and shares nothing."""
    chosen = questionnaire.select(sec_scf, profile("import-supplier"), 2026, "ssa")

    assert len(chosen.controls) >= 40


@pytest.mark.parametrize("role", ["export-supplier", "registered-supplier-agent"])
def test_the_reduced_roles_bear_the_reduced_set(sec_scf, role):
    """Detection, vulnerability assessment, risk management and thresholds; no more."""
    controls = {ref for ref in drawn(sec_scf, profile(role)) if ref.startswith("G")}

    assert {
        "G3.2", "G3.3", "G3.8", "G3.9", "G5.14", "G5.15", "G5.16", "G5.17", "G5.18",
        "G6.2", "G6.3", "G6.4", "G6.8",
    } == controls  # fmt: skip


def test_smets1_and_shared_resource_items_are_there_only_where_the_fact_holds(sec_scf):
    """G3.26 to G3.28 wait for enrolment, G5.25 to G5.27 for a shared resource."""
    plain = drawn(sec_scf, profile("gas-supplier"))
    both = drawn(sec_scf, profile("gas-supplier", smets1=True, shared=True))

    assert {"G3.26", "G3.27", "G3.28", "G5.25", "G5.26", "G5.27"} == {
        ref for ref in both - plain if ref.startswith("G")
    }
    assert set() == plain - both


def test_every_item_says_why_it_is_there(sec_scf):
    """The reason names the User Roles, and the fact where one decides."""
    user = profile("gas-supplier", smets1=True)
    chosen = questionnaire.select(sec_scf, user, 2026, "ssa")
    reasons = {asked.item.id: asked.reason for asked in chosen.controls}

    assert "Gas Supplier" in reasons["G3.9"]
    assert "SMETS1" in reasons["G3.26"]


PLANTED = {
    "an interpretation that is not there": (
        "controls.yaml", "interpretations: [AI-4]", "interpretations: [AI-12]",
        "reference-dangling",
    ),
    "a control under a section that is not there": (
        "controls.yaml", "chapter: G4", "chapter: G44", "reference-dangling",
    ),
    "a key nobody knows": ("controls.yaml", "chapter: G6", "chaptre: G6", "data-shape"),
    "a key that stands twice": (
        "framework.yaml", "edition: ", "edition: 9\nedition: ", "yaml-key-twice",
    ),
    "an edition that is not its folder": (
        "framework.yaml", "edition: ", "edition: 9", "framework-misplaced",
    ),
    "two positions that only case parts": (
        "framework.yaml", "label: Not met", "label: met", "word-twice",
    ),
    "an id used twice": ("controls.yaml", "- id: G3.3\n", "- id: G3.2\n", "id-twice"),
    "a status nobody knows": (
        "interpretations.yaml", "status: verified", "status: certain", "data-shape",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_named_with_its_file(tmp_path, fault):
    """Nothing loads that breaks a law; the Problem says which file."""
    file, before, after, code = PLANTED[fault]
    folder = shutil.copytree(SEC_SCF, tmp_path / "sec-scf" / "2.5")
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(Refused) as refusal:
        load_framework(folder)

    assert code in {problem.code for problem in refusal.value.problems}
    assert all(problem.origin.file for problem in refusal.value.problems)
