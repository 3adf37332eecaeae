"""A site's settings and prose come in; what all of its pages share goes out: languages, templates, frames, styles and scripts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ledstjarna.addresses import ASSETS
from ledstjarna.data.tables.table_files import Tables
from ledstjarna.hosting.scripts import bundle_scripts
from ledstjarna.hosting.styles import bundle_styles
from ledstjarna.interface import read_interface
from ledstjarna.load.content_tree import ProsePage
from ledstjarna.pages.all_kinds import make_renderers, make_voices
from ledstjarna.pages.frame import BareFrame, Frame, Framed, MaterialFrame
from ledstjarna.pages.head import frame_parts
from ledstjarna.pages.menus import MENU, frame_texts, prose_of, tell_preview
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderers
from ledstjarna.publish.jobs import Output
from ledstjarna.settings import Project
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is shared is made of this: a site, its prose, which frame, and the words of pages that the site does not have."""

    project: Project
    prose: Sequence[ProsePage]
    frame: str
    is_preview: bool
    without: Collection[str]


@dataclass(frozen=True)
class Shared:
    """What the jobs of a site have in common: its languages, its frames, and what pages stand on.

    ``scripts`` are the names of files by those that pages ask for; ``assets`` are the files themselves, by address.
    """

    renderers: Renderers
    framed: Mapping[str, Framed]
    stylesheet: str
    scripts: Mapping[str, str]
    assets: Mapping[str, str | bytes]
    made_of: Recipe
    is_preview: bool = False  # of a proposal: every page says so, and no search engine is to show it

    def __reduce__(self) -> tuple[Any, ...]:
        """Templates cannot be sent to another process: it makes them again, of what they were made of."""
        return share_again, (self.made_of,)

    @cached_property
    def voices(self) -> dict[str, Voice]:
        """The voice of each language."""
        return {code: renderer.voice for code, renderer in self.renderers.items()}

    @cached_property
    def tables(self) -> Tables:
        """The tables of the site in all their forms."""
        return Tables(self.voices)

    @property
    def base_url(self) -> str | None:
        """The site's permanent address."""
        return next(iter(self.renderers.values())).settings.base_url

    @property
    def base_path(self) -> str:
        """The path of the site's root on its host."""
        return urlsplit(self.base_url).path if self.base_url else "/"

    def preview_note(self, language: str) -> str:
        """What a preview says of itself on every page; nothing where this is none."""
        return tell_preview(self.voices[language]) if self.is_preview else ""

    def put(self, page: Page, files: Collection[str], root: str | None = None) -> Output:
        """A page in its frame; ``files`` are the addresses of what it may tell of, ``root`` is given where links must be absolute."""
        renderer = self.renderers[page.language]
        page = replace(page, is_indexed=False) if self.is_preview else page
        parts = frame_parts(
            page,
            voices=self.voices,
            site_name=renderer.voice.site_name,
            base_url=self.base_url,
            words=MENU,
            scripts=self.scripts,
            files=files,
            root=root,
            search=renderer.addresses.listing("search", page.language),
        )
        html = self.framed[page.language].shell.fill(parts)
        is_first = next(iter(page.alternates), "") == page.language
        alternates = page.alternates if is_first and page.is_indexed else {}
        return Output(page.address, html, f"{page.title} ({page.kind}, {page.language})", alternates=alternates)


def share(
    project: Project,
    prose: Sequence[ProsePage],
    *,
    frame: str,
    is_preview: bool = False,
    without: Collection[str] = (),
    scratch: Path | None = None,
) -> Shared:
    """``without`` are the words of pages that the site does not have; ``scratch`` is a folder for what is made on the way."""
    return share_again(Recipe(project, prose, frame, is_preview, without), scratch)


def share_again(recipe: Recipe, scratch: Path | None = None) -> Shared:
    """What is shared, of what it is made of; frames that were made before are kept on this computer."""
    project, prose, is_preview, without = recipe.project, recipe.prose, recipe.is_preview, recipe.without
    theme, settings = theme_folder(), project.settings
    renderers = make_renderers(settings, make_voices(settings, theme, read_interface(project).catalogues), theme)
    maker: Frame = BareFrame() if recipe.frame == "bare" else MaterialFrame(theme, project.extensions)
    (style, styles), scripts = bundle_styles(theme, maker.styles()), bundle_scripts(theme)
    framed = {}
    for code, renderer in renderers.items():
        texts = prose_of(prose, code)
        framed[code] = maker.build(frame_texts(renderer, style, texts, without, is_preview=is_preview), texts, scratch=scratch)
    assets: dict[str, str | bytes] = {ASSETS + style: styles, **{ASSETS + file: text for file, text in scripts.values()}}
    assets[ASSETS + "star.svg"] = (theme / "styles" / "star.svg").read_bytes()
    return Shared(renderers, framed, ASSETS + style, {name: file for name, (file, _) in scripts.items()}, assets, recipe, is_preview)
