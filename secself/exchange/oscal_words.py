"""The small words of OSCAL: ids, properties, links, and nothing that is empty."""

import hashlib
import re
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from secself.model import Framework, Provenance

NAMESPACE = "urn:secself:oscal"
"""The namespace of every property that is ours and not OSCAL's."""

Json = dict[str, object]
"""A record of JSON."""
Tokens = Mapping[tuple[str, str], str]
"""The id in OSCAL of each thing, by what it is and its own id."""

_UNSAFE = re.compile(r"[^a-z0-9._-]")


def tokens(framework: Framework) -> Tokens:
    """Give each control, question and group an id OSCAL admits; no two things share one."""
    things = [
        *(("control", one.id) for one in framework.controls),
        *(("question", one.id) for one in framework.questions),
        *(("chapter", one.id) for one in framework.chapters),
        *(("theme", one.id) for one in framework.themes),
    ]
    given: dict[tuple[str, str], str] = {}
    for what, ref in things:
        token = _UNSAFE.sub("_", ref.lower())
        if not token[:1].isalpha():
            token = f"_{token}"
        if token in given.values():
            token += f"-{hashlib.sha256(f'{what}/{ref}'.encode()).hexdigest()[:8]}"
        given[what, ref] = token
    return given


def identifier(*names: str) -> str:
    """Make the lasting identifier of a thing from its names."""
    return str(uuid5(uuid5(NAMESPACE_URL, NAMESPACE), "/".join(names)))


def line(text: str) -> str:
    """Set a text in one line, as titles and values must be."""
    return " ".join(text.split())


def filled(record: Json) -> Json:
    """Leave out what is empty, since OSCAL admits no empty list and no empty text."""
    return {key: value for key, value in record.items() if value not in ("", [], {})}


def own(name: str, value: str, remarks: str = "") -> list[Json]:
    """Make a property of our namespace, or none if there is nothing to say."""
    prop: Json = {"name": name, "ns": NAMESPACE, "value": line(value), "remarks": remarks.strip()}
    return [filled(prop)] if line(value) else []


def standing(provenance: Provenance, prefix: str = "") -> list[Json]:
    """Say how far a line can be trusted, and which documents it was taken from."""
    return [
        *own(f"{prefix}standing", provenance.status, provenance.note),
        *own(f"{prefix}confidence", provenance.confidence),
        *(prop for code in provenance.sources for prop in own(f"{prefix}source", code)),
    ]


def link(framework: Framework, rel: str, what: str, ref: str) -> Json:
    """Point to the resource that stands for a thing of the framework."""
    return {"href": f"#{resource(framework, what, ref)}", "rel": rel}


def resource(framework: Framework, what: str, ref: str) -> str:
    """Give the lasting identifier of a resource."""
    return identifier("resource", framework.id, what, ref)
