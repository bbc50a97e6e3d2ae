"""A Shared Resource Provider changed, and nothing newer is shown on Separation.

What a provider runs touches the boundary of the User Systems. Evidence on Separation from before
the change shows another boundary than the one there is now.

Evidence counts as reviewed if a document cited for the control is dated on or after the day since
which the provider supplies the User. Where no such day is stated, or a provider only went, it is
enough that one of its documents is newer than any cited for it last time. So does a row that was
read again and reaffirmed.

Settings: `control`, the control on Separation.

Flagged, because one provider took the place of another, and the document is that of last time:

    >>> from secself.comparison import compare
    >>> from secself.materiality.vocabulary.examples import pair, said
    >>> settings = {"level": "note", "control": "G3.9"}
    >>> swapped = {"providers": ("gridlink", "meshwell")}
    >>> said(judge(compare(*pair(**swapped)), settings))
    ['G3.9: Providers changed (gridlink and meshwell), and nothing newer is shown than E1.']

Not flagged, because a newer document is cited:

    >>> said(judge(compare(*pair(**swapped, evidence=("E1", "E2"))), settings))
    []
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from secself.materiality.vocabulary.figures import day_of
from secself.materiality.vocabulary.rows import cited, compared, is_reaffirmed, pairs
from secself.materiality.vocabulary.speech import Settings, finding, listed
from secself.model import Comparison, Finding, Provider, Section, Submission

ID = "provider-separation-unreviewed"
SETTINGS: Mapping[str, type[str] | type[int]] = {"control": str}
LOOKS_AT: Mapping[Section, tuple[str, ...]] = {"validation": ("evidence", "reaffirmed")}


def judge(comparison: Comparison, settings: Settings) -> Iterator[Finding]:
    """Flag the control on Separation if a provider changed and its evidence did not."""
    changed = [
        delta for delta in compared(comparison, "providers") if None in (delta.before, delta.after)
    ]
    prior = comparison.prior
    for delta, before, after in pairs(comparison, "validation"):
        if delta.ref != settings["control"] or not changed or prior is None:
            continue
        known = _newest(prior, cited(before))
        shown_now = _newest(comparison.current, cited(after))
        day = _since(one.after for one in changed)
        is_newer = shown_now > known if day is None else shown_now >= day
        if not is_newer and not is_reaffirmed(comparison, after):
            names = ", ".join(one.ref for one in changed)
            because = (
                f"Providers changed ({listed(tuple(one.ref for one in changed))}), and nothing "
                f"newer is shown than {listed(cited(after)) or 'last time'}."
            )
            yield finding(
                ID, delta.ref, settings, because, providers=names, evidence=", ".join(cited(after))
            )


def _newest(submission: Submission, ids: tuple[str, ...]) -> date:
    days = (day_of(item.date) for item in submission.evidence if item.id in ids)
    return max((day for day in days if day is not None), default=date.min)


def _since(records: Iterable[object]) -> date | None:
    days = (day_of(record.since) for record in records if isinstance(record, Provider))
    return max((day for day in days if day is not None), default=None)
