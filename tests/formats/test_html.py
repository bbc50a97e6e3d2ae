"""The page says all that there is to say, in counts that add up, and lets nothing foreign act."""

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape

import pytest
from frameworks import tiny_framework, tiny_submission
from pages import LOWERED, Elements, assessed, items_of, page, page_of, text_of
from submissions import pair, setting

from secself.formats.html import css_text, seen
from secself.materiality import simulate, trace
from secself.model import Challenged, ChallengeSample, Tried, columns_of
from secself.problems import Origin, Problem

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "A & B < C > D \"quoted\" 'quoted'",
    "first line\nsecond line",
    "\u202etxt.exe",
    "\x1b[31mred\x07",
    "]]><img src=x onerror=alert(1)>",
    "--><svg/onload=alert(1)>",
    "\u3164\u2800\u200b",
    "W" * 5000,
    "many words " * 2900,
    "z" + "\u0303" * 400,
    "\ud800",
]


def test_every_item_of_either_side_is_on_the_page_once():
    """The unchanged ones too; each has a place of its own."""
    before, after = pair(LOWERED)
    given = assessed(before, after)
    items = items_of(page_of(given))
    shown = {
        attributes["id"]
        for attributes in Elements(page_of(given)).of("div")
        if attributes.get("class") == "body"
    }

    assert len(given.comparison.deltas) == len(items) == len(shown)


def test_the_counts_add_up():
    """Of the five groups each item is in one; the table's sums are those of its rows."""
    before, after = pair(LOWERED)
    given = assessed(before, after)
    content = page_of(given)
    table = re.search(r'<table class="numbers">(.*?)</table>', content, re.DOTALL).group(1)
    rows = [
        [
            int(unescape(re.sub("<[^>]+>", "", cell)))
            for cell in re.findall("<td[^>]*>(.*?)</td>", row)
        ]
        for row in re.findall("<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    ]

    assert all(sum(row[:-1]) == row[-1] for row in rows)
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
    assert len(given.comparison.deltas) == rows[-1][-1]


def test_findings_come_gravest_first_and_say_why_they_matter():
    """The committee need not look the rule up, nor the row."""
    content = page(LOWERED)
    levels = [
        one["class"].split()[1] for one in Elements(content).of("article") if one.get("class")
    ]
    text = text_of(content)

    assert levels == sorted(levels, key=["material", "note"].index)
    assert levels
    assert "Why it matters:" in text
    assert "In the User's words, marked where they are not those of last time:" in text
    assert "All hosts [taken out: \u2212 are shown ] [put in: + but two are ] on the plan" in text
    assert "TFC G5.16 (recalled, unverified)" in text


def test_an_explanation_is_marked_word_by_word():
    """What was taken out stands on the left only, what was put in on the right only."""
    content = page(LOWERED)
    row = re.search(r"<th[^>]*>What changed.*?</tr>", content, re.DOTALL).group(0)
    before, after = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)

    assert "<del>" in before
    assert "<ins>" not in before
    assert "<ins>" in after
    assert "<del>" not in after
    assert "[taken out:" in before
    assert "[put in:" in after


def test_what_is_unclear_is_listed_and_never_among_what_is_fine():
    """An answer that is gone is in a group of its own, above what merely changed."""
    content = page(
        """
        | sheet     | ref   | column | before | after |
        | Questions | Q16.2 | answer | Yes    |       |
        """
    )
    found = [one for one in items_of(content) if "no-longer-answered" in (one["data-change"] or "")]

    assert ["unclear"] == [one["data-way"] for one in found]
    assert "Of 1 item it cannot be told whether it got better or worse" in content


def test_without_a_prior_nothing_is_told_to_be_unchanged():
    """Every item is added, and of none can be told which way it points."""
    content = page_of(assessed(None, tiny_submission()))

    assert {"unclear"} == {one["data-way"] for one in items_of(content)}
    assert "Compared with nothing" in content


def test_what_could_not_be_compared_is_listed_and_counted():
    """The figure and the list say the same."""
    before, after = pair(
        """
        | sheet      | ref  | column   | before  | after |
        | Validation | G1.1 | position | not put | Met   |
        """
    )
    given = assessed(before, after)
    text = text_of(page_of(given))
    every = len(given.comparison.of("questions")) + len(given.comparison.of("validation"))

    assert f"{every - 1} of {every} questions and controls" in text
    assert round((every - 1) / every, 3) == given.comparison.comparability
    assert "It is put to the User for the first time." in text


@pytest.mark.parametrize(
    ("wording", "more", "said"),
    [
        ("reworded", {}, "The words are not those of last time"),
        ("turned", {}, "The sense was turned"),
        ("moved", {"came_from": ("G1.2",)}, "It was: G1.2"),
        ("withdrawn", {"became": ("G1.1", "G1.2")}, "It became: G1.1 G1.2"),
    ],
)
def test_what_became_of_the_words_of_an_item_is_said(wording, more, said):
    """With the items it came from and became."""
    before, after = pair(LOWERED)
    given = assessed(before, after)
    deltas = tuple(
        replace(delta, wording=wording, **more) if delta.ref == "G1.1" else delta
        for delta in given.comparison.deltas
    )
    told = replace(given, comparison=replace(given.comparison, deltas=deltas))

    assert said in text_of(page_of(told))


def test_evidence_is_named_by_title_and_day_on_each_side():
    """A newer copy under the same id is a renewal; another title is another document."""
    text = text_of(
        page(
            """
            | sheet      | ref  | column   | before        | after       |
            | Validation | G1.1 | evidence | E01, E02      | E01         |
            | Evidence   | E01  | title    | Old policy    | New policy  |
            | Evidence   | E02  | title    | Report        | Report      |
            """
        )
    )

    assert "Old policy, version 3.1, dated 2025-02-14 (another title under the same id)" in text
    assert "[no longer cited: \u2212 E02 ] Report" in text


def test_problems_in_the_files_stand_on_the_page_errors_first():
    """With place, fault and remedy."""
    problems = tuple(
        Problem(
            level=level, code="row-unanswered", origin=Origin(file="now.xlsx", sheet="Validation"),
            ref="G1.1", what=f"An {level} was found.", remedy="Mend it.",
        )
        for level in ("note", "error")
    )  # fmt: skip
    text = text_of(page(problems=problems))

    assert "G1.1 : An error was found." in text
    assert (
        "1 error , 0 warning s , 1 note" in re.sub(r"\s+([s,])", r" \1", text) or "1 error" in text
    )
    assert text.index("An error was found.") < text.index("An note was found.")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_strangers_text_is_shown_and_adds_no_element(text):
    """The page of a hostile text has the elements of the page of a harmless one."""
    before, after = (
        replace(side, responses=(replace(side.responses[0], narrative=said), *side.responses[1:]))
        for side, said in zip(pair(), ("harmless", text), strict=True)
    )
    plain = replace(after.responses[0], narrative=re.sub(r"[^\w\s]", "x", seen(text)))
    harmless = replace(after, responses=(plain, *after.responses[1:]))
    hostile = page_of(assessed(before, after))
    names = [tag for tag, _ in Elements(hostile).found]

    assert names == [tag for tag, _ in Elements(page_of(assessed(before, harmless))).found]
    assert " ".join(seen(text).encode("utf-8", "backslashreplace").decode().split()) in text_of(
        hostile
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08\x1b]", hostile)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_strangers_ref_title_and_marking_act_no_more_than_an_answer(text):
    """They stand in headings, links, the page's title and its style."""
    submission = tiny_submission()
    named = replace(submission.evidence[0], id=text, title=text)
    current = replace(
        submission,
        evidence=(named, *submission.evidence),
        responses=(replace(submission.responses[0], evidence=(text,)), *submission.responses[1:]),
        marks=replace(submission.marks, user=text),
    )
    content = page_of(assessed(submission, current, marking=text))

    assert 1 == len(Elements(content).of("script"))
    assert 1 == len(Elements(content).of("style"))
    assert [] == Elements(content).of("img")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08\x1b]", content)


def test_the_page_asks_for_nothing_outside_itself():
    """No address; its own style and script are let in by their digests, and nothing else is."""
    content = page(marking="OFFICIAL")
    policy = next(
        one["content"] or "" for one in Elements(content).of("meta") if "http-equiv" in one
    )
    inside = [
        re.search(f"<{tag}>(.*?)</{tag}>", content, re.DOTALL).group(1)
        for tag in ("style", "script")
    ]
    digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in inside]

    assert digests == re.findall("sha256-([^']+)'", policy)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert [] == [one for _, one in Elements(content).found if "src" in one or "style" in one]
    assert not re.search(r"https?://|url\((?!#)|@import", content)
    assert [] == [name for _, one in Elements(content).found for name in one if name[:2] == "on"]


def test_every_link_leads_to_a_place_on_the_page():
    """And no two places have one name."""
    elements = Elements(page(LOWERED))
    links = {one["href"] for one in elements.of("a")}
    places = [one["id"] for _, one in elements.found if "id" in one]

    assert len(places) == len(set(places))
    assert set() == {one for one in links if "=" not in one} - {f"#{one}" for one in places}


def test_a_marking_cannot_end_the_style_it_is_printed_by():
    """Whatever is not a plain letter or digit is written by its number."""
    assert "OFFICIAL\\2d SENSITIVE\\22 \\3b \\7d \\3c \\2f style" == css_text(
        'OFFICIAL-SENSITIVE";}</style'
    ).replace("\\2d ", "\\2d ")


def test_a_framework_of_no_rules_says_that_this_is_no_verdict():
    """No finding is not to say that nothing changed."""
    before, after = pair(LOWERED)
    content = page_of(assessed(before, after, replace(tiny_framework(), rules=())))

    assert "No rule found anything. That is not to say that nothing changed" in content


def test_every_word_of_either_side_is_on_the_page():
    """Nothing that a User wrote is cut, merged or left out."""
    before, after = pair(LOWERED)
    given = assessed(before, after)
    words = set(text_of(page_of(given)).split())
    records = [
        record
        for delta in given.comparison.deltas
        for record in (delta.before, delta.after)
        if record is not None
    ]
    written = {
        word
        for record in records
        for value in columns_of(record).values()
        for word in " ".join(map(str, value if isinstance(value, tuple) else (value,))).split()
        if value is not None
    }

    assert {"shown", "two", "2025-02-14", "E01", "gridlink-adapters"} <= written
    assert set() == {word for word in written if word not in words and f"{word}," not in words}


def test_what_was_asked_for_besides_stands_on_the_page():
    """The sample to be probed, the settings tried out, and the rules that looked at an item."""
    before, after = pair(LOWERED)
    given = assessed(before, after)
    compared = given.comparison
    quiet = replace(compared.framework, rules=(setting("position-lowered", level="note"),))
    full = replace(
        given,
        probed=ChallengeSample(
            seed="<b>ours</b>", drawn_from=4,
            drawn=(Challenged(ref="G2.1", weight=3, reasons=("no evidence cited",)),),
        ),
        tried=Tried(name="trial.yaml", simulation=simulate(compared, quiet)),
        traces=trace(compared, "G1.1"),
    )  # fmt: skip
    text = text_of(page_of(full))

    assert "To be probed: 1 of 4 controls declared unchanged" in text
    assert "G2.1 Entry no evidence cited 3" in text
    assert "<b>ours</b>" in text
    assert "With the settings of trial.yaml . Nothing was adopted" in text
    assert "would speak differently G1.1 A plan of the systems : now material" in text
    assert "Why G1.1 is flagged, and why not for more" in text
    assert "position-lowered material yes" in text
    assert "To be probed" not in text_of(page_of(given))
