"""The search page as readers use it in Chromium: typed, narrowed down, shared, corrected, told aloud, and without script or network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browsing import HEIGHT, PHONE, WIDE, Browse, look, lost_words, violations, violations_everywhere, walk_everywhere, watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

SEARCH = {"sv": "sv/sok/", "en": "en/search/"}
# What is asked, and what is then shown.
STATES = {
    "rest": "",
    "hits": "?q=socialnämnd",
    "none": "?q=zzzqqq",
    "narrow": "?q=socialnämnd&kind=theme&agency=forsakringskassan",
    "fixed": "?q=bidragsbrtot",
}
HIT = ".ls-search__hits li"
STEP = 10
INDEX = re.compile("/assets/search/")


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Browse]:
    """Opens a page. When the test ends, nothing must have been said, fetched elsewhere or missed."""
    with watch(chromium) as visit:
        yield visit


def wait_state(page: Page, state: str) -> None:
    page.wait_for_function("state => document.querySelector('[data-search]').dataset.state === state", arg=state)


def wait_told(page: Page, text: str) -> None:
    """``text`` is what is told, but for the signs that keep the direction of what was typed apart."""
    page.wait_for_function(
        "text => document.querySelector('[role=status]').textContent.replace(/[\\u2068\\u2069]/g, '') === text", arg=text
    )


def told(page: Page) -> str:
    page.wait_for_function("() => !['', 'Söker …', 'Searching …'].includes(document.querySelector('[role=status]').textContent)")
    return re.sub("[\u2068\u2069]", "", page.locator("[role=status]").inner_text())


def titles(page: Page) -> list[str]:
    return page.locator(f"{HIT} .ls-card__title").all_inner_texts()


def open_state(browse: Browse, root: str, state: str, **options: object) -> Page:
    page = browse(root + SEARCH["sv"] + STATES[state], **options)
    wait_shown(page, state)
    return page


def wait_shown(page: Page, state: str) -> None:
    wait_state(page, "hits" if state == "fixed" else state)
    if state != "rest":
        told(page)


# --- results ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "query", "title", "kind"),
    [("sv", "bidragsbrott", "Bidragsbrott", "Mål"), ("en", "benefit fraud", "Benefit fraud", "Goal")],
)
def test_what_is_typed_is_found_and_marked(browse: Browse, served_site: str, language: str, query: str, title: str, kind: str) -> None:
    page = browse(served_site + SEARCH[language])
    page.get_by_role("searchbox").press_sequentially(query)
    wait_state(page, "hits")
    first = page.locator(HIT).first
    page.wait_for_function("([hit, title]) => document.querySelector(`${hit} a`)?.textContent === title", arg=[HIT, title])
    assert " ".join(first.locator("a mark").all_inner_texts()) == title
    assert first.locator(".ls-eyebrow").inner_text().startswith(f"{kind} · ")
    assert first.locator(".ls-tag").count() == 1
    assert first.locator(".ls-card__sentence").inner_text().endswith(".")
    assert page.locator(".ls-search__hits h2").is_visible()
    assert not page.locator(".ls-search__all").is_visible()
    first.locator("a").click()
    page.wait_for_url(re.compile(f"/{language}/(mal|goals)/fk-bidragsbrott/$"))
    assert page.locator("h1").inner_text() == title


def test_the_field_of_another_page_leads_to_the_hits(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}sv/mal/fk-bidragsbrott/")
    page.get_by_role("searchbox", name="Sök mål och myndigheter").fill("hemtjänst")
    page.get_by_role("button", name="Sök").click()
    page.wait_for_url(re.compile("/sv/sok/[?]q="))
    wait_state(page, "hits")
    assert page.get_by_role("searchbox", name="Vad letar du efter?").input_value() == "hemtjänst"
    assert page.locator("header form").count() == 0


def test_half_a_word_finds_what_begins_so(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"] + "?q=bidragsb")
    wait_state(page, "hits")
    assert "Bidragsbrott" in titles(page)


def test_how_many_hits_there_are_is_told_in_one_and_in_many(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"])
    page.get_by_role("searchbox").fill("matlådor")
    page.wait_for_function("() => /^1 träff för ”.matlådor.”\\.$/.test(document.querySelector('[role=status]').textContent)")
    assert page.locator(HIT).count() == 1
    page.get_by_role("searchbox").fill("socialnämnd")
    page.wait_for_function("() => /^\\d\\d träffar för ”.socialnämnd.”\\.$/.test(document.querySelector('[role=status]').textContent)")


def test_a_slip_of_the_finger_is_mended_and_said(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "fixed")
    assert re.fullmatch(r"Visar \d+ träff(ar)? för ”bidragsbrott”\. Du skrev ”bidragsbrtot”\.", told(page))
    assert "Bidragsbrott" in titles(page)
    assert page.get_by_role("searchbox").input_value() == "bidragsbrtot"


def test_where_nothing_is_found_it_says_what_to_try(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "none")
    assert told(page) == "Inga träffar för ”zzzqqq”."
    assert page.locator(".ls-search__tips li").count() == 4
    assert page.locator(".ls-search__all").is_visible()
    assert not page.locator(".ls-search__hits").is_visible()
    page.get_by_role("link", name="Samma sökning på engelska").click()
    page.wait_for_url(served_site + SEARCH["en"] + "?q=zzzqqq")
    assert told(page) == "No results for “zzzqqq”."


def test_ten_are_shown_at_a_time_and_the_focus_goes_to_the_first_new_one(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "hits")
    many = int(told(page).split()[0])
    assert many > 2 * STEP
    shown = STEP
    while shown < many:
        assert page.locator(HIT).count() == shown
        page.get_by_role("button", name="Visa fler träffar").press("Enter")
        page.wait_for_function("([hit, many]) => document.querySelectorAll(hit).length > many", arg=[HIT, shown])
        page.wait_for_function(
            "([hit, place]) => document.activeElement === document.querySelectorAll(`${hit} a`)[place]", arg=[HIT, shown]
        )
        shown = min(many, shown + STEP)
    assert page.locator(HIT).count() == many
    assert not page.locator(".ls-search__next").is_visible()
    assert len({link.get_attribute("href") for link in page.locator(f"{HIT} a").all()}) == many


def test_a_title_in_another_language_says_so(browse: Browse, served_everything: str) -> None:
    page = browse(f"{served_everything}en/search/?q=provköping&status=off-track&kind=goal")
    wait_state(page, "hits")
    foreign = page.locator(f"{HIT} a[lang=sv]")
    assert foreign.count() >= 1


def test_what_is_invented_says_so(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"] + "?q=exempelkommun")
    wait_state(page, "hits")
    for hit in page.locator(HIT).all():
        assert ("Exempelkommun" in hit.locator(".ls-eyebrow").inner_text() + hit.locator("a").inner_text()) <= (
            "Påhittat" in hit.inner_text()
        )
    assert page.locator(f"{HIT} .ls-tag", has_text="Påhittat").count()


def test_a_hit_of_no_single_body_names_none(browse: Browse, served_site: str) -> None:
    """A theme says how many bodies it is of; a page about the site is nobody's. The choice of all bodies is not the name of one."""
    page = browse(f"{served_site}sv/sok/?q=boende&kind=theme")
    wait_state(page, "hits")
    assert re.fullmatch(r"Tema · \d+ organisation(er)?", page.locator(f"{HIT} .ls-eyebrow").first.inner_text())
    page = browse(f"{served_site}sv/sok/?q=webbplatsen&kind=page")
    wait_state(page, "hits")
    assert page.locator(f"{HIT} .ls-eyebrow").first.inner_text() == "Om webbplatsen"


# --- narrowing down --------------------------------------------------------------------------------------------------


def test_a_choice_leaves_as_many_hits_as_it_promised(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "hits")
    for name in ("kind", "agency", "status", "theme"):
        select = page.locator(f"select[name={name}]")
        options = select.locator("option").evaluate_all("options => options.slice(1).map(option => [option.value, option.label])")
        assert options, name
        value, label = options[-1]
        many = int(re.search(r"\((\d+)\)$", label)[1])  # type: ignore[index]
        assert many > 0
        select.select_option(value)
        page.wait_for_url(re.compile(rf"&{name}={value}$"))
        page.wait_for_function("many => document.querySelector('[role=status]').textContent.startsWith(`${many} träff`)", arg=many)
        page.get_by_role("button", name="Rensa valen").click()
        page.wait_for_url(re.compile(r"\?q=[^&]+$"))


def test_a_choice_that_leaves_nothing_can_be_taken_back(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "narrow")
    assert told(page) == "Inga träffar för ”socialnämnd” med de val du har gjort."
    page.get_by_role("button", name="Rensa valen").click()
    wait_state(page, "hits")


@pytest.mark.parametrize(("width", "is_open"), [(WIDE, True), (PHONE, False)])
def test_the_choices_are_folded_on_a_phone(browse: Browse, served_site: str, width: int, *, is_open: bool) -> None:
    page = open_state(browse, served_site, "hits", width=width)
    assert page.locator("select[name=kind]").is_visible() == is_open
    page.get_by_text("Filtrera träffarna").click()
    assert page.locator("select[name=kind]").is_visible() != is_open


# --- addresses -------------------------------------------------------------------------------------------------------


def test_the_address_can_be_shared_and_leads_to_the_same_in_the_other_language(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"], fresh=True)
    page.get_by_role("searchbox").fill("hälsa & vård")
    wait_state(page, "hits")
    page.locator("select[name=kind]").select_option("goal")
    page.wait_for_url(re.compile("kind=goal"))
    assert page.evaluate("Object.fromEntries(new URLSearchParams(location.search))") == {"q": "hälsa & vård", "kind": "goal"}
    assert page.evaluate("history.length") == 2
    other = browse(page.url)
    wait_state(other, "hits")
    expected = told(other) and other.locator("[role=status]").text_content()
    # What is told rests for a moment, so that it is not told of every letter.
    page.wait_for_function("text => document.querySelector('[role=status]').textContent === text", arg=expected)
    assert titles(other) == titles(page)
    page.locator("header a[hreflang=en]").click()
    page.wait_for_url(re.compile("/en/search/"))
    assert page.get_by_role("searchbox").input_value() == "hälsa & vård"
    assert page.locator("select[name=kind]").input_value() == "goal"


def test_an_emptied_field_brings_back_the_list_and_a_clean_address(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "hits")
    page.get_by_role("searchbox").fill("")
    wait_state(page, "rest")
    page.wait_for_url(served_site + SEARCH["sv"])
    assert page.locator(".ls-search__all").is_visible()
    page.wait_for_function("() => !document.querySelector('[role=status]').textContent")


def test_choices_that_are_not_there_are_passed_by(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"] + "?q=socialnämnd&kind=constructor&agency=%00&__proto__=1&order=x")
    wait_state(page, "hits")
    without = browse(served_site + SEARCH["sv"] + "?q=socialnämnd")
    wait_state(without, "hits")
    assert told(page) == told(without)


def test_submitting_does_not_load_the_page_anew(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"])
    page.evaluate("window.stayed = true")
    page.get_by_role("searchbox").fill("hemtjänst")
    page.get_by_role("searchbox").press("Enter")
    wait_state(page, "hits")
    page.get_by_role("button", name="Sök").click()
    wait_state(page, "hits")
    assert page.evaluate("window.stayed")


# --- what is fetched, and when it cannot be -----------------------------------------------------------------------------


def test_nothing_is_fetched_before_the_field_has_the_focus(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"], fresh=True)
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.endswith(".svg") else asked.append(request.url))
    page.wait_for_timeout(400)
    assert not asked
    with page.expect_request(INDEX):
        page.get_by_role("searchbox").focus()
    assert [bool(INDEX.search(url)) for url in asked] == [True]


def test_without_the_index_it_is_said_and_the_list_is_there_and_it_is_tried_again(chromium: Browser, served_site: str) -> None:
    page = chromium.new_page()
    page.route(INDEX, lambda route: route.abort())
    page.goto(served_site + SEARCH["sv"] + "?q=brott")
    wait_state(page, "failed")
    wait_told(page, "Sökningen fungerar inte just nu. Allt finns här från A till Ö, längre ner på sidan.")
    assert page.locator(".ls-search__all").is_visible()
    page.unroute(INDEX)
    page.get_by_role("searchbox").press_sequentially("s")
    page.get_by_role("searchbox").fill("brott")
    wait_state(page, "hits")
    page.close()


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"], fresh=True)
    held: list[Route] = []
    page.route(re.compile("/assets/search/.*/texts/"), lambda route: route.continue_() if held else held.append(route))
    page.get_by_role("searchbox").fill("bidragsbrott")
    while not held:
        page.wait_for_timeout(20)
    page.get_by_role("searchbox").fill("inflation")
    wait_state(page, "hits")
    newer = told(page), titles(page)
    with page.expect_request_finished(lambda request: request == held[0].request):
        held[0].continue_()
    page.evaluate("() => new Promise(done => setTimeout(done, 400))")
    assert (told(page), titles(page)) == newer
    assert "Bidragsbrott" not in titles(page)


@pytest.mark.parametrize("language", SEARCH)
def test_without_scripts_it_is_a_list_and_says_so(browse: Browse, served_site: str, language: str) -> None:
    page = browse(served_site + SEARCH[language], scripts=False)
    assert "JavaScript" in page.locator(".ls-search__bare").inner_text()
    assert page.locator(".ls-search__all a").count() > 40
    for part in (".ls-search__hits", ".ls-search__tips", "select"):
        assert not page.locator(part).first.is_visible()
    page.get_by_role("searchbox").fill("x")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(served_site + SEARCH[language] + "?q=x")


# --- hostile queries -------------------------------------------------------------------------------------------------

HOSTILE = {
    "ten thousand letters": "a" * 10_000,
    "ten thousand words": "ab cd " * 1_700,
    "an element": "<img src=x onerror=alert(1)>",
    "regular expressions": "(a+)+$ [ \\ .* {n} $& ?",
    "emoji": "👩‍👩‍👧 brott 🏳️‍🌈 \ud83d",
    "right to left": "\u202eabc שלום مرحبا",
    "nothing": "\x00\x01\ufffd",
    "names of objects": "constructor __proto__ hasOwnProperty toString",
    "placeholders": "{query} {hits} {typed}",
    "signs alone": "!?… – “”",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_query_is_text(browse: Browse, served_site: str, query: str) -> None:
    page = browse(served_site + SEARCH["sv"])
    before = page.locator("img, iframe, script").count()
    page.get_by_role("searchbox").focus()
    page.evaluate(
        "query => { const field = document.querySelector('[name=q]'); field.value = query; field.dispatchEvent(new Event('input', {bubbles: true})); }",
        query.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    )
    page.wait_for_function("() => ['hits', 'none'].includes(document.querySelector('[data-search]').dataset.state)")
    assert "träff" in told(page)
    assert page.locator("img, iframe, script").count() == before
    assert look(page, "lostWords") == []


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "constructor", "\u202eabc", "%", "a" * 3_000])
def test_a_hostile_address_is_text(browse: Browse, served_site: str, query: str) -> None:
    page = browse(served_site + SEARCH["sv"] + f"?q={quote(query)}")
    page.wait_for_function("() => ['hits', 'none'].includes(document.querySelector('[data-search]').dataset.state)")
    assert page.get_by_role("searchbox").input_value() == query
    assert page.locator("img").count() == 0


# --- what machines, eyes and hands meet --------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_whole_for_eyes_hands_and_machines(browse: Browse, served_site: str, state: str) -> None:
    page = open_state(browse, served_site, state)
    assert violations_everywhere(page) == [], "axe finds something"
    assert lost_words(page) == [], "words are lost"
    walk_everywhere(page, lambda: wait_shown(page, state))


def test_axe_finds_nothing_while_somebody_types(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["en"])
    for letters in ("he", "alth", " car", "e"):
        page.get_by_role("searchbox").press_sequentially(letters)
        assert violations(page) == [], letters


def test_the_title_carries_what_is_asked(browse: Browse, served_site: str) -> None:
    """From the first, when it comes with the address; then as it is typed; and no longer when the field is empty."""
    page = browse(f"{served_site}sv/sok/?q=bidragsbrott")
    wait_state(page, "hits")
    assert page.title() == "bidragsbrott – Sök – Ledstjärna"
    field = page.get_by_role("searchbox")
    field.fill("  <b>hemtjänst & $& {query}  ")
    page.wait_for_function("() => document.title === '<b>hemtjänst & $& {query} – Sök – Ledstjärna'")
    field.fill("")
    page.wait_for_function("() => document.title === 'Sök – Ledstjärna'")


def test_without_scripts_the_title_promises_no_hits(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}sv/sok/?q=bidragsbrott", scripts=False)
    assert page.title() == "Sök – Ledstjärna"
    assert page.locator(".ls-search__bare").is_visible()


def test_what_is_typed_is_told_once_it_rests(browse: Browse, served_site: str) -> None:
    page = browse(served_site + SEARCH["sv"])
    page.evaluate(
        """() => {
            window.said = [];
            new MutationObserver(() => said.push(document.querySelector("[role=status]").textContent))
                .observe(document.querySelector("[role=status]"), {childList: true, subtree: true, characterData: true});
        }"""
    )
    page.get_by_role("searchbox").press_sequentially("helsingborg", delay=40)
    page.wait_for_function("() => said.some(text => text.includes('helsingborg'))")
    assert len(page.evaluate("said.filter(text => !text.startsWith('Söker'))")) <= 2


def test_marks_can_be_told_apart_in_forced_colours(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "hits", forced_colors="active")
    mark, around = (
        page.eval_on_selector(f"{HIT} {where}", "element => getComputedStyle(element).backgroundColor") for where in ("mark", "a")
    )
    assert mark != around


@pytest.mark.parametrize("language", SEARCH)
def test_a_goals_sentence_is_on_a_phones_first_screen_below_the_field(browse: Browse, served_site: str, language: str) -> None:
    page = browse(served_site + {"sv": "sv/mal/exk-klimat/", "en": "en/goals/exk-klimat/"}[language], width=PHONE)
    field, lead, bar = (page.locator(where).first.bounding_box() for where in (".ls-find input", ".ls-lead", ".ls-bar__drawing"))
    assert field
    assert lead
    assert bar
    assert 24 <= field["height"] < 40
    assert lead["y"] + lead["height"] < 600
    assert bar["y"] + bar["height"] < HEIGHT


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_moved_goalpost_is_on_a_phones_first_screen_and_the_sentence_begins_there(
    browse: Browse, served_site: str, language: str
) -> None:
    page = browse(served_site + {"sv": "sv/mal/exk-sjukfranvaro/", "en": "en/goals/exk-sjukfranvaro/"}[language], width=PHONE)
    moved, lead = (page.locator(where).first.bounding_box() for where in (".ls-goalpost", ".ls-lead"))
    assert moved
    assert lead
    assert moved["y"] + moved["height"] <= lead["y"] < 620


# --- why a hit is there, and the way through hits ----------------------------------------------------------------------


@pytest.mark.parametrize(("language", "query", "id"), [("sv", "matlådor", "exk-nojda-brukare"), ("en", "fuel cards", "exk-klimat")])
def test_a_hit_shows_the_sentence_where_the_words_stand(browse: Browse, served_site: str, language: str, query: str, id: str) -> None:
    page = browse(served_site + SEARCH[language] + "?q=" + quote(query))
    marked = page.locator(f"{HIT}:has(a[href$='/{id}/']) .ls-card__excerpt mark")
    marked.first.wait_for()
    assert " ".join(marked.all_inner_texts()) == query


def test_what_was_typed_can_be_searched_for_as_it_is(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "fixed")
    page.get_by_role("link", name="Sök på precis").click()
    wait_state(page, "none")
    assert told(page) == "Inga träffar för ”bidragsbrtot”."
    page.get_by_role("searchbox").fill("bidragsbrto")
    page.wait_for_url(re.compile(r"\?q=bidragsbrto$"))


def test_quotation_marks_bind_and_a_minus_leaves_out(browse: Browse, served_site: str) -> None:
    def ids(query: str) -> list[str]:
        page = browse(served_site + SEARCH["sv"] + "?kind=goal&q=" + quote(query))
        page.wait_for_function("() => ['hits', 'narrow'].includes(document.querySelector('[data-search]').dataset.state)")
        return [link.split("/")[-2] for link in page.locator(f"{HIT} a").evaluate_all("links => links.map(link => link.href)")]

    assert set(ids('"bygglov inom"')) == {"exk-bygglov", "exk-bygglov-tio-veckor"}
    assert ids('"inom bygglov"') == []
    assert {"exk-e-tjanst-bygglov", "exk-bygglov"} <= set(ids("bygglov"))
    assert "exk-e-tjanst-bygglov" not in ids("bygglov -nätet")


def test_the_arrow_keys_go_through_the_hits_and_the_way_back_leads_to_them(browse: Browse, served_site: str) -> None:
    page = open_state(browse, served_site, "hits")
    page.get_by_role("button", name="Visa fler träffar").click()
    page.wait_for_function("([hit, many]) => document.querySelectorAll(hit).length > many", arg=[HIT, STEP])
    page.get_by_role("searchbox").focus()
    place = "hit => [...document.querySelectorAll(`${hit} a`)].indexOf(document.activeElement)"
    for key, expected in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowDown", 0), ("End", 2 * STEP - 1)):
        page.keyboard.press(key)
        assert page.evaluate(place, HIT) == expected, key
    before, top = titles(page), page.evaluate("scrollY")
    assert top > 0
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/sv/(?!sok)"))
    page.go_back()
    page.wait_for_function("([hit, many]) => document.querySelectorAll(hit).length >= many", arg=[HIT, 2 * STEP])
    page.wait_for_function("top => Math.abs(scrollY - top) < 2", arg=top)
    assert titles(page) == before
