"""The pages that are not made of one language's facts alone: prose, the choice of language, and what stands where nothing is."""

from __future__ import annotations

import html
from collections.abc import Mapping

import jinja2

from ledstjarna.derive.site import Site
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer


def prose_page(stem: str, body: str, renderer: Renderer, others: Mapping[str, frozenset[str]]) -> Page:
    """A prose page; ``others`` has the stems of every language, to find the same page there."""
    addresses, code = renderer.addresses, renderer.voice.code
    heading = body[body.find("<h1") :].partition(">")[2].partition("</h1>")[0]
    title = html.unescape(jinja2.filters.do_striptags(heading))
    alternates = {}
    for other in renderer.settings.codes:
        there = addresses.prose_stem(stem, code, other)
        if there in others.get(other, frozenset()):
            alternates[other] = addresses.prose(there, other)
    word = next((word for word in ("about",) if renderer.settings.word(word, code) == stem), "")
    first = jinja2.filters.do_striptags(body[body.find("<p>") :].partition("</p>")[0])
    return Page("prose", code, addresses.prose(stem, code), title, html.unescape(first)[:200], body, renderer.crumbs(), alternates, word)


def choice_page(site: Site, renderers: Mapping[str, Renderer]) -> Page:
    """The choice of language, at the site's root; it speaks the first language and tells each in itself."""
    first = next(iter(renderers.values()))
    choices = [
        {
            "code": renderer.voice.code,
            "name": renderer.voice.language.name,
            "tagline": renderer.text(site.settings.tagline) if site.settings.tagline else "",
        }
        for renderer in renderers.values()
    ]
    name = first.voice.site_name
    body = first.template("choice").render(site_name=name, choices=choices)
    about = " / ".join(choice["name"] for choice in choices)
    return Page("choice", first.voice.code, "", about, about, body, (), {code: f"{code}/" for code in renderers})


def not_found_page(renderers: Mapping[str, Renderer], base: str) -> Page:
    """What a host shows for an address that leads nowhere; all its links begin at ``base``, since it may stand anywhere."""
    first = next(iter(renderers.values()))
    choices, heading = [], first.voice._("This page does not exist")
    for code, renderer in renderers.items():
        voice, addresses = renderer.voice, renderer.addresses
        choices.append(
            {
                "code": code,
                "heading": voice._("This page does not exist"),
                "search": (base + addresses.listing("search", code), voice._("Search goals and agencies"), voice._("Search")),
                "text": voice._("There is no page at this address. It may be mistyped or cut short, or come from somewhere else."),
                "stays": voice._("A goal never moves: one that has ended, or was removed, keeps its page. You can search, or start here:"),
                "links": [
                    {"address": addresses.start(code), "label": voice._("Home")},
                    {"address": addresses.listing("goals", code), "label": voice._("All goals")},
                    {"address": addresses.listing("ended", code), "label": voice._("Ended")},
                ],
            }
        )
    body = first.template("not_found").render(heading=heading, choices=choices, up=base)
    return Page("not-found", first.voice.code, "404.html", heading, "404", body)
