"""A line, a key or a value as somebody typed it comes in; the sign of a word processor that breaks it goes out, as a complaint.

Word processors, web pages and chats put in dashes for hyphens, curly quotation marks for straight ones and spaces that do not
break. To a reader they look right; to YAML they are letters like any others, so it stumbles over something else, further down.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ledstjarna.model.complaints import DASHES


class Complaint(NamedTuple):
    """A code and its facts; line and column are counted from 0."""

    code: str
    facts: dict[str, str]
    line: int
    column: int


# Whatever the parser stumbles over after one of these comes of it, and is not told at all.
CAUSES = frozenset(["odd_space", "list_sign", "hyphen_space", "wrong_sign", "curly_quotes", "hidden_character"])
CAUSES |= {"quote_over_lines", "empty_line_deep"}

_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

_BULLETS = "•‣◦∙·●○◘▪▫■□◆◇►▸▶➢➤➔→✓✔✦★"
_QUOTES, _SINGLE = "“”„‟«»‹›＂", "‘’‚‛＇"
_WIDE = {"：": ":", "﹕": ":", "꞉": ":", "∶": ":", "，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]"}

_ROW = r"[ \t]*(?:-[ \t]+)*"  # where a line begins, and the hyphens of the lists that begin with it
_ODD_SPACE = re.compile(rf"{_ROW}(?:-|[\w-]+:)?(?P<at>[{_ODD}])")
_ODD_INSIDE = re.compile(rf"[{{,][ \t]*[\w-]+:(?P<at>[{_ODD}])")
_LIST_SIGN = re.compile(rf"{_ROW}(?P<at>[{DASHES}{_BULLETS}])(?=\s*\S)")
_LIST_ROW = re.compile(rf"{_ROW}(?P<at>[{DASHES}{_BULLETS}])(?=\s*(?:[{{\[\"']|[\w-]+:(?:[ \t]|$)))")
_HYPHEN_AND_BRACKET = re.compile(r"(?P<at>-)(?=[{\[\"'])")
_TIGHT_HYPHEN = re.compile(rf"{_ROW}(?P<at>-)(?=[^\W\d]|[{{\[\"'])")
_WIDE_COLON = re.compile(r"(?:^|[\s{,])[\w-]+(?P<at>[：﹕꞉∶])")
_WIDE_BRACKET = re.compile(r"(?:^|[:\s])(?P<at>[｛［])")
_QUOTED = re.compile(rf"(?:[:{{\[,][ \t]+|[{{\[]|^{_ROW})(?P<at>[{_QUOTES}{_SINGLE}])")
_BULLET = re.compile(rf"(?P<at>[{DASHES}{_BULLETS}])\s")
_TIGHT_COLON = re.compile(r"[A-Za-z_]+:[^\s:/]")


def find_sign(line: str, number: int) -> Complaint | None:
    """The first sign in a line outside brackets that only looks like the one it should have been."""
    if line.isascii():
        return _complain("hyphen_space", _TIGHT_HYPHEN.match(line), number)
    return (
        _complain("odd_space", _ODD_SPACE.match(line) or _ODD_INSIDE.search(line), number)
        or _complain("list_sign", _LIST_ROW.match(line), number)
        or _complain("hyphen_space", _TIGHT_HYPHEN.match(line), number)
        or _complain("wrong_sign", _WIDE_COLON.search(line) or _WIDE_BRACKET.search(line), number)
    )


def find_quote(line: str, number: int, before: int) -> Complaint | None:
    """The last curly quotation mark that a value begins with, before a column of its line."""
    matches = [] if line.isascii() else list(_QUOTED.finditer(line, 0, before))
    return _complain("curly_quotes", matches[-1], number) if matches else None


def find_sign_in_key(key: str, before: object, *, in_brackets: bool) -> Complaint | None:
    """The sign that made a key of what should not be one; the column is that in the key. ``before`` is the value before it."""
    found = None if in_brackets else _complain("hyphen_space", _HYPHEN_AND_BRACKET.match(key), 0)
    if found or key.isascii():
        return found
    if not in_brackets and (found := _complain("list_sign", _LIST_SIGN.match(key), 0)):
        return found
    if found := _complain("odd_space", _ODD_SPACE.match(key), 0) or _complain("wrong_sign", _WIDE_COLON.search(key), 0):
        return found
    if any(sign in _QUOTES for sign in key) or key[0] in _SINGLE or key[-1] in _SINGLE:
        whole = f"{before}, {key}" if isinstance(before, str) and before[:1] in (*_QUOTES, *_SINGLE) else key
        return Complaint("curly_quotes", {"found": whole}, 0, 0)
    hidden = next((index for index, sign in enumerate(key) if unicodedata.category(sign) == "Cf"), None)
    return None if hidden is None else Complaint("hidden_character", {"found": f"U+{ord(key[hidden]):04X}"}, 0, hidden)


def find_sign_in_value(found: str, *, is_group: bool) -> tuple[str, dict[str, str]] | None:
    """The sign that a value is not understood for, as a code and its facts; ``is_group``: it should have been a list or have fields."""
    if is_group:
        row = _complain("odd_space", _ODD_SPACE.match(found), 0) or _complain("list_sign", _BULLET.match(found), 0)
        row = row or _complain("hyphen_space", _TIGHT_HYPHEN.match(found), 0)
        return (row.code, row.facts) if row else ("colon_missing", {"found": found}) if _TIGHT_COLON.match(found) else None
    if found.isascii():
        return None
    if found[0] in _QUOTES + _SINGLE or found[-1] in _QUOTES + _SINGLE:
        return "curly_quotes", {"found": found}
    ends = {sign for sign in (found[0], found[-1]) if sign.isspace()}
    if hidden := next((sign for sign in found if sign in ends or unicodedata.category(sign) == "Cf"), None):
        return "hidden_character", {"found": f"U+{ord(hidden):04X}"}
    return None


def tell_row(line: str, at: int) -> dict[str, str]:
    """How a row of a list looks and should look, whose sign stands at a column of its line."""
    sign, rest = line[at], line[at + 1 :]
    return {"found": sign, "line": line[at:].strip(), "write": f"- {rest.split(f' {sign}')[0].strip()}"}


def _complain(code: str, match: re.Match[str] | None, number: int) -> Complaint | None:
    if match is None:
        return None
    at, line = match.start("at"), match.string
    facts = {"found": line[at:].strip()}
    if code in ("list_sign", "hyphen_space"):
        facts = tell_row(line, at)
    elif code == "odd_space":
        facts = {"found": f"U+{ord(line[at]):04X}"}
    elif code == "wrong_sign":
        facts = {"found": line[at], "expected": _WIDE[line[at]], "line": line.strip()}
    return Complaint(code, facts, number, at)
