"""The page of `diff` in a real browser: filtered, opened, driven by keys, printed, attacked."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import chromium
from pages import assessed, page_of
from playwright.sync_api import Page, expect
from programs import CHROMIUM
from submissions import pair

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

YEAR = """
    | sheet      | ref   | column       | before                          | after                             |
    | Validation | G1.1  | position     | Met                             | Partly met                        |
    | Validation | G1.1  | change       |                                 | Changed                           |
    | Validation | G1.1  | what changed | All hosts are shown on the plan | All hosts but two are on the plan |
    | Validation | G1.10 | owner        | Head of IT                      | Head of Risk                      |
    | Validation | G2.2  | position     | Not met                         | Partly met                        |
    | Validation | G2.2  | change       | No change                       | Changed                           |
    | Questions  | Q16.2 | answer       | Yes                             |                                   |
    | Evidence   | E02   | date         | 2025-03-03                      | 2025-04-04                        |
"""  # noqa: E501
ATTACK = "<script>window.ran=1</script><img src=x onerror='window.ran=1'><a href='javascript:1'>"
HOSTILE = [
    ATTACK,
    f"</style></script></title>{ATTACK}",
    "\u202eturned around\u2066",
    "W" * 32_000,
    "thirty-two thousand letters " * 1150,
    "z" + "\u0303" * 300,
]


@pytest.fixture(scope="module")
def browser():
    """One browser for all."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Path:
    """The page of a year in which a position fell and an answer went missing."""
    place = tmp_path_factory.mktemp("page") / "diff.html"
    place.write_text(page_of(assessed(*pair(YEAR), marking="OFFICIAL")), encoding="utf-8")
    return place


@pytest.fixture
def opened(browser, saved):
    """Open the page as a person would, from a folder; give it back with what it asked for."""
    contexts = []

    def visit(place: Path = saved, state: str = "", **settings: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings)
        contexts.append(context)
        shown = context.new_page()
        shown.set_default_timeout(5000)
        shown.asked = []
        shown.said = []
        shown.on("request", lambda request: shown.asked.append(request.url))
        shown.on("console", lambda message: shown.said.append(message.text))
        shown.on("pageerror", lambda error: shown.said.append(str(error)))
        shown.goto(place.as_uri() + state)
        return shown

    yield visit
    for context in contexts:
        context.close()


def refs(shown: Page) -> list[str]:
    """The Refs of the items that are to be seen, those folded away included."""
    return shown.eval_on_selector_all(
        "details.item", "all => all.filter(one => !one.hidden)"
        ".map(one => one.querySelector('summary strong').textContent)",
    )  # fmt: skip


def tick(shown: Page, words: str) -> None:
    """Tick a box of the filters."""
    shown.locator("#filters label", has_text=re.compile(rf"^\W*{words}\s*\d+$")).click()


def focused(shown: Page) -> str:
    """What has the focus, in a few words."""
    return shown.evaluate("document.activeElement.innerText.split('\\n')[0].trim()")


def test_filters_leave_what_was_asked_for_and_count_what_is_left(opened):
    """Facet by facet; the counts beside the boxes say what would be left."""
    shown = opened()
    everything = refs(shown)
    assert f"All {len(everything)} items are shown." == shown.inner_text("#shown")

    tick(shown, "material")
    grave = refs(shown)
    assert "G1.1" in grave
    assert f"{len(grave)} of {len(everything)} items are shown" in shown.inner_text("#shown")
    assert f"Filtered: {len(grave)} of" in shown.inner_text("#printed")

    tick(shown, "Controls")
    assert set(refs(shown)) == {ref for ref in grave if ref.startswith("G")}
    worse = shown.locator("#filters label", has_text="worse").locator(".count").inner_text()
    tick(shown, "worse")
    assert int(worse) == len(refs(shown)) == 1

    shown.click("#clear")
    assert everything == refs(shown)
    shown.select_option("#change", "narrative-changed")
    assert ["G1.1"] == refs(shown)
    shown.select_option("#change", "")
    shown.fill("#text", "hosts TWO")
    expect(shown.locator("details.item:not([hidden])")).to_have_count(1)
    assert ["G1.1"] == refs(shown)
    shown.fill("#text", "no such words")
    shown.wait_for_selector("#nothing:visible")
    assert [] == refs(shown)


def test_a_view_can_be_sent_as_its_address(opened, saved):
    """The filters stand in the address; whoever opens it sees the same."""
    shown = opened()
    tick(shown, "cannot be told")
    tick(shown, "Questions")
    state = shown.evaluate("location.hash")

    again = opened(saved, state)
    assert "#way=unclear&section=questions" == state
    assert refs(shown) == refs(again) == ["Q16.2"]
    assert again.locator("#filters label", has_text="cannot be told").locator("input").is_checked()
    assert [] == [*shown.said, *again.said]


def test_unchanged_items_are_folded_and_come_out_when_asked_for(opened):
    """They are not hidden from whoever looks for them."""
    shown = opened()
    assert not shown.locator("details.item", has_text="Q01.1").first.is_visible()

    tick(shown, "unchanged")
    assert shown.locator("details.item", has_text="Q01.1").first.is_visible()
    assert "G1.1" not in refs(shown)


def test_a_finding_leads_to_its_item_and_back(opened):
    """Also where a filter had hidden it; it is open and has the focus."""
    shown = opened()
    tick(shown, "Evidence")
    shown.locator("article.finding h3 a", has_text="G1.1").first.click()
    place = shown.locator(
        "details.item", has=shown.locator("summary strong", has_text="G1.1")
    ).first

    assert place.get_attribute("open") is not None
    assert "G1.1" in focused(shown)
    assert "item=validation-" in shown.evaluate("location.hash")
    assert place.locator("del").first.is_visible()
    assert place.locator("ins").first.is_visible()


def test_items_can_be_put_in_the_order_of_the_sheets(opened):
    """Gravest first is how they come."""
    shown = opened()
    gravest = [ref for ref in refs(shown) if ref.startswith("G")]
    shown.select_option("#order", "sheet")

    assert "G1.1" == gravest[0]
    assert refs(shown) != gravest
    assert "order=sheet" in shown.evaluate("location.hash")


def test_everything_can_be_done_by_keys_alone(opened):
    """Skip, search, tick, open: and what has the focus can be seen."""
    shown = opened()
    shown.keyboard.press("Tab")
    assert "Skip to the findings" == focused(shown)
    assert shown.locator(".skips a").first.bounding_box()["x"] >= 0
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    assert "items" == shown.evaluate("document.activeElement.id")

    shown.focus("#text")
    shown.keyboard.type("hosts")
    expect(shown.locator("details.item:not([hidden])")).to_have_count(1)
    shown.keyboard.press("Tab")
    shown.keyboard.press("Space")
    assert "finding=material&text=hosts" == shown.evaluate("location.hash.slice(1)")

    shown.focus("#clear")
    reached = []
    for _ in range(60):
        shown.keyboard.press("Tab")
        reached.append(shown.evaluate("document.activeElement.tagName"))
        assert "none" != shown.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if shown.evaluate("document.activeElement.matches('details.item > summary')"):
            break
    shown.keyboard.press("Enter")
    assert "SUMMARY" == reached[-1]
    assert shown.evaluate("document.activeElement.parentElement.open")


def test_without_scripts_every_row_can_be_read(opened):
    """Only the filters are not there; items open and close by themselves."""
    shown = opened(java_script_enabled=False)

    assert not shown.locator("#filters").is_visible()
    first = shown.locator("details.item").first
    first.locator("summary").click()
    assert first.locator("table").is_visible()
    shown.locator("details.rest > summary").first.click()
    assert shown.locator("details.rest details.item").first.is_visible()


def test_in_print_findings_come_first_and_only_what_changed_is_told(opened, tmp_path):
    """The marking and the page's number stand on every page; what is unchanged is named only."""
    shown = opened()
    shown.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = text.rstrip("\f").split("\f")

    for number, content in enumerate(pages, start=1):
        assert content.count("OFFICIAL") >= 2
        assert f"Page {number} of {len(pages)}" in content
    assert text.index("Why it matters") < text.index("All hosts") < text.index("Problems in the")
    assert "but two are" in text
    assert "Filter the items" not in text
    assert "By two factors." not in text
    assert re.search(r"unchanged: .*Q07\.2", text.replace("\n", " "))
    assert len(pages) <= 4


@pytest.mark.parametrize(("look", "width"), [("light", 1280), ("dark", 360)])
def test_the_page_breaks_no_rule_of_accessibility(opened, look, width):
    """With everything open, by axe-core, on a wide screen by day and on a phone by night."""
    shown = opened(color_scheme=look, viewport={"width": width, "height": 740})
    shown.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    result = Axe().run(shown)

    assert 0 == result.violations_count, result.generate_report()
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_that_a_stranger_wrote_runs_or_breaks_the_page(opened, tmp_path):
    """Answers, ids, titles and marks full of markup, turned letters and endless words."""
    before, after = pair(YEAR)
    responses = [
        replace(row, narrative=HOSTILE[at % len(HOSTILE)], evidence=(HOSTILE[at % 3],))
        for at, row in enumerate(after.responses)
    ]
    evidence = [replace(after.evidence[0], id=text, title=text) for text in HOSTILE]
    hostile = replace(
        after, responses=tuple(responses), evidence=(*after.evidence, *evidence),
        marks=replace(after.marks, user=ATTACK),
    )  # fmt: skip
    place = tmp_path / "hostile.html"
    place.write_text(page_of(assessed(before, hostile, marking=ATTACK)), encoding="utf-8")
    shown = opened(place, viewport={"width": 360, "height": 740})
    shown.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    assert [place.as_uri()] == shown.asked
    assert [] == shown.said
    assert shown.evaluate("window.ran") is None
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360
    assert 0 == shown.locator("main img, main script").count()


def test_were_markup_to_slip_through_the_policy_would_stop_it(opened, saved, tmp_path):
    """Script, style and address of somebody else are refused by the browser itself."""
    place = tmp_path / "slipped.html"
    planted = f"<main>{ATTACK}<style>main {{ display: none; }}</style>"
    place.write_text(saved.read_text(encoding="utf-8").replace("<main>", planted, 1))
    shown = opened(place)

    assert shown.evaluate("window.ran") is None
    assert shown.locator("#findings").is_visible()
    assert any("Content Security Policy" in one for one in shown.said)
