"""What the last build has left, what things are made of, and whether it still holds."""
