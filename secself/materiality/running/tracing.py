"""Says of one item which rules looked at it, which spoke, and why the others did not."""

from collections.abc import Iterator

from secself.materiality.running.judging import Rule, faults, judged, rules
from secself.materiality.vocabulary.rows import is_on_both_sides
from secself.materiality.vocabulary.speech import shown
from secself.model import (
    Comparison,
    Delta,
    Record,
    RuleLook,
    RuleSetting,
    Statement,
    Trace,
    Unreadable,
    Value,
    columns_of,
)

WORDING = "wording"
"""What a rule names among its columns if it looks at what became of the item's words."""

_SHORT = 8


def trace(comparison: Comparison, ref: str) -> tuple[Trace, ...]:
    """Trace every item of a ref; there is more than one where sections share the ref."""
    return tuple(
        Trace(delta=delta, looks=tuple(_looks(comparison, delta)))
        for delta in comparison.deltas
        if delta.ref == ref
    )


def _looks(comparison: Comparison, delta: Delta) -> Iterator[RuleLook]:
    known = rules()
    for setting in comparison.framework.rules:
        rule = known.get(setting.id)
        if rule is None:
            continue
        look = _look(comparison, delta, setting, rule)
        # What a rule that looks elsewhere says of the item all the same belongs here too.
        if look.findings or _is_about(rule, setting, delta):
            yield look


def _is_about(rule: Rule, setting: RuleSetting, delta: Delta) -> bool:
    """Tell whether a rule looks at items of this kind at all."""
    columns = rule.LOOKS_AT.get(delta.section)
    if columns is None:
        return False
    if delta.section == "profile":
        return delta.ref in columns
    named = (setting.settings.get(name) for name in ("question", "control"))
    return next(filter(None, named), delta.ref) == delta.ref


def _look(comparison: Comparison, delta: Delta, setting: RuleSetting, rule: Rule) -> RuleLook:
    speaks = _condition(rule)
    if setting.level == "off":
        because = f"It is off in the settings of the framework. It would look whether {speaks}."
        return RuleLook(rule=rule.ID, level="off", because=because)
    if next(faults(setting, rule), None) is not None:
        because = "Its settings in the framework cannot be used."
        return RuleLook(rule=rule.ID, level=setting.level, because=because)
    found = tuple(f for f in judged(comparison, setting, rule) if f.ref == delta.ref)
    if found:
        because = " ".join(finding.because for finding in found)
        return RuleLook(rule=rule.ID, level=setting.level, because=because, findings=found)
    seen = _seen(comparison, delta, rule.LOOKS_AT.get(delta.section, ()))
    because = f"It looked whether {speaks}. {seen}"
    return RuleLook(rule=rule.ID, level=setting.level, because=because)


def _condition(rule: Rule) -> str:
    """Take from a rule's manual page the sentence that says when it speaks."""
    first = (rule.__doc__ or "").partition("\n")[0].rstrip(".").replace("`", "")
    return first[:1].lower() + first[1:]


def _seen(comparison: Comparison, delta: Delta, columns: tuple[str, ...]) -> str:
    """Say what stood in the cells that a rule looked at."""
    cells = list(_cells(delta, columns))
    now = "; ".join(f"{name}: {after}" for name, _, after in cells)
    if comparison.prior is None:
        return f"There is no prior assessment. Now {now}."
    if not is_on_both_sides(delta):
        return f"The item does not stand on both sides ({delta.change}). Now {now}."
    both = (
        f"{name}: {after}, as before" if before == after else f"{name}: {after}, was {before}"
        for name, before, after in cells
    )
    return f"Seen: {'; '.join(both)}."


def _cells(delta: Delta, columns: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for column in ("value",) if delta.section == "profile" else columns:
        if column == WORDING:
            yield "wording", "same", delta.wording
        else:
            before, after = _cell(delta.before, column), _cell(delta.after, column)
            yield column.replace("_", " "), before, after


def _cell(record: Record | None, column: str) -> str:
    if record is None:
        return "missing"
    value = record.value if isinstance(record, Statement) else columns_of(record)[column]
    return _said(value)


def _said(value: Value | tuple[str | Unreadable, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "blank"
    words = value.split() if isinstance(value, str) else []
    return f"a text of {len(words)} words" if len(words) > _SHORT else shown(value)
