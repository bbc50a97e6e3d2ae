"""Holds a saved submission to its framework: what was saved counts for no more than a cell does.

A file of plain data can be written by anybody, so every value is read again by the law of its
column, and what was put to the User is worked out again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from secself.answers import Remark, read_date, read_text
from secself.model import (
    AddedRow,
    Declaration,
    EvidenceItem,
    Framework,
    Issued,
    Provider,
    RemediationLine,
    Response,
    Statement,
    Submission,
    columns_of,
)
from secself.problems import Origin, Problem, Refused
from secself.questionnaire import is_part, issued_refs
from secself.schemas.rereading import (
    YES,
    Law,
    Rereader,
    choice_of,
    is_ours,
    raw_of,
    response_laws,
    statement_law,
)
from secself.schemas.twins import join_twins, remark_same_id, remark_same_label

_QUESTIONNAIRE = frozenset({"questions"})
_WORKBOOK = frozenset(
    {"questions", "validation", "profile", "providers", "evidence", "remediation", "declaration"}
)
_EVIDENCE: Mapping[str, Law] = {
    "title": read_text,
    "version": read_text,
    "date": read_date,
    "held_by": read_text,
    "sha256": read_text,
    "review_due": read_date,
}
_PROVIDER: Mapping[str, Law] = {
    "name": read_text,
    "service": read_text,
    "since": read_date,
    "documents_accepted_on": read_date,
}
_REMEDIATION: Mapping[str, Law] = {
    "action": read_text,
    "owner": read_text,
    "due": read_date,
    "done_on": read_date,
}
_DECLARATION: Mapping[str, Law] = {
    "name": read_text,
    "role": read_text,
    "date": read_date,
    "declared": choice_of(YES),
}
_NAMED = 5


def conform(
    submission: Submission, framework: Framework, file: str | None
) -> tuple[Submission, list[Problem]]:
    """Read every value of a saved submission again; raise Refused if it is of no known kind."""
    _check_carries(submission, file)
    reader = Rereader(file)
    statements = tuple(_statements(submission, framework, reader))
    issued = _issued(replace(submission, statements=statements), framework, reader)
    responses, added = _responses(submission, framework, issued, reader)
    conformed = replace(
        submission,
        issued=issued or tuple(_own(response) for response in responses),
        responses=responses,
        statements=statements,
        evidence=tuple(_evidence(submission, reader)),
        providers=tuple(_providers(submission, reader)),
        remediation=tuple(_remediation(submission, reader)),
        declaration=_declaration(submission, reader),
        added=(*submission.added, *added),
        comments=tuple(
            replace(comment, origin=reader.at(f"comments[{place}]"))
            for place, comment in enumerate(submission.comments)
        ),
    )
    remark_same_label(conformed.statements, reader)
    remark_same_id(conformed.evidence, "evidence-twice", reader)
    remark_same_id(conformed.providers, "provider-twice", reader)
    return conformed, reader.problems


def _check_carries(submission: Submission, file: str | None) -> None:
    carries = frozenset(submission.carries)
    beyond = {each.section for each in submission.issued} - carries
    is_known = carries in (_QUESTIONNAIRE, _WORKBOOK) and len(carries) == len(submission.carries)
    if is_known and not beyond:
        return
    what = f"The file says it carries {', '.join(submission.carries) or 'nothing'}"
    what += f", and that {', '.join(sorted(beyond))} was issued." if is_known else "."
    remedy = "Send the file as secself wrote it: a workbook's sections, or a questionnaire's."
    place = Origin(file=file, path="carries")
    raise Refused(Problem(code="data-shape", origin=place, what=what, remedy=remedy))


def _issued(submission: Submission, framework: Framework, reader: Rereader) -> tuple[Issued, ...]:
    """Say what was put to the User; what its roles draw cannot be left out of the list.

    Where only a few rows were sent, as in a Response, the list alone can say which.
    """
    listed: dict[tuple[str, str], Issued] = {}
    for each in submission.issued:
        listed.setdefault((each.section, each.ref), each)
    if listed and is_part(submission.marks, framework):
        return tuple(listed.values())
    lost = [item for item in _drawn(submission, framework) if item not in listed]
    if lost and listed:
        reader.say("issued", _incomplete([ref for _, ref in lost]))
    added = (
        Issued(section="questions" if section == "questions" else "validation", ref=ref)
        for section, ref in lost
    )
    return (*listed.values(), *added)


def _drawn(submission: Submission, framework: Framework) -> Iterator[tuple[str, str]]:
    marks = submission.marks
    facts = marks.facts if marks.roles else tuple(_stated_facts(submission))
    roles = marks.roles or submission.roles
    for section, ref in issued_refs(framework, roles, facts, marks.kind or ""):
        if section in submission.carries:
            yield section, ref


def _stated_facts(submission: Submission) -> Iterator[str]:
    systems = submission.statement("User Systems")
    if submission.statement("SMETS1 enrolled") == "Yes":
        yield "smets1-enrolled"
    if submission.providers:
        yield "shared-resources"
    if isinstance(systems, int) and systems > 1:
        yield "several-user-systems"


def _own(response: Response) -> Issued:
    return Issued(section=response.section, ref=response.ref, fingerprint=response.fingerprint)


def _responses(
    submission: Submission, framework: Framework, issued: Iterable[Issued], reader: Rereader
) -> tuple[tuple[Response, ...], list[AddedRow]]:
    known = {("questions", item.id) for item in framework.questions}
    known |= {("validation", item.id) for item in framework.controls}
    asked = {(each.section, each.ref) for each in issued}
    found: dict[tuple[str, str], Response] = {}
    added: list[AddedRow] = []
    for place, response in enumerate(submission.responses):
        name, path = (response.section, response.ref), f"responses[{place}]"
        if name not in known or (asked and name not in asked):
            reader.say(path, _stranger(response, is_known=name in known), response.ref)
            added.append(_kept(response, reader.at(path)))
            continue
        read = _response(response, framework, path, reader)
        found[name] = join_twins(found[name], read, path, reader) if name in found else read
    return tuple(found.values()), added


def _response(response: Response, framework: Framework, path: str, reader: Rereader) -> Response:
    laws = response_laws(framework, response.section, response.ref)
    values = reader.values(response, laws, path, response.ref)
    origins = {name: reader.at(f"{path}.{name}") for name in (*laws, "evidence")}
    return replace(
        response,
        **values,  # type: ignore[arg-type]
        evidence=reader.ids(response.evidence, f"{path}.evidence", response.ref),
        origin=origins["answer"],
        origins=origins,
    )


def _statements(
    submission: Submission, framework: Framework, reader: Rereader
) -> Iterator[Statement]:
    for place, line in enumerate(submission.statements):
        path, law = f"statements[{place}]", statement_law(framework, line.label)
        listener = Rereader(reader.file) if is_ours(line.label) else reader
        value = listener.value(line.value, law, f"{path}.value")
        yield replace(line, value=value, origin=reader.at(path))


def _evidence(submission: Submission, reader: Rereader) -> Iterator[EvidenceItem]:
    for place, item in enumerate(submission.evidence):
        path = f"evidence[{place}]"
        name = reader.name(item.id, f"{path}.id")
        values = reader.values(item, _EVIDENCE, path, name)
        yield replace(item, **values, id=name, origin=reader.at(path))


def _providers(submission: Submission, reader: Rereader) -> Iterator[Provider]:
    for place, item in enumerate(submission.providers):
        path = f"providers[{place}]"
        name = reader.name(item.id, f"{path}.id")
        values = reader.values(item, _PROVIDER, path, name)
        yield replace(item, **values, id=name, origin=reader.at(path))


def _remediation(submission: Submission, reader: Rereader) -> Iterator[RemediationLine]:
    for place, line in enumerate(submission.remediation):
        path = f"remediation[{place}]"
        name = reader.name(line.ref, f"{path}.ref")
        values = reader.values(line, _REMEDIATION, path, name)
        yield replace(line, **values, ref=name, origin=reader.at(path))


def _declaration(submission: Submission, reader: Rereader) -> Declaration:
    values = reader.values(submission.declaration, _DECLARATION, "declaration")
    return Declaration(**values, origin=reader.at("declaration"))


def _kept(response: Response, at: Origin) -> AddedRow:
    cells = [("Ref", response.ref)]
    for name, value in columns_of(response).items():
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else raw_of(value).shown
        if shown:
            cells.append((name.replace("_", " ").capitalize(), shown))
    return AddedRow(section=response.section, cells=tuple(cells), origin=at)


def _stranger(response: Response, *, is_known: bool) -> Remark:
    return Remark(
        level="warning",
        code="row-added",
        what=f"The row “{response.ref}” "
        + ("was not put to this User." if is_known else "is not an item of the framework."),
        remedy="Move what it says to the row it belongs to; nothing in it is read as an answer.",
    )


def _incomplete(refs: list[str]) -> Remark:
    more = f" and {len(refs) - _NAMED} more" if len(refs) > _NAMED else ""
    return Remark(
        level="warning",
        code="issued-incomplete",
        what=f"The list of what was put to this User lacks {', '.join(refs[:_NAMED])}{more}, "
        "which its User Roles draw.",
        remedy="Send the file as secself wrote it; they were counted as put to the User.",
    )
