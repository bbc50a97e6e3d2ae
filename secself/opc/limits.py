"""How much one file may ask of whoever opens it, and how somebody who knows it allows it more."""

from contextvars import ContextVar
from dataclasses import dataclass, fields

MIB = 1 << 20
SETTING = "SECSELF_MOST_"
"""How the names of the settings begin; the name of the limit follows, in capitals."""
IN_MIB = frozenset(("file", "part", "total"))
"""The limits that are set in MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may ask of the machine that opens it."""

    file: int = 10 * MIB
    """Bytes of the file itself; a workbook of 5,000 rows has under a tenth of it."""
    parts: int = 256
    """Entries of the zip file; ours have about 30."""
    part: int = 64 * MIB
    """Bytes of one part once inflated, counted while it is."""
    total: int = 96 * MIB
    """Bytes of all parts once inflated."""
    ratio: int = 200
    """How many times a part over 1 MiB may be larger than its compressed form."""
    sheets: int = 64
    """Sheets of a workbook."""
    rows: int = 20_000
    """Rows of a sheet that hold something; the largest framework known has 1,200 controls."""
    cells: int = 200_000
    """Cells of a sheet that hold something."""
    texts: int = 200_000
    """Texts that the sheets of a workbook share."""
    comments: int = 20_000
    """Notes, comments and replies on a sheet."""


_USUAL = Limits()
_ALLOWED: ContextVar[Limits] = ContextVar("limits", default=_USUAL)


def allowed() -> Limits:
    """Give the limits that hold."""
    return _ALLOWED.get()


def allow(limits: Limits) -> None:
    """Let other limits hold from now on."""
    _ALLOWED.set(limits)


def setting(name: str) -> str:
    """Give the name of the setting of a limit."""
    return f"{SETTING}{name.upper()}"


def lift(name: str) -> str:
    """Say how a limit is lifted."""
    most = getattr(allowed(), name)
    shown = f"{most // MIB:,} MiB" if name in IN_MIB else f"{most:,}"
    unit = " of MiB" if name in IN_MIB else ""
    return (
        f"The limit is {shown}; if you know whose file it is, set {setting(name)} to a higher "
        f"number{unit}."
    )


NAMES = tuple(field.name for field in fields(Limits))
"""The names of all limits."""
