"""Files behind a password: opened where it is known, refused clearly where it is not."""

import importlib.util
import io
import os
import re
import struct
from collections.abc import Callable, Iterator
from hashlib import sha1
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.ecma376_agile import ECMA376Agile
from msoffcrypto.method.ecma376_standard import ECMA376Standard
from packages import packed, unpacked

from secself.opc import decryption
from secself.problems import NotAWorkbook
from secself.store.assessments import Received, receive
from secself.store.frameworks import Library, shelf

RETURNED = Path(__file__).parents[2] / "samples" / "northfell-energy" / "returned"
WORKBOOK = RETURNED / "northfell-energy-2026-ssa.xlsx"
DOCUMENT = RETURNED.parent / "issued" / "northfell-energy-2026-ssa.docx"
SECRET = "Pa\u00dfwort \U0001f512 "  # noqa: S105 - it opens only what is made here


def agile(content: bytes, password: str = SECRET) -> bytes:
    """Protect a file as Office does today."""
    made: bytes = ECMA376Agile.encrypt(password, io.BytesIO(content))
    return made


def standard(content: bytes, password: str = SECRET) -> bytes:
    """Protect a file as Office 2007 did, and LibreOffice for long."""
    salt = os.urandom(16)
    key = ECMA376Standard.makekey_from_password(password, 0x660E, 0x8004, 24, 128, 16, salt)

    def sealed(data: bytes) -> bytes:
        cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - its scheme
        return cipher.update(data + bytes(-len(data) % 16)) + cipher.finalize()

    verifier = os.urandom(16)
    provider = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 24, 0, 0) + provider
    said = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header
    said += struct.pack("<I", 16) + salt + sealed(verifier)
    said += struct.pack("<I", 20) + sealed(sha1(verifier).digest())  # noqa: S324 - its scheme
    made = io.BytesIO()
    ECMA376Encrypted(struct.pack("<Q", len(content)) + sealed(content), said).write_to(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped frameworks."""
    return Library(shelf(()))


@pytest.fixture
def received(tmp_path, library) -> Callable[..., Received]:
    """Receive bytes as a file, with some passwords at hand."""

    def receiving(content: bytes, *passwords: str, name: str = "got.xlsx") -> Received:
        (tmp_path / name).write_bytes(content)
        return receive(tmp_path / name, library, lambda _: passwords)

    return receiving


def codes(received: Received) -> list[str]:
    """The codes of the Problems."""
    return [problem.code for problem in received.problems]


@pytest.mark.parametrize("protect", [agile, standard])
@pytest.mark.parametrize("source", [WORKBOOK, DOCUMENT], ids=["workbook", "document"])
def test_with_its_password_a_file_is_what_it_was(received, library, protect, source) -> None:
    """The same submission, whichever scheme it was protected by."""
    plain = receive(source, library)
    opened = received(protect(source.read_bytes()), SECRET, name=f"got{source.suffix}")

    assert plain.submission is not None
    assert plain.submission == opened.submission
    assert codes(plain) == codes(opened)


@pytest.mark.parametrize("protect", [agile, standard])
def test_another_password_opens_nothing(received, protect) -> None:
    """The one that fits may be any of several."""
    content = protect(WORKBOOK.read_bytes())

    assert ["password-wrong"] == codes(received(content, SECRET.strip()))
    assert ["password-wrong"] == codes(received(content, "a", "", "b"))
    assert received(content, "a", SECRET).is_accepted


def test_without_a_password_the_remedy_says_how_to_give_it(received) -> None:
    """Never on the command line itself."""
    [problem] = received(agile(WORKBOOK.read_bytes())).problems

    assert "file-encrypted" == problem.code
    assert "--password-file" in problem.remedy


def test_without_the_tool_the_remedy_says_how_to_install_it(monkeypatch) -> None:
    """And nobody is asked for a password that could not be used."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    def never() -> Iterator[str]:
        raise AssertionError
        yield ""

    content = agile(WORKBOOK.read_bytes())
    with pytest.raises(NotAWorkbook) as caught:
        decryption.unlocked(content, never(), "got.xlsx")

    assert ["file-encrypted"] == [each.code for each in caught.value.problems]
    assert "pip install secself[password]" in caught.value.problems[0].remedy


def test_what_is_inside_goes_through_the_guard(received) -> None:
    """A password makes nothing safe."""
    parts = unpacked(WORKBOOK.read_bytes())
    sheet = "xl/worksheets/sheet3.xml"
    bomb = packed(parts | {sheet: parts[sheet] + b" " * (9 << 20)})

    assert ["package-bomb"] == codes(received(agile(bomb), SECRET))


def test_a_protected_file_of_another_kind_is_refused_as_such(received) -> None:
    """What is under the password may be no workbook at all."""
    assert not received(agile(packed({"hello.txt": b"hello"})), SECRET).is_accepted


@pytest.mark.parametrize(
    ("offset", "layout", "value"),
    [
        (30, "<H", 31),
        (30, "<H", 0),
        (44, "<I", 0xFFFFFFFF),
        (44, "<I", 5000),
        (72, "<I", 0xFFFFFFF0),
        (48, "<I", 0xFFFFFFF0),
        (60, "<I", 0x7FFFFFFF),
    ],
)
def test_a_container_that_claims_what_it_cannot_hold(received, offset, layout, value) -> None:
    """It is refused before anything is made of its claims."""
    content = bytearray(agile(WORKBOOK.read_bytes()))
    struct.pack_into(layout, content, offset, value)

    assert not received(bytes(content), SECRET).is_accepted


def test_a_file_that_asks_for_far_more_work_than_office(received, monkeypatch) -> None:
    """It would keep the reader busy for minutes; so it is refused before a password is tried."""
    monkeypatch.setattr(OOXMLFile, "load_key", None)
    content = agile(WORKBOOK.read_bytes())
    asked = content.replace(b'spinCount="100000" saltSize', b'spinCount="9000000" saltSiz')
    assert asked != content

    assert ["encryption-unknown"] == codes(received(asked, SECRET))


def test_cut_and_damaged_files_are_refused(received) -> None:
    """In one clear sentence each."""
    content = agile(WORKBOOK.read_bytes())
    for size in (600, 4_000, len(content) // 2):
        found = received(content[:size] + "EncryptedPackage".encode("utf-16-le"), SECRET)

        assert 1 == len(found.problems)
        assert not found.is_accepted


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("got.xlsm", "vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("got.xltm", "vnd.ms-excel.template.macroEnabled.main+xml"),
        ("got.docm", "vnd.ms-word.document.macroEnabled.main+xml"),
        ("got.dotm", "vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ],
)
def test_a_file_with_macros_is_read_without_them(received, library, name, kind) -> None:
    """The same submission, and a warning; named as one without macros, it is refused."""
    source, folder = (WORKBOOK, "xl") if name.startswith("got.x") else (DOCUMENT, "word")
    parts = unpacked(source.read_bytes()) | {f"{folder}/vbaProject.bin": bytes(1024)}
    types = re.sub(
        rb"application/vnd\.openxmlformats-officedocument\.\w+\.(sheet|document)\.main\+xml",
        f"application/{kind}".encode(),
        parts["[Content_Types].xml"],
    )
    content = packed(parts | {"[Content_Types].xml": types})
    plain, found = receive(source, library), received(content, name=name)

    assert plain.submission == found.submission
    assert ["macros-unread", *codes(plain)] == codes(found)
    assert ["package-macros"] == codes(received(content, name=f"got{source.suffix}"))
