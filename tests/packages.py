"""Takes packages apart and puts them together, as a damaged or hostile file would be."""

import io
import zipfile
from collections.abc import Callable, Mapping


def unpacked(content: bytes) -> dict[str, bytes]:
    """Give the parts of a package by name, in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Put parts together."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def edited(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of a package."""
    parts = unpacked(content)
    return packed(parts | {part: change(parts[part])})


def replaced(content: bytes, part: str, old: str, new: str) -> bytes:
    """Replace a piece of XML in a part; it must be there."""
    assert old.encode() in unpacked(content)[part]
    return edited(content, part, lambda xml: xml.replace(old.encode(), new.encode()))


def sheet_xml(rows: str, after: str = "", attributes: str = "") -> str:
    """Write the XML of a sheet with these rows."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"{attributes}>'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def workbook(  # noqa: PLR0913 - one argument for each part that tests vary
    rows: str,
    *,
    after: str = "",
    texts: str = "",
    styles: str = "",
    properties: str = "",
    state: str = "visible",
) -> bytes:
    """Make the smallest workbook of one sheet, from the XML of its rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
                "</Types>"
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
                f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr {properties}/><sheets>'
                f'<sheet name="One" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{package}">'
                f'<Relationship Id="rId1" Type="{office}/worksheet" '
                'Target="worksheets/sheet1.xml"/>'
                f'<Relationship Id="rId2" Type="{office}/sharedStrings" '
                'Target="/xl/sharedStrings.xml"/>'
                f'<Relationship Id="rId3" Type="{office}/styles" Target="styles.xml"/>'
                "</Relationships>"
            ).encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{texts}</sst>'.encode(),
            "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>'.encode(),
            "xl/worksheets/sheet1.xml": sheet_xml(rows, after).encode(),
        }
    )
