"""What the editors’ guide tells of comes in; its pages go out: an index, chapters, and one about every kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
from ledstjarna.words.voice import N_, Voice

_TYPED = re.compile(r"^```md\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WITHOUT_TEXTS = ("search", "site_config")  # kinds of files that the checks of texts do not look through
_SECTION = re.compile(r"^## ", re.MULTILINE)
# The chapters: what they are called, and what they tell.
_CHAPTERS = {
    "first-steps": (N_("First steps"), N_("From an empty folder to a first published outcome, in about a quarter of an hour.")),
    "how-to": (N_("How to"), N_("What you do now and then: what to write, where, and what you see afterwards.")),
    "texts": (N_("What a text may hold"), N_("How to write emphasis, links, lists and quotations, and what cannot be used.")),
    "search-words": (N_("Words for the search"), N_("How to let visitors find a page by other words than its own.")),
    "history": (
        N_("What the site remembers"),
        N_("How to give a reason for a change, what stands first on a page, and what must not be shown."),
    ),
    "review": (N_("Proposals and reviews"), N_("What a review says, and what must not happen to what is published.")),
    "install": (
        N_("Install Ledstjärna"),
        N_("How the program gets onto a computer, how it is upgraded, and how a large site is built fast."),
    ),
    "checks": (
        N_("What is checked"),
        N_("What makes a goal weak or hard to follow, and how to turn a check off or let it stop the build."),
    ),
    "rules": (N_("What must be right"), N_("Where one of these is not right, nothing is published, and the old site stays as it was.")),
    "messages": (N_("Every message"), N_("What every message of the program says, by its name.")),
}
_LISTS = ("checks", "rules", "messages")  # chapters that list what the program knows; the others are written in Markdown
_WITH_EXAMPLES = "texts"  # the chapter that shows what is typed, and what comes of it
# The order in which the guide is read: the pages about kinds of files follow what a text may hold.
_ORDER = ("first-steps", "how-to", "texts", *FILES, "search-words", "history", "review", "install", *_LISTS)


def guide(renderer: Renderer, _site: Site) -> Iterator[Page]:
    """The editors' guide: an index that tells what each chapter is for, the chapters, and a page about each kind of file."""
    voice = renderer.voice
    title, about = voice._("Editors’ guide"), voice._("How to publish goals and outcomes, and what every message means.")

    # Messages and chapters are there in a few languages; the page says where they are in another than its own.
    known = find_language(voice.code, MESSAGE_LANGUAGES)
    language = known or "en"
    written = {name: read_sections(_read_chapter(renderer, name, language), name) for name in CHAPTERS if name not in _LISTS}
    titles = {name: voice._(told[0]) for named in (_CHAPTERS, FILES) for name, told in named.items()}
    facts: dict[str, Any] = {"pages": titles, "leads": {name: voice._(told[1]) for name, told in _CHAPTERS.items()}}
    facts |= {"kinds": tuple(FILES), "order": [name for name in _ORDER if name not in FILES], "after": "texts"}
    facts |= {"written": written, "other_language": None if known else language}
    yield renderer.listing("guide", "guide", title, about, **facts)
    yield from _chapters(renderer, language, written, facts["other_language"])
    yield from _files(renderer)


def _chapters(renderer: Renderer, language: str, written: Mapping[str, dict[str, Any]], other_language: str | None) -> Iterator[Page]:
    """The chapters, each a page."""
    voice, told = renderer.voice, renderer.around.guide
    lists = {"checks": told["checks"], "rules": told["rules"], "messages": told["codes"]}
    for name in CHAPTERS:
        title, about = (voice._(words) for words in _CHAPTERS[name])
        facts: dict[str, Any] = {"heading": title, "lead": about, "other_language": other_language, "language_of": voice.language_of}
        facts |= {kind: lists[kind] if kind == name else () for kind in _LISTS}
        facts |= {"message": partial(message_words, language=language), **written.get(name, {"begins": (), "sections": ()})}
        yield _page(renderer, "chapter", name, title, about, **facts)


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
    """A page of the guide, with the ways to those before and after it."""
    crumbs = renderer.crumbs("guide", renderer.voice._("Editors’ guide"))
    beside = _beside(name, renderer.voice)
    return renderer.page(
        kind, partial(renderer.addresses.guide, name), title, description, crumbs=crumbs, current="guide", beside=beside, **facts
    )


def _beside(name: str, voice: Voice) -> list[tuple[str, str, str]]:
    """The pages before and after one, as they are read: how each is related to it, its name and its title."""
    place = _ORDER.index(name)
    found = (("prev", _ORDER[place - 1] if place else ""), ("next", _ORDER[place + 1] if place + 1 < len(_ORDER) else ""))
    titles = {**_CHAPTERS, **FILES}
    return [(rel, other, voice._(titles[other][0])) for rel, other in found if other]


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A part of a chapter: text, or something typed that is to be shown with what comes of it."""

    text: Markup
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a chapter: what it is linked to by, its heading, and its parts."""

    id: str
    title: str
    parts: list[ChapterPart]


def read_sections(chapter: str, name: str) -> dict[str, Any]:
    """What a chapter begins with, and its sections; what is typed is shown apart in the chapter about texts alone."""
    read = read_parts if name == _WITH_EXAMPLES else lambda text: [ChapterPart(_mark_up(text))]
    begins, *sections = _SECTION.split(chapter)
    titled = [section.partition("\n") for section in sections]
    return {"begins": read(begins), "sections": [Section(slugify(title, "-"), title, read(text)) for title, _, text in titled]}


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
