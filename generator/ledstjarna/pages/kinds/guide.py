"""What the editors’ guide tells of comes in; its pages go out: first steps with checks and messages, chapters, every kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markdown.extensions.toc import slugify
from markupsafe import Markup

from ledstjarna.addresses import CHAPTERS
from ledstjarna.derive.site import Site
from ledstjarna.model.catalogue import find_language
from ledstjarna.pages.kinds.fields import FILES, tell_file
from ledstjarna.pages.markdown import render_guide
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.problems import MESSAGE_LANGUAGES, message_words
from ledstjarna.words.voice import N_

_TYPED = re.compile(r"^```md\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WITHOUT_TEXTS = ("search", "site_config")  # kinds of files that the checks of texts do not look through
_SECTION = re.compile(r"^## ", re.MULTILINE)
# The chapters that have a page: what they are called, and what they tell.
_CHAPTERS = {
    "install": (
        N_("Install Ledstjärna"),
        N_("How the program gets onto a computer, how it is upgraded, and how a large site is built fast."),
    ),
    "how-to": (N_("How to"), N_("What you do now and then: what to write, where, and what you see afterwards.")),
    "review": (N_("Proposals and reviews"), N_("What a review says, and what must not happen to what is published.")),
}


def guide(renderer: Renderer, _site: Site) -> Iterator[Page]:
    """The editors' guide: first steps, words for the search, checks, rules and every message; chapters; and every field."""
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
    facts["pages"] = {name: voice._(told[0]) for named in (_CHAPTERS, FILES) for name, told in named.items()}
    facts["kinds"], facts["chapters"] = tuple(FILES), CHAPTERS
    yield renderer.listing("guide", "guide", title, about, **facts, language_of=voice.language_of, **renderer.around.guide)
    yield from _chapters(renderer, language, facts["other_language"])
    yield from _files(renderer)


def _chapters(renderer: Renderer, language: str, other_language: str | None) -> Iterator[Page]:
    """The chapters that have a page."""
    voice = renderer.voice
    for name in CHAPTERS:
        title, about = _CHAPTERS[name]
        text = _read_chapter(renderer, name, language)
        facts = {"heading": voice._(title), "lead": voice._(about), **read_sections(text), "other_language": other_language}
        yield _page(renderer, "chapter", name, voice._(title), voice._(about), **facts)


def _files(renderer: Renderer) -> Iterator[Page]:
    """A page about each kind of file, with every field."""
    voice, told = renderer.voice, renderer.around.guide
    titles = {entry.name: voice._(entry.title).removesuffix(".").replace("`", "") for entry in (*told["checks"], *told["rules"])}
    of_texts = [(code, titles[code]) for code in told["of_texts"]]
    for entry in told["files"]:
        example = (renderer.theme / "guide" / "examples" / f"{entry.kind}.yml").read_text(encoding="utf-8")
        facts = {**tell_file(entry, example, titles, voice), "of_texts": of_texts if entry.kind not in _WITHOUT_TEXTS else ()}
        yield _page(renderer, "fields", entry.kind, facts["heading"], facts["lead"], **facts)


def _page(renderer: Renderer, kind: str, name: str, title: str, description: str, **facts: Any) -> Page:
    crumbs = renderer.crumbs("guide", renderer.voice._("Editors’ guide"))
    return renderer.page(kind, partial(renderer.addresses.guide, name), title, description, crumbs=crumbs, current="guide", **facts)


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A part of a chapter: text, or something typed that is to be shown with what comes of it."""

    text: Markup
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a chapter that has a page: what it is linked to by, its heading, and its text."""

    id: str
    title: str
    text: Markup


def read_sections(chapter: str) -> dict[str, Any]:
    """What a chapter begins with, and its sections."""
    begins, *sections = _SECTION.split(chapter)
    titled = [section.partition("\n") for section in sections]
    return {"begins": _mark_up(begins), "sections": [Section(slugify(title, "-"), title, _mark_up(text)) for title, _, text in titled]}


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
