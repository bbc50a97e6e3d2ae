"""Brings the tables of an archive from shape to shape, and notes each with a digest over all."""

from collections.abc import Iterator, Mapping, Sequence

from secself import chain
from secself.store.archive import sql
from secself.store.archive.dialect import Dialect

SINCE = 3
"""The shape from which on each is noted with a digest over itself and those before it."""


def climb(dialect: Dialect, steps: Mapping[int, Sequence[str]], version: int, moment: str) -> None:
    """Take the steps from a shape to the newest, within a transaction."""
    for step in range(version + 1, sql.VERSION + 1):
        for statement in steps[step]:
            dialect.run(statement)
        _note(dialect, step, moment)


def faults(dialect: Dialect) -> Iterator[str]:
    """Say what of the shapes that were noted is not what was noted."""
    if dialect.version() < SINCE:
        return
    noted = list(dialect.rows(sql.LAYOUTS))
    digests = {row[0]: row[1] for row in dialect.rows(sql.LAYOUT_DIGESTS)}
    for number, (version, _) in enumerate(noted, start=1):
        is_other = number >= SINCE and digests.get(version) != _digest(noted[:number])
        if version != number or is_other:
            yield f"When the archive came to its shape {number} was changed, or one before it."


def _note(dialect: Dialect, step: int, moment: str) -> None:
    if step < SINCE:
        dialect.run(sql.NEW_LAYOUT, step, moment)
        return
    said = [*dialect.rows(sql.LAYOUTS), (step, moment)]
    dialect.run(sql.NEW_LAYOUT_3, step, moment, _digest(said))


def _digest(said: Sequence[tuple[object, ...]]) -> str:
    return chain.digest_of(chain.canonical([list(row) for row in said]))
