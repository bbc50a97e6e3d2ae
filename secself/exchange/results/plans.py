"""The documents that OSCAL wants behind assessment-results: profile, system, plan, and actions.

Nobody writes a system security plan in this field. The one written here is a stub, and says so.
"""

from collections.abc import Iterator

from secself.exchange.oscal import CATALOG
from secself.exchange.oscal_words import Json, filled, identifier, own
from secself.exchange.results.ground import Ground
from secself.model import Decision

_STUB = "A stub that OSCAL asks for: secself knows of the system only what the answers say."
_SYSTEM = "system-security-plan.json"


def plans(ground: Ground) -> Iterator[tuple[str, str, Json]]:
    """Give file, root and content of each document behind the results."""
    yield "profile.json", "profile", _profile(ground)
    yield _SYSTEM, "system-security-plan", _system(ground)
    yield "assessment-plan.json", "assessment-plan", _plan(ground)
    decision = ground.assessment.decision
    if decision and decision.actions:
        name = "plan-of-action-and-milestones"
        yield f"{name}.json", name, _actions(ground, decision)


def _ids(ground: Ground) -> list[str]:
    issued = ground.assessment.comparison.current.issued
    return [token for one in issued if (token := ground.token(one.section, one.ref))]


def _profile(ground: Ground) -> Json:
    ids = _ids(ground)
    chosen: Json = {"include-controls": [{"with-ids": ids}]} if ids else {"include-all": {}}
    return {
        "metadata": ground.metadata("what it was asked"),
        "imports": [{"href": CATALOG, **chosen}],
        "merge": {"as-is": True},
    }


def _system(ground: Ground) -> Json:
    user = identifier("system-user", ground.user_id)
    system = identifier("component", ground.user_id)
    met = [
        {"uuid": identifier("implemented", ground.name, token), "control-id": token}
        for token in _ids(ground)
    ]
    return {
        "metadata": ground.metadata("the User System, a stub"),
        "import-profile": {"href": "profile.json"},
        "system-characteristics": {
            "system-ids": [{"id": ground.user_id}],
            "system-name": f"User System of {ground.user_id}",
            "description": _STUB,
            "system-information": {
                "information-types": [
                    {"title": "Smart metering messages and data", "description": _STUB}
                ]
            },
            "status": {"state": "operational"},
            "authorization-boundary": {"description": "As the answers describe it."},
        },
        "system-implementation": {
            "users": [{"uuid": user, "title": "User Personnel"}],
            "components": [
                {
                    "uuid": system,
                    "type": "this-system",
                    "title": "User System",
                    "description": _STUB,
                    "status": {"state": "operational"},
                }
            ],
        },
        "control-implementation": {
            "description": "As answered; see the assessment results.",
            "implemented-requirements": met,
        },
    }


def _plan(ground: Ground) -> Json:
    return {
        "metadata": ground.metadata("what is assessed"),
        "import-ssp": {"href": _SYSTEM},
        "reviewed-controls": ground.reviewed(ground.assessment.comparison.current),
    }


def _actions(ground: Ground, decision: Decision) -> Json:
    return {
        "metadata": ground.metadata("what the committee asked for"),
        "import-ssp": {"href": _SYSTEM},
        "poam-items": [
            filled(
                {
                    "uuid": identifier("action", decision.subject, str(decision.entry), action.id),
                    "title": f"Action {action.id}",
                    "description": action.text,
                    "props": [
                        *own("owner", action.owner or ""),
                        *own("due", action.due.isoformat() if action.due else ""),
                        *own("done-on", action.done_on.isoformat() if action.done_on else ""),
                    ],
                }
            )
            for action in decision.actions
        ],
    }
