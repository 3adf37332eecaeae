"""A language comes in; its letters, the letter that a title lies under, and the order of titles go out.

Letters are ``a`` to ``z``, ``aa``, ``ae`` and ``oe`` where the language has å, ä and ö, ``0-9`` and ``other``. Signs before the first
letter are passed by. É lies under E; in Swedish ü under Y, æ under Ä and ø under Ö, in English å under A.
"""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass

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
OWN_PAGES = 500  # so many goals or more have a page for each letter, and fewer are on one page


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


def has_letter(language: str, id: str) -> bool:
    """Whether a language has a letter; Swedish has å, English has not."""
    return any(letter.id == id for letter in Alphabet(language).letters)


def has_own_pages(many: int) -> bool:
    """Whether each letter has a page of its own, with so many goals in all."""
    return many >= OWN_PAGES
