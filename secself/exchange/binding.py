"""Whom an item of a table binds: words and marks of its cells → ids of User Roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from secself.exchange.cells import folded
from secself.exchange.mapping import APPLIES, ROLE, Columns
from secself.problems import Origin, Problem

_ALL = ("all", "all users", "all user roles", "all roles", "everyone", "every user")
_MARKED = {"x", "yes", "y", "✓", "✔", "•", "●", "1", "true", "applies", "applicable"}
_UNMARKED = {"", "no", "n", "-", "\u2013", "\u2014", "0", "false", "n/a", "not applicable"}
_SEPARATORS = str.maketrans(dict.fromkeys(",;/|", "\n"))

Role = tuple[str, str, str]
"""A User Role: its id, code and label."""


@dataclass(slots=True)
class Binding:
    """What the words of a table mean in User Roles."""

    roles: Sequence[Role]
    """The User Roles there are, in order."""
    said: Mapping[str, tuple[str, ...]]
    """What further words stand for, in ids."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be understood."""
    _words: dict[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Gather every word that stands for roles; those that were said outdo the others."""
        every = tuple(role for role, _, _ in self.roles)
        self._words = dict.fromkeys(_ALL, every)
        self._words |= {folded(word): (role[0],) for role in self.roles for word in role}
        self._words |= {folded(word): ids for word, ids in self.said.items()}
        for word, ids in self.said.items():
            for role in dict.fromkeys(ids):
                if role not in every:
                    what = f"“{word}” is to mean “{role}”, which is not a User Role."
                    self._unknown(Origin(), what)

    def bound(
        self, cells: Sequence[tuple[str, Origin]], columns: Columns
    ) -> tuple[str, ...] | None:
        """Give the roles that a row binds; None if it does not say."""
        if not any(text.strip() for text, _ in cells):
            return None
        found: set[str] = set()
        for (text, cell), what in zip(cells, applied(columns), strict=True):
            if what.startswith(ROLE):
                found |= self._marked(text, cell, what.removeprefix(ROLE))
            else:
                found |= self._worded(text, cell)
        return tuple(role for role, _, _ in self.roles if role in found)

    def _marked(self, text: str, cell: Origin, role: str) -> set[str]:
        mark = folded(text)
        if role not in {one for one, _, _ in self.roles}:
            self._unknown(cell, f"“{role}” is not a User Role.")
            return set()
        if mark not in _MARKED | _UNMARKED:
            what = f"“{text}” says neither that it binds the role nor that it does not."
            remedy = "Write X, or leave the cell blank."
            problem = Problem(code="mapping-unclear", origin=cell, what=what, remedy=remedy)
            self.problems.append(problem)
        return {role} if mark in _MARKED else set()

    def _worded(self, text: str, cell: Origin) -> set[str]:
        whole = self._words.get(folded(text))
        if whole is not None:
            return set(whole)
        found: set[str] = set()
        for word in text.translate(_SEPARATORS).splitlines():
            known = self._words.get(folded(word))
            if known is None and folded(word):
                self._unknown(cell, f"“{word.strip()}” is not a User Role.")
            found |= set(known or ())
        return found

    def _unknown(self, origin: Origin, what: str) -> None:
        remedy = (
            f"Use {', '.join(role for role, _, _ in self.roles)}; or say what the word means, such "
            "as --role “Suppliers=import-supplier,gas-supplier”."
        )
        problem = Problem(code="role-unknown", origin=origin, what=what, remedy=remedy)
        self.problems.append(problem)


def applied(columns: Columns) -> Iterator[str]:
    """Give what the columns say that tell whom an item binds, in order."""
    return (what for what in columns.fields.values() if what == APPLIES or what.startswith(ROLE))
