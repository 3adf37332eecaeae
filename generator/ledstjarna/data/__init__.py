"""Facts and words come in; the files that visitors fetch go out."""
