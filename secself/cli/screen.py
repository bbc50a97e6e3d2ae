"""Prints: results to standard output, progress and problems to standard error."""

import contextlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TextIO

from secself import unseen
from secself.problems import Problem

_RED, _PLAIN = "\x1b[31;1m", "\x1b[0m"


class NoScreen(Exception):
    """There is nowhere to print to: standard output is closed, or its disk is full."""


def show(text: str, *, has_color: bool = False) -> None:
    """Print a result; lines of material findings are coloured if the screen is for a person."""
    if not (has_color and sys.stdout is not None and sys.stdout.isatty()):
        _print(_safe(text, sys.stdout))
        return
    for line in text.split("\n"):
        begin, end = (_RED, _PLAIN) if line.startswith("MATERIAL") else ("", "")
        _print(f"{begin}{_safe(line, sys.stdout)}{end}")


def show_bytes(content: bytes) -> None:
    """Print a file just as it would be saved, line endings included."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (AttributeError, OSError, ValueError) as error:
        raise NoScreen from error


def say(text: str) -> None:
    """Print progress, or what went wrong; where nobody listens, it is said to nobody."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        sys.stderr.write(_safe(text, sys.stderr) + "\n")
        sys.stderr.flush()


def say_problems(problems: Sequence[Problem]) -> None:
    """Print Problems, one after the other, as their reader can act on them."""
    for problem in problems:
        say(str(problem))


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document."""
    _print(json.dumps(document, ensure_ascii=True, indent=2, allow_nan=False))


def leave_quietly() -> None:
    """Send what is still to be printed nowhere, so that leaving does not complain of it."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def visible(text: str) -> str:
    """Show control, direction and format characters as escapes: a file must not steer a screen."""
    return unseen.escaped(text)


def _safe(text: str, stream: TextIO | None) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return visible(text).encode(encoding, errors="backslashreplace").decode(encoding)


def _print(text: str) -> None:
    """Write to standard output now, so that what cannot be written is known now."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (AttributeError, OSError, ValueError) as error:
        raise NoScreen from error
