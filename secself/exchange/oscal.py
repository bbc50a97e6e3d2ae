"""A framework as OSCAL: a catalog, and one profile for each User Role and kind of assessment.

Nothing here depends on the clock or on chance. The identifier of a thing is made from its name, so
it stays from edition to edition; that of a document is made from its content, so it changes with
every word. What OSCAL has no field for stands in properties of a namespace of our own.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date

from secself import unseen
from secself.exchange.oscal_items import groups
from secself.exchange.oscal_resources import resources
from secself.exchange.oscal_words import Json, Tokens, filled, identifier, line, own, tokens
from secself.model import Framework

VERSION = "1.2.3"
"""The edition of OSCAL that is written."""
CATALOG = "catalog.json"
"""The file of the catalog, which every profile imports."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_IN_WORDS = re.compile(rf"\b([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}})\b")
_IN_FIGURES = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")
_EARLIEST = date(1970, 1, 1)


def documents(framework: Framework) -> dict[str, bytes]:
    """Write the catalog and its profiles, each under the name of its file."""
    ids = tokens(framework)
    written = {CATALOG: document("catalog", _catalog(framework, ids))}
    for role in framework.roles:
        for kind in framework.kinds:
            # A list may not be empty, so a role that is asked nothing in a kind has no profile.
            if chosen := list(_chosen(framework, ids, role.id, kind.id)):
                title = f"{framework.title}: {role.label}, {kind.label}"
                props = [*own("role", role.id), *own("kind", kind.id)]
                metadata = _metadata(framework, title, props)
                profile = document("profile", _profile(metadata, chosen))
                written[f"profile-{role.id}-{kind.id}.json"] = profile
    return written


def last_modified(framework: Framework) -> str:
    """Give the newest date that the sources name, as a moment in UTC; 1970 if they name none."""
    texts = [text for one in framework.sources for text in (one.title, one.place, one.retrieved)]
    newest = max((day for text in texts for day in _dates(text)), default=_EARLIEST)
    return f"{newest.isoformat()}T00:00:00+00:00"


def _catalog(framework: Framework, ids: Tokens) -> Json:
    return filled(
        {
            "metadata": _metadata(framework, framework.title, []),
            "groups": groups(framework, ids),
            "back-matter": filled({"resources": resources(framework)}),
        }
    )


def _profile(metadata: Json, chosen: list[str]) -> Json:
    return {
        "metadata": metadata,
        "imports": [{"href": CATALOG, "include-controls": [{"with-ids": chosen}]}],
        "merge": {"as-is": True},
    }


def _chosen(framework: Framework, ids: Tokens, role: str, kind: str) -> Iterator[str]:
    for what, items in (("control", framework.controls), ("question", framework.questions)):
        for item in items:
            if role in item.applicability.roles and kind in item.applicability.kinds:
                yield ids[what, item.id]


def _metadata(framework: Framework, title: str, props: list[Json]) -> Json:
    return filled(
        {
            "title": line(title) or framework.id,
            "last-modified": last_modified(framework),
            "version": framework.edition,
            "oscal-version": VERSION,
            "props": [
                *own("framework", framework.id),
                *own("edition", framework.edition),
                *own("interpretations-edition", framework.interpretations_edition),
                *props,
            ],
            "remarks": framework.notice.strip(),
        }
    )


def document(root: str, content: Json) -> bytes:
    """Write a document of OSCAL; its identifier is made from its content."""
    canonical = json.dumps(content, sort_keys=True).encode("ascii")
    uuid = identifier("root", hashlib.sha256(canonical).hexdigest())
    whole = {root: {"uuid": uuid, **content}}
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    return unseen.in_json(text).encode("utf-8")


def _dates(text: str) -> Iterator[date]:
    found = [
        *((year, month, day) for year, month, day in _IN_FIGURES.findall(text)),
        *((year, _MONTHS.index(month) + 1, day) for day, month, year in _IN_WORDS.findall(text)),
    ]
    for year, month, day in found:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:  # A number that only looks like a date says nothing.
            continue
