"""What the archive holds of Users and their assessments, as text for a terminal and as plain data.

Of all Users there is one line for each submission; of one User, all that is known of each.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from secself.formats.decided import asked, decision_document
from secself.formats.documents import comment_document, receipt_document
from secself.model import Closing, Decision, Entry, Judgement, Receipt, Recorded
from secself.phrases import one_line
from secself.remarks import Settlement

_HEADS = ("Submission", "Recorded", "Compared with", "Material", "Notes", "Comments", "Standing")
_WIDTH = 100
_LABEL = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One submission, with what a person wants to know of it."""

    record: Recorded
    """The submission."""
    files: tuple[Mapping[str, object], ...] = ()
    """Name and digest of each of its files."""
    framework: str = ""
    """The edition it answers."""
    comments: int = 0
    """How many comments were recorded on it."""
    settled: tuple[Settlement, ...] = ()
    """What was done to them, oldest first."""
    is_erased: bool = False
    """Whether what it held was erased on request."""
    reason: str = ""
    """Why it was withdrawn, if it was."""
    judged: Judgement | None = None
    """What was judged of it when it came, None if nothing was."""
    erasures: tuple[tuple[str, str], ...] = ()
    """When it, or names in it, were erased, and why."""
    decisions: tuple[Decision, ...] = ()
    """What the committee decided on it, oldest first."""


def overview(told: Sequence[Told], receipt: Receipt | None) -> str:
    """List all submissions, one a line, under the id of their User."""
    if not told:
        return "\n".join(["The archive holds no submission.", *_foot(told, receipt)])
    ordered = sorted(told, key=_place)
    rows = [_row(one) for one in ordered]
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    lines = [_line(_HEADS, widths)]
    for _, group in groupby(zip(ordered, rows, strict=True), lambda one: _user(one[0])):
        lines += ["", *(_line(row, widths) for _, row in group)]
    return "\n".join([*lines, *_foot(told, receipt)])


def detailed(told: Sequence[Told], issued: Sequence[Entry], receipt: Receipt | None) -> str:
    """Say of one User all that is known of each submission, and which packs were issued."""
    lines = [line for one in sorted(told, key=_place) for line in (*_paragraph(one), "")]
    for subject, group in groupby(issued, lambda entry: entry.subject):
        lines += [f"{subject}, issued", *(_fact("pack", _issue(entry)) for entry in group), ""]
    return "\n".join([*(lines[:-1] or ["The archive holds nothing of it."]), *_foot(told, receipt)])


def document(
    place: str, told: Sequence[Told], entries: Sequence[Entry], receipt: Receipt | None
) -> Mapping[str, object]:
    """Give submissions and entries, in the order in which they were recorded."""
    return {
        "format": "secself/history@1",
        "files": [],
        "archive": place,
        "receipt": receipt_document(receipt),
        "submissions": [_submission(one) for one in told],
        "entries": [asdict(entry) for entry in entries],
        "problems": [],
    }


def _user(one: Told) -> str:
    return one.record.reference.user


def _place(one: Told) -> tuple[str, int, str, int]:
    reference = one.record.reference
    return reference.user, reference.year, reference.kind, reference.number or 0


def _row(one: Told) -> tuple[str, ...]:
    judged = one.judged
    return (
        str(one.record.reference),
        one.record.entry.recorded[:10],
        _against(one, judged),
        str(judged.material) if judged else "",
        str(judged.notes) if judged else "",
        str(one.comments or ""),
        _standing(one),
    )


def _against(one: Told, judged: Judgement | None) -> str:
    """Name the baseline; the User's id stands in the line already."""
    if judged is None:
        return ""
    return (judged.baseline or "nothing").removeprefix(f"{_user(one)}/")


def _standing(one: Told) -> str:
    decided = [decision for decision in one.decisions if decision.stands]
    said = ["erased"] if one.is_erased else []
    said += ["withdrawn"] if one.record.withdrawn else []
    said += [one_line(decision.label or decision.outcome) for decision in decided]
    said += ["names erased"] if one.erasures and not one.is_erased else []
    return ", ".join(said)


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _foot(told: Sequence[Told], receipt: Receipt | None) -> Iterator[str]:
    if receipt:
        users = len({_user(one) for one in told})
        yield ""
        yield (
            f"{_counted(users, 'User')}, {_counted(len(told), 'submission')}; "
            f"the archive has {receipt.number} entries"
        )
        yield f"Receipt: {receipt}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _paragraph(one: Told) -> Iterator[str]:
    record, entry = one.record, one.record.entry
    yield str(record.reference)
    if record.known_as:
        yield _fact("recorded as", f"{record.known_as}, before its User had this id")
    under = f", under {one.framework}" if one.framework else ""
    yield _fact("recorded", f"{_moment(entry.recorded)}, entry {entry.number}{under}")
    for file in one.files:
        yield _fact("file", one_line(str(file.get("name"))))
        yield _fact("", f"sha256:{file.get('sha256')}")
    yield _fact("answers", entry.key)
    yield from _found(one)
    if one.comments:
        yield _fact("comments", str(one.comments))
    for act in one.settled:
        yield _fact("", f"{act.act} {_moment(act.moment)}: {_act(act)}")
    for decision in one.decisions:
        yield _fact("decided", _decision(decision))
        for action in decision.actions:
            yield _fact("asked", f"{action.id}: {asked(action, decision)}")
        if decision.closing:
            yield _fact("closed", _closing(decision.closing))
    if record.withdrawn:
        yield _fact("withdrawn", f"{_moment(record.withdrawn.recorded)}: {one_line(one.reason)}")
    what = "all it held" if one.is_erased else "names in it"
    for recorded, why in one.erasures:
        yield _fact("erased", f"{what}, {_moment(recorded)}: {one_line(why)}")


def _found(one: Told) -> Iterator[str]:
    judged = one.judged
    if judged:
        against = judged.baseline or "no baseline"
        figures = f"{judged.material} material, {_counted(judged.notes, 'note')}"
        day = f"as of {judged.as_of}, entry {judged.entry}"
        yield _fact("found then", f"{figures} against {against}, {day}")


def _decision(decision: Decision) -> str:
    by = f" by {one_line(decision.by)}" if decision.by else ""
    actions = f", {_counted(len(decision.actions), 'action')}" if decision.actions else ""
    over = "" if decision.stands else "; superseded"
    label = one_line(decision.label or decision.outcome)
    return f"{decision.on.isoformat()}{by}: {label}{actions}{over}"


def _besides(document: Mapping[str, object]) -> Mapping[str, object]:
    """Give what else is known of a decision, its actions under a name of their own."""
    kept = ("number", "label", "reason", "superseded_by", "closed", "files")
    return {"asked": document["actions"], **{name: document[name] for name in kept}}


def _issue(entry: Entry) -> str:
    return f"{_moment(entry.recorded)}, entry {entry.number}, sha256:{entry.content}"


def _closing(closing: Closing) -> str:
    return f"{closing.on.isoformat()} with {one_line(closing.file)}, sha256:{closing.sha256}"


def _fact(label: str, said: str) -> str:
    first = f"    {label.ljust(_LABEL)}"
    return "\n".join(
        textwrap.wrap(
            said,
            _WIDTH,
            initial_indent=first,
            subsequent_indent=" " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _moment(recorded: str) -> str:
    """Write a moment as people read it; it is universal time."""
    return recorded.replace("T", " ").replace("Z", " UTC")


def _act(act: Settlement) -> str:
    """Say on what somebody acted, and why."""
    what = f"“{one_line(act.on.text)}”" if act.on.text else one_line(act.on.view or "")
    on = " ".join(filter(None, (act.on.ref or act.on.place, what)))
    return f"{on}: {one_line(act.reason)}" if act.reason else on


def _submission(one: Told) -> Mapping[str, object]:
    record, entry = one.record, one.record.entry
    reference, taken = record.reference, record.withdrawn
    return {
        "reference": str(reference),
        "user": reference.user,
        "year": reference.year,
        "kind": reference.kind,
        "number": reference.number,
        "known_as": record.known_as or None,
        "framework": one.framework or None,
        "erased": one.is_erased,
        "erasures": [{"recorded": when, "reason": why} for when, why in one.erasures],
        "digest": entry.key,
        "recorded": entry.recorded,
        "entry": entry.number,
        "files": list(one.files),
        "comments": one.comments,
        "settled": [
            {
                "act": act.act,
                "recorded": act.moment,
                "reason": act.reason or None,
                "comment": comment_document(act.on),
            }
            for act in one.settled
        ],
        "judged": one.judged and asdict(one.judged),
        "decisions": [
            {
                "entry": decision.entry,
                "outcome": decision.outcome,
                "on": decision.on.isoformat(),
                "by": decision.by,
                "actions": len(decision.actions),
                "stands": decision.stands,
                **_besides(decision_document(decision)),
            }
            for decision in one.decisions
        ],
        "others": [{"kind": other.kind, "entry": other.number} for other in record.others],
        "withdrawn": taken
        and {"recorded": taken.recorded, "entry": taken.number, "reason": one.reason},
    }
