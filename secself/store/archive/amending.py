"""Takes back, renames and erases: always by a further entry that says why, never by a change."""

from secself import chain, history
from secself.model import Entry, Recorded
from secself.problems import Origin, Problem, Refused
from secself.store.archive import finding, sql
from secself.store.archive.ledger import Ledger

_HOLDING = ("findings", "settlement")
"""What is recorded about a submission and repeats what it holds."""


def withdraw(ledger: Ledger, name: str, reason: str, moment: str) -> Recorded:
    """Take a submission back; it stays in the archive, and is used no more."""
    with ledger.writing(moment):
        record = finding.standing(ledger, name)
        take_back(ledger, record, reason)
    return record


def rename(ledger: Ledger, old: str, new: str, reason: str, moment: str) -> int:
    """Give a User another id, for what was recorded before and what is to come; count the former.

    If there is a User of that id already, the two are one from now on.
    """
    with ledger.writing(moment):
        records = history.of_user(old, finding.everything(ledger))
        if not records:
            raise Refused(_unknown(ledger, old))
        document = {"format": "secself/rename@1", "from": old, "to": new, "reason": reason}
        ledger.append("rename", chain.canonical(document), subject=new)
    return len(records)


def erase(ledger: Ledger, name: str, reason: str, moment: str) -> tuple[Recorded, int]:
    """Take out what a submission holds: files, answers, comments, findings; count them.

    The entries stay, with their digests, so the chain holds and shows that something was there.
    """
    with ledger.writing(moment):
        record = finding.named(ledger, name)
        if record.withdrawn is None:
            take_back(ledger, record, reason)
        content = chain.canonical({"format": "secself/erasure@1", "reason": reason})
        meant = _entries(ledger, record)
        for entry in meant:
            ledger.append("erasure", content, subject=entry.subject, about=entry.number)
            ledger.dialect.run(sql.ERASE, entry.content)
    return record, len(meant)


def take_back(ledger: Ledger, record: Recorded, reason: str) -> None:
    """Say that a submission is used no more, and why; only while writing."""
    ledger.append(
        "withdrawal",
        chain.canonical({"format": "secself/withdrawal@1", "reason": reason}),
        subject=record.entry.subject,
        about=record.entry.number,
    )


def _entries(ledger: Ledger, record: Recorded) -> list[Entry]:
    """Give the entries that hold a submission: files, answers, comments, and what followed."""
    digests = {str(file.get("sha256")) for file in finding.files(ledger, record)}
    files = [
        entry for entry in ledger.entries() if entry.kind == "original" and entry.content in digests
    ]
    found = [other for other in record.others if other.kind in _HOLDING]
    return _still(ledger, [*files, record.entry, *record.comments, *found])


def _still(ledger: Ledger, entries: list[Entry]) -> list[Entry]:
    """Give those entries whose content is there, and what stands for those where it is not."""
    redactions = {(one.subject, one.key): one for one in ledger.of_kind("redaction")}
    meant = dict.fromkeys(entries)
    for one in entries:
        instead = redactions.get((one.subject, one.content))
        while instead and instead not in meant:
            meant[instead] = None
            instead = redactions.get((instead.subject, instead.content))
    return [one for one in meant if not ledger.was_erased(one.content)]


def _unknown(ledger: Ledger, user: str) -> Problem:
    return Problem(
        code="reference-unknown",
        origin=Origin(file=ledger.place),
        what=f"The archive holds nothing of a User “{user}”.",
        remedy="“secself history” names all.",
    )
