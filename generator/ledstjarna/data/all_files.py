"""The table of every file that visitors fetch beside the pages: the site tree comes in; addresses and contents go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ledstjarna.data.calendars import calendar_files
from ledstjarna.data.citations import citation_files
from ledstjarna.data.feeds import feed_files
from ledstjarna.data.goalposts import goalpost_files
from ledstjarna.data.histories import history_files
from ledstjarna.data.records import data_files
from ledstjarna.data.tables.table_files import table_files
from ledstjarna.derive.site import Site
from ledstjarna.history.past import SiteHistory
from ledstjarna.words.voice import Voice

Content = str | bytes | Iterable[bytes]

# By sort: each gives addresses from the site's root, and contents. A new kind of file is a module of its own and a line here.
FILES: dict[str, Callable[[Site, Mapping[str, Voice], SiteHistory], Iterator[tuple[str, Content]]]] = {
    "data": lambda site, _voices, _history: data_files(site),
    "citations": lambda site, voices, _: citation_files(site, voices),
    "tables": table_files,
    "calendars": lambda site, voices, _: calendar_files(site, voices),
    "histories": lambda site, _, history: history_files(site, history),
    "feeds": feed_files,
    "goalposts": lambda site, _, history: goalpost_files(site, history),
}
