"""What search can find, as plain records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ledstjarna.fingerprints import digest

# The kinds of documents, in the order in which they are shown where a query finds them equally well: what gathers others comes first.
KINDS = ("theme", "agency", "plan", "goal", "statement", "finding", "page", "guide")


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page, or a part of one, in one language.

    ``kind`` is one of ``KINDS``; ``address`` is seen from the language's root. ``agency`` is the id
    of the body it belongs to, or "". ``text`` has what can be searched in besides the title, in this language alone, a line a passage:
    results show the sentence that has what was looked for. ``aside`` is found too, but counts less and is not shown. ``language`` is ""
    where the title is in this language too, else the code of the language that it is in, and then the title is only shown. ``whose`` has
    words for whose it is where that is not one body, as of a theme.
    """

    kind: str
    id: str
    agency: str
    agency_name: str
    title: str
    text: str
    address: str
    sentence: str = ""
    status: str = ""
    themes: tuple[str, ...] = ()
    language: str = ""
    whose: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document is found, and the fingerprint of all that is in it: it is read only where it is another than before."""

    address: str
    made_of: bytes
    read: Callable[[], SearchDocument]


def source_of(document: SearchDocument) -> Source:
    """A document that is there already."""
    return Source(document.address, digest(repr(document)), lambda: document)
