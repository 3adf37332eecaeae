"""The documents of a term come in, as they were, and what has changed of them; what they are goes out, as a text that a browser reads.

What is written of a term hangs on nothing but the numbers of the documents that have it, what it weighs in them, and how many numbers
there are.
"""

from __future__ import annotations

import functools
import math
from array import array
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ledstjarna.search.packing import pack

# Steps of weighted frequencies, each so many times the one before; the first is for the least of all, and less.
LEAST, STEP, STEPS = 0.05, 1.3, 20
# A term in more documents than this keeps those that it says most of. It hardly tells documents apart.
MOST_DOCUMENTS = 10_000
_FOUR_BYTES = "I"


class Posting(NamedTuple):
    """The documents of a term: their numbers in order, four bytes each, the steps of their weights, a byte each, and both as a text."""

    numbers: bytes
    steps: bytes
    text: str


def change_posting(before: Posting | None, gone: Iterable[int], come: Mapping[int, int], space: int) -> Posting | None:
    """A term's documents when some have gone and others, with their steps, have come; None where none is left."""
    held = dict(zip(array(_FOUR_BYTES, before.numbers), before.steps, strict=True)) if before else {}
    for number in gone:
        del held[number]
    steps = dict(sorted((held | dict(come)).items()))
    return Posting(array(_FOUR_BYTES, steps).tobytes(), bytes(steps.values()), write_postings(steps, space)) if steps else None


def write_postings(steps: Mapping[int, int], space: int) -> str:
    """The documents of a term, by their numbers, with the steps of their weights; how many, where only the best are kept."""
    if len(steps) <= MOST_DOCUMENTS:
        return pack(steps, space)
    kept = sorted(steps, key=lambda number: (-steps[number], number))[:MOST_DOCUMENTS]
    return f"+{len(steps)} {pack({number: steps[number] for number in kept}, space)}"


@functools.lru_cache(maxsize=4096)
def find_step(weight: float) -> int:
    """The step that a weight is nearest to."""
    return max(0, min(STEPS, round(math.log(weight / LEAST, STEP))))
