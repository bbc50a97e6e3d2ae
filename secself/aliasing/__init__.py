"""Puts a pack under neutral names, for members who compete with those assessed.

`giving` gives aliases that stay from meeting to meeting and follow no alphabet, `key` keeps who
stands behind which, `names` collects what must not be read, `masking` takes it out of a text, and
`records` out of everything a pack says. Numbers of premises become bands.

An alias hides who a User is from people who do not know its answers. Whoever knows them by heart
recognises them; that is said in the pack.
"""

from secself.aliasing.giving import given, warnings
from secself.aliasing.key import read_key, write_key
from secself.aliasing.records import masked

__all__ = ["given", "masked", "read_key", "warnings", "write_key"]
