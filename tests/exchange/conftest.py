"""What the tests of exchange share: the command line."""

import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, run


@pytest.fixture
def call(capsys):
    """Run a `secself framework` command that must end well, and give what it printed."""

    def command(*words: object) -> str:
        with pytest.raises(SystemExit) as ending:
            run(secself, ["framework", *(str(word) for word in words)])
        printed = capsys.readouterr()
        assert DONE == (ending.value.code or 0), printed.err
        return printed.out

    return command
