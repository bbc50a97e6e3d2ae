"""Keeps loaded frameworks between runs, so that the next run need not read their YAML again.

A kept framework is found by what it was made of and by what made it, so it is the right one or
none. Whatever is amiss with a cache is no fault of the person: the framework is loaded instead.
"""

import contextlib
import functools
import json
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from secself import __version__, records
from secself.model import Framework
from secself.store.files import LARGEST

MOST = 32
"""How many frameworks are kept; those written longest ago go first."""

_KEPT = re.compile(r"framework-[0-9a-f]{64}\.json")
_WRITING = "framework-writing-"
_ABANDONED = 24 * 60 * 60
"""Seconds after which a file that is still being written never will be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """A folder of loaded frameworks, each found by its key."""

    folder: Path | None
    """Where they are kept; None where nothing is."""
    keeps_private: bool = False
    """Whether frameworks that did not come with the package are kept too."""

    def find(self, key: str) -> Framework | None:
        """Give the framework of a key, or None; what cannot be what was kept is thrown away."""
        if self.folder is None:
            return None
        place = self._place(self.folder, key)
        try:
            content = _own(place)
            return None if content is None else _open(content, key)
        except OSError:
            return None
        except ValueError:
            with contextlib.suppress(OSError):
                place.unlink()
            return None

    def keep(self, key: str, framework: Framework) -> None:
        """Keep a framework under its key, if that can be done."""
        if self.folder is None:
            return
        # A folder that is full, read-only or somebody else's keeps nothing; the work goes on.
        with contextlib.suppress(OSError, ValueError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_own(self.folder.stat()):
                _write(self._place(self.folder, key), _close(framework, key))
                _thin_out(self.folder)

    @staticmethod
    def _place(folder: Path, key: str) -> Path:
        return folder / f"framework-{key}.json"


def of_user(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Cache:
    """Give the cache of the person who runs this, in the place their system has for caches."""
    return Cache(
        folder=_folder(environment, platform),
        keeps_private=environment.get("SECSELF_CACHE_PRIVATE") == "yes",
    )


def key_of(texts: Mapping[str, bytes]) -> str:
    """Digest files with their names, and what makes a framework of them."""
    digest = sha256(_maker().encode())
    for name, text in texts.items():
        # The lengths keep a byte from passing over from one text to the next unnoticed.
        digest.update(f"{len(name)} {len(text)} {name}\n".encode(errors="surrogatepass"))
        digest.update(text)
    return digest.hexdigest()


@functools.cache
def _maker() -> str:
    """Say which secself this is: its version, its files as Python tells them apart, its records."""
    house = Path(__file__).parent.parent
    # Where the package is read from a zip file there is no folder; its version tells it apart.
    sources = "\n".join(_sources(house)) if house.is_dir() else ""
    return f"{__version__}\n{records.shape(Framework)}\n{sources}\n"


def _sources(folder: Path) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _sources(Path(entry))
        elif entry.name.endswith(".py"):
            state = entry.stat()
            yield f"{entry.path} {state.st_size} {state.st_mtime_ns}"


def _folder(environment: Mapping[str, str], platform: str) -> Path | None:
    asked = environment.get("SECSELF_CACHE")
    if asked is not None:
        return Path(asked) if asked.strip() else None
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local, "secself", "cache") if local else None
    home = environment.get("HOME")
    if platform == "darwin":
        return Path(home, "Library", "Caches", "secself") if home else None
    named = environment.get("XDG_CACHE_HOME", "")
    # The XDG convention is that a relative path there is to be passed over.
    if Path(named).is_absolute():
        return Path(named, "secself")
    return Path(home, ".cache", "secself") if home else None


def _close(framework: Framework, key: str) -> bytes:
    body = json.dumps(records.encode(framework), separators=(",", ":")).encode("ascii")
    return _seal(body, key) + body


def _open(content: bytes, key: str) -> Framework:
    seal, body = content[: len(_seal(b"", key))], content[len(_seal(b"", key)) :]
    if seal != _seal(body, key):
        raise ValueError("This is not what was written under this key.")
    return records.decode(Framework, json.loads(body))


def _seal(body: bytes, key: str) -> bytes:
    """Digest the key too, so that a file under another's name is not taken for it."""
    return f"{sha256(key.encode() + body).hexdigest()}\n".encode()


def _own(place: Path) -> bytes | None:
    """Read a file if it is a plain file of this person that nobody else can write."""
    # A pipe of that name must not keep us waiting, and a link must not lead us elsewhere.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(place, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
        state = os.fstat(stream.fileno())
        if not stat.S_ISREG(state.st_mode) or not _is_own(state):
            return None
        return stream.read(LARGEST + 1)


def _is_own(state: os.stat_result) -> bool:
    """Tell whether something is this person's alone; Windows says that by the folder it is in."""
    if os.name != "posix":
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _write(place: Path, content: bytes) -> None:
    """Put a whole file in its place; one half written would only be thrown away."""
    number, name = tempfile.mkstemp(dir=place.parent, prefix=_WRITING)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)


def _thin_out(folder: Path) -> None:
    """Throw away the oldest of too many, and what a process that ended early left behind."""
    entries = [(entry.stat().st_mtime, Path(entry)) for entry in os.scandir(folder)]
    kept = sorted((one for one in entries if _KEPT.fullmatch(one[1].name)), reverse=True)
    newest = kept[0][0] if kept else 0.0
    left = [one for one in entries if one[1].name.startswith(_WRITING)]
    for place in [place for _, place in kept[MOST:]] + [
        place for when, place in left if when < newest - _ABANDONED
    ]:
        place.unlink(missing_ok=True)
