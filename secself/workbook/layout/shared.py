"""Columns that several sheets have."""

from secself.workbook.layout.shapes import Column

TOKEN = Column(key="token", heading="Row token", kind="token", width=4)
"""What a row says of itself, where a person does not look."""

REAFFIRMED = (
    Column(
        key="reaffirmed",
        heading="Reaffirmed",
        kind="choice",
        width=11,
        field="reaffirmed",
        choices="yes",
        hint="Choose Yes once you have read last year's answer again and it still holds. "
        "It never stands in for an answer.",
    ),
    Column(
        key="reaffirmed_by",
        heading="Reaffirmed by",
        kind="text",
        width=12,
        field="reaffirmed_by",
        hint="Who read it again.",
    ),
    Column(
        key="reaffirmed_on",
        heading="Reaffirmed on",
        kind="date",
        width=11,
        field="reaffirmed_on",
        hint="The day it was read again, such as 2026-05-31.",
    ),
    Column(
        key="with_section",
        heading="Reaffirmed with its section",
        kind="shown",
        width=15,
        only_with_prior=True,
    ),
)
"""Whether an earlier answer was read again, by whom and when; last, by our formula."""

COMMENTS = Column(
    key="open_comments",
    heading="Open comments",
    kind="shown",
    width=24,
    only_with_comments=True,
)
"""What the assessor left open last time."""


TO_DO = Column(key="to_do", heading="To do", kind="shown", width=17)
"""What a row lacks, by our formula."""


def prior(key: str, heading: str, width: int) -> Column:
    """Make a column that shows the prior register beside the new one, to copy from."""
    return Column(
        key=f"prior_{key}", heading=heading, kind="shown", width=width, only_with_prior=True
    )
