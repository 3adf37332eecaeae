"""Every page of the shipped site, and of the invented one, read as files: what is promised to readers, links and search engines."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import AS_OF, EVERYTHING, ROOT, UNDER
from tests.reading import KINDS, LANGUAGES, Element, ReadPage, find_target, read_pages

FOLDERS = {
    "agency": {"sv": "myndigheter", "en": "agencies"},
    "plan": {"sv": "planer", "en": "plans"},
    "goal": {"sv": "mal", "en": "goals"},
    "finding": {"sv": "granskning", "en": "scrutiny"},
}
# Pages that no search engine is to list: where nothing is, where something was, and what was said on an earlier day.
UNLISTED = {"embed", "not-found", "redirect", "version", "withheld"}
# Empty brackets, a sign with nothing before it, two where one belongs.
GLUED = re.compile(r"\(\s*\)|\s[.,;:](?:\s|$)|:\s*\.(?:\s|$)|[.,]{2}|,\s*[,.]|“”|””")


@dataclass(frozen=True)
class BuiltSite:
    """A site as it was built, with its settings' address."""

    folder: Path
    content: Path
    url: str
    base: str
    pages: dict[str, ReadPage]

    def listed(self) -> Iterator[ReadPage]:
        return (page for page in self.pages.values() if page.kind not in UNLISTED)


@pytest.fixture(scope="module")
def shipped(shipped_site: Path) -> BuiltSite:
    return BuiltSite(shipped_site, ROOT / "content", "https://ledstjarna.example/", "/", read_pages(shipped_site))


@pytest.fixture(scope="module")
def everything(everything_site: Path) -> BuiltSite:
    return BuiltSite(everything_site, EVERYTHING / "content", f"https://prov.example{UNDER}", UNDER, read_pages(everything_site))


@pytest.fixture(params=["shipped", "everything"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    found: BuiltSite = request.getfixturevalue(request.param)
    return found


def records(content: Path) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Kind, id, agency and YAML of every record of a content folder."""
    for agency in sorted((content / "agencies").iterdir()):
        yield "agency", agency.name, agency.name, read_yaml(agency / "agency.yml")
        for kind in ("plan", "goal", "finding"):
            for file in sorted((agency / f"{kind}s").glob("*.yml")):
                yield kind, file.stem, agency.name, read_yaml(file)


def read_yaml(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def address(kind: str, id: str, language: str) -> str:
    return f"{language}/{FOLDERS[kind][language]}/{id}/"


# --- links -----------------------------------------------------------------------------------------------------------


def test_every_link_leads_somewhere_and_every_fragment_is_there(site: BuiltSite) -> None:
    broken = []
    followed = 0
    for page in site.pages.values():
        for element in page.tree.all("a", "link", "img"):
            href = element.attributes.get("href") or element.attributes.get("src") or ""
            assert href, f"{page.address}: <{element.tag}> without an address"
            target = find_target(page, href, site.base)
            if target is None:
                continue
            followed += 1
            where, fragment = target
            there = site.pages.get(where)
            is_file = (site.folder / where).is_file() and not where.endswith(".html")
            if not (there or is_file) or (fragment and (there is None or fragment not in there.ids)):
                broken.append(f"{page.address}: {href}")
    assert not broken, "\n".join(broken)
    assert followed > 1000


def test_links_are_relative_except_where_the_page_may_stand_anywhere(site: BuiltSite) -> None:
    for page in site.pages.values():
        for element in page.tree.all("a", "link"):
            href = element.attributes["href"]
            if element.attributes.get("rel") in ("canonical", "alternate") or re.match(r"https?:|mailto:|#", href):
                continue
            assert href.startswith(site.base) if page.kind == "not-found" else not href.startswith("/"), f"{page.address}: {href}"


def test_nothing_is_fetched_from_anyone_else(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert not list(page.tree.all("iframe", "object", "embed"))
        assert all(set(element.attributes) == {"target"} for element in page.tree.all("base"))
        fetched = [e.attributes.get("href", "") for e in page.tree.all("link") if e.attributes["rel"] not in ("canonical", "alternate")]
        fetched += [e.attributes.get("src", "") for e in page.tree.all("img", "source", "video", "audio", "script")]
        assert all(find_target(page, href, site.base) for href in fetched), page.address
    for style in site.folder.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert "@import" not in text
        assert [url for url in re.findall(r"url\(\s*[\"']?([^)\"']+)", text) if not url.startswith("data:")] == [], style.name


def test_every_record_has_its_page_in_each_language(site: BuiltSite) -> None:
    many = Counter[str]()
    for kind, id, _, _ in records(site.content):
        many[kind] += 1
        for language in LANGUAGES:
            page = site.pages[address(kind, id, language)]
            assert (page.kind, page.language) == (kind, language)
    found = Counter(page.kind for page in site.pages.values())
    assert {kind: found[kind] for kind in many} == {kind: 2 * count for kind, count in many.items()}


def test_the_shipped_site_has_a_page_of_every_kind(shipped: BuiltSite) -> None:
    assert {page.kind for page in shipped.pages.values()} == {*KINDS, "redirect", "embed"} - {"letter"}, (
        "letters of few goals have no pages"
    )
    many = Counter(kind for kind, _, _, _ in records(shipped.content))
    assert many == {"agency": 11, "plan": 17, "goal": 58, "finding": 6}


def test_old_addresses_lead_on(everything: BuiltSite) -> None:
    moved = {(kind, alias): id for kind, id, _, record in records(everything.content) for alias in record.get("aliases", [])}
    assert {kind for kind, _ in moved} == set(FOLDERS)
    for (kind, alias), id in moved.items():
        for language in LANGUAGES:
            page, now = everything.pages[address(kind, alias, language)], address(kind, id, language)
            assert (page.kind, page.language) == ("redirect", language)
            refresh = page.tree.first("meta", http_equiv="refresh")
            wait, _, leads = refresh.attributes["content"].partition("; url=")
            assert wait == "0"
            assert find_target(page, leads, everything.base) == (now, "")
            assert find_target(page, page.main.first("a").attributes["href"], everything.base) == (now, "")
            assert page.links("canonical") == [{"rel": "canonical", "href": everything.url + now}]
    rules = (everything.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    embedded = sum("/embed/" in rule or "/inbaddat/" in rule for rule in rules)
    assert len(rules) - embedded == 2 * len(moved)
    assert embedded >= 2 * sum(kind == "goal" for kind, _ in moved)


# --- the head --------------------------------------------------------------------------------------------------------


def test_titles_are_unique_within_a_language_and_end_with_the_sites_name(shipped: BuiltSite) -> None:
    for language in LANGUAGES:
        titles = Counter(
            page.title for page in shipped.pages.values() if page.language == language and page.kind not in ("redirect", "embed")
        )
        assert [title for title, many in titles.items() if many > 1] == []
    for page in shipped.pages.values():
        if page.kind == "redirect":
            continue
        assert re.fullmatch(r"\S.* – Ledstjärna", page.title) or (page.kind == "start" and page.title == "Ledstjärna"), page.address


def test_a_record_is_named_in_its_title_with_its_body(shipped: BuiltSite) -> None:
    names = {id: record["name"] for kind, id, _, record in records(shipped.content) if kind == "agency"}
    for kind, id, agency, record in records(shipped.content):
        for language in LANGUAGES:
            named = [record["name"][language]] if kind == "agency" else [record["title"][language], names[agency][language]]
            page = shipped.pages[address(kind, id, language)]
            assert page.title == " – ".join([*named, "Ledstjärna"])
            assert page.main.first("h1").text == named[0]


def test_every_page_is_described(site: BuiltSite) -> None:
    for page in site.listed():
        assert len(page.meta("description")) > 10, page.address
        assert page.meta("viewport") == "width=device-width,initial-scale=1"


def test_every_page_names_itself_and_its_other_languages(site: BuiltSite) -> None:
    lonely = []
    for page in site.listed():
        assert page.links("canonical") == [{"rel": "canonical", "href": site.url + page.address}], page.address
        others = {link["hreflang"]: link["href"] for link in page.links("alternate") if "hreflang" in link}
        assert others.pop("x-default") == site.url, page.address
        if set(others) != set(LANGUAGES):
            lonely.append(page.address)
        for code, href in others.items():
            assert href.startswith(site.url)
            there = site.pages[href.removeprefix(site.url)]
            assert there.language == code
            assert there.kind == ("start" if page.kind == "choice" else page.kind)
            if page.kind != "choice":
                assert {link["hreflang"]: link["href"] for link in there.links("alternate") if "hreflang" in link}[
                    page.language
                ] == site.url + page.address
    assert lonely == (["sv/bara-svenska/"] if site.content.is_relative_to(EVERYTHING) else [])


def test_an_address_begins_with_its_language(site: BuiltSite) -> None:
    for page in site.listed():
        assert page.address.startswith(f"{page.language}/") or page.kind == "choice"


def test_where_nothing_is_no_search_engine_looks(site: BuiltSite) -> None:
    page = site.pages["404.html"]
    assert page.kind == "not-found"
    assert page.meta("robots") == "noindex"
    assert not page.links("canonical")
    languages = {element.attributes["lang"] for element in page.main.all("div") if "lang" in element.attributes}
    assert languages == set(LANGUAGES)


def test_where_nothing_is_every_language_offers_its_search(site: BuiltSite) -> None:
    page = site.pages["404.html"]
    forms = {
        section.attributes["lang"]: list(section.all("form", role="search"))
        for section in page.main.all("div")
        if "lang" in section.attributes
    }
    for language, (form,) in forms.items():
        assert form.attributes["aria-label"]
        assert form.first("input").attributes["name"] == "q"
        assert form.attributes["action"].startswith(site.base)
        target = find_target(page, form.attributes["action"], site.base)
        assert target
        assert (site.pages[target[0]].kind, site.pages[target[0]].language) == ("search", language)
    assert not list(page.tree.first("header").all("form"))


def test_the_sitemap_lists_exactly_the_pages(site: BuiltSite) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ET.parse(site.folder / "sitemap.xml").getroot()
    listed = {}
    for entry in root.findall("s:url", names):
        place = entry.findtext("s:loc", namespaces=names) or ""
        assert place not in listed
        listed[place] = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", names)}
    assert set(listed) == {site.url + page.address for page in site.listed()}
    for page in site.listed():
        if page.kind != "choice":
            heads = {link["hreflang"]: link["href"] for link in page.links("alternate") if link.get("hreflang", "x-default") != "x-default"}
            assert listed[site.url + page.address] == heads


def test_robots_may_read_all_and_are_told_of_the_sitemap(site: BuiltSite) -> None:
    assert (site.folder / "robots.txt").read_text(encoding="utf-8") == f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n"


# --- the body --------------------------------------------------------------------------------------------------------


def test_one_h1_and_no_level_is_skipped(site: BuiltSite) -> None:
    for page in site.pages.values():
        headings = list(page.tree.all("h1", "h2", "h3", "h4", "h5", "h6"))
        levels = [int(heading.tag[1]) for heading in headings]
        assert levels[:1] == [1], page.address
        assert levels.count(1) == 1, page.address
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), f"{page.address}: {levels}"
        assert all(heading.text for heading in headings), page.address


def test_an_id_is_used_once_on_a_page(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert [id for id, many in Counter(page.ids).items() if many > 1] == [], page.address


def test_nothing_in_a_page_runs_or_styles_itself(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert not list(page.tree.all("style", "noscript")), page.address
        for element in page.tree.all():
            assert "style" not in element.attributes, f"{page.address}: <{element.tag} style>"
            assert not [name for name in element.attributes if name.startswith("on")], f"{page.address}: <{element.tag}>"
            assert not element.attributes.get("href", "").lower().startswith(("javascript:", "data:")), page.address


def test_every_page_has_one_search_field_that_leads_to_the_page_of_search(site: BuiltSite) -> None:
    for page in site.pages.values():
        if page.kind in ("redirect", "not-found", "embed"):
            continue
        (form,) = page.tree.all("form", role="search")
        (field,), (button,) = form.all("input"), form.all("button")
        assert (field.attributes["type"], field.attributes["name"]) == ("search", "q")
        assert button.text
        if page.kind == "search":
            assert form in list(page.main.all("form"))
            assert "action" not in form.attributes
            assert form.first("label").text
        else:
            assert form in list(page.tree.first("header").all("form"))
            assert field.attributes["aria-label"]
            target = find_target(page, form.attributes["action"], site.base)
            assert target
            assert (site.pages[target[0]].kind, site.pages[target[0]].language) == ("search", page.language)


def test_a_page_has_the_scripts_that_it_has_a_use_for_and_they_are_files_of_ours(site: BuiltSite) -> None:
    """What folds and reads charts; search and lists; what copies, where there is something to copy; and what tells a parent how high a page is, before it is drawn."""
    for page in site.pages.values():
        wanted: list[tuple[str, dict[str, str]]] = [("goal", {"defer": ""})] if page.kind in ("goal", "version", "gone") else []
        if list(page.tree.all("template")):
            wanted.append(("search", {"type": "module"}) if page.kind == "search" else ("lists", {"defer": ""}))
        if any("data-copy" in element.attributes for element in page.tree.all("p")):
            wanted.append(("share", {"defer": ""}))
        if page.kind == "embed":
            wanted.append(("embed", {}))
        assert len(page.scripts) == len(wanted), page.address
        for script, (name, how) in zip(page.scripts, wanted, strict=True):
            attributes = dict(script.attributes)
            target = find_target(page, attributes.pop("src"), site.base)
            assert target
            assert re.fullmatch(rf"assets/{name}\.[0-9a-f]{{10}}\.js", target[0])
            assert (site.folder / target[0]).is_file()
            assert attributes == how


def test_the_search_page_knows_where_its_index_is(site: BuiltSite) -> None:
    found = [page for page in site.pages.values() if page.kind == "search"]
    assert {page.language for page in found} == set(LANGUAGES)
    for page in found:
        target = find_target(page, next(page.main.all("div", data_search="")).attributes["data-index"], site.base)
        assert target
        assert re.fullmatch(rf"assets/search/{page.language}\.\w+\.json", target[0])
        assert (site.folder / target[0]).is_file()


def test_every_goal_and_body_is_on_the_search_page(site: BuiltSite) -> None:
    for page in site.pages.values():
        if page.kind == "search":
            links = (find_target(page, link.attributes["href"], site.base) for link in page.main.first("section", id="all").all("a"))
            led_to = Counter(target[0] for target in links if target)
            wanted = [there.address for there in site.listed() if there.kind in ("goal", "agency") and there.language == page.language]
            assert led_to == Counter(wanted)


def test_only_lists_have_a_form_that_waits_for_a_script(site: BuiltSite) -> None:
    filtered = [page for page in site.pages.values() if list(page.tree.all("template")) and page.kind != "search"]
    assert {page.kind for page in filtered} <= {"goals", "standing", "letters", "ended", "agency"}
    assert "goals" in {page.kind for page in filtered}
    for page in site.pages.values():
        if page not in filtered and page.kind not in ("search", "not-found"):
            assert not list(page.main.all("form", "input", "select")), page.address
    for page in filtered:
        # Without the script there is no control that does nothing: the form waits in a template, which is not shown.
        (template,) = page.main.all("template")
        assert len(list(template.all("form"))) == len(list(page.main.all("form"))) == 1


def test_nothing_is_empty_and_no_words_are_glued_together(site: BuiltSite) -> None:
    wrong = []
    for page in site.pages.values():
        told = page.main.all("p", "li", "h1", "h2", "h3", "figcaption", "caption", "th", "dt", "dd", "a", "blockquote", "span", "strong")
        wrong += [f"{page.address}: <{element.tag}> is empty" for element in told if not element.text]
        if found := GLUED.search(page.main.text):
            wrong.append(f"{page.address}: …{page.main.text[max(0, found.start() - 40) : found.end() + 20]}…")
        for element in page.main.all("p", "li", "td", "dd", "span"):
            for before, after in itertools.pairwise(element.inside):
                words = before if isinstance(before, str) else before.text
                if isinstance(after, Element) and after.tag == "a" and re.search(r"[\w).]$", words):
                    wrong.append(f"{page.address}: no space before the link {after.text}")
    assert not wrong, "\n".join(wrong)


def test_words_in_another_language_say_so(everything: BuiltSite) -> None:
    for stem, language, other in (("prov-svenska", "en", "sv"), ("prov-engelska", "sv", "en")):
        page = everything.pages[address("goal", stem, language)]
        assert page.main.first("h1").first("span", lang=other).text.startswith(("Bara på", "Only in"))
        assert page.main.first("div", class_="ls-prose", lang=other).text


def words_of(file: Path) -> str:
    """What a file says; a workbook is a packet of texts."""
    if file.suffix != ".xlsx":
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as packet:
        return "\n".join(packet.read(name).decode("utf-8") for name in packet.namelist())


def test_nothing_of_the_machine_or_the_workshop_is_published(site: BuiltSite) -> None:
    places = {str(ROOT), str(Path.home()) + "/", str(site.folder.parent), tempfile.gettempdir() + "/", "site-packages", "ledstjarna-frame-"}
    workshop = re.compile(r"TODO|FIXME|LSMARK|\{%|%\}|\{\{|\bNaN\b|\bundefined\b|sourceMappingURL|<bound method|object at 0x")
    for file in site.folder.rglob("*"):
        if file.is_file() and file.suffix != ".png":
            text = words_of(file)
            text = text.replace("= {{", "") if file.suffix == ".bib" else text  # BibTeX keeps words together so
            text = (
                text.replace("${{", "") if {"redaktorsguide", "editors-guide", "search"} & set(file.parts) else text
            )  # in steps for a host, which are found too
            assert not [place for place in places if place in text], file.name
            assert file.suffix == ".css" or not workshop.search(text), file


# --- what the pages say ----------------------------------------------------------------------------------------------


def lead(page: ReadPage) -> str:
    return page.main.first("p", class_="ls-lead").text


def goals_of(shipped: BuiltSite, agency: str) -> list[str]:
    return [id for kind, id, owner, _ in records(shipped.content) if kind == "goal" and owner == agency]


FIRST_SENTENCES = {
    "forsakringskassan": (
        6,
        r"Inget mått finns här\. Därför går det inte att säga om målet nås\.",
        r"No measure is given here\. So we cannot say whether the goal is met\.",
    ),
    "socialstyrelsen": (
        3,
        r"Mått utlovas i ”.+”, men inget namnges här\. Därför går det inte att säga om målet nås\.",
        r"Measures are promised in “.+”, but none is named here\. So we cannot say whether the goal is met\.",
    ),
    "okand-socialnamnd": (
        4,
        r"Inget utfall är publicerat här, så det går inte att säga om målet nåddes\. Målet för 2023 var .+\.",
        r"No outcome is published here, so we cannot say whether the target was met\. The target for 2023 was .+\.",
    ),
}


@pytest.mark.parametrize("agency", FIRST_SENTENCES)
def test_the_first_sentence_says_what_is_not_known(shipped: BuiltSite, agency: str) -> None:
    many, swedish, english = FIRST_SENTENCES[agency]
    goals = goals_of(shipped, agency)
    assert len(goals) == many
    for id in goals:
        for language, pattern in (("sv", swedish), ("en", english)):
            page = shipped.pages[address("goal", id, language)]
            assert re.fullmatch(pattern, lead(page)), f"{page.address}: {lead(page)}"
            assert page.meta("description") == lead(page)
            assert not list(page.main.all("figure", class_="ls-bar")), "a bar where nothing is known"


# Goal and indicator; outcomes of 2014, 2015 and 2016 (None: not published); the least that was to be reached; whether it was.
HELSINGBORG = [
    ("hbg-bo-kvar", "dagverksamhet", (87, 84, 79), 94, False),
    ("hbg-bo-kvar", "nojda-vardboende", (82, 81, 80), 83, False),
    ("hbg-bo-kvar", "nojda-hemtjanst", (90, 89, 88), 90, False),
    ("hbg-inflytande", "onskemal", (88, 88, 86), 88, False),
    ("hbg-inflytande", "besked", (71, 68, 65), 72, False),
    ("hbg-arbete-bostad-utbildning", "akutboende", (None, 59, 58), 60, False),
    ("hbg-arbete-bostad-utbildning", "elever", (75, 100, 100), 100, True),
    ("hbg-arbete-bostad-utbildning", "vuxna-fullfoljer", (None, 53, 57), 55, True),
    ("hbg-arbete-bostad-utbildning", "nki", (78, 77, 79), 75, True),
    ("hbg-utsatta-barn", "familjer-fullfoljer", (None, 68, 68), 75, False),
]
TAGS = {"sv": ("Målet nåddes inte", "Målet är nått"), "en": ("Not achieved", "Achieved")}
SENTENCES = {
    "sv": "Resultatet för 2016 var {result}. Målet för 2016 var minst {least}. {ending}",
    "en": "The result for 2016 was {result}. The target for 2016 was at least {least}. {ending}",
}
ENDINGS = {
    "sv": ("Det fattades {gap} procentenheter.", "Målet nåddes."),
    "en": ("It fell short by {gap} percentage points.", "The target was met."),
}


def indicator_section(page: ReadPage, id: str) -> Element:
    return next(section for section in page.main.all("section", class_="ls-indicator") if list(section.all("h3", id=id)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("goal", "indicator", "outcomes", "least", "reached"), HELSINGBORG, ids=[row[1] for row in HELSINGBORG])
def test_helsingborgs_figures_are_told_as_they_were_published(
    shipped: BuiltSite, language: str, goal: str, indicator: str, outcomes: tuple[int | None, ...], least: int, *, reached: bool
) -> None:
    page = shipped.pages[address("goal", goal, language)]
    section = indicator_section(page, indicator)
    # The tag and the sentence of a goal with one measure stand at the top of the page, else beside the measure.
    told = page.main if goal == "hbg-utsatta-barn" else section
    assert told.first("a", class_="ls-tag").text == TAGS[language][reached]
    rows = [(row.first("th").text, row.first("td").text) for row in section.first("tbody").all("tr")]
    published = zip((2014, 2015, 2016), outcomes, strict=True)
    assert rows == [(str(year), str(value)) for year, value in reversed(list(published)) if value is not None]
    result = outcomes[-1]
    assert result is not None
    unit = "" if indicator == "nki" else {"sv": " %", "en": "%"}[language]
    ending = ENDINGS[language][reached].format(gap=least - result)
    sentence = SENTENCES[language].format(result=f"{result}{unit}", least=f"{least}{unit}", ending=ending)
    assert sentence in (lead(page) if goal == "hbg-utsatta-barn" else section.text)


def test_helsingborgs_figures_are_the_same_in_the_data(shipped: BuiltSite) -> None:
    data = json.loads((shipped.folder / "data" / "goals.json").read_text(encoding="utf-8"))
    goals = {goal["id"]: goal for goal in data["goals"]}
    assert sorted(goals_of(shipped, "helsingborg")) == sorted({row[0] for row in HELSINGBORG})
    for goal, indicator, outcomes, least, reached in HELSINGBORG:
        found = next(entry for entry in goals[goal]["indicators"] if entry["id"] == indicator)
        assert (found["judged_on"]["value"], found["target"]["value"], found["closed"]) == (outcomes[-1], least, True)
        assert found["progress_status"] == ("achieved" if reached else "missed")
        own = json.loads((shipped.folder / "data" / "goals" / f"{goal}.json").read_text(encoding="utf-8"))
        told = {int(entry["period"]): entry["value"] for entry in own["goal"]["records"]["outcomes"]["outcomes"][indicator]}
        assert told == {year: value for year, value in zip((2014, 2015, 2016), outcomes, strict=True) if value is not None}
    assert {id: goal["progress_status"] for id, goal in goals.items() if id.startswith("hbg-")} == dict.fromkeys(
        ("hbg-arbete-bostad-utbildning", "hbg-bo-kvar", "hbg-inflytande", "hbg-utsatta-barn"), "missed"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_goal_with_several_measures_leads_with_the_count(shipped: BuiltSite, language: str) -> None:
    for goal, met, of in (("hbg-bo-kvar", 0, 3), ("hbg-inflytande", 0, 2), ("hbg-arbete-bostad-utbildning", 3, 4)):
        said = lead(shipped.pages[address("goal", goal, language)])
        assert re.match(rf"{met} (of|av) {of} ", said), said
        assert "2016" in said


NOT_HERE = {"sv": r"Organisationen publicerar inte själv\b.*", "en": r"The body does not publish its own outcomes here\b.*"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_that_does_not_itself_publish_here_is_said_not_to_on_every_page_of_its(site: BuiltSite, language: str) -> None:
    agencies = {id: record for kind, id, _, record in records(site.content) if kind == "agency"}
    silent = {id for id, record in agencies.items() if "reports_here" not in record}
    assert silent == ({"prov-namnd"} if "prov-namnd" in agencies else {id for id in agencies if not id.startswith("exk-")})
    for kind, id, agency, _ in records(site.content):
        page = site.pages[address(kind, id, language)]
        notices = [notice.text for notice in page.main.all("p", class_="ls-notice")]
        said = [text for text in notices if re.fullmatch(NOT_HERE[language], text)]
        assert len(said) == (agency in silent), page.address


def test_the_date_of_the_state_is_on_start_method_and_open_data_alone(shipped: BuiltSite) -> None:
    with_date = {page.kind for page in shipped.pages.values() if list(page.main.all("time", datetime=AS_OF.isoformat()))}
    assert with_date == {"start", "method", "open-data"}


# --- the same every time ---------------------------------------------------------------------------------------------


def test_two_builds_in_different_surroundings_are_equal_to_the_byte(shipped: BuiltSite, tmp_path: Path) -> None:
    surroundings = (
        {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Pago_Pago", "LANG": "sv_SE.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "4294967295", "PYTHONUTF8": "0"},
    )
    expected = contents(shipped.folder)
    for index, changed in enumerate(surroundings):
        output = tmp_path / str(index) / "somewhere" / "else"
        command = [sys.executable, "-m", "ledstjarna", "build", "--as-of", AS_OF.isoformat(), "--out", str(output)]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **changed}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found = contents(output)
        assert sorted(found) == sorted(expected)
        assert [name for name, content in found.items() if content != expected[name]] == []


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.mark.parametrize(
    ("plan", "told"), [("fk-langsiktiga-mal", "har något mått angivet här."), ("sos-strategi-2026-2030", "Mått utlovas")]
)
def test_a_plan_whose_goals_all_lack_a_measure_says_so_once(shipped: BuiltSite, plan: str, told: str) -> None:
    page = shipped.pages[address("plan", plan, "sv")]
    cards = list(page.main.all("li", class_="ls-card"))
    assert len(cards) > 1
    assert page.main.text.count(told) == 1
    assert not [tag for card in cards for tag in card.all("span", class_="ls-tag")]
