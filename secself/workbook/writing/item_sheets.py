"""The two tables that are answered row by row: `Questions` and `Validation`."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from xlsxwriter.worksheet import Worksheet

from secself.identity import row_token
from secself.model import Asked, Control, Framework, Question, Questionnaire, Response, Submission
from secself.workbook import layout
from secself.workbook.layout import Table
from secself.workbook.writing import texts, to_do
from secself.workbook.writing.book import Book
from secself.workbook.writing.table_sheet import Row, Sheet, Written, colour, write
from secself.workbook.writing.terms_sheet import places

_MARKS_NOTE = "Standing says what is not verified; see Read me."
_YES = ("Yes",)
_UNASKED = Response(section="questions", ref="")


def choices(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Give the words of each vocabulary that a column of choices may name."""
    return {
        "scale": framework.scale.labels,
        "declared_changes": framework.declared_changes.labels,
        "residual_risks": framework.residual_risks.labels,
        "yes": _YES,
    }


def with_prior(table: Table, prior: Submission | None) -> Table:
    """Leave out the columns that show nothing where there is no prior assessment."""
    kept = (column for column in table.columns if prior is not None or not column.only_with_prior)
    return replace(table, columns=tuple(kept))


def write_questions(
    book: Book,
    sheet: Worksheet,
    questionnaire: Questionnaire,
    prior: Submission | None,
    marks: str,
) -> Written:
    """Write the `Questions` sheet."""
    asked = {each.item.id: each.item for each in questionnaire.questions}
    themes = {theme.id: theme.title for theme in questionnaire.framework.themes}
    before = responses(prior, "questions")
    plan = Sheet(
        table=with_prior(layout.QUESTIONS, prior),
        title=f"Questions for {questionnaire.profile.name}",
        note=f"Give an Answer in every row, and say in Explanation what stands behind it. "
        f"{past_note(questionnaire.framework, prior)}{_MARKS_NOTE}",
        rows=[
            _question_row(each, asked, themes, before.get(each.item.id))
            for each in questionnaire.questions
        ],
        choices=choices(questionnaire.framework),
        freeze_after="ref",
    )
    written = write(book, sheet, plan, marks)
    _colour_to_do(book, written)
    first = written.at(written.first)
    colour(book, written, "answer", f'{first.cell("to_do")}="Answer"', "if_open")
    return written


def write_validation(
    book: Book,
    sheet: Worksheet,
    questionnaire: Questionnaire,
    prior: Submission | None,
    marks: str,
) -> Written:
    """Write the `Validation` sheet."""
    framework = questionnaire.framework
    terms = places(questionnaire)
    before = responses(prior, "validation")
    plan = Sheet(
        table=with_prior(layout.VALIDATION, prior),
        title=f"Validation by {questionnaire.profile.name}",
        note="In every row choose Position and Change; for Changed say what changed; for Met and "
        f"Partly met cite Evidence. {past_note(framework, prior)}{_MARKS_NOTE}",
        rows=[
            _control_row(each, framework, before.get(each.item.id), terms)
            for each in questionnaire.controls
        ],
        choices=choices(framework),
        freeze_after="ref",
    )
    written = write(book, sheet, plan, marks)
    _colour_to_do(book, written)
    _colour_answers(book, written, framework)
    return written


def responses(prior: Submission | None, section: str) -> dict[str, Response]:
    """Give the earlier responses of one section by their Ref."""
    return {each.ref: each for each in prior.responses if each.section == section} if prior else {}


def past_note(framework: Framework, prior: Submission | None) -> str:
    """Say where the prior columns come from."""
    if prior is None:
        return ""
    kinds = {kind.id: kind.abbreviation for kind in framework.kinds}
    kind = kinds.get(prior.marks.kind or "", prior.marks.kind)
    name = " ".join(str(part) for part in (prior.marks.year, kind) if part)
    return f"The Prior columns show what stood in {name or 'the prior assessment'}. "


def _question_row(
    each: Asked[Question],
    asked: Mapping[str, Question],
    themes: Mapping[str, str],
    prior: Response | None,
) -> Row:
    item, before = each.item, prior or _UNASKED
    deciding = asked.get(item.condition.question) if item.condition else None
    return Row(
        shown={
            "token": row_token("questions", item.id, item.fingerprint),
            "ref": item.id,
            "theme": f"{item.theme} {themes.get(item.theme, '')}".strip(),
            "text": item.text.strip(),
            "standing": texts.standing(item.provenance, item.references, item.applicability),
            "why": texts.why_asked(each, prior),
            "evidence_expected": texts.expected(item.evidence),
            "may_be": texts.may_be(item),
            "prior_answer": texts.past(before.answer),
            "prior_explanation": texts.past(before.narrative),
            "prior_evidence": texts.past_ids(before.evidence),
        },
        answer=item.answer,
        to_do=partial(to_do.of_question, question=item, deciding=deciding),
        lacks="Answer",
    )


def _control_row(
    each: Asked[Control], framework: Framework, prior: Response | None, terms: Mapping[str, str]
) -> Row:
    item, before = each.item, prior or _UNASKED
    chapters = {chapter.id: chapter.title for chapter in framework.chapters}
    known = [terms[name] for name in item.interpretations if name in terms]
    return Row(
        shown={
            "token": row_token("validation", item.id, item.fingerprint),
            "ref": item.id,
            "chapter": f"{item.chapter} {chapters.get(item.chapter, '')}".strip(),
            "title": item.title,
            "text": item.text.strip(),
            "standing": texts.standing(item.provenance, item.references, item.applicability),
            "why": texts.why_here(each, prior),
            "interpretations": ", ".join(item.interpretations),
            "evidence_expected": texts.expected(item.evidence),
            "prior_position": texts.past(before.answer),
            "prior_explanation": texts.past(before.narrative),
            "prior_evidence": texts.past_ids(before.evidence),
            "prior_risk": texts.past(before.residual_risk),
        },
        to_do=partial(to_do.of_control, framework=framework),
        lacks="Position, Change",
        links={"interpretations": known[0]} if known else {},
    )


def _colour_to_do(book: Book, written: Written) -> None:
    cell = written.at(written.first).cell("to_do")
    colour(book, written, "to_do", f'{cell}="{to_do.UNLIKE}"', "if_check")
    colour(book, written, "to_do", to_do.is_done(cell), "if_done")
    colour(book, written, "to_do", f'{cell}<>""', "if_open")


def _colour_answers(book: Book, written: Written, framework: Framework) -> None:
    first = written.at(written.first)
    unlike = to_do.is_unlike(first, framework)
    colour(book, written, "position", unlike, "if_check")
    colour(book, written, "change", unlike, "if_check")
    for key, lack in to_do.lacks(first, framework).items():
        colour(book, written, key, lack, "if_check" if key == "evidence" else "if_open")
