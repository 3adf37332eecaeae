"""What every page says around itself in a language: menu, footer and the words between them, for the frame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ledstjarna.hosting.policy import POLICY
from ledstjarna.load.content_tree import ProsePage
from ledstjarna.pages.frame import FrameTexts, MenuItem
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.voice import N_, Voice

# By the words of their addresses; what a citizen looks for first.
MENU = ("goals", "agencies", "changes", "themes", "missing")
FOOTER = ("calendar", "scrutiny", "letters", "ended", "method", "open-data", "accessibility")


def prose_of(prose: Iterable[ProsePage], language: str) -> dict[str, str]:
    """The Markdown of a language's prose pages, by stem."""
    return {page.stem: page.text for page in prose if page.language == language}


def tell_preview(voice: Voice) -> str:
    """What every page of a preview says first."""
    return voice._("This is a preview of a proposal. It is not the published site.")


def frame_texts(
    renderer: Renderer, stylesheet: str, prose: Mapping[str, str], without: Collection[str], *, is_preview: bool = False
) -> FrameTexts:
    """What the frame says in a renderer's language; the footer leads to every prose page, under its heading."""
    voice, addresses = renderer.voice, renderer.addresses
    note = N_("Some words of the pages have not been translated and are in English.")
    publisher = voice.text(renderer.settings.publisher).text.removesuffix(".") + "." if renderer.settings.publisher else ""
    return FrameTexts(
        language=voice.code,
        site_name=voice.site_name,
        start=addresses.start(voice.code),
        skip=voice._("Skip to the content"),
        menu_label=voice._("Menu"),
        footer=" ".join(part for part in (publisher, voice._("No cookies. Nothing is fetched from other sites.")) if part),
        stylesheet=stylesheet,
        menu=tuple(_items(renderer, without, MENU)),
        footer_links=(
            *_items(renderer, without, FOOTER),
            *(MenuItem("prose", addresses.prose(stem, voice.code), _heading(text)) for stem, text in sorted(prose.items())),
            *_items(renderer, without, ("guide",)),
        ),
        policy=POLICY,
        preview=tell_preview(voice) if is_preview else "",
        note=voice._(note) if voice.has_gaps else "",
        note_language=voice.language_of(note),
    )


def _items(renderer: Renderer, without: Collection[str], words: Iterable[str]) -> Iterator[MenuItem]:
    """Links to the pages of these words; there are no themes and no accessibility statement where nobody has written any."""
    voice = renderer.voice
    labels = {
        "goals": voice._("Goals"),
        "agencies": voice._("Agencies"),
        "changes": voice._("Changes"),
        "calendar": voice._("Calendar"),
        "scrutiny": voice._("Scrutiny"),
        "themes": voice._("Themes"),
        "letters": voice._("Goals from A to Z"),
        "ended": voice._("Ended"),
        "missing": voice._("Missing"),
        "method": voice._("How we work it out"),
        "open-data": voice._("Open data"),
        "accessibility": voice._("Accessibility statement"),
        "guide": voice._("Editors’ guide"),
    }
    for word in words:
        if word not in without:
            yield MenuItem(word, renderer.addresses.listing(word, voice.code), labels[word])


def _heading(text: str) -> str:
    """The first line of a prose page, which is its heading."""
    return text.strip().splitlines()[0].lstrip("# ")
