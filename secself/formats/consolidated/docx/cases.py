"""Draws the page of each User."""

from collections.abc import Iterator, Sequence

from secself.formats.consolidated import wording
from secself.formats.consolidated.docx import runs
from secself.formats.consolidated.docx.words import CaseWords, Demand, Fact, Flag, Ranked, Remark
from secself.model import AskedAction, BoundComment, Case, Consolidation, Finding
from secself.phrases import source_line, written
from secself.sheets.rows import Row, rows
from secself.unseen import seen

_WEIGHTS = {"material": "Material", "note": "Note"}


def ranked(held: Consolidation) -> Iterator[Ranked]:
    """Give the Users in the order of the pack, a row each."""
    for place, case in enumerate(held.cases, 1):
        yield Ranked(
            place=str(place),
            user=named(case),
            material=str(case.material),
            concerns=str(case.concerns),
            notes=str(case.notes),
            worse=f"{case.worse} of {len(case.changed)}",
            compared=f"{case.comparability:.1%}" if case.has_baseline else "no baseline",
            asked=wording.asked(held, case),
            decision=wording.outcome(held.framework, case.decision) if case.decision else "",
        )


def pages(held: Consolidation) -> Iterator[CaseWords]:
    """Give the page of each User."""
    for place, case in enumerate(held.cases, 1):
        yield CaseWords(
            title=f"{place}. {seen(case.party.name or case.id)}",
            facts=tuple(_facts(held, case)),
            flags=tuple(_flags(held, case)),
            more=_more(case),
            remarks=tuple(map(_remark, case.comments)),
            asked=tuple(demand(one) for one in held.asked_before(case)),
            decided=tuple(_decided(held, case)),
        )


def named(case: Case) -> str:
    """Name a User, with its id if it has a name besides."""
    name = seen(case.party.name)
    return f"{name}\n{case.id}" if name and name != case.id else seen(case.id)


def demand(one: AskedAction) -> Demand:
    """Give an action with how it stands."""
    return Demand(
        user=seen(one.user),
        text=seen(f"{one.action.id}: {one.action.text}"),
        due=written(one.action.due) if one.action.due else "",
        standing=wording.ACTIONS[one.standing],
    )


def _facts(held: Consolidation, case: Case) -> Iterator[Fact]:
    party, comparison = case.party, case.assessment.comparison
    labels = {role.id: role.label for role in held.framework.roles}
    yield Fact(label="User", text=seen(case.id))
    if party.category:
        yield Fact(label="Category of Party", text=held.label_of_category(party.category))
    roles = ", ".join(labels.get(role, role) for role in party.roles)
    yield Fact(label="User Roles", text=seen(roles) or "not stated")
    yield Fact(label="Premises", text=_premises(case))
    if party.providers:
        yield Fact(label="Relies on", text=seen(", ".join(party.providers)))
    share = f", {case.comparability:.1%} comparable" if case.has_baseline else ""
    yield Fact(label="Compared with", text=f"{wording.baseline(case)}{share}")
    yield Fact(label="Dates judged as of", text=written(comparison.as_of))
    yield Fact(
        label="Figures",
        text=f"{case.material} material, {case.concerns} concerns of the assessor, "
        f"{case.notes} notes; {len(case.changed)} items differ, {case.worse} worse and "
        f"{case.better} better",
    )


def _premises(case: Case) -> str:
    party = case.party
    if party.premises_band:
        return party.premises_band
    pairs = (("domestic", party.domestic_premises), ("non-domestic", party.non_domestic_premises))
    said = [f"{number:,} {kind}" for kind, number in pairs if number is not None]
    return ", ".join(said) or "not stated"


def _flags(held: Consolidation, case: Case) -> Iterator[Flag]:
    """Give each item that a rule spoke of once, with all that was found; the gravest first."""
    by_ref: dict[str, Row] = {}
    for row in rows(case.assessment):
        by_ref.setdefault(row.delta.ref, row)
    for ref in dict.fromkeys(finding.ref for finding in case.assessment.findings):
        said = (_found(held, case, one) for one in case.findings_on(ref))
        yield _flag(case.findings_on(ref), by_ref.get(ref), "\n\n".join(said))


def _flag(findings: Sequence[Finding], row: Row | None, said: str) -> Flag:
    gravest = findings[0]
    title = " ".join(row.title.split()) if row else ""
    return Flag(
        ref=seen(f"{gravest.ref}\n{title}" if title else gravest.ref),
        weight="\n".join(dict.fromkeys(_WEIGHTS[one.materiality] for one in findings)),
        before=runs.side(row, "before") if row else runs.nothing(),
        now=runs.side(row, "now") if row else runs.nothing(),
        said=seen(said),
    )


def _found(held: Consolidation, case: Case, finding: Finding) -> str:
    why = " ".join(finding.why.split())
    others = wording.also_at(held, case, finding)
    also = f"Also at: {others}." if others else ""
    source = f"{finding.rule}: {source_line(finding)}"
    return "\n".join(filter(None, (finding.because, also, why, source)))


def _more(case: Case) -> str:
    flagged = {finding.ref for finding in case.assessment.findings}
    others = sum(delta.ref not in flagged for delta in case.changed)
    if not others:
        return ""
    return (
        f"{wording.numbered(others, 'further item')} changed without a finding. With before and "
        "after they stand on this User's part of consolidated.html and consolidated.xlsx."
    )


def _remark(bound: BoundComment) -> Remark:
    said = bound.comment
    who = said.author or "An assessor without a name"
    day = f", {written(said.written.date())}" if said.written else ""
    lines = (
        said.view or "",
        f"To do: {said.action}" if said.action else "",
        f"{who}{day}",
        wording.COMMENTS[bound.standing],
        f"taken back: {bound.withdrawn}" if bound.withdrawn is not None else said.state,
    )
    replies = (f"{reply.author or 'Reply'}: {reply.text}" for reply in said.replies)
    return Remark(
        ref=seen(said.ref or said.place or "Submission"),
        text=seen("\n".join((said.text, *replies))),
        beside=seen("\n".join(filter(None, lines))),
    )


def _decided(held: Consolidation, case: Case) -> Iterator[str]:
    decision = case.decision
    if decision is None:
        return
    outcome = wording.outcome(held.framework, decision)
    by = f" by {decision.by}" if decision.by else ""
    yield seen(f"{outcome}, decided on {written(decision.on)}{by}.")
    if decision.reason.strip():
        yield seen(decision.reason)
    for action in decision.actions:
        due = f" by {written(action.due)}" if action.due else ""
        yield seen(f"{action.id}{due}: {action.text}")
