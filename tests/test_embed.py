"""A goal inside another's page: shown there, and nothing else of the site is; what others are told of it, and how it is passed on."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from ledstjarna.data.oembed import OEmbed
from tests.browsing import violations
from tests.reading import ReadPage, read_pages
from tests.serving import serve, told_by_rules

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOAL, MEASURE = "sv/inbaddat/prov-vagen/", "sv/inbaddat/prov-matt/framme/"
HTML = '^<iframe src="https://[^"<>]+" title="[^"<>]+" width="100%" height="[0-9]+" loading="lazy"></iframe>$'
# As oembed.com says it of what is rich.
PROPERTIES: dict[str, object] = {
    "type": {"const": "rich"},
    "version": {"const": "1.0"},
    "html": {"type": "string", "pattern": HTML},
    "width": {"type": "integer", "minimum": 1},
    "height": {"type": "integer", "minimum": 1},
    **{name: {"type": "string", "minLength": 1} for name in ("title", "author_name", "provider_name")},
    **{name: {"type": "string", "pattern": "^https://"} for name in ("author_url", "provider_url", "thumbnail_url")},
    "thumbnail_width": {"const": 1200},
    "thumbnail_height": {"const": 630},
}
RULES = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["type", "version", "html", "width", "height"],
    "properties": PROPERTIES,
    "dependentRequired": {"thumbnail_url": ["thumbnail_width", "thumbnail_height"]},
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def pages(everything_site: Path) -> dict[str, ReadPage]:
    return dict(read_pages(everything_site))


def test_every_goal_and_measure_has_a_page_to_be_shown_inside_others(pages: dict[str, ReadPage]) -> None:
    embedded = {page.address: page for page in pages.values() if page.kind == "embed"}
    for goal in [page for page in pages.values() if page.kind in ("goal", "gone")]:
        own = goal.address.replace("/mal/", "/inbaddat/").replace("/goals/", "/embed/")
        page = embedded[own]
        assert page.title.endswith(" – " + goal.title.rpartition(" – ")[2])
        assert page.links("canonical") == goal.links("canonical"), "it leads back"
        assert page.meta("robots") == "noindex"
        assert {section.attributes["id"] for section in goal.tree.all("h3")} <= {
            address.removeprefix(own).strip("/") for address in embedded if address.startswith(own)
        }
    for page in embedded.values():
        assert not list(page.tree.all("nav", "header", "footer", "form")), "no menu and no search"
        assert page.tree.first("h1").first("a").attributes["rel"] == "noopener"
        assert page.tree.first("base").attributes == {"target": "_blank"}


def test_what_is_invented_says_so_there_too(shipped_site: Path) -> None:
    for address in ("sv/inbaddat/exk-cykling/", "sv/inbaddat/exk-cykling/andel-cykel/"):
        [page] = [page for page in read_pages(shipped_site).values() if page.address == address]
        assert "Påhittat exempel" in page.tree.first("main").text
        assert "påhittat exempel" in page.tree.first("title").text


def test_search_engines_are_told_of_none_of_them(everything_site: Path) -> None:
    assert "/embed/" not in (everything_site / "sitemap.xml").read_text(encoding="utf-8")


def test_earlier_ids_lead_on_there_too(everything_site: Path) -> None:
    rules = (everything_site / "_redirects").read_text(encoding="utf-8")
    assert re.search(r"/sv/inbaddat/prov-[a-z-]+/ \S+/sv/inbaddat/prov-[a-z-]+/ 301", rules)


def test_programs_are_told_how_to_show_a_goal(everything_site: Path, pages: dict[str, ReadPage]) -> None:
    assert set(OEmbed.model_fields) == set(PROPERTIES)
    goals = [page for page in pages.values() if page.kind == "goal"]
    for page in goals:
        [link] = [element.attributes for element in page.tree.all("link", type="application/json+oembed")]
        told = json.loads((everything_site / link["href"].split("/under/a/path/")[1]).read_text(encoding="utf-8"))
        jsonschema.validate(told, RULES)
        box = page.tree.first("details", class_="ls-share")
        assert told["html"] in [element.text for element in box.all("p", class_="ls-share__text")], "what is offered is what is told"
        assert "open" not in box.attributes
        source = re.findall(r'src="([^"]+)"', told["html"])[0].split("/under/a/path/")[1]
        assert (everything_site / source / "index.html").is_file()
        assert html.unescape(told["html"]).count("<iframe") == 1
    assert len(list((everything_site / "data" / "oembed").iterdir())) == len(goals)


@pytest.fixture(scope="module")
def parent(tmp_path_factory: pytest.TempPathFactory, everything_site: Path) -> Iterator[tuple[str, Path]]:
    """The site as a host serves it that reads ``_headers``, and the folder of another's pages."""
    rules = (everything_site / "_headers").read_text(encoding="utf-8")
    with serve({"/under/a/path/": everything_site}, told_by_rules(rules)) as root:
        yield f"{root}under/a/path/", tmp_path_factory.mktemp("parent")


FRAME = """<!doctype html><title>A page of somebody else's</title><script>
const told = []; addEventListener("message", event => told.push([event.data, event.origin]));
</script>{frames}"""


@pytest.mark.browser
def test_another_site_shows_what_is_made_for_it_and_nothing_else(chromium: Browser, parent: tuple[str, Path]) -> None:
    """In a real browser, from another origin, with the headers that a host is asked for."""
    root, folder = parent
    framed, refused = (
        (GOAL, MEASURE, "en/embed/prov-vagen/"),
        ("", "sv/", "sv/mal/prov-vagen/", "en/goals/prov-vagen/", "sv/metod/", "404.html"),
    )
    frames = "".join(
        f'<iframe name="{number}" src="{root}{address}" width="600"></iframe>' for number, address in enumerate((*framed, *refused))
    )
    (folder / "index.html").write_text(FRAME.format(frames=frames), encoding="utf-8")
    with serve({"/": folder}, {}) as other:
        page = chromium.new_page()
        page.goto(other, wait_until="networkidle")
        shown = [bool(frame.query_selector("main")) for number in range(len(framed) + len(refused)) if (frame := page.frame(str(number)))]
        page.wait_for_function(f"new Set(told.map(([data]) => data.height)).size >= 2 && told.length >= {len(framed)}")
        told = page.evaluate("told")
        page.close()
    assert shown == [True] * len(framed) + [False] * len(refused)
    assert {origin for _, origin in told} == {root.removesuffix("/under/a/path/")}
    for data, _ in told:
        assert set(data) == {"type", "height"}, "nothing but how high it is"
        assert data["type"] == "ledstjarna-height"
        assert 100 < data["height"] < 3_000


@pytest.mark.browser
def test_the_parent_chooses_the_scheme_and_else_the_reader_does(chromium: Browser, served_everything: str) -> None:
    grounds = {}
    for asked in ("", "?theme=light", "?theme=dark"):
        for preferred in ("light", "dark"):
            page = chromium.new_page(color_scheme="light" if preferred == "light" else "dark")
            page.goto(served_everything + GOAL + asked)
            grounds[asked, preferred] = page.evaluate("getComputedStyle(document.body).backgroundColor")
            page.close()
    light, dark = grounds["", "light"], grounds["", "dark"]
    assert light != dark
    assert grounds == {
        ("", "light"): light,
        ("", "dark"): dark,
        **{("?theme=light", preferred): light for preferred in ("light", "dark")},
        **{("?theme=dark", preferred): dark for preferred in ("light", "dark")},
    }


@pytest.mark.browser
def test_the_box_copies_and_is_whole_when_it_is_open(chromium: Browser, served_everything: str) -> None:
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served_everything}sv/mal/prov-vagen/")
    page.click(".ls-share summary")
    button = page.locator(".ls-share button").nth(1)
    button.click()
    page.wait_for_function("document.querySelectorAll('.ls-share button')[1].textContent === 'Kopierat'")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".ls-share__text").nth(1).text_content()
    assert violations(page) == []
    assert page.request.get(page.url.rsplit("sv/", 1)[0] + (page.locator(".ls-share a").get_attribute("href") or "").replace("../", "")).ok
    context.close()
