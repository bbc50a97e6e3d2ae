"""Which assessment is due when: a table of Users, and the laws behind it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from secself import lifecycle, yamltext
from secself.calendar import is_working_day
from secself.lifecycle.deadlines import months_after
from secself.lifecycle.order import strongest
from secself.model import Framework, PastAssessment, Profile, ProviderEntry, Schedule
from secself.schemas import profile as profile_schema
from secself.store.frameworks import load_framework

REPOSITORY = Path(__file__).parent.parent
TABLE = REPOSITORY / "tests" / "cases" / "schedules.yaml"
ALL = yamltext.parse(TABLE.read_text(encoding="utf-8"), TABLE.name).content
CASES = [case for case in ALL if "cycle" in case]
STRENGTH = ("fusa", "vusa", "ssa")
UNKNOWN = "not known"


@pytest.fixture(scope="module")
def sec_scf() -> Framework:
    """The framework of the regime."""
    return load_framework(REPOSITORY / "controls" / "sec-scf" / "2.5")


def past(line: str) -> dict[str, str]:
    """A past assessment, from one line of the table."""
    kind, year, ended, status = line.split()
    said = {"kind": kind, "year": year}
    said |= {} if ended == "-" else {"fieldwork_ended": ended}
    return said if status == "-" else said | {"status": status.replace("_", " ")}


def profile(case: dict) -> Profile:
    """The profile of a case, through the schema that reads people's files."""
    domestic, non_domestic = case.get("premises", ["1000", "0"])
    made, faults = profile_schema.load_profile(
        {
            "format": "1",
            "id": "someone",
            "name": "Someone",
            "party_category": case.get("party_category", "small-supplier"),
            "user_roles": case.get("roles", ["import-supplier"]),
            "premises": {"domestic": domestic, "non_domestic": non_domestic},
            "user_systems": "1",
            "smets1_enrolled": "no",
            "shared_resource_providers": [{"id": one} for one in case.get("providers", [])],
            "assessments": [past(line) for line in case.get("past", [])],
        }
    )
    assert [] == faults
    assert made is not None
    return made


def planned(framework: Framework, case: dict) -> Schedule:
    """The schedule of a case."""
    as_of = date.fromisoformat(case.get("as_of", "2026-03-02"))
    made = lifecycle.schedule(framework, profile(case), as_of, is_working_day)
    assert made is not None
    return made


def said(value: object) -> str:
    """A value as the table writes it."""
    return UNKNOWN if value is None else str(value)


def test_the_table_is_long_enough():
    """Each category, each side of each threshold, changes mid-cycle and missing facts."""
    assert len(CASES) >= 25
    assert len(ALL) == len({case["name"] for case in ALL})


@pytest.mark.parametrize("case", ALL, ids=lambda case: case["name"])
def test_what_cannot_be_true_of_the_past_is_said(sec_scf, case):
    """Only an error keeps a case from having a schedule."""
    as_of = date.fromisoformat(case.get("as_of", "2026-03-02"))
    found = lifecycle.check_history(sec_scf, profile(case), as_of)

    assert case.get("problems", []) == [problem.code for problem in found]
    assert ("cycle" not in case) is any(problem.level == "error" for problem in found)
    assert all(problem.what and problem.remedy for problem in found)


def test_a_return_after_today_is_said(sec_scf):
    """What was not yet made is nothing to count from."""
    user = replace(
        profile({}),
        providers=(ProviderEntry(id="gridlink", last_return=date(2062, 3, 1)),),
    )
    [problem] = lifecycle.check_history(sec_scf, user, date(2026, 3, 2))

    assert ("warning", "profile-ahead") == (problem.level, problem.code)
    assert "gridlink" in problem.what


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_schedule_of_a_user(sec_scf, case):
    """What comes next, the years after, and the words that say why."""
    found = planned(sec_scf, case)
    why = "\n".join(map(str, found.reasons)).casefold()

    assert case["expect"] == {key: said(getattr(found.next, key)) for key in case["expect"]}
    assert case["cycle"] == [said(one.kind) for one in found.cycle]
    assert [] == [words for words in case["why"] if words.casefold() not in why]
    assert [] == [words for words in case.get("why_not", []) if words.casefold() in why]
    assert case.get("first", "") in str(found.reasons[0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_answer_says_clause_and_confidence(sec_scf, case):
    """A sentence rests on a line of the framework with its standing, or on profile and calendar."""
    reasons = planned(sec_scf, case).reasons
    stated = [reason for reason in reasons if reason.provenance]

    assert any(reason.clause.startswith("G8.4") or "not known" in reason.text for reason in stated)
    assert all("confidence" in str(reason) for reason in stated)
    assert all("(from profile and calendar)" in str(r) for r in reasons if r not in stated)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_the_cycle_expects_is_what_the_schedule_shows(sec_scf, case):
    """`generate` is told the kind of each year; where the schedule is unsure it is told nothing."""
    user, found = profile(case), planned(sec_scf, case)
    for one in found.cycle if case.get("past") else ():
        kinds = lifecycle.expected_kind(sec_scf, user, one.year).kinds

        assert kinds in {(), (one.kind,), (one.kind, "followup"), (one.kind, "followup", "fusa")}
        assert one.kind is not None or not kinds


def test_after_rejected_a_further_full_assessment_is_no_surprise(sec_scf):
    """The SSC can ask for one; after Deferred it is a Follow-up that comes."""
    for status, kinds in (
        ("rejected", ("vusa", "followup", "fusa")),
        ("deferred", ("vusa", "followup")),
    ):
        case = {"past": [f"fusa 2025 2025-07-18 {status}"]}

        assert kinds == lifecycle.expected_kind(sec_scf, profile(case), 2026).kinds


def test_nothing_is_expected_of_years_that_are_over(sec_scf):
    """A pack of an earlier year can be made again without a word."""
    case = {"past": ["fusa 2024 2024-07-12 approved", "vusa 2025 2025-07-18 -"]}

    assert () == lifecycle.expected_kind(sec_scf, profile(case), 2025).kinds
    assert ("ssa",) == lifecycle.expected_kind(sec_scf, profile(case), 2026).kinds


def test_where_a_further_role_may_ask_for_more_nothing_is_expected(sec_scf):
    """The cycle of a Registered Supplier Agent is not known, so a stronger kind is no surprise."""
    roles = ["import-supplier", "registered-supplier-agent"]
    case = {"roles": roles, "past": ["fusa 2025 2025-07-18 approved"]}

    assert () == lifecycle.expected_kind(sec_scf, profile(case), 2026).kinds
    large = case | {"premises": ["260000", "0"]}
    assert ("fusa",) == lifecycle.expected_kind(sec_scf, profile(large), 2026).kinds


def test_a_framework_without_cycles_expects_nothing(sec_scf):
    """No schedule, and no remark."""
    bare, user = replace(sec_scf, lifecycle=None), profile({"past": ["fusa 2025 2025-07-18 -"]})

    assert lifecycle.schedule(bare, user, date(2026, 3, 2), is_working_day) is None
    assert () == lifecycle.expected_kind(bare, user, 2026).kinds


def test_returns_on_shared_resources_are_counted_from_the_last(sec_scf):
    """Six months after the last return; where it is not known nothing is counted."""
    user = replace(
        profile({"past": ["fusa 2025 2025-07-18 approved"]}),
        providers=(
            ProviderEntry(id="gridlink", last_return=date(2025, 8, 31)),
            ProviderEntry(id="other"),
        ),
    )
    found = lifecycle.schedule(sec_scf, user, date(2026, 3, 2), is_working_day)
    why = "\n".join(map(str, found.reasons))

    assert [("gridlink", date(2026, 2, 28)), ("other", None)] == [
        (one.provider, one.due) for one in found.returns
    ]
    assert "overdue since 2026-02-28 (2 days ago)" in str(found.reasons[0])
    assert "last return on other was made is not stated" in why
    assert "SEC G5.27; verified" in why


def test_what_is_late_comes_first_and_the_grounds_come_last(sec_scf):
    """Whoever reads only the first lines knows what to do."""
    user = replace(
        profile({"past": ["fusa 2025 2025-01-17 approved"]}),
        providers=(
            ProviderEntry(id="late", last_return=date(2025, 8, 31)),
            ProviderEntry(id="soon", last_return=date(2025, 10, 1)),
        ),
    )
    found = lifecycle.schedule(sec_scf, user, date(2026, 3, 2), is_working_day)
    reasons = [reason.text for reason in found.reasons]

    assert "It is overdue" in reasons[0]
    assert "return on late is overdue since 2026-02-28" in reasons[1]
    assert "return on soon is due by 2026-04-01, in 30 days" in reasons[2]
    assert "so the VUSA comes next" in reasons[3]
    assert "surpassed" in reasons[-2]


def test_several_days_of_rest_are_told_in_one_sentence(sec_scf):
    """Days that have passed are not told of: nobody can move them."""
    case = {"past": ["fusa 2025 2025-07-18 approved"]}
    rest = [r.text for r in planned(sec_scf, case).reasons if "Saturday" in r.text]
    later = [
        r.text
        for r in planned(sec_scf, case | {"as_of": "2026-06-01"}).reasons
        if "Saturday" in r.text
    ]

    assert (
        "The due day, 2026-07-18, the last day to book, 2026-04-25, and the last day to "
        "reschedule without charge, 2026-06-20, are each a Saturday; none was moved."
    ) == "".join(rest)
    assert (
        "The due day, 2026-07-18, and the last day to reschedule without charge, 2026-06-20, "
        "are each a Saturday; none was moved."
    ) == "".join(later)


def test_the_years_reach_beyond_today(sec_scf):
    """An assessment long overdue does not hide the years to come."""
    found = planned(sec_scf, {"past": ["fusa 2021 2021-07-16 approved"]})

    assert list(range(2022, 2032)) == [one.year for one in found.cycle]


def test_years_and_days_at_the_end_of_time_do_no_harm(sec_scf):
    """A day past the last year of the calendar is no day, and no crash."""
    last = PastAssessment(kind="fusa", year=99999, fieldwork_ended=date(9999, 6, 30))
    user = replace(profile({}), assessments=(last,))
    found = lifecycle.schedule(sec_scf, user, date(2026, 3, 2), is_working_day)

    assert found.next.due is None
    assert 6 == len(found.cycle)


@pytest.mark.parametrize(
    ("cycles", "expected"),
    [
        ([("fusa", "vusa", "ssa"), ("fusa", "vusa", "vusa")], ("fusa", "vusa", "vusa")),
        ([("fusa",), ("fusa", "vusa", "ssa")], ("fusa",)),
        ([("fusa", "ssa"), ("fusa", "vusa", "ssa")],
         ("fusa", "vusa", "fusa", "fusa", "fusa", "ssa")),
        ([], ()),
    ],
)  # fmt: skip
def test_cycles_are_laid_over_one_another(cycles, expected):
    """Step by step the strongest kind."""
    assert expected == strongest(cycles, STRENGTH)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 7, 18), 12, date(2026, 7, 18)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(9999, 6, 1), 12, None),
    ],
)
def test_months_are_calendar_months(day, months, expected):
    """The same day, or the last of a shorter month."""
    assert expected == months_after(day, months)


def test_each_cycle_of_the_regime_names_its_clause_and_standing(sec_scf):
    """What is verified, what is recalled and what is not known, as the sources have it."""
    stated = {
        cycle.id: (cycle.clause, cycle.provenance.status, cycle.kinds)
        for cycle in sec_scf.lifecycle.cycles
    }

    assert {
        "large-supplier": ("G8.41", "recalled", ("fusa",)),
        "small-supplier": ("G8.42", "verified", ("fusa", "vusa", "ssa")),
        "large-network": ("G8.44", "recalled", ("fusa", "vusa", "vusa")),
        "small-network": ("G8.45", "verified", ("fusa", "vusa", "ssa")),
        "other-user": ("G8.47", "verified", ("fusa", "vusa", "ssa")),
        "registered-supplier-agent": ("", "recalled", ()),
        "export-only": ("", "recalled", ()),
    } == stated


def test_the_cycles_name_only_what_the_framework_has(sec_scf):
    """A name that leads nowhere is a Problem, whatever it names."""
    cycles = sec_scf.lifecycle
    first = replace(cycles.cycles[0], kinds=("audit",), roles=("wizard",))
    broken = replace(
        cycles, cycles=(first, *cycles.cycles[1:]), followed_up=("doubtful",), follow_up="again"
    )

    assert () == lifecycle.check(sec_scf)
    assert [
        ("lifecycle.follow_up", "again"),
        ("lifecycle.cycles.0.kinds", "audit"),
        ("lifecycle.cycles.0.roles", "wizard"),
        ("lifecycle.followed_up", "doubtful"),
    ] == [
        (problem.origin.path, problem.what.split("“")[-1].split("”")[0])
        for problem in lifecycle.check(replace(sec_scf, lifecycle=broken))
    ]
