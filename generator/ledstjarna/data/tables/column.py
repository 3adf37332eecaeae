"""What a table is made of: columns with a stable name, the words that explain them, and the way to their values.

Headings, explanations, the description for programs and the rows come from the same list, so they cannot drift apart. Columns keep their
names, and new ones come last. Rows are made and written by the column, for there are hundreds of them a goal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ledstjarna.addresses import Addresses
from ledstjarna.data.tables.cells import Cell, Cells, Value, cell_of, cells_of
from ledstjarna.data.tables.headings import COLUMN_WORDS, Kind
from ledstjarna.words.voice import Voice

Way = Callable[[Any, Voice], Value]
ColumnWay = Callable[[Any, Voice], Sequence[Value]]

# The same on every row about one body. That it is invented is told on every row all the same, lest a row copied elsewhere pass for real.
OF_BODY = frozenset(["agency", "agency_name"])
# The same on every row about one goal; its id stays, so that rows can be joined again.
OF_GOAL = OF_BODY | {"goal_title"}
# What the table of goals says of the ids that the long table of all outcomes has: there a quarter of the file would be these names.
NAMES = frozenset(["goal_title", "agency_name"])
# What changes with the day alone stands in the strict table of all, and nowhere else.
DAILY = frozenset(["expected_today"])


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: its file's name, what its rows are, the columns that no two rows share, and the way to each column's values.

    A column whose name ends with ``*`` stands once for each language of the site. ``series_ways`` lead to the first columns, which are
    the same on every row of some facts and are asked for one value; ``ways`` are asked for one of every row.
    """

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    ways: Mapping[str, ColumnWay]
    series_ways: Mapping[str, Way] = field(default_factory=dict)


def by_row(ways: Mapping[str, Way]) -> dict[str, ColumnWay]:
    """The ways to the columns of a table whose facts are a list, with one for each row."""
    return {name: _every(way) for name, way in ways.items()}


def _every(way: Way) -> ColumnWay:
    return lambda facts, voice: [way(fact, voice) for fact in facts]


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


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that follow each other: the cells of the first columns, which they have in common, and those of each other column.

    Of the others, one at least is known.
    """

    rows: int
    shared: Sequence[Cell]
    columns: Sequence[Cells]

    def cut(self, first: int, last: int) -> Block:
        """Some of the rows."""
        return Block(
            min(last, self.rows) - first, self.shared, [cells[first:last] if isinstance(cells, list) else cells for cells in self.columns]
        )


def join_blocks(blocks: Sequence[Block]) -> Block:
    """Blocks of a table without first columns, as one."""
    columns: list[Cells] = []
    for cells in zip(*(block.columns for block in blocks), strict=True):
        alone = cells[0]
        if isinstance(alone, list) or any(other != alone for other in cells):
            rows = zip(cells, blocks, strict=True)
            columns.append([cell for some, block in rows for cell in (some if isinstance(some, list) else [some] * block.rows)])
        else:
            columns.append(alone)
    return Block(sum(block.rows for block in blocks), (), columns)


class Rows:
    """Makes the rows of a table on one site."""

    def __init__(self, table: Table, voices: Mapping[str, Voice]) -> None:
        self.table, self.voices = table, voices
        codes = tuple(voices)
        shared, others = list(_spread(table.series_ways, codes)), list(_spread(table.ways, codes))
        self.columns = [*shared, *others]
        self.shared = len(shared)
        self._shared = [(column.kind, *_way_to(column, table.series_ways, voices)) for column in shared]
        self._others = [(column.kind, *_way_to(column, table.ways, voices)) for column in others]

    def of(self, facts: Any, rows: int) -> Block:
        """The rows of some facts, which are so many."""
        return Block(
            rows,
            [cell_of(kind, way(facts, voice)) for kind, way, voice in self._shared],
            [cells_of(kind, way(facts, voice)) for kind, way, voice in self._others],
        )


class Kept:
    """The columns of a table that a file has: all but those of some words, and where it is in one language, of other languages."""

    def __init__(self, rows: Rows, without: Collection[str] = (), language: str | None = None) -> None:
        kept = [
            index
            for index, column in enumerate(rows.columns)
            if column.word not in without and (language is None or column.language in ("", language))
        ]
        self.columns = [rows.columns[index] for index in kept]
        self._shared = [index for index in kept if index < rows.shared]
        self._others = [index - rows.shared for index in kept if index >= rows.shared]
        self.shared = len(self._shared)

    def shared_of(self, block: Block) -> list[Cell]:
        """What the rows of a block have in common."""
        return [block.shared[index] for index in self._shared]

    def others_of(self, block: Block) -> list[Cells]:
        """The cells of the other columns."""
        return [block.columns[index] for index in self._others]


def _way_to(column: Column, ways: Mapping[str, Any], voices: Mapping[str, Voice]) -> tuple[Any, Voice]:
    """The way to a column's values, and the voice that it is asked with."""
    return ways[f"{column.word}*" if column.language else column.word], voices[column.language or next(iter(voices))]


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


def whole_address(file: str, voice: Voice) -> str:
    """The address of a file with that of its site, where that is known."""
    return (voice.settings.base_url or "") + file
