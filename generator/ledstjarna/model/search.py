"""What somebody types and what stands on the site, joined by editors: words that mean the same, and where a compound is divided.

They are content, a file a language: one file of the whole site would make every editor pass the other languages' words. Groups are not
joined with one another, so a loose word never carries further than its own line. Parts are held to make up their word, so that editors
write *skola* and not *skol*.
"""

import unicodedata
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from ledstjarna.model.complaints import complain, read_scalar, show
from ledstjarna.model.reading import ReadBy
from ledstjarna.model.values import Record

LONGEST_WORD = 80
_LONGEST_LINK = 2  # letters between two parts, as in handling-s-plan
_VOWELS = "aeiouyåäöøæ"


def read_search_word(found: object) -> str:
    """A word or a phrase, with single spaces, that has something in it to search for."""
    word = " ".join(read_scalar("" if found is None else found, "text").split())
    if not word:
        raise complain("text_empty")
    if len(word) > LONGEST_WORD:
        raise complain("text_too_long", length=len(word), longest=LONGEST_WORD)
    if not any(sign.isalnum() for sign in word):
        raise complain("search_word", found=word)
    return word


def read_single_word(found: object) -> str:
    """One word without spaces, hyphens and other signs: such a one is divided, or a part of it."""
    word = read_search_word(found)
    if not all(unicodedata.category(sign)[0] in "LMN" for sign in word):
        raise complain("compound", found=word)
    return word


def _at_least_two(found: object) -> object:
    if isinstance(found, list) and len(found) < 2:
        raise complain("synonyms_few", found=show(found))
    return found


_WORD: dict[str, Any] = {"type": ["string", "number", "boolean"], "maxLength": LONGEST_WORD}

SearchWord = Annotated[str, ReadBy(read_search_word), WithJsonSchema({**_WORD, "pattern": r"[^\s\-_.,:;!?()/]"})]
SingleWord = Annotated[str, ReadBy(read_single_word), WithJsonSchema({**_WORD, "pattern": r"^[^\s\-_.,:;!?()/]+$"})]
Synonyms = Annotated[list[SearchWord], BeforeValidator(_at_least_two), Field(min_length=2)]


class SearchWords(Record):
    """``content/search/<language>.yml``: what the search should know about the words of a language."""

    synonyms: list[Synonyms] = Field(
        [], description="Groups of words or phrases that mean the same: a text with one of them is found by each of the others."
    )
    compounds: dict[SingleWord, list[SingleWord]] = Field(
        {}, description="Compounds that are to be divided into these parts; without parts, [], the word is never divided."
    )


def same_word(word: str) -> str:
    """A word as the search compares it with others: small letters, and one way of writing each letter."""
    return unicodedata.normalize("NFKC", word).lower()


def make_up(word: str, parts: Sequence[str]) -> bool:
    """Whether two or more parts, in this order, make up a compound.

    Between two of them there may be linking letters (``handling-s-plan``), and a vowel that ends the first may have given way to them
    (``kyrka``, ``kyrk-o-gård``).
    """
    whole = same_word(word)
    *firsts, last = [same_word(part) for part in parts] or [""]
    begins = {0}
    for part in firsts:
        forms = {part, part[:-1]} if len(part) > 2 and part[-1] in _VOWELS else {part}
        ends = {begin + len(form) for begin in begins for form in forms if whole.startswith(form, begin)}
        begins = {end + link for end in ends for link in range(_LONGEST_LINK + 1)}
    return bool(firsts) and any(begin + len(last) == len(whole) and whole.startswith(last, begin) for begin in begins)
