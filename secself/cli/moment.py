"""Reads the clock for what is recorded."""

from datetime import UTC, datetime


def now() -> str:
    """Give the time at which something is recorded: universal time, to the second."""
    return datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
