"""Takes the password off an Office file, with the help of msoffcrypto-tool where that is installed.

What is inside is not looked at here: it goes the way of every file, through the guard of `archive`.
"""

import importlib
import importlib.util
import io
import struct
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from secself.opc.recognise import is_protected
from secself.problems import NotAWorkbook, SecselfError, read_failed

__all__ = ["is_protected", "opened", "unlocked"]

Attempt = Callable[[bytes, str, str | None], bytes | None]
"""Gives what is inside a file that a password opens; None if it opens nothing."""

MOST_TRIES = 20
"""So many passwords are tried on a file."""
_MOST_SPINS = 1_000_000
"""Office hashes a password 100,000 times; a file that asks for far more is made to be slow."""
_HEADER = struct.Struct("<H12xI24xI")
"""Of the container's header: the size of sectors, how many list the others, and lists of these."""
_HEADER_AT = 30
_SHIFTS = (9, 12)
_ENTRIES = 4
"""Bytes of an entry that lists a sector."""
_SLACK = 4
_STREAMS = ("EncryptionInfo", "EncryptedPackage")
_UNPROTECTED = "Save it without a password, and send it by a way that keeps it confidential."


class _Container(Protocol):
    def get_size(self, filename: str) -> int: ...


class _OfficeFile(Protocol):
    file: _Container
    info: Mapping[str, object]

    def load_key(self, *, password: str, verify_password: bool) -> None: ...

    def decrypt(self, outfile: io.BytesIO) -> None: ...


def opened(data: bytes, password: str, file: str | None) -> bytes | None:
    """Try one password; None if it is another."""
    # The tool takes longer to load than most files to read, and few files are protected.
    tool = importlib.import_module("msoffcrypto.format.ooxml")
    wrong = importlib.import_module("msoffcrypto.exceptions").InvalidKeyError
    olefile = importlib.import_module("olefile")
    _check_container(data, file)
    try:
        _check_streams(olefile.OleFileIO(io.BytesIO(data)), len(data), file)
        office: _OfficeFile = tool.OOXMLFile(io.BytesIO(data))
        _check_spins(office.info, file)
        # An empty password is none to the tool, and opens nothing that Office writes.
        if not password:
            return None
        office.load_key(password=password, verify_password=True)
        inside = io.BytesIO()
        office.decrypt(inside)
    except SecselfError:
        raise
    except wrong:
        return None
    except Exception as error:  # it reads bytes of anybody, and says in many ways that it cannot
        raise _unknown(file) from error
    return inside.getvalue()


def unlocked(
    data: bytes,
    passwords: Iterable[str],
    file: str | None = None,
    attempt: Attempt = opened,
) -> bytes:
    """Give the file inside a protected one; refuse it where no password opens it.

    Each password is tried by the attempt, which may look at the bytes in a safer place.
    """
    if importlib.util.find_spec("msoffcrypto") is None:
        raise _without_tool(file)
    tried = 0
    for password in passwords:
        if tried == MOST_TRIES:
            break
        tried += 1
        found = attempt(data, password, file)
        if found is not None:
            return found
    raise _wrong(tried, file) if tried else _without_password(file)


def _check_container(data: bytes, file: str | None) -> None:
    """Refuse a container whose lists of sectors claim more than the file can hold."""
    if len(data) < _HEADER_AT + _HEADER.size:
        raise _unknown(file)
    shift, lists, lists_of_lists = _HEADER.unpack_from(data, _HEADER_AT)
    if shift not in _SHIFTS:
        raise _unknown(file)
    sectors = len(data) >> shift
    most = sectors * _ENTRIES // (1 << shift) + _SLACK
    if lists > most or lists_of_lists > most:
        raise _unknown(file)


def _check_streams(container: _Container, size: int, file: str | None) -> None:
    if any(container.get_size(name) > size for name in _STREAMS):
        raise _unknown(file)


def _check_spins(info: Mapping[str, object], file: str | None) -> None:
    spins = info.get("spinValue", 0)
    if not isinstance(spins, int) or spins > _MOST_SPINS:
        raise _unknown(file)


def _without_password(file: str | None) -> NotAWorkbook:
    return _refusal(
        "file-encrypted",
        "The file is protected by a password, so nothing in it can be read.",
        "Put the password into a file, and name that with --password-file; or save the workbook "
        "without a password.",
        file,
    )


def _without_tool(file: str | None) -> NotAWorkbook:
    return _refusal(
        "file-encrypted",
        "The file is protected by a password, and what opens such files is not installed.",
        "Run “pip install secself[password]”, and try again; or save the file without a password.",
        file,
    )


def _wrong(tried: int, file: str | None) -> NotAWorkbook:
    what = "The password does not open the file."
    if tried > 1:
        what = f"None of the {tried} passwords that were tried opens the file."
    remedy = "Check it with whoever sent the file; capitals and spaces count."
    return _refusal("password-wrong", what, remedy, file)


def _unknown(file: str | None) -> NotAWorkbook:
    return _refusal(
        "encryption-unknown",
        "The file is protected in a way that is not known here, or it is damaged.",
        _UNPROTECTED,
        file,
    )


def _refusal(code: str, what: str, remedy: str, file: str | None) -> NotAWorkbook:
    return NotAWorkbook(read_failed(code, what, remedy, file))
