"""Hundreds of questionnaires, each mutilated at random: nothing is invented or left unsaid."""

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from documents import W, packed, paragraph, parts, row, run
from frameworks import tiny_framework
from lxml import etree
from mutations import damage
from word_acts import document

from secself import completeness
from secself.model import Response, Submission, Unreadable
from secself.problems import Problem, SecselfError
from secself.wordform.reader import read

FRAMEWORK = tiny_framework()
SEEDS, EACH = 10, 40
Move = Callable[[random.Random, "Form"], set[str] | None]
"""Changes a document, and gives the Refs of the questions it touched; None if it may be any."""
REFS = [each.ref for each in read(document(), FRAMEWORK)[0].responses]
JUNK = ("Yes", "x", " ", "2026-01-01", "Q07.1", "Ref", "Answer", "7", "#N/A")


@dataclass(frozen=True)
class Form:
    """A questionnaire with the rows of its questions, which are known before anything happens."""

    root: etree._Element
    lines: dict[str, etree._Element]

    def rows(self, *refs: str) -> list[etree._Element]:
        """Give the rows of some questions that are still there."""
        there = [self.lines[ref] for ref in dict.fromkeys(refs)]
        return [line for line in there if line.getparent() is not None]


def opened(xml: bytes) -> Form:
    """Open the main part of a questionnaire."""
    root = etree.fromstring(xml)
    return Form(root, {ref: row(root, ref) for ref in REFS})


def _ref(rng: random.Random) -> str:
    return rng.choice(REFS)


def delete_row(rng: random.Random, form: Form) -> set[str]:
    """Delete a row."""
    ref = _ref(rng)
    for line in form.rows(ref):
        line.getparent().remove(line)
    return {ref}


def copy_row(rng: random.Random, form: Form) -> set[str]:
    """Copy a row, and perhaps type into the copy."""
    ref = _ref(rng)
    for line in form.rows(ref):
        other = copy.deepcopy(line)
        line.addnext(other)
        if rng.random() < 0.5:
            rng.choice(other.findall(f"{W}tc")).append(paragraph(rng.choice(JUNK)))
    return {ref}


def move_row(rng: random.Random, form: Form) -> set[str]:
    """Move a row behind another, in whatever table."""
    lines = form.rows(_ref(rng), _ref(rng))
    if len(lines) == 2 and lines[0] is not lines[1]:
        lines[1].addnext(lines[0])
    return set()


def type_anywhere(rng: random.Random, form: Form) -> set[str]:
    """Type into some cell of a row."""
    ref = _ref(rng)
    for line in form.rows(ref):
        rng.choice(line.findall(f"{W}tc")).append(paragraph(rng.choice(JUNK)))
    return {ref}


def delete_cell(rng: random.Random, form: Form) -> set[str]:
    """Delete a cell, which pushes the others to the left."""
    ref = _ref(rng)
    for line in form.rows(ref):
        line.remove(rng.choice(line.findall(f"{W}tc")))
    return {ref}


def exchange_cells(rng: random.Random, form: Form) -> set[str]:
    """Exchange two cells of a row."""
    ref = _ref(rng)
    for line in form.rows(ref):
        cells = line.findall(f"{W}tc")
        if len(cells) > 1:
            a, b = rng.sample(cells, 2)
            line.append(b)
            line.append(a)
    return {ref}


def drop_tags(rng: random.Random, form: Form) -> set[str]:
    """Forget the hidden names of some fields."""
    for each in list(form.root.iter(f"{W}tag")):
        if rng.random() < 0.5:
            each.getparent().remove(each)
    return set()


def drop_fields(rng: random.Random, form: Form) -> set[str]:
    """Take some fields away, and leave what they hold."""
    for sdt in list(form.root.iter(f"{W}sdt")):
        if rng.random() < 0.3:
            above, content = sdt.getparent(), sdt.find(f"{W}sdtContent")
            place = above.index(sdt)
            above.remove(sdt)
            for child in reversed(list(content)):
                above.insert(place, child)
    return set()


def split_runs(rng: random.Random, form: Form) -> set[str]:
    """Divide texts into runs, as programs that check spelling do."""
    for text in list(form.root.iter(f"{W}t")):
        said = text.text or ""
        if len(said) > 2 and rng.random() < 0.2:
            at = rng.randint(1, len(said) - 1)
            text.text = said[:at]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            text.getparent().addnext(run(said[at:]))
    return set()


def track(rng: random.Random, form: Form) -> set[str]:
    """Delete and insert under tracked changes."""
    ref = _ref(rng)
    for line in form.rows(ref):
        for content in list(line.iter(f"{W}sdtContent"))[:1]:
            etree.SubElement(content, f"{W}{rng.choice(('ins', 'del'))}").append(run("x"))
    return {ref}


def insert_paragraphs(rng: random.Random, form: Form) -> set[str]:
    """Write between the tables."""
    for table in list(form.root.iter(f"{W}tbl")):
        if rng.random() < 0.5:
            table.addprevious(paragraph(rng.choice(JUNK)))
    return set()


def delete_headings(rng: random.Random, form: Form) -> None:
    """Delete the first rows of some tables."""
    for table in list(form.root.iter(f"{W}tbl")):
        lines = table.findall(f"{W}tr")
        if lines and rng.random() < 0.3:
            table.remove(lines[0])


def delete_table(rng: random.Random, form: Form) -> None:
    """Delete a table."""
    table = rng.choice(list(form.root.iter(f"{W}tbl")) or [None])
    if table is not None:
        table.getparent().remove(table)


def delete_anything(rng: random.Random, form: Form) -> None:
    """Delete some elements, whatever they are."""
    for element in rng.sample(list(form.root.iter()), 3):
        if element.getparent() is not None:
            element.getparent().remove(element)


MOVES: tuple[Move, ...] = (
    delete_row,
    copy_row,
    move_row,
    type_anywhere,
    delete_cell,
    exchange_cells,
    drop_tags,
    drop_fields,
    split_runs,
    track,
    insert_paragraphs,
    delete_headings,
    delete_table,
    delete_anything,
)


def judged(content: bytes) -> tuple[Submission, list[Problem]] | None:
    """Read a document; None if it was refused, which takes at least one error."""
    try:
        return read(content, FRAMEWORK, "q.docx")
    except SecselfError as refusal:
        if not refusal.problems or any(each.level != "error" for each in refusal.problems):
            pytest.fail(f"The refusal says nothing that is an error: {refusal}")
        return None


def assert_adds_up(submission: Submission, problems: list[Problem]) -> None:
    """Hold the counts against each other, and what was not taken against what is said."""
    cells, rows = submission.cells, completeness.count(submission, FRAMEWORK)

    assert cells.filled == cells.taken + cells.unreadable + cells.ignored
    assert rows.rows == rows.answered + rows.unanswered + rows.unreadable
    told = {each.ref for each in problems}
    assert {each.ref for each in submission.responses if _is_torn(each)} <= told
    assert len(submission.added) == sum(each.code == "row-added" for each in problems)
    named = [each for each in problems if each.code in ("row-added", "cell-only-space")]
    assert bool(cells.ignored) <= bool(named)


def _is_torn(response: Response) -> bool:
    values = (response.answer, response.narrative, *response.evidence)
    return any(isinstance(value, Unreadable) for value in values)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_mutated_questionnaire_is_read_and_accounted_for(seed: int) -> None:
    """No exception but ours; counts add up; what was not touched is read as it was sent."""
    rng = random.Random(seed)  # noqa: S311 - it must be repeatable
    contents = parts(document())
    before = {each.ref: each for each in read(document(), FRAMEWORK)[0].responses}
    for number in range(EACH):
        form = opened(contents["word/document.xml"])
        moves = rng.choices(MOVES, k=rng.randint(1, 3))
        touched: set[str] | None = set()
        for move in moves:
            refs = move(rng, form)
            touched = None if refs is None or touched is None else touched | refs
        outcome = judged(packed({**contents, "word/document.xml": etree.tostring(form.root)}))
        name = f"seed {seed}, file {number}: {', '.join(move.__name__ for move in moves)}"
        assert outcome is not None or touched is None, name
        if outcome is not None:
            submission, problems = outcome
            assert_adds_up(submission, problems)
            there = {each.ref: each for each in submission.responses}
            if touched is not None:
                kept = [ref for ref in before if ref not in touched]
                assert [before[ref] for ref in kept] == [there.get(ref) for ref in kept], name


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_document_is_read_or_refused(seed: int) -> None:
    """Cut off or with flipped bytes, it ends in a submission that adds up, or in one refusal."""
    rng = random.Random(100 + seed)  # noqa: S311 - the same
    for _ in range(EACH):
        outcome = judged(damage(rng, document()))
        if outcome is not None:
            assert_adds_up(*outcome)
