"""The records of the content: frozen, every field described, unknown keys refused."""
