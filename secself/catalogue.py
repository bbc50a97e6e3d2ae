"""The laws of a framework: ids stand once, references lead somewhere, nothing is empty.

Also the look-ups by id that other rooms need.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from secself.model import Control, Framework, Profile, Question, RuleSetting, Scale
from secself.problems import Origin, Problem

Item = Control | Question

_NAMED = {
    "controls": "control",
    "questions": "question",
    "interpretations": "interpretation",
    "roles": "User Role",
    "party_categories": "category of Party",
    "kinds": "kind",
    "outcomes": "outcome",
    "statuses": "status",
    "chapters": "section",
    "themes": "theme",
    "standards": "standard",
    "rules": "rule",
    "sources": "source",
    "facts": "fact",
    "scale": "position's id",
    "declared_changes": "declared change",
    "residual_risks": "level of residual risk",
    "affirmations": "plain answer",
    "withdrawals": "withdrawal",
    "changes": "change of items",
    "challenge": "factor of the challenge sample",
}
"""The lists of a framework whose records have names, by their key in the files."""

_FOREVER = ("controls", "questions", "interpretations")
"""The lists whose ids answers are carried by."""


def records(framework: Framework, key: str) -> tuple[object, ...]:
    """Give the records of a list by its key in the files, in order."""
    found: tuple[object, ...] | Scale = getattr(framework, key)
    return found.choices if isinstance(found, Scale) else found


def named(record: object) -> str:
    """Give the id or code by which a record is named."""
    return str(getattr(record, "id", None) or getattr(record, "code", ""))


def control(framework: Framework, ref: str) -> Control | None:
    """Find a control by its id, or None."""
    return next((item for item in framework.controls if item.id == ref), None)


def question(framework: Framework, ref: str) -> Question | None:
    """Find a question by its id, or None."""
    return next((item for item in framework.questions if item.id == ref), None)


def check(framework: Framework) -> tuple[Problem, ...]:
    """Hold a framework against its laws; every break is a Problem."""
    return (
        *_twice(framework),
        *_alike(framework),
        *_withdrawn(framework),
        *(problem for item in framework.controls for problem in _control(framework, item)),
        *(problem for item in framework.questions for problem in _question(framework, item)),
        *(problem for rule in framework.rules for problem in _rule(framework, rule)),
        *_unlinked(framework),
        *_vocabularies(framework),
    )


def check_profile(framework: Framework, profile: Profile, file: str) -> tuple[Problem, ...]:
    """Hold a profile against the framework it will be used with."""
    roles = {role.id for role in framework.roles}
    categories = {category.id for category in framework.party_categories}
    kinds = {kind.id for kind in framework.kinds}
    named = (
        ("User Role", "role-unknown", profile.user_roles, roles),
        ("category of Party", "category-unknown", (profile.party_category,), categories),
        ("kind of assessment", "kind-unknown", [a.kind for a in profile.assessments], kinds),
    )
    faults = [
        Problem(
            code=code,
            origin=Origin(file=file),
            what=f"“{word}” is not a {what} of {framework.reference}.",
            remedy=f"Use one of: {', '.join(sorted(known))}.",
        )
        for what, code, words, known in named
        for word in words
        if word not in known
    ]
    if not profile.user_roles:
        none = Problem(
            code="role-missing",
            origin=Origin(file=file),
            what="The profile names no User Role.",
            remedy=f"Add at least one of: {', '.join(sorted(roles))}.",
        )
        return (*faults, none)
    return tuple(faults)


def _twice(framework: Framework) -> Iterator[Problem]:
    for key, what in _NAMED.items():
        names = [named(record) for record in records(framework, key)]
        yield from (_again(key, names, name, what) for name in _repeated(names))
    labels = framework.scale.labels
    yield from (_again("scale", labels, label, "position") for label in _repeated(labels))
    both = {item.id for item in framework.controls} & {item.id for item in framework.questions}
    yield from (
        _again("questions", [item.id for item in framework.questions], name, "control and question")
        for name in sorted(both)
    )


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _again(key: str, names: Sequence[str], name: str, what: str) -> Problem:
    last = len(names) - 1 - list(reversed(names)).index(name)
    return Problem(
        code="id-twice",
        origin=Origin(path=f"{key}.{last}"),
        what=f"The {what} “{name}” stands here again.",
        remedy="Give each its own id; ids are never reused.",
    )


def _alike(framework: Framework) -> Iterator[Problem]:
    """Find ids that nobody who types them into a cell can keep apart."""
    for lists in (("controls", "questions"), ("interpretations",)):
        first: dict[str, str] = {}
        for key in lists:
            for number, record in enumerate(records(framework, key)):
                name = named(record)
                other = first.setdefault(alike(name), name)
                if other != name:
                    yield _as_good_as(f"{key}.{number}", name, other)
                elif name != name.strip():
                    yield _edged(f"{key}.{number}", name)


def alike(name: str) -> str:
    """Give an id without what a reader of workbooks does not tell apart: case, spaces, a colon."""
    return " ".join(name.split()).rstrip(":*").rstrip().casefold()


def _as_good_as(path: str, name: str, other: str) -> Problem:
    return Problem(
        code="id-alike",
        origin=Origin(path=path),
        ref=name,
        what=f"“{name}” cannot be told from “{other}”: only capitals, spaces or a colon differ.",
        remedy="Give one of them another id; an answer to one could be read as one to the other.",
    )


def _edged(path: str, name: str) -> Problem:
    return Problem(
        code="id-alike",
        origin=Origin(path=path),
        ref=name,
        what=f"“{name}” begins or ends with a space, which nobody who types it would see.",
        remedy="Take the space away.",
    )


def _withdrawn(framework: Framework) -> Iterator[Problem]:
    standing = {named(record) for key in _FOREVER for record in records(framework, key)}
    for number, withdrawal in enumerate(framework.withdrawals):
        if withdrawal.id in standing:
            yield Problem(
                code="id-withdrawn",
                origin=Origin(path=f"withdrawals.{number}"),
                ref=withdrawal.id,
                what=f"“{withdrawal.id}” is withdrawn, and stands in the framework all the same.",
                remedy="Give what is new an id of its own; or take the withdrawal back.",
            )


def _control(framework: Framework, item: Control) -> Iterator[Problem]:
    chapters = {chapter.id for chapter in framework.chapters}
    yield from _dangling(item, "section", [item.chapter], chapters)
    yield from _dangling(item, "standard", item.standards, {s.id for s in framework.standards})
    yield from _item(framework, item)


def _question(framework: Framework, item: Question) -> Iterator[Problem]:
    yield from _dangling(item, "theme", [item.theme], {theme.id for theme in framework.themes})
    yield from _item(framework, item)
    answer = item.answer
    yield from _dangling(item, "answer in the ranking", answer.ranking, set(answer.choices))
    condition = item.condition
    if condition is not None:
        deciding = question(framework, condition.question)
        known = {q.id for q in framework.questions if q.id != item.id}
        yield from _dangling(item, "question", [condition.question], known)
        words = set(deciding.answer.choices) if deciding else set(condition.answers)
        yield from _dangling(item, "answer", condition.answers, words)


def _item(framework: Framework, item: Item) -> Iterator[Problem]:
    interpretations = {i.id for i in framework.interpretations}
    yield from _dangling(item, "Agreed Interpretation", item.interpretations, interpretations)
    roles = {role.id for role in framework.roles}
    yield from _dangling(item, "User Role", item.applicability.roles, roles)
    kinds = {kind.id for kind in framework.kinds}
    yield from _dangling(item, "kind", item.applicability.kinds, kinds)
    facts = {fact.id for fact in framework.facts}
    yield from _dangling(item, "fact", item.applicability.facts, facts)
    provenances = (
        item.provenance,
        item.applicability.provenance,
        *(evidence.provenance for evidence in item.evidence),
    )
    codes = [code for provenance in provenances for code in provenance.sources]
    yield from _dangling(item, "source", codes, {source.code for source in framework.sources})


def _rule(framework: Framework, rule: RuleSetting) -> Iterator[Problem]:
    known = {source.code for source in framework.sources}
    for code in rule.provenance.sources:
        if code not in known:
            yield _lost(rule.origin, rule.id, "source", code)


def _unlinked(framework: Framework) -> Iterator[Problem]:
    linked = {name for item in _items(framework) for name in item.interpretations}
    for interpretation in framework.interpretations:
        if interpretation.id not in linked:
            yield Problem(
                code="interpretation-unlinked",
                origin=interpretation.origin,
                ref=interpretation.id,
                what=f"No control and no question names {interpretation.id}.",
                remedy="Name it where it must be read, or remove it.",
            )


def _vocabularies(framework: Framework) -> Iterator[Problem]:
    wanted = (
        ("declared_changes", framework.declared_changes, ("no-change", "changed", "new")),
        ("affirmations", framework.affirmations, ("yes", "no")),
    )
    for name, scale, ids in wanted:
        missing = set(ids) - {choice.id for choice in scale.choices}
        if missing:
            yield Problem(
                code="vocabulary-incomplete",
                origin=Origin(path=name),
                what=f"“{name}” lacks: {', '.join(sorted(missing))}.",
                remedy="Add them; the comparison knows them by these ids.",
            )
    for name, words in _words(framework):
        folded = Counter(" ".join(word.split()).casefold() for word in words)
        for word, times in folded.items():
            if times > 1:
                yield Problem(
                    code="word-twice",
                    origin=Origin(path=name),
                    what=f"“{word}” stands for {times} things in “{name}”.",
                    remedy="Give each its own word, or an answer could be read as another.",
                )


def _words(framework: Framework) -> Iterator[tuple[str, list[str]]]:
    """Give every vocabulary with all the words by which a reader takes its choices."""
    scales = {
        "scale": framework.scale,
        "declared_changes": framework.declared_changes,
        "residual_risks": framework.residual_risks,
        "affirmations": framework.affirmations,
    }
    for name, scale in scales.items():
        yield name, [word for one in scale.choices for word in (one.label, *one.formerly)]
    yield "roles", [word for role in framework.roles for word in {role.id, role.code, role.label}]
    for item in framework.questions:
        yield item.id, list(item.answer.choices)


def _dangling(item: Item, what: str, named: Iterable[str], known: set[str]) -> Iterator[Problem]:
    return (_lost(item.origin, item.id, what, name) for name in named if name not in known)


def _lost(origin: Origin, ref: str, what: str, name: str) -> Problem:
    return Problem(
        code="reference-dangling",
        origin=origin,
        ref=ref,
        what=f"{ref} names the {what} “{name}”, which is not in the framework.",
        remedy=f"Correct the name, or add the {what}.",
    )


def _items(framework: Framework) -> list[Item]:
    return [*framework.controls, *framework.questions]
