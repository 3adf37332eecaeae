"""Themes: goals that share a tag stand side by side, whoever they belong to, and the invented never among the real."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledstjarna.derive.site import Site
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.derive.themes import derive_themes
from ledstjarna.load.content_tree import load_content
from ledstjarna.model.settings import Settings
from ledstjarna.model.theme import Theme
from ledstjarna.prose_links import broken_links, known_addresses
from ledstjarna.validate.content import make_content
from ledstjarna.words.leads import theme_lead
from ledstjarna.words.voice import Voice
from tests.conftest import ROOT
from tests.reading import Element, ReadPage, read_pages
from tests.worlds import make_world

LOCALES = ROOT / "theme" / "locale"
LISTS = {"sv": "sv/teman/", "en": "en/themes/"}
VOICES = {language.code: Voice(language, Settings(), LOCALES) for language in Settings().languages}


@pytest.fixture(scope="module")
def shipped(shipped_site: Path) -> dict[str, ReadPage]:
    return read_pages(shipped_site)


@pytest.fixture(scope="module")
def everything(everything_site: Path) -> dict[str, ReadPage]:
    return read_pages(everything_site)


def world(tmp_path: Path, *tags: str, invented: bool = False) -> Site:
    agency = {"invented": "true"} if invented else {}
    return make_world({"agency": agency, "goal": {"tags": list(tags)}}, tmp_path).site


def only_goal(site: Site) -> GoalSummary:
    (goal,) = site.goals.values()
    return goal


# --- what belongs together -------------------------------------------------------------------------------------------


def test_a_theme_is_whatever_has_a_name_or_a_goal(tmp_path: Path) -> None:
    goal = only_goal(world(tmp_path, "skola", "aldre"))
    nodes = derive_themes({"tomt": Theme(id="tomt", name={"sv": "Tomt"})}, [goal])
    assert {id: [goal.id for goal in node.goals] for id, node in nodes.items()} == {"aldre": ["mal"], "skola": ["mal"], "tomt": []}
    assert nodes["tomt"].name == {"sv": "Tomt"}
    assert nodes["skola"].name == "skola"


def test_a_tag_that_is_written_twice_counts_once(tmp_path: Path) -> None:
    site = world(tmp_path, "aldre", "aldre")
    assert len(site.themes["aldre"].goals) == 1
    assert [node.id for node in only_goal(site).themes] == ["aldre"]


def test_a_theme_says_how_many_goals_it_has_and_which_are_invented(tmp_path: Path) -> None:
    real = world(tmp_path / "real", "aldre").themes["aldre"]
    invented = world(tmp_path / "invented", "aldre", invented=True).themes["aldre"]
    both = derive_themes({}, [*real.goals, *invented.goals, *invented.goals])["aldre"]
    none = derive_themes({"tomt": Theme(id="tomt", name={"sv": "Tomt"})}, [])["tomt"]
    assert {code: theme_lead(real, voice) for code, voice in VOICES.items()} == {
        "sv": "Temat har 1 mål från 1 organisation.",
        "en": "The theme has 1 goal from 1 body.",
    }
    assert {code: theme_lead(invented, voice) for code, voice in VOICES.items()} == {
        "sv": "Temat har 1 mål från 1 organisation. Det är påhittat, som exempel.",
        "en": "The theme has 1 goal from 1 body. It is invented, as an example.",
    }
    assert {code: theme_lead(both, voice) for code, voice in VOICES.items()} == {
        "sv": "Temat har 3 mål från 2 organisationer. 2 av målen är påhittade, som exempel.",
        "en": "The theme has 3 goals from 2 bodies. 2 of the goals are invented, as examples.",
    }
    assert {code: theme_lead(none, voice) for code, voice in VOICES.items()} == {
        "sv": "Inget mål på webbplatsen hör till det här temat.",
        "en": "No goal on the site belongs to this theme.",
    }


# --- the pages ---------------------------------------------------------------------------------------------------------


def test_the_real_come_first_and_the_invented_are_marked(shipped: dict[str, ReadPage]) -> None:
    for address, tag in (("sv/teman/personal/", "Påhittat"), ("en/themes/personal/", "Invented")):
        page = shipped[address]
        real, invented = page.main.all("div", class_="ls-side")
        assert [stems(real), stems(invented)] == [
            [
                "forsakringskassan",
                "fk-kompetens",
                "okand-socialnamnd",
                "okn-kompetens",
                "vargarda",
                "vgd-heltid",
                "vgd-personalkontinuitet",
            ],
            ["exk-socialnamnd", "exk-sjukfranvaro", "exk-utbildad-personal"],
        ]
        assert [tag in heading.text for heading in page.main.all("h2")] == [False, False, False, True]


def stems(part: Element) -> list[str]:
    """Where the links of a part of a page lead, by id."""
    return [link.attributes["href"].rstrip("/").rpartition("/")[2] for link in part.all("a")]


def test_the_real_and_the_invented_are_counted_apart(shipped: dict[str, ReadPage]) -> None:
    counts = [[item.text for item in strip.all("li")] for strip in shipped["en/themes/personal/"].main.all("ul", class_="ls-counts")]
    assert counts == [
        ["1 On track, or the level is held", "1 Not achieved", "1 No measure given here", "1 No outcome published here"],
        ["1 Met early", "1 Moving away"],
    ]


def test_the_list_is_in_the_order_of_the_alphabet(shipped: dict[str, ReadPage]) -> None:
    names = {code: [p.text for p in shipped[address].main.all("p", class_="ls-card__title")] for code, address in LISTS.items()}
    assert names["sv"][:2] == ["Barn och unga", "Beredskap"]
    assert names["sv"][-2:] == ["Trafik", "Äldre"]
    assert names["en"] == sorted(names["en"])


def test_a_goal_leads_to_its_themes_and_each_page_says_whose_sorting_it_is(shipped: dict[str, ReadPage]) -> None:
    links = [link.attributes["href"] for link in shipped["sv/mal/okn-kompetens/"].main.all("a")]
    assert "../../../sv/teman/personal/" in links
    for page in shipped.values():
        if page.kind in ("theme", "themes"):
            assert {"sv": "webbplatsens egen sortering", "en": "this site’s own sorting"}[page.language] in page.main.text


def test_a_theme_without_a_name_is_shown_as_its_id_and_one_without_goals_says_so(everything: dict[str, ReadPage]) -> None:
    assert everything["en/themes/utan-namn/"].main.first("h1").text == "utan-namn"
    assert "No goal on the site belongs to this theme." in everything["en/themes/tomt/"].main.text
    assert everything["en/themes/resor/"].main.first("h1").text == "Resor (in Swedish)"


def test_prose_may_link_to_themes_that_are_there(tmp_path: Path) -> None:
    world(tmp_path, "aldre")
    content = make_content(load_content(tmp_path, shown_from=tmp_path), languages=("sv", "en"))
    known = known_addresses(content, Settings(), [("sv", "om")])
    text = "[a](../teman/aldre/) [b](../teman/) [c](../teman/annat/) [d](../tillganglighet/)"
    assert [target for _, target in broken_links(text, "sv/om/", known)] == ["../teman/annat/", "../tillganglighet/"]
