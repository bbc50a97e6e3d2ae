"""What was answered last time and is not asked now: kept in sight, so that nothing is dropped."""

from collections.abc import Iterator

from secself.model import Response
from secself.workbook.writing import texts
from secself.workbook.writing.areas import Brief


def left_over(brief: Brief) -> Iterator[tuple[str, str]]:
    """Give Ref and answer of each earlier row that has no row now, and why it has none."""
    drawn = brief.questionnaire
    asked = {one.item.id for one in drawn.questions} | {one.item.id for one in drawn.controls}
    gone = {(one.section, one.ref): one for one in drawn.gone}
    for row in brief.prior.responses if brief.prior else ():
        if row.ref in asked or row.answer is None:
            continue
        known = gone.get((row.section, row.ref))
        if known is None:
            why = "It does not apply to you as your profile stands."
        elif known.became:
            why = f"It became {' and '.join(known.became)}."
        else:
            why = " ".join(filter(None, ("It was withdrawn.", known.reason)))
        yield row.ref, _said(row, why)


def _said(row: Response, why: str) -> str:
    cells = (
        texts.past(row.answer),
        texts.past(row.narrative),
        texts.past_ids(row.evidence),
    )
    return "\n".join(filter(None, (why, *cells)))
