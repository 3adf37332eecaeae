"""A record's citation comes in; the elements of its page's head that reference managers read go out: Highwire's and Dublin Core's.

Readers know one or the other, so both are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledstjarna.model.times import date_parts
from ledstjarna.words.citations import Citation
from ledstjarna.words.mixed_text import escape_text

# Without it Zotero takes whatever has Highwire's elements for an article in a journal.
_KIND = "webpage"


def citation_elements(citation: Citation | None) -> list[str]:
    """An element for each known part in both kinds of words; none for a page that is no record's."""
    return [f'<meta name="{name}" content="{escape_text(value)}">' for name, value in _parts(citation)] if citation else []


def _parts(cited: Citation) -> Iterator[tuple[str, str]]:
    """Where no body is the author, the words are the site's, and readers of such elements would guess one if none was named."""
    author, publisher = cited.author or cited.site, cited.publisher or cited.site
    known = [("title", "title", cited.title), ("author", "creator", author)]
    if cited.date:
        yield "citation_publication_date", "/".join(f"{part:02}" for part in date_parts(cited.date))
        yield "DC.date", cited.date.isoformat()
    known += [("publisher", "publisher", publisher), ("public_url", "identifier", cited.address), ("language", "language", cited.language)]
    for highwire, dublin_core, value in known:
        if value:
            yield f"citation_{highwire}", value
            yield f"DC.{dublin_core}", value
    yield "DC.type", _KIND
