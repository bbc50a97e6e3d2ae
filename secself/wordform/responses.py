"""Makes Responses of the rows that answer a question, each question once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from secself.answers import Remark
from secself.model import CellCount, Framework, Question, Response, Unreadable, Value
from secself.problems import Origin, Problem
from secself.wordform.filled import Filled
from secself.wordform.layout import ANSWER, EVIDENCE, EXPLANATION, INPUTS, SECTION, Route, tag
from secself.wordform.rows import Found
from secself.wordform.values import answer_in, settled, settled_ids, text_in

_ROUTES: Mapping[Route, str] = MappingProxyType(
    {
        "alias": "the titles of its fields, as their tags are gone",
        "ref": "its Ref, as its fields are gone",
        "text": "the text of the question, as its fields and its Ref are gone",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A Response, what became of its cells, and what must be said about them."""

    response: Response
    """The Response."""
    cells: CellCount
    """What became of its filled cells."""
    problems: tuple[Problem, ...]
    """What must be said."""


def responses(found: Sequence[Found], framework: Framework, file: str | None) -> Iterator[Answered]:
    """Make one Response for each question that is in the document, in the framework's order."""
    for question in framework.questions:
        copies = [each for each in found if each.ref == question.id]
        if copies:
            yield _answered(question, copies, file)


def route_notes(found: Sequence[Found], file: str | None) -> Iterator[Problem]:
    """Say once for each way but the first by what the answers were found."""
    for route, words in _ROUTES.items():
        refs = [each.ref for each in found if each.route == route]
        if refs:
            every = len(refs) == len(found)
            which = "Every row" if every else f"The row of {', '.join(dict.fromkeys(refs))}"
            yield Problem(
                level="note",
                code=f"route-{route}",
                origin=Origin(file=file),
                what=f"{which} was found by {words}.",
                remedy="Nothing to do; another program has saved the document.",
            )


def _answered(question: Question, copies: Sequence[Found], file: str | None) -> Answered:
    filled = [each for each in copies if _is_filled(each)] or list(copies[:1])

    def cells(key: str) -> list[Filled]:
        return [each.cells.get(key, Filled()) for each in filled]

    answer, of_answer = settled(cells(ANSWER.key), lambda one: answer_in(one, question))
    narrative, of_narrative = settled(cells(EXPLANATION.key), text_in)
    evidence, of_evidence = settled_ids(cells(EVIDENCE.key))
    told = {
        ANSWER.key: (*_about_rows(question, copies), *of_answer),
        EXPLANATION.key: of_narrative,
        EVIDENCE.key: of_evidence,
    }
    origins = {c.attribute: Origin(file=file, path=tag(question.id, c.key)) for c in INPUTS}
    return Answered(
        response=Response(
            section=SECTION,
            ref=question.id,
            answer=answer,
            narrative=narrative,
            evidence=evidence,
            fingerprint=filled[0].fingerprint,
            origin=origins[ANSWER.attribute],
            origins=MappingProxyType(origins),
        ),
        cells=_count((answer,), cells(ANSWER.key))
        + _count((narrative,), cells(EXPLANATION.key))
        + _count(evidence, cells(EVIDENCE.key)),
        problems=tuple(_problems(question.id, told, file)),
    )


def _is_filled(found: Found) -> bool:
    return any(cell.texts for cell in found.cells.values())


def _about_rows(question: Question, copies: Sequence[Found]) -> Iterator[Remark]:
    ref = question.id
    for each in copies:
        if each.shown_ref:
            yield Remark(
                level="warning",
                code="row-identity",
                what=f"The Ref of this row reads “{each.shown_ref}”; by its fields it is {ref}.",
                remedy=f"Write {ref} there again.",
            )
        if each.has_other_words and each.fingerprint in (None, question.fingerprint):
            yield Remark(
                level="warning",
                code="text-altered",
                what=f"The words of {ref} are not those that were sent out.",
                remedy="Copy the cell back, and check that the answer is an answer to those words.",
            )
    if len(copies) > 1:
        yield Remark(
            level="warning",
            code="row-repeated",
            what=f"{ref} stands in the document {len(copies)} times "
            f"({'; '.join(each.place for each in copies)}).",
            remedy="Delete the rows that do not count.",
        )


def _count(values: Sequence[Value], cells: Sequence[Filled]) -> CellCount:
    """Count the filled cells of one column; what holds nothing but space is read and ignored."""
    filled = sum(bool(cell.texts) for cell in cells)
    if not any(value is not None for value in values):
        return CellCount(filled=filled, ignored=filled)
    if any(isinstance(value, Unreadable) for value in values):
        return CellCount(filled=filled, unreadable=filled)
    return CellCount(filled=filled, taken=filled)


def _problems(
    ref: str, told: Mapping[str, Sequence[Remark]], file: str | None
) -> Iterator[Problem]:
    for key, remarks in told.items():
        for remark in remarks:
            yield Problem(
                level=remark.level,
                code=remark.code,
                origin=Origin(file=file, path=tag(ref, key)),
                ref=ref,
                what=remark.what,
                remedy=remark.remedy,
            )
