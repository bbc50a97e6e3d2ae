"""Takes runs of blank rows out of a sheet while it is inflated.

A sheet formatted down to its last row then costs little more than its filled rows, in time and in
memory.
"""

from collections.abc import Iterable

_ROW = b'<row r="'
_NEAR = 1 << 18
"""How much is looked through at once; less is not worth the look."""
_FAR = 1 << 20
"""How far apart rows may begin; where they are further apart the sheet is taken as it is."""
_DECLARED = 3
"""Up to here the declaration of XML may begin, after a byte order mark."""


def without_blanks(pieces: Iterable[bytes]) -> bytes:
    """Join the pieces of a sheet, but for long runs of rows in which no cell holds anything.

    Only what another row follows that says its number is left out, so nothing changes its place.
    """
    kept: list[bytes] = []
    rest = b""
    is_known = True
    for piece in pieces:
        rest += piece
        if is_known and len(rest) < _NEAR:
            continue
        cut = rest.rfind(_ROW)
        if not is_known or (cut <= 0 and len(rest) > _FAR):
            is_known = False
            kept.append(rest)
            rest = b""
        elif cut > 0:
            run, rest = rest[:cut], rest[cut:]
            if not _is_blank(run):
                kept.append(run)
                # Comments and their like can hold what looks like a row and is none.
                is_known = b"<!" not in run and run.rfind(b"<?") <= _DECLARED
    return b"".join((*kept, rest)) if kept else rest


def _is_blank(run: bytes) -> bool:
    """Tell whether rows are all there is, with no more in them than cells without content."""
    if not run.startswith(_ROW):
        return False
    marks = run.count(b"<") - run.count(_ROW)
    return marks == 0 or marks == (run.count(b"</row>") + run.count(b'<c r="') + run.count(b"</c>"))
