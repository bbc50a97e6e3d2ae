"""The sheets of labels and values: `Profile` and `Declaration`."""

from secself.workbook.layout.shapes import Form, Label

VALUE = "Value"
"""The heading of the column in which the values of a form stand."""
FORM_HEADINGS = ("Line", VALUE, "What it means", "Last time")
"""The headings of a form, in the order in which they are written."""

PROFILE = Form(
    sheet="Profile",
    section="profile",
    labels=(
        Label(label="User", kind="shown", field="user"),
        Label(label="Year", kind="shown", field="year"),
        Label(label="Kind", kind="shown", field="kind"),
        Label(label="Framework", kind="shown", field="framework"),
        Label(
            label="User Roles",
            kind="roles",
            field="roles",
            hint="Every User Role you hold, separated by commas.",
        ),
        Label(
            label="Domestic premises",
            kind="whole",
            field="domestic_premises",
            hint="How many domestic premises you reach through your Smart Metering Systems.",
        ),
        Label(
            label="Non-domestic premises",
            kind="whole",
            field="non_domestic_premises",
            hint="How many non-domestic premises you reach through your Smart Metering Systems.",
        ),
        Label(
            label="User Systems",
            kind="whole",
            field="user_systems",
            hint="How many User Systems you run.",
        ),
        Label(
            label="SMETS1 enrolled",
            kind="choice",
            field="smets1_enrolled",
            hint="Yes if you have enrolled SMETS1 systems.",
        ),
    ),
)

DECLARATION = Form(
    sheet="Declaration",
    section="declaration",
    labels=(
        Label(label="Name", kind="text", field="name", hint="The name of the person who declares."),
        Label(
            label="Role", kind="text", field="role", hint="That person's role, such as Director."
        ),
        Label(
            label="Date",
            kind="date",
            field="date",
            hint="The date of the declaration, such as 2026-05-31.",
        ),
        Label(
            label="Declared",
            kind="choice",
            field="declared",
            hint="Choose Yes once every answer is complete and true.",
        ),
    ),
)
