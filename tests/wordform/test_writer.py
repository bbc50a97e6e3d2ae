"""The Word questionnaire as it is written."""

import io
from dataclasses import replace
from datetime import date

import pytest
from documents import (
    TEMPLATE,
    W,
    body,
    changed,
    packed,
    parts,
    row,
    texts,
    tiny_document,
    tiny_questionnaire,
)
from docx import Document
from frameworks import tiny_submission
from lxml import etree

from secself.model import Response, Unreadable
from secself.problems import NotAWorkbook, NotFound, Refused, SecselfError
from secself.wordform.layout import COLUMNS, INPUTS
from secself.wordform.writer import write


def _settings(tag: str) -> etree._Element:
    for sdt in body(tiny_document()).iter(f"{W}sdt"):
        settings = sdt.find(f"{W}sdtPr")
        if settings.find(f"{W}tag").get(f"{W}val") == tag:
            return settings
    raise AssertionError(tag)


def _with_word(old: str, new: str) -> bytes:
    def change(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace(old, new)

    return changed(TEMPLATE, change)


def _before(ref: str, **fields: object) -> str:
    prior = tiny_submission(
        responses=(Response(section="questions", ref=ref, **fields),)  # type: ignore[arg-type]
    )
    return texts(row(body(tiny_document(prior)), ref).findall(f"{W}tc")[2])


def test_every_question_stands_in_a_row_of_the_table_of_its_theme() -> None:
    """Every question stands in a row of the table of its theme."""
    tables = list(body(tiny_document()).iter(f"{W}tbl"))[1:]

    shown = [[texts(line.find(f"{W}tc")) for line in table.iter(f"{W}tr")][1:] for table in tables]

    assert [
        ["Q01.1"],
        ["Q07.1", "Q07.2"],
        ["Q08.1"],
        ["Q09.1"],
        ["Q10.1"],
        ["Q11.1"],
        ["Q12.1"],
        ["Q16.1", "Q16.2"],
    ] == shown


def test_headings_are_those_of_the_layout() -> None:
    """The template heads its columns as the layout says, since the reader looks for these words."""
    table = Document(io.BytesIO(TEMPLATE)).tables[1]

    assert [column.heading for column in COLUMNS] == [cell.text for cell in table.rows[0].cells]


def test_each_answer_has_a_control_of_its_type() -> None:
    """A choice is a list of just its words, a date a picker in year-month-day, the rest text."""
    choices = _settings("Q07.1/answer").find(f"{W}dropDownList")
    picker = _settings("Q08.1/answer").find(f"{W}date")
    number = _settings("Q10.1/answer")

    assert ["Yes", "No", "Not known"] == [item.get(f"{W}value") for item in choices]
    assert "yyyy-MM-dd" == picker.find(f"{W}dateFormat").get(f"{W}val")
    assert number.find(f"{W}dropDownList") is None
    assert number.find(f"{W}date") is None


def test_controls_carry_tag_and_title_and_cannot_be_deleted() -> None:
    """Tag and title say the same, and the control is locked against deletion, not typing."""
    settings = _settings("Q08.1/evidence")

    assert "Q08.1/evidence" == settings.find(f"{W}alias").get(f"{W}val")
    assert "sdtLocked" == settings.find(f"{W}lock").get(f"{W}val")
    assert settings.find(f"{W}showingPlcHdr") is not None


def test_ids_of_controls_differ() -> None:
    """No two controls share an id, which Word would mend by renaming them."""
    ids = [each.get(f"{W}val") for each in body(tiny_document()).iter(f"{W}id")]

    assert len(ids) == len(set(ids))


def test_last_years_answer_stands_beside_the_question() -> None:
    """The prior answer is shown with its explanation and evidence, dates as year-month-day."""
    shown = _before(
        "Q08.1", answer=date(2025, 3, 31), narrative="By & for us.", evidence=("E01", "E02")
    )

    assert "2025-03-31By & for us.Evidence: E01, E02" == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "Not answered"),
        ({"answer": Unreadable(shown="3rd of May")}, "3rd of May"),
        (
            {"answer": "Yes", "fingerprint": "0" * 12},
            "YesThe wording has changed since the prior assessment: read it again.",
        ),
    ],
    ids=["blank", "unreadable", "reworded"],
)
def test_what_became_of_last_years_answer_is_said(fields: dict[str, object], shown: str) -> None:
    """A blank, an unreadable answer and a change of words are said."""
    assert shown == _before("Q07.1", **fields)


def test_a_question_that_was_not_asked_before_says_so() -> None:
    """Without a prior answer the column says why."""
    prior = tiny_submission(responses=())

    assert "Not asked" in texts(row(body(tiny_document(prior)), "Q07.1"))
    assert "No prior assessment" in texts(row(body(tiny_document()), "Q07.1"))


@pytest.mark.parametrize(
    "text",
    [
        "A & B",
        "<b>x</b>",
        "</w:t></w:r>",
        "{{ 7*7 }}",
        "{_{ 7 }_}",
        "{% raw %}",
        'say "no"',
        "שלום 🙂",
        "a  b ",
    ],
)
def test_what_a_person_wrote_stays_what_it_is(text: str) -> None:
    """Nothing in an earlier text becomes markup, or is lost."""
    assert text == _before("Q07.2", answer=text)


def test_characters_that_no_document_can_carry_are_made_visible() -> None:
    """Control characters, halves of pairs and turned directions are written as their number."""
    assert r"a\u000Bb\uD800c\u202Ed" == _before("Q07.2", answer="a\x0bb\ud800c\u202ed")


def test_a_line_break_stays_a_line_break() -> None:
    """An earlier text of two lines is shown in two lines."""
    prior = tiny_submission(
        responses=(Response(section="questions", ref="Q07.2", answer="one\ntwo"),)
    )

    shown = row(body(tiny_document(prior)), "Q07.2").findall(f"{W}tc")[2]

    assert 1 == len(list(shown.iter(f"{W}br")))


def test_the_same_input_gives_the_same_bytes() -> None:
    """A document depends on nothing but what it is made from."""
    assert tiny_document(tiny_submission()) == tiny_document(tiny_submission())


def test_properties_say_what_the_document_is() -> None:
    """Title, language, dates and marks stand in the properties."""
    core = Document(io.BytesIO(tiny_document())).core_properties

    assert "Security Self-Assessment 2026: Brightlow & Sons Ltd" == core.title
    assert "en-GB" == core.language
    assert (2026, 1, 1) == (core.created.year, core.created.month, core.created.day)
    assert core.identifier == core.keywords
    assert core.identifier.startswith("secself:1 user=brightlow;year=2026;kind=ssa")


def test_structure_is_there_for_screen_readers() -> None:
    """Themes are headings, header rows repeat, and every table of questions says what it is."""
    root = body(tiny_document())
    styles = [each.get(f"{W}val") for each in root.iter(f"{W}pStyle")]
    tables = list(root.iter(f"{W}tbl"))[1:]

    assert 8 == styles.count("Heading2")
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)
    assert all(
        table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val").startswith("Questions of theme Q")
        for table in tables
    )
    assert all(
        "One row for each question" in table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        for table in tables
    )
    assert 2 <= styles.count("Heading1")
    assert "Title" == styles[0]


def test_the_ref_of_a_row_can_be_seen_and_read_out() -> None:
    """The first cell shows it, whatever becomes of tags and titles."""
    refs = [
        "".join(row.find(f"{W}tc").itertext()).strip()
        for table in list(body(tiny_document()).iter(f"{W}tbl"))[1:]
        for row in list(table.iter(f"{W}tr"))[1:]
    ]

    assert [each.item.id for each in tiny_questionnaire().questions] == refs


def test_the_language_of_every_text_is_said() -> None:
    """A screen reader must know in which language to speak."""
    assert b'w:lang w:val="en-GB"' in parts(tiny_document())["word/styles.xml"]


def test_a_marking_stands_above_and_below_every_page() -> None:
    """The marking is in header and footer; without one there is no empty line."""
    marked, plain = parts(tiny_document(marking="FOR <YOU>")), parts(tiny_document())
    edges = [name for name in plain if name.startswith(("word/header", "word/footer"))]

    assert 2 == sum("FOR <YOU>" == _first_line(marked[name]) for name in edges)
    assert not any("FOR" in _first_line(plain[name]) for name in edges)


def _first_line(part: bytes) -> str:
    return texts(etree.fromstring(part).find(f"{W}p"))


@pytest.mark.parametrize("word", ["organization", "theme.titel", "row.prior_anwser"])
def test_a_template_that_asks_for_an_unknown_word_is_named_with_it(word: str) -> None:
    """A word that does not exist stops the work, and is quoted."""
    known = {"organization": "organisation", "theme.titel": "theme.title"}
    template = _with_word(known.get(word, "row.prior_answer") + " }}", word + " }}")

    with pytest.raises(NotFound) as caught:
        write(tiny_questionnaire(), template)

    problem = caught.value.problems[0]
    assert ("template-word-unknown", "questionnaire.docx") == (problem.code, problem.origin.file)
    assert word.rpartition(".")[2] in problem.what


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{%tr endfor %}", "{%tr endfro %}", "template-broken"),
        ("{{ row.text }}", "{{ ''.__class__ }}", "template-broken"),
        ("{{r row.evidence }}", "", "template-incomplete"),
    ],
    ids=["misspelt", "reaching out", "column lost"],
)
def test_a_template_that_cannot_do_its_work_is_refused(old: str, new: str, code: str) -> None:
    """A template may be restyled, but not lose an answer or run a program."""
    with pytest.raises(SecselfError) as caught:
        write(tiny_questionnaire(), _with_word(old, new))

    assert code == caught.value.problems[0].code


@pytest.mark.parametrize("data", [b"", b"text", packed({"a": b"b"})], ids=["none", "text", "zip"])
def test_a_template_that_is_no_document_is_refused(data: bytes) -> None:
    """What is no Word document is no template."""
    with pytest.raises(NotAWorkbook) as caught:
        write(tiny_questionnaire(), data)

    assert "template-unreadable" == caught.value.problems[0].code


def test_a_framework_may_name_things_as_it_likes() -> None:
    """Markup in names and questions is shown, and the document stays whole."""
    drawn = tiny_questionnaire(name="<A> & {{ B }}")
    first = drawn.questions[0]
    odd = replace(first, item=replace(first.item, text="Is 1 < 2 & {% if %}?"))

    data = write(replace(drawn, questions=(odd, *drawn.questions[1:])), TEMPLATE)

    assert "Is 1 < 2 & {% if %}?" in texts(row(body(data), first.item.id))
    assert "User questions for <A> & {{ B }}" in texts(body(data))


def test_each_input_is_in_the_document_once() -> None:
    """There is one place for each answer, explanation and list of evidence."""
    tags = [each.get(f"{W}val") for each in body(tiny_document()).iter(f"{W}tag")]

    for asked in tiny_questionnaire().questions:
        for column in INPUTS:
            assert 1 == tags.count(f"{asked.item.id}/{column.key}")


def test_refused_is_an_error_of_ours() -> None:
    """A template that loses an answer is refused as such."""
    with pytest.raises(Refused):
        write(tiny_questionnaire(), _with_word("{{r row.answer }}", ""))
