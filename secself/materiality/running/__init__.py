"""How the rules are found, run and traced."""
