"""The documents tell the truth: what they show is run, what is generated is current."""

import ast
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from secself.challenge import FACTORS
from secself.cli.commands import secself
from secself.cli.ending import run
from secself.consolidation.peers import MEASURES
from secself.model.profile import FACTS
from secself.phrases import CHANGES

REPOSITORY = Path(__file__).parent.parent
DOCS = REPOSITORY / "docs"
sys.path.insert(0, str(DOCS))
SHOWN = [REPOSITORY / "README.md", DOCS / "tutorial.md", DOCS / "how-to" / "review.md"]


def sessions(page: Path) -> list[tuple[str, list[str]]]:
    """Every command a page shows, with the lines it says are printed."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line.rstrip())
    return found


def matches(expected: list[str], printed: list[str]) -> bool:
    """Compare line by line; a line of `…` stands for any number of lines."""
    if not expected:
        return not any(printed)
    if expected[0] == "…":
        return any(matches(expected[1:], printed[n:]) for n in range(len(printed) + 1))
    return bool(printed) and expected[0] == printed[0] and matches(expected[1:], printed[1:])


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.stem)
def test_what_a_page_shows_is_what_happens(page, tmp_path, monkeypatch, capsys):
    """Each command of the page, in order, on the shipped samples, prints what the page says."""
    shutil.copytree(REPOSITORY / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    shown = [one for one in sessions(page) if one[0].startswith("secself ")]

    assert shown
    for command, expected in shown:
        with pytest.raises(SystemExit):
            run(secself, shlex.split(command)[1:])
        printed = capsys.readouterr().out.replace(f"{tmp_path}/", "").splitlines()
        printed = [line.rstrip() for line in printed]
        while expected and not expected[-1]:
            expected.pop()

        assert matches(expected, printed), f"{command} prints:\n" + "\n".join(printed)


def test_generated_pages_are_current():
    """`make docs` would change nothing."""
    import generate

    for name, text in generate.pages().items():
        assert text == (DOCS / "reference" / name).read_text(encoding="utf-8"), f"{name} is stale"


def kebab_words() -> set[str]:
    """Every kebab-case word the source names in a string of its own."""
    return {
        node.value
        for file in (REPOSITORY / "secself").rglob("*.py")
        if OSCAL not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", node.value)
    }


OSCAL = "results"
"""The room whose words are keys of OSCAL; it says no Problem."""
NO_CODES = {
    "framework-export", "framework-import", "framework-overlay",
    "archive-erase", "archive-export", "archive-import", "archive-rename", "archive-take",
    "as-received", "same-answers", "as-issued", "as-sealed", "seal-broken", "texts-altered",
    # the above are verdicts on a file
    *CHANGES, *FACTORS, *FACTS, *MEASURES,
    "at-least", "at-most", "each-role",  # how long a step takes, how often done
    "core-properties", "custom-properties", "external-link", "import-supplier",
    "last-any", "last-full", "no-change", "not-applicable", "not-met", "partly-met", "sec-scf",
    "secself-demo", "utf-16", "utf-16-le", "utf-8", "utf-8-sig", "yes-no", "yyyy-mm-dd",
    "book-by", "first-full", "follow-up", "late-charge", "non-domestic",
    "order-after-follow-up", "party-category", "per-cent", "several-roles",
    "self-assessed", "shared-counting", "shared-resource-return", "working-days", "x-wr-calname",
    "agreed-interpretation", "as-is", "back-matter", "edition-current", "edition-named",
    "expected-evidence", "hangs-on", "include-controls", "interpretations-edition",
    "last-modified", "oscal-version", "with-ids",  # keys and properties of OSCAL
    "item-gone", "on-earlier-answer", "on-this-answer",  # how a comment stands to an answer
    "by-name", "not-received", "other-name",  # how a line of the register stands
    "meeting-agenda", "meeting-minutes",  # papers
    "not-started", "under-way", "actions-requested", "letter-actions-requested",  # of decisions
    "action-overdue", "asked-again", "not-returned",  # where a User stands
    "creation-date",  # a property of OpenDocument files
    "applies-to", "sub-category", "sub-domain", "sub-section",  # headings and fields of tables
}  # fmt: skip


def test_every_problem_code_is_explained():
    """Each kebab-case word of the source is a known name, a rule, or a code with a paragraph."""
    page = (DOCS / "reference" / "problems.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^### `([a-z0-9-]+)`$", page, re.MULTILINE))
    rules = {rule.replace("_", "-") for rule in _modules("materiality")}

    assert set() == kebab_words() - explained - rules - NO_CODES
    assert set() == {code for code in explained if "-" in code} - kebab_words()


def _modules(room: str) -> set[str]:
    return {file.stem for file in (REPOSITORY / "secself" / room).glob("*.py")}


@pytest.mark.parametrize("page", sorted(REPOSITORY.rglob("*.md")), ids=str)
def test_links_lead_somewhere(page):
    """Every relative link and picture of a page is there."""
    if any(part in (".venv", "build", "node_modules") for part in page.parts):
        return
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    dead = [link for link in links if "://" not in link and not (page.parent / link).exists()]

    assert [] == dead
