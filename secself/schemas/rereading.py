"""Reads a value that was saved as the cell it came from is read, and collects the remarks."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from secself.answers import (
    Raw,
    Reading,
    Remark,
    read_answer,
    read_choice,
    read_date,
    read_ids,
    read_number,
    read_roles,
    read_text,
)
from secself.model import Choice, Framework, Question, Unreadable, Value
from secself.problems import Level, Origin, Problem

Law = Callable[[Raw], Reading]
"""Says what a cell's content means."""
Ids = tuple[str | Unreadable, ...]
"""The documents a row cites."""

YES = (Choice(id="yes", label="Yes"),)
"""What a box to tick can hold."""
_YES_OR_NO = (*YES, Choice(id="no", label="No"))
_WHOLE = ("Domestic premises", "Non-domestic premises", "User Systems", "Year")
_OURS = ("User", "Year", "Kind", "Framework")
"""The lines of `Profile` that people do not write in: the marks are what counts."""


class Rereader:
    """Holds saved values to their laws, and remembers what must be said of them."""

    def __init__(self, file: str | None) -> None:
        """Start with nothing to say."""
        self.file = file
        """The file as the person named it."""
        self.problems: list[Problem] = []
        """What was found, in the order found."""

    def at(self, path: str) -> Origin:
        """Give a place in the file."""
        return Origin(file=self.file, path=path)

    def say(self, path: str, remark: Remark, ref: str | None = None) -> None:
        """Keep a remark as a Problem of this place."""
        self.problems.append(
            Problem(
                level=remark.level,
                code=remark.code,
                origin=self.at(path),
                ref=ref,
                what=remark.what,
                remedy=remark.remedy,
            )
        )

    def value(self, value: Value, law: Law, path: str, ref: str | None = None) -> Value:
        """Read one value by its law; what could not be read before stays so, and is said again."""
        if isinstance(value, Unreadable):
            self._repeat(value, law, path, ref)
            return value
        taken, remarks = law(raw_of(value))
        for remark in remarks:
            self.say(path, remark, ref)
        return taken

    def values(
        self, record: object, laws: Mapping[str, Law], path: str, ref: str | None = None
    ) -> dict[str, Value]:
        """Read the fields of a record, each by its own law."""
        return {
            name: self.value(getattr(record, name), law, f"{path}.{name}", ref)
            for name, law in laws.items()
        }

    def ids(self, ids: Ids, path: str, ref: str) -> Ids:
        """Read the ids a row cites, one by one."""
        found: list[str | Unreadable] = []
        for place, one in enumerate(ids):
            inside = f"{path}[{place}]"
            if isinstance(one, Unreadable):
                self._repeat(one, read_text, inside, ref)
                found.append(one)
                continue
            taken, remarks = read_ids(raw_of(one))
            found += taken
            for remark in remarks:
                self.say(inside, remark, ref)
        return tuple(found)

    def name(self, name: str, path: str) -> str:
        """Read an id or a Ref that a list goes by; it stays what it is, but for spaces around."""
        self.value(name, read_text, path, name.strip())
        if name != name.strip():
            what = f"“{name}” was read as “{name.strip()}”."
            self.say(path, _remark("id-respelled", what, level="note"), name.strip())
        return name.strip()

    def _repeat(self, value: Unreadable, law: Law, path: str, ref: str | None) -> None:
        taken, remarks = law(raw_of(value.shown))
        errors = [remark for remark in remarks if remark.level == "error"]
        if not (errors and isinstance(taken, Unreadable)):
            # It would be read today; why it was not then, the file does not say.
            what = f"“{Raw(value=value.shown).quoted}” could not be read as an answer before."
            remedy = "Correct it in the file that was sent in, and read that file."
            errors = [Remark(level="error", code="answer-unreadable", what=what, remedy=remedy)]
        for remark in errors:
            self.say(path, remark, ref)


def raw_of(value: Value) -> Raw:
    """Make of a value the cell it would stand in."""
    if isinstance(value, date):
        return Raw(value=value, kind="date")
    if isinstance(value, int | float):
        try:
            float(value)
        except OverflowError:
            # No cell holds such a number; as text it is quoted, and not reckoned with.
            return Raw(value=str(value))
        return Raw(value=value, kind="number")
    return Raw(value=value.shown if isinstance(value, Unreadable) else value)


def choice_of(choices: Iterable[Choice]) -> Law:
    """Give the law of a cell that takes one of some choices."""
    allowed = tuple(choices)
    return lambda raw: read_choice(raw, allowed)


def response_laws(framework: Framework, section: str, ref: str) -> dict[str, Law]:
    """Give the laws of a row of `Questions` or `Validation`, by field."""
    return {
        "answer": _answer_law(framework, section, ref),
        "narrative": read_text,
        "change": choice_of(framework.declared_changes.choices),
        "owner": read_text,
        "residual_risk": choice_of(framework.residual_risks.choices),
        "reaffirmed": choice_of(YES),
        "reaffirmed_by": read_text,
        "reaffirmed_on": read_date,
    }


def statement_law(framework: Framework, label: str) -> Law:
    """Give the law of a line of `Profile`."""
    if label == "User Roles":
        names = [(role.id, role.code, role.label) for role in framework.roles]
        return lambda raw: read_roles(raw, names)
    if label == "SMETS1 enrolled":
        return choice_of(_YES_OR_NO)
    law: Law = (lambda raw: read_number(raw, whole=True)) if label in _WHOLE else read_text
    return law


def is_ours(label: str) -> bool:
    """Tell whether a line of `Profile` is written by us, and so never remarked on."""
    return label in _OURS


def _answer_law(framework: Framework, section: str, ref: str) -> Law:
    if section == "validation":
        return choice_of(framework.scale.choices)
    asked: Question | None = next((q for q in framework.questions if q.id == ref), None)
    if asked is None:
        return read_text
    kind = asked.answer
    return lambda raw: read_answer(raw, kind)


def _remark(code: str, what: str, *, level: Level) -> Remark:
    return Remark(level=level, code=code, what=what, remedy="Nothing to do if that is meant.")
