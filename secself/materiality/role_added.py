"""The User took on a further User Role.

Each User Role brings its own obligations, and with it systems and people that no assessment has
looked at yet.

Settings: none.

Flagged, because a role came:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> roles = ("import-supplier", "import-supplier, gas-supplier")
    >>> said(judge(compare(*pair(roles=roles)), {"level": "material"}))
    ['User Roles: User Roles were import-supplier; gas-supplier was added.']

Not flagged, because a role was given up:

    >>> said(judge(compare(*pair(roles=(roles[1], roles[0]))), {"level": "material"}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import compared
from secself.materiality.vocabulary.speech import Settings, finding, listed
from secself.model import Comparison, Finding, Section

ID = "role-added"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"profile": ("User Roles",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag the roles that are stated now and were not before."""
    for delta in compared(comparison, "profile"):
        if delta.ref == "User Roles" and comparison.prior is not None:
            before, after = comparison.prior.roles, comparison.current.roles
            added = tuple(role for role in after if role not in before)
            if before and added:
                were = "was" if len(added) == 1 else "were"
                because = f"{delta.ref} were {listed(before)}; {listed(added)} {were} added."
                yield finding(
                    ID,
                    delta.ref,
                    settings,
                    because,
                    before=", ".join(before),
                    after=", ".join(after),
                )
