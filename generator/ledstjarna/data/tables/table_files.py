"""The site tree comes in; every table goes out: CSV for all, each goal and each body, their descriptions, and workbooks."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from ledstjarna.data.tables.about import about_rows, book_title, column_rows, latest_of
from ledstjarna.data.tables.cells import cell_texts, writers
from ledstjarna.data.tables.column import DAILY, NAMES, OF_BODY, OF_GOAL, Column, Rows, Table, Value
from ledstjarna.data.tables.csv_text import ExcelForm, excel_name, strict_head, strict_rows
from ledstjarna.data.tables.csvw import describe_table
from ledstjarna.data.tables.goals import GOALS, goal_rows
from ledstjarna.data.tables.others import EVENTS, FINDINGS, event_rows, finding_rows
from ledstjarna.data.tables.outcomes import OUTCOMES, figures
from ledstjarna.data.tables.workbook import Book, sheet_name
from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
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
        columns = self.rows.columns
        self.headings = ["\n".join(dict.fromkeys(column.heading(voice) for voice in voices.values())) for column in columns]
        self._ways = writers(column.kind for column in columns)
        codes = comma_codes(next(iter(voices.values())).settings)
        self.excel = {code: ExcelForm(columns, voices[code]) for code in codes}
        self.excel_of_body = {code: ExcelForm(columns, voices[code], OF_BODY) for code in codes}
        self.head = strict_head(columns)

    def values(self, facts: Iterable[object]) -> list[list[Value]]:
        """The rows of some facts."""
        return list(self.rows.of(facts))

    def texts(self, rows: Iterable[list[Value]]) -> list[list[str]]:
        """The texts of the cells of rows; those of the first columns once as long as they stay the same."""
        shared, above, lead, found = self.rows.shared, list[Value](), list[str](), []
        first, others = self._ways[:shared], self._ways[shared:]
        for row in rows:
            if row[:shared] != above:
                above = row[:shared]
                lead = cell_texts(above, first)
            found.append(lead + cell_texts(row[shared:], others))
        return found

    def without(self, words: Collection[str]) -> list[int]:
        """The places of the columns but those of some words."""
        return [index for index, column in enumerate(self.rows.columns) if column.word not in words]


class StrictForm:
    """A table as strict CSV, without the columns of some words."""

    def __init__(self, sheet: Sheet, without: Collection[str]) -> None:
        places = sheet.without(without)
        self.columns = [sheet.rows.columns[index] for index in places]
        self.head = strict_head(self.columns)
        self._pick = itemgetter(*places)

    def rows(self, texts: Iterable[list[str]]) -> bytes:
        """The rows of those texts."""
        return strict_rows(map(self._pick, texts))


def table_files(site: Site, voices: Voices) -> Files:
    """Address from the site's root and contents of every table and of what describes it."""
    makers = _Makers(site, voices)
    for agency in site.agencies.values():
        yield from makers.of_agency(agency)
    yield from makers.of_all()


def is_in_one_book(site: Site) -> bool:
    """Whether there is a workbook of everything: above so many goals only where the settings insist."""
    asked = site.settings.xlsx_all
    return 0 < len(site.goals) <= MOST_IN_A_BOOK if asked is None else asked


class _Makers:
    """Makes the files body by body, and keeps of each only what the files of all need."""

    def __init__(self, site: Site, voices: Voices) -> None:
        self._site, self._voices = site, voices
        self._goals, self._outcomes = Sheet(GOALS, voices), Sheet(OUTCOMES, voices)
        self._by_id, self._of_goal = StrictForm(self._outcomes, NAMES), StrictForm(self._outcomes, OF_GOAL)
        left_out = {"all": DAILY, "body": DAILY | OF_BODY}
        self._books = {whose: _BookForm((self._goals, self._outcomes), words) for whose, words in left_out.items()}
        self._packed: list[bytes] = []  # unpacked, all outcomes would fill the memory
        self._goal_rows: list[list[Value]] = []
        self._has_book = is_in_one_book(site)
        self._outcome_rows: list[list[Value]] = []  # for the workbook of all alone

    def of_agency(self, agency: AgencyNode) -> Files:
        """The tables of a body's goals, one by one and together."""
        goals: list[list[Value]] = []
        outcomes: list[list[Value]] = []
        excel: dict[str, list[bytes]] = {code: [form.head] for code, form in self._outcomes.excel_of_body.items()}
        for node in agency.goals:
            goals += self._goals.values(goal_rows(node))
            rows = self._outcomes.values(figures(node))
            outcomes += rows
            texts = self._outcomes.texts(rows)
            self._packed.append(zlib.compress(self._by_id.rows(texts), 1))
            for code, form in self._outcomes.excel_of_body.items():
                excel[code].append(form.rows(texts))
            yield f"data/goals/{node.id}.csv", self._of_goal.head + self._of_goal.rows(texts)
        if agency.goals:
            for code, parts in excel.items():
                yield f"data/{excel_name(f'agencies/{agency.id}', code)}", b"".join(parts)
            yield f"data/agencies/{agency.id}.xlsx", self._book(f"agencies/{agency.id}.xlsx", goals, outcomes, agency)
        self._goal_rows += goals
        if self._has_book:
            self._outcome_rows += outcomes

    def of_all(self) -> Files:
        """The tables of the whole site; that of all outcomes for spreadsheets is too long for them, so each body has its own."""
        site, voices = self._site, self._voices
        yield "data/outcomes.csv", itertools.chain([self._by_id.head], map(zlib.decompress, self._packed))
        yield _described(self._outcomes, site, self._by_id.columns)
        findings, events = Sheet(FINDINGS, voices), Sheet(EVENTS, voices)
        rows = ((self._goals, self._goal_rows), (findings, findings.values(finding_rows(site))), (events, events.values(event_rows(site))))
        for sheet, values in rows:
            texts = sheet.texts(values)
            yield f"data/{sheet.name}.csv", sheet.head + strict_rows(texts)
            for code, form in sheet.excel.items():
                yield f"data/{excel_name(sheet.name, code)}", form.head + form.rows(texts)
            yield _described(sheet, site, sheet.rows.columns)
        if self._has_book:
            yield "data/all.xlsx", self._book("all.xlsx", self._goal_rows, self._outcome_rows, None)

    def _book(self, name: str, goals: list[list[Value]], outcomes: list[list[Value]], agency: AgencyNode | None) -> bytes:
        """A workbook: what it is, the goals, the outcomes. What is the same on every row about a body is left out of the body’s own."""
        site, voices, form = self._site, self._voices, self._books["body" if agency else "all"]
        date = latest_of(site, agency)
        book = Book(book_title(agency, next(iter(voices.values()))), date)
        words = [*about_rows(site, voices, name, agency, date), *form.words]
        book.add_words(sheet_name(N_("About the file"), voices), words, [26, *(70 for _ in voices)])
        for sheet, rows, title in zip(form.sheets, (goals, outcomes), (N_("Goals"), N_("Outcomes")), strict=True):
            book.add_table(sheet_name(title, voices), sheet.columns, sheet.heads, list(map(sheet.pick, rows)), sheet.shared)
        return book.close()


class _BookSheet:
    """What the sheet of a table has in every workbook of a sort: which columns, and their headings."""

    def __init__(self, sheet: Sheet, without: Collection[str]) -> None:
        places = sheet.without(without)
        self.columns = [sheet.rows.columns[index] for index in places]
        self.heads = [sheet.headings[index] for index in places]
        self.shared = sum(index < sheet.rows.shared for index in places)
        self.pick = itemgetter(*places)


class _BookForm:
    """What is the same in every workbook of a sort: those of bodies, or that of all."""

    def __init__(self, tables: tuple[Sheet, ...], without: Collection[str]) -> None:
        self.sheets = [_BookSheet(sheet, without) for sheet in tables]
        self.words = list(column_rows([sheet.rows for sheet in tables], without))


def _described(sheet: Sheet, site: Site, columns: Sequence[Column]) -> tuple[str, str]:
    return f"data/{sheet.name}.csv-metadata.json", describe_table(sheet.rows, columns, site)
