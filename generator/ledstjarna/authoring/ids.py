"""Ids that are there come in; the next that is free, what they begin with, and those most like a word go out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from ledstjarna.model.complaints import Plain, can_read
from ledstjarna.model.ids import LONGEST_ID
from ledstjarna.model.values import read_id

_MOST_SHOWN = 8


def is_id(text: str) -> bool:
    """Whether it can stand as an id as it is."""
    return can_read(read_id, Plain(text))


def next_free(id: str, is_taken: Callable[[str], bool]) -> str:
    """The id itself, or with the lowest number from 2 up that nobody has."""
    free, number = id, 1
    while is_taken(free):
        number += 1
        ending = f"-{number}"
        free = id[: LONGEST_ID - len(ending)].rstrip("-") + ending
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
