"""A market of Users is consolidated, and every number is counted again from the files by hand.

The recount knows nothing of how secself compares or judges: it reads the JSON that was handed in,
and what the market says was planted in it.
"""

import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median_low

import openpyxl
import pytest

from secself.cli.commands import secself
from secself.cli.ending import DONE, run
from secself.store.frameworks import Library, shelf

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
import portfolio
from portfolio import LAST, Member

FRAMEWORK = Library(shelf()).framework("sec-scf")
DAY = date(LAST, 7, 1)
FACTS = ("User Roles", "Domestic premises", "Non-domestic premises", "User Systems",
         "SMETS1 enrolled")  # fmt: skip
SHOWN = {
    "questions": ("answer", "narrative", "evidence", "reaffirmed", "reaffirmed_by",
                  "reaffirmed_on"),
    "validation": ("answer", "change", "narrative", "evidence", "owner", "residual_risk",
                   "reaffirmed", "reaffirmed_by", "reaffirmed_on"),
}  # fmt: skip

Rows = dict[tuple[str, str], object]


@pytest.fixture(
    scope="module", params=[40, pytest.param(400, marks=pytest.mark.slow)], ids="{} Users".format
)
def market(request, tmp_path_factory) -> tuple[list[Member], Path]:
    """The Users, and the folder in which their files lie."""
    folder = tmp_path_factory.mktemp("market")
    members = list(portfolio.market(FRAMEWORK, request.param))
    portfolio.save(members, folder / "files")
    return members, folder


@pytest.fixture(scope="module")
def pack(market) -> dict:
    """The pack as the command writes it."""
    _, folder = market
    words = ["consolidate", str(folder / "files"), "--as-of", DAY.isoformat(), "--quiet"]
    with pytest.raises(SystemExit) as ending:
        run(secself, [*words, "-o", str(folder / "pack")])
    assert DONE == (ending.value.code or 0)
    return json.loads((folder / "pack" / "consolidated.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def files(market) -> dict[str, dict[int, dict]]:
    """What was handed in, as plain data, by User and year."""
    _, folder = market
    found: defaultdict[str, dict[int, dict]] = defaultdict(dict)
    for path in sorted((folder / "files").glob("*/*.json")):
        found[path.parent.name][int(path.name[:4])] = json.loads(path.read_text(encoding="utf-8"))
    return dict(found)


@pytest.fixture(scope="module")
def there(market) -> dict[str, Member]:
    """The Users that answered in the last year."""
    members, _ = market
    return {one.profile.id: one for one in members if one.is_there}


def by_user(pack: dict) -> dict[str, dict]:
    """The Users of the pack."""
    return {one["user"]: one for one in pack["users"]}


def rows(document: dict) -> Rows:
    """Every item of a submission, by section and Ref, as what can be compared of it."""
    found: Rows = {}
    for row in document["responses"]:
        kept = {name: row[name] for name in SHOWN[row["section"]]}
        # The order in which documents are cited says nothing.
        found[row["section"], row["ref"]] = kept | {"evidence": sorted(row["evidence"])}
    for row in document["statements"]:
        if row["label"] in FACTS:
            found["profile", row["label"]] = row["value"]
    for name in ("evidence", "providers"):
        for row in document[name]:
            found[name, row["id"]] = row
    for row in document["remediation"]:
        found["remediation", f"{row['ref']}: {row['action']}"] = row
    return found


def changed(then: Rows, now: Rows) -> Iterator[tuple[str, str]]:
    """The items that differ."""
    return (key for key in then.keys() | now.keys() if then.get(key) != now.get(key))


def controls(document: dict) -> list[dict]:
    """The rows of the controls."""
    return [row for row in document["responses"] if row["section"] == "validation"]


def test_every_user_that_answered_is_there_once(pack, there):
    """No User is lost, and none comes twice."""
    assert sorted(there) == sorted(one["user"] for one in pack["users"])


def test_every_finding_was_planted_and_all_that_was_planted_is_found(pack, there):
    """Rule and Ref of each, material and to note, User by User."""
    for user, member in there.items():
        findings = by_user(pack)[user]["findings"]
        told = {
            level: {(f["rule"], f["ref"]) for f in findings if f["materiality"] == level}
            for level in ("material", "note")
        }
        assert (member.material, member.notes) == (told["material"], told["note"]), user


def test_the_counts_are_those_of_what_was_planted(pack, there):
    """As numbers, in each User's row and in all of them together."""
    for user, member in there.items():
        row = by_user(pack)[user]
        assert (len(member.material), len(member.notes)) == (row["material"], row["notes"])
    assert sum(len(one.material) for one in there.values()) == pack["counts"]["material"]
    assert sum(len(one.notes) for one in there.values()) == pack["counts"]["notes"]
    assert sum(bool(one.material) for one in there.values()) == pack["counts"]["with_material"]


def test_concerns_and_comments_are_those_in_the_files(pack, there, files):
    """Each row with another view than that there is no concern, once."""
    for user in there:
        comments = files[user][LAST].get("comments", [])
        rows = {one["ref"] for one in comments if one["view"] not in (None, "No concern")}
        told = by_user(pack)[user]["assessor"]
        assert (len(rows), len(comments)) == (told["concerns"], told["comments"])


def test_what_changed_is_what_differs_between_the_files(pack, there, files):
    """Item by item, each User against its file of the year before."""
    for user in there:
        years = sorted(files[user])
        told = by_user(pack)[user]
        if len(years) == 1:
            assert (None, [], 0) == (told["baseline"], told["deltas"], told["counts"]["changed"])
            continue
        then, now = (rows(files[user][year]) for year in years[-2:])
        found = Counter(section for section, _ in changed(then, now))
        assert found == Counter(delta["section"] for delta in told["deltas"]), user
        assert sum(found.values()) == told["counts"]["changed"]
        assert years[-2] == told["baseline"]["year"]


def test_the_gravest_come_first(pack):
    """Material, concerns, notes, the least comparable, the id."""
    keys = [
        (-one["material"], -one["assessor"]["concerns"], -one["notes"], one["comparability"],
         one["baseline"] is not None, one["user"])
        for one in pack["users"]
    ]  # fmt: skip
    assert sorted(keys) == keys


def test_shared_findings_are_those_of_two_users_or_more(pack, there):
    """Questions and controls alike; documents and lines of a plan are each User's own."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for user, member in there.items():
        for rule, ref in member.material | member.notes:
            if rule not in ("evidence-old", "provider-changed"):
                found[rule, ref].add(user)
    expected = {key: users for key, users in found.items() if len(users) > 1}
    told = {(one["rule"], one["ref"]): one for one in pack["shared"] if "rule" in one}
    assert expected == {key: set(one["users"]) for key, one in told.items()}
    for key, one in told.items():
        premises = sum(domestic(user, pack) for user in expected[key])
        assert premises == one["premises"]["domestic"]


def domestic(user: str, pack: dict) -> int:
    """The domestic premises that a User states."""
    return by_user(pack)[user]["premises"]["domestic"]


def test_premises_are_those_that_the_user_states(pack, there, files):
    """Not those of its profile, which are older."""
    for user in there:
        stated = {one["label"]: one["value"] for one in files[user][LAST]["statements"]}
        told = by_user(pack)[user]["premises"]
        assert (stated["Domestic premises"], stated["Non-domestic premises"]) == (
            told["domestic"], told["non_domestic"]
        )  # fmt: skip


def test_a_provider_that_changed_names_all_who_rely_on_it(pack, there, files):
    """Those who came, those who left, and those who stay, with the premises behind them."""
    relied: defaultdict[str, set[str]] = defaultdict(set)
    moved: defaultdict[str, set[str]] = defaultdict(set)
    for user in there:
        years = sorted(files[user])[-2:]
        sides = [{one["id"] for one in files[user][year]["providers"]} for year in years]
        for provider in set().union(*sides):
            relied[provider].add(user)
            if len(sides) > 1 and not all(provider in side for side in sides):
                moved[provider].add(user)
    expected = {
        name: (users, moved[name])
        for name, users in relied.items()
        if moved[name] and len(users) > 1
    }
    told = {one["provider"]: one for one in pack["shared"] if "provider" in one}
    assert expected == {
        name: (set(one["users"]), set(one["changed_at"])) for name, one in told.items()
    }
    for name, one in told.items():
        assert sum(domestic(user, pack) for user in relied[name]) == one["premises"]["domestic"]


def test_years_are_counted_from_the_files(pack, there, files):
    """How many controls stand at each position and each risk, for each User and for all."""
    scale = {one.label: one.id for one in FRAMEWORK.scale.choices}
    risks = {one.label: one.id for one in FRAMEWORK.residual_risks.choices}
    together: defaultdict[int, Counter[str]] = defaultdict(Counter)
    users: Counter[int] = Counter()
    for user in there:
        told = {one["year"]: one for one in by_user(pack)[user]["trend"]}
        assert sorted(files[user]) == sorted(told)
        for year, document in files[user].items():
            put = Counter(scale[row["answer"]] for row in controls(document) if row["answer"])
            levels = Counter(
                risks[row["residual_risk"]] for row in controls(document) if row["residual_risk"]
            )
            assert put == +Counter(told[year]["positions"])
            assert levels == +Counter(told[year]["risks"])
            assert len(controls(document)) - put.total() == told[year]["unanswered"]
            together[year] += put
            users[year] += 1
    assert {one["year"]: (one["users"], +Counter(one["positions"])) for one in pack["trend"]} == {
        year: (users[year], together[year]) for year in together
    }


def test_sections_are_counted_from_the_files(pack, there, files):
    """Items compared and items that differ, over all Users with a baseline."""
    homes = {("validation", one.id): one.chapter for one in FRAMEWORK.controls}
    homes |= {("questions", one.id): one.theme for one in FRAMEWORK.questions}
    items: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    material: Counter[str] = Counter()
    for user, member in there.items():
        for _, ref in member.material:
            home = homes.get(("validation", ref), homes.get(("questions", ref)))
            material[home or ""] += 1
        years = sorted(files[user])[-2:]
        if len(years) > 1:
            then, now = (rows(files[user][year]) for year in years)
            items.update(homes[key] for key in then.keys() | now.keys() if key in homes)
            differing.update(homes[key] for key in changed(then, now) if key in homes)
    told = {one["id"]: one for one in pack["sections"]}
    assert items == Counter({name: one["items"] for name, one in told.items()})
    assert differing == +Counter({name: one["changed"] for name, one in told.items()})
    for name, one in told.items():
        assert material[name] == one["material"]


def test_what_points_worse_is_what_was_planted_to(pack, there):
    """A lower position, a higher risk, evidence withdrawn, a figure risen, a day gone back."""
    worsening = {
        "position-lowered", "residual-risk-raised", "evidence-withdrawn", "incident-reported",
        "vulnerability-open",
    }  # fmt: skip
    for user, member in there.items():
        planted = {ref for rule, ref in member.material if rule in worsening}
        worse = {d["ref"] for d in by_user(pack)[user]["deltas"] if d["direction"] == "worse"}
        assert planted <= worse, user


def test_who_stands_out_is_found_by_the_median(pack, there):
    """Material findings, held against those of the other Users of the category."""
    [measure] = [one for one in FRAMEWORK.peers if one.id == "material-findings"]
    groups: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for user, member in there.items():
        groups[member.profile.party_category][user] = len(member.material)
    expected = {}
    for figures in groups.values():
        for user, figure in figures.items():
            others = [number for name, number in figures.items() if name != user]
            if len(others) >= measure.fewest:
                median = median_low(others)
                if figure >= measure.times * median and figure >= median + measure.above:
                    expected[user] = (figure, median, len(others))
    assert expected == {
        one["user"]: (one["figure"], one["median"], one["peers"])
        for one in pack["outliers"]
        if one["measure"] == "material-findings"
    }


def test_who_is_missing_has_not_answered_and_was_expected_to(pack, market):
    """Large Suppliers are assessed in full each year, and nobody expects this of them."""
    members, _ = market
    expected = {
        one.profile.id
        for one in members
        if not one.is_there and one.profile.party_category != "large-supplier"
    }
    told = {one["user"]: one for one in pack["missing"]}
    assert expected <= told.keys()
    assert not told.keys() & by_user(pack).keys()
    assert {one["standing"] for one in told.values()} <= {"late", "missing"}
    assert all(
        (one["standing"] == "late") == (one["due"] < DAY.isoformat()) for one in told.values()
    )


def test_the_workbook_has_the_same_numbers(pack, market):
    """Rank by rank, row by row."""
    _, folder = market
    content = (folder / "pack" / "consolidated.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    ranked = list(book["Users"].iter_rows(min_row=4, values_only=True))
    assert [
        (place, one["user"], one["material"], one["assessor"]["concerns"], one["notes"])
        for place, one in enumerate(pack["users"], 1)
    ] == [(row[0], row[1], *row[6:9]) for row in ranked]
    for name, number in (
        ("Findings", pack["counts"]["material"] + pack["counts"]["notes"]),
        ("Changes", pack["counts"]["changed"]),
        ("Comments", pack["counts"]["comments"]),
        ("Shared", len(pack["shared"])),
        ("Missing", len(pack["missing"])),
    ):
        filled = book[name].iter_rows(min_row=4, max_col=1, values_only=True)
        assert number == sum(1 for (value,) in filled if value is not None), name
