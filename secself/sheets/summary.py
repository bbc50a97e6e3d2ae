"""The sheet `Summary`: whose it is, what was compared, what matters, and what is wrong in files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from secself.model import Assessment, Delta, Direction, Finding, Framework, Marks
from secself.phrases import (
    CHANGES,
    DIRECTIONS,
    SECTIONS,
    baseline_of,
    name_of,
    one_line,
    source_line,
)
from secself.problems import Level, Problem
from secself.sheets import findings
from secself.sheets.deltas import Places
from secself.sheets.pen import PROTECTION, Pen, join
from secself.sheets.rows import shown

NAME = "Summary"
"""The sheet's name."""

_WIDTHS = (33, 13, 13, 13, 13, 13, 64)
_LAST = len(_WIDTHS) - 1
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


@dataclass(slots=True)
class _Line:
    """The row that is written next."""

    row: int = 0

    def next(self) -> int:
        """Take it."""
        self.row += 1
        return self.row - 1


def write(pen: Pen, sheet: Worksheet, assessment: Assessment, places: Places) -> None:
    """Fill a sheet with the summary; what it names leads to where `places` says it stands."""
    line = _Line()
    pen.columns(sheet, _WIDTHS)
    _write_head(pen, sheet, line, assessment)
    _write_facts(pen, sheet, line, assessment)
    _write_findings(pen, sheet, line, assessment, places)
    _write_counts(pen, sheet, line, assessment)
    _write_problems(pen, sheet, line, assessment.problems)
    _write_reading(pen, sheet, line, assessment.comparison.framework)
    pen.fit(sheet)
    pen.page(sheet, "A4", name_of(assessment.comparison.current.marks), NAME)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, line.row - 1, _LAST)
    sheet.protect("", PROTECTION)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, line.row, _LAST)})


def _write_head(pen: Pen, sheet: Worksheet, line: _Line, assessment: Assessment) -> None:
    if assessment.marking:
        pen.text(sheet, line.next(), 0, assessment.marking, "marking")
    name = name_of(assessment.comparison.current.marks)
    pen.text(sheet, line.row, 0, f"What changed at {name}, and what of it matters", "title")
    sheet.set_row(line.next(), 26)
    pen.text(sheet, line.row, 0, _headline(assessment), "headline")
    sheet.set_row(line.next(), 18)


def _headline(assessment: Assessment) -> str:
    material, notes = len(assessment.material), len(assessment.notes)
    unclear = sum(delta.direction == "unclear" for delta in assessment.comparison.deltas)
    doubt = f"; of {unclear} items it cannot be told whether they got better or worse"
    return (
        f"{material} material {'finding' if material == 1 else 'findings'}, "
        f"{notes} {'note' if notes == 1 else 'notes'}{doubt if unclear else ''}."
    )


def _write_facts(pen: Pen, sheet: Worksheet, line: _Line, assessment: Assessment) -> None:
    _section(pen, sheet, line, "What was compared")
    for label, said in _facts(assessment):
        row = line.next()
        pen.text(sheet, row, 0, label, "label")
        if isinstance(said, str):
            pen.wide(sheet, row, 1, _LAST, said, "text")
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


def _assessment(framework: Framework, marks: Marks) -> str:
    label = next((kind.label for kind in framework.kinds if kind.id == marks.kind), "")
    return f"{baseline_of(marks)}{label and f' ({one_line(label)})'}"


def _write_counts(pen: Pen, sheet: Worksheet, line: _Line, assessment: Assessment) -> None:
    deltas = assessment.comparison.deltas
    _section(pen, sheet, line, "Items by their gravest change, and which way they point")
    heads = ("Change", "Items", *(DIRECTIONS[name].capitalize() for name in _DIRECTIONS))
    first = _headings(pen, sheet, line, heads)
    for change, words in CHANGES.items():
        held = [delta for delta in deltas if delta.change == change]
        if held:
            _write_figures(pen, sheet, line.next(), words, _pointing(held))
    _write_figures(pen, sheet, line.next(), "All items", _pointing(deltas), "total")
    pen.region(sheet, xl_range(first, 0, line.row - 1, len(heads) - 1), 1)
    _section(pen, sheet, line, "Items by section")
    heads = ("Section", "Items", "Unchanged", "Changed", "Material", "To note")
    first = _headings(pen, sheet, line, heads)
    for section, words in SECTIONS.items():
        _write_figures(
            pen, sheet, line.next(), words, _standing(assessment, assessment.comparison.of(section))
        )
    _write_figures(pen, sheet, line.next(), "All items", _standing(assessment, deltas), "total")
    pen.region(sheet, xl_range(first, 0, line.row - 1, len(heads) - 1), 2)


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


def _write_figures(  # noqa: PLR0913, PLR0917
    pen: Pen, sheet: Worksheet, row: int, words: str, figures: Iterable[int], style: str = "count"
) -> None:
    pen.text(sheet, row, 0, words[:1].upper() + words[1:], "label")
    for column, figure in enumerate(figures, 1):
        pen.number(sheet, row, column, figure, style)


def _write_findings(
    pen: Pen, sheet: Worksheet, line: _Line, assessment: Assessment, places: Places
) -> None:
    for title, found in (
        (f"Material: {len(assessment.material)}", assessment.material),
        (f"To note: {len(assessment.notes)}", assessment.notes),
    ):
        _section(pen, sheet, line, title)
        if found:
            _table(pen, sheet, line, ("Ref", "What was found", "Rule, and where the code says so"))
        for finding in found:
            row = line.next()
            findings.link_ref(pen, sheet, (row, 0), finding.ref, places)
            pen.wide(sheet, row, 1, _LAST - 1, finding.because, "text")
            pen.text(sheet, row, _LAST, _rule(finding), "text")


def _rule(finding: Finding) -> str:
    return join([finding.rule, source_line(finding)])


def _write_problems(pen: Pen, sheet: Worksheet, line: _Line, problems: Sequence[Problem]) -> None:
    number = Counter(problem.level for problem in problems)
    total = ", ".join(
        f"{number[level]} {level}{'' if number[level] == 1 else 's'}" for level in _LEVELS
    )
    _section(pen, sheet, line, f"In the files: {total}")
    if problems:
        _table(pen, sheet, line, ("Place", "What is wrong", "What to do"))
    for problem in sorted(problems, key=lambda each: _LEVELS.index(each.level)):
        row = line.next()
        where = join([f"{problem.level}: {problem.code}", str(problem.origin)])
        pen.text(sheet, row, 0, where, "material" if problem.level == "error" else "text")
        pen.wide(sheet, row, 1, _LAST - 1, problem.what, "text")
        pen.text(sheet, row, _LAST, problem.remedy, "text")


def _write_reading(pen: Pen, sheet: Worksheet, line: _Line, framework: Framework) -> None:
    _section(pen, sheet, line, "How to read this workbook")
    for text in _READING:
        pen.wide(sheet, line.next(), 0, _LAST, text, "prose")
    _section(pen, sheet, line, "How far these texts can be trusted")
    pen.wide(sheet, line.next(), 0, _LAST, framework.notice.strip(), "prose")


def _section(pen: Pen, sheet: Worksheet, line: _Line, title: str) -> None:
    line.next()
    sheet.set_row(line.row, 20)
    pen.text(sheet, line.next(), 0, title, "section")


def _headings(pen: Pen, sheet: Worksheet, line: _Line, heads: Sequence[str]) -> int:
    row = line.next()
    for column, head in enumerate(heads):
        pen.text(sheet, row, column, head, "heading_count" if column else "heading")
    return row


def _table(pen: Pen, sheet: Worksheet, line: _Line, heads: tuple[str, str, str]) -> None:
    row = line.next()
    pen.text(sheet, row, 0, heads[0], "heading")
    pen.wide(sheet, row, 1, _LAST - 1, heads[1], "heading")
    pen.text(sheet, row, _LAST, heads[2], "heading")
