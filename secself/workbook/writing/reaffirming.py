"""Formulas of a section that was reaffirmed in one act: what each of its rows then shows.

The reader takes over the marks of `Read me` by the same rules; what these formulas show is for the
person who fills in, and is never read.
"""

from dataclasses import dataclass

from secself.model import Framework, Question
from secself.workbook.layout import READ_ME, SECTION_MARKS
from secself.workbook.writing.formulas import (
    Place,
    blank,
    day,
    guarded,
    is_future,
    one_of,
    says,
    trimmed,
)

YES = "Yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The cells of `Read me` in which one section is reaffirmed, as other sheets call them."""

    said: str
    """Whether it was read again."""
    by: str
    """By whom."""
    on: str
    """When."""


def mark_at(row: int) -> Mark:
    """Name the cells of the line in a row that is counted from nought."""
    keys = [column.key for column in SECTION_MARKS.columns]
    cells = {
        column.field: f"'{READ_ME}'!${chr(ord('A') + keys.index(column.key))}${row + 1}"
        for column in SECTION_MARKS.inputs
    }
    return Mark(said=cells["reaffirmed"], by=cells["reaffirmed_by"], on=cells["reaffirmed_on"])


def of_control(at: Place, mark: Mark, framework: Framework) -> str:
    """Show by whom and when the row's section was reaffirmed, where the row repeats the prior one.

    It says `No change`, and its position is a word of the scale and the one of last time.
    """
    same = framework.declared_changes.label_of("no-change")
    position, prior = at.cell("position"), trimmed(at.cell("prior_position"))
    # Where no prior position is shown there is none to differ from.
    unlike = f'{prior}<>"",{trimmed(position)}<>{prior}'
    repeated = f"{one_of(position, framework.scale.labels)},NOT(AND({unlike}))"
    return _shown(at, mark, f"{says(at.cell('change'), same)},{repeated}")


def of_question(at: Place, mark: Mark, question: Question) -> str:
    """Show by whom and when the row's theme was reaffirmed, where the prior answer is repeated."""
    answer, prior = at.cell("answer"), at.cell("prior_answer")
    given = {
        "date": day(answer),
        "decimal": f'SUBSTITUTE({trimmed(answer)},",",".")',
    }.get(question.answer.kind, trimmed(answer))
    same = f"EXACT({given},TRIM({prior}))" if question.answer.kind == "text" else None
    repeated = same or f"{given}=TRIM({prior})"
    return _shown(at, mark, f"NOT({blank(answer)}),{repeated}")


def lacks(mark: Mark) -> str:
    """Say what a mark lacks: who read it again, and when."""
    nobody, never = blank(mark.by), blank(mark.on)
    unsaid = f'IF(AND({nobody},{never}),"","Yes, or clear the others")'
    named = f'IF({nobody},IF({never},"Who, and when?","Who?"),IF({never},"When?",""))'
    future = f'IF({is_future(mark.on)},"A day to come",{named})'
    known = f"OR({blank(mark.said)},{says(mark.said, YES)})"
    return guarded(f'IF({known},IF({blank(mark.said)},{unsaid},{future}),"Choose Yes")')


def _shown(at: Place, mark: Mark, covered: str) -> str:
    holds = f"AND({blank(at.cell('reaffirmed'))},{says(mark.said, YES)},{covered})"
    by = f'IF({blank(mark.by)},"",", "&{trimmed(mark.by)})'
    on = f'IF({blank(mark.on)},"",", "&{day(mark.on)})'
    return f'IFERROR(IF({holds},"{YES}"&{by}&{on},""),"")'
