"""What stands of a row, and what matters of it: findings and risks.

A finding is made for every row that the User must answer. OSCAL knows only `satisfied` and
`not-satisfied`; what it cannot say stands in properties of our own.
"""

from collections.abc import Iterator

from secself.completeness import applying
from secself.exchange.oscal_words import Json, filled, identifier, line, own
from secself.exchange.results.ground import Ground, stamped
from secself.exchange.results.observed import remark
from secself.model import Comparison, Delta, Finding, Response, Unreadable, columns_of

_ADVERSE = ("Potential non-compliance", "Non-compliance", "Material increase in risk")
_WANTING = "More evidence needed"
_WEIGHED = {"position": "position", "answer": "answer", "residual_risk": "residual-risk"}


def findings(ground: Ground) -> list[Json]:
    """Give a finding for each row that the User must answer."""
    comparison = ground.assessment.comparison
    return [
        _finding(ground, one.section, one.ref, token)
        for one in applying(comparison.current, ground.framework)
        if (token := ground.token(one.section, one.ref))
    ]


def risks(ground: Ground) -> list[Json]:
    """Give a risk for each finding of a rule, material or to note."""
    made = (_risk(ground, finding) for finding in ground.assessment.findings)
    # Two findings of one rule on one item are one risk, said twice; the first is the graver.
    return list({str(one["uuid"]): one for one in reversed(list(made))}.values())[::-1]


def _finding(ground: Ground, section: str, ref: str, token: str) -> Json:
    held, comparison = ground.assessment, ground.assessment.comparison
    response = comparison.current.response(section, ref)
    found = [one for one in held.findings if one.ref == ref]
    said = [
        one
        for one in held.comments
        if (one.comment.section, one.comment.ref) == (section, ref) and one.withdrawn is None
    ]
    views = [view for one in said if (view := one.comment.view)]
    state, reason = _state(ground, response, views, found)
    observed = [ground.observation("current", section, ref)] if response else []
    return filled(
        {
            "uuid": identifier("finding", ground.name, section, ref),
            "title": f"{line(ref)}: {_verdict(state, reason)}",
            "description": " ".join(one.because for one in found) or "No rule spoke of it.",
            "props": [
                *(prop for view in views for prop in own("view", view)),
                *own("direction", _direction(comparison, section, ref)),
            ],
            "target": {
                "type": "statement-id",
                "target-id": f"{token}_smt",
                "status": {"state": state, "reason": reason},
            },
            "related-observations": [
                {"observation-uuid": uuid}
                for uuid in (*observed, *(remark(ground, one) for one in said))
            ],
            "related-risks": [
                {"risk-uuid": uuid}
                for uuid in dict.fromkeys(ground.risk(one.rule, one.ref) for one in found)
            ],
        }
    )


def _state(
    ground: Ground, response: Response | None, views: list[str], found: list[Finding]
) -> tuple[str, str]:
    """Say how a row stands; what nobody answered is never satisfied."""
    answer = response.answer if response else None
    if answer is None or isinstance(answer, Unreadable):
        return "not-satisfied", "other"
    if any(view in _ADVERSE for view in views):
        return "not-satisfied", "fail"
    rank = ground.framework.scale.rank(answer)
    if response and response.section == "validation" and rank:
        return "not-satisfied", "fail"
    if _WANTING in views or any(one.materiality == "material" for one in found):
        return "not-satisfied", "other"
    is_off = response is not None and response.section == "validation" and rank is None
    return "satisfied", "other" if is_off else "pass"


def _verdict(state: str, reason: str) -> str:
    said = {
        ("satisfied", "pass"): "as it should be",
        ("satisfied", "other"): "does not bind this User",
        ("not-satisfied", "fail"): "not wholly met, or a concern of the assessor",
    }
    return said.get((state, reason), "cannot be taken as met")


def _risk(ground: Ground, finding: Finding) -> Json:
    delta = next(
        (one for one in ground.assessment.comparison.deltas if one.ref == finding.ref), None
    )
    facets = list(_facets(delta)) if delta else []
    origin: Json = {"actors": [{"type": "tool", "actor-uuid": ground.tool}]}
    uuid = ground.risk(finding.rule, finding.ref)
    return filled(
        {
            "uuid": uuid,
            "title": f"{line(finding.ref)}: {finding.rule}",
            "description": finding.because,
            "statement": line(finding.why) or finding.because,
            "props": [
                *own("rule", finding.rule),
                *own("materiality", finding.materiality),
                *(prop for source in finding.sources for prop in own("source", source)),
                *(prop for source in finding.unverified for prop in own("unverified", source)),
            ],
            "status": "open",
            "origins": [origin],
            "characterizations": [{"origin": origin, "facets": facets}] if facets else [],
            "risk-log": {
                "entries": [
                    {
                        "uuid": identifier("risk-log", uuid),
                        "title": "Found in comparing",
                        "start": stamped(ground.day),
                        "status-change": "open",
                    }
                ]
            },
        }
    )


def _facets(delta: Delta) -> Iterator[Json]:
    """Give what weighs in a row, before and now."""
    for state, record in (("initial", delta.before), ("adjusted", delta.after)):
        values = columns_of(record) if isinstance(record, Response) else {}
        for column, name in _WEIGHED.items():
            value = line(str(values.get(column) if values.get(column) is not None else ""))
            if value:
                yield {
                    "name": name,
                    "system": "urn:secself:scale",
                    "value": value,
                    "props": [{"name": "state", "value": state}],
                }


def _direction(comparison: Comparison, section: str, ref: str) -> str:
    found = [one for one in comparison.deltas if (one.section, one.ref) == (section, ref)]
    return found[0].direction if found else ""
