"""A measure comes in; whether its figures count people goes out."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from generator.model.goal import Indicator
from generator.model.outcome import Outcome

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


def people_test(indicator: Indicator) -> Callable[[Outcome], bool]:
    """Tells of an indicator's outcomes whether they count people: by its unit or name, else where a number is given by sex."""
    if counts_people(indicator):
        return lambda _: True
    if indicator.unit == "count":
        return lambda outcome: outcome.by_sex is not None
    return lambda _: False


def counts_people(indicator: Indicator) -> bool:
    """Whether people are counted: a unit of one's own says so, or it is ``count`` and the name is "number of" people."""
    if isinstance(indicator.unit, Mapping):
        return any(_names_people(language, words) for language, words in indicator.unit.items())
    if indicator.unit != "count" or not isinstance(indicator.name, Mapping):
        return False
    return any(language in _COUNTED and bool(_counted(language).match(words)) for language, words in indicator.name.items())


def _names_people(language: str, words: str) -> bool:
    return language in _PEOPLE and not _RATE.search(words) and bool(_people(language).search(words))


@functools.cache
def _people(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_PEOPLE[language]})", re.IGNORECASE)


@functools.cache
def _counted(language: str) -> re.Pattern[str]:
    return re.compile(rf"{_COUNTED[language]}(?:{_PEOPLE[language]})", re.IGNORECASE)
