"""The page of the path: one file that asks for nothing, runs nothing and hides nothing."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from entering import ours

from secself.checklist import page, picture
from secself.model import EntryPlan
from secself.store import files


def written(plan: EntryPlan) -> str:
    """The page as text."""
    return page.write(plan, files.template(page.TEMPLATE)).decode("utf-8")


class Parsed(HTMLParser):
    """The tags of a page, and whether they are closed in order."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.opened: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Remember a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "rect", "line", "circle"):
            self.opened.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Remember a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """See that what closes is what was opened last."""
        assert tag == self.opened.pop()


def test_the_policy_lets_in_its_own_style_and_nothing_else():
    """No script, no picture from elsewhere, no style attribute; the style has its digest."""
    text = written(ours("other-user"))
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    tags = Parsed(text).tags

    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    assert not [one for _, one in tags if {"style", "href", "src", "onclick"} & one.keys()]
    assert "://" not in text


def test_tags_are_closed_in_order():
    """Every tag that is opened is closed."""
    assert [] == Parsed(written(ours("import-supplier", "other-user"))).opened


def test_the_picture_says_what_it_is_in_words():
    """It has a title and a description, and every step has a row in the table besides."""
    plan = ours("electricity-distributor")
    text = written(plan)

    assert 'role="img" aria-labelledby="gantt-title gantt-desc"' in text
    assert '<title id="gantt-title">' in text
    assert '<desc id="gantt-desc">' in text
    assert all(unescape(text).count(one.step.title) >= 3 for one in plan.applied)


def test_every_step_that_does_not_apply_is_named_as_such():
    """An Other User sees that there is an independent test, and that it is not for it."""
    text = written(ours("other-user"))

    assert 'Independent test for vulnerability <span class="soft">(not for you)</span>' in text
    assert "Privacy Assessment, fieldwork</th>" in text


def test_days_after_an_unknown_length_say_not_before():
    """A person cannot take the earliest day for a promise."""
    text = written(ours("other-user"))

    assert 'not before <time datetime="2027-03-03">' in text
    assert "Entry cannot be complete before 2027-03-03" in text


def test_with_every_length_given_the_day_is_a_plan():
    """Then the sentence on top says under which condition."""
    plan = ours("registered-supplier-agent")
    lengths = {one.step.id.replace("-", "_"): 1 for one in plan.unknown}
    text = written(ours("registered-supplier-agent", **lengths))

    assert "Entry can be complete on" in text
    assert "not before <time" not in text
    assert "1, your estimate" in text


def test_what_a_person_wrote_is_shown_and_never_obeyed():
    """Markup in a name is text, and characters that cannot be seen are."""
    plan = replace(ours("other-user"), name="<script>alert(1)</script>\u202e", marking="A & <b>")
    text = written(plan)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;[U+202E]" in text
    assert "<script" not in text
    assert 2 == text.count("A &amp; &lt;b&gt;")


def test_the_same_plan_gives_the_same_bytes():
    """Nothing of the clock or the machine is in it."""
    assert written(ours("gas-supplier")) == written(ours("gas-supplier"))


@pytest.mark.parametrize("as_of", [date(2026, 11, 23), date(2030, 12, 31)])
@pytest.mark.parametrize("completion", [0, 900])
def test_every_bar_stands_within_the_picture(as_of, completion):
    """Short paths and long ones fill the same width, and their months do not crowd."""
    drawn = picture.draw(ours("import-supplier", as_of=as_of, completion=completion))
    edges = [bar.x + bar.width for bar in drawn.bars]

    assert all(picture.LEFT <= bar.x for bar in drawn.bars)
    assert max(edges) <= picture.LEFT + picture.CHART + picture.RIGHT
    assert 0 < len(drawn.ticks) <= 10
    assert all(tick.day.day == 1 for tick in drawn.ticks)
    assert drawn.height > max(bar.middle for bar in drawn.bars)


def test_a_path_without_steps_is_still_a_page():
    """Where nothing applies, the page says so."""
    plan = ours("other-user")
    none = tuple(replace(one, applies=False, start=None, end=None) for one in plan.steps)
    text = written(replace(plan, steps=none))

    assert "Nothing on this path applies to this User." in text
