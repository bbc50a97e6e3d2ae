"""Pins notes and threads to the cells of a workbook, part by part, as Excel stores them."""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from packages import packed, unpacked

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LATER = "http://schemas.microsoft.com/office/2017/10/relationships"
EXPLAINED = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; "
    "however, any edits to it will get removed if the file is opened in a newer version of Excel. "
    "Learn more: https://go.microsoft.com/fwlink/?linkid=870924\n\n"
)
"""What Excel writes before a thread in the note beside it."""


def guid(name: str) -> str:
    """Make an id as Excel writes them."""
    return f"{{{uuid.uuid5(uuid.NAMESPACE_URL, name)}}}".upper()


@dataclass
class Entry:
    """One entry of a thread."""

    cell: str
    text: str
    by: str = "Ana Reviewer"
    at: str = "2026-03-01T10:00:00.00"
    id: str = ""
    answers: str = ""
    done: str = ""

    def xml(self) -> str:
        """Write it as Excel does."""
        more = f' parentId="{guid(self.answers)}"' if self.answers else ""
        more += f' done="{self.done}"' if self.done else ""
        return (
            f'<threadedComment ref="{self.cell}" dT={quoteattr(self.at)} '
            f'personId="{guid(self.by)}" id="{guid(self.id or self.text)}"{more}>'
            f"<text>{escape(self.text)}</text></threadedComment>"
        )


@dataclass
class Pins:
    """What is to hang on one sheet."""

    threads: list[Entry] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """Cell, author and text of each note."""
    mirrored: bool = True
    """Whether each thread has the note that Excel writes beside it."""

    def all_notes(self) -> list[tuple[str, str, str]]:
        """Give the notes with those beside threads."""
        roots = [each for each in self.threads if not each.answers and self.mirrored]
        return [
            *self.notes,
            *((one.cell, f"tc={guid(one.id or one.text)}", self._beside(one)) for one in roots),
        ]

    def _beside(self, root: Entry) -> str:
        replies = [each.text for each in self.threads if each.answers == (root.id or root.text)]
        return EXPLAINED + "\n".join(
            [f"Comment:\n    {root.text}", *(f"Reply:\n    {text}" for text in replies)]
        )


def notes_xml(notes: Iterable[tuple[str, str, str]]) -> str:
    """Write the part of notes."""
    listed = list(notes)
    authors = list(dict.fromkeys(author for _, author, _ in listed))
    names = "".join(f"<author>{escape(author)}</author>" for author in authors)
    each = "".join(
        f'<comment ref="{cell}" authorId="{authors.index(author)}" shapeId="0"><text>'
        f'<t xml:space="preserve">{escape(text)}</t></text></comment>'
        for cell, author, text in listed
    )
    listed_all = f"<authors>{names}</authors><commentList>{each}</commentList>"
    return f'<comments xmlns="{MAIN}">{listed_all}</comments>'


def threads_xml(entries: Iterable[Entry]) -> str:
    """Write the part of threads."""
    each = "".join(entry.xml() for entry in entries)
    return f'<ThreadedComments xmlns="{THREADS}" xmlns:x="{MAIN}">{each}</ThreadedComments>'


def people_xml(names: Iterable[str]) -> str:
    """Write the part of people."""
    each = "".join(
        f'<person displayName={quoteattr(name)} id="{guid(name)}" userId={quoteattr(name)} '
        'providerId="None"/>'
        for name in names
    )
    return f'<personList xmlns="{THREADS}" xmlns:x="{MAIN}">{each}</personList>'


def pin(content: bytes, pins: Mapping[str, Pins], *, people: bool = True) -> bytes:
    """Hang notes and threads on sheets, by the sheets' names."""
    parts = unpacked(content)
    writers: set[str] = set()
    for number, (sheet, hung) in enumerate(pins.items(), 1):
        part = sheet_part(parts, sheet)
        if notes := hung.all_notes():
            parts[f"xl/comments{number}.xml"] = notes_xml(notes).encode()
            relate(parts, part, f"{OFFICE}/comments", f"/xl/comments{number}.xml")
        if hung.threads:
            name = f"xl/threadedComments/threadedComment{number}.xml"
            parts[name] = threads_xml(hung.threads).encode()
            relate(parts, part, f"{LATER}/threadedComment", f"/{name}")
            writers |= {entry.by for entry in hung.threads}
    if writers and people:
        parts["xl/persons/person.xml"] = people_xml(sorted(writers)).encode()
        relate(parts, "xl/workbook.xml", f"{LATER}/person", "persons/person.xml")
    return packed(parts)


def sheet_part(parts: Mapping[str, bytes], sheet: str) -> str:
    """Find the part of a sheet."""
    book = parts["xl/workbook.xml"].decode()
    relation = re.search(rf'<sheet [^>]*name="{re.escape(sheet)}"[^>]*r:id="(\w+)"', book)[1]
    related = parts["xl/_rels/workbook.xml.rels"].decode()
    found = next(
        tag for tag in re.findall(r"<Relationship [^>]*>", related) if f'"{relation}"' in tag
    )
    target = re.search(r'Target="([^"]+)"', found)[1]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def relate(parts: dict[str, bytes], part: str, kind: str, target: str) -> None:
    """Let a part point to another."""
    folder, _, name = part.rpartition("/")
    source = f"{folder}/_rels/{name}.rels"
    listed = parts.get(
        source,
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>",
    )
    number = listed.count(b"<Relationship ")
    added = f'<Relationship Id="rIdPin{number}" Type="{kind}" Target="{target}"/></Relationships>'
    parts[source] = listed.replace(b"</Relationships>", added.encode())
