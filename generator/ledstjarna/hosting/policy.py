"""What browsers are told of a page: what it may fetch and run, and who may show it. The one place where that is decided."""

from __future__ import annotations

from collections.abc import Iterable

# No script, no style and no picture from anywhere else, and none inside a page. A page says this itself, in a meta element.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
# A header can also say who may show the page inside another; a meta element cannot. Nobody may, but the pages that are made for it.
HEADER_POLICY = f"{POLICY}; frame-ancestors 'none'"
EMBED_POLICY = f"{POLICY}; frame-ancestors *"

HEADERS = {
    "Content-Security-Policy": HEADER_POLICY,
    "X-Content-Type-Options": "nosniff",
    # What somebody read here is nobody else's business, not even that of those whose documents we link to.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What says the same to hosts that cannot take back for some pages what they have said for all: it is said of all others.
NOT_FRAMED = {"X-Frame-Options": "DENY"}
# For a host that is reached by https: a year. Not for its subdomains and on no browser's list, which is for the domain's owner to say.
STRICT_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}
# Open data are there to be fetched by others' pages too.
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}
# A file whose name tells its content never changes.
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def headers_of(address: str, framed: Iterable[str]) -> dict[str, str]:
    """What is told of a file; ``framed`` are the beginnings of addresses whose pages others may show inside theirs."""
    may = any(address.startswith(beginning) for beginning in framed)
    return HEADERS | ({"Content-Security-Policy": EMBED_POLICY} if may else {})


# By the ending of the name; what hosts know anyhow (html, css, json) is left to them.
TYPES = {
    "csv": "text/csv",
    "ics": "text/calendar",
    "atom": "application/atom+xml",
    "jsonl": "application/jsonl",
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
}
