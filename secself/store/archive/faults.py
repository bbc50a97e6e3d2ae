"""What can go wrong with an archive as a place: missing, in use, full, damaged, too new."""

from secself.problems import NotFound, NotSaved, Origin, Problem, Refused


def missing(place: str) -> NotFound:
    """Say that there is no archive; reading never makes one."""
    what = "There is no archive here."
    remedy = "Name it with --archive, or record something first: “secself ingest FILE”."
    return NotFound(_problem("archive-missing", place, what, remedy))


def unknown_address(place: str) -> NotFound:
    """Say that an address names no kind of archive we know."""
    what = "This is no address of an archive."
    remedy = "Name a file, sqlite:///PATH, or postgresql://HOST/DATABASE."
    return NotFound(_problem("archive-unknown", place, what, remedy))


def misspelt_address(place: str) -> NotFound:
    """Say that an address of a database cannot be read; it is not repeated."""
    what = "This address of a database cannot be read; it is not repeated, for its password's sake."
    remedy = (
        "Write it as postgresql://HOST:PORT/DATABASE, with “%40” for “@”, “%2F” for “/”, “%23” for "
        "“#” and “%25” for “%” in a password; better keep the password in ~/.pgpass."
    )
    return NotFound(_problem("archive-unknown", place, what, remedy))


def without_driver(place: str) -> NotFound:
    """Say that the library that reaches PostgreSQL is not installed."""
    what = "An archive in PostgreSQL needs the library psycopg, which is not installed."
    remedy = "Install it with: pip install “secself[postgres]”."
    return NotFound(_problem("archive-driver", place, what, remedy))


def unreachable(place: str, why: str) -> NotFound:
    """Say that the archive cannot be opened or its server not reached."""
    what = f"The archive cannot be reached: {why}"
    remedy = "Check the address, and that you may open it."
    return NotFound(_problem("archive-unreachable", place, what, remedy))


def lost(place: str, why: str) -> NotSaved:
    """Say that the server went away in the middle; nobody can tell what it did last."""
    what = f"The connection to the archive was lost: {why}"
    remedy = (
        "Run the command again once the server is back; “secself history” says what was recorded, "
        "and no file is recorded twice."
    )
    return NotSaved(_problem("archive-lost", place, what, remedy))


def busy(place: str) -> NotSaved:
    """Say that others wrote for longer than we wait."""
    what = "Others are writing to the archive, and did not finish while we waited."
    remedy = "Run the command again; nothing of this was recorded."
    return NotSaved(_problem("archive-busy", place, what, remedy))


def not_written(place: str, why: str) -> NotSaved:
    """Say that the archive took nothing: full, read-only or not reached any more."""
    what = f"Nothing more was recorded: {why}"
    remedy = "Make room, or check that you may write there; then run the command again."
    return NotSaved(_problem("archive-unwritable", place, what, remedy))


def damaged(place: str, why: str) -> Refused:
    """Say that the file or database is not a whole archive."""
    what = f"This is not a whole archive: {why}"
    remedy = "Keep it as it is, and restore the archive from a copy that verifies."
    return Refused(_problem("archive-damaged", place, what, remedy))


def newer(place: str, version: int, known: int) -> Refused:
    """Say that a later secself wrote the archive."""
    what = f"The archive has the shape {version}, and this secself knows up to {known}."
    return Refused(_problem("archive-newer", place, what, "Use the newest secself."))


def content_altered(place: str, digest: str, name: str) -> Refused:
    """Say that what is kept is not what was recorded."""
    what = f"What {name} holds is not what was recorded (SHA-256 {digest})."
    remedy = "Run “secself verify”, and restore the archive from a copy that verifies."
    return Refused(_problem("content-altered", place, what, remedy))


def content_erased(place: str, name: str) -> Refused:
    """Say that what was recorded was erased on request."""
    what = f"What {name} held was erased; “secself history” says when and why."
    return Refused(_problem("content-erased", place, what, "Name another assessment."))


def _problem(code: str, place: str, what: str, remedy: str) -> Problem:
    return Problem(code=code, origin=Origin(file=place), what=what, remedy=remedy)
