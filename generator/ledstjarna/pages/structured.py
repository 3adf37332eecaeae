"""A page comes in; what it says to machines in the words of schema.org goes out, as a block of data in its head.

An invented body is never told of here, nor its goals: machines pass on what they read without the words around it.
Of its pages the crumbs are told and nothing more.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from ledstjarna.addresses import record_file
from ledstjarna.derive.dated import time_covered
from ledstjarna.derive.nodes import AgencyNode, GoalNode
from ledstjarna.model.goal import Indicator
from ledstjarna.pages.page import Page
from ledstjarna.words.citations import publisher_name
from ledstjarna.words.voice import Voice

_FORMS = {"json": "application/json", "csv": "text/csv"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
Node = dict[str, Any]


def structured_data(page: Page, *, voice: Voice, site_name: str, files: Collection[str]) -> str:
    """The element, or nothing where there is nothing to say; ``files`` are the addresses of all that can be fetched."""
    nodes = [node for node in (_record(page, voice, site_name, files), _crumbs(page, voice)) if node]
    if not nodes:
        return ""
    told = {"@context": "https://schema.org", **(nodes[0] if len(nodes) == 1 else {"@graph": nodes})}
    # Nothing in a text can end the block, begin a comment or be read as markup.
    text = _ENCODER.encode(told).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{text}</script>'


def _record(page: Page, voice: Voice, site_name: str, files: Collection[str]) -> Node | None:
    node = page.record
    if isinstance(node, GoalNode) and not node.agency.is_invented:
        return _dataset(page, node, voice, site_name, files)
    if isinstance(node, AgencyNode) and not node.is_invented:
        return _organisation(page, node, voice)
    return None


def _dataset(page: Page, node: GoalNode, voice: Voice, site_name: str, files: Collection[str]) -> Node:
    """The goal's data file. Its creator is the body only where that publishes here itself; else it is what the data are about."""
    covered = time_covered(node)
    body = {"@type": "GovernmentOrganization", "name": voice.text(node.agency.record.name).text}
    url = voice.settings.base_url
    return _known(
        {
            "@type": "Dataset",
            "name": page.title,
            "description": " ".join(page.description.split()),
            "identifier": node.id,
            "url": url + page.address if url else None,
            "inLanguage": voice.code,
            "isAccessibleForFree": True,
            "license": voice.settings.licence.url if voice.settings.licence else None,
            "dateModified": page.changed.isoformat() if page.changed else None,
            "temporalCoverage": "/".join(day.isoformat() for day in covered) if covered else None,
            "variableMeasured": [_variable(entry, voice) for entry in node.record.indicators if entry.name],
            "creator" if node.agency.reports_here else "about": body,
            "publisher": {"@type": "Organization", "name": publisher_name(voice) or site_name},
            "distribution": _distribution(node.id, url, files) if url else None,
        }
    )


def _variable(indicator: Indicator, voice: Voice) -> str:
    """As one text rather than a node of its own: a page has room for little besides what readers see."""
    name, unit = voice.text(indicator.name or "").text, voice.unit(indicator.unit)
    return f"{name} ({unit})" if unit else name


def _distribution(id: str, url: str, files: Collection[str]) -> list[Node]:
    addresses = {record_file("goal", id, ending): kind for ending, kind in _FORMS.items()}
    return [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": url + address}
        for address, kind in addresses.items()
        if address in files
    ]


def _organisation(page: Page, node: AgencyNode, voice: Voice) -> Node:
    record, url = node.record, voice.settings.base_url
    above = {"@type": "GovernmentOrganization", "name": voice.text(node.parent.record.name).text} if node.parent else None
    return _known(
        {
            "@type": "GovernmentOrganization",
            "name": voice.text(record.name).text,
            "alternateName": [voice.text(name).text for name in record.short_names] or None,
            "url": record.website,
            "parentOrganization": above,
            "mainEntityOfPage": url + page.address if url else None,
        }
    )


def _crumbs(page: Page, voice: Voice) -> Node | None:
    """The way to the page; the last step is the page itself, which needs no address."""
    if not page.crumbs:
        return None
    url = voice.settings.base_url
    steps = [(label, url + address if url else None) for label, address in page.crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            _known({"@type": "ListItem", "position": number, "name": label, "item": address})
            for number, (label, address) in enumerate([*steps, (page.title, None)], 1)
        ],
    }


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
