"""Aliases come in; pages that lead on to where the record lives now go out."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.derive.site import Site
from generator.render.addresses import Addresses, way_up
from generator.render.voice import Voice


def redirects(site: Site, addresses: Addresses) -> Iterator[tuple[str, str, str]]:
    """Language, old address and new address of every alias, sorted by address."""
    found = []
    for kind, nodes in (("agency", site.agencies), ("plan", site.plans), ("goal", site.goals), ("finding", site.findings)):
        for id, node in nodes.items():
            for alias in node.record.aliases:
                found += [(code, addresses.record(kind, alias, code), addresses.record(kind, id, code)) for code in site.settings.codes]
    yield from sorted(found)


def redirect_page(old: str, new: str, voice: Voice, base_url: str | None) -> str:
    """A page that leads on at once, says so, and has a link for those whom it does not."""
    target = escape(way_up(old) + new)
    canonical = f'<link rel="canonical" href="{escape(base_url + new)}">\n' if base_url else ""
    return f"""<!doctype html>
<html lang="{voice.code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="page-kind" content="redirect">
<meta http-equiv="refresh" content="0; url={target}">
{canonical}<title>{escape(voice._("This page has moved"))}</title>
</head>
<body>
<main>
<h1>{escape(voice._("This page has moved"))}</h1>
<p><a href="{target}">{escape(voice._("Go to the page where it is now"))}</a></p>
</main>
</body>
</html>
"""


def redirect_rules(rules: list[tuple[str, str, str]]) -> str:
    """The same redirects for hosts that read a ``_redirects`` file."""
    return "".join(f"/{old} /{new} 301\n" for _, old, new in rules)
