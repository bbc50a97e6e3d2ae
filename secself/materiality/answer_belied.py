"""A question is answered `No`, and the sheets show that it happened.

Providers, User Roles and User Systems stand in sheets of their own, and a question asks whether
they changed. Where the answer is `No` and the sheet says otherwise, whoever answered did not know.

Settings: `providers`, `roles` and `systems`, the questions whether a provider changed, and whether
a User Role or a User System was taken on.

Flagged, because a provider came:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "providers": "Q07.1", "roles": "Q01.1", "systems": "Q03.1"}
    >>> came = {"providers": ("gridlink", "gridlink, meshwell")}
    >>> said(judge(compare(*pair(**came, answer="No")), settings))
    ['Q07.1: The answer is No, though meshwell is not as it was.']

Not flagged, because it is told:

    >>> said(judge(compare(*pair(**came, answer="Yes")), settings))
    []
"""

from collections.abc import Iterator, Mapping

from secself.materiality.vocabulary.figures import answered_now
from secself.materiality.vocabulary.rows import compared
from secself.materiality.vocabulary.speech import Settings, finding, listed, shown
from secself.model import Comparison, Finding, Section

ID = "answer-belied"
SETTINGS: Mapping[str, type[str] | type[int]] = {"providers": str, "roles": str, "systems": str}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"questions": ("answer",)}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag each `No` that another sheet contradicts."""
    for question, changed in _changes(comparison, settings):
        answer = answered_now(comparison, question)
        if changed and comparison.framework.affirmations.id_of(answer) == "no":
            are = "is not as it was" if len(changed) == 1 else "are not as they were"
            because = f"The answer is {shown(answer)}, though {listed(changed)} {are}."
            yield finding(
                ID, question, settings, because, answer=answer, changed=", ".join(changed)
            )


def _changes(comparison: Comparison, settings: Settings) -> Iterator[tuple[str, tuple[str, ...]]]:
    providers = compared(comparison, "providers")
    yield (
        str(settings["providers"]),
        tuple(delta.ref for delta in providers if None in (delta.before, delta.after)),
    )
    # Fewer roles or systems than before are nothing that was taken on.
    grown = {d.ref for d in compared(comparison, "profile") if d.direction == "worse"}
    for name, label in (("roles", "User Roles"), ("systems", "User Systems")):
        yield str(settings[name]), tuple({label} & grown)
