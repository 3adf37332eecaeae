"""The pages that explain: how things are worked out, and how to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.problems import message_words
from generator.render.markdown import render_guide
from generator.render.page import Page
from generator.render.renderer import Renderer

_TYPED = re.compile(r"^```md\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def method(renderer: Renderer) -> Iterator[Page]:
    """Every rule and threshold in force."""
    voice = renderer.voice
    title, about = voice._("How we work it out"), voice._("Every rule and every threshold behind the words on the site.")
    yield renderer.listing("method", "method", title, about, limits=renderer.site.settings.thresholds)


def guide(renderer: Renderer) -> Iterator[Page]:
    """The editors' guide: first steps, words for the search, checks, rules and every message."""
    voice = renderer.voice
    title, about = voice._("Editors’ guide"), voice._("How to publish goals and outcomes, and what every message means.")

    def message(code: str) -> str:
        return message_words(code, voice.code)

    def parts(name: str) -> list[ChapterPart]:
        return read_parts(_read_chapter(renderer, name))

    def chapter(name: str) -> Markup:
        return _mark_up(_read_chapter(renderer, name))

    yield renderer.listing("guide", "guide", title, about, chapter=chapter, parts=parts, message=message, **renderer.around.guide)


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A part of a chapter: text, or something typed that is to be shown with what comes of it."""

    text: Markup
    typed: str = ""


def read_parts(chapter: str) -> list[ChapterPart]:
    """The parts of a chapter, in order; what is typed stands in it as blocks of code called ``md``."""
    parts = []
    for index, part in enumerate(_TYPED.split(chapter)):
        if part.strip():
            parts.append(ChapterPart(_mark_up("" if index % 2 else part), part.rstrip("\n") if index % 2 else ""))
    return parts


def _read_chapter(renderer: Renderer, name: str) -> str:
    """A chapter that is written in Markdown, in this language or else in English."""
    folder = renderer.theme / "guide"
    file = next((file for code in (renderer.voice.code, "en") if (file := folder / f"{name}.{code}.md").is_file()), None)
    return file.read_text(encoding="utf-8") if file else ""


def _mark_up(text: str) -> Markup:
    return Markup(render_guide(text))  # noqa: S704  # our own text, sanitised by nh3
