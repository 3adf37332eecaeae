"""The site tree comes in; every table of several goals goes out: CSV for all and for each body, their descriptions, and workbooks."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ledstjarna.addresses import BOOK_OF_ALL, data_file, excel_ending, record_file
from ledstjarna.data.records import fill_in
from ledstjarna.data.tables.about import about_rows, book_title, column_rows, latest_of
from ledstjarna.data.tables.cells import number_text, plain_text
from ledstjarna.data.tables.column import DAILY, NAMES, OF_BODY, OF_GOAL, Block, Kept, Rows, Table, join_blocks
from ledstjarna.data.tables.csv_text import Form, excel_form, strict_form
from ledstjarna.data.tables.csvw import describe_table
from ledstjarna.data.tables.goalposts import GOALPOSTS, goalpost_rows
from ledstjarna.data.tables.goals import GOALS, goal_rows
from ledstjarna.data.tables.others import EVENTS, FINDINGS, event_rows, finding_rows
from ledstjarna.data.tables.outcomes import OUTCOMES, series_of
from ledstjarna.data.tables.workbook import Book, sheet_name
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.history.past import SiteHistory
from ledstjarna.publish.chunks import Chunks
from ledstjarna.words.downloads import comma_codes
from ledstjarna.words.voice import N_, Voice

MOST_IN_A_BOOK = 1_000  # goals; more make a file that spreadsheets open slowly, if at all
_OUTCOMES, _GOALS = "outcomes.csv", "goals.csv"
BOOK = "book"  # the name of what a goal has ready for workbooks: its rows, and those of its outcomes

Voices = Mapping[str, Voice]
Files = Iterator[tuple[str, str | bytes | Iterable[bytes]]]


class Sheet:
    """A table on one site, with what writes it in each form."""

    def __init__(self, table: Table, voices: Voices) -> None:
        self.rows = Rows(table, voices)
        self.name = table.name
        self._codes = {code: voices[code] for code in comma_codes(next(iter(voices.values())).settings)}

    def strict(self, without: Collection[str] = ()) -> Form:
        """The table as strict CSV, without the columns of some words."""
        return strict_form(self.rows, without)

    def excel(self, without: Collection[str] = ()) -> dict[str, Form]:
        """The same for the spreadsheets of each language that has a decimal comma."""
        return {code: excel_form(self.rows, voice, without) for code, voice in self._codes.items()}

    def rows_of(self, facts: Sequence[object]) -> list[Block]:
        """The rows of some facts, one each."""
        return [self.rows.of(facts, len(facts))] if facts else []

    def in_books(self, without: Collection[str]) -> _BookSheet:
        """The table in the workbooks of a sort."""
        kept = Kept(self.rows, without)
        voices = self.rows.voices.values()
        return _BookSheet(
            kept, ["\n".join(dict.fromkeys(plain_text(column.heading(voice)) for voice in voices)) for column in kept.columns]
        )


def is_in_one_book(site: Site) -> bool:
    """Whether there is a workbook of everything: above so many goals only where the settings insist."""
    asked = site.settings.xlsx_all
    return 0 < len(site.goals) <= MOST_IN_A_BOOK if asked is None else asked


class Tables:
    """The tables of a site in all their forms. What is the same for every goal and every body is worked out once."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._goals, self._outcomes, self._events = Sheet(GOALS, voices), Sheet(OUTCOMES, voices), Sheet(EVENTS, voices)
        self._of_goal, self._of_body = self._outcomes.strict(OF_GOAL), self._outcomes.excel(OF_BODY)
        self._of_all: dict[str, Form] = {_OUTCOMES: self._outcomes.strict(NAMES)}
        for sheet in (self._goals, self._events):
            self._of_all[f"{sheet.name}.csv"] = sheet.strict()
            self._of_all |= {f"{sheet.name}.{excel_ending(code)}": form for code, form in sheet.excel().items()}

    @cached_property
    def _book_of_body(self) -> _BookForm:
        return _BookForm((self._goals, self._outcomes), DAILY | OF_BODY)

    @cached_property
    def _book_of_all(self) -> _BookForm:
        return _BookForm((self._goals, self._outcomes), DAILY)

    def tell(self, nodes: Sequence[GoalNode]) -> Iterator[tuple[bytes, dict[str, bytes], tuple[Block, list[Block]]]]:
        """Of each goal: its own table, its rows in every file that has those of several goals, and its rows in workbooks."""
        goals = _Divided(self._goals, [list(goal_rows(node)) for node in nodes], self._of_all)
        events = _Divided(self._events, [list(event_rows(node)) for node in nodes], self._of_all)
        for number, node in enumerate(nodes):
            outcomes = [self._outcomes.rows.of(series, len(series.figures)) for series in series_of(node)]
            pieces = {**goals.pieces(number), **events.pieces(number)}
            pieces[_OUTCOMES] = b"".join(map(self._of_all[_OUTCOMES].rows, outcomes))
            pieces |= {_of_body(code): b"".join(map(form.rows, outcomes)) for code, form in self._of_body.items()}
            yield b"".join([self._of_goal.head, *map(self._of_goal.rows, outcomes)]), pieces, (goals.block(number), outcomes)

    def of_body(self, agency: AgencyNode, site: Site, chunks: Chunks) -> Files:
        """The tables of a body: its outcomes for spreadsheets, and a workbook."""
        if agency.goals:
            ids = [goal.id for goal in agency.goals]
            for code, form in self._of_body.items():
                yield record_file("agency", agency.id, excel_ending(code)), _join(form, ids, chunks.bound(_of_body(code)))
            book = record_file("agency", agency.id, "xlsx")
            yield book, self._book(book, site, [agency], self._book_of_body, chunks)

    def of_all(self, site: Site, history: SiteHistory, chunks: Chunks) -> Files:
        """The tables of the whole site; that of all outcomes for spreadsheets is too long for them, so each body has its own."""
        voices = self._voices
        by_body = [goal.id for agency in site.agencies.values() for goal in agency.goals]
        for name, form in self._of_all.items():
            piece = chunks.bound(name)
            if name == _GOALS:
                piece = _of_the_day(piece, chunks, site.as_of)
            yield data_file(name), _join(form, list(site.goals) if name.startswith(EVENTS.name) else by_body, piece)
        yield _described(self._outcomes, site, NAMES)
        yield _described(self._goals, site)
        yield _described(self._events, site)
        findings = Sheet(FINDINGS, voices)
        others = [(findings, findings.rows_of(list(finding_rows(site))))]
        if history.absence is None:  # an empty table would say that nothing was moved
            goalposts = Sheet(GOALPOSTS, voices)
            others.append((goalposts, goalposts.rows_of(list(goalpost_rows(site, history)))))
        for sheet, rows in others:
            yield data_file(f"{sheet.name}.csv"), _told(sheet.strict(), rows)
            for code, form in sheet.excel().items():
                yield data_file(f"{sheet.name}.{excel_ending(code)}"), _told(form, rows)
            yield _described(sheet, site)
        if is_in_one_book(site):
            yield BOOK_OF_ALL, self._book(BOOK_OF_ALL, site, list(site.agencies.values()), self._book_of_all, chunks)

    def _book(self, name: str, site: Site, agencies: Sequence[AgencyNode], form: _BookForm, chunks: Chunks) -> bytes:
        """A workbook: what it is, the goals, the outcomes. What is the same on every row about a body is left out of the body’s own."""
        voices, agency = self._voices, agencies[0] if form is self._book_of_body else None
        date = latest_of(site, agency)
        book = Book(book_title(agency, next(iter(voices.values()))), date)
        words = [*about_rows(site, voices, name, agency, date), *form.words]
        book.add_words(sheet_name(N_("About the file"), voices), words, [26, *(70 for _ in voices)])
        told = [chunks.load(goal.id, BOOK) for one in agencies for goal in one.goals]
        blocks = ([join_blocks([goals for goals, _ in told])], [block for _, outcomes in told for block in outcomes])
        for sheet, some, title in zip(form.sheets, blocks, (N_("Goals"), N_("Outcomes")), strict=True):
            book.add_table(sheet_name(title, voices), sheet.kept, sheet.heads, some)
        return book.close()


class _Divided:
    """The rows of several goals in a table, made together and told goal by goal."""

    def __init__(self, sheet: Sheet, rows: Sequence[Sequence[object]], forms: Mapping[str, Form]) -> None:
        every = list(itertools.chain.from_iterable(rows))
        self._ends = list(itertools.accumulate(map(len, rows), initial=0))
        self._block = sheet.rows.of(every, len(every))
        own = {name: form for name, form in forms.items() if name.startswith(f"{sheet.name}.")}
        self._lines = {name: form.lines(self._block) for name, form in own.items()}

    def pieces(self, number: int) -> dict[str, bytes]:
        """The rows of a goal in each form."""
        first, last = self._ends[number], self._ends[number + 1]
        return {name: "".join([f"{line}\r\n" for line in lines[first:last]]).encode() for name, lines in self._lines.items()}

    def block(self, number: int) -> Block:
        """The rows of a goal."""
        first, last = self._ends[number], self._ends[number + 1]
        cut = self._block.cut(first, last)
        return Block(last - first, cut.shared, cut.columns)


def _of_body(code: str) -> str:
    """The name of a goal's rows in the table of its body for the spreadsheets of a language."""
    return f"body.{excel_ending(code)}"


def _of_the_day(piece: Callable[[str], bytes], chunks: Chunks, day: datetime.date) -> Callable[[str], bytes]:
    """The same rows with the figures of a day."""
    return lambda goal: fill_in(piece(goal), goal, chunks, day, lambda share: "" if share is None else number_text(share))


def _join(form: Form, goals: Iterable[str], piece: Callable[[str], bytes]) -> Iterator[bytes]:
    """A file of the rows that goals have ready."""
    return itertools.chain([form.head], map(piece, goals))


@dataclass(frozen=True, slots=True)
class _BookSheet:
    """What the sheet of a table has in every workbook of a sort: which columns, and their headings."""

    kept: Kept
    heads: Sequence[str]


class _BookForm:
    """What is the same in every workbook of a sort: those of bodies, or that of all."""

    def __init__(self, tables: tuple[Sheet, ...], without: Collection[str]) -> None:
        self.sheets = [sheet.in_books(without) for sheet in tables]
        self.words = list(column_rows([sheet.rows for sheet in tables], without))


def _told(form: Form, blocks: Iterable[Block]) -> Iterator[bytes]:
    """A file of those rows, in parts: as a whole, those of all goals would fill the memory."""
    return itertools.chain([form.head], map(form.rows, blocks))


def _described(sheet: Sheet, site: Site, without: Collection[str] = ()) -> tuple[str, str]:
    return data_file(f"{sheet.name}.csv-metadata.json"), describe_table(sheet.rows, Kept(sheet.rows, without).columns, site)
