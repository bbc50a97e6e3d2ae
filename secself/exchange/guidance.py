"""The words with which a framework's workbook explains itself to those who edit it."""

from collections.abc import Mapping

from secself.exchange.plan import Column

TITLE = "A framework of controls, to be edited"
"""What the workbook is called."""

README = "Read me"
"""The sheet that explains the others; it is never read."""

NAMED: Mapping[str, tuple[str, ...]] = {
    "chapter": ("chapters",),
    "theme": ("themes",),
    "applies_to": ("roles",),
    "roles": ("roles",),
    "unless_roles": ("roles",),
    "party_categories": ("party_categories",),
    "kinds": ("kinds",),
    "strength": ("kinds",),
    "full": ("kinds",),
    "follow_up": ("kinds",),
    "followed_up": ("statuses",),
    "may_be_followed_up": ("statuses",),
    "interpretations": ("interpretations",),
    "standards": ("standards",),
    "sources": ("sources",),
    "question": ("questions",),
}
"""The keys whose values name records, with the way to the list of those records."""

_EXPLAINED = """
Every sheet but this one holds one list of the framework, with a row for each record. \
Change, add and delete rows and cells as you like; the order of the rows is the order of the list.
Leave the names of sheets and the headings as they are; columns may stand in any order. \
A row that belongs to a record of another sheet names that record in its first column.
Where several things stand in one cell, each stands on a line of its own (Alt+Enter). \
A line that begins with a bar and a space carries on the one above.
Ids are for ever: never give the id of one thing to another. \
What was taken away is named on the sheet Withdrawals, with the reason.
No text here ever runs as a formula, whatever it begins with. \
Write your own notes on this sheet: it is never read.
When you are done, type: secself framework import THIS-FILE -o FOLDER. \
Everything that is wrong is then said at once, with sheet and cell.
"""


def explained() -> tuple[str, ...]:
    """Say how the workbook is edited."""
    return tuple(_EXPLAINED.strip().splitlines())


def hint(column: Column, named: str | None) -> str:
    """Say what a cell of a column takes."""
    said = {
        "text": f"Name a record of the sheet “{named}”." if named else "",
        "texts": "One to a line (Alt+Enter)."
        + (f" Names of the sheet “{named}”." if named else ""),
        "word": "Choose from the list.",
        "number": "A whole number of nought or more, in digits.",
        "day": "A day as year-month-day, such as 2026-05-31.",
    }[column.kind]
    needed = "Must be filled in." if column.is_required else "May stay blank."
    return " ".join(filter(None, (said, needed)))
