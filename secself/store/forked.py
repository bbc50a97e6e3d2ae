"""A process beside this one, which the system holds to time and memory.

It is forked, so that nothing is loaded twice. It is asked in bytes and answers in bytes, through
two pipes, and nothing else of it comes back. Only where the system can fork.
"""

import contextlib
import gc
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn

if sys.platform != "win32":
    import resource

Ended = Literal["done", "time", "crash"]
"""How a piece of work ended: by itself, at a limit of time, or in any other way."""
Work = Callable[[bytes], bytes]
"""Answers a request."""

_LENGTH = struct.Struct("<Q")
_PIECE = 1 << 16
_MIB = 1 << 20
_PATIENCE = 3
"""On a busy machine a process waits; so many times its time of the processor is waited for it."""
_MOST = 256 << 20
"""The most bytes of an answer; no submission comes near it."""
_STANDARD = 3
"""The places of input, output and errors come before all others."""
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What became of a piece of work."""

    ended: Ended
    """How it ended."""
    answer: bytes = b""
    """What was answered, if it is done."""
    how: str = ""
    """The signal that ended it, if one did."""


class _Late(Exception):
    """What was waited for did not come in time."""


class Child:
    """A copy of this process that answers one request after the other, until it is let go."""

    def __init__(self, work: Work, *, seconds: int, mib: int) -> None:
        """Copy this process; each request may take so long, and all so much more memory."""
        self._seconds = seconds
        asked, self._asking = os.pipe()
        self._hearing, answering = os.pipe()
        try:
            self._number = os.fork()
        except OSError:
            for end in (asked, self._asking, self._hearing, answering):
                os.close(end)
            raise
        if self._number == 0:
            _be_child(work, asked, answering, seconds, mib)
        os.close(asked)
        os.close(answering)
        self._is_there = True

    @property
    def is_there(self) -> bool:
        """Tell whether it can be asked; who did not answer in time, or crashed, is gone."""
        return self._is_there

    def ask(self, request: bytes) -> Run:
        """Ask, and wait for the answer; a child that gives none is let go."""
        try:
            with contextlib.suppress(BrokenPipeError):
                _write(self._asking, request)
            answer = self._heard(time.monotonic() + self._seconds * _PATIENCE)
        except _Late:
            self.let_go()
            return Run(ended="time")
        except BaseException:
            self.let_go()
            raise
        return Run(ended="done", answer=answer) if answer is not None else self._gone()

    def let_go(self) -> None:
        """End it, whatever it does."""
        if self._is_there:
            self._is_there = False
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
            self._bury()

    def _gone(self) -> Run:
        """Say how it went that hung up without an answer."""
        self._is_there = False
        os.close(self._asking)
        self._asking = -1
        status = self._bury()
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if number == signal.SIGXCPU:
            return Run(ended="time")
        return Run(ended="crash", how=signal.Signals(number).name if number else "")

    def _bury(self) -> int:
        for end in (self._asking, self._hearing):
            if end >= 0:
                os.close(end)
        return os.waitpid(self._number, 0)[1]

    def _heard(self, until: float) -> bytes | None:
        """Take an answer; None if the child hangs up, or says more than anybody would."""
        size = self._taken(_LENGTH.size, until)
        if size is None or _LENGTH.unpack(size)[0] > _MOST:
            return None
        return self._taken(_LENGTH.unpack(size)[0], until)

    def _taken(self, size: int, until: float) -> bytes | None:
        pieces: list[bytes] = []
        while size:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._hearing], [], [], left)[0]:
                raise _Late
            piece = os.read(self._hearing, min(size, _PIECE))
            if not piece:
                return None
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)


def can_fork() -> bool:
    """Tell whether the system can copy a process."""
    return hasattr(os, "fork")


def _write(place: int, content: bytes) -> None:
    left = memoryview(_LENGTH.pack(len(content)) + content)
    while left:
        left = left[os.write(place, left) :]


def _read(place: int) -> bytes:
    """Read what was written; nothing, if nobody writes any more."""
    with open(place, "rb", closefd=False, buffering=0) as stream:
        wanted = _LENGTH.size
        pieces = bytearray()
        while len(pieces) < wanted:
            piece = stream.read(wanted - len(pieces))
            if not piece:
                return b""
            pieces += piece
            if wanted == _LENGTH.size == len(pieces):
                wanted += _LENGTH.unpack(pieces)[0]
    return bytes(pieces[_LENGTH.size :])


def _be_child(work: Work, asked: int, answering: int, seconds: int, mib: int) -> NoReturn:
    """Answer until nobody asks any more, and leave without any farewell."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        # What was there before is not gone through again, so that its memory stays shared.
        gc.freeze()
        _shut_in(asked, answering)
        _limit_memory(mib)
        while request := _read(asked):
            _limit_time(seconds)
            _write(answering, work(request))
        code = 0
    finally:
        os._exit(code)


def _shut_in(*kept: int) -> None:
    """Let go of everything that is open but the ways back: no terminal, no archive."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for place in range(_STANDARD):
        os.dup2(nowhere, place)
    begin = _STANDARD
    for place in (*sorted(kept), os.sysconf("SC_OPEN_MAX")):
        os.closerange(begin, place)
        begin = place + 1


def _limit_memory(mib: int) -> None:
    """Ask the system for limits; one that it does not know, it does not keep."""
    if sys.platform != "win32":
        most = _used() + mib * _MIB
        # It writes no file either, not even of its own crash, and starts nothing.
        none = (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC)
        for name, limit in ((resource.RLIMIT_AS, most), *((name, 0) for name in none)):
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(name, (limit, limit))


def _limit_time(seconds: int) -> None:
    """Let it take so much more time of the processor than it has taken."""
    if sys.platform != "win32":
        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        until = int(time.process_time()) + 1 + seconds
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def _used() -> int:
    """Count the addresses in use already, which the limit counts too; 0 where nobody says."""
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
