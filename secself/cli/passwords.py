"""Where the passwords of protected files come from: a file of them, or the person at the terminal.

Never from the command line itself, which other people on the machine can read.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from unicodedata import normalize

import click

from secself.cli import screen
from secself.phrases import one_line
from secself.problems import NotFound, Problem, SecselfError


class Passwords:
    """Gives the passwords to try on a protected file, and asks for one only when it is needed."""

    def __init__(self, source: Path | None) -> None:
        """Name the file that holds them, one a line, if there is one."""
        self._source = source
        self._typed: list[str] = []

    def __call__(self, file: str) -> Iterator[str]:
        """Give what may open a file: the lines of the source, else what was typed or is typed."""
        if self._source is not None:
            yield from self._lines(self._source)
            return
        yield from tuple(self._typed)
        if _is_there(sys.stdin) and _is_there(sys.stderr):
            self._typed.insert(0, self._ask(file))
            yield self._typed[0]

    def _lines(self, source: Path) -> list[str]:
        from secself.store import files

        try:
            text = files.read_text(source)
        except SecselfError as refusal:
            raise NotFound(*map(_of_passwords, refusal.problems)) from None
        lines = [line.removesuffix("\r") for line in text.split("\n")]
        # A password is hashed as it was typed, and editors write an é in one sign or in two.
        spelled = (
            form
            for line in filter(None, lines)
            for form in (line, normalize("NFC", line), normalize("NFD", line))
        )
        return list(dict.fromkeys(spelled))

    def _ask(self, file: str) -> str:
        prompt = f"Password of {screen.visible(one_line(file))}"
        return str(click.prompt(prompt, hide_input=True, err=True, default="", show_default=False))


def _of_passwords(problem: Problem) -> Problem:
    """Say of the file of passwords what is wrong with it, since it is not the one to be read."""
    return replace(
        problem,
        code="password-file-unreadable",
        what=f"The file of passwords (--password-file) cannot be used. {problem.what}",
    )


def _is_there(stream: TextIO | None) -> bool:
    """Tell whether a person sits at a stream; where there is no console there is none."""
    return stream is not None and stream.isatty()
