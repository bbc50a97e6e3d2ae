"""Finds the rules, holds their settings against them, and runs those that a framework asks for."""

import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from secself.model import Comparison, Finding, Framework, Reference, RuleSetting, Section
from secself.problems import Problem

_PROFILE_LABELS = (
    "User Roles",
    "Domestic premises",
    "Non-domestic premises",
    "User Systems",
    "SMETS1 enrolled",
)


_HOME = "secself.materiality"
_WHOLE = re.compile(r"[0-9]{1,9}")
_NOUNS = {"providers": "question", "roles": "question", "systems": "question"}
"""What a setting names, where it goes by a name of its own."""


class Rule(Protocol):
    """What each file of this package holds."""

    ID: str
    """The name a framework calls it by, such as `position-lowered`."""
    SETTINGS: Mapping[str, type[str] | type[int]]
    """What a framework must set, and of which type each is."""
    LOOKS_AT: Mapping[Section, tuple[str, ...]]
    """The columns it looks at, by section; for the Profile the lines. Empty: at no single item."""
    judge: Callable[[Comparison, Mapping[str, str | int]], Iterator[Finding]]
    """Give the Findings of one comparison; `level` stands among the settings."""


@cache
def rules() -> Mapping[str, Rule]:
    """Find every rule, by id."""
    modules = (
        cast("Rule", import_module(f"{_HOME}.{found.name}"))
        for found in pkgutil.iter_modules(import_module(_HOME).__path__)
        if not found.ispkg
    )
    return MappingProxyType({rule.ID: rule for rule in modules})


def run(comparison: Comparison) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """Run the rules that the framework turns on: material Findings first, in its order.

    A rule that is not here, or is set wrongly, is a Problem and keeps none of the others back.
    """
    known = rules()
    findings: dict[tuple[str, str, str], Finding] = {}
    problems: list[Problem] = []
    for setting in comparison.framework.rules:
        if setting.level != "off":
            wrong = list(faults(setting, known.get(setting.id)))
            # A name that leads nowhere is said; what else the rule looks for it still finds.
            problems.extend(_lost(setting, comparison.framework))
            problems.extend(wrong)
            for finding in () if wrong else judged(comparison, setting, known[setting.id]):
                findings.setdefault((finding.rule, finding.ref, finding.because), finding)
    places = {ref: place for place, ref in enumerate(dict.fromkeys(_refs(comparison)))}
    return (
        tuple(sorted(findings.values(), key=lambda finding: _order(finding, places))),
        tuple(problems),
    )


def check_settings(framework: Framework) -> Iterator[Problem]:
    """Hold the rules that a framework sets against those there are, off or not."""
    for setting in framework.rules:
        yield from check_setting(framework, setting)


def check_setting(framework: Framework, setting: RuleSetting) -> Iterator[Problem]:
    """Hold one rule that a framework sets against what there is, off or not."""
    yield from faults(setting, rules().get(setting.id))
    yield from _lost(setting, framework)


def _lost(setting: RuleSetting, framework: Framework) -> Iterator[Problem]:
    """Find settings that name an item or a level of risk which the framework does not have."""
    known = {
        "question": [question.id for question in framework.questions],
        "control": [control.id for control in framework.controls],
        "high": [choice.id for choice in framework.residual_risks.choices],
    }
    for name, text in setting.settings.items():
        noun = _NOUNS.get(name, name)
        if noun in known and text not in known[noun]:
            what = f"names the {noun} “{text}”, which the framework does not have"
            yield _wrongly_set(setting, what, "Correct the name, or turn the rule off.")


def judged(comparison: Comparison, setting: RuleSetting, rule: Rule) -> Iterator[Finding]:
    """Run one rule as a framework sets it; its settings must be without fault."""
    settings: dict[str, str | int] = {"level": setting.level}
    settings |= {name: rule.SETTINGS[name](text) for name, text in setting.settings.items()}
    theirs = {item.id: item.references for item in comparison.framework.questions}
    theirs |= {item.id: item.references for item in comparison.framework.controls}
    for finding in rule.judge(comparison, settings):
        references = (*setting.sources, *theirs.get(finding.ref, ()))
        yield replace(
            finding,
            why=_why(rule),
            sources=_names(references),
            unverified=_names(place for place in references if not place.is_verified),
        )


def _why(rule: Rule) -> str:
    """Take from a rule's manual page the paragraph that says why a committee cares."""
    paragraphs = (rule.__doc__ or "").split("\n\n")
    return " ".join(paragraphs[1].split()).replace("`", "") if len(paragraphs) > 1 else ""


def _names(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, references)))


def faults(setting: RuleSetting, rule: Rule | None) -> Iterator[Problem]:
    """Hold the settings of one rule against what it wants."""
    if rule is None:
        yield Problem(
            code="rule-unknown",
            origin=setting.origin,
            what=f'There is no rule "{setting.id}".',
            remedy=f"Choose one of: {', '.join(rules())}.",
        )
        return
    for name in sorted(setting.settings.keys() ^ rule.SETTINGS.keys()):
        is_there = name in setting.settings
        what = f'has no setting "{name}"' if is_there else f'lacks its setting "{name}"'
        wanted = ", ".join(rule.SETTINGS) or "no setting at all"
        yield _wrongly_set(setting, what, f"Give it exactly: {wanted}.")
    for name, text in setting.settings.items():
        if rule.SETTINGS.get(name) is int and not _WHOLE.fullmatch(text):
            yield _wrongly_set(
                setting, f'has "{text}" for "{name}"', "Write a whole number in digits."
            )


def _wrongly_set(setting: RuleSetting, what: str, remedy: str) -> Problem:
    return Problem(
        code="rule-setting",
        origin=setting.origin,
        what=f'The rule "{setting.id}" {what}.',
        remedy=remedy,
    )


def _refs(comparison: Comparison) -> Iterator[str]:
    framework = comparison.framework
    yield from (question.id for question in framework.questions)
    yield from (control.id for control in framework.controls)
    yield from (interpretation.id for interpretation in framework.interpretations)
    yield from _PROFILE_LABELS
    yield from (delta.ref for delta in comparison.deltas)


def _order(finding: Finding, places: Mapping[str, int]) -> tuple[bool, int, str, str, str]:
    place = places.get(finding.ref, len(places))
    is_note = finding.materiality != "material"
    return is_note, place, finding.ref, finding.rule, finding.because
