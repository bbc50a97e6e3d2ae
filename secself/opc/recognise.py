"""Knows by its first bytes what a file is that is no Office Open XML package."""

from secself.problems import NotAWorkbook, read_failed

ZIP = b"PK\x03\x04"
"""How every package begins."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it in your spreadsheet or word processor and save it as .xlsx or .docx."
_SEND_AGAIN = "Ask for the file to be sent again, or save it again in the program it was made with."
_HEAD = 2048
_BEGINNINGS = (
    (
        (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<div", b"<meta"),
        "file-is-html",
        "This is a web page, not a workbook or document.",
    ),
    ((b"%pdf",), "file-is-pdf", "This is a PDF file, not a workbook or document."),
    ((b"pk",), "file-damaged", "The file is an empty or damaged package."),
)


def refuse_foreign(data: bytes, file: str | None) -> None:
    """Raise `NotAWorkbook` with one clear sentence unless the bytes begin as a package does."""
    if data.startswith(ZIP):
        return
    code, what, remedy = _told_apart(data)
    raise NotAWorkbook(read_failed(code, what, remedy, file))


def _told_apart(data: bytes) -> tuple[str, str, str]:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        return "file-empty", "The file is empty.", _SEND_AGAIN
    if data.startswith(_OLE):
        return _compound(data)
    for beginnings, code, what in _BEGINNINGS:
        if head.lower().startswith(beginnings):
            return code, what, _SAVE_AS
    if _is_text(head):
        return (
            "file-is-text",
            "This is plain text, such as CSV, not a workbook or document.",
            "Fill in the workbook that was sent to you; text alone lacks what tells rows apart.",
        )
    return (
        "file-not-office",
        "This is no workbook or document of the .xlsx or .docx kind.",
        _SAVE_AS,
    )


def is_protected(data: bytes) -> bool:
    """Tell whether bytes are an Office file behind a password; the names in it are UTF-16."""
    return data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data


def _compound(data: bytes) -> tuple[str, str, str]:
    """Tell apart what Office keeps in its older container; the names in it are UTF-16."""
    if is_protected(data):
        return (
            "file-encrypted",
            "The file is protected by a password, so nothing in it can be read.",
            "Save it without a password, and send it by a way that keeps it confidential.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        return "file-old-doc", "This is a document of the old .doc kind.", _SAVE_AS
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "file-old-xls", "This is a workbook of the old .xls kind.", _SAVE_AS
    return "file-not-office", "This is an older Office file of an unknown kind.", _SAVE_AS


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < ord(" ") and byte not in b"\t\n\r\f" for byte in head)
