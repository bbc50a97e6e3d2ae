"""The street door: `main` finds the command asked for and runs it under the one error handler.

`commands` holds the table of commands; each command has a file of its own, imported only when it
is called, so that `--help` is instant. `options` are those every command knows, `ending` turns
what happened into an exit code, `screen` prints.
"""

from secself.cli.commands import main

__all__ = ["main"]
