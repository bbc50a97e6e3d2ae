"""JSON, for other programs: the contract's `secself/diff@1`."""

import json
from collections.abc import Mapping

from secself import unseen
from secself.formats import sampling, simulation, tracing
from secself.formats.documents import diff_document
from secself.model import Assessment

SUFFIX = ".json"
TEMPLATE = None


def diff(assessment: Assessment, template: bytes | None) -> bytes:  # noqa: ARG001
    """Write one assessment as a JSON document."""
    return text(whole(assessment))


def text(document: Mapping[str, object]) -> bytes:
    """Write a document."""
    written = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    return (unseen.in_json(written) + "\n").encode("utf-8")


def whole(assessment: Assessment) -> Mapping[str, object]:
    """Give one assessment with all that was asked for besides the comparison."""
    document = dict(diff_document(assessment))
    if assessment.traces:
        document["why"] = tracing.document(assessment.traces, assessment.past)
    if assessment.tried:
        tried = assessment.tried
        document["simulation"] = simulation.document(tried.name, tried.simulation)
    if assessment.probed:
        document["challenge"] = sampling.document(assessment.probed)
    return document
