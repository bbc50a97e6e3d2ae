"""The sheet `Summary`: whose it is, what was compared, what matters, and what is wrong in files."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from secself.model import Assessment, Delta, Direction, Framework, Marks
from secself.phrases import (
    CHANGES,
    DIRECTIONS,
    SECTIONS,
    asked_before,
    baseline_of,
    name_of,
    one_line,
)
from secself.problems import Level, Problem
from secself.sheets.blocks import LAST, Blocks
from secself.sheets.deltas import Places
from secself.sheets.pen import PROTECTION, Pen, join
from secself.sheets.rows import shown

NAME = "Summary"
"""The sheet's name."""

_LEVELS: tuple[Level, ...] = ("error", "warning", "note")
_DIRECTIONS: tuple[Direction, ...] = ("worse", "better", "same", "unclear")
_READING = (
    (
        "Deltas has every item of either side in one row, before and now side by side; Findings "
        "has what the rules found, each with the values, the rule and where the code says so."
    ),
    (
        "Direction comes from positions, residual risk, ranked answers and withdrawn evidence; "
        "texts are shown and not judged. “Cannot be told” is never counted as fine."
    ),
    (
        "A finding says where to look first. No finding does not mean no risk, and what a User "
        "does not declare no rule can see."
    ),
    (
        "A row is shown at most 31 lines tall; a longer text is whole in its cell, and can be read "
        "in the formula bar, in a wider column, or on the page that diff -o FILE.html writes."
    ),
    (
        "The sheets are protected, without a password, so that nothing changes by accident: "
        "Review, Unprotect Sheet. Filters work as they are."
    ),
)


def write(pen: Pen, sheet: Worksheet, assessment: Assessment, places: Places) -> None:
    """Fill a sheet with the summary; what it names leads to where `places` says it stands."""
    blocks = Blocks(pen, sheet, places)
    _write_head(blocks, assessment)
    _write_facts(blocks, assessment)
    blocks.section(f"Material: {len(assessment.material)}")
    blocks.found(assessment.material)
    blocks.section(f"To note: {len(assessment.notes)}")
    blocks.found(assessment.notes)
    _write_asked(blocks, assessment)
    _write_counts(blocks, assessment)
    if assessment.probed:
        blocks.probed(assessment.probed)
    if assessment.tried:
        blocks.tried(assessment.tried)
    _write_problems(blocks, assessment.problems)
    _write_reading(blocks, assessment.comparison.framework)
    _set_up(blocks, assessment)


def _set_up(blocks: Blocks, assessment: Assessment) -> None:
    pen, sheet = blocks.pen, blocks.sheet
    pen.fit(sheet)
    pen.page(sheet, "A4", name_of(assessment.comparison.current.marks), NAME)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, blocks.row - 1, LAST)
    sheet.protect("", PROTECTION)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, blocks.row, LAST)})


def _write_head(blocks: Blocks, assessment: Assessment) -> None:
    pen, sheet = blocks.pen, blocks.sheet
    if assessment.marking:
        pen.text(sheet, blocks.next(), 0, assessment.marking, "marking")
    name = name_of(assessment.comparison.current.marks)
    pen.text(sheet, blocks.row, 0, f"What changed at {name}, and what of it matters", "title")
    sheet.set_row(blocks.next(), 26)
    pen.text(sheet, blocks.row, 0, _headline(assessment), "headline")
    sheet.set_row(blocks.next(), 18)


def _headline(assessment: Assessment) -> str:
    material, notes = len(assessment.material), len(assessment.notes)
    unclear = sum(delta.direction == "unclear" for delta in assessment.comparison.deltas)
    doubt = f"; of {unclear} items it cannot be told whether they got better or worse"
    return (
        f"{material} material {'finding' if material == 1 else 'findings'}, "
        f"{notes} {'note' if notes == 1 else 'notes'}{doubt if unclear else ''}."
    )


def _write_facts(blocks: Blocks, assessment: Assessment) -> None:
    pen, sheet = blocks.pen, blocks.sheet
    blocks.section("What was compared")
    for label, said in _facts(assessment):
        row = blocks.next()
        pen.text(sheet, row, 0, label, "label")
        if isinstance(said, str):
            pen.wide(sheet, row, 1, LAST, said, "text")
        elif isinstance(said, date):
            pen.day(sheet, row, 1, said, "date")
        else:
            pen.number(sheet, row, 1, said, "share")


def _facts(assessment: Assessment) -> Iterator[tuple[str, str | date | float]]:
    comparison = assessment.comparison
    framework, marks = comparison.framework, comparison.current.marks
    yield "User", shown(marks.user) or "not said"
    yield "Assessment", _assessment(framework, marks)
    yield "Framework", f"{framework.title}, {framework.reference}"
    yield "Answered under", shown(marks.framework) or "not said"
    yield "Files", join(assessment.files)
    yield "Digest of the answers", assessment.digest
    if comparison.prior is None:
        yield "Compared with", "nothing: there is no prior assessment, so no change can be judged"
    else:
        prior = comparison.prior.marks
        yield "Compared with", _assessment(framework, prior)
        yield "Answered then under", shown(prior.framework) or "not said"
        yield "Its files", join(assessment.prior_files)
        yield "Digest of its answers", assessment.prior_digest or ""
    yield "Items that can be compared", comparison.comparability
    yield "Ages judged as of", comparison.as_of
    if assessment.receipt:
        yield "Receipt of the archive", str(assessment.receipt)


def _assessment(framework: Framework, marks: Marks) -> str:
    label = next((kind.label for kind in framework.kinds if kind.id == marks.kind), "")
    return f"{baseline_of(marks)}{label and f' ({one_line(label)})'}"


def _write_asked(blocks: Blocks, assessment: Assessment) -> None:
    """Write what was asked on earlier assessments, and whether it is done."""
    found = list(asked_before(assessment.decided_before, assessment.comparison.as_of))
    if found:
        blocks.section("What was asked before, and whether it is done")
        blocks.table(("Assessment and action", "What was asked", "How it stands"))
    for name, what, state in found:
        blocks.line((name, what, state), ("label", "text", "text"))


def _write_counts(blocks: Blocks, assessment: Assessment) -> None:
    comparison = assessment.comparison
    blocks.section("Items by their gravest change, and which way they point")
    heads = ("Change", "Items", *(DIRECTIONS[name].capitalize() for name in _DIRECTIONS))
    first = blocks.headings(heads)
    for change, words in CHANGES.items():
        held = [delta for delta in comparison.deltas if delta.change == change]
        if held:
            blocks.figures(words, _pointing(held))
    blocks.figures("All items", _pointing(comparison.deltas), "total")
    blocks.pen.region(blocks.sheet, xl_range(first, 0, blocks.row - 1, len(heads) - 1), 1)
    blocks.section("Items by section")
    heads = ("Section", "Items", "Unchanged", "Changed", "Material", "To note")
    first = blocks.headings(heads)
    for section, words in SECTIONS.items():
        blocks.figures(words, _standing(assessment, comparison.of(section)))
    blocks.figures("All items", _standing(assessment, comparison.deltas), "total")
    blocks.pen.region(blocks.sheet, xl_range(first, 0, blocks.row - 1, len(heads) - 1), 2)


def _pointing(deltas: Sequence[Delta]) -> list[int]:
    pointing = Counter(delta.direction for delta in deltas)
    return [len(deltas), *(pointing[name] for name in _DIRECTIONS)]


def _standing(assessment: Assessment, deltas: Sequence[Delta]) -> list[int]:
    """Count items: all, unchanged, changed, with a material finding, with a note and no more."""
    material = {finding.ref for finding in assessment.material}
    noted = {finding.ref for finding in assessment.notes} - material
    same = sum(delta.change == "unchanged" for delta in deltas)
    return [
        len(deltas),
        same,
        len(deltas) - same,
        sum(delta.ref in material for delta in deltas),
        sum(delta.ref in noted for delta in deltas),
    ]


def _write_problems(blocks: Blocks, problems: Sequence[Problem]) -> None:
    number = Counter(problem.level for problem in problems)
    total = ", ".join(
        f"{number[level]} {level}{'' if number[level] == 1 else 's'}" for level in _LEVELS
    )
    blocks.section(f"In the files: {total}")
    if problems:
        blocks.table(("Place", "What is wrong", "What to do"))
    for problem in sorted(problems, key=lambda each: _LEVELS.index(each.level)):
        where = join([f"{problem.level}: {problem.code}", str(problem.origin)])
        style = "material" if problem.level == "error" else "text"
        blocks.line((where, problem.what, problem.remedy), (style, "text", "text"))


def _write_reading(blocks: Blocks, framework: Framework) -> None:
    blocks.section("How to read this workbook")
    for text in _READING:
        blocks.pen.wide(blocks.sheet, blocks.next(), 0, LAST, text, "prose")
    blocks.section("How far these texts can be trusted")
    blocks.pen.wide(blocks.sheet, blocks.next(), 0, LAST, framework.notice.strip(), "prose")
