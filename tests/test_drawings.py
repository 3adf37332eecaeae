"""An icon that is shown often is drawn once a page, and looks the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path

from ledstjarna.pages.drawings import write_drawings_once
from tests.reading import read_pages

STAR = '<svg aria-hidden="true" viewBox="0 0 24 24"><path d="M12 1 9 9l-8 3 8 3 3 8 3-8 8-3-8-3z m0 0 0 0 0 0"/></svg>'
OTHER = STAR.replace("M12 1", "M13 2")


def test_an_icon_is_drawn_where_it_stands_first_and_shown_from_there() -> None:
    first = STAR.replace("<path ", '<path id="i_1" ')
    again = '<svg aria-hidden="true" viewBox="0 0 24 24"><use href="#i_1"/></svg>'
    assert write_drawings_once(f"{STAR}a{OTHER}b{STAR}c{STAR}") == f"{first}a{OTHER}b{again}c{again}"


def test_an_icon_that_stands_once_is_left_alone() -> None:
    assert write_drawings_once(f"{STAR}{OTHER}") == f"{STAR}{OTHER}"


def test_what_is_in_a_template_is_no_place_to_show_it_from() -> None:
    body = f"<template>{STAR}</template>{STAR}{STAR}"
    assert write_drawings_once(body) == body


def test_every_icon_that_is_shown_is_drawn_on_the_same_page_outside_every_template(shipped_site: Path, everything_site: Path) -> None:
    shown = 0
    for page in (*read_pages(shipped_site).values(), *read_pages(everything_site).values()):
        uses = [use.attributes["href"].removeprefix("#") for use in page.main.all("use")]
        drawn = [path.attributes["id"] for path in page.main.all("path") if "id" in path.attributes]
        assert set(uses) == set(drawn), page.address
        assert len(set(drawn)) == len(drawn), page.address
        inside = [use for template in page.main.all("template") for use in (*template.all("use"), *template.all("path", id="i_1"))]
        assert inside == [], page.address
        drawings = re.findall(r'<path (?:id="\w+" )?(d="[^"]{40,}")/></svg>', page.source.partition("<main")[2])
        if page.kind != "search":
            assert len(set(drawings)) == len(drawings), page.address
        shown += len(uses)
    assert shown > 500
