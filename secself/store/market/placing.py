"""Saves a pack: whole or not at all, in the place of the one before and of nothing else."""

import contextlib
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from secself import aliasing
from secself.formats.consolidated import forms, json
from secself.model import AliasKey, Consolidation
from secself.problems import Origin, Problem, Refused
from secself.store import files

KEY = "alias-key.csv"
"""The file that says who stands behind which alias, and the only one that does."""
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


def key_of(named: Path | None, folder: Path) -> AliasKey:
    """Give the key to go on from: the one that is named, else that of the folder, else a new one.

    Raises Refused if a key is there that cannot be read, since aliases would be given twice.
    """
    place = named or folder / KEY
    if named is None and not place.exists():
        return AliasKey(salt=secrets.token_hex(32))
    key = aliasing.read_key(files.read(place))
    if key is None:
        raise Refused(
            Problem(
                code="alias-key-broken",
                origin=Origin(file=str(place)),
                what="This is no key of aliases, or not all of it.",
                remedy="Name the key of the last meeting with --alias-key, or begin in a new "
                "folder; the aliases will be others then.",
            )
        )
    return key


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
