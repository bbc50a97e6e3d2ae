"""Every position before against every position now, under every declared word, by a table of ours.

| letter | means                                                                             |
| ------ | --------------------------------------------------------------------------------- |
| `.`    | nothing                                                                           |
| `L`    | lowered: material, and undeclared as well under `No change`                       |
| `B`    | better: nothing if it is declared, a note under `No change`                       |
| `A`    | does not apply any more: material while the scope is the same                     |
| `F`    | applies now and is not fully met: material while the scope is the same            |
| `X`    | was not met and does not apply any more: a note, whatever the scope               |
| `G`    | an answer that is gone: material                                                  |
| `U`    | unanswered before and now, or put for the first time and unanswered: a note       |
| `N`    | put for the first time, and not met: a note                                       |
"""

from itertools import product

import pytest
from submissions import rows

TABLE = """
| before and now | Met | Partly met | Not met | Not applicable | (blank) | ?Mostly | - | not put |
| Met            | .   | L          | L       | A              | G       | G       | G | .       |
| Partly met     | B   | .          | L       | A              | G       | G       | G | .       |
| Not met        | B   | B          | .       | X              | G       | G       | G | .       |
| Not applicable | .   | F          | F       | .              | G       | G       | G | .       |
| (blank)        | .   | .          | .       | .              | U       | U       | U | .       |
| ?Mostly        | .   | .          | .       | .              | U       | U       | U | .       |
| -              | .   | .          | .       | .              | U       | U       | U | .       |
| not put        | .   | .          | N       | .              | U       | U       | U | .       |
"""
POSITIONS = [row[0] for row in rows(TABLE)]
LETTERS = {
    (row[0], now): letter
    for row in rows(TABLE)
    for now, letter in zip(POSITIONS, row[1:], strict=True)
}
MATERIAL = {
    "L": ["position-lowered"],
    "A": ["position-to-not-applicable"],
    "F": ["position-from-not-applicable"],
    "G": ["no-longer-answered"],
}
NOTES = {
    "X": ["not-met-to-not-applicable"],
    "U": ["unanswered-on-both-sides"],
    "N": ["first-answer-poor"],
}


def expected(letter: str, declared: str, scope: str) -> list[tuple[str, str, str]]:
    """Give what the letter means under this word and scope."""
    material, notes = list(MATERIAL.get(letter, [])), list(NOTES.get(letter, []))
    if scope == "another" and letter in {"A", "F"}:
        material = []
    if declared == "No change" and letter == "L":
        material.append("undeclared-change")
    if declared == "No change" and letter == "B":
        notes.append("better-undeclared")
    return [(rule, "G2.2", "material") for rule in material] + [
        (rule, "G2.2", "note") for rule in notes
    ]


@pytest.mark.parametrize("scope", ["the same", "another"])
@pytest.mark.parametrize("declared", ["No change", "Changed", "New", ""])
@pytest.mark.parametrize("before", POSITIONS)
def test_a_position_says_what_the_table_says(judged, before, declared, scope):
    """All that differs is the position, the declared word and perhaps the scope."""
    role = "other-user" if scope == "another" else "gas-supplier"
    for now, (was, found) in product(POSITIONS, LETTERS.items()):
        if was != (before, now):
            continue
        findings = judged(
            f"""
            | sheet      | ref        | column   | before | after |
            | Validation | G2.2       | change   | No change | {declared} |
            | Validation | G2.2       | position | {_cell(before)} | {_cell(now)} |
            | Profile    | User Roles | value    | {role}, gas-supplier | gas-supplier |
            """
        )

        assert expected(found, declared, scope) == findings, (before, now)


def _cell(position: str) -> str:
    return "" if position == "(blank)" else position
