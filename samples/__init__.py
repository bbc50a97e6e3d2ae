"""Invented Users with everything they sent; the tutorial uses exactly these files."""
