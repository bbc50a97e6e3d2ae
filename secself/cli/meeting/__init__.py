"""`secself meeting`: the papers of a meeting of the committee; one file per command."""

import click

from secself.cli.group import LazyGroup

PARTS = {
    "agenda": "Write the agenda: each User with what was found, and all open actions.",
    "minutes": "Write the list of decisions for the minutes.",
}
"""Every command of the group with its line of help, so that help imports nothing."""


@click.command(
    cls=LazyGroup,
    table=PARTS,
    rooms=__name__,
    epilog="Example: secself meeting agenda 2026-07-02.yaml -o papers",
)
def meeting() -> None:
    """Write the papers of a meeting, from a file of YAML that names its agenda.

    Its decisions, written into the same file, are recorded all or none by “secself decide --from”.
    """
