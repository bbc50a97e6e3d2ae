"""The groups of an OSCAL catalog: obligations by chapter, questions by theme."""

from collections.abc import Iterable, Iterator

from secself.exchange.oscal_words import Json, Tokens, filled, line, link, own, standing
from secself.model import (
    AnswerType,
    Applicability,
    Chapter,
    Control,
    Framework,
    Question,
    Theme,
)


def groups(framework: Framework, ids: Tokens) -> list[Json]:
    """Make a group for each chapter with its obligations, and for each theme its questions."""
    made = []
    for chapter in framework.chapters:
        held = [one for one in framework.controls if one.chapter == chapter.id]
        obligations = [_obligation(framework, control, ids) for control in held]
        made.append(_group("chapter", chapter, obligations, ids))
    for theme in framework.themes:
        asked = [one for one in framework.questions if one.theme == theme.id]
        questions = [_asked(framework, question, ids) for question in asked]
        made.append(_group("theme", theme, questions, ids))
    return made


def _group(what: str, one: Chapter | Theme, controls: list[Json], ids: Tokens) -> Json:
    return filled(
        {
            "id": ids[what, one.id],
            "class": what,
            "title": line(one.title) or one.id,
            "props": [_label(one.id), *standing(one.provenance)],
            "controls": controls,
        }
    )


def _label(ref: str) -> Json:
    return {"name": "label", "value": ref}


def _obligation(framework: Framework, control: Control, ids: Tokens) -> Json:
    token = ids["control", control.id]
    return filled(
        {
            "id": token,
            "class": "obligation",
            "title": line(control.title) or control.id,
            "props": _props(control),
            "links": _links(framework, control, control.standards),
            "parts": [_statement(token, control.text), *_guidance(framework, control, token)],
        }
    )


def _asked(framework: Framework, question: Question, ids: Tokens) -> Json:
    token = ids["question", question.id]
    condition = question.condition
    why: Json = {
        "id": f"{token}_why",
        "name": "guidance",
        "class": "why",
        "prose": question.why.strip(),
    }
    props = [
        *_props(question),
        *_answer(question.answer),
        *own("hangs-on", condition.question if condition else ""),
        *(prop for one in (condition.answers if condition else ()) for prop in own("if", one)),
    ]
    parts = [
        _statement(token, question.text),
        *([why] if question.why.strip() else []),
        *_guidance(framework, question, token),
    ]
    title = line(question.text) or question.id
    return filled(
        {
            "id": token,
            "class": "question",
            "title": title,
            "props": props,
            "links": _links(framework, question, ()),
            "parts": parts,
        }
    )


def _props(item: Control | Question) -> list[Json]:
    return [
        _label(item.id),
        *own("fingerprint", item.fingerprint),
        *(
            prop
            for one in item.references
            for prop in own("reference", str(one), f"{one.edition}{_seen(one.is_verified)}")
        ),
        *_bound(item.applicability),
        *standing(item.provenance),
    ]


def _seen(is_verified: bool) -> str:  # noqa: FBT001 - the one thing it turns into words
    return "; number seen in a public source" if is_verified else "; number not verified"


def _bound(applicability: Applicability) -> list[Json]:
    return [
        *(prop for one in applicability.roles for prop in own("role", one)),
        *(prop for one in applicability.kinds for prop in own("kind", one)),
        *(prop for one in applicability.facts for prop in own("fact", one)),
        *standing(applicability.provenance, "applicability-"),
    ]


def _answer(answer: AnswerType) -> list[Json]:
    return [
        *own("answer", answer.kind),
        *(prop for one in answer.choices for prop in own("choice", one)),
        *(prop for one in answer.ranking for prop in own("ranking", one)),
        *own("better", answer.better),
    ]


def _links(framework: Framework, item: Control | Question, standards: Iterable[str]) -> list[Json]:
    there = {one.code for one in framework.sources}
    cited = [code for code in item.provenance.sources if code in there]
    return [
        *(link(framework, "reference", "standard", one) for one in standards),
        *(link(framework, "source", "source", one) for one in cited),
    ]


def _statement(token: str, text: str) -> Json:
    return filled({"id": f"{token}_smt", "name": "statement", "prose": text.strip()})


def _guidance(framework: Framework, item: Control | Question, token: str) -> Iterator[Json]:
    terms = {one.id: one.term for one in framework.interpretations}
    for number, ref in enumerate(item.interpretations, 1):
        yield {
            "id": f"{token}_gdn.{number}",
            "name": "guidance",
            "class": "agreed-interpretation",
            "prose": f"Read with {ref}: {line(terms[ref])}",
            "links": [link(framework, "reference", "interpretation", ref)],
        }
    for number, evidence in enumerate(item.evidence, 1):
        yield filled(
            {
                "id": f"{token}_evd.{number}",
                "name": "guidance",
                "class": "expected-evidence",
                "props": standing(evidence.provenance),
                "prose": evidence.text.strip(),
            }
        )
