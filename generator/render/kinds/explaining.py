"""The pages that explain: how things are worked out, and how to write."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.problems import message_words
from generator.render.markdown import render_guide
from generator.render.page import Page
from generator.render.renderer import Renderer


def method(renderer: Renderer) -> Iterator[Page]:
    """Every rule and threshold in force."""
    voice = renderer.voice
    title, about = voice._("How we work it out"), voice._("Every rule and limit behind the words on the site.")
    yield renderer.listing("method", "method", title, about, limits=renderer.site.settings.thresholds)


def guide(renderer: Renderer) -> Iterator[Page]:
    """The editors' guide: first steps, words for the search, checks, rules and every message."""
    voice = renderer.voice
    title, about = voice._("Editors’ guide"), voice._("How to publish goals and outcomes, and what every message means.")

    def message(code: str) -> str:
        return message_words(code, voice.code)

    def chapter(name: str) -> Markup:
        return _chapter(renderer, name)

    yield renderer.listing("guide", "guide", title, about, chapter=chapter, message=message, **renderer.around.guide)


def _chapter(renderer: Renderer, name: str) -> Markup:
    """A chapter that is written in Markdown, in this language or else in English."""
    folder = renderer.theme / "guide"
    file = next((file for code in (renderer.voice.code, "en") if (file := folder / f"{name}.{code}.md").is_file()), None)
    return Markup(render_guide(file.read_text(encoding="utf-8"))) if file else Markup()  # noqa: S704  # our own text, sanitised by nh3
