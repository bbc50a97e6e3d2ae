"""XML: entities, encodings, depth and length, and marks that do not belong together."""

import re

from hostile.good import BOOK, BOOK_RELS, CUSTOM, ROOT_RELS, STYLES, TEXTS, TYPES, Good
from hostile.variant import accepted, refused

_ENTITY = '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;&lol;&lol;">]>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def _before_root(file: Good, part: str, declared: str) -> bytes:
    """Put a declaration between the prolog of a part and its first element."""
    return file.changed(
        part,
        lambda xml: re.sub(rb"<(?=[A-Za-z])", lambda _: declared.encode() + b"<", xml, count=1),
    )


@refused("xml-dtd")
def entity_of_a_file(file: Good) -> bytes:
    """Declares an entity that stands for a file of the machine."""
    return _before_root(
        file, file.questions, '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )


@refused("xml-dtd")
def entity_of_an_address(file: Good) -> bytes:
    """Declares an entity that stands for an address on the net."""
    return _before_root(
        file, BOOK_RELS, '<!DOCTYPE x [<!ENTITY % f SYSTEM "http://127.0.0.1:9/x">%f;]>'
    )


@refused("xml-dtd")
def entity_bomb_in_a_sheet(file: Good) -> bytes:
    """Declares entities that grow, in a sheet."""
    return _before_root(file, file.questions, _ENTITY)


@refused("xml-dtd")
def entity_bomb_in_the_workbook(file: Good) -> bytes:
    """Declares entities that grow, in the main part."""
    return _before_root(file, BOOK, _ENTITY)


@refused("xml-dtd")
def entity_bomb_in_the_styles(file: Good) -> bytes:
    """Declares entities that grow, in the styles."""
    return _before_root(file, STYLES, _ENTITY)


@refused("xml-dtd")
def entity_bomb_in_the_types(file: Good) -> bytes:
    """Declares entities that grow, in the types of the parts."""
    return _before_root(file, TYPES, _ENTITY)


@refused("xml-dtd")
def entity_bomb_in_the_relations(file: Good) -> bytes:
    """Declares entities that grow, in the relations of the package."""
    return _before_root(file, ROOT_RELS, _ENTITY)


@refused("xml-dtd")
def entity_bomb_in_the_properties(file: Good) -> bytes:
    """Declares entities that grow, in the properties."""
    return _before_root(file, CUSTOM, _ENTITY)


@refused("xml-dtd")
def harmless_document_type(file: Good) -> bytes:
    """Declares a document type and nothing else."""
    return _before_root(file, BOOK, "<!DOCTYPE workbook>")


@refused("xml-dtd")
def document_type_in_utf_16(file: Good) -> bytes:
    """Hides a document type behind another encoding."""
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><worksheet/>'
    return file.along({file.questions: xml.encode("utf-16")})


@refused("file-damaged")
def tag_left_open(file: Good) -> bytes:
    """Leaves a tag open."""
    return file.replaced(file.questions, "</sheetData>", "")


@refused("file-damaged")
def two_roots(file: Good) -> bytes:
    """Puts a second sheet behind the end of the first."""
    return file.replaced(file.questions, "</worksheet>", "</worksheet><worksheet/>")


@refused("file-damaged")
def text_behind_the_end(file: Good) -> bytes:
    """Writes behind the end of a part."""
    return file.changed(BOOK, lambda xml: xml + b"and more")


@refused("file-damaged")
def attribute_twice(file: Good) -> bytes:
    """Says an attribute twice."""
    return file.cell("answer", '<c r="@" t="str" t="n"><v>Yes</v></c>')


@refused("file-damaged")
def control_character_raw(file: Good) -> bytes:
    """Puts a control character into a text."""
    return file.explained("before\x0bafter")


@refused("file-damaged")
def control_character_referred_to(file: Good) -> bytes:
    """Names a control character by its number."""
    return file.explained("before&#1;after")


@refused("file-damaged")
def half_of_a_character(file: Good) -> bytes:
    """Names half of a character by its number."""
    return file.explained("before&#xD800;after")


@refused("file-damaged")
def entity_nobody_declared(file: Good) -> bytes:
    """Uses an entity that nobody has declared."""
    return file.explained("before&nbsp;after")


@refused("file-damaged")
def bytes_of_another_encoding(file: Good) -> bytes:
    """Puts bytes into a part that are no UTF-8."""
    return file.changed(
        file.questions, lambda xml: xml.replace(b"<sheetData>", b"<a>\xff\xfe</a><sheetData>")
    )


@refused("file-damaged")
def overlong_utf_8(file: Good) -> bytes:
    """Writes a mark in more bytes than it takes."""
    return file.changed(
        file.questions, lambda xml: xml.replace(b"<sheetData>", b"<a>\xc0\xbc</a><sheetData>")
    )


@refused("file-damaged")
def encoding_of_no_program(file: Good) -> bytes:
    """Declares an encoding that nobody knows."""
    prolog = b'<?xml version="1.0" encoding="no-such"?>'
    return file.changed(BOOK, lambda xml: prolog + re.sub(rb"^<\?xml.*?\?>", b"", xml))


@refused("file-damaged")
def no_xml_at_all(file: Good) -> bytes:
    """Puts something else in the place of a sheet."""
    return file.along({file.questions: b"\x00\x01\x02" * 100})


@refused("file-damaged")
def empty_part(file: Good) -> bytes:
    """Puts nothing in the place of a sheet."""
    return file.along({file.questions: b""})


@accepted()
def two_hundred_thousand_deep(file: Good) -> bytes:
    """Puts elements within each other, two hundred thousand deep."""
    return file.after("<a>" * 200_000 + "</a>" * 200_000)


@accepted()
def attribute_of_megabytes(file: Good) -> bytes:
    """Writes an attribute of two megabytes, which costs some parsers half a minute."""
    long = "".join(map(str, range(330_000)))
    return file.replaced(file.questions, "<sheetData>", f'<a b="{long}"/><sheetData>')


@accepted()
def thousands_of_attributes(file: Good) -> bytes:
    """Gives one element twenty thousand attributes."""
    many = "".join(f' a{number}="{number}"' for number in range(20_000))
    return file.after(f"<a{many}/>")


@accepted()
def sheet_in_utf_16(file: Good) -> bytes:
    """Saves a sheet in UTF-16, as XML allows."""
    return file.changed(
        file.questions,
        lambda xml: xml.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16"),
    )


@accepted()
def mark_of_utf_8(file: Good) -> bytes:
    """Puts a byte-order mark in front of a sheet."""
    return file.changed(file.questions, lambda xml: b"\xef\xbb\xbf" + xml)


@accepted()
def strict_namespace(file: Good) -> bytes:
    """Saves a sheet as strict Office Open XML."""
    return file.replaced(file.questions, _MAIN, _STRICT)


@accepted()
def prefixed_names(file: Good) -> bytes:
    """Gives all names of a sheet a prefix."""

    def prefix(xml: bytes) -> bytes:
        named = re.sub(rb"<(/?)(?=[A-Za-z])(?![A-Za-z0-9]+:)", rb"<\1p:", xml)
        return named.replace(b" xmlns=", b" xmlns:p=", 1)

    return file.changed(file.questions, prefix)


@accepted(answer="Yes")
def comment_within_a_value(file: Good) -> bytes:
    """Writes a comment of XML within a value."""
    return file.cell("answer", '<c r="@" t="str"><v>Y<!-- n -->es</v></c>')


@accepted(answer="Yes")
def section_of_characters(file: Good) -> bytes:
    """Writes a value as a section of characters."""
    return file.cell("answer", '<c r="@" t="str"><v><![CDATA[Yes]]></v></c>')


@accepted(explanation="a < b & c")
def section_of_marks(file: Good) -> bytes:
    """Writes marks of XML as a section of characters."""
    return file.cell(
        "explanation", '<c r="@" t="str"><v><![CDATA[a < b ]]>&amp;<![CDATA[ c]]></v></c>'
    )


@accepted(answer="Yes")
def numbered_characters(file: Good) -> bytes:
    """Writes every letter by its number."""
    return file.answered("&#89;&#x65;&#115;")


@accepted()
def cells_within_a_comment(file: Good) -> bytes:
    """Hides cells in a comment of XML."""
    place = file.places["answer"]
    hidden = f'<!--<row r="5"><c r="{place}" t="str"><v>Yes</v></c></row>-->'
    return file.replaced(file.questions, "<sheetData>", f"<sheetData>{hidden}")


@accepted()
def instruction_for_a_program(file: Good) -> bytes:
    """Writes an instruction for a program, which nobody follows."""
    return _before_root(file, file.questions, '<?xml-stylesheet href="http://127.0.0.1:9/x"?>')


@refused("xml-dtd")
def entity_bomb_in_the_texts(file: Good) -> bytes:
    """Declares entities that grow, in the shared texts."""
    old = file.parts.get(TEXTS)
    if old is not None:
        return _before_root(file, TEXTS, _ENTITY)
    return file.hung("sharedStrings", "sharedStrings.xml", f"{_ENTITY}<sst/>".encode())
