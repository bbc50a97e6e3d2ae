"""Formulas that count what is done and what is missing, with what they give before anything is.

Nobody has written yet when a workbook is made, so what each of them gives is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from secself.model import Asked, Control, Question
from secself.workbook.layout import DECLARATION, PROFILE, TABLES, Form
from secself.workbook.writing import form_sheet, to_do
from secself.workbook.writing.areas import Area, Brief, Part
from secself.workbook.writing.book import Formula
from secself.workbook.writing.formulas import filled, first_of, literal, trimmed
from secself.workbook.writing.words import Missing

_ITEMS = ("questions", "validation")
_BY_SHEET = {table.sheet: table for table in TABLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How far something is done."""

    rows: Formula
    """How many rows there are."""
    done: Formula
    """How many of them are done."""
    following: Formula
    """What stands for the first that is not."""


class Counting:
    """Makes the formulas of one workbook."""

    def __init__(self, brief: Brief) -> None:
        """Count what is to be written."""
        self._brief = brief

    def of_sheet(self, sheet: str) -> Counts | None:
        """Count the lines of a sheet; None where there is nothing to do."""
        if sheet == PROFILE.sheet:
            return _of_form(PROFILE, sum(label.is_input for label in PROFILE.labels))
        if sheet == DECLARATION.sheet:
            return _of_form(DECLARATION, 0)
        if sheet not in _BY_SHEET:
            return None
        area = self._brief.areas[_BY_SHEET[sheet].section]
        section = area.table.section
        rows = self.rows(section)
        if section in _ITEMS:
            refs, done = area.elsewhere("ref"), to_do.count_done(area.elsewhere("to_do"))
            against = f'{done}+({trimmed(refs)}="")'
            # A row that was deleted is a row that is not done.
            text = f"MAX({rows},{filled(refs)})"
        else:
            done = f"({_is_filled(area)}*(1-{_is_open(area)}))"
            against, text = f"1-{_is_open(area)}", f"SUMPRODUCT({_is_filled(area)}*1)"
        return Counts(
            rows=Formula(text=text, now=rows),
            done=Formula(text=f"SUMPRODUCT({done}*1)", now=0),
            following=_first(area, against, self.first(section)),
        )

    def of_part(self, part: Part) -> Counts:
        """Count the rows of a theme or section."""
        area = self._brief.areas[part.section]
        same = self.belongs(part)
        done = to_do.count_done(area.elsewhere("to_do"))
        named = self._asked(part.section)[part.rows[0] - area.first].item.id
        return Counts(
            rows=Formula(text=f"MAX({len(part.rows)},SUMPRODUCT(--{same}))", now=len(part.rows)),
            done=Formula(text=f"SUMPRODUCT({same}*{done})", now=0),
            following=_first(area, f"1-{same}*(1-{done})", named),
        )

    def belongs(self, part: Part) -> str:
        """Ask of each row whether it belongs to a theme or section."""
        area = self._brief.areas[part.section]
        key = "theme" if part.section == "questions" else "chapter"
        return f"({area.elsewhere(key)}={literal(part.name)})"

    def covered(self, part: Part) -> Formula:
        """Count the rows for which a theme or section was reaffirmed."""
        shown = self._brief.areas[part.section].elsewhere("with_section")
        return Formula(text=f'SUMPRODUCT({self.belongs(part)}*({shown}<>""))', now=0)

    def missing(self, line: Missing) -> tuple[Formula, Formula]:
        """Count the rows that lack something, and name the first of them."""
        area = self._brief.areas[line.section]
        said = area.elsewhere("to_do")
        if line.is_row:
            gone = f"MAX(0,{self.rows(line.section)}-{filled(area.elsewhere('ref'))})"
            return Formula(text=gone, now=0), Formula(text='""', now="")
        if line.is_check:
            lacks = f"ISNUMBER(FIND({literal(to_do.CHECK)},{said}))"
        else:
            wanted = f"ISNUMBER(FIND({literal(line.words)},{said}))"
            lacks = f"{wanted}*(1-{to_do.count_done(said)})" if line.words else _is_open(area)
        now = self.rows(line.section) if line.is_so_at_first else 0
        named = self.first(line.section) if now else ""
        return (
            Formula(text=f"SUMPRODUCT({lacks}*1)", now=now),
            _first(area, f"1-{lacks}*1", named),
        )

    def rows(self, section: str) -> int:
        """Count the rows of a table in which there is something to do at first."""
        return len(self._asked(section) if section in _ITEMS else self._listed(section))

    def first(self, section: str) -> str:
        """Name the first row of a table in which there is something to do at first."""
        if section in _ITEMS:
            return next((each.item.id for each in self._asked(section)), "")
        return next(iter(self._listed(section)), "")

    def _asked(self, section: str) -> Sequence[Asked[Question] | Asked[Control]]:
        drawn = self._brief.questionnaire
        return drawn.questions if section == "questions" else drawn.controls

    def _listed(self, section: str) -> list[str]:
        known = self._brief.questionnaire.profile.providers
        return [each.id for each in known] if section == "providers" else []


def _first(area: Area, against: str, now: str) -> Formula:
    """Name the first row of a table that nothing speaks against, by what identifies it."""
    key = "ref" if area.table.section in _ITEMS else area.table.columns[0].key
    named = first_of(area.elsewhere(key), against, has_names=area.table.section in _ITEMS)
    return Formula(text=named, now=now)


def _is_filled(area: Area) -> str:
    """Ask of each row of a register whether somebody wrote in it."""
    said = area.elsewhere("to_do")
    bare = "*".join(f"ISBLANK({area.elsewhere(column.key)})" for column in area.table.inputs)
    return f'(({said}<>"")+ISBLANK({said})*(1-{bare}))'


def _is_open(area: Area) -> str:
    """Ask of each row of a register whether it lacks something.

    A row that was inserted, or filled in below those offered, has no `To do` of its own.
    """
    said = area.elsewhere("to_do")
    needed = to_do.NEEDED[area.table.section].values()
    given = "*".join(f"(1-ISBLANK({area.elsewhere(key)}))" for key in needed)
    complete = f"(ISBLANK({said})*{given})"
    return f"({_is_filled(area)}*(1-{to_do.count_done(said)})*(1-{complete}))"


def _of_form(form: Form, done: int) -> Counts:
    lines = [number for number, label in enumerate(form.labels, form_sheet.FIRST) if label.is_input]
    first, last = lines[0] + 1, lines[-1] + 1
    labels, cells = (f"'{form.sheet}'!${letter}${first}:${letter}${last}" for letter in "AB")
    # A row that was inserted has no label, and asks for nothing.
    asked = f'({trimmed(labels)}<>"")'
    against = f'1-{asked}*({trimmed(cells)}="")'
    named = form.labels[lines[0] - form_sheet.FIRST].label if done < len(lines) else ""
    return Counts(
        rows=Formula(text=f"MAX({len(lines)},{filled(labels)})", now=len(lines)),
        done=Formula(text=f'SUMPRODUCT({asked}*({trimmed(cells)}<>""))', now=done),
        following=Formula(text=first_of(labels, against), now=named),
    )
