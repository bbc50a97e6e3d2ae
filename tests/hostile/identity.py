"""Identity: files that do not say whose they are, or say it of somebody else."""

import re

from hostile.good import BOOK, CUSTOM, ROOT_RELS, Good, zipped
from hostile.variant import accepted, refused


def _property(file: Good, name: str, value: str) -> bytes:
    """Give a property of the file another value."""
    return file.changed(
        CUSTOM,
        lambda xml: re.sub(
            rf'(name="{name}"[^>]*>\s*<[^>]*>)[^<]*'.encode(), rf"\g<1>{value}".encode(), xml
        ),
    )


@refused("framework-wrong")
def framework_nobody_has(file: Good) -> bytes:
    """Says that the file was made from a framework that nobody has."""
    return _property(file, "secself.framework", "sec-scf@99.0")


@refused("framework-wrong")
def framework_that_is_a_path(file: Good) -> bytes:
    """Names a path where the framework must stand."""
    return _property(file, "secself.framework", "../../../etc@1")


@accepted("marks-disagree", other=("marks",))
def user_of_another_name(file: Good) -> bytes:
    """Says that the answers are another User's."""
    return _property(file, "secself.user", "somebody-else")


@accepted("marks-disagree", other=("marks",))
def year_before(file: Good) -> bytes:
    """Says that the answers are of the year before."""
    return _property(file, "secself.year", "2025")


@accepted()
def properties_gone(file: Good) -> bytes:
    """Leaves the properties out; the hidden sheet says the same."""
    link = re.compile(rb"<Relationship [^>]*custom-properties[^>]*/>")
    parts = {name: part for name, part in file.parts.items() if name != CUSTOM}
    return zipped({**parts, ROOT_RELS: link.sub(b"", parts[ROOT_RELS])})


@accepted(other=("interpretations",))
def hidden_sheet_gone(file: Good) -> bytes:
    """Deletes the hidden sheet; the properties say the same."""
    return file.changed(
        BOOK, lambda xml: re.sub(rb'<sheet [^>]*name="_secself"[^>]*/>', b"", xml, count=1)
    )


@refused("not-a-validation-workbook")
def workbook_of_something_else(file: Good) -> bytes:
    """Sends a workbook in which nothing of a questionnaire stands."""
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    emptied = dict.fromkeys(file.sheets.values(), sheet)
    return file.along({**emptied, CUSTOM: b"<Properties/>"})


@refused("not-a-validation-workbook")
def blank_workbook(file: Good) -> bytes:
    """Sends a workbook in which nothing stands."""
    emptied = dict.fromkeys(file.sheets.values(), b"<worksheet><sheetData/></worksheet>")
    return file.along({**emptied, CUSTOM: b"<Properties/>"})
