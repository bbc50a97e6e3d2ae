"""Structure: parts that hang together otherwise, point elsewhere, or run something."""

import re

from hostile.good import BOOK, BOOK_RELS, CUSTOM, LINK, ROOT_RELS, STYLES, TEXTS, Good
from hostile.variant import accepted, refused


@refused("file-damaged")
def sheet_that_is_not_there(file: Good) -> bytes:
    """Leaves the sheet of answers out of the package."""
    return file.without(file.questions)


@refused("too-many-sheets")
def no_sheets(file: Good) -> bytes:
    """Lists no sheet at all."""
    return file.changed(BOOK, lambda xml: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", xml))


@refused("file-damaged")
def sheet_without_a_relation(file: Good) -> bytes:
    """Lists a sheet that points nowhere."""
    return file.changed(BOOK, lambda xml: re.sub(rb' r:id="[^"]*"', b"", xml, count=1))


@refused("file-damaged")
def sheet_outside_the_package(file: Good) -> bytes:
    """Lets a sheet point to an address on the net."""
    name = file.questions.removeprefix("xl/")
    return file.changed(
        BOOK_RELS,
        lambda xml: re.sub(
            rb'Target="[^"]*' + name.encode() + b'"',
            b'Target="http://127.0.0.1:9/sheet.xml" TargetMode="External"',
            xml,
        ),
    )


@refused("file-damaged")
def sheet_above_the_package(file: Good) -> bytes:
    """Lets a sheet point to a file of the machine."""
    name = file.questions.removeprefix("xl/")
    return file.changed(
        BOOK_RELS,
        lambda xml: re.sub(
            rb'Target="[^"]*' + name.encode() + b'"', b'Target="../../../../etc/passwd"', xml
        ),
    )


@refused("sheets-disagree")
def sheet_listed_twice(file: Good) -> bytes:
    """Lists a changed copy of the sheet of answers beside the sheet itself."""
    copy = file.with_cell("answer", '<c r="@" t="str"><v>Not known</v></c>')(
        file.parts[file.questions]
    )
    rel = f'<Relationship Id="rX" Type="{LINK}/worksheet" Target="worksheets/other.xml"/>'
    first = file.with_cell("answer", '<c r="@" t="str"><v>Yes</v></c>')(file.parts[file.questions])
    return file.along(
        {
            file.questions: first,
            "xl/worksheets/other.xml": copy,
            BOOK: file.parts[BOOK].replace(
                b"</sheets>", b'<sheet name="Copy" sheetId="77" r:id="rX"/></sheets>'
            ),
            BOOK_RELS: file.parts[BOOK_RELS].replace(
                b"</Relationships>", f"{rel}</Relationships>".encode()
            ),
        }
    )


@refused("file-not-office")
def main_part_outside(file: Good) -> bytes:
    """Says that the main part stands at an address on the net."""
    return file.changed(
        ROOT_RELS,
        lambda xml: re.sub(
            rb'Target="/?xl/workbook.xml"',
            b'Target="http://127.0.0.1:9/workbook.xml" TargetMode="External"',
            xml,
        ),
    )


@refused("package-macros")
def sheet_of_macros(file: Good) -> bytes:
    """Hangs a sheet of old macros on the workbook."""
    return file.hung("xlMacrosheet", "macrosheets/sheet1.xml", b"<xlm/>")


@refused("workbook-dde")
def link_that_starts_a_program(file: Good) -> bytes:
    """Hangs a link on the workbook that would start a program."""
    link = b"<externalLink><ddeLink ddeService='cmd' ddeTopic='/c calc'/></externalLink>"
    return file.hung("externalLink", "externalLinks/externalLink1.xml", link)


@accepted("external-link")
def link_to_another_workbook(file: Good) -> bytes:
    """Hangs a link to another workbook on this one."""
    link = b"<externalLink><externalBook/></externalLink>"
    return file.hung("externalLink", "externalLinks/externalLink1.xml", link)


@accepted("external-link")
def link_outside_the_package(file: Good) -> bytes:
    """Hangs an address on the net on the workbook as a link."""
    return file.hung("externalLink", "http://127.0.0.1:9/book.xlsx", b"", external=True)


@accepted("external-link")
def query_of_a_database(file: Good) -> bytes:
    """Hangs the query of a database on the workbook."""
    query = b"<connections><connection id='1' type='5'/></connections>"
    return file.hung("connections", "connections.xml", query)


@refused("file-damaged")
def link_that_is_broken(file: Good) -> bytes:
    """Hangs a link on the workbook that is no XML."""
    return file.hung("externalLink", "externalLinks/externalLink1.xml", b"<externalLink>")


@refused("xml-dtd")
def link_with_entities(file: Good) -> bytes:
    """Hangs a link with a document type on the workbook."""
    link = b"<!DOCTYPE x [<!ENTITY a 'b'>]><externalLink/>"
    return file.hung("externalLink", "externalLinks/externalLink1.xml", link)


@accepted()
def embedded_file(file: Good) -> bytes:
    """Embeds another file, which nobody opens."""
    return file.along({"xl/embeddings/oleObject1.bin": b"MZ" + bytes(2000)})


@accepted()
def link_in_a_cell(file: Good) -> bytes:
    """Puts a link to a program on a cell."""
    return file.after('<hyperlinks><hyperlink ref="V9" location="javascript:x"/></hyperlinks>')


@accepted("date-as-number")
def styles_missing(file: Good) -> bytes:
    """Leaves the styles out; which numbers are dates is then not known."""
    return file.without(STYLES)


@refused("file-damaged")
def styles_broken(file: Good) -> bytes:
    """Breaks the styles off."""
    return file.changed(STYLES, lambda xml: xml[: len(xml) // 2])


@refused("file-damaged")
def texts_broken(file: Good) -> bytes:
    """Breaks the shared texts off."""
    if TEXTS not in file.parts:
        return file.hung("sharedStrings", "sharedStrings.xml", b"<sst><si>")
    return file.changed(TEXTS, lambda xml: xml[: len(xml) // 2])


@refused("file-damaged")
def properties_broken(file: Good) -> bytes:
    """Breaks the properties off."""
    return file.changed(CUSTOM, lambda xml: xml[: len(xml) // 2])


@accepted()
def relation_to_nothing(file: Good) -> bytes:
    """Names a part that is not there and that nothing needs."""
    link = f'<Relationship Id="rX" Type="{LINK}/theme" Target="theme/none.xml"/></Relationships>'
    return file.replaced(BOOK_RELS, "</Relationships>", link)


@accepted()
def relation_round_about(file: Good) -> bytes:
    """Names the sheet of answers on a way up and down the folders."""
    name = file.questions.removeprefix("xl/")
    return file.changed(
        BOOK_RELS,
        lambda xml: re.sub(
            rb'Target="[^"]*' + name.encode() + b'"',
            f'Target="../xl/worksheets/../{name}"'.encode(),
            xml,
        ),
    )


@accepted()
def chart_sheet(file: Good) -> bytes:
    """Adds a sheet that is a chart."""
    rel = f'<Relationship Id="rX" Type="{LINK}/chartsheet" Target="chartsheets/sheet1.xml"/>'
    return file.along(
        {
            "xl/chartsheets/sheet1.xml": b"<chartsheet/>",
            BOOK: file.parts[BOOK].replace(
                b"</sheets>", b'<sheet name="Chart" sheetId="77" r:id="rX"/></sheets>'
            ),
            BOOK_RELS: file.parts[BOOK_RELS].replace(
                b"</Relationships>", f"{rel}</Relationships>".encode()
            ),
        }
    )


@accepted()
def part_nobody_knows(file: Good) -> bytes:
    """Adds a part that no program knows."""
    return file.along({"customXml/item1.xml": b"<!DOCTYPE x><broken>"})
