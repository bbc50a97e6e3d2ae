"""What `secself evidence` has to say of a folder and a register, as JSON and as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from secself.filing import Document, Proposal, Standing
from secself.formats.documents import Plain, files_document
from secself.model import Value
from secself.phrases import one_line
from secself.problems import Problem

_SAID = {
    "received": "received",
    "other-name": "received under another name",
    "by-name": "a file of that name was received; the line has no SHA-256 to prove it by",
    "differs": "DIFFERS: a file of that name was received, and it is another",
    "not-received": "NOT RECEIVED",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Everything there is to say."""

    folder: str
    """The folder, as it was named."""
    documents: Sequence[Document]
    """Its documents."""
    skipped: Mapping[str, str]
    """What is not listed, and why."""
    problems: Sequence[Problem]
    """What could not be read."""
    proposal: Proposal | None = None
    """What the register lacked."""
    standings: Sequence[Standing] | None = None
    """How each line of the register stands."""
    unlisted: Sequence[Document] = ()
    """The files no line lists."""
    files: Sequence[str] = ()
    """What was written."""


def evidence_document(filed: Filed) -> Plain:
    """Give it as plain data."""
    document: dict[str, object] = {
        **files_document("evidence", filed.files, filed.problems),
        "folder": filed.folder,
        "documents": [_document(each) for each in filed.documents],
        "skipped": [{"file": file, "why": why} for file, why in filed.skipped.items()],
    }
    if filed.proposal is not None:
        document |= _proposed(filed.proposal)
    if filed.standings is not None:
        document["register"] = [_standing(each) for each in filed.standings]
        document["unlisted"] = [each.file for each in filed.unlisted]
    return document


def evidence_text(filed: Filed) -> str:
    """Say it to a person."""
    lines = [f"{_many(len(filed.documents), 'document')} in {filed.folder}"]
    if filed.standings is not None:
        lines += _standing_lines(filed)
    elif filed.proposal is not None:
        lines += _proposal_lines(filed.proposal)
    else:
        lines += [line for each in filed.documents for line in _lines(each)]
    if filed.skipped:
        lines += ["", "Not listed:"]
        lines += [f"    {file}: {why}" for file, why in filed.skipped.items()]
    # Names and titles are a stranger's; only what we say of a problem may break a line.
    told = [one_line(line) for line in lines]
    if filed.problems:
        told += ["", *(str(_tamed(problem)) for problem in filed.problems)]
    return "\n".join([*told, *(one_line(f"Saved: {file}") for file in filed.files)])


def _tamed(problem: Problem) -> Problem:
    origin = problem.origin
    return replace(problem, origin=replace(origin, file=one_line(origin.file or "") or None))


def _document(document: Document) -> Plain:
    return {
        "file": document.file,
        "title": document.title,
        "title_from": document.title_from,
        "date": document.dated.isoformat(),
        "date_from": document.date_from,
        "sha256": document.sha256,
        "size": document.size,
    }


def _proposed(proposal: Proposal) -> Plain:
    return {
        "added": [
            {
                "id": line.id,
                "file": line.document.file,
                "id_of_last_time": line.is_known_id,
                "namesake": line.namesake or None,
            }
            for line in proposal.added
        ],
        "proven": [{"id": each.item.id, "file": each.document.file} for each in proposal.proven],
        "listed": [{"id": name, "file": each.file} for name, each in proposal.listed],
        "twice": [{"file": one.file, "same_as": kept.file} for one, kept in proposal.twice],
    }


def _standing(standing: Standing) -> Plain:
    item = standing.item
    return {
        "id": item.id,
        "title": _plain(item.title),
        "sha256": _plain(item.sha256),
        "cell": item.origin.cell,
        "state": standing.state,
        "files": [each.file for each in standing.documents],
    }


def _plain(value: Value) -> str | None:
    return None if value is None else str(value)


def _lines(document: Document) -> list[str]:
    return [
        "",
        f"{document.dated.isoformat()}  {document.title}",
        (
            f"    {document.file}, {_many(document.size, 'byte')}; title: {document.title_from}, "
            f"date: {document.date_from}"
        ),
        f"    sha256 {document.sha256}",
    ]


def _proposal_lines(proposal: Proposal) -> list[str]:
    lines = [
        (
            f"{_many(len(proposal.added), 'line')} added to the register, "
            f"{len(proposal.proven)} completed with a SHA-256, "
            f"{len(proposal.listed)} listed already, "
            f"{len(proposal.twice)} the same as another."
        )
    ]
    for line in proposal.added:
        told = ", the id it had last time" if line.is_known_id else ""
        lines += ["", f"{line.id}  {line.document.title}{told}", f"    {line.document.file}"]
        if line.namesake:
            lines.append(
                f"    {line.namesake} has the same title and another SHA-256: keep the one that "
                "counts."
            )
    for each in proposal.proven:
        lines += ["", f"{each.item.id}  {each.item.title}: SHA-256 filled in"]
        lines.append(f"    {each.document.file}, the one file of that name")
    if proposal.twice:
        lines += ["", "The same file, byte for byte, so listed once:"]
        lines += [f"    {one.file}, as {kept.file}" for one, kept in proposal.twice]
    return lines


def _standing_lines(filed: Filed) -> list[str]:
    lines = []
    for each in filed.standings or ():
        lines += ["", f"{each.item.id}  {each.item.title or '(no title)'}"]
        lines.append(f"    {_SAID[each.state]}")
        lines += [f"    {document.file}" for document in each.documents]
    if filed.unlisted:
        lines += ["", "NO LINE LISTS:"]
        lines += [f"    {each.file}" for each in filed.unlisted]
    return lines


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
