"""Short phrases that several formats print the same way."""

from secself.model import Finding, Marks


def name_of(marks: Marks) -> str:
    """Give the reference of an assessment, as in `northfell-energy/2026-ssa`."""
    return f"{marks.user or 'unknown'}/{marks.year or 'unknown'}-{marks.kind or 'unknown'}"


def source_line(finding: Finding) -> str:
    """Give the places in the code a finding names, the unverified ones marked so."""
    return "; ".join(
        f"{source} (recalled, unverified)" if source in finding.unverified else source
        for source in finding.sources
    )
