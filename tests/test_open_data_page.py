"""The open data page tells of every file, truly; goal and agency pages lead to their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ledstjarna.pages.all_kinds import make_renderers
from ledstjarna.pages.kinds.open_data import open_data
from ledstjarna.pages.renderer import Around
from ledstjarna.theme_files import theme_folder
from tests.reading import ReadPage, find_target, read_pages
from tests.worlds import make_world

PAGES = {"sv": "sv/oppna-data/", "en": "en/open-data/"}


@pytest.fixture(scope="module")
def pages(shipped_site: Path) -> dict[str, ReadPage]:
    return read_pages(shipped_site)


def files_linked(page: ReadPage) -> dict[str, str]:
    """The words of each link to a file, by the file's address; on other pages, the box for citing has files of its own."""
    found = {}
    for link in page.main.all("a"):
        target = find_target(page, link.attributes["href"])
        if target and target[0].startswith("data/") and (page.kind == "open-data" or not target[0].startswith("data/cite/")):
            found[target[0]] = link.text
    return found


def body_of(case: dict[str, Any], folder: Path, code: str = "en", more: dict[str, int] | None = None) -> str:
    """The body of the page on a small site."""
    world = make_world(case, folder)
    sizes = dict.fromkeys(world.files(), 1) | (more or {})
    renderer = make_renderers(world.settings, world.voices, theme_folder(), Around({}, sizes))[code]
    return next(open_data(renderer, world.site)).body.replace("\u00a0", " ")


@pytest.mark.parametrize("code", PAGES)
def test_every_file_of_the_site_is_told_by_a_link_or_by_how_its_address_is_built(
    pages: dict[str, ReadPage], shipped_site: Path, code: str
) -> None:
    page = pages[PAGES[code]]
    told = page.main.text
    linked = files_linked(page)
    for path in (shipped_site / "data").rglob("*"):
        if path.is_file() and not re.search(r"\.\d+\.(atom|feed\.json)$", path.name):  # a feed itself tells of its archives
            address = path.relative_to(shipped_site).as_posix()
            ending = path.name.partition(".")[2]
            folder = address.rpartition("/")[0]
            pattern = re.search(rf"{folder}/<[^>]+>\.{re.escape(ending)}(?![\w.-])", told)
            folder = "data/cite" if folder.startswith("data/cite/") else folder
            pattern = pattern or re.search(rf"{folder}/<[^>]+>/<id>\.{re.escape(ending)} ", told)
            example = any(other.startswith(f"{folder}/") and other.endswith(f".{ending}") for other in linked) and folder.count("/")
            assert address in linked or pattern or example, address


@pytest.mark.parametrize("code", PAGES)
def test_a_link_to_a_file_says_its_format_and_its_size(pages: dict[str, ReadPage], shipped_site: Path, code: str) -> None:
    linked = files_linked(pages[PAGES[code]])
    assert len(linked) > 20
    for address, words in linked.items():
        size = (shipped_site / address).stat().st_size
        assert re.search(rf"\((CSV|XLSX|JSON|JSON Schema|JSON Feed|Atom|CSVW|[A-Z]+), {max(1, round(size / 1000))} kB\)$", words), words
    assert len(set(linked.values())) == len(linked)


def test_the_page_begins_with_one_sentence_and_tells_day_licence_and_how_to_cite(pages: dict[str, ReadPage]) -> None:
    said = {code: pages[address].main for code, address in PAGES.items()}
    assert said["sv"].first("p", class_="ls-lead").text == (
        "Det som sidorna berättar om 58 mål går att ladda ner som filer. Det som inte är känt är tomt i filerna, aldrig noll."
    )
    assert "Licence: CC0 1.0. The licence covers what is the site’s own" in said["en"].text
    assert "Quotations and documents keep their sources’ terms." in said["en"].text
    assert "Ledstjärna, Öppna data, https://ledstjarna.example/sv/oppna-data/, läget den 22 november 2026." in said["sv"].text
    assert [link.text for link in said["en"].all("a", href="https://creativecommons.org/publicdomain/zero/1.0/")] == ["The licence’s terms"]
    assert "has an apostrophe before it" in said["en"].text


def test_a_body_that_is_invented_is_so_in_its_link(pages: dict[str, ReadPage]) -> None:
    linked = files_linked(pages[PAGES["sv"]])
    assert linked["data/agencies/exk-kommun.xlsx"].startswith("Exempelkommun (påhittad) (XLSX, ")
    assert linked["data/agencies/forsakringskassan.xlsx"].startswith("Försäkringskassan (XLSX, ")


def test_without_a_licence_the_page_says_that_none_is_stated(tmp_path: Path) -> None:
    body = body_of({}, tmp_path)
    assert "No licence is stated." in body
    assert "creativecommons" not in body


def test_where_goals_are_few_each_has_links_of_its_own(tmp_path: Path) -> None:
    body = body_of({"goal": {"title": {"sv": "Mål", "en": "A goal"}}}, tmp_path)
    assert 'href="../../data/goals/mal.json">A goal (JSON, 1 kB)</a>' in body
    assert 'href="../../data/goals/mal.csv">A goal (CSV, 1 kB)</a>' in body


def test_where_there_is_no_workbook_of_all_the_page_says_that_each_body_has_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "There is no workbook of the whole site. Each body has one of its own."
    with_book = body_of({}, tmp_path / "with")
    assert "data/all.xlsx" in with_book
    assert told not in with_book
    monkeypatch.setattr("ledstjarna.data.tables.table_files.MOST_IN_A_BOOK", 0)
    without = body_of({}, tmp_path / "without")
    assert "data/all.xlsx" not in without
    assert told in without
    assert 'href="../../data/agencies/provby.xlsx"' in without


def test_a_file_that_the_page_has_no_words_for_is_told_by_its_address_once_for_each_kind(tmp_path: Path) -> None:
    more = {"data/own/a.ris": 900, "data/own/b.ris": 900, "sv/kalender.ics": 1200}
    body = body_of({}, tmp_path, more=more)
    assert 'href="../../data/own/a.ris">data/own/a.ris (RIS, 1 kB)</a>' in body
    assert "b.ris" not in body
    assert 'href="../../sv/kalender.ics">sv/kalender.ics (ICS, 1 kB)</a>' in body


def test_a_goals_page_leads_to_its_files_and_to_tables_only_where_there_are_figures(pages: dict[str, ReadPage]) -> None:
    linked = files_linked(pages["en/goals/exk-nojda-brukare/"])
    assert [re.sub(r"\d+", "N", words) for words in linked.values()] == [
        "Follow the goal in a feed reader (Atom)",
        "The goal’s data (JSON, N kB)",
        "The goal’s history (JSON, N kB)",
        "The outcomes (CSV, N kB)",
    ]
    (link,) = [link for link in pages["en/goals/exk-nojda-brukare/"].main.all("a") if link.text == "The body’s files, for Excel too"]
    page, anchor = find_target(pages["en/goals/exk-nojda-brukare/"], link.attributes["href"]) or ("", "")
    assert anchor == "data"
    assert [heading.text for heading in pages[page].main.all("h2", id="data")] == ["Data"]
    assert list(files_linked(pages["sv/mal/fk-bidragsbrott/"])) == ["data/goals/fk-bidragsbrott.json"]


def test_an_agencys_page_leads_to_its_workbook(pages: dict[str, ReadPage]) -> None:
    linked = files_linked(pages["sv/myndigheter/forsakringskassan/"])
    assert list(linked) == ["data/agencies/forsakringskassan.xlsx", "data/agencies/forsakringskassan.sv-excel.csv"]
    assert linked["data/agencies/forsakringskassan.xlsx"].startswith("Organisationens mål och utfall (XLSX, ")
