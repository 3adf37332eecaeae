"""Markdown of the content comes in; clean HTML goes out. Raw HTML is shown as text, and what is left is sanitised."""

from __future__ import annotations

import functools
import re

import markdown
import nh3

_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "br", "hr"}
_PROSE_TAGS = _TAGS | {"h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "div", "dl", "dt", "dd", "img", "span", "sup"}
_CODE = re.compile(r"<code.*?</code>", re.DOTALL)
_OPTION = re.compile(r"--[a-z-]+")
_SCHEMES = {"http", "https", "mailto"}


@functools.cache
def _converter() -> markdown.Markdown:
    """One converter, used again and again. Headings belong to the page, so a text has none."""
    converter = markdown.Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.parser.blockprocessors.deregister("hashheader")
    converter.parser.blockprocessors.deregister("setextheader")
    return converter


@functools.lru_cache(maxsize=20_000)
def render_markdown(text: str) -> str:
    """A text of the content as HTML."""
    converter = _converter()
    converter.reset()
    return nh3.clean(converter.convert(text), tags=_TAGS, attributes={"a": {"href", "title"}}, url_schemes=_SCHEMES, link_rel=None)


def clean_prose(html: str) -> str:
    """The HTML of a whole prose page, sanitised."""
    attributes = {
        "*": {"class", "id"},
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "th": {"scope"},
    }
    return nh3.clean(html, tags=_PROSE_TAGS, attributes=attributes, url_schemes=_SCHEMES, link_rel=None)


def render_guide(text: str) -> str:
    """A chapter of the editors’ guide as HTML, with headings and blocks of code whose options are not broken at a line's end."""
    html = clean_prose(markdown.markdown(text, extensions=["fenced_code"], output_format="html"))
    return _CODE.sub(lambda code: _OPTION.sub(r'<span class="ls-word">\g<0></span>', code.group()), html)
