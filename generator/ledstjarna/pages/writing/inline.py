"""The text of a paragraph comes in; emphasis, links and code as elements go out, and every other sign as it was typed.

The text is read once from left to right, and each sign is looked at a fixed number of times. So no text, however it was made, takes
longer than its length allows.
"""

from __future__ import annotations

import bisect
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from ledstjarna.pages.writing.emphasis import Pair, Run, pair_runs, read_run
from ledstjarna.pages.writing.targets import LINK, Target, read_target

DEEPEST = 6  # elements inside each other in a paragraph; what lies deeper keeps its signs
_SIGNS = re.compile(
    r"""
    (?P<address>(?:https?://|www\.)(?:[^\s<>\[\]()*`"”’]|\*(?=\w))*[^\s<>\[\]()*`"”’_.,;:!?])  # its signs are its own
    | ^[ ]*+(?:[0-9]{1,9}+(?=\\\.))?(?P<start>\\)(?=[\#>+.-])  # before what would begin a list, a quotation or a heading
    | (?P<slashes>(?<!\\)\\++)(?=[`*_\[\]<])
    | (?P<code>`+)
    | (?P<run>\*+|_+)
    | (?P<open>!?\[)
    | (?P<close>\])
    | <(?P<auto>(?:https?://|mailto:)[^\s<>]+|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)>
    | (?P<line>(?<![ ])[ ]{2,}+)\n
    """,
    re.VERBOSE | re.MULTILINE,
)
_TICKS = re.compile(r"`+")
_NAME_OF_A_SIGN = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """An element to be: its tag, its attributes, and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[str | Run | Part] = field(default_factory=list)


Piece = str | Run | Part


class TextInline(InlineProcessor):
    """Reads the text of every element, and leaves to other extensions what they look for in what is left of it."""

    def __init__(self, md: Markdown, *, prose: bool) -> None:
        super().__init__(md)
        self._prose = prose

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        """The tree with all its text read."""
        for element in list(tree.iter()):
            if element.tag not in ("pre", "code"):
                self._read_tails(element)
                self._read_text(element)
        return super().run(tree, ancestors) if len(self.inlinePatterns) else tree

    def _read_text(self, element: ET.Element) -> None:
        if element.text and not isinstance(element.text, AtomicString):
            text = element.text.replace("\\|", "|") if element.tag in ("td", "th") else element.text
            read = self._read(text)
            element.text = read.text
            element[:0] = list(read)

    def _read_tails(self, element: ET.Element) -> None:
        if not any(child.tail and not child.tail.isspace() for child in element):
            return
        children: list[ET.Element] = []
        for child in element:
            children.append(child)
            if child.tail and not isinstance(child.tail, AtomicString):
                read = self._read(child.tail)
                child.tail = read.text
                children += list(read)
        element[:] = children

    def _read(self, text: str) -> ET.Element:
        """The text in an element of its own."""
        element = ET.Element("p")
        fill_element(element, read_pieces(text, prose=self._prose) if _SIGNS.search(text) else [text])
        return element


def read_pieces(text: str, *, prose: bool) -> list[Piece]:
    """The pieces of a paragraph, in order; their texts and signs together are the paragraph, less what marks something."""
    reader = _Reader(text, prose=prose)
    at = 0
    while match := _SIGNS.search(text, at):
        start, end = match.span(match.lastgroup or 0)
        reader.pieces.append(text[at:start])
        at = getattr(reader, f"read_{match.lastgroup}")(start, end)
    reader.pieces.append(text[at:])
    pair_runs(piece for piece in reader.pieces if isinstance(piece, Run))
    return reader.pieces


class _Reader:
    """What has been read, and the brackets that wait for their end. Each method reads a sign and says where to read on."""

    def __init__(self, text: str, *, prose: bool) -> None:
        self._text, self._prose = text, prose
        self._brackets: list[int] = []
        self._ticks: dict[int, list[int]] | None = None
        self.pieces: list[Piece] = []

    def read_address(self, start: int, end: int) -> int:
        """An address is text."""
        self.pieces.append(self._text[start:end])
        return end

    def read_start(self, _start: int, end: int) -> int:
        """A backslash before what would begin something is left out."""
        return end

    def read_slashes(self, start: int, end: int) -> int:
        r"""Half of them, and where one is over the sign after them: ``\*`` is a star, ``\\*`` a backslash and a star with a meaning."""
        many, over = divmod(end - start, 2)
        self.pieces.append("\\" * many + self._text[end : end + over])
        return end + over

    def read_code(self, start: int, end: int) -> int:
        """Code, up to as many backticks; where they never come these are text."""
        if self._ticks is None:
            self._ticks = {}
            for run in _TICKS.finditer(self._text):
                self._ticks.setdefault(len(run.group()), []).append(run.start())
        places = self._ticks.get(end - start, [])  # none where some of them were escaped
        later = bisect.bisect_left(places, end)
        code = self._text[end : places[later]].strip() if later < len(places) else ""
        if not code:
            self.pieces.append(self._text[start:end])
            return end
        self.pieces.append(Part("code", inside=[code]))
        return places[later] + end - start

    def read_run(self, start: int, end: int) -> int:
        """Stars or underscores, whose meaning is told when all have been read."""
        self.pieces.append(read_run(self._text, start, end) or self._text[start:end])
        return end

    def read_open(self, start: int, end: int) -> int:
        """A bracket that may begin a link, or in prose a picture."""
        opening = self._text[start:end]
        if not self._prose:
            self.pieces.append(opening[:-1])
            opening = "["
        self._brackets.append(len(self.pieces))
        self.pieces.append(opening)
        return end

    def read_close(self, start: int, end: int) -> int:
        """The end of a link's words, where an address follows and there are any words."""
        if self._brackets:
            first = self._brackets.pop()
            match = LINK.match(self._text, end)
            target = read_target(match) if match else None
            inside = self.pieces[first + 1 :] if target else []
            if match and target and any(not isinstance(piece, str) or piece.strip() for piece in inside):
                del self.pieces[first + 1 :]
                link = self._link(str(self.pieces[first]), inside, target)
                self.pieces[first] = link
                if link.tag == "a":
                    self._brackets.clear()  # no link lies in another
                return match.end()
        self.pieces.append(self._text[start:end])
        return end

    def _link(self, opening: str, inside: list[Piece], target: Target) -> Part:
        title = {"title": target.title} if target.title else {}
        pair_runs(piece for piece in inside if isinstance(piece, Run))
        if opening == "![":
            return Part("img", {"src": target.address, "alt": _plain(inside), **title})
        return Part("a", {"href": target.address, **title}, inside)

    def read_auto(self, start: int, end: int) -> int:
        """An address between < and >."""
        address = self._text[start:end]
        self.pieces[-1] = str(self.pieces[-1])[:-1]
        href = address if ":" in address else f"mailto:{address}"
        self.pieces.append(Part("a", {"href": href}, [address.removeprefix("mailto:")]))
        return end + 1

    def read_line(self, _start: int, end: int) -> int:
        """A new line, where the one before it ends with two spaces."""
        self.pieces.append(Part("br"))
        return end + 1


def _plain(pieces: Sequence[Piece]) -> str:
    return "".join(
        piece if isinstance(piece, str) else piece.sign * piece.left if isinstance(piece, Run) else _plain(piece.inside) for piece in pieces
    )


def fill_element(parent: ET.Element, pieces: Sequence[Piece]) -> None:
    """Put the pieces into an element that is empty."""
    filling = _Filling(parent)
    for piece in pieces:
        if isinstance(piece, str):
            filling.text.append(piece)
        elif isinstance(piece, Part):
            _fill_part(filling.open(piece.tag, piece.attributes), piece)
            filling.close()
        else:
            for pair in piece.closes:
                filling.end(pair)
            filling.text.append(piece.sign * piece.left)
            for pair in piece.opens:
                filling.begin(pair)
    filling.flush()


def _fill_part(element: ET.Element, part: Part) -> None:
    if part.tag == "code":
        element.text = AtomicString(keep_names("".join(map(str, part.inside))))
    else:
        fill_element(element, part.inside)


def keep_names(text: str) -> str:
    """The text such that ``&nbsp;`` is shown as it was typed."""
    return _NAME_OF_A_SIGN.sub(f"{AMP_SUBSTITUTE}amp;", text) if "&" in text else text


class _Filling:
    """The elements that are open, and the text that has not been put into them."""

    def __init__(self, parent: ET.Element) -> None:
        self._elements = [parent]
        self.text: list[str] = []

    def flush(self) -> None:
        """Put the text where it belongs: at an element's beginning or after its last child."""
        text = keep_names("".join(self.text))
        self.text.clear()
        last = self._elements[-1]
        if text and len(last):
            last[-1].tail = text
        elif text:
            last.text = text

    def open(self, tag: str, attributes: dict[str, str]) -> ET.Element:
        """A new element inside the last."""
        self.flush()
        self._elements.append(ET.SubElement(self._elements[-1], tag, {name: keep_names(value) for name, value in attributes.items()}))
        return self._elements[-1]

    def close(self) -> None:
        """The last element is full."""
        self.flush()
        self._elements.pop()

    def begin(self, pair: Pair) -> None:
        """Emphasis, where it does not lie too deep."""
        pair.is_shown = len(self._elements) <= DEEPEST
        if pair.is_shown:
            self.open(pair.tag, {})
        else:
            self.text.append(pair.signs)

    def end(self, pair: Pair) -> None:
        """The end of emphasis, or the signs of one that lies too deep."""
        if pair.is_shown:
            self.close()
        else:
            self.text.append(pair.signs)
