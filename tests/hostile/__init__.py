"""Hostile and odd files, made of good ones, and what must become of each."""

from importlib import import_module

from hostile.good import NAMES, Good, good
from hostile.variant import GROUPS, VARIANTS, Variant

for _group in GROUPS:
    import_module(f"hostile.{_group}")

__all__ = ["GROUPS", "NAMES", "VARIANTS", "Good", "Variant", "good"]
