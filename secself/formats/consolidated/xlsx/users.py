"""The sheets of the Users: the ranking, their findings, what changed, and what was said of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from secself.formats.consolidated import wording
from secself.formats.consolidated.xlsx.table import Cell, Column, Lead, Row, Share, Styled, Table
from secself.model import BoundComment, Case, Consolidation, Finding, Party
from secself.phrases import SECTIONS, source_line
from secself.sheets.pen import join
from secself.sheets.rows import ATTENTION, rows

FINDINGS, CHANGES = "Findings", "Changes"
_LEVELS = {"material": "material", "note": "note_found"}
_DIRECTIONS = {"worse": "worse", "better": "better", "unclear": "unclear", "same": "quiet"}
_RANKING = (
    Column(heading="Rank", width=6, style="count"),
    Column(heading="User", width=22, style="ref"),
    Column(heading="Name", width=24, style="ours"),
    Column(heading="Category", width=17, style="ours"),
    Column(heading="Domestic premises", width=11, style="count"),
    Column(heading="Non-domestic premises", width=11, style="count"),
    Column(heading="Material", width=9, style="count"),
    Column(heading="Concerns", width=9, style="count"),
    Column(heading="Notes", width=7, style="count"),
    Column(heading="Worse", width=7, style="count"),
    Column(heading="Better", width=7, style="count"),
    Column(heading="Changed", width=9, style="count"),
    Column(heading="Compared", width=10),
    Column(heading="Baseline", width=12),
    Column(heading="Gravest finding", width=48),
    Column(heading="Asked before, and done", width=32),
    Column(heading="Overdue", width=9, style="count"),
    Column(heading="Stands out for", width=24),
    Column(heading="Decision", width=20),
)


def ranking(held: Consolidation) -> Table:
    """Give one row a User, the gravest first."""
    return Table(
        name="Users",
        title="Users, the gravest first",
        note="By material findings, concerns, notes, then the least comparable, then the id. "
        "A User leads to its findings. What is counted is said on Summary.",
        columns=_RANKING,
        rows=tuple(
            Row(cells=_ranked(held, place, case), user=case.id)
            for place, case in enumerate(held.cases, 1)
        ),
        frozen=2,
    )


def _ranked(held: Consolidation, place: int, case: Case) -> Sequence[Cell]:
    party = case.party
    actions = held.actions_of(case.id)
    out = [one.words for one in held.outliers if one.user == case.id]
    gravest = next(iter(case.assessment.findings), None)
    compared = Share(part=case.comparability) if case.has_baseline else "no baseline"
    return (
        place,
        Lead(text=case.id, sheet=FINDINGS if gravest else CHANGES, user=case.id),
        party.name,
        held.label_of_category(party.category),
        *_premises(party),
        case.material,
        case.concerns,
        case.notes,
        case.worse,
        case.better,
        len(case.changed),
        compared,
        wording.baseline_year(case),
        _gravest(gravest),
        wording.asked(held, case),
        sum(one.standing == "overdue" for one in actions),
        join(out),
        _decided(held, case),
    )


def _premises(party: Party) -> tuple[Cell, Cell]:
    """Give the premises, or the bands in which they lie."""
    if not party.premises_band:
        return party.domestic_premises, party.non_domestic_premises
    told = party.premises_band.split(", ")
    other = "".join(one for one in told if one.endswith("non-domestic"))
    return "".join(one for one in told if one != other), other


def _gravest(finding: Finding | None) -> Cell:
    if finding is None:
        return "No rule found anything."
    text = f"{finding.ref}: {finding.because}"
    return Styled(text=text, style=_LEVELS[finding.materiality])


def _decided(held: Consolidation, case: Case) -> str:
    decision = case.decision
    if decision is None:
        return ""
    return f"{wording.outcome(held.framework, decision)}, {decision.on.isoformat()}"


def findings(held: Consolidation) -> Table:
    """Give every finding of every User."""
    return Table(
        name=FINDINGS,
        title="Findings of all Users",
        note="In the order of the Users, each User's gravest first. No finding does not mean no "
        "risk.",
        columns=(
            Column(heading="User", width=24, style="ref"),
            Column(heading="Materiality", width=12),
            Column(heading="Ref", width=17, style="ours"),
            Column(heading="Title or question", width=36, style="ours"),
            Column(heading="What was found", width=56),
            Column(heading="Also at", width=26),
            Column(heading="Why it matters", width=46),
            Column(heading="Rule", width=24),
            Column(heading="Sources", width=28),
        ),
        rows=tuple(_findings(held)),
    )


def _findings(held: Consolidation) -> Iterator[Row]:
    titles = held.titles
    for case in held.cases:
        for finding in case.assessment.findings:
            level = Styled(text=ATTENTION[finding.materiality], style=_LEVELS[finding.materiality])
            cells: Sequence[Cell] = (
                Lead(text=case.id, sheet=CHANGES, user=case.id),
                level,
                finding.ref,
                titles.get(finding.ref, ""),
                finding.because,
                wording.also_at(held, case, finding),
                finding.why.strip(),
                finding.rule,
                source_line(finding),
            )
            yield Row(cells=cells, user=case.id)


_PAIRS = ("answer", "risk", "evidence", "explanation", "details", "owner")
_SECOND_PAGE = "Explanation before"
_CHANGES = (
    Column(heading="User", width=18, style="ref"),
    Column(heading="Section", width=11, style="ours"),
    Column(heading="Ref", width=12, style="ours"),
    Column(heading="Title or question", width=30, style="ours"),
    Column(heading="Attention", width=10),
    Column(heading="Direction", width=11),
    Column(heading="Change", width=17),
    Column(heading="Rules", width=21),
    Column(heading="Position or answer before", width=16),
    Column(heading="Position or answer now", width=16),
    Column(heading="Residual risk before", width=10),
    Column(heading="Residual risk now", width=10),
    Column(heading="Evidence before", width=12),
    Column(heading="Evidence now", width=12),
    Column(heading=_SECOND_PAGE, width=48),
    Column(heading="Explanation now", width=48),
    Column(heading="Other columns before", width=24),
    Column(heading="Other columns now", width=24),
    Column(heading="Owner before", width=13),
    Column(heading="Owner now", width=13),
)


def changes(held: Consolidation) -> Table:
    """Give every item that changed, before and now side by side, word by word."""
    return Table(
        name=CHANGES,
        title="What changed at each User",
        note="Items that differ from the baseline. In texts and lists what was taken out is struck "
        "through before, what was put in is underlined now. Users without a baseline have no row.",
        columns=_CHANGES,
        rows=tuple(row for case in held.cases for row in _changes(case)),
        frozen=3,
        second_page=_SECOND_PAGE,
    )


def _changes(case: Case) -> Iterator[Row]:
    assessment = case.assessment
    comparison = replace(assessment.comparison, deltas=case.changed)
    for row in rows(replace(assessment, comparison=comparison)):
        sides: list[Cell] = []
        for pair in _PAIRS:
            sides += [row.before[pair], row.now[pair]]
        cells: Sequence[Cell] = (
            case.id,
            row.section,
            row.delta.ref,
            row.title,
            Styled(text=row.attention, style=_attention(row.attention)),
            Styled(text=row.direction, style=_DIRECTIONS[row.delta.direction]),
            join([row.change, row.others]),
            join([finding.rule for _, finding in row.findings]),
            *sides,
        )
        yield Row(cells=cells, user=case.id)


_ATTENTIONS: Mapping[str, str] = {
    ATTENTION["material"]: "material",
    ATTENTION["note"]: "note_found",
}


def _attention(text: str) -> str:
    return _ATTENTIONS.get(text, "text")


def comments(held: Consolidation) -> Table:
    """Give everything that assessors said."""
    return Table(
        name="Comments",
        title="What assessors said",
        note="With the author and the day as the file has them. A comment on an earlier answer "
        "stands beside the answer there is now.",
        columns=(
            Column(heading="User", width=24, style="ref"),
            Column(heading="Section", width=14, style="ours"),
            Column(heading="Ref", width=15, style="ours"),
            Column(heading="View", width=22),
            Column(heading="Comment", width=60),
            Column(heading="Suggested action", width=36),
            Column(heading="Author", width=20),
            Column(heading="Written", width=17),
            Column(heading="State", width=11),
            Column(heading="Stands", width=20),
            Column(heading="Taken back", width=24),
            Column(heading="Replies", width=40),
        ),
        rows=tuple(
            Row(cells=_comment(case, one), user=case.id)
            for case in held.cases
            for one in case.comments
        ),
    )


_HEADINGS: Mapping[str, str] = {str(name): words for name, words in SECTIONS.items()} | {
    "declaration": "Declaration"
}
"""The sections that a comment can be about, with their headings."""


def _comment(case: Case, bound: BoundComment) -> Sequence[Cell]:
    said = bound.comment
    written = said.written.isoformat(sep=" ", timespec="minutes") if said.written else ""
    return (
        case.id,
        _HEADINGS.get(said.section, said.section),
        said.ref or said.place,
        said.view or "",
        said.text,
        said.action or "",
        said.author or "",
        written,
        wording.STATES[said.state],
        wording.COMMENTS[bound.standing],
        bound.withdrawn or "",
        join([f"{reply.author or 'somebody'}: {reply.text}" for reply in said.replies]),
    )
