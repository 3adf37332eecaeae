"""A measure comes in; whether its figures count people goes out.

Where words leave doubt (*platser för barn*) they are taken to, so that a small figure is hidden.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from ledstjarna.model.goal import Indicator
from ledstjarna.model.outcome import Outcome

FEW = range(1, 5)  # so many persons are told as "fewer than 5"

# Words for people and their inflections, by language. A Swedish compound is about people when it ends with one (gymnasieelever), not
# when it begins with one (personbilar, barnomsorgsplatser); a hyphen after the word makes it a part of another (barn- och ungdomsplan).
_PEOPLE = {
    "sv": r"(?:\w*(?:"
    r"(?:person|individ|elev|student|klient|patient|familj)(?:en|er|erna)?|(?:ungdom|flykting)(?:en|ar|arna)?|pojk(?:e|en|ar|arna)|"
    r"(?:människ|kvinn|flick)(?:a|an|or|orna)|(?:invån|bruk|medarbet|lär|tag)are(?:n|na)?|barn(?:en|et)?|hushåll(?:en|et)?|"
    r"(?:anställd|anhörig|anländ|arbetslös|hemlös)[ae]?|vux(?:en|na)|(?:sökande|ensamkommande)(?:n|na)?|"
    r"föräld(?:er|ern|rar|rarna)|personal(?:en)?)"
    r"|man|män|männen|unga|äldre|boende|kund(?:en|er|erna)?)s?",
    "en": r"(?:persons?|people|inhabitants?|residents?|individuals|(?:school|grand|step)?child(?:ren)?|youths?|young|adults?|elderly|"
    r"pupils?|students?|users?|clients?|(?:in|out)?patients?|customers?|employees?|staff|workers?|teachers?|wom[ae]n|m[ae]n|girls?|boys?|"
    r"famil(?:y|ies)|households?|participants?|applicants?|job-?seekers?|recipients?|parents?|refugees?|relatives)",
}
# Users per employee are no head count; persons per year are.
_RATE = re.compile(
    r"(?:/|\bper\b)(?!\s*(?:år|halvår|tertial|kvartal|månad|vecka|dag|dygn|year|quarter|month|week|day)\b)|\bandel|\bshare\b", re.IGNORECASE
)
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
    named = [(language, words) for language, words in indicator.name.items() if language in _COUNTED and not _RATE.search(words)]
    return any(_counted(language).match(words) for language, words in named)


def is_number_of(indicator: Indicator) -> bool:
    """Whether a figure is a number of something, so that "fewer than 5" can be said of it: no share, no sum and no rate."""
    words = indicator.unit if isinstance(indicator.unit, Mapping) else indicator.name if indicator.unit == "count" else None
    named = words.values() if isinstance(words, Mapping) else [words or ""]
    return (isinstance(indicator.unit, Mapping) or indicator.unit == "count") and not any(map(_RATE.search, named))


def _names_people(language: str, words: str) -> bool:
    return language in _PEOPLE and not _RATE.search(words) and bool(_people(language).search(words))


@functools.cache
def _people(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_PEOPLE[language]}\b(?!-)", re.IGNORECASE)


@functools.cache
def _counted(language: str) -> re.Pattern[str]:
    return re.compile(rf"{_COUNTED[language]}{_PEOPLE[language]}\b(?!-)", re.IGNORECASE)
