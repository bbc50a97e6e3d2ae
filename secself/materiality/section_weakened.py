"""Several controls of one section are worse than last time.

One lower position is a gap; several in one section may be one cause, such as a team that left or
money that was not there. Each of them is flagged by itself as well.

Settings: `controls`, how many of a section count.

Flagged, because one control is worse, and one is enough here:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> worse = {"position": ("Met", "Partly met")}
    >>> said(judge(compare(*pair(**worse)), {"level": "note", "controls": 1}))
    ['G3: In this section 1 of 1 controls is worse than last time: G3.9.']

Not flagged, because it takes three:

    >>> said(judge(compare(*pair(**worse)), {"level": "note", "controls": 3}))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.rows import pairs, step
from secself.materiality.vocabulary.speech import Settings, finding, listed
from secself.model import Comparison, Finding, Section

ID = "section-weakened"
SETTINGS: Mapping[str, type[str] | type[int]] = {"controls": int}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("position",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each section in which enough controls went down the scale."""
    sections = {control.id: control.chapter for control in comparison.framework.controls}
    worse: dict[str, list[str]] = {}
    rows: dict[str, int] = {}
    for delta, before, after in pairs(comparison, "validation"):
        section = sections.get(delta.ref)
        if section is None:
            continue
        rows[section] = rows.get(section, 0) + 1
        if step(comparison.framework.scale, before.answer, after.answer) > 0:
            worse.setdefault(section, []).append(delta.ref)
    for section, refs in worse.items():
        if len(refs) >= int(settings["controls"]):
            are = "is" if len(refs) == 1 else "are"
            because = (
                f"In this section {len(refs)} of {rows[section]} controls {are} worse than last "
                f"time: {listed(tuple(refs))}."
            )
            yield finding(ID, section, settings, because, controls=", ".join(refs))
