"""Two texts come in; the second goes out in parts, with what is new in it, and what of the first is gone in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORDS = re.compile(r"\S+\s*|\s+")
MOST_WORDS = 2_000  # of longer texts only what both begin and end with is told apart
FEWEST_SAME = 3  # fewer words in common between two changes do not part them


class Part(NamedTuple):
    """Words of a text: in both, only in the first, or only in the second."""

    sort: Literal["same", "gone", "new"]
    text: str


def find_differences(was: str, now: str) -> list[Part]:
    """The parts of two texts, in the order of a reader who reads both at once. Words differ as wholes, and phrases where many words do."""
    before, after = _WORDS.findall(was), _WORDS.findall(now)
    first = _count_same(before, after)
    last = _count_same(before[first:][::-1], after[first:][::-1])
    start, end = before[:first], before[len(before) - last :]
    parts = [("".join(start), "".join(start)), *_compare(before[first : len(before) - last], after[first : len(after) - last])]
    return list(_tell([*parts, ("".join(end), "".join(end))]))


def _count_same(first: list[str], second: list[str]) -> int:
    """How many words two lists begin with alike."""
    return next((at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), min(len(first), len(second)))


def _compare(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Pairs of what was and what became; alike where nothing changed."""
    if len(before) > MOST_WORDS or len(after) > MOST_WORDS:
        return [("".join(before), "".join(after))]
    pairs: list[tuple[str, str]] = []
    is_open = False
    for sort, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was, now = "".join(before[start:end]), "".join(after[begin:stop])
        if sort == "equal" and end - start >= FEWEST_SAME:
            pairs.append((was, now))
            is_open = False
        elif is_open:
            pairs[-1] = (pairs[-1][0] + was, pairs[-1][1] + now)
        else:
            pairs.append((was, now))
            is_open = True
    return pairs


def _tell(pairs: list[tuple[str, str]]) -> Iterator[Part]:
    for was, now in pairs:
        if was == now:
            yield from [Part("same", was)] if was else []
        else:
            yield from [Part("gone", was)] if was else []
            yield from [Part("new", now)] if now else []
