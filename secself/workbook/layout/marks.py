"""The lines of `Read me` by which a whole theme or section is reaffirmed in one act."""

from secself.workbook.layout.shapes import Column, Table

READ_ME = "Read me"
"""The first sheet."""

SECTION_MARKS = Table(
    sheet=READ_ME,
    section="marks",
    columns=(
        Column(key="sheet", heading="Sheet", kind="shown", width=24),
        Column(key="part", heading="Theme or section", kind="shown", width=66),
        Column(key="rows", heading="Rows", kind="shown", width=8),
        Column(key="done", heading="Done", kind="shown", width=8),
        Column(key="left", heading="Still to do", kind="shown", width=11),
        Column(key="next", heading="Next", kind="shown", width=11),
        Column(
            key="section_reaffirmed",
            heading="All of it reaffirmed",
            kind="choice",
            width=12,
            field="reaffirmed",
            choices="yes",
            hint="Choose Yes once all of it was read again and nothing has changed. It speaks for "
            "the rows that say No change, or repeat the prior answer, and never gives an answer.",
        ),
        Column(
            key="section_reaffirmed_by",
            heading="Read again by",
            kind="text",
            width=16,
            field="reaffirmed_by",
            hint="Who read all of it again.",
        ),
        Column(
            key="section_reaffirmed_on",
            heading="Read again on",
            kind="date",
            width=12,
            field="reaffirmed_on",
            hint="The day it was read again, such as 2026-05-31.",
        ),
        Column(key="covered", heading="Rows covered", kind="shown", width=9),
        Column(key="mark_lacks", heading="Lacks", kind="shown", width=16),
        Column(key="part_token", heading="Part token", kind="token", width=4),
    ),
)
"""A line for each theme and section on `Read me`, where all of it can be reaffirmed in one act.

Its words are no table of answers: what stands here is taken over into the rows it covers.
"""

PART = "part:"
"""How the hidden word of such a line begins; section and id of its theme or section follow."""
