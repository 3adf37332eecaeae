"""Markdown of the content comes in; clean HTML goes out. Raw HTML is shown as text, and what is left is sanitised."""

from __future__ import annotations

import functools
import re

import markdown
import nh3
from markdown.extensions.fenced_code import FencedCodeExtension

from ledstjarna.pages.writing import TextExtension
from ledstjarna.pages.writing.simple import render_simple

_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "br", "hr"}
_PROSE_TAGS = _TAGS | {"h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "div", "dl", "dt", "dd"}
_PROSE_TAGS |= {"img", "span", "sup"}
_NUMBERS = {"ol": {"start"}, "li": {"value"}}  # the numbers that somebody wrote
_CODE = re.compile(r"<code.*?</code>", re.DOTALL)
_OPTION = re.compile(r"--[a-z-]+")
_SCHEMES = {"http", "https", "mailto"}


@functools.cache
def _converter() -> markdown.Markdown:
    """One converter, used again and again. Headings belong to the page, so a text has none."""
    return markdown.Markdown(extensions=[TextExtension(prose=False)], output_format="html")


@functools.cache
def _guide_converter() -> markdown.Markdown:
    """The same for chapters of the guide, which have headings and blocks of code."""
    return markdown.Markdown(extensions=[FencedCodeExtension(), TextExtension(prose=True)], output_format="html")


@functools.lru_cache(maxsize=20_000)
def render_markdown(text: str) -> str:
    """A text of the content as HTML. A simple one needs no library."""
    simple = render_simple(text)
    return render_by_library(text) if simple is None else simple


def render_by_library(text: str) -> str:
    """A text of the content as HTML, read by Python-Markdown and our extension of it."""
    return nh3.clean(
        _converter().reset().convert(text), tags=_TAGS, attributes={"a": {"href", "title"}, **_NUMBERS}, url_schemes=_SCHEMES, link_rel=None
    )


def clean_prose(html: str) -> str:
    """The HTML of a whole prose page, sanitised."""
    attributes = {
        "*": {"class", "id"},
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "th": {"scope"},
        **_NUMBERS,
    }
    return nh3.clean(html, tags=_PROSE_TAGS, attributes=attributes, url_schemes=_SCHEMES, link_rel=None)


@functools.lru_cache(maxsize=1024)
def render_guide(text: str) -> str:
    """A chapter of the editors’ guide as HTML, with headings and blocks of code whose options are not broken at a line's end."""
    html = clean_prose(_guide_converter().reset().convert(text))
    return _CODE.sub(lambda code: _OPTION.sub(r'<span class="ls-word">\g<0></span>', code.group()), html)
