"""The controls frameworks, as data: one folder a framework, one an edition."""
