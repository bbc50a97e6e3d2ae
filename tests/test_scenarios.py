"""Stories of a year: what was sent before, what came back now, and what must be found, exactly.

Every folder of `cases/scenarios` is a test. What is expected was written by asking what a committee
would want to hear of the story, and never copied from what came out.
"""

import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from documents import filled as typed_into_word
from filling import fill, row_of
from scenarios import EDITIONS, SCENARIOS, Scenario, Side, parsed, scenario

from secself import carrying
from secself.cli.commands import secself
from secself.cli.ending import run as run_command
from secself.comparison import compare
from secself.materiality import run
from secself.model import Comparison, Submission, Unreadable
from secself.wordform import writer as wordform
from secself.workbook import reader, writer

TEMPLATES = Path(__file__).parent.parent / "templates"
NAMES = sorted(place.name for place in SCENARIOS.iterdir() if place.is_dir())
EXPECTED = {name: parsed(SCENARIOS / name / "expected.yaml") for name in NAMES}
IN_FILES = [name for name in NAMES if EXPECTED[name].get("through files") == "yes"]
WITH_FURTHER = [name for name in NAMES if "with further rules" in EXPECTED[name]]
KNOWN = {
    "findings",
    "deltas",
    "comparability",
    "as of",
    "changed at least",
    "changed at most",
    "through files",
    "with further rules",
}
Found = list[tuple[str, str, str]]


@cache
def told(name: str) -> Scenario:
    """A scenario, built once."""
    return scenario(name)


@cache
def compared(name: str) -> Comparison:
    """Both sides of a scenario, compared."""
    story = told(name)
    before, now = story.before, story.after.questionnaire.framework
    return compare(
        now,
        story.after.submission,
        before.submission if before else None,
        story.as_of,
        carrying.carry(before.questionnaire.framework, now) if before else (),
    )


def wanted(name: str, *more: str) -> Found:
    """The findings that a story must lead to."""
    listed = [one for key in ("findings", *more) for one in EXPECTED[name][key]]
    return sorted((one["rule"], one["ref"], one["materiality"]) for one in listed)


@pytest.mark.parametrize("name", NAMES)
def test_just_what_the_story_calls_for_is_found(name):
    """No finding is missing, and none is extra."""
    findings, problems = run(compared(name))

    assert () == problems
    assert wanted(name) == sorted((f.rule, f.ref, f.materiality) for f in findings)


@pytest.mark.parametrize("name", WITH_FURTHER)
def test_what_the_rules_that_are_off_would_add(name):
    """With every rule turned on, this is found besides, and nothing else."""
    comparison = compared(name)
    rules = tuple(
        replace(rule, level="note" if rule.level == "off" else rule.level)
        for rule in comparison.framework.rules
    )
    heard = replace(comparison, framework=replace(comparison.framework, rules=rules))
    findings, problems = run(heard)

    assert () == problems
    assert wanted(name, "with further rules") == sorted(
        (f.rule, f.ref, f.materiality) for f in findings
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_differences_a_story_names_are_seen(name):
    """Each by its changes, its direction and what became of its words."""
    comparison = compared(name)
    for one in told(name).expected.get("deltas", []):
        delta = comparison.delta(one["section"], one["ref"])

        assert (one["ref"], *one["changes"]) == (one["ref"], *delta.changes)
        assert one.get("direction", delta.direction) == delta.direction
        assert one.get("wording", "same") == delta.wording


@pytest.mark.parametrize("name", NAMES)
def test_as_much_is_compared_as_can_be(name):
    """All of it, unless the story says how much."""
    expected = told(name).expected
    share = {"all": 1.0, "none": 0.0}
    words = expected.get("comparability", "all")
    if words not in share:
        part, whole = map(int, words.split(" of "))
        share[words] = round(part / whole, 3)
    changed = [d for d in compared(name).deltas if set(d.changes) != {"unchanged"}]

    assert share[words] == compared(name).comparability
    assert int(expected.get("changed at least", 0)) <= len(changed)
    assert len(changed) <= int(expected.get("changed at most", len(changed)))


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_tells_a_story_and_nothing_is_written_past(name):
    """A title and a text in `story.md`; of the keys in `expected.yaml` each is looked at."""
    title, _, text = (SCENARIOS / name / "story.md").read_text(encoding="utf-8").partition("\n")

    assert title.startswith("# ")
    assert len(text.split()) >= 12
    assert KNOWN >= told(name).expected.keys()


def test_there_are_enough_of_them():
    """Every rule there is speaks in a story, and some stories call for no finding at all."""
    called = {one["rule"] for name in NAMES for one in EXPECTED[name]["findings"]}
    further = {one["rule"] for name in WITH_FURTHER for one in EXPECTED[name]["with further rules"]}
    framework = told("clean-year").after.questionnaire.framework
    is_on = {rule.id for rule in framework.rules if rule.level != "off"}
    quiet = [name for name in NAMES if not EXPECTED[name]["findings"]]

    assert is_on == called
    # What the committee asked for stands in the archive, and in no sheet of a story.
    assert {rule.id for rule in framework.rules} - is_on - {"asked-action-overdue"} == further
    assert 40 <= len(NAMES)
    assert 8 <= len(quiet)


@pytest.mark.parametrize("name", IN_FILES)
def test_the_same_is_found_from_file_to_finding(name, tmp_path, capsys):
    """Workbooks are drawn up, filled in by another library, and compared by the command line."""
    story = told(name)
    words = ["diff", saved(story.after, tmp_path), "--as-of", story.as_of.isoformat()]
    if story.before:
        words += ["--prior", saved(story.before, tmp_path)]
    for folder in EDITIONS.iterdir():
        if parsed(SCENARIOS / name / "after.yaml").get("controls") == folder.name:
            words += ["--controls", folder]
    with pytest.raises(SystemExit) as ended:
        run_command(secself, [*map(str, words), "--format", "json"])
    said = json.loads(capsys.readouterr().out)

    assert 0 == ended.value.code
    assert wanted(name) == sorted((f["rule"], f["ref"], f["materiality"]) for f in said["findings"])
    assert compared(name).comparability == said["comparability"]


def saved(side: Side, folder: Path) -> Path:
    """Draw up the file of one side, type everything into it, and save it."""
    if side.submission.carries == ("questions",):
        path = folder / f"{side.questionnaire.stem}.docx"
        path.write_bytes(in_word(side))
        return path
    path = folder / f"{side.questionnaire.stem}.xlsx"
    content = without_rows(fill(writer.write(side.questionnaire), typable(side.submission)), side)
    path.write_bytes(content)
    framework = side.questionnaire.framework
    read, _ = reader.read(reader.read_grid(content, path.name), framework, path.name)
    # What a story says in memory is what its file says.
    assert side.submission.responses == read.responses
    assert side.submission.evidence == read.evidence
    return path


def in_word(side: Side) -> bytes:
    """Fill in the Word questionnaire."""
    template = (TEMPLATES / "questionnaire.docx").read_bytes()
    typed = {
        f"{row.ref}/{column}": str(value)
        for row in typable(side.submission).responses
        for column, value in (
            ("answer", row.answer),
            ("explanation", row.narrative),
            ("evidence", ", ".join(row.evidence)),
        )
        if value not in (None, "")
    }
    return typed_into_word(wordform.write(side.questionnaire, template), typed)


def typable(submission: Submission) -> Submission:
    """Give what people typed where a reader sees that it cannot be read."""
    rows = (
        replace(row, answer=row.answer.shown if isinstance(row.answer, Unreadable) else row.answer)
        for row in submission.responses
    )
    return replace(submission, responses=tuple(rows))


def without_rows(content: bytes, side: Side) -> bytes:
    """Delete the rows that are not there any more."""
    kept = {(row.section, row.ref) for row in side.submission.responses}
    gone = [one for one in side.submission.issued if (one.section, one.ref) not in kept]
    book = openpyxl.load_workbook(io.BytesIO(content))
    for one in gone:
        sheet = book[one.section.capitalize()]
        sheet.delete_rows(row_of(sheet, one.ref))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
