"""The component gallery: made of the folders alone, and as good to read as the site."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ledstjarna.gallery.components import own_ids
from ledstjarna.gallery.make import make_gallery
from ledstjarna.gallery.schemes import other_scheme
from ledstjarna.problems import OutsideError
from ledstjarna.settings import read_project
from ledstjarna.theme_files import theme_folder
from tests.browsing import AXE_COLOUR_RULES, HEIGHT, PHONE, lost_words, violations, violations_everywhere, walk_everywhere, watch
from tests.conftest import ROOT
from tests.reading import ReadPage, read_pages
from tests.serving import serve
from tests.test_contrast import colours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

THEME = theme_folder()
TOLD: dict[str, dict[str, Any]] = {
    file.parent.name: yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for file in sorted(THEME.glob("components/*/*.yml"))
}
PROJECT = read_project(ROOT / "site_config.yml")
LANGUAGES = PROJECT.settings.codes
# What a hostile example says where a figure or a day should be is told by Chromium, and is meant to be.
NO_FIGURE = re.compile(r"Error: <\w+> attribute \w+: .*")


def make_into(output: Path, theme: Path = THEME) -> None:
    make_gallery(PROJECT, theme=theme, output=output)


@pytest.fixture(scope="session")
def pages(gallery: Path) -> dict[str, ReadPage]:
    return read_pages(gallery)


# --- what is in it ---------------------------------------------------------------------------------------------------


def test_every_component_has_a_page_in_every_language_and_a_place_on_the_index(pages: dict[str, ReadPage]) -> None:
    for code in LANGUAGES:
        index = pages[f"{code}/"]
        linked = [link.attributes["href"] for heading in index.main.all("h2") for link in heading.all("a")]
        assert linked == [f"{name}/" for name in TOLD]
        for name, told in TOLD.items():
            page = pages[f"{code}/{name}/"]
            assert page.language == code
            assert told["about"] in page.main.text
            assert told["about"] in index.main.text


@pytest.mark.parametrize("name", TOLD)
def test_every_example_and_every_parameter_is_shown(pages: dict[str, ReadPage], name: str) -> None:
    for code in LANGUAGES:
        page, hostile = pages[f"{code}/{name}/"], pages.get(f"{code}/{name}/hostile/")
        shown = [box.first("h3").text for box in page.main.all("section", class_="ls-gallery__example")]
        hidden = [box.first("h2").text for box in hostile.main.all("section", class_="ls-gallery__example")] if hostile else []
        examples = TOLD[name]["examples"]
        assert shown == [example for example, case in examples.items() if not case.get("hidden")]
        assert hidden == [example for example, case in examples.items() if case.get("hidden")]
        for place, params in zip(page.main.first("dl", class_="ls-gallery__params").all("div"), TOLD[name]["params"].items(), strict=True):
            param, told = params
            assert place.first("code").text == param
            assert told["type"] in place.first("dt").text
            assert place.first("dd").text == " ".join(told["about"].split())


@pytest.mark.parametrize("name", TOLD)
def test_what_an_example_says_in_a_language_replaces_parameters_and_adds_none(name: str) -> None:
    assert set(TOLD[name]) <= {"about", "inside", "wide", "params", "examples"}
    for param in TOLD[name]["params"].values():
        assert set(param) == {"type", "required", "about"}, "a comma splits a text that has no quotation marks"
    for case in TOLD[name]["examples"].values():
        assert set(case) <= {"args", "lang", "hidden", *LANGUAGES}
        assert all(set(case.get(code, {})) <= set(TOLD[name]["params"]) for code in LANGUAGES)


def test_a_component_that_is_added_appears_with_nothing_else_changed(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    folder = theme / "components" / "lamp"
    folder.mkdir()
    (folder / "lamp.html").write_text('{% macro lamp(word) %}\n<p class="ls-lamp">{{ word }}</p>\n{% endmacro %}\n', encoding="utf-8")
    (folder / "lamp.css").write_text(".ls-lamp { color: var(--ls-star); }\n", encoding="utf-8")
    (folder / "lamp.yml").write_text(
        "about: Shines.\nparams:\n  word: {type: word, required: true, about: How.}\n"
        "examples:\n  bright:\n    args: {word: Brightly}\n    sv: {word: Klart}\n  in English:\n    args: {word: Dimly}\n    lang: en\n",
        encoding="utf-8",
    )
    make_into(tmp_path / "gallery", theme)
    made = read_pages(tmp_path / "gallery")
    for code, word in (("sv", "Klart"), ("en", "Brightly")):
        assert "lamp/" in [link.attributes["href"] for link in made[f"{code}/"].main.all("a")]
        assert [lamp.text for lamp in made[f"{code}/lamp/"].main.all("p", class_="ls-lamp")] == [word, word, "Dimly", "Dimly"]
    assert [box.first("p").text for box in made["sv/lamp/"].main.all("div", lang="en")] == ["Dimly"]
    assert f"{LANGUAGES[0]}/lamp/hostile/" not in made
    assert ".ls-lamp" in (tmp_path / "gallery" / "assets" / "gallery.css").read_text(encoding="utf-8")


def test_nothing_of_the_gallery_names_a_component() -> None:
    own = [THEME / "gallery.html", THEME / "gallery.css", *(ROOT / "generator" / "ledstjarna" / "gallery").glob("*.py")]
    names = [name for name in TOLD if "_" in name]
    assert not [(file.name, name) for file in own for name in names if re.search(rf"\b{name}\b", file.read_text(encoding="utf-8"))]
    assert not [file.name for file in own if re.search(r"\bls\.\w+\(", file.read_text(encoding="utf-8"))]


def test_no_id_stands_twice_on_a_page_and_every_link_leads_somewhere(gallery: Path, pages: dict[str, ReadPage]) -> None:
    for page in pages.values():
        assert [id for id, many in Counter(page.ids).items() if many > 1] == [], page.address
        for link in (link for part in ("header", "nav") for place in page.tree.all(part) for link in place.all("a")):
            assert (page.file.parent / link.attributes["href"] / "index.html").is_file(), page.address
    assert (gallery / "assets" / "gallery.css").is_file()


def test_ids_and_what_points_at_them_change_together() -> None:
    html = '<p id="a" aria-labelledby="a else">id</p><a href="#a">a</a><a href="#b"></a><rect fill="url(#a)"/><th headers="a a"></th>'
    assert own_ids(html, "1") == (
        '<p id="a-1" aria-labelledby="a-1 else">id</p><a href="#a-1">a</a><a href="#b"></a><rect fill="url(#a-1)"/><th headers="a-1 a-1"></th>'
    )


def test_the_gallery_is_never_made_inside_the_published_site() -> None:
    with pytest.raises(OutsideError):
        make_into(PROJECT.output / "gallery")


def test_the_same_folders_give_the_same_bytes(gallery: Path, tmp_path: Path) -> None:
    make_into(tmp_path / "again")
    files = {file.relative_to(gallery): file.read_bytes() for file in gallery.rglob("*") if file.is_file()}
    assert files == {file.relative_to(tmp_path / "again"): file.read_bytes() for file in (tmp_path / "again").rglob("*") if file.is_file()}


# --- the two schemes -------------------------------------------------------------------------------------------------


def test_the_other_scheme_is_dark_where_the_system_is_light_and_light_where_it_is_dark() -> None:
    styles = ":root { --ink: black; --size: 1rem; --text: var(--ink); }\n@media screen and (prefers-color-scheme: dark) {\n:root { --ink: white; }\n}\n"
    light, dark = other_scheme(styles).split("@media")
    assert "color-scheme: dark; --ink: white; --text: var(--ink);" in light
    assert "color-scheme: light; --ink: black;" in dark
    assert "--size" not in light + dark, "sizes belong to no scheme"


def test_a_scheme_changes_tokens_and_nothing_else() -> None:
    for file in (*THEME.glob("styles/*.css"), *THEME.glob("components/*/*.css")):
        for inside in re.findall(r"prefers-color-scheme[^{]*\{((?:[^{}]*\{[^{}]*\})*)", file.read_text(encoding="utf-8")):
            text = re.sub(r"/\*.*?\*/", "", inside, flags=re.DOTALL)
            for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
                assert selector.strip() == ":root", file.name
                assert all(line.strip().startswith("--") for line in body.split(";") if line.strip()), file.name


# --- in a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def served_gallery(gallery: Path) -> Iterator[str]:
    with serve({"/": gallery}) as address:
        yield address


@pytest.fixture(params=["", *TOLD], ids=lambda name: name or "index")
def component(request: pytest.FixtureRequest) -> str:
    """The address of a page below its language's: the index, or a component."""
    return f"{request.param}/" if request.param else ""


@pytest.mark.browser
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_of_the_gallery_is_whole_for_eyes_hands_and_machines(
    chromium: Browser, served_gallery: str, component: str, code: str
) -> None:
    """Nor is anything said in the console under the site's policy. What does not hang on the language is tried in the first."""
    with watch(chromium) as visit:
        page = visit(f"{served_gallery}{code}/{component}")
        assert page.locator("script:not([type='application/ld+json'])").count() == 0
        if code != LANGUAGES[0]:
            assert violations(page, without=AXE_COLOUR_RULES) == [], "axe finds something"
            return
        assert violations_everywhere(page) == [], "axe finds something"
        assert lost_words(page) == [], "words are lost"
        walk_everywhere(page, widths=[PHONE])


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name, told in TOLD.items() if any(case.get("hidden") for case in told["examples"].values())])
def test_hostile_examples_are_words_and_nothing_more(chromium: Browser, served_gallery: str, name: str) -> None:
    context = chromium.new_context(viewport={"width": PHONE, "height": HEIGHT})
    said: list[str] = []
    context.on("console", lambda told: said.append(told.text))
    context.on("dialog", lambda dialog: said.append(dialog.message))
    context.on("weberror", lambda error: said.append(str(error.error)))
    page = context.new_page()
    for code in LANGUAGES:
        page.goto(f"{served_gallery}{code}/{name}/hostile/")
        assert violations(page) == []
        assert page.locator("main :is(script, iframe, object, style, img)").count() == 0
    context.close()
    assert [told for told in said if not NO_FIGURE.fullmatch(told)] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_example_is_shown_in_both_schemes_whatever_the_system_asks_for(chromium: Browser, served_gallery: str, scheme: str) -> None:
    with watch(chromium) as visit:
        page = visit(f"{served_gallery}en/{next(iter(TOLD))}/", color_scheme=scheme)
        papers = page.eval_on_selector_all(
            ".ls-gallery__pair:first-of-type > div", "boxes => boxes.slice(0, 2).map(box => getComputedStyle(box).backgroundColor)"
        )
    order = ("light", "dark") if scheme == "light" else ("dark", "light")
    wanted = [tuple(int(colours(each)["paper"][at : at + 2], 16) for at in (1, 3, 5)) for each in order]
    assert [tuple(int(number) for number in re.findall(r"\d+", paper)) for paper in papers] == wanted
