"""A Shared Resource Provider is new, was replaced, or was removed.

What a provider runs for several Users is part of each one's security, and a change of provider
moves systems, people and keys.

A replacement is one finding, on the provider that came: it is told by an equal service, or by one
having gone while one came. A provider that kept its id and has another name is a note, unless it
also supplies the User since another day: then it was replaced.

Settings: none.

Flagged, once, because one went and one came:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> said(judge(compare(*pair(providers=("gridlink", "meshwell"))), {"level": "material"}))
    ['meshwell: The provider Gridlink (gridlink) was replaced by Meshwell (meshwell).']

Not flagged, because the same providers are named in another order:

    >>> providers = ("gridlink, meshwell", "meshwell, gridlink")
    >>> said(judge(compare(*pair(providers=providers)), {"level": "material"}))
    []
"""

from collections.abc import Iterable, Iterator, Mapping

from secself.materiality.vocabulary.rows import compared, is_answered
from secself.materiality.vocabulary.speech import Settings, finding, shown
from secself.model import Comparison, Delta, Finding, Provider, Section, Value

ID = "provider-changed"
SETTINGS: Mapping[str, type[str] | type[int]] = {}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"providers": ("name", "service", "since")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each provider that came, went or changed hands."""
    deltas = tuple(compared(comparison, "providers"))
    came = _rows(delta.after for delta in deltas if delta.before is None)
    gone = _rows(delta.before for delta in deltas if delta.after is None)
    for old, fresh in _replacements(gone, came):
        gone.remove(old)
        came.remove(fresh)
        because = f"The provider {_named(old)} was replaced by {_named(fresh)}."
        yield finding(ID, fresh.id, settings, because, before=old.id, after=fresh.id)
    for provider in came:
        because = f"The provider {_named(provider)} is new."
        yield finding(ID, provider.id, settings, because, before=None, after=provider.id)
    for provider in gone:
        because = f"The provider {_named(provider)} was removed."
        yield finding(ID, provider.id, settings, because, before=provider.id, after=None)
    for delta in deltas:
        yield from _renamed(delta, settings)


def _replacements(gone: list[Provider], came: list[Provider]) -> list[tuple[Provider, Provider]]:
    if len(gone) == len(came) == 1:
        return [(gone[0], came[0])]
    # Where two went or came that supply the same, nobody can tell which replaced which.
    before, after = _by_service(gone), _by_service(came)
    return [
        (before[service][0], after[service][0])
        for service in before.keys() & after.keys()
        if len(before[service]) == len(after[service]) == 1
    ]


def _by_service(providers: list[Provider]) -> dict[Value, list[Provider]]:
    found: dict[Value, list[Provider]] = {}
    for provider in providers:
        if is_answered(provider.service):
            found.setdefault(provider.service, []).append(provider)
    return found


def _renamed(delta: Delta, settings: Settings) -> Iterator[Finding]:
    before, after = delta.before, delta.after
    if not isinstance(before, Provider) or not isinstance(after, Provider):
        return
    if not _differ(before.name, after.name):
        return
    is_replaced = _differ(before.since, after.since)
    because = f"The provider {_named(before)} is now named {shown(after.name)}" + (
        f", and supplies the User since {shown(after.since)}." if is_replaced else "."
    )
    level = settings["level"] if is_replaced else "note"
    yield finding(ID, delta.ref, {"level": level}, because, before=before.name, after=after.name)


def _differ(before: Value, after: Value) -> bool:
    return is_answered(before) and is_answered(after) and before != after


def _named(provider: Provider) -> str:
    name = shown(provider.name) if is_answered(provider.name) else "without a name"
    return f"{name} ({provider.id})"


def _rows(records: Iterable[object]) -> list[Provider]:
    return [record for record in records if isinstance(record, Provider)]
