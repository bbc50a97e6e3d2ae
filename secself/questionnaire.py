"""Which questions and controls a User gets, for its roles, its facts and the kind of assessment."""

from collections.abc import Iterable, Mapping

from secself.model import (
    Applicability,
    Asked,
    Framework,
    Marks,
    Profile,
    Question,
    Questionnaire,
    Value,
)


def select(framework: Framework, profile: Profile, year: int, kind: str) -> Questionnaire:
    """Draw the questionnaire of one User: every item that binds it, each with its reason."""
    labels = {role.id: role.label for role in framework.roles}
    labels |= {fact.id: fact.label for fact in framework.facts}
    held, facts = profile.user_roles, profile.facts
    return Questionnaire(
        framework=framework,
        profile=profile,
        year=year,
        kind=kind,
        questions=tuple(
            Asked(item=question, reason=_reason(question.applicability, held, labels))
            for question in framework.questions
            if _applies(question.applicability, held, facts, kind)
        ),
        controls=tuple(
            Asked(item=control, reason=_reason(control.applicability, held, labels))
            for control in framework.controls
            if _applies(control.applicability, held, facts, kind)
        ),
    )


def issued_refs(
    framework: Framework, roles: Iterable[str], facts: Iterable[str], kind: str
) -> tuple[tuple[str, str], ...]:
    """Name section and Ref of every item a User of these roles and facts was put, in order."""
    held, true = tuple(roles), frozenset(facts)
    return tuple(
        (section, item.id)
        for section, items in (
            ("questions", framework.questions),
            ("validation", framework.controls),
        )
        for item in items
        if _applies(item.applicability, held, true, kind)
    )


def is_part(marks: Marks, framework: Framework) -> bool:
    """Tell whether a file of these marks may have been sent with just some of the User's rows.

    So it is where a User is asked again, and in a Response, which is about what was found.
    """
    responses = {one.id for one in framework.kinds if one.baseline == "response"}
    return bool(marks.follows) or marks.kind in responses


def is_ruled_out(question: Question, answers: Mapping[str, Value]) -> bool:
    """Tell whether another answer rules the question out; a blank answer rules out nothing."""
    condition = question.condition
    return condition is not None and condition.rules_out(answers.get(condition.question))


def _applies(
    applicability: Applicability, held: Iterable[str], facts: frozenset[str], kind: str
) -> bool:
    return (
        kind in applicability.kinds
        and any(role in applicability.roles for role in held)
        and facts.issuperset(applicability.facts)
    )


def _reason(applicability: Applicability, held: Iterable[str], labels: Mapping[str, str]) -> str:
    because = [labels[role] for role in held if role in applicability.roles]
    facts = [labels[fact] for fact in applicability.facts]
    return f"Put to you as {_joined(because)}" + (f"; {_joined(facts)}." if facts else ".")


def _joined(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1] if words else ""]))
