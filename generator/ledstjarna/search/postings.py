"""The terms of all documents come in; for each term the documents that have it go out, as a text that a browser reads.

Terms that nothing has happened to since before are not written anew: what becomes of a term hangs on nothing but the numbers of the
documents that have it, what it weighs in them, and how many numbers there are.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ledstjarna.search.numbers import count_numbers, number_documents
from ledstjarna.search.packing import pack

# Steps of weighted frequencies, each so many times the one before; the first is for the least of all, and less.
LEAST, STEP, STEPS = 0.05, 1.3, 20
# A term in more documents than this keeps those that it says most of. It hardly tells documents apart.
MOST_DOCUMENTS = 10_000

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Packed:
    """The terms of each document and its number, by its address; and the documents of each term."""

    documents: Mapping[str, Weights]
    numbers: Mapping[str, int]
    postings: Mapping[str, str]


def pack_terms(documents: Mapping[str, Weights], before: Packed | None = None) -> Packed:
    """The documents of every term; the same with or without what was ``before``, which only saves work."""
    numbers = number_documents(documents)
    space = count_numbers(len(numbers))
    is_alike = before is not None and space == count_numbers(len(before.numbers))
    kept, touched = (before.postings, _touched_terms(before, documents, numbers)) if before and is_alike else ({}, None)
    found: dict[str, dict[int, int]] = {}
    for address, weights in documents.items():
        number = numbers[address]
        for term in weights if touched is None else weights.keys() & touched:
            found.setdefault(term, {})[number] = find_step(weights[term])
    postings = {term: text for term, text in kept.items() if touched is None or term not in touched}
    return Packed(documents, numbers, postings | {term: write_postings(steps, space) for term, steps in found.items()})


def _touched_terms(before: Packed, documents: Mapping[str, Weights], numbers: Mapping[str, int]) -> Collection[str]:
    """The terms of documents that came, went, were changed or moved."""
    touched: set[str] = set()
    for address in before.documents.keys() | documents.keys():
        old, new = before.documents.get(address), documents.get(address)
        if (old is not new and old != new) or before.numbers[address] != numbers[address]:
            touched.update(old or (), new or ())
    return touched


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
