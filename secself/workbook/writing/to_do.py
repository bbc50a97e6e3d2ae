"""The `To do` column: formulas that say in words what a row still lacks.

They use nothing newer than Excel 2007, look only at their own row (or look another up by its Ref),
and so work on in LibreOffice and Google Sheets, and after rows were sorted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secself.model import Framework, Question
from secself.workbook.layout import VALIDATION

DONE, NOT_NEEDED = "Done", "Not needed"
UNLIKE = "Done; check: No change, yet another position"
"""What is said of a complete row that contradicts itself."""
_PIECE = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands: the letters of its table's columns, and its numbers as a sheet counts."""

    letters: Mapping[str, str]
    """The letter of each column, by key."""
    row: int
    """The row."""
    first: int
    """The first row of the table."""
    last: int
    """The last row of the table."""

    def cell(self, key: str) -> str:
        """Name the cell of a column in this row; its column stays when a formula is copied."""
        return f"${self.letters[key]}{self.row}"

    def column(self, key: str) -> str:
        """Name all cells of a column."""
        letter = self.letters[key]
        return f"${letter}${self.first}:${letter}${self.last}"


def of_control(at: Place, framework: Framework) -> str:
    """Say what the row of a control lacks: position, change, what changed, evidence."""
    unlike = f'IF({is_unlike(at, framework)},"{UNLIKE}","{DONE}")'
    return _guarded(_lacking(lacks(at, framework), unlike))


def lacks(at: Place, framework: Framework) -> dict[str, str]:
    """Ask of each column of a control's row, by key, whether it is blank and should not be."""
    changed = framework.declared_changes.label_of("changed")
    needs = [framework.scale.label_of(name) for name in ("met", "partly-met")]
    told = f"{_is(at.cell('change'), changed)},{_blank(at.cell('what_changed'))}"
    shown = f"OR({_each(_trimmed(at.cell('position')), needs)}),{_blank(at.cell('evidence'))}"
    return {
        "position": _blank(at.cell("position")),
        "change": _blank(at.cell("change")),
        "what_changed": f"AND({told})",
        "evidence": f"AND({shown})",
    }


def of_question(at: Place, question: Question, deciding: Question | None) -> str:
    """Say whether the row of a question lacks its answer, or is ruled out by another answer."""
    answered = f'IF({_blank(at.cell("answer"))},"Answer","{DONE}")'
    if deciding is None or question.condition is None:
        return _guarded(answered)
    ref = _literal(deciding.id)
    other = f"TRIM(INDEX({at.column('answer')},MATCH({ref},{at.column('ref')},0)))"
    rest = [word for word in deciding.answer.choices if question.condition.rules_out(word)]
    allowed = (f"{other}<>{_literal(word)}" for word in ("", *question.condition.answers))
    out = f"OR({_each(other, rest)})" if rest else f"AND({','.join(allowed)})"
    return _guarded(f'IF(IFERROR({out},FALSE),"{NOT_NEEDED}",{answered})')


def is_unlike(at: Place, framework: Framework) -> str:
    """Ask whether `No change` is declared of a position other than the prior one."""
    position, prior = _trimmed(at.cell("position")), at.cell("prior_position")
    same = framework.declared_changes.label_of("no-change")
    filled = f'{prior}<>"",{position}<>""'
    return f"AND({_is(at.cell('change'), same)},{filled},{position}<>{prior})"


def is_done(cell: str) -> str:
    """Ask whether a `To do` cell says that there is nothing left to do."""
    return f'OR(LEFT({cell},{len(DONE)})="{DONE}",{cell}="{NOT_NEEDED}")'


def count_done(cells: str) -> str:
    """Count the `To do` cells of a range that say that there is nothing left to do."""
    return f'((LEFT({cells},{len(DONE)})="{DONE}")+({cells}="{NOT_NEEDED}"))'


def _blank(cell: str) -> str:
    return f'{_trimmed(cell)}=""'


def _trimmed(cell: str) -> str:
    return f"TRIM({cell})"


def _is(cell: str, word: str) -> str:
    return f"{_trimmed(cell)}={_literal(word)}"


def _each(cell: str, words: Iterable[str]) -> str:
    return ",".join(f"{cell}={_literal(word)}" for word in words)


def _lacking(missing: Mapping[str, str], otherwise: str) -> str:
    """Join the names of what is lacking with commas, or give what holds if nothing is."""
    headings = {key: VALIDATION.column(key).heading for key in missing}
    listed = "&".join(f'IF({lack},", {headings[key]}","")' for key, lack in missing.items())
    return f"IF(OR({','.join(missing.values())}),MID({listed},3,99),{otherwise})"


def _guarded(formula: str) -> str:
    """Say it in words where a cell of the row holds an error such as #N/A."""
    return f'IFERROR({formula},"A cell of this row shows an error")'


def _literal(text: str) -> str:
    """Quote a text for a formula; programs take at most 255 characters in one piece."""
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
