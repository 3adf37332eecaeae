"""The register comes in; remarks on signs that texts and pages cannot use, and show as they were typed, go out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from ledstjarna.load.guarded_yaml import position
from ledstjarna.model.texts import walk_texts
from ledstjarna.problems import Place, Problem
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.register import Register

_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ ]+[^\W\d]")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ ]*")
_BEGINS_ELSE = re.compile(r"[ ]*(?:[-*+>#|]|[0-9]+\.)")
_TABLE_RULE = re.compile(r"[ ]{0,3}[|:\- ]*-[|:\- ]*")
_COLUMNS = re.compile(r"\S\t+\S")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_REFERENCE = re.compile(
    r"^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ ]*+<?(?:(?:https?://|mailto:|/)[^\n]*|www\d*\.\S*[ ]*$)", re.MULTILINE | re.IGNORECASE
)
_NAMED_SIGN = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNDERSCORES = re.compile(r"(?<![\w_])__(?=[^\W_])[^_\n]{1,200}(?<=[^\s_])__(?![\w_])")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"`[^`\n]+`")

Find = Callable[[str], Iterator[tuple[int, str]]]  # where in a text something is, and what


def heading_in_text(register: Register) -> Iterator[Remark]:
    """A text has no headings.

    The page that a text stands on has the headings, so a # at the beginning of a line is shown as it stands. Write ``**words**``, in
    bold, on a line of their own instead, with an empty line before and after.
    """
    yield from _in_texts(register, _headings)


def _headings(text: str) -> Iterator[tuple[int, str]]:
    if "\n" in text.strip() or text.startswith("##"):  # "# 1" and the like are no headings
        yield from ((start, line) for start, line in _lines(text) if _HEADING.match(line))


def heading_by_underlining(register: Register) -> Iterator[Remark | Problem]:
    """A line of hyphens or equals signs makes no heading of the line above it.

    Hyphens become a line across the page, equals signs are shown as they stand. On a page of its own, write ``##`` before the words of
    a heading; in a text, write ``**words**`` on a line of their own. Where a line across is meant, leave an empty line above it.
    """
    yield from _in_texts(register, _underlined)
    yield from _in_prose(register, "heading_by_underlining", _underlined)


def _underlined(text: str) -> Iterator[tuple[int, str]]:
    above = (0, "")
    for start, line in _lines(text):
        if _UNDERLINE.fullmatch(line) and above[1].strip() and not _BEGINS_ELSE.match(above[1]):
            yield above
        above = start, line


def table_in_text(register: Register) -> Iterator[Remark]:
    """A text has no tables.

    Its lines would be joined into one, with the signs between the words. Write a list instead. Figures over time belong among the
    outcomes, where they become a table and a chart.
    """
    yield from _in_texts(register, _tables)


def _tables(text: str) -> Iterator[tuple[int, str]]:
    above = (0, "")
    for start, line in _lines(text):
        is_ruled = "|" in above[1] and "|" in line and _TABLE_RULE.fullmatch(line)
        is_framed = all(row.startswith("|") and row.endswith("|") and len(row) > 1 for row in (above[1].strip(), line.strip()))
        if is_ruled or is_framed or (_COLUMNS.search(above[1]) and _COLUMNS.search(line)):
            yield above
        above = start, line


def footnote_in_text(register: Register) -> Iterator[Remark]:
    """A text has no footnotes.

    ``[^1]`` is shown as it stands. Write what the note says in the text itself, or in the field ``note`` beside a figure.
    """
    yield from _in_texts(register, _matches(_FOOTNOTE))


def link_by_reference(register: Register) -> Iterator[Remark | Problem]:
    """A link has its address beside its words.

    An address on a line of its own, after ``[1]:``, makes no link, and the line is shown as it stands. Write
    ``[words](https://www.example.com/)`` where the link is to be.
    """
    yield from _in_texts(register, _matches(_REFERENCE))
    yield from _in_prose(register, "link_by_reference", _matches(_REFERENCE))


def sign_by_its_name(register: Register) -> Iterator[Remark | Problem]:
    """A sign is written as it looks.

    ``&nbsp;`` and other names that HTML has for signs are shown as they stand. Write the sign itself.
    """
    yield from _in_texts(register, _named_signs)
    yield from _in_prose(register, "sign_by_its_name", _named_signs)


def _named_signs(text: str) -> Iterator[tuple[int, str]]:
    return ((start, found) for start, found in _matches(_NAMED_SIGN)(text) if html.unescape(found) != found)


def bold_by_underscores(register: Register) -> Iterator[Remark | Problem]:
    """Words are made bold with stars.

    ``__words__`` is shown as it stands, since names of files and fields may look so. Write ``**words**``.
    """
    yield from _in_texts(register, _matches(_UNDERSCORES))
    yield from _in_prose(register, "bold_by_underscores", _matches(_UNDERSCORES))


def _matches(pattern: re.Pattern[str]) -> Find:
    return lambda text: ((match.start(), match.group()) for match in pattern.finditer(text))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _in_texts(register: Register, find: Find) -> Iterator[Remark]:
    """The first of what is found in each text; addresses are none."""
    records = register.records()
    for kind, id in register.marked:
        if record := records.get(kind, {}).get(id):
            for path, text in walk_texts(record):
                if isinstance(text, str) and "://" not in text[:8] and (found := next(find(_without_code(text)), None)):
                    yield remark(kind, id, *path, found=_show(found[1]))


def _in_prose(register: Register, code: str, find: Find) -> Iterator[Problem]:
    """The first of what is found on each prose page."""
    for page in register.prose:
        if found := next(find(_without_code(page.text)), None):
            yield Problem(Place(page.file, *position(page.text, found[0])), code, facts={"found": _show(found[1])})


def _without_code(text: str) -> str:
    """The text with spaces where code is, so that all else keeps its place."""
    if "`" not in text and "~~~" not in text:
        return text
    lines, fence = [], ""
    for _, line in _lines(text):
        match = _FENCE.match(line)
        if fence or match:
            ends = bool(fence) and match is not None and match[1].startswith(fence) and not line[match.end() :].strip()
            fence = "" if ends else fence or (match[1] if match else "")
            lines.append(" " * len(line))
        else:
            lines.append(_CODE.sub(lambda code: " " * len(code.group()), line))
    return "\n".join(lines)


def _show(found: str) -> str:
    return " ".join(found.split())


CHECKS = (
    heading_in_text,
    heading_by_underlining,
    table_in_text,
    footnote_in_text,
    link_by_reference,
    sign_by_its_name,
    bold_by_underscores,
)
