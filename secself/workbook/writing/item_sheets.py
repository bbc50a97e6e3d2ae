"""The two tables that are answered row by row: `Questions` and `Validation`."""

from collections.abc import Callable, Mapping
from functools import partial

from xlsxwriter.worksheet import Worksheet

from secself.identity import row_token
from secself.model import Asked, Control, Framework, Question, Response, Submission
from secself.workbook.layout import EVIDENCE, REMEDIATION
from secself.workbook.writing import comment_texts, readme_rows, reaffirming, texts, to_do
from secself.workbook.writing.areas import Brief, part_name
from secself.workbook.writing.book import Book
from secself.workbook.writing.formulas import Place
from secself.workbook.writing.table_sheet import Row, Sheet, Written, colour, write
from secself.workbook.writing.terms_sheet import places

_MARKS_NOTE = "Standing says what is not verified; see Read me."
_YES = ("Yes",)
_UNASKED = Response(section="questions", ref="")
_Formulas = dict[str, tuple[Callable[[Place], str], str | int]]


def choices(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Give the words of each vocabulary that a column of choices may name."""
    return {
        "scale": framework.scale.labels,
        "declared_changes": framework.declared_changes.labels,
        "residual_risks": framework.residual_risks.labels,
        "yes": _YES,
    }


def write_questions(book: Book, sheet: Worksheet, brief: Brief) -> Written:
    """Write the `Questions` sheet."""
    drawn = brief.questionnaire
    line = _QuestionRows(brief)
    plan = Sheet(
        marks=brief.marks,
        title=f"Questions for {drawn.profile.name}",
        note="Give an Answer in every row, and say in Explanation what stands behind it. "
        f"{past_note(drawn.framework, brief.prior)}{_MARKS_NOTE}",
        freeze_after="ref",
        rows=[line.row(each) for each in drawn.questions],
        choices=choices(drawn.framework),
    )
    written = write(book, sheet, brief.areas["questions"], plan)
    _colour_to_do(book, written)
    to_do_cell = written.first_place.cell("to_do")
    for column in written.table.columns[1:]:
        colour(book, written, column.key, to_do.is_not_needed(to_do_cell), "if_not_needed")
    colour(book, written, "answer", f'LEFT({to_do_cell},6)="Answer"', "if_open")
    _colour_checks(book, written, {"answer": to_do.FUTURE, "evidence": to_do.UNLISTED})
    return written


def write_validation(book: Book, sheet: Worksheet, brief: Brief) -> Written:
    """Write the `Validation` sheet."""
    drawn = brief.questionnaire
    line = _ControlRows(brief)
    plan = Sheet(
        marks=brief.marks,
        title=f"Validation by {drawn.profile.name}",
        note="In every row choose Position and Change; for Changed say what changed; for Met and "
        f"Partly met cite Evidence. {past_note(drawn.framework, brief.prior)}{_MARKS_NOTE}",
        freeze_after="ref",
        rows=[line.row(each) for each in drawn.controls],
        choices=choices(drawn.framework),
    )
    written = write(book, sheet, brief.areas["validation"], plan)
    _colour_to_do(book, written)
    for key, lack in to_do.lacks(written.first_place, drawn.framework).items():
        colour(book, written, key, lack, "if_open")
    for key, is_so in to_do.unread(written.first_place, drawn.framework).items():
        colour(book, written, key, is_so, "if_open")
    _colour_checks(
        book,
        written,
        {
            "position": to_do.UNLIKE,
            "change": to_do.UNLIKE,
            "what_changed": to_do.TOLD,
            "evidence": to_do.UNLISTED,
            "reaffirmed": to_do.REWORDED,
            "reaffirmed_on": to_do.FUTURE,
        },
    )
    return written


def past_note(framework: Framework, prior: Submission | None) -> str:
    """Say where the prior columns come from."""
    if prior is None:
        return ""
    kinds = {kind.id: kind.abbreviation for kind in framework.kinds}
    kind = kinds.get(prior.marks.kind or "", prior.marks.kind)
    name = " ".join(str(part) for part in (prior.marks.year, kind) if part)
    return f"The Prior columns show what stood in {name or 'the prior assessment'}. "


class _Rows:
    """What the rows of both tables have in common."""

    def __init__(self, brief: Brief, section: str) -> None:
        self.framework = brief.questionnaire.framework
        self.terms = places(brief.questionnaire)
        self.before = brief.before(section)
        self.elsewhere = to_do.Elsewhere(
            ids=brief.areas[EVIDENCE.section].elsewhere("id"),
            planned=brief.areas[REMEDIATION.section].elsewhere("ref"),
        )
        self.comments = comment_texts.open_comments(brief.comments, section)
        rows = readme_rows.rows(len(brief.parts), has_prior=brief.prior is not None)
        # Where nothing was answered before, there is nothing to reaffirm.
        self.marks = {
            part.id: reaffirming.mark_at(number)
            for number, part in enumerate(brief.parts, rows.first_part)
            if part.section == section and brief.prior is not None
        }

    def links(self, item: Control | Question) -> dict[str, str]:
        """Lead to the first interpretation that an item is read with."""
        known = [self.terms[name] for name in item.interpretations if name in self.terms]
        return {"interpretations": known[0]} if known else {}

    def read_with(self, item: Control | Question) -> str:
        """Name the interpretations that an item is read with, each in its edition."""
        return texts.read_with(item, self.framework)


class _QuestionRows(_Rows):
    """Makes the rows of `Questions`."""

    def __init__(self, brief: Brief) -> None:
        super().__init__(brief, "questions")
        self._asked = {each.item.id: each.item for each in brief.questionnaire.questions}
        self._themes = {theme.id: theme.title for theme in self.framework.themes}

    def row(self, each: Asked[Question]) -> Row:
        """Make one row."""
        item, before = each.item, self.before.get(each.item.id, _UNASKED)
        return Row(
            shown={
                "token": row_token("questions", item.id, item.fingerprint),
                "ref": item.id,
                "theme": part_name(item.theme, self._themes),
                "text": item.text.strip(),
                "standing": texts.standing(item.provenance, item.references, item.applicability),
                "why": texts.why_asked(each, self.before.get(item.id)),
                "interpretations": self.read_with(item),
                "evidence_expected": texts.expected(item.evidence),
                "may_be": texts.may_be(item),
                "prior_answer": texts.past(before.answer),
                "prior_explanation": texts.past(before.narrative),
                "prior_evidence": texts.past_ids(before.evidence),
                "open_comments": self.comments.get(item.id, ""),
            },
            answer=item.answer,
            formulas=self._formulas(each),
            links=self.links(item),
        )

    def _formulas(self, each: Asked[Question]) -> _Formulas:
        item = each.item
        deciding = self._asked.get(item.condition.question) if item.condition else None
        is_reworded = texts.is_to_be_reaffirmed(each, self.before.get(item.id))
        said = partial(
            to_do.of_question,
            question=item,
            deciding=deciding,
            elsewhere=self.elsewhere,
            is_reworded=is_reworded,
        )
        made: _Formulas = {"to_do": (said, "Answer")}
        mark = self.marks.get(item.theme)
        if mark is not None:
            made["with_section"] = (partial(reaffirming.of_question, mark=mark, question=item), "")
        return made


class _ControlRows(_Rows):
    """Makes the rows of `Validation`."""

    def __init__(self, brief: Brief) -> None:
        super().__init__(brief, "validation")
        self._chapters = {chapter.id: chapter.title for chapter in self.framework.chapters}

    def row(self, each: Asked[Control]) -> Row:
        """Make one row."""
        item, before = each.item, self.before.get(each.item.id, _UNASKED)
        return Row(
            shown={
                "token": row_token("validation", item.id, item.fingerprint),
                "ref": item.id,
                "chapter": part_name(item.chapter, self._chapters),
                "title": item.title,
                "text": item.text.strip(),
                "standing": texts.standing(item.provenance, item.references, item.applicability),
                "why": texts.why_here(each, self.before.get(item.id)),
                "interpretations": self.read_with(item),
                "evidence_expected": texts.expected(item.evidence),
                "prior_position": texts.past(before.answer),
                "prior_explanation": texts.past(before.narrative),
                "prior_evidence": texts.past_ids(before.evidence),
                "prior_risk": texts.past(before.residual_risk),
                "open_comments": self.comments.get(item.id, ""),
            },
            formulas=self._formulas(each),
            links=self.links(item),
        )

    def _formulas(self, each: Asked[Control]) -> _Formulas:
        item = each.item
        said = partial(
            to_do.of_control,
            framework=self.framework,
            elsewhere=self.elsewhere,
            is_reworded=texts.is_to_be_reaffirmed(each, self.before.get(item.id)),
        )
        made: _Formulas = {"to_do": (said, "Position, Change")}
        mark = self.marks.get(item.chapter)
        if mark is not None:
            shown = partial(reaffirming.of_control, mark=mark, framework=self.framework)
            made["with_section"] = (shown, "")
        return made


def _colour_to_do(book: Book, written: Written) -> None:
    cell = written.first_place.cell("to_do")
    colour(book, written, "to_do", to_do.mentions(cell, to_do.CHECK), "if_check")
    colour(book, written, "to_do", to_do.is_not_needed(cell), "if_not_needed")
    colour(book, written, "to_do", to_do.is_done(cell), "if_done")
    colour(book, written, "to_do", f'{cell}<>""', "if_open")


def _colour_checks(book: Book, written: Written, words: Mapping[str, str]) -> None:
    """Colour the cells that a `To do` cell wants looked at again."""
    cell = written.first_place.cell("to_do")
    for key, said in words.items():
        colour(book, written, key, to_do.mentions(cell, said), "if_check")
