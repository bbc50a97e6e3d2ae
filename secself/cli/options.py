"""The options every command knows."""

import functools
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from secself.cli import screen
from secself.cli.passwords import Passwords
from secself.model import read_reference
from secself.opc.limits import allow
from secself.store.archive.place import DEFAULT, Archive
from secself.store.fence import limits_of_user


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the common options say."""

    as_json: bool
    """Whether the result is one JSON document."""
    controls: tuple[Path, ...]
    """More folders of frameworks."""
    as_of: date | None
    """What counts as today when ages and deadlines are judged, if it was said."""
    today: date
    """The day on which the command runs."""
    marking: str
    """The protective marking of every output."""
    passwords: Passwords
    """What may open protected files."""
    is_quiet: bool
    """Whether progress is kept to itself."""
    has_color: bool
    """Whether the terminal may be coloured."""
    archive: Archive
    """The archive that was named, or the file in the current folder; it may not be there."""
    names_archive: bool
    """Whether an archive was named, by the option or the environment."""

    def progress(self, text: str) -> None:
        """Say how far things are, unless asked not to."""
        if not self.is_quiet:
            screen.say(text)


def check_are_files(names: Iterable[Path]) -> None:
    """Refuse a name in the archive where a file must be named, and say how to come by it."""
    for name in names:
        if read_reference(name.as_posix()) and not name.exists():
            raise click.UsageError(
                f"“{name.as_posix()}” is a name in the archive, and this command takes a file. "
                f"Save its file with “secself archive take {name.as_posix()}”; “secself verify” "
                "without a file holds all that the archive has against what was recorded."
            )


class Day(click.ParamType[date]):
    """A day, such as 2026-05-31."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the day, or say how to write it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a date; write it as 2026-05-31.", param, ctx)


def common(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options every command knows, gathered into its first argument."""

    @functools.wraps(command)
    def gathered(  # noqa: PLR0913  one argument for each option
        *,
        output_format: str,
        controls: tuple[Path, ...],
        archive: str | None,
        as_of: date | None,
        marking: str,
        password_file: Path | None,
        quiet: bool,
        no_color: bool,
        **rest: object,
    ) -> int:
        settings = Settings(
            as_json=output_format == "json",
            controls=controls,
            as_of=as_of,
            today=datetime.now(tz=UTC).astimezone().date(),
            marking=marking,
            passwords=Passwords(password_file),
            is_quiet=quiet,
            has_color=not (no_color or os.environ.get("NO_COLOR")),
            archive=Archive(address=archive or DEFAULT),
            names_archive=bool(archive),
        )
        allow(limits_of_user())
        return command(settings, **rest)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


_OPTIONS = (
    click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How the result is printed.",
    ),
    click.option(
        "--controls",
        type=click.Path(path_type=Path),
        multiple=True,
        envvar="SECSELF_CONTROLS",
        help="A folder with more frameworks.",
    ),
    click.option(
        "--archive",
        metavar="URL",
        envvar="SECSELF_ARCHIVE",
        help="The archive: a file, or postgresql://… [default: secself.db].",
    ),
    click.option(
        "--as-of",
        type=Day(),
        metavar="DATE",
        help="The day on which ages and deadlines are judged [default: the declaration's date].",
    ),
    click.option(
        "--marking",
        default="",
        metavar="TEXT",
        help="A protective marking, printed on every page of every output.",
    ),
    click.option(
        "--password-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A file with the passwords of protected files, one a line.",
    ),
    click.option("--quiet", is_flag=True, help="Say nothing of progress."),
    click.option("--no-color", is_flag=True, help="Print without colour."),
)
