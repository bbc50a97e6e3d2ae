"""What is the same whatever a cell should hold: blanks, errors, formulas, spaces."""

import re

from secself.answers.raw import Raw, Reading, Remark
from secself.model import Unreadable

SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
"""All that looks like space."""
_NO_SPACE = re.compile(r"[^\s\u00a0\u2007\u202f\u200b\ufeff]")


def early(raw: Raw) -> Reading | None:
    """Settle what is the same for every type: blank, error, formula without value, mere space."""
    value, kind, _ = raw
    if isinstance(value, str) and kind != "error" and _NO_SPACE.search(value):
        # A text that says something is by far what stands in most cells.
        return None
    if raw.is_blank:
        return None, ()
    if raw.kind == "error":
        return Unreadable(shown=raw.shown), (
            Remark(
                level="error",
                code="cell-error",
                what=f"This cell shows the error {raw.quoted}, not an answer."
                if raw.shown.startswith("#")
                else f"This cell holds what no program shows alike: {raw.quoted}.",
                remedy="Type the answer over it.",
            ),
        )
    if raw.value is None:
        return Unreadable(shown="formula without a value"), (
            Remark(
                level="error",
                code="formula-without-value",
                what="This cell holds a formula whose value is not in the file.",
                remedy="Copy the cell and paste it back as a value.",
            ),
        )
    if isinstance(raw.value, str) and not _NO_SPACE.search(raw.value):
        return None, (
            Remark(
                level="note",
                code="cell-only-space",
                what="This cell holds nothing but space; it counts as blank.",
                remedy="Delete the space, or type the answer.",
            ),
        )
    return None


def computed(raw: Raw) -> tuple[Remark, ...]:
    """Say that a formula's value was taken, if it is one."""
    if not raw.is_formula:
        return ()
    return (
        Remark(
            level="warning",
            code="cell-formula",
            what=f"This cell holds a formula; the value it last showed, “{raw.quoted}”, was taken.",
            remedy="Copy the cell and paste it back as a value.",
        ),
    )


def folded(text: str) -> str:
    """Give a text without what is off only by case and space."""
    return SPACES.sub(" ", text).strip(" ").casefold()
