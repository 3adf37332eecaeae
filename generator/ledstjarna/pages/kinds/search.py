"""The search page: a form that a script answers to, and every goal and body from A to Z, which is all there is without the script.

One attribute, ``data-state``, says what it shows, and styles do the rest. Hits are items of an ordinary list, copied from one that waits
in a ``<template>``; what was typed only ever becomes text. What is found is counted where it is shown at once, and told aloud when the
search has rested for 0.3 seconds. The address is replaced, never added to: the way back leads out of the search, not through its letters,
and the way back to it leads to the same hits at the same place. The field in the frame is a form that fetches and suggests nothing, and
is left out on this page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ledstjarna.addresses import way_up
from ledstjarna.derive.listing import is_long
from ledstjarna.derive.site import Site
from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.model.alphabet import Alphabet, has_own_pages
from ledstjarna.pages.kinds.letters import shelves_of
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.statuses import counted_word
from ledstjarna.words.voice import Voice

SCRIPT = "search"


def search(renderer: Renderer, site: Site) -> Iterator[Page]:
    """The page, without the list of goals where they are too many for one page: then the letters lead to them."""
    voice, addresses = renderer.voice, renderer.addresses
    title, about = voice._("Search"), voice._("Search goals, agencies, plans and scrutiny, or find them from A to Z.")
    up = way_up(addresses.listing("search", voice.code))
    alphabet = Alphabet(voice.code)
    yield renderer.listing(
        "search",
        "search",
        title,
        about,
        scripts=(SCRIPT,),
        heading=title,
        index=up + renderer.around.indexes.get(voice.code, ""),
        told=_told(voice),
        selects=_selects(site, voice),
        tags=[(standing_key(status), status, counted_word(status, voice)) for status in STANDINGS],
        others=[(code, up + addresses.listing("search", code)) for code in site.settings.codes if code != voice.code],
        shelves=[(letter, goals) for letter, goals in shelves_of(site, voice) if goals],
        is_long=is_long(list(site.goals.values())),
        has_pages=has_own_pages(len(site.goals)),
        bodies=sorted(
            site.agencies.values(), key=lambda agency: (agency.is_invented, alphabet.key(renderer.text(agency.record.name)), agency.id)
        ),
    )


def _told(voice: Voice) -> dict[str, str]:
    """What is told of a search. The script puts numbers and what was typed where the braces are."""
    query = _apart("{query}")
    return {
        "rest": "",
        "one": voice._("{n} result"),
        "many": voice._("{n} results"),
        "least": voice._("{n} results or more"),
        "hits": voice._("{hits} for “{query}”.", hits="{hits}", query=query),
        "fixed": voice._("Showing {hits} for “{query}”. You wrote “{typed}”.", hits="{hits}", query=query, typed=_apart("{typed}")),
        "exactly": voice._("Search for exactly “{typed}”", typed=_apart("{typed}")),
        "meant": voice._("Did you mean “{query}”?", query=query),
        "none": voice._("No results for “{query}”.", query=query),
        "narrow": voice._("No results for “{query}” with what you have chosen.", query=query),
        "wait": voice._("Searching …"),
        "failed": voice._("The search is not working just now. Everything is here from A to Z, further down on this page."),
    }


def _apart(text: str) -> str:
    """A text of which nobody knows which way it runs, kept from turning the sentence around it (Unicode's isolates)."""
    return f"\u2068{text}\u2069"


def _selects(site: Site, voice: Voice) -> list[dict[str, Any]]:
    """What hits can be narrowed down by; the script leaves out what no hit has."""
    kinds = {
        "goal": voice._("Goal"),
        "agency": voice._("Agency or municipality"),
        "plan": voice._("Plan"),
        "statement": voice._("Value, ability or guiding star"),
        "finding": voice._("Scrutiny"),
        "theme": voice._("Theme"),
        "page": voice._("About the site"),
        "guide": voice._("Editors’ guide"),
    }
    found = {goal.counted for goal in site.goals.values()}
    statuses = [(standing_key(status), counted_word(status, voice)) for status in STANDINGS if status in found]
    bodies = [_option(agency.id, agency.record.name, voice, invented=agency.is_invented) for agency in site.agencies.values()]
    return [
        _select("kind", voice._("Type"), voice._("All types"), [_option(kind, word, voice) for kind, word in kinds.items()]),
        _select("agency", voice._("Agency or municipality"), voice._("All"), bodies),
        _select("status", voice._("How it is going"), voice._("All"), [_option(*status, voice) for status in statuses]),
        _select("theme", voice._("Theme"), voice._("All themes"), [_option(theme.id, theme.name, voice) for theme in site.themes.values()]),
    ]


def _select(name: str, label: str, every: str, options: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "label": label, "every": every, "options": list(options)}


def _option(value: str, text: Mapping[str, str] | str, voice: Voice, *, invented: bool = False) -> dict[str, Any]:
    """Its words, with the language that they are in where it is not the page's."""
    said = voice.text(text)
    return {"value": value, "label": said.text, "language": said.language if said.is_fallback else "", "invented": invented}
