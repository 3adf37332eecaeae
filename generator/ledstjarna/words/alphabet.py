"""A language comes in; its letters, the letter that a title lies under, and the order of titles go out.

Letters are ``a`` to ``z``, ``aa``, ``ae`` and ``oe`` where the language has å, ä and ö, ``0-9`` and ``other``. Signs before the first
letter are passed by. É lies under E; in Swedish ü under Y, æ under Ä and ø under Ö, in English å under A.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the alphabets themselves know nothing of goals, and ask for nothing that does
    from ledstjarna.derive.nodes import GoalNode
    from ledstjarna.words.voice import Voice

# The letters that follow z, by language. Every other sign above or through a letter is looked away from.
_AFTER_Z = {"sv": "åäö", "fi": "åäö"}
# How they stand in an address: å as aa, as names have always been written where the letter is missing.
_IDS = {"å": "aa", "ä": "ae", "ö": "oe"}
# What a foreign letter is taken for: in these languages, and in every other.
_NORDIC = {"æ": "ä", "ø": "ö", "ü": "y"}
_FOREIGN = {"æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i"}
_BEYOND = "{|}"  # what follows z among the signs, for what follows z among the letters
_BETWEEN_WORDS, _NUMBER = re.compile(r"[^\w\u0300-\u036f]+|_"), re.compile(r"[0-9]+")
DIGITS, OTHERS = "0-9", "other"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it stands in an address and as it is shown; ``shown`` is empty for what is no letter and no digit."""

    id: str
    shown: str


class Alphabet:
    """The order of one language."""

    def __init__(self, language: str) -> None:
        after_z = _AFTER_Z.get(language, "")
        own = dict(zip(after_z, _BEYOND, strict=False))
        instead = {**_FOREIGN, **(_NORDIC if after_z else {})}
        self._instead = str.maketrans({**{sign: own.get(told, told) for sign, told in instead.items()}, **own})
        self._ids = {sign: _IDS[letter] for letter, sign in own.items()}
        letters = [Letter(letter, letter.upper()) for letter in string.ascii_lowercase]
        letters += [Letter(_IDS[letter], letter.upper()) for letter in after_z]
        self.letters = (*letters, Letter(DIGITS, "0–9"), Letter(OTHERS, ""))
        self._keys: dict[str, str] = {}

    def key(self, title: str) -> str:
        """What titles are put in order by: words, signs left out, numbers by what they are worth."""
        if title not in self._keys:
            self._keys[title] = self._make_key(title)
        return self._keys[title]

    def _make_key(self, title: str) -> str:
        words = _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFC", title).casefold()).strip()
        parts = unicodedata.normalize("NFD", words.translate(self._instead))
        bare = parts if parts.isascii() else "".join(sign for sign in parts if not unicodedata.combining(sign))
        return _NUMBER.sub(lambda number: number.group().zfill(9), bare)

    def letter(self, title: str) -> str:
        """The id of the letter that a title lies under."""
        first = self.key(title)[:1]
        if first in string.ascii_lowercase and first:
            return first
        return self._ids.get(first) or (DIGITS if first.isdecimal() else OTHERS)


def title_order(voice: Voice) -> Callable[[GoalNode], tuple[str, ...]]:
    """The key that puts goals in order of their titles, as this language shows them."""
    alphabet = Alphabet(voice.code)
    return lambda goal: (alphabet.key(voice.text(goal.record.title).text), alphabet.key(_agency(goal, voice)), goal.id)


def agency_order(voice: Voice) -> Callable[[GoalNode], tuple[str, ...]]:
    """The key that puts goals in order of their bodies' names, the real bodies first, then of their ids."""
    alphabet = Alphabet(voice.code)
    return lambda goal: (str(int(goal.agency.is_invented)), alphabet.key(_agency(goal, voice)), goal.agency.id, goal.id)


def shelve(goals: Iterable[GoalNode], voice: Voice) -> list[tuple[Letter, list[GoalNode]]]:
    """Every letter of the language with the goals whose titles begin so, in order."""
    alphabet = Alphabet(voice.code)
    shelves: dict[str, list[GoalNode]] = {letter.id: [] for letter in alphabet.letters}
    for goal in sorted(goals, key=title_order(voice)):
        shelves[alphabet.letter(voice.text(goal.record.title).text)].append(goal)
    return [(letter, shelves[letter.id]) for letter in alphabet.letters]


def has_letter(language: str, id: str) -> bool:
    """Whether a language has a letter; Swedish has å, English has not."""
    return any(letter.id == id for letter in Alphabet(language).letters)


def _agency(goal: GoalNode, voice: Voice) -> str:
    return voice.text(goal.agency.record.name).text
