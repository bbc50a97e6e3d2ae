"""Where what a framework says comes from."""

from typing import Literal

from secself.model.record import record


@record
class Provenance:
    """Where a line of data comes from, and how far it can be trusted."""

    status: Literal["verified", "recalled", "proposed"]
    """Seen in a public source, remembered only, or our own proposal."""
    sources: tuple[str, ...]
    """Codes of the framework's list of sources; `R` means recalled."""
    confidence: Literal["high", "medium", "low"]
    """How certain the substance is; the clause number may be less so."""
    note: str = ""
    """What a reader should know besides."""

    @property
    def is_verified(self) -> bool:
        """Tell whether a reader may take the line as fact."""
        return self.status == "verified"
