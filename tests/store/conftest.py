"""Archives to try things on, of each kind there is."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Server, postgres

from secself.store.archive.place import Archive


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL for all tests of this process; its socket wants a short path."""
    folder = Path(tempfile.mkdtemp(prefix="secself-pg-"))
    try:
        with postgres(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def archive(request, tmp_path) -> Archive:
    """An archive that is not there yet."""
    if request.param == "sqlite":
        return Archive(address=str(tmp_path / "secself.db"))
    running: Server = request.getfixturevalue("server")
    return Archive(address=running.fresh())
