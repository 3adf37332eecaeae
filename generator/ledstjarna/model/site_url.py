"""The permanent address of a site, as somebody writes it, comes in; the same address as programs send it goes out.

It is kept as it is sent, host in punycode and path percent-encoded: one form for sitemap, feeds, data and heads of pages. Signs that mean
something to any of them are refused rather than escaped in five ways.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit

from ledstjarna.model.complaints import complain, read_scalar

LONGEST = 500
# What a step of the path may have beside letters and digits. Everything else means something of its own in addresses, in the
# settings of hosts or in the files that carry the address.
_SIGNS = frozenset("-._~")
_HOST_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")
_A_PAGE = (".html", ".htm", ".php", ".aspx")


def read_site_url(found: object) -> str:
    """``https://host/path/`` where a site can lie: the host in punycode, the path percent-encoded, in one way however it was written."""
    written = unicodedata.normalize("NFC", str(read_scalar(found, "url")))
    parts, port = _split(written)
    path = parts.path.removeprefix("/").removesuffix("/")
    try:
        host = ".".join(_sent_label(label) for label in (parts.hostname or "").split("."))
        steps = [_sent_step(step) for step in path.split("/")] if path else []
    except ValueError as error:
        raise complain("site_url", found=written) from error
    if re.search(r"[?#]", written) or path.lower().endswith(_A_PAGE) or len(written) > LONGEST:
        raise complain("site_url", found=written)
    return f"{parts.scheme}://{host}{port}/{'/'.join([*steps, ''])}"


def _split(written: str) -> tuple[SplitResult, str]:
    """The address in its parts, and the port with its colon; a complaint where it is none on the web."""
    try:
        parts = urlsplit(written)
        port = "" if parts.port is None else f":{parts.port}"
    except ValueError as error:
        raise complain("url", found=written) from error
    seen = written.isprintable() and " " not in written  # urlsplit leaves out line breaks and tabs
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or port == ":0" or not seen:
        raise complain("url", found=written)
    return parts, port


def _sent_label(label: str) -> str:
    """A part of the host's name as it is sent; ValueError where it is none, or is written as one name and sent as another."""
    sent = label.encode("idna").decode("ascii")
    if not _HOST_LABEL.match(sent) or (label != sent and sent.encode("ascii").decode("idna") != label):
        raise ValueError(label)
    return sent


def _sent_step(step: str) -> str:
    """A step of the path as it is sent; ValueError where it is none."""
    plain = unicodedata.normalize("NFC", unquote(step, errors="strict"))
    if not plain.strip(".") or not all(sign.isalnum() or sign in _SIGNS for sign in plain):
        raise ValueError(step)
    return quote(plain, safe="")
