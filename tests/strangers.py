"""Texts that would act somewhere, and a submission that says one of them wherever it can."""

from collections.abc import Mapping
from dataclasses import replace

from frameworks import tiny_profile, tiny_submission

from secself.model import (
    AddedRow,
    Comment,
    EvidenceItem,
    Profile,
    Provider,
    ProviderEntry,
    RemediationLine,
    Reply,
    Statement,
    Submission,
    Unreadable,
)

HARMLESS = "plain words"
HOSTILE: Mapping[str, str] = {
    "formula": "=1+1",
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "error": "#REF!",
    "link": '=HYPERLINK("http://example.org","x")',
    "script": "<script>alert(1)</script>",
    "image": "]]><img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover=\"alert(1)\" x='",
    "address": "javascript:alert(1)",
    "web": "http://example.org/?a=1&b=2",
    "markup": '</w:t></w:r><w:fldSimple w:instr="DATE"/><w:r><w:t>',
    "rich": "<r><t>x</t></r>",
    "template": "{{ 7*7 }}",
    "block": "{% raw %}{% for x in y %}",
    "escape": "_x0041_ &amp; &#65;",
    "bidi": "invoice\u202etxt.exe",
    "isolate": "a\u2066b\u2069c",
    "invisible": "ad\u200bmin\u00ad \ufeff\u3164",
    "terminal": "\x1b[31mred\x1b]0;title\x07",
    "control": "a\x00b\x0bc\x7fd\x9be",
    "lines": "first\nMATERIAL  forged\r\nerror: forged\u2028forged\x85forged",
    "path": "../../../x",
    "windows": "..\\..\\CON",
    "header": '&L&G&C&"Arial"x',
    "yaml": "- !!python/object:os.system\n*a: &a",
    "astral": "\U0001f512 e\u0301 \ud800",
    "long": ("word " * 6554)[:32_767],
}  # fmt: skip
"""Each names what it tries."""


def saying(text: str) -> Submission:
    """Give a submission in which every field that a stranger can type into says a text."""
    plain = tiny_submission()
    responses = tuple(
        replace(
            one, narrative=text, evidence=(text, *one.evidence), owner=text, reaffirmed_by=text,
            answer=Unreadable(shown=text) if number % 3 == 1 else one.answer,
            change=text, residual_risk=Unreadable(shown=text), reaffirmed=text,
        )
        for number, one in enumerate(plain.responses)
    )  # fmt: skip
    statements = (*plain.statements, Statement(label=text, value=text))
    first, *others = plain.evidence
    return replace(
        plain,
        marks=replace(plain.marks, user=text),
        responses=responses,
        statements=statements,
        evidence=(
            replace(first, title=text, version=text, held_by=text, sha256=text, date=text),
            EvidenceItem(id=text, title=text),
            *others,
        ),
        providers=(*plain.providers, Provider(id=text, name=text, service=text, since=text)),
        remediation=(
            *plain.remediation,
            RemediationLine(ref=text, action=text, owner=text, due=Unreadable(shown=text)),
        ),
        declaration=replace(plain.declaration, name=text, role=text),
        added=(AddedRow(section="questions", cells=((text, text),)),),
        comments=(
            Comment(
                kind="column", section="questions", ref=plain.responses[0].ref, text=text,
                author=text, view=text, action=text, reference=text,
                replies=(Reply(text=text, author=text),),
            ),
            Comment(kind="note", place=text, text=text, author=text),
        ),
    )  # fmt: skip


def named(text: str) -> Profile:
    """Give a profile whose names say a text."""
    provider = ProviderEntry(id="gridlink-adapters", name=text, service=text)
    return tiny_profile(name=text, providers=(provider,))
