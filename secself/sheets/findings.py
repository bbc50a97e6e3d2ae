"""The sheet `Findings`: what the rules found, gravest first, each with its reason and its place."""

from collections.abc import Mapping

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from secself.model import Assessment, Finding, Response
from secself.phrases import SECTIONS, name_of, source_line
from secself.sheets.deltas import Places
from secself.sheets.pen import PROTECTION, Pen
from secself.sheets.rows import ATTENTION, shown

NAME = "Findings"
"""The sheet's name."""

_TITLE, _NOTE, _HEADINGS, _FIRST = range(4)
_COLUMNS = (
    ("No.", 6),
    ("Materiality", 12),
    ("Ref", 17),
    ("Section", 13),
    ("What was found", 52),
    ("Why it matters", 46),
    ("Rule", 22),
    ("Sources", 28),
    ("What the User says now", 46),
)
_REF = 2
_STYLES = {"material": "material", "note": "note_found"}
_NOTE_TEXT = (
    "Gravest first. A finding says where to look; no finding does not mean no risk. "
    "A Ref leads to its row on Deltas."
)


def rows_of(assessment: Assessment) -> Mapping[int, str]:
    """Say where each finding will stand, by its number, as a link names it."""
    return {
        number: f"'{NAME}'!A{_FIRST + number}" for number in range(1, len(assessment.findings) + 1)
    }


def write(pen: Pen, sheet: Worksheet, assessment: Assessment, places: Places) -> None:
    """Fill a sheet with every finding; their Refs lead to where `places` says they stand."""
    pen.columns(sheet, (width for _, width in _COLUMNS))
    pen.text(sheet, _TITLE, 0, "Findings", "title")
    sheet.set_row(_TITLE, 24)
    said = _NOTE_TEXT if assessment.findings else "No rule found anything in this comparison."
    pen.text(sheet, _NOTE, 0, said, "note")
    for number, (heading, _) in enumerate(_COLUMNS):
        pen.text(sheet, _HEADINGS, number, heading, "heading_count" if not number else "heading")
    for number, finding in enumerate(assessment.findings, 1):
        _write_row(pen, sheet, number, finding, assessment, places)
    pen.fit(sheet)
    _set_up(pen, sheet, _HEADINGS + max(len(assessment.findings), 1), assessment)


def link_ref(pen: Pen, sheet: Worksheet, place: tuple[int, int], ref: str, places: Places) -> None:
    """Write a Ref, leading to its row if it is an item."""
    target = places.target(ref)
    if target:
        pen.link(sheet, *place, target, ref, "ref_link")
    else:
        pen.text(sheet, *place, ref, "ref")


def _write_row(  # noqa: PLR0913, PLR0917  a row, and what it is about
    pen: Pen,
    sheet: Worksheet,
    number: int,
    finding: Finding,
    assessment: Assessment,
    places: Places,
) -> None:
    row = _HEADINGS + number
    pen.number(sheet, row, 0, number, "count")
    level = ATTENTION[finding.materiality]
    pen.text(sheet, row, 1, level, _STYLES[finding.materiality])
    link_ref(pen, sheet, (row, _REF), finding.ref, places)
    said = (
        _section(assessment, finding.ref),
        finding.because,
        finding.why.strip(),
        finding.rule,
        source_line(finding),
        _words(assessment, finding.ref),
    )
    for column, text in enumerate(said, _REF + 1):
        pen.text(sheet, row, column, text, "text")


def _section(assessment: Assessment, ref: str) -> str:
    deltas = assessment.comparison.deltas
    return next((SECTIONS[delta.section] for delta in deltas if delta.ref == ref), "")


def _words(assessment: Assessment, ref: str) -> str:
    """Give what the User says now of the item of a finding."""
    for delta in assessment.comparison.deltas:
        if delta.ref == ref and isinstance(delta.after, Response):
            return shown(delta.after.narrative)
    return ""


def _set_up(pen: Pen, sheet: Worksheet, last: int, assessment: Assessment) -> None:
    across = len(_COLUMNS) - 1
    pen.page(sheet, "A3", name_of(assessment.comparison.current.marks), NAME)
    sheet.fit_to_pages(1, 0)
    sheet.autofilter(_HEADINGS, 0, last, across)
    sheet.freeze_panes(_FIRST, _REF + 1)
    sheet.repeat_rows(_HEADINGS)
    sheet.print_area(0, 0, last, across)
    sheet.protect("", PROTECTION)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last, across)})
    pen.region(sheet, xl_range(_HEADINGS, 0, last, across))
