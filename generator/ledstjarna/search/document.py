"""What search can find, as plain records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page, or a part of one, in one language.

    ``kind`` is goal, agency, plan, statement, finding, theme or page; ``address`` is seen from the language's root. ``agency`` is the id
    of the body it belongs to, or "". ``text`` has what can be searched in besides the title, in this language alone. ``language`` is ""
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
