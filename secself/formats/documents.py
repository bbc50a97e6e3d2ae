"""The plain data of our JSON: one document a command, as the contract has them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from secself.formats.decided import decision_document
from secself.model import (
    Assessment,
    BoundComment,
    CellCount,
    CheckedFile,
    Comment,
    Delta,
    Finding,
    Marks,
    Receipt,
    Record,
    Reply,
    Response,
    Submission,
    Unreadable,
    columns_of,
)
from secself.plain import submission_document
from secself.problems import Problem

Plain = Mapping[str, object]
"""A mapping that JSON can carry."""


def problem_document(problem: Problem) -> Plain:
    """Give one Problem."""
    return {
        "level": problem.level,
        "code": problem.code,
        "file": problem.origin.file,
        "sheet": problem.origin.sheet,
        "cell": problem.origin.cell,
        "ref": problem.ref,
        "what": problem.what,
        "remedy": problem.remedy,
    }


def error_document(problems: Iterable[Problem]) -> Plain:
    """Give what stands in place of results where there are none."""
    return {
        "format": "secself/error@1",
        "files": [],
        "problems": [problem_document(problem) for problem in problems],
    }


def files_document(name: str, files: Iterable[str], problems: Iterable[Problem]) -> Plain:
    """Give what a command that only writes files has to say."""
    return {
        "format": f"secself/{name}@1",
        "files": list(files),
        "problems": [problem_document(problem) for problem in problems],
    }


def check_document(checked: Iterable[CheckedFile]) -> Plain:
    """Give what was found in each file."""
    return {
        "format": "secself/check@1",
        "files": [],
        "results": [_checked(one) for one in checked],
    }


def diff_document(assessment: Assessment) -> Plain:
    """Give one assessment with its Deltas and findings."""
    comparison = assessment.comparison
    return {
        "format": "secself/diff@1",
        "files": [],
        "user": comparison.current.marks.user,
        "framework": comparison.framework.id,
        "as_of": comparison.as_of.isoformat(),
        "marking": assessment.marking,
        "receipt": receipt_document(assessment.receipt),
        "current": _side(comparison.current, assessment.digest, assessment.files),
        "prior": comparison.prior
        and _side(comparison.prior, assessment.prior_digest, assessment.prior_files),
        "comparability": comparison.comparability,
        "counts": counts(comparison.deltas),
        "deltas": [delta_document(delta) for delta in comparison.deltas],
        "findings": [finding_document(finding) for finding in assessment.findings],
        "comments": [bound_document(comment) for comment in assessment.comments],
        "decision": assessment.decision and decision_document(assessment.decision),
        "decided_before": [decision_document(one) for one in assessment.decided_before],
        "problems": [problem_document(problem) for problem in assessment.problems],
        "submission": submission_document(comparison.current),
    }


def receipt_document(receipt: Receipt | None) -> Plain | None:
    """Give a receipt as plain data; None where no archive was used."""
    return None if receipt is None else {"number": receipt.number, "hash": receipt.hash}


def counts(deltas: Iterable[Delta]) -> dict[str, int]:
    """Count Deltas by their gravest change."""
    return dict(sorted(Counter(delta.change for delta in deltas).items()))


def edition_of(marks: Marks) -> str | None:
    """Give the edition a file was made from, if it says."""
    return marks.framework.partition("@")[2] or None if marks.framework else None


def comment_document(comment: Comment) -> Plain:
    """Give one Comment, with the sheet and cell it stands in where that is known."""
    return {
        "ref": comment.ref or None,
        "text": comment.text,
        "author": comment.author,
        "written": _written(comment),
        "kind": comment.kind,
        "state": comment.state,
        "section": comment.section or None,
        "place": comment.place or None,
        "replies": [
            {"text": reply.text, "author": reply.author, "written": _written(reply)}
            for reply in comment.replies
        ],
        "view": comment.view,
        "action": comment.action,
        "reference": comment.reference,
        "on": comment.on,
        "sheet": comment.origin.sheet,
        "cell": comment.origin.cell,
    }


def bound_document(bound: BoundComment) -> Plain:
    """Give one comment, with the answer it was written on and how it stands to that of now."""
    on = bound.written_on
    return {
        **comment_document(bound.comment),
        "id": bound.id,
        "also": list(bound.also),
        "standing": bound.standing,
        "written_on": on and record_document(on),
        "about": bound.about,
        "open": bound.is_open,
        "withdrawn": bound.withdrawn,
    }


def _written(entry: Comment | Reply) -> str | None:
    return entry.written.isoformat() if entry.written else None


def _checked(one: CheckedFile) -> Plain:
    submission = one.submission
    marks = submission.marks if submission else Marks()
    return {
        "file": one.file,
        "accepted": one.is_accepted,
        "user": marks.user,
        "framework": marks.framework and marks.framework.partition("@")[0],
        "edition": edition_of(marks),
        "kind": marks.kind,
        "year": marks.year,
        "counts": asdict(one.counts),
        "settled_elsewhere": one.settled_elsewhere,
        "cells": asdict(submission.cells if submission else CellCount()),
        "digest": one.digest,
        "as_of": one.as_of and one.as_of.isoformat(),
        "file_sha256": one.file_sha256,
        "recorded": one.recorded,
        "recorded_as": one.recorded_as,
        "known": one.is_known,
        "comments_added": one.comments_added,
        "judged": one.judged and asdict(one.judged),
        "decision": one.decision,
        "reported": one.reported,
        "comments": [comment_document(each) for each in submission.comments] if submission else [],
        "problems": [problem_document(problem) for problem in one.problems],
    }


def _side(submission: Submission, digest: str | None, files: Sequence[str]) -> Plain:
    marks = submission.marks
    return {
        "kind": marks.kind,
        "year": marks.year,
        "edition": edition_of(marks),
        "digest": digest,
        "source": marks.source or None,
        "files": list(files),
    }


def delta_document(delta: Delta) -> Plain:
    """Give one Delta."""
    document: dict[str, object] = {
        "ref": delta.ref,
        "section": delta.section,
        "change": delta.change,
        "changes": list(delta.changes),
        "direction": delta.direction,
        "before": delta.before and record_document(delta.before),
        "after": delta.after and record_document(delta.after),
        "wording": delta.wording,
    }
    if delta.became:
        document["became"] = list(delta.became)
    if delta.came_from:
        document["from"] = list(delta.came_from)
    return document


def record_document(record: Record) -> Plain:
    """Give one row under the names its sheet has for its columns."""
    shown = {name: value_document(value) for name, value in columns_of(record).items()}
    return {"ref": record.ref, **shown} if isinstance(record, Response) else shown


def value_document(value: object) -> object:
    """Give a value as JSON has it: days as ISO text, lists of ids as lists."""
    if isinstance(value, tuple):
        return [value_document(part) for part in value]
    if isinstance(value, Unreadable):
        return value.shown
    return value.isoformat() if isinstance(value, date) else value


def finding_document(finding: Finding) -> Plain:
    """Give one Finding."""
    return {
        "rule": finding.rule,
        "ref": finding.ref,
        "materiality": finding.materiality,
        "because": finding.because,
        "inputs": dict(finding.inputs),
        "why": finding.why,
        "sources": list(finding.sources),
        "unverified": list(finding.unverified),
    }
