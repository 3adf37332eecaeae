"""A unit and a measure's name come in; whether people are counted goes out."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

FEW = range(1, 5)  # so many persons are told as "fewer than 5"

# How words for people begin, by language.
_PEOPLE = {
    "sv": "person|människ|invånar|individ|barn|ungdom|unga|elev|student|brukar|klient|patient|kund|boende|anställd|medarbetar|lärar|"
    "kvinn|män(?!n)|flick|pojk|familj|hushåll|deltagar|sökande|föräld|äldre|flykting|anhörig",
    "en": "person|people|inhabitant|resident|individual|child|youth|young|pupil|student|user|client|patient|customer|employee|staff|"
    "teacher|women|woman|men|man|girl|boy|famil|household|participant|applicant|parent|refugee|relative",
}
_RATE = re.compile(r"/|\bper\b|\bandel|\bshare", re.IGNORECASE)  # users per employee is no head count
_COUNTED = {"sv": r"\Aantal(?:et)?\s+(?:\w+\s+)?", "en": r"\A(?:the\s+)?number\s+of\s+(?:\w+\s+)?"}


def counts_persons(unit: Mapping[str, str] | str | None, name: Mapping[str, str] | str | None = None) -> bool:
    """Whether people are counted: a unit of one's own says so, or it is ``count`` and the name is "number of" people."""
    if isinstance(unit, Mapping):
        return any(_names_people(language, words) for language, words in unit.items())
    if unit != "count" or not isinstance(name, Mapping):
        return False
    return any(language in _COUNTED and bool(_counted(language).match(words)) for language, words in name.items())


def _names_people(language: str, words: str) -> bool:
    return language in _PEOPLE and not _RATE.search(words) and bool(_people(language).search(words))


@functools.cache
def _people(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_PEOPLE[language]})", re.IGNORECASE)


@functools.cache
def _counted(language: str) -> re.Pattern[str]:
    return re.compile(rf"{_COUNTED[language]}(?:{_PEOPLE[language]})", re.IGNORECASE)
