"""`secself framework`: reads, checks, compares and converts a framework; one file per command."""

import importlib

import click

PARTS = {
    "show": "Show a framework, or one of its controls, questions or interpretations.",
    "lint": "Report everything that is wrong in the files of a framework.",
    "diff": "Tell what changed from one edition to another, and whom it touches.",
    "schema": "Print the JSON Schema of the YAML files, for editors.",
    "export": "Write a framework as one file of YAML, or as a table.",
}
"""Every command of the group with its line of help, so that help imports nothing."""


class Parts(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the commands in the order in which people meet them."""
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the room of a command and give the command in it."""
        if cmd_name not in PARTS:
            return None
        room = importlib.import_module(f"{__name__}.{cmd_name}")
        command: click.Command = getattr(room, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for a misspelt one, name those there are."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            known = ", ".join(PARTS)
            raise click.UsageError(f"{error.message} The commands are: {known}.", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(PARTS.items()))


@click.command(cls=Parts, epilog="Example: secself framework lint controls/")
def framework() -> None:
    """Read, check, compare and convert a framework.

    REF is ID or ID@EDITION, such as sec-scf or sec-scf@2.5; without an edition, the newest.
    """
