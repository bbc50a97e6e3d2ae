"""The container: what is no package, and packages that lie about what they hold."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

import docx

from hostile.good import BOOK, BOOK_RELS, STYLES, TYPES, Good, zipped
from hostile.variant import accepted, refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_CENTRAL, _LOCAL, _END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


def _central(content: bytes, name: str) -> int:
    """Find the directory's line of a part."""
    place = content.index(name.encode(), content.index(_CENTRAL))
    return place - 46


def _patched(content: bytes, place: int, layout: str, value: int) -> bytes:
    """Change a number at a place."""
    size = struct.calcsize(layout)
    return content[:place] + struct.pack(layout, value) + content[place + size :]


def _named(file: Good, name: str) -> bytes:
    """Add a part of this name, as it stands in the directory and before the entry."""
    placeholder = "#" * len(name.encode())
    return file.along({placeholder: b"x"}).replace(placeholder.encode(), name.encode())


def _written(file: Good, add: Callable[[zipfile.ZipFile], object]) -> bytes:
    """Add what a careful library would warn of."""
    made = io.BytesIO(zipped(file.parts))
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as archive:
        warnings.simplefilter("ignore")
        add(archive)
    return made.getvalue()


@refused("file-empty")
def nothing_at_all(_: Good) -> bytes:
    """Sends a file of no bytes."""
    return b""


@refused("file-empty")
def only_spaces(_: Good) -> bytes:
    """Sends a file of spaces."""
    return b" \r\n\t" * 100


@refused("file-damaged")
def cut_in_half(file: Good) -> bytes:
    """Cuts the file in half."""
    return file.content[: len(file.content) // 2]


@refused("file-damaged")
def tail_missing(file: Good) -> bytes:
    """Leaves out the last ten bytes."""
    return file.content[:-10]


@refused("file-damaged")
def first_bytes_alone(_: Good) -> bytes:
    """Sends only the mark with which a package begins."""
    return _LOCAL


@refused("file-damaged")
def zeros_in_the_middle(file: Good) -> bytes:
    """Overwrites the middle of a part with zeros."""
    content = zipped(file.parts)
    place = content.index(b"<sheetData>")
    return content[:place] + bytes(400) + content[place + 400 :]


@refused("file-damaged")
def digest_wrong(file: Good) -> bytes:
    """Changes a byte of a part and keeps its digest."""
    return zipped(file.parts).replace(b"<sheetData>", b"<sheetdata>", 1)


@refused("file-damaged")
def inflated_garbage(file: Good) -> bytes:
    """Says that a stored part is deflated."""
    content = zipped(file.parts)
    return _patched(content, _central(content, BOOK) + 10, "<H", zipfile.ZIP_DEFLATED)


@refused("file-is-html")
def web_page(_: Good) -> bytes:
    """Sends the page of a sign-in under the name of the workbook."""
    return b"<!DOCTYPE html><html><body>Sign in</body></html>"


@refused("file-is-pdf")
def printed(_: Good) -> bytes:
    """Sends a PDF under the name of the workbook."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"


@refused("file-is-text")
def delimited_text(_: Good) -> bytes:
    """Sends a table as text."""
    return b"Ref,Answer\r\nQ01.1,Yes\r\n"


@refused("file-not-office")
def picture(_: Good) -> bytes:
    """Sends a picture."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100)


@refused("file-not-office")
def other_compression(_: Good) -> bytes:
    """Sends what another program has compressed."""
    return b"\x1f\x8b\x08\x00" + zlib.compress(b"x" * 1000)


@refused("file-encrypted")
def behind_a_password(_: Good) -> bytes:
    """Protects the file by a password."""
    return _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512)


@refused("file-old-xls")
def old_workbook(_: Good) -> bytes:
    """Sends a workbook of the old kind."""
    return _OLE + "Workbook".encode("utf-16-le") + bytes(512)


@refused("file-old-doc")
def old_document(_: Good) -> bytes:
    """Sends a document of the old kind."""
    return _OLE + "WordDocument".encode("utf-16-le") + bytes(512)


@refused("file-is-ods")
def open_document(_: Good) -> bytes:
    """Sends a spreadsheet of the OpenDocument kind."""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": b"<office:document-content/>"})


@refused("file-not-office")
def other_zip(_: Good) -> bytes:
    """Sends a zip file of something else."""
    return zipped({"readme.txt": b"hello"})


@refused("file-not-office")
def packed_again(file: Good) -> bytes:
    """Puts the workbook into a zip file."""
    return zipped({"answers.xlsx": file.content})


@refused("file-misnamed")
def word_document(_: Good) -> bytes:
    """Sends a Word document under the name of a workbook."""
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


@refused("package-duplicate")
def sheet_twice(file: Good) -> bytes:
    """Packs the sheet of answers twice."""
    return _written(file, lambda archive: archive.writestr(file.questions, "<worksheet/>"))


@refused("package-duplicate")
def sheet_twice_but_for_case(file: Good) -> bytes:
    """Packs the sheet of answers twice, under names that differ in capitals."""
    return _written(file, lambda archive: archive.writestr(file.questions.upper(), "<worksheet/>"))


@refused("package-overlap")
def zip_before_zip(file: Good) -> bytes:
    """Puts another whole package in front."""
    return zipped({"a": b"b"}) + file.content


@refused("package-overlap")
def entry_over_the_next(file: Good) -> bytes:
    """Lets a part reach into the one behind it, as small files do that grow without end."""
    content = zipped(file.parts)
    place = content.index(_CENTRAL) + 20
    return _patched(content, place, "<L", struct.unpack_from("<L", content, place)[0] + 100)


@refused("package-bad-name")
def entries_share_bytes(file: Good) -> bytes:
    """Lets two lines of the directory point to the same bytes."""
    content = zipped({**file.parts, "a.xml": b"<a/>", "b.xml": b"<a/>"})
    place = struct.unpack_from("<L", content, content.rindex(b"a.xml") - 46 + 42)[0]
    return _patched(content, content.rindex(b"b.xml") - 46 + 42, "<L", place)


@refused("package-bad-name")
def names_differ(file: Good) -> bytes:
    """Gives a part another name in front of it than in the directory."""
    content = zipped(file.parts)
    place = struct.unpack_from("<L", content, _central(content, STYLES) + 42)[0] + 30
    return content[:place] + b"XL" + content[place + 2 :]


@refused("package-bad-name")
def up_and_away(file: Good) -> bytes:
    """Names a part so that it would land outside the folder."""
    return _named(file, "../../../../etc/cron.d/x")


@refused("package-bad-name")
def from_the_root(file: Good) -> bytes:
    """Names a part from the root of the disk."""
    return _named(file, "/etc/passwd")


@refused("package-bad-name")
def onto_a_drive(file: Good) -> bytes:
    """Names a part as Windows names a drive."""
    return _named(file, "C:/windows/x.exe")


@refused("package-bad-name")
def backslashes(file: Good) -> bytes:
    """Names a part with backslashes."""
    return _named(file, "..\\..\\x.exe")


@refused("package-bad-name")
def line_in_a_name(file: Good) -> bytes:
    """Puts a line break and the start of a terminal sequence into a name."""
    return _named(file, "a\n\x1b[2Jb")


@refused("package-bad-name")
def nul_in_a_name(file: Good) -> bytes:
    """Puts a NUL into a name."""
    return _named(file, "xl/a\x00.xml")


@refused("package-bad-name")
def turned_name(file: Good) -> bytes:
    """Turns a name round with a mark for writing from right to left."""
    return file.along({"xl/\u202elmx.exe": b"x"})


@refused("package-bad-name")
def symbolic_link(file: Good) -> bytes:
    """Packs a link to a file of the machine."""
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    return _written(file, lambda archive: archive.writestr(link, "/etc/passwd"))


@refused("file-encrypted")
def encrypted_entry(file: Good) -> bytes:
    """Marks a part as encrypted."""
    content = zipped(file.parts)
    return _patched(content, _central(content, BOOK) + 8, "<H", 1)


@refused("package-method")
def method_of_no_program(file: Good) -> bytes:
    """Says that a part is packed by a method that no Office program uses."""
    content = zipped(file.parts)
    return _patched(content, _central(content, BOOK) + 10, "<H", 99)


@refused("package-method")
def packed_by_bzip2(file: Good) -> bytes:
    """Packs a part by a method that Python knows and Office does not."""
    add = ("extra.xml", "<a/>", zipfile.ZIP_BZIP2)
    return _written(file, lambda archive: archive.writestr(*add))


@refused("package-bomb")
def declared_huge(file: Good) -> bytes:
    """Declares a part of four gigabytes."""
    content = zipped(file.parts)
    return _patched(content, _central(content, BOOK) + 24, "<L", 0xFFFFFFF0)


@refused("file-damaged")
def declared_small(file: Good) -> bytes:
    """Declares a part smaller than it is."""
    content = zipped(file.parts)
    return _patched(content, _central(content, BOOK) + 24, "<L", 10)


@refused("file-damaged")
def entry_beyond_the_end(file: Good) -> bytes:
    """Lets the directory point behind the end of the file."""
    content = zipped(file.parts)
    return _patched(content, _central(content, BOOK) + 42, "<L", 0xFFFFFF)


@refused("file-damaged")
def directory_elsewhere(file: Good) -> bytes:
    """Says that the directory stands behind the end of the file."""
    content = zipped(file.parts)
    return _patched(content, content.rindex(_END) + 16, "<L", 0xFFFFFF0)


@refused("package-parts")
def thousands_of_parts(file: Good) -> bytes:
    """Packs three thousand empty parts."""
    return file.along({f"xl/media/{number}.bin": b"" for number in range(3000)})


@accepted()
def zip_within(file: Good) -> bytes:
    """Packs a zip file of zip files, which nobody opens."""
    inner = zipped({"a": b"x" * 1000})
    for _ in range(5):
        inner = zipped({f"{number}.zip": inner for number in range(3)})
    return file.along({"xl/media/image1.bin": inner})


@accepted()
def remark_behind_the_directory(file: Good) -> bytes:
    """Leaves a remark at the end of the package."""
    made = io.BytesIO(zipped(file.parts))
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = b"Made by a program that says so."
    return made.getvalue()


@accepted()
def parts_in_the_opposite_order(file: Good) -> bytes:
    """Packs the parts in the opposite order."""
    return zipped(dict(reversed(file.parts.items())))


@accepted()
def folders_of_their_own(file: Good) -> bytes:
    """Packs the folders as entries of their own, as a person does who zips it again."""
    return zipped({"xl/": b"", "xl/worksheets/": b"", **file.parts})


@refused("package-macros")
def macros_behind_the_name(file: Good) -> bytes:
    """Packs a program under a name that says there are none."""
    return file.along({"xl/vbaProject.bin": _OLE})


@refused("package-macros")
def macros_in_capitals(file: Good) -> bytes:
    """Packs a program under a name in capitals."""
    return file.along({"XL/VBAPROJECT.BIN": _OLE})


@refused("package-macros")
def macro_workbook_renamed(file: Good) -> bytes:
    """Renames a workbook with macros."""
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return file.replaced(TYPES, plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")


@refused("file-is-xlsb")
def binary_workbook(file: Good) -> bytes:
    """Says that the main part is of the binary kind."""
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return file.replaced(TYPES, plain, "application/vnd.ms-excel.sheet.binary.macroEnabled.main")


@refused("file-not-office")
def slides(file: Good) -> bytes:
    """Says that the main part holds slides."""
    plain = "spreadsheetml.sheet.main+xml"
    return file.replaced(TYPES, plain, "presentationml.presentation.main+xml")


@refused("file-damaged")
def types_missing(file: Good) -> bytes:
    """Leaves out what says of which types the parts are."""
    return file.without(TYPES)


@refused("file-not-office")
def relations_missing(file: Good) -> bytes:
    """Leaves out what says which part is the main one."""
    return file.without("_rels/.rels")


@refused("file-damaged")
def relations_of_the_workbook_missing(file: Good) -> bytes:
    """Leaves out what says which parts are the sheets."""
    return file.without(BOOK_RELS)
