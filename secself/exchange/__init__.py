"""Frameworks in the forms in which others keep them: one file per form."""
