"""The `To do` column: formulas that say in words what a row still lacks, and what looks odd in it.

They look at their own row, or look another up by its Ref, and so work on after rows were sorted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secself.model import Choice, Framework, Question
from secself.workbook.layout import VALIDATION
from secself.workbook.writing.formulas import (
    Place,
    blank,
    cites_unlisted,
    guarded,
    is_day,
    is_future,
    is_number,
    is_past,
    lacking,
    literal,
    one_of,
    says,
    standing,
    trimmed,
)

DONE, NOT_NEEDED = "Done", "Not needed"
CHECK = "; check: "
"""What stands between `Done` and what wants a second look."""
UNLIKE = "No change, yet another position"
UNLISTED = "an id is not on Evidence"
UNPLANNED = "no line on Remediation plan"
FUTURE = "a date lies in the future"
REWORDED = "new wording, not reaffirmed"
TWICE = "the id stands twice"
OVERDUE = "its review is overdue"
LATE = "it is past its date"
NO_ROW = "no row has this Ref"
SEVERAL = "write one line for each Ref"
TOLD = "No change, yet What changed is filled in"

NEEDED = {
    "evidence": {"Id": "id", "Title": "title", "Date": "date"},
    "providers": {"Id": "id", "Name": "name", "Documents accepted on": "documents_accepted_on"},
    "remediation": {"Ref": "ref", "Action": "action", "Owner": "owner", "Due": "due"},
}
"""What each line of a register needs: heading and key of the column."""
_UNKNOWN = "not on the list"
_UNREAD = {
    "choice": _UNKNOWN,
    "date": "not a date",
    "whole": "not a whole number",
    "decimal": "not a number",
}
"""What is said of an answer that is no answer of its type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Cells of other sheets that a row is held against."""

    ids: str
    """The ids of the register."""
    planned: str
    """The Refs of the remediation plan."""


def of_control(
    at: Place, framework: Framework, elsewhere: Elsewhere, *, is_reworded: bool = False
) -> str:
    """Say what the row of a control lacks: position, change, what changed, evidence."""
    checks = {
        UNLIKE: is_unlike(at, framework),
        TOLD: _is_told(at, framework),
        UNLISTED: cites_unlisted(at.cell("evidence"), elsewhere.ids),
        UNPLANNED: _is_unplanned(at, framework, elsewhere),
        FUTURE: is_future(at.cell("reaffirmed_on")),
    } | _reworded(at, is_reworded=is_reworded)
    missing = {VALIDATION.column(key).heading: lack for key, lack in lacks(at, framework).items()}
    missing |= {
        f"{VALIDATION.column(key).heading}: {_UNKNOWN}": is_so
        for key, is_so in unread(at, framework).items()
    }
    return guarded(lacking(missing, _done(checks)))


def lacks(at: Place, framework: Framework) -> dict[str, str]:
    """Ask of each column of a control's row, by key, whether it is blank and should not be."""
    changed = framework.declared_changes.label_of("changed")
    needs = [framework.scale.label_of(name) for name in ("met", "partly-met")]
    told = f"{says(at.cell('change'), changed)},{blank(at.cell('what_changed'))}"
    shown = f"{one_of(at.cell('position'), needs)},{blank(at.cell('evidence'))}"
    return {
        "position": blank(at.cell("position")),
        "change": blank(at.cell("change")),
        "what_changed": f"AND({told})",
        "evidence": f"AND({shown})",
    }


def unread(at: Place, framework: Framework) -> dict[str, str]:
    """Ask of each column of choices, by key, whether a word stands there that is no choice."""
    return {
        "position": _is_unlisted(at.cell("position"), framework.scale.choices),
        "change": _is_unlisted(at.cell("change"), framework.declared_changes.choices),
        "residual_risk": _is_unlisted(at.cell("residual_risk"), framework.residual_risks.choices),
    }


def of_question(
    at: Place,
    question: Question,
    deciding: Question | None,
    elsewhere: Elsewhere,
    *,
    is_reworded: bool = False,
) -> str:
    """Say whether the row of a question lacks its answer, or is ruled out by another answer."""
    answer = at.cell("answer")
    checks = {UNLISTED: cites_unlisted(at.cell("evidence"), elsewhere.ids)}
    dates = [answer] if question.answer.kind == "date" else []
    dates.append(at.cell("reaffirmed_on"))
    checks[FUTURE] = f"OR({','.join(map(is_future, dates))})"
    checks |= _reworded(at, is_reworded=is_reworded)
    unreadable = literal(f"Answer: {_UNREAD.get(question.answer.kind, '')}")
    readable = _is_readable(answer, question)
    held = f"IF({readable},{_done(checks)},{unreadable})" if readable else _done(checks)
    answered = f'IF({blank(answer)},"Answer",{held})'
    if deciding is None or question.condition is None:
        return guarded(answered)
    other = f"TRIM(INDEX({at.column('answer')},MATCH({literal(deciding.id)},{at.column('ref')},0)))"
    since = f"{literal(f'{deciding.id} says ')}&{other}"
    ruled_out = (
        f'IF({blank(answer)},"{NOT_NEEDED}: "&{since},"{DONE}{CHECK}not needed, since "&{since})'
    )
    return guarded(f"IF({_is_out(question, deciding, other)},{ruled_out},{answered})")


def of_document(at: Place) -> str:
    """Say what the line of a document lacks; nothing while nobody has written in it."""
    own = [at.cell(key) for key in _DOCUMENT]
    checks = {
        TWICE: f"{standing(at.column('id'), at.cell('id'))}>1",
        FUTURE: is_future(at.cell("date")),
        OVERDUE: is_past(at.cell("review_due")),
    }
    return _listed(own, _blanks(at, NEEDED["evidence"]), checks)


def of_provider(at: Place) -> str:
    """Say what the line of a provider lacks; nothing while nobody has written in it."""
    named = NEEDED["providers"]
    own = [at.cell(key) for key in (*named.values(), "service", "since")]
    dates = ",".join(is_future(at.cell(key)) for key in ("since", "documents_accepted_on"))
    checks = {
        TWICE: f"{standing(at.column('id'), at.cell('id'))}>1",
        FUTURE: f"OR({dates})",
    }
    return _listed(own, _blanks(at, named), checks)


def of_action(at: Place, refs: Iterable[str]) -> str:
    """Say what the line of an action lacks; nothing while nobody has written in it."""
    named = NEEDED["remediation"]
    own = [at.cell(key) for key in (*named.values(), "done_on")]
    known = "+".join(standing(cells, at.cell("ref")) for cells in refs)
    ref = trimmed(at.cell("ref"))
    parted = "+".join(f"ISNUMBER(FIND({mark},{ref}))" for mark in _PARTING)
    checks = {
        SEVERAL: f"({parted})>0",
        NO_ROW: f"AND({parted}=0,{known}=0)",
        LATE: f"AND({blank(at.cell('done_on'))},{is_past(at.cell('due'))})",
        FUTURE: is_future(at.cell("done_on")),
    }
    return _listed(own, _blanks(at, named), checks)


_PARTING = ('","', '";"', '"/"', '"&"', '" and "', "CHAR(10)")
"""What stands between two Refs in a cell."""
_DOCUMENT = ("id", "title", "version", "date", "held_by", "sha256", "review_due")


def is_unlike(at: Place, framework: Framework) -> str:
    """Ask whether `No change` is declared of a position other than the prior one."""
    position, prior = trimmed(at.cell("position")), at.cell("prior_position")
    same = framework.declared_changes.label_of("no-change")
    filled = f'{prior}<>"",{position}<>""'
    return f"AND({says(at.cell('change'), same)},{filled},{position}<>{prior})"


def _is_told(at: Place, framework: Framework) -> str:
    same = framework.declared_changes.label_of("no-change")
    return f"AND({says(at.cell('change'), same)},NOT({blank(at.cell('what_changed'))}))"


def _is_unlisted(cell: str, choices: Iterable[Choice]) -> str:
    known = (name for choice in choices for name in (choice.label, *choice.formerly))
    return f"AND(NOT({blank(cell)}),NOT({one_of(cell, known)}))"


def _is_readable(cell: str, question: Question) -> str:
    """Ask whether an answer is one of its type, as the reader takes it; nothing for a text."""
    kind, choices = question.answer.kind, question.answer.choices
    if kind == "choice":
        return one_of(cell, choices)
    if kind == "date":
        return is_day(cell)
    if kind in {"whole", "decimal"}:
        return is_number(cell, whole=kind == "whole")
    return ""


def mentions(cell: str, words: str) -> str:
    """Ask whether a `To do` cell says something."""
    return f"ISNUMBER(FIND({literal(words)},{cell}))"


def is_done(cell: str) -> str:
    """Ask whether a `To do` cell says that there is nothing left to do."""
    return f"OR(LEFT({cell},{len(DONE)})={literal(DONE)},{is_not_needed(cell)})"


def is_not_needed(cell: str) -> str:
    """Ask whether a `To do` cell says that the row is superfluous."""
    return f"LEFT({cell},{len(NOT_NEEDED)})={literal(NOT_NEEDED)}"


def count_done(cells: str) -> str:
    """Count the `To do` cells of a range that say that there is nothing left to do."""
    return f"((LEFT({cells},{len(DONE)})={literal(DONE)})+({is_not_needed(cells)}))"


def _is_unplanned(at: Place, framework: Framework, elsewhere: Elsewhere) -> str:
    unmet = framework.scale.label_of("not-met")
    return (
        f"IF({says(at.cell('position'), unmet)},"
        f"{standing(elsewhere.planned, at.cell('ref'))}=0,FALSE)"
    )


def _is_out(question: Question, deciding: Question, other: str) -> str:
    condition = question.condition
    if condition is None:
        return "FALSE"
    rest = [word for word in deciding.answer.choices if condition.rules_out(word)]
    if rest:
        return f"IFERROR(OR({','.join(f'{other}={literal(word)}' for word in rest)}),FALSE)"
    allowed = (f"{other}<>{literal(word)}" for word in ("", *condition.answers))
    return f"IFERROR(AND({','.join(allowed)}),FALSE)"


def _reworded(at: Place, *, is_reworded: bool) -> dict[str, str]:
    if not is_reworded:
        return {}
    affirmed = [at.cell("reaffirmed"), at.cell("with_section")]
    return {REWORDED: f"AND({','.join(map(blank, affirmed))})"}


def _blanks(at: Place, named: Mapping[str, str]) -> dict[str, str]:
    return {heading: blank(at.cell(key)) for heading, key in named.items()}


def _done(checks: Mapping[str, str]) -> str:
    said = (f'IF({check},{literal(CHECK + what)},"")' for what, check in checks.items())
    return "&".join([literal(DONE), *said])


def _listed(own: Iterable[str], missing: Mapping[str, str], checks: Mapping[str, str]) -> str:
    untouched = f'{"&".join(map(trimmed, own))}=""'
    return guarded(f'IF({untouched},"",{lacking(missing, _done(checks))})')
