"""What a cell's content says as an answer: taken as it stands, taken with a remark, or unreadable.

Nothing is guessed. What is taken other than as it stands is said; what has two readings is not
taken at all, and is kept as `Unreadable` with what stands in the file.

`raw` has what stands in a cell, `settled` what is the same for every type; `texts`, `choices`,
`days` and `numbers` read one type each.
"""

from functools import lru_cache

from secself.answers.choices import read_choice, read_roles
from secself.answers.days import read_date
from secself.answers.numbers import read_number
from secself.answers.raw import Raw, Reading, Remark, as_texts
from secself.answers.texts import read_ids, read_text
from secself.model import AnswerType, Choice

__all__ = [
    "Raw",
    "Reading",
    "Remark",
    "as_texts",
    "read_answer",
    "read_choice",
    "read_date",
    "read_ids",
    "read_number",
    "read_roles",
    "read_text",
]


def read_answer(raw: Raw, answer: AnswerType) -> Reading:
    """Take an answer of the type its question asks for."""
    if answer.kind == "choice":
        return read_choice(raw, _worded(answer.choices))
    if answer.kind == "date":
        return read_date(raw)
    if answer.kind in ("whole", "decimal"):
        return read_number(raw, whole=answer.kind == "whole")
    return read_text(raw)


@lru_cache(maxsize=256)
def _worded(words: tuple[str, ...]) -> tuple[Choice, ...]:
    """Make choices of the words of a question; many questions share theirs."""
    return tuple(Choice(id=word, label=word) for word in words)
