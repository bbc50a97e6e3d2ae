"""Opens Office Open XML packages (xlsx, docx) safely, and closes them byte for byte repeatably.

`recognise` says what bytes are that are no package, `archive` guards the zip file, `markup` feeds
XML to expat, `plain` tells what a pattern may read, `package` joins them, `steady` writes a package
so that equal content is equal bytes.
"""

from secself.opc.limits import Limits
from secself.opc.markup import Listener, LocalNames, parse
from secself.opc.package import Package, Relation, open_package
from secself.opc.plain import is_plain, plain_text, plain_texts
from secself.opc.steady import steady

__all__ = [
    "Limits",
    "Listener",
    "LocalNames",
    "Package",
    "Relation",
    "is_plain",
    "open_package",
    "parse",
    "plain_text",
    "plain_texts",
    "steady",
]
