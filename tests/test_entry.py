"""The path to becoming a DCC User: the right steps, in an order in which they can be done."""

from dataclasses import replace
from datetime import date

import pytest
from entering import MONDAY, VERIFIED, guide, ours, step, user
from hypothesis import given
from hypothesis import strategies as st

from secself import entry
from secself.calendar import add_working_days
from secself.model import Duration, EntryPlan, PastAssessment

ROLES = (
    "import-supplier",
    "gas-supplier",
    "export-supplier",
    "electricity-distributor",
    "gas-transporter",
    "registered-supplier-agent",
    "other-user",
)
PRIVACY = ["privacy-booking", "privacy-assessment", "privacy-decision"]
SHARED = (
    "accession", "user-id", "credit-cover", "gateway-connection", "srept", "uept-notice", "uept",
    "uept-receipt", "uept-review", "exit-quality-gate", "test-completion", "security-booking",
    "security-assessment", "security-response", "security-decision", "completion",
)  # fmt: skip


def planned(*steps, roles=("import-supplier",), as_of=MONDAY, **estimates) -> EntryPlan:
    """Plan an invented guide."""
    made = guide(*steps, step("end", steps[-1].id, is_goal=True))
    return entry.plan(made, user(*roles), as_of, add_working_days, estimates)


def days(plan: EntryPlan) -> dict[str, tuple[str, str]]:
    """The earliest days of each step that applies, as text."""
    return {one.id: (str(one.start), str(one.end)) for one in plan.applied}


def names(plan: EntryPlan) -> list[str]:
    """The steps that apply, each once, without their role."""
    return list(dict.fromkeys(one.step.id for one in plan.applied))


@pytest.mark.parametrize(
    ("role", "own"),
    [
        ("electricity-distributor", ["rdp-id"]),
        ("gas-transporter", ["rdp-id"]),
        ("import-supplier", ["penetration-test"]),
        ("gas-supplier", ["penetration-test"]),
        ("other-user", PRIVACY),
        ("export-supplier", []),
        ("registered-supplier-agent", []),
    ],
)
def test_each_user_role_has_a_path_of_its_own(role, own):
    """All share the requirements of H1.10; networks, Suppliers and Other Users have more."""
    special = {"rdp-id", "penetration-test", *PRIVACY}

    assert own == [name for name in names(ours(role)) if name in special]
    assert set(SHARED) <= set(names(ours(role)))


@pytest.mark.parametrize("role", ROLES)
def test_nothing_begins_before_what_it_waits_for_is_over(role):
    """In the order told, every step comes after all it waits for, and starts no earlier."""
    plan = ours(role)
    told = {}
    for one in plan.applied:
        assert all(told[name] <= one.start for name in one.depends_on), one.id
        assert one.start <= one.end
        told[one.id] = one.end


def test_the_periods_of_the_guide_in_working_days():
    """Accession 2, notice 60, then 5 for the review and 2 for the confirmation, over Christmas."""
    told = days(ours("electricity-distributor"))

    assert ("2026-11-23", "2026-11-25") == told["accession"]
    assert ("2026-11-25", "2027-02-22") == told["uept-notice-electricity-distributor"]
    assert ("2027-02-22", "2027-02-24") == told["uept-receipt-electricity-distributor"]
    assert ("2027-02-22", "2027-03-01") == told["uept-review-electricity-distributor"]
    assert ("2027-03-01", "2027-03-03") == told["test-completion-electricity-distributor"]
    assert date(2027, 3, 3) == ours("electricity-distributor").earliest_completion


@pytest.mark.parametrize(
    ("as_of", "length", "start", "end"),
    [
        (date(2026, 12, 23), 2, "2026-12-23", "2026-12-29"),
        (date(2027, 3, 24), 3, "2027-03-24", "2027-03-31"),
        (date(2026, 11, 21), 1, "2026-11-23", "2026-11-24"),
        (date(2026, 12, 25), 1, "2026-12-29", "2026-12-30"),
    ],
    ids=["over Christmas", "over Easter", "from a Saturday", "from Christmas Day"],
)
def test_bank_holidays_and_weekends_do_not_count(as_of, length, start, end):
    """A step begins on a working day and counts working days of England and Wales."""
    assert (start, end) == days(planned(step("a", days=length), as_of=as_of))["a"]


def test_an_unknown_length_makes_all_after_it_not_before():
    """It counts as no time; what lies beside it is not touched."""
    plan = planned(
        step("a", days=1), step("b", "a"), step("c", "b", days=2), step("d", "a", days=1)
    )
    told = {one.id: (one.starts_not_before, one.ends_not_before) for one in plan.applied}

    assert {
        "a": (False, False), "b": (False, True), "c": (True, True), "d": (False, False),
        "end": (False, True),
    } == told  # fmt: skip
    assert ["b", "end"] == [one.id for one in plan.unknown]


def test_an_estimate_takes_the_place_of_an_unknown_length():
    """It moves what comes after, and is marked as the User's own."""
    plan = planned(step("a"), step("b", "a", days=2), a=5)
    first = plan.applied[0]

    assert ("2026-11-30", "2026-12-02") == days(plan)["b"]
    assert (5, True, True) == (first.working_days, first.is_estimate, first.is_indicative)
    assert not plan.applied[1].starts_not_before


def test_an_estimate_may_be_for_one_role_only():
    """The id of a planned step is more particular than that of its step."""
    each = step("a", scope="each-role")
    made = guide(each, step("end", "a", is_goal=True))
    plan = entry.plan(
        made, user("import-supplier", "other-user"), MONDAY, add_working_days,
        {"a": 3, "a-other-user": 10},
    )  # fmt: skip

    assert {"a-import-supplier": 3, "a-other-user": 10, "end": None} == {
        one.id: one.working_days for one in plan.applied
    }


def test_the_critical_path_is_the_longest_chain():
    """Of two chains to the goal, a day lost on the longer is a day lost at the end."""
    plan = planned(step("a", days=1), step("short", "a", days=2), step("long", "a", days=9),
                   step("both", "short", "long", days=1))  # fmt: skip

    assert {"a", "long", "both", "end"} == {one.id for one in plan.applied if one.is_critical}


def test_a_step_for_each_role_waits_for_its_own_role_only():
    """Other User waits for the privacy status; the Supplier of the same User does not."""
    plan = ours("import-supplier", "other-user")
    waits = {one.id: one.depends_on for one in plan.applied}

    assert "privacy-decision" in waits["completion-other-user"]
    assert "privacy-decision" not in waits["completion-import-supplier"]
    assert ("uept-notice-other-user", "user-id-other-user", "gateway-connection", "srept") == waits[
        "uept-other-user"
    ]


def test_a_step_that_does_not_apply_passes_on_what_it_waits_for():
    """What comes after it does not slip before what came ahead of it."""
    between = step("between", "a", applies_to=("other-user",))
    plan = planned(step("a", days=4), between, step("c", "between", days=1))

    assert ("a",) == plan.applied[1].depends_on
    assert [False] == [one.applies for one in plan.steps if one.id == "between"]


def test_only_stated_periods_are_not_indicative():
    """Usual lengths, lengths worked out from others and estimates are only indicative."""
    plan = ours("import-supplier")
    counted = [one.step.id for one in plan.applied if not one.is_indicative]

    assert ["uept-notice"] == counted


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([step("a", "b"), step("b", "c"), step("c", "a")], "steps-circular"),
        ([step("a", "a")], "steps-circular"),
        ([step("a", "ghost")], "reference-dangling"),
        ([step("a", applies_to=("nobody",))], "reference-dangling"),
        ([step("a", provenance=replace(VERIFIED, sources=("X",)))], "reference-dangling"),
        ([step("a"), step("a")], "id-twice"),
    ],
    ids=["circle", "itself", "step", "role", "source", "twice"],
)
def test_what_is_wrong_between_the_steps_is_a_problem(steps, code):
    """Circles, names of nothing, and ids that stand twice."""
    found = entry.check(guide(*steps, step("end", is_goal=True)))

    assert [code] == [problem.code for problem in found]


def test_a_path_must_have_an_end():
    """Without a goal there is no earliest completion."""
    assert ["goal-missing"] == [problem.code for problem in entry.check(guide(step("a")))]
    assert ["goal-missing"] == [problem.code for problem in entry.check(guide())]


def test_a_circle_names_its_steps():
    """Whoever wrote it can see what to take out."""
    [problem] = entry.check(guide(step("a", "b"), step("b", "a"), step("end", is_goal=True)))

    assert "a, b" in problem.what or "b, a" in problem.what


@pytest.mark.parametrize(
    ("roles", "codes"),
    [(["other-user"], []), (["grid-owner"], ["role-unknown"]), ([], ["role-missing"])],
)
def test_the_roles_of_a_profile_must_be_known(roles, codes):
    """A misspelt role would have no path at all."""
    found = entry.check_profile(guide(step("a")), user(*roles), "profile.yaml")

    assert codes == [problem.code for problem in found]


def test_estimates_must_be_of_steps_of_this_user_and_not_shorter_than_the_notice():
    """A limit on others may be passed, a notice may not be cut short."""
    notice = Duration(bound="at-least", working_days=60, provenance=VERIFIED)
    made = guide(
        step("notice", duration=notice), step("review", days=5),
        step("privacy", applies_to=("other-user",)), step("end", is_goal=True),
    )  # fmt: skip
    estimates = {"notice": 59, "review": 9, "privacy": 3, "ghost": 1}
    found = entry.check_estimates(made, user("import-supplier"), estimates)

    assert ["estimate-unknown", "estimate-unknown", "estimate-too-short"] == [
        problem.code for problem in found
    ]
    assert () == entry.check_estimates(made, user("import-supplier"), {"notice": 60})


def test_a_user_that_was_assessed_before_is_told_so():
    """The path is shown whole; nothing is taken as done."""
    past = user("import-supplier", assessments=(PastAssessment(kind="fusa", year=2024),))

    assert [("note", "entry-again")] == [
        (problem.level, problem.code)
        for problem in entry.remark(guide(step("a")), past, "profile.yaml")
    ]
    assert () == entry.remark(guide(step("a")), user("import-supplier"), "profile.yaml")


def test_where_no_goal_applies_nothing_is_complete():
    """A guide whose goal is for another role gives no day."""
    made = guide(step("end", is_goal=True, applies_to=("other-user",)))
    plan = entry.plan(made, user("import-supplier"), MONDAY, add_working_days)

    assert plan.earliest_completion is None
    assert () == plan.applied


@given(
    roles=st.lists(st.sampled_from(ROLES), min_size=1, unique=True),
    more=st.dictionaries(
        st.sampled_from(["srept", "uept", "credit_cover", "security_response", "completion"]),
        st.integers(0, 90),
    ),
)
def test_an_estimate_never_makes_anything_earlier(roles, more):
    """Every step is told once, and a length that is given only moves days on."""
    before, after = ours(*roles), ours(*roles, **more)
    ends = {one.id: one.end for one in before.applied}

    assert ends.keys() == {one.id for one in after.applied}
    assert all(ends[one.id] <= one.end for one in after.applied)
    assert len({one.id for one in after.steps}) == len(after.steps)
