"""The rows of `Questions` and `Validation` in the assessor's workbook."""

from collections.abc import Mapping
from typing import Literal

from secself.identity import row_token
from secself.model import Control, Question, Response
from secself.sheets.marked import plain
from secself.sheets.rows import Said
from secself.workbook.reviewing import looks, table
from secself.workbook.reviewing.cited import Register
from secself.workbook.reviewing.columns import PAGES, TABLES, columns, headings
from secself.workbook.reviewing.known import Items, Known
from secself.workbook.reviewing.table import Cell, Line, Plan, past, typed
from secself.workbook.reviewing.terms import places
from secself.workbook.writing import texts
from secself.workbook.writing.areas import part_name

Section = Literal["questions", "validation"]

_MAIN = {"questions": ("answer", "explanation"), "validation": ("position", "what_changed")}
"""How the sheet calls the answer and the words about it."""
_PRIOR = {"questions": "prior_answer", "validation": "prior_position"}


def plan(section: Section, items: Items, marks: str, running: str) -> Plan:
    """Lay out one of the two tables."""
    maker = _Rows(section, items)
    written = TABLES[section]
    return Plan(
        marks=marks,
        title=written.sheet,
        running=running,
        columns=columns(section),
        lines=[maker.line(row) for row in maker.responses],
        names=[row.ref for row in maker.responses],
        headings=headings(section),
        frozen=table.ATTENTION_KEY,
        pages=PAGES[section],
        gone=items.gone(section),
    )


class _Rows:
    """Makes the rows of one table, in the order in which they were issued."""

    def __init__(self, section: Section, items: Items) -> None:
        comparison = items.assessment.comparison
        self._section, self._items = section, items
        self._framework, self._terms = comparison.framework, places(comparison.framework)
        self._register = Register(comparison)
        known: tuple[Control | Question, ...] = (
            self._framework.questions if section == "questions" else self._framework.controls
        )
        self._known = {item.id: item for item in known}
        titles = self._framework.themes if section == "questions" else self._framework.chapters
        self._parts = {part.id: part.title for part in titles}
        self._interpretations = {one.id: one for one in self._framework.interpretations}
        self.responses = self._asked()

    def line(self, row: Response) -> Line:
        """Make one row."""
        known = self._items.of(self._section, row.ref)
        own = {
            "ref": Cell(said=row.ref, style="ref"),
            table.ATTENTION_KEY: table.attention(known.attention),
            "review_look": Cell(said=looks.look(known)),
            "review_difference": Cell(said=looks.difference(known)),
            "review_cited": Cell(said=self._register.told(row)),
            "review_comments": Cell(said=looks.said_before(known)),
        }
        return self._about(row) | own | self._before(known) | self._now(row, known)

    def _asked(self) -> list[Response]:
        """Give a row for each item that was put to the User, whether or not it came back."""
        current = self._items.assessment.comparison.current
        there = {row.ref: row for row in current.responses if row.section == self._section}
        issued = {one.ref: one for one in current.issued if one.section == self._section}
        blank = {
            ref: Response(section=self._section, ref=ref, fingerprint=one.fingerprint)
            for ref, one in issued.items()
        }
        return list((blank | there).values())

    def _about(self, row: Response) -> dict[str, Cell]:
        item = self._known.get(row.ref)
        print_ = row.fingerprint or (item.fingerprint if item else "")
        token = row_token(self._section, row.ref, print_) if print_ else ""
        if item is None:
            return {"token": Cell(said=token, style="token")}
        part = item.theme if isinstance(item, Question) else item.chapter
        standing = texts.standing(item.provenance, item.references, item.applicability)
        said = {
            "text": item.text.strip(),
            "theme": part_name(part, self._parts),
            "chapter": part_name(part, self._parts),
            "title": item.title if isinstance(item, Control) else "",
            "standing": standing,
            "why": item.why.strip() if isinstance(item, Question) else "",
            "evidence_expected": texts.expected(item.evidence),
        }
        cells = {key: Cell(said=text, style="ours") for key, text in said.items()}
        cells["token"] = Cell(said=token, style="token")
        return cells | {"interpretations": self._read_with(item)}

    def _read_with(self, item: Control | Question) -> Cell:
        """Give the Agreed Interpretations that an item is read with, whole."""
        known = [self._interpretations.get(name) for name in item.interpretations]
        said = [f"{one.id} {one.term}, {one.edition}: {one.text.strip()}" for one in known if one]
        return Cell(said="\n\n".join(said), style="ours")

    def _before(self, known: Known) -> dict[str, Cell]:
        if known.row is None or not known.has_baseline:
            return {}
        before, differs = known.row.before, known.row.differs
        pairs = {
            _PRIOR[self._section]: "answer",
            "prior_explanation": "explanation",
            "prior_evidence": "evidence",
            "prior_risk": "risk",
        }
        return {key: past(before.get(pair), differs=pair in differs) for key, pair in pairs.items()}

    def _now(self, row: Response, known: Known) -> dict[str, Cell]:
        main, narrative = _MAIN[self._section]
        differs = known.row.differs if known.row and known.has_baseline else frozenset[str]()
        explained: Said = known.row.now.get("explanation") if known.row else None
        values: Mapping[str, tuple[Said, str]] = {
            main: (row.answer, "answer"),
            "change": (row.change, "declared"),
            "owner": (row.owner, "owner"),
            "residual_risk": (row.residual_risk, "risk"),
            "reaffirmed": (row.reaffirmed, ""),
            "reaffirmed_by": (row.reaffirmed_by, ""),
            "reaffirmed_on": (row.reaffirmed_on, ""),
        }
        cells = {key: typed(said, differs=pair in differs) for key, (said, pair) in values.items()}
        return cells | {
            narrative: _explained(row, explained, is_new="explanation" in differs),
            "evidence": _ids(row, known, is_new="evidence" in differs),
        }


def _explained(row: Response, marked: Said, *, is_new: bool) -> Cell:
    """Give the User's words, those that were put in marked; just as typed either way."""
    said = row.narrative
    if not is_new or not isinstance(said, str) or not isinstance(marked, tuple):
        return typed(plain(said) if isinstance(said, str) else said)
    whole = "".join(piece.text for piece in marked)
    shown = marked if whole == said else plain(said)
    return Cell(said=shown, style="text_differs", is_typed=True)


def _ids(row: Response, known: Known, *, is_new: bool) -> Cell:
    written = ", ".join(map(str, row.evidence))
    marked = known.row.now.get("evidence") if known.row and is_new else None
    if isinstance(marked, tuple) and "".join(piece.text for piece in marked) == written:
        return Cell(said=marked, style="text_differs", is_typed=True)
    return Cell(said=written, is_typed=True)
