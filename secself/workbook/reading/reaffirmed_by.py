"""Says where something was read again and it is not said by whom, or when."""

from collections.abc import Iterable, Sequence

from secself.answers import Remark
from secself.model import Response
from secself.problems import Origin
from secself.workbook.reading.tables import Found
from secself.workbook.reading.tally import Tally

NAMED = ("reaffirmed_by", "reaffirmed_on")
"""By whom, and when."""

_WORDS = {"reaffirmed_by": "by whom", "reaffirmed_on": "when"}
_LISTED = 10
"""So many of the rows are named."""


def of_mark(part: str, lacking: Sequence[str]) -> Remark:
    """Make the remark on the mark of a theme or section."""
    return Remark(
        level="warning",
        code="reaffirmed-by-missing",
        what=f"All of {part} is said to be read again, and not {_said(lacking)}.",
        remedy="Say beside it who read it again, and when.",
    )


def of_rows(responses: Iterable[Response], pieces: Sequence[Found], tally: Tally) -> None:
    """Name the rows of a sheet that were read again without a word by whom or when, as one."""
    asked = [name for name in NAMED if all(name in piece.columns for piece in pieces)]
    refs = [
        one.ref
        for one in responses
        if one.reaffirmed == "Yes" and any(getattr(one, name) is None for name in asked)
    ]
    if refs:
        more = f" and {len(refs) - _LISTED} more" if len(refs) > _LISTED else ""
        remark = Remark(
            level="note",
            code="reaffirmed-by-missing",
            what=f"Read again, and not said {_said(asked)}: {', '.join(refs[:_LISTED])}{more}.",
            remedy="Say beside each who read it again, and when.",
        )
        tally.say(Origin(file=tally.file, sheet=pieces[0].sheet.name), remark)


def _said(names: Sequence[str]) -> str:
    return " or ".join(_WORDS[name] for name in names)
