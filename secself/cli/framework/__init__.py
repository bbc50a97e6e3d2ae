"""`secself framework`: reads, checks, compares and converts a framework; one file per command."""

import click

from secself.cli.group import LazyGroup

PARTS = {
    "show": "Show a framework, or one of its controls, questions or interpretations.",
    "lint": "Report everything that is wrong in the files of a framework.",
    "diff": "Tell what changed from one edition to another, and whom it touches.",
    "schema": "Print the JSON Schema of the YAML files, for editors.",
    "export": "Write a framework as YAML, a workbook to edit, a table, or OSCAL.",
    "import": "Read a framework back from its workbook, or a table that somebody has.",
}
"""Every command of the group with its line of help, so that help imports nothing."""


@click.command(
    cls=LazyGroup,
    table=PARTS,
    rooms=__name__,
    epilog="Example: secself framework lint controls/",
)
def framework() -> None:
    """Read, check, compare and convert a framework.

    REF is ID or ID@EDITION, such as sec-scf or sec-scf@2.5; without an edition, the newest.
    """
