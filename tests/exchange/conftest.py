"""What the tests of exchange share: the command line."""

import shutil
import subprocess
import sys
from pathlib import Path

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


@pytest.fixture(scope="session")
def trestle(tmp_path_factory) -> Path:
    """The program trestle in an environment of its own, since its pins clash with ours."""
    folder = tmp_path_factory.mktemp("trestle")
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--retries", "0"]
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=60)
        subprocess.run(
            [*pip, "compliance-trestle>=5,<6"], check=True, timeout=120, capture_output=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(folder)
        pytest.skip(f"compliance-trestle could not be fetched with pip: {error}")
    return folder / "bin" / "trestle"
