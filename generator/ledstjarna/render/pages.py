"""The table of every kind of page: the site tree comes in; every page goes out with its head and body, ready for the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from ledstjarna.derive.site import Site
from ledstjarna.model.catalogue import Catalogue
from ledstjarna.render.kinds.accessibility import accessibility
from ledstjarna.render.kinds.calendar import calendar_pages
from ledstjarna.render.kinds.explaining import guide, method
from ledstjarna.render.kinds.letters import letters
from ledstjarna.render.kinds.lists import agencies, ended, findings, goals
from ledstjarna.render.kinds.missing import missing_pages
from ledstjarna.render.kinds.open_data import open_data
from ledstjarna.render.kinds.records import agency_pages, finding_pages, goal_pages, plan_pages
from ledstjarna.render.kinds.search import search
from ledstjarna.render.kinds.standings import standings
from ledstjarna.render.kinds.start import start
from ledstjarna.render.kinds.themes import theme_pages, themes
from ledstjarna.render.page import Page
from ledstjarna.render.renderer import Around, Renderer, Renderers
from ledstjarna.render.voice import Voice

Maker = Callable[[Renderers], Iterator[Page]]


def _in_each_language(*makers: Callable[[Renderer], Iterator[Page]]) -> tuple[Maker, ...]:
    """Makers of one language's pages, as makers of those of all."""
    return tuple(partial(_make_each, make) for make in makers)


def _make_each(make: Callable[[Renderer], Iterator[Page]], renderers: Renderers) -> Iterator[Page]:
    for renderer in renderers.values():
        yield from make(renderer)


# Every kind of page but prose, in the order of a walk through the site.
KINDS: tuple[Maker, ...] = (
    *_in_each_language(start, agencies, goals, standings, letters, search, findings, ended, themes),
    *_in_each_language(calendar_pages, missing_pages, method, accessibility, open_data, guide, agency_pages, plan_pages),
    goal_pages,
    *_in_each_language(finding_pages, theme_pages),
)


def all_pages(renderers: Renderers) -> Iterator[Page]:
    """Every page, in every language, but prose."""
    for make in KINDS:
        yield from make(renderers)


def make_renderers(site: Site, voices: dict[str, Voice], theme: Path, around: Around) -> dict[str, Renderer]:
    """A renderer for each language of the site, by its code."""
    return {code: Renderer(site, voice, theme, around) for code, voice in voices.items()}


def make_voices(site: Site, theme: Path, own: Mapping[str, Catalogue] | None = None) -> dict[str, Voice]:
    """A voice for each language of the site, by its code; ``own`` are the texts that the site brings itself, by language."""
    texts, languages = own or {}, site.settings.languages
    return {language.code: Voice(language, site.settings, theme / "locale", texts.get(language.code)) for language in languages}
