"""The letters as they are written: the same bytes, no word lost, the templates as built."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from deciding import asked
from docx import Document
from frameworks import tiny_framework

from secself.deciding import rulings
from secself.letters import letter
from secself.model import Letterhead
from secself.problems import NotAWorkbook, NotFound
from secself.store import files

REPOSITORY = Path(__file__).parent.parent
BUILT = sorted(path.name for path in (REPOSITORY / "templates").glob("[lm]e*.docx"))


def occasion(**changes: object) -> letter.Occasion:
    """A decision that asks for two things."""
    framework = tiny_framework()
    ruling = next(one for one in rulings(framework, "ssa") if one.id == "actions-requested")
    made = letter.Occasion(
        decision=replace(asked("Patch", "Train"), number=1),
        ruling=ruling,
        framework=framework,
        addressee="Brightlow Supply Ltd",
        head=Letterhead(),
        workbook="plan.xlsx",
    )
    return replace(made, **changes)


def with_text(said: str) -> bytes:
    """A template that says only this."""
    document = Document()
    document.add_paragraph(said)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_the_same_decision_gives_the_same_bytes():
    """No clock and no machine is in them."""
    template = files.template(letter.TEMPLATE)

    assert letter.write(occasion(), template) == letter.write(occasion(), template)


def test_a_template_may_ask_for_no_word_that_does_not_exist():
    """It is named, with those there are; what is no document is refused."""
    with pytest.raises(NotFound, match="sums") as unknown:
        letter.write(occasion(), with_text("{{ sums }}"))
    assert "addressee" in unknown.value.problems[0].remedy
    with pytest.raises(NotAWorkbook):
        letter.write(occasion(), b"no document")


def test_a_letterheads_owner_may_write_a_template_anew():
    """All words of a decision stand at its disposal."""
    made = letter.write(
        occasion(), with_text("{{ addressee }}: {{ actions|length }} by {{ last_day }}")
    )

    text = Document(io.BytesIO(made)).paragraphs[0].text
    assert "Brightlow Supply Ltd: 2 by 30 September 2026" == text


def test_the_shipped_templates_are_those_that_are_built(tmp_path):
    """Nobody edited one of them by hand."""
    (tmp_path / "templates").mkdir()
    script = REPOSITORY / "docs" / "templates" / "build_letters.py"
    subprocess.run([sys.executable, script], cwd=tmp_path, check=True)

    assert BUILT == sorted(path.name for path in (tmp_path / "templates").iterdir())
    for name in BUILT:
        shipped = (REPOSITORY / "templates" / name).read_bytes()
        assert shipped == (tmp_path / "templates" / name).read_bytes(), name


def test_a_user_whose_name_nobody_gave_is_named_once():
    """By its id; with a name both are said."""
    for addressee, told in (
        ("brightlow", "brightlow"),
        ("Brightlow Ltd", "Brightlow Ltd (brightlow)"),
    ):
        made = letter.write(occasion(addressee=addressee), files.template(letter.TEMPLATE))
        assert told in [one.text for one in Document(io.BytesIO(made)).paragraphs]
