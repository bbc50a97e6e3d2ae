"""Why one item is flagged, and why it is not flagged for more."""

import pytest
from frameworks import tiny_framework
from submissions import AS_OF, judging_framework, pair, quiet_submission, setting

from secself.comparison import compare
from secself.materiality import rules, run, trace
from secself.materiality.running.tracing import WORDING
from secself.model import Statement, columns_of

LOWERED = """
    | sheet      | ref  | column   | before | after      |
    | Validation | G1.1 | position | Met    | Partly met |
    | Validation | G1.1 | change   |        | Changed    |
"""


def traced(ref: str, table: str = "", *settings):
    """The one trace of an item, of a pair that differs as a table says."""
    before, after = pair(table)
    [found] = trace(compare(judging_framework(*settings), after, before, AS_OF), ref)
    return {look.rule: look for look in found.looks}


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_says_where_it_looks(name):
    """The columns it names are those of the sheet, and the lines those of the Profile."""
    records = {
        "questions": [r for r in quiet_submission().responses if r.section == "questions"],
        "validation": [r for r in quiet_submission().responses if r.section == "validation"],
        "evidence": quiet_submission().evidence,
        "providers": quiet_submission().providers,
        "remediation": quiet_submission().remediation,
    }
    lines = {s.label for s in quiet_submission().statements if isinstance(s, Statement)}

    for section, columns in rules()[name].LOOKS_AT.items():
        known = lines if section == "profile" else {*columns_of(records[section][0]), WORDING}
        assert columns
        assert set(columns) <= known


def test_every_rule_that_speaks_of_an_item_is_in_its_trace():
    """What the trace of an item says was found is what is found of it."""
    table = """
        | sheet      | ref   | column        | before | after      |
        | Validation | G1.1  | position      | Met    | Partly met |
        | Validation | G1.2  | residual risk | Low    | High       |
        | Validation | G2.1  | evidence      | E01    |            |
        | Questions  | Q10.1 | answer        | 0      | 2          |
        | Profile    | User Systems | value  | 1      | 2          |
        | Remediation plan | G2.2 | due      | 2025-09-30 | 2025-04-30 |
        | Evidence   | E01   | review due    | 2026-02-14 | 2025-02-14 |
        | Providers  | meshwell | name       | -      | Meshwell   |
    """
    before, after = pair(table)
    comparison = compare(judging_framework(), after, before, AS_OF)
    refs = {delta.ref for delta in comparison.deltas}
    found = [finding for finding in run(comparison)[0] if finding.ref in refs]
    told = {
        (finding.rule, finding.because)
        for ref in refs
        for one in trace(comparison, ref)
        for look in one.looks
        for finding in look.findings
    }

    assert {(finding.rule, finding.because) for finding in found} == told
    assert len(told) >= 8


def test_a_rule_that_spoke_says_what_it_says_in_the_findings():
    """The sentence is the finding's own."""
    look = traced("G1.1", LOWERED)["position-lowered"]

    assert "The position was Met and is now Partly met." == look.because
    assert "material" == look.level
    assert 1 == len(look.findings)


def test_a_silent_rule_says_what_it_looked_for_and_what_it_saw():
    """Both with the values, so that a person can disagree."""
    look = traced("G1.1", LOWERED)["residual-risk-raised"]

    assert (
        "It looked whether the residual risk of a control was raised to a high level, or by "
        "several steps. Seen: residual risk: Low, as before."
    ) == look.because
    assert () == look.findings


def test_a_rule_that_is_off_says_so():
    """It would look, and the settings keep it quiet."""
    look = traced("G1.1", LOWERED, setting("position-lowered", level="off"))["position-lowered"]

    assert look.because.startswith("It is off in the settings of the framework.")
    assert "off" == look.level


def test_rules_that_look_elsewhere_are_not_in_the_trace():
    """A rule about one question looks at no other, and none about providers at a control."""
    looks = traced("G1.1")

    assert "provider-changed" not in looks
    assert "incident-reported" not in looks
    assert "incident-reported" in traced("Q10.1")
    assert "incident-reported" not in traced("Q11.1")


def test_without_a_prior_a_change_rule_says_so():
    """It cannot speak, and says why."""
    comparison = compare(judging_framework(), quiet_submission(), None, AS_OF)
    [found] = trace(comparison, "G1.1")
    [look] = [one for one in found.looks if one.rule == "position-lowered"]

    assert "There is no prior assessment. Now position: Met." in look.because


def test_a_ref_that_nobody_has_has_no_trace():
    """It is for the command line to say so."""
    comparison = compare(tiny_framework(), quiet_submission(), None, AS_OF)

    assert () == trace(comparison, "G9.9")
