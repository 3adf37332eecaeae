"""A page comes in; the parts of its frame that depend on the page go out, escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ledstjarna.hosting.scripts import MODULES
from ledstjarna.model.settings import Language
from ledstjarna.pages.citation_elements import citation_elements
from ledstjarna.pages.page import FeedLink, Page
from ledstjarna.pages.social import social_links
from ledstjarna.pages.structured import structured_data
from ledstjarna.words.mixed_text import as_html, escape_text, language_of
from ledstjarna.words.voice import Voice


def frame_parts(
    page: Page,
    *,
    voices: Mapping[str, Voice],
    site_name: str,
    base_url: str | None,
    words: Iterable[str],
    scripts: Mapping[str, str],
    files: Collection[str] = (),
    root: str | None = None,
    search: str = "",
) -> dict[str, str]:
    """Finished HTML for every slot of a shell.

    ``scripts`` are the file names below ``/assets/`` by the names that pages ask for; ``files`` are the addresses of all that can be
    fetched; ``root`` is given where links must be absolute. ``search`` is the address of the page that answers to the field on every
    other, from the site's root; without it there is no field.
    """
    up = page.up if root is None else root
    title = page.title if page.title == site_name else f"{page.title} – {site_name}"
    foreign = language_of(page.title)
    parts = {
        "kind": page.kind,
        "titlelang": f' lang="{escape_text(foreign)}"' if foreign else "",
        "title": escape_text(title),
        "description": escape_text(" ".join(page.description.split())),
        "links": "\n".join(
            (*_links(page, voices, site_name, base_url, files), *(_script(up, scripts[name], name) for name in page.scripts))
        ),
        "root": up,
        "languages": _languages(page, voices, up),
        "search": _search(voices[page.language], up + search) if search and page.kind not in ("search", "not-found") else "",
        "crumbs": _crumbs(page, voices[page.language], up),
        "body": page.body.strip(),
    }
    parts.update({f"current{word}": "" for word in words})
    if f"current{page.current}" in parts:
        parts[f"current{page.current}"] = ' aria-current="true"'
    return parts


def _links(page: Page, voices: Mapping[str, Voice], site_name: str, base_url: str | None, files: Collection[str]) -> list[str]:
    """What the page is to search engines and others who link to it; a page that is not there is nothing to them."""
    if page.kind == "not-found":
        return ['<meta name="robots" content="noindex">']
    data = structured_data(page, voice=voices[page.language], site_name=site_name, files=files)
    social = social_links(page, voices=voices, site_name=site_name, base_url=base_url, files=files)
    robots = [] if page.is_indexed else ['<meta name="robots" content="noindex">']
    feeds = [_feed(page.up, feed) for feed in page.feeds]
    related = _oembed(page, base_url) + [f'<link rel="{rel}" href="{escape_text(page.up + address)}">' for rel, address in page.relations]
    return [*robots, *_addresses(page, base_url), *feeds, *related, *social, *citation_elements(page.citation), *filter(None, [data])]


def _oembed(page: Page, base_url: str | None) -> list[str]:
    """Where programs are told how to show the page inside another."""
    if base_url is None or not page.oembed:
        return []
    return [f'<link rel="alternate" type="application/json+oembed" href="{escape_text(base_url + page.oembed)}" title="oEmbed">']


def _feed(up: str, feed: FeedLink) -> str:
    return f'<link rel="alternate" type="{feed.type}" title="{escape_text(feed.title)}" href="{escape_text(up + feed.address)}">'


def _addresses(page: Page, base_url: str | None) -> list[str]:
    """Canonical address and the same page in every language; absolute, so only where the site's own address is known."""
    if base_url is None:
        return []
    lines = [f'<link rel="canonical" href="{escape_text(base_url + page.address)}">']
    lines += [
        f'<link rel="alternate" hreflang="{code}" href="{escape_text(base_url + address)}">' for code, address in page.alternates.items()
    ]
    return [*lines, f'<link rel="alternate" hreflang="x-default" href="{escape_text(base_url)}">']


def _script(up: str, file: str, name: str) -> str:
    """One that runs when the page has been read, so that the words come first; as modules always do."""
    when = ' type="module"' if name in MODULES else " defer"
    return f'<script src="{escape_text(up)}assets/{escape_text(file)}"{when}></script>'


def _search(voice: Voice, address: str) -> str:
    """The field on every page but that of search, which has its own."""
    label, button = escape_text(voice._("Search goals and agencies")), escape_text(voice._("Search"))
    field = f'<input type="search" name="q" aria-label="{label}">'
    return f'<form class="ls-find" role="search" action="{escape_text(address)}">{field}<button>{button}</button></form>'


def _languages(page: Page, voices: Mapping[str, Voice], up: str) -> str:
    """Links to the same page in the other languages, each in its own words."""
    if page.kind == "choice":
        return ""
    others: list[tuple[Language, str]] = [
        (voices[code].language, address) for code, address in page.alternates.items() if code != page.language
    ]
    return " ".join(
        f'<a href="{escape_text(up + address)}" lang="{language.code}" hreflang="{language.code}">{escape_text(language.name)}</a>'
        for language, address in others
    )


def _crumbs(page: Page, voice: Voice, up: str) -> str:
    if not page.crumbs:
        return ""
    items = "".join(f'<li><a href="{escape_text(up + address)}">{as_html(label)}</a></li>' for label, address in page.crumbs)
    return f'<nav class="ls-crumbs" aria-label="{escape_text(voice._("You are here"))}"><ol>{items}</ol></nav>'
