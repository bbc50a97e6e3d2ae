"""Every format shows all, alters nothing, and lets nothing of a stranger act."""

import io
import json
import zipfile
from datetime import date

import pytest
from frameworks import tiny_framework, tiny_submission

from secself.comparison import compare
from secself.digest import digest
from secself.formats import formats, terminal
from secself.materiality import run
from secself.model import Assessment, Framework, Response, Submission
from secself.store import files

HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A1",
    "{{ 7*7 }}{% raw %}",
    "A & B < C > D \"quoted\" 'quoted'",
    "first line\nsecond line",
    "\u202etxt.exe",
    "\x1b[31mred\x07",
    "]]><img src=x onerror=alert(1)>",
]


def assessment(text: str = "", marking: str = "") -> Assessment:
    """One small assessment, whose changed answer says a text."""
    prior = tiny_submission()
    current = with_text(prior, text) if text else prior
    return told(tiny_framework(), prior, current, marking)


def told(
    framework: Framework, prior: Submission, current: Submission, marking: str = ""
) -> Assessment:
    """Compare and judge, as the command line does."""
    comparison = compare(framework, current, prior, date(2026, 6, 30))
    findings, problems = run(comparison)
    return Assessment(
        comparison=comparison, findings=findings, problems=problems, files=("now.xlsx",),
        prior_files=("then.xlsx",), digest=digest(current), prior_digest=digest(prior),
        marking=marking,
    )  # fmt: skip


def with_text(submission: Submission, text: str) -> Submission:
    """The submission, with a text for its first answer's explanation."""
    first, *rest = submission.responses
    changed = Response(
        section=first.section, ref=first.ref, answer=first.answer, narrative=text,
        evidence=first.evidence,
    )  # fmt: skip
    return tiny_submission(responses=(changed, *rest))


@pytest.fixture(params=sorted(formats()))
def written(request):
    """Write an assessment in each format in turn."""
    room = formats()[request.param]
    template = files.template(room.TEMPLATE) if room.TEMPLATE else None
    return lambda given: text_of(room.diff(given, template))


def text_of(content: bytes) -> str:
    """What a file says, part by part if it is a package."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode("utf-8") for name in package.namelist())


def test_every_format_names_its_suffix_and_its_template():
    """What is found under formats/ can be written with."""
    for suffix, room in formats().items():
        assert suffix == room.SUFFIX
        assert room.__doc__
        assert room.TEMPLATE is None or files.template(room.TEMPLATE)


def test_the_same_assessment_gives_the_same_bytes(written):
    """Nothing volatile is in it."""
    assert written(assessment("x")) == written(assessment("x"))


def test_every_changed_item_and_the_marking_are_shown(written):
    """What changed is there by its Ref, and the marking is printed."""
    given = assessment("another explanation", marking="OFFICIAL")
    text = written(given)

    assert "OFFICIAL" in text
    assert "another explanation" in text
    changed = [delta.ref for delta in given.comparison.deltas if delta.change != "unchanged"]
    assert changed
    assert [] == [ref for ref in changed if ref not in text]


@pytest.mark.parametrize("text", HOSTILE)
def test_json_carries_a_strangers_text_unharmed(text):
    """What was typed comes out exactly."""
    document = json.loads(formats()[".json"].diff(assessment(text), None))
    explanations = [(delta["after"] or {}).get("explanation") for delta in document["deltas"]]

    assert text in explanations


def test_the_terminal_names_the_baseline_and_the_day():
    """Nobody has to guess what was compared with what."""
    text = terminal.diff(assessment("x"))

    assert "compared with" in text
    assert "2026-06-30" in text
