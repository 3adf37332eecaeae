"""The addresses of a language's documents come in; the number of each goes out, which hangs on its own address and seldom on another's.

A number is the beginning of a hash, so that a document keeps it whatever comes or goes beside it. Of those that would have the same, the
first by address has it and the others the next that is free: one that comes or goes may move those that it collides with, and no others.
When the documents become twice as many, all get one more bit. Their order stays: that of their hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

# Numbers there are at least, and for each document; as few as one in eight is then in use, and at most one in four.
FLOOR, ROOM = 1024, 4


def count_numbers(documents: int) -> int:
    """How many numbers there are for so many documents: a power of two."""
    return max(FLOOR, 1 << (ROOM * documents - 1).bit_length())


def number_documents(addresses: Collection[str]) -> dict[str, int]:
    """The number of each document by its address, in whatever order they come."""
    space = count_numbers(len(addresses))
    shift = 64 - (space.bit_length() - 1)
    taken: dict[int, str] = {}
    for address in sorted(addresses):
        number = int.from_bytes(hashlib.sha256(address.encode()).digest()[:8]) >> shift
        while number in taken:
            number = (number + 1) % space
        taken[number] = address
    return {address: number for number, address in sorted(taken.items())}
