"""Small pairs of submissions for the examples in the rules' manual pages; all of it is invented."""

from collections.abc import Iterable
from datetime import date

from secself.model import (
    AgreedInterpretation,
    AnswerType,
    Applicability,
    Choice,
    Control,
    Declaration,
    EvidenceItem,
    Finding,
    Framework,
    Issued,
    Marks,
    Provenance,
    Provider,
    Question,
    RemediationLine,
    Response,
    Scale,
    Statement,
    Submission,
    Value,
)

AS_OF = date(2026, 6, 30)
"""The day on which the examples are judged."""

_CELLS: dict[str, Value] = {
    "position": "Met",
    "change": "Changed",
    "what_changed": None,
    "evidence": "E1",
    "residual_risk": "Low",
    "reaffirmed": None,
    "words": "a",
    "interpretation": "a",
    "question": "Q07.1",
    "answer": "Yes",
    "explanation": None,
    "roles": "import-supplier",
    "domestic": 120_000,
    "systems": 1,
    "enrolled": "Yes",
    "providers": "gridlink",
    "due": None,
    "done_on": None,
    "owner": None,
    "register": "E1, E2, E3",
    "declared_on": None,
}
_DAYS = {"E1": date(2026, 1, 10), "E2": date(2026, 2, 14), "E3": date(2024, 11, 5)}


def pair(
    **cells: Value | tuple[Value, Value],
) -> tuple[Framework, Submission, Submission, date]:
    """Make a pair of submissions that differ in the cells named, as `compare` takes it.

    A cell is one value for both sides, or the prior value and the current one.
    """
    before, after = dict(_CELLS), dict(_CELLS)
    for name, value in cells.items():
        before[name], after[name] = value if isinstance(value, tuple) else (value, value)
    return _framework(), _submission(after), _submission(before), AS_OF


def said(findings: Iterable[Finding]) -> list[str]:
    """Give what findings say, each behind its ref."""
    return [f"{finding.ref}: {finding.because}" for finding in findings]


def _submission(cells: dict[str, Value]) -> Submission:
    question, control = _rows(cells)
    return Submission(
        marks=Marks(user="northfell", year=2026, kind="ssa", framework="example@1.0"),
        carries=("questions", "validation", "profile", "providers", "evidence", "remediation"),
        issued=tuple(Issued(section=row.section, ref=row.ref) for row in (question, control)),
        responses=(question, control),
        statements=(
            Statement(label="User Roles", value=cells["roles"]),
            Statement(label="Domestic premises", value=cells["domestic"]),
            Statement(label="User Systems", value=cells["systems"]),
            Statement(label="SMETS1 enrolled", value=cells["enrolled"]),
        ),
        evidence=tuple(
            EvidenceItem(id=ref, title=f"Document {ref}", date=_DAYS[ref], sha256=ref.lower() * 32)
            for ref in _split(cells["register"])
        ),
        providers=tuple(Provider(id=ref, name=ref.title()) for ref in _split(cells["providers"])),
        remediation=_plan(cells),
        declaration=Declaration(date=cells["declared_on"]),
        interpretations=(("AI-1", str(cells["interpretation"])),),
    )


def _rows(cells: dict[str, Value]) -> tuple[Response, Response]:
    question = Response(
        section="questions",
        ref=str(cells["question"]),
        answer=cells["answer"],
        narrative=cells["explanation"],
    )
    control = Response(
        section="validation",
        ref="G3.9",
        answer=cells["position"],
        change=cells["change"],
        narrative=cells["what_changed"],
        evidence=_split(cells["evidence"]),
        owner=cells["owner"],
        residual_risk=cells["residual_risk"],
        reaffirmed=cells["reaffirmed"],
        fingerprint=str(cells["words"]),
    )
    return question, control


def _plan(cells: dict[str, Value]) -> tuple[RemediationLine, ...]:
    if cells["due"] is None:
        return ()
    return (
        RemediationLine(
            ref="G3.9", action="Patch the gateway", due=cells["due"], done_on=cells["done_on"]
        ),
    )


def _split(text: Value) -> tuple[str, ...]:
    return tuple(str(text).split(", ")) if text else ()


def _framework() -> Framework:
    nothing: dict[str, tuple[()]] = dict.fromkeys(_LEFT_EMPTY, ())
    return Framework(
        id="example",
        edition="1.0",
        title="An invented framework",
        notice="",
        interpretations_edition="1.0",
        scale=Scale(
            choices=(
                *_choices("Met", "Partly met", "Not met"),
                Choice(id="not-applicable", label="Not applicable", ranked=False),
            )
        ),
        declared_changes=Scale(choices=_choices("No change", "Changed", "New")),
        residual_risks=Scale(choices=_choices("Very low", "Low", "Medium", "High", "Very high")),
        affirmations=Scale(choices=_choices("Yes", "No", "Not known")),
        controls=(_CONTROL,),
        interpretations=(_INTERPRETATION,),
        questions=(
            _question("Q07.1", AnswerType(kind="choice", ranking=("Yes", "Not known", "No"))),
            _question("Q08.1", AnswerType(kind="date", better="higher")),
            _question("Q10.1", AnswerType(kind="whole", better="lower")),
        ),
        lifecycle=None,
        aliasing=None,
        **nothing,
    )


_LEFT_EMPTY = (
    "sources",
    "facts",
    "roles",
    "party_categories",
    "kinds",
    "outcomes",
    "statuses",
    "chapters",
    "themes",
    "standards",
    "rules",
)
_INVENTED = Provenance(status="proposed", sources=(), confidence="low")
_EVERYONE = Applicability(roles=("import-supplier",), kinds=("ssa",), provenance=_INVENTED)
_INTERPRETATION = AgreedInterpretation(
    id="AI-1", term="Promptly", text="Within five days.", edition="1.0", provenance=_INVENTED
)
_CONTROL = Control(
    id="G3.9",
    chapter="G3",
    title="Treating vulnerabilities",
    text="Vulnerabilities are treated promptly.",
    references=(),
    applicability=_EVERYONE,
    interpretations=("AI-1",),
    provenance=_INVENTED,
)


def _question(ref: str, answer: AnswerType) -> Question:
    return Question(
        id=ref,
        theme=ref[:3],
        text="An invented question?",
        why="",
        answer=answer,
        references=(),
        applicability=_EVERYONE,
        provenance=_INVENTED,
    )


def _choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(id=label.lower().replace(" ", "-"), label=label) for label in labels)
