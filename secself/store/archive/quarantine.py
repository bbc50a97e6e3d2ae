"""Keeps the bytes of refused files, up to a measure, so that a dispute can be settled.

The quarantine stands beside the chain and is no part of it: what is in it proves nothing and goes,
the oldest first, when there is no more room.
"""

import json
from collections.abc import Iterator, Sequence

from secself import chain
from secself.model import Held
from secself.problems import NotFound, Origin, Problem
from secself.store.archive import sql
from secself.store.archive.dialect import Cell
from secself.store.archive.ledger import Ledger

SINCE = 2
"""The shape of the archive that has a quarantine."""

DIGEST_SINCE = 3
"""The shape from which on there is a digest of what is said of a file."""

ROOM = 64 * 1024 * 1024
"""How many bytes are kept at most."""


def hold(ledger: Ledger, name: str, sha256: str, content: bytes, codes: list[str]) -> bool:
    """Keep the bytes of a refused file, unless they alone take more than all the room."""
    if len(content) > ROOM:
        return False
    # A file's name may hold bytes that are no text; here it only helps a person to recognise it.
    readable = name.encode("utf-8", "backslashreplace").decode()
    run = ledger.dialect.run
    said = (sha256, readable, ledger.moment, len(content), json.dumps(codes))
    run(sql.HOLD, *said, content, _digest(said))
    _make_room(ledger, sha256)
    return True


def held(ledger: Ledger) -> Iterator[Held]:
    """List what is kept, the oldest first."""
    for sha256, name, received, size, codes in ledger.dialect.rows(sql.HELD):
        yield Held(
            sha256=str(sha256),
            name=str(name),
            received=str(received),
            size=size if isinstance(size, int) else 0,
            codes=_codes(str(codes)),
        )


def misnamed(ledger: Ledger) -> Iterator[str]:
    """Give the names of those files of which something else is said than when they came."""
    if ledger.dialect.version() < DIGEST_SINCE:
        return
    for *said, digest in ledger.dialect.rows(sql.HELD_SAID):
        if digest is not None and digest != _digest(said):
            yield str(said[1])


def taken(ledger: Ledger, sha256: str) -> bytes:
    """Give the bytes of a digest, or of the one digest that begins so."""
    found = [one.sha256 for one in held(ledger) if one.sha256.startswith(sha256)]
    for (content,) in ledger.dialect.rows(sql.HELD_BYTES, found[0] if len(found) == 1 else ""):
        if isinstance(content, bytes):
            return content
    what = f"The quarantine holds {len(found) or 'no'} files whose SHA-256 begins with {sha256}."
    remedy = "“secself archive quarantine” lists them."
    origin = Origin(file=ledger.place)
    raise NotFound(Problem(code="quarantine-unknown", origin=origin, what=what, remedy=remedy))


def _make_room(ledger: Ledger, newest: str) -> None:
    others = [one for one in held(ledger) if one.sha256 != newest]
    used = sum(one.size for one in held(ledger))
    for one in others:
        if used <= ROOM:
            return
        ledger.dialect.run(sql.LET_GO, one.sha256)
        used -= one.size


def _digest(said: Sequence[Cell]) -> str:
    return chain.digest_of(chain.canonical(list(said)))


def _codes(text: str) -> tuple[str, ...]:
    """Read the codes of the problems; those that were damaged are none."""
    try:
        return tuple(map(str, json.loads(text)))
    except (ValueError, TypeError):
        return ()
