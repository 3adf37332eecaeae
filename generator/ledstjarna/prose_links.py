"""A prose page's Markdown comes in; its relative links that lead nowhere on the site go out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from ledstjarna.addresses import CHAPTERS, DATA, KINDS_OF_FILES, Addresses
from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.model.alphabet import Alphabet, has_own_pages
from ledstjarna.model.content import Content
from ledstjarna.model.settings import Settings

_LINK = re.compile(r"\]\(\s*+<?([^)>\s]+)")
_LISTINGS = (
    "agencies",
    "goals",
    "changes",
    "standings",
    "letters",
    "search",
    "scrutiny",
    "ended",
    "method",
    "calendar",
    "missing",
    "open-data",
    "guide",
)
_PARTED = ("changes", "calendar", "missing")


def known_addresses(content: Content, settings: Settings, prose: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Every address of the site, seen from its root; ``prose`` has language and stem of each prose page."""
    addresses = Addresses(settings)
    known = {"", *(addresses.prose(stem, language) for language, stem in prose), *listing_addresses(content, settings)}
    themes = _themes(content)
    groups = (
        ("agency", content.agencies),
        ("plan", content.plans),
        ("goal", content.goals),
        ("finding", content.findings),
        ("theme", themes),
    )
    for code in settings.codes:
        known.add(addresses.start(code))
        known.update(addresses.part("standings", standing_key(status), code) for status in STANDINGS)
        letters = Alphabet(code).letters if has_own_pages(len(content.goals)) else ()
        known.update(addresses.part("letters", letter.id, code) for letter in letters)
        known.update(addresses.guide(name, code) for name in (*CHAPTERS, *KINDS_OF_FILES))
        known.update(addresses.part(word, id, code) for word in _PARTED for id in content.agencies)
        for kind, records in groups:
            known.update(addresses.record(kind, id, code) for id in records)
    return frozenset(known)


def listing_addresses(content: Content, settings: Settings) -> dict[str, str]:
    """The address of every page that is the only one of its kind, in every language, and the word for it in the settings."""
    addresses = Addresses(settings)
    optional = [word for word, is_there in (("themes", _themes(content)), ("accessibility", content.accessibility)) if is_there]
    return {addresses.listing(word, code): word for code in settings.codes for word in (*_LISTINGS, *optional)}


def _themes(content: Content) -> set[str]:
    return content.themes.keys() | {tag for goal in content.goals.values() for tag in goal.tags}


def broken_links(text: str, here: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where in the text, and to what, of every relative link that leads nowhere from the page at ``here``."""
    for match in _LINK.finditer(text):
        target = match.group(1).partition("#")[0].partition("?")[0]
        if not target or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
            continue
        if target.endswith(".md"):
            target = f"../{target.removesuffix('.md')}/"
        there = posixpath.normpath(posixpath.join("/" + here, target)).lstrip("/")
        if not target.startswith("/") and (f"{there}/" in known or there == "" or there.startswith(DATA)):
            continue
        yield match.start(1), match.group(1)
