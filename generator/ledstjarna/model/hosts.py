"""The name of a host comes in; the sign in it that makes it look like another one goes out.

A link is told by its looks, so a name may not have letters that only look like those of the name a reader takes it for, whether
they are written as they are or in the form ``xn--…`` that browsers send.

Letters of several alphabets in one part, Latin look-alikes in a part of another alphabet and signs that browsers change are found. å, ä,
ö and whole names in their own alphabet are fine.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

_PLAIN = re.compile(r"[a-z0-9_-]*\Z")
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)\Z")
_ADDRESS_IN_FOUR = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}\Z")
# Small letters of other alphabets that look like Latin ones, and Latin ones that look like others.
_LOOKALIKES = frozenset("асԁеһіјӏорԛѕԝхуъьҽпгѵѡ" + "αγικνορτυωηχϲϳ" + "օսոցհյզղք" + "ꭰꭱꭲꮃꮪ")
_ODD_LATIN = re.compile("[\u0180-\u018f\u01c0-\u01c3\u0250-\u02ff\u1d00-\u1dbf\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]")
_MAY_MIX = (
    frozenset(["LATIN", "CJK", "HIRAGANA", "KATAKANA"]),
    frozenset(["LATIN", "CJK", "HANGUL"]),
    frozenset(["LATIN", "CJK", "BOPOMOFO"]),
)


@functools.lru_cache(maxsize=1_024)
def find_disguise(host: str) -> str | None:
    """The first sign in a host's name that may make it look like another name; None where it is what it looks like."""
    host = host.lower()
    if host.isascii() and "xn--" not in host:
        is_number = _NUMBER.match(host.rstrip(".").rpartition(".")[2]) and not _ADDRESS_IN_FOUR.match(host)
        return host[:1] if is_number or "%" in host or ".." in host else None
    if dot := next((match.group() for match in _DOTS.finditer(host) if match.group() != "."), None):
        return dot
    labels = host.rstrip(".").split(".")
    first, last = _decode("".join(labels[-2:-1])) or "", _decode(labels[-1]) or ""
    pairs = [*((label, last) for label in labels[:-1]), (labels[-1], first)]
    return next((sign for label, beside in pairs if (sign := _find_in_label(label, beside))), None)


def _decode(label: str) -> str | None:
    """A part of a name as it is read; None where it cannot be."""
    if not label.startswith("xn--"):
        return label
    try:
        text = label[4:].encode("ascii").decode("punycode")
        return text if not text.isascii() and text.encode("punycode").decode("ascii") == label[4:] else None
    except (UnicodeError, ValueError, LookupError):  # which of them, depends on the version of Python
        return None


def _find_in_label(label: str, beside: str) -> str | None:
    """The first such sign in a part of a name; ``beside`` is the part that shows which alphabet it is written in."""
    if not label:
        return "."
    text = _decode(label)
    if text is None:
        return label[:4]
    if _PLAIN.match(text):
        return None
    if odd := next(_odd_signs(text), None):
        return odd
    letters = [sign for sign in text if sign.isalpha()]
    scripts = {sign: _script(sign) for sign in letters}
    found = frozenset(scripts.values())
    if not letters:
        return text[0]
    if len(found) > 1 and not any(found <= mixed for mixed in _MAY_MIX):
        return next(sign for sign in letters if scripts[sign] != "LATIN")
    if found == {"LATIN"}:
        return "ı" if "ı" in text and beside != "tr" else None
    is_home = any(_script(sign) in found for sign in beside if sign.isalpha())
    return letters[0] if set(letters) <= _LOOKALIKES and not is_home else None


def _odd_signs(text: str) -> Iterator[str]:
    """Signs that no name of a host has once it is written as browsers write it."""
    written = unicodedata.normalize("NFKC", text).lower()
    for index, sign in enumerate(text):
        is_mark = unicodedata.category(sign) == "Mn" and index > 0 and _script(text[index - 1]) in ("LATIN", "CYRILLIC", "GREEK")
        is_plain = sign.isalpha() or sign in "-_0123456789" or unicodedata.category(sign) in ("Mn", "Mc")
        if sign not in written or is_mark or not is_plain or _ODD_LATIN.match(sign):
            yield sign
    if written != text:
        yield text[0]


def _script(sign: str) -> str:
    """The alphabet of a letter, as Unicode's name for it begins."""
    return unicodedata.name(sign, "").split(" ")[0]
