"""Pages of `diff` as tests need them: written in memory, and taken apart into elements."""

from datetime import date
from html.parser import HTMLParser

from submissions import judging_framework, pair

from secself.comparison import compare
from secself.digest import digest
from secself.formats import formats
from secself.materiality import run
from secself.model import Assessment, Framework, Submission
from secself.problems import Problem
from secself.store import files

LOWERED = """
    | sheet      | ref  | column       | before                          | after                             |
    | Validation | G1.1 | position     | Met                             | Partly met                        |
    | Validation | G1.1 | change       |                                 | Changed                           |
    | Validation | G1.1 | what changed | All hosts are shown on the plan | All hosts but two are on the plan |
"""  # noqa: E501
"""A position that fell, with an explanation in which some words are others."""


def assessed(
    prior: Submission | None,
    current: Submission,
    framework: Framework | None = None,
    marking: str = "",
    problems: tuple[Problem, ...] = (),
) -> Assessment:
    """Compare and judge, as the command line does."""
    comparison = compare(framework or judging_framework(), current, prior, date(2025, 5, 30))
    findings, found = run(comparison)
    return Assessment(
        comparison=comparison, findings=findings, problems=(*problems, *found),
        files=("now.xlsx",), prior_files=("then.xlsx",) if prior else (), digest=digest(current),
        prior_digest=digest(prior) if prior else None, marking=marking,
    )  # fmt: skip


def page_of(assessment: Assessment) -> str:
    """Write the page, as the command line does."""
    template = files.template("diff.html.j2")
    return formats()[".html"].diff(assessment, template).decode("utf-8")


def page(table: str = "", **more: object) -> str:
    """Write the page of a pair of submissions, alike but for the cells of a table."""
    before, after = pair(table)
    return page_of(assessed(before, after, **more))


class Elements(HTMLParser):
    """Every element with its attributes, in order, and the text inside some of them."""

    def __init__(self, content: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        """Keep the element."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Keep the text."""
        self.texts.append(data)

    def of(self, kind: str) -> list[dict[str, str | None]]:
        """Give the attributes of every element of a kind."""
        return [attributes for tag, attributes in self.found if tag == kind]


def items_of(content: str) -> list[dict[str, str | None]]:
    """Give what each item on the page says of itself to the filters."""
    return [one for one in Elements(content).of("details") if one.get("class") == "item"]


def text_of(content: str) -> str:
    """Give the words of a page as they are read, white space made even."""
    return " ".join(" ".join(Elements(content).texts).split())
