"""A small invented framework, a User of it, and its answers, as plain constructors.

It has every type of answer, a condition, every standing of a line and every kind of assessment,
and no word of any real code. Tests that need a framework and no file take it from here.
"""

from datetime import date

from secself.model import (
    AgreedInterpretation,
    AnswerType,
    Applicability,
    AssuranceStatus,
    Chapter,
    Choice,
    Condition,
    Control,
    Declaration,
    EvidenceItem,
    ExpectedEvidence,
    Framework,
    Issued,
    Kind,
    Marks,
    Outcome,
    PartyCategory,
    PastAssessment,
    Profile,
    Provenance,
    Provider,
    ProviderEntry,
    Question,
    Reference,
    RemediationLine,
    Response,
    RuleSetting,
    Scale,
    Source,
    Standard,
    Statement,
    Submission,
    Theme,
    UserRole,
)

VERIFIED = Provenance(status="verified", sources=("S0",), confidence="high")
RECALLED = Provenance(status="recalled", sources=("R",), confidence="medium")
PROPOSED = Provenance(status="proposed", sources=("S0",), confidence="low")

ROLES = ("import-supplier", "gas-supplier", "other-user")
KINDS = ("ssa", "vusa", "fusa", "followup")
EVERYONE = Applicability(roles=ROLES, kinds=KINDS, provenance=VERIFIED)
SUPPLIERS = Applicability(
    roles=("import-supplier", "gas-supplier"), kinds=KINDS, provenance=RECALLED
)
YES_NO = AnswerType(
    kind="choice", choices=("Yes", "No", "Not known"), ranking=("Yes", "Not known", "No")
)
HOSTING = (
    "On our own premises, run by our own people",
    "On our own premises, run by a company that works for nobody else",
    "In a data centre of another company, on machines that are ours alone",
    "In a data centre of another company, on machines shared with others",
    "With a cloud provider, in the United Kingdom",
    "With a cloud provider, elsewhere",
)


def clause(number: str, *, verified: bool = True) -> Reference:
    """Make a reference to a clause of the invented code."""
    return Reference(document="TFC", clause=number, edition="of 2026", is_verified=verified)


def control(  # noqa: PLR0913 - a record with defaults, for tests that change one thing
    ref: str,
    text: str,
    *,
    title: str = "A duty",
    applicability: Applicability = EVERYONE,
    provenance: Provenance = VERIFIED,
    evidence: tuple[ExpectedEvidence, ...] = (),
    interpretations: tuple[str, ...] = (),
    standards: tuple[str, ...] = (),
) -> Control:
    """Make a control; its chapter is the part of its id before the full stop."""
    return Control(
        id=ref,
        chapter=ref.split(".", maxsplit=1)[0],
        title=title,
        text=text,
        references=(clause(ref, verified=provenance.is_verified),),
        applicability=applicability,
        evidence=evidence,
        interpretations=interpretations,
        standards=standards,
        provenance=provenance,
    )


def question(  # noqa: PLR0913 - the same
    ref: str,
    text: str,
    answer: AnswerType,
    *,
    why: str = "The assessor wants to know.",
    applicability: Applicability = EVERYONE,
    provenance: Provenance = PROPOSED,
    condition: Condition | None = None,
    evidence: tuple[ExpectedEvidence, ...] = (),
    interpretations: tuple[str, ...] = (),
) -> Question:
    """Make a question; its theme is the part of its id before the full stop."""
    return Question(
        id=ref,
        theme=ref.split(".", maxsplit=1)[0],
        text=text,
        why=why,
        answer=answer,
        references=(clause("G1.1"),),
        applicability=applicability,
        provenance=provenance,
        condition=condition,
        evidence=evidence,
        interpretations=interpretations,
    )


def tiny_framework() -> Framework:
    """Make the invented framework: six controls, eleven questions, two interpretations."""
    return Framework(
        id="tiny",
        edition="1.0",
        title="Tiny controls framework",
        notice="Invented for tests.\nIt binds nobody.",
        interpretations_edition="1.0",
        sources=(Source(code="S0", title="The tests themselves"),),
        scale=Scale(
            choices=(
                Choice(id="met", label="Met", meaning="All of it is done."),
                Choice(id="partly-met", label="Partly met", formerly=("Partial",)),
                Choice(id="not-met", label="Not met", meaning="Little or nothing is done."),
                Choice(id="not-applicable", label="Not applicable", ranked=False),
            )
        ),
        declared_changes=_words("No change", "Changed", "New"),
        residual_risks=_words("Very low", "Low", "Medium", "High", "Very high"),
        affirmations=_words("Yes", "No", "Not known"),
        facts=(
            Choice(id="smets1-enrolled", label="SMETS1 systems are enrolled"),
            Choice(id="shared-resources", label="a provider's shared resources are used"),
            Choice(id="several-user-systems", label="more than one User System is run"),
        ),
        roles=(
            _role("import-supplier", "IS", "Import Supplier"),
            _role("gas-supplier", "GS", "Gas Supplier"),
            _role("other-user", "OU", "Other User"),
        ),
        party_categories=(
            PartyCategory(
                id="small-supplier", label="Small Supplier", meaning="Small.", provenance=VERIFIED
            ),
            PartyCategory(
                id="large-supplier", label="Large Supplier", meaning="Large.", provenance=VERIFIED
            ),
        ),
        kinds=(
            _kind("ssa", "Security Self-Assessment", "SSA", "last-any"),
            _kind("vusa", "Verification User Security Assessment", "VUSA", "last-full"),
            _kind("fusa", "Full User Security Assessment", "FUSA", "none"),
            _kind("followup", "Follow-up Security Assessment", "Follow-up", "response"),
        ),
        outcomes=(
            _outcome("satisfactory", "Satisfactory"),
            _outcome("actions-requested", "Actions requested"),
            _outcome("compliance-assessment", "Compliance assessment"),
        ),
        statuses=(
            AssuranceStatus(
                id="approved",
                label="Approved",
                formerly="Pass",
                admits_entry=True,
                meaning="Nothing stands in the way.",
                provenance=VERIFIED,
            ),
        ),
        chapters=(
            Chapter(id="G1", title="Systems", provenance=VERIFIED),
            Chapter(id="G2", title="People & premises", provenance=RECALLED),
        ),
        themes=tuple(
            Theme(id=ref, title=title, provenance=PROPOSED)
            for ref, title in (
                ("Q01", "Hosting"),
                ("Q07", "Remote access"),
                ("Q08", "Risk assessment"),
                ("Q09", "Testing"),
                ("Q10", "Incidents"),
                ("Q11", "Vulnerabilities"),
                ("Q12", "Money"),
                ("Q16", "Clearances"),
            )
        ),
        standards=(
            Standard(
                id="iso-27001",
                title="ISO/IEC 27001",
                edition_named="2013",
                edition_current="2022",
                provenance=VERIFIED,
            ),
        ),
        controls=_controls(),
        interpretations=(
            AgreedInterpretation(
                id="AI-1",
                term="Hold",
                text="To hold a thing is to be able to show it within a day.",
                edition="1.0",
                provenance=VERIFIED,
            ),
            AgreedInterpretation(
                id="AI-2",
                term="Promptly",
                text="Within five Working Days.\nSooner where harm is likely.",
                edition="1.0",
                provenance=RECALLED,
            ),
        ),
        questions=_questions(),
        rules=(
            RuleSetting(
                id="position-lowered",
                level="material",
                sources=(clause("G1.2"),),
                settings={},
                provenance=PROPOSED,
            ),
        ),
    )


def tiny_profile(**changes: object) -> Profile:
    """Make a User of the invented framework; name what should differ."""
    fields: dict[str, object] = {
        "id": "brightlow",
        "name": "Brightlow & Sons Ltd",
        "party_category": "small-supplier",
        "user_roles": ("import-supplier", "gas-supplier"),
        "domestic_premises": 120_000,
        "non_domestic_premises": 0,
        "user_systems": 1,
        "smets1_enrolled": True,
        "providers": (
            ProviderEntry(
                id="gridlink-adapters",
                name="Gridlink Adapters",
                service="Adapter as a service",
                since=date(2021, 4, 1),
            ),
        ),
        "assessments": (PastAssessment(kind="fusa", year=2024, status="approved"),),
    }
    return Profile(**(fields | changes))  # type: ignore[arg-type]


def tiny_submission(**changes: object) -> Submission:
    """Make a complete submission of 2025 of that User; name what should differ."""
    framework = tiny_framework()
    issued = [("questions", item.id, item.fingerprint) for item in framework.questions] + [
        ("validation", item.id, item.fingerprint) for item in framework.controls
    ]
    fields: dict[str, object] = {
        "marks": Marks(
            user="brightlow",
            year=2025,
            kind="ssa",
            framework="tiny@1.0",
            roles=("import-supplier", "gas-supplier"),
            facts=("shared-resources", "smets1-enrolled"),
        ),
        "carries": (
            "questions",
            "validation",
            "profile",
            "providers",
            "evidence",
            "remediation",
        ),
        "issued": tuple(
            Issued(section=section, ref=ref, fingerprint=digest) for section, ref, digest in issued
        ),
        "responses": (*_answers(framework), *_positions(framework)),
        "statements": (
            Statement(label="User", value="brightlow"),
            Statement(label="Year", value=2025),
            Statement(label="Kind", value="ssa"),
            Statement(label="Framework", value="tiny@1.0"),
            Statement(label="User Roles", value="import-supplier, gas-supplier"),
            Statement(label="Domestic premises", value=115_000),
            Statement(label="Non-domestic premises", value=0),
            Statement(label="User Systems", value=1),
            Statement(label="SMETS1 enrolled", value="Yes"),
        ),
        "evidence": (
            EvidenceItem(
                id="E01",
                title="Information security policy",
                version="3.1",
                date=date(2025, 2, 14),
                held_by="Head of Compliance",
                review_due=date(2026, 2, 14),
            ),
            EvidenceItem(id="E02", title="Penetration test report", date=date(2025, 3, 3)),
        ),
        "providers": (Provider(id="gridlink-adapters", name="Gridlink Adapters"),),
        "remediation": (
            RemediationLine(
                ref="G1.2",
                action="Mend the three open weaknesses",
                owner="Head of IT",
                due=date(2025, 9, 30),
            ),
        ),
        "declaration": Declaration(
            name="A. Brightlow", role="Director", date=date(2025, 5, 30), declared="Yes"
        ),
        "interpretations": tuple((ai.id, ai.fingerprint) for ai in framework.interpretations),
    }
    return Submission(**(fields | changes))  # type: ignore[arg-type]


def _controls() -> tuple[Control, ...]:
    plan = ExpectedEvidence(text="A dated plan", provenance=PROPOSED)
    report = ExpectedEvidence(text="The report of the last test", provenance=RECALLED)
    return (
        control(
            "G1.1",
            "Hold a plan of every User System.\nKeep it up to date.",
            title="A plan of the systems",
            evidence=(plan,),
            interpretations=("AI-1",),
        ),
        control(
            "G1.2",
            "Mend known weaknesses promptly.",
            title="Mending weaknesses",
            provenance=RECALLED,
            evidence=(plan, report),
            interpretations=("AI-1", "AI-2"),
            standards=("iso-27001",),
        ),
        control(
            "G1.10",
            "Keep enrolled SMETS1 systems apart.",
            title="Keeping systems apart",
            applicability=Applicability(
                roles=ROLES, kinds=KINDS, facts=("smets1-enrolled",), provenance=RECALLED
            ),
        ),
        control("G2.1", "Check who is let in.", title="Entry", applicability=SUPPLIERS),
        control("G2.2", "Clear the people who administer.", title="Clearance"),
        control(
            "G2.3",
            "Tell Other Users what they must know.",
            title="Other Users",
            applicability=Applicability(roles=("other-user",), kinds=KINDS, provenance=VERIFIED),
        ),
    )


def _questions() -> tuple[Question, ...]:
    later, fewer = "higher", "lower"
    return (
        question(
            "Q01.1",
            "Where do your User Systems run?",
            AnswerType(kind="choice", choices=HOSTING),
        ),
        question("Q07.1", "Can User Systems be reached from outside?", YES_NO),
        question(
            "Q07.2",
            "How is access from outside guarded?",
            AnswerType(kind="text"),
            condition=Condition(question="Q07.1", answers=("Yes", "Not known")),
            interpretations=("AI-2",),
        ),
        question(
            "Q08.1",
            "When was the last risk assessment finished?",
            AnswerType(kind="date", better=later),
            evidence=(ExpectedEvidence(text="The risk assessment", provenance=PROPOSED),),
        ),
        question(
            "Q09.1",
            "When was the last vulnerability assessment or penetration test?",
            AnswerType(kind="date", better=later),
        ),
        question(
            "Q10.1",
            "How many Major Security Incidents were there since the last assessment?",
            AnswerType(kind="whole", better=fewer),
        ),
        question(
            "Q11.1",
            "How many material vulnerabilities are still open?",
            AnswerType(kind="whole", better=fewer),
        ),
        question(
            "Q12.1",
            "What share of the budget goes to security, in per cent?",
            AnswerType(kind="decimal"),
        ),
        question("Q16.1", "When were clearances last reviewed?", AnswerType(kind="date")),
        question(
            "Q16.2",
            "Is every administrator cleared?",
            YES_NO,
            applicability=SUPPLIERS,
            provenance=VERIFIED,
        ),
        question(
            "Q16.3",
            "Which Other Users share your administrators?",
            AnswerType(kind="text"),
            applicability=Applicability(roles=("other-user",), kinds=KINDS, provenance=VERIFIED),
        ),
    )


def _answers(framework: Framework) -> tuple[Response, ...]:
    given: dict[str, str | int | float | date] = {
        "Q01.1": HOSTING[0],
        "Q07.1": "Yes",
        "Q07.2": "By two factors.",
        "Q08.1": date(2025, 3, 31),
        "Q09.1": date(2025, 3, 3),
        "Q10.1": 0,
        "Q11.1": 0,
        "Q12.1": 2.5,
        "Q16.1": date(2025, 1, 10),
        "Q16.2": "Yes",
    }
    return tuple(
        Response(
            section="questions",
            ref=item.id,
            answer=given[item.id],
            narrative="As in the policy.",
            evidence=("E01",),
            fingerprint=item.fingerprint,
        )
        for item in framework.questions
        if item.id in given
    )


def _positions(framework: Framework) -> tuple[Response, ...]:
    given = {
        "G1.1": "Met",
        "G1.2": "Partly met",
        "G1.10": "Met",
        "G2.1": "Met",
        "G2.2": "Not met",
    }
    return tuple(
        Response(
            section="validation",
            ref=item.id,
            answer=given[item.id],
            change="No change",
            evidence=("E01", "E02"),
            owner="Head of IT",
            residual_risk="Low",
            fingerprint=item.fingerprint,
        )
        for item in framework.controls
        if item.id in given
    )


def _words(*labels: str) -> Scale:
    return Scale(
        choices=tuple(Choice(id=label.lower().replace(" ", "-"), label=label) for label in labels)
    )


def _role(role: str, code: str, label: str) -> UserRole:
    return UserRole(id=role, code=code, label=label, meaning=f"A {label}.", provenance=VERIFIED)


def _kind(kind: str, label: str, abbreviation: str, baseline: str) -> Kind:
    return Kind(
        id=kind,
        label=label,
        abbreviation=abbreviation,
        baseline=baseline,  # type: ignore[arg-type]
        clause="TFC G8",
        meaning=f"The {label}.",
        provenance=VERIFIED,
    )


def _outcome(outcome: str, label: str) -> Outcome:
    return Outcome(id=outcome, label=label, meaning=label, clause="", provenance=VERIFIED)
