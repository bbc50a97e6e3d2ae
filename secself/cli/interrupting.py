"""Hears Ctrl-C, and lets it wait while a room is being opened.

A room is opened when something of it is first used, and there Python passes over what is raised:
an interruption would leave the room half open, and be forgotten.
"""

import atexit
import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType

_SOON = 0.001


class Interruption:
    """What a person who interrupts is answered, and when."""

    def __init__(self) -> None:
        """Begin with no room open."""
        self._rooms = 0
        self._is_due = False

    def listen(self) -> None:
        """Hear from now on; where Python cannot, everything is as Python has it."""
        # Only the first thread may.
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, self._hear)
            if hasattr(signal, "SIGALRM"):
                signal.signal(signal.SIGALRM, self._hear)
                sys.unraisablehook = self._passed_over
                # What is over cannot be interrupted any more.
                atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        """Let an interruption wait until all rooms that are being opened are open."""
        self._rooms += 1
        try:
            yield
        finally:
            self._rooms -= 1
            if self._is_due and not self._rooms:
                self._soon()

    def _hear(self, _: int, __: FrameType | None) -> None:
        if not self._rooms:
            raise KeyboardInterrupt
        self._is_due = True

    def _passed_over(self, fault: "sys.UnraisableHookArgs") -> None:
        """Say again what Python passes over, as it does in callbacks of its own."""
        if not isinstance(fault.exc_value, KeyboardInterrupt):
            sys.__unraisablehook__(fault)
        elif not sys.is_finalizing():
            self._soon()

    def _soon(self) -> None:
        """Interrupt a moment later, when Python is no longer in between."""
        self._is_due = False
        if not hasattr(signal, "setitimer"):
            raise KeyboardInterrupt
        signal.setitimer(signal.ITIMER_REAL, _SOON)


INTERRUPTION = Interruption()
"""The one of this run."""
