"""The blocks of a text come in; paragraphs, lists, quotations, rules and headings go out, as elements.

How deep they can lie in each other is bounded, so a text takes no longer than its length allows.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from ledstjarna.pages.writing.lines import (
    BELONGS,
    Around,
    Marker,
    Stretch,
    goes_on,
    goes_on_below,
    indent_of,
    read_heading,
    read_lines,
    read_marker,
    unquote,
)

DEEPEST = 6  # lists and quotations inside each other; what lies deeper is text
_BEGINNING = re.compile(r"^[ ]*+(?:[#>*_+-]|[0-9]{1,9}\.)", re.MULTILINE)


@dataclass(slots=True)
class _Item:
    """An item of a list: its marker, its words, and the lines below that belong to it."""

    marker: Marker
    words: list[str]
    below: list[str] = field(default_factory=list)

    def settle(self, edge: int) -> None:
        """Move the lines below out to the edge, and those that go on with the words to the words."""
        moved = [indent_of(line) for line in self.below if line and indent_of(line) >= edge]
        edge = min([self.marker.edge, *moved])
        lines = [line[min(indent_of(line), edge) :] for line in self.below]
        end = next((index for index, line in enumerate(lines) if not line or line.startswith(">") or read_marker(line)), len(lines))
        self.words += self.below[:end]
        self.below = lines[end:]

    def is_parted(self) -> bool:
        """Whether an empty line in it parts paragraphs, not only the items of a list inside it."""
        if self.below and not self.below[0] and any(self.below):
            return True
        parts = "\n".join(self.below).strip("\n").split("\n\n")
        return any(part and indent_of(part) < BELONGS and not read_marker(part.split("\n", 1)[0]) for part in parts)


class TextBlocks(BlockProcessor):
    """Everything that a line can begin. ``prose`` is true where a text is a whole page: it has headings, and may be of one line."""

    def __init__(self, parser: BlockParser, *, prose: bool) -> None:
        super().__init__(parser)
        self._prose, self._depth = prose, 0

    def test(self, parent: ET.Element, block: str) -> bool:
        """Whether any line may begin something."""
        del parent
        return self._depth < DEEPEST and _BEGINNING.search(block) is not None

    def run(self, parent: ET.Element, blocks: list[str]) -> bool:
        """Take the first block, and what belongs to it; False where it is a paragraph and nothing else."""
        if self._is_one_line(parent, blocks):
            return False
        above = parent[-1] if len(parent) else ET.Element("none")
        around = Around(
            follows_list=above.tag in ("ul", "ol"),
            is_announced=above.tag == "p" and (above.text or "").rstrip().endswith(":"),
            line_below=_line_below(blocks),
            has_headings=self._prose,
        )
        stretches = read_lines(blocks[0].split("\n"), around)
        if all(stretch.kind == "text" for stretch in stretches):
            return False
        del blocks[0]
        if stretches[-1].kind == "list":
            blocks.insert(0, "\n".join(stretches[-1].lines))
            stretches[-1] = Stretch("list", self._take_list(blocks))
        for stretch in stretches:
            self._put(parent, stretch)
        return True

    def _is_one_line(self, parent: ET.Element, blocks: Sequence[str]) -> bool:
        """Whether the whole text is one line, at whose beginning nothing is a sign."""
        is_whole = not self._prose and not self._depth and not len(parent)
        return is_whole and "\n" not in blocks[0] and not any(block.strip() for block in blocks[1:])

    def _take_list(self, blocks: list[str]) -> list[str]:
        """The lines of the list that the first block begins with; what is left of the blocks stays."""
        lines = blocks[0].split("\n")
        first = read_marker(lines[0])
        assert first
        end = next((index for index in range(1, len(lines)) if not goes_on(lines[index], first, has_headings=self._prose)), len(lines))
        blocks[:1] = ["\n".join(lines[end:])] if end < len(lines) else []
        return lines[:end] if end < len(lines) else [*lines, *self._take_below(first, blocks)]

    def _take_below(self, first: Marker, blocks: list[str]) -> list[str]:
        """The lines of further blocks that belong to a list, each after an empty line; what is left of them stays."""
        taken: list[str] = []
        while blocks:
            lines = blocks[0].strip("\n").split("\n")
            if lines[0] and not goes_on_below(lines[0], first):
                break
            end = next((index for index in range(1, len(lines)) if not goes_on(lines[index], first, has_headings=self._prose)), len(lines))
            taken += ["", *lines[:end]] if lines[0] else []
            blocks[:1] = ["\n".join(lines[end:])] if end < len(lines) else []
            if end < len(lines):
                break
        return taken

    def _put(self, parent: ET.Element, stretch: Stretch) -> None:
        kind, lines = stretch.kind, stretch.lines
        if kind == "rule":
            ET.SubElement(parent, "hr")
        elif kind == "heading" and (heading := read_heading(lines[0])):
            ET.SubElement(parent, f"h{heading[0]}").text = heading[1]
        elif kind == "quotation":
            self._put_quotation(parent, [unquote(line) for line in lines])
        elif kind == "list":
            self._put_list(parent, lines)
        else:
            self.parser.parseBlocks(parent, ["\n".join(lines)])

    def _put_quotation(self, parent: ET.Element, lines: list[str]) -> None:
        goes_on_above = len(parent) > 0 and parent[-1].tag == "blockquote"
        quotation = parent[-1] if goes_on_above else ET.SubElement(parent, "blockquote")
        if len(lines) == 1:
            ET.SubElement(quotation, "p").text = lines[0].strip()
        else:
            self._parse(quotation, "\n".join(lines).split("\n\n"))

    def _put_list(self, parent: ET.Element, lines: Sequence[str]) -> None:
        items = _read_items(lines)
        is_loose = any(item.is_parted() for item in items) or any(item.below and not item.below[-1] for item in items[:-1])
        numbers = [item.marker.number for item in items]
        group = ET.SubElement(parent, "ol" if items[0].marker.is_numbered else "ul")
        if len(items) > 1 and set(numbers) == {1}:
            numbers = list(range(1, len(items) + 1))  # a habit of those who know Markdown: every number is 1
        if numbers[0] not in (-1, 1):
            group.set("start", str(numbers[0]))
        for index, item in enumerate(items):
            entry = ET.SubElement(group, "li")
            if index and items[0].marker.is_numbered and numbers[index] != numbers[index - 1] + 1:
                entry.set("value", str(numbers[index]))
            (ET.SubElement(entry, "p") if is_loose else entry).text = "\n".join(item.words)
            if below := "\n".join(item.below).strip("\n"):
                self._put_below(entry, below.split("\n\n"))

    def _put_below(self, entry: ET.Element, blocks: list[str]) -> None:
        """What belongs to an item: a list that begins at once, and everything that a text has after an empty line."""
        self._depth += 1
        if self._depth < DEEPEST and read_marker(blocks[0].split("\n", 1)[0]):
            self._put_list(entry, self._take_list(blocks))
        self._depth -= 1
        self._parse(entry, blocks)

    def _parse(self, parent: ET.Element, blocks: list[str]) -> None:
        self._depth += 1
        self.parser.state.set("text_blocks")
        self.parser.parseBlocks(parent, blocks)
        self.parser.state.reset()
        self._depth -= 1


def _read_items(lines: Sequence[str]) -> list[_Item]:
    """The items of a list that begins on the first line."""
    items: list[_Item] = []
    edge = indent_of(lines[0]) + BELONGS
    for line in lines:
        marker = read_marker(line) if indent_of(line) < edge else None
        if marker:
            items.append(_Item(marker, [marker.words]))
        else:
            items[-1].below.append(line)
    for item in items:
        item.settle(edge)
    return items


def _line_below(blocks: Sequence[str]) -> str:
    """The first line below a block, with empty ones between."""
    below = next((block for block in blocks[1:] if block.strip("\n")), "")
    return below.strip("\n").split("\n", 1)[0]
