"""Guards the zip file: its directory is checked whole before anything in it is inflated.

Sizes are counted while inflating; what the file declares of itself is not believed.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from secself.opc.limits import Limits, lift
from secself.problems import NotAWorkbook, read_failed

_SEND_AGAIN = "Open it in the program it was made with, save it again, and send that."
_LOCAL = struct.Struct("<4s5H3L2H")
"""The fixed part of the header before each entry: signature, numbers, lengths of name and rest."""
_IS_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
    OverflowError,
    EOFError,
    IndexError,
    struct.error,
)
"""What the directory of a damaged or hostile zip file can raise."""


_PICTURES = "Remove pictures and sheets that are not part of it."
_RATIO_FROM = 1 << 20
_SHOWN = 60
_PACKED, _PIECE = 1 << 14, 1 << 18
"""How many bytes are inflated at a time, and at most to how many."""


class Archive:
    """The entries of a zip file that has passed the guard."""

    def __init__(self, data: bytes, file: str | None, limits: Limits) -> None:
        """Check the whole directory; raise `NotAWorkbook` for the first thing that is not right."""
        self.file = file
        self._bytes = data
        self._limits = limits
        self._inflated = 0
        if len(data) > limits.file:
            raise self._refusal(
                "file-too-big", f"The file has {len(data):,} bytes.", f"{_PICTURES} {lift('file')}"
            )
        entries = self._directory()
        self._check_names(entries)
        self._starts = self._check_places(entries)
        self.names = {entry.filename: entry for entry in entries if not entry.is_dir()}

    def _refusal(self, code: str, what: str, remedy: str = _SEND_AGAIN) -> NotAWorkbook:
        return NotAWorkbook(read_failed(code, what, remedy, self.file))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Inflate one entry piece by piece, never beyond the limits, and check its digest.

        Only whoever takes all pieces has what was packed.
        """
        entry = self.names[name]
        start = self._starts[name]
        packed = memoryview(self._bytes)[start : start + entry.compress_size]
        limit, most = self._most(entry)
        size = digest = 0
        is_deflated = entry.compress_type == zipfile.ZIP_DEFLATED
        pieces = self._inflate(name, packed) if is_deflated else iter((bytes(packed),))
        for piece in pieces:
            size += len(piece)
            if size > most:
                raise self._refusal(
                    "package-bomb",
                    f"“{_shown(name)}” in the file grows beyond {most:,} bytes when it is "
                    "unpacked.",
                    f"{_SEND_AGAIN} {lift(limit)}",
                )
            digest = zlib.crc32(piece, digest)
            yield piece
        self._inflated += size
        # Programs that believe another size would read another part.
        if digest != entry.CRC or size != entry.file_size:
            raise self._damaged(name)

    def _most(self, entry: zipfile.ZipInfo) -> tuple[str, int]:
        """Give how far a part may grow, and by which limit."""
        limits = self._limits
        most = {
            "part": limits.part,
            "total": max(0, limits.total - self._inflated),
            "ratio": max(_RATIO_FROM, entry.compress_size * limits.ratio),
        }
        limit = min(most, key=most.__getitem__)
        return limit, most[limit]

    def _inflate(self, name: str, packed: memoryview) -> Iterator[bytes]:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for begin in range(0, len(packed), _PACKED):
                rest: memoryview | bytes = packed[begin : begin + _PACKED]
                while rest and not stream.eof:
                    yield stream.decompress(rest, _PIECE)
                    rest = stream.unconsumed_tail
            yield stream.flush()
        except zlib.error as error:
            raise self._damaged(name) from error
        if not stream.eof:
            raise self._damaged(name)

    def _damaged(self, name: str) -> NotAWorkbook:
        return self._refusal("file-damaged", f"“{_shown(name)}” in the file is damaged.")

    def _cut_off(self) -> NotAWorkbook:
        return self._refusal("file-damaged", "The file is cut off or damaged.")

    def _directory(self) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(io.BytesIO(self._bytes)) as archive:
                entries = archive.infolist()
        except _UNREADABLE as error:
            raise self._cut_off() from error
        if len(entries) > self._limits.parts:
            what = f"The file is made of {len(entries):,} parts."
            raise self._refusal("package-parts", what, f"{_SEND_AGAIN} {lift('parts')}")
        if sum(entry.file_size for entry in entries) > self._limits.total:
            what = "The file is far too large once it is unpacked."
            raise self._refusal("package-bomb", what, f"{_SEND_AGAIN} {lift('total')}")
        for entry in entries:
            self._check_method(entry)
        return entries

    def _check_method(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _IS_ENCRYPTED:
            raise self._refusal(
                "file-encrypted",
                f"“{_shown(entry.filename)}” in the file is encrypted.",
                "Save the file without a password.",
            )
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._refusal(
                "package-method",
                f"“{_shown(entry.filename)}” is packed in a way (number {entry.compress_type}) "
                "that no spreadsheet program uses.",
            )

    def _check_names(self, entries: list[zipfile.ZipInfo]) -> None:
        seen: set[str] = set()
        for entry in entries:
            if _is_bad_name(entry):
                raise self._refusal(
                    "package-bad-name",
                    f"The file has a part named “{_shown(entry.orig_filename)}”.",
                )
            folded = entry.filename.casefold()
            if folded in seen:
                raise self._refusal(
                    "package-duplicate",
                    f"The file has two parts named “{_shown(entry.filename)}”, "
                    "so different programs would see different content.",
                )
            seen.add(folded)

    def _check_places(self, entries: list[zipfile.ZipInfo]) -> dict[str, int]:
        """Find where each entry's bytes begin, and see that they stand one after the other."""
        starts: dict[str, int] = {}
        end = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            start = self._start(entry)
            if entry.header_offset < end or (end == 0 and entry.header_offset != 0):
                raise self._refusal(
                    "package-overlap", "Parts of the file overlap, or something is hidden."
                )
            starts[entry.filename] = start
            end = start + entry.compress_size
        if end > len(self._bytes):
            raise self._cut_off()
        return starts

    def _start(self, entry: zipfile.ZipInfo) -> int:
        try:
            header = _LOCAL.unpack_from(self._bytes, entry.header_offset)
        except (struct.error, ValueError) as error:
            raise self._cut_off() from error
        begin = entry.header_offset + _LOCAL.size
        name = self._bytes[begin : begin + header[9]]
        if header[0] != b"PK\x03\x04":
            raise self._cut_off()
        if name.decode("utf-8", "replace") != entry.orig_filename and not _is_same(name, entry):
            raise self._refusal(
                "package-bad-name",
                f"The part “{_shown(entry.filename)}” has another name in front of it.",
            )
        return int(begin + header[9] + header[10])


def _is_same(name: bytes, entry: zipfile.ZipInfo) -> bool:
    return name.decode("cp437") == entry.orig_filename


def _is_bad_name(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    return (
        not name
        or name.startswith("/")
        or "\\" in name
        or ".." in name.split("/")
        or not name.isprintable()
        or _DRIVE.match(name) is not None
        or stat.S_ISLNK(entry.external_attr >> 16)
    )


def _shown(name: str) -> str:
    shown = "".join(mark if mark.isprintable() else "?" for mark in name)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
