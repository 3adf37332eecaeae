"""What is missing here: counted for each body, and listed kind by kind, of all together and of each by itself.

At 10,000 goals one page of everything would be megabytes, so the lists of all are shown only as long as they are short. Every body always
has its page, so that its address never dies.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ledstjarna.derive.site import Site
from ledstjarna.pages.page import Page
from ledstjarna.pages.renderer import Renderer
from ledstjarna.words.missing import Group, count_cells, count_heads, kind_heading

MOST_LISTED = 300  # with more rows, the page of all bodies has only the counts, and each body's own page its lists
MOST_OF_A_KIND = 500


def missing_pages(renderer: Renderer, site: Site, body: str) -> Iterator[Page]:
    """The page of a body; that of all without one."""
    voice = renderer.voice
    everyone = list(site.agencies.values())
    title = voice._("Information missing here")
    about = voice._("Measures, targets, owners, outcomes and answers that are missing here, for each body.")
    kinds = [[agency for agency in everyone if agency.is_invented is invented] for invented in (False, True)]  # the invented ones last
    groups = [Group(some) for some in kinds if some]
    says: dict[str, Any] = {
        "heads": count_heads(voice),
        "cells": lambda *agencies: count_cells(Group(agencies), voice),
        "heading": partial(kind_heading, voice=voice),
        "most": MOST_OF_A_KIND,
    }
    if body:
        agency = site.agencies[body]
        crumbs = renderer.body_crumbs(agency)
        yield renderer.part("missing", agency, title, about, crumbs, groups=[Group([agency])], is_listed=True, **says)
        return
    facts: dict[str, Any] = {"agency": None, "groups": groups, "is_listed": sum(group.many for group in groups) <= MOST_LISTED}
    yield renderer.listing("missing", "missing", title, about, **facts, **says)
