"""The search page: a form, and everything from A to Z for whoever has no script."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.listing import STANDINGS, is_long, standing_key
from generator.render.alphabet import Alphabet, shelve
from generator.render.page import Page
from generator.render.renderer import Renderer
from generator.render.voice import Voice
from generator.render.words import counted_word

SCRIPT = "search"


def search(renderer: Renderer) -> Iterator[Page]:
    """One page; where there are many goals they are told by their letters alone."""
    site, voice = renderer.site, renderer.voice
    order = Alphabet(voice.code)
    names = {agency.id: voice.text(agency.record.name).text for agency in site.agencies.values()}
    goals = list(site.goals.values())
    yield renderer.listing(
        "search",
        "search",
        voice._("Search"),
        voice._("Search goals, plans, agencies and scrutiny, or find them from A to Z."),
        scripts=(SCRIPT,),
        index=renderer.around.indexes.get(voice.code, ""),
        shelves=shelve(goals, voice),
        in_full=not is_long(goals),
        agencies=sorted(site.agencies.values(), key=lambda node: (order.key(names[node.id]), node.id)),
        others=[(code, renderer.addresses.listing("search", code)) for code in site.settings.codes if code != voice.code],
        kinds=_kinds(voice),
        statuses=[(standing_key(status), status, counted_word(status, voice)) for status in STANDINGS],
        themes=sorted(((id, voice.text(theme.name).text) for id, theme in site.themes.items()), key=lambda item: order.key(item[1])),
    )


def _kinds(voice: Voice) -> list[tuple[str, str]]:
    """What can be found, in a word each, what most look for first."""
    return [
        ("goal", voice._("Goal")),
        ("agency", voice._("Agency or municipality")),
        ("plan", voice._("Plan")),
        ("statement", voice._("Value or ability")),
        ("finding", voice._("Scrutiny")),
        ("theme", voice._("Theme")),
        ("page", voice._("Page about the site")),
    ]
