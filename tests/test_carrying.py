"""What becomes of last year's answers when the framework has changed."""

from collections import Counter
from dataclasses import replace

import pytest
from frameworks import PROPOSED, YES_NO, control, question, tiny_framework, tiny_submission
from hypothesis import given
from hypothesis import strategies as st
from submissions import AS_OF, RULES, setting

from secself.carrying import (
    brought_over,
    carry,
    check,
    check_against,
    comparability,
    likely_moves,
)
from secself.comparison import compare
from secself.materiality import run
from secself.model import (
    AnswerType,
    Control,
    Framework,
    ItemChange,
    Response,
    Submission,
)

WORDS = ("same", "reworded", "turned", "moved", "split", "merged", "new", "withdrawn")


def edition(number: str, *controls: Control, changes: tuple[ItemChange, ...] = ()) -> Framework:
    """The tiny framework with some controls of its own, under another edition."""
    return replace(
        tiny_framework(),
        edition=number,
        controls=controls,
        questions=(),
        changes=changes,
        rules=tuple(map(setting, RULES)),
    )


def clause(ref: str, text: str | None = None, polarity: str = "") -> Control:
    """A control that says what its id says, unless told otherwise."""
    made = control(ref, f"The duty of {ref}." if text is None else text, title="A duty")
    return replace(made, polarity=polarity)


def change(what: str, was: str, became: str = "", since: str = "2.0") -> ItemChange:
    """A declared change; ids separated by spaces."""
    return ItemChange(
        id=f"{since}-{was.replace(' ', '-')}",
        since=since,
        what=what,
        was=tuple(was.split()),
        became=tuple(became.split()),
        reason="Somebody decided so.",
        provenance=PROPOSED,
    )


def told(carried) -> list[tuple]:
    """Ref and wording of each item, with what it came from or became where that is not itself."""
    return [
        (one.ref, one.wording, *filter(None, (_other(one.came_from, one.ref), one.became)))
        for one in carried
    ]


def _other(refs: tuple[str, ...], ref: str) -> tuple[str, ...]:
    return () if refs == (ref,) else refs


def test_what_kept_id_and_words_is_the_same():
    """Between an edition and itself everything is the same, and all of it can be compared."""
    carried = carry(tiny_framework(), tiny_framework())

    assert {"same"} == {one.wording for one in carried}
    assert 1.0 == comparability(carried)


def test_other_words_under_one_id_are_reworded():
    """A kept id does not make an answer good for other words."""
    carried = carry(edition("1.0", clause("G1.1")), edition("2.0", clause("G1.1", "Another duty.")))

    assert [("G1.1", "reworded")] == told(carried)
    assert carried[0].needs_reaffirming


def test_white_space_is_no_other_word():
    """A text that was only wrapped otherwise is the same text."""
    carried = carry(
        edition("1.0", clause("G1.1", "Keep a plan.")),
        edition("2.0", clause("G1.1", "Keep a\n plan. ")),
    )

    assert [("G1.1", "same")] == told(carried)


def test_one_text_that_stands_for_something_else_is_turned():
    """Where meeting a statement stood for good practice and now stands for bad, nothing carries."""
    carried = carry(
        edition("1.0", clause("G1.1", "Passwords are shared.", "not achieved")),
        edition("2.0", clause("G1.1", "Passwords are shared.", "achieved")),
    )

    assert [("G1.1", "turned")] == told(carried)
    assert 0.0 == comparability(carried)


def test_a_polarity_stated_for_the_first_time_turns_nothing():
    """That an edition begins to say what an answer stands for does not turn the answer."""
    carried = carry(
        edition("1.0", clause("G1.1")), edition("2.0", clause("G1.1", None, "achieved"))
    )

    assert [("G1.1", "same")] == told(carried)


@pytest.mark.parametrize(
    ("before", "after", "wording"),
    [
        (YES_NO, replace(YES_NO, ranking=tuple(reversed(YES_NO.ranking))), "turned"),
        (AnswerType(kind="whole", better="lower"), AnswerType(kind="whole", better="higher"),
         "turned"),
        (AnswerType(kind="choice", choices=("A", "B"), ranking=("A", "B")),
         AnswerType(kind="choice", choices=("A", "C", "B"), ranking=("A", "C", "B")), "reworded"),
    ],
)  # fmt: skip
def test_an_answer_whose_order_is_reversed_is_turned(before, after, wording):
    """Yes was the good answer and is now the bad one; a further choice alone turns nothing."""
    asked = [
        replace(edition(number), questions=(question("Q01.1", "Is it so?", answer),))
        for number, answer in (("1.0", before), ("2.0", after))
    ]

    assert [("Q01.1", wording)] == told(carry(*asked))


def test_what_moved_split_and_merged_is_told_from_both_ends():
    """Of a move there is one record; of a split and a merger each old item keeps its own."""
    old = edition("1.0", *(clause(f"G1.{number}") for number in range(1, 6)))
    new = edition(
        "2.0",
        *(clause(f"G2.{number}") for number in range(1, 5)),
        changes=(
            change("moved", "G1.1", "G2.1"),
            change("split", "G1.2", "G2.2 G2.3"),
            change("merged", "G1.3 G1.4", "G2.4"),
            change("withdrawn", "G1.5"),
        ),
    )

    assert [
        ("G2.1", "moved", ("G1.1",)),
        ("G2.2", "split", ("G1.2",)),
        ("G2.3", "split", ("G1.2",)),
        ("G2.4", "merged", ("G1.3", "G1.4")),
        ("G1.2", "withdrawn", ("G2.2", "G2.3")),
        ("G1.3", "withdrawn", ("G2.4",)),
        ("G1.4", "withdrawn", ("G2.4",)),
        ("G1.5", "withdrawn"),
    ] == told(carry(old, new))
    assert [] == list(check(new))


def test_clauses_that_were_renumbered_together_do_not_run_into_each_other():
    """G1.1 became G1.2 and G1.2 became G1.3 at one time; no answer lands two clauses on."""
    old = edition("1.0", clause("G1.1", "First."), clause("G1.2", "Second."))
    new = edition(
        "2.0",
        clause("G1.2", "First."),
        clause("G1.3", "Second."),
        changes=(change("moved", "G1.1", "G1.2"), change("moved", "G1.2", "G1.3")),
    )

    assert [
        ("G1.2", "moved", ("G1.1",)),
        ("G1.3", "moved", ("G1.2",)),
    ] == told(carry(old, new))
    assert [] == list(check(new))


def test_changes_of_several_editions_follow_one_another():
    """From 1.0 to 3.0 an item is followed through 2.0; from 2.0 only the later change counts."""
    changes = (
        change("split", "G1.1", "G1.2 G1.3", since="2.0"),
        change("merged", "G1.3 G1.4", "G1.5", since="3.0"),
    )
    first = edition("1.0", clause("G1.1"), clause("G1.4"))
    second = edition("2.0", clause("G1.2"), clause("G1.3"), clause("G1.4"))
    third = edition("3.0", clause("G1.2"), clause("G1.5"), changes=changes)

    assert [
        ("G1.2", "split", ("G1.1",)),
        ("G1.5", "merged", ("G1.1", "G1.4")),
        ("G1.1", "withdrawn", ("G1.2", "G1.5")),
        ("G1.4", "withdrawn", ("G1.5",)),
    ] == told(carry(first, third))
    assert [
        ("G1.2", "same"),
        ("G1.5", "merged", ("G1.3", "G1.4")),
        ("G1.3", "withdrawn", ("G1.5",)),
        ("G1.4", "withdrawn", ("G1.5",)),
    ] == told(carry(second, third))


def test_an_earlier_edition_is_reached_by_the_same_changes_backwards():
    """A baseline under a newer edition is carried back: a split is a merger seen from behind."""
    declared = (change("split", "G1.1", "G1.2 G1.3"),)
    old = edition("1.0", clause("G1.1"))
    new = edition("2.0", clause("G1.2"), clause("G1.3"), changes=declared)

    assert [
        ("G1.1", "merged", ("G1.2", "G1.3")),
        ("G1.2", "withdrawn", ("G1.1",)),
        ("G1.3", "withdrawn", ("G1.1",)),
    ] == told(carry(new, old))


def test_what_nobody_declared_is_not_guessed():
    """The same words under another id are a new item and a withdrawn one, not a move."""
    carried = carry(
        edition("1.0", clause("G1.1", "Keep a plan.")),
        edition("2.0", clause("G1.2", "Keep a plan.")),
    )

    assert [("G1.2", "new"), ("G1.1", "withdrawn")] == told(carried)


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (change("moved", "G1.8", "G1.9"), "leads to “G1.9”, which is not in the framework"),
        (change("moved", "G1.1", "G1.2"), "says that “G1.1” is no more; it stands"),
        (change("split", "G1.8", "G1.2"), "one item was and several became"),
        (change("merged", "G1.8", "G1.2"), "several items were and one became"),
        (change("turned", "G1.1", "G1.2"), "one item was and the same became"),
        (change("withdrawn", "G1.8", "G1.2"), "one item or more were and none became"),
    ],
)
def test_a_declaration_that_leads_astray_is_a_problem(declared, said):
    """What would put an answer beside the wrong words is refused before any answer is."""
    framework = edition("2.0", clause("G1.1"), clause("G1.2"), changes=(declared,))
    problems = list(check(framework))

    assert {"change-unsound"} == {problem.code for problem in problems}
    assert any(said in problem.what for problem in problems)


def test_one_item_cannot_become_two_things_by_two_declarations():
    """Two declarations of one edition about one item contradict each other."""
    framework = edition(
        "2.0",
        clause("G1.1"),
        clause("G1.2"),
        changes=(change("moved", "G1.8", "G1.1"), change("moved", "G1.8 ", "G1.2")),
    )

    assert 2 == len(list(check(framework)))


def test_a_change_that_is_yet_to_come_is_no_concern_of_an_older_edition():
    """An edition laid over a newer one takes its declarations along without being held to them."""
    older = edition("1.0", clause("G1.1"), changes=(change("moved", "G1.1", "G2.1"),))

    assert [] == list(check(older))


# Answers


def answered(framework: Framework, **positions: str) -> Submission:
    """A submission under an edition; G1_1="Met" answers G1.1."""
    quiet = replace(tiny_submission(), remediation=(), responses=(), issued=())
    rows = [
        Response(
            section="validation",
            ref=ref.replace("_", "."),
            answer=position,
            change="Changed",
            narrative="As before.",
            evidence=("E01",),
            residual_risk="Low",
        )
        for ref, position in positions.items()
    ]
    prints = {item.id: item.fingerprint for item in framework.controls}
    return replace(
        quiet,
        marks=replace(quiet.marks, framework=framework.reference),
        responses=tuple(replace(row, fingerprint=prints[row.ref]) for row in rows),
    )


def compared(old: Framework, then: Submission, new: Framework, now: Submission):
    """What is said of a pair of submissions made under two editions."""
    return compare(new, now, then, AS_OF, carry(old, new))


def validation(comparison) -> list[tuple]:
    """Ref, changes, direction and wording of each control."""
    return [
        (delta.ref, delta.changes, delta.direction, delta.wording)
        for delta in comparison.of("validation")
    ]


def test_an_answer_moves_with_its_item():
    """Of a moved clause the two positions are compared, and somebody has to read it again."""
    old = edition("1.0", clause("G1.1", "Keep a plan."))
    new = edition("2.0", clause("G2.1", "Keep a plan."), changes=(change("moved", "G1.1", "G2.1"),))
    pair = compared(old, answered(old, G1_1="Met"), new, answered(new, G2_1="Partly met"))
    [delta] = pair.of("validation")
    findings = {(found.rule, found.ref) for found in run(pair)[0]}

    assert [("G2.1", ("position-changed",), "worse", "moved")] == validation(pair)
    assert ("G1.1",) == delta.came_from
    assert 1.0 == pair.comparability
    assert {("position-lowered", "G2.1"), ("wording-changed", "G2.1")} <= findings


def test_a_split_or_merged_answer_is_kept_and_compared_with_the_best_it_came_from():
    """A fall from any of the old claims shows, and each old answer stays with what it became."""
    old = edition("1.0", clause("G1.1"), clause("G1.2"), clause("G1.3"))
    new = edition(
        "2.0",
        clause("G2.1"),
        clause("G2.2"),
        clause("G2.3"),
        changes=(
            change("split", "G1.1", "G2.1 G2.2"),
            change("merged", "G1.2 G1.3", "G2.3"),
        ),
    )
    pair = compared(
        old,
        answered(old, G1_1="Partly met", G1_2="Not met", G1_3="Met"),
        new,
        answered(new, G2_1="Met", G2_2="Not met", G2_3="Partly met"),
    )
    kept = {delta.ref: delta.before.answer for delta in pair.of("validation") if not delta.after}

    assert [
        ("G2.1", ("position-changed", "item-changed"), "unclear", "split"),
        ("G2.2", ("position-changed", "item-changed"), "worse", "split"),
        ("G2.3", ("position-changed", "item-changed"), "worse", "merged"),
        ("G1.1", ("removed",), "unclear", "withdrawn"),
        ("G1.2", ("removed",), "unclear", "withdrawn"),
        ("G1.3", ("removed",), "unclear", "withdrawn"),
    ] == validation(pair)
    assert {"G1.1": "Partly met", "G1.2": "Not met", "G1.3": "Met"} == kept
    assert 0.0 == pair.comparability
    assert ("G2.1", "G2.2") == pair.delta("validation", "G1.1").became
    assert ("G1.2", "G1.3") == pair.delta("validation", "G2.3").came_from


def test_a_turned_answer_is_never_unchanged():
    """The same position on a turned statement is no comfort, and material until reaffirmed."""
    old = edition("1.0", clause("G1.1", "It is shared.", "not achieved"))
    new = edition("2.0", clause("G1.1", "It is shared.", "achieved"))
    then, now = answered(old, G1_1="Met"), answered(new, G1_1="Met")
    read = replace(now, responses=(replace(now.responses[0], reaffirmed="Yes"),))
    found = [
        (one.rule, one.materiality)
        for one in run(compared(old, then, new, now))[0]
        if one.ref == "G1.1"
    ]
    after = [one.rule for one in run(compared(old, then, new, read))[0] if one.ref == "G1.1"]

    assert [("G1.1", ("item-changed",), "unclear", "turned")] == validation(
        compared(old, then, new, now)
    )
    assert [("wording-changed", "material")] == found
    assert [] == after


def test_a_turned_answer_does_not_get_better():
    """A higher word on a turned statement says nothing of being better."""
    old = edition("1.0", clause("G1.1", "It is shared.", "not achieved"))
    new = edition("2.0", clause("G1.1", "It is shared.", "achieved"))
    pair = compared(old, answered(old, G1_1="Not met"), new, answered(new, G1_1="Met"))

    assert [("G1.1", ("position-changed", "item-changed"), "unclear", "turned")] == validation(pair)


def test_what_is_new_was_not_asked_and_what_is_withdrawn_is_kept():
    """Neither is called out of scope: the framework changed, not the User."""
    old, new = edition("1.0", clause("G1.1")), edition("2.0", clause("G1.2"))
    pair = compared(old, answered(old, G1_1="Met"), new, answered(new, G1_2="Met"))

    assert [
        ("G1.2", ("added", "newly-answered"), "unclear", "new"),
        ("G1.1", ("removed",), "unclear", "withdrawn"),
    ] == validation(pair)
    assert "Met" == pair.delta("validation", "G1.1").before.answer


def test_earlier_answers_stand_beside_the_rows_they_belong_to_now():
    """For the new form answers stand under their new Refs; of several each behind its old one."""
    old = edition("1.0", *(clause(f"G1.{number}") for number in range(1, 6)))
    new = edition(
        "2.0",
        *(clause(f"G2.{number}") for number in range(1, 5)),
        changes=(
            change("moved", "G1.1", "G2.1"),
            change("split", "G1.2", "G2.2 G2.3"),
            change("merged", "G1.3 G1.4", "G2.4"),
        ),
    )
    then = answered(old, G1_1="Met", G1_2="Not met", G1_3="Met", G1_4="Partly met", G1_5="Met")
    rows = {row.ref: row for row in brought_over(then, carry(old, new)).responses}

    assert {
        "G2.1": "Met",
        "G2.2": "Not met",
        "G2.3": "Not met",
        "G2.4": "G1.3: Met\nG1.4: Partly met",
        "G1.5": "Met",
    } == {ref: row.answer for ref, row in rows.items()}
    assert ("E01",) == rows["G2.4"].evidence


# Laws

OLD = tuple(f"G1.{number}" for number in range(1, 9))
NEW = tuple(f"G2.{number}" for number in range(1, 9))
texts = st.sampled_from(["Keep a plan.", "Keep  a plan.", "Keep two plans.", "Test it."])
polarities = st.sampled_from(["", "achieved", "not achieved"])


@st.composite
def editions(draw) -> tuple[Framework, Framework]:
    """Two editions, the later with sound declarations about some of the earlier items."""
    left = list(draw(st.permutations(OLD)))[: draw(st.integers(0, 8))]
    fresh = list(NEW)
    old = {ref: clause(ref, draw(texts), draw(polarities)) for ref in left}
    new: dict[str, Control] = {}
    changes: list[ItemChange] = []
    while left:
        what = draw(st.sampled_from(["kept", "moved", "split", "merged", "turned", "withdrawn"]))
        was = [left.pop()]
        if what == "merged" and not left:
            what = "kept"
        if what == "merged":
            was.append(left.pop())
        if what in ("kept", "turned"):
            became = was
        else:
            became = [fresh.pop() for _ in range({"withdrawn": 0, "split": 2}.get(what, 1))]
        for ref in became:
            new[ref] = clause(ref, draw(texts), draw(polarities))
        if what != "kept":
            changes.append(change(what, " ".join(was), " ".join(became)))
        if len(fresh) < 2:
            break
    for ref in left:
        new[ref] = old[ref]
    for _ in range(draw(st.integers(0, min(2, len(fresh))))):
        ref = fresh.pop()
        new[ref] = clause(ref, draw(texts))
    return (
        edition("1.0", *old.values()),
        edition("2.0", *new.values(), changes=tuple(changes)),
    )


@pytest.mark.property
@given(editions())
def test_nothing_is_lost(pair):
    """Every item of either edition is in exactly one record; each old one says where it went."""
    old, new = pair
    carried = carry(old, new)
    standing = Counter(one.ref for one in carried if one.wording != "withdrawn")
    paired = [
        ref for one in carried if one.wording not in ("split", "merged") for ref in one.came_from
    ]
    gone = [one.ref for one in carried if one.wording == "withdrawn"]

    assert [] == list(check(new))
    assert Counter(item.id for item in new.controls) == standing
    assert Counter(item.id for item in old.controls) == Counter([*paired, *gone])
    assert {one.wording for one in carried} <= set(WORDS)


@pytest.mark.property
@given(editions())
def test_an_edition_is_the_same_as_itself(pair):
    """Carried onto its own edition every item is the same, and comes from itself."""
    for framework in pair:
        carried = carry(framework, framework)

        assert [(item.id, "same", (item.id,)) for item in framework.controls] == [
            (one.ref, one.wording, one.came_from) for one in carried
        ]


@pytest.mark.property
@given(editions())
def test_a_reworded_item_is_never_the_same(pair):
    """Same means: same id, same words, same polarity where both state one, nothing declared."""
    old, new = pair
    before = {item.id: item for item in old.controls}
    after = {item.id: item for item in new.controls}
    declared = {ref for one in new.changes for ref in one.was}

    for one in carry(old, new):
        if one.wording == "same":
            was, now = before[one.ref], after[one.ref]
            assert was.fingerprint == now.fingerprint
            assert was.polarity == now.polarity or not (was.polarity and now.polarity)
            assert one.ref not in declared


@pytest.mark.property
@given(editions(), st.data())
def test_a_carried_answer_counts_only_when_it_was_read_again(pair, data):
    """Every answer carried to anything but the same words is flagged until it is reaffirmed."""
    old, new = pair
    position = st.sampled_from(["Met", "Partly met", "Not met"])
    then = answered(
        old, **{item.id.replace(".", "_"): data.draw(position) for item in old.controls}
    )
    now = answered(new, **{item.id.replace(".", "_"): data.draw(position) for item in new.controls})
    read = replace(now, responses=tuple(replace(r, reaffirmed="Yes") for r in now.responses))
    carried = carry(old, new)
    wanted = {one.ref for one in carried if one.needs_reaffirming}
    unread, reaffirmed = (
        {
            found.ref
            for found in run(compare(new, side, then, AS_OF, carried))[0]
            if found.rule == "wording-changed"
        }
        for side in (now, read)
    )

    assert wanted == unread
    assert set() == reaffirmed


@pytest.mark.property
@given(editions())
def test_no_earlier_answer_is_lost_on_the_way(pair):
    """Every answer of the earlier side stands in the comparison, and beside the new form."""
    old, new = pair
    names = [item.id for item in old.controls]
    told_apart = {ref: f"What {ref} said." for ref in names}
    then = answered(old, **{ref.replace(".", "_"): "Met" for ref in names})
    then = replace(
        then, responses=tuple(replace(r, narrative=told_apart[r.ref]) for r in then.responses)
    )
    now = answered(new, **{item.id.replace(".", "_"): "Met" for item in new.controls})
    carried = carry(old, new)
    beside = brought_over(then, carried).responses
    deltas = compare(new, now, then, AS_OF, carried).of("validation")
    said = " ".join(str(row.narrative) for row in beside)

    assert set(told_apart.values()) == {one.before.narrative for one in deltas if one.before}
    assert all(text in said for text in told_apart.values())
    assert Counter(d.ref for d in deltas) == Counter(one.ref for one in carried)


def test_the_very_words_under_another_id_are_proposed_as_a_move():
    """The owner of the framework is told; nothing is taken for moved by it."""
    old = edition("1.0", clause("G1.1", "Keep a plan."), clause("G1.2", "Test it."))
    new = edition("2.0", clause("G2.1", "Keep a plan."), clause("G2.2", "Tell it."))

    assert (("G1.1", "G2.1"),) == likely_moves(old, new, carry(old, new))


def test_words_that_two_new_items_share_propose_nothing():
    """Which of them it would be nobody can tell."""
    old = edition("1.0", clause("G1.1", "Keep a plan."))
    new = edition("2.0", clause("G2.1", "Keep a plan."), clause("G2.2", "Keep a plan."))

    assert () == likely_moves(old, new, carry(old, new))


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (change("moved", "G1.777", "G2.1"), "“G1.777”, which tiny@1.0 does not have"),
        (change("withdrawn", "G1.777"), "“G1.777”, which tiny@1.0 does not have"),
        (change("moved", "G1.1", "G2.1", since="1.5"), "the edition “1.5”, which is not here"),
        (change("moved", "G1.1", "G2.1", since="1.0"), "still stands in tiny@1.0"),
        (change("moved", "G1.1", "G1.2"), "“G1.2”, which stood in tiny@1.0 already"),
        (change("moved", "G1.1", "Q07.1"), "leads from the controls to the questions"),
        (change("split", "G1.1", "G2.1 Q07.1"), "leads from the controls to the questions"),
    ],
)
def test_a_declaration_is_held_against_the_edition_before(declared, said):
    """What never was, or still is, or was something else, cannot have become anything."""
    asked = (question("Q07.1", "Is it so?", YES_NO),)
    old = edition("1.0", clause("G1.1"), clause("G1.2"))
    new = replace(
        edition("2.0", clause("G1.2"), clause("G2.1"), changes=(declared,)), questions=asked
    )
    problems = list(check_against([old], new))

    assert {"change-unsound"} == {problem.code for problem in problems}
    assert any(said in problem.what for problem in problems)


def test_sound_declarations_agree_with_the_edition_before():
    """What moved, split, merged, turned and went, each as it was."""
    old = edition("1.0", *(clause(f"G1.{number}") for number in range(1, 7)))
    new = edition(
        "2.0",
        clause("G1.6", "It is otherwise."),
        *(clause(f"G2.{number}") for number in range(1, 5)),
        changes=(
            change("moved", "G1.1", "G2.1"),
            change("split", "G1.2", "G2.2 G2.3"),
            change("merged", "G1.3 G1.4", "G2.4"),
            change("withdrawn", "G1.5"),
            change("turned", "G1.6", "G1.6"),
        ),
    )

    assert [] == list(check(new))
    assert [] == list(check_against([old], new))


def test_two_moves_to_one_place_are_a_merger_that_nobody_declared():
    """Each alone would be sound; together they contradict each other."""
    new = edition(
        "2.0",
        clause("G2.1"),
        changes=(change("moved", "G1.1", "G2.1"), change("moved", "G1.2", "G2.1")),
    )

    assert any("“became” in another change" in problem.what for problem in check(new))


def test_a_split_of_which_one_part_is_elsewhere_is_still_a_split():
    """Only one of the two successors stands in the list; the answer is not taken for moved."""
    old = edition("1.0", clause("G1.1"))
    new = edition("2.0", clause("G2.1"), changes=(change("split", "G1.1", "G2.1 Q07.1"),))

    assert [("G2.1", "split", ("G1.1",)), ("G1.1", "withdrawn", ("G2.1", "Q07.1"))] == told(
        carry(old, new)
    )
