"""Where everything will stand, worked out before a cell is written, so that sheets can refer.

Rows and columns are counted from nought, as the library that writes the file counts them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xlsxwriter.utility import xl_col_to_name

from secself.model import (
    Asked,
    BoundComment,
    Control,
    Question,
    Questionnaire,
    Response,
    Submission,
)
from secself.workbook import layout
from secself.workbook.layout import Table
from secself.workbook.writing import comment_texts
from secself.workbook.writing.formulas import Place

KEYS, TITLE, NOTE, HEADINGS, FIRST = range(5)
"""The rows of a table sheet: keys (hidden), title, note, headings, data."""
_SPARE = 10
_REACH = 1000
"""How many rows of a list people keep are looked at: more may be filled in than are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where one table stands."""

    table: Table
    """The table, with just the columns that are written."""
    letters: Mapping[str, str]
    """The letter of each column, by key."""
    first: int
    """Its first row."""
    last: int
    """Its last row."""
    reach: int
    """The last row that formulas look at: people may write below the last one of a register."""

    def at(self, row: int) -> Place:
        """Name the place of one of its rows."""
        return Place(letters=self.letters, row=row + 1, first=self.first + 1, last=self.reach + 1)

    def elsewhere(self, key: str) -> str:
        """Name all cells of a column as other sheets call them."""
        return f"'{self.table.sheet}'!{self.at(self.first).column(key)}"

    def number(self, key: str) -> int:
        """Count the columns before this one."""
        return next(i for i, column in enumerate(self.table.columns) if column.key == key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A theme of the questions or a section of the obligations: a line on `Read me`."""

    section: Literal["questions", "validation"]
    """Which table it is a part of."""
    id: str
    """Id of the theme or chapter."""
    name: str
    """What stands in the rows that belong to it."""
    rows: tuple[int, ...]
    """The rows that belong to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is to be written, for whom, and where it will stand."""

    questionnaire: Questionnaire
    """What is asked."""
    prior: Submission | None
    """What was answered last time."""
    marks: str
    """What each table says of the file it belongs to."""
    areas: Mapping[str, Area]
    """Where each table stands, by section."""
    parts: tuple[Part, ...]
    """The themes and sections, in the order of their rows."""
    comments: tuple[BoundComment, ...] = ()
    """What the assessor said, and what is still open of it."""

    def before(self, section: str) -> dict[str, Response]:
        """Give the earlier responses of one section by their Ref."""
        found = self.prior.responses if self.prior else ()
        return {each.ref: each for each in found if each.section == section}


def brief(
    questionnaire: Questionnaire,
    prior: Submission | None,
    marks: str,
    comments: Sequence[BoundComment] | None = None,
) -> Brief:
    """Work out where everything will stand; what was said is taken from the prior, if need be."""
    still_open = comment_texts.still_open(prior, comments)
    shows = (prior is not None, any(map(comment_texts.is_beside, still_open)))
    lengths = (
        (layout.QUESTIONS, len(questionnaire.questions)),
        (layout.VALIDATION, len(questionnaire.controls)),
        (layout.EVIDENCE, _length(layout.EVIDENCE, prior.evidence if prior else ())),
        (layout.PROVIDERS, _length(layout.PROVIDERS, questionnaire.profile.providers)),
        (layout.REMEDIATION, _length(layout.REMEDIATION, prior.remediation if prior else ())),
    )
    areas = {table.section: _area(table, rows, shows) for table, rows in lengths}
    return Brief(
        questionnaire=questionnaire,
        prior=prior,
        marks=marks,
        areas=areas,
        parts=(*_parts(questionnaire, "questions"), *_parts(questionnaire, "validation")),
        comments=still_open,
    )


def part_name(name: str, titles: Mapping[str, str]) -> str:
    """Give the id of a theme or section with its title."""
    return f"{name} {titles.get(name, '')}".strip()


def _area(table: Table, rows: int, shows: tuple[bool, bool]) -> Area:
    has_prior, has_comments = shows
    last = FIRST + max(rows, 1) - 1
    columns = tuple(
        column
        for column in table.columns
        if (has_prior or not column.only_with_prior)
        and (has_comments or not column.only_with_comments)
    )
    return Area(
        table=replace(table, columns=columns),
        letters={column.key: xl_col_to_name(number) for number, column in enumerate(columns)},
        first=FIRST,
        last=last,
        reach=max(last, FIRST + _REACH - 1) if table.free_rows else last,
    )


def _length(table: Table, known: Sequence[object]) -> int:
    return max(table.free_rows, len(known) + _SPARE)


def _parts(questionnaire: Questionnaire, section: Literal["questions", "validation"]) -> list[Part]:
    framework = questionnaire.framework
    if section == "questions":
        titles = {theme.id: theme.title for theme in framework.themes}
        ids = [_part_of(each) for each in questionnaire.questions]
    else:
        titles = {chapter.id: chapter.title for chapter in framework.chapters}
        ids = [_part_of(each) for each in questionnaire.controls]
    rows: dict[str, list[int]] = {}
    for number, name in enumerate(ids, FIRST):
        rows.setdefault(name, []).append(number)
    return [
        Part(section=section, id=name, name=part_name(name, titles), rows=tuple(numbers))
        for name, numbers in rows.items()
    ]


def _part_of(each: Asked[Control] | Asked[Question]) -> str:
    return each.item.chapter if isinstance(each.item, Control) else each.item.theme
