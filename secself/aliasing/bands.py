"""Tells numbers of premises in bands, so that a User is not known by its size."""

from collections.abc import Sequence

_ROUND = 50_000
"""To how many the premises of several Users together are rounded."""


def band(number: int, bounds: Sequence[int]) -> str:
    """Name the band a number lies in."""
    if number == 0:
        return "none"
    lower = 0
    for bound in bounds:
        if number <= bound:
            return f"up to {bound:,}" if lower == 0 else f"{lower:,} to {bound:,}"
        lower = bound
    return f"over {lower:,}"


def rounded(number: int) -> int:
    """Round a sum over several Users, so that no one of them can be taken out of it."""
    return (number + _ROUND // 2) // _ROUND * _ROUND
