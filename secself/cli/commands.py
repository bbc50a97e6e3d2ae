"""The table of commands, and the group that imports a command only when it is called."""

import importlib

import click

from secself import __version__

COMMANDS = {
    "demo": "Run the whole cycle on the shipped samples.",
    "frameworks": "List the frameworks and their editions.",
    "framework": "Read, check, compare and convert a framework.",
    "generate": "Write the Validation workbook and the questionnaire for one User.",
    "check": "Report every problem in completed files; store nothing.",
    "diff": "Compare an assessment with the prior one and flag what matters.",
    "schedule": "Say which assessment is due when, when it must be booked, and why.",
    "entry": "Show the path to becoming a DCC User, with the earliest dates.",
}
"""Every command with its line of help. The line stands here so that help imports nothing."""


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the commands in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the room of a command and give the command in it."""
        if cmd_name not in COMMANDS:
            return None
        room = importlib.import_module(f"secself.cli.{cmd_name}")
        command: click.Command = getattr(room, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for a misspelt one, name those there are."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            known = ", ".join(COMMANDS)
            raise click.UsageError(f"{error.message} The commands are: {known}.", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    epilog="Example: secself demo    Every command has --help with an example of its own.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="secself")
def secself() -> None:
    """Carry security self-assessments under the Smart Energy Code without loss.

    From a framework of controls it writes questionnaires and Validation workbooks, reads completed
    ones, compares them with the prior assessment and flags material increases in risk.
    """


def main() -> None:
    """Run a command line to its end, and leave with its exit code."""
    from secself.cli.ending import run

    run(secself)
