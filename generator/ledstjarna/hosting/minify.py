"""A script of ours comes in; the same script in fewer signs goes out: without comments, needless blanks and names of numbers.

It reads signs, not JavaScript, so it leaves alone whatever it would have to understand: no name but that of a number is touched, and a
line break stays where a statement may end there without a semicolon. A template inside a template is more than it can read; the linter
refuses those.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<gap>(?:\s|//[^\n]*)*+)(?P<sign>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\.?\d+|[\w$]+|.)""",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
_NUMBER = re.compile(r"\.?\d+")
_CONSTANT = re.compile(r"[A-Z][A-Z_]*")
_WORD = re.compile(r"[\w$]")
# Behind these a slash begins a pattern and does not divide; behind and before these a statement cannot end.
_EXPECTS, _GOES_ON, _CONTINUES = "(,=:[!&|?{};>", "{(,;[:?&|=>+", ".?:)]},;&|="


class _Sign(NamedTuple):
    """A word, text, pattern or sign, and what keeps it apart from the one before: nothing, a blank or a line break."""

    gap: str
    text: str


def minify(text: str) -> str:
    """The script, which does as it did."""
    signs = _with_numbers(list(_read(text)))
    return "".join(_gap(before, sign) + sign.text for before, sign in pairwise([_Sign("", ""), *_without_last_semicolons(signs)])) + "\n"


def _read(text: str) -> Iterator[_Sign]:
    at, last = 0, ""
    while found := _TOKEN.match(text, at):
        blank, sign = found.groups()
        at += len(blank)
        if sign == "/" and (not last or last[-1] in _EXPECTS or last == "return") and (pattern := _PATTERN.match(text, at)):
            sign = pattern[0]
        yield _Sign("\n" if "\n" in blank else blank and " ", sign)
        at += len(sign)
        last = sign


def _with_numbers(signs: Sequence[_Sign]) -> list[_Sign]:
    """Without names for numbers: ``const STEP = 10;`` is left out, and 10 stands where STEP stood."""
    texts = [sign.text for sign in signs]
    declared = Counter(name for before, name in pairwise(texts) if before in ("const", "let"))
    templates = "".join(text for text in texts if text[0] == "`")
    numbers, left_out = dict[str, str](), set[int]()
    for place in range(len(texts) - 4):
        const, name, equals, number, end = texts[place : place + 5]
        is_number = (const, equals, end) == ("const", "=", ";") and _CONSTANT.fullmatch(name) and _NUMBER.fullmatch(number)
        if is_number and declared[name] == 1 and name not in templates:
            numbers[name] = number
            left_out |= set(range(place, place + 5))
    named = (sign for place, sign in enumerate(signs) if place not in left_out)
    return [sign._replace(text=numbers[sign.text]) if sign.text in numbers else sign for sign in named]


def _without_last_semicolons(signs: Sequence[_Sign]) -> list[_Sign]:
    """The last statement in braces ends with them."""
    after = [*(sign.text for sign in signs[1:]), ""]
    return [sign for sign, following in zip(signs, after, strict=True) if (sign.text, following) != (";", "}")]


def _gap(before: _Sign, sign: _Sign) -> str:
    """What must keep two signs apart."""
    if not before.text or not sign.gap:
        return ""
    last, first = before.text[-1], sign.text[0]
    if sign.gap == "\n" and last not in _GOES_ON and first not in _CONTINUES:
        return "\n"
    return " " if (_WORD.match(last) and _WORD.match(first)) or (last == first and last in "+-") else ""
