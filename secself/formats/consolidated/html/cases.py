"""Tells each User: what is known of it, what rules spoke of, what else changed, what was said."""

from collections.abc import Iterator, Mapping

from secself import remarks
from secself.formats.consolidated import wording
from secself.formats.consolidated.html.words import (
    CaseWords,
    Changed,
    Demand,
    Fact,
    Flag,
    Remark,
)
from secself.formats.html.cells import Row, rows_of
from secself.formats.html.items import Told, comment, standing, told
from secself.model import AskedAction, Case, Consolidation, Control, Delta
from secself.phrases import CHANGES, written

_LONGEST = 60
"""How many letters of a title stand beside an item of which no rule spoke."""


def users(held: Consolidation, names: Mapping[str, str]) -> Iterator[CaseWords]:
    """Tell every User, in the order of the pack."""
    for place, case in enumerate(held.cases, 1):
        yield _user(held, place, case, names[case.id])


def demand(held: Consolidation, one: AskedAction) -> Demand:
    """Tell something that was asked for."""
    last = one.action.last
    said = [last.on.isoformat(), last.words] if last else []
    if last and last.due:
        said.append(f"now says {last.due.isoformat()}")
    if one.action.done_on:
        said.append(f"done on {one.action.done_on.isoformat()}")
    decided = f"{wording.outcome(held.framework, one.decision)}, {one.decision.on.isoformat()}"
    return Demand(
        asked=one,
        standing=wording.ACTIONS[one.standing],
        decided=decided,
        last=": ".join(said[:2]) + "".join(f"; {more}" for more in said[2:]),
    )


def _user(held: Consolidation, place: int, case: Case, name: str) -> CaseWords:
    known = told(case.assessment)
    findings, asked = case.assessment.findings, held.actions_of(case.id)
    decided = wording.outcome(held.framework, case.decision) if case.decision else ""
    return CaseWords(
        place=place,
        case=case,
        anchor=f"u-{name}",
        file=f"users/{name}.html",
        title=case.party.name or case.id,
        category=_category(held, case),
        compared=f"{case.comparability:.1%}" if case.has_baseline else "no baseline",
        baseline=wording.baseline_year(case),
        gravest=next(iter(findings), None),
        found=tuple(sorted({f"{one.materiality}:{one.rule}" for one in findings})),
        providers=_providers(held, case),
        asked=wording.asked(held, case),
        decision=decided,
        facts=tuple(_facts(held, case)),
        flags=tuple(_flags(held, case, known)),
        others=tuple(_others(case, known)),
        remarks=tuple(_remarks(case, known)),
        demands=tuple(demand(held, one) for one in asked if one.decision != case.decision),
        wanted=tuple(demand(held, one) for one in asked if one.decision == case.decision),
        decided=tuple(_decided(held, case)),
    )


def _category(held: Consolidation, case: Case) -> str:
    if case.party.category:
        return held.label_of_category(case.party.category)
    return _roles(held, case)


def _roles(held: Consolidation, case: Case) -> str:
    labels = {role.id: role.label for role in held.framework.roles}
    return ", ".join(labels.get(role, role) for role in case.party.roles)


def _providers(held: Consolidation, case: Case) -> tuple[str, ...]:
    shared = [one.provider for one in held.shared if one.provider and case.id in one.users]
    return tuple(sorted({*case.party.providers, *shared}))


def _facts(held: Consolidation, case: Case) -> Iterator[Fact]:
    party = case.party
    if party.category:
        yield Fact(label="Category of Party", text=held.label_of_category(party.category))
    yield Fact(label="User Roles", text=_roles(held, case) or "not stated")
    yield Fact(label="Premises", text=_premises(case))
    if party.user_systems is not None:
        yield Fact(label="User Systems", text=str(party.user_systems))
    if party.providers:
        yield Fact(label="Relies on", text=", ".join(party.providers))
    share = f", {case.comparability:.1%} comparable" if case.has_baseline else ""
    yield Fact(label="Compared with", text=f"{wording.baseline(case)}{share}")
    if case.assessment.comparison.as_of != held.as_of:
        yield Fact(label="Judged as of", text=written(case.assessment.comparison.as_of))
    out = [one.because for one in held.outliers if one.user == case.id]
    if out:
        yield Fact(label="Stands out", text="\n".join(out))
    if case.trend:
        yield Fact(label="Year by year", text="\n".join(_years(held, case)))
    if case.assessment.problems:
        problems = wording.numbered(len(case.assessment.problems), "problem")
        yield Fact(label="In its files", text=f"{problems}; see diff of this User")


def _years(held: Consolidation, case: Case) -> Iterator[str]:
    for year in case.trend:
        positions = wording.position_labels(held.framework, year)
        named = [*positions, ("no position", year.unanswered)]
        told = ", ".join(f"{label} {number:,}" for label, number in named if number)
        yield f"{year.year} {year.kind or ''}: {told or 'nothing'}"


def _premises(case: Case) -> str:
    party = case.party
    if party.premises_band:
        return party.premises_band
    pairs = (("domestic", party.domestic_premises), ("non-domestic", party.non_domestic_premises))
    said = [f"{number:,} {kind}" for kind, number in pairs if number is not None]
    return ", ".join(said) or "not stated"


def _flags(held: Consolidation, case: Case, known: Told) -> Iterator[Flag]:
    """Give each item that a rule spoke of once, with all that was found; the gravest first."""
    by_ref: dict[str, Delta] = {}
    for delta in case.assessment.comparison.deltas:
        by_ref.setdefault(delta.ref, delta)
    for ref in dict.fromkeys(finding.ref for finding in case.assessment.findings):
        found = by_ref.get(ref)
        rows = _rows(found, known) if found else ()
        yield Flag(
            ref=ref,
            title=_title(found, ref, known),
            findings=case.findings_on(ref),
            also=tuple(wording.also_at(held, case, finding) for finding in case.findings_on(ref)),
            delta=found,
            rows=tuple(row for row in rows if not row.is_even) or rows,
        )


def _others(case: Case, known: Told) -> Iterator[Changed]:
    flagged = {finding.ref for finding in case.assessment.findings}
    for delta in case.changed:
        if delta.ref not in flagged:
            yield Changed(
                ref=delta.ref,
                title=_short(_title(delta, delta.ref, known)),
                direction=standing(delta),
                changes=", ".join(CHANGES[change] for change in delta.changes),
                rows=tuple(row for row in _rows(delta, known) if not row.is_even),
            )


def _rows(delta: Delta, known: Told) -> tuple[Row, ...]:
    then = {row.id: row for row in reversed(known.then.evidence)} if known.then else {}
    return rows_of(delta, then, {row.id: row for row in reversed(known.now.evidence)})


def _title(delta: Delta | None, ref: str, known: Told) -> str:
    asked = known.asked.get(ref.partition("#")[0])
    if asked:
        return " ".join((asked.title if isinstance(asked, Control) else asked.text).split())
    record = (delta.after or delta.before) if delta else None
    for name in ("title", "name"):
        value = getattr(record, name, None)
        if value:
            return str(value)
    return ""


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"


def _remarks(case: Case, known: Told) -> Iterator[Remark]:
    rows = remarks.rows_of(known.now)
    for bound in case.comments:
        said = bound.comment
        found = rows.get((said.section, said.ref), ())
        yield Remark(
            ref=said.ref or said.place or "Submission",
            title=_title(None, said.ref, known),
            said=comment(bound, next(iter(found), None)),
        )


def _decided(held: Consolidation, case: Case) -> Iterator[str]:
    decision = case.decision
    if decision is None:
        return
    outcome = wording.outcome(held.framework, decision)
    by = f" by {decision.by}" if decision.by else ""
    yield f"{outcome}, decided on {written(decision.on)}{by}."
    if decision.reason.strip():
        yield decision.reason
