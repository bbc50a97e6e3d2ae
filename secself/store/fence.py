"""What reading a stranger's file may take, by the user's settings, and what is said of more."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from secself.opc.limits import IN_MIB, MIB, NAMES, Limits, setting
from secself.problems import NotAWorkbook, Origin, Problem, Refused, read_failed
from secself.store import files

When = Literal["always", "large", "never"]
"""Which files are read in a process of their own: all, large and odd ones, or none."""

SECONDS, MEMORY, APART = "SECSELF_READ_SECONDS", "SECSELF_READ_MEMORY", "SECSELF_READ_APART"
"""The names of the settings."""

_MOST_SECONDS, _MOST_MIB, _MOST = 3600, 1 << 16, 10**8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """What the reading of one file may take."""

    seconds: int = 20
    """Of the processor. The worst file known takes under one; machines are busy and slow."""
    mib: int = 256
    """Memory beyond what the command has already; with that, under 300 MiB."""
    apart: When = "large"
    """Which files are read in a process of their own."""


def of_user(usual: When = "large", environment: Mapping[str, str] = os.environ) -> Fence:
    """Give the fence that the user's settings ask for, or refuse one that cannot be meant."""
    fence = Fence()
    asked = environment.get(APART, "").strip() or usual
    if asked not in get_args(When):
        raise Refused(_unclear(APART, f"Set it to {', '.join(get_args(When))}, or not at all."))
    return Fence(
        seconds=_number(environment, SECONDS, fence.seconds, _MOST_SECONDS),
        mib=_number(environment, MEMORY, fence.mib, _MOST_MIB),
        apart=cast("When", asked),
    )


def limits_of_user(environment: Mapping[str, str] = os.environ) -> Limits:
    """Give the limits of sizes that the user's settings ask for, or refuse what cannot be meant."""
    asked = {
        name: _number(environment, setting(name), usual, _MOST) * (MIB if name in IN_MIB else 1)
        for name, usual in _usual().items()
        if environment.get(setting(name), "").strip()
    }
    return Limits(**asked)


def _usual() -> dict[str, int]:
    usual = Limits()
    shown = {name: getattr(usual, name) for name in NAMES}
    return {name: most // MIB if name in IN_MIB else most for name, most in shown.items()}


def _number(environment: Mapping[str, str], name: str, usual: int, most: int) -> int:
    asked = environment.get(name, "").strip() or str(usual)
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= most):
        remedy = f"Set it to a whole number from 1 to {most:,}, or not at all ({usual})."
        raise Refused(_unclear(name, remedy))
    return int(asked)


def _unclear(name: str, remedy: str) -> Problem:
    what = "This setting does not say what can be meant."
    return Problem(code="setting-unclear", origin=Origin(file=name), what=what, remedy=remedy)


def too_long(file: str, fence: Fence) -> NotAWorkbook:
    """Say that reading took too long."""
    what = f"Reading the file took longer than {fence.seconds} seconds; nothing of it was taken."
    remedy = (
        "Ask for a smaller file, saved again in a spreadsheet program; if you know whose it is, "
        f"set {SECONDS} to a higher number of seconds."
    )
    return NotAWorkbook(read_failed("reading-too-long", what, remedy, file))


def too_large(file: str, fence: Fence) -> NotAWorkbook:
    """Say that reading wanted too much memory."""
    what = (
        f"Reading the file wants more than the {fence.mib} MiB of memory that it may take; "
        "nothing of it was taken."
    )
    remedy = (
        "Ask for a smaller file, saved again in a spreadsheet program; if you know whose it is, "
        f"set {MEMORY} to a higher number of MiB."
    )
    return NotAWorkbook(read_failed("reading-too-large", what, remedy, file))


def crashed(file: str, how: str) -> NotAWorkbook:
    """Say that what read the file broke down."""
    by = f" ({how})" if how else ""
    what = f"What read the file broke down over it{by}; nothing of it was taken."
    remedy = (
        "A file that does this may have been made to. Ask whoever sent it to save it again, and "
        "report the fault."
    )
    return NotAWorkbook(read_failed("reading-crashed", what, remedy, file))


def failed(file: str, report: str) -> NotAWorkbook:
    """Say that a fault of ours showed at this file, and keep the report of it."""
    what = "secself met a fault of its own in reading this file; nothing of it was taken."
    remedy = f"Report it, and attach {files.save_report(report)} after reading what it says."
    return NotAWorkbook(read_failed("reading-failed", what, remedy, file))
