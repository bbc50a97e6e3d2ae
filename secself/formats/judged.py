"""What was judged of a submission when it came, as the archive keeps it for good."""

from collections.abc import Mapping

from secself import __version__, chain
from secself.formats.documents import counts, edition_of, finding_document
from secself.model import Assessment, Framework, Judgement, Receipt

FORM = "secself/findings@1"
"""The name of this form, and its number."""


def document(assessment: Assessment, head: Receipt | None) -> Mapping[str, object]:
    """Give what was found, compared with what, by which settings, and what the archive held."""
    compared = assessment.comparison
    prior = compared.prior
    return {
        "format": FORM,
        "secself": __version__,
        "as_of": compared.as_of.isoformat(),
        "framework": compared.framework.reference,
        "settings": f"sha256:{settings_digest(compared.framework)}",
        "digest": assessment.digest,
        "baseline": prior
        and {
            "reference": ", ".join(assessment.prior_files),
            "edition": edition_of(prior.marks),
            "digest": assessment.prior_digest,
        },
        "head": head and {"number": head.number, "hash": head.hash},
        "comparability": compared.comparability,
        "counts": counts(compared.deltas),
        "findings": [finding_document(finding) for finding in assessment.findings],
    }


def settings_digest(framework: Framework) -> str:
    """Give the SHA-256 of how the rules are set, so that it can be told whether they still are."""
    rules = [
        {"id": rule.id, "level": rule.level, "settings": dict(rule.settings)}
        for rule in framework.rules
    ]
    return chain.digest_of(chain.canonical(rules))


def read(plain: Mapping[str, object], entry: int) -> Judgement:
    """Read what was judged back, in figures."""
    listed = plain.get("findings")
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    material = sum(one.get("materiality") == "material" for one in found)
    baseline = plain.get("baseline")
    return Judgement(
        as_of=str(plain.get("as_of")),
        baseline=str(baseline.get("reference")) if isinstance(baseline, dict) else None,
        material=material,
        notes=len(found) - material,
        entry=entry,
    )
