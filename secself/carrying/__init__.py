"""Last year's answers on this year's framework: what became of each item, and of its answer.

Neither the id nor the text of an item says by itself whether two answers can be laid side by
side: a text may keep its id and change its meaning, or keep its meaning and move. Items are
carried by id, fingerprint and polarity (does the same answer still mean the same?), and by what
the framework's `changes` declare. What nobody declared is not guessed.

`following` follows the items, `declared` holds the declarations to their laws, `beside` puts
earlier answers beside the rows they belong to now.
"""

from secself.carrying.beside import brought_over, marked, told
from secself.carrying.declared import check, check_against
from secself.carrying.following import carry, comparability, likely_moves

__all__ = [
    "brought_over",
    "carry",
    "check",
    "check_against",
    "comparability",
    "likely_moves",
    "marked",
    "told",
]
