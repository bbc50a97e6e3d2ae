"""The words a template may use.

Every field of `Cover` is a word of its own in the template; `themes` are walked through, and each
holds its `rows`. Texts are handed over as they are: what escapes them is the engine.
"""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a template may say of one question."""

    ref: str
    """The Ref as text."""
    ref_control: Markup
    """The Ref as a locked control; written `{{r row.ref_control }}`."""
    text: str
    """The question."""
    mark: str
    """`[R]` or `[P]` behind a wording that is not verified, else nothing."""
    why: str
    """Why it is asked."""
    reason: str
    """Why this User is asked, where a fact of its profile decides it, else nothing."""
    condition: str
    """Under which other answer it is to be answered, else nothing."""
    expected: str
    """What would support the answer, else nothing."""
    references: str
    """The clauses it bears on."""
    prior_answer: str
    """The answer given last time, or that there was none."""
    prior_explanation: str
    """The explanation given last time."""
    prior_evidence: str
    """The evidence ids cited last time."""
    prior_note: str
    """That the wording has changed since, else nothing."""
    answer: Markup
    """The control for the answer; written `{{r row.answer }}`."""
    explanation: Markup
    """The control for the explanation."""
    evidence: Markup
    """The control for the evidence ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTable:
    """What a template may say of one theme."""

    id: str
    """Its id, such as `Q08`."""
    title: str
    """Its title."""
    mark: str
    """`[R]` or `[P]` behind a title that is not verified, else nothing."""
    rows: tuple[Row, ...]
    """Its questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a template may say of the questionnaire as a whole."""

    title: str
    """Kind and year, as in `Security Self-Assessment 2026`."""
    organisation: str
    """The User's name."""
    user: str
    """The User's id."""
    year: str
    """The assessment's year."""
    kind: str
    """Its kind in words."""
    kind_short: str
    """Its kind as an abbreviation."""
    framework: str
    """The framework's title."""
    edition: str
    """The framework's edition."""
    reference: str
    """Framework and edition in short, as in `sec-scf@2.5`."""
    roles: str
    """The User Roles it is drawn for."""
    prior: str
    """What the prior answers are taken from."""
    count: str
    """How many questions there are, in how many themes."""
    notice: tuple[str, ...]
    """The standing of the texts, by paragraphs."""
    legend: tuple[str, ...]
    """What the compact marks mean, for those that occur."""
    mark: str
    """The marks that tell whose answers these are; must stand in the document."""
    marking: str
    """The protective marking, or nothing."""
    themes: tuple[ThemeTable, ...]
    """The themes with their questions."""
