"""The street door: `main` finds the command asked for and runs it under the one error handler.

`commands` holds the table of commands; each command has a file of its own, imported only when it
is called, so that `--help` is instant. `options` are those every command knows, `ending` turns
what happened into an exit code, `screen` prints.
"""

import signal
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run a command line to its end, and leave with its exit code.

    Whoever interrupts is told so from the first moment, while rooms are still being opened, and
    not shown where in the program that was.
    """
    try:
        from secself.cli.commands import main as run
        from secself.cli.interrupting import INTERRUPTION

        INTERRUPTION.listen()

        run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if sys.stderr is not None:
            sys.stderr.write("Interrupted; nothing was half-saved.\n")
        sys.exit(_INTERRUPTED)
    finally:
        # What is to be done is done; in leaving there is nothing to interrupt any more.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
