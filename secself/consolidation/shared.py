"""What several Users have in common: one rule on one item, or one Shared Resource Provider.

An item is the same for all if the framework or the Profile sheet names it. Ids of documents and
remediation lines are each User's own, so that E19 of one is not E19 of another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from secself.model import Case, Delta, Finding, Materiality, Provider, Shared

_OWN = ("evidence", "remediation", "providers")
"""The sections whose Refs mean something else at each User."""
_FEWEST = 2
"""How many Users make a thing a shared one."""


@dataclass(slots=True, kw_only=True)
class _Relied:
    """What is known of one provider."""

    names: dict[str, None] = field(default_factory=dict)
    users: dict[str, Case] = field(default_factory=dict)
    changed_at: dict[str, Case] = field(default_factory=dict)
    is_material: bool = False


def find(cases: Sequence[Case]) -> tuple[Shared, ...]:
    """Give everything that is found at two Users or more; cases come in their order."""
    return ordered([*_by_provider(cases), *_by_rule(cases)])


def ordered(found: Iterable[Shared]) -> tuple[Shared, ...]:
    """Order what is shared: the material first, then what most Users have, then by premises."""
    return tuple(sorted(found, key=_gravity))


def _gravity(one: Shared) -> tuple[bool, int, int, str, str, str]:
    is_note = one.materiality != "material"
    named = one.provider or "", one.rule or "", one.ref or ""
    return is_note, -len(one.users), -one.premises, *named


def _by_rule(cases: Sequence[Case]) -> Iterator[Shared]:
    found: dict[tuple[str, str], list[tuple[Case, Finding]]] = {}
    titles: dict[str, str] = {}
    for case in cases:
        own = _own_refs(case)
        framework = case.assessment.comparison.framework
        titles |= {one.id: one.title for one in framework.controls}
        titles |= {one.id: one.text for one in framework.questions}
        titles |= {one.id: one.term for one in framework.interpretations}
        spoken = {(one.rule, one.ref): one for one in reversed(case.assessment.findings)}
        for key, finding in spoken.items():
            if finding.ref not in own:
                found.setdefault(key, []).append((case, finding))
    for (rule, ref), pairs in found.items():
        if len(pairs) >= _FEWEST:
            together = [case for case, _ in pairs]
            yield _shared(
                together,
                rule=rule,
                ref=ref,
                title=titles.get(ref, ""),
                materiality=_gravest(finding for _, finding in pairs),
            )


def _own_refs(case: Case) -> set[str]:
    framework = case.assessment.comparison.framework
    named = {one.id for one in framework.controls} | {one.id for one in framework.questions}
    own = {delta.ref for delta in case.assessment.comparison.deltas if delta.section in _OWN}
    return own - named


def _by_provider(cases: Sequence[Case]) -> Iterator[Shared]:
    relied: dict[str, _Relied] = {}
    for case in cases:
        for delta in case.assessment.comparison.of("providers"):
            known = relied.setdefault(delta.ref, _Relied())
            known.users[case.id] = case
            known.names.update(dict.fromkeys(_names(delta)))
            spoken = [one for one in case.assessment.findings if _is_about(one, delta.ref)]
            if spoken or _differs(case, delta):
                known.changed_at[case.id] = case
            known.is_material |= any(one.materiality == "material" for one in spoken)
    for provider, known in relied.items():
        if known.changed_at and len(known.users) >= _FEWEST:
            yield _shared(
                list(known.users.values()),
                provider=provider,
                title=" / ".join(known.names),
                changed_at=tuple(known.changed_at),
                materiality="material" if known.is_material else "note",
            )


def _is_about(finding: Finding, provider: str) -> bool:
    """Tell whether a finding speaks of a provider, be it as the one that was replaced."""
    return finding.ref == provider or (
        finding.rule == "provider-changed" and finding.inputs.get("before") == provider
    )


def _differs(case: Case, delta: Delta) -> bool:
    """Tell whether a provider came or went, or goes by another name or service."""
    if not case.has_baseline or delta.change == "not-compared":
        return False
    before, after = delta.before, delta.after
    if not isinstance(before, Provider) or not isinstance(after, Provider):
        return True
    return (before.name, before.service) != (after.name, after.service)


def _names(delta: Delta) -> list[str]:
    sides = (delta.before, delta.after)
    rows = [side for side in sides if isinstance(side, Provider)]
    return [row.name for row in rows if isinstance(row.name, str)]


def _gravest(findings: Iterable[Finding]) -> Materiality:
    levels = {finding.materiality for finding in findings}
    return "material" if "material" in levels else "note"


def _shared(  # noqa: PLR0913  a rule and a provider are told by different things
    cases: Sequence[Case],
    *,
    rule: str | None = None,
    provider: str | None = None,
    ref: str | None = None,
    title: str,
    materiality: Materiality,
    changed_at: tuple[str, ...] = (),
) -> Shared:
    return Shared(
        rule=rule,
        provider=provider,
        ref=ref,
        title=title,
        materiality=materiality,
        users=tuple(case.id for case in cases),
        changed_at=changed_at,
        domestic_premises=sum(case.party.domestic_premises or 0 for case in cases),
        non_domestic_premises=sum(case.party.non_domestic_premises or 0 for case in cases),
    )
