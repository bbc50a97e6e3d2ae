"""Writes a package again so that equal content gives equal bytes."""

import io
import re
import zipfile
from datetime import date

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_CORE = "docProps/core.xml"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can hold; times of parts say nothing."""
_DATED = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(</)")


def steady(data: bytes, dated: date | None = None) -> bytes:
    """Sort the parts of a package of ours and fix their times.

    With a date, both dates in the document's properties become that day.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=_order):
            content = source.read(name)
            if name == _CORE and dated is not None:
                content = _redated(content, dated)
            target.writestr(_entry(name), content)
    return written.getvalue()


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # The system that made it is part of the bytes, so it is the same everywhere.
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry


def _redated(content: bytes, dated: date) -> bytes:
    moment = f"{dated.isoformat()}T00:00:00Z".encode()
    return _DATED.sub(lambda found: found[1] + moment + found[2], content)
