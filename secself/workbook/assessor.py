"""The columns an assessor writes in: the one place where writer and reader agree on them.

They stand on `Questions` and `Validation` and are columns of no table of ours, so nothing in them
counts as the User's, and nothing in them is part of a response.
"""

from secself.workbook.layout import Column

ASSESSOR = (
    Column(
        key="assessor_comment",
        heading="Assessor's comment",
        kind="text",
        width=40,
        field="text",
        hint="What you want to say about this row; it stays with this answer.",
        formerly=("Assessor comment", "Assessors comment", "Assessor\u2019s comment"),
    ),
    Column(
        key="assessor_view",
        heading="Assessor's view",
        kind="choice",
        width=18,
        field="view",
        hint="What you make of this row.",
        formerly=("Assessor view", "Assessors view", "Assessor\u2019s view"),
    ),
    Column(
        key="suggested_action",
        heading="Suggested action",
        kind="text",
        width=30,
        field="action",
        hint="What the User should do.",
        formerly=("Suggested actions",),
    ),
    Column(
        key="assessor_reference",
        heading="Reference",
        kind="text",
        width=14,
        field="reference",
        hint="The clause or document you refer to.",
    ),
)
"""The columns, in the order in which they are written."""

BESIDE = (
    Column(
        key="review_attention",
        heading="Attention",
        kind="shown",
        width=13,
        hint="why the row is looked at; the sheet is filtered by it",
    ),
    Column(
        key="review_look",
        heading="What to look at",
        kind="shown",
        width=46,
        hint="what the rules found, what is wrong in the file, and whether the row was drawn",
    ),
    Column(
        key="review_difference",
        heading="Difference",
        kind="shown",
        width=15,
        hint="what changed since last time, and which way it points",
    ),
    Column(
        key="review_cited",
        heading="Evidence cited",
        kind="shown",
        width=36,
        hint="each document with its date, its age, and whether it was offered last time",
    ),
    Column(
        key="review_comments",
        heading="Comments so far",
        kind="shown",
        width=36,
        hint="comments the file carried, and those of last time, each with its state",
    ),
)
"""What stands beside the answers in an assessor's workbook: ours, and no part of any answer."""
