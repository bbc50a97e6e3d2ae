"""Trying other settings of the rules before a committee adopts them."""

import json
from pathlib import Path

import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, WRONG, run

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
WORDS = (
    "diff", USER / "returned" / "northfell-energy-2026-ssa.xlsx", "--prior", USER / "2025-vusa.xlsx"
)  # fmt: skip


@pytest.fixture
def tried(capsys, tmp_path):
    """Try settings out, and give the exit code, the document and the text."""

    def command(text: str) -> tuple[int, dict, str]:
        path = tmp_path / "trial.yaml"
        path.write_text("format: 1\n" + text, encoding="utf-8")
        printed = []
        for more in (["--format", "json"], []):
            with pytest.raises(SystemExit) as ending:
                run(secself, [*map(str, WORDS), "--simulate", str(path), *more])
            printed.append(capsys.readouterr())
        said = printed[1].out + printed[1].err
        return int(ending.value.code or 0), json.loads(printed[0].out), said

    return command


def refs(findings: list[dict]) -> list[str]:
    """The refs of findings, in order."""
    return [finding["ref"] for finding in findings]


def test_what_would_come_and_go_is_said_and_nothing_is_adopted(tried):
    """A rule turned off makes its findings vanish; a shorter age lets others appear."""
    code, document, text = tried(
        "rules:\n  - {id: near-threshold, level: off}\n"
        "  - {id: evidence-old, settings: {months: 6}}\n"
    )
    said = document["simulation"]

    assert code == DONE
    assert ["Domestic premises"] == refs(said["vanishing"])
    assert {"evidence-old"} == {finding["rule"] for finding in said["appearing"]}
    assert "Domestic premises" in refs(document["findings"])
    assert "Nothing was adopted" in text
    assert f"{len(said['appearing'])} would appear" in text


def test_a_rule_that_would_speak_more_softly_is_shown_both_ways(tried):
    """A finding that stays, with another voice, neither appears nor vanishes."""
    _, document, _ = tried("rules:\n  - {id: position-lowered, level: note}\n")
    said = document["simulation"]

    assert [("material", "note")] == [
        (one["before"]["materiality"], one["after"]["materiality"]) for one in said["differing"]
    ]
    assert [] == said["appearing"] == said["vanishing"]
    assert len(document["findings"]) == said["staying"] + len(said["differing"])


def test_settings_that_change_nothing_change_no_finding(tried):
    """An empty trial is the framework as it is."""
    _, document, _ = tried("rules: []\n")
    said = document["simulation"]

    assert len(document["findings"]) == said["staying"]
    assert [] == said["appearing"] == said["vanishing"] == said["differing"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("rules:\n  - {id: position-lowerd, level: note}\n", "data-shape", None),
        ("rules:\n  - {id: evidence-old, settings: {months: six}}\n", "rule-setting", 3),
        ("rules:\n  - {id: evidence-old, settings: {weeks: 6}}\n", "rule-setting", 3),
        ("rules:\n  - {id: position-lowered, level: loud}\n", "data-shape", 3),
        ("controls: []\n", "data-shape", 2),
        ("rules: [\n", "yaml-broken", None),
    ],
)
def test_what_is_wrong_in_a_trial_is_said_by_line(tried, text, code, line):
    """A slip in the settings is no quiet simulation of something else."""
    ended, document, said = tried(text)

    assert ended == WRONG
    assert code in {problem["code"] for problem in document["problems"]}
    assert line is None or f"trial.yaml, line {line}" in said
