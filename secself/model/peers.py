"""What is counted at each User to be held against its peers."""

from secself.model.provenance import Provenance
from secself.model.record import record


@record
class PeerMeasure:
    """What is counted at each User and held against its peers, and from when one stands out."""

    id: str
    """The measure, as secself.consolidation knows it."""
    times: int
    """A User stands out with at least so many times the median of its peers …"""
    above: int
    """… and at least so many more than the median …"""
    fewest: int
    """… if it has at least so many peers."""
    words: str
    """What is counted, in words that follow a number."""
    provenance: Provenance
    """Where the thresholds come from."""
