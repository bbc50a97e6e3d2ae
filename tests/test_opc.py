"""Packages: what is no package, what is an unsafe one, and what a good one says."""

import contextlib
import io
import random
import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from datetime import date

import docx
import pytest
from packages import packed, unpacked, workbook
from xlsxwriter.workbook import Workbook

from secself.opc import Limits, Listener, open_package, parse, steady
from secself.problems import NotAWorkbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = workbook('<row r="1"><c r="A1" t="str"><v>x</v></c></row>')
SHEET = "xl/worksheets/sheet1.xml"


def code(content: bytes, limits: Limits | None = None) -> str:
    """Give the code of the one Problem with which a file is refused."""
    with pytest.raises(NotAWorkbook) as refused:
        read_whole(content, "got.xlsx", limits or Limits())
    (problem,) = refused.value.problems
    assert problem.origin.file == "got.xlsx"
    assert problem.what.endswith(".")
    return problem.code


def read_whole(content: bytes, file: str | None = None, limits: Limits | None = None) -> None:
    """Open a package and read every part of it."""
    package = open_package(content, file, limits or Limits())
    for name in package.names:
        package.part(name)
        package.related(name)


def document() -> bytes:
    """Make a Word document."""
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


def spreadsheet_of_libreoffice() -> bytes:
    """Make what begins an OpenDocument file."""
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"<office:document-content/>",
        },
        zipfile.ZIP_STORED,
    )


def typed(kind: str) -> bytes:
    """Give the good workbook another type of main part."""
    parts = unpacked(GOOD)
    types = parts["[Content_Types].xml"]
    return packed(
        parts
        | {"[Content_Types].xml": types.replace(b"spreadsheetml.sheet.main+xml", kind.encode())}
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "file-empty"),
        (b"  \r\n", "file-empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "file-old-xls"),
        (OLE + "WordDocument".encode("utf-16-le"), "file-old-doc"),
        (OLE, "file-not-office"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "file-is-html"),
        (b"\xef\xbb\xbf<table><tr><td>1</td></tr></table>", "file-is-html"),
        (b"%PDF-1.7\n\x00", "file-is-pdf"),
        (b"Ref,Answer\nQ01.1,Yes\n", "file-is-text"),
        ("Ref,Answer\n".encode("utf-16"), "file-is-text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file-not-office"),
        (b"PK\x05\x06" + bytes(18), "file-damaged"),
        (b"PK\x03\x04", "file-damaged"),
        (GOOD[: len(GOOD) // 2], "file-damaged"),
        (GOOD[:-30], "file-damaged"),
        (spreadsheet_of_libreoffice(), "file-is-ods"),
        (packed({"hello.txt": b"hello"}), "file-not-office"),
        (typed("presentationml.presentation.main+xml"), "file-not-office"),
        (typed("sheet.binary.macroEnabled.main"), "file-is-xlsb"),
        (packed(unpacked(GOOD) | {"xl/vbaProject.bin": b""}), "package-macros"),
    ],
)
def test_what_is_no_workbook_is_told_apart(content: bytes, expected: str) -> None:
    """One clear sentence each, by what the bytes are, whatever the name."""
    assert expected == code(content)


MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
"""What the main part of an .xlsm is."""


def with_macros(kind: str = MACROS) -> bytes:
    """Make a workbook that holds macros, as Office stores them."""
    parts = unpacked(GOOD) | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)}
    types = re.sub(
        rb'(PartName="/xl/workbook.xml" ContentType=")[^"]*',
        rb"\g<1>" + kind.encode(),
        parts["[Content_Types].xml"],
    )
    return packed(parts | {"[Content_Types].xml": types})


@pytest.mark.parametrize("name", ["a.xlsm", "A.XLTM", None, "a"])
def test_macros_are_never_read_and_are_said(name: str | None) -> None:
    """A file that says it holds macros is opened without them."""
    package = open_package(with_macros(), name)

    assert "workbook" == package.kind
    assert [("warning", "macros-unread")] == [(each.level, each.code) for each in package.problems]


@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSX", "a.xltx", "a.docx"])
def test_macros_under_a_name_that_denies_them_are_refused(name: str) -> None:
    """Office opens no such file, so somebody has renamed it."""
    with pytest.raises(NotAWorkbook) as caught:
        open_package(with_macros(), name)

    assert ["package-macros"] == [each.code for each in caught.value.problems]


@pytest.mark.parametrize(
    ("kind", "is_workbook"),
    [
        ("vnd.ms-excel.template.macroEnabled.main+xml", True),
        ("vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", True),
        ("vnd.ms-word.document.macroEnabled.main+xml", False),
        ("vnd.ms-word.template.macroEnabledTemplate.main+xml", False),
        ("vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", False),
    ],
)
def test_templates_and_kinds_that_may_hold_macros_are_opened(
    kind: str, *, is_workbook: bool
) -> None:
    """Where they hold none, there is nothing to say."""
    content = with_macros(f"application/{kind}")
    parts = {name: part for name, part in unpacked(content).items() if "vba" not in name}
    package = open_package(packed(parts))

    assert ("workbook" if is_workbook else "document") == package.kind
    assert () == package.problems


def twice(second: str) -> bytes:
    """Add a part whose name is there already, or much the same."""
    parts = [*unpacked(GOOD).items(), (second, b"<other/>")]
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as archive:
        warnings.simplefilter("ignore")
        for name, part in parts:
            archive.writestr(name, part)
    return made.getvalue()


def named(name: str) -> bytes:
    """Add a part whose name, as it stands in the directory and before the entry, is this."""
    placeholder = "x" * len(name.encode())
    content = packed(unpacked(GOOD) | {placeholder: b""})
    return content.replace(placeholder.encode(), name.encode())


def patched(offset: int, layout: str, value: int) -> bytes:
    """Change a number in the directory entry of the first part."""
    place = GOOD.index(b"PK\x01\x02") + offset
    size = struct.calcsize(layout)
    return GOOD[:place] + struct.pack(layout, value) + GOOD[place + size :]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (twice(SHEET), "package-duplicate"),
        (twice("XL/worksheets/SHEET1.xml"), "package-duplicate"),
        (named("../../etc/passwd"), "package-bad-name"),
        (named("/etc/passwd"), "package-bad-name"),
        (named("C:\\windows"), "package-bad-name"),
        (named("a\nb"), "package-bad-name"),
        (named("a\x00b"), "package-bad-name"),
        (GOOD.replace(b"xl/styles.xml", b"xl/stylez.xml", 1), "package-bad-name"),
        (GOOD + GOOD, "package-overlap"),
        (patched(8, "<H", 1), "file-encrypted"),
        (patched(10, "<H", 99), "package-method"),
        (patched(42, "<L", 0xFFFFFF), "package-overlap"),
        (patched(24, "<L", 0xFFFFFFF0), "package-bomb"),
        (patched(24, "<L", 10), "file-damaged"),
        (packed({f"part{number}": b"" for number in range(300)}), "package-parts"),
        (packed(unpacked(GOOD) | {SHEET: b" " * (3 << 20)}), "package-bomb"),
    ],
    ids=[
        "twice", "twice but for case", "up", "root", "drive", "newline", "nul", "two names",
        "two archives", "encrypted", "method", "not at the start", "says it is huge",
        "says it is small", "parts", "ratio",
    ],
)  # fmt: skip
def test_an_unsafe_package_is_refused(content: bytes, expected: str) -> None:
    """Before anything of it is used, and each for a reason of its own."""
    assert expected == code(content)


def test_entries_that_overlap_are_refused() -> None:
    """One stretch of bytes that stands for many parts is how a small file becomes huge."""
    first, second = [entry.header_offset for entry in zipfile.ZipFile(io.BytesIO(GOOD)).infolist()][
        :2
    ]
    directory = GOOD.rindex(b"PK\x01\x02", 0, GOOD.index(b"_rels/.rels", GOOD.index(b"PK\x01\x02")))
    place = directory + 42
    assert struct.unpack_from("<L", GOOD, place) == (second,)
    content = GOOD[:place] + struct.pack("<L", first) + GOOD[place + 4 :]

    assert code(content) in {"package-overlap", "package-bad-name"}


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(file=100), "file-too-big"),
        (Limits(parts=3), "package-parts"),
        (Limits(part=100), "package-bomb"),
        (Limits(total=900), "package-bomb"),
    ],
)
def test_the_limits_are_settings(limits: Limits, expected: str) -> None:
    """A smaller machine may be spared; what is counted is what comes out, not what is declared."""
    assert expected == code(GOOD, limits)


def test_a_byte_changed_within_a_part_is_found() -> None:
    """Every part carries a digest of its content."""
    stored = packed(unpacked(GOOD), zipfile.ZIP_STORED)

    assert "file-damaged" == code(stored.replace(b"<v>x</v>", b"<v>y</v>"))


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"<!DOCTYPE a><a/>",
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_a_document_type_is_refused(xml: bytes) -> None:
    """No Office program writes one, and every attack on XML begins with one."""
    with pytest.raises(NotAWorkbook, match="xml-dtd"):
        parse(xml, Listener(lambda _tag, _attributes: None), "part.xml", None)


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<a>",
        b"<a>\x0b</a>",
        b"<a>&#1;</a>",
        b"\xff\xff",
        b'<?xml version="1.0" encoding="no"?><a/>',
        b'<?xml version="1.0" encoding="shift_jis"?><a/>',
    ],
)
def test_broken_xml_names_the_part(xml: bytes) -> None:
    """It is damage, told by the name of the part."""
    with pytest.raises(NotAWorkbook, match=r"“part\.xml” in the file is damaged"):
        parse(xml, Listener(lambda _tag, _attributes: None), "part.xml", None)


def test_deep_and_long_xml_is_read_in_linear_time() -> None:
    """Neither depth nor a long attribute is a way to stop the reader."""
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    long = b'<a b="' + b"x" * (8 << 20) + b'"/>'
    seen: list[str] = []
    for xml in (deep, long):
        parse(xml, Listener(lambda tag, _attributes: seen.append(tag)), "part.xml", None)

    assert len(seen) == 200_001


def test_a_workbook_and_a_document_are_told_apart() -> None:
    """By the type of the main part."""
    assert ("workbook", "xl/workbook.xml") == (
        (package := open_package(GOOD)).kind,
        package.main,
    )
    assert open_package(document()).kind == "document"


def test_relations_are_found_from_their_part() -> None:
    """Targets are names of parts, wherever they are counted from; what is not there is left out."""
    package = open_package(GOOD)

    assert [
        ("rId1", "worksheet", "xl/worksheets/sheet1.xml"),
        ("rId2", "sharedStrings", "xl/sharedStrings.xml"),
        ("rId3", "styles", "xl/styles.xml"),
    ] == [(each.id, each.kind, each.target) for each in package.related(package.main)]
    assert package.related("xl/styles.xml") == ()


def test_a_part_that_is_not_there_is_damage() -> None:
    """Whoever asks for it gets one clear refusal."""
    with pytest.raises(NotAWorkbook, match="file-damaged"):
        open_package(GOOD).part("xl/nothing.xml")


def test_a_part_comes_in_pieces() -> None:
    """Together they are the part, and none of them is large."""
    content = b"<a>" + b" ".join(b"%d" % number for number in range(300_000)) + b"</a>"
    package = open_package(packed(unpacked(GOOD) | {SHEET: content}))

    pieces = list(package.pieces(SHEET))

    assert content == b"".join(pieces)
    assert max(map(len, pieces)) <= 1 << 18


def test_equal_content_gives_equal_bytes() -> None:
    """Order and times of parts say nothing, so they are made the same."""
    parts = unpacked(document())
    backwards = dict(reversed(parts.items()))

    assert steady(packed(parts)) == steady(packed(backwards, zipfile.ZIP_STORED))
    assert [*unpacked(steady(packed(backwards)))][:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert unpacked(steady(packed(parts))) == parts


def test_a_document_can_be_dated() -> None:
    """Both dates in its properties become the day that is given; without one they stay."""
    dated = unpacked(steady(document(), date(2026, 5, 31)))["docProps/core.xml"]

    assert dated.count(b">2026-05-31T00:00:00Z<") == 2
    assert (
        unpacked(steady(document()))["docProps/core.xml"]
        == (unpacked(document())["docProps/core.xml"])
    )


def xlsx() -> bytes:
    """Make a workbook by another library."""
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("A").write(0, 0, "x")
    return made.getvalue()


@pytest.mark.parametrize("make", [xlsx, document, lambda: GOOD])
def test_any_damage_is_a_refusal_or_no_damage(make: Callable[[], bytes]) -> None:
    """Flipped, cut and doubled bytes never raise anything but `NotAWorkbook`."""
    good, chance = make(), random.Random(7)  # noqa: S311 - not for secrets
    for _ in range(300):
        content = bytearray(good)
        for _ in range(chance.choice((1, 1, 4))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        with contextlib.suppress(NotAWorkbook):
            read_whole(bytes(content))
