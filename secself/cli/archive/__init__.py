"""`secself archive`: moves an archive, and mends what is in it openly; one file per command."""

import click

from secself.cli.group import LazyGroup

PARTS = {
    "export": "Write the whole archive as plain files.",
    "import": "Make an archive of what was exported, or bring one up to it.",
    "take": "Save the files of a submission as they came.",
    "rename": "Give a User another id, with all its history.",
    "erase": "Take out a submission, or a name wherever it stands, and say why.",
    "retention": "Tell what is kept for how long, and erase what is past that.",
    "quarantine": "List the refused files that were kept, or save one.",
}
"""Every command of the group with its line of help, so that help imports nothing."""


@click.command(
    cls=LazyGroup,
    table=PARTS,
    rooms=__name__,
    epilog="Example: secself archive export copy-of-2026",
)
def archive() -> None:
    """Move an archive, and mend what is in it without hiding that it was there.

    Which archive is meant is said with --archive; without it, secself.db in the current folder.
    """
