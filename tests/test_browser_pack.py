"""The committee's page in a real browser: filtered, sorted, opened, driven by keys, printed."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import chromium
from consolidating import LOWERED, RISEN, a_pack, case, together, viewed
from playwright.sync_api import Page, expect
from programs import CHROMIUM

from secself.formats.consolidated import html
from secself.model import Action, Consolidation, Decision
from secself.store import files

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

ATTACK = "<script>window.ran=1</script><img src=x onerror='window.ran=1'><a href='javascript:1'>"
HOSTILE = (
    f"</style></script></title>{ATTACK} =cmd|' /C calc'!A1 {{{{7*7}}}} @SUM(1) \u202eturned\u2066"
)
LONG = "W" * 32_767


@pytest.fixture(scope="module")
def browser():
    """One browser for all."""
    with chromium() as running:
        yield running


def put(pack: Consolidation, folder: Path) -> Path:
    """Write the page of a pack into a folder, as the command line does."""
    for name, content in html.write(pack, files.template(html.TEMPLATE)).items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder / html.NAME


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Path:
    """The page of five Users, one of them late with what was asked of it."""
    return put(a_pack(marking="OFFICIAL"), tmp_path_factory.mktemp("pack"))


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


def users(shown: Page) -> list[str]:
    """The ids of the Users in the ranking, in the order in which they are seen."""
    return shown.eval_on_selector_all(
        "#ranking tbody tr", "all => all.filter(one => !one.hidden)"
        ".map(one => one.dataset.place.slice(2))",
    )  # fmt: skip


def parts(shown: Page) -> list[str]:
    """The ids of the Users whose parts are there."""
    return shown.eval_on_selector_all(
        "details.user", "all => all.filter(one => !one.hidden).map(one => one.id.slice(2))"
    )


def test_filters_leave_the_users_that_fit_and_say_how_many(opened):
    """By finding, rule, provider, category and words; the parts of the others are away too."""
    shown = opened()
    everyone = users(shown)
    assert "All 5 Users are shown." == shown.inner_text("#shown")

    shown.select_option("#rule", "position-lowered")
    assert {"alba", "dale"} == set(users(shown)) == set(parts(shown))
    assert "2 of 5 Users are shown." == shown.inner_text("#shown")
    assert "Filtered: 2 of 5" in shown.inner_text("#printed")

    shown.select_option("#provider", "halyard")
    assert ["dale"] == users(shown)
    shown.click("#clear")
    assert everyone == users(shown)
    shown.select_option("#finding", "none")
    assert ["eyot"] == users(shown)
    shown.select_option("#finding", "")
    shown.fill("#text", "accounts REVIEW")
    expect(shown.locator("#shown")).to_have_text("1 of 5 Users are shown.")
    assert ["alba"] == users(shown)
    shown.fill("#text", "no such words")
    expect(shown.locator("#nothing")).to_be_visible()
    assert [] == shown.said


def test_a_rule_leaves_the_flagged_items_it_spoke_of(opened):
    """The others of that User are hidden, and that is said."""
    shown = opened()
    shown.select_option("#rule", "position-lowered")
    dale = shown.locator("#u-dale")
    dale.locator("summary").first.click()

    flags = dale.locator(".flag:not([hidden])")
    assert 1 == flags.count()
    assert "1 of 2 flagged items fit the filter" in dale.locator("summary").first.inner_text()


def test_every_heading_sorts_and_a_third_press_takes_it_back(opened):
    """Numbers as numbers, the greatest first; words from A to Z; `aria-sort` says which way."""
    shown = opened()
    before = users(shown)
    heads = shown.locator("#ranking thead th")
    for at in range(heads.count()):
        button = heads.nth(at).locator("button")
        button.click()
        assert heads.nth(at).get_attribute("aria-sort") in ("ascending", "descending")
        button.click()
        button.click()
        assert heads.nth(at).get_attribute("aria-sort") is None
        assert before == users(shown)

    shown.locator("#ranking th", has_text="User").first.locator("button").click()
    assert sorted(before) == users(shown)
    shown.locator("#ranking th", has_text="Changed").locator("button").click()
    numbers = shown.eval_on_selector_all(
        "#ranking tbody tr", "all => all.map(one => Number(one.cells[7].textContent))"
    )
    assert sorted(numbers, reverse=True) == numbers


def test_a_view_can_be_sent_as_its_address(opened, saved):
    """Filters and order stand in it; whoever opens it sees the same."""
    shown = opened()
    shown.select_option("#finding", "material")
    shown.locator("#ranking th", has_text="User").first.locator("button").click()
    state = shown.evaluate("location.hash")

    again = opened(saved, state)
    assert "#finding=material&sort=ranking.1.ascending" == unquote(state)
    assert users(shown) == users(again)
    assert "material" == again.input_value("#finding")
    assert [] == [*shown.said, *again.said]


def test_an_address_that_somebody_made_up_does_nothing(opened, saved):
    """Neither an error nor a filter that is none."""
    shown = opened(saved, "#finding=%3Cscript%3E&sort=x.9.up&sort=ranking.99.ascending&at=nowhere")

    assert 5 == len(users(shown))
    assert [] == shown.said


def test_a_user_leads_to_its_part(opened):
    """Also where a filter had hidden it; it is open and has the focus, and back leads back."""
    shown = opened()
    shown.locator("#ranking a", has_text="Brae").click()
    part = shown.locator("#u-brae")

    assert part.get_attribute("open") is not None
    assert "Brae" in shown.evaluate("document.activeElement.textContent")
    assert "#at=u-brae" == shown.evaluate("location.hash")
    shown.select_option("#rule", "position-lowered")
    assert not part.is_visible()
    shown.go_back()
    shown.evaluate("location.hash = 'u-brae'")
    expect(part).to_be_visible()


def test_all_is_reached_by_keys_and_the_focus_is_seen(opened):
    """A link past the header, the filters, the headings, the Users, their parts."""
    shown = opened()
    seen = []
    for _ in range(60):
        shown.keyboard.press("Tab")
        outline, name = shown.evaluate(
            "(() => { const one = document.activeElement; const style = getComputedStyle(one);"
            " return [style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,"
            " one.id || one.textContent.trim().slice(0, 30)]; })()"
        )
        assert outline, name
        seen.append(name)

    assert seen[0] == "Skip to the Users"
    for name in ("text", "finding", "rule", "provider", "clear", "Material", "Alba", "Decision"):
        assert name in seen
    assert seen.index("text") < seen.index("Material") < seen.index("Alba")

    shown.locator("#ranking th", has_text="Material").locator("button").focus()
    shown.keyboard.press("Enter")
    assert "descending" == shown.locator("#ranking th", has_text="Material").get_attribute(
        "aria-sort"
    )
    shown.locator("#u-alba > summary").focus()
    shown.keyboard.press("Enter")
    assert shown.locator("#u-alba .flag").first.is_visible()
    shown.keyboard.press("Tab")
    assert "DETAILS" not in shown.evaluate("document.activeElement.tagName")


def test_without_a_script_every_row_can_be_read(opened):
    """The filters are not there, and each User unfolds by itself."""
    shown = opened(java_script_enabled=False)

    assert not shown.locator("#filters").is_visible()
    assert not shown.locator("#open-all").is_visible()
    rows = shown.locator("#ranking tbody tr")
    assert all(rows.nth(at).is_visible() for at in range(rows.count()))
    shown.locator("#u-alba > summary").click()
    assert shown.locator("#u-alba .flag table").first.is_visible()


def test_in_print_each_user_begins_a_page_and_the_marking_stands_on_all(opened, tmp_path):
    """With the number of the page; what can only be pressed is not printed."""
    shown = opened()
    shown.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = text.rstrip("\f").split("\f")

    for number, content in enumerate(pages, start=1):
        assert content.count("OFFICIAL") >= 2
        assert f"Page {number} of {len(pages)}" in content
    for place, name in enumerate(("Alba", "Brae", "Dale"), 1):
        [page] = [one for one in pages if re.search(rf"^\s*\d\. {name}\b", one, re.MULTILINE)]
        head = [line for line in page.splitlines() if line.strip()][1]
        assert name in head, (place, head)
    assert "The position was Met and is now Partly met." in text
    assert "Clear filters" not in text
    assert "Skip to" not in text


@pytest.mark.parametrize(("look", "width"), [("light", 1280), ("dark", 1280), ("dark", 320)])
def test_the_page_breaks_no_rule_of_accessibility(opened, look, width):
    """With everything open, by axe-core, on a wide screen and on a phone; nothing sideways."""
    shown = opened(color_scheme=look, viewport={"width": width, "height": 740})
    shown.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    result = Axe().run(shown)

    assert 0 == result.violations_count, result.generate_report()
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_colours_of_the_charts_stand_out_from_the_paper(opened, look):
    """Three to one, which axe does not measure inside a drawing."""
    shown = opened(color_scheme=look)
    colours = shown.evaluate(
        "(() => { const style = getComputedStyle(document.documentElement);"
        " return ['--paper', ...[0, 1, 2, 3, 4, 5].map((at) => `--look-${at}`)]"
        ".map((name) => style.getPropertyValue(name).trim()); })()"
    )
    paper, *looks = map(luminance, colours)

    for one in looks:
        darker, lighter = sorted((one, paper))
        assert (lighter + 0.05) / (darker + 0.05) >= 3


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG counts it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_nothing_is_asked_for_outside_the_file(opened, saved):
    """Also with everything open."""
    shown = opened()
    shown.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    shown.mouse.wheel(0, 5000)

    assert [saved.as_uri()] == shown.asked
    assert [] == shown.said


def test_nothing_that_a_stranger_wrote_runs_or_breaks_the_page(opened, tmp_path):
    """Names, ids, answers, comments, decisions, providers and markings full of it."""
    place = put(hostile(), tmp_path)
    shown = opened(place, viewport={"width": 320, "height": 740})
    shown.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    assert [place.as_uri()] == shown.asked
    assert [] == shown.said
    assert shown.evaluate("window.ran") is None
    assert 0 == shown.locator("main img, main script, main a[href^=javascript]").count()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 320
    text = shown.inner_text("main")
    assert LONG in text
    assert "{{7*7}}" in text
    assert "[U+202E]turned[U+2066]" in text
    assert "\u202e" not in text
    shown.select_option("#provider", index=1)
    assert 1 == len(users(shown))


def hostile() -> Consolidation:
    """A pack in which strangers wrote what they should not, wherever they can write."""
    asked = Decision(
        subject=HOSTILE, outcome=HOSTILE, on=date(2024, 9, 3), by=HOSTILE, reason=HOSTILE,
        actions=(Action(id=HOSTILE, text=HOSTILE, owner=HOSTILE, due=date(2025, 1, 31)),),
    )  # fmt: skip
    said = [viewed("G1.1", HOSTILE, HOSTILE), viewed(HOSTILE, None, LONG)]
    one = case(
        "alba", LOWERED + RISEN.split("\n", 2)[2], comments=said, category=HOSTILE,
        providers=((HOSTILE,), (ATTACK,)), decision=asked, asked=asked,
    )  # fmt: skip
    now = one.assessment.comparison.current
    rows = tuple(replace(row, narrative=HOSTILE) for row in now.responses)
    comparison = replace(
        one.assessment.comparison,
        current=replace(now, responses=rows),
        deltas=tuple(
            replace(delta, after=replace(delta.after, narrative=HOSTILE))
            if delta.section in ("questions", "validation") and delta.after
            else delta
            for delta in one.assessment.comparison.deltas
        ),
    )
    wild = replace(
        one,
        party=replace(one.party, id=HOSTILE, name=HOSTILE, roles=(HOSTILE,)),
        assessment=replace(one.assessment, comparison=comparison),
    )
    return together(wild, marking=HOSTILE)


def test_were_markup_to_slip_through_the_policy_would_stop_it(opened, saved, tmp_path):
    """Script, style and address of somebody else are refused by the browser itself."""
    place = tmp_path / "slipped.html"
    planted = f"<main>{ATTACK}<style>main {{ display: none; }}</style>"
    place.write_text(saved.read_text(encoding="utf-8").replace("<main>", planted, 1))
    shown = opened(place)

    assert shown.evaluate("window.ran") is None
    assert shown.locator("#users").is_visible()
    assert any("Content Security Policy" in one for one in shown.said)


def test_a_large_pack_is_read_page_by_page(opened, tmp_path, monkeypatch):
    """From the table of Users to one of them and back; each page by the same rules."""
    monkeypatch.setattr(html, "LARGEST", 1000)
    shown = opened(put(a_pack(marking="OFFICIAL"), tmp_path))
    shown.select_option("#rule", "position-lowered")
    assert {"alba", "dale"} == set(users(shown))

    shown.locator("#ranking a", has_text="Alba").click()
    assert "Alba" in shown.inner_text("h1")
    assert shown.locator(".flag").first.is_visible()
    result = Axe().run(shown)
    assert 0 == result.violations_count, result.generate_report()
    shown.locator("a", has_text="All Users").click()
    assert shown.url.endswith("consolidated.html")
    assert [] == shown.said
