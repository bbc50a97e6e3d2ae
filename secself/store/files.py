"""Reads and saves files: whole, or not at all."""

import contextlib
import os
import signal
import stat
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files as package_files
from pathlib import Path

from secself.opc.limits import MIB, Limits, allowed, lift
from secself.problems import NotFound, NotSaved, Origin, Problem

LARGEST = Limits().file
"""The most bytes that are read of any file, unless somebody allows more."""
_WITH_PICTURES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".docx", ".docm", ".dotx")


def read(path: Path) -> bytes:
    """Read a file once; what cannot be read is said."""
    try:
        # A pipe or a terminal would keep us waiting for ever, and is never asked.
        if is_odd(path):
            raise _not_found(path, "This is no file, but a pipe or a device.", "Name a file.")
        with path.open("rb") as stream:
            content = stream.read(allowed().file + 1)
    except FileNotFoundError:
        raise _not_found(path, "There is no such file.", "Check the name.") from None
    except IsADirectoryError:
        raise _not_found(path, "This is a folder, not a file.", "Name a file in it.") from None
    except OSError as error:
        what = f"The file cannot be read: {error.strerror or 'the system refused'}."
        raise _not_found(path, what, "Close it elsewhere, or check who may read it.") from None
    if len(content) > allowed().file:
        what = f"The file is larger than {allowed().file // MIB} MiB, far more than any of ours."
        raise _not_found(path, what, f"{_smaller(path)} {lift('file')}")
    return content


def read_text(path: Path) -> str:
    """Read a file as text in UTF-8."""
    try:
        return read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_found(path, "The file is not text in UTF-8.", "Save it as UTF-8.") from None


def template(name: str) -> bytes:
    """Read one of the templates shipped with the package."""
    return package_files("secself.templates").joinpath(name).read_bytes()


def save(contents: Mapping[Path, bytes], *, force: bool = False) -> list[Path]:
    """Save all files or none, and give their absolute paths.

    Each is written beside its place, brought to the disk and then moved there, so that a crash
    leaves the old file or the new one. Existing files are replaced only with `force`.
    """
    with prepared(contents, force=force) as put:
        return put()


@contextlib.contextmanager
def prepared(
    contents: Mapping[Path, bytes], *, force: bool = False, again: bool = False
) -> Iterator[Callable[[], list[Path]]]:
    """Bring all files to the disk beside their places, and give what puts them there.

    What is done before they are put is done knowing that there is room for them; if it fails,
    nothing of them is left. With `again` a file that is there with these very bytes is left alone.
    """
    places = {path.absolute(): content for path, content in contents.items()}
    barred = [path for path in places if _is_folder(path) or is_odd(path)]
    if barred:
        raise NotSaved(*(_barred(path) for path in barred))
    fresh = {
        path: content for path, content in places.items() if not again or _lacks(path, content)
    }
    taken = [path for path in fresh if _is_taken(path)]
    if taken and not force:
        raise NotSaved(*(_exists(path) for path in taken))
    written: list[tuple[Path, Path]] = []

    def put() -> list[Path]:
        with _said(places), _undisturbed():
            _move(written)
            settle({path.parent for path in places})
        return list(places)

    try:
        with _said(places):
            for path, content in fresh.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                with _undisturbed():
                    written.append((_beside(path, content), path))
        yield put
    finally:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let an interruption wait until it can leave nothing by half, or lying about."""
    # Python hears signals in its first thread only.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.default_int_handler)
    if heard:
        raise KeyboardInterrupt


@contextlib.contextmanager
def _said(places: Iterable[Path]) -> Iterator[None]:
    """Say in words why nothing was saved."""
    try:
        yield
    except OSError as error:
        what = f"Nothing was saved: {error.strerror or 'the system refused'}."
        origin = Origin(file=str(error.filename or next(iter(places))))
        remedy = "Make room, or choose a folder you may write to, with -o."
        raise NotSaved(Problem(code="not-saved", origin=origin, what=what, remedy=remedy)) from None


def _lacks(path: Path, content: bytes) -> bool:
    """Tell whether a file is not there with these very bytes."""
    try:
        return not path.is_file() or path.read_bytes() != content
    except OSError:
        return True


def keep_apart(target: Path, sources: Iterable[Path]) -> None:
    """Refuse to write into a file that was named to be read, by whatever way it is reached."""
    for source in sources:
        if is_there(target) and is_there(source) and target.samefile(source):
            what = f"This file was named to be read ({source}), and nothing is written into it."
            origin = Origin(file=str(target))
            remedy = "Choose another name with -o."
            raise NotSaved(Problem(code="file-is-source", origin=origin, what=what, remedy=remedy))


def settle(folders: Iterable[Path]) -> None:
    """Bring the names in folders to the disk; Windows does so by itself, and opens no folders."""
    if os.name == "posix":
        for folder in folders:
            number = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)


def is_there(path: Path) -> bool:
    """Tell whether there is a file or folder of a name, be it one that no system can bear."""
    return bool(_mode(path))


def save_report(text: str) -> Path:
    """Keep the report of a bug where the person can find it, readable by them only."""
    number, name = tempfile.mkstemp(prefix="secself-bug-", suffix=".txt", text=True)
    with os.fdopen(number, "w", encoding="utf-8") as stream:
        stream.write(text)
    return Path(name)


def _move(written: list[tuple[Path, Path]]) -> None:
    """Put every file in its place; if one cannot be put, those before it are taken back."""
    kept: list[Path] = []
    moved: list[tuple[Path, Path | None]] = []
    try:
        for temporary, path in written:
            old = _beside(path, path.read_bytes()) if path.is_file() else None
            kept += [old] if old is not None else []
            temporary.replace(path)
            moved.append((path, old))
    except OSError:
        for path, old in moved:
            if old is None:
                path.unlink()
            else:
                old.replace(path)
        raise
    finally:
        for old in kept:
            old.unlink(missing_ok=True)


def _is_taken(path: Path) -> bool:
    """Tell whether a name is in use, be it by a link that leads nowhere."""
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return False  # Whatever is in the way will be met, and said, when the file is written.


def is_odd(path: Path) -> bool:
    """Tell whether a name is that of a pipe, a device or the like: no file, and no folder."""
    mode = _mode(path)
    return bool(mode) and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(_mode(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0  # What cannot be looked at will be met, and said, when it is used.


def _beside(path: Path, content: bytes) -> Path:
    # mkstemp makes the file readable by its owner only, which suits confidential answers.
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _smaller(path: Path) -> str:
    if path.suffix.lower() in _WITH_PICTURES:
        return "Send it without pictures and other attachments."
    return "Split it, or take out what does not belong in it."


def _barred(path: Path) -> Problem:
    is_folder = _is_folder(path)
    what = "a folder" if is_folder else "a pipe or a device"
    return Problem(
        code="place-barred",
        origin=Origin(file=str(path)),
        what=f"This is {what}, which no file can take the place of; nothing was saved.",
        remedy="Name a file in it with -o." if is_folder else "Name a file with -o.",
    )


def _exists(path: Path) -> Problem:
    return Problem(
        code="file-exists",
        origin=Origin(file=str(path)),
        what="A file of this name is already there; nothing was saved.",
        remedy="Choose another folder with -o, or say --force to replace it.",
    )


def _not_found(path: Path, what: str, remedy: str) -> NotFound:
    return NotFound(
        Problem(code="file-unreadable", origin=Origin(file=str(path)), what=what, remedy=remedy)
    )
