"""The site comes in; its pages that are no records go out as what the search finds of them: how things are worked out, lists, the guide.

Of a list only its head is looked for, since what is on it is found by itself. What a page says of a certain day, or of what is recorded,
is left out: the same content is found by the same words whenever it is built.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ledstjarna.derive.site import Site
from ledstjarna.pages.all_kinds import KINDS
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Around, Renderer
from ledstjarna.search.documents import SitePage
from ledstjarna.words.voice import N_

# By the words of their addresses: what a list is called, and what it tells.
_LISTS = {
    "goals": (N_("All goals"), N_("Every goal and how it is going, including those that have ended.")),
    "agencies": (N_("Agencies and municipalities"), N_("The bodies whose goals are shown here.")),
    "scrutiny": (N_("Scrutiny"), N_("What others have found, and the answers.")),
    "themes": (N_("Themes"), N_("Goals that are about the same thing, whichever body they are from.")),
    "changes": (N_("Changes"), N_("What has changed in goals and outcomes, and when.")),
    "calendar": (N_("Calendar"), N_("When outcomes and answers are to be published.")),
    "missing": (
        N_("Information missing here"),
        N_("Measures, targets, owners, outcomes and answers that are missing here, for each body."),
    ),
    "ended": (N_("Ended"), N_("Goals that have ended, and how they ended.")),
    "letters": (N_("Goals from A to Z"), N_("Every goal, under the letter that its title begins with.")),
}
_WHOLE = ("method", "open-data", "accessibility", "guide")
_LONGEST = 10_000  # characters of a page; the guide's lists of every message and field are longer
_BLOCK = re.compile(
    r"</?(?:p|li|[uod]l|h[1-6]|t[rdh]|table|thead|tbody|caption|d[td]|div|section|nav|details|summary|pre|svg|figure)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_RECORDED = re.compile(r'<h2 id="history">.*?(?=<h2\b|\Z)', re.DOTALL)
_CITED = re.compile(r'<p class="ls-cite__text">.*?</p>', re.DOTALL)  # which tells the day
_SECTION = re.compile(r'<h2 id="([\w-]+)">(.*?)</h2>', re.DOTALL)


def site_pages(renderer: Renderer, site: Site, guide: Mapping[str, Any]) -> Iterator[SitePage]:
    """The pages in the renderer's language; ``guide`` is what the editors’ guide tells of."""
    voice, addresses = renderer.voice, renderer.addresses
    for word, (title, about) in _LISTS.items():
        if word != "themes" or site.themes:
            yield SitePage("page", word, addresses.listing(word, voice.code), voice._(title), voice._(about))
    renderer.around = Around(guide, {})
    for kind in _WHOLE:
        for page in KINDS[kind].make(renderer, site, ""):
            # Readers know the statement by its name, without that of the site.
            title = voice._("Accessibility statement") if kind == "accessibility" else str(page.title)
            yield from _find_parts(page, title, "" if page.kind == kind else f"{kind}-")


def _find_parts(page: Page, title: str, before: str) -> Iterator[SitePage]:
    """A page; of the editors’ guide, which is long, its sections too."""
    kind = "guide" if before else "page"
    id = before + page.address.rstrip("/").rpartition("/")[2] if before else page.kind
    body = page.body if kind == "guide" else _CITED.sub("", _RECORDED.sub("", page.body))
    begins, *sections = _SECTION.split(body) if page.kind == "chapter" else [body]
    yield SitePage(kind, id, page.address, title, page.description, read_passages(begins))
    for name, heading, text in zip(sections[::3], sections[1::3], sections[2::3], strict=True):
        yield SitePage("guide", f"{id}#{name}", f"{page.address}#{name}", _read(heading), "", read_passages(text))


def read_passages(body: str) -> tuple[str, ...]:
    """The texts of a part of a page, without those that tell a date."""
    texts = (_read(part) for part in _BLOCK.split(body) if "<time" not in part)
    return tuple(_within(dict.fromkeys(text for text in texts if text)))


def _within(texts: Iterable[str]) -> Iterator[str]:
    left = _LONGEST
    for text in texts:
        left -= len(text)
        if left < 0:
            return
        yield text


def _read(part: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", part)).split(None))
