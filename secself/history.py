"""What the entries of an archive say together: which submissions there are, and which stand.

Submissions of an assessment are numbered in the order in which they came to it. A number is never
given twice: what is withdrawn keeps its own, and what comes with a User who is renamed or merged
is counted after what was there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from secself.model import AssessmentReference, Entry, Recorded, Renaming, read_reference

Renamings = Callable[[Entry], Renaming | None]
"""Gives what an entry of kind `rename` says."""


def no_renamings(_: Entry) -> None:
    """Know of no User who was renamed."""


def recorded(entries: Iterable[Entry], renamings: Renamings = no_renamings) -> list[Recorded]:
    """Give every submission with what was recorded about it, in the order of the entries."""
    held: dict[int, Recorded] = {}
    counted: dict[str, int] = {}
    names: dict[str, str] = {}
    for entry in entries:
        renaming = renamings(entry) if entry.kind == "rename" else None
        if renaming:
            _rename(renaming, held, counted, names)
        elif entry.kind == "submission":
            reference = read_reference(entry.subject)
            if reference:
                user = names.get(reference.user, reference.user)
                held[entry.number] = _placed(
                    Recorded(reference=reference, entry=entry), user, counted
                )
        elif entry.about in held:
            held[entry.about] = _told(held[entry.about], entry)
    return list(held.values())


def current_id(user: str, entries: Iterable[Entry], renamings: Renamings = no_renamings) -> str:
    """Give the id a User has now."""
    for entry in entries:
        renaming = renamings(entry) if entry.kind == "rename" else None
        if renaming and renaming.old == user:
            user = renaming.new
    return user


def find(reference: AssessmentReference, records: Sequence[Recorded]) -> Recorded | None:
    """Give the submission that is meant; without a number the newest that stands.

    One that is asked for by its number is given though it was withdrawn.
    """
    own = [one for one in records if one.reference.subject == reference.subject]
    if reference.number is not None:
        return next((one for one in own if one.reference.number == reference.number), None)
    return max(standing(own), key=_number, default=None)


def standing(records: Iterable[Recorded]) -> list[Recorded]:
    """Give the submissions that were not withdrawn."""
    return [one for one in records if one.withdrawn is None]


def of_user(user: str, records: Iterable[Recorded]) -> list[Recorded]:
    """Give the submissions of one User."""
    return [one for one in records if one.reference.user == user]


def of_both(old: str, new: str, records: Sequence[Recorded]) -> list[AssessmentReference]:
    """Name what is meant where both of two Users that became one had sent something."""
    stand = standing(of_user(new, records))
    came = [one for one in stand if one.known_as.startswith(f"{old}/")]
    subjects = {one.reference.subject for one in stand if one not in came}
    newest = {one.reference.subject: one for one in sorted(stand, key=_number)}
    names = sorted({one.reference.subject for one in came} & subjects)
    return [newest[name].reference for name in names]


def _number(record: Recorded) -> int:
    return record.reference.number or 0


def _placed(record: Recorded, user: str, counted: dict[str, int]) -> Recorded:
    """Give a submission the next number of its assessment, under the id its User has now."""
    reference = replace(record.reference, user=user, number=None)
    number = counted[reference.subject] = counted.get(reference.subject, 0) + 1
    was = record.entry.subject
    return replace(
        record,
        reference=replace(reference, number=number),
        known_as="" if was == reference.subject else was,
    )


def _told(record: Recorded, entry: Entry) -> Recorded:
    if entry.kind == "comments":
        return replace(record, comments=(*record.comments, entry))
    if entry.kind == "withdrawal":
        return replace(record, withdrawn=entry)
    return replace(record, others=(*record.others, entry))


def _rename(
    renaming: Renaming,
    held: dict[int, Recorded],
    counted: dict[str, int],
    names: dict[str, str],
) -> None:
    """Move all that a User has to its other id, behind what is there."""
    for number, record in _moved(renaming.old, held).items():
        held[number] = _placed(record, renaming.new, counted)
    names.update({old: renaming.new for old, new in names.items() if new == renaming.old})
    names[renaming.old] = renaming.new
    names.pop(renaming.new, None)


def _moved(user: str, held: Mapping[int, Recorded]) -> dict[int, Recorded]:
    return {number: one for number, one in held.items() if one.reference.user == user}
