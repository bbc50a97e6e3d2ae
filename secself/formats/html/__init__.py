"""One self-contained page: findings first, then every item with before and after side by side.

It asks for nothing outside itself, lets no script run but its own, and shows characters that
cannot be seen. `showing` writes what a stranger wrote, `cells` lays the columns of a row side by
side, `items` tells one Delta, `page` gathers all for the template.
"""

from jinja2 import Environment, StrictUndefined

from secself.formats.html.items import LEVELS, STANDINGS
from secself.formats.html.page import page
from secself.formats.html.showing import css_text, policy_digest, seen
from secself.model import Assessment

__all__ = ["SUFFIX", "TEMPLATE", "css_text", "diff", "policy_digest", "seen"]

SUFFIX = ".html"
TEMPLATE = "diff.html.j2"


def diff(assessment: Assessment, template: bytes | None) -> bytes:
    """Write one assessment as a page."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"seen": seen, "digest": policy_digest, "css_text": css_text}
    poured = environment.from_string((template or b"").decode("utf-8"))
    return poured.render(
        assessment=assessment,
        comparison=assessment.comparison,
        page=page(assessment),
        standings=STANDINGS,
        levels=LEVELS,
    ).encode("utf-8", errors="backslashreplace")
