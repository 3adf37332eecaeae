"""The list of all themes, and a page for each, with the goals that share it side by side."""

from __future__ import annotations

from collections.abc import Iterator

from ledstjarna.derive.nodes import ThemeNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.tally import tally_goals
from ledstjarna.model.alphabet import Alphabet
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.leads import theme_lead


def themes(renderer: Renderer, site: Site) -> Iterator[Page]:
    """All themes, by name; no page where there are none."""
    voice = renderer.voice
    if site.themes:
        entries = [(node, theme_lead(node, voice)) for node in _by_name(renderer, site)]
        title, about = voice._("Themes"), voice._("Goals that are about the same thing, whichever body they are from.")
        yield renderer.listing("themes", "themes", title, about, lead=about, entries=entries)


def theme_page(renderer: Renderer, site: Site, id: str) -> Iterator[Page]:
    """The page of a theme."""
    crumbs, node = renderer.crumbs("themes", renderer.voice._("Themes")), site.themes[id]
    lead = theme_lead(node, renderer.voice)
    name = renderer.text(node.name)
    title = renderer.voice._("{theme}: goals side by side", theme=name)

    def address(code: str) -> str:
        return renderer.addresses.record("theme", node.id, code)

    real, invented = (tally_goals(goal for _, goals in groups for goal in goals) for groups in (node.real, node.invented))
    yield renderer.page("theme", address, title, lead, crumbs=crumbs, current="themes", theme=node, lead=lead, real=real, invented=invented)


def _by_name(renderer: Renderer, site: Site) -> list[ThemeNode]:
    order = Alphabet(renderer.voice.code)
    return sorted(site.themes.values(), key=lambda node: (order.key(renderer.text(node.name)), node.id))
