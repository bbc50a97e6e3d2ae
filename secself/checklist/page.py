"""One self-contained page: when entry can be complete, a Gantt picture, and every step in a table.

It asks for nothing outside itself, runs no script, and shows characters that cannot be seen.
"""

import base64
import hashlib

from jinja2 import Environment, StrictUndefined

from secself.checklist import wording
from secself.checklist.picture import BAR, LEFT, TOP, draw
from secself.model import EntryPlan
from secself.unseen import seen

TEMPLATE = "entry.html.j2"
"""The template the page is poured into."""


def write(plan: EntryPlan, template: bytes) -> bytes:
    """Write the path of one User as a page."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"seen": seen, "digest": _style_digest}
    page = environment.from_string(template.decode("utf-8"))
    text = page.render(
        plan=plan,
        picture=draw(plan),
        left=LEFT,
        top=TOP,
        bar_height=BAR,
        words=wording,
        told=wording.told(plan),
        numbers=wording.numbers(plan),
        roles=wording.roles(plan),
        headline=wording.headline(plan),
    )
    return text.encode("utf-8", errors="backslashreplace")


def _style_digest(text: object) -> str:
    """Give the digest by which the page's policy lets its own style in, and no other."""
    digest = hashlib.sha256(str(text).encode("utf-8")).digest()
    return base64.b64encode(digest).decode("ascii")
