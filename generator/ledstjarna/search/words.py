"""A language comes in; its words as search takes them go out: where they are in a text, their stems, and how they are without marks.

What the rules are is in ``languages``; a language that has none there is searched in without stems. ``theme/scripts/search/words.js``
does the same with the same rules, and ``tests/cases/search_vectors.json`` holds the two to it.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = Path(__file__).with_name("languages")
# Letters that are no other letter with a mark.
_FOREIGN = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "ı": "i"})
# What holds the pieces of one word together.
_JOINTS = "-\u2010\u2011\u2012\u2013:.,'\u2019"
_HYPHENS = "-\u2010\u2011\u2012\u2013"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, small: ``text`` is all of it, ``parts`` its pieces where it has more than one, from ``start`` to ``end``."""

    text: str
    parts: tuple[str, ...]
    start: int
    end: int


class Words:
    """The words of one language."""

    def __init__(self, code: str, told: Mapping[str, Any]) -> None:
        """``told`` is a file of ``languages``, or empty."""
        browser = told.get("browser", {})
        self.code = code
        self._folded: dict[str, str] = {}
        self.compounds: Mapping[str, Any] = told.get("compounds", {})
        self.whole, self._ends = (read_pairs(browser.get(key, "")) for key in ("whole", "ends"))
        self.rules: dict[str, Any] = {
            "stops": " ".join(browser.get("stops", "").split()),
            "asks": " ".join(browser.get("asks", "").split()),
            "whole": " ".join(browser.get("whole", "").split()),
            "ends": " ".join(browser.get("ends", "").split()),
            "undouble": browser.get("undouble", []),
            "steps": browser.get("steps", []),
            "vowels": browser.get("vowels", ""),
        }
        self.stops = frozenset(self.rules["stops"].split())
        self.whole |= self._ends
        # Who types without marks has the same words, but not the same endings: snabbast does not end in bäst.
        self._plain = {self.fold(key): self.fold(stem) for key, stem in self.whole.items()}
        self._longest = max(map(len, self._ends), default=0)
        self._last_letters = {key[-2:] for key in (*self.whole, *self._plain)}
        self._steps = [{ending: (place, least) for ending, place, least in step} for step in self.rules["steps"]]
        self._voiced = re.compile(f"[{self.rules['vowels']}]") if self.rules["vowels"] else re.compile("$^")
        self._reach = [max(map(len, step), default=0) for step in self._steps]
        self._stems: dict[str, str] = {}
        self._tokens: dict[str, tuple[str, ...]] = {}

    def split(self, text: str) -> list[Word]:
        """The words of a text, in order, with their places in it; a number with spaces between its thousands is one."""
        found = []
        for match in _WORD.finditer(text):
            written = _SPACES.sub("", match[0])
            pieces = [unicodedata.normalize("NFKC", piece).lower().replace("\u00ad", "") for piece in _PIECE.findall(written)]
            pieces = [piece for piece in pieces if piece]
            if pieces:
                found.append(_join(pieces, written, match.start(), match.end()))
        return found

    def tokens(self, text: str) -> list[str]:
        """What a text is indexed by: every word, then its pieces, without stop words."""
        found: list[str] = []
        for written in _THOUSANDS.sub(lambda number: _SPACES.sub("", number[0]), text).split():  # no word has a space in it then
            tokens = self._tokens.get(written)
            if tokens is None:
                every = [token for word in self.split(written) for token in (word.text, *word.parts)]
                tokens = self._tokens[written] = tuple(token for token in every if token not in self.stops)
            found += tokens
        return found

    def stem(self, word: str) -> str:
        """What is left of a word, the same for all its forms."""
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stems[word] = self._cut(word)
        return stem

    def fold(self, word: str) -> str:
        """A word as it is typed where letters have no marks."""
        if word.isascii():
            return word
        folded = self._folded.get(word)
        if folded is None:
            plain = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.category(sign).startswith("M"))
            folded = self._folded[word] = plain.translate(_FOREIGN)
        return folded

    def _cut(self, word: str) -> str:
        if not word.isalpha() and any(sign.isdecimal() for sign in word):
            return word
        for form in (word, word[:-1]) if word[-1:] == "s" else (word,):
            if found := self._cut_whole(form):
                return found
        for step, reach in zip(self._steps, self._reach, strict=True):
            cut = self._step(word, step, reach)
            if cut != word and (found := self._cut_whole(cut)):
                return found
            word = cut
        for double in self.rules["undouble"]:
            if word.endswith(double) and len(word) > 2:
                return word[:-1]
        return word

    def _cut_whole(self, form: str) -> str:
        """The stem of a form that is named by itself, or ends as one that is named for that, else ""."""
        if form[-2:] not in self._last_letters:
            return ""
        if (found := self.whole.get(form) or self._plain.get(form)) is not None:
            return found
        for length in range(min(self._longest, len(form) - 1), 3, -1):
            if (found := self._ends.get(form[-length:])) is not None:
                return form[:-length] + found
        return ""

    def _step(self, word: str, step: Mapping[str, tuple[str, int]], reach: int) -> str:
        for length in range(min(reach, len(word) - 1), 0, -1):
            found = step.get(word[-length:])
            if found is not None and len(word) - length >= found[1] and self._voiced.search(left := word[:-length] + found[0]):
                return left
        return word


def read_pairs(told: str) -> dict[str, str]:
    """``form>stem`` each, or a form that is its own stem."""
    return {form: stem or form for form, _, stem in (entry.partition(">") for entry in told.split())}


def _join(pieces: list[str], written: str, start: int, end: int) -> Word:
    """One word of its pieces. What follows an apostrophe or a letter's colon is an ending, not a piece."""
    joints = [joint for joint in written if joint in _JOINTS]
    if len(pieces) > 1 and joints and joints[-1] in ":'\u2019" and not pieces[-1][0].isdecimal():
        pieces = pieces[:-1]
    if len(pieces) == 1:
        return Word(pieces[0], (), start, end)
    if all(piece.isdecimal() for piece in pieces) and not set(joints) & set(_HYPHENS):
        joint = ":" if ":" in joints else "."
        return Word(joint.join(pieces), tuple(pieces) if joint == ":" else (), start, end)
    return Word("".join(pieces), tuple(pieces), start, end)


# Letters and digits of any script, with their marks; and how pieces hang together: digits by a point or a comma, anything by a hyphen.
_SIGN = r"[^\W_]"
# Every mark there is, as \p{M} in the browser; a regular expression has no name for them here. None is looked for among ideographs and
# syllables, which are most of all signs. Those of the first plane are apart, since a set with others in it is read through from its
# beginning at every sign.
_BLOCKS = (
    (0x300, 0x3400),
    (0xA000, 0xAC00),
    (0xF900, 0x12000),
    (0x13400, 0x13500),
    (0x16000, 0x17000),
    (0x1B000, 0x1F000),
    (0xE0100, 0xE01F0),
)
_MARKED = [mark for first, end in _BLOCKS for mark in map(chr, range(first, end)) if unicodedata.category(mark)[0] == "M"]


def _ranges(signs: Iterable[str]) -> str:
    """Signs in order as the inside of a set, which is made much faster from ranges than from signs."""
    found: list[list[str]] = []
    for sign in signs:
        if found and ord(sign) == ord(found[-1][1]) + 1:
            found[-1][1] = sign
        else:
            found.append([sign, sign])
    return "".join(f"{re.escape(first)}-{re.escape(last)}" for first, last in found)


_NEAR = "\u00ad" + _ranges(mark for mark in _MARKED if mark < "\U00010000")
_FAR = _ranges(mark for mark in _MARKED if mark >= "\U00010000")
_RUN = rf"(?:{_SIGN}+|[{_NEAR}]+|(?=[\U00010000-\U0010ffff])[{_FAR}]+)+"
_PIECE = re.compile(_RUN)
_SPACES = re.compile("[ \u00a0\u202f]")
_NUMBER = rf"(?<!{_SIGN})(?<![.,:\-])[0-9]{{1,3}}(?:{_SPACES.pattern}[0-9]{{3}})+(?!{_SIGN})"
_THOUSANDS = re.compile(_NUMBER)
_WORD = re.compile(
    rf"{_NUMBER}(?:[.,][0-9]+(?!{_SIGN}))?|{_RUN}(?:(?:[{_HYPHENS}'\u2019](?={_SIGN})|(?<=\d)[:.,](?=\d)|(?<=[^\W\d_]):(?=[^\W\d_])){_RUN})*"
)


@functools.cache
def words_of(code: str) -> Words:
    """The words of a language by its code."""
    known = {path.stem: path for path in LANGUAGES.glob("*.toml")}
    return Words(code, tomllib.loads(known[code].read_text(encoding="utf-8")) if code in known else {})
