"""Pairs of submissions of the tiny framework, from Markdown tables of what differs.

The pair is complete, and nothing in it is found by any rule; a table says what a test is about:

    | sheet      | ref  | column   | before | after      |
    | Validation | G1.1 | position | Met    | Partly met |

An empty cell is blank, `?text` could not be read, `-` says that the row is not there, and
`not put` that the item was not put to the User at all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from frameworks import clause, tiny_framework, tiny_submission

from secself.model import (
    EvidenceItem,
    Finding,
    Framework,
    Issued,
    Marks,
    Provenance,
    Provider,
    RemediationLine,
    Response,
    RuleSetting,
    Statement,
    Submission,
    Unreadable,
    Value,
)

AS_OF = date(2025, 5, 30)
"""The day on which the pairs are judged."""

RULES: dict[str, dict[str, str]] = {
    "position-lowered": {"level": "material"},
    "position-to-not-applicable": {"level": "material"},
    "position-from-not-applicable": {"level": "material"},
    "no-longer-answered": {"level": "material"},
    "undeclared-change": {"level": "material"},
    "residual-risk-raised": {"level": "material", "high": "high", "steps": "2"},
    "evidence-withdrawn": {"level": "material"},
    "provider-changed": {"level": "material"},
    "role-added": {"level": "material"},
    "user-system-added": {"level": "material"},
    "fact-no-longer-stated": {"level": "note"},
    "threshold-crossed": {"level": "material", "domestic": "250000", "non_domestic": "50000"},
    "incident-reported": {"level": "material", "question": "Q10.1"},
    "vulnerability-open": {"level": "material", "question": "Q11.1"},
    "risk-assessment-old": {"level": "material", "question": "Q08.1", "months": "12"},
    "vulnerability-assessment-old": {"level": "material", "question": "Q09.1", "months": "12"},
    "clearance-review-old": {"level": "material", "question": "Q16.1", "months": "12"},
    "remediation-overdue": {"level": "material"},
    "better-undeclared": {"level": "note"},
    "not-met-to-not-applicable": {"level": "note"},
    "residual-risk-blanked": {"level": "note"},
    "same-document-again": {"level": "note"},
    "wording-changed": {"level": "note", "turned": "material"},
    "interpretation-changed": {"level": "note"},
    "explanation-shortened": {"level": "note", "remaining_percent": "40", "from_words": "12"},
    "answer-worsened": {"level": "note"},
    "evidence-old": {"level": "note", "months": "12"},
    "near-threshold": {
        "level": "note",
        "percent": "80",
        "domestic": "250000",
        "non_domestic": "50000",
    },
    "unanswered-on-both-sides": {"level": "note"},
    "not-met-without-remediation": {"level": "note"},
    "no-baseline": {"level": "note"},
    "first-answer-poor": {"level": "note"},
    "remediation-postponed": {"level": "note"},
    "remediation-dropped": {"level": "note"},
    "asked-action-overdue": {"level": "off"},
    "provider-separation-unreviewed": {"level": "off", "control": "G1.10"},
    "answer-belied": {"level": "off", "providers": "Q16.2", "roles": "Q16.2", "systems": "Q07.1"},
    "section-weakened": {"level": "off", "controls": "3"},
    "theme-worsened": {"level": "off", "answers": "2"},
    "owners-changed": {"level": "off", "percent": "50"},
    "documents-untold": {"level": "off"},
    "changed-on-old-evidence": {"level": "off"},
    "figure-worsened": {"level": "off", "percent": "10"},
    "answer-reached": {"level": "off", "question": "Q07.1", "answer": "Not known"},
    "smets1-enrolled": {"level": "off"},
    "explanation-repeated": {"level": "off", "rows": "3", "from_words": "4"},
    "day-lapsed": {"level": "off", "question": "Q16.1", "months": "6"},
    "still-open": {"level": "off", "question": "Q11.1"},
}
"""Every rule, as a framework would set it; further rules are off, as in the shipped settings."""

Flat = list[tuple[str, str, str]]
"""Rule, ref and materiality of each finding."""

_COLUMNS = {
    "position": "answer",
    "explanation": "narrative",
    "what changed": "narrative",
    "sha-256": "sha256",
    "words": "fingerprint",
}
_SHEETS = {
    "Questions": ("responses", Response),
    "Validation": ("responses", Response),
    "Profile": ("statements", Statement),
    "Evidence": ("evidence", EvidenceItem),
    "Providers": ("providers", Provider),
    "Remediation plan": ("remediation", RemediationLine),
}
_GONE = ("-", "not put")


def setting(rule: str, **changes: str) -> RuleSetting:
    """Set one rule as a framework would; name what should differ."""
    settings = RULES.get(rule, {"level": "note"}) | changes
    return RuleSetting(
        id=rule,
        level=settings["level"],
        sources=(clause("G8.18"), clause("G5.16", verified=False)),
        settings={name: value for name, value in settings.items() if name != "level"},
        provenance=Provenance(status="proposed", sources=(), confidence="low"),
    )


def judging_framework(*rules: RuleSetting) -> Framework:
    """Make the tiny framework with every rule turned on, or with those given."""
    return replace(tiny_framework(), rules=rules or tuple(map(setting, RULES)))


def quiet_submission() -> Submission:
    """Make a submission in which every row is answered and no state rule speaks."""
    filled = tiny_submission()
    put = {(row.section, row.ref) for row in filled.responses}
    return replace(
        filled,
        issued=tuple(row for row in filled.issued if (row.section, row.ref) in put),
        responses=tuple(replace(row, owner="Head of IT") for row in filled.responses),
        remediation=(
            *filled.remediation,
            RemediationLine(ref="G2.2", action="Clear the administrators", due=date(2025, 9, 30)),
        ),
    )


def pair(table: str = "") -> tuple[Submission, Submission]:
    """Make prior and current submission, alike but for the cells of a Markdown table."""
    before = after = quiet_submission()
    for sheet, ref, column, was, now in rows(table):
        before = changed(before, sheet, ref, column, was)
        after = changed(after, sheet, ref, column, now)
    return before, after


def rows(table: str) -> Iterator[list[str]]:
    """Read the rows of a Markdown table, without its heading."""
    lines = [line.strip() for line in table.strip().splitlines()]
    for line in lines[1:]:
        yield [cell.strip() for cell in line[1:-1].split("|")]


def changed(submission: Submission, sheet: str, ref: str, column: str, text: str) -> Submission:
    """Write one cell, as a person would read it in a table."""
    if sheet == "Interpretations":
        known = dict(submission.interpretations) | {ref: text}
        known = {name: print_ for name, print_ in known.items() if print_ not in _GONE}
        return replace(submission, interpretations=tuple(known.items()))
    name, record = _SHEETS[sheet]
    keys = _key(sheet, ref)
    others = [row for row in getattr(submission, name) if not _matches(row, keys)]
    found = [row for row in getattr(submission, name) if _matches(row, keys)] or [record(**keys)]
    issued = submission.issued
    if text in _GONE:
        if text == "not put":
            issued = tuple(row for row in issued if not _matches(row, keys))
        return replace(submission, **{name: tuple(others)}, issued=issued)
    field = _COLUMNS.get(column, column.replace(" ", "_"))
    cell = {field: ids(text) if field == "evidence" else value(text)}
    written = (replace(found[0], **cell), *found[1:])
    return replace(submission, **{name: (*others, *written)}, issued=issued)


def value(text: str) -> Value:
    """Read a cell of a table: blank, unreadable, a day, a whole number or text."""
    if not text:
        return None
    if text.startswith("?"):
        return Unreadable(shown=text[1:])
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    return int(text) if re.fullmatch(r"\d+", text) else text


def ids(text: str) -> tuple[str | Unreadable, ...]:
    """Read the ids of an `Evidence` cell."""
    parts = text.split(", ") if text else []
    return tuple(Unreadable(shown=part[1:]) if part.startswith("?") else part for part in parts)


def flat(findings: Iterable[Finding]) -> Flat:
    """Give rule, ref and materiality of findings, which say everything a test needs."""
    return [(finding.rule, finding.ref, finding.materiality) for finding in findings]


def marked(submission: Submission, **marks: object) -> Submission:
    """Say something else of what a file was issued for."""
    return replace(submission, marks=replace(submission.marks, **marks))


def unmarked(submission: Submission) -> Submission:
    """Take away all that a file says of itself."""
    return replace(submission, marks=Marks())


def issue(section: str, ref: str, fingerprint: str | None = None) -> Issued:
    """Say that an item was put to the User."""
    return Issued(section=section, ref=ref, fingerprint=fingerprint)


def _key(sheet: str, ref: str) -> dict[str, str]:
    if sheet in ("Questions", "Validation"):
        return {"section": sheet.lower(), "ref": ref}
    return {{"Profile": "label", "Remediation plan": "ref"}.get(sheet, "id"): ref}


def _matches(row: object, keys: dict[str, str]) -> bool:
    return all(getattr(row, name) == wanted for name, wanted in keys.items())
