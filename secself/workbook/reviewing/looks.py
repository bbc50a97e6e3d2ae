"""What to look at in a row, in words: findings, faults of the file, wording, what was drawn."""

from collections.abc import Iterator, Mapping

from secself import unseen
from secself.model import Change, Record, Response, columns_of
from secself.phrases import CHANGES, DIRECTIONS, WORDINGS, source_line
from secself.sheets.pen import join
from secself.sheets.rows import ATTENTION, shown
from secself.workbook.reviewing import comments
from secself.workbook.reviewing.known import COMMENT, FIRST_TIME, PROBLEM, SAME, Known

STYLES = {
    ATTENTION["material"]: "material",
    ATTENTION["note"]: "note_found",
    PROBLEM: "material",
    COMMENT: "note_found",
    FIRST_TIME: "text",
    ATTENTION["changed"]: "text",
    ATTENTION["probed"]: "note_found",
    SAME: "quiet",
}
"""How each word of `Attention` looks."""
_UNSEEN: Mapping[Change, str] = {"owner-changed": "owner", "declared-change-changed": "declared"}
"""What changed in a column beside which no earlier one stands."""


_LAYOUT = "\n\r\t"
"""What lays a text out, and does nothing else."""


def look(known: Known) -> str:
    """Say all there is to look at, gravest first, each with where it comes from."""
    return join(list(_lines(known)))


def difference(known: Known) -> str:
    """Say what changed, and which way it points if it points anywhere."""
    delta = known.delta
    if delta is None:
        return ""
    if not known.has_baseline:
        return "nothing to compare with"
    lines = [_changed(known, change) for change in delta.changes]
    points = delta.direction != "same"
    return join([*lines, f"Direction: {DIRECTIONS[delta.direction]}" if points else ""])


def said_before(known: Known) -> str:
    """Give every comment on it, one below the other."""
    return "\n\n".join(comments.text(one) for one in known.comments)


def _changed(known: Known, change: Change) -> str:
    """Name a change; with what was there before, where no column of its own shows that."""
    before = known.row.before.get(_UNSEEN.get(change, "")) if known.row else None
    was = "" if before is None or isinstance(before, tuple) else f" (was {shown(before)})"
    return f"{CHANGES[change]}{was}"


def _lines(known: Known) -> Iterator[str]:
    for _, finding in known.findings:
        sources = source_line(finding)
        rule = f"{finding.rule}; {sources}" if sources else finding.rule
        yield f"{ATTENTION[finding.materiality]}: {finding.because} ({rule})"
    for problem in known.problems:
        yield f"In the file, {problem.level}: {problem.what} ({problem.code})"
    delta = known.delta
    if delta is not None and delta.wording not in {"same", "new"}:
        came = f" From {', '.join(delta.came_from)}." if delta.came_from else ""
        again = "" if _is_reaffirmed(known) else " Not reaffirmed."
        yield f"Wording: {WORDINGS[delta.wording]}{came}{again}"
    hidden = _unseen(delta.after if delta else None)
    if hidden:
        yield f"Holds what cannot be seen: {hidden}"
    if known.drawn:
        reasons = ", ".join(known.drawn.reasons) or "no particular reason"
        yield f"Drawn to be probed: {reasons} (weight {known.drawn.weight})."


def _unseen(row: Record | None) -> str:
    """Name the characters of what the User typed of which nothing is to be seen."""
    values = columns_of(row).values() if row else ()
    texts = [
        str(one) for value in values for one in (value if isinstance(value, tuple) else [value])
    ]
    found = dict.fromkeys(char for char in "".join(texts) if char not in _LAYOUT)
    return unseen.seen("".join(char for char in found if unseen.is_unseen(char)))


def _is_reaffirmed(known: Known) -> bool:
    after = known.delta.after if known.delta else None
    return isinstance(after, Response) and after.reaffirmed == "Yes"
