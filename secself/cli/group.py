"""A group of commands that imports a command only when it is called, so that help is instant."""

import importlib
import keyword
from collections.abc import Mapping

import click


class LazyGroup(click.Group):
    """A group whose commands stand in a table: each name with its line of help."""

    def __init__(self, *, table: Mapping[str, str], rooms: str, **options: object) -> None:
        """Name the table, and the package in which each command has a room of its own."""
        super().__init__(**options)  # type: ignore[arg-type]  # click's own options, handed on
        self.table = table
        self.rooms = rooms

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the commands in the order in which people meet them."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the room of a command and give the command in it."""
        if cmd_name not in self.table:
            return None
        # A command that is called as a word of Python is, such as import, has a room with a bar.
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        room = importlib.import_module(f"{self.rooms}.{name}")
        command: click.Command = getattr(room, name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for a misspelt one, name those there are."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            known = ", ".join(self.table)
            raise click.UsageError(f"{error.message} The commands are: {known}.", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.table.items()))
