"""The site tree comes in; every table goes out: CSV for all and for each goal, their descriptions, and a workbook for each body."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterable, Iterator, Mapping

from ledstjarna.derive.nodes import AgencyNode
from ledstjarna.derive.site import Site
from ledstjarna.publish.tables.about import about_rows, book_title
from ledstjarna.publish.tables.cells import cell_texts, writers
from ledstjarna.publish.tables.column import OF_BODY, Rows, Table, Value
from ledstjarna.publish.tables.csv_text import ExcelForm, excel_name, strict_head, strict_rows
from ledstjarna.publish.tables.csvw import describe_table
from ledstjarna.publish.tables.goals import GOALS, goal_rows
from ledstjarna.publish.tables.others import EVENTS, FINDINGS, event_rows, finding_rows
from ledstjarna.publish.tables.outcomes import OUTCOMES, figures
from ledstjarna.publish.tables.workbook import Book, sheet_name
from ledstjarna.render.files import comma_codes
from ledstjarna.render.voice import N_, Voice

Voices = Mapping[str, Voice]
Files = Iterator[tuple[str, str | bytes | Iterable[bytes]]]


class Sheet:
    """A table on one site, with what writes it in each form."""

    def __init__(self, table: Table, voices: Voices) -> None:
        self.rows = Rows(table, voices)
        self.name = table.name
        self.headings = ["\n".join(dict.fromkeys(column.heading(voice) for voice in voices.values())) for column in self.rows.columns]
        self.of_goals = [index for index, column in enumerate(self.rows.columns) if column.word not in OF_BODY]
        self._ways = writers(column.kind for column in self.rows.columns)
        self._head = strict_head(self.rows.columns)
        codes = comma_codes(next(iter(voices.values())).settings)
        self._excel = {code: ExcelForm(self.rows.columns, voices[code]) for code in codes}

    def values(self, facts: Iterable[object]) -> list[list[Value]]:
        """The rows of some facts."""
        return list(self.rows.of(facts))

    def heads(self) -> dict[str, bytes]:
        """The first row in each form, by how its file's name ends."""
        return {".csv": self._head, **{excel_name("", code): form.head for code, form in self._excel.items()}}

    def bodies(self, rows: Iterable[list[Value]]) -> dict[str, bytes]:
        """Rows in each form, by how its file's name ends."""
        texts = [cell_texts(row, self._ways) for row in rows]
        return {".csv": strict_rows(texts), **{excel_name("", code): form.rows(texts) for code, form in self._excel.items()}}


def table_files(site: Site, voices: Voices) -> Files:
    """Address from the site's root and contents of every table and of what describes it."""
    makers = _Makers(site, voices)
    for agency in site.agencies.values():
        yield from makers.of_agency(agency)
    yield from makers.of_all()


class _Makers:
    """Makes the files body by body, and keeps of each only what the files of all need."""

    def __init__(self, site: Site, voices: Voices) -> None:
        self._site, self._voices = site, voices
        self._goals, self._outcomes = Sheet(GOALS, voices), Sheet(OUTCOMES, voices)
        self._heads = self._outcomes.heads()
        self._packed: dict[str, list[bytes]] = {suffix: [] for suffix in self._heads}  # unpacked, all outcomes would fill the memory
        self._goal_rows: list[list[Value]] = []
        self._outcome_rows: list[list[Value]] = []  # for the workbook of all alone

    def of_agency(self, agency: AgencyNode) -> Files:
        """The tables of a body's goals, one by one and together."""
        goals: list[list[Value]] = []
        outcomes: list[list[Value]] = []
        for node in agency.goals:
            goals += self._goals.values(goal_rows(node))
            rows = self._outcomes.values(figures(node))
            outcomes += rows
            for suffix, body in self._outcomes.bodies(rows).items():
                self._packed[suffix].append(zlib.compress(body, 1))
                yield f"data/goals/{node.id}{suffix}", self._heads[suffix] + body
        if agency.goals:
            yield f"data/agencies/{agency.id}.xlsx", self._book(f"agencies/{agency.id}.xlsx", goals, outcomes, agency)
        self._goal_rows += goals
        if self._site.settings.xlsx_all:
            self._outcome_rows += outcomes

    def of_all(self) -> Files:
        """The tables of the whole site."""
        site, voices = self._site, self._voices
        for suffix, packed in self._packed.items():
            yield f"data/outcomes{suffix}", itertools.chain([self._heads[suffix]], map(zlib.decompress, packed))
        yield _described(self._outcomes, site)
        findings, events = Sheet(FINDINGS, voices), Sheet(EVENTS, voices)
        rows = ((self._goals, self._goal_rows), (findings, findings.values(finding_rows(site))), (events, events.values(event_rows(site))))
        for sheet, values in rows:
            heads = sheet.heads()
            for suffix, body in sheet.bodies(values).items():
                yield f"data/{sheet.name}{suffix}", heads[suffix] + body
            yield _described(sheet, site)
        if site.settings.xlsx_all:
            yield "data/all.xlsx", self._book("all.xlsx", self._goal_rows, self._outcome_rows, None)

    def _book(self, name: str, goals: list[list[Value]], outcomes: list[list[Value]], agency: AgencyNode | None) -> bytes:
        """A workbook: what it is, the goals, the outcomes. What is the same on every row about a body is left out of the body’s own."""
        voices = self._voices
        tables = [self._goals.rows, self._outcomes.rows]
        book = Book(self._site, book_title(self._site, agency, next(iter(voices.values()))))
        book.add_words(sheet_name(N_("About the file"), voices), about_rows(self._site, tables, name, agency), [26, *(70 for _ in voices)])
        for sheet, rows, title in ((self._goals, goals, N_("Goals")), (self._outcomes, outcomes, N_("Outcomes"))):
            kept = range(len(sheet.rows.columns)) if agency is None else sheet.of_goals
            columns, heads = [sheet.rows.columns[index] for index in kept], [sheet.headings[index] for index in kept]
            chosen = rows if agency is None else [[row[index] for index in kept] for row in rows]
            book.add_table(sheet_name(title, voices), columns, heads, chosen)
        return book.close()


def _described(sheet: Sheet, site: Site) -> tuple[str, str]:
    return f"data/{sheet.name}.csv-metadata.json", describe_table(sheet.rows, site)
