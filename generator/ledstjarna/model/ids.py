"""What somebody would call a thing comes in; the nearest id that can be an address goes out."""

from __future__ import annotations

import re
import unicodedata

LONGEST_ID = 64
RESERVED_IDS = frozenset(["index", "con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))])
# Letters that are no plain letter with a sign above or below it.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "'": "", "’": ""})
_ANY = "abc-1"


def propose_id(text: str, prefix: str = "") -> str | None:
    """The nearest id, with ``prefix`` first unless it is there; None where there is no letter or digit to keep."""
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    words = re.findall("[a-z0-9]+", "".join(sign for sign in spread if not unicodedata.combining(sign)))
    if not words:
        return None
    if prefix and words[0] != prefix:
        words.insert(0, prefix)
    id = words[0][:LONGEST_ID]
    for word in words[1:]:
        if len(id) + 1 + len(word) > LONGEST_ID:
            break
        id = f"{id}-{word}"
    return f"{id}-1" if id in RESERVED_IDS else id


def show_id(text: str) -> str:
    """How an id may look that should have been ``text``."""
    return propose_id(text) or _ANY
