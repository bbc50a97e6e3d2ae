"""Says of one questionnaire everything a template may say."""

import re
from collections.abc import Iterator
from datetime import date

from secself import carrying
from secself.identity import marks_text
from secself.model import (
    Asked,
    Marks,
    Provenance,
    Question,
    Questionnaire,
    Reference,
    Response,
    Submission,
    Value,
)
from secself.wordform.controls import answer_control, ref_control, text_control
from secself.wordform.layout import COMPACT_MARKS, LEGEND
from secself.wordform.words import Cover, Row, ThemeTable


def cover(questionnaire: Questionnaire, prior: Submission | None, marking: str) -> Cover:
    """Say everything a template may say."""
    framework, profile = questionnaire.framework, questionnaire.profile
    label, abbreviation = _kind(questionnaire, questionnaire.kind)
    themes = tuple(_themes(questionnaire, prior))
    roles = {role.id: role.label for role in framework.roles}
    seen = set(_standings(questionnaire))
    return Cover(
        title=f"{label} {questionnaire.year}",
        organisation=profile.name,
        user=profile.id,
        year=str(questionnaire.year),
        kind=label,
        kind_short=abbreviation,
        framework=framework.title,
        edition=framework.edition,
        reference=framework.reference,
        roles=", ".join(roles.get(role, role) for role in profile.user_roles),
        prior=_prior_name(questionnaire, prior),
        count=_many(len(questionnaire.questions), "question")
        + f" in {_many(len(themes), 'theme')}",
        notice=tuple(map(_flowing, re.split(r"\n\s*\n", framework.notice.strip()))),
        legend=tuple(LEGEND[standing] for standing in LEGEND if standing in seen),
        mark=marks_text(marks_of(questionnaire)),
        marking=marking,
        themes=themes,
    )


def marks_of(questionnaire: Questionnaire) -> Marks:
    """Say whose answers these will be, of which year and kind, under which framework."""
    return Marks(
        user=questionnaire.profile.id,
        year=questionnaire.year,
        kind=questionnaire.kind,
        framework=questionnaire.framework.reference,
        roles=questionnaire.profile.user_roles,
        facts=tuple(sorted(questionnaire.profile.facts)),
        source=questionnaire.source,
    )


def _themes(questionnaire: Questionnaire, prior: Submission | None) -> Iterator[ThemeTable]:
    number = 0
    for theme in questionnaire.framework.themes:
        asked = [each for each in questionnaire.questions if each.item.theme == theme.id]
        rows = tuple(_row(each, prior, number + i) for i, each in enumerate(asked))
        number += len(rows)
        if rows:
            yield ThemeTable(
                id=theme.id, title=theme.title, mark=_mark(theme.provenance), rows=rows
            )


def _row(asked: Asked[Question], prior: Submission | None, number: int) -> Row:
    question = asked.item
    before = prior.response("questions", question.id) if prior else None
    first = number * 4
    return Row(
        ref=question.id,
        ref_control=ref_control(question, first),
        text=_flowing(question.text),
        mark=_mark(question.provenance),
        why=_flowing(question.why),
        reason=asked.reason if question.applicability.facts else "",
        condition=_condition(question),
        expected="; ".join(
            _flowing(f"{each.text.rstrip('. ')} {_mark(each.provenance)}")
            for each in question.evidence
        ),
        references=", ".join(map(_reference, question.references)),
        prior_answer=_prior_answer(prior, before),
        prior_explanation=_shown(before.narrative) if before else "",
        prior_evidence=", ".join(map(str, before.evidence)) if before else "",
        prior_note=carrying.told(asked, before),
        answer=answer_control(question, first + 1),
        explanation=text_control(question, "explanation", first + 2),
        evidence=text_control(question, "evidence", first + 3),
    )


def _condition(question: Question) -> str:
    condition = question.condition
    if condition is None:
        return ""
    answers = " or ".join(f"“{answer}”" for answer in condition.answers)
    return f"Answer only if the answer to {condition.question} is {answers}."


def _reference(reference: Reference) -> str:
    return str(reference) if reference.is_verified else f"{reference} {COMPACT_MARKS['recalled']}"


def _prior_answer(prior: Submission | None, before: Response | None) -> str:
    if prior is None:
        return "No prior assessment"
    if before is None:
        return "Not asked"
    return _shown(before.answer) or "Not answered"


def _prior_name(questionnaire: Questionnaire, prior: Submission | None) -> str:
    if prior is None:
        return "none"
    marks = prior.marks
    label, _ = _kind(questionnaire, marks.kind or "")
    named = (label, str(marks.year or ""), f"({marks.framework})" if marks.framework else "")
    return " ".join(filter(None, named))


def _kind(questionnaire: Questionnaire, kind: str) -> tuple[str, str]:
    """Give a kind's label and abbreviation; the id itself where the framework has no such kind."""
    kinds = questionnaire.framework.kinds
    return next(((k.label, k.abbreviation) for k in kinds if k.id == kind), (kind, kind))


def _standings(questionnaire: Questionnaire) -> Iterator[str]:
    for asked in questionnaire.questions:
        yield asked.item.provenance.status
        yield from (each.provenance.status for each in asked.item.evidence)
        yield from ("recalled" for each in asked.item.references if not each.is_verified)
    yield from (theme.provenance.status for theme in questionnaire.framework.themes)


def _mark(provenance: Provenance) -> str:
    return COMPACT_MARKS.get(provenance.status, "")


def _flowing(text: str) -> str:
    """Join the lines of a text of the framework, which is written one sentence a line."""
    return " ".join(text.split())


def _shown(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
