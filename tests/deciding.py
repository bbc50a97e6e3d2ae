"""Archives with a submission in them, and decisions to be recorded on it."""

from dataclasses import replace
from datetime import date

from frameworks import tiny_submission

from secself.digest import digest
from secself.model import Action, AssessmentReference, Decision
from secself.store.archive import deciding, recording
from secself.store.archive.deciding import Taken
from secself.store.archive.place import Archive

MOMENT = "2026-07-02T10:00:00Z"
NAME = "brightlow/2026-ssa"


def submit(archive: Archive, name: str = NAME, owner: str = "") -> None:
    """Record a submission of the tiny framework under a name."""
    user, _, rest = name.partition("/")
    year, _, kind = rest.partition("-")
    answers = tiny_submission()
    *others, last = answers.responses
    answers = replace(answers, responses=(*others, replace(last, owner=owner or last.owner)))
    sent = recording.Sent(
        reference=AssessmentReference(user=user, year=int(year), kind=kind),
        submission=answers,
        digest=digest(answers),
        originals=(),
        framework="tiny@1.0",
        framework_texts=(),
    )
    with archive.recording(MOMENT) as ledger:
        recording.record(ledger, sent, MOMENT)


def asked(*actions: str, **changes: object) -> Decision:
    """Make a decision that asks for these things by the end of September."""
    wanted = tuple(
        Action(id=f"A{number}", text=text, due=date(2026, 9, 30), owner="Dana Cole")
        for number, text in enumerate(actions, start=1)
    )
    fields: dict[str, object] = {
        "subject": NAME,
        "about": f"{NAME}#1",
        "outcome": "actions-requested" if actions else "satisfactory",
        "label": "Actions requested" if actions else "Proportionate and satisfactory",
        "on": date(2026, 7, 2),
        "by": "SSC",
        "reason": "The gateway was replaced.",
        "actions": wanted,
        "framework": "tiny@1.0",
    }
    return Decision(**{**fields, **changes})  # type: ignore[arg-type]


def take(archive: Archive, decision: Decision) -> Taken:
    """Record a decision in a transaction of its own."""
    with archive.recording(MOMENT) as ledger, ledger.writing(MOMENT):
        return deciding.take(ledger, decision)
