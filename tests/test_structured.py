"""What a page says to machines: schema.org's words, and what social networks show of a link."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from PIL import Image

from ledstjarna.build import build_site
from ledstjarna.pages.all_kinds import make_voices
from ledstjarna.pages.page import Page
from ledstjarna.pages.structured import structured_data
from ledstjarna.settings import read_project
from ledstjarna.theme_files import theme_folder
from tests.conftest import AS_OF
from tests.reading import ReadPage, read_pages
from tests.worlds import make_world

SHAPE: dict[str, Any] = json.loads((Path(__file__).parent / "shapes" / "structured.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SHAPE, format_checker=jsonschema.FormatChecker())
GOLDEN = Path(__file__).parent / "golden" / "site_config.yml"
INVENTED = ("Påhittat exempel.", "Invented example.")


@pytest.fixture(scope="module")
def golden_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("structured") / "site"
    build_site(read_project(GOLDEN), as_of=AS_OF, output=output, frame="bare")
    return output


@pytest.fixture(params=["shipped_site", "everything_site", "golden_site"])
def pages(request: pytest.FixtureRequest) -> Mapping[str, ReadPage]:
    return read_pages(request.getfixturevalue(request.param))


@pytest.fixture
def shipped(shipped_site: Path) -> Mapping[str, ReadPage]:
    return read_pages(shipped_site)


def blocks(page: ReadPage) -> list[dict[str, Any]]:
    """The nodes that a page tells machines of."""
    found = [element for element in page.tree.all("script") if "src" not in element.attributes]
    assert all(element.attributes == {"type": "application/ld+json"} for element in found)
    assert len(found) <= 1, page.address
    told = [json.loads(element.text) for element in found]
    return [node for block in told for node in block.get("@graph", [block])]


def node_of(page: ReadPage, kind: str) -> dict[str, Any] | None:
    return next((node for node in blocks(page) if node["@type"] == kind), None)


def test_the_shape_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SHAPE)


@pytest.mark.parametrize(
    "told",
    [
        {"@type": "Dataset", "name": "x"},
        {"@type": "BreadcrumbList", "itemListElement": []},
        {"@type": "GovernmentOrganization", "name": ""},
        {"@type": "GovernmentOrganization", "name": "x", "foundingDate": "1900"},
        {"@type": "Person", "name": "x"},
    ],
)
def test_the_shape_refuses_what_it_does_not_describe(told: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({"@context": "https://schema.org", **told})


def test_every_block_has_the_shape(pages: Mapping[str, ReadPage]) -> None:
    for page in pages.values():
        for element in page.tree.all("script", type="application/ld+json"):
            VALIDATOR.validate(json.loads(element.text))


def test_a_page_with_a_way_to_it_tells_the_way(pages: Mapping[str, ReadPage]) -> None:
    for page in pages.values():
        shown = [link for nav in page.tree.all("nav", class_="ls-crumbs") for link in nav.all("a")]
        told = node_of(page, "BreadcrumbList")
        assert bool(shown) == (told is not None), page.address
        if told:
            steps = told["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert [step["name"] for step in steps[:-1]] == [link.text for link in shown]
            root = page.links("canonical")[0]["href"].removesuffix(page.address)
            assert [step["item"] for step in steps[:-1]] == [
                root + link.attributes["href"].removeprefix("../" * page.address.count("/")) for link in shown
            ]
            assert page.title.startswith(steps[-1]["name"])
            assert "item" not in steps[-1]


def test_a_real_goal_is_a_set_of_data_and_a_real_body_a_body(pages: Mapping[str, ReadPage]) -> None:
    for page in pages.values():
        real = page.kind in ("goal", "agency") and not page.meta("description").startswith(INVENTED)
        kinds = {node["@type"] for node in blocks(page)} - {"BreadcrumbList"}
        assert kinds == ({"Dataset" if page.kind == "goal" else "GovernmentOrganization"} if real else set()), page.address


def test_the_set_of_data_says_what_the_page_says(shipped: Mapping[str, ReadPage]) -> None:
    page = shipped["sv/mal/hbg-inflytande/"]
    told = node_of(page, "Dataset")
    assert told
    assert told["url"] == page.links("canonical")[0]["href"]
    assert told["description"] == page.meta("description")
    assert told["temporalCoverage"] == "2014-01-01/2016-12-31"
    assert told["dateModified"] == "2016-12-31"
    assert told["variableMeasured"][1] == "Andel som får besked om förändringar (procent)"
    assert told["about"]["name"] == "Helsingborgs stad"
    assert "creator" not in told, "the body has not published here"
    assert {entry["contentUrl"].partition(".example/")[2] for entry in told["distribution"]} >= {"data/goals/hbg-inflytande.json"}


def test_every_file_that_is_told_of_is_there(pages: Mapping[str, ReadPage]) -> None:
    for page in pages.values():
        for entry in (node_of(page, "Dataset") or {}).get("distribution", []):
            root = page.links("canonical")[0]["href"].removesuffix(page.address)
            site = Path(str(page.file).removesuffix("index.html").removesuffix(page.address))
            assert (site / entry["contentUrl"].removeprefix(root)).is_file()


def test_a_goal_without_outcomes_covers_no_time(shipped: Mapping[str, ReadPage]) -> None:
    told = node_of(shipped["en/goals/fk-bidragsbrott/"], "Dataset")
    assert told
    assert "temporalCoverage" not in told
    assert "variableMeasured" not in told


def test_no_text_can_end_the_block(tmp_path: Path) -> None:
    site = make_world({}, tmp_path)
    node = site.goals["mal"]
    hostile = "</script><!--<script>&amp;"
    page = Page(
        "goal",
        "sv",
        "sv/mal/mal/",
        hostile,
        hostile,
        "",
        (("Start", "sv/"),),
        {"sv": "sv/mal/mal/"},
        "goals",
        record=node,
        changed=datetime.date(2026, 1, 2),
    )
    element = structured_data(page, voice=make_voices(site.settings, theme_folder())["sv"], site_name=hostile, files=())
    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inside)
    told = json.loads(inside)
    VALIDATOR.validate(told)
    assert told["@graph"][0]["name"] == hostile
    assert "url" not in told["@graph"][0], "the site has no address of its own"


def test_a_page_tells_others_its_sentence(pages: Mapping[str, ReadPage]) -> None:
    for page in pages.values():
        told = {
            element.attributes["property"]: element.attributes["content"]
            for element in page.tree.all("meta")
            if "property" in element.attributes
        }
        if page.kind in ("not-found", "redirect", "embed"):
            assert not told
            continue
        assert told["og:description"] == page.meta("description")
        assert page.title in (told["og:title"], f"{told['og:title']} – {told['og:site_name']}")
        assert told["og:url"] == page.links("canonical")[0]["href"]
        assert told["og:locale"][:2] == page.language
        assert told["og:type"] == ("website" if page.kind in ("choice", "start") else "article")
        assert page.meta("twitter:card") == ("summary_large_image" if "og:image" in told else "summary")
        assert ("og:image" in told) == (page.kind in ("goal", "agency")), "a goal and a body have a picture, which the site has"
        if "og:image" in told:
            base = told["og:url"].removesuffix(page.address)
            picture = page.file.parents[page.address.count("/")] / told["og:image"].removeprefix(base)
            with Image.open(picture) as shown:
                assert (str(shown.width), str(shown.height)) == (told["og:image:width"], told["og:image:height"])
            assert page.title.split(" – ")[0] in told["og:image:alt"] or page.tree.first("title").attributes.get("lang")


def test_other_languages_are_told_as_alternates(shipped: Mapping[str, ReadPage]) -> None:
    page = shipped["sv/mal/hbg-inflytande/"]
    assert page.tree.first("meta", property="og:locale").attributes["content"] == "sv_SE"
    assert [element.attributes["content"] for element in page.tree.all("meta", property="og:locale:alternate")] == ["en_GB"]
