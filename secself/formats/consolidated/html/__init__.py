"""The committee's page: `consolidated.html`, for a laptop without a network, and for a projector.

`words` are what the template may say, `cases` tells the Users, `across` what lies across them,
`charts` draws, `places` names what can be linked to. A pack too large for one page becomes a page
of all Users and one page each, below `users/`.
"""

from collections.abc import Callable, Mapping

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from secself.formats.consolidated.html.across import drawn
from secself.formats.consolidated.html.words import CaseWords, PageWords
from secself.formats.html.showing import css_text, policy_digest, seen
from secself.model import Consolidation

NAME = "consolidated.html"
TEMPLATE = "consolidated.html.j2"

LARGEST = 3_000_000
"""How many bytes the one page may have before each User gets a page of its own."""

_Pour = Callable[..., str]


def write(consolidation: Consolidation, template: bytes | None) -> Mapping[str, bytes]:
    """Write the pack as one page, or as one with a page for each User if that is too large."""
    page, pour = drawn(consolidation), _poured(template or b"")
    bodies = [_body(pour, page, one, 4) for one in page.users]
    if sum(map(len, bodies)) <= LARGEST:
        whole = _bytes(pour(part="whole", page=page, bodies=bodies))
        if len(whole) <= LARGEST:
            return {NAME: whole}
    front = _bytes(pour(part="front", page=page, bodies=()))
    return {NAME: front} | {one.file: _own(pour, page, one) for one in page.users}


def _own(pour: _Pour, page: PageWords, one: CaseWords) -> bytes:
    """Write the page of one User."""
    return _bytes(pour(part="own", page=page, one=one, bodies=[_body(pour, page, one, 3)]))


def _body(pour: _Pour, page: PageWords, one: CaseWords, level: int) -> Markup:
    """Write all that is told of a User, under headings of a level."""
    return Markup(pour(part="body", page=page, one=one, level=level))  # noqa: S704  escaped there


def _poured(template: bytes) -> _Pour:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"seen": seen, "digest": policy_digest, "css_text": css_text}
    return environment.from_string(template.decode("utf-8")).render


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="backslashreplace")
