"""The lists behind the drop-downs: short ones stand in the cell, others on a hidden sheet."""

from collections.abc import Iterator, Sequence

LISTS = "_lists"
"""The hidden sheet with one list in each column."""
_LONGEST_LITERAL = 255


class Lists:
    """The named lists of one workbook, in the order in which they were first wanted."""

    def __init__(self) -> None:
        """Start without any."""
        self._names: dict[tuple[str, ...], str] = {}

    def source(self, words: Sequence[str], name: str) -> list[str] | str:
        """Give what a list validation takes: the words themselves, or a name if they do not fit."""
        literal = ",".join(words)
        # A comma would split a word, a quotation mark end the list, a space at an end be lost.
        fits = len(literal.encode("utf-16-le")) // 2 <= _LONGEST_LITERAL and literal.isprintable()
        plain = all(word == word.strip() and not set(word) & set(',"') for word in words)
        if fits and plain and not literal.startswith("="):
            return list(words)
        return self.named(words, name)

    def named(self, words: Sequence[str], name: str) -> str:
        """Give the name of a list on the hidden sheet, as a formula."""
        safe = "".join(c if c.isascii() and c.isalnum() else "_" for c in name)
        return "=" + self._names.setdefault(tuple(words), f"list_{len(self._names) + 1}_{safe}")

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give each name with its words."""
        return iter((name, words) for words, name in self._names.items())
