"""The table of every file that visitors fetch beside the pages: the site tree comes in; addresses and contents go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ledstjarna.data.calendars import calendar_files
from ledstjarna.data.citations import citation_files
from ledstjarna.data.records import data_files
from ledstjarna.data.tables.table_files import table_files
from ledstjarna.derive.site import Site
from ledstjarna.words.voice import Voice

Content = str | bytes | Iterable[bytes]

# By sort: each gives addresses from the site's root, and contents. A new kind of file is a module of its own and a line here.
FILES: dict[str, Callable[[Site, Mapping[str, Voice]], Iterator[tuple[str, Content]]]] = {
    "data": lambda site, _: data_files(site),
    "citations": citation_files,
    "tables": table_files,
    "calendars": calendar_files,
}
