"""Text that readers see comes in; what in it would run, or lead where a link may not, goes out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from generator.model.complaints import complain, read_scalar
from generator.model.hosts import find_disguise

_ADDRESS = re.compile(r"[^\x00-\x20\x7f-\xa0<>\"{}|\\^`\[\]]+\Z")
RAW_HTML = re.compile(r"<(?!(?:https?://[^\s<>]*|mailto:[^\s<>]*|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)>)[A-Za-z/!?][^\s>]{0,30}")
# Where a link leads: [words](here "title"), [word]: here, <here>. Looked at from every start, so that none can hide in another.
LONGEST_LINK = 2_000
_LINK_TARGETS = re.compile(r"\]\((?=([^)]{0,2000}))|\]:\s*(?=(\S{0,2000}))|<(?=([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WITHOUT_SCHEME = re.compile(
    r"\]\([ \t]*<?(www\d*\.[^\s()<>]*)|^ {0,3}\[[^\[\]\n]+\]:[ \t]*<?(www\d*\.[^\s<>]*)>?[ \t]*(?:[\"'(].*)?$", re.IGNORECASE | re.MULTILINE
)
_UNSEEN_IN_LINKS = re.compile(r"[\x00-\x20`]")


def find_bad_links(text: str) -> Iterator[tuple[int, PydanticCustomError]]:
    """Where in Markdown a link is not http, https, mailto or relative, and what is wrong with it; ``www.`` begins no relative link."""
    for match in _LINK_TARGETS.finditer(text):
        written = match[1] or match[2] or match[3] or ""
        target = html.unescape(written).strip().lstrip("<")
        address = (target.split() or [""])[0].rstrip(">")
        whole = _UNSEEN_IN_LINKS.sub("", target)
        scheme = _SCHEME.match(whole)
        kind = scheme[1].lower() if scheme and not (match[2] and target == scheme[0]) else ""  # "[målet]: Obs: …" is prose
        if len(written) >= LONGEST_LINK or whole.startswith(("//", "\\", "/\\")) or kind not in ("", "http", "https", "mailto"):
            yield match.start(), complain("link", found=address if ":" in address else whole)
        elif kind.startswith("http"):
            try:
                read_url(address)
            except PydanticCustomError as complaint:
                yield match.start(), complaint
        elif kind == "mailto" and (sign := find_disguise(address.partition("?")[0].rpartition("@")[2])):
            yield match.start(), complain_of_host(address, sign)
    for match in _WITHOUT_SCHEME.finditer(text):
        yield match.start(), complain("link_without_scheme", found=match[1] or match[2])


def read_url(found: object) -> str:
    """An address on the web, http or https."""
    address = str(read_scalar(found, "url"))
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != -1 and "@" not in parts.netloc
        sign = find_disguise(parts.hostname or "")
    except ValueError:
        usable, sign = False, None
    if usable and sign:
        raise complain_of_host(address, sign)
    if not usable or not _ADDRESS.match(address) or len(address) > 2_000 or re.search(r"%(?![0-9A-Fa-f]{2})", address):
        raise complain("url", found=address)
    return address


def complain_of_host(address: str, sign: str) -> PydanticCustomError:
    """The complaint that an address leads elsewhere than it looks; the sign is told by its number, since it looks like another."""
    return complain("host_disguised", found=address, sign=f"{sign} (U+{ord(sign):04X})" if len(sign) == 1 else sign)
