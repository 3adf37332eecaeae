"""What every page says around itself in a language: menu, footer and the words between them, for the frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ledstjarna.derive.site import Site
from ledstjarna.frame import FrameTexts, MenuItem
from ledstjarna.load.content_tree import ProsePage
from ledstjarna.publish.policy import POLICY
from ledstjarna.render.renderer import Renderer, site_name
from ledstjarna.render.voice import N_

# By the words of their addresses; what a citizen looks for first.
MENU = ("goals", "agencies", "calendar", "scrutiny")
FOOTER = ("themes", "letters", "ended", "missing", "method", "open-data", "accessibility")


def prose_of(prose: Iterable[ProsePage], language: str) -> dict[str, str]:
    """The Markdown of a language's prose pages, by stem."""
    return {page.stem: page.text for page in prose if page.language == language}


def frame_texts(renderer: Renderer, site: Site, stylesheet: str, prose: Mapping[str, str]) -> FrameTexts:
    """What the frame says in a renderer's language; the footer leads to every prose page, under its heading."""
    voice, addresses = renderer.voice, renderer.addresses
    note = N_("Some words of the pages have not been translated and are in English.")
    publisher = voice.text(site.settings.publisher).text if site.settings.publisher else ""
    return FrameTexts(
        language=voice.code,
        site_name=site_name(site, voice),
        start=addresses.start(voice.code),
        skip=voice._("Skip to the content"),
        menu_label=voice._("Menu"),
        footer=" ".join(part for part in (publisher, voice._("No cookies. Nothing is fetched from other sites.")) if part),
        stylesheet=stylesheet,
        menu=tuple(_items(renderer, site, MENU)),
        footer_links=(
            *_items(renderer, site, FOOTER),
            *(MenuItem("prose", addresses.prose(stem, voice.code), _heading(text)) for stem, text in sorted(prose.items())),
            *_items(renderer, site, ("guide",)),
        ),
        policy=POLICY,
        note=voice._(note) if voice.has_gaps else "",
        note_language=voice.language_of(note),
    )


def _items(renderer: Renderer, site: Site, words: Iterable[str]) -> Iterator[MenuItem]:
    """Links to the pages of these words; there are no themes and no accessibility statement where nobody has written any."""
    voice = renderer.voice
    labels = {
        "goals": voice._("Goals"),
        "agencies": voice._("Agencies"),
        "calendar": voice._("Calendar"),
        "scrutiny": voice._("Scrutiny"),
        "themes": voice._("Themes"),
        "letters": voice._("Goals from A to Z"),
        "ended": voice._("Ended"),
        "missing": voice._("Missing information"),
        "method": voice._("How we work it out"),
        "open-data": voice._("Open data"),
        "accessibility": voice._("Accessibility statement"),
        "guide": voice._("Editors’ guide"),
    }
    missing = {word for word, is_there in (("themes", site.themes), ("accessibility", site.accessibility)) if not is_there}
    for word in words:
        if word not in missing:
            yield MenuItem(word, renderer.addresses.listing(word, voice.code), labels[word])


def _heading(text: str) -> str:
    """The first line of a prose page, which is its heading."""
    return text.strip().splitlines()[0].lstrip("# ")
