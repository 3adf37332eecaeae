"""Facts come in; plain text in one language goes out, each told once."""
