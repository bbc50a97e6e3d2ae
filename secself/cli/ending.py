"""How a run ends: the one place where what went wrong becomes words and an exit code."""

import itertools
import sys
import traceback
from collections.abc import Sequence

import click

from secself.cli import screen
from secself.problems import Problem, SecselfError

DONE, FLAGGED, WRONG, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Done; something is flagged; asked wrongly or unusable input; a bug of ours; interrupted."""


def run(command: click.Command, arguments: Sequence[str] | None = None) -> None:
    """Run a command line and leave the program with its exit code; no traceback is ever shown."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_code(command, words))


def _code(command: click.Command, words: list[str]) -> int:
    as_json = _wants_json(words)
    try:
        return _outcome(command, words, as_json=as_json)
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away, as `| head` does; click leaves by SystemExit then.
        screen.leave_quietly()
        return DONE
    except screen.NoScreen:
        screen.leave_quietly()
        screen.say("The result could not be printed: its disk is full, or there is no screen.")
        return WRONG


def _outcome(command: click.Command, words: list[str], *, as_json: bool) -> int:
    try:
        outcome = command.main(words, prog_name="secself", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as bare:
        return _show_what_there_is(bare)
    except (click.ClickException, SecselfError) as error:
        problems = error.problems if isinstance(error, SecselfError) else [_usage(error)]
        return _refuse(problems, as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        screen.say("Interrupted; nothing was half-saved.")
        return INTERRUPTED
    except (BrokenPipeError, screen.NoScreen):
        raise
    except Exception:  # noqa: BLE001  the one handler: whatever else is raised is a bug of ours
        return _confess(as_json=as_json)
    return outcome if isinstance(outcome, int) else DONE


def _show_what_there_is(bare: click.exceptions.NoArgsIsHelpError) -> int:
    """Answer a bare name with the help of its commands; nothing was asked, so nothing is done."""
    screen.say(bare.format_message())
    return WRONG


def _refuse(problems: Sequence[Problem], *, as_json: bool) -> int:
    if as_json:
        from secself.formats.documents import error_document

        screen.print_json(error_document(problems))
    else:
        screen.say_problems(problems)
    return WRONG


def _usage(error: click.ClickException) -> Problem:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "secself"
    return Problem(
        code="usage",
        what=error.format_message(),
        remedy=f"Run “{command} --help” for what it takes, with an example.",
    )


def _confess(*, as_json: bool) -> int:
    from secself.store import files

    place = files.save_report(traceback.format_exc())
    problem = Problem(
        code="bug",
        what="secself met a fault of its own; your files were not changed.",
        remedy=f"Report it, and attach {place} after reading what it says of your data.",
    )
    _refuse([problem], as_json=as_json)
    return BUG


def _wants_json(words: list[str]) -> bool:
    return "--format=json" in words or ("--format", "json") in itertools.pairwise(words)
