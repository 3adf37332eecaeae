"""The type of a field comes in; what the field may hold goes out, in words: a sentence, the words to choose among, and the record in it."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from typing import Any, Literal

from ledstjarna.model.accessibility import Criterion
from ledstjarna.model.outcome import Comparison, Outcome
from ledstjarna.model.search import SingleWord, Synonyms
from ledstjarna.model.settings import Format, Severity, Share, SiteUrl, Zone
from ledstjarna.model.site_file import EXTENSIONS, Extension, Theme
from ledstjarna.model.times import AboutDate, Date, Due, FigurePeriod, PeriodValue
from ledstjarna.model.values import (
    RHYTHMS,
    UNITS,
    Count,
    Decimals,
    Email,
    EveryNth,
    Id,
    Interval,
    Language,
    Name,
    Number,
    Record,
    Rhythm,
    RhythmName,
    Text,
    Truth,
    Unit,
    Url,
    Whole,
    Word,
    words_of,
)
from ledstjarna.model.withheld import Step


@dataclass(frozen=True, slots=True)
class Held:
    """What a field may hold. ``names`` counts the names that stand between it and its record, such as a measure’s id."""

    about: str
    words: tuple[str, ...] = ()
    record: type[Record] | None = None
    names: int = 0


_PERIOD = "A period: 2026, 2026-H1, 2026-Q2, 2026-T3, 2026-05, 2026-05-14 or 2024-01/2026-12."
_ADDRESS = "A web address that begins with https:// or http://."
# What is held, by type. They are compared and not looked up, since few of them can be keys.
_KNOWN: tuple[tuple[Any, Held], ...] = (
    (Text, Held("A text in each language.")),
    (Name, Held("A text in each language, or a name that is the same in all.")),
    (Word, Held("A short text, the same in all languages.")),
    (Id, Held("An id: small letters a–z, digits and hyphens, at most 64 characters.")),
    (Url, Held(_ADDRESS)),
    (SiteUrl, Held(_ADDRESS)),
    (Email, Held("An e-mail address.")),
    (Number, Held("A number, with a point before the decimals.")),
    (Whole, Held("A whole number, from 0.")),
    (Count, Held("A whole number, from 1.")),
    (Decimals, Held("A whole number, from 0 to 6.")),
    (Share, Held("A number from 0 to 1, with a point before the decimals.")),
    (Format, Held("A whole number, from 1.")),
    (Interval, Held("Two numbers in square brackets.")),
    (Truth, Held("Yes or no:", ("true", "false"))),
    (Date, Held("A day: year-month-day.")),
    (AboutDate, Held("A day, a month or a year: 2026-03-05, 2026-03 or 2026.")),
    (PeriodValue, Held(_PERIOD)),
    (FigurePeriod, Held(_PERIOD)),
    (Step, Held("A day, with a number where there are several versions of that day: 2025-03-09 or 2025-03-09-2.")),
    (Zone, Held("The name of a time zone, such as Europe/Stockholm.")),
    (Unit, Held("One of these words, or words of your own in each language:", UNITS)),
    (list[Id], Held("A list of ids in square brackets.")),
    (list[Name], Held("A list of names in square brackets.")),
    (list[Language], Held("A list of the site’s languages in square brackets.")),
    (
        list[Rhythm],
        Held("A list of these words in square brackets, or a rhythm of your own such as {every: 2, unit: year}:", RHYTHMS, EveryNth),
    ),
    (list[Criterion], Held("A list of numbers of success criteria in square brackets.")),
    (list[Extension], Held("A list of these words in square brackets:", EXTENSIONS)),
    (list[Synonyms], Held("A list of groups; each is a list of at least two words in square brackets.")),
    (dict[SingleWord, list[SingleWord]], Held("A list of words, each with its parts in square brackets.")),
    (dict[RhythmName, Due], Held("For each of these words, the month and the day or the number of days:", RHYTHMS)),
    (dict[Id, Word], Held("Names and what they say, in braces.")),
    (dict[Id, dict[Id, Id]], Held("For each kind of page, a word in each language.")),
    (dict[Word, Severity], Held("For each check, one of these words:", words_of(Severity))),
    (dict[Id, list[Outcome]], Held("For each measure, by its id, a list of rows.", record=Outcome, names=1)),
    (dict[Id, dict[Id, Comparison]], Held("For each measure, by its id, series with names of your own.", record=Comparison, names=2)),
    (typing.get_type_hints(Theme, include_extras=True)["name"], Held("One of these words:", ("material",))),
)


def what_is_held(hint: Any) -> Held:
    """What a field of this type may hold; KeyError for a type without words."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
    for known, held in _KNOWN:
        if hint == known:
            return held
    (inner, *_), is_list = typing.get_args(hint) or (hint,), typing.get_origin(hint) is list
    if isinstance(inner, type) and issubclass(inner, Record):
        return Held("A list of rows." if is_list else "Fields of its own.", record=inner)
    if typing.get_origin(inner) is Literal:
        return Held("One of these words:", words_of(hint))
    raise KeyError(hint)
