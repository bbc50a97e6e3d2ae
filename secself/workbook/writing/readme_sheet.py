"""The `Read me` sheet: what this is, what to do, how far it is done, by whom, what it all means."""

from collections.abc import Iterable, Iterator

from xlsxwriter.worksheet import Worksheet

from secself.model import Questionnaire
from secself.phrases import owner_of
from secself.workbook.layout import SECTION_MARKS
from secself.workbook.writing import comment_texts, gone_texts, texts
from secself.workbook.writing.areas import Brief
from secself.workbook.writing.book import DRAFT, Book, Formula
from secself.workbook.writing.book import STATE as STATE_CELL
from secself.workbook.writing.due import due, due_on
from secself.workbook.writing.formulas import is_past
from secself.workbook.writing.readme_parts import write_parts
from secself.workbook.writing.readme_people import write_people
from secself.workbook.writing.readme_progress import Progress
from secself.workbook.writing.readme_rows import (
    COMMENTS,
    DUE,
    MARKING,
    OVERALL,
    OWN_DATE,
    STATE,
    TITLE,
    Rows,
    rows,
)
from secself.workbook.writing.validity import day, put
from secself.workbook.writing.words import LEGEND, MARKS, TIPS

_BESIDE = 2
"""The column beside a text of the head."""
_REPORT = (
    "In the workbook of actions that came with the committee's letter, not here; what of it you "
    "plan for a control or question belongs into the Remediation plan too."
)
_OWN_DATE_HINT = (
    "By when your colleagues must be done, such as 2026-05-31. It is for your own use, and is not "
    "read when the file comes back."
)


def write(book: Book, sheet: Worksheet, brief: Brief) -> Progress:
    """Write the sheet; give what others may count on."""
    has_prior = brief.prior is not None
    columns = SECTION_MARKS.columns if has_prior else SECTION_MARKS.columns[:6]
    for number, column in enumerate(columns):
        book.column(sheet, number, column.width, is_hidden=column.kind == "token")
    blocks = rows(len(brief.parts), has_prior=has_prior)
    progress = Progress(book, sheet, brief, blocks)
    _write_head(book, sheet, brief)
    progress.write_steps()
    progress.write_missing()
    write_parts(book, sheet, brief, blocks)
    write_people(book, sheet, brief, blocks)
    book.formula(sheet, OVERALL, 0, progress.overall, "overall")
    last = _write_rest(book, sheet, brief, blocks)
    _set_up(sheet, blocks, last, has_prior=has_prior)
    return progress


def _write_head(book: Book, sheet: Worksheet, brief: Brief) -> None:
    drawn = brief.questionnaire
    framework, profile = drawn.framework, drawn.profile
    kind = texts.kind_label(drawn)
    book.text(sheet, TITLE, 0, f"{profile.name}: {kind} {drawn.year}", "title")
    sheet.set_row(TITLE, 28)
    book.state(sheet, STATE, 0)
    edition = f"{framework.title}, edition {framework.edition}"
    if drawn.source:
        edition += ". To be filled in from the assessor's report, to be the baseline of later years"
    if drawn.follows:
        edition += ". Asked again: change your answers here, or add to them, and declare anew"
    book.text(sheet, STATE, 1, edition, "subtitle")
    if book.marking:
        book.text(sheet, MARKING, 0, book.marking, "marking")
    book.text(sheet, DUE, 0, "Due", "prose_label")
    book.text(sheet, DUE, 1, due(drawn), "prose")
    book.text(sheet, OWN_DATE, 0, "Our own date", "prose_label")
    book.text(sheet, OWN_DATE, 1, "", "date")
    _write_past(book, sheet, drawn)
    _write_comments(book, sheet, brief)
    put(sheet, day("Our own date", _OWN_DATE_HINT), [(OWN_DATE, 1, OWN_DATE, 1)])


def _write_past(book: Book, sheet: Worksheet, drawn: Questionnaire) -> None:
    """Say beside each day that it is past, until the workbook is declared."""
    known = due_on(drawn)
    days = {OWN_DATE: f"B{OWN_DATE + 1}"}
    if known is not None:
        days[DUE] = f"DATE({known.year},{known.month},{known.day})"
    for row, cell in days.items():
        past = f'AND({STATE_CELL}="{DRAFT}",{is_past(cell)})'
        text = f'IF({past},"This day is past.","")'
        book.formula(sheet, row, _BESIDE, Formula(text=text, now=""), "state")


def _write_comments(book: Book, sheet: Worksheet, brief: Brief) -> None:
    """Say how many comments still wait, and lead to the first of them."""
    number = len(brief.comments)
    if not number:
        return
    said = (
        "1 comment of the assessor is" if number == 1 else f"{number} comments of the assessor are"
    )
    text = f"{said} still open"
    book.text(sheet, COMMENTS, 0, "Comments", "prose_label")
    first = next(_commented(brief), None)
    if first is None:
        book.text(sheet, COMMENTS, 1, text, "prose")
    else:
        book.link(sheet, COMMENTS, 1, first, text)


def _commented(brief: Brief) -> Iterator[str]:
    """Give where the rows with a comment stand, as a link names it."""
    for section, refs in _asked(brief).items():
        area, said = brief.areas[section], comment_texts.open_comments(brief.comments, section)
        for row, ref in enumerate(refs, area.first + 1):
            if ref in said:
                yield f"internal:'{area.table.sheet}'!{area.letters['open_comments']}{row}"


def _asked(brief: Brief) -> dict[str, list[str]]:
    """Give the Refs of the rows of each section, in order."""
    drawn = brief.questionnaire
    return {
        "questions": [each.item.id for each in drawn.questions],
        "validation": [each.item.id for each in drawn.controls],
    }


def _uncommented(brief: Brief) -> list[tuple[str, str]]:
    """Give the comments that are about nothing that is asked now."""
    shown = [f"{section}/{ref}" for section, refs in _asked(brief).items() for ref in refs]
    return list(comment_texts.elsewhere(brief.comments, shown))


def _write_rest(book: Book, sheet: Worksheet, brief: Brief, blocks: Rows) -> int:
    """Write what is only read; give the row after it."""
    row = blocks.rest
    asked = list(_still_asked(brief.questionnaire))
    if asked:
        row = _write_pairs(book, sheet, row, "What the committee asked of you, and is open", asked)
    row = _write_pairs(book, sheet, row, "Good to know", TIPS)
    left = list(gone_texts.left_over(brief))
    if left:
        row = _write_pairs(book, sheet, row, "Answered last time, and not asked now", left)
    aside = _uncommented(brief)
    if aside:
        row = _write_pairs(book, sheet, row, "Open comments on nothing that is asked now", aside)
    row = _write_legend(book, sheet, row)
    row = _write_pairs(book, sheet, row, "What is verified, and what is not", MARKS)
    framework = brief.questionnaire.framework
    notice = [line for line in framework.notice.splitlines() if line.strip()]
    if notice:
        names = [framework.reference, *[""] * (len(notice) - 1)]
        row = _write_pairs(book, sheet, row, "Notice", zip(names, notice, strict=True))
    return row


def _still_asked(drawn: Questionnaire) -> Iterator[tuple[str, str]]:
    """Give what was asked on earlier assessments and is not done, and where to report on it."""
    for decision in drawn.asked_before:
        for action in decision.open_actions:
            due = f" Due {action.due}." if action.due else ""
            yield f"{decision.subject} {action.id}", f"{action.text}{owner_of(action)}{due}"
    if drawn.asked_before:
        yield "How to report", _REPORT


def _write_legend(book: Book, sheet: Worksheet, row: int) -> int:
    book.section(sheet, row, "What the colours mean; the To do column says the same")
    for style, sample, meaning in LEGEND:
        row += 1
        book.text(sheet, row, 0, sample, style)
        book.text(sheet, row, 1, meaning, "prose")
    return row + 2


def _write_pairs(
    book: Book, sheet: Worksheet, row: int, title: str, pairs: Iterable[tuple[str, str]]
) -> int:
    """Write a block of short names with a text beside each; give the next row."""
    book.section(sheet, row, title)
    for name, said in pairs:
        row += 1
        book.text(sheet, row, 0, name, "prose_label")
        book.text(sheet, row, 1, said, "prose")
    return row + 2


def _set_up(sheet: Worksheet, blocks: Rows, last: int, *, has_prior: bool) -> None:
    shown = [c for c in SECTION_MARKS.columns if c.kind != "token"][: None if has_prior else 6]
    sheet.repeat_rows(TITLE, STATE)
    # No block is parted from its title, nor what is missing over two pages.
    sheet.set_h_pagebreaks([blocks.missing, blocks.people, blocks.rest])
    sheet.print_area(TITLE, 0, last - 2, len(shown) - 1)
    sheet.freeze_panes(STATE + 1, 0)
    sheet.protect("", {"objects": True, "format_cells": True, "format_columns": True})
    sheet.activate()
