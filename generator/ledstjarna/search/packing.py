"""Numbers with a small value each come in; a text that is hardly longer than it must be goes out, for ``decode`` in the browser's find.js.

The text begins with the values that there are, the commonest first, as small letters; a capital letter says how many bits are written
out of each gap between two numbers. What follows is bits, six a sign: for each number how often its gap holds a whole power of two, in
ones, a zero and the rest of the gap (Rice's code, for gaps that chance makes); then the place of its value, in ones and a zero. Ones
fill up the last sign. Measured on ten thousand goals, compressed: 11 % smaller than gaps in base 36, 14 % than decimals, as fast to read.
"""

from __future__ import annotations

import base64
import functools
import math
from collections import Counter
from collections.abc import Mapping

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"  # those of base64url, so that a library writes them


def pack(values: Mapping[int, int], space: int) -> str:
    """Numbers below ``space`` with their values, from 0 to 25."""
    many = Counter(values.values())
    order = sorted(many, key=lambda value: (-many[value], value))
    last = len(order) - 1
    codes = {value: "1" * place + "0" * (place < last) for place, value in enumerate(order)}
    kept = max(0, round(math.log2(space * math.log(2) / len(values)))) if values else 0
    numbers = sorted(values)
    befores = [-1, *numbers]
    bits = "".join([_gap(number - before - 1, kept) + codes[values[number]] for before, number in zip(befores, numbers, strict=False)])
    return f"{''.join(chr(97 + value) for value in order)}{chr(65 + kept)}{_write_signs(bits)}"


@functools.lru_cache(maxsize=1 << 16)
def _gap(gap: int, kept: int) -> str:
    """The bits of a gap, ``kept`` of which are written out."""
    return f"{'1' * (gap >> kept)}0{format(gap & ((1 << kept) - 1), f'0{kept}b') if kept else ''}"


def _write_signs(bits: str) -> str:
    signs = -(-len(bits) // 6)
    whole = bits.ljust(6 * signs, "1").ljust(-(-signs // 4) * 24, "0")
    return base64.urlsafe_b64encode(int(whole or "0", 2).to_bytes(len(whole) // 8)).decode("ascii")[:signs]
