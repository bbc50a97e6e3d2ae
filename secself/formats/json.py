"""JSON, for other programs: the contract's `secself/diff@1`."""

import json

from secself.formats.documents import diff_document
from secself.model import Assessment

SUFFIX = ".json"
TEMPLATE = None


def diff(assessment: Assessment, template: bytes | None) -> bytes:  # noqa: ARG001
    """Write one assessment as a JSON document."""
    text = json.dumps(diff_document(assessment), ensure_ascii=False, allow_nan=False, indent=2)
    return (text + "\n").encode("utf-8", errors="backslashreplace")
