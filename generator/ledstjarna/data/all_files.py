"""The table of every file that visitors fetch beside the pages: the site tree comes in; addresses and contents go out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledstjarna.addresses import record_file
from ledstjarna.data.calendars import EventWriter, body_calendars, calendar_files, events_name
from ledstjarna.data.citations import CITATIONS, citation_files, cite_record
from ledstjarna.data.feeds import feed_files
from ledstjarna.data.goalposts import goalpost_files
from ledstjarna.data.histories import history_files
from ledstjarna.data.records import RECORD, WAYS, GoalRecords, data_files
from ledstjarna.data.tables.table_files import BOOK, Tables
from ledstjarna.derive.due_dates import goal_due_dates
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.derive.site import Site
from ledstjarna.history.past import SiteHistory
from ledstjarna.publish.chunks import Chunks, pickled
from ledstjarna.words.voice import Voice

Voices = Mapping[str, Voice]
Files = Iterator[tuple[str, str | bytes | Iterable[bytes]]]


@dataclass(frozen=True, slots=True)
class Around:
    """What files of several goals are made of, beside the site: what goals have ready, what is recorded of them, and tables."""

    voices: Voices
    history: SiteHistory
    chunks: Chunks
    tables: Tables


# By sort: each gives addresses from the site's root, and contents. A new kind of file is a module of its own and a line here.
FILES: dict[str, Callable[[Site, Around], Files]] = {
    "data": lambda site, around: data_files(site, around.chunks),
    "tables": lambda site, around: around.tables.of_all(site, around.history, around.chunks),
    "calendars": lambda site, around: calendar_files(site, around.voices, around.chunks),
    "histories": lambda site, around: history_files(site, around.history),
    "feeds": lambda site, around: feed_files(site, around.voices, around.history),
    "goalposts": lambda site, around: goalpost_files(site, around.history),
}
# Those that each body has of its own.
FILES_OF_BODY: dict[str, Callable[[AgencyNode, Site, Around], Files]] = {
    "citations": lambda agency, site, around: citation_files(agency, around.voices, around.chunks, as_of=site.as_of),
    "tables": lambda agency, site, around: around.tables.of_body(agency, site, around.chunks),
    "calendars": lambda agency, site, around: body_calendars(agency, around.voices, around.chunks, as_of=site.as_of),
}


class GoalFiles:
    """Makes what each goal has: files of its own, and what it has ready for files of several goals."""

    def __init__(self, voices: Voices, as_of: datetime.date) -> None:
        self._voices, self._tables, self._as_of = voices, Tables(voices), as_of
        self._records = GoalRecords(next(iter(voices.values())).settings)
        self._events = {code: EventWriter(voice, as_of) for code, voice in voices.items()}

    def tell(self, nodes: Sequence[GoalNode]) -> Iterator[tuple[dict[str, str | bytes], dict[str, bytes]]]:
        """The files of each goal by their addresses, and its pieces by their names."""
        for node, tables in zip(nodes, self._tables.tell(nodes), strict=True):
            yield self._tell(node, *tables)

    def _tell(
        self, node: GoalNode, table: bytes, pieces: dict[str, bytes], book: object
    ) -> tuple[dict[str, str | bytes], dict[str, bytes]]:
        own, record = self._records.tell(node)
        pieces |= {
            RECORD: record,
            WAYS: pickled([one.way for one in node.standing.indicators if one.way]),
            BOOK: pickled(book),
            CITATIONS: pickled(cite_record("goal", node, self._voices, as_of=self._as_of)),
        }
        due = goal_due_dates(node, self._as_of)
        pieces |= {events_name(code): pickled(writer.events(due)) for code, writer in self._events.items()}
        return {record_file("goal", node.id, "json"): own, record_file("goal", node.id, "csv"): table}, pieces
