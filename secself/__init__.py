"""secself: security self-assessments under the Smart Energy Code, carried without loss."""

__version__ = "0.1.0"
