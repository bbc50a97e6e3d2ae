"""Reads a completed Validation workbook: xlsx bytes → Submission, with every Problem on the way.

Total: any bytes give a Submission, `NotAWorkbook` or `Refused`.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from secself.answers import Remark
from secself.grid import Grid, read_grid
from secself.model import (
    AddedRow,
    Comment,
    Declaration,
    EvidenceItem,
    Framework,
    Issued,
    Provider,
    RemediationLine,
    Response,
    Statement,
    Submission,
)
from secself.nearness import nearest
from secself.problems import Origin, Problem, Refused
from secself.questionnaire import is_part, issued_refs
from secself.workbook.layout import (
    DECLARATION,
    EVIDENCE,
    PROFILE,
    PROVIDERS,
    QUESTIONS,
    REMEDIATION,
    VALIDATION,
    Form,
    Table,
)
from secself.workbook.reading import (
    comments_bound,
    forms,
    reaffirmed_by,
    registers,
    said,
    section_marks,
    tables,
    unread,
)
from secself.workbook.reading.candidates import Candidate, Record, join
from secself.workbook.reading.days import FIRST_DAY, FIRST_DAY_1904
from secself.workbook.reading.forms import FoundForm
from secself.workbook.reading.layouts import layout_of, newer
from secself.workbook.reading.merged import merged
from secself.workbook.reading.oddities import near_heading, problems_of
from secself.workbook.reading.places import in_order
from secself.workbook.reading.responses import ResponseReader
from secself.workbook.reading.rows import Items, Section
from secself.workbook.reading.said import marks
from secself.workbook.reading.section_marks import SectionMark
from secself.workbook.reading.tables import Found
from secself.workbook.reading.tally import Tally

__all__ = ["CARRIES", "marks", "read", "read_grid"]

CARRIES = (
    "questions",
    "validation",
    "profile",
    "providers",
    "evidence",
    "remediation",
    "declaration",
)
"""The sections a workbook can carry."""

_COPY_BACK = "Copy it back from the workbook that was sent to you."
Entry = TypeVar("Entry", EvidenceItem, Provider, RemediationLine)


def read(
    source: Grid | bytes, framework: Framework, file: str | None = None
) -> tuple[Submission, list[Problem]]:
    """Read a workbook against its framework; its marks are remarked on by `marks` alone."""
    grid = source if isinstance(source, Grid) else read_grid(source, file)
    reader = _Reader(grid, framework, file or grid.file)
    return reader.submission(), reader.problems


class _Reader:
    """One workbook on its way to a Submission."""

    def __init__(self, grid: Grid, framework: Framework, file: str | None) -> None:
        self._grid = grid
        self._framework = framework
        self._tally = Tally(file, FIRST_DAY_1904 if grid.counts_from_1904 else FIRST_DAY)
        self._tally.problems += grid.problems
        # What a file places outside every sheet is filled, and answers nothing.
        outside = [each for each in grid.problems if each.code == "cell-out-of-range"]
        self._tally.ignored += len(outside)
        self._layout = layout_of(grid)
        self._tally.problems += newer(self._layout, grid.file)
        self._found = tables.find(grid)
        self._marks, _ = marks(grid)
        self._section_marks: Mapping[tuple[str, str], SectionMark] = {}

    @property
    def problems(self) -> list[Problem]:
        return in_order(self._tally.problems, self._grid)

    def submission(self) -> Submission:
        statements = self._statements()
        providers, lost = self._register(PROVIDERS, registers.provider)
        issued = self._issued(statements, providers)
        responses, added = self._responses(issued)
        evidence, more_lost = self._register(EVIDENCE, registers.evidence)
        remediation, still_more = self._register(REMEDIATION, registers.remediation)
        read = Submission(
            marks=self._marks,
            carries=CARRIES,
            issued=_with_prints(issued, responses),
            responses=responses,
            statements=statements,
            evidence=evidence,
            providers=providers,
            remediation=remediation,
            declaration=self._declaration(),
            interpretations=said.interpretations(self._grid),
            added=(*added, *lost, *more_lost, *still_more),
            cells=self._tally.count,
            comments=self._comments(issued),
        )
        return unread.as_they_came(read, self._grid)

    def _comments(self, issued: Sequence[Issued]) -> tuple[Comment, ...]:
        found, problems = comments_bound.comments(self._grid, self._found, self._framework, issued)
        self._tally.problems += problems
        return tuple(found)

    def _responses(
        self, issued: Sequence[Issued]
    ) -> tuple[tuple[Response, ...], tuple[AddedRow, ...]]:
        usable = {table.section: self._usable(table) for table in (QUESTIONS, VALIDATION)}
        self._refuse_unusable(issued, usable)
        order = {(each.section, each.ref): place for place, each in enumerate(issued)}
        responses: list[Response] = []
        added: list[AddedRow] = []
        self._section_marks = section_marks.read(self._grid, self._framework, self._tally)
        for table in (QUESTIONS, VALIDATION):
            more, rest = self._section(table, usable[table.section], issued)
            responses += sorted(more, key=lambda one: order.get((one.section, one.ref), len(order)))
            added += rest
        return tuple(responses), tuple(added)

    def _section(
        self, table: Table, usable: Sequence[Sequence[Found]], issued: Sequence[Issued]
    ) -> tuple[list[Response], list[AddedRow]]:
        section: Section = "questions" if table is QUESTIONS else "validation"
        items = Items(section, self._framework, [(each.section, each.ref) for each in issued])
        candidates = []
        for pieces in usable:
            tally = self._about(pieces)
            answered = ResponseReader(self._framework, items, issued, tally).read(pieces)
            reaffirmed_by.of_rows(answered.responses, pieces, tally)
            affirmed = section_marks.affirmed(
                answered.responses, pieces, self._framework, self._section_marks
            )
            records: dict[Hashable, Response] = {one.ref: one for one in affirmed}
            candidates.append(
                Candidate(
                    sheet=self._sheet(pieces), records=records, added=answered.added, tally=tally
                )
            )
        return join(candidates, table.sheet, self._tally)

    def _register(
        self, table: Table, make: registers.Make[Entry]
    ) -> tuple[tuple[Entry, ...], tuple[AddedRow, ...]]:
        candidates = []
        for pieces in self._found[table.section]:
            tally = self._about(pieces)
            listed = registers.read(pieces, make, tally)
            candidates.append(
                Candidate(
                    sheet=self._sheet(pieces),
                    records=registers.keyed(listed.entries),
                    added=listed.added,
                    tally=tally,
                )
            )
        if not candidates:
            self._miss_sheet(table)
        entries, added = join(candidates, table.sheet, self._tally)
        registers.remark_twice(entries, self._tally)
        return tuple(entries), tuple(added)

    def _statements(self) -> tuple[Statement, ...]:
        def one(found: FoundForm, tally: Tally) -> dict[Hashable, Statement]:
            read = forms.read_statements(found, self._framework, tally)
            return {statement.label: statement for statement in read}

        return tuple(self._form(PROFILE, one))

    def _declaration(self) -> Declaration:
        def one(found: FoundForm, tally: Tally) -> dict[Hashable, Declaration]:
            return {DECLARATION.sheet: forms.read_declaration(found, tally)}

        return next(iter(self._form(DECLARATION, one)), Declaration())

    def _form(
        self,
        form: Form,
        read_one: Callable[[FoundForm, Tally], dict[Hashable, Record]],
    ) -> list[Record]:
        candidates = []
        for found in forms.find(self._grid, form):
            tally = self._tally.another()
            forms.remark(found, tally)
            sheet = tally.sheet(found.sheet)
            candidates.append(Candidate(sheet=sheet, records=read_one(found, tally), tally=tally))
        if not candidates:
            self._miss_sheet(form)
        return join(candidates, form.sheet, self._tally)[0]

    def _issued(
        self, statements: Sequence[Statement], providers: Sequence[Provider]
    ) -> tuple[Issued, ...]:
        """Say what was issued: as listed, else by the marks, else by Profile and Providers."""
        listed = said.issued(self._grid)
        if listed:
            return listed
        own = self._marks
        if own.roles:
            put = self._by_rule(own.roles, own.facts)
            return self._there(put) if is_part(own, self._framework) else put
        values = {statement.label: statement.value for statement in statements}
        roles = values.get("User Roles")
        held = roles.split(", ") if isinstance(roles, str) else []
        systems = values.get("User Systems")
        facts = {
            "smets1-enrolled": values.get("SMETS1 enrolled") == "Yes",
            "shared-resources": bool(providers),
            "several-user-systems": isinstance(systems, int) and systems > 1,
        }
        return self._by_rule(held, [name for name, holds in facts.items() if holds])

    def _there(self, put: Sequence[Issued]) -> tuple[Issued, ...]:
        """Leave out what has no row: where only some rows are sent, those there are the list."""
        known = {
            raw.shown.strip()
            for table in (QUESTIONS, VALIDATION)
            for pieces in self._found[table.section]
            for piece in pieces
            for row in piece.rows
            for column in piece.columns.get("ref", ())
            for raw in (piece.sheet.cell(row, column),)
        }
        return tuple(one for one in put if one.ref in known)

    def _by_rule(self, roles: Iterable[str], facts: Iterable[str]) -> tuple[Issued, ...]:
        return tuple(
            Issued(section="questions" if section == "questions" else "validation", ref=ref)
            for section, ref in issued_refs(self._framework, roles, facts, self._marks.kind or "")
        )

    def _usable(self, table: Table) -> list[list[Found]]:
        found = self._found[table.section]
        return [pieces for pieces in found if tables.required_missing(pieces) is None]

    def _refuse_unusable(
        self, issued: Sequence[Issued], usable: dict[str, list[list[Found]]]
    ) -> None:
        """Refuse a file in which a table that was issued cannot be read at all."""
        wanted = {each.section for each in issued}
        if not wanted and any(usable.values()):
            return
        lost = [
            self._unusable(table)
            for table in (QUESTIONS, VALIDATION)
            if not usable[table.section] and (table.section in wanted or not wanted)
        ]
        if lost:
            is_ours = any(self._found.values())
            raise Refused(*(lost if is_ours else [_not_ours(self._tally.file)]))

    def _unusable(self, table: Table) -> Problem:
        column = next(column for column in table.inputs if column.required)
        there = self._found[table.section]
        return Problem(
            code="answer-column-missing",
            origin=self._sheet(there[0]) if there else Origin(file=self._tally.file),
            what=f"No column “{column.heading}” was found for {table.sheet}."
            if there
            else f"No sheet has the table {table.sheet}, with its column “{column.heading}”.",
            remedy=(near_heading(there[0][0], column) if there else "") + _COPY_BACK,
        )

    def _about(self, pieces: Sequence[Found]) -> Tally:
        tally = self._tally.another()
        tally.problems += problems_of(pieces, tally.file, self._layout)
        tally.problems += merged(pieces, tally.file)
        return tally

    def _sheet(self, pieces: Sequence[Found]) -> Origin:
        return self._tally.sheet(pieces[0].sheet)

    def _near_sheet(self, wanted: str) -> str:
        """Propose a sheet whose name comes near; by its name alone none is ever taken."""
        known = {pieces[0].sheet.name for found in self._found.values() for pieces in found}
        others = (sheet.name for sheet in self._grid.sheets if sheet.name not in known)
        meant = nearest(wanted, others)
        return f"Perhaps “{meant}” is that sheet, without its headings. " if meant else ""

    def _miss_sheet(self, wanted: Table | Form) -> None:
        remark = Remark(
            level="warning",
            code="sheet-missing",
            what=f"The sheet “{wanted.sheet}” was not found, so nothing on it could be read.",
            remedy=self._near_sheet(wanted.sheet) + _COPY_BACK,
        )
        self._tally.say(Origin(file=self._tally.file), remark)


def _with_prints(issued: Sequence[Issued], responses: Sequence[Response]) -> tuple[Issued, ...]:
    """Complete what was issued by what the rows' tokens say."""
    if not issued:
        return tuple(
            Issued(section=one.section, ref=one.ref, fingerprint=one.fingerprint)
            for one in responses
        )
    prints = {(one.section, one.ref): one.fingerprint for one in responses}
    return tuple(
        replace(one, fingerprint=one.fingerprint or prints.get((one.section, one.ref)))
        for one in issued
    )


def _not_ours(file: str | None) -> Problem:
    return Problem(
        code="not-a-validation-workbook",
        origin=Origin(file=file),
        what="This is not a Validation workbook: no sheet has one of its tables.",
        remedy="Send the workbook that was issued to you, filled in.",
    )
