"""A text comes in; its HTML goes out where it is simple enough to be read at a glance, as most texts are. Else nothing does.

Simple is a text of lines that begin with a letter, whose signs are nothing but themselves. Behind a space there may also be emphasis or
a link, each around such words and nothing else. What comes of it is, sign for sign, what the library makes of it.
"""

from __future__ import annotations

import re

_LETTER, _IN_WORD = r"[^\W\d_]", r"[^\W_]"
_PLAIN = rf"""(?:{_IN_WORD}++|[.,;:!?()%/§°€…–—’”“'"]|[ ](?=\S)|(?<={_IN_WORD})-(?={_IN_WORD}))"""
_WORDS = rf"{_LETTER}{_PLAIN}*+"
_STRONG, _EM = (rf"{stars}{_WORDS}(?<={_IN_WORD}){stars}(?![\w*])" for stars in (r"\*\*", r"\*"))
_ADDRESS = r"https?://(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{2,}+(?:/[A-Za-z0-9./~-]*+)?+"
_LINK = rf"\[{_WORDS}\]\({_ADDRESS}\)"
_LINE = rf"{_LETTER}(?:{_PLAIN}|(?<=[ ])(?:{_STRONG}|{_EM}|{_LINK}))*+"
_SIMPLE = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*+")
_MARKED = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)]+)\)")


def render_simple(text: str) -> str | None:
    """Paragraphs with what is marked in them; None for a text that must be read more closely."""
    bare = text.strip("\n")
    if not _SIMPLE.fullmatch(bare):
        return None
    marked = _MARKED.sub(_mark, bare) if "*" in bare or "[" in bare else bare
    return "<p>" + marked.replace("\n\n", "</p>\n<p>") + "</p>"


def _mark(match: re.Match[str]) -> str:
    strong, em, words, address = match.groups()
    if words:
        return f'<a href="{address}">{words}</a>'
    return f"<strong>{strong}</strong>" if strong else f"<em>{em}</em>"
