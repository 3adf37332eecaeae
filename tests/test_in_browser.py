"""One page of each kind, of the shipped site and of the invented one, as readers meet it in Chromium."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ledstjarna.build import build_site
from ledstjarna.settings import read_project
from tests.browsing import (
    NARROW,
    PHONE,
    SMALLEST_TARGET,
    WIDE,
    Browse,
    look,
    lost_words,
    off_screen,
    resize,
    too_small,
    violations,
    violations_everywhere,
    walk,
    walk_everywhere,
    watch,
)
from tests.conftest import AS_OF, EVERYTHING, UNDER, MakeOnce
from tests.reading import KINDS, read_pages
from tests.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OTHER = {"sv": ("en", "English"), "en": ("sv", "Svenska")}
BELOW = UNDER.lstrip("/")
TABLET = 760  # where a table of counts is still one, and wider than the window
# Kinds of page that exist once, in the site's first language.
SINGLE = {"choice", "not-found"}
# The letters of few goals have no pages of their own.
SEEN = [kind for kind in KINDS if kind != "letter"]
# What the invented site adds: kind, stem and languages.
ADDED = (
    ("agency", "prov-kommun", ("sv", "en")),
    ("plan", "prov-plan", ("sv", "en")),
    ("goal", "prov-vagen", ("sv", "en")),
    ("goal", "prov-matt", ("sv", "en")),
    ("goal", "prov-svenska", ("en",)),
    ("goal", "prov-engelska", ("sv",)),
    ("goal", "prov-slut-replaced", ("sv",)),
    ("goal", "prov-tak", ("en",)),
    ("finding", "prov-revision", ("en",)),
    ("ended", "", ("en",)),
    ("prose", "", ("sv",)),
    ("redirect", "prov-brukare", ("sv", "en")),
    ("embed", "prov-matt", ("sv", "en")),
)


@dataclass(frozen=True)
class Sample:
    """A page to look at: of which site, of which kind, its stem (without one: the largest of its kind), and in which language."""

    site: str
    kind: str
    stem: str
    language: str

    def __str__(self) -> str:
        return "-".join(filter(None, (self.site, self.kind, self.stem, self.language)))


SAMPLES = [
    *(Sample("shipped", kind, "", language) for kind in SEEN for language in (("sv",) if kind in SINGLE else ("sv", "en"))),
    *(Sample("everything", kind, stem, language) for kind, stem, languages in ADDED for language in languages),
]
# How wide a page is when the keyboard is taken all the way through it: every kind on a phone, and what has most in it on a wide screen too.
WALKED = {("everything", "sv"): (PHONE, WIDE)}
TRIED = {(sample.kind, sample.stem) for sample in SAMPLES if sample.language == "sv"}
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=str)
AddressOf = Callable[[Sample], str]


@pytest.fixture(scope="session")
def address_of(shipped_site: Path, everything_site: Path, served_site: str, served_everything: str) -> AddressOf:
    """Where a sample is served; fails where a site has no such page."""
    served = {"shipped": (served_site, read_pages(shipped_site)), "everything": (served_everything, read_pages(everything_site))}

    def find(sample: Sample) -> str:
        root, pages = served[sample.site]
        alike = [page for page in pages.values() if (page.kind, page.language) == (sample.kind, sample.language)]
        fitting = [page for page in alike if not sample.stem or page.address.endswith(f"/{sample.stem}/")]
        assert fitting, f"the site has no page for {sample}"
        return root + max(fitting, key=lambda page: (len(page.source), page.address)).address

    return find


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Browse]:
    """Opens a page. When the test ends, nothing must have been said, fetched elsewhere or missed."""
    with watch(chromium) as visit:
        yield visit


# --- one visit to each page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample.kind != "redirect"], ids=str)
def test_a_page_is_whole_for_eyes_hands_and_machines(browse: Browse, address_of: AddressOf, sample: Sample) -> None:
    """What takes long and does not hang on the language is seen in one: colours, the keyboard, and pages without scripts."""
    is_first = sample.language == "sv"
    page = browse(address_of(sample))
    assert violations_everywhere(page, colours=is_first) == [], "axe finds something"
    assert lost_words(page) == [], "words are lost"
    if not is_first and (sample.kind, sample.stem) in TRIED:
        return
    assert_colours_follow_the_scheme_and_paper_is_white(page)
    walk_everywhere(page, widths=WALKED.get((sample.site, sample.language), (PHONE,)))
    if (sample.site, sample.language) == ("shipped", "sv"):
        page.reload()
        assert_the_skip_link_leads_past_the_menu(page)
    assert_complete_without_scripts(page, browse(address_of(sample), scripts=False))


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample.kind == "redirect"], ids=str)
def test_a_page_that_leads_on_is_whole_for_whoever_sees_it(
    browse: Browse, address_of: AddressOf, standing_still: str, sample: Sample
) -> None:
    """It has neither header nor footer, nor any style; it is shown here without leading on."""
    address = address_of(sample)
    address = standing_still + address[address.index(UNDER) + 1 :]
    page = browse(address)
    assert_colours_follow_the_scheme_and_paper_is_white(page)
    assert violations_everywhere(page) == [], "axe finds something"
    assert lost_words(page) == [], "words are lost"
    assert_complete_without_scripts(page, browse(address, scripts=False))


@pytest.fixture(scope="session")
def standing_still(everything_site: Path, make_once: MakeOnce) -> Iterator[str]:
    """The invented site with pages that lead on kept from doing so."""

    def keep(folder: Path) -> None:
        shutil.copytree(everything_site, folder)
        for page in read_pages(folder).values():
            if page.kind == "redirect":
                page.file.write_text(page.source.replace('http-equiv="refresh"', 'name="refresh"'), encoding="utf-8")

    with serve({UNDER: make_once("standing-still", keep)}) as address:
        yield address


def assert_complete_without_scripts(page: Page, bare: Page) -> None:
    assert bare.locator("main").inner_text().strip()
    # A list has a form that a script brings out, and says the same without it.
    page.evaluate("document.querySelector('.ls-filter')?.remove()")
    # A script folds what most need not see, and lets a chart be read and saved; the figures it tells are those of the tables.
    page.evaluate("document.querySelectorAll('details.ls-fold').forEach(fold => { fold.open = true; })")
    page.evaluate("document.querySelectorAll('.ls-chart__told, .ls-chart__tools > :not(:first-child)').forEach(added => added.remove())")
    # The search page tells those who have no script what they miss.
    bare.locator(".ls-search__bare").evaluate_all("told => told.forEach(told => told.remove())")
    # On a phone the cells of a row are in lines, and else beside each other.
    assert bare.locator("body").inner_text().split() == page.locator("body").inner_text().split()


def assert_colours_follow_the_scheme_and_paper_is_white(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(media="screen", color_scheme=scheme)
        paper, ink = (lightness(colour) for colour in look(page, "colours"))
        assert (paper > 0.9 and ink < 0.2) if scheme == "light" else (paper < 0.1 and ink > 0.8), scheme
        page.emulate_media(media="print", color_scheme=scheme)
        paper, ink = (lightness(colour) for colour in look(page, "colours"))
        assert paper > 0.9
        assert ink < 0.2
        assert look(page, "menus") == [], "on paper"
        assert look(page, "hasWords"), "on paper"
    page.emulate_media(media="screen", color_scheme="light")


def lightness(colour: str) -> float:
    """How light a colour is, from 0 to 1."""
    red, green, blue, *alpha = (float(number) for number in re.findall(r"[\d.]+", colour))
    assert not alpha or alpha[0] == 1, colour
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def assert_the_skip_link_leads_past_the_menu(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.ls-skip')")
    box = page.locator(".ls-skip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('main' + document.querySelector('.ls-skip').hash)")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null"), "the menu was not passed"
    behind = page.evaluate(
        "document.activeElement.compareDocumentPosition(document.querySelector('main a, main [tabindex]') || document.body) & 2"
    )
    assert not behind, "something was passed by"


# --- that what is wrong is seen ----------------------------------------------------------------------------------------


def test_axe_finds_what_is_wrong(browse: Browse, address_of: AddressOf) -> None:
    page = browse(address_of(Sample("shipped", "goal", "", "sv")))
    page.evaluate(
        """() => {
            document.documentElement.removeAttribute("lang");
            document.querySelector(".ls-lead").style.color = "#ccc";
            document.querySelector("main").append(Object.assign(document.createElement("h5"), {textContent: "Rubrik"}));
        }"""
    )
    assert {found.partition(":")[0] for found in violations(page)} == {"html-has-lang", "color-contrast", "heading-order"}


def test_what_a_page_asks_for_and_says_is_heard(chromium: Browser, served_site: str) -> None:
    with pytest.raises(AssertionError) as heard, watch(chromium) as visit:
        visit(f"{served_site}sv/").evaluate(
            """async () => {
                console.log("said");
                const fallen = new Promise((heard) => addEventListener("error", heard, { once: true }));
                setTimeout(() => { throw new Error("fallen"); });
                await fallen;
                for (const source of ["https://elsewhere.invalid/x.png", "/missing.png", "https://elsewhere.invalid/y.js"]) {
                    const picture = new Image();
                    picture.src = source;
                    await picture.decode().catch(() => {});
                }
                await fetch("https://elsewhere.invalid/z").catch(() => {});
                document.head.append(Object.assign(document.createElement("style"), {textContent: "p { color: red }"}));
            }"""
        )
    for told in ("said", "fallen", "/missing.png 404", "elsewhere.invalid", "Content Security Policy", "style-src"):
        assert told in str(heard.value), f"{told!r} not in {heard.value}"


@pytest.fixture(scope="session")
def served_without_headers(shipped_site: Path) -> Iterator[str]:
    """The shipped site on a host that sends no header of ours, so that a page's own words are all there is."""
    with serve({"/": shipped_site}, headers={}) as address:
        yield address


@pytest.mark.parametrize("kind", SEEN)
def test_a_page_keeps_to_its_own_policy(
    browse: Browse, address_of: AddressOf, served_site: str, served_without_headers: str, kind: str
) -> None:
    page = browse(address_of(Sample("shipped", kind, "", "sv")).replace(served_site, served_without_headers))
    assert page.locator("main").inner_text().strip()


def test_a_pages_own_policy_stops_what_is_put_into_it(chromium: Browser, served_without_headers: str) -> None:
    with pytest.raises(AssertionError) as heard, watch(chromium) as visit:
        visit(f"{served_without_headers}sv/").evaluate(
            """() => {
                document.head.append(Object.assign(document.createElement("script"), {textContent: "console.log('it ran')"}));
                document.head.append(Object.assign(document.createElement("style"), {textContent: "p { color: red }"}));
            }"""
        )
    assert "script-src 'self'" in str(heard.value)
    assert "style-src 'self'" in str(heard.value)
    assert "it ran" not in str(heard.value).splitlines()


# --- what the eye sees -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("h1.style.cssText = 'width: 2000px; text-align: right'", "outside the page"),
        ("h1.style.cssText = 'width: 2000px'", "the page is"),
        ("h1.style.cssText = 'height: 0.5rem; overflow: hidden'", "cut off"),
        ("scroller.removeAttribute('tabindex'); scroller.firstElementChild.style.width = '50rem'", "scrolled by pointer only"),
    ],
)
def test_lost_words_are_seen(browse: Browse, address_of: AddressOf, harm: str, told: str) -> None:
    page = browse(address_of(Sample("shipped", "method", "", "sv")), width=NARROW)
    page.evaluate(f"() => {{ const h1 = document.querySelector('h1'), scroller = document.querySelector('.ls-scroll'); {harm} }}")
    assert told in " ".join(look(page, "lostWords"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_bar_can_be_told_apart_in_forced_colours(browse: Browse, address_of: AddressOf, scheme: str) -> None:
    page = browse(address_of(Sample("everything", "goal", "prov-vagen", "sv")), forced_colors="active", color_scheme=scheme)
    fill, track = (page.eval_on_selector(f".ls-bar__{part}", "part => getComputedStyle(part).fill") for part in ("fill", "track"))
    mark = page.eval_on_selector(".ls-bar__mark", "mark => getComputedStyle(mark).stroke")
    assert len({fill, track, mark}) == 3
    tag = page.eval_on_selector(".ls-tag", "tag => [getComputedStyle(tag).borderTopStyle, getComputedStyle(tag).borderTopWidth]")
    assert tag == ["solid", "1px"]


@pytest.mark.parametrize("stem", ["prov-vagen", "prov-matt"])
def test_a_bar_is_as_high_on_a_phone(browse: Browse, address_of: AddressOf, stem: str) -> None:
    page = browse(address_of(Sample("everything", "goal", stem, "sv")))
    heights = "bars => bars.map(bar => bar.getBoundingClientRect().height)"
    wide = page.eval_on_selector_all(".ls-bar__drawing", heights)
    resize(page, PHONE)
    assert page.eval_on_selector_all(".ls-bar__drawing", heights) == wide
    assert min(wide) >= SMALLEST_TARGET


# A word that is as long as words of administrations are, and one more behind it.
LONG_UNIT = "{sv: verksamhetsutvecklingsförberedelsetimmar per heltidsanställd, en: counterdisestablishmentarianperson-hours per employee}"


@pytest.fixture(scope="session")
def served_long(make_once: MakeOnce) -> Iterator[str]:
    """The invented site with a long unit of one's own for every measure, and a long name for every comparison."""
    folder = make_once("long", make_long)
    with serve({UNDER: folder / "built"}) as address:
        yield address.rstrip("/") + UNDER


def make_long(folder: Path) -> None:
    shutil.copytree(EVERYTHING, folder)
    for file in folder.rglob("content/**/*.yml"):
        text = re.sub(r"\bunit: (?:\w+|\{[^}]*\})", f"unit: {LONG_UNIT}", file.read_text(encoding="utf-8"))
        file.write_text(text.replace("{sv: Riket", "{sv: Riksgenomsnittsjämförelsekommungruppen"), encoding="utf-8")
    build_site(read_project(folder / "site_config.yml"), as_of=AS_OF, output=folder / "built")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_long_unit_is_broken_on_a_narrow_screen_in_large_letters(browse: Browse, served_long: str, language: str) -> None:
    """In bars, tables, charts, cards, scorecard, lists and calendar. Either way of asking for larger letters: here, by the root's size."""
    lists = {"sv": ("", "mal/", "kalender/", "teman/aldre/", "planer/prov-plan/", "myndigheter/prov-kommun/", "saknas/")}
    lists["en"] = ("", "goals/", "calendar/", "themes/aldre/", "plans/prov-plan/", "agencies/prov-kommun/", "missing/")
    goals = [f"{'mal' if language == 'sv' else 'goals'}/{stem}/" for stem in ("prov-matt", "prov-vagen", "prov-svenska", "prov-tillvaxt")]
    page = browse(served_long + language, width=NARROW)
    broken = 0
    for address in (*goals, *lists[language]):
        page.goto(f"{served_long}{language}/{address}")
        look(page, "doubleLetters")
        assert look(page, "lostWords") == [], address
        broken += page.locator(".ls-bar__key, .ls-chart figcaption, .ls-outcomes").count()
    assert broken > 20


def test_a_table_that_is_scrolled_shows_more_than_whose_numbers_they_are(browse: Browse, served_long: str) -> None:
    page = browse(f"{served_long}sv/saknas/", width=TABLET)
    look(page, "doubleLetters")
    box, first = (page.eval_on_selector(part, "it => it.getBoundingClientRect().width") for part in (".ls-scroll", ".ls-tally tbody th"))
    assert first < 0.7 * box


def test_the_skip_link_is_wholly_out_of_sight_in_large_letters(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}sv/", width=NARROW)
    look(page, "doubleLetters")
    assert page.eval_on_selector(".ls-skip", "link => link.getBoundingClientRect().right") <= 0


# --- what the hand does ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("link.tabIndex = 7", "has the focus, not"),
        ("link.style.outline = 'none'", "no ring around"),
        ("header.style.cssText = 'position: fixed; z-index: 9; height: 800px; width: 100%'", "covered"),
        ("link.style.cssText = 'position: absolute; left: -500px'", "off screen"),
        ("link.style.visibility = 'hidden'", "off screen"),
        ("link.style.cssText = 'font-size: 12px; padding: 0'", "×"),
    ],
)
def test_a_broken_walk_is_seen(browse: Browse, address_of: AddressOf, harm: str, told: str) -> None:
    page = browse(address_of(Sample("shipped", "goal", "", "en")))
    page.evaluate(f"() => {{ const header = document.querySelector('header'), link = document.querySelector('footer a'); {harm} }}")
    stops = look(page, "stops")
    found = " ".join(too_small(stops)) + ("off screen" if len(off_screen(stops, WIDE)) > 1 else "")
    if not found:
        with pytest.raises(AssertionError) as failed:
            walk(page, stops, WIDE)
        found = str(failed.value)
    assert told in found


# --- the other language, and addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize("below", ["", BELOW], ids=["at-a-root", "under-a-path"])
@pytest.mark.parametrize("kind", [kind for kind in SEEN if kind not in SINGLE])
def test_the_language_link_leads_to_the_same_page_and_back(
    browse: Browse, address_of: AddressOf, served_site: str, kind: str, below: str
) -> None:
    start = address_of(Sample("shipped", kind, "", "sv")).replace(served_site, served_site + below)
    page = browse(start)
    addresses = [start]
    for here in ("sv", "en"):
        code, word = OTHER[here]
        assert page.locator("html").get_attribute("lang") == here
        assert page.locator("meta[name=page-kind]").get_attribute("content") == kind
        link = page.locator(".ls-languages a")
        assert (link.inner_text(), link.get_attribute("lang"), link.get_attribute("hreflang")) == (word, code, code)
        told = page.locator(f"head link[rel=alternate][hreflang={code}]").get_attribute("href") or ""
        link.click()
        page.wait_for_url(served_site + below + told.removeprefix("https://ledstjarna.example/"))
        addresses.append(page.url)
    assert addresses[2] == start != addresses[1]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_choice_of_language_leads_to_each_start(browse: Browse, served_site: str, code: str) -> None:
    page = browse(served_site + BELOW)
    entry = page.locator(f"main [lang={code}]")
    assert entry.count() == 1
    entry.locator("a").click()
    page.wait_for_url(f"{served_site}{BELOW}{code}/")
    assert page.locator("html").get_attribute("lang") == code


def test_a_page_without_a_counterpart_has_no_language_link(browse: Browse, served_everything: str) -> None:
    page = browse(f"{served_everything}sv/bara-svenska/")
    assert page.locator(".ls-languages a").count() == 0


@pytest.mark.parametrize("site", ["served_site", "served_everything"])
def test_an_address_that_leads_nowhere_shows_the_way(browse: Browse, site: str, request: pytest.FixtureRequest) -> None:
    root: str = request.getfixturevalue(site)
    page = browse(f"{root}sv/mal/finns/inte/alls", missing=True)
    assert page.locator("meta[name=page-kind]").get_attribute("content") == "not-found"
    links = page.eval_on_selector_all("a[href]:not(.ls-skip)", "links => links.map(link => link.href)")
    assert len(links) > 10
    for link in set(links):
        assert link.startswith(root)
        assert page.request.get(link).ok, link


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_old_address_leads_on_at_once(chromium: Browser, address_of: AddressOf, language: str) -> None:
    new = address_of(Sample("everything", "goal", "prov-vagen", language))
    old = new.replace("prov-vagen", "prov-brukare")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(old)
    page.wait_for_url(new)
    context.close()
