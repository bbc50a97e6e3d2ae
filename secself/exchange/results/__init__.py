"""An assessment as OSCAL: assessment-results, and the documents that these must lead to.

Both rounds stand in `results`, newest first: what the User answered and what assessors said are
observations, what stands of a row a finding, what matters a risk. `ground` has who took part and
what the other documents need, `observed` the observations, `verdicts` findings and risks.

OSCAL lets assessment-results name an assessment plan, that a system security plan, and that a
profile of a catalog; so all of them are written, the two plans as stubs that say so.
"""

from collections.abc import Iterator

from secself.exchange import oscal
from secself.exchange.oscal_words import Json, filled, identifier, line, own
from secself.exchange.results.ground import Ground, stamped
from secself.exchange.results.observed import of_round
from secself.exchange.results.plans import plans
from secself.exchange.results.verdicts import findings, risks
from secself.model import Assessment, Comparison, Submission
from secself.phrases import baseline_of, name_of

RESULTS = "assessment-results.json"
"""The file that says it; the others are what it leads to."""


def documents(assessment: Assessment) -> dict[str, bytes]:
    """Write assessment-results, the plans and profile they rest on, and the catalog, by name.

    Nothing depends on the clock or on chance: the same assessment gives the same bytes.
    """
    ground = Ground(assessment)
    written = {oscal.CATALOG: oscal.documents(ground.framework)[oscal.CATALOG]}
    for name, root, content in plans(ground):
        written[name] = oscal.document(root, content)
    written[RESULTS] = oscal.document("assessment-results", _results(ground))
    return written


def _results(ground: Ground) -> Json:
    held = ground.assessment
    results = [_current(ground)]
    if held.comparison.prior is not None:
        results.append(_prior(ground, held.comparison.prior))
    return filled(
        {
            "metadata": ground.metadata("what was answered, what changed, and what matters"),
            "import-ap": {"href": "assessment-plan.json"},
            "results": results,
            "back-matter": filled({"resources": list(ground.resources())}),
        }
    )


def _current(ground: Ground) -> Json:
    held = ground.assessment
    comparison = held.comparison
    against = baseline_of(comparison.prior.marks) if comparison.prior else "nothing"
    props = [
        *own("round", name_of(comparison.current.marks)),
        *own("digest", held.digest),
        *own("as-of", comparison.as_of.isoformat()),
        *own("comparability", str(comparison.comparability)),
        *(own("compared-with", ground.result("prior")) if comparison.prior else []),
    ]
    return filled(
        {
            "uuid": ground.result("current"),
            "title": f"{name_of(comparison.current.marks)}, compared with {line(against)}",
            "description": f"{len(held.material)} material findings and {len(held.notes)} notes.",
            "start": stamped(ground.day),
            "props": props,
            "local-definitions": ground.local_definitions(),
            "reviewed-controls": ground.reviewed(comparison.current),
            "assessment-log": {"entries": list(_log(ground))},
            "observations": of_round(ground, comparison.current, "current"),
            "risks": risks(ground),
            "findings": findings(ground),
        }
    )


def _prior(ground: Ground, prior: Submission) -> Json:
    day = prior.declared_on or ground.day
    return filled(
        {
            "uuid": ground.result("prior"),
            "title": f"{line(baseline_of(prior.marks))}, the baseline",
            "description": "What was answered at the assessment that this one is compared with.",
            "start": stamped(day),
            "props": [
                *own("round", name_of(prior.marks)),
                *own("digest", ground.assessment.prior_digest or ""),
            ],
            "reviewed-controls": ground.reviewed(prior),
            "observations": of_round(ground, prior, "prior"),
        }
    )


def _log(ground: Ground) -> Iterator[Json]:
    """Record the declaration, which OSCAL's attestations have no place for."""
    comparison: Comparison = ground.assessment.comparison
    said = comparison.current.declaration
    who = line(str(said.name or "nobody by name"))
    yield {
        "uuid": identifier("log", ground.name, "declaration"),
        "title": "Declaration",
        "description": f"Declared: {said.declared or 'not said'}; by {who}"
        f"{f', {said.role}' if said.role else ''}.",
        "start": stamped(ground.day),
        "logged-by": [{"party-uuid": ground.user}],
    }
    for decision in filter(None, [ground.assessment.decision]):
        yield {
            "uuid": identifier("log", ground.name, "decision", str(decision.entry)),
            "title": "Decision of the committee",
            "description": f"{decision.outcome}. {decision.reason}".strip(),
            "start": stamped(decision.on),
            "logged-by": [{"party-uuid": ground.committee}],
        }
