"""Gathers all that the page shows, in the order in which it is read, with counts that add up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from secself.formats.html.items import Item, Link, Said, comment, item, ordered, told
from secself.formats.html.showing import anchor, shown
from secself.model import (
    NOT_COMPARABLE,
    Assessment,
    Change,
    Delta,
    Finding,
    Framework,
    Issued,
    Passage,
    Response,
    Section,
    Submission,
)
from secself.phrases import CHANGES, SECTIONS, WORDINGS, asked_before, baseline_of
from secself.problems import Problem

_LEVELS = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two assessments that are compared."""

    name: str
    """Its reference."""
    kind: str
    """Its kind and year, in words."""
    framework: str
    """The framework and edition it was made from, as the file says."""
    declared: str
    """Who declared it, and when."""
    files: tuple[str, ...]
    """Its files."""
    digest: str
    """The digest of its answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding, with the item it is about."""

    finding: Finding
    """What was found."""
    item: Item | None
    """The item; None if the finding is about no single one."""
    words: tuple[Passage, ...]
    """What the User says of it now, marked where it differs from last time."""

    @property
    def is_marked(self) -> bool:
        """Tell whether anything of it is marked."""
        return any(passage.change != "kept" for passage in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The items of one section."""

    section: Section
    """The section."""
    heading: str
    """Its heading."""
    changed: tuple[Item, ...]
    """Items that are not the same, gravest first."""
    unchanged: tuple[Item, ...]
    """Items that are the same on both sides, in order."""
    standings: Counter[str]
    """How many items stand how."""
    levels: Counter[str]
    """How many items have which gravest finding."""

    @property
    def total(self) -> int:
        """Count all its items."""
        return len(self.changed) + len(self.unchanged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that is shown."""

    now: Side
    """The current side."""
    then: Side | None
    """The prior side; None if there is none."""
    found: tuple[Found, ...]
    """The findings, gravest first."""
    parts: tuple[Part, ...]
    """The sections that have items."""
    standings: Counter[str]
    """How many items stand how; they add up to all."""
    levels: Counter[str]
    """How many items have which gravest finding; they add up to all."""
    changes: tuple[tuple[Change, str, int], ...]
    """Each change there is, in words, with how many items it touches."""
    unclear: tuple[Item, ...]
    """Items of which it cannot be told whether they got better or worse."""
    uncompared: tuple[tuple[str, tuple[Link, ...]], ...]
    """Questions and controls that could not be laid side by side, by the reason."""
    compared: tuple[int, int]
    """How many questions and controls were laid side by side, and of how many."""
    problems: tuple[Problem, ...]
    """What is wrong with the files, gravest first."""
    troubles: Counter[str]
    """How many Problems there are of each level."""
    places: Mapping[str, str]
    """Where on the page the first item of a Ref stands."""
    titles: Mapping[str, str]
    """What the first item of a Ref is called."""
    aside: tuple[Said, ...] = ()
    """What the assessor said, and of no item that is on the page."""
    waiting: tuple[Item, ...] = ()
    """The items with a comment that is open."""
    asked: tuple[tuple[str, str, str], ...] = ()
    """What was asked on earlier assessments: where, what, and whether it is done."""


def page(assessment: Assessment) -> Page:
    """Gather one assessment."""
    comparison = assessment.comparison
    known = told(assessment)
    items = tuple(item(at, delta, known) for at, delta in enumerate(comparison.deltas))
    prior = comparison.prior
    uncompared = _by_reason(_uncompared(assessment, items))
    apart = sum(len(links) for _, links in uncompared)
    beside = {each.bound for one in items for each in one.comments}
    asked = sum(one.delta.section in ("questions", "validation") for one in items)
    return Page(
        now=_side(comparison.framework, comparison.current, assessment.files, assessment.digest),
        then=_side(
            comparison.framework, prior, assessment.prior_files, assessment.prior_digest or ""
        )
        if prior
        else None,
        found=tuple(_found(assessment.findings, items)),
        parts=tuple(part for part in _parts(items) if part.total),
        standings=Counter(one.standing for one in items),
        levels=Counter(one.level for one in items),
        changes=tuple(_changes(comparison.deltas)),
        unclear=tuple(one for one in ordered(items) if one.standing == "unclear"),
        uncompared=uncompared,
        compared=(asked - apart, asked),
        problems=tuple(sorted(assessment.problems, key=lambda one: _LEVELS.index(one.level))),
        troubles=Counter(problem.level for problem in assessment.problems),
        places=known.places,
        titles={one.delta.ref: one.title for one in reversed(items)},
        aside=tuple(comment(one) for one in assessment.comments if one not in beside),
        waiting=tuple(one for one in items if any(each.bound.is_open for each in one.comments)),
        asked=tuple(asked_before(assessment.decided_before, comparison.as_of)),
    )


def _side(
    framework: Framework, submission: Submission, files: tuple[str, ...], digest: str
) -> Side:
    marks, declaration = submission.marks, submission.declaration
    kind = next((one.label for one in framework.kinds if one.id == marks.kind), marks.kind or "")
    signed = (declaration.name, declaration.role, declaration.date)
    return Side(
        name=baseline_of(marks),
        kind=f"{kind or 'An assessment of unknown kind'} {marks.year or 'of unknown year'}",
        framework=marks.framework or "not said",
        declared=", ".join(shown(one) for one in signed if one is not None) or "not declared",
        files=files,
        digest=digest,
    )


def _found(findings: Iterable[Finding], items: Iterable[Item]) -> Iterator[Found]:
    places = {id(finding): one for one in items for finding in one.findings}
    for finding in findings:
        about = places.get(id(finding))
        yield Found(finding=finding, item=about, words=tuple(_words(about)))


def _words(about: Item | None) -> Iterator[Passage]:
    """Give what the User says now of an item."""
    for row in about.rows if about else ():
        if row.name in ("what_changed", "explanation"):
            yield from row.passages or row.after.passages


def _parts(items: tuple[Item, ...]) -> Iterator[Part]:
    for section, words in SECTIONS.items():
        mine = [one for one in items if one.delta.section == section]
        yield Part(
            section=section,
            heading=words,
            changed=tuple(ordered(one for one in mine if one.standing != "unchanged")),
            unchanged=tuple(one for one in mine if one.standing == "unchanged"),
            standings=Counter(one.standing for one in mine),
            levels=Counter(one.level for one in mine),
        )


def _changes(deltas: Iterable[Delta]) -> Iterator[tuple[Change, str, int]]:
    touched = Counter(change for delta in deltas for change in delta.changes)
    yield from ((change, words, touched[change]) for change, words in CHANGES.items())


def _by_reason(links: Iterable[Link]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.told, []).append(link)
    return tuple((why, tuple(listed)) for why, listed in found.items())


def _uncompared(assessment: Assessment, items: Iterable[Item]) -> Iterator[Link]:
    comparison = assessment.comparison
    then, now = _put(comparison.prior), _put(comparison.current)
    for one in items:
        delta = one.delta
        if delta.section not in ("questions", "validation"):
            continue
        was = any((delta.section, ref) in then for ref in (delta.ref, *delta.came_from))
        why = _why_not(delta, was=was, is_now=(delta.section, delta.ref) in now)
        if why:
            yield Link(ref=delta.ref, place=anchor(delta.section, delta.ref), told=why)


def _why_not(delta: Delta, *, was: bool, is_now: bool) -> str:
    """Say why an item could not be compared; nothing if it could."""
    if delta.change == "not-compared":
        return "One of the files cannot carry this section."
    if delta.wording in NOT_COMPARABLE:
        return WORDINGS[delta.wording]
    if was and is_now:
        return ""
    return (
        "It was put to the User last time only."
        if was
        else "It is put to the User for the first time."
    )


def _put(side: Submission | None) -> set[tuple[str, str]]:
    """Give what was put to the User in a file that can carry it."""
    if side is None:
        return set()
    rows: tuple[Issued | Response, ...] = (*side.issued, *side.responses)
    return {(row.section, row.ref) for row in rows if row.section in side.carries}
