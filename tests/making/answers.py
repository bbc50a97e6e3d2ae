"""What the invented Users of samples/ answered, year by year, as their answers-*.yaml say it.

A later year says only what differs from the one it names under `carried from`. Keys are the
headings of the workbook and the labels of its forms; every value is text, as it was typed.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from secself import yamltext

SAMPLES = Path(__file__).parent.parent.parent / "samples"
USERS = (
    "northfell-energy",
    "calder-vale-gas",
    "brightmeter-insight",
    "harbourlight-power",
    "pennard-networks",
    "aldgrove-energy",
    "tidewell-data",
)
"""Users who sent something back this year."""
LATE = ("fenmoor-energy",)
"""Users to whom this year's files were issued, and who have not sent them back."""

Row = dict[str, str | list[str]]
"""Heading and what stands under it; evidence is a list of ids."""

_CARRIED = {
    "questions": ("Answer", "Explanation", "Evidence"),
    "validation": ("Position", "Evidence", "Owner", "Residual risk"),
}
"""The headings whose content a person copies from last year where nothing else is said."""


@dataclass(frozen=True)
class Sent:
    """Everything one User sent for one year."""

    user: str
    year: int
    profile: dict[str, str]
    declaration: dict[str, str]
    questions: dict[str, Row]
    validation: dict[str, Row]
    evidence: list[Row]
    providers: list[Row]
    remediation: list[Row]
    reshaped: list[dict[str, str | dict[str, str]]]


def sent(user: str, year: int) -> Sent:
    """Read what a User sent for a year, with everything it carried over from the year before."""
    told = _told(user, year)
    before = sent(user, year - 1) if "carried from" in told else None
    rows = {part: _rows(part, told, before) for part in ("questions", "validation")}
    register = _register(told["evidence"], before)
    return Sent(
        user=user,
        year=year,
        profile=told["profile"],
        declaration=told["declaration"],
        evidence=[{**row, "SHA-256": _sha256(user, row)} for row in register],
        providers=[{"Id": name, **row} for name, row in told["providers"].items()],
        remediation=list(told["remediation"]),
        reshaped=list(told.get("reshaped", [])),
        **rows,
    )


def _told(user: str, year: int) -> dict:
    place = SAMPLES / user / f"answers-{year}.yaml"
    document = yamltext.parse(place.read_text(encoding="utf-8"), str(place))
    if document.problems:
        raise SystemExit("\n".join(map(str, document.problems)))
    return document.content


def _rows(part: str, told: dict, before: Sent | None) -> dict[str, Row]:
    last = getattr(before, part) if before else {}
    usual = told["defaults"].get(part, {})
    refs = list(dict.fromkeys([*last, *told[part]]))
    return {
        ref: {**usual, **_carried(part, last.get(ref, {})), **told[part].get(ref, {})}
        for ref in refs
    }


def _carried(part: str, row: Row) -> Row:
    return {heading: row[heading] for heading in _CARRIED[part] if heading in row}


def _register(told: dict[str, Row], before: Sent | None) -> list[Row]:
    last = {row["Id"]: row for row in before.evidence} if before else {}
    names = list(dict.fromkeys([*last, *told]))
    return [{"Id": name, **last.get(name, {}), **told.get(name, {})} for name in names]


def _sha256(user: str, row: Row) -> str:
    """Make the digest that the document would have, if there were one."""
    return hashlib.sha256(f"{user}\n{row['Title']}\n{row['Version']}\n".encode()).hexdigest()
