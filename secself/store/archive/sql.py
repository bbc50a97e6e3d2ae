"""Every statement of the archive, and the steps by which its tables came to be.

One text serves both systems; what they spell differently stands between braces. A step that was
released is never changed: a later shape is a further step.
"""

from collections.abc import Mapping

VERSION = 3
"""The shape that this version of secself writes."""

SQLITE: Mapping[str, str] = {"number": "INTEGER", "bytes": "BLOB", "strict": "STRICT"}
POSTGRES: Mapping[str, str] = {"number": "BIGINT", "bytes": "BYTEA", "strict": ""}

_TABLES_1 = (
    """CREATE TABLE layout (
  version {number} PRIMARY KEY CHECK (version > 0),
  since TEXT NOT NULL
) {strict}""",
    """CREATE TABLE content (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  size {number} NOT NULL CHECK (size >= 0),
  bytes {bytes} CHECK (length(bytes) = size)
) {strict}""",
    """CREATE TABLE entry (
  number {number} PRIMARY KEY CHECK (number > 0),
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  subject TEXT NOT NULL,
  key TEXT NOT NULL,
  about {number} REFERENCES entry (number) CHECK (about < number),
  content TEXT NOT NULL REFERENCES content (digest),
  recorded TEXT NOT NULL,
  previous TEXT NOT NULL UNIQUE CHECK (length(previous) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) {strict}""",
    "CREATE INDEX entry_by_key ON entry (kind, subject, key)",
)

_ERASED = """EXISTS (
    SELECT 1 FROM entry AS act JOIN entry AS meant ON meant.number = act.about
    WHERE act.kind = 'erasure' AND meant.content = OLD.digest)"""

# Content may be taken out, once an entry says that and why; nothing else is ever changed.
_GUARDS_1_SQLITE = (
    *(
        f"""CREATE TRIGGER {table}_stays_{act.lower()} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, 'what is recorded is never changed'); END"""
        for table, act in (
            ("layout", "UPDATE"),
            ("layout", "DELETE"),
            ("entry", "UPDATE"),
            ("entry", "DELETE"),
            ("content", "DELETE"),
        )
    ),
    f"""CREATE TRIGGER content_stays_update BEFORE UPDATE ON content
WHEN NEW.bytes IS NOT NULL OR NEW.digest IS NOT OLD.digest OR NEW.size IS NOT OLD.size
  OR NOT {_ERASED}
BEGIN SELECT RAISE(ABORT, 'what is recorded is never changed'); END""",
)
_GUARDS_1_POSTGRES = (
    """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what is recorded is never changed'; END $$""",
    f"""CREATE FUNCTION keep_content() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.bytes IS NOT NULL OR NEW.digest <> OLD.digest OR NEW.size <> OLD.size
    OR NOT {_ERASED}
  THEN RAISE EXCEPTION 'what is recorded is never changed'; END IF;
  RETURN NEW;
END $$""",
    *(
        f"""CREATE TRIGGER {table}_stays BEFORE {acts} ON {table}
FOR EACH {each} EXECUTE FUNCTION {call}()"""
        for table, acts, each, call in (
            ("layout", "UPDATE OR DELETE OR TRUNCATE", "STATEMENT", "refuse"),
            ("entry", "UPDATE OR DELETE OR TRUNCATE", "STATEMENT", "refuse"),
            ("content", "DELETE OR TRUNCATE", "STATEMENT", "refuse"),
        )
    ),
    """CREATE TRIGGER content_stays_update BEFORE UPDATE ON content
FOR EACH ROW EXECUTE FUNCTION keep_content()""",
)

_TABLES_2 = (
    """CREATE TABLE quarantine (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  name TEXT NOT NULL,
  received TEXT NOT NULL,
  size {number} NOT NULL,
  problems TEXT NOT NULL,
  bytes {bytes} NOT NULL CHECK (length(bytes) = size)
) {strict}""",
    "CREATE INDEX entry_by_subject ON entry (subject, number)",
)

# What stands beside the chain has a digest too, so that a changed byte of it is found.
_TABLES_3 = (
    "ALTER TABLE layout ADD COLUMN digest TEXT",
    "ALTER TABLE quarantine ADD COLUMN said TEXT",
)

STEPS_SQLITE = {1: (*_TABLES_1, *_GUARDS_1_SQLITE), 2: _TABLES_2, 3: _TABLES_3}
STEPS_POSTGRES = {1: (*_TABLES_1, *_GUARDS_1_POSTGRES), 2: _TABLES_2, 3: _TABLES_3}
"""What makes each version of the one before it."""

LAYOUT = "SELECT max(version) FROM layout"
LAYOUTS = "SELECT version, since FROM layout ORDER BY version"
LAYOUT_DIGESTS = "SELECT version, digest FROM layout WHERE digest IS NOT NULL ORDER BY version"
NEW_LAYOUT = "INSERT INTO layout (version, since) VALUES (?, ?)"
NEW_LAYOUT_3 = "INSERT INTO layout (version, since, digest) VALUES (?, ?, ?)"

_COLUMNS = "number, kind, subject, key, about, content, recorded, previous, hash"
ENTRIES = f"SELECT {_COLUMNS} FROM entry ORDER BY number"  # noqa: S608  our own words
LAST = f"SELECT {_COLUMNS} FROM entry ORDER BY number DESC LIMIT 1"  # noqa: S608
FOUND = (
    f"SELECT {_COLUMNS} FROM entry "  # noqa: S608
    "WHERE kind = ? AND subject = ? AND key = ? ORDER BY number DESC LIMIT 1"
)
OF_SUBJECT = f"SELECT {_COLUMNS} FROM entry WHERE subject = ? ORDER BY number"  # noqa: S608
OF_KIND = f"SELECT {_COLUMNS} FROM entry WHERE kind = ? ORDER BY number"  # noqa: S608
SUBJECTS = "SELECT DISTINCT subject FROM entry WHERE kind = ? AND subject LIKE ?"
NEW_ENTRY = f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608

CONTENT = "SELECT bytes FROM content WHERE digest = ?"
GONE = "SELECT 1 FROM content WHERE digest = ? AND bytes IS NULL"
SIZES = "SELECT digest, size FROM content ORDER BY digest"
NEW_CONTENT = (
    "INSERT INTO content (digest, size, bytes) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING"
)
ERASE = "UPDATE content SET bytes = NULL WHERE digest = ?"

HELD = "SELECT digest, name, received, size, problems FROM quarantine ORDER BY received, digest"
HELD_BYTES = "SELECT bytes FROM quarantine WHERE digest = ?"
HELD_SAID = "SELECT digest, name, received, size, problems, said FROM quarantine ORDER BY digest"
HOLD = (
    "INSERT INTO quarantine (digest, name, received, size, problems, bytes, said) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING"
)
LET_GO = "DELETE FROM quarantine WHERE digest = ?"
