"""Looks into plain data: its records, their names, and what stands under a key however deep."""

from collections.abc import Iterable, Iterator, Mapping

from secself.exchange.assembling import Plain


def records(listed: object) -> Iterator[Mapping[str, Plain]]:
    """Give the records of a list; of what is no list, none."""
    for record in listed if isinstance(listed, list | tuple) else ():
        if isinstance(record, Mapping):
            yield record


def names(listed: object, key: str) -> list[str]:
    """Give what each record of a list has under a key."""
    return [str(record[key]) for record in records(listed)]


def named(content: object, key: str) -> Iterator[str]:
    """Give every text that stands under a key, however deep."""
    if isinstance(content, Mapping):
        for name, inner in content.items():
            if name == key and isinstance(inner, list):
                yield from (one for one in inner if isinstance(one, str))
            yield from named(inner, key)
    elif isinstance(content, list | tuple):
        for inner in content:
            yield from named(inner, key)


def unused(name: str, taken: Iterable[str]) -> str:
    """Give a name the first number with which nothing else is called so."""
    known, number = set(taken), 1
    while f"{name}-{number}" in known:
        number += 1
    return f"{name}-{number}"
