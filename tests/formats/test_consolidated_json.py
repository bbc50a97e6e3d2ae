"""`consolidated.json`: what the contract promises to other programs."""

import json
from datetime import date

from consolidating import LOWERED, case, together, viewed

from secself.formats import consolidated
from secself.formats.consolidated import json as form
from secself.model import Action, Decision, Missing, Party, Progress

ASKED = Decision(
    subject="alba/2024-vusa",
    outcome="actions-requested",
    on=date(2024, 9, 3),
    by="The committee",
    reason="Two reviews were missed.",
    actions=(
        Action(id="A1", text="Review the accounts", owner="Head of IT", due=date(2025, 1, 31)),
        Action(
            id="A2",
            text="Write it down",
            due=date(2025, 2, 28),
            reports=(Progress(on=date(2025, 2, 1), done_on=date(2025, 1, 30)),),
        ),
    ),
)


def written(*cases, **more) -> dict:
    """What the file holds."""
    [(name, content)] = form.write(together(*cases, **more), None).items()
    assert "consolidated.json" == name
    return json.loads(content)


def test_each_user_has_the_keys_of_the_contract():
    """A script that reads the contract finds what it names, with whole numbers for counts."""
    document = written(
        case("alba", LOWERED, comments=[viewed("G1.1", "Non-compliance")], asked=ASKED),
        case("brae"),
    )
    assert "secself/consolidate@1" == document["format"]
    first = document["users"][0]
    assert ("alba", 1, 0, 1.0, 1) == (
        first["user"],
        first["material"],
        first["notes"],
        first["comparability"],
        first["assessor"]["concerns"],
    )
    assert first["decision"] is None
    assert "position-lowered" == first["findings"][0]["rule"]
    assert {"ref", "text", "author", "written", "kind", "state"} <= first["comments"][0].keys()
    assert ["alba", "brae"] == [one["user"] for one in document["users"]]


def test_only_what_changed_stands_among_the_deltas():
    """A pack is read for what differs; what does not is in the JSON of the comparison."""
    [user] = written(case("alba", LOWERED))["users"]
    assert ["G1.1"] == [delta["ref"] for delta in user["deltas"]]
    assert ("Met", "Partly met") == (
        user["deltas"][0]["before"]["position"],
        user["deltas"][0]["after"]["position"],
    )
    assert 1 == user["counts"]["changed"]


def test_what_was_asked_last_time_says_whether_it_was_done():
    """An action is done, or overdue on the day of the meeting, or neither."""
    [user] = written(case("alba", asked=ASKED))["users"]
    told = [(one["id"], one["done"], one["overdue"]) for one in user["asked"]["actions"]]
    assert [("A1", False, True), ("A2", True, False)] == told


def test_shared_things_name_a_rule_or_a_provider():
    """As the contract has it: one of the two keys, and the Users."""
    relied = (("gridlink",), ("halyard",))
    document = written(
        case("alba", LOWERED, providers=relied), case("brae", LOWERED, providers=relied)
    )
    keys = {("rule" in one, "provider" in one) for one in document["shared"]}
    assert {(True, False), (False, True)} == keys
    assert all(one["users"] == ["alba", "brae"] for one in document["shared"])


def test_the_missing_and_the_notice_are_there():
    """Who has not come, on what the pack rests, and its marking."""
    late = Missing(
        party=Party(id="carn"), standing="late", due=date(2025, 6, 1), because="It was issued."
    )
    document = written(case("alba"), missing=[late], marking="OFFICIAL")
    assert [("carn", "late", "2025-06-01")] == [
        (one["user"], one["standing"], one["due"]) for one in document["missing"]
    ]
    assert "OFFICIAL" == document["notice"]["marking"]
    assert {"2024-vusa": 1} == document["notice"]["baselines"]


def test_a_pack_of_nobody_can_be_written():
    """Empty lists, and no year."""
    document = written()
    assert [] == document["users"]
    assert 0 == document["counts"]["users"]


def test_forms_are_found_by_their_names():
    """A room with a name is a form; whoever adds one edits no list."""
    assert "consolidated.json" in consolidated.forms()
    assert all(name == room.NAME for name, room in consolidated.forms().items())
