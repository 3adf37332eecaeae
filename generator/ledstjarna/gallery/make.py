"""A site's settings and a theme come in; the gallery's folder goes out, in the site's own frame and languages.

Examples that are made to break a component have a page of their own, since an address that is no address and a figure that is no figure
cannot be valid HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2

from ledstjarna.gallery.components import read_components
from ledstjarna.gallery.schemes import other_scheme
from ledstjarna.hosting.policy import POLICY
from ledstjarna.hosting.styles import bundle_styles
from ledstjarna.output.bench import finish_site
from ledstjarna.output.places import check_output
from ledstjarna.output.update import update_site
from ledstjarna.pages.environment import make_environment
from ledstjarna.pages.frame import FrameTexts, MaterialFrame, MenuItem
from ledstjarna.pages.head import frame_parts
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Crumbs
from ledstjarna.settings import Project
from ledstjarna.words.voice import Voice

STYLESHEET = "gallery.css"
WORD = "components"


def make_gallery(project: Project, *, theme: Path, output: Path) -> int:
    """Make all of it, or nothing; how many pages."""
    finish_site(output)
    # Not in the built site either: the gallery is never published.
    check_output(output, keep=[project.config_file], apart=[project.content, project.output, theme])
    voices = {language.code: Voice(language, project.settings, theme / "locale") for language in project.settings.languages}
    environments = {code: make_environment(theme, voice) for code, voice in voices.items()}
    frame = MaterialFrame(theme)
    _, styles = bundle_styles(theme, frame.styles())
    many = 0
    with update_site(output) as update:
        update.write(f"assets/{STYLESHEET}", f"{styles}{(theme / 'gallery.css').read_text(encoding='utf-8')}{other_scheme(styles)}")
        update.write("assets/star.svg", (theme / "styles" / "star.svg").read_bytes())
        for voice in voices.values():
            shell = frame.build(_texts(voice), {}, scratch=update.scratch).shell
            for page in _pages(theme, environments, voice):
                parts = frame_parts(page, voices=voices, site_name=voice._("Components"), base_url=None, words=[WORD], scripts={})
                update.write(page.address, shell.fill(parts))
                many += 1
    return many


def _texts(voice: Voice) -> FrameTexts:
    return FrameTexts(
        language=voice.code,
        site_name="Ledstjärna",
        start=f"{voice.code}/",
        skip=voice._("Skip to the content"),
        menu_label=voice._("Menu"),
        footer=voice._("Made from the folders of theme/components. It is not a part of the published site."),
        stylesheet=STYLESHEET,
        policy=POLICY,
        menu=(MenuItem(WORD, f"{voice.code}/", voice._("Components")),),
    )


def _pages(theme: Path, environments: Mapping[str, jinja2.Environment], voice: Voice) -> Iterator[Page]:
    """The index, a page for each component, and one apart for the examples that are made to break it."""
    components = tuple(read_components(theme, environments, voice.code))
    macros: Any = environments[voice.code].get_template("gallery.html").module

    def page(kind: str, below: str, title: str, about: str, body: str, crumbs: Crumbs = ()) -> Page:
        alternates = {code: f"{code}/{below}" for code in environments}
        return Page(kind, voice.code, alternates[voice.code], title, about, body, crumbs, alternates, WORD)

    start = voice._("Components")
    about = voice._("What the pages are made of: every component with its parameters and its examples.")
    yield page("gallery", "", start, about, macros.gallery(components))
    up = ((start, f"{voice.code}/"),)
    for one in components:
        below = f"{one.name}/"
        yield page("component", below, one.name, one.about, macros.component(one), up)
        if one.hidden:
            title, way = voice._("{component}, hostile texts", component=one.name), (*up, (one.name, f"{voice.code}/{below}"))
            yield page("hostile", f"{below}hostile/", title, one.about, macros.hostile(one, title), way)
