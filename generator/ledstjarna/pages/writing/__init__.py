"""How texts are written: an extension of Python-Markdown for texts in YAML, prose pages and the editors’ guide alike.

What a plain writer types is kept. Signs mean something only where nobody would type them for another reason: nothing that
begins a text of one line, nothing inside words and numbers, no list of one. Indentation makes no code; there are no headings by
underlining, no links by reference, no HTML and no names of signs. Everything takes time in proportion to the text's length.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension

from ledstjarna.pages.writing.blocks import TextBlocks
from ledstjarna.pages.writing.inline import TextInline

DEEPEST = 24  # blocks inside each other, whatever extension puts them there
# What Python-Markdown would read otherwise. Extensions may still add to it.
_PREPROCESSORS = ("html_block",)
_BLOCKS = ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference")
_PATTERNS = (
    "backtick",
    "escape",
    "reference",
    "link",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "linebreak",
    "html",
    "entity",
    "em_strong",
)


class TextExtension(Extension):
    """``prose`` is true where a text is a whole page, which has headings and pictures."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"prose": [True, "Whether a text is a whole page, with headings and pictures."]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's word
        """Put our own reading in the place of Python-Markdown's."""
        prose = bool(self.getConfig("prose"))
        for name in _PREPROCESSORS:
            md.preprocessors.deregister(name, strict=False)
        for name in _BLOCKS:
            md.parser.blockprocessors.deregister(name, strict=False)
        for name in _PATTERNS:
            md.inlinePatterns.deregister(name, strict=False)
        _bound_depth(md.parser)
        md.parser.blockprocessors.register(TextBlocks(md.parser, prose=prose), "text_blocks", 12)  # right before paragraphs
        md.treeprocessors.register(TextInline(md, prose=prose), "inline", 20)


def _bound_depth(parser: BlockParser) -> None:
    """Let nothing lie deeper than that; what would is text, and no text makes the computer run out of its stack."""
    parse, depth = parser.parseBlocks, 0

    def parse_bounded(parent: ET.Element, blocks: list[str]) -> None:
        nonlocal depth
        if depth < DEEPEST:
            depth += 1
            parse(parent, blocks)
            depth -= 1
            return
        for block in blocks:
            if block.strip():
                ET.SubElement(parent, "p").text = block.strip()
        blocks.clear()

    parser.parseBlocks = parse_bounded  # type: ignore[method-assign]  # the one way that every extension takes


def makeExtension(**settings: Any) -> TextExtension:  # noqa: N802  # Python-Markdown's word
    """The extension, by the name that it is asked for."""
    return TextExtension(**settings)
