"""The table of every kind of page: the site tree comes in; every page goes out with its head and body, ready for the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ledstjarna.derive.site import Site
from ledstjarna.model.catalogue import Catalogue
from ledstjarna.model.settings import Settings
from ledstjarna.pages.kinds.accessibility import accessibility
from ledstjarna.pages.kinds.calendar import calendar_pages
from ledstjarna.pages.kinds.changes import change_pages
from ledstjarna.pages.kinds.explaining import method
from ledstjarna.pages.kinds.guide import guide
from ledstjarna.pages.kinds.letters import letters
from ledstjarna.pages.kinds.lists import agencies, ended, findings, goals
from ledstjarna.pages.kinds.missing import missing_pages
from ledstjarna.pages.kinds.open_data import open_data
from ledstjarna.pages.kinds.records import agency_pages, finding_pages, plan_pages
from ledstjarna.pages.kinds.search import search
from ledstjarna.pages.kinds.start import start
from ledstjarna.pages.kinds.statuses import standings
from ledstjarna.pages.kinds.themes import theme_pages, themes
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import NOTHING_AROUND, Around, Renderer
from ledstjarna.words.voice import Voice

Maker = Callable[[Renderer, Site], Iterator[Page]]

# Every kind of page but goals' and prose, by its name, in the order of a walk through the site.
KINDS: dict[str, Maker] = {
    "start": start,
    "agencies": agencies,
    "goals": goals,
    "standings": standings,
    "letters": letters,
    "search": search,
    "findings": findings,
    "ended": ended,
    "themes": themes,
    "changes": change_pages,
    "calendar": calendar_pages,
    "missing": missing_pages,
    "method": method,
    "accessibility": accessibility,
    "open-data": open_data,
    "guide": guide,
    "of agencies": agency_pages,
    "of plans": plan_pages,
    "of findings": finding_pages,
    "of themes": theme_pages,
}


def make_renderers(settings: Settings, voices: Mapping[str, Voice], theme: Path, around: Around = NOTHING_AROUND) -> dict[str, Renderer]:
    """A renderer for each language of the site, by its code."""
    return {code: Renderer(settings, voice, theme, around) for code, voice in voices.items()}


def make_voices(settings: Settings, theme: Path, own: Mapping[str, Catalogue] | None = None) -> dict[str, Voice]:
    """A voice for each language of the site, by its code; ``own`` are the texts that the site brings itself, by language."""
    texts = own or {}
    return {language.code: Voice(language, settings, theme / "locale", texts.get(language.code)) for language in settings.languages}
