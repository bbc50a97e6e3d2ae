"""Tells one item: what it asks, how it stands, what was found, and all it says on both sides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from secself import remarks
from secself.formats.html.cells import Row, rows_of
from secself.formats.html.showing import anchor, shown
from secself.model import (
    Assessment,
    BoundComment,
    Control,
    Delta,
    EvidenceItem,
    Finding,
    Passage,
    Question,
    Record,
    RemediationLine,
    Submission,
)
from secself.phrases import CHANGES, WORDINGS

Standing = Literal["worse", "unclear", "otherwise", "better", "unchanged"]
"""Which way an item points, gravest first; each item has exactly one."""

STANDINGS: dict[Standing, str] = {
    "worse": "worse",
    "unclear": "cannot be told",
    "otherwise": "otherwise changed",
    "better": "better",
    "unchanged": "unchanged",
}
"""What people read for each standing."""

LEVELS = {"material": "material", "note": "to note", "none": "without a finding"}
"""What people read for the gravest finding on an item."""

_MAIN = ("answer", "position", "value", "residual_risk", "name")
_SHORT = 48
"""From how many letters on a value is too long for the line that names an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another item, and where on the page it stands."""

    ref: str
    """The item."""
    place: str
    """Its place; blank if it is not on the page."""
    told: str = ""
    """What is said of it, if anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One comment, as the page shows it."""

    bound: BoundComment
    """The comment."""
    state: str
    """How it stands."""
    words: str
    """What was said."""
    who: str
    """Who said it, and when."""
    replies: tuple[tuple[str, str], ...]
    """What was answered, and by whom."""
    replaced: tuple[tuple[str, str, str], ...]
    """Columns that differ between the answer it was made on and that of now, with both texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One Delta, with all that is told of it."""

    delta: Delta
    """What was compared."""
    position: int
    """Its place among all items, in the order of the sheets."""
    anchor: str
    """Where on the page it stands."""
    title: str
    """What it is called, in a few words; of a question, the question."""
    asks: str
    """What it asks for, if a framework asks it."""
    chapter: str
    """The section or theme of the framework it belongs to."""
    sources: tuple[tuple[str, bool], ...]
    """Where the code asks it, and whether the place is recalled only."""
    standing: Standing
    """Which way it points."""
    changes: str
    """All that changed, in words."""
    findings: tuple[Finding, ...]
    """What was found, gravest first."""
    wording: str
    """What became of its words; blank if nothing did."""
    kin: tuple[tuple[str, tuple[Link, ...]], ...]
    """Other items it came from, became or is mended by, each list with its heading."""
    rows: tuple[Row, ...]
    """Its columns on both sides."""
    places: tuple[str, str]
    """Where it stands in the files of both sides."""
    comments: tuple[Said, ...] = ()
    """What the assessor said of it."""

    @property
    def level(self) -> str:
        """Name the gravest finding on it."""
        return self.findings[0].materiality if self.findings else "none"

    @property
    def gist(self) -> tuple[tuple[str, str, str], ...]:
        """Give what changed of its main columns, short enough for one line."""
        return tuple(_gist(self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is looked up for every item."""

    asked: Mapping[str, Control | Question]
    """Controls and questions by their ids."""
    groups: Mapping[str, str]
    """Titles of sections and themes by their ids."""
    then: Submission | None
    """The prior side."""
    now: Submission
    """The current side."""
    places: Mapping[str, str]
    """Where on the page the first item of a Ref stands."""
    plan: tuple[Delta, ...]
    """The remediation plan, compared."""
    findings: Mapping[str, tuple[Finding, ...]]
    """The findings on an item, by its place."""
    comments: tuple[BoundComment, ...]
    """What the assessor said."""


def told(assessment: Assessment) -> Told:
    """Look up what every item needs."""
    comparison = assessment.comparison
    framework = comparison.framework
    places: dict[str, str] = {}
    for delta in comparison.deltas:
        places.setdefault(delta.ref, anchor(delta.section, delta.ref))
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in assessment.findings:
        findings[places.get(finding.ref, "")].append(finding)
    asked: tuple[Control | Question, ...] = (*framework.controls, *framework.questions)
    return Told(
        asked={one.id: one for one in asked},
        groups={one.id: one.title for one in framework.chapters}
        | {one.id: one.title for one in framework.themes},
        then=comparison.prior,
        now=comparison.current,
        places=places,
        plan=comparison.of("remediation"),
        findings={place: tuple(found) for place, found in findings.items()},
        comments=assessment.comments,
    )


def item(position: int, delta: Delta, known: Told) -> Item:
    """Tell one Delta."""
    place = anchor(delta.section, delta.ref)
    is_first = known.places[delta.ref] == place
    asked = known.asked.get(delta.ref) if delta.section in ("validation", "questions") else None
    return Item(
        delta=delta,
        position=position,
        anchor=place,
        title=_title(delta, asked, known),
        asks=asked.text if isinstance(asked, Control) else asked.why if asked else "",
        chapter=_chapter(asked, known),
        sources=tuple((str(one), not one.is_verified) for one in asked.references) if asked else (),
        standing=standing(delta),
        changes=", ".join(CHANGES[change] for change in delta.changes),
        findings=known.findings.get(place, ()) if is_first else (),
        wording=WORDINGS[delta.wording] if delta.wording != "same" else "",
        kin=tuple((words, links) for words, links in _kin(delta, known) if links),
        rows=rows_of(delta, _register(known.then), _register(known.now)),
        places=(_place(delta.before), _place(delta.after)),
        comments=tuple(
            comment(one, delta.after)
            for one in remarks.beside(known.comments, delta.section, delta.ref)
        ),
    )


def comment(bound: BoundComment, now: Record | None = None) -> Said:
    """Tell one comment."""
    said = bound.comment
    return Said(
        bound=bound,
        state=remarks.state(bound),
        words=remarks.said(said),
        who=remarks.who(said),
        replies=tuple((one.text, remarks.who(one)) for one in said.replies),
        replaced=tuple(remarks.replaced(bound, now)),
    )


def standing(delta: Delta) -> Standing:
    """Put a Delta into one of five groups, so that the groups add up to all items."""
    if delta.direction != "same":
        return delta.direction
    return "unchanged" if delta.changes == ("unchanged",) else "otherwise"


def ordered(items: Iterable[Item]) -> list[Item]:
    """Put items gravest first: by what was found on them, then by the way they point."""
    levels, standings = list(LEVELS), list(STANDINGS)
    return sorted(items, key=lambda one: (levels.index(one.level), standings.index(one.standing)))


def _title(delta: Delta, asked: Control | Question | None, known: Told) -> str:
    if isinstance(asked, Control):
        return asked.title
    if asked:
        return " ".join(asked.text.split())
    if delta.section == "remediation":
        control = known.asked.get(delta.ref.partition("#")[0])
        return control.title if isinstance(control, Control) else ""
    names = {"evidence": "title", "providers": "name"}
    record = delta.after or delta.before
    return shown(getattr(record, names[delta.section])) if delta.section in names else ""


def _chapter(asked: Control | Question | None, known: Told) -> str:
    if asked is None:
        return ""
    group = asked.chapter if isinstance(asked, Control) else asked.theme
    title = known.groups.get(group, "")
    return f"{group} {title}".strip()


def _kin(delta: Delta, known: Told) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "It was", _links(delta.came_from, known)
    yield "It became", _links(delta.became, known)
    if delta.section in ("validation", "questions"):
        planned = (_planned(one.after, one) for one in known.plan if one.after)
        yield "In the remediation plan", tuple(told for ref, told in planned if ref == delta.ref)
    if delta.section == "remediation":
        yield "It mends", _links((delta.ref.partition("#")[0],), known)


def _links(refs: Iterable[str], known: Told) -> tuple[Link, ...]:
    return tuple(Link(ref=ref, place=known.places.get(ref, "")) for ref in refs)


def _planned(line: Record, delta: Delta) -> tuple[str, Link]:
    """Give the item that a line of the plan mends, and the line."""
    if not isinstance(line, RemediationLine):
        return "", Link(ref=delta.ref, place="")
    due = f"due {shown(line.due)}" if line.due is not None else "without a date"
    done = f"done on {shown(line.done_on)}" if line.done_on is not None else "not done yet"
    return line.ref, Link(
        ref=shown(line.action) or "no action named",
        place=anchor(delta.section, delta.ref),
        told=f"{shown(line.owner) or 'nobody named'}; {due}; {done}",
    )


def _register(side: Submission | None) -> dict[str, EvidenceItem]:
    return {row.id: row for row in reversed(side.evidence)} if side else {}


def _place(record: Record | None) -> str:
    return str(record.origin) if record else ""


def _gist(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        before, after = _short(row.before.passages), _short(row.after.passages)
        sides = (before, after)
        if row.name in _MAIN and row.differs and all(len(side) <= _SHORT for side in sides):
            yield row.heading, before or row.before.state, after or row.after.state


def _short(passages: Iterable[Passage]) -> str:
    return "".join(one.text for one in passages).strip()
