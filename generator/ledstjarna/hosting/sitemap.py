"""Addresses come in; sitemap.xml and robots.txt, which search engines read, go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape


def sitemap(pages: Iterable[Mapping[str, str]], base_url: str) -> str:
    """One entry for each page in each language, in the order of addresses; ``pages`` are the addresses of the same page by language."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for alternates in sorted(pages, key=lambda alternates: next(iter(alternates.values()))):
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(base_url + address)}"/>' for code, address in alternates.items()
        )
        lines += [f"<url><loc>{escape(base_url + address)}</loc>{links}</url>" for address in alternates.values()]
    return "\n".join([*lines, "</urlset>", ""])


def robots(base_url: str | None, *, is_preview: bool = False) -> str:
    """Everything may be read by anyone; of a preview, nothing by search engines."""
    if is_preview:
        return "User-agent: *\nDisallow: /\n"
    line = f"Sitemap: {base_url}sitemap.xml\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{line}"
