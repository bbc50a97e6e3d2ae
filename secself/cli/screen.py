"""Prints: results to standard output, progress and problems to standard error."""

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TextIO

from secself.problems import Problem

_RED, _PLAIN = "\x1b[31;1m", "\x1b[0m"


def show(text: str, *, has_color: bool = False) -> None:
    """Print a result; lines of material findings are coloured if the screen is for a person."""
    if not (has_color and sys.stdout.isatty()):
        _write(sys.stdout, text)
        return
    for line in text.split("\n"):
        begin, end = (_RED, _PLAIN) if line.startswith("MATERIAL") else ("", "")
        sys.stdout.write(f"{begin}{visible(line)}{end}\n")


def show_bytes(content: bytes) -> None:
    """Print a file just as it would be saved, line endings included."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Print progress, or what went wrong."""
    _write(sys.stderr, text)


def say_problems(problems: Sequence[Problem]) -> None:
    """Print Problems, one after the other, as their reader can act on them."""
    for problem in problems:
        say(str(problem))


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(document, ensure_ascii=True, indent=2) + "\n")


def visible(text: str) -> str:
    """Show control, direction and format characters as escapes: a file must not steer a screen."""
    return "".join(
        char
        if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def _write(stream: TextIO, text: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe = visible(text).encode(encoding, errors="backslashreplace").decode(encoding)
    _send(stream, safe + "\n")


def _send(stream: TextIO | None, text: str) -> None:
    """Write text out now, so that what cannot be written is known now."""
    try:
        if stream is not None:
            stream.write(text)
            stream.flush()
            return
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        if stream is not sys.stderr:
            raise NoScreen from error
    if stream is None and stream is not sys.stderr:
        raise NoScreen
