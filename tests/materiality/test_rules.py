"""The promise every rule keeps, and how they are run."""

import doctest
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from submissions import (
    AS_OF,
    RULES,
    flat,
    judging_framework,
    pair,
    quiet_submission,
    setting,
)

from secself import materiality
from secself.comparison import compare
from secself.materiality import rules, run
from secself.model import Finding, Framework
from secself.problems import Origin

HERE = Path(__file__).parent
LOWERED = """
    | sheet      | ref   | column   | before | after      |
    | Validation | G1.2  | position | Met    | Partly met |
    | Validation | G1.2  | change   |        | Changed    |
    | Questions  | Q10.1 | answer   | 0      | 2          |
    | Validation | G2.1  | position |        |            |
"""


@pytest.fixture(params=sorted(rules()))
def rule(request) -> ModuleType:
    """Each rule in turn."""
    return rules()[request.param]


def test_an_id_is_the_name_of_the_file(rule):
    """So that whoever reads a finding finds the rule."""
    assert rule.ID.replace("-", "_") == rule.__name__.rpartition(".")[2]


def test_settings_are_words_or_whole_numbers(rule):
    """A framework writes them as text; the rule says what they are."""
    assert {str, int} >= set(rule.SETTINGS.values())


def test_a_manual_page_has_settings_and_two_examples_that_hold(rule):
    """One that is flagged, and one that is not."""
    page = rule.__doc__ or ""
    results = doctest.testmod(rule)

    assert ["Settings:", "Flagged,", "Not flagged,"] == re.findall(
        r"^(?:Settings:|Flagged,|Not flagged,)", page, re.MULTILINE
    )
    assert (0, True) == (results.failed, results.attempted >= 4)


def test_a_manual_page_names_every_setting(rule):
    """Nobody has to read the code to set a rule."""
    settings = (rule.__doc__ or "").partition("Settings:")[2].partition("Flagged,")[0]

    assert set(rule.SETTINGS) == set(re.findall(r"`([a-z_]+)`", settings))


def test_each_rule_has_a_page_of_tests(rule):
    """It is named as the rule's file is."""
    assert (HERE / f"test_{rule.ID.replace('-', '_')}.py").is_file()


def test_the_tests_set_every_rule_there_is():
    """A new file is a new rule, and wants a line among the settings of the tests."""
    assert set(rules()) == set(RULES)


def ran(framework: Framework, table: str = LOWERED) -> tuple[Finding, ...]:
    """Judge the pair of a table as a framework asks, without a fault."""
    before, after = pair(table)
    findings, problems = run(compare(framework, after, before, AS_OF))
    assert problems == ()
    return findings


def test_material_findings_come_first_then_the_framework_s_order():
    """Questions stand before controls, as in the workbook."""
    assert [
        ("incident-reported", "Q10.1", "material"),
        ("position-lowered", "G1.2", "material"),
        ("unanswered-on-both-sides", "G2.1", "note"),
    ] == flat(ran(judging_framework()))


def test_a_framework_says_how_loudly_a_rule_speaks():
    """Off is silence, and a note is a note."""
    settings = (
        setting("position-lowered", level="note"),
        setting("incident-reported", level="off"),
    )

    assert [("position-lowered", "G1.2", "note")] == flat(ran(judging_framework(*settings)))


def test_a_rule_set_twice_is_heard_once():
    """The same finding twice says nothing more."""
    settings = (setting("position-lowered"), setting("position-lowered"))

    assert 1 == len(ran(judging_framework(*settings)))


def test_a_finding_names_the_rule_s_sources_and_the_item_s():
    """Those that are only remembered are named apart."""
    (finding,) = ran(judging_framework(setting("position-lowered")))

    assert ("TFC G8.18", "TFC G5.16", "TFC G1.2") == finding.sources
    assert ("TFC G5.16", "TFC G1.2") == finding.unverified


def test_a_finding_on_no_item_names_the_rule_s_sources():
    """A line of the Profile sheet has no references of its own."""
    (finding,) = ran(
        judging_framework(setting("user-system-added")),
        """
        | sheet   | ref          | column | before | after |
        | Profile | User Systems | value  | 1      | 2     |
        """,
    )

    assert ("TFC G8.18", "TFC G5.16") == finding.sources
    assert {"before": 1, "after": 2} == finding.inputs


@pytest.mark.parametrize(
    ("rule", "settings", "code", "words"),
    [
        ("position-raised", {}, "rule-unknown", 'There is no rule "position-raised".'),
        ("position-lowered", {"steps": "2"}, "rule-setting", 'has no setting "steps"'),
        ("evidence-old", {"months": None}, "rule-setting", 'lacks its setting "months"'),
        ("evidence-old", {"months": "twelve"}, "rule-setting", 'has "twelve" for "months"'),
        ("evidence-old", {"months": "-1"}, "rule-setting", 'has "-1" for "months"'),
    ],
)
def test_a_rule_set_wrongly_is_a_problem_and_keeps_no_other_back(rule, settings, code, words):
    """The Problem says what is wrong; the other rules run."""
    faulty = setting(rule)
    wrong = {name: text for name, text in ({**faulty.settings} | settings).items() if text}
    faulty = replace(faulty, settings=wrong, origin=Origin(file="materiality.yaml", line=7))
    framework = judging_framework(faulty, setting("incident-reported"))
    before, after = pair(LOWERED)
    findings, (problem,) = run(compare(framework, after, before, AS_OF))

    assert [("incident-reported", "Q10.1", "material")] == flat(findings)
    assert (code, 7) == (problem.code, problem.origin.line)
    assert words in problem.what


@pytest.mark.parametrize(
    ("rule", "name", "what"),
    [
        ("incident-reported", "question", "names the question “Z9”"),
        ("answer-belied", "systems", "names the question “Z9”"),
        ("provider-separation-unreviewed", "control", "names the control “Z9”"),
        ("residual-risk-raised", "high", "names the high “Z9”"),
    ],
)
def test_a_name_that_leads_nowhere_is_said_though_the_rule_is_off(rule, name, what):
    """Whoever turns it on later has no surprise."""
    faulty = setting(rule, level="off", **{name: "Z9"})
    (problem,) = materiality.check_settings(judging_framework(faulty))

    assert what in problem.what


@pytest.mark.parametrize(
    ("rule", "remedy"),
    [
        ("position-lowered", "Give it exactly: no setting at all."),
        ("evidence-old", "Give it exactly: months."),
    ],
)
def test_the_remedy_names_the_settings_a_rule_has(rule, remedy):
    """So that nobody has to look for them."""
    faulty = replace(setting(rule), settings={"months": "12", "days": "3"})
    quiet = quiet_submission()
    _, problems = run(compare(judging_framework(faulty), quiet, quiet, AS_OF))

    assert remedy == problems[-1].remedy


def test_nothing_is_found_where_nothing_changed():
    """And no state rule speaks."""
    quiet = quiet_submission()

    assert ((), ()) == run(compare(judging_framework(), quiet, quiet, AS_OF))


def test_without_a_prior_only_state_rules_speak():
    """A change of everything is no change."""
    current = pair(LOWERED)[1]
    findings, _ = run(compare(judging_framework(), current, None, AS_OF))

    assert [
        ("incident-reported", "Q10.1", "material"),
        ("no-baseline", "baseline", "note"),
    ] == flat(findings)


def test_what_a_file_cannot_carry_is_nobody_s_fault():
    """A questionnaire has no controls, documents or providers, and none of them is gone."""
    before = quiet_submission()
    rows = tuple(row for row in before.responses if row.section == "questions")
    after = replace(
        before,
        carries=("questions",),
        responses=rows,
        statements=(),
        evidence=(),
        providers=(),
        remediation=(),
    )

    assert ((), ()) == run(compare(judging_framework(), after, before, AS_OF))


def test_the_room_says_what_is_in_it():
    """The package has a page of its own."""
    assert materiality.__doc__
