"""Reads what the sheets of a workbook share: their texts, and which styles show dates."""

import re

from secself.answers import Raw, as_texts
from secself.grid.content import decoded
from secself.opc import Listener, LocalNames, Package, is_plain, parse, plain_texts
from secself.opc.limits import allowed, lift
from secself.problems import NotAWorkbook, read_failed

_BUILT_IN_DATES = frozenset(
    str(number) for number in (*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59))
)
"""The numbers of the built-in formats for dates and times, East Asian ones included."""
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What stands in a number format and is shown as it is, or says a colour or a place."""
_FORMAT = re.compile(rb"<numFmt [^<>]*/>")
_BESIDE_FORMAT = re.compile(rb"<(?:alignment|protection) [^<>]*/>")
"""What a style says besides; nothing of it is asked for, and there is much of it."""
_FORMAT_NAME = re.compile(rb"(?:numFmt|cellXfs)[\s/>]")
_T = rb'<t(?: xml:space="preserve")?>'
_RUN = re.compile(_T + rb"([^<]*+)</t>")
_PLAIN = re.compile(
    rb"<si>(?:"
    + _T
    + rb"([^<]*+)</t>|((?:<r>(?:<rPr>(?:<[A-Za-z][^<>]*/>)*+</rPr>)?"
    + _T
    + rb"[^<]*+</t></r>)++))(?:<phoneticPr [^<>]*/>)?</si>"
)
"""A shared text: of one piece, or of runs that each look their own way."""


class _Texts:
    """Collects the shared texts while their XML is parsed."""

    def __init__(self, file: str | None) -> None:
        self.found: list[Raw] = []
        self._file = file
        self._most = allowed().texts
        self._pieces: list[str] = []
        self._local = LocalNames()
        self._is_open = self._is_phonetic = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        name = self._local[tag]
        if name == "t":
            self._is_open = not self._is_phonetic
        elif name == "rPh":
            self._is_phonetic = True

    def end(self, tag: str) -> None:
        name = self._local[tag]
        if name == "t":
            self._is_open = False
        elif name == "si":
            self.found.append(Raw(value=decoded("".join(self._pieces))))
            self._pieces.clear()
            if len(self.found) > self._most:
                raise _too_many(self._file)
        elif name == "rPh":
            self._is_phonetic = False

    def text(self, piece: str) -> None:
        if self._is_open:
            self._pieces.append(piece)


def shared_texts(package: Package, part: str) -> list[Raw]:
    """Read the shared texts; of rich text the words, of phonetic guides nothing."""
    content = package.part(part)
    # Expat says first whether it is XML; the pattern then sees nothing that could not be read.
    parse(content, Listener(), part, package.file)
    plain = texts_by_pattern(content)
    if plain is not None:
        return plain
    texts = _Texts(package.file)
    parse(content, Listener(texts.start, texts.end, texts.text), part, package.file)
    return texts.found


def texts_by_pattern(content: bytes) -> list[Raw] | None:
    """Read shared texts that are written as spreadsheet programs write them; None if not so."""
    if content.count(b"</si>") > allowed().texts:
        return None
    pieces = _PLAIN.split(content)
    head, tail = pieces[0], pieces[-1]
    if (
        not is_plain(head, tail)
        or head.count(b"<") != head.count(b"<sst ") + head.count(b"<?")
        or tail.strip() != b"</sst>"
        or b"".join(pieces[3:-1:3]).strip()
    ):
        return None
    written = [
        text if runs is None else b"".join(_RUN.findall(runs))
        for text, runs in zip(pieces[1::3], pieces[2::3], strict=True)
    ]
    texts = plain_texts(written)
    return as_texts(map(decoded, texts) if b"_x" in content else texts)


def dated_styles(package: Package, part: str) -> frozenset[str]:
    """Name the styles, by the number cells use, that show a number as a date or time."""
    formats: dict[str, str] = {}
    used: list[str] = []
    local = LocalNames()
    is_inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_inside
        name = local[tag]
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            is_inside = True
        elif name == "xf" and is_inside:
            used.append(attributes.get("numFmtId", "0"))

    def end(tag: str) -> None:
        nonlocal is_inside
        if local[tag] == "cellXfs":
            is_inside = False

    content = package.part(part)
    parse(content, Listener(), part, package.file)
    parse(_of_formats(content), Listener(start, end), part, package.file)
    dated = {number for number in set(used) if _shows_date(number, formats)}
    return frozenset(str(index) for index, number in enumerate(used) if number in dated)


def _of_formats(content: bytes) -> bytes:
    """Leave of the styles those elements that say how numbers are shown, where all are found."""
    begin, end = content.find(b"<cellXfs"), content.find(b"</cellXfs>")
    used = content[begin : end + len(b"</cellXfs>")] if 0 <= begin < end else b""
    used = _BESIDE_FORMAT.sub(b"", used)
    less = b"".join((b"<styles>", *_FORMAT.findall(content), used, b"</styles>"))
    is_all = len(_FORMAT_NAME.findall(content)) == len(_FORMAT_NAME.findall(less))
    return less if is_all and is_plain(content) else content


def _shows_date(number: str, formats: dict[str, str]) -> bool:
    if number not in formats:
        return number in _BUILT_IN_DATES
    letters = _NO_LETTERS.sub("", formats[number]).casefold()
    return "general" not in letters and any(letter in letters for letter in "ymdhs")


def _too_many(file: str | None) -> NotAWorkbook:
    return NotAWorkbook(
        read_failed(
            "too-many-texts",
            f"The workbook has more than {allowed().texts:,} texts.",
            f"Remove what is not part of the questionnaire. {lift('texts')}",
            file,
        )
    )
