"""A word comes in; the word with one slip of the finger goes out: a letter too much, too few, another one, or two that changed places."""

from __future__ import annotations

import random

SLIPS = ("add", "drop", "change", "swap")
LETTERS = {"sv": "abcdefghijklmnoprstuvyåäö", "en": "abcdefghijklmnoprstuvwy"}


def slip(word: str, kind: str, place: int, chance: random.Random, letters: str) -> str:
    """The word with a slip of that kind at that letter (for a swap, there and after it)."""
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if kind == "swap":
        return before + after[:1] + letter + after[1:]
    if kind == "drop":
        return before + after
    other = chance.choice([another for another in letters if another != letter])
    return before + other + (letter if kind == "add" else "") + after


def one_slip_apart(one: str, other: str) -> bool:
    """Whether at most one slip lies between two words."""
    if one == other:
        return True
    begun = shared_start(one, other)
    a, b = one[begun:], other[begun:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:])


def shared_start(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
