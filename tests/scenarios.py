"""Scenarios: a year in the life of an invented User, as the sheets would say it.

A base under `cases/bases` is a whole submission in which nothing is to be found. A folder under
`cases/scenarios` says what differs from it on each side, sheet by sheet, and what must be found.
`cases/scenarios/README.md` is the manual of these files.
"""

import hashlib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from secself import yamltext
from secself.model import (
    Declaration,
    EvidenceItem,
    Framework,
    Issued,
    Marks,
    Profile,
    Provider,
    ProviderEntry,
    Questionnaire,
    RemediationLine,
    Response,
    Statement,
    Submission,
    Unreadable,
    Value,
)
from secself.questionnaire import select
from secself.store.frameworks import Library, shelf
from secself.workbook import layout

CASES = Path(__file__).parent / "cases"
SCENARIOS = CASES / "scenarios"
EDITIONS = CASES / "editions"

Cells = dict[str, str]
"""What stands in one row, by heading."""

_TABLES = {
    table.sheet: table
    for table in (layout.QUESTIONS, layout.VALIDATION, layout.EVIDENCE, layout.PROVIDERS)
}
_GONE, _NOT_PUT = "gone", "not put"
_YEARLY = ("Date", "Review due", "Documents accepted on")
"""The columns whose dates move with the year of a side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a scenario: what was sent out, and what came back."""

    questionnaire: Questionnaire
    submission: Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A story, its two sides, and what must be found in it."""

    name: str
    before: Side | None
    after: Side
    expected: Mapping[str, object]

    @property
    def as_of(self) -> date:
        """The day of judging: that of the declaration, unless the story says otherwise."""
        told = self.expected.get("as of")
        return date.fromisoformat(str(told)) if told else self.after.submission.declared_on


@cache
def library(invented: str = "") -> Library:
    """The shipped frameworks, and an invented edition if one is named."""
    return Library(shelf((EDITIONS / invented,) if invented else ()))


def scenario(name: str) -> Scenario:
    """Build both sides of a scenario from its base and its edits."""
    folder = SCENARIOS / name
    earlier = parsed(folder / "before.yaml") if (folder / "before.yaml").is_file() else None
    later = parsed(folder / "after.yaml")
    return Scenario(
        name=name,
        before=_side([earlier]) if earlier else None,
        after=_side([earlier, later] if earlier else [later]),
        expected=parsed(folder / "expected.yaml"),
    )


def parsed(path: Path) -> dict:
    """Read a YAML file in which every value is text; a fault in it fails the test."""
    document = yamltext.parse(path.read_text(encoding="utf-8"), str(path))
    assert () == tuple(document.problems)
    return document.content


def _side(told: list[dict]) -> Side:
    """Lay what is told of a side over its base: the later side starts from the earlier one."""
    base = next(parsed(CASES / "bases" / f"{one['base']}.yaml") for one in told if "base" in one)
    own = told[-1]
    user = {**base["user"], **_merged(told, "drawn for")}
    year = int(own.get("year", base["year"]))
    sheets = _sheets(base, year - int(base["year"]))
    for one in told[:-1]:
        _edit(sheets, one.get("edits", {}))
    # Who draws a workbook knows of the providers of last year, and not what will be typed into it.
    known = user.get("providers", [ref for ref, row in sheets["Providers"].items() if row != _GONE])
    _edit(sheets, own.get("edits", {}))
    framework = library(own.get("controls", "")).framework(own.get("framework", base["framework"]))
    profile = _profile(told[0]["base"], user, known)
    drawn = select(framework, profile, year, own.get("kind", base["kind"]))
    submission = _submission(drawn, sheets)
    return Side(
        questionnaire=drawn,
        submission=_in_word(submission) if own.get("sent as") == "docx" else submission,
    )


def _merged(told: list[dict], key: str) -> dict:
    return {name: value for one in told for name, value in one.get(key, {}).items()}


def _sheets(base: dict, years: int) -> dict:
    """Give the sheets of a base in another year: dates of documents and answers move along."""
    usual = base["usual for Validation"]
    return {
        "Profile": {},
        "Declaration": _aged(base["Declaration"], years, ("Date",)),
        "Questions": {
            ref: _aged(row, years, ("Answer",)) for ref, row in base["Questions"].items()
        },
        "Validation": {ref: {**usual, **row} for ref, row in base["Validation"].items()},
        "Evidence": {ref: _aged(row, years, _YEARLY) for ref, row in base["Evidence"].items()},
        "Providers": {ref: _aged(row, years, _YEARLY) for ref, row in base["Providers"].items()},
        "Remediation plan": [dict(line) for line in base["Remediation plan"]],
    }


def _aged(row: Cells, years: int, headings: tuple[str, ...]) -> Cells:
    return {
        heading: _moved(text, years) if heading in headings else text
        for heading, text in row.items()
    }


def _moved(text: str, years: int) -> str:
    day = _day(text)
    if day is None:
        return text
    last = monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last)).isoformat()


def _edit(sheets: dict, edits: dict) -> None:
    for sheet, rows in edits.items():
        if sheet == "Remediation plan":
            for line in rows:
                _edit_line(sheets[sheet], line)
        elif sheet in _TABLES:
            for refs, cells in rows.items():
                for ref in refs.split(", "):
                    _edit_row(sheets[sheet], ref, cells)
        else:
            sheets[sheet].update(rows)


def _edit_row(rows: dict, ref: str, cells: Cells | str) -> None:
    if isinstance(cells, str):
        assert cells in (_GONE, _NOT_PUT)
        rows[ref] = cells
        return
    known = rows.get(ref)
    rows[ref] = {**(known if isinstance(known, dict) else {}), **cells}


def _edit_line(lines: list[Cells], line: Cells) -> None:
    """Change the line of this Ref and Action, add it, or take it out."""
    pair = line["Ref"], line["Action"]
    at = next((i for i, one in enumerate(lines) if (one["Ref"], one["Action"]) == pair), None)
    if line.get("Line") == _GONE:
        assert at is not None
        lines.pop(at)
    elif at is None:
        lines.append(line)
    else:
        lines[at] = {**lines[at], **line}


def _profile(name: str, user: dict, providers: list[str]) -> Profile:
    return Profile(
        id=name,
        name=user["name"],
        party_category=user["party_category"],
        user_roles=tuple(user["user_roles"]),
        domestic_premises=int(user["premises"]["domestic"]),
        non_domestic_premises=int(user["premises"]["non_domestic"]),
        user_systems=int(user["user_systems"]),
        smets1_enrolled=user["smets1_enrolled"] == "yes",
        providers=tuple(ProviderEntry(id=ref) for ref in providers),
    )


def _submission(drawn: Questionnaire, sheets: dict) -> Submission:
    profile, framework = drawn.profile, drawn.framework
    rows = {("questions", ref): row for ref, row in sheets["Questions"].items()} | {
        ("validation", ref): row for ref, row in sheets["Validation"].items()
    }
    asked = [("questions", one.item) for one in drawn.questions]
    asked += [("validation", one.item) for one in drawn.controls]
    put = [(section, item) for section, item in asked if rows.get((section, item.id)) != _NOT_PUT]
    left = {item.id for section, item in put if (section, item.id) not in rows}
    assert set() == left, f"the base or the edits must say what {sorted(left)} hold"
    return Submission(
        marks=Marks(
            user=profile.id,
            year=drawn.year,
            kind=drawn.kind,
            framework=framework.reference,
            roles=profile.user_roles,
            facts=tuple(sorted(profile.facts)),
        ),
        carries=("questions", "validation", "profile", "providers", "evidence", "remediation"),
        issued=tuple(
            Issued(section=section, ref=item.id, fingerprint=item.fingerprint)
            for section, item in put
        ),
        responses=tuple(
            _response(section, item, rows[section, item.id], framework)
            for section, item in put
            if rows[section, item.id] != _GONE
        ),
        statements=tuple(_statements(profile, sheets["Profile"])),
        evidence=tuple(_listed(EvidenceItem, sheets["Evidence"], layout.EVIDENCE)),
        providers=tuple(_listed(Provider, sheets["Providers"], layout.PROVIDERS)),
        remediation=tuple(
            RemediationLine(**_typed(line, layout.REMEDIATION))
            for line in sheets["Remediation plan"]
        ),
        declaration=_declaration(sheets["Declaration"]),
        interpretations=tuple((one.id, one.fingerprint) for one in framework.interpretations),
    )


def _response(
    section: Literal["questions", "validation"], item: object, row: Cells, framework: Framework
) -> Response:
    table = layout.QUESTIONS if section == "questions" else layout.VALIDATION
    kinds = {question.id: question.answer.kind for question in framework.questions}
    return Response(
        section=section,
        ref=item.id,
        fingerprint=item.fingerprint,
        **_typed(row, table, kinds.get(item.id, "text")),
    )


def _listed(
    record: type[EvidenceItem] | type[Provider], rows: dict, table: layout.Table
) -> Iterator[EvidenceItem | Provider]:
    for ref, row in rows.items():
        if row != _GONE:
            cells = {"Id": ref, **row}
            if table is layout.EVIDENCE:
                cells = {**cells, "SHA-256": row.get("SHA-256", _digest(cells))}
            yield record(**_typed(cells, table))


def _digest(cells: Cells) -> str:
    """Make the digest that a document would have: another version or date is another file."""
    text = "\n".join(cells.get(name, "") for name in ("Id", "Version", "Date"))
    return hashlib.sha256(text.encode()).hexdigest()


def _typed(row: Cells, table: layout.Table, answer: str = "text") -> dict[str, object]:
    """Read the cells of a row as a workbook's reader would, each under the field it fills."""
    columns = {column.heading: column for column in table.columns if column.is_input}
    assert columns.keys() >= row.keys(), f"{table.sheet} has no such column"
    found: dict[str, object] = {}
    for heading, text in row.items():
        column = columns[heading]
        kind = answer if column.kind == "answer" else column.kind
        found[column.field] = _ids(text) if kind == "ids" else _value(text, kind)
    return found


def _value(text: str, kind: str) -> Value:
    if not text:
        return None
    if text.startswith("?"):
        return Unreadable(shown=text[1:])
    if kind == "date":
        return date.fromisoformat(text)
    if kind == "whole":
        return int(text)
    return float(text) if kind == "decimal" else text


def _ids(text: str) -> tuple[str | Unreadable, ...]:
    return tuple(text.split(", ")) if text else ()


def _statements(profile: Profile, stated: Cells) -> Iterator[Statement]:
    known = {
        "User Roles": ", ".join(profile.user_roles),
        "Domestic premises": str(profile.domestic_premises),
        "Non-domestic premises": str(profile.non_domestic_premises),
        "User Systems": str(profile.user_systems),
        "SMETS1 enrolled": "Yes" if profile.smets1_enrolled else "No",
    }
    kinds = {label.label: label.kind for label in layout.PROFILE.labels}
    assert known.keys() >= stated.keys(), "Profile has no such label"
    for label, text in {**known, **stated}.items():
        yield Statement(label=label, value=_value(text, kinds[label]))


def _declaration(cells: Cells) -> Declaration:
    fields = {label.label: label for label in layout.DECLARATION.labels}
    return Declaration(
        **{fields[name].field: _value(text, fields[name].kind) for name, text in cells.items()}
    )


def _in_word(submission: Submission) -> Submission:
    """Keep what a Word questionnaire can carry."""
    return replace(
        submission,
        carries=("questions",),
        issued=tuple(row for row in submission.issued if row.section == "questions"),
        responses=tuple(row for row in submission.responses if row.section == "questions"),
        statements=(),
        evidence=(),
        providers=(),
        remediation=(),
        declaration=Declaration(),
        interpretations=(),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
