"""The theme's tokens come in; the colours of pictures go out: those of the light scheme, by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

Colour = tuple[int, int, int]

_TOKEN = re.compile(r"--ls-([a-z-]+):\s*#([0-9a-f]{6})\s*;")
# What is drawn on what, by the names of tokens: text with the contrast of text (4.5), and what says something by its shape (3).
TEXTS = (
    ("bar-ink", "bar"),
    ("star", "bar"),
    ("ink", "paper"),
    ("muted", "paper"),
    *((f"{tone}-ink", f"{tone}-paper") for tone in ("good", "near", "bad", "none")),
)
SHAPES = (
    ("edge", "paper"),
    ("fill", "paper"),
    ("paper", "fill"),
    ("good", "paper"),
    ("near", "paper"),
    ("bad", "paper"),
)
# What only softens edges, or lies behind what says something.
GROUNDS = (
    ("star", "ink"),
    ("star", "paper"),
    ("track", "paper"),
    ("line", "paper"),
    *((f"{tone}-ink", "paper") for tone in ("good", "near", "bad", "none")),
    *((f"{tone}-paper", f"{tone}-ink") for tone in ("good", "near", "bad", "none")),
)


@lru_cache(maxsize=4)
def read_colours(tokens: Path) -> Mapping[str, Colour]:
    """The colours by their names; the first that is written of a name is that of the light scheme."""
    found: dict[str, Colour] = {}
    for name, value in _TOKEN.findall(tokens.read_text(encoding="utf-8")):
        found.setdefault(name, (int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)))
    return found
