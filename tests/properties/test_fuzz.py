"""Mutants of good files are read or refused, whatever they are.

`make fuzz` draws many more; what once failed is kept in tests/fuzzed.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from mutants import NAMED, Mutant, mutants, outcome

KINDS = {Path(name).suffix: kind for kind, name in NAMED.items()}
FOLDER = Path(__file__).parents[1] / "fuzzed"
KEPT = sorted(path for path in FOLDER.iterdir() if path.suffix in KINDS)


@given(mutants())
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_a_mutant_is_read_or_refused(mutant: Mutant) -> None:
    """Workbooks, questionnaires, submissions in JSON and profiles."""
    assert outcome(mutant).startswith(("read", "refused"))


@pytest.mark.parametrize("file", KEPT, ids=lambda one: one.name)
def test_what_once_failed_is_read_or_refused(file: Path) -> None:
    """The page beside the files says what each of them met."""
    mutant = Mutant(kind=KINDS[file.suffix], content=file.read_bytes())

    assert outcome(mutant).startswith(("read", "refused"))
