"""Text that readers see comes in; what in it would run, or lead where a link may not, goes out."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from ledstjarna.model.complaints import complain, read_scalar
from ledstjarna.model.hosts import find_disguise

_ADDRESS = re.compile(r"[^\x00-\x20\x7f-\xa0<>\"{}|\\^`\[\]]+\Z")
RAW_HTML_BEGINS = r"<(?!(?:https?://[^\s<>]*|mailto:[^\s<>]*|[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)>)[A-Za-z/!?]"
RAW_HTML = re.compile(RAW_HTML_BEGINS + r"[^\s>]{0,30}")
URL_PATTERN = r"^https?://(?:[^\s<>\"{}|\\^`\[\]%]|%[0-9A-Fa-f]{2})+$"  # as much as one pattern can say of what ``read_url`` takes
LONGEST_URL = 2_000
# Where a link leads: [words](here "title"), [word]: here, <here>. Looked at from every start, so that none can hide in another; and
# each time only as far as to the next start, so that a text full of them takes no longer than its length allows.
LONGEST_LINK = 2_000
_LINK_STARTS = re.compile(r"\]\(|\]:\s*+|<(?=([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WITHOUT_SCHEME = re.compile(r"www\d*\.", re.IGNORECASE)
_MAILBOX = re.compile(r"[^@/?#\s]+@[^@/?#\s]+\.[^@/?#\s]+\Z")
_SPACE = re.compile(r"\s")
_UNSEEN_IN_LINKS = re.compile(r"[\x00-\x20`]")


def find_bad_links(text: str) -> Iterator[tuple[int, PydanticCustomError]]:
    """Where in Markdown a link is not http, https, mailto or relative, and what is wrong with it; ``www.`` begins no relative link."""
    for start, sign, written in _find_targets(text):
        target = html.unescape(written).strip().lstrip("<")
        address = (target.split() or [""])[0].rstrip(">")
        whole = _UNSEEN_IN_LINKS.sub("", target)
        scheme = _SCHEME.match(whole)
        kind = scheme[1].lower() if scheme and not (sign == "]:" and target == scheme[0]) else ""  # "[målet]: Obs: …" is prose
        is_mailbox = sign == "](" and not scheme and bool(_MAILBOX.match(whole))  # which lacks its mailto:
        leads_away = whole.startswith(("//", "\\", "/\\")) or kind not in ("", "http", "https", "mailto")
        if len(written) >= LONGEST_LINK or leads_away or is_mailbox:
            yield start, complain("link", found=address if ":" in address else whole)
        elif kind.startswith("http"):
            try:
                read_url(address)
            except PydanticCustomError as complaint:
                yield start, complaint
        elif kind == "mailto" and (disguise := find_disguise(address.partition("?")[0].rpartition("@")[2])):
            yield start, complain_of_host(address, disguise)
        elif sign == "](" and _WITHOUT_SCHEME.match(whole):
            yield start, complain("link_without_scheme", found=address)


def _find_targets(text: str) -> Iterator[tuple[int, str, str]]:
    """Where a link may begin to say where it leads, the signs it begins with, and what is written there."""
    starts = list(_LINK_STARTS.finditer(text))
    for match, following in itertools.zip_longest(starts, starts[1:]):
        sign = match.group()[:2]
        until = min(match.end() + LONGEST_LINK, following.start() if following else len(text))
        if sign == "](":
            end = text.find(")", match.end(), until)
            yield match.start(), sign, text[match.end() : end if end >= 0 else until]
        elif sign == "]:":
            space = _SPACE.search(text, match.end(), until)
            yield match.start(), sign, text[match.end() : space.start() if space else until]
        else:
            yield match.start(), sign, match[1][:LONGEST_LINK]


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
    if not usable or not _ADDRESS.match(address) or len(address) > LONGEST_URL or re.search(r"%(?![0-9A-Fa-f]{2})", address):
        raise complain("url", found=address)
    return address


def complain_of_host(address: str, sign: str) -> PydanticCustomError:
    """The complaint that an address leads elsewhere than it looks; the sign is told by its number, since it looks like another."""
    return complain("host_disguised", found=address, sign=f"{sign} (U+{ord(sign):04X})" if len(sign) == 1 else sign)
