"""A word that a command does not know comes in; what it may have meant goes out, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from ledstjarna.problems import OutsideError

_LIKELY = 0.6


def explain_word(word: str, options: Sequence[str]) -> OutsideError:
    """A word too many: one of the options, misspelt, or something that is none."""
    near = sort_nearest(word, options)[0] if word.startswith("-") else ""
    if near and _likeness(word, near) >= _LIKELY:
        return OutsideError("wrong_use_near", found=word, near=near)
    return OutsideError("wrong_use_word", found=word)


def explain_choice(word: str, choices: Iterable[str]) -> OutsideError:
    """A word that should be one of a few, and is not."""
    return OutsideError("wrong_use_choice", found=word, expected=", ".join(sort_nearest(word, choices)))


def sort_nearest(word: str, known: Iterable[str]) -> list[str]:
    """Words that are known, those most like a word first."""
    return sorted(known, key=lambda name: -_likeness(word, name))


def _likeness(word: str, name: str) -> float:
    return SequenceMatcher(None, word.lower()[:64], name).ratio()
