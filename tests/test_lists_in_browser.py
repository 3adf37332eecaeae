"""Lists of goals as readers use them in Chromium: narrowed down, put in order, shared, and told aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browsing import NARROW, PHONE, WIDE, Browse, look, resize, too_small, violations_everywhere, walk, watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

LISTS = {"sv": "sv/mal/", "en": "en/goals/"}
SHOWN = "li[data-s]:not([hidden])"
WORDS = "går det inte att säga"  # of a sentence, and of no title


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Browse]:
    """Opens a page. When the test ends, nothing must have been said, fetched elsewhere or missed."""
    with watch(chromium) as visit:
        yield visit


def shown(page: Page) -> list[str]:
    """The titles that are shown, in order."""
    found: list[str] = page.eval_on_selector_all(SHOWN, "cards => cards.map(card => card.querySelector('a').textContent.trim())")
    return found


def facts(page: Page, name: str) -> list[str]:
    found: list[str] = page.eval_on_selector_all(SHOWN, f"cards => cards.map(card => card.dataset.{name} || '')")
    return found


def sentences(page: Page) -> list[str]:
    """The sentences of the cards that are shown, in order."""
    found: list[str] = page.eval_on_selector_all(SHOWN, "cards => cards.map(card => card.querySelector('.ls-card__sentence').textContent)")
    return found


def field(page: Page, name: str) -> Locator:
    return page.locator(f".ls-filter [name={name}]")


def wait_told(page: Page, text: str) -> None:
    page.wait_for_function("text => document.querySelector('[role=status]').textContent === text", arg=text)


def wait_query(page: Page, query: str) -> None:
    page.wait_for_function("query => decodeURIComponent(location.search) === query", arg=query)


# --- narrowing down --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "fact"),
    [
        ("status", "on-track", "s"),
        ("status", "not-published-here", "s"),
        ("agency", "helsingborg", "a"),
        ("plan", "fk-langsiktiga-mal", "p"),
        ("life", "ended", "l"),
    ],
)
def test_a_choice_leaves_those_goals_and_no_others(browse: Browse, served_site: str, name: str, value: str, fact: str) -> None:
    page = browse(served_site + LISTS["sv"])
    every, had = shown(page), facts(page, fact).count(value)
    field(page, name).select_option(value)
    assert facts(page, fact) == [value] * had
    assert 0 < had < len(every)
    wait_told(page, f"Visar {had} av {len(every)} mål.")
    wait_query(page, f"?{name}={value}")


def test_two_choices_are_both_met(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["en"])
    field(page, "agency").select_option("exk-socialnamnd")
    field(page, "life").select_option("ended")
    assert set(zip(facts(page, "a"), facts(page, "l"), strict=True)) == {("exk-socialnamnd", "ended")}
    wait_query(page, "?agency=exk-socialnamnd&life=ended")


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("sv", "atta trygg", "Åtta trygghetspunkter att gå till vid kris"),
        ("sv", "ÅTTA TRYGG", "Åtta trygghetspunkter att gå till vid kris"),
        ("sv", "forsakringskassan bidragsbrott", "Bidragsbrott"),
        ("en", "benefit fraud", "Benefit fraud"),
    ],
)
def test_words_are_found_whatever_their_letters(browse: Browse, served_site: str, language: str, words: str, title: str) -> None:
    page = browse(served_site + LISTS[language])
    field(page, "q").fill(words)
    assert shown(page) == [title]


def test_words_are_found_in_sentences_too(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["sv"])
    every = set(sentences(page))
    field(page, "q").fill(WORDS)
    found = set(sentences(page))
    assert {one for one in every if WORDS in one} <= found < every
    assert not any(WORDS in title for title in shown(page))


def test_headings_without_goals_are_hidden(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["sv"])
    before = page.locator("main h2:visible").count()
    field(page, "agency").select_option("helsingborg")
    assert page.locator("main h2:visible").all_inner_texts() == ["Helsingborgs stad"]
    page.get_by_role("button", name="Rensa").click()
    page.wait_for_function("many => [...document.querySelectorAll('main h2')].filter(h => h.checkVisibility()).length === many", arg=before)


def test_where_nothing_fits_it_is_said(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["sv"])
    field(page, "q").fill("qqxz")
    assert shown(page) == []
    wait_told(page, "Inget mål stämmer med allt du har valt.")


# --- order -----------------------------------------------------------------------------------------------------------


def test_titles_can_be_put_in_the_order_of_the_language(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["sv"])
    given = shown(page)
    field(page, "order").select_option("title")
    titles = shown(page)
    assert sorted(titles) == sorted(given)
    assert titles[-1].startswith("Åtta")
    assert page.locator("main h2:visible").count() == 0
    # Away from its heading every goal says whose it is.
    owners = page.locator(f"{SHOWN} > .ls-eyebrow:visible")
    assert owners.count() == len(given)
    field(page, "order").select_option("")
    assert shown(page) == given
    assert page.locator("main h2:visible").count() > 1
    assert owners.count() == 0


def test_the_worst_can_come_first(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["sv"])
    field(page, "order").select_option("worst")
    order = page.eval_on_selector_all(".ls-filter [name=status] option", "options => options.map(option => option.value)")
    places = [order.index(status) for status in facts(page, "s")]
    assert places == sorted(places)
    assert facts(page, "s")[0] == "missed"


def test_the_latest_can_come_first_and_what_has_no_outcome_comes_last(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["sv"])
    field(page, "order").select_option("latest")
    days = facts(page, "d")
    assert days == sorted(days, reverse=True)
    assert days[0] > days[-1] == ""


# --- shared ----------------------------------------------------------------------------------------------------------


def test_a_shared_address_shows_the_same_list_and_survives_a_reload(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}{LISTS['sv']}?status=missed&q=trygg+bo&order=title#_content")
    assert (field(page, "status").input_value(), field(page, "q").input_value()) == ("missed", "trygg bo")
    wait_told(page, f"Visar {len(shown(page))} av 58 mål.") if shown(page) else wait_told(page, "Inget mål stämmer med allt du har valt.")
    field(page, "q").fill("")
    wait_query(page, "?status=missed&order=title")
    assert page.url.endswith("#_content")
    titles = shown(page)
    assert set(facts(page, "s")) == {"missed"}
    page.reload()
    assert shown(page) == titles
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_other_language_shows_the_same_choice_but_not_the_same_words(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}{LISTS['sv']}?status=missed&q=bo")
    wait_query(page, "?status=missed&q=bo")
    wait_told(page, f"Visar {len(shown(page))} av 58 mål.")
    page.locator(".ls-languages a").click()
    page.wait_for_url(f"{served_site}{LISTS['en']}?status=missed")
    assert set(facts(page, "s")) == {"missed"}
    assert field(page, "q").input_value() == ""


@pytest.mark.parametrize(
    "query",
    ["?q=<img src=x onerror=alert(1)>", '?agency="><script>alert(1)</script>', "?status=__proto__&order=constructor", "?q=%E0%A4%A"],
)
def test_a_hostile_address_does_nothing(browse: Browse, served_site: str, query: str) -> None:
    page = browse(served_site + LISTS["sv"] + query)
    page.wait_for_timeout(500)
    assert page.locator("main img, main script").count() == 0
    assert field(page, "agency").input_value() == ""
    assert field(page, "status").input_value() == ""
    assert len(shown(page)) == (0 if query.startswith("?q") else 58)
    page.get_by_role("button", name="Rensa").click()
    wait_told(page, "Visar alla 58 mål.")
    assert len(shown(page)) == 58


def test_other_words_of_the_address_are_left_alone(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}{LISTS['sv']}?from=letter")
    field(page, "life").select_option("ended")
    wait_query(page, "?from=letter&life=ended")


# --- hand and ear ----------------------------------------------------------------------------------------------------


def test_everything_can_be_done_by_keyboard_and_the_focus_stays(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["sv"])
    field(page, "q").focus()
    page.keyboard.type("trygg")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "q"
    assert 0 < len(shown(page)) < 58
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "status"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == "status"
    for _ in range(10):
        if page.evaluate("document.activeElement.type") == "reset":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_told(page, "Visar alla 58 mål.")
    assert page.evaluate("document.activeElement.type") == "reset"
    assert field(page, "q").input_value() == ""
    wait_query(page, "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li[data-s]') !== null"), "the first goal comes next"


def test_what_is_shown_is_told_once_when_the_typing_has_stopped(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["en"])
    page.evaluate(
        """() => {
            window.heard = [];
            const status = document.querySelector("[role=status]");
            new MutationObserver(() => window.heard.push(status.textContent)).observe(status, {childList: true});
        }"""
    )
    field(page, "q").press_sequentially("benefit fraud", delay=20)
    wait_told(page, "Showing 1 of 58 goals.")
    assert page.evaluate("window.heard") == ["Showing 1 of 58 goals."]


def test_nothing_is_told_before_anything_is_asked_for(browse: Browse, served_site: str) -> None:
    page = browse(served_site + LISTS["sv"])
    page.wait_for_timeout(600)
    assert page.locator("[role=status]").inner_text() == ""


def test_every_control_has_a_label_in_the_pages_language(browse: Browse, served_site: str) -> None:
    labels = {
        "sv": ["Ord i målet", "Hur det går", "Myndighet eller kommun", "Sortera"],
        "en": ["Words in the goal", "How it is going", "Sort by"],
    }
    for language, words in labels.items():
        page = browse(served_site + LISTS[language])
        for word in words:
            assert page.get_by_label(re.compile(f"^{word}"), exact=False).first.is_visible(), word


@pytest.mark.parametrize("address", ["sv/mal/?status=no-measure&q=beredskap", "en/goals/?order=worst&life=ended", "sv/avslutade/?q=x"])
def test_axe_finds_nothing_in_a_filtered_list(browse: Browse, served_site: str, address: str) -> None:
    assert violations_everywhere(browse(served_site + address)) == []


def test_a_filtered_list_can_be_walked_through(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}{LISTS['sv']}?agency=forsakringskassan&order=title")
    for width in (WIDE, PHONE):
        resize(page, width)
        page.reload()
        stops = [stop for stop in look(page, "stops") if stop["shown"]]
        assert too_small(stops) == [], f"at {width} px"
        page.evaluate("document.querySelectorAll('[hidden]').forEach(hidden => hidden.remove())")
        walk(page, look(page, "stops"), width)


def test_the_form_fits_a_narrow_screen_and_large_letters(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}{LISTS['sv']}?status=missed", width=NARROW)
    wide = "element => element.scrollWidth > element.clientWidth + 1"
    for _ in range(2):
        assert not page.eval_on_selector(".ls-filter", wide)
        assert page.locator(".ls-filter").bounding_box()["width"] <= NARROW  # type: ignore[index]  # it is shown
        look(page, "doubleLetters")


def test_on_paper_the_list_says_what_was_chosen_and_has_no_controls(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}{LISTS['sv']}?status=missed")
    wait_told(page, f"Visar {len(shown(page))} av 58 mål.")
    page.emulate_media(media="print")
    assert page.locator("[role=status]").is_visible()
    assert page.locator(".ls-filter :is(input, select, button):visible").count() == 0


@pytest.mark.parametrize("language", ["sv", "en"])
def test_on_a_phone_the_form_is_folded_and_the_first_goal_is_in_sight(browse: Browse, served_site: str, language: str) -> None:
    page = browse(served_site + LISTS[language], width=PHONE)
    summary = page.locator(".ls-filter summary")
    assert not field(page, "q").is_visible()
    assert page.locator(SHOWN).first.bounding_box()["y"] < 640  # type: ignore[index]  # it is shown
    summary.press("Enter")
    assert field(page, "q").is_visible()
    assert browse(f"{served_site}{LISTS[language]}?status=missed", width=PHONE).locator(".ls-filter [name=status]").is_visible()


@pytest.mark.parametrize("address", ["sv/saknas/", "en/missing/"])
def test_on_a_phone_a_table_of_counts_is_read_row_by_row_and_not_sideways(browse: Browse, served_site: str, address: str) -> None:
    page = browse(served_site + address, width=PHONE)
    assert not page.eval_on_selector(".ls-scroll", "box => box.scrollWidth > box.clientWidth")
    heads = page.eval_on_selector_all(".ls-tally td", "cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    assert heads
    assert all(re.fullmatch(r'"\w.*"', head) for head in heads)


# --- without a script ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_without_a_script_the_list_is_complete_and_there_is_no_dead_control(browse: Browse, served_site: str, language: str) -> None:
    page = browse(f"{served_site}{LISTS[language]}?status=missed&q=nothing", scripts=False)
    assert page.locator("main li.ls-card:visible").count() == 58
    assert page.locator("main :is(form, input, select, button)").count() == 0
    assert page.locator("header form").count() == 1


def test_a_bodys_page_answers_to_a_status_in_its_address(browse: Browse, served_site: str) -> None:
    page = browse(f"{served_site}sv/myndigheter/exk-socialnamnd/?life=ended")
    assert set(facts(page, "l")) == {"ended"}
    field(page, "order").select_option("title")
    assert shown(page) == sorted(shown(page), key=str.casefold)
