"""What somebody would call a thing comes in; an id that can be an address goes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from ledstjarna.model.complaints import Plain, can_read
from ledstjarna.model.values import RESERVED_IDS, read_id

LONGEST = 64
_MOST_SHOWN = 8
# Letters that are no plain letter with a sign above or below it.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "'": "", "’": ""})


def is_id(text: str) -> bool:
    """Whether it can stand as an id as it is."""
    return can_read(read_id, Plain(text))


def propose_id(text: str, prefix: str = "") -> str | None:
    """The nearest id, with ``prefix`` first unless it is there; None where there is no letter or digit to keep."""
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    words = re.findall("[a-z0-9]+", "".join(sign for sign in spread if not unicodedata.combining(sign)))
    if not words:
        return None
    if prefix and words[0] != prefix:
        words.insert(0, prefix)
    id = words[0][:LONGEST]
    for word in words[1:]:
        if len(id) + 1 + len(word) > LONGEST:
            break
        id = f"{id}-{word}"
    return f"{id}-1" if id in RESERVED_IDS else id


def next_free(id: str, is_taken: Callable[[str], bool]) -> str:
    """The id itself, or with the lowest number from 2 up that nobody has."""
    free, number = id, 1
    while is_taken(free):
        number += 1
        ending = f"-{number}"
        free = id[: LONGEST - len(ending)].rstrip("-") + ending
    return free


def find_prefix(agency: str, goals: Sequence[str], plans: Sequence[str]) -> str:
    """What the body's ids begin with, where that can be seen: shared by several, or short for the body's own id."""
    for ids in (goals, [*goals, *plans]):
        first = {id.split("-")[0] for id in ids if "-" in id}
        if len(first) == 1 and all("-" in id for id in ids):
            prefix = next(iter(first))
            if len(ids) > 1 or _is_short_for(prefix, agency):
                return prefix
    return ""


def _is_short_for(prefix: str, agency: str) -> bool:
    """Whether its letters stand in the body's id, in that order and with the same first one."""
    letters = iter(agency)
    return prefix[0] == agency[0] and all(letter in letters for letter in prefix)


def show_nearest(found: str, ids: Sequence[str]) -> str:
    """Ids as a list, the most alike first; where there are many, the first of them."""
    ordered = sort_nearest(found, ids)
    return ", ".join(ordered[:_MOST_SHOWN]) + (f" … ({len(ordered)})" if len(ordered) > _MOST_SHOWN else "")


def sort_nearest(found: str, ids: Sequence[str]) -> list[str]:
    """Ids, the most alike first."""
    return sorted(ids, key=lambda known: (-SequenceMatcher(None, found, known).ratio(), known))
