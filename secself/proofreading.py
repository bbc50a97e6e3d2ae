"""What a careful reader says of a framework that loads: sources, spelling, ids across editions.

A framework that breaks none of the laws in `catalogue` can still be read and used; what stands
here is wanted of one that is published.
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches

from secself.model import Control, Framework, Provenance, Question, Reference, Scale
from secself.problems import Origin, Problem

_CLAUSE_LIKE = re.compile(r"\s*[A-Za-z]{1,2}\s*[0-9]{1,3}\s*[.,;:_-]?\s*[0-9A-Za-z(]")
_CLAUSE = re.compile(r"[A-Z]{1,2}[0-9]{1,3}(\.([0-9]{1,3}|x))*(\([a-z]{1,4}\)|\([0-9]{1,3}\))*")
_ALIKE = 0.5
"""Under this share of equal words, two texts under one id are taken for two different things."""
_OFTEN = 10
"""A document named this often is taken to be spelled right."""
_DOCUMENT_CLOSE = 0.6
_SPREAD = "applicability"

Way = tuple[str | int, ...]


def proofread(framework: Framework) -> Iterator[Problem]:
    """Read one edition."""
    codes = {source.code for source in framework.sources}
    used: set[str] = set()
    for way, provenance in _provenances(framework):
        used |= set(provenance.sources)
        yield from _sources(way, provenance, codes)
    yield from _unused(framework, used)
    yield from _references(framework)


def compare_ids(earlier: Sequence[Framework], framework: Framework) -> Iterator[Problem]:
    """Hold the ids of an edition against those of the editions before it, oldest first."""
    now = _items(framework)
    before = {
        ref: (way, item, edition)
        for edition in earlier
        for ref, (way, item) in _items(edition).items()
    }
    arrived = {ref for change in framework.changes for ref in change.became}
    for ref, (_, item, edition) in before.items():
        if ref in now and ref not in arrived and not _is_same(item, now[ref][1]):
            yield _reused(ref, now[ref][0], edition)
    gone = {withdrawal.id for withdrawal in framework.withdrawals}
    gone |= {ref for change in framework.changes for ref in change.was}
    for ref in _items(earlier[-1]) if earlier else ():
        if ref not in now and ref not in gone:
            yield _lost(ref, earlier[-1])


def _items(framework: Framework) -> dict[str, tuple[Way, Control | Question]]:
    found: dict[str, tuple[Way, Control | Question]] = {}
    for number, control in enumerate(framework.controls):
        found.setdefault(control.id, (("controls", number), control))
    for number, question in enumerate(framework.questions):
        found.setdefault(question.id, (("questions", number), question))
    return found


def _is_same(before: Control | Question, after: Control | Question) -> bool:
    """Tell whether two items of one id are about one thing: the same place, or much the same words.

    Neither alone would do: a clause may be paraphrased anew, and a reference may be corrected.
    """
    if type(before) is not type(after):
        return False
    places = {str(reference) for reference in before.references}
    if places & {str(reference) for reference in after.references}:
        return True
    texts = before.text.split(), after.text.split()
    return SequenceMatcher(a=texts[0], b=texts[1], autojunk=False).ratio() >= _ALIKE


def _reused(ref: str, way: Way, edition: Framework) -> Problem:
    return Problem(
        code="id-reused",
        origin=_at(*way),
        ref=ref,
        what=f"“{ref}” is about something else than in {edition.reference}.",
        remedy="Give what is new an id of its own, and withdraw the old one; ids are for ever.",
    )


def _lost(ref: str, edition: Framework) -> Problem:
    return Problem(
        code="id-lost",
        origin=_at("withdrawals"),
        ref=ref,
        what=f"“{ref}” stands in {edition.reference}; here it is neither kept nor withdrawn.",
        remedy="Put it back, or name it under “changes” or “withdrawals”, with the reason.",
    )


def _sources(way: Way, provenance: Provenance, codes: set[str]) -> Iterator[Problem]:
    # Those of controls, questions, evidence and rules are a law of their own: see catalogue.
    is_law = way[0] in ("controls", "questions", "rules")
    for code in provenance.sources:
        if code not in codes and not is_law:
            yield Problem(
                code="reference-dangling",
                origin=_at(*way, "sources"),
                what=f"The provenance names the source “{code}”, which is not in the framework.",
                remedy="Correct the name, or add the source.",
            )
    if not provenance.sources:
        yield Problem(
            code="provenance-missing",
            origin=_at(*way, "sources"),
            what="The provenance names no source.",
            remedy="Name the source; a line without one has no place here.",
        )


def _unused(framework: Framework, used: set[str]) -> Iterator[Problem]:
    for number, source in enumerate(framework.sources):
        if source.code not in used:
            yield Problem(
                level="note",
                code="source-unused",
                origin=_at("sources", number),
                what=f"No line names the source “{source.code}”.",
                remedy="Name it where it is used, or remove it.",
            )


def _references(framework: Framework) -> Iterator[Problem]:
    found = list(_places(framework))
    times = Counter(reference.document for _, reference in found)
    for way, reference in found:
        usual = _usual(reference.document, times)
        if usual:
            what = f"The document “{reference.document}” is “{usual}” elsewhere."
            yield _misspelt((*way, "document"), what, "Write it the same everywhere.")
        clause = reference.clause
        parts = clause.split("-") if re.fullmatch(r"\S+-[A-Z]\S*", clause) else [clause]
        if _CLAUSE_LIKE.match(clause) and not all(map(_CLAUSE.fullmatch, parts)):
            what = f"The clause “{clause}” is not spelled as clauses are."
            yield _misspelt((*way, "clause"), what, "Write it as G3.9 or G8.28(b).")


def _usual(document: str, times: Counter[str]) -> str | None:
    """Give the usual spelling of a document that is spelled in an unusual way."""
    others = [name for name in times if name != document and times[name] > times[document]]
    same = next((name for name in others if _is_one(name, document)), None)
    if same or times[document] > 1:
        return same
    often = [name for name in others if times[name] >= _OFTEN]
    return next(iter(get_close_matches(document, often, n=1, cutoff=_DOCUMENT_CLOSE)), None)


def _is_one(name: str, other: str) -> bool:
    """Tell whether two names are one document's: the same letters, or one the other's initials."""
    whole = {_plain(name), _plain(other)}
    return len(whole) == 1 or any(_initials(one) in whole for one in (name, other))


def _initials(text: str) -> str | None:
    words = text.split()
    return "".join(word[0] for word in words).casefold() if len(words) > 1 else None


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _misspelt(way: Way, what: str, remedy: str) -> Problem:
    return Problem(code="reference-spelling", origin=_at(*way), what=what, remedy=remedy)


def _provenances(framework: Framework) -> Iterator[tuple[Way, Provenance]]:
    yield from ((way, one) for way, one in _walk(framework, ()) if isinstance(one, Provenance))


def _places(framework: Framework) -> Iterator[tuple[Way, Reference]]:
    yield from ((way, one) for way, one in _walk(framework, ()) if isinstance(one, Reference))


def _walk(value: object, way: Way) -> Iterator[tuple[Way, object]]:
    """Give every record inside a value, with its way through the files."""
    if isinstance(value, Scale):
        value = value.choices
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _walk(one, (*way, number))
    elif dataclasses.is_dataclass(value):
        yield way, value
        for field in dataclasses.fields(value):
            yield from _walk(getattr(value, field.name), _step(way, field.name))


def _step(way: Way, name: str) -> Way:
    # In the files the applicability is spread over its item.
    if way and way[-1] == _SPREAD:
        return (*way[:-1], f"applies_{name}")
    return (*way, name)


def _at(*way: str | int) -> Origin:
    return Origin(path=".".join(map(str, way)))
