"""Reads choices and User Roles; what only comes near is proposed, and never taken."""

import re
from collections.abc import Iterable, Sequence

from secself.answers.raw import Raw, Reading, Remark
from secself.answers.settled import computed, early, folded
from secself.model import Choice, Unreadable
from secself.nearness import nearest


def read_choice(raw: Raw, choices: Sequence[Choice]) -> Reading:
    """Take one of the choices; case, spaces around and hard spaces may differ, with a note."""
    if (done := early(raw)) is not None:
        return done
    remarks = computed(raw)
    for choice in choices:
        if raw.value == choice.label:
            return choice.label, remarks
    typed = folded(raw.shown)
    for choice in choices:
        if raw.kind == "text" and typed in {
            folded(name) for name in (choice.label, *choice.formerly)
        }:
            note = Remark(
                level="note",
                code="choice-respelled",
                what=f"“{raw.quoted}” was read as “{choice.label}”.",
                remedy="Nothing to do if that is meant.",
            )
            return choice.label, (*remarks, note)
    allowed = ", ".join(choice.label for choice in choices)
    near = _near(raw, choices)
    return Unreadable(shown=raw.shown), (
        *remarks,
        Remark(
            level="error",
            code="answer-unknown",
            what=f"“{raw.quoted}” is not one of the choices.",
            remedy=f"{near}Choose one of: {allowed}.",
        ),
    )


def read_roles(raw: Raw, roles: Iterable[tuple[str, str, str]]) -> Reading:
    """Take User Roles by id, abbreviation or label, and give their ids in the given order."""
    if (done := early(raw)) is not None:
        return done
    known = list(roles)
    by_name = {folded(name): names[0] for names in known for name in names}
    parts = [part for part in re.split(r"[,;\r\n]", raw.shown) if folded(part)]
    unknown = [part.strip() for part in parts if folded(part) not in by_name]
    if unknown or not parts:
        return Unreadable(shown=raw.shown), (
            *computed(raw),
            Remark(
                level="error",
                code="role-unknown",
                what=f"“{', '.join(unknown) or raw.quoted}” is not a User Role.",
                remedy=f"Use: {', '.join(names[0] for names in known)}.",
            ),
        )
    held = {by_name[folded(part)] for part in parts}
    return ", ".join(names[0] for names in known if names[0] in held), computed(raw)


def _near(raw: Raw, choices: Sequence[Choice]) -> str:
    """Propose the choice that comes near; it is never taken."""
    labels = {name: one.label for one in choices for name in (one.label, *one.formerly)}
    meant = nearest(raw.shown, labels) if raw.kind == "text" else None
    return f"Perhaps “{labels[meant]}” is meant. " if meant else ""
