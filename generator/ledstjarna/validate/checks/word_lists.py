"""words.toml comes in; what a text says of levels, terms and units goes out."""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("words.toml")


@functools.cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words) + ")"


@functools.cache
def _level(language: str) -> re.Pattern[str] | None:
    of = _words().get(language)
    if of is None:
        return None
    pattern = rf"\b(?:{_any(of['very'])}\s+{_any(of['much'])}|{_any(of['good'])}\s+{_any(of['what'])}|{_any(of['alone'])})\b"
    return re.compile(pattern, re.IGNORECASE)


@functools.cache
def _one(language: str, list_name: str, start: str) -> re.Pattern[str] | None:
    of = _words().get(language)
    return re.compile(rf"{start}{_any(of[list_name])}(?!\w)", re.IGNORECASE) if of else None


def find_level_word(text: Mapping[str, str] | None) -> str:
    """The first level told in words, such as “very high”; empty where there is none."""
    return _first(text, _level)


def find_vague_word(text: Mapping[str, str] | None) -> str:
    """The first word that means different things to different people, such as “adequate”."""
    return _first(text, lambda language: _one(language, "vague", r"\b"))


def find_vague_word_in_name(text: Mapping[str, str] | None) -> str:
    """The same in the name of a measure, where plain words such as “good” must be explained too."""
    return find_vague_word(text) or _first(text, lambda language: _one(language, "vague_in_name", r"\b"))


def begins_with(text: Mapping[str, str] | None, list_name: str) -> str:
    """How a measure's name begins, where that promises a unit (``share`` or ``number``)."""
    return _first(text, lambda language: _one(language, list_name, r"\A"))


def _first(text: Mapping[str, str] | None, pattern: Any) -> str:
    """What is found in the language that the text was written in, which comes first; a translation may need other words."""
    for language, written in itertools.islice((text or {}).items(), 1):
        found = pattern(language)
        if found and (match := found.search(written)):
            return str(match.group())
    return ""


@functools.cache
def function_words(language: str) -> frozenset[str]:
    """The little words that only this language has, such as “och” or “the”; none of a language that is not known here."""
    return frozenset(_words().get(language, {}).get("function", ()))


@functools.cache
def _units(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    of = _words().get(language, {}).get("units", {})
    # A number of at most 31 signs, begun where no digit is before it: so a text full of digits takes no longer than its length allows.
    number = r"((?:-|(?<!\d))\d[\d ]{0,30}+(?:[.,]\d{1,20}+)?)"
    return tuple((unit, re.compile(rf"{number}\s*+{_any(words)}(?!\w)", re.IGNORECASE)) for unit, words in of.items())


def read_quantities(text: Mapping[str, str] | None) -> list[tuple[str, str, str]]:
    """Every number with a unit behind it: what is written, the number as 1234.5, and the unit as content files write it."""
    found = []
    for language, written in (text or {}).items():
        for unit, pattern in _units(language):
            for match in pattern.finditer(written):
                number = re.sub(r"[\s ]", "", match[1])
                # 1,234.5 and 1 234,5
                number = number.replace(",", "") if language != "sv" and re.search(r",\d{3}(?!\d)", number) else number.replace(",", ".")
                found.append((match.group().strip(), number, unit))
    return found
