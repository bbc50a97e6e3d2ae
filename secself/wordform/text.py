"""Collects the text below an element of a Word document, and its content controls apart.

Knows our content controls from others. Element names are compared without their namespace, because
strict documents use another one. Text that was inserted under tracked changes counts, deleted text
does not, whatever the person chose to see.
"""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from secself.identity import read_token
from secself.wordform.layout import ALL_PROMPTS, WORD_PROMPTS, read_tag

GONE = frozenset({"del", "moveFrom", "Fallback", "rt"})
"""What holds text that does not stand in the document, or stands in it twice."""
_SETTINGS = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr"})
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_PICTURES = frozenset({"drawing", "pict", "object"})
PROMPTS = frozenset((*ALL_PROMPTS, *WORD_PROMPTS))
"""Every prompt of ours or of Word's."""
_LONGEST_PROMPT = max(map(len, PROMPTS))
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A content control of ours, as it stands in the document."""

    tag: str
    """Its tag, empty if it has none."""
    alias: str
    """Its title, empty if it has none."""
    text: str
    """What it holds; nothing where it shows a prompt that we or Word put there."""
    is_prompt_kept: bool
    """Whether it holds a text of its own and yet is said to show a prompt."""
    day: date | None
    """The day it says was picked, if it is a date picker."""


def name(element: etree._Element) -> str:
    """Give an element's name without its namespace; nothing for comments and their kin."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class Text:
    """Collects the text below an element: what is in content controls apart from what is not."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines: list[str] = []
        self.controls: list[Control] = []
        self.has_picture = False
        self._joins_next = False
        self._prompts = 0

    def take(self, element: etree._Element) -> None:
        """Take in an element and what is below it."""
        kind = name(element)
        if kind in GONE or kind in _SETTINGS:
            return
        if kind == "t":
            self._add(element.text or "")
        elif kind in _SIGNS:
            self._add(_SIGNS[kind])
        elif kind == "sym":
            self._add(_symbol(element))
        elif kind == "p":
            self._take_paragraph(element)
        elif kind == "sdt" and is_ours(element):
            self._take_control(element)
        elif kind == "sdt" and _is_prompt(element):
            self._prompts += 1
        else:
            self.has_picture = self.has_picture or kind in _PICTURES
            self._take_below(element)

    def _take_below(self, element: etree._Element) -> None:
        for child in element:
            self.take(child)

    def _take_paragraph(self, element: etree._Element) -> None:
        if not self._joins_next:
            self.lines.append("")
        self._joins_next = False
        before = len(self.controls) + self._prompts
        self._take_below(element)
        holds_control = len(self.controls) + self._prompts > before
        if holds_control and self.lines and not self.lines[-1]:
            # A paragraph that holds nothing but a control is no empty line beside it.
            self.lines.pop()
        self._joins_next = element.find("{*}pPr/{*}rPr/{*}del") is not None

    def _take_control(self, element: etree._Element) -> None:
        held = Text()
        content = element.find("{*}sdtContent")
        if content is not None:
            held._take_below(content)
        self.has_picture = self.has_picture or held.has_picture
        self.controls.append(_control(element, "\n".join(held.lines)))
        # A control inside a control, as pasting makes it, is heard as well.
        self.controls.extend(held.controls)

    def _add(self, text: str) -> None:
        if not self.lines:
            self.lines.append("")
        self.lines[-1] += text


def _control(element: etree._Element, text: str) -> Control:
    settings = element.find("{*}sdtPr")
    is_prompt = _is_on(settings, "showingPlcHdr")
    is_ours = text in ALL_PROMPTS or (is_prompt and text in ("", *WORD_PROMPTS))
    return Control(
        tag=_setting(settings, "tag"),
        alias=_setting(settings, "alias"),
        text="" if is_ours else text,
        is_prompt_kept=is_prompt and not is_ours,
        day=_day(attribute(child(settings, "date"), "fullDate")),
    )


def is_ours(control: etree._Element) -> bool:
    """Tell whether a content control is one of ours, by its tag or its title."""
    settings = child(control, "sdtPr")
    tag, alias = _setting(settings, "tag"), _setting(settings, "alias")
    return any((read_tag(tag), read_tag(alias), read_token(tag)))


def _is_prompt(control: etree._Element) -> bool:
    """Tell whether a control that lost its name holds a prompt of ours or of Word."""
    text = ""
    for piece in control.iter("{*}t"):
        text += piece.text or ""
        if len(text) > _LONGEST_PROMPT:
            return False
    return text in PROMPTS


def child(element: etree._Element | None, wanted: str) -> etree._Element | None:
    """Find a child by its name; None too where there is no element."""
    return None if element is None else element.find(f"{{*}}{wanted}")


def attribute(element: etree._Element | None, wanted: str) -> str:
    """Give an attribute by its name without namespace, empty if it is not there."""
    if element is None:
        return ""
    values = (v for key, v in element.attrib.items() if etree.QName(key).localname == wanted)
    return str(next(values, ""))


def _setting(settings: etree._Element | None, wanted: str) -> str:
    return attribute(child(settings, wanted), "val").strip()


def _is_on(settings: etree._Element | None, wanted: str) -> bool:
    element = child(settings, wanted)
    return element is not None and attribute(element, "val") not in _OFF


def _symbol(element: etree._Element) -> str:
    code = attribute(element, "char")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
