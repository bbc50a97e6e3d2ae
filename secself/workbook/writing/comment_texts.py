"""The assessor's open comments of last time, as they stand beside the row they are about."""

from collections.abc import Iterable

from secself.model import Comment, Submission


def open_comments(prior: Submission | None, section: str) -> dict[str, str]:
    """Give the open comments of each row of a section, by Ref; one below the other."""
    said: dict[str, list[str]] = {}
    for comment in _open(prior):
        if comment.section == section and comment.ref:
            said.setdefault(comment.ref, []).append(_text(comment))
    return {ref: "\n".join(texts) for ref, texts in said.items()}


def has_open_comments(prior: Submission | None) -> bool:
    """Tell whether any row has one."""
    return any(comment.ref for comment in _open(prior))


def _open(prior: Submission | None) -> Iterable[Comment]:
    if prior is None:
        return ()
    return [comment for comment in prior.comments if comment.state == "open"]


def _text(comment: Comment) -> str:
    on = comment.written.date().isoformat() if comment.written else ""
    who = ", ".join(filter(None, [comment.author or "", on]))
    lines = [comment.text, comment.view or "", comment.action or ""]
    said = "\n".join(line.strip() for line in lines if line.strip())
    return f"{said} ({who})" if who else said
