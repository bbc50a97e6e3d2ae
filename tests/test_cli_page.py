"""`secself diff -o FILE.html` saves all that was asked for on one page."""

from pathlib import Path

import pytest
from pages import text_of

from secself.cli.commands import secself
from secself.cli.ending import DONE, run

USER = Path(__file__).parent.parent / "samples" / "northfell-energy"
WORDS = (
    "diff", USER / "returned" / "northfell-energy-2026-ssa.xlsx",
    "--prior", USER / "2025-vusa.xlsx", "--as-of", "2026-06-30",
)  # fmt: skip


def test_the_sample_the_trial_and_the_traces_stand_on_the_page(tmp_path, capsys):
    """What the terminal says besides the comparison is not lost where it is saved."""
    trial, page = tmp_path / "trial.yaml", tmp_path / "page.html"
    trial.write_text("format: 1\nrules:\n  - {id: near-threshold, level: off}\n", encoding="utf-8")
    more = ["--challenge", "3", "--seed", "ours", "--simulate", trial, "--why", "G3.3", "-o", page]
    with pytest.raises(SystemExit) as ending:
        run(secself, [*map(str, (*WORDS, *more))])
    said = text_of(page.read_text(encoding="utf-8"))

    assert DONE == int(ending.value.code or 0)
    assert f"Saved: {page}" in capsys.readouterr().err
    assert "To be probed: 3 of 26 controls declared unchanged" in said
    assert "drawn with the seed ours" in said
    assert "1 would vanish to note Domestic premises" in said
    assert "Why G3.3 is flagged, and why not for more" in said
