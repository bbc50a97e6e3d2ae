"""Texts as runs of a Word document, with what differs marked: struck out, or underlined."""

from markupsafe import Markup

from secself.pouring import escaped
from secself.sheets.marked import Pieces
from secself.sheets.rows import PAIRS, Row, Said, shown
from secself.unseen import seen

_LOOKS = {
    "kept": "",
    "removed": '<w:rPr><w:strike/><w:color w:val="9B1C1C"/></w:rPr>',
    "added": '<w:rPr><w:b/><w:u w:val="single"/><w:color w:val="0B5394"/></w:rPr>',
    "moved away": '<w:rPr><w:i/><w:strike/><w:color w:val="6B7280"/></w:rPr>',
    "moved here": '<w:rPr><w:i/><w:u w:val="double"/><w:color w:val="6B7280"/></w:rPr>',
}
"""Looks that tell without colour as well: struck out, underlined, slanted."""
_NAMES = {
    "answer": "",
    "risk": "Residual risk: ",
    "declared": "Declared: ",
    "evidence": "Evidence: ",
    "explanation": "",
    "details": "",
    "owner": "Owner: ",
}


def side(row: Row, which: str) -> Markup:
    """Give one side of an item, a line for each thing said; those that differ marked."""
    values = row.before if which == "before" else row.now
    lines = []
    for key in PAIRS:
        value = values[key]
        if value in (None, ()):
            continue
        mark = ("removed" if which == "before" else "added") if key in row.differs else "kept"
        lines.append(_run("kept", _NAMES[key]) + _said(value, mark))
    return _run("kept", "\n").join(lines) if lines else nothing()


def nothing() -> Markup:
    """Say that there is no such item."""
    return _run("kept", "nothing")


def _said(value: Said, mark: str) -> Markup:
    if isinstance(value, tuple):
        return _marked(value)
    return _run(mark, shown(value))


def _marked(pieces: Pieces) -> Markup:
    return Markup("").join(_run(piece.mark, piece.text) for piece in pieces)


def _run(mark: str, text: str) -> Markup:
    """Write a stretch of text; a line break of it is one of the document."""
    if not text:
        return Markup("")
    lines = [
        Markup('<w:t xml:space="preserve">{}</w:t>').format(escaped(seen(line)))
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    look = Markup(_LOOKS[mark])  # noqa: S704  one of the five above
    return Markup("<w:r>{}{}</w:r>").format(look, Markup("<w:br/>").join(lines))
