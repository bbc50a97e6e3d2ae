"""What a variant is: something done to a good file, and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass

from hostile.good import Good

Make = Callable[[Good], bytes]
VARIANTS: list["Variant"] = []
"""Every variant, in the order of the page that lists them."""
GROUPS = {
    "container": "The container",
    "markup": "XML",
    "size": "Size",
    "structure": "Structure",
    "cells": "Cells",
    "layout": "Layout",
    "text": "Text",
    "identity": "Identity",
}


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A file that is odd or hostile, and what must become of it, whichever good file it was."""

    make: Make
    """Makes it of a good file."""
    refused: str = ""
    """The one code with which it is refused; empty where it is accepted."""
    said: frozenset[str] = frozenset()
    """What is said of it, besides what is said of the good file, where it is accepted."""
    answer: str | None = None
    """What the first answer must be read as; None if as in the good file."""
    explanation: str | None = None
    """What the first explanation must be read as; None if as in the good file."""
    other: frozenset[str] = frozenset()
    """What else may be other than in the good file."""

    @property
    def name(self) -> str:
        """Give its name, as the page has it."""
        return self.make.__name__.replace("_", "-")

    @property
    def group(self) -> str:
        """Name what of a file it tries."""
        return self.make.__module__.rpartition(".")[2]

    @property
    def did(self) -> str:
        """Say what was done to the good file."""
        return (self.make.__doc__ or "").splitlines()[0]


def refused(code: str) -> Callable[[Make], Make]:
    """Take a function as a variant that must be refused with this one code."""

    def register(make: Make) -> Make:
        VARIANTS.append(Variant(make=make, refused=code))
        return make

    return register


def accepted(
    *said: str,
    answer: str | None = None,
    explanation: str | None = None,
    other: tuple[str, ...] = (),
) -> Callable[[Make], Make]:
    """Take a function as a variant that must be accepted, with these codes and no others."""

    def register(make: Make) -> Make:
        VARIANTS.append(
            Variant(
                make=make,
                said=frozenset(said),
                answer=answer,
                explanation=explanation,
                other=frozenset(other),
            )
        )
        return make

    return register
