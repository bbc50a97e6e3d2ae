"""An assessment as OSCAL: both rounds, what was observed, what stands and what matters."""

import json
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from secself.exchange import results
from secself.model import Action, Assessment, BoundComment, Comment, Decision, Reply
from secself.store.assessments import assess
from secself.store.baselines import Baseline
from secself.store.frameworks import Library, shelf
from secself.store.judgements import judge

SAMPLES = Path(__file__).parent.parent.parent / "samples"
USERS = sorted(folder.parent.name for folder in SAMPLES.glob("*/returned"))
OURS = "urn:secself:oscal"
LISTED = {"marking", "label", "type", "state"}
"""The properties of OSCAL's own namespace that are written."""
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
LIBRARY = Library(shelf(()))

COMMENTS = (
    BoundComment(
        id="c1",
        standing="on-this-answer",
        comment=Comment(
            kind="thread",
            section="validation",
            ref="G3.3",
            text="Why {{x}} & <b>?\nAnd by when?",
            author="Ada Byron",
            written=datetime.fromisoformat("2026-07-01T09:30"),
            view="Non-compliance",
            action="Mend it",
            replies=(Reply(text="We will."),),
        ),
    ),
    BoundComment(
        id="c2", withdrawn="A slip.", comment=Comment(kind="note", text="Wrong row.", author=None)
    ),
)
DECISION = Decision(
    subject="x/2026-ssa",
    outcome="actions-requested",
    on=date(2026, 7, 8),
    reason="The agent is out of support.",
    actions=(Action(id="A1", text="Replace the agent.", due=date(2026, 10, 30)),),
    entry=7,
)


def judged(user: str) -> Assessment:
    """What is said of a sample User, with an assessor's comments and a decision."""
    folder = SAMPLES / user
    now = assess(sorted((folder / "returned").iterdir()), LIBRARY)
    prior = Baseline(assessed=assess([folder / "2025-vusa.xlsx"], LIBRARY), files=("2025",))
    made = judge(now, prior, files=("2026",), as_of=None, today=date(2026, 6, 30), marking="AMBER")
    return replace(made, comments=COMMENTS, decision=DECISION)


@pytest.fixture(scope="module", params=USERS)
def documents(request) -> dict[str, dict]:
    """The documents of a sample User, read back."""
    return {
        name: json.loads(text) for name, text in results.documents(judged(request.param)).items()
    }


@pytest.fixture(scope="module")
def made(documents) -> dict:
    """The assessment results."""
    return documents["assessment-results.json"]["assessment-results"]


def records(value: object) -> Iterator[dict]:
    """Every record in a document, the outermost first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from records(inner)


def test_both_rounds_stand_there_newest_first(made):
    """And the newer names the one it was compared with."""
    newest, oldest = made["results"]
    [named] = [p["value"] for p in newest["props"] if p["name"] == "compared-with"]

    assert oldest["uuid"] == named
    assert {"historic"} == {kind for one in oldest["observations"] for kind in one["types"]}


def test_the_user_and_the_assessor_are_never_one(made):
    """What each said is an observation of its own, by another party."""
    parties = {party["uuid"]: party["type"] for party in made["metadata"]["parties"]}
    observed = made["results"][0]["observations"]
    by = {
        one["types"][0]: {parties[o["actors"][0]["actor-uuid"]] for o in one["origins"]}
        for one in observed
    }

    assert {"control-objective": {"organization"}, "finding": {"person"}} == by
    [said] = [one for one in observed if one["description"].startswith("Why")]
    assert COMMENTS[0].comment.text == said["description"]
    assert "Somebody replied: We will." == said["remarks"]


def test_what_nobody_answered_is_not_satisfied():
    """Nor what cannot be read; a question that was not to be answered has no finding."""
    assessment = judged("brightmeter-insight")
    text = results.documents(assessment)[results.RESULTS]
    found = json.loads(text)["assessment-results"]["results"][0]["findings"]
    states = {
        one["target"]["target-id"].removesuffix("_smt"): one["target"]["status"] for one in found
    }

    for ref in ("q18.3", "q20.1", "g3.6", "g5.22"):
        assert {"state": "not-satisfied", "reason": "other"} == states[ref]
    assert 71 == len(states)


def test_an_assessors_concern_is_not_satisfied_whatever_the_user_says(made):
    """And a comment that was taken back weighs nothing."""
    found = {one["target"]["target-id"]: one for one in made["results"][0]["findings"]}
    target = found.get("g3.3_smt")

    assert target is not None
    assert {"state": "not-satisfied", "reason": "fail"} == target["target"]["status"]
    assert ["Non-compliance"] == [p["value"] for p in target["props"] if p["name"] == "view"]


def test_what_matters_is_a_risk_with_the_values_before_and_now():
    """Each rule on each item once; a raised risk says from what to what."""
    text = results.documents(judged("northfell-energy"))[results.RESULTS]
    risks = json.loads(text)["assessment-results"]["results"][0]["risks"]
    [raised] = [one for one in risks if one["title"] == "G3.3: residual-risk-raised"]
    [weighed] = raised["characterizations"]
    said = [
        (f["name"], f["props"][0]["value"], f["value"])
        for f in weighed["facets"]
        if f["name"] == "residual-risk"
    ]

    assert 7 == len(risks)
    assert [("residual-risk", "initial", "Medium"), ("residual-risk", "adjusted", "High")] == said


def test_every_reference_leads_somewhere(documents, made):
    """Of observations, risks, parties, components, documents, and of the catalog's statements."""
    ids = {one["uuid"] for one in records(made) if "uuid" in one}
    names = ("observation-uuid", "risk-uuid", "actor-uuid", "party-uuid")
    named = {one[name] for one in records(made) for name in names if name in one}
    links = {one["href"][1:] for one in records(made) if str(one.get("href", "")).startswith("#")}
    parts = {one["id"] for one in records(documents["catalog.json"]) if "id" in one}
    targets = {one["target"]["target-id"] for one in records(made) if "target" in one}
    chosen = {one["control-id"] for one in records(made) if "control-id" in one}

    assert named | links <= ids
    assert targets | chosen <= parts


def test_it_keeps_the_rules_that_no_validator_holds(documents):
    """Uuids of version 4 or 5 and no two alike, zones everywhere, no property of nobody's."""
    for document in documents.values():
        every = list(records(document))
        ids = [one["uuid"] for one in every if "uuid" in one]
        props = [one for one in every if {"name", "value"} <= one.keys() and "system" not in one]

        assert len(ids) == len(set(ids))
        assert all(UUID.fullmatch(uuid) for uuid in ids)
        assert all(one.get("ns") == OURS or one["name"] in LISTED for one in props)
        for one in every:
            assert all(value not in ("", [], {}) for value in one.values() if one is not value)
            assert all(str(one[k]).endswith("+00:00") for k in ("collected", "start") if k in one)


def test_uuids_stay_and_the_documents_change_with_their_content():
    """Two runs are equal; another word changes the document's uuid, and that of no row."""
    assessment = judged("pennard-networks")
    first, again = (results.documents(assessment) for _ in range(2))
    other = results.documents(replace(assessment, comments=()))
    before, after = (
        json.loads(one[results.RESULTS])["assessment-results"] for one in (first, other)
    )

    assert first == again
    assert before["uuid"] != after["uuid"]
    assert [one["uuid"] for one in before["results"][0]["findings"]] == [
        one["uuid"] for one in after["results"][0]["findings"]
    ]


def test_what_the_committee_asked_for_is_a_plan_of_action(documents):
    """With the day by which it is due; without actions there is no such document."""
    [item] = documents["plan-of-action-and-milestones.json"]["plan-of-action-and-milestones"][
        "poam-items"
    ]
    bare = results.documents(replace(judged("tidewell-data"), decision=None))

    assert "Replace the agent." == item["description"]
    assert "plan-of-action-and-milestones.json" not in bare


@pytest.mark.slow
def test_trestle_finds_no_fault_in_any_of_them(trestle, tmp_path):
    """Compliance-trestle passes the results of every sample User, and all they lead to."""
    folders = {
        "catalog": "catalogs",
        "profile": "profiles",
        "system-security-plan": "system-security-plans",
        "assessment-plan": "assessment-plans",
        "assessment-results": "assessment-results",
        "plan-of-action-and-milestones": "plan-of-action-and-milestones",
    }
    end = time.monotonic() + 150
    start = [trestle, "init", "--local"]
    subprocess.run(start, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    for user in USERS:
        for name, text in results.documents(judged(user)).items():
            root = name.removesuffix(".json")
            place = tmp_path / folders[root] / user / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)
            if root in ("catalog", "profile", "system-security-plan"):
                # Trestle looks for what is imported in the workspace, not beside the file.
                (tmp_path / name).write_bytes(text)
    called = subprocess.run(
        [trestle, "validate", "-a"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=end - time.monotonic(),
        check=False,
    )

    assert 0 == called.returncode, called.stdout + called.stderr
    assert 6 * len(USERS) == (called.stdout + called.stderr).count("VALID: Model")
