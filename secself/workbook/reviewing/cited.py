"""The documents a row cites: which they are, how old, and whether they were offered last time."""

from collections.abc import Iterator
from datetime import date

from secself.materiality.vocabulary.months import months_after
from secself.model import Comparison, EvidenceItem, Response, Unreadable
from secself.phrases import one_line
from secself.sheets.pen import join
from secself.sheets.rows import shown


class Register:
    """The documents of both sides of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        """Look at both registers."""
        self._as_of = comparison.as_of
        self._now = {item.id: item for item in reversed(comparison.current.evidence)}
        prior = comparison.prior
        self._before = prior.evidence if prior else ()
        self._has_prior = prior is not None

    def told(self, row: Response) -> str:
        """Say of each document that a row cites what it is."""
        return join([self._cited(ref) for ref in row.evidence])

    def age(self, item: EvidenceItem) -> str:
        """Say how old a document is, and whether its review is due."""
        return "; ".join(self._ages(item))

    def reuse(self, item: EvidenceItem) -> str:
        """Say whether it was offered last time: the same file, the same title, or neither."""
        if not self._has_prior:
            return ""
        then = self.offered(item)
        if then is None:
            return "not offered last time"
        is_same_file = item.sha256 is not None and item.sha256 == then.sha256
        is_dated = item.date is not None and item.date == then.date
        if is_same_file:
            return f"the same file as last time ({then.id})"
        alike = "title and date" if is_dated else "title"
        return f"the same {alike} as last time ({then.id})"

    def offered(self, item: EvidenceItem) -> EvidenceItem | None:
        """Find the document among those of last time: by its file, else by its title."""
        by_file = (then for then in self._before if item.sha256 and then.sha256 == item.sha256)
        by_title = (then for then in self._before if item.title and _alike(then, item))
        return next(by_file, None) or next(by_title, None)

    def _cited(self, ref: str | Unreadable) -> str:
        if isinstance(ref, Unreadable):
            return f"“{ref.shown}” could not be read"
        item = self._now.get(ref)
        if item is None:
            return f"{ref}: not listed on Evidence"
        named = " ".join(filter(None, (one_line(shown(item.title)), one_line(shown(item.version)))))
        said = [part for part in (self.age(item), self.reuse(item)) if part]
        return f"{ref} {named} ({'; '.join(said)})" if said else f"{ref} {named}"

    def _ages(self, item: EvidenceItem) -> Iterator[str]:
        if isinstance(item.date, date):
            yield f"{item.date.isoformat()}, {_old(item.date, self._as_of)}"
        else:
            yield "no date" if item.date is None else f"date “{shown(item.date)}”"
        if isinstance(item.review_due, date) and item.review_due < self._as_of:
            yield f"review was due {item.review_due.isoformat()}"


def _alike(one: EvidenceItem, other: EvidenceItem) -> bool:
    return isinstance(one.title, str) and one.title.casefold() == shown(other.title).casefold()


def _old(day: date, as_of: date) -> str:
    if day > as_of:
        return "in the future"
    months = (as_of.year - day.year) * 12 + as_of.month - day.month
    months -= months_after(day, months) > as_of
    if months < 1:
        return "less than a month old"
    return f"{months} {'month' if months == 1 else 'months'} old"
