"""One language of the site: its texts come from a gettext catalogue, its numbers and dates follow its locale."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from ledstjarna.derive.rounding import own_decimals, round_away
from ledstjarna.load.catalogue import read_catalogue
from ledstjarna.model.catalogue import Catalogue, find_language
from ledstjarna.model.settings import Language, Settings
from ledstjarna.model.singular import one_of_people
from ledstjarna.model.times import Period, rough_period
from ledstjarna.problems import OutsideError
from ledstjarna.words.mixed_text import fill, join, told_in

NO_BREAK = "\u00a0"
Unit = Mapping[str, str] | str | None
_PeriodKey = tuple[datetime.date, datetime.date, str]


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for "to be translated later"
    """Marks a text for translation; it is translated where it is shown."""
    return message


# The built-in units behind a number, and by themselves.
_MEASURES = {
    "percent": N_("{number}%"),
    "SEK": N_("SEK {number}"),
    "kSEK": N_("SEK {number} thousand"),
    "MSEK": N_("SEK {number} million"),
    "days": N_("{number} days"),
}
_UNITS = {
    "percent": N_("per cent"),
    "count": N_("number"),
    "SEK": N_("SEK"),
    "kSEK": N_("SEK thousand"),
    "MSEK": N_("SEK million"),
    "days": N_("days"),
    "index": N_("index"),
}


class LocalText(NamedTuple):
    """A text of the content in the language it exists in. ``is_fallback``: not the language that was asked for."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text

    @property
    def told(self) -> str:
        """The text, which knows that it is in another language where it is."""
        return told_in(self.language, self.text) if self.is_fallback else self.text


class Voice:
    """Speaks one language: interface texts, content texts with fallback, numbers, dates and periods."""

    def __init__(self, language: Language, settings: Settings, catalogues: Path, own: Catalogue | None = None) -> None:
        self.language = language
        self.code = language.code
        self.settings = settings
        try:
            Locale.parse(language.locale)
        except (UnknownLocaleError, ValueError) as error:
            raise OutsideError("locale_unknown", found=language.locale) from error
        self._order = (language.code, *(code for code in settings.codes if code != language.code))
        self._texts = load_catalogue(catalogues, language.code)
        self._own = own
        self._said: dict[str, str] = {}
        self._periods: dict[_PeriodKey, str] = {}
        self._whens: dict[_PeriodKey, str] = {}

    def _(self, message: str, **facts: object) -> str:
        """An interface text, its placeholders filled."""
        text = self._said.get(message)
        if text is None:
            text = self._said[message] = (self._own.say(message) if self._own else None) or self._texts.say(message) or message
        return fill(text, facts) if facts else text

    def n(self, one: str, many: str, count: int, **facts: object) -> str:
        """An interface text that depends on a number, told as ``{n}``."""
        text = (self._own.count(one, many, count) if self._own else None) or self._texts.count(one, many, count)
        text = text or (one if count == 1 else many)
        return fill(text, {"n": self.number(count), **facts})

    @property
    def site_name(self) -> str:
        """What the site is called."""
        return self.text(self.settings.name).text if self.settings.name else "Ledstjärna"

    @property
    def has_gaps(self) -> bool:
        """Whether some texts of the interface are in English, since nobody has translated them to this language."""
        return bool(self._own and self._own.gaps)

    def language_of(self, message: str) -> str:
        """The language that an interface text is told in: this one, or English where it has no translation."""
        return "en" if self._own and self._own.say(message) is None else self.code

    def text(self, text: Mapping[str, str] | str) -> LocalText:
        """A text of the content: in this language, else in the site's next one. A plain word is the same in every language."""
        if isinstance(text, str):
            return LocalText(text, self.code, is_fallback=False)
        if (own := text.get(self.code)) is not None:
            return LocalText(own, self.code, is_fallback=False)
        code = next(code for code in (*self._order, *text) if code in text)
        return LocalText(text[code], code, is_fallback=code != self.code)

    def told(self, text: Mapping[str, str] | str) -> str:
        """Such a text as a part of another: a sentence, a caption, a label."""
        if isinstance(text, str):
            return text
        return own if (own := text.get(self.code)) is not None else self.text(text).told

    def own(self, text: Mapping[str, str] | str | None, instead: str) -> str:
        """A text where it is in this language; where no language can be marked, something else is said instead."""
        return instead if text is None or (found := self.text(text)).is_fallback else found.text

    def language_name(self, code: str) -> str:
        """What a language is called in this one: ``svenska``, ``Swedish``."""
        try:
            return Locale.parse(code, sep="-").get_language_name(self.language.locale) or code
        except (UnknownLocaleError, ValueError):
            return code

    def number(self, value: Decimal | Fraction | int, decimals: int | None = None) -> str:
        """A number: ``1 234,5`` or ``1,234.5``; with ``decimals``, rounded to that many, halves away from zero. Never ``-0``."""
        return _number(value, decimals, self.language.locale)

    def share(self, value: Fraction | Decimal, decimals: int | None = None) -> str:
        """A share in per cent, not clamped; with ``decimals``, rounded to that many, which must be enough to tell it from 0 and 1."""
        return self._("{number}%", number=self.number(*_per_cent(value, decimals)))

    def measure(self, value: Decimal | Fraction, unit: Unit, decimals: int | None = None, one: Mapping[str, str] | None = None) -> str:
        """A number with its unit; ``one`` is what a unit of one's own is called of exactly 1, which is known of words for people."""
        number = self.number(value, decimals)
        if unit is not None and not isinstance(unit, str) and number == self.number(1):
            words = self.text(one or unit)
            person = None if one else one_of_people(words.text, words.language)
            named = LocalText(person, words.language, words.is_fallback) if person else words
            return join((number, named.told), NO_BREAK)
        return self._with_unit(number, unit)

    def difference(self, value: Decimal | Fraction, unit: Unit, decimals: int | None = None, one: Mapping[str, str] | None = None) -> str:
        """A difference with its unit: between two percentages it is told in percentage points."""
        if unit == "percent":
            number = self.number(value, decimals)
            is_one = number == self.number(1)
            return self._("{number} percentage point", number=number) if is_one else self._("{number} percentage points", number=number)
        return self.measure(value, unit, decimals, one)

    def measure_words(self, words: str, unit: Unit) -> str:
        """Words in place of a number, such as ``fewer than 5``, with a unit of one's own behind them."""
        return join((words, self.told(unit)), NO_BREAK) if isinstance(unit, Mapping) else words

    def _with_unit(self, number: str, unit: Unit) -> str:
        if unit is None or unit in ("count", "index"):
            return number
        if not isinstance(unit, str):
            return join((number, self.told(unit)), NO_BREAK)
        if unit == "days" and number == self.number(1):
            told = self._("{number} day", number=number)
        else:
            told = self._(_MEASURES[unit], number=number)
        return told.replace(" ", NO_BREAK)

    def unit(self, unit: Unit) -> str:
        """A unit by itself, for a table's header."""
        if unit is None:
            return ""
        if not isinstance(unit, str):
            return self.told(unit)
        return self._(_UNITS[unit])

    def date(self, date: datetime.date) -> str:
        """A day: ``20 december 2024``; of a rough date no more than is known: ``maj 2019``, ``2019``."""
        if period := rough_period(date):
            return self.period(period)
        return _date(date, "d MMMM y", self.language.locale)

    def on(self, date: datetime.date) -> str:
        """A date as it stands in a sentence: ``on 20 December 2024``, ``in May 2019``, ``in 2019``."""
        period = rough_period(date)
        if period is None:
            return self._("on {date}", date=self.date(date))
        return self._("in {year}", year=period.text) if period.kind == "year" else self._("in {month}", month=self.period(period))

    def month(self, date: datetime.date) -> str:
        """The short name of a day's month, for a drawing."""
        return _date(date, "LLL", self.language.locale)

    def when(self, period: Period) -> str:
        """A period as it follows a noun: ``for 2024``, ``on 31 December 2024``."""
        key = (period.start, period.end, period.kind)
        return self._whens.get(key) or self._whens.setdefault(key, self._when(period))

    def _when(self, period: Period) -> str:
        if period.kind == "day":
            return self._("on {date}", date=self.date(period.end))
        if not is_whole_months(period):
            return self._("for the period {period}", period=self.period(period))
        return self._("for {period}", period=self.period(period))

    def since(self, period: Period) -> str:
        """A period from which something is counted: ``since 2015``, ``since 31 December 2015``, at the beginning of a sentence."""
        if period.kind == "day":
            return self._("Since {date}", date=self.date(period.end))
        return self._("Since {period}", period=self.period(period))

    def by_end(self, period: Period) -> str:
        """The time by which something has come so far, at the beginning of a sentence: a year, else the end of a period or a day."""
        if period.kind == "day" or not is_whole_months(period):
            return self._("By {date},", date=self.date(period.end))
        year = str(period.end.year)
        if self.period(period) == year:
            return self._("In {year},", year=year)
        is_whole = (period.end.month, period.end.day) == (12, 31)
        return self._("By the end of {period},", period=year if is_whole else _date(period.end, "MMMM y", self.language.locale))

    def period(self, period: Period) -> str:
        """A period in words: ``2016``, ``maj 2023``, ``januari–juni 2023``, ``14 maj 2023``."""
        key = (period.start, period.end, period.kind)
        return self._periods.get(key) or self._periods.setdefault(key, self._period(period))

    def _period(self, period: Period) -> str:
        start, end, locale = period.start, period.end, self.language.locale
        if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
            return str(end.year) if start.year == end.year else f"{start.year}–{end.year}"
        if period.kind == "day":
            return self.date(end)
        if not is_whole_months(period):
            return f"{self.date(start)}{NO_BREAK}– {self.date(end)}"
        last = _date(end, "MMMM y", locale)
        if (start.year, start.month) == (end.year, end.month):
            return last
        first = _date(start, "MMMM" if start.year == end.year else "MMMM y", locale)
        return f"{first}–{last}"


def is_whole_months(period: Period) -> bool:
    """Whether a period begins and ends with a month."""
    return period.start.day == 1 and (period.end + datetime.timedelta(days=1)).day == 1


@functools.lru_cache(maxsize=16)
def load_catalogue(catalogues: Path, code: str) -> Catalogue:
    """The interface texts of a language; English is what the texts are written in, and stands in for a missing one."""
    found = find_language(code, [path.name for path in catalogues.iterdir()])
    file = catalogues / (found or code) / "LC_MESSAGES" / "ledstjarna.po"
    return read_catalogue(file.read_text(encoding="utf-8"), file.name)[0] if file.is_file() else Catalogue(file.name)


@functools.lru_cache(maxsize=50_000)
def _number(value: Decimal | Fraction | int, decimals: int | None, locale: str) -> str:
    exact = value if isinstance(value, Decimal) else Fraction(value)
    told = round_away(exact, own_decimals(exact) if decimals is None else decimals)
    return f"{told:,f}".translate(_number_signs(locale))


@functools.lru_cache(maxsize=1_000)  # a goal's page tells the same share several times, in every language
def _per_cent(value: Fraction | Decimal, decimals: int | None) -> tuple[Decimal, int]:
    """A share in per cent and the decimals that it is told with."""
    exact = Fraction(value) * 100
    told_with = own_decimals(exact) if decimals is None else decimals
    return round_away(exact, told_with), told_with


@functools.lru_cache(maxsize=100)
def _number_signs(locale: str) -> dict[int, str]:
    """The signs of a language's numbers, in place of those that Python writes: between thousands and before decimals."""
    return str.maketrans({",": get_group_symbol(locale), ".": get_decimal_symbol(locale)})


@functools.lru_cache(maxsize=50_000)
def _date(date: datetime.date, pattern: str, locale: str) -> str:
    return format_date(date, pattern, locale=locale)
