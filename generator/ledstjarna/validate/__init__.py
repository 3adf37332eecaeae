"""Plain data come in; records whose every cross-reference holds go out, or placed problems."""
