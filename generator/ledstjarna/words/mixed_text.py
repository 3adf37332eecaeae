"""Words in several languages come in; one text goes out that knows which of its words are in another language than the rest.

A content text that is missing in a language is shown in another. It must say so wherever it stands, also inside a sentence, a caption or
a label. As HTML such words are marked with their language; where nothing can be marked (in an attribute, in the head of a page, in the
name of a drawing) they are left out, and where the text cannot do without them something else is said. Elsewhere the text is a plain one.

So a unit or a name in brackets is left out, a document's title gives way to its date and a measure's name to its place on the page; names
of bodies stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import Formatter
from typing import NamedTuple, Self

from markupsafe import Markup, escape

_GONE = "\ue000"
# A unit behind its number, a name in brackets or behind a colon: what a text can do without.
_LEFT = re.compile(f"\u00a0{_GONE}| \\({_GONE}\\)|: {_GONE}|{_GONE}")
_FORMATTER = Formatter()
_MARKS = re.compile("[&<>\"']")  # what is not itself in HTML


class Foreign(NamedTuple):
    """Words of a text, by their places in it, and the language they are in."""

    start: int
    end: int
    language: str


class Otherwise(NamedTuple):
    """A part of a text, by its places in it, and what is said in its stead where its language cannot be marked."""

    start: int
    end: int
    text: str


class MixedText(str):
    """A text with words in another language: a plain one, which marks them when it is written as HTML."""

    __slots__ = ("foreign", "otherwise")
    foreign: tuple[Foreign, ...]
    otherwise: tuple[Otherwise, ...]

    def __new__(cls, text: str, foreign: Iterable[Foreign] = (), otherwise: Iterable[Otherwise] = ()) -> Self:
        """The words in another language and what is said in their stead, both in the order of the text."""
        told = super().__new__(cls, text)
        told.foreign, told.otherwise = tuple(foreign), tuple(otherwise)
        return told

    def __html__(self) -> str:
        """Escaped, every word that is in another language inside an element that says which."""
        plain, parts, done = str(self), [], 0
        for start, end, language in self.foreign:
            parts += [escape(plain[done:start]), Markup('<span lang="{}">{}</span>').format(language, plain[start:end])]
            done = end
        return Markup("").join([*parts, escape(plain[done:])])


def as_html(text: object) -> str:
    """A text as it stands between tags or in an attribute."""
    kind = type(text)
    if kind is Markup or (kind is str and not _MARKS.search(text)):  # type: ignore[call-overload]  # of that kind
        return text  # type: ignore[return-value]
    return str(text) if kind is int else escape(text)


def escape_text(text: str) -> str:
    """A text as it stands in the head of a page, as ``html.escape`` writes it; most texts have nothing to escape."""
    return html.escape(text) if _MARKS.search(text) else text


def told_in(language: str, text: str) -> MixedText:
    """A text that is in another language from its first word to its last."""
    return MixedText(text, [Foreign(0, len(text), language)])


def or_else(text: str, instead: str) -> str:
    """A text and what is said in its stead where the language of its words cannot be marked."""
    return MixedText(text, text.foreign, [Otherwise(0, len(text), instead)]) if isinstance(text, MixedText) else text


def join(parts: Iterable[str], between: str = " ") -> str:
    """The parts that are not empty, with something between them."""
    kept = [part for part in parts if part]
    if MixedText not in map(type, kept):
        return between.join(kept)
    return _put_together([piece for part in kept for piece in (between, part)][1:])


def fill(message: str, facts: Mapping[str, object]) -> str:
    """A message with its placeholders filled."""
    for fact in facts.values():
        if type(fact) is MixedText:
            break
    else:
        return _pattern(message) % facts
    pieces: list[str] = []
    for literal, name, _spec, _conversion in _FORMATTER.parse(message):
        pieces.append(literal)
        if name is not None:
            fact = facts[name]
            pieces.append(fact if isinstance(fact, str) else str(fact))
    return _put_together(pieces)


@lru_cache(maxsize=2_000)  # there are hundreds of messages, each filled again and again
def _pattern(message: str) -> str:
    """The message as Python fills it quickest: ``{name}`` as ``%(name)s``."""
    parts = _FORMATTER.parse(message)
    return "".join(literal.replace("%", "%%") + ("" if name is None else f"%({name})s") for literal, name, _spec, _conversion in parts)


def _put_together(pieces: Iterable[str]) -> MixedText:
    text, foreign, otherwise = "", list[Foreign](), list[Otherwise]()
    for piece in pieces:
        at = len(text)
        if isinstance(piece, MixedText):
            foreign += [Foreign(start + at, end + at, language) for start, end, language in piece.foreign]
            otherwise += [Otherwise(start + at, end + at, instead) for start, end, instead in piece.otherwise]
        text += str(piece)
    return MixedText(text, foreign, otherwise)


def begin(text: str) -> str:
    """A text as a line of its own, which begins with a capital."""
    first = text[:1].upper() + text[1:]
    return MixedText(first, text.foreign, text.otherwise) if isinstance(text, MixedText) else first


def language_of(text: str) -> str:
    """The language of a text that begins in another, else nothing."""
    return text.foreign[0].language if isinstance(text, MixedText) and text.foreign and text.foreign[0].start == 0 else ""


def in_own_words(text: str) -> str:
    """What is left of a text where no language can be marked. Names of bodies and the like stay: they are nothing but names."""
    if not isinstance(text, MixedText):
        return text
    alone = [word for word in text.foreign if not any(part.start <= word.start < part.end for part in text.otherwise)]
    parts, done, plain = list[str](), 0, str(text)
    for start, end, instead in sorted([*text.otherwise, *(Otherwise(start, end, _GONE) for start, end, _ in alone)]):
        parts += [plain[done:start], instead]
        done = end
    names = iter([plain[start:end] for start, end, _ in alone])
    # What can be spared goes with the signs around it; what cannot is put back in its place.
    return _LEFT.sub(lambda found: name if (name := next(names)) and found[0] == _GONE else "", "".join([*parts, plain[done:]]))
