"""One self-contained page: findings first, then every Delta with before and after side by side.

It asks for nothing outside itself, runs no script, and shows characters that cannot be seen.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import date

from jinja2 import Environment, StrictUndefined

from secself.formats.documents import counts
from secself.formats.wording import (
    CHANGES,
    DIRECTIONS,
    SECTIONS,
    heading,
    name_of,
    source_line,
)
from secself.model import Assessment, Delta, Response, Unreadable, columns_of

SUFFIX = ".html"
TEMPLATE = "diff.html.j2"


def diff(assessment: Assessment, template: bytes | None) -> bytes:
    """Write one assessment as a page."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {"seen": seen, "digest": style_digest}
    page = environment.from_string((template or b"").decode("utf-8"))
    comparison = assessment.comparison
    return page.render(
        assessment=assessment,
        comparison=comparison,
        name=name_of(comparison.current.marks),
        prior_name=comparison.prior and name_of(comparison.prior.marks),
        source_line=source_line,
        titles=_titles(assessment),
        sections=[
            (SECTIONS[s], _changed(comparison.of(s)), len(comparison.of(s))) for s in SECTIONS
        ],
        change_words=CHANGES,
        counts=counts(comparison.deltas),
        rows=_rows,
        anchor=_anchor,
        unclear=[delta for delta in comparison.deltas if delta.direction == "unclear"],
        said=lambda ref: _words(assessment, ref),
        place=lambda ref: _place(assessment, ref),
        directions=DIRECTIONS,
    ).encode("utf-8", errors="backslashreplace")


def seen(text: object) -> str:
    """Show characters that cannot be seen by their number, so that nothing hides in a text."""
    return "".join(
        char
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
        else f"[U+{ord(char):04X}]"
        for char in str(text)
    )


def style_digest(text: object) -> str:
    """Give the digest by which the page's policy lets its own style in, and no other."""
    digest = hashlib.sha256(str(text).encode("utf-8")).digest()
    return base64.b64encode(digest).decode("ascii")


def _titles(assessment: Assessment) -> dict[str, str]:
    framework = assessment.comparison.framework
    return {
        **{control.id: control.title for control in framework.controls},
        **{question.id: question.text for question in framework.questions},
        **{item.id: _shown(item.title) for item in assessment.comparison.current.evidence},
        **{item.id: _shown(item.name) for item in assessment.comparison.current.providers},
    }


def _anchor(delta: Delta) -> str:
    """Name the place of a Delta on the page, whatever its Ref is made of."""
    digest = hashlib.sha256(delta.ref.encode("utf-8", errors="backslashreplace")).hexdigest()
    return f"{delta.section}-{digest[:12]}"


def _place(assessment: Assessment, ref: str) -> str:
    """Find where on the page the item of a finding stands; nothing if it is no item."""
    deltas = assessment.comparison.deltas
    return next((_anchor(delta) for delta in deltas if delta.ref == ref), "")


def _words(assessment: Assessment, ref: str) -> str:
    """Give what the User says now of the item of a finding."""
    for delta in assessment.comparison.deltas:
        after = delta.after
        if delta.ref == ref and isinstance(after, Response) and after.narrative is not None:
            return _shown(after.narrative)
    return ""


def _changed(deltas: Iterable[Delta]) -> list[Delta]:
    return [delta for delta in deltas if delta.change != "unchanged"]


def _rows(delta: Delta) -> list[tuple[str, str, str, bool]]:
    """Give heading, before, after and whether they differ, for each column either side fills."""
    before = columns_of(delta.before) if delta.before else {}
    after = columns_of(delta.after) if delta.after else {}
    pairs = {name: (_shown(before.get(name)), _shown(after.get(name))) for name in before | after}
    return [
        (heading(name), old, now, old != now) for name, (old, now) in pairs.items() if old or now
    ]


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(part) for part in value)
    if isinstance(value, Unreadable):
        return f"{value.shown} (could not be read)"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
