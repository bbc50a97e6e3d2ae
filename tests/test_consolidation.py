"""Many assessments seen as one: who comes first, what is shared, who stands out."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from consolidating import FRAMEWORK, LOWERED, RISEN, case, together, viewed
from frameworks import PROPOSED
from hypothesis import given
from hypothesis import strategies as st

from secself import consolidation
from secself.formats.consolidated import wording
from secself.model import (
    Action,
    Case,
    Closing,
    Decision,
    Missing,
    Party,
    PeerMeasure,
    Progress,
)

NOTED = """
| sheet      | ref  | column        | before | after |
| Validation | G1.1 | residual_risk | Low    |       |
| Validation | G1.1 | change        | Changed | Changed |
"""
"""A table of one note: the residual risk is stated no more."""


def ids(cases) -> list[str]:
    """The Users of cases, in order."""
    return [one.id for one in cases]


def test_the_gravest_user_comes_first():
    """Material findings count before concerns, concerns before notes, notes before all else."""
    pack = together(
        case("calm"),
        case("noted", NOTED),
        case("worried", comments=[viewed("G1.1", "Non-compliance")]),
        case("lowered", LOWERED),
    )
    assert ["lowered", "worried", "noted", "calm"] == ids(pack.cases)
    assert [1, 0, 0, 0] == [one.material for one in pack.cases]
    assert [0, 1, 0, 0] == [one.concerns for one in pack.cases]


def test_a_user_without_a_baseline_comes_before_clean_ones():
    """That nothing was found says little where there was nothing to compare with."""
    silent = replace(FRAMEWORK, rules=())
    pack = together(
        case("aaa-clean", framework=silent), case("zzz-new", has_baseline=False, framework=silent)
    )
    assert ["zzz-new", "aaa-clean"] == ids(pack.cases)
    assert [0.0, 1.0] == [one.comparability for one in pack.cases]


def test_equal_cases_are_ordered_by_id():
    """Two Users of whom nothing tells them apart always stand in the same order."""
    assert ["alba", "brae", "carn"] == ids(together(case("carn"), case("alba"), case("brae")).cases)


@pytest.mark.parametrize(
    ("views", "concerns"),
    [
        ((), 0),
        (("No concern",), 0),
        ((None,), 0),
        (("Non-compliance",), 1),
        (("Non-compliance", "More evidence needed"), 1),
        (("No concern", "Potential non-compliance"), 1),
        (("Something of our own",), 1),
    ],
)
def test_concerns_are_rows_whose_view_is_another_than_no_concern(views, concerns):
    """A row is counted once, however many say so."""
    assert concerns == case("alba", comments=[viewed("G1.1", view) for view in views]).concerns


def test_a_concern_taken_back_is_none():
    """An assessor who withdrew a comment has no concern of that row any more."""
    taken = viewed("G1.1", "Non-compliance", withdrawn="The evidence came.")
    assert 0 == case("alba", comments=[taken]).concerns
    both = case("alba", comments=[taken, viewed("G1.2", "Non-compliance")])
    assert 1 == both.concerns


def test_the_same_rule_on_the_same_item_is_shared():
    """Two Users who both lowered G1.1 are named together, in the order of the cases."""
    pack = together(case("alba", LOWERED), case("brae", LOWERED), case("carn", RISEN))
    [shared] = [one for one in pack.shared if one.rule == "position-lowered"]
    assert ("G1.1", ("alba", "brae"), "material") == (shared.ref, shared.users, shared.materiality)
    assert "residual-risk-raised" not in {one.rule for one in pack.shared}


def test_a_document_id_is_each_users_own():
    """That E01 is old at two Users is no common finding: their E01 are different documents."""
    old = """
    | sheet    | ref | column | before     | after      |
    | Evidence | E01 | date   | 2021-01-04 | 2021-01-04 |
    """
    pack = together(case("alba", old), case("brae", old))
    assert {"evidence-old"} <= {f.rule for f in pack.cases[0].assessment.findings}
    assert "evidence-old" not in {one.rule for one in pack.shared}


def test_a_providers_change_names_everyone_who_relies_on_it():
    """One User changed its provider; the others who rely on either of the two are named."""
    pack = together(
        case("alba", providers=(("gridlink",), ("halyard",)), domestic=1_000),
        case("brae", providers=(("gridlink",), ("gridlink",)), domestic=20_000),
        case("carn", providers=(("keyhouse",), ("keyhouse",)), domestic=300),
    )
    [shared] = [one for one in pack.shared if one.provider]
    assert "gridlink" == shared.provider
    assert ("alba", "brae") == shared.users
    assert ("alba",) == shared.changed_at
    assert 21_000 == shared.domestic_premises
    assert "material" == shared.materiality


def test_a_provider_of_whom_nothing_changed_is_not_shared():
    """That two Users rely on the same provider is no news."""
    relied = (("gridlink",), ("gridlink",))
    pack = together(case("alba", providers=relied), case("brae", providers=relied))
    assert () == tuple(one for one in pack.shared if one.provider)


def measured(**thresholds: int):
    """The framework with one measure."""
    values = {"times": 2, "above": 1, "fewest": 2, **thresholds}
    measure = PeerMeasure(
        id="material-findings", words="material findings", provenance=PROPOSED, **values
    )
    return replace(FRAMEWORK, peers=(measure,))


def test_a_user_stands_out_from_the_median_of_its_category():
    """Its own figure is not among those it is held against, and the sentence has them all."""
    cases = [case("loud", LOWERED), case("calm"), case("still")]
    [found] = together(*cases, framework=measured()).outliers
    assert ("loud", 1, 0, 2) == (found.user, found.figure, found.median, found.peers)
    assert "1 material findings; the median of its 2 peers (Small Supplier) is 0." in found.because


@pytest.mark.parametrize(
    ("thresholds", "why"),
    [
        ({"fewest": 3}, "it has two peers only"),
        ({"above": 2}, "it is one above the median only"),
    ],
)
def test_a_user_below_the_threshold_does_not_stand_out(thresholds, why):
    """The thresholds are the framework's."""
    cases = [case("loud", LOWERED), case("calm"), case("still")]
    assert () == together(*cases, framework=measured(**thresholds)).outliers, why


def test_users_of_another_category_are_no_peers():
    """A Large Supplier is not held against Small ones."""
    cases = [case("loud", LOWERED, category="large-supplier"), case("calm"), case("still")]
    assert () == together(*cases, framework=measured()).outliers


def test_a_measure_that_does_not_exist_is_said():
    """Nobody would stand out by it, and nobody would notice."""
    measure = replace(measured().peers[0], id="mood")
    [problem] = consolidation.check(replace(FRAMEWORK, peers=(measure,)))
    assert ("measure-unknown", "mood") == (problem.code, problem.ref)


def test_sections_are_counted_over_all_users():
    """Where more items point worse than better, the section got worse; it comes first."""
    pack = together(case("alba", LOWERED), case("brae", LOWERED), case("carn"))
    first = pack.sections[0]
    assert ("G1", "validation", 2, 0, True) == (
        first.id, first.section, first.worse, first.better, first.got_worse
    )  # fmt: skip
    assert ("alba", "brae") == first.users
    assert 2 == first.material
    assert not any(one.got_worse for one in pack.sections[1:])


def test_what_could_not_be_compared_is_not_counted():
    """A User without a baseline adds nothing to what got worse, but its findings count."""
    pack = together(case("alba", LOWERED, has_baseline=False))
    assert {0} == {one.items for one in pack.sections}


def test_years_add_up():
    """Each year counts every User once, with the positions on all controls."""
    pack = together(case("alba", LOWERED), case("brae"))
    assert [(2024, "vusa", 2), (2025, "ssa", 2)] == [
        (one.year, one.kind, one.users) for one in pack.trend
    ]
    then, now = (dict(one.positions) for one in pack.trend)
    assert then["met"] - 1 == now["met"]
    assert then["partly-met"] + 1 == now["partly-met"]
    assert (None, 1) == tuple(one.material for one in pack.trend)


def test_what_neither_year_answered_is_no_change_unless_something_else_differs():
    """A control that is blank in both years, with another owner, is told of."""
    blank = """
    | sheet      | ref  | column   | before | after |
    | Validation | G1.1 | position |        |       |
    """
    other = blank + "    | Validation | G1.1 | owner    | Priya  | Sam   |"
    assert [] == [delta.ref for delta in case("alba", blank).changed]
    assert ["G1.1"] == [delta.ref for delta in case("alba", other).changed]


def test_the_notice_says_on_what_the_pack_rests():
    """Editions, baselines, and which texts are only recalled."""
    pack = together(case("alba"), case("brae", has_baseline=False), marking="OFFICIAL")
    notice = pack.notice
    assert ("OFFICIAL", "tiny@1.0", "1.0") == (
        notice.marking, notice.framework, notice.interpretations
    )  # fmt: skip
    assert (("2024-vusa", 1), ("none", 1)) == notice.baselines
    assert "AI-2" in notice.of_status("recalled")
    assert "AI-1" in notice.of_status("verified")


def test_the_latest_of_those_missing_comes_first():
    """Who is late stands before who is only not there yet, and unknown days come last."""

    def one(user: str, standing: str, due: date | None) -> Missing:
        return Missing(party=Party(id=user), standing=standing, due=due, because="It is due.")

    pack = together(
        missing=[
            one("never", "missing", None),
            one("soon", "missing", date(2025, 8, 1)),
            one("late", "late", date(2025, 6, 1)),
            one("later", "late", date(2025, 5, 1)),
        ]
    )
    assert ["later", "late", "soon", "never"] == [one.party.id for one in pack.missing]


def asking(*actions: Action, **more: object) -> Decision:
    """A decision of last year that asks for some actions."""
    fields = {"subject": "alba/2024-vusa", "outcome": "actions-requested", "on": date(2024, 9, 3)}
    return Decision(**{**fields, "actions": actions, **more})


def reported(**more: object) -> Progress:
    """What a User reported on 1 June."""
    return Progress(on=date(2025, 6, 1), **more)


@pytest.mark.parametrize(
    ("due", "report", "standing"),
    [
        (date(2025, 6, 30), None, "overdue"),
        (date(2025, 7, 1), None, "open"),
        (None, None, "open"),
        (date(2025, 6, 30), reported(state="done", done_on=date(2025, 6, 1)), "done"),
        (date(2025, 8, 1), reported(state="late"), "slipping"),
        (date(2025, 8, 1), reported(due=date(2025, 9, 1)), "slipping"),
        (date(2025, 6, 30), reported(due=date(2025, 9, 1)), "overdue"),
    ],
)
def test_an_action_stands_as_of_the_day_of_the_pack(due, report, standing):
    """The day that was set counts, whatever later day the User names."""
    action = Action(id="A1", text="Review", due=due, reports=(report,) if report else ())
    [asked] = together(case("alba", asked=asking(action))).actions
    assert ("alba", standing) == (asked.user, asked.standing)


def test_what_a_letter_closed_is_neither_open_nor_done():
    """The director's letter ends the plan; that the User reported nothing is not hidden."""
    action = Action(id="A1", text="Review", due=date(2025, 1, 1))
    letter = Closing(file="letter.pdf", sha256="ab" * 32, on=date(2025, 3, 1))
    [asked] = together(case("alba", asked=asking(action, closing=letter))).actions
    assert "closed" == asked.standing


def test_what_is_overdue_is_asked_after_first():
    """Across all Users, the day longest past comes first."""
    first = Action(id="A1", text="Review", due=date(2025, 1, 1))
    second = Action(id="A2", text="Write", due=date(2025, 12, 1))
    pack = together(
        case("alba", LOWERED, asked=asking(second)), case("brae", asked=asking(second, first))
    )
    told = [(one.user, one.action.id, one.standing) for one in pack.actions]
    assert [("brae", "A1", "overdue"), ("alba", "A2", "open"), ("brae", "A2", "open")] == told


POOL: tuple[Case, ...] = tuple(
    case(
        user,
        table,
        comments=[viewed("G1.1", view)] if view else [],
        category=category,
        has_baseline=has_baseline,
        providers=(("gridlink",), (provider,)),
        domestic=number * 100,
    )
    for number, (user, table, view, category, has_baseline, provider) in enumerate(
        [
            ("alba", "", None, "small-supplier", True, "gridlink"),
            ("brae", LOWERED, None, "small-supplier", True, "gridlink"),
            ("carn", LOWERED, "Non-compliance", "large-supplier", True, "halyard"),
            ("dale", NOTED, "No concern", "small-supplier", True, "gridlink"),
            ("eyot", RISEN, None, "", True, "keyhouse"),
            ("fell", "", None, "large-supplier", False, "gridlink"),
            ("glen", LOWERED, "More evidence needed", "", False, "halyard"),
        ]
    )
)
some = st.lists(st.sampled_from(POOL), unique_by=lambda one: one.id, max_size=7)


@given(some, st.randoms(use_true_random=False))
def test_the_order_in_which_cases_are_given_does_not_matter(cases, random):
    """Whoever names the files, in whatever order, gets the same pack."""
    shuffled = list(cases)
    random.shuffle(shuffled)
    assert together(*cases) == together(*shuffled)


@given(some)
def test_counts_add_up(cases):
    """Every case is there once, and what is counted together is the sum of what is counted each."""
    pack = together(*cases)
    assert sorted(ids(cases)) == sorted(ids(pack.cases))
    worse = sum(
        delta.direction == "worse"
        for one in cases
        if one.has_baseline
        for delta in one.assessment.comparison.deltas
        if delta.section in ("questions", "validation")
    )
    assert worse == sum(one.worse for one in pack.sections)
    for year in pack.trend:
        counted = [each for one in cases for each in one.trend if each.year == year.year]
        assert year.users == len(counted)
        assert sum(dict(year.positions).values()) == sum(
            sum(dict(each.positions).values()) for each in counted
        )


@given(st.sampled_from(POOL))
def test_one_assessment_consolidates_to_itself(one):
    """A pack of one has just that case, unchanged, and shares nothing with anybody."""
    pack = together(one)
    assert (one,) == pack.cases
    assert () == pack.shared
    assert () == pack.outliers
    assert one.trend == tuple(replace(year, users=1) for year in pack.trend)


@given(some, st.sampled_from(POOL))
def test_a_further_user_never_moves_others_past_each_other(cases, more):
    """The order of two Users does not hang on a third."""
    others = [one for one in cases if one.id != more.id]
    with_more = [user for user in ids(together(*others, more).cases) if user != more.id]
    assert ids(together(*others).cases) == with_more


def test_every_order_of_three_is_the_same():
    """Looked through whole, not only drawn."""
    packs = [together(*order) for order in permutations(POOL[:3])]
    assert all(packs[0] == one for one in packs[1:])


def test_what_is_asked_now_was_not_asked_before():
    """The ranking says what became of what was asked last time, and of nothing else."""
    wanted = (Action(id="A1", text="Do", due=date(2025, 9, 30)),)
    then = Decision(
        subject="alba/2024-vusa", outcome="actions-requested", on=date(2024, 9, 3), actions=wanted
    )
    now = replace(then, subject="alba/2025-ssa")
    one = case("alba", asked=then, decision=now)
    pack = together(one)

    assert [then, now] == [each.decision for each in pack.actions_of("alba")]
    assert [then] == [each.decision for each in pack.asked_before(one)]
    assert "0 of 1 actions done" in wording.asked(pack, one)


def test_a_finding_knows_at_whom_else_it_is():
    """The same rule on the same item; of a provider, those at whom it changed too."""
    moved = (("gridlink",), ("halyard",))
    stays = (("halyard",), ("halyard",))
    pack = together(
        case("alba", LOWERED, providers=moved),
        case("brae", LOWERED),
        case("carn", RISEN, providers=moved),
        case("dale", providers=stays),
    )
    found = {
        (one.id, finding.rule): ids(pack.elsewhere(one.id, finding))
        for one in pack.cases
        for finding in one.assessment.findings
    }

    assert ["brae"] == found["alba", "position-lowered"]
    assert ["carn"] == found["alba", "provider-changed"]
    assert [] == found["carn", "residual-risk-raised"]
