"""By when the assessment is due, as far as framework and profile say; never counted from today."""

from dataclasses import replace
from datetime import date

from secself import lifecycle
from secself.model import Questionnaire

_UNKNOWN = (
    "Not known here: the profile does not say when the fieldwork of the last assessment ended."
)
_AGAIN = "On the day that the assessor named when it was sent to you."


def due_on(questionnaire: Questionnaire) -> date | None:
    """Give the day by which the assessment must be completed, if it is known."""
    if questionnaire.follows:
        return None
    profile, year = questionnaire.profile, questionnaire.year
    earlier = tuple(past for past in profile.assessments if past.year < year)
    before = replace(profile, assessments=earlier)
    found = lifecycle.schedule(questionnaire.framework, before, date(year, 1, 1), _any_day)
    return found.next.due if found else None


def due(questionnaire: Questionnaire) -> str:
    """Say by when the assessment must be completed, and where that is stated."""
    framework, day = questionnaire.framework, due_on(questionnaire)
    if day is None:
        return _AGAIN if questionnaire.follows else _UNKNOWN
    figure = framework.lifecycle.figure("interval") if framework.lifecycle else None
    because = f" {figure.text}" if figure else ""
    clause = f" (SEC {figure.clause}, {figure.provenance.status})" if figure else ""
    return f"The assessment is to be completed by {day}.{because}{clause}"


def _any_day(_: date) -> bool:
    return True
