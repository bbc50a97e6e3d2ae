"""Rules of state that look at one question alone: a day too long ago, a number above nought."""

from collections.abc import Iterator

from secself.materiality.vocabulary.figures import answered_now, day_of, number_of
from secself.materiality.vocabulary.months import is_older
from secself.materiality.vocabulary.speech import Settings, finding
from secself.model import Comparison, Finding


def too_long_ago(
    rule: str, comparison: Comparison, settings: Settings, subject: str
) -> Iterator[Finding]:
    """Flag a day that lies more months before the day of judging than the settings allow."""
    question, months, as_of = str(settings["question"]), int(settings["months"]), comparison.as_of
    day = day_of(answered_now(comparison, question))
    if day is not None and is_older(day, months, as_of):
        because = f"{subject} was on {day}, over {months} months before {as_of}."
        yield finding(rule, question, settings, because, answer=day, as_of=as_of)


def above_nought(
    rule: str, comparison: Comparison, settings: Settings, subject: str
) -> Iterator[Finding]:
    """Flag a number above 0, whatever it was before."""
    question = str(settings["question"])
    number = number_of(answered_now(comparison, question))
    if number is not None and number > 0:
        yield finding(rule, question, settings, f"{subject}: {number}.", answer=number)
