"""What follows a link's words comes in; the address that it leads to goes out, or nothing where it is only text in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

# (here "title"), (<here> 'title'). An address has no spaces, and brackets only in pairs. Each sign begins one way to read on and no other.
LINK = re.compile(
    r"""
    \(\s*+
    (?: <(?P<between>[^<>\n]*+)> | (?P<plain>(?:[^\s()<>\[\]\\`] | \\[()]? | \([^\s()<>\[\]\\`]*+\))++) )
    (?: \s++ (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' ) )?+
    \s*+\)
    """,
    re.VERBOSE,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FILE = re.compile(r"[^/]*[^/.]\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#].*)?", re.DOTALL)
_SCHEMES = ("http:", "https:", "mailto:")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and what is told of it when it is pointed at."""

    address: str
    title: str


def read_target(match: re.Match[str]) -> Target | None:
    """Where a match of LINK leads; None where it is no address, such as in *our goals [new](see below)*."""
    plain = match["plain"]
    address = re.sub(r"\\([()])", r"\1", plain) if plain is not None else match["between"].strip()
    if not _is_address(address):
        return None
    return Target(address, " ".join((match["double"] or match["single"] or "").split()))


def _is_address(word: str) -> bool:
    scheme = _SCHEME.match(word)
    if scheme:
        return scheme.group().lower() in _SCHEMES and len(word) > scheme.end()
    if word.startswith(("//", "/\\", "\\")) or not word.isprintable():
        return False
    return "/" in word or word[:1] in ("#", "?") or bool(_FILE.fullmatch(word))
