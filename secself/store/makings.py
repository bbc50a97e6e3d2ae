"""Finds the files that a framework is made of without reading their YAML.

That is so quick that a kept framework can be looked up by the very bytes it was made of. Which
edition lies beneath is seen at a glance only; after a loading it is held against what was found.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from secself.store import files

_EXTENDS = re.compile(rb"\nextends: *([^\s@\"'#]+@[^\s@\"'#]+) *(?:\r?\n|\Z)")


def at_a_glance(place: Path, beneath: Callable[[str, Path], Path]) -> Mapping[str, bytes]:
    """Give the files of a folder and of those it extends; NotFound where one cannot be had."""
    return dict(_walk(place, beneath))


def folders(makings: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Name the folders of files, each once, in order."""
    return tuple(dict.fromkeys(Path(name).parent for name in makings))


def _walk(place: Path, beneath: Callable[[str, Path], Path]) -> Iterator[tuple[str, bytes]]:
    seen: set[Path] = set()
    folder: Path | None = place
    while folder is not None and folder not in seen:
        seen.add(folder)
        own = {str(file): files.read(file) for file in sorted(folder.glob("*.yaml"))}
        yield from own.items()
        named = _extended(own.values())
        folder = beneath(named, folder) if named else None


def _extended(texts: Iterable[bytes]) -> str | None:
    found = next(filter(None, (_EXTENDS.search(b"\n" + text) for text in texts)), None)
    return found[1].decode(errors="replace") if found else None
