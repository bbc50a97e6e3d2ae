"""Names of columns, tags and prompts: the one place where writer and reader of Word files agree.

An answer is found by the tag of its content control, then by the control's title, then by the Ref
in its row and the heading of its column, then by the text of the question.
"""

from dataclasses import dataclass
from typing import Literal

SECTION: Literal["questions"] = "questions"
"""The only section that a Word questionnaire carries."""

Route = Literal["tag", "alias", "ref", "text"]
"""What an answer was found by, surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table of questions."""

    key: str
    """Its name in tags; never changes."""
    heading: str
    """Its heading."""
    width: int
    """Its width in millimetres."""
    attribute: str = ""
    """The field of the Response it fills; nothing for columns of ours."""


REF = Column(key="ref", heading="Ref", width=16)
QUESTION = Column(key="question", heading="Question", width=76)
PRIOR = Column(key="prior", heading="Prior answer", width=50)
ANSWER = Column(key="answer", heading="Answer", width=32, attribute="answer")
EXPLANATION = Column(key="explanation", heading="Explanation", width=65, attribute="narrative")
EVIDENCE = Column(key="evidence", heading="Evidence", width=28, attribute="evidence")

COLUMNS = (REF, QUESTION, PRIOR, ANSWER, EXPLANATION, EVIDENCE)
"""The columns of every table, in the order in which they are written."""
INPUTS = (ANSWER, EXPLANATION, EVIDENCE)
"""The columns that people write in."""

ANSWER_PROMPTS = {
    "choice": "Choose an answer",
    "date": "Choose a date",
    "whole": "Type a whole number",
    "decimal": "Type a number",
    "text": "Type your answer",
}
"""What stands in an empty Answer, by the kind of the answer."""
PROMPTS = {"explanation": "Type your explanation", "evidence": "Type evidence ids"}
"""What stands in the other empty cells."""

WORD_PROMPTS = (
    "Click or tap here to enter text.",
    "Click or tap to enter a date.",
    "Choose an item.",
    "Click here to enter text.",
    "Click here to enter a date.",
)
"""What Word puts into a control that was emptied."""

ALL_PROMPTS = frozenset((*ANSWER_PROMPTS.values(), *PROMPTS.values()))
"""Every prompt of ours; a cell that holds just this is blank, control or not."""

MARK_LABEL = "Mark:"
"""What stands before the marks on the cover."""
PROPERTY = "secself"
"""The custom property that holds the marks."""

COMPACT_MARKS = {"recalled": "[R]", "proposed": "[P]"}
"""What stands behind a text that was not verified."""
LEGEND = {
    "recalled": "[R] marks wording that is recalled and has not been checked against its source.",
    "proposed": "[P] marks wording that is our proposal and comes from no published source.",
}
"""What the compact marks mean."""


def tag(ref: str, field: str) -> str:
    """Make the tag of a content control, as in `Q08.1/answer`."""
    return f"{ref}/{field}"


def read_tag(text: str) -> tuple[str, str] | None:
    """Read Ref and field back; None if it is no tag of ours."""
    ref, slash, field = text.strip().rpartition("/")
    is_ours = bool(ref and slash) and any(field == column.key for column in INPUTS)
    return (ref, field) if is_ours else None
