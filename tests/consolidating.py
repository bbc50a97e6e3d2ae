"""Cases of invented Users of the tiny framework, from the tables of what differs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from submissions import AS_OF, judging_framework, pair

from secself import consolidation
from secself.comparison import compare
from secself.digest import digest
from secself.materiality import run
from secself.model import (
    Action,
    Assessment,
    BoundComment,
    Case,
    Comment,
    Consolidation,
    Decision,
    Framework,
    Missing,
    Party,
    Provider,
    Statement,
    Submission,
)

FRAMEWORK = judging_framework()
MEETING = date(2025, 7, 1)
"""The day of the meeting at which the packs are read."""

LOWERED = """
| sheet      | ref  | column   | before | after      |
| Validation | G1.1 | position | Met    | Partly met |
| Validation | G1.1 | change   | Changed | Changed |
"""
"""A table of one material finding: the position on G1.1 was lowered."""
RISEN = """
| sheet      | ref  | column        | before | after   |
| Validation | G1.1 | residual_risk | Low    | High    |
| Validation | G1.1 | change        | Changed | Changed |
"""
"""A table of one material finding: the residual risk of G1.1 rose."""


def viewed(
    ref: str, view: str | None, text: str = "See the minutes.", **more: object
) -> BoundComment:
    """Make an assessor's comment on a control."""
    comment = Comment(kind="column", section="validation", ref=ref, text=text, view=view)
    return BoundComment(comment=comment, standing="on-this-answer", **more)


def assessment(now: Submission, before: Submission | None, framework: Framework) -> Assessment:
    """Compare and judge a pair."""
    compared = compare(framework, now, before, AS_OF)
    findings, problems = run(compared)
    return Assessment(
        comparison=compared,
        findings=findings,
        problems=problems,
        files=("now.json",),
        prior_files=("before.json",) if before else (),
        digest=digest(now),
        prior_digest=digest(before) if before else None,
    )


def case(  # noqa: PLR0913 - a User with defaults, for tests that change one thing
    user: str,
    table: str = "",
    *,
    comments: Iterable[BoundComment] = (),
    category: str = "small-supplier",
    has_baseline: bool = True,
    framework: Framework = FRAMEWORK,
    providers: tuple[tuple[str, ...], tuple[str, ...]] | None = None,
    domestic: int | None = None,
    decision: Decision | None = None,
    asked: Decision | None = None,
) -> Case:
    """Make the case of a User whose two submissions differ as a table says."""
    before, now = pair(table)
    sides = [
        replace(one, marks=replace(one.marks, user=user, year=year, kind=kind))
        for one, year, kind in ((before, 2024, "vusa"), (now, 2025, "ssa"))
    ]
    if providers:
        sides = [
            replace(one, providers=tuple(Provider(id=ref, name=ref.title()) for ref in relied))
            for one, relied in zip(sides, providers, strict=True)
        ]
    if domestic is not None:
        sides = [_with_premises(one, domestic) for one in sides]
    judged = replace(
        assessment(sides[1], sides[0] if has_baseline else None, framework),
        comments=tuple(comments),
        decision=decision,
        decided_before=(asked,) if asked else (),
    )
    known = replace(consolidation.party(sides[1]), category=category, name=user.title())
    counted = consolidation.count(
        framework, sides[1], material=len(judged.material), notes=len(judged.notes)
    )
    past = consolidation.count(framework, sides[0]) if has_baseline else None
    return Case(
        party=known,
        assessment=judged,
        trend=tuple(one for one in (past, counted) if one),
    )


def together(
    *cases: Case,
    framework: Framework = FRAMEWORK,
    missing: Iterable[Missing] = (),
    marking: str = "",
) -> Consolidation:
    """Consolidate cases for the meeting."""
    return consolidation.consolidate(
        framework,
        cases,
        year=2025,
        kind="ssa",
        as_of=MEETING,
        marking=marking,
        missing=missing,
    )


def _with_premises(submission: Submission, number: int) -> Submission:
    lines = [
        replace(one, value=number) if one.label == "Domestic premises" else one
        for one in submission.statements
    ]
    if all(one.label != "Domestic premises" for one in lines):
        lines.append(Statement(label="Domestic premises", value=number))
    return replace(submission, statements=tuple(lines))


def a_pack(**more: object) -> Consolidation:
    """A pack with something on every sheet but Peers."""
    asked = Decision(
        subject="alba/2024-vusa",
        outcome="actions-requested",
        on=date(2024, 9, 3),
        actions=(Action(id="A1", text="Review the accounts", due=date(2025, 1, 31)),),
    )
    moved = (("gridlink",), ("halyard",))
    late = Missing(
        party=Party(id="carn", name="Carn Ltd"), standing="late", due=date(2025, 6, 1),
        because="It was issued.",
    )  # fmt: skip
    return together(
        case("alba", LOWERED, comments=[viewed("G1.1", "Non-compliance")], asked=asked),
        case("brae", RISEN, providers=moved, domestic=120),
        case("dale", LOWERED, providers=moved, domestic=20),
        case("eyot"),
        case("fell", has_baseline=False),
        missing=[late],
        **more,
    )
