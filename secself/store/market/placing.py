"""Saves a pack: whole or not at all, in the place of the one before and of nothing else."""

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from secself.formats.consolidated import forms, json
from secself.model import Consolidation
from secself.store import files

_LARGEST = 200_000_000
_PAGE = re.compile(r"users/[A-Za-z0-9][A-Za-z0-9._-]*\.html")
"""The only files of an older pack that are removed because the newer one has none of that name."""


def pack(consolidation: Consolidation) -> Mapping[str, bytes]:
    """Write the pack in every form there is: files by their names, which the JSON lists."""
    made: dict[str, bytes] = {}
    for name, form in forms().items():
        template = files.template(form.TEMPLATE) if form.TEMPLATE else None
        made |= form.write(consolidation, template) if name != json.NAME else {}
    return {**made, **json.listing(consolidation, sorted({*made, json.NAME}))}


def save(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Put a pack into a folder, and take away the pages of the one that was there before."""
    stale = _pages(folder) - contents.keys()
    places = files.save({folder / name: data for name, data in contents.items()}, force=True)
    for name in sorted(stale):
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    return places


def _pages(folder: Path) -> set[str]:
    """Name the pages that an older pack says are its own."""
    index = folder / json.NAME
    try:
        if not index.is_file() or index.stat().st_size > _LARGEST:
            return set()
        named = json.listed(index.read_bytes())
    except OSError:
        return set()
    return {name for name in named if _PAGE.fullmatch(name)}
