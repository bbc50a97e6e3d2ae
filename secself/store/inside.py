"""Reads what strangers sent inside a fence, so that no file takes the command down with it.

What comes out of a process beside this one are records as JSON tables, held against the types that
their fields declare; never anything that could run. Where the system cannot fork, or where several
threads run, files are read in this process, and the limits of sizes alone stand.
"""

import binascii
import io
import json
import threading
import traceback
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from secself import records
from secself.opc import decryption
from secself.opc.recognise import ZIP
from secself.problems import (
    NotAWorkbook,
    NotFound,
    NotSaved,
    Problem,
    Refused,
    SecselfError,
    WrongFramework,
)
from secself.store import fence, forked, told
from secself.store.fence import Fence
from secself.store.frameworks import Library
from secself.store.opening import Opened, open_content
from secself.store.told import Told

Made = TypeVar("Made")

LARGE_FILE, LARGE_INSIDE = 1 << 20, 8 << 20
"""From how many bytes on a file, or all in it once unpacked, is large; ours have a tenth of it."""
MOST_PARTS = 64
"""Into more parts no program packs a workbook of ours."""

_KINDS = {
    kind.__name__: kind for kind in (NotFound, NotAWorkbook, WrongFramework, Refused, NotSaved)
}
_OUT_OF_MEMORY = b'{"out":"memory"}'
_BETWEEN = b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The Problems of a refusal."""

    problems: tuple[Problem, ...]
    """What is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unlocked:
    """What a password opened."""

    content: str | None
    """Its bytes in base 64; None if the password is another."""


class _Request(NamedTuple):
    """What is asked of the child."""

    name: str
    """The name of the file."""
    password: str | None
    """The password to try, if the file is only to be opened with it."""
    content: bytes
    """Its bytes."""

    def written(self) -> bytes:
        """Put it into bytes."""
        head = json.dumps([self.name, self.password]).encode("ascii")
        return b"%s%s%s" % (head, _BETWEEN, self.content)

    @classmethod
    def read(cls, written: bytes) -> "_Request":
        """Take it out of bytes."""
        head, _, content = written.partition(_BETWEEN)
        name, password = json.loads(head)
        return cls(name, password, content)


class Inside:
    """A place to read files of strangers in, one after the other; leaving it ends what reads."""

    def __init__(self, library: Library, around: Fence | None = None) -> None:
        """Raise the fence of the user's settings, unless one is named."""
        self._library = library
        self._fence = around or fence.of_user()
        self._child: forked.Child | None = None

    def __enter__(self) -> Self:
        """Begin; nothing is started before it is needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process that reads, if there is one."""
        if self._child is not None:
            self._child.let_go()

    def opened(self, content: bytes, name: str) -> Opened:
        """Read a file; only what is told of it comes out."""
        if not self._reads_apart(content):
            return self._here(lambda: open_content(content, name, self._library), name)
        heard = self._asked(_Request(name, None, content), Told)
        return Opened(
            framework=self._library.framework(heard.framework),
            submission=told.heard(heard, name),
            problems=heard.problems,
            is_review=heard.is_review,
        )

    def unlocked(self, content: bytes, passwords: Iterable[str], name: str) -> bytes:
        """Give the file inside a protected one; refuse it where no password opens it."""
        return decryption.unlocked(content, passwords, name, self._attempt)

    def _attempt(self, content: bytes, password: str, name: str | None) -> bytes | None:
        file = name or ""
        if not self._reads_apart(content):
            return self._here(lambda: decryption.opened(content, password, name), file)
        found = self._asked(_Request(file, password, content), _Unlocked).content
        return None if found is None else binascii.a2b_base64(found)

    def _reads_apart(self, content: bytes) -> bool:
        apart = self._fence.apart
        if apart == "never" or (apart == "large" and is_plain(content)):
            return False
        # Other threads may hold what the copy of this one would wait for.
        return forked.can_fork() and threading.active_count() == 1

    def _here(self, work: Callable[[], Made], file: str) -> Made:
        """Read in this process, where at least what Python notices can be said."""
        try:
            return work()
        except MemoryError:
            raise fence.too_large(file, self._fence) from None
        except SecselfError:
            raise
        except Exception:  # noqa: BLE001  whatever it is, it is a fault of ours at this one file
            raise fence.failed(file, traceback.format_exc()) from None

    def _asked(self, request: _Request, kind: type[Made]) -> Made:
        try:
            run = self._running().ask(request.written())
        except OSError as error:
            raise fence.crashed(request.name, error.strerror or "") from None
        if run.ended == "time":
            raise fence.too_long(request.name, self._fence)
        if run.ended == "crash":
            raise fence.crashed(request.name, run.how)
        if run.answer == _OUT_OF_MEMORY:
            # What it has left would not do for the next file either.
            self._running().let_go()
            raise fence.too_large(request.name, self._fence)
        return self._understood(run.answer, kind, request.name)

    def _running(self) -> forked.Child:
        """Give the child that reads; one that is gone is followed by another."""
        if self._child is None or not self._child.is_there:
            limits = self._fence
            self._child = forked.Child(self._answer, seconds=limits.seconds, mib=limits.mib)
        return self._child

    def _answer(self, written: bytes) -> bytes:
        """Read a file, in the child, and write down what came of it."""
        try:
            made = records.encode(self._made(_Request.read(written)))
            return _compact({"made": made})
        except MemoryError:
            return _OUT_OF_MEMORY
        except SecselfError as refusal:
            said = records.encode(_Said(problems=refusal.problems))
            return _compact({"refused": type(refusal).__name__, "said": said})
        except Exception:  # noqa: BLE001  whatever it is, it is a fault of ours at this one file
            return _compact({"fault": traceback.format_exc()})

    def _made(self, request: _Request) -> Told | _Unlocked:
        name, password, content = request
        if password is None:
            return told.tell(*open_content(content, name, self._library))
        found = decryption.opened(content, password, name)
        return _Unlocked(
            content=None if found is None else binascii.b2a_base64(found).decode("ascii")
        )

    def _understood(self, answer: bytes, kind: type[Made], file: str) -> Made:
        """Give the record that was made, or raise what was said instead."""
        try:
            content = json.loads(answer)
            if "made" in content:
                return records.decode(kind, content["made"])
            refusal = self._refusal(content, file)
        except (ValueError, TypeError, KeyError, RecursionError):
            raise fence.crashed(file, "") from None
        raise refusal

    def _refusal(self, content: dict[str, object], file: str) -> SecselfError:
        if "fault" in content:
            return fence.failed(file, str(content["fault"]))
        said = records.decode(_Said, content["said"])
        return _KINDS[str(content["refused"])](*said.problems)


def is_plain(content: bytes) -> bool:
    """Tell whether a file is a small workbook, or so little else that nothing can hide in it."""
    if len(content) > LARGE_FILE:
        return False
    if not content.startswith(ZIP):
        return not decryption.is_protected(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except Exception:  # noqa: BLE001  what is no directory at all is certainly not plain
        return False
    is_small = len(parts) <= MOST_PARTS and sum(one.file_size for one in parts) <= LARGE_INSIDE
    return is_small and any(one.filename == "xl/workbook.xml" for one in parts)


def _compact(content: object) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode("ascii")
