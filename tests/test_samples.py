"""The shipped samples: what people typed is what is read, and what was planted is what is found."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from secself import completeness, yamltext
from secself.cli.commands import secself
from secself.cli.ending import run
from secself.model import Unreadable
from secself.store.assessments import assess
from secself.store.frameworks import Library, load_profile, shelf
from secself.workbook import layout
from tests.making.answers import LATE, SAMPLES, USERS, sent

PLAN = yamltext.parse((SAMPLES / "expected.yaml").read_text(encoding="utf-8"), "expected.yaml")
EXPECTED, AS_OF = PLAN.content["users"], PLAN.content["as_of"]
MAIN = {"questions": layout.QUESTIONS, "validation": layout.VALIDATION}
REGISTERS = {
    "evidence": layout.EVIDENCE,
    "providers": layout.PROVIDERS,
    "remediation": layout.REMEDIATION,
}


def prior(user: str) -> Path:
    """Last year's workbook of a User."""
    return SAMPLES / user / "2025-vusa.xlsx"


def returned(user: str) -> list[Path]:
    """What came back this year, the workbook first."""
    return [SAMPLES / user / "returned" / name for name in EXPECTED[user]["returned"]]


def files_of(user: str, year: int) -> list[Path]:
    """The completed files of a User for a year."""
    return [prior(user)] if year == 2025 else returned(user)


@pytest.fixture
def asked(capsys):
    """Run a command line with --format json, and give its one document."""

    def command(*words: object) -> dict:
        with pytest.raises(SystemExit):
            run(secself, [*map(str, words), "--format", "json"])
        return json.loads(capsys.readouterr().out)

    return command


@pytest.fixture
def compared(asked):
    """Compare what a User sent this year with last year's workbook."""

    def command(user: str, *more: object) -> dict:
        current, *others = returned(user)
        words = [word for other in others for word in ("--with", other)]
        return asked("diff", current, *words, "--prior", prior(user), *more)

    return command


def said(value: object) -> object:
    """A value as it was typed: dates in ISO form, numbers in digits, lists as lists."""
    if isinstance(value, tuple):
        return [said(part) for part in value]
    if isinstance(value, Unreadable):
        return value.shown
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def as_read(record: object, table: layout.Table) -> dict[str, object]:
    """The filled cells of a record, by heading."""
    values = {column.heading: getattr(record, column.field) for column in table.inputs}
    return {heading: said(value) for heading, value in values.items() if value not in (None, ())}


def as_typed(row: dict[str, object]) -> dict[str, object]:
    """The filled cells of a row of the answers."""
    return {heading: value for heading, value in row.items() if value}


@pytest.mark.parametrize("user", USERS)
def test_check_reports_the_planted_errors_and_no_other(asked, user):
    """Every error is one that was planted, and every one that was planted is reported."""
    results = asked("check", *returned(user), "--as-of", AS_OF)["results"]
    errors = [p for result in results for p in result["problems"] if p["level"] == "error"]

    assert sorted((e["code"], e["ref"]) for e in EXPECTED[user]["errors"]) == sorted(
        (error["code"], error["ref"]) for error in errors
    )
    assert all(result["accepted"] for result in results)


@pytest.mark.parametrize("user", [*USERS, *LATE])
def test_last_year_was_complete(asked, user):
    """The baselines have no problem at all."""
    (result,) = asked("check", prior(user))["results"]

    assert [] == [p for p in result["problems"] if p["level"] == "error"]
    assert 0 == result["counts"]["unanswered"] + result["counts"]["unreadable"]


@pytest.mark.parametrize("user", USERS)
def test_diff_finds_what_was_planted_and_nothing_else(compared, user):
    """None missing, none extra, each with its rule, its item and its weight."""
    findings = compared(user, "--as-of", AS_OF)["findings"]

    assert sorted(
        (f["rule"], f["ref"], f["materiality"]) for f in EXPECTED[user]["findings"]
    ) == sorted((f["rule"], f["ref"], f["materiality"]) for f in findings)


@pytest.mark.parametrize("user", USERS)
def test_what_was_planted_stands_among_many_harmless_changes(compared, user):
    """A finding is not found because it is the only change."""
    document = compared(user)
    flagged = {finding["ref"] for finding in document["findings"]}
    harmless = [
        delta
        for delta in document["deltas"]
        if delta["change"] != "unchanged" and delta["ref"] not in flagged
    ]

    assert int(EXPECTED[user]["harmless_at_least"]) <= len(harmless)


@pytest.mark.parametrize("user", USERS)
def test_the_day_of_the_declaration_finds_the_same(compared, user):
    """Nobody needs to say a day: by default ages are judged at the declaration."""
    assert [(f["rule"], f["ref"]) for f in compared(user, "--as-of", AS_OF)["findings"]] == [
        (f["rule"], f["ref"]) for f in compared(user)["findings"]
    ]


@pytest.mark.parametrize("user", [*USERS, *LATE])
def test_the_issued_files_are_those_that_generate_writes_today(asked, tmp_path, user):
    """Whoever runs the command of the README gets the very bytes that are shipped."""
    asked("generate", SAMPLES / user / "profile.yaml", "--prior", prior(user), "-o", tmp_path)
    issued = sorted((SAMPLES / user / "issued").iterdir())

    assert [(file.name, file.read_bytes()) for file in issued] == [
        (file.name, file.read_bytes()) for file in sorted(tmp_path.iterdir())
    ]


def test_eight_users_of_all_categories():
    """Every category of Party is there, and one User has sent nothing back."""
    framework = Library(shelf(())).framework("sec-scf@2.5")
    profiles = [load_profile(SAMPLES / user / "profile.yaml") for user in (*USERS, *LATE)]

    assert {category.id for category in framework.party_categories} == {
        profile.party_category for profile in profiles
    }
    assert [] == [user for user in LATE if (SAMPLES / user / "returned").exists()]


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize("user", USERS)
def test_completed_files_were_saved_by_another_program(user, year):
    """What is read back was written by LibreOffice, not by our own writer."""
    for file in files_of(user, year):
        with zipfile.ZipFile(file) as parts:
            assert "LibreOffice" in parts.read("docProps/app.xml").decode()


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize("user", USERS)
def test_every_row_reads_as_it_was_typed(user, year):
    """No answer, explanation, id or date is lost or altered between the person and the reader."""
    submission = assess(files_of(user, year), Library(shelf(()))).submission
    typed = sent(user, year)

    for section, table in MAIN.items():
        read = {r.ref: as_read(r, table) for r in submission.responses if r.section == section}
        rows = {ref: as_typed(row) for ref, row in getattr(typed, section).items()}
        assert rows | {ref: {} for ref in read.keys() - rows.keys()} == read
    for part, table in REGISTERS.items():
        assert [as_typed(row) for row in getattr(typed, part)] == [
            as_read(record, table) for record in getattr(submission, part)
        ]


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize("user", USERS)
def test_every_form_reads_as_it_was_typed(user, year):
    """Profile and declaration come back line by line."""
    submission = assess(files_of(user, year), Library(shelf(()))).submission
    typed = sent(user, year)
    declared = {label.label: label.field for label in layout.DECLARATION.labels}

    assert typed.profile == {label: said(submission.statement(label)) for label in typed.profile}
    assert typed.declaration == {
        label: said(getattr(submission.declaration, declared[label])) for label in typed.declaration
    }


@pytest.mark.parametrize("user", USERS)
def test_the_answered_rows_are_counted(user):
    """Together the files of an assessment answer what the plan says, no row more or less."""
    assessed = assess(returned(user), Library(shelf(())))
    counts = completeness.count(assessed.submission, assessed.framework)

    assert int(EXPECTED[user]["answered"]) == counts.answered
