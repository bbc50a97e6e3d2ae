"""What other settings of the rules would change in the findings: as text and as plain data."""

from collections.abc import Iterable, Iterator, Mapping

from secself.formats.documents import finding_document
from secself.formats.terminal import finding_lines
from secself.model import Finding, Simulation


def text(name: str, simulation: Simulation) -> str:
    """Say which findings would appear, vanish or speak differently."""
    return "\n".join(_lines(name, simulation))


def document(name: str, simulation: Simulation) -> Mapping[str, object]:
    """Give the same as plain data."""
    return {
        "settings": name,
        "appearing": [finding_document(one) for one in simulation.appearing],
        "vanishing": [finding_document(one) for one in simulation.vanishing],
        "differing": [
            {"before": finding_document(old), "after": finding_document(new)}
            for old, new in simulation.differing
        ],
        "staying": simulation.staying,
    }


def _lines(name: str, simulation: Simulation) -> Iterator[str]:
    yield f"Tried out: {name}. Nothing was adopted; the findings above stand."
    yield from _part("would appear", simulation.appearing)
    yield from _part("would vanish", simulation.vanishing)
    yield ""
    yield f"{len(simulation.differing)} would speak differently"
    for old, new in simulation.differing:
        yield ""
        yield f"  now   {old.materiality}: {old.because}"
        yield f"  then  {new.materiality}: {new.because}"
        yield f"        {new.ref}  [{new.rule}]"
    yield ""
    yield f"{simulation.staying} would stay as they are"


def _part(title: str, findings: Iterable[Finding]) -> Iterator[str]:
    listed = list(findings)
    yield ""
    yield f"{len(listed)} {title}"
    for finding in listed:
        yield ""
        yield from (f"  {line}" for line in finding_lines(finding))
