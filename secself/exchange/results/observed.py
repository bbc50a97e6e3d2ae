"""What was seen: each answer of the User, and each comment of an assessor, as an observation."""

from collections.abc import Iterator

from secself.exchange.oscal_words import Json, filled, identifier, line, own
from secself.exchange.results.ground import Ground, stamped
from secself.model import BoundComment, Response, Submission

_UNSAID = "No answer stands there."


def of_round(ground: Ground, submission: Submission, which: str) -> list[Json]:
    """Give the observations of one round; comments belong to the current one."""
    answers = list(_answers(ground, submission, which))
    return answers + (list(_comments(ground)) if which == "current" else [])


def _answers(ground: Ground, submission: Submission, which: str) -> Iterator[Json]:
    day = submission.declared_on or ground.day
    known = {item.id: item for item in submission.evidence}
    for response in submission.responses:
        documents = [known[one] for one in response.evidence if one in known]
        yield filled(
            {
                "uuid": ground.observation(which, response.section, response.ref),
                "title": f"{line(response.ref)}: {_short(response)}",
                "description": _whole(response),
                "props": _props(response),
                "methods": ["EXAMINE"],
                "types": ["control-objective" if which == "current" else "historic"],
                "origins": [{"actors": [{"type": "party", "actor-uuid": ground.user}]}],
                "relevant-evidence": [
                    {"href": f"#{ground.document(one)}", "description": line(one.id)}
                    for one in documents
                ]
                if which == "current"
                else [],
                "collected": stamped(day),
            }
        )


def _comments(ground: Ground) -> Iterator[Json]:
    for bound in ground.assessment.comments:
        said = bound.comment
        yield filled(
            {
                "uuid": remark(ground, bound),
                "title": f"{line(said.ref or said.place) or 'The submission'}: assessor's comment",
                "description": said.text or "A view without words.",
                "props": [
                    *own("comment", bound.id),
                    *own("view", said.view or ""),
                    *own("suggested-action", said.action or ""),
                    *own("refers-to", said.reference or ""),
                    *own("state", said.state),
                    *own("standing", bound.standing),
                    *own("withdrawn", bound.withdrawn or ""),
                    *own("zone", "not stated" if said.written else ""),
                ],
                "methods": ["EXAMINE"],
                "types": ["finding"],
                "origins": [
                    {"actors": [{"type": "party", "actor-uuid": ground.author(said.author)}]}
                ],
                "collected": stamped(said.written or ground.day),
                "remarks": "\n\n".join(
                    f"{reply.author or 'Somebody'} replied: {reply.text}" for reply in said.replies
                ),
            }
        )


def remark(ground: Ground, bound: BoundComment) -> str:
    """Give the identifier of a comment."""
    said = bound.comment
    parts = (bound.id, said.section, said.ref, said.place, said.author or "", said.text)
    return identifier("comment", ground.name, *parts)


def _short(response: Response) -> str:
    said = line(str(response.answer)) if response.answer is not None else ""
    return said[:80] or "no answer"


def _whole(response: Response) -> str:
    parts = (response.answer, response.narrative)
    said = "\n\n".join(str(part) for part in parts if part not in (None, ""))
    return said if said.strip() else _UNSAID


def _props(response: Response) -> list[Json]:
    return [
        *own("section", response.section),
        *own("answer", str(response.answer if response.answer is not None else "")),
        *own("change", str(response.change or "")),
        *own("owner", str(response.owner or "")),
        *own("residual-risk", str(response.residual_risk or "")),
        *own("reaffirmed", str(response.reaffirmed or "")),
        *(prop for one in response.evidence for prop in own("evidence", str(one))),
    ]
