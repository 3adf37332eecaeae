"""Parts of a report come in; Markdown for a comment or a summary goes out, in which nothing from the content does anything.

Signs that Markdown or HTML read are told as themselves; mentions, references to issues and addresses lead nowhere, and no text begins a
line, where a host might take it for a command.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MARK = "<!-- ledstjarna-review -->"  # what a comment is found again by
MOST_SIGNS = 60_000  # GitHub takes 65,536 in a comment
LONGEST = 600  # of a text from the content
_BROKEN = "&#8203;"  # a space of no width, after which nothing is a mention or an address any longer
_SIGNS = re.compile(r"[\\`*_{}\[\]()<>#+!|~$^=-]")
# Where a host would see a mention, a reference, an address or the name of a picture.
_LEADING = re.compile(r"(?<=[@#!%$~&])(?=\w)|(?<=:)(?=//|[a-z+])|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-)")
_NUMBERED = re.compile(r"^(\d+)\.")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is told: what it is about, where that can be looked at, and what is said of it; ``place`` is where it stands."""

    text: str
    title: str = ""
    href: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What is told under one heading; ``is_open`` tells that it is not folded away, ``summary`` what is said of it where it is."""

    heading: str
    summary: str
    rows: Sequence[Row]
    is_open: bool


def write_markdown(first: str, lines: Iterable[str], parts: Iterable[Part], more: str) -> str:
    """The whole comment: a first line, some more, and the parts; ``more`` is said where it would be too long for a comment."""
    written = ["\n\n".join([MARK, f"**{escape(first)}**", *map(escape, lines)])]
    left = MOST_SIGNS - len(written[0]) - len(escape(more))
    for part in parts:
        rows = list(_write_rows(part.rows))
        frame = len(_write_part(part, ()))
        lengths = itertools.accumulate((len(row) + 1 for row in rows), initial=frame)
        fitting = sum(1 for length in lengths if length <= left) - 1
        if fitting > 0:
            written.append(_write_part(part, rows[:fitting]))
            left -= len(written[-1]) + 2
        if fitting < len(rows):
            written.append(escape(more))
            break
    return "\n\n".join(written) + "\n"


def _write_part(part: Part, rows: Sequence[str]) -> str:
    told = "\n".join(rows)
    if part.is_open:
        return f"### {escape(part.heading)}\n\n{told}"
    return f"<details>\n<summary>{escape(part.summary)}</summary>\n\n{told}\n\n</details>"


def _write_rows(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        title = f"**{escape(row.title)}**" if row.title else ""
        name = f"[{title}]({_href(row.href)})" if title and row.href else title
        place = f"<code>{escape(row.place)}</code>" if row.place else ""
        yield "- " + " ".join(part for part in (name, escape(row.text), place) if part)


def escape(text: str) -> str:
    """A text of the content as nothing but text, on one line and not too long."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    plain = plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
    broken = _LEADING.sub("\0", plain).replace("&", "&amp;")
    told = _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", broken).replace("\0", _BROKEN)
    return _NUMBERED.sub(r"\1&#46;", told)


def _href(address: str) -> str:
    """An address inside brackets."""
    return re.sub(r"[\s()<>\\]", lambda sign: f"%{ord(sign[0]):02X}", address)
