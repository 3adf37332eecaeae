"""Runs of stars and underscores come in, in the order of the text; which of them open and close emphasis goes out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST_RUN = {"*": 3, "_": 1}  # __init__ and ____ are no emphasis, nor is ****
_TAGS = {1: "em", 2: "strong"}
_FITS = {1: (1, 3), 2: (2, 3), 3: (1, 2, 3)}  # the lengths of runs that one of this length can close


@dataclass(slots=True)
class Pair:
    """Emphasis from one sign to another; ``is_shown`` is false where it lies too deep, and its signs stand as they were typed."""

    tag: str
    signs: str
    is_shown: bool = True


@dataclass(slots=True)
class Run:
    """Signs beside each other: how many are left as they were typed, and the emphasis that the others close and open."""

    sign: str
    left: int
    can_open: bool
    can_close: bool
    order: int = 0
    closes: list[Pair] = field(default_factory=list)
    opens: list[Pair] = field(default_factory=list)


def read_run(text: str, start: int, end: int) -> Run | None:
    """The run of one sign at this place; None where it can mean nothing.

    Emphasis begins where no word goes on before it, and ends where none goes on after it. So there is none inside words and numbers.
    """
    sign, length = text[start], end - start
    if length > LONGEST_RUN[sign]:
        return None
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    can_open = not (after.isspace() or _is_in_word(before) or _is_closing(after))
    can_close = not (before.isspace() or _is_in_word(after) or _is_opening(before))
    return Run(sign, length, can_open, can_close) if can_open or can_close else None


def _is_in_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


def _is_closing(sign: str) -> bool:
    return sign in ".,;:!?…" or unicodedata.category(sign) == "Pe"


def _is_opening(sign: str) -> bool:
    return unicodedata.category(sign) == "Ps"


def pair_runs(runs: Iterable[Run]) -> None:
    """Tell every run what it opens and closes. Each is looked at a fixed number of times, however many there are."""
    openers: dict[tuple[str, int], list[Run]] = {(sign, size): [] for sign, most in LONGEST_RUN.items() for size in range(1, most + 1)}
    for order, run in enumerate(runs):
        run.order = order
        while run.can_close and run.left:
            waiting = [openers[run.sign, size] for size in _FITS[run.left] if openers.get((run.sign, size))]
            if not waiting:
                break
            opener = max(waiting, key=lambda stack: stack[-1].order).pop()
            for stack in openers.values():
                while stack and stack[-1].order > opener.order:
                    stack.pop()
            _join(opener, run)
            if opener.left:
                openers[opener.sign, opener.left].append(opener)
        if run.can_open and run.left:
            openers[run.sign, run.left].append(run)


def _join(opener: Run, closer: Run) -> None:
    size = 1 if opener.left == closer.left == 3 else min(opener.left, closer.left)
    pair = Pair(_TAGS[size], opener.sign * size)
    opener.opens.insert(0, pair)  # what is joined later lies further out
    closer.closes.append(pair)
    opener.left -= size
    closer.left -= size
