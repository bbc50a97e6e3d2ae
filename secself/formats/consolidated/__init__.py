"""The committee's pack: the same content in several forms, one room for each.

A room has `NAME` (the file it begins with, such as `consolidated.json`), `TEMPLATE` (the name of a
file in templates/, or None) and `write(consolidation, template)`, which gives its files by their
names below the folder of the pack. `wording` has the sentences and figures that all forms share,
and is no form itself.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Protocol

from secself.model import Consolidation


class Form(Protocol):
    """The promise each form keeps."""

    NAME: str
    """The file it begins with, such as `consolidated.json`."""
    TEMPLATE: str | None
    """The template it is poured into, if it has one."""

    def write(self, consolidation: Consolidation, template: bytes | None) -> Mapping[str, bytes]:
        """Write the pack in this form: files by their names, with forward slashes."""
        ...


def forms() -> Mapping[str, Form]:
    """Find every form by the name of its first file; a room without a name is none."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    rooms = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {room.NAME: room for room in rooms if hasattr(room, "NAME")}
