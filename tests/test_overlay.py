"""Plain data over plain data: what is changed is changed, and all else stays."""

from hypothesis import given
from hypothesis import strategies as st

from secself.overlay import lay

BASE = {
    "edition": "1",
    "title": "Old",
    "controls": [
        {"id": "A", "text": "a", "roles": ["x", "y"]},
        {"id": "B", "text": "b"},
        {"id": "C", "text": "c"},
    ],
    "sources": [{"code": "S", "title": "s"}],
}


def ids(laid) -> list[str]:
    """The ids of the controls, in order."""
    return [record["id"] for record in laid.content["controls"]]


def test_a_scalar_replaces_and_all_else_stays():
    """An overlay of one key changes one key."""
    laid = lay({"edition": "2"}, BASE)

    assert {**BASE, "edition": "2"} == laid.content


def test_a_record_replaces_key_by_key():
    """What it does not mention is inherited; a list inside it is replaced whole."""
    laid = lay({"controls": [{"id": "A", "roles": ["z"]}]}, BASE)

    assert {"id": "A", "text": "a", "roles": ["z"]} == laid.content["controls"][0]
    assert ["A", "B", "C"] == ids(laid)


def test_a_new_record_is_appended_or_placed():
    """`after` says where it stands, and is no part of it."""
    over = {"controls": [{"id": "D", "text": "d"}, {"id": "E", "text": "e", "after": "A"}]}
    laid = lay(over, BASE)

    assert ["A", "E", "B", "C", "D"] == ids(laid)
    assert {"id": "E", "text": "e"} == laid.content["controls"][1]


def test_records_are_known_by_code_where_they_have_no_id():
    """Sources have codes."""
    laid = lay({"sources": [{"code": "S", "title": "t"}, {"code": "T", "title": "u"}]}, BASE)

    assert [("S", "t"), ("T", "u")] == [
        (one["code"], one["title"]) for one in laid.content["sources"]
    ]


def test_a_withdrawn_record_is_gone():
    """The withdrawal itself stays, with its reason."""
    laid = lay({"withdrawals": [{"id": "B", "reason": "Old."}]}, BASE)

    assert ["A", "C"] == ids(laid)
    assert [{"id": "B", "reason": "Old."}] == laid.content["withdrawals"]


def test_an_id_in_two_lists_asks_which_is_meant():
    """Nothing is guessed: the line is a fault until it names the list."""
    base = {**BASE, "themes": [{"id": "B"}]}
    vague = lay({"withdrawals": [{"id": "B"}]}, base)
    told = lay({"withdrawals": [{"id": "B", "list": "themes"}]}, base)

    assert ["A", "B", "C"] == ids(vague)
    assert [("withdrawals", 0, "id")] == [way for way, _, _ in vague.faults]
    assert ((), [], ["A", "B", "C"]) == (told.faults, told.content["themes"], ids(told))


def test_what_leads_nowhere_is_a_fault():
    """Unknown ids, unknown neighbours, records twice and records without a name."""
    over = {
        "controls": [
            {"id": "D", "after": "Z"},
            {"id": "A", "text": "1"},
            {"id": "A", "text": "2"},
            {"text": "nameless"},
        ],
        "sources": "none",
        "withdrawals": [{"id": "Z"}],
    }
    laid = lay(over, BASE)

    assert {
        ("controls", 0, "after"), ("controls", 2), ("controls", 3), ("sources",),
        ("withdrawals", 0, "id"),
    } == {way for way, _, _ in laid.faults}  # fmt: skip
    assert "1" == laid.content["controls"][0]["text"]
    assert BASE["sources"] == laid.content["sources"]


def test_every_value_knows_where_it_came_from():
    """A changed record is the overlay's; what it inherits is the base's, also after a shift."""
    over = {
        "controls": [{"id": "C", "text": "new"}, {"id": "D", "after": "A"}],
        "withdrawals": [{"id": "B"}],
    }
    laid = lay(over, {**BASE, "withdrawals": []})

    assert ["A", "D", "C"] == ids(laid)
    assert (False, ("controls", 0, "text")) == laid.way(("controls", 0, "text"))
    assert (True, ("controls", 1)) == laid.way(("controls", 1))
    assert (True, ("controls", 0, "text")) == laid.way(("controls", 2, "text"))
    assert (False, ("controls", 2, "id", "x")) != laid.way(("controls", 2, "id", "x"))
    assert (False, ("title",)) == laid.way(("title",))
    assert (True, ("nothing",)) == laid.way(("nothing",))


def test_an_inherited_field_of_a_changed_record_is_the_bases():
    """The text was changed; the roles were not."""
    laid = lay({"controls": [{"id": "A", "text": "new"}]}, BASE)

    assert (False, ("controls", 0, "roles", 1)) == laid.way(("controls", 0, "roles", 1))
    assert (True, ("controls", 0)) == laid.way(("controls", 0))


names = st.lists(st.sampled_from("ABCDEFGH"), unique=True)


@given(beneath=names, above=names)
def test_nothing_is_lost_and_nothing_is_made_up(beneath, above):
    """Ids of the whole are those of either side, each once, the base's in their order."""
    base = {"controls": [{"id": name, "text": "old"} for name in beneath]}
    over = {"controls": [{"id": name, "text": "new"} for name in above]}
    laid = lay(over, base)
    texts = {one["id"]: one["text"] for one in laid.content["controls"]}

    assert [*beneath, *(name for name in above if name not in beneath)] == list(texts)
    assert {name for name, text in texts.items() if text == "new"} == set(above)


@given(beneath=names)
def test_an_empty_overlay_changes_nothing(beneath):
    """Laying nothing over a base gives the base."""
    base = {"edition": "1", "controls": [{"id": name} for name in beneath]}

    assert base == lay({}, base).content
