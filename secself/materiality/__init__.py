"""Judges Deltas into Findings: one file per rule, found by name, run as the framework asks.

A change rule compares with the prior submission and stays silent without one; a state rule judges
the current side alone. A rule holds `ID`, `SETTINGS`, `LOOKS_AT`, `judge` and a docstring that is
its manual page. What rules have in common stands in `vocabulary`, how they are run in `running`.

Knows nothing of how Deltas are made; see secself.comparison.
"""

from secself.materiality.running.judging import Rule, check_setting, check_settings, rules, run
from secself.materiality.running.simulating import simulate
from secself.materiality.running.tracing import trace

__all__ = ["Rule", "check_setting", "check_settings", "rules", "run", "simulate", "trace"]
