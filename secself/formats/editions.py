"""Frameworks as their owners read them: text for a terminal, and the plain data of the JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from secself.formats.documents import problem_document
from secself.model import (
    AgreedInterpretation,
    Control,
    Framework,
    Provenance,
    Question,
    Reference,
    Revised,
    Revision,
    RuleSetting,
)
from secself.problems import Problem
from secself.revising import parted

Entry = Control | Question | AgreedInterpretation | RuleSetting
"""What of a framework can be shown on its own."""

Linted = tuple[str, str | None, Sequence[Problem]]
"""The folder of an edition, its reference if known, and what is wrong in it."""

_MARKS = {"kept": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}


def find(framework: Framework, ref: str) -> Entry | None:
    """Find a control, question, interpretation or rule by its id."""
    entries: list[Entry] = [*framework.controls, *framework.questions]
    entries += [*framework.interpretations, *framework.rules]
    return next((entry for entry in entries if entry.id == ref), None)


def overview(framework: Framework) -> str:
    """Say what a framework is, and list all that can be shown of it."""
    return "\n".join(_overview(framework))


def full(framework: Framework, entry: Entry) -> str:
    """Say everything about one entry."""
    return "\n".join(_full(framework, entry)).rstrip()


def lint_report(linted: Iterable[Linted]) -> str:
    """Say what was found in each edition, and how much in all."""
    lines: list[str] = []
    count: Counter[str] = Counter()
    editions = 0
    for place, reference, problems in linted:
        editions += 1
        count.update(problem.level for problem in problems)
        found = ", ".join(_counted(Counter(one.level for one in problems))) or "clean"
        lines += [f"{place}  {reference or '(edition unknown)'}: {found}", *map(str, problems)]
    total = ", ".join(_counted(count)) or "nothing wrong"
    return "\n".join([*lines, f"{editions} edition{_s(editions)} read: {total}."])


def diff_report(before: Framework, after: Framework, revisions: Sequence[Revision]) -> str:
    """Tell what changed, entry by entry."""
    lines = [f"{before.reference} → {after.reference}"]
    if not revisions:
        return "\n".join([*lines, "Nothing changed."])
    labels = {role.id: role.label for one in (before, after) for role in one.roles}
    told, sourced = parted(before, after, revisions)
    for revision in told:
        lines += ["", *_revision(revision, labels)]
    counts = Counter(f"{one.list.replace('_', ' ')} {one.change}" for one in told)
    if told:
        lines += ["", f"In all: {_numbered(counts)}."]
    if sourced:
        apart = Counter(one.list.replace("_", " ") for one in sourced)
        lines += ["", f"Only where they come from changed, and no answer: {_numbered(apart)}."]
    return "\n".join(lines)


def _numbered(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{name}: {number}" for name, number in counts.items())


def show_document(framework: Framework, entry: Entry | None) -> Mapping[str, object]:
    """Give a framework, or one entry, as plain data."""
    said: dict[str, object] = {"format": "secself/framework-show@1", "files": [], "problems": []}
    said |= {"framework": framework.id, "edition": framework.edition}
    if entry is not None:
        content = _plain_entry(entry)
        interpretations = [one.id for one in framework.interpretations if one.id == entry.id]
        users = [item.id for item in _naming(framework, entry.id)] if interpretations else []
        return {**said, "kind": _kind(entry), "entry": content, "named_by": users}
    return {
        **said,
        "title": framework.title,
        "notice": framework.notice,
        "interpretations_edition": framework.interpretations_edition,
        "roles": [role.id for role in framework.roles],
        "kinds": [kind.id for kind in framework.kinds],
        "controls": [_listed(one.id, one.title, one) for one in framework.controls],
        "questions": [_listed(one.id, one.text, one) for one in framework.questions],
        "interpretations": [_listed(one.id, one.term, one) for one in framework.interpretations],
        "rules": [{"id": one.id, "level": one.level} for one in framework.rules],
        "withdrawals": [{"id": one.id, "reason": one.reason} for one in framework.withdrawals],
    }


def lint_document(linted: Iterable[Linted]) -> Mapping[str, object]:
    """Give what was found in each edition as plain data."""
    results = list(linted)
    return {
        "format": "secself/framework-lint@1",
        "files": [],
        "editions": [
            {
                "place": place,
                "framework": reference,
                "counts": dict(Counter(one.level for one in problems)),
            }
            for place, reference, problems in results
        ],
        "problems": [
            {**problem_document(one), "line": one.origin.line, "path": one.origin.path}
            for _, _, problems in results
            for one in problems
        ],
    }


def diff_document(
    before: Framework, after: Framework, revisions: Iterable[Revision]
) -> Mapping[str, object]:
    """Give what changed as plain data; of what only comes from elsewhere, the names."""
    told, sourced = parted(before, after, revisions)
    return {
        "format": "secself/framework-diff@1",
        "files": [],
        "before": before.reference,
        "after": after.reference,
        "revisions": [{**asdict(one), "reworded": one.is_reworded} for one in told],
        "provenance_only": [{"list": one.list, "id": one.id} for one in sourced],
        "problems": [],
    }


def _overview(framework: Framework) -> Iterator[str]:
    yield f"{framework.reference}  {framework.title}"
    yield f"Agreed Interpretations: {framework.interpretations_edition or 'none'}."
    yield ""
    yield from framework.notice.strip().splitlines()
    yield ""
    yield "User Roles: " + ", ".join(role.id for role in framework.roles)
    yield "Kinds: " + ", ".join(kind.id for kind in framework.kinds)
    yield from _section("Controls", ((one.id, one.title) for one in framework.controls))
    yield from _section("Questions", ((one.id, _flat(one.text)) for one in framework.questions))
    terms = ((one.id, one.term) for one in framework.interpretations)
    yield from _section("Agreed Interpretations", terms)
    yield from _section("Rules", ((one.id, one.level) for one in framework.rules))
    gone = ((one.id, one.reason) for one in framework.withdrawals)
    yield from _section("Not in this edition", gone)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    listed = list(rows)
    width = max((len(ref) for ref, _ in listed), default=0)
    if listed:
        yield f"\n{title} ({len(listed)})"
        yield from (f"  {ref:<{width}}  {text}" for ref, text in listed)


def _full(framework: Framework, entry: Entry) -> Iterator[str]:
    if isinstance(entry, Control):
        yield f"{entry.id}  {entry.title}    ({framework.reference}, control)"
        yield from _item(framework, entry, [entry.text])
        yield from _named("Standards", entry.standards)
    elif isinstance(entry, Question):
        yield f"{entry.id}    ({framework.reference}, question)"
        yield from _item(framework, entry, [entry.text, f"Why: {entry.why}"])
        yield from _answer(entry)
    elif isinstance(entry, AgreedInterpretation):
        yield f"{entry.id}  {entry.term}    ({framework.reference}, interpretation)"
        yield f"\n{entry.text.strip()}\n"
        yield f"Edition: {entry.edition}"
        yield from _named("Named by", [item.id for item in _naming(framework, entry.id)])
    else:
        yield f"{entry.id}  {entry.level}    ({framework.reference}, rule)"
        yield from _named("Settings", [f"{key}: {text}" for key, text in entry.settings.items()])
        yield from _references(entry.sources)
    yield f"Provenance: {_standing(entry.provenance)}"
    if not isinstance(entry, RuleSetting):
        yield f"Fingerprint: {entry.fingerprint}"
    yield f"Stands in: {entry.origin}"


def _item(framework: Framework, item: Control | Question, texts: list[str]) -> Iterator[str]:
    yield ""
    yield from (text.strip() for text in texts)
    yield ""
    labels = {role.id: role.label for role in framework.roles}
    bound = item.applicability
    yield "Binds: " + ", ".join(labels.get(role, role) for role in bound.roles)
    yield "Kinds: " + ", ".join(bound.kinds)
    yield from _named("Only where", bound.facts)
    yield f"    {_standing(bound.provenance)}"
    yield from _references(item.references)
    if item.evidence:
        yield "Expected evidence:"
        for evidence in item.evidence:
            yield f"  - {_flat(evidence.text)}\n    {_standing(evidence.provenance)}"
    read_with = {one.id: one for one in framework.interpretations}
    for name in item.interpretations:
        if name in read_with:
            yield f"Read with {name}, {read_with[name].term}:"
            yield from (f"  {line}" for line in read_with[name].text.strip().splitlines())


def _answer(question: Question) -> Iterator[str]:
    answer = question.answer
    choices = f": {' / '.join(answer.choices)}" if answer.choices else ""
    yield f"Answer: {answer.kind}{choices}"
    yield from _named("Best first", answer.ranking)
    if question.condition:
        wanted = " or ".join(question.condition.answers)
        yield f"Only if {question.condition.question} is answered {wanted}"


def _references(references: Iterable[Reference]) -> Iterator[str]:
    for place in references:
        standing = "" if place.is_verified else "; number recalled"
        yield f"Reference: {place} ({place.edition}{standing})"


def _standing(provenance: Provenance) -> str:
    note = f". {_flat(provenance.note)}" if provenance.note else ""
    sources = ", ".join(provenance.sources)
    return f"{provenance.status}, {provenance.confidence} confidence, from {sources}{note}"


def _named(name: str, words: Iterable[str]) -> Iterator[str]:
    said = ", ".join(words)
    if said:
        yield f"{name}: {said}"


def _naming(framework: Framework, ref: str) -> list[Control | Question]:
    items: list[Control | Question] = [*framework.controls, *framework.questions]
    return [item for item in items if ref in item.interpretations]


def _revision(revision: Revision, labels: Mapping[str, str]) -> Iterator[str]:
    yield f"{revision.change:<9} {revision.list.replace('_', ' ')}  {revision.id}  {revision.title}"
    yield from _named("    reason", [revision.reason] if revision.reason else [])
    for field in revision.fields:
        yield from _revised(field)
    yield from _named("    touches", [labels.get(role, role) for role in revision.touches])
    yield from _named("    read with", revision.items)


def _revised(field: Revised) -> Iterator[str]:
    if field.passages:
        marked = " ".join(_MARKS[one.change].format(one.text) for one in field.passages)
        yield f"    {field.field}: {marked}"
        return
    before, after = field.before.splitlines(), field.after.splitlines()
    yield f"    {field.field}:"
    yield from (f"      - {line}" for line in before if line not in after)
    yield from (f"      + {line}" for line in after if line not in before)


def _plain_entry(entry: Entry) -> Mapping[str, object]:
    said = asdict(entry)
    origin = said.pop("origin")
    fingerprint = None if isinstance(entry, RuleSetting) else entry.fingerprint
    return {**said, "fingerprint": fingerprint, "file": origin["file"], "line": origin["line"]}


def _kind(entry: Entry) -> str:
    return {
        Control: "control",
        Question: "question",
        AgreedInterpretation: "interpretation",
        RuleSetting: "rule",
    }[type(entry)]


def _listed(
    ref: str, title: str, entry: Control | Question | AgreedInterpretation
) -> Mapping[str, object]:
    return {
        "id": ref,
        "title": _flat(title),
        "status": entry.provenance.status,
        "fingerprint": entry.fingerprint,
    }


def _counted(count: Counter[str]) -> list[str]:
    return [
        f"{count[level]} {level}{_s(count[level])}"
        for level in ("error", "warning", "note")
        if count[level]
    ]


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _flat(text: str) -> str:
    return " ".join(text.split())
