"""What is only written: one file or folder per format, found by its name.

Each has `SUFFIX`, `TEMPLATE` (the name of a file in templates/, or None) and
`diff(assessment, template) -> bytes`. A room without a suffix is no format: `documents` holds the
plain data of the contract's JSON, the others give text for a terminal.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Protocol

from secself.model import Assessment


class Format(Protocol):
    """The promise each format keeps."""

    SUFFIX: str
    """How the names of its files end, such as `.html`."""
    TEMPLATE: str | None
    """The template it is poured into, if it has one."""

    def diff(self, assessment: Assessment, template: bytes | None) -> bytes:
        """Write one assessment with its Deltas and findings."""
        ...


def of(suffix: str) -> Format | None:
    """Find the format of a suffix and import no other: its room has the name of the suffix."""
    name = suffix.removeprefix(".")
    if name not in {found.name for found in pkgutil.iter_modules(__path__)}:
        return None
    room = importlib.import_module(f"{__name__}.{name}")
    return room if getattr(room, "SUFFIX", None) == suffix else None


def formats() -> Mapping[str, Format]:
    """Find every format by the suffix of its files; a room without a suffix is for the screen."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    rooms = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {room.SUFFIX: room for room in rooms if hasattr(room, "SUFFIX")}
