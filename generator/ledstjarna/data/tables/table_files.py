"""The site tree comes in; every table goes out: CSV for all, each goal and each body, their descriptions, and workbooks."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledstjarna.addresses import BOOK_OF_ALL, data_file, excel_ending, record_file
from ledstjarna.data.tables.about import about_rows, book_title, column_rows, latest_of
from ledstjarna.data.tables.cells import plain_text
from ledstjarna.data.tables.column import DAILY, NAMES, OF_BODY, OF_GOAL, Block, Kept, Rows, Table
from ledstjarna.data.tables.csv_text import Form, excel_form, strict_form
from ledstjarna.data.tables.csvw import describe_table
from ledstjarna.data.tables.goalposts import GOALPOSTS, goalpost_rows
from ledstjarna.data.tables.goals import GOALS, goal_rows
from ledstjarna.data.tables.others import EVENTS, FINDINGS, event_rows, finding_rows
from ledstjarna.data.tables.outcomes import OUTCOMES, series_of
from ledstjarna.data.tables.workbook import Book, sheet_name
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.history.past import SiteHistory
from ledstjarna.words.downloads import comma_codes
from ledstjarna.words.voice import N_, Voice

MOST_IN_A_BOOK = 1_000  # goals; more make a file that spreadsheets open slowly, if at all

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


def table_files(site: Site, voices: Voices, history: SiteHistory) -> Files:
    """Address from the site's root and contents of every table and of what describes it."""
    makers = _Makers(site, voices, history)
    for agency in site.agencies.values():
        yield from makers.of_agency(agency)
    yield from makers.of_all()


def is_in_one_book(site: Site) -> bool:
    """Whether there is a workbook of everything: above so many goals only where the settings insist."""
    asked = site.settings.xlsx_all
    return 0 < len(site.goals) <= MOST_IN_A_BOOK if asked is None else asked


class _Makers:
    """Makes the files body by body, and keeps the rows for the files of all."""

    def __init__(self, site: Site, voices: Voices, history: SiteHistory) -> None:
        self._site, self._voices, self._history = site, voices, history
        self._goals, self._outcomes = Sheet(GOALS, voices), Sheet(OUTCOMES, voices)
        self._of_goal, self._of_body = self._outcomes.strict(OF_GOAL), self._outcomes.excel(OF_BODY)
        left_out = {"all": DAILY, "body": DAILY | OF_BODY}
        self._books = {whose: _BookForm((self._goals, self._outcomes), words) for whose, words in left_out.items()}
        self._goal_rows: list[Block] = []
        self._outcome_rows: list[Block] = []

    def of_agency(self, agency: AgencyNode) -> Files:
        """The tables of a body's goals, one by one and together."""
        if not agency.goals:
            return
        outcomes: list[Block] = []
        for node in agency.goals:
            rows = [self._outcomes.rows.of(series, len(series.figures)) for series in series_of(node)]
            outcomes += rows
            yield record_file("goal", node.id, "csv"), b"".join(_told(self._of_goal, rows))
        for code, form in self._of_body.items():
            yield record_file("agency", agency.id, excel_ending(code)), _told(form, outcomes)
        goals = self._goals.rows_of([row for node in agency.goals for row in goal_rows(node)])
        book = record_file("agency", agency.id, "xlsx")
        yield book, self._book(book, goals, outcomes, agency)
        self._goal_rows += goals
        self._outcome_rows += outcomes

    def of_all(self) -> Files:
        """The tables of the whole site; that of all outcomes for spreadsheets is too long for them, so each body has its own."""
        site, voices = self._site, self._voices
        outcomes = self._outcomes.strict(NAMES)
        yield data_file("outcomes.csv"), _told(outcomes, self._outcome_rows)
        yield _described(self._outcomes, site, NAMES)
        findings, events = Sheet(FINDINGS, voices), Sheet(EVENTS, voices)
        found, happened = findings.rows_of(list(finding_rows(site))), events.rows_of(list(event_rows(site)))
        tables = [(self._goals, self._goal_rows), (findings, found), (events, happened)]
        if self._history.absence is None:  # an empty table would say that nothing was moved
            goalposts = Sheet(GOALPOSTS, voices)
            tables.append((goalposts, goalposts.rows_of(list(goalpost_rows(site, self._history)))))
        for sheet, rows in tables:
            yield data_file(f"{sheet.name}.csv"), _told(sheet.strict(), rows)
            for code, form in sheet.excel().items():
                yield data_file(f"{sheet.name}.{excel_ending(code)}"), _told(form, rows)
            yield _described(sheet, site)
        if is_in_one_book(site):
            yield BOOK_OF_ALL, self._book(BOOK_OF_ALL, self._goal_rows, self._outcome_rows, None)

    def _book(self, name: str, goals: list[Block], outcomes: list[Block], agency: AgencyNode | None) -> bytes:
        """A workbook: what it is, the goals, the outcomes. What is the same on every row about a body is left out of the body’s own."""
        site, voices, form = self._site, self._voices, self._books["body" if agency else "all"]
        date = latest_of(site, agency)
        book = Book(book_title(agency, next(iter(voices.values()))), date)
        words = [*about_rows(site, voices, name, agency, date), *form.words]
        book.add_words(sheet_name(N_("About the file"), voices), words, [26, *(70 for _ in voices)])
        for sheet, blocks, title in zip(form.sheets, (goals, outcomes), (N_("Goals"), N_("Outcomes")), strict=True):
            book.add_table(sheet_name(title, voices), sheet.kept, sheet.heads, blocks)
        return book.close()


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
