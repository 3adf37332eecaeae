"""The method page and the editors' guide: how things are worked out, and how to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ledstjarna.derive.site import Site
from ledstjarna.history.audit import audit_history
from ledstjarna.model.catalogue import find_language
from ledstjarna.pages.markdown import render_guide
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.problems import MESSAGE_LANGUAGES, message_words
from ledstjarna.words.audit import audit_sentences

_TYPED = re.compile(r"^```md\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def method(renderer: Renderer, site: Site) -> Iterator[Page]:
    """Every rule and threshold in force."""
    voice, history = renderer.voice, renderer.around.history
    title, about = voice._("How we work it out"), voice._("Every rule and limit behind the words on the site.")
    facts: dict[str, Any] = {
        "as_of": site.as_of,
        "methods": site.methods(),
        "settings": renderer.settings,
        "limits": renderer.settings.thresholds,
        "recorded": audit_sentences(audit_history(history), history, voice),
        "recorded_bodies": [voice.told(site.agencies[id].record.name) for id in sorted(history.bodies or ()) if id in site.agencies],
        "is_recorded": history.absence is None,
    }
    yield renderer.listing("method", "method", title, about, **facts)


def guide(renderer: Renderer, _site: Site) -> Iterator[Page]:
    """The editors' guide: first steps, words for the search, checks, rules and every message."""
    voice = renderer.voice
    title, about = voice._("Editors’ guide"), voice._("How to publish goals and outcomes, and what every message means.")

    # Messages and chapters are there in a few languages; the page says where they are in another than its own.
    known = find_language(voice.code, MESSAGE_LANGUAGES)
    language = known or "en"

    def message(code: str) -> str:
        return message_words(code, language)

    def parts(name: str) -> list[ChapterPart]:
        return read_parts(_read_chapter(renderer, name, language))

    def chapter(name: str) -> Markup:
        return _mark_up(_read_chapter(renderer, name, language))

    facts: dict[str, Any] = {"chapter": chapter, "parts": parts, "message": message, "other_language": None if known else language}
    yield renderer.listing("guide", "guide", title, about, **facts, language_of=voice.language_of, **renderer.around.guide)


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


def _read_chapter(renderer: Renderer, name: str, language: str) -> str:
    """A chapter that is written in Markdown."""
    return (renderer.theme / "guide" / f"{name}.{language}.md").read_text(encoding="utf-8")


def _mark_up(text: str) -> Markup:
    return Markup(render_guide(text))  # noqa: S704  # our own text, sanitised by nh3
