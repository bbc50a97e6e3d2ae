"""Which column of somebody's table says what: as they map it, and as plain headings say it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from secself.exchange.cells import Sheet, address, folded, is_empty
from secself.problems import Origin, Problem

REF, TITLE, TEXT, SECTION, APPLIES, EVIDENCE = (
    "ref", "title", "text", "section", "applies-to", "evidence",
)  # fmt: skip
KEEP, IGNORE, ROLE = "keep", "ignore", "role:"
FIELDS = (REF, TITLE, TEXT, SECTION, APPLIES, EVIDENCE, KEEP, IGNORE)
"""What a column may be mapped to, besides `role:ID`."""

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    REF: (
        "ref", "ref.", "reference", "id", "clause", "clause number", "number", "no", "no.", "#",
        "control id", "control ref", "control reference", "control number", "requirement id",
    ),
    TITLE: (
        "title", "name", "heading", "subject", "control title", "control name", "clause title",
    ),
    TEXT: (
        "text", "requirement", "requirements", "requirement text", "obligation", "obligations",
        "control", "control text", "control description", "description", "statement", "wording",
    ),
    SECTION: (
        "section", "subsection", "sub-section", "chapter", "part", "domain", "subdomain",
        "sub-domain", "family", "category", "subcategory", "sub-category", "theme", "area",
        "topic", "group",
    ),
    APPLIES: (
        "applies to", "applies", "applicability", "applicable to", "role", "roles", "user role",
        "user roles", "binds",
    ),
    EVIDENCE: (
        "evidence", "expected evidence", "suggested evidence", "example evidence",
        "examples of evidence",
    ),
}  # fmt: skip
"""Headings that are taken for what they plainly say, where nobody maps them."""

_DEEPEST = 50
"""Down to which row the headings are looked for."""
_NEEDED = (REF, TEXT)
_ONCE = (REF, TITLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the table of a sheet begins, and what each of its columns says."""

    row: int = 0
    """The row of the headings."""
    headings: Mapping[int, str] = field(default_factory=dict)
    """The heading of each column, in order."""
    fields: Mapping[int, str] = field(default_factory=dict)
    """What each column is taken for; sections from the outermost to the innermost."""
    taken: tuple[int, ...] = ()
    """The columns that nobody mapped and that were taken for what their heading plainly says."""
    problems: tuple[Problem, ...] = ()
    """What keeps the table from being read."""

    def of(self, what: str) -> tuple[int, ...]:
        """Give the columns that are taken for something."""
        return tuple(column for column, taken in self.fields.items() if taken == what)


def read_mapping(said: Sequence[str]) -> tuple[dict[str, str], list[Problem]]:
    """Read what was said on the command line: `HEADING=FIELD`, by the heading."""
    mapping: dict[str, str] = {}
    problems: list[Problem] = []
    for one in said:
        heading, mark, what = (part.strip() for part in one.rpartition("="))
        if not (heading and mark and (what in FIELDS or what.startswith(ROLE))):
            problems.append(_unclear(one))
        elif folded(heading) in map(folded, mapping):
            problems.append(_mapped_twice(heading))
        else:
            mapping[heading] = what
    return mapping, problems


def find_columns(sheet: Sheet, mapping: Mapping[str, str]) -> Columns:
    """Find the row of headings: the one that has most of those mapped and those plainly said."""
    wanted = {folded(heading): what for heading, what in mapping.items()}
    rows = [row for row in sheet.rows if row <= _DEEPEST]
    plain = {name for names in SYNONYMS.values() for name in names}
    best = max(rows, key=lambda row: _worth(sheet, row, wanted, plain), default=0)
    return _columns(sheet, best, mapping) if best else Columns()


def worth(sheet: Sheet, mapping: Mapping[str, str]) -> int:
    """Count the headings that a sheet has, of those mapped and those plainly said."""
    return len(find_columns(sheet, mapping).fields)


def heading_place(sheet: Sheet, columns: Columns, column: int) -> Origin:
    """Give the cell of a heading."""
    return Origin(sheet=sheet.name, cell=address(columns.row, column))


def _worth(sheet: Sheet, row: int, wanted: Mapping[str, str], plain: set[str]) -> tuple[int, int]:
    names = {folded(raw.shown) for raw in sheet.rows[row].values()}
    return len(names & wanted.keys()), len(names & plain)


def _columns(sheet: Sheet, row: int, mapping: Mapping[str, str]) -> Columns:
    headings = {
        column: " ".join(raw.shown.split())
        for column, raw in sheet.rows[row].items()
        if not is_empty(raw)
    }
    places: dict[str, list[int]] = {}
    for column, heading in headings.items():
        places.setdefault(folded(heading), []).append(column)
    fields: dict[int, str] = {}
    problems: list[Problem] = []
    for heading, what in mapping.items():
        found = places.get(folded(heading), [])
        if len(found) == 1:
            fields[found[0]] = what
        elif found:
            problems.append(_twice(sheet, row, found[1], heading))
        else:
            problems.append(_missing(sheet, row, heading, headings.values()))
    taken = dict(_plainly(headings, fields))
    problems += _ambiguous(sheet, row, headings, taken)
    fields |= taken
    problems += _needed(sheet, row, headings.values(), fields.values())
    return Columns(
        row=row,
        headings=headings,
        fields=fields,
        taken=tuple(taken),
        problems=tuple(problems),
    )


def _plainly(headings: Mapping[int, str], mapped: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Take columns for what their headings say, where nobody mapped others to the same."""
    for column, heading in headings.items():
        for what, names in SYNONYMS.items():
            if column not in mapped and what not in mapped.values() and folded(heading) in names:
                yield column, what


def _ambiguous(
    sheet: Sheet, row: int, headings: Mapping[int, str], taken: Mapping[int, str]
) -> Iterator[Problem]:
    counted = Counter(taken.values())
    for what in (*_ONCE, TEXT):
        if counted[what] > 1:
            named = [headings[column] for column, said in taken.items() if said == what]
            first = next(column for column, said in taken.items() if said == what)
            yield Problem(
                code="mapping-unclear",
                origin=Origin(sheet=sheet.name, cell=address(row, first)),
                what=f"Several headings could be the {what}: {_listed(named)}.",
                remedy=f"Say which it is, such as --map “{named[0]}={what}”.",
            )


def _needed(
    sheet: Sheet, row: int, headings: Iterable[str], met: Collection[str]
) -> Iterator[Problem]:
    names = list(headings)
    for what in _NEEDED:
        if what not in met:
            yield Problem(
                code="heading-missing",
                origin=Origin(sheet=sheet.name, cell=address(row, 1)),
                what=f"No heading of the table says which column is the {what}; "
                f"it has: {_listed(names)}.",
                remedy=f"Say which it is, such as --map “{_likely(what, names)}={what}”.",
            )


def _likely(what: str, headings: Sequence[str]) -> str:
    """Propose the heading that sounds most like one of those known."""
    for heading in headings:
        if any(word in SYNONYMS[what] for word in folded(heading).split()):
            return heading
    close = (get_close_matches(name, headings, n=1, cutoff=0.5) for name in SYNONYMS[what])
    return next((found[0] for found in close if found), headings[0] if headings else "HEADING")


def _unclear(said: str) -> Problem:
    return Problem(
        code="mapping-unclear",
        what=f"“{said}” does not map a heading.",
        remedy=f"Write --map “HEADING=FIELD”; the fields are {', '.join(FIELDS)}, role:ID.",
    )


def _mapped_twice(heading: str) -> Problem:
    return Problem(
        code="mapping-unclear",
        what=f"The heading “{heading}” is mapped twice.",
        remedy="Map each heading to one field.",
    )


def _twice(sheet: Sheet, row: int, column: int, heading: str) -> Problem:
    return Problem(
        code="heading-twice",
        origin=Origin(sheet=sheet.name, cell=address(row, column)),
        what=f"The heading “{heading}” stands in the table more than once.",
        remedy="Rename those that are not meant.",
    )


def _missing(sheet: Sheet, row: int, heading: str, headings: Iterable[str]) -> Problem:
    names = list(headings)
    close = get_close_matches(heading, names, n=1)
    meant = f"Did you mean “{close[0]}”? " if close else ""
    return Problem(
        code="heading-missing",
        origin=Origin(sheet=sheet.name, cell=address(row, 1)),
        what=f"The table has no heading “{heading}”; it has: {_listed(names)}.",
        remedy=f"{meant}Map a heading as it stands there.",
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name[:40]}”" for name in names[:20])
    return shown if len(names) <= len(names[:20]) else f"{shown} and others"
