"""Lists of goals: by letter, by status and by body, complete without a script, and split where they would be too long."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.corpus import settings_elsewhere, write_corpus
from ledstjarna.addresses import Addresses
from ledstjarna.build import build_site
from ledstjarna.derive import listing
from ledstjarna.derive.status_names import STANDINGS, standing_key
from ledstjarna.hosting.scripts import bundle_scripts
from ledstjarna.model import alphabet
from ledstjarna.model.alphabet import Alphabet
from ledstjarna.model.settings import Settings
from ledstjarna.pages.page import Link
from ledstjarna.settings import read_project
from ledstjarna.theme_files import theme_folder
from tests.conftest import MakeOnce
from tests.reading import ReadPage, find_target, read_pages
from tests.worlds import make_world

WORDS = {
    "sv": {"goals": "mal", "letters": "a-o", "standings": "lage", "agencies": "myndigheter", "ended": "avslutade"},
    "en": {"goals": "goals", "letters": "a-z", "standings": "standing", "agencies": "agencies", "ended": "ended"},
}
each_language = pytest.mark.parametrize("language", ["sv", "en"])
FEW = 5


def pages_of(site: Path, kind: str, language: str) -> list[ReadPage]:
    return [page for page in read_pages(site).values() if (page.kind, page.language) == (kind, language)]


def listed(page: ReadPage, base: str = "/") -> list[str]:
    """The ids of the goals that have a card on a page, in order."""
    cards = page.main.all("li", class_="ls-card")
    targets = [find_target(page, card.first("a").attributes["href"], base) for card in cards if list(card.all("a"))]
    prefix = f"{page.language}/{WORDS[page.language]['goals']}/"
    return [target[0].removeprefix(prefix).strip("/") for target in targets if target and target[0].startswith(prefix)]


def goals_of(site: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((site / "data" / "goals.json").read_text(encoding="utf-8"))["goals"]
    return found


def build(folder: Path, *, agencies: int, goals: int) -> Path:
    write_corpus(folder / "content", agencies=agencies, goals=goals)
    (folder / "site_config.yml").write_text(settings_elsewhere(), encoding="utf-8")
    site = folder / "site"
    build_site(read_project(folder / "site_config.yml"), as_of=datetime.date(2026, 11, 22), output=site, frame="bare")
    return site


@pytest.fixture(scope="session")
def split_site(make_once: MakeOnce) -> Path:
    """Three bodies with twelve goals each, where a list of more than five is long."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(listing, "LIMIT", FEW)
            patch.setattr(alphabet, "OWN_PAGES", FEW)
            build(folder, agencies=3, goals=12)

    return make_once("split", make) / "site"


# --- complete --------------------------------------------------------------------------------------------------------


@each_language
@pytest.mark.parametrize("kind", ["letters", "standing"])
def test_every_goal_is_on_exactly_one_page_of_the_letters_and_one_of_the_statuses(shipped_site: Path, kind: str, language: str) -> None:
    many = Counter(goal for page in pages_of(shipped_site, kind, language) for goal in listed(page))
    assert many == dict.fromkeys((goal["id"] for goal in goals_of(shipped_site)), 1)


@each_language
@pytest.mark.parametrize(("kind", "sentences"), [("letters", 0), ("standing", 1)])
def test_a_card_among_letters_tells_how_a_goal_stands_and_one_among_statuses_says_so_in_a_sentence(
    shipped_site: Path, kind: str, sentences: int, language: str
) -> None:
    cards = [card for page in pages_of(shipped_site, kind, language) for card in page.main.all("li", class_="ls-card")]
    assert cards
    for card in cards:
        assert card.first("span", class_="ls-tag").text
        assert len(list(card.all("p", class_="ls-card__sentence"))) == sentences
        assert not list(card.all("svg", class_="ls-spark")), "how each measure has gone is on the goal's own page"


@each_language
def test_the_page_of_all_goals_has_every_goal_once(shipped_site: Path, language: str) -> None:
    (page,) = pages_of(shipped_site, "goals", language)
    assert sorted(listed(page)) == sorted(goal["id"] for goal in goals_of(shipped_site))


@each_language
def test_every_status_has_a_page_also_when_no_goal_stands_so(shipped_site: Path, language: str) -> None:
    word = WORDS[language]["standings"]
    expected = {f"{language}/{word}/{standing_key(status)}/" for status in STANDINGS}
    found = {page.address: page for page in pages_of(shipped_site, "standing", language)}
    assert set(found) == expected
    empty = [page for page in found.values() if not listed(page)]
    assert empty
    for page in empty:
        assert {"sv": "Inget mål har det här läget nu.", "en": "No goal has this status now."}[language] in page.main.text
        assert not page.scripts


@each_language
def test_every_letter_of_many_goals_has_a_page_also_when_no_title_begins_so(split_site: Path, language: str) -> None:
    word = WORDS[language]["letters"]
    found = {page.address for page in pages_of(split_site, "letter", language) if page.address.count("/") == 3}
    assert found == {f"{language}/{word}/{letter.id}/" for letter in Alphabet(language).letters}
    assert len(found) == {"sv": 31, "en": 28}[language]
    (index,) = pages_of(split_site, "letters", language)
    links = [find_target(index, link.attributes["href"]) for link in index.main.all("a")]
    assert {target[0] for target in links if target} == found
    assert_letters_count_all(index, split_site)


@each_language
def test_the_letters_of_fewer_goals_are_on_one_page(shipped_site: Path, language: str) -> None:
    assert not pages_of(shipped_site, "letter", language)
    (page,) = pages_of(shipped_site, "letters", language)
    letters = [section.attributes["id"].removeprefix("letter-") for section in page.main.all("section")]
    assert letters == [letter.id for letter in Alphabet(language).letters if letter.id in letters], "as the language orders them"
    targets = [find_target(page, link.attributes["href"]) for link in page.main.first("ul", class_="ls-letters").all("a")]
    assert targets == [(page.address, f"letter-{id}") for id in letters]
    assert_letters_count_all(page, shipped_site)


def assert_letters_count_all(page: ReadPage, site: Path) -> None:
    counts = [int(item.first("span").text) for item in page.main.first("ul", class_="ls-letters").all("li")]
    assert sum(counts) == len(goals_of(site))


@each_language
def test_a_card_carries_the_same_facts_as_the_data(shipped_site: Path, language: str) -> None:
    goals = {goal["id"]: goal for goal in goals_of(shipped_site)}
    (page,) = pages_of(shipped_site, "goals", language)
    for card, id in zip(page.main.all("li", class_="ls-card"), listed(page), strict=True):
        facts, goal = card.attributes, goals[id]
        status = goal["progress_status"] or goal["reporting_status"]
        assert facts["data-s"].replace("-", "_") in (status, "not_published_here")
        assert (facts["data-a"], facts["data-p"]) == (goal["agency"], goal["plan"])
        assert facts.get("data-l", "active") == goal["lifecycle"]
    choices = {option.attributes["value"] for option in page.main.first("select", name="status").all("option")} - {""}
    assert choices == {card.attributes["data-s"] for card in page.main.all("li", class_="ls-card")}


def test_invented_goals_are_never_counted_with_real_ones(shipped_site: Path) -> None:
    (page,) = (page for page in pages_of(shipped_site, "standing", "sv") if page.address == "sv/lage/on-track/")
    invented = list(page.main.first("section", id="invented").all("li", class_="ls-card"))
    assert invented
    tags = [tag.text for tag in page.main.all("a", "span", class_="ls-tag")][:2]
    assert tags == [f"{len(listed(page)) - len(invented)} mål", f"{len(invented)} påhittade mål"]


def test_only_lists_of_some_length_have_a_form(shipped_site: Path) -> None:
    seen = set()
    for page in read_pages(shipped_site).values():
        if page.kind in ("goals", "standing", "letters"):
            has_form = bool(list(page.main.all("template")))
            seen.add(has_form)
            assert has_form == (len(listed(page)) >= listing.WORTH_FILTERING), page.address
            assert all(("data-s" in card.attributes) == has_form for card in page.main.all("li", class_="ls-card"))
    assert seen == {True, False}


def test_links_to_a_status_are_made_of_its_name() -> None:
    link = Link("../", Addresses(Settings()), "sv")
    assert link.standing("no_measure") == "../sv/lage/no-measure/"
    assert link.letter("oe", has_page=True) == "../sv/a-o/oe/"
    assert link.letter("oe", has_page=False) == "../sv/a-o/#letter-oe"


# --- letters ---------------------------------------------------------------------------------------------------------

LETTERS = [
    ("Äldre ska bo tryggt", "ae", "a"),
    ("Åtta trygghetspunkter", "aa", "a"),
    ("A\u030aterbruk", "aa", "a"),
    ("öppna data", "oe", "o"),
    ("Ökad trygghet", "oe", "o"),
    ("Éva", "e", "e"),
    ("Über alles", "y", "u"),
    ("Ærlighet", "ae", "a"),
    ("Øresund", "oe", "o"),
    ("”Nöjda” brukare", "n", "n"),
    ("… och en sak till", "o", "o"),
    ("(90) procent", "0-9", "0-9"),
    ("3 av 4 elever", "0-9", "0-9"),
    ("ß-mått", "s", "s"),
    ("Цель", "other", "other"),
    ("→", "other", "other"),
    ("", "other", "other"),
    ("{mall}", "m", "m"),
    ("|streck", "s", "s"),
]


@pytest.mark.parametrize(("title", "swedish", "english"), LETTERS, ids=[row[0] or "nothing" for row in LETTERS])
def test_a_title_lies_under_the_letter_where_a_reader_looks(title: str, swedish: str, english: str) -> None:
    assert (Alphabet("sv").letter(title), Alphabet("en").letter(title)) == (swedish, english)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("sv", ["12 mål", "100 mål", "Adam", "Éva", "Zon", "Ål", "Åtta", "Äldre", "Öppet"]),
        ("sv", ["Vas", "Vått", "Wall", "Xylofon", "Überall", "Yta"]),
        ("en", ["2 goals", "10 goals", "Air", "Ål", "Apple", "Öresund", "Zoo"]),
        ("en", ["care for all", "Care: more", "Career"]),
        ("sv", ["_alla", "»Barn", "… det", "{|} efter"]),
    ],
)
def test_titles_stand_in_the_order_of_the_language(language: str, titles: list[str]) -> None:
    backwards = titles[::-1]
    assert sorted(backwards, key=Alphabet(language).key) == titles


# --- long lists ------------------------------------------------------------------------------------------------------


@each_language
def test_too_many_goals_for_one_page_are_led_to_by_body_and_letter(split_site: Path, language: str) -> None:
    (page,) = pages_of(split_site, "goals", language)
    assert listed(page) == []
    assert not page.scripts
    assert not list(page.tree.all("template"))
    targets = led_to(page)
    for number in range(3):
        assert f"{language}/{WORDS[language]['agencies']}/prov-{number:03d}/" in targets
    assert {f"{language}/{WORDS[language]['letters']}/{letter.id}/" for letter in Alphabet(language).letters} <= targets


def led_to(page: ReadPage) -> set[str]:
    return {target[0] for link in page.main.all("a") if (target := find_target(page, link.attributes["href"]))}


@each_language
def test_a_letter_with_too_many_goals_goes_on_in_numbered_pages(split_site: Path, language: str) -> None:
    pages = {page.address: page for page in pages_of(split_site, "letter", language)}
    assert max(len(listed(page)) for page in pages.values()) == FEW
    many = Counter(goal for page in pages.values() for goal in listed(page))
    assert many == dict.fromkeys((goal["id"] for goal in goals_of(split_site)), 1)
    numbered = [address for address in pages if address.endswith("/2/")]
    assert numbered
    for address in numbered:
        first = pages[address.removesuffix("2/")]
        assert len(listed(first)) == FEW
        assert address in led_to(first)
        assert first.address in led_to(pages[address])
        assert first.title != pages[address].title
        # Titles begin otherwise in another language, so there may be no second page there.
        assert not list(pages[address].tree.first("header").all("a", hreflang={"sv": "en", "en": "sv"}[language]))


@each_language
def test_a_status_with_too_many_goals_leads_to_the_bodies(split_site: Path, language: str) -> None:
    goals = goals_of(split_site)
    long = [status for status, many in Counter(goal["progress_status"] for goal in goals).items() if many > FEW]
    assert long
    pages = {page.address: page for page in pages_of(split_site, "standing", language)}
    for status in long:
        key = standing_key(status)
        page = pages[f"{language}/{WORDS[language]['standings']}/{key}/"]
        assert listed(page) == []
        own = Counter(goal["agency"] for goal in goals if goal["progress_status"] == status)
        links = [link.attributes["href"] for link in page.main.all("a") if "?" in link.attributes["href"]]
        assert sorted(links) == sorted(f"../../../{language}/{WORDS[language]['agencies']}/{agency}/?status={key}" for agency in own)


@each_language
def test_a_body_that_a_long_list_leads_to_has_the_form_that_answers(split_site: Path, language: str) -> None:
    pages = pages_of(split_site, "agency", language)
    assert len(pages) == 3
    for page in pages:
        assert len(set(listed(page))) == 12
        assert len(list(page.main.all("select", name="status"))) == 1


def test_three_hundred_goals_are_one_list_and_one_more_is_too_many(tmp_path: Path) -> None:
    (goal,) = make_world({}, tmp_path).site.goals.values()
    assert [listing.is_long([goal] * many) for many in (0, 299, 300, 301)] == [False, False, False, True]


def test_pages_of_a_long_list_are_full() -> None:
    for many, lengths in ((601, [300, 300, 1]), (300, [300]), (0, [0])):
        assert [len(page) for page in listing.in_pages(range(many))] == lengths


# --- the script ------------------------------------------------------------------------------------------------------


def test_the_script_is_small_stores_nothing_and_makes_no_html() -> None:
    name, text = bundle_scripts(theme_folder())["lists"]
    assert name.startswith("lists.")
    assert len(text.encode()) <= 4096
    assert not found_in(text, ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Storage", "cookie", "fetch("))


def found_in(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word in text]


def test_a_changed_script_gets_another_name(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    names = set()
    for text in ("one();\n", "two();\n"):
        (tmp_path / "scripts" / "some.js").write_text(f"// Why.\n  {text}", encoding="utf-8")
        name, told = bundle_scripts(tmp_path)["some"]
        assert told == text
        names.add(name)
    assert len(names) == 2
