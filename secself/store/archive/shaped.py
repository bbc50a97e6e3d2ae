"""Holds the guards and tables of an archive in PostgreSQL against those that secself makes."""

from collections.abc import Iterator

from secself.store.archive import sql
from secself.store.archive.dialect import Dialect, Row

# Before; for each row 1; on delete 8, update 16, truncate 32: as PostgreSQL adds them up.
_GUARDS = {
    ("layout_stays", "layout", "refuse", 2 + 8 + 16 + 32),
    ("entry_stays", "entry", "refuse", 2 + 8 + 16 + 32),
    ("content_stays", "content", "refuse", 2 + 8 + 32),
    ("content_stays_update", "content", "keep_content", 1 + 2 + 16),
}
_TABLES = {"layout", "content", "entry", "quarantine"}

# A guard that is switched off, or looks at some rows or columns only, is given another table.
_FOUND_GUARDS = """SELECT t.tgname::text,
    CASE WHEN t.tgenabled = 'O' AND t.tgqual IS NULL AND t.tgattr = '' THEN c.relname::text END,
    p.proname::text, t.tgtype::int
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
  WHERE c.relnamespace = 'secself'::regnamespace AND NOT t.tgisinternal ORDER BY 1"""
_FOUND_TEXTS = """SELECT proname::text, prosrc FROM pg_proc
  WHERE pronamespace = 'secself'::regnamespace ORDER BY 1"""
_ODD_TABLES = """SELECT relname::text FROM pg_class
  WHERE relnamespace = 'secself'::regnamespace AND relkind NOT IN ('i', 'I', 't')
  AND (relkind <> 'r' OR relhasrules OR relrowsecurity) ORDER BY 1"""


def faults(dialect: Dialect) -> Iterator[str]:
    """Say which guards are gone, switched off or not ours, and which tables are none."""
    found = set(dialect.rows(_FOUND_GUARDS))
    for name in sorted({guard[0] for guard in _GUARDS - found}):
        yield f"The guard “{name}” of the database is gone, switched off or another."
    known = {guard[0] for guard in _GUARDS}
    for name in sorted({str(row[0]) for row in found} - known):
        yield f"The part “{name}” of the database is not as secself made it."
    texts: set[Row] = {(name, text) for name, text in _texts().items()}
    said = set(dialect.rows(_FOUND_TEXTS))
    for name in sorted({str(row[0]) for row in said ^ texts}):
        yield f"The part “{name}” of the database is not as secself made it."
    for (table,) in dialect.rows(_ODD_TABLES):
        yield f"The part “{table!s}” of the database is not as secself made it."


def _texts() -> dict[str, str]:
    """Give what each function of ours says."""
    return {
        name: next(step for step in sql.STEPS_POSTGRES[1] if f"FUNCTION {name}(" in step).split(
            "$$"
        )[1]
        for name in ("refuse", "keep_content")
    }
