"""The sheets of what lies across Users: shared, peers, sections, years, actions, missing."""

from collections.abc import Iterator, Sequence

from secself.formats.consolidated import wording
from secself.formats.consolidated.xlsx.table import Cell, Column, Row, Styled, Table
from secself.model import AskedAction, Consolidation, Missing, Shared, YearCount
from secself.phrases import SECTIONS
from secself.sheets.pen import join
from secself.sheets.rows import ATTENTION

SECTION_SHEET, YEAR_SHEET = "Sections", "Trend"
_LEVELS = {"material": "material", "note": "note_found"}


def shared(held: Consolidation) -> Table:
    """Give what is found at several Users."""
    return Table(
        name="Shared",
        title="Found at several Users",
        note="The same rule on the same item at two Users or more; and each Shared Resource "
        "Provider that came, went or changed at one of its Users, with all who rely on it.",
        columns=(
            Column(heading="Materiality", width=12),
            Column(heading="Rule", width=24),
            Column(heading="Provider", width=22),
            Column(heading="Ref", width=18, style="ours"),
            Column(heading="Title, question or name", width=40, style="ours"),
            Column(heading="Number of Users", width=10, style="count"),
            Column(heading="Users", width=60),
            Column(heading="Changed at", width=36),
            Column(heading="Domestic premises", width=12, style="count"),
            Column(heading="Non-domestic premises", width=12, style="count"),
        ),
        rows=tuple(Row(cells=_shared(one)) for one in held.shared),
    )


def _shared(one: Shared) -> Sequence[Cell]:
    return (
        Styled(text=ATTENTION[one.materiality], style=_LEVELS[one.materiality]),
        one.rule or "",
        one.provider or "",
        one.ref or "",
        one.title,
        len(one.users),
        ", ".join(one.users),
        ", ".join(one.changed_at),
        one.domestic_premises,
        one.non_domestic_premises,
    )


def outliers(held: Consolidation) -> Table:
    """Give the Users that stand out from their peers, with the figures."""
    return Table(
        name="Peers",
        title="Users that stand out from their peers",
        note="Held against the median of the other Users of the same category in this pack; of an "
        "even number of them, the lower of the two in the middle. The thresholds are our own "
        "proposal. To stand out is a reason to look, not a finding.",
        columns=(
            Column(heading="User", width=24, style="ref"),
            Column(heading="What was counted", width=46),
            Column(heading="Number", width=9, style="count"),
            Column(heading="Median of peers", width=10, style="count"),
            Column(heading="Peers", width=8, style="count"),
            Column(heading="Compared among", width=26, style="ours"),
            Column(heading="In words", width=70),
        ),
        rows=tuple(
            Row(
                cells=(
                    one.user,
                    one.words,
                    one.figure,
                    one.median,
                    one.peers,
                    held.label_of_category(one.group),
                    one.because,
                ),
                user=one.user,
            )
            for one in held.outliers
        ),
    )


def sections(held: Consolidation) -> Table:
    """Give each section of controls and theme of questions, those that got worse most first."""
    return Table(
        name=SECTION_SHEET,
        title="Where the market got worse",
        note="Over all Users with a baseline: items that were compared, and which way they point. "
        "A section got worse if more of its items point worse than better.",
        columns=(
            Column(heading="Section", width=10, style="ref"),
            Column(heading="Heading", width=52, style="ours"),
            Column(heading="Of", width=12, style="ours"),
            Column(heading="Items compared", width=10, style="count"),
            Column(heading="Changed", width=10, style="count"),
            Column(heading="Worse", width=9, style="count"),
            Column(heading="Better", width=9, style="count"),
            Column(heading="Got worse", width=10),
            Column(heading="Material findings", width=10, style="count"),
            Column(heading="Users at whom an item got worse", width=13, style="count"),
            Column(heading="Which", width=60),
        ),
        rows=tuple(
            Row(
                cells=(
                    one.id,
                    one.title,
                    SECTIONS[one.section],
                    one.items,
                    one.changed,
                    one.worse,
                    one.better,
                    Styled(text="worse", style="worse") if one.got_worse else "",
                    one.material,
                    len(one.users),
                    ", ".join(one.users),
                )
            )
            for one in held.sections
        ),
    )


def years(held: Consolidation) -> Table:
    """Give the market and each User year by year."""
    scale, risks = held.framework.scale.choices, held.framework.residual_risks.choices
    return Table(
        name=YEAR_SHEET,
        title="Year by year",
        note="Controls by position and by residual risk; all Users first, then each. Findings of "
        "past years are those that were recorded then; blank where none were recorded.",
        columns=(
            Column(heading="User", width=24, style="ref"),
            Column(heading="Year", width=8),
            Column(heading="Kind", width=9),
            Column(heading="Users", width=8, style="count"),
            *(Column(heading=one.label, width=11, style="count") for one in scale),
            Column(heading="No position", width=10, style="count"),
            *(Column(heading=f"Risk: {one.label}", width=10, style="count") for one in risks),
            Column(heading="Material", width=9, style="count"),
            Column(heading="Notes", width=8, style="count"),
        ),
        rows=tuple(_years(held)),
    )


def _years(held: Consolidation) -> Iterator[Row]:
    for one in held.trend:
        yield Row(cells=("All Users", *_year(one)))
    for case in held.cases:
        for one in case.trend:
            yield Row(cells=(case.id, *_year(one)), user=case.id)


def _year(one: YearCount) -> Sequence[Cell]:
    return (
        str(one.year),
        one.kind or "several",
        one.users,
        *(number for _, number in one.positions),
        one.unanswered,
        *(number for _, number in one.risks),
        one.material,
        one.notes,
    )


def actions(held: Consolidation) -> Table:
    """Give what was asked of the Users, what is overdue first."""
    return Table(
        name="Actions",
        title="What was asked of the Users",
        note=f"In decisions that stand, as of {held.as_of.isoformat()}: what is overdue first, "
        "then by day.",
        columns=(
            Column(heading="User", width=24, style="ref"),
            Column(heading="Stands", width=16),
            Column(heading="Due", width=12),
            Column(heading="Action", width=56),
            Column(heading="Owner", width=22),
            Column(heading="Done on", width=12),
            Column(heading="User now says", width=12),
            Column(heading="Last report", width=46),
            Column(heading="Decision", width=34, style="ours"),
            Column(heading="Id", width=7, style="ours"),
        ),
        rows=tuple(Row(cells=_action(held, one), user=one.user) for one in held.actions),
    )


def _action(held: Consolidation, one: AskedAction) -> Sequence[Cell]:
    action, last = one.action, one.action.last
    style = {"overdue": "material", "slipping": "note_found"}.get(one.standing, "text")
    outcome = wording.outcome(held.framework, one.decision)
    return (
        one.user,
        Styled(text=wording.ACTIONS[one.standing], style=style),
        action.due,
        action.text,
        action.owner or "",
        action.done_on,
        last.due if last else None,
        join([f"{last.on.isoformat()}: {last.words}" if last else ""]),
        f"{one.decision.subject}: {outcome}, {one.decision.on.isoformat()}",
        action.id,
    )


def missing(held: Consolidation) -> Table:
    """Give the Users of whom nothing has come."""
    return Table(
        name="Missing",
        title="Users of whom nothing has come",
        note=f"As of {held.as_of.isoformat()}. Late is whose day is past; where no day is known, "
        "nobody is called late.",
        columns=(
            Column(heading="User", width=24, style="ref"),
            Column(heading="Name", width=30, style="ours"),
            Column(heading="Category", width=22, style="ours"),
            Column(heading="Stands", width=14),
            Column(heading="Due", width=12),
            Column(heading="Last assessment", width=28),
            Column(heading="Why it is expected", width=70),
        ),
        rows=tuple(Row(cells=_missing(held, one), user=one.party.id) for one in held.missing),
    )


def _missing(held: Consolidation, one: Missing) -> Sequence[Cell]:
    style = "material" if one.standing == "late" else "text"
    return (
        one.party.id,
        one.party.name,
        held.label_of_category(one.party.category),
        Styled(text=wording.MISSING[one.standing], style=style),
        one.due,
        one.last or "",
        one.because,
    )


def notice(held: Consolidation) -> Table:
    """Give what must be said of everything in the pack."""
    return Table(
        name="Notice",
        title="On what this pack rests",
        note="Editions, baselines, and how far the texts can be trusted.",
        columns=(
            Column(heading="What", width=34, style="ref"),
            Column(heading="Says", width=110),
            Column(heading="Number", width=10, style="count"),
        ),
        rows=tuple(Row(cells=cells) for cells in _notice(held)),
    )


def _notice(held: Consolidation) -> Iterator[Sequence[Cell]]:
    said = held.notice
    if said.marking:
        yield "Marking", said.marking, None
    yield "Framework", f"{held.framework.title}, {said.framework}", None
    yield "Agreed Interpretations", f"edition {said.interpretations}", None
    yield "Deadlines judged as of", held.as_of.isoformat(), None
    for edition, number in said.answered_under:
        yield "Answered under", edition, number
    for name, number in said.baselines:
        yield "Compared with", name, number
    for status, words in wording.TEXTS.items():
        refs = said.of_status(status)
        yield f"Texts: {status}", f"{words}: {', '.join(refs) or 'none'}", len(refs)
    for line in said.statement.strip().splitlines():
        yield "Standing of the texts", line, None
    for problem in held.problems:
        text = join([f"{problem.origin}: {problem.what}".removeprefix(": "), problem.remedy])
        yield f"In the files: {problem.level}", text, None
