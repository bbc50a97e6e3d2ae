"""`consolidated.html` says what `consolidated.json` says, on one page that asks for nothing."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from consolidating import LOWERED, RISEN, a_pack, case, together, viewed
from pages import Elements, text_of

from secself.formats.consolidated import html
from secself.formats.consolidated import json as form
from secself.formats.consolidated.html import places
from secself.model import Action, Consolidation, Decision
from secself.store import files

WILD = "<script>window.ran=1</script> =cmd|' /C calc'!A1 {{7*7}} {% x %} @SUM & \u202ea\nb"
SHOWN = WILD.replace("\u202e", "[U+202E]")


def written(pack: Consolidation) -> Mapping[str, bytes]:
    """The files of the page."""
    return html.write(pack, files.template(html.TEMPLATE))


def page_of(pack: Consolidation) -> str:
    """The one page."""
    [(name, content)] = written(pack).items()
    assert "consolidated.html" == name
    return content.decode("utf-8")


def test_the_ranking_has_the_users_of_the_json_in_their_order():
    """Each leads to its part of the page."""
    pack = a_pack()
    page = Elements(page_of(pack))
    users = json.loads(form.write(pack, None)[form.NAME])["users"]
    rows = [row["data-place"] for row in page.of("tr") if "data-place" in row]

    assert [f"u-{one['user']}" for one in users] == rows
    assert [f"#{place}" for place in rows] == [
        link["href"] for link in page.of("a") if link.get("class") == "name"
    ]
    assert rows == [one["id"] for one in page.of("details") if one.get("class") == "user"]


def test_each_item_a_rule_spoke_of_says_what_was_found_why_and_where_the_code_says_so():
    """Once, with all findings on it."""
    pack = a_pack()
    content = page_of(pack)
    said = text_of(content)
    flags = [one for one in Elements(content).of("article") if "data-found" in one]

    assert len(flags) == sum(
        len({finding.ref for finding in one.assessment.findings}) for one in pack.cases
    )
    for one in pack.cases:
        for finding in one.assessment.findings:
            assert finding.because in said
            assert " ".join(finding.why.split()) in said
            assert finding.rule in said
            assert all(source in said for source in finding.sources)


def test_a_finding_names_the_other_users_at_whom_it_is():
    """A few of them; all stand in what lies across the Users."""
    two = page_of(together(case("alba", LOWERED), case("brae", LOWERED), case("dale")))
    many = page_of(together(*(case(f"user-{number:02}", LOWERED) for number in range(12))))

    assert "<b>Also at:</b> <bdi>Brae</bdi>" in two
    assert 2 == two.count("Also at:")
    assert "User-08 and 3 more</bdi>" in many


def test_what_differs_is_marked_word_by_word():
    """Before is struck out and now put in, where both sides say something."""
    table = """
    | sheet      | ref  | column       | before                      | after                      |
    | Validation | G1.1 | position     | Met                         | Partly met                 |
    | Validation | G1.1 | change       | Changed                     | Changed                    |
    | Validation | G1.1 | what changed | All hosts are on the plan   | No hosts are on the plan   |
    """
    content = page_of(together(case("alba", table)))

    assert "<del class=w>Met</del>" in content
    assert "<ins class=w>Partly met</ins>" in content
    assert "<del>All</del> hosts are on the plan" in content
    assert "<ins>No</ins> hosts are on the plan" in content


def test_what_changed_without_a_finding_is_told_too():
    """With both texts in one, word by word."""
    table = "| sheet | ref | column | before | after |\n| Validation | G1.10 | owner | Ada | Cy |"
    content = page_of(together(case("alba", table)))

    assert "Changed without a finding: 1 item" in content
    assert "<del class=w>Ada</del>" in content
    assert "<ins class=w>Cy</ins>" in content


def test_a_comment_on_an_earlier_answer_shows_both_texts():
    """What it was made on, and what stands there now."""
    one = case("alba", LOWERED)
    before = one.assessment.comparison.prior.response("validation", "G1.1")
    said = replace(
        viewed("G1.1", "Non-compliance"), standing="on-earlier-answer", written_on=before
    )
    content = text_of(
        page_of(together(replace(one, assessment=replace(one.assessment, comments=(said,)))))
    )

    assert "It was made on an earlier answer: Column When it was made Now" in content
    assert "position Met Partly met" in content


def test_what_was_asked_last_time_stands_with_whether_it_was_done():
    """On the User's part, and among the actions of all."""
    content = text_of(page_of(a_pack()))

    assert "What was asked last time, and whether it was done" in content
    assert "Actions due, overdue first: 1" in content
    assert 2 == content.count("A1 Review the accounts")
    assert content.count("overdue 2025-01-31") == 2


def test_a_user_of_whom_nothing_is_decided_has_the_three_outcomes_to_choose():
    """And one that was decided on has the decision instead."""
    decision = Decision(
        subject="alba/2025-ssa", outcome="satisfactory", on=date(2025, 7, 1), reason="All is well."
    )

    assert '<ul class="boxes">' in page_of(together(case("alba")))
    decided = page_of(together(case("alba", decision=decision)))
    assert '<ul class="boxes">' not in decided
    assert "All is well." in decided


def test_what_a_decision_on_this_assessment_asks_for_stands_with_it():
    """It was not asked last time."""
    decision = Decision(
        subject="alba/2025-ssa", outcome="actions-requested", on=date(2025, 7, 1),
        actions=(Action(id="A1", text="Review the accounts", due=date(2025, 9, 30)),),
    )  # fmt: skip
    content = text_of(page_of(together(case("alba", decision=decision))))

    assert "What was asked last time" not in content
    assert content.index("decided on 1 July 2025") < content.rindex("A1 Review the accounts")


def test_what_lies_across_the_users_has_the_numbers_of_the_json():
    """Who relies on a provider that changed, with the premises; sections; years; who is missing."""
    pack = a_pack()
    told = json.loads(form.write(pack, None)[form.NAME])
    content = text_of(page_of(pack))

    for one in told["shared"]:
        premises = sum(one["premises"].values())
        users = ", ".join(one["users"]).replace(",", " ,")
        assert f"{len(one['users'])} {users} {premises:,}" in content
    for one in told["sections"]:
        figures = " ".join(str(one[key]) for key in ("items", "changed", "worse", "better"))
        assert (f"{one['title']} {figures}" in content) == one["got_worse"]
    assert "Carn Ltd carn" in content
    assert "late 2025-06-01" in content


def test_the_page_is_let_to_run_nothing_but_its_own_script():
    """By digest; no style or script is allowed in an element, and nothing can be fetched."""
    content = page_of(a_pack())
    page = Elements(content)
    [policy] = [
        one["content"] for one in page.of("meta") if one.get("http-equiv", "").startswith("Content")
    ]

    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none';")
    for kind in ("style", "script"):
        [inside] = re.findall(f"<{kind}>(.*?)</{kind}>", content, re.DOTALL)
        digest = b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    handlers = [name for _, names in page.found for name in names if name.startswith("on")]
    assert [] == handlers
    assert not any("style" in names for _, names in page.found)
    assert not re.search(r"""(?:src|href)=["']?(?!#|")""", content.replace(inside, ""))


def test_what_strangers_wrote_is_shown_and_is_no_markup():
    """In names, ids, comments, reasons, providers, markings; nothing of it is poured again."""
    one = case(
        "alba", LOWERED, comments=[viewed("G1.1", WILD, WILD)], providers=((WILD,), ("b",)),
        category=WILD,
        decision=Decision(subject=WILD, outcome=WILD, on=date(2025, 7, 1), by=WILD, reason=WILD),
    )  # fmt: skip
    wild = replace(one, party=replace(one.party, id=WILD, name=WILD))
    content = page_of(together(wild, marking=WILD))
    shown = text_of(content)

    assert " ".join(SHOWN.split()) in shown
    assert "49" not in re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>", "", content)
    assert 1 == len(Elements(content).of("script"))
    assert "\u202e" not in content


def test_the_longest_text_a_cell_can_carry_is_whole():
    """Nothing is cut off."""
    long = "x" * 32_767
    assert long in page_of(together(case("alba", comments=[viewed("G1.1", None, long)])))


def test_the_marking_stands_on_every_printed_page_and_in_the_flow():
    """At the top and bottom by the style of the page, and above and below the text."""
    content = page_of(together(case("alba"), marking="OFFICIAL & <x>"))

    assert 2 == content.count('<p class="marking">OFFICIAL &amp; &lt;x&gt;</p>')
    assert r"@top-center { content: \"OFFICIAL\26 " not in content
    assert 2 == content.count(r'content: "OFFICIAL\20 \26 \20 \3c x\3e "')
    assert 'class="marking"' not in page_of(together(case("alba")))


def test_the_same_pack_gives_the_same_bytes():
    """And a pack of no User is a page all the same."""
    assert written(a_pack()) == written(a_pack())
    assert "0 Users" in page_of(together())


def test_a_pack_too_large_for_one_page_has_a_page_for_each_user(monkeypatch):
    """Linked both ways by relative paths; none leaves the folder of the pack."""
    monkeypatch.setattr(html, "LARGEST", 50_000)
    pack = a_pack()
    found = written(pack)
    front = Elements(found["consolidated.html"].decode())
    own = found["users/alba.html"].decode()

    assert {"consolidated.html", *(f"users/{one.id}.html" for one in pack.cases)} == set(found)
    links = {link["href"] for link in front.of("a")}
    assert {f"users/{one.id}.html" for one in pack.cases} <= links
    assert all(link.startswith("#") or link in found for link in links)
    ours = [one.id for one in pack.cases]
    beside = {ours[at] for at in (ours.index("alba") - 1, ours.index("alba") + 1)}
    assert {"../consolidated.html", *(f"../users/{one}.html" for one in beside)} == {
        link["href"] for link in Elements(own).of("a")
    }
    assert "script-src 'none'" in own
    assert [] == Elements(own).of("script")
    assert "The position was Met and is now Partly met." in text_of(own)


@pytest.mark.parametrize("user", ["../up", "a/b", "con", "a b", "Ä", "x" * 300, "", "users\\a"])
def test_a_user_whose_id_is_no_file_name_has_a_page_with_another(user):
    """Also where two ids differ in capitals only, and one file system would not tell them apart."""
    named = places.names(["acme", user, "ACME"])

    assert "acme" == named["acme"]
    assert re.fullmatch("user-[0-9a-f]{16}", named[user])
    assert re.fullmatch("user-[0-9a-f]{16}", named["ACME"])


def test_four_hundred_users_with_twenty_changes_each_fit_on_one_page():
    """Under three megabytes, two of the changes with a finding."""
    base = case("alba", LOWERED)
    comparison = base.assessment.comparison
    changed = next(one for one in comparison.deltas if one.ref == "G1.10")
    narratives = [
        "Accounts of leavers are closed within one day, reviewed monthly by the service desk.",
        "Accounts of leavers are closed within two days, reviewed weekly by the service desk.",
    ]
    before, after = (replace(changed.after, narrative=text) for text in narratives)
    more = tuple(
        replace(
            changed, ref=f"G1.{number}", before=before, after=after, changes=("narrative-changed",)
        )
        for number in range(20, 38)
    )
    risen = case("brae", RISEN).assessment
    framework = comparison.framework
    titled = tuple(
        replace(framework.controls[0], id=one.ref, title="Accounts of those who have left")
        for one in more
    )
    framework = replace(framework, controls=(*framework.controls, *titled))
    grave = replace(
        base.assessment,
        comparison=replace(comparison, framework=framework, deltas=(*comparison.deltas, *more)),
        findings=(*base.assessment.findings, *risen.findings),
    )
    pack = together(
        *(
            replace(base, party=replace(base.party, id=f"user-{n:03}"), assessment=grave)
            for n in range(400)
        )
    )
    found = written(pack)

    assert 19 == len(pack.cases[0].changed)
    assert ["consolidated.html"] == list(found)
    assert len(found["consolidated.html"]) < 3_000_000
