"""Writes the assessor's workbook as xlsx bytes; the same assessment gives the same bytes."""

import io
from collections.abc import Mapping

from xlsxwriter.workbook import Workbook

from secself.identity import marks_text
from secself.model import Assessment
from secself.phrases import name_of
from secself.sheets import deltas, findings, summary
from secself.sheets.fitting import FittedSheet
from secself.sheets.pen import OPTIONS, Pen
from secself.workbook.layout import (
    DECLARATION,
    HIDDEN,
    INTERPRETATIONS,
    PROFILE,
    QUESTIONS,
    READ_ME,
    SHEETS,
    VALIDATION,
)
from secself.workbook.reviewing import forms, items, marks, read_me, registers, table, terms
from secself.workbook.reviewing.known import Items
from secself.workbook.reviewing.progress import Counted
from secself.workbook.reviewing.table import FIRST, Plan

ADDED = (deltas.NAME, findings.NAME, summary.NAME)
"""The sheets that stand behind those of the User's workbook."""


def write(assessment: Assessment, assessor: str = "") -> bytes:
    """Write the workbook in which an assessor reviews a submission."""
    made = io.BytesIO()
    workbook = Workbook(made, OPTIONS)
    workbook.worksheet_class = FittedSheet
    pen = Pen(workbook, assessment.marking)
    sheets = {name: workbook.add_worksheet(name) for name in (*SHEETS, *ADDED, HIDDEN)}
    known, running = Items(assessment), name_of(assessment.comparison.current.marks)
    plans = _plans(known, marks_text(assessment.comparison.current.marks), running)
    for plan in plans.values():
        table.write(pen, sheets[plan.title], plan)
    on_profile = forms.write_profile(pen, sheets[PROFILE.sheet], known, running)
    forms.write_declaration(pen, sheets[DECLARATION.sheet], known, running)
    terms.write(pen, sheets[INTERPRETATIONS], known, running)
    places = deltas.write(pen, sheets[deltas.NAME], assessment, findings.rows_of(assessment))
    findings.write(pen, sheets[findings.NAME], assessment, places)
    summary.write(pen, sheets[summary.NAME], assessment, places)
    targets = _targets(plans) | {("profile", label): at for label, at in on_profile.items()}
    counted = [
        Counted(section=section, plan=plans[section])
        for section in (QUESTIONS.section, VALIDATION.section)
    ]
    read_me.write(pen, sheets[READ_ME], known, targets, counted, assessor)
    marks.write(pen, sheets[HIDDEN], assessment, assessor)
    marks.write_properties(pen, assessment, assessor)
    workbook.close()
    return made.getvalue()


def _plans(known: Items, said: str, running: str) -> Mapping[str, Plan]:
    return {
        "questions": items.plan("questions", known, said, running),
        "validation": items.plan("validation", known, said, running),
        "evidence": registers.plan("evidence", known, said, running),
        "providers": registers.plan("providers", known, said, running),
        "remediation": registers.plan("remediation", known, said, running),
    }


def _targets(plans: Mapping[str, Plan]) -> dict[tuple[str, str], str]:
    """Say where each item stands, as a link names it."""
    return {
        (section, name): f"'{plan.title}'!{plan.cell(plan.key, row)}"
        for section, plan in plans.items()
        for row, name in reversed(list(enumerate(plan.names, FIRST)))
    }
