"""The words in the cells that are ours: standing of a line, evidence, earlier answers."""

import re
from collections.abc import Iterable
from datetime import date

from secself import carrying
from secself.model import (
    AgreedInterpretation,
    Applicability,
    Asked,
    Control,
    ExpectedEvidence,
    Framework,
    Provenance,
    Question,
    Questionnaire,
    Reference,
    Response,
    Unreadable,
    Value,
)

LONGEST = 32_767
"""How many UTF-16 units a cell can carry."""
TOO_LONG = "(too long to show here: see the prior file)"
"""What stands where a text cannot be carried whole."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHORT = 40
_LINE = 28
"""How many characters of a link fit on the line of its cell."""
_MAY_BE = {
    "date": "A date",
    "whole": "A whole number",
    "decimal": "A number",
    "text": "Your own words",
}


def visible(text: str) -> str:
    r"""Show what XML cannot carry as its number, such as \u000B; all else stays as it is."""
    return _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04X}", text)


def carried(text: str) -> str:
    """Give a text a cell can carry: itself, or words that say where to find it. It is never cut."""
    seen = visible(text)
    return seen if len(seen.encode("utf-16-le")) // 2 <= LONGEST else TOO_LONG


def past(value: Value) -> str:
    """Write an earlier value as text, dates as year-month-day."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def past_ids(ids: Iterable[str | Unreadable]) -> str:
    """Write earlier evidence ids as they are typed."""
    return ", ".join(map(str, ids))


def suffix(provenance: Provenance) -> str:
    """Say of a line that it is not verified; nothing of one that is."""
    return "" if provenance.is_verified else f" ({provenance.status})"


def standing(
    words: Provenance, references: Iterable[Reference], applicability: Applicability
) -> str:
    """Say which parts of a row a reader may not take as fact, one to a line."""
    binding = applicability.provenance
    lines = [
        "" if words.is_verified else f"Wording {words.status}",
        "" if all(r.is_verified for r in references) else "Clause unverified",
        "" if binding.is_verified else f"Roles {binding.status}",
    ]
    return "\n".join(filter(None, lines)) or "Verified"


def expected(evidence: Iterable[ExpectedEvidence]) -> str:
    """List what would show it, one to a line, each with its standing."""
    return "\n".join(f"• {each.text.strip()}{suffix(each.provenance)}" for each in evidence)


def may_be(question: Question) -> str:
    """Say what may be answered."""
    answer = question.answer
    if answer.kind != "choice":
        return _MAY_BE[answer.kind]
    *most, last = answer.choices or ("",)
    said = f"{', '.join(most)} or {last}" if most else last
    return said if len(said) <= _SHORT else "One from the list"


def why_asked(asked: Asked[Question], prior: Response | None) -> str:
    """Say why a question is put, and what it bears on."""
    item = asked.item
    clauses = ", ".join(map(str, item.references))
    besides = [asked.reason, f"Bears on {clauses}." if clauses else ""]
    lines = [
        item.why.strip(),
        " ".join(filter(None, besides)),
        _condition(item),
        carrying.told(asked, prior),
    ]
    return "\n".join(filter(None, lines))


def why_here(asked: Asked[Control], prior: Response | None) -> str:
    """Say why a control binds this User, and where the code says so."""
    item = asked.item
    clauses = [
        f"{each}, {each.edition}." if each.edition else f"{each}." for each in item.references
    ]
    return "\n".join(filter(None, [asked.reason, *clauses, carrying.told(asked, prior)]))


def read_with(item: Control | Question, framework: Framework) -> str:
    """Name the interpretations to read an item with, one to a line, each in its edition."""
    known = {each.id: _read_as(each) for each in framework.interpretations}
    return "\n".join(known.get(name, name) for name in item.interpretations)


def _read_as(each: AgreedInterpretation) -> str:
    """Name an interpretation by its term; by its id alone where that would not fit a line.

    Programs print the text of a link on one line and cut the rest; the link leads to the term.
    """
    named = f"{each.id} {each.term}, {each.edition}"
    return named if len(named) <= _LINE else f"{each.id}, {each.edition}"


def is_to_be_reaffirmed(asked: Asked[Control] | Asked[Question], prior: Response | None) -> bool:
    """Tell whether an earlier answer counts only once somebody has read it again."""
    return prior is not None and bool(carrying.told(asked, prior))


def _condition(question: Question) -> str:
    if question.condition is None:
        return ""
    answers = " or ".join(question.condition.answers)
    return f"Only needed if {question.condition.question} is answered {answers}."


def kind_label(questionnaire: Questionnaire) -> str:
    """Give the full name of the kind of assessment, its id where the framework has no name."""
    kinds = {kind.id: kind.label for kind in questionnaire.framework.kinds}
    return kinds.get(questionnaire.kind, questionnaire.kind)
