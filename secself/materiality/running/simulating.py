"""Judges one comparison under other settings, and says which findings would come and go."""

from dataclasses import replace

from secself.materiality.running.judging import run
from secself.model import Comparison, Finding, Framework, Simulation


def simulate(comparison: Comparison, framework: Framework) -> Simulation:
    """Run the rules as another framework sets them over a comparison that is already made.

    Findings pair by rule and ref, in order where a rule says several things of one item.
    """
    now = _keyed(run(comparison)[0])
    then = _keyed(run(replace(comparison, framework=framework))[0])
    both = [(now[key], then[key]) for key in now if key in then]
    differing = [(old, new) for old, new in both if _voice(old) != _voice(new)]
    return Simulation(
        appearing=tuple(finding for key, finding in then.items() if key not in now),
        vanishing=tuple(finding for key, finding in now.items() if key not in then),
        differing=tuple(differing),
        staying=len(both) - len(differing),
    )


def _keyed(findings: tuple[Finding, ...]) -> dict[tuple[str, str, int], Finding]:
    keyed: dict[tuple[str, str, int], Finding] = {}
    for finding in findings:
        number = 0
        while (finding.rule, finding.ref, number) in keyed:
            number += 1
        keyed[finding.rule, finding.ref, number] = finding
    return keyed


def _voice(finding: Finding) -> tuple[str, str]:
    return finding.materiality, finding.because
