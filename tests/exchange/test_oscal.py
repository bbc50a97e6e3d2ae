"""A framework as OSCAL: what stands where, what leads where, and that others can load it."""

import dataclasses
import json
import re
import subprocess
import time
import uuid
from collections.abc import Iterator

import pytest
from frameworks import control, tiny_framework

from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run
from secself.exchange import oscal
from secself.exchange.oscal_words import NAMESPACE
from secself.model import Framework, Source
from secself.store.frameworks import Library, shelf

REFERENCES = ("tiny", "sec-scf@2.0", "sec-scf@2.3", "sec-scf@2.5")
TOKEN = re.compile(r"[a-z_][a-z0-9._-]*")


@pytest.fixture(params=REFERENCES)
def framework(request) -> Framework:
    """Each framework in turn: the invented one, and the editions that are shipped."""
    if request.param == "tiny":
        return tiny_framework()
    return Library(shelf()).framework(request.param)


def documents(framework: Framework) -> dict[str, dict]:
    """The documents of a framework, read back."""
    return {name: json.loads(text) for name, text in oscal.documents(framework).items()}


def catalog(framework: Framework) -> dict:
    """The catalog of a framework."""
    return documents(framework)["catalog.json"]["catalog"]


def records(value: object) -> Iterator[dict]:
    """Every record in a document, the outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from records(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from records(inner)


def props(record: dict, name: str) -> list[str]:
    """The values of a property of our namespace."""
    return [
        prop["value"]
        for prop in record["props"]
        if prop["name"] == name and prop.get("ns") == NAMESPACE
    ]


def controls(document: dict) -> dict[str, dict]:
    """The controls of a catalog by the label they have in the framework."""
    return {
        one["props"][0]["value"]: one
        for group in document["groups"]
        for one in group.get("controls", ())
    }


# what stands where


def test_each_chapter_and_theme_is_a_group(framework):
    """Obligations stand in their chapter, questions in their theme, in the framework's order."""
    groups = catalog(framework)["groups"]
    expected = [(one.id, one.title) for one in (*framework.chapters, *framework.themes)]

    assert expected == [(group["props"][0]["value"], group["title"]) for group in groups]
    assert {one.id for one in (*framework.controls, *framework.questions)} == set(
        controls({"groups": groups})
    )


def test_a_control_has_its_clause_as_label_and_its_words_as_statement():
    """The id is the clause in small letters, since OSCAL's ids are tokens."""
    framework = tiny_framework()
    [first, *_] = framework.controls
    made = controls(catalog(framework))[first.id]

    assert ("g1.1", "obligation", first.title) == (made["id"], made["class"], made["title"])
    assert {"id": "g1.1_smt", "name": "statement", "prose": first.text} == made["parts"][0]
    assert [first.fingerprint] == props(made, "fingerprint")
    assert list(first.applicability.roles) == props(made, "role")
    assert ["verified"] == props(made, "standing")


def test_a_question_says_what_may_be_answered(framework):
    """Its words are the statement; choices, their ranking and the condition are properties."""
    made = controls(catalog(framework))

    for question in framework.questions:
        there = made[question.id]
        assert "question" == there["class"]
        assert question.text.strip() == there["parts"][0]["prose"]
        assert list(question.answer.choices) == props(there, "choice")
        hangs_on = [question.condition.question] if question.condition else []
        assert hangs_on == props(there, "hangs-on")


def test_an_interpretation_is_a_resource_that_guidance_links_to(framework):
    """Its text stands once, and each item read with it points there."""
    document = catalog(framework)
    resources = {f"#{one['uuid']}": one for one in document["back-matter"]["resources"]}
    made = controls(document)

    for item in (*framework.controls, *framework.questions):
        linked = [
            props(resources[part["links"][0]["href"]], "ref")[0]
            for part in made[item.id]["parts"]
            if part.get("class") == "agreed-interpretation"
        ]
        assert list(item.interpretations) == linked
    texts = {one["description"] for one in resources.values()}
    assert {one.text.strip() for one in framework.interpretations} <= texts


def test_a_profile_chooses_what_is_put_to_a_role_in_a_kind(framework):
    """One file for each role and kind that is asked anything; facts do not narrow it."""
    made = documents(framework)
    labels = {one["id"]: ref for ref, one in controls(made.pop("catalog.json")["catalog"]).items()}
    items = (*framework.controls, *framework.questions)
    expected = {
        f"profile-{role.id}-{kind.id}.json": chosen
        for role in framework.roles
        for kind in framework.kinds
        if (
            chosen := [
                one.id
                for one in items
                if role.id in one.applicability.roles and kind.id in one.applicability.kinds
            ]
        )
    }

    assert expected == {
        name: [
            labels[token]
            for token in one["profile"]["imports"][0]["include-controls"][0]["with-ids"]
        ]
        for name, one in made.items()
    }


# what OSCAL insists on


def test_every_document_has_what_oscal_insists_on(framework):
    """A uuid and four lines about itself; a profile also imports the catalog."""
    for name, document in documents(framework).items():
        [(root, content)] = document.items()
        metadata = content["metadata"]

        assert root == name.split("-")[0].removesuffix(".json")
        assert 5 == uuid.UUID(content["uuid"]).version
        assert framework.edition == metadata["version"]
        assert "1.2.3" == metadata["oscal-version"]
        assert re.fullmatch(r"[0-9-]{10}T00:00:00\+00:00", metadata["last-modified"])
        assert metadata["title"]


def test_nothing_is_empty(framework):
    """OSCAL admits no empty list, record or text, and no value with space around it."""
    for document in documents(framework).values():
        for record in records(document):
            assert [] == [key for key, value in record.items() if value in ("", [], {})]
            if "value" in record:
                assert " ".join(record["value"].split()) == record["value"]


def test_ids_are_tokens_and_stand_once(framework):
    """No two groups, controls or parts share an id, and no two things a uuid."""
    every = list(records(catalog(framework)))
    ids = [record["id"] for record in every if "id" in record]
    uuids = [record["uuid"] for record in every if "uuid" in record]

    assert [] == [one for one in ids if not TOKEN.fullmatch(one)]
    assert len(set(ids)) == len(ids)
    assert len(set(uuids)) == len(uuids)


def test_references_lead_somewhere(framework):
    """Links lead to resources, profiles to the catalog, and chosen ids to its controls."""
    made = documents(framework)
    every = list(records(made["catalog.json"]))
    resources = {f"#{record['uuid']}" for record in every if "uuid" in record}
    chosen = {
        token
        for record in records([one for name, one in made.items() if name != "catalog.json"])
        for token in record.get("with-ids", ())
    }
    imported = {
        record["href"]
        for name, one in made.items()
        if name != "catalog.json"
        for record in records(one)
        if "href" in record
    }

    assert set() == {record["href"] for record in every if "href" in record} - resources
    assert set() == chosen - {
        one["id"] for one in controls(made["catalog.json"]["catalog"]).values()
    }
    assert {"catalog.json"} == imported


def test_properties_of_ours_stand_in_our_namespace(framework):
    """In OSCAL's own there is nothing but `label`, which OSCAL lists; no validator sees to it."""
    named = {
        (prop.get("ns"), prop["name"])
        for document in documents(framework).values()
        for record in records(document)
        for prop in record.get("props", ())
    }

    assert {"label"} == {name for namespace, name in named if namespace is None}
    assert {None, NAMESPACE} == {namespace for namespace, _ in named}
    assert re.fullmatch(r"[a-z]+:.+", NAMESPACE)


@pytest.mark.parametrize("refs", [("3.8",), ("G1/é",), ("G9.1", "g9.1"), ("a b", "a_b")])
def test_any_id_becomes_a_token_of_its_own(refs):
    """Digits first, strange letters, and ids that differ only in their capitals."""
    framework = dataclasses.replace(
        tiny_framework(),
        controls=tuple(dataclasses.replace(control(ref, "Do."), chapter="G1") for ref in refs),
    )
    made = controls(catalog(framework))

    assert set(refs) < set(made)
    assert len(made) == len({one["id"] for one in made.values()})
    assert all(TOKEN.fullmatch(one["id"]) for one in made.values())


# what stays


def test_the_same_framework_gives_the_same_bytes(framework):
    """Neither clock nor chance has a part in it."""
    assert oscal.documents(framework) == oscal.documents(framework)


def test_a_changed_word_changes_the_document_and_nothing_else():
    """The uuid of the document is that of its content; resources and controls keep theirs."""
    framework = tiny_framework()
    [first, *others] = framework.controls
    reworded = dataclasses.replace(first, text="Other words.")
    changed = dataclasses.replace(framework, controls=(reworded, *others))
    before, after = catalog(framework), catalog(changed)

    assert before["uuid"] != after["uuid"]
    assert before["back-matter"] == after["back-matter"]
    assert list(controls(before)) == list(controls(after))


@pytest.mark.parametrize(
    ("retrieved", "day"),
    [
        ("stored copy, item of 26 September 2019; another of 3 May 2018", "2019-09-26"),
        ("2024-02-29", "2024-02-29"),
        ("31 February 2024", "1970-01-01"),
        ("stored copy", "1970-01-01"),
    ],
)
def test_a_document_is_as_old_as_the_newest_date_of_its_sources(retrieved, day):
    """So that writing it again gives the same; without a date it is the oldest there is."""
    sources = (Source(code="S0", title="A page", retrieved=retrieved),)
    framework = dataclasses.replace(tiny_framework(), sources=sources)

    assert f"{day}T00:00:00+00:00" == catalog(framework)["metadata"]["last-modified"]


# at the command line


def _export(*words: object) -> int:
    with pytest.raises(SystemExit) as ending:
        run(secself, ["framework", "export", "sec-scf@2.5", *(str(word) for word in words)])
    return int(ending.value.code or 0)


def test_the_command_fills_a_folder(tmp_path, capsys):
    """Catalog and profiles, and none is replaced unasked."""
    folder = tmp_path / "oscal"
    framework = Library(shelf()).framework("sec-scf@2.5")

    assert DONE == _export("--to", "oscal", "-o", folder)
    assert oscal.documents(framework) == {one.name: one.read_bytes() for one in folder.iterdir()}
    assert "catalog.json" in capsys.readouterr().out
    assert WRONG == _export("--to", "oscal", "-o", folder)
    assert DONE == _export("--to", "oscal", "-o", folder, "--force")


# in the hands of others


@pytest.mark.slow
def test_trestle_loads_catalog_and_profile(trestle, tmp_path):
    """They pass its validation, and the profile resolves to just the controls it chooses."""
    framework = Library(shelf()).framework("sec-scf@2.5")
    made = oscal.documents(framework)
    inbox, desk = tmp_path / "inbox", tmp_path / "desk"
    for folder in (inbox, desk):
        folder.mkdir()
    profile = "profile-other-user-ssa.json"
    for name in ("catalog.json", profile):
        (inbox / name).write_bytes(made[name])
    (desk / "catalog.json").write_bytes(made["catalog.json"])

    end = time.monotonic() + 35

    def ask(*words: object) -> None:
        left = end - time.monotonic()
        called = subprocess.run(
            [trestle, *words], cwd=desk, capture_output=True, text=True, timeout=left, check=False
        )
        assert 0 == called.returncode, called.stdout + called.stderr

    ask("init", "--local")
    ask("import", "-f", inbox / "catalog.json", "-o", "whole")
    ask("import", "-f", inbox / profile, "-o", "chosen")
    ask("validate", "-a")
    ask("author", "profile-resolve", "-n", "chosen", "-o", "resolved")

    resolved = json.loads((desk / "catalogs" / "resolved" / "catalog.json").read_text("utf-8"))
    [imported] = json.loads(made[profile])["profile"]["imports"]
    assert set(imported["include-controls"][0]["with-ids"]) == {
        one["id"] for one in controls(resolved["catalog"]).values()
    }
