"""The first sheet of the assessor's workbook: what to do, how far it is, what to look at first."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from secself.model import VIEWS, Assessment
from secself.phrases import baseline_of, name_of, one_line
from secself.sheets.pen import Pen, join
from secself.workbook.layout import READ_ME
from secself.workbook.reviewing import comments
from secself.workbook.reviewing.first_looks import Group, Look, groups
from secself.workbook.reviewing.known import Items
from secself.workbook.reviewing.progress import Counted, Progress
from secself.workbook.reviewing.table import LOCKED

_WIDTHS = (17, 18, 18, 18, 18, 18, 46, 24)
_WHAT, _WHAT_ENDS, _WHY, _VIEW = 1, 5, 6, 7
LAST = len(_WIDTHS) - 1
"""The last column."""

_STEPS = (
    (
        "Begin with the lists below: each Ref leads to its row. What you think of a row goes into "
        "the green columns of Questions and Validation. Notes and threaded comments count too."
    ),
    (
        "All else is locked, and stands as the User typed it. In a text, what was taken out is "
        "struck through in the column before, and what was put in is underlined in the User's own."
    ),
    (
        "Questions and Validation show the rows with something to look at. Nothing is hidden for "
        "good: open the arrow beside Attention and choose Select All to see every row."
    ),
    (
        "Deltas has every item of either side, Findings what the rules found, Summary the figures. "
        "No finding does not mean no risk: the rules see what was declared, not what is true."
    ),
    (
        "When you are done, save the file and hand it to whoever keeps the archive: “secself "
        "ingest” records your comments, each with the answer it is about, and takes no answer from "
        "here. What must be put right goes back to the User, who answers in a file of its own."
    ),
)


class Page:
    """The sheet under way, written downwards."""

    def __init__(self, pen: Pen, sheet: Worksheet, targets: Mapping[tuple[str, str], str]) -> None:
        """Begin at its top; `targets` says where items stand, by section and Ref."""
        self.pen, self.sheet, self.targets = pen, sheet, targets
        self.row = 0
        pen.columns(sheet, _WIDTHS)

    def next(self) -> int:
        """Take the next row."""
        self.row += 1
        return self.row - 1

    def section(self, title: str) -> None:
        """Begin a block, a row below the one before."""
        self.next()
        self.sheet.set_row(self.row, 22)
        self.pen.text(self.sheet, self.next(), 0, title, "section")

    def prose(self, text: str, style: str = "prose") -> None:
        """Write a line of text across the sheet."""
        self.pen.wide(self.sheet, self.next(), 0, LAST - 1, text, style)

    def heads(self, words: Sequence[str]) -> None:
        """Write the headings of a list of things to look at."""
        row = self.next()
        self.pen.text(self.sheet, row, 0, words[0], "heading_ours")
        self.pen.wide(self.sheet, row, _WHAT, _WHAT_ENDS, words[1], "heading_ours")
        self.pen.text(self.sheet, row, _WHY, words[2], "heading_ours")
        self.pen.text(self.sheet, row, _VIEW, words[3], "heading_entry")

    def line(self, ref: str, texts: tuple[str, str], target: str | None, formula: str) -> None:
        """Write a thing to look at, leading to its row, with what was said of it there."""
        row = self.next()
        if target:
            self.pen.link(self.sheet, row, 0, target, ref, "ref_link")
        else:
            self.pen.text(self.sheet, row, 0, ref, "ref")
        self.pen.wide(self.sheet, row, _WHAT, _WHAT_ENDS, texts[0], "text")
        self.pen.text(self.sheet, row, _WHY, texts[1], "text")
        if formula:
            self.sheet.write_formula(row, _VIEW, formula, self.pen.look("sample_entry"), "to do")
        else:
            self.pen.text(self.sheet, row, _VIEW, "", "ours")

    def target(self, look: Look) -> tuple[str, str] | None:
        """Find the item of a thing to look at: of its section, else of any that has that Ref."""
        names = [look.section] if look.section else [section for section, _ in self.targets]
        keys = dict.fromkeys((str(name), look.ref) for name in names)
        return next((key for key in keys if key in self.targets), None)


def write(  # noqa: PLR0913, PLR0917  what is known, and where it stands
    pen: Pen,
    sheet: Worksheet,
    items: Items,
    targets: Mapping[tuple[str, str], str],
    counted: Sequence[Counted],
    assessor: str,
) -> None:
    """Write the sheet."""
    page, progress = Page(pen, sheet, targets), Progress(counted)
    found = groups(items)
    _write_head(page, items.assessment, assessor)
    page.section("What to do")
    for number, step in enumerate(_STEPS, 1):
        page.prose(f"{number}. {step}")
    _write_progress(page, progress)
    page.section("What to look at first")
    if not found:
        page.prose("Nothing changed, no rule spoke, and nothing is wrong in the file.")
    for group in found:
        _write_group(page, group, progress)
    _write_besides(page, items)
    page.section("How far these texts can be trusted")
    page.prose(items.assessment.comparison.framework.notice.strip())
    _set_up(page, items.assessment)


def _write_head(page: Page, assessment: Assessment, assessor: str) -> None:
    pen, sheet, comparison = page.pen, page.sheet, assessment.comparison
    if assessment.marking:
        pen.text(sheet, page.next(), 0, assessment.marking, "marking")
    name = name_of(comparison.current.marks)
    sheet.set_row(page.row, 26)
    pen.text(sheet, page.next(), 0, f"Review of {name}", "title")
    prior = baseline_of(comparison.prior.marks) if comparison.prior else "nothing: first time"
    said = f"Compared with {prior}; ages judged as of {comparison.as_of.isoformat()}"
    whose = f"; for {one_line(assessor)}" if assessor else ""
    pen.text(sheet, page.next(), 0, f"{said}{whose}.", "note")
    material, notes = len(assessment.material), len(assessment.notes)
    counts = (_counted(material, "material finding"), _counted(notes, "note"))
    pen.text(sheet, page.next(), 0, f"{counts[0]}, {counts[1]}.", "headline")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _write_progress(page: Page, progress: Progress) -> None:
    page.section("How far it is")
    first = page.next()
    for at, heading in enumerate(progress.HEADINGS):
        style = "heading_count" if at else "heading_ours"
        page.pen.text(page.sheet, first, at, heading, style)
    for name, formulas in progress.lines():
        row = page.next()
        page.pen.text(page.sheet, row, 0, name, "label")
        for at, (formula, now) in enumerate(formulas, 1):
            page.sheet.write_formula(row, at, formula, page.pen.look("count"), now)
    page.pen.region(page.sheet, xl_range(first, 0, page.row - 1, len(progress.HEADINGS) - 1))
    row = page.next()
    for at, heading in enumerate(("Views given", *VIEWS)):
        page.pen.text(page.sheet, row, at, heading, "heading_count" if at else "heading_ours")
    row = page.next()
    page.pen.text(page.sheet, row, 0, "Rows", "label")
    for at, view in enumerate(VIEWS, 1):
        page.sheet.write_formula(row, at, progress.view(view), page.pen.look("count"), 0)


def _write_group(page: Page, group: Group, progress: Progress) -> None:
    page.section(f"{group.title} ({len(group.looks)})")
    page.heads(("Ref", "What there is to see", "Why, or where it comes from", "What you said"))
    for look in group.looks:
        key = page.target(look)
        target = page.targets[key] if key else None
        formula = progress.said(key) if key else ""
        page.line(look.ref, (look.what, look.why), target, formula)


def _write_besides(page: Page, items: Items) -> None:
    """Write what the file holds that is on no row: comments, rows added, what is wrong with it."""
    current = items.assessment.comparison.current
    loose = items.loose(page.targets)
    if loose:
        page.section(f"Comments that are on no row of these sheets ({len(loose)})")
    for one in loose:
        page.prose(join([one.comment.ref or one.comment.place, comments.text(one)]), "text")
    if current.added:
        page.section(f"Rows that answer nothing that was asked ({len(current.added)})")
    for row in current.added:
        said = "; ".join(f"{heading}: {text}" for heading, text in row.cells)
        page.prose(f"{row.origin.sheet or row.section}: {said}", "text")


def _set_up(page: Page, assessment: Assessment) -> None:
    pen, sheet = page.pen, page.sheet
    pen.fit(sheet)
    pen.page(sheet, "A4", name_of(assessment.comparison.current.marks), READ_ME)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, page.row - 1, LAST)
    sheet.protect("", LOCKED)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, page.row, LAST)})
    sheet.activate()
