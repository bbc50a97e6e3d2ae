"""An invented market: some hundred Users over three years, the same from the same seed.

Categories, sizes, providers, quiet changes and increases are drawn with likelihoods that an
assessor would recognise; all of it is our own invention. Each User knows what was planted in its
last year, so that a pack over all of them can be recounted. `make portfolio` consolidates 400 of
them, and says what that takes.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from secself import questionnaire
from secself.model import (
    Comment,
    Declaration,
    EvidenceItem,
    Framework,
    Issued,
    Marks,
    PastAssessment,
    Profile,
    Provider,
    ProviderEntry,
    Question,
    Questionnaire,
    RemediationLine,
    Response,
    Statement,
    Submission,
    Value,
)
from secself.plain import submission_document
from secself.store.frameworks import DEFAULT, Library, shelf

YEARS = {2024: "fusa", 2025: "vusa", 2026: "ssa"}
LAST = 2026
CATEGORIES = {
    "small-supplier": (56, ("import-supplier", "gas-supplier")),
    "large-supplier": (4, ("import-supplier", "gas-supplier")),
    "electricity-network": (6, ("electricity-distributor",)),
    "gas-network": (10, ("gas-transporter",)),
    "other-sec-party": (24, ("other-user",)),
}
"""How many of a hundred Users are of each category, and their roles."""
PROVIDERS = ("gridlink-adapters", "halyard-exchange", "keyhouse-hosting", "meshwell")
SECTIONS = (
    "questions", "validation", "profile", "providers", "evidence", "remediation", "declaration",
)  # fmt: skip
FIGURES = {"Q10.1": 0, "Q11.1": 0, "Q06.2": 0, "Q20.1": 0, "Q05.2": 12, "Q15.2": 3}
ANNUAL = ("Q08.1", "Q09.1", "Q16.1")
WORDS = ("access", "boundary", "contract", "gateway", "keys", "logging", "patching", "review",
         "staff", "supplier", "test", "training")  # fmt: skip
VIEWS = ("No concern", "No concern", "Potential non-compliance", "More evidence needed")


@dataclass(slots=True, kw_only=True)
class Member:
    """One User of the market."""

    profile: Profile
    """Who it is."""
    submissions: list[Submission] = field(default_factory=list)
    """What it answered, oldest first."""
    material: set[tuple[str, str]] = field(default_factory=set)
    """Rule and Ref of each material finding that was planted in its last year."""
    notes: set[tuple[str, str]] = field(default_factory=set)
    """The same of each note."""

    @property
    def is_there(self) -> bool:
        """Tell whether it answered in the last year."""
        return any(one.marks.year == LAST for one in self.submissions)


def market(framework: Framework, number: int = 400, seed: int = 2026) -> Iterator[Member]:
    """Draw so many Users; each is drawn by itself, so that a smaller market begins a larger one."""
    for place in range(number):
        chance = random.Random(f"{seed}/{place}")  # noqa: S311  a market, no secret
        yield _member(framework, place, chance)


def save(members: Sequence[Member], folder: Path) -> None:
    """Give each User a folder with its profile and its answers, as plain JSON."""
    for member in members:
        home = folder / member.profile.id
        home.mkdir(parents=True)
        (home / "profile.yaml").write_text(_profile_text(member.profile), encoding="utf-8")
        for one in member.submissions:
            text = json.dumps(submission_document(one), ensure_ascii=False)
            (home / f"{one.marks.year}-{one.marks.kind}.json").write_text(text, encoding="utf-8")


def _member(framework: Framework, place: int, chance: random.Random) -> Member:
    member = Member(profile=_profile(place, chance))
    kept = [year for year in YEARS if year == LAST or chance.random() > 0.02]
    if chance.random() < 0.05:
        kept = [year for year in YEARS if year != LAST]  # It has not come yet this year.
    elif chance.random() < 0.03:
        kept = [LAST]  # Nothing is known of it before.
    for year in kept:
        drawn = questionnaire.select(framework, member.profile, year, YEARS[year])
        before = member.submissions[-1] if member.submissions else None
        answered = _evolved(before, drawn, chance) if before else _first(drawn, chance)
        if year == LAST:
            answered = _with_increases(answered, before, member, chance)
            answered = _with_comments(answered, chance)
        member.submissions.append(answered)
    if member.is_there and len(member.submissions) == 1:
        member.notes.add(("no-baseline", "baseline"))
    return member


def _profile(place: int, chance: random.Random) -> Profile:
    weights = [weight for weight, _ in CATEGORIES.values()]
    category = chance.choices(list(CATEGORIES), weights)[0]
    roles = CATEGORIES[category][1]
    size = 0 if category == "other-sec-party" else int(chance.lognormvariate(9.5, 1.3))
    many = 1 if chance.random() < 0.55 else 0
    return Profile(
        id=f"user-{place:03d}",
        name=f"Invented User {place} Ltd",
        party_category=category,
        user_roles=roles,
        domestic_premises=min(size, 180_000),
        non_domestic_premises=min(size // 12, 30_000),
        user_systems=1,
        smets1_enrolled=roles[0] == "import-supplier" and chance.random() < 0.4,
        providers=tuple(
            ProviderEntry(id=name, name=_titled(name), service="Adapter", since=date(2021, 4, 1))
            for name in chance.choices(PROVIDERS, (50, 25, 15, 10), k=many)
        ),
        assessments=tuple(
            PastAssessment(kind=kind, year=year, fieldwork_ended=date(year, 5, 2 + place % 27))
            for year, kind in YEARS.items()
            if year != LAST
        ),
    )


def _first(drawn: Questionnaire, chance: random.Random) -> Submission:
    """Answer for the first time: most is met, some only partly."""
    profile, declared = drawn.profile, date(drawn.year, 6, 1 + chance.randrange(28))
    register = [f"E{number:02d}" for number in range(1, chance.randint(12, 25))]
    rows = [_control(asked.item.id, chance, register) for asked in drawn.controls]
    answers: dict[str, Value] = {}
    for asked in drawn.questions:
        answers[asked.item.id] = _answer(asked.item, answers, declared, chance)
    replies = [_reply(asked.item, answers, chance) for asked in drawn.questions]
    return Submission(
        marks=Marks(
            user=profile.id,
            year=drawn.year,
            kind=drawn.kind,
            framework=drawn.framework.reference,
            roles=profile.user_roles,
            facts=tuple(sorted(profile.facts)),
        ),
        carries=SECTIONS,
        issued=_issued(drawn),
        responses=(*replies, *rows),
        statements=_statements(profile, profile.domestic_premises),
        evidence=tuple(_document(ref, declared, chance) for ref in register),
        providers=tuple(
            Provider(
                id=one.id, name=one.name, service=one.service, since=one.since,
                documents_accepted_on=declared - timedelta(days=90),
            )
            for one in profile.providers
        ),
        declaration=Declaration(
            name="A. Director", role="Director", date=declared, declared="Yes"
        ),
        interpretations=tuple(
            (one.id, one.fingerprint) for one in drawn.framework.interpretations
        ),
    )  # fmt: skip


def _evolved(before: Submission, drawn: Questionnaire, chance: random.Random) -> Submission:
    """Answer again a year later: documents are renewed, words change, some of it got better."""
    fresh = _first(drawn, chance)
    declared = fresh.declared_on or date(drawn.year, 6, 1)
    then = {(row.section, row.ref): row for row in before.responses}
    rows = [
        _again(row, then.get((row.section, row.ref)), chance)
        for row in fresh.responses
    ]  # fmt: skip
    grown = before.statement("Domestic premises")
    more = int(grown * chance.uniform(0.97, 1.06)) if isinstance(grown, int) else 0
    return replace(
        fresh,
        responses=tuple(rows),
        evidence=tuple(
            replace(_document(one.id, declared, chance), title=one.title) for one in before.evidence
        ),
        providers=before.providers,
        statements=_statements(drawn.profile, min(more, 199_000)),
        remediation=before.remediation,
    )


def _again(fresh: Response, then: Response | None, chance: random.Random) -> Response:
    if then is None:
        return fresh
    if fresh.section == "questions":
        # Days are those of this year, all else is as it was; every fifth is explained anew.
        answer = fresh.answer if isinstance(fresh.answer, date) else then.answer
        is_told_anew = then.answer is not None and chance.random() < 0.2
        words = _sentence(chance, 14) if is_told_anew else then.narrative
        return replace(then, answer=answer, narrative=words)
    owner = f"Head of {chance.choice(WORDS)}" if chance.random() < 0.04 else then.owner
    quiet = replace(then, change="No change", narrative=None, owner=owner)
    if then.answer == "Partly met" and chance.random() < 0.4:
        return replace(quiet, answer="Met", change="Changed", narrative=_sentence(chance, 9))
    if chance.random() < 0.08:
        return replace(quiet, change="Changed", narrative=_sentence(chance, 9))
    return quiet


def _with_increases(
    now: Submission, before: Submission | None, member: Member, chance: random.Random
) -> Submission:
    """Plant what the committee should see; each item bears one thing at most."""
    if before is None:
        return now
    kinds = list(INCREASES)
    often = chance.choices((0, 1, 2, 3, 6, 10), (40, 25, 15, 10, 7, 3))[0]
    free = {row.ref for row in now.responses}
    for kind in chance.choices(kinds, [INCREASES[one] for one in kinds], k=often):
        now = _planted(kind, now, before, member, chance, free)
    return now


INCREASES = {
    "position-lowered": 20,
    "residual-risk-raised": 12,
    "undeclared-change": 10,
    "no-longer-answered": 12,
    "evidence-withdrawn": 5,
    "incident-reported": 4,
    "vulnerability-open": 6,
    "risk-assessment-old": 5,
    "clearance-review-old": 5,
    "provider-changed": 8,
    "remediation-overdue": 6,
    "residual-risk-blanked": 6,
    "same-document-again": 6,
    "evidence-old": 10,
    "threshold-crossed": 1,
}
"""How often each increase is drawn, against the others."""
NOTES = ("residual-risk-blanked", "same-document-again", "evidence-old")


def _planted(  # noqa: C901, PLR0911, PLR0912, PLR0913, PLR0917  one page, one thing each
    kind: str,
    now: Submission,
    before: Submission,
    member: Member,
    chance: random.Random,
    free: set[str],
) -> Submission:
    """Plant one thing, if there is an item for it, and keep in mind that it was."""
    found = member.notes if kind in NOTES else member.material
    then = {row.ref: row for row in before.responses if row.section == "validation"}
    rows = [
        row
        for row in now.responses
        if row.section == "validation"
        and row.ref in free
        and row.answer == "Met"
        and row.ref in then
        and then[row.ref].answer == "Met"
    ]
    row = chance.choice(rows) if rows else None
    told = {"change": "Changed", "narrative": _sentence(chance, 8)}

    def said(ref: str) -> None:
        found.add((kind, ref))
        free.discard(ref)

    if kind in ("incident-reported", "vulnerability-open"):
        ref = {"incident-reported": "Q10.1", "vulnerability-open": "Q11.1"}[kind]
        if ref not in free:
            return now
        said(ref)
        return _with_row(now, ref, answer=chance.randint(1, 3))
    if kind in ("risk-assessment-old", "clearance-review-old"):
        ref = {"risk-assessment-old": "Q08.1", "clearance-review-old": "Q16.1"}[kind]
        old = before.response("questions", ref)
        if ref not in free or old is None or not now.declared_on:
            return now
        said(ref)
        day = min(old.answer, now.declared_on - timedelta(days=380))  # type: ignore[type-var]
        return _with_row(replace(now), ref, answer=day)
    if kind == "provider-changed":
        if len(now.providers) != 1 or "provider" in found or now.providers != before.providers:
            return now
        other = chance.choice([one for one in PROVIDERS if one != now.providers[0].id])
        found.add((kind, other))
        came = replace(now.providers[0], id=other, name=_titled(other), since=date(LAST, 2, 1))
        return replace(now, providers=(came,))
    if kind == "threshold-crossed":
        stated = before.statement("Domestic premises")
        if not isinstance(stated, int) or not stated or (kind, "Domestic premises") in found:
            return now
        found.add((kind, "Domestic premises"))
        return replace(
            now, statements=_statements(member.profile, 250_001 + chance.randrange(9999))
        )
    if kind == "evidence-old":
        cited = {ref for one in now.responses for ref in one.evidence}
        documents = [one for one in now.evidence if one.id in cited and one.id not in free]
        fresh = [one for one in documents if (kind, one.id) not in found and "same" not in one.id]
        if not fresh or not now.declared_on:
            return now
        chosen = chance.choice(fresh)
        found.add((kind, chosen.id))
        day = now.declared_on - timedelta(days=chance.randint(370, 800))
        old = replace(chosen, date=day, review_due=now.declared_on + timedelta(days=200))
        return replace(
            now, evidence=tuple(old if one.id == chosen.id else one for one in now.evidence)
        )
    if row is None:
        return now
    said(row.ref)
    if kind == "position-lowered":
        return _with_row(now, row.ref, answer="Partly met", **told)
    if kind == "residual-risk-raised":
        return _with_row(now, row.ref, residual_risk="High", **told)
    if kind == "undeclared-change":
        more = next((one.id for one in now.evidence if one.id not in row.evidence), None)
        return _with_row(now, row.ref, change="No change", narrative=None, evidence=(more,))
    if kind == "no-longer-answered":
        return _with_row(now, row.ref, answer=None)
    if kind == "evidence-withdrawn":
        return _with_row(now, row.ref, evidence=(), **told)
    if kind == "residual-risk-blanked":
        return _with_row(now, row.ref, residual_risk=None, **told)
    if kind == "remediation-overdue":
        late = RemediationLine(
            ref=row.ref, action=_sentence(chance, 6), owner="Head of IT",
            due=date(LAST, 3, 1 + chance.randrange(28)),
        )  # fmt: skip
        return replace(now, remediation=(*now.remediation, late))
    return _same_document(now, before, row, chance)


def _same_document(
    now: Submission, before: Submission, row: Response, chance: random.Random
) -> Submission:
    """Say that a control changed, and offer a document of its own that is the very same."""
    number = f"E{90 + len(now.evidence)}"
    document = EvidenceItem(
        id=number, title=f"Record of {chance.choice(WORDS)}", version="1",
        date=(now.declared_on or date(LAST, 6, 1)) - timedelta(days=60),
        held_by="Security", sha256=chance.randbytes(32).hex(),
    )  # fmt: skip
    _append(before, document, row.ref)
    now = replace(now, evidence=(*now.evidence, document))
    return _with_row(
        now, row.ref, evidence=(number,), change="Changed", narrative=_sentence(chance, 8)
    )


def _append(before: Submission, document: EvidenceItem, ref: str) -> None:
    """Let last year's answers have cited a document already; they are nobody's else yet."""
    rows = tuple(
        replace(row, evidence=(document.id,))
        if (row.section, row.ref) == ("validation", ref)
        else row
        for row in before.responses
    )
    object.__setattr__(before, "responses", rows)
    object.__setattr__(before, "evidence", (*before.evidence, document))


def _with_row(submission: Submission, ref: str, **changes: object) -> Submission:
    return replace(
        submission,
        responses=tuple(
            replace(row, **changes) if row.ref == ref else row  # type: ignore[arg-type]
            for row in submission.responses
        ),
    )


def _with_comments(now: Submission, chance: random.Random) -> Submission:
    """Let an assessor have said something of some rows."""
    rows = [row for row in now.responses if row.section == "validation"]
    chosen = chance.sample(
        rows, k=min(len(rows), chance.choices((0, 1, 2, 5), (50, 25, 15, 10))[0])
    )
    return replace(
        now,
        comments=tuple(
            Comment(
                kind="column", section="validation", ref=row.ref, text=_sentence(chance, 12),
                author="An Assessor", view=chance.choice(VIEWS),
            )
            for row in chosen
        ),
    )  # fmt: skip


def _control(ref: str, chance: random.Random, register: Sequence[str]) -> Response:
    position = chance.choices(("Met", "Partly met", "Not applicable"), (92, 6, 2))[0]
    risk = chance.choices(("Very low", "Low", "Medium"), (12, 76, 12))[0]
    return Response(
        section="validation",
        ref=ref,
        answer=position,
        change="New",
        narrative=_sentence(chance, 7),
        evidence=(chance.choice(register),),
        owner=f"Head of {chance.choice(WORDS)}",
        residual_risk=risk,
    )


def _answer(
    question: Question, answers: dict[str, Value], declared: date, chance: random.Random
) -> Value:
    if questionnaire.is_ruled_out(question, answers):
        return None
    kind = question.answer.kind
    if kind == "choice":
        return (question.answer.ranking or question.answer.choices)[0]
    if kind == "date":
        return declared - timedelta(days=chance.randint(20, 300))
    if kind == "whole":
        return FIGURES.get(question.id, 1)
    return 98.5 if kind == "decimal" else _sentence(chance, 10)


def _reply(question: Question, answers: dict[str, Value], chance: random.Random) -> Response:
    said = answers[question.id]
    words = None if said is None else _sentence(chance, 12)
    return Response(section="questions", ref=question.id, answer=said, narrative=words)


def _document(ref: str, declared: date, chance: random.Random) -> EvidenceItem:
    return EvidenceItem(
        id=ref,
        title=f"Document {ref}",
        version=str(chance.randint(1, 9)),
        date=declared - timedelta(days=chance.randint(10, 300)),
        held_by="Security",
        sha256=chance.randbytes(32).hex(),
        review_due=declared + timedelta(days=chance.randint(30, 300)),
    )


def _statements(profile: Profile, domestic: int) -> tuple[Statement, ...]:
    lines: dict[str, Value] = {
        "User": profile.id,
        "User Roles": ", ".join(profile.user_roles),
        "Domestic premises": domestic,
        "Non-domestic premises": profile.non_domestic_premises,
        "User Systems": profile.user_systems,
        "SMETS1 enrolled": "Yes" if profile.smets1_enrolled else "No",
    }
    return tuple(Statement(label=label, value=value) for label, value in lines.items())


def _issued(drawn: Questionnaire) -> tuple[Issued, ...]:
    return (
        *(
            Issued(section="questions", ref=one.item.id, fingerprint=one.item.fingerprint)
            for one in drawn.questions
        ),
        *(
            Issued(section="validation", ref=one.item.id, fingerprint=one.item.fingerprint)
            for one in drawn.controls
        ),
    )


def _sentence(chance: random.Random, words: int) -> str:
    return f"The {' '.join(chance.choices(WORDS, k=words))} was looked at."


def _titled(name: str) -> str:
    return name.replace("-", " ").title()


def _profile_text(profile: Profile) -> str:
    """Write a profile as people do."""
    past = "".join(
        f"  - {{kind: {one.kind}, year: {one.year}, fieldwork_ended: {one.fieldwork_ended}}}\n"
        for one in profile.assessments
    )
    premises = f"{profile.domestic_premises}, non_domestic: {profile.non_domestic_premises}"
    return (
        f"format: 1\nid: {profile.id}\nname: {profile.name}\n"
        f"party_category: {profile.party_category}\n"
        f"user_roles: [{', '.join(profile.user_roles)}]\n"
        f"premises: {{domestic: {premises}}}\n"
        f"user_systems: {profile.user_systems}\n"
        f"shared_resource_providers: [{', '.join(one.id for one in profile.providers)}]\n"
        f"smets1_enrolled: {'yes' if profile.smets1_enrolled else 'no'}\n"
        f"assessments:\n{past}contacts: []\n"
    )


def main() -> int:
    """Draw a market, consolidate it, and say how long that takes and how much memory."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--users", type=int, default=400)
    asked.add_argument("--seed", type=int, default=2026)
    asked.add_argument("--keep", type=Path, help="a folder to keep it in")
    wanted = asked.parse_args()
    framework = Library(shelf()).framework(DEFAULT)
    with tempfile.TemporaryDirectory() as scratch:
        folder = wanted.keep or Path(scratch)
        start = time.perf_counter()
        save(list(market(framework, wanted.users, wanted.seed)), folder / "market")
        print(f"{wanted.users} Users drawn in {time.perf_counter() - start:.1f} s")
        return _consolidated(folder)


def _consolidated(folder: Path) -> int:
    script = (
        "import resource, subprocess, sys;"
        "code = subprocess.run([sys.executable, '-m', 'secself', *sys.argv[1:]]).returncode;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, code, file=sys.stderr)"
    )
    words = ["consolidate", str(folder / "market"), "--as-of", f"{LAST}-07-01",
             "-o", str(folder / "pack"), "--quiet"]  # fmt: skip
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script, *words], check=False, capture_output=True, text=True
    )
    seconds = time.perf_counter() - start
    print(done.stdout)
    memory, code = done.stderr.splitlines()[-1].split()
    print(f"consolidated in {seconds:.1f} s, {int(memory) / 1024:.0f} MiB, exit code {code}")
    for file in sorted((folder / "pack").rglob("*")):
        if file.is_file() and file.parent.name == "pack":
            print(f"{file.stat().st_size / 1_000_000:8.2f} MB  {file.name}")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
