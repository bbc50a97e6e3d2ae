"""Opens each room of ours when somebody enters it, so that a command waits for none it passes by.

A room that is imported as a whole (`from secself.workbook import writer`) is read when something
of it is first used; one from which a name is taken (`from secself.digest import digest`) at once.
No other room knows, and nothing else is done otherwise: imports stand where they always stand.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import LazyLoader
from types import ModuleType

from secself.cli.interrupting import INTERRUPTION


class Doorkeeper(MetaPathFinder):
    """Finds our rooms, and leaves them closed until something of them is wanted."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a room of ours; what is not ours others find."""
        if not fullname.startswith("secself."):
            return None
        found = PathFinder.find_spec(fullname, path, target)
        if found is not None and fullname in sys.modules:
            # To look for it, the house it stands in was opened, and has opened it meanwhile.
            found.loader = _Opened()
        elif found is not None and isinstance(found.loader, SourceFileLoader):
            found.loader = LazyLoader(_Door(found.loader.name, found.loader.path))
        return found


class _Opened(Loader):
    """Gives a room that is open already, so that there are never two of it."""

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Give the room."""
        return sys.modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Leave it as it is."""


class _Door(SourceFileLoader):
    """Opens a room whole, whoever interrupts meanwhile."""

    def exec_module(self, module: ModuleType) -> None:
        """Open the room."""
        with INTERRUPTION.waiting():
            super().exec_module(module)


def open_when_entered() -> None:
    """Post the doorkeeper, once."""
    if not any(isinstance(finder, Doorkeeper) for finder in sys.meta_path):
        sys.meta_path.insert(0, Doorkeeper())
