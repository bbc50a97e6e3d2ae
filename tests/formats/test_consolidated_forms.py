"""The four forms of the pack say the same: every number in the JSON is that of all others."""

import json
from dataclasses import replace
from datetime import date

import pytest
from consolidating import LOWERED, MEETING, a_pack, case
from packs import Tables, paper_tables, paper_text, sheet_of, whole
from pages import text_of

from secself.formats.consolidated import forms
from secself.model import (
    Action,
    AskedAction,
    Consolidation,
    Decision,
    Outlier,
    Shared,
)
from secself.store import files


def a_large_pack() -> Consolidation:
    """The pack with everything, with numbers of four letters and more where they can be."""
    pack = a_pack(marking="OFFICIAL")
    decision = Decision(
        subject="dale/2025-ssa", outcome="actions-requested", on=date(2025, 6, 30),
        actions=(Action(id="A7", text="Watch by night", due=date(2025, 12, 31)),),
    )  # fmt: skip
    decided = case("dale", LOWERED, decision=decision)
    return replace(
        pack,
        cases=tuple(decided if one.id == "dale" else one for one in pack.cases),
        actions=(
            *pack.actions,
            AskedAction(
                user="dale", decision=decision, action=decision.actions[0], standing="open"
            ),
        ),
        outliers=(
            Outlier(
                user="alba", measure="changed", words="Items that changed", figure=1234,
                median=3, peers=21, group="small-supplier", because="1,234 against a median of 3.",
            ),
        ),
        shared=(
            *pack.shared,
            Shared(
                provider="gridlink", title="Gridlink Ltd", materiality="material",
                users=("alba", "brae"), changed_at=("brae",), domestic_premises=1_250_000,
                non_domestic_premises=31,
            ),
        ),
        trend=(
            replace(pack.trend[0], year=2023, users=3, positions=_times(1234, pack), material=11),
            *pack.trend,
        ),
    )  # fmt: skip


def _times(number: int, pack: Consolidation) -> tuple[tuple[str, int], ...]:
    return tuple((name, number + at) for at, (name, _) in enumerate(pack.trend[0].positions))


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """Every form."""
    pack = a_large_pack()
    made: dict[str, bytes] = {}
    for form in forms().values():
        made |= form.write(pack, files.template(form.TEMPLATE) if form.TEMPLATE else None)
    return made


@pytest.fixture(scope="module")
def told(written) -> dict:
    """What the JSON says."""
    return json.loads(written["consolidated.json"])


@pytest.fixture(scope="module")
def page(written) -> Tables:
    """The tables of the page."""
    return Tables(written["consolidated.html"].decode())


@pytest.fixture(scope="module")
def words(written) -> tuple[str, str]:
    """All words of the page and of the paper."""
    return text_of(written["consolidated.html"].decode()), paper_text(written["consolidated.docx"])


def test_every_form_is_there(written):
    """And no other, so that this page of tests speaks of all."""
    assert {f"consolidated.{end}" for end in ("json", "xlsx", "docx", "html")} == set(written)


def test_the_ranking(written, told, page):
    """Place, User and every figure of its row."""
    users = [
        (
            place, one["user"], one["material"], one["assessor"]["concerns"], one["notes"],
            one["counts"]["worse"], one["counts"]["better"], one["counts"]["changed"],
            f"{one['comparability']:.1%}" if one["baseline"] else "no baseline",
        )
        for place, one in enumerate(told["users"], 1)
    ]  # fmt: skip
    names = {one["name"]: one["user"] for one in told["users"]}
    numbers = ("Material", "Concerns", "Notes", "Worse", "Better", "Changed")

    assert users == [
        (
            whole(row["Rank"]), row["User"], *(whole(row[name]) for name in numbers),
            f"{float(row['Compared']):.1%}" if row["Compared"][0].isdigit() else row["Compared"],
        )
        for row in sheet_of(written["consolidated.xlsx"], "Users")
    ]  # fmt: skip
    assert users == [
        (
            whole(row["Place"]), names[row["User"]], *(whole(row[name]) for name in numbers),
            row["Compared"],
        )
        for row in page.table("ranking")
    ]  # fmt: skip
    assert [(*one[:6], one[7], one[8]) for one in users] == [
        (
            place, row["User"].split("\n")[1], *(whole(row[name]) for name in numbers[:3]),
            *map(whole, row["Worse, of changed"].split(" of ")), row["Comparable"],
        )
        for place, row in enumerate(paper_tables(written["consolidated.docx"], "Comparable"), 1)
    ]  # fmt: skip


def test_the_sums_of_the_pack(written, told, words):
    """In one sentence, the same in each, and as figures on the page."""
    counts = told["counts"]
    many = {key: sum(one[key] for one in told["users"]) for key in ("material", "notes")}
    concerns = sum(one["assessor"]["concerns"] for one in told["users"])
    said = (
        f"{len(told['users'])} Users: {many['material']} material findings, {concerns} concern of "
        f"the assessor, {many['notes']} note; {counts['missing']} User missing, "
        f"{counts['late']} of them late."
    )
    summary = sheet_of(written["consolidated.xlsx"], "Summary")

    assert all(said in one for one in words)
    assert any(said in (*row, *row.values()) for row in summary)
    figures = (
        f"{len(told['users'])} Users {many['material']} material findings {concerns} concerns of "
        f"the assessor {many['notes']} notes {counts['actions_overdue']} actions overdue "
        f"{counts['missing']} Users missing {counts['decided']} decided"
    )
    assert figures in words[0]


def test_each_user(told, words):
    """Its figures, premises and years on its part of page and paper."""
    for one in told["users"]:
        counts, premises = one["counts"], one["premises"]
        sides = (("domestic", premises["domestic"]), ("non-domestic", premises["non_domestic"]))
        stated = ", ".join(f"{number:,} {kind}" for kind, number in sides if number is not None)
        assert all(f"Premises {stated}" in text for text in words)
        concerns = one["assessor"]["concerns"]
        assert (
            f"{one['material']} material, {concerns} concerns of the assessor, {one['notes']} "
            f"notes; {counts['changed']} items differ, {counts['worse']} worse and "
            f"{counts['better']} better"
        ) in words[1]
        plain = words[0].replace(" ,", ",").replace("concerns", "concern").replace("notes", "note")
        assert (
            f"{one['material']} material, {concerns} concern of the assessor, {one['notes']} note ."
        ) in plain
        items = "item" if counts["changed"] == 1 else "items"
        assert (
            f"{counts['changed']} {items} changed: {counts['worse']} worse, {counts['better']} "
            "better."
        ) in plain


def test_the_findings_of_each_user(written, told, words):
    """As many in each form, with the same reason."""
    found = [(user["user"], one["because"]) for user in told["users"] for one in user["findings"]]

    assert found == [
        (row["User"], row["What was found"])
        for row in sheet_of(written["consolidated.xlsx"], "Findings")
    ]
    for text in words:
        body = text[text.index("1. ") :]
        for because in {because for _, because in found}:
            times = sum(one == because for _, one in found)
            assert body.count(because) >= times


def test_what_is_shared(written, told, page):
    """At how many Users, at which, and how many premises are behind them."""
    shared = [
        (
            one.get("provider") or one["rule"], len(one["users"]), ", ".join(one["users"]),
            sum(one["premises"].values()),
        )
        for one in told["shared"]
    ]  # fmt: skip

    assert shared == [
        (
            row["Provider"] or row["Rule"], whole(row["Number of Users"]), row["Users"],
            whole(row["Domestic premises"]) + whole(row["Non-domestic premises"]),
        )
        for row in sheet_of(written["consolidated.xlsx"], "Shared")
    ]  # fmt: skip
    rules = [
        (row["Rule"], whole(row["Users"]), row["Which"], whole(row["Premises behind them"]))
        for row in page.table("shared-table")
    ]
    providers = [
        (whole(row["Users"]), row["Who relies on it, or did"], whole(row["Premises behind them"]))
        for row in page.table("providers-table")
    ]
    is_rule = ["rule" in one for one in told["shared"]]
    assert rules == [one for one, is_one in zip(shared, is_rule, strict=True) if is_one]
    assert providers == [one[1:] for one, is_one in zip(shared, is_rule, strict=True) if not is_one]
    assert [one[2:] for one in shared] == [
        (row["At"], whole(row["Premises behind"]))
        for row in paper_tables(written["consolidated.docx"], "Premises behind")
    ]


def test_the_sections_that_got_worse(written, told, page):
    """How many of their items point which way."""
    grown = [one for one in told["sections"] if one["got_worse"]]
    names = ("Worse", "Better")

    assert grown
    assert [(one["id"], one["worse"], one["better"]) for one in told["sections"]] == [
        (row["Section"], *(whole(row[name]) for name in names))
        for row in sheet_of(written["consolidated.xlsx"], "Sections")
    ]
    assert [
        (one["id"], one["items"], one["changed"], one["worse"], one["better"], one["material"])
        for one in grown
    ] == [
        (
            row["Section"].split()[0],
            *(
                whole(row[name])
                for name in ("Items compared", "Changed", "Worse", "Better", "Material")
            ),
        )
        for row in page.table("sections-table")
    ]
    assert [(one["worse"], one["better"]) for one in grown] == [
        tuple(whole(row[name]) for name in names)
        for row in paper_tables(written["consolidated.docx"], "Section")
    ]
    charted = {row["Section"].split()[0]: row for row in page.table("pointing")}
    for one in told["sections"]:
        if one["worse"] or one["better"]:
            row = charted[one["id"]]
            assert (one["worse"], one["better"]) == tuple(whole(row[name]) for name in names)


def test_the_years(written, told, page):
    """Positions, risks and findings of all Users; the chart has the figures of the table."""
    sheet = [
        row for row in sheet_of(written["consolidated.xlsx"], "Trend") if row["User"] == "All Users"
    ]
    assert len(told["trend"]) == len(sheet) == len(page.table("years-table")) == 3
    for year, ours, theirs, drawn in zip(
        told["trend"], page.table("years-table"), sheet, page.table("positions"), strict=True
    ):
        numbers = (*year["positions"].values(), year["unanswered"])
        assert [str(year["year"]), f"{year['users']:,}"] == list(ours.values())[:2]
        assert list(map(whole, list(drawn.values())[1:]))[: len(numbers) - 1] == list(numbers[:-1])
        for name in ("Met", "Partly met"):
            assert whole(ours[name]) == whole(theirs[name]) == whole(drawn[name])
        for name in ("Material", "Notes"):
            known = year[name.lower()]
            assert ("not recorded" if known is None else f"{known:,}") == ours[name]
            assert ("" if known is None else str(known)) == theirs[name]


def test_who_stands_out_what_was_asked_and_who_is_missing(written, told, page, words):
    """Each with its figures and days."""
    [out] = told["outliers"]
    [row] = page.table("outliers-table")
    [cells] = sheet_of(written["consolidated.xlsx"], "Peers")
    figures = (out["figure"], out["median"], out["peers"])
    assert figures == tuple(whole(row[name]) for name in ("Number", "Median of peers", "Peers"))
    assert figures == tuple(whole(cells[name]) for name in ("Number", "Median of peers", "Peers"))
    assert all(out["because"] in text for text in words)

    asked = [(one["user"], one["due"]) for one in told["actions"]]
    assert asked == [(row["User"], row["Due"]) for row in page.table("actions")]
    assert asked == [
        (row["User"], row["Due"][:10]) for row in sheet_of(written["consolidated.xlsx"], "Actions")
    ]
    missing = [(one["name"], one["due"]) for one in told["missing"]]
    assert missing == [(row["User"], row["Due"]) for row in page.table("missing-table")]
    assert missing == [
        (row["Name"], row["Due"][:10]) for row in sheet_of(written["consolidated.xlsx"], "Missing")
    ]
    assert "Carn Ltd" in words[1]


def test_on_what_it_rests(told, words):
    """Editions, baselines, day and how many texts are only recalled."""
    notice = told["notice"]
    for text in words:
        assert notice["framework"] in text
        assert f"{MEETING.day} July {MEETING.year}" in text
        for name, number in (notice["answered_under"] | notice["baselines"]).items():
            assert f"{name} ({number} User" in text
        for refs in notice["texts"].values():
            assert not refs or f"{len(refs)}" in text
