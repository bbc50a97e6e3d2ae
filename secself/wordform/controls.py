"""Makes content controls, and the only place where a text becomes part of a Word document.

Every text goes through `escaped`: markup in it stays text, and characters that no Word file can
carry are made visible instead of being lost.
"""

from markupsafe import Markup

from secself.identity import row_token
from secself.model import Question
from secself.pouring import escaped
from secself.wordform.layout import ANSWER_PROMPTS, PROMPTS, tag

_FIRST_ID = 100_000_000
"""Where our ids of controls begin; they only have to differ."""


def ref_control(question: Question, number: int) -> Markup:
    """Make the Ref of a row: locked, and carrying the row's token."""
    token = row_token("questions", question.id, question.fingerprint)
    return _control(
        title=question.id,
        name=token,
        number=number,
        lock="sdtContentLocked",
        kind="<w:text/>",
        content=_run(question.id),
    )


def answer_control(question: Question, number: int) -> Markup:
    """Make the control that takes the answer: a list, a date picker or text."""
    answer = question.answer
    kind = _TEXT
    if answer.kind == "choice":
        kind = f"<w:dropDownList>{''.join(map(_item, answer.choices))}</w:dropDownList>"
    if answer.kind == "date":
        kind = _DATE
    return _input(question.id, "answer", number, kind, ANSWER_PROMPTS[answer.kind])


def text_control(question: Question, field: str, number: int) -> Markup:
    """Make the control that takes the explanation or the evidence ids."""
    return _input(question.id, field, number, _TEXT, PROMPTS[field])


# Rich text, which has no name: LibreOffice loses line breaks in a control of the plain kind.
_TEXT = ""
_DATE = (
    '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="en-GB"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)


def _item(choice: str) -> str:
    word = escaped(choice)
    return f'<w:listItem w:displayText="{word}" w:value="{word}"/>'


def _input(ref: str, field: str, number: int, kind: str, prompt: str) -> Markup:
    name = tag(ref, field)
    return _control(
        title=name,
        name=name,
        number=number,
        # The control cannot be deleted by accident; what stands in it can be changed.
        lock="sdtLocked",
        kind="<w:showingPlcHdr/>" + kind,
        content=_run(prompt, style="PlaceholderText"),
    )


def _control(  # noqa: PLR0913 - the settings of a control
    *, title: str, name: str, number: int, lock: str, kind: str, content: str
) -> Markup:
    return Markup(  # noqa: S704
        f'<w:sdt><w:sdtPr><w:alias w:val="{escaped(title)}"/><w:tag w:val="{escaped(name)}"/>'
        f'<w:id w:val="{_FIRST_ID + number}"/><w:lock w:val="{lock}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/><w:color w:val="6B7280"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
