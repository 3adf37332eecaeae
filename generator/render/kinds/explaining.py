"""The pages that explain: how things are worked out, and how to write."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.model.catalogue import find_language
from generator.problems import MESSAGE_LANGUAGES, message_words
from generator.render.markdown import render_guide
from generator.render.page import Page
from generator.render.renderer import Renderer


def method(renderer: Renderer) -> Iterator[Page]:
    """Every rule and threshold in force."""
    voice = renderer.voice
    title, about = voice._("How we work it out"), voice._("Every rule and every threshold behind the words on the site.")
    yield renderer.listing("method", "method", title, about, limits=renderer.site.settings.thresholds)


def guide(renderer: Renderer) -> Iterator[Page]:
    """The editors' guide: first steps, words for the search, checks, rules and every message."""
    voice = renderer.voice
    title, about = voice._("Editors’ guide"), voice._("How to publish goals and outcomes, and what every message means.")

    # Messages and chapters are there in a few languages; the page says where they are in another than its own.
    known = find_language(voice.code, MESSAGE_LANGUAGES)
    language = known or "en"

    def message(code: str) -> str:
        return message_words(code, language)

    def chapter(name: str) -> Markup:
        text = (renderer.theme / "guide" / f"{name}.{language}.md").read_text(encoding="utf-8")
        return Markup(render_guide(text))  # noqa: S704  # our own text, sanitised by nh3

    facts = {"chapter": chapter, "message": message, "other_language": None if known else language, "language_of": voice.language_of}
    yield renderer.listing("guide", "guide", title, about, **facts, **renderer.around.guide)
