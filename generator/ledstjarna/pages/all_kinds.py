"""The table of every kind of page: the site tree comes in; every page goes out with its head and body, ready for the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ledstjarna.derive.site import Site
from ledstjarna.derive.status_names import STANDINGS
from ledstjarna.model.catalogue import Catalogue
from ledstjarna.model.settings import Settings
from ledstjarna.pages.kinds.accessibility import accessibility
from ledstjarna.pages.kinds.calendar import calendar_pages
from ledstjarna.pages.kinds.changes import change_pages, change_parts
from ledstjarna.pages.kinds.explaining import method
from ledstjarna.pages.kinds.guide import guide
from ledstjarna.pages.kinds.letters import letter_parts, letters
from ledstjarna.pages.kinds.lists import agencies, ended, findings, goals
from ledstjarna.pages.kinds.missing import missing_pages
from ledstjarna.pages.kinds.open_data import open_data
from ledstjarna.pages.kinds.records import agency_page, finding_page, plan_page
from ledstjarna.pages.kinds.search import search
from ledstjarna.pages.kinds.start import start
from ledstjarna.pages.kinds.statuses import standings
from ledstjarna.pages.kinds.themes import theme_page, themes
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import NOTHING_AROUND, Around, Renderer
from ledstjarna.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pages: what makes one of its parts, and the names of these; most kinds are one page, in one part without a name."""

    make: Callable[[Renderer, Site, str], Iterator[Page]]
    parts: Callable[[Renderer, Site], Iterable[str]] = lambda _renderer, _site: ("",)


def _one(make: Callable[[Renderer, Site], Iterator[Page]]) -> Kind:
    return Kind(lambda renderer, site, _: make(renderer, site))


def _with_bodies(_renderer: Renderer, site: Site) -> Iterable[str]:
    """A page for all bodies, and one for each."""
    return ("", *site.agencies)


# Every kind of page but goals' and prose, by its name, in the order of a walk through the site.
KINDS: dict[str, Kind] = {
    "start": _one(start),
    "agencies": _one(agencies),
    "goals": _one(goals),
    "standings": Kind(standings, lambda _renderer, _site: ("", *STANDINGS)),
    "letters": Kind(letters, letter_parts),
    "search": _one(search),
    "findings": _one(findings),
    "ended": _one(ended),
    "themes": _one(themes),
    "changes": Kind(change_pages, change_parts),
    "calendar": Kind(calendar_pages, _with_bodies),
    "missing": Kind(missing_pages, _with_bodies),
    "method": _one(method),
    "accessibility": _one(accessibility),
    "open-data": _one(open_data),
    "guide": _one(guide),
    "of agencies": Kind(agency_page, lambda _renderer, site: site.agencies),
    "of plans": Kind(plan_page, lambda _renderer, site: site.plans),
    "of findings": Kind(finding_page, lambda _renderer, site: site.findings),
    "of themes": Kind(theme_page, lambda _renderer, site: site.themes),
}


def make_renderers(settings: Settings, voices: Mapping[str, Voice], theme: Path, around: Around = NOTHING_AROUND) -> dict[str, Renderer]:
    """A renderer for each language of the site, by its code."""
    return {code: Renderer(settings, voice, theme, around) for code, voice in voices.items()}


def make_voices(settings: Settings, theme: Path, own: Mapping[str, Catalogue] | None = None) -> dict[str, Voice]:
    """A voice for each language of the site, by its code; ``own`` are the texts that the site brings itself, by language."""
    texts = own or {}
    return {language.code: Voice(language, settings, theme / "locale", texts.get(language.code)) for language in settings.languages}
