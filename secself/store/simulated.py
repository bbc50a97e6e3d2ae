"""Loads rule settings that are only tried out: laid over those of a framework, held to its laws."""

from pathlib import Path

from secself import materiality
from secself.model import Framework
from secself.problems import Origin, Problem, Refused
from secself.schemas import framework as framework_schema
from secself.schemas.plain import plain
from secself.store import layers
from secself.store.layers import Layer, read_layer

_KEYS = ("format", "rules")


def with_settings(framework: Framework, path: Path) -> Framework:
    """Give the framework with other rule settings, or raise Refused with all that is wrong.

    The file says `rules` as `materiality.yaml` does; a rule that it names needs to say only what
    differs, a rule that it does not name stays as it is.
    """
    over = read_layer([path])
    strange = [_strange(over, key) for key in over.content if key not in _KEYS]
    laid = layers.lay(over, Layer(plain(framework), lambda _: Origin(file=str(path))))
    changed, faults = framework_schema.load_framework(laid.content)
    problems = [*strange, *laid.problems, *(laid.problem(fault) for fault in faults)]
    if changed is None or problems:
        raise Refused(*problems)
    places = {
        setting.id: laid.place(("rules", number)) for number, setting in enumerate(changed.rules)
    }
    wrong = [
        Problem(code=one.code, origin=places.get(rule.id, one.origin), what=one.what,
                remedy=one.remedy)
        for rule in changed.rules
        for one in materiality.check_setting(changed, rule)
    ]  # fmt: skip
    if wrong:
        raise Refused(*wrong)
    return changed


def _strange(over: Layer, key: str) -> Problem:
    return over.problem(((key,), "Only “rules” can be tried out; this key is not one of them."))
