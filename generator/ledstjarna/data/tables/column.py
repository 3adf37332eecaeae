"""What a table is made of: columns with a stable name, the words that explain them, and the way to their values.

Headings, explanations, the description for programs and the rows come from the same list, so they cannot drift apart. Columns keep their
names, and new ones come last.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ledstjarna.addresses import Addresses
from ledstjarna.data.tables.headings import COLUMN_WORDS, Kind
from ledstjarna.words.voice import Voice

Value = str | Decimal | Fraction | int | datetime.date | bool | None
Way = Callable[[Any, Voice], Value]

# The same on every row about one body. That it is invented is told on every row all the same, lest a row copied elsewhere pass for real.
OF_BODY = frozenset(["agency", "agency_name"])
# The same on every row about one goal; its id stays, so that rows can be joined again.
OF_GOAL = OF_BODY | {"goal_title"}
# What the table of goals says of the ids that the long table of all outcomes has: there a quarter of the file would be these names.
NAMES = frozenset(["goal_title", "agency_name"])
# What changes with the day alone stands in the strict table of all, and nowhere else.
DAILY = frozenset(["expected_today"])


@dataclass(frozen=True, slots=True)
class AtOnce:
    """The names of columns, and the one way to all their values: for a table of so many rows that a way each takes too long.

    The values come in the order of the names, those of a column that ends with ``*`` once for each of the voices.
    """

    names: tuple[str, ...]
    values: Callable[[Any, Sequence[Voice]], list[Value]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: its file's name, what its rows are, the columns that no two rows share, and the way to each column's value.

    A column whose name ends with ``*`` stands once for each language of the site. ``series_ways`` lead to the first columns, which
    stay the same while the facts' ``series`` does: they are asked once a series.
    """

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    ways: Mapping[str, Way] | AtOnce
    series_ways: Mapping[str, Way] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it is written: its name has the language's code at the end where it is a text in a ``language``."""

    name: str
    word: str
    kind: Kind
    language: str

    def heading(self, voice: Voice) -> str:
        """What it is called in a language."""
        title = voice._(COLUMN_WORDS[self.word][1])
        return f"{title} ({voice.language_name(self.language)})" if self.language else title

    def heading_alone(self, voice: Voice) -> str:
        """What it is called where the same text in other languages is not beside it."""
        return voice._(COLUMN_WORDS[self.word][1])

    def about(self, voice: Voice) -> str:
        """What stands in it."""
        return voice._(COLUMN_WORDS[self.word][2])


class Rows:
    """Makes the rows of a table on one site: facts come in, a value for each column goes out."""

    def __init__(self, table: Table, voices: Mapping[str, Voice]) -> None:
        self.table, self.voices = table, voices
        codes = tuple(voices)
        of_series, of_row = list(_spread(table.series_ways, codes)), list(_spread(table.ways, codes))
        self.columns = [*of_series, *of_row]
        self.shared = len(of_series)
        self._series = _ways_of(table.series_ways, of_series, voices)
        self._row = _ways_of(table.ways, of_row, voices)

    def of(self, facts: Iterable[Any]) -> Iterator[list[Value]]:
        """A row for each fact: the values in the order of the columns; None where nothing is known."""
        series, same = None, list[Value]()
        for fact in facts:
            if self.shared and fact.series != series:
                series, same = fact.series, self._series(fact)
            yield same + self._row(fact)


def _ways_of(ways: Mapping[str, Way] | AtOnce, columns: Sequence[Column], voices: Mapping[str, Voice]) -> Callable[[Any], list[Value]]:
    """What gives the values of some columns for a fact."""
    known = tuple(voices.values())
    if isinstance(ways, AtOnce):
        values = ways.values
        return lambda fact: values(fact, known)
    each = [(ways[f"{column.word}*" if column.language else column.word], voices.get(column.language, known[0])) for column in columns]
    return lambda fact: [way(fact, voice) for way, voice in each]


def _spread(names: Iterable[str], codes: tuple[str, ...]) -> Iterator[Column]:
    """The columns of those names."""
    for name in names:
        word = name.removesuffix("*")
        kind = COLUMN_WORDS[word][0]
        if word == name:
            yield Column(name, word, kind, "")
        else:
            for code in codes:
                yield Column(f"{word}_{code.replace('-', '_')}", word, kind, code)


def own(text: Mapping[str, str] | str | None, voice: Voice) -> str | None:
    """A text of the content in this very language: a fallback would stand under the wrong heading."""
    return text if text is None or isinstance(text, str) else text.get(voice.code)


def unit_word(unit: Mapping[str, str] | str | None, voice: Voice) -> str | None:
    """A unit in this very language."""
    return voice.unit(unit) if isinstance(unit, str) else own(unit, voice)


def unit_code(unit: Mapping[str, str] | str | None) -> str | None:
    """A unit's code; none for a unit that the content has its own words for."""
    return unit if isinstance(unit, str) else None


def page(kind: str, id: str, voice: Voice) -> str:
    """Where a record's page lies; seen from the site's root where the site's own address is not known."""
    return (voice.settings.base_url or "") + Addresses(voice.settings).record(kind, id, voice.code)


def data(name: str, voice: Voice) -> str:
    """Where a file of open data lies."""
    return f"{voice.settings.base_url or ''}data/{name}"
