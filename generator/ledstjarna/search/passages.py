"""A text in Markdown comes in; its passages go out as plain text, a line each, of which results show the sentence that was looked for."""

from __future__ import annotations

import re

_LINKS = re.compile(r"\[([^\]]*)\]\([^)\s]*\)|<?https?://\S+")
_BREAKS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d{1,2}[.)]|#+|>)\s)")
_BEGINNINGS = re.compile(r"^\s*(?:(?:[-*+]|\d{1,2}[.)]|#+|>)\s+)+")
_SIGNS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])")
# A figure with its decimals and its thousands.
_FIGURE = re.compile(r"\d+(?:[.,:\u00a0\u202f]\d+)*")


def plain_passages(markdown: str) -> list[str]:
    """The paragraphs, headings and items of a list, without signs and without the addresses that links lead to."""
    if markdown.isalpha():
        return [markdown]
    text = _LINKS.sub(r"\1", markdown) if "](" in markdown or "://" in markdown else markdown
    found = (_SIGNS.sub("", _BEGINNINGS.sub("", part)) for part in (_BREAKS.split(text) if "\n" in text else [text]))
    return [passage for part in found if (passage := " ".join(part.split(None)))]


def find_figures(sentence: str) -> list[str]:
    """The figures of a sentence."""
    return _FIGURE.findall(sentence)
