"""Which columns stand on each table of the assessor's workbook, and in which order."""

from dataclasses import replace

from secself.workbook.assessor import ASSESSOR, BESIDE
from secself.workbook.layout import (
    EVIDENCE,
    PROVIDERS,
    QUESTIONS,
    REMEDIATION,
    VALIDATION,
    Column,
    Table,
)

_ENTRIES = tuple(column.key for column in ASSESSOR)
_LOOK = ("review_look", "review_difference")
_TOLD = ("review_cited", "review_comments")
_READ_AGAIN = ("reaffirmed", "reaffirmed_by", "reaffirmed_on")
_ORDERS = {
    "questions": (
        *("token", "ref", "review_attention", "text", *_LOOK),
        *("prior_answer", "answer", "prior_explanation", "explanation"),
        *("prior_evidence", "evidence", *_TOLD, *_ENTRIES, *_READ_AGAIN),
        *("interpretations", "evidence_expected", "why", "theme", "standing"),
    ),
    "validation": (
        *("token", "ref", "review_attention", "title", "text", *_LOOK),
        *("prior_position", "position", "change", "prior_explanation", "what_changed"),
        *("prior_risk", "residual_risk", "prior_evidence", "evidence", *_TOLD, *_ENTRIES),
        *("owner", *_READ_AGAIN),
        *("interpretations", "evidence_expected", "chapter", "standing"),
    ),
    "evidence": (
        *("id", "review_attention", "title", "version", "date", "held_by", "sha256"),
        *("review_due", "cited", *_LOOK, "review_cited"),
        *("prior_id", "prior_title", "prior_version", "prior_date", "review_comments"),
    ),
    "providers": (
        *("id", "review_attention", "name", "service", "since", "documents_accepted_on"),
        *(*_LOOK, "review_comments"),
    ),
    "remediation": (
        *("ref", "review_attention", "action", "owner", "due", "done_on"),
        *(*_LOOK, "prior_action", "prior_owner", "prior_due", "prior_done_on"),
        "review_comments",
    ),
}
"""The keys of the columns: what it is, what to look at, before and now, and room to comment."""
_WIDTHS = {
    "text": 40,
    "chapter": 24,
    "theme": 24,
    "review_difference": 17,
    "title": 17,
    "prior_explanation": 34,
    "what_changed": 34,
    "explanation": 36,
    "prior_answer": 13,
    "answer": 13,
    "prior_evidence": 11,
    "interpretations": 52,
    "evidence_expected": 34,
    "sha256": 22,
    "prior_title": 26,
    "prior_action": 36,
}
PAGES = {
    "questions": ("prior_evidence", "reaffirmed"),
    "validation": ("prior_risk", "owner"),
}
"""With which columns a page across begins in print."""
TABLES = {
    table.section: table for table in (QUESTIONS, VALIDATION, EVIDENCE, PROVIDERS, REMEDIATION)
}
"""The tables, by section."""


def columns(section: str) -> tuple[Column, ...]:
    """Give the columns of a table in the order in which they are written."""
    table = TABLES[section]
    known = {column.key: column for column in (*table.columns, *BESIDE, *ASSESSOR)}
    chosen = (known[key] for key in _ORDERS[section])
    if section in PAGES:
        chosen = (replace(one, width=_WIDTHS.get(one.key, one.width)) for one in chosen)
    else:
        chosen = (_narrowed(one, table) for one in chosen)
    return tuple(chosen)


def headings(section: str) -> dict[str, str]:
    """Say how the headings look that are neither ours nor the assessor's."""
    table = TABLES[section]
    theirs = {one.key: "heading" for one in table.inputs if one.kind != "token"}
    before = {one.key: "heading_before" for one in table.columns if one.key.startswith("prior_")}
    return theirs | before


def _narrowed(column: Column, table: Table) -> Column:
    """Make a long column of a register narrower: more stands beside it here."""
    own = {"title": 36} if table is EVIDENCE else {"action": 44}
    widths = _WIDTHS | own | {"review_cited": 30}
    return replace(column, width=widths.get(column.key, column.width))
