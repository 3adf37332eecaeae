"""Files come in; plain data with the place of every key goes out, or placed problems."""
