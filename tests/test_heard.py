"""What those meet who hear a page: drawings that say something have a name, the others are passed by, and words of another language say so."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from ledstjarna.build import build_site
from ledstjarna.settings import read_project
from ledstjarna.words.mixed_text import MixedText, Otherwise, as_html, begin, fill, in_own_words, join, language_of, or_else, told_in
from tests.conftest import AS_OF, EVERYTHING
from tests.reading import Element, ReadPage, read_pages

MakeOnce = Callable[[str, Callable[[Path], None]], Path]
# What a screen reader says of an element besides its words, and what search engines and social networks say of a page.
SAID = ("aria-label", "alt", "title", "placeholder", "label")


class Words(NamedTuple):
    """Words of a page, the language that they are said to be in, and the attribute they are in, or ""."""

    text: str
    language: str
    attribute: str
    place: str


def words_of(element: Element, language: str) -> Iterator[Words]:
    """Every word of a page that is read or heard, with the language that is in force where it stands."""
    for child in element.inside:
        if isinstance(child, str):
            yield Words(" ".join(child.split()), language, "", element.tag)
        elif child.tag not in ("script", "style"):
            here = child.attributes.get("lang", language)
            is_told = child.tag == "meta" and child.attributes.get("name") == "description"
            for name in (*SAID, *(["content"] if is_told else [])):
                if name in child.attributes:
                    yield Words(" ".join(child.attributes[name].split()), here, name, child.tag)
            yield from words_of(child, here)


# --- drawings ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped(shipped_site: Path) -> list[ReadPage]:
    """The pages of the shipped site, each read once."""
    return list(read_pages(shipped_site).values())


@pytest.mark.parametrize("site", ["shipped", "everything_site", "gallery"])
def test_a_drawing_says_what_it_is_or_is_passed_by(site: str, request: pytest.FixtureRequest) -> None:
    drawings = 0
    found = request.getfixturevalue(site)
    for page in found if isinstance(found, list) else read_pages(found).values():
        # Most are passed by, and their pages need not be read as trees.
        named = [tag for tag in re.findall(r"<svg[^>]*>", page.source) if 'aria-hidden="true"' not in tag]
        drawings += page.source.count("<svg")
        if named or "<img" in page.source:
            told = [drawing for drawing in page.tree.all("svg") if drawing.attributes.get("aria-hidden") != "true"]
            assert len(told) == len(named)
            assert all(name_of(drawing, page) for drawing in told), f"{page.address}: a drawing without a name"
            assert all("alt" in picture.attributes for picture in page.tree.all("img")), page.address
    assert drawings > 300


def name_of(drawing: Element, page: ReadPage) -> str:
    """What a drawing is called: by its own label, or by the words of elements on the page."""
    if drawing.attributes.get("role") != "img":
        return ""
    named = drawing.attributes.get("aria-labelledby", "").split()
    words = [element.text for id in named for element in page.tree.all(id=id)]
    assert len(words) == len(named), f"{page.address}: {named}"
    return drawing.attributes.get("aria-label", "") or " ".join(words)


def test_what_is_passed_by_can_never_be_reached(shipped: list[ReadPage]) -> None:
    for page in shipped:
        for drawing in re.findall(r'<svg[^>]*aria-hidden="true".*?</svg>', page.source, flags=re.DOTALL):
            # The figures of a strip stand in the words beside it too.
            forbidden = r"<a\b|tabindex|<title" if 'class="ls-strip"' in drawing else r"<a\b|tabindex|<title|<text"
            assert not re.search(forbidden, drawing), page.address


def test_the_footer_names_the_accessibility_statement(shipped: list[ReadPage]) -> None:
    for page in shipped:
        if page.kind in ("redirect", "choice", "embed"):
            continue
        word = {"sv": "Tillgänglighetsredogörelse", "en": "Accessibility statement"}[page.language]
        links = [link for link in page.tree.first("footer").all("a") if link.text == word]
        assert [link.attributes["href"].rstrip("/").rpartition("/")[2] for link in links] == [
            {"sv": "tillganglighet", "en": "accessibility"}[page.language]
        ], page.address


# --- words of another language ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def swedish(make_once: MakeOnce) -> tuple[Path, frozenset[str]]:
    """The invented site with no English text left in it, built, and its texts: on every English page they are all in another language."""
    folder = make_once("swedish", make_swedish)
    return folder / "built", frozenset(read_texts(folder))


def make_swedish(folder: Path) -> None:
    shutil.copytree(EVERYTHING, folder)
    for file in folder.rglob("content/**/*.yml"):
        text = re.sub(r', en: ("(?:[^"\\]|\\.)*"|[^{}"]*?)\}', "}", file.read_text(encoding="utf-8"))
        file.write_text(re.sub(r"(?m)^ *en: [^|>\n]*\n", "", text), encoding="utf-8")
    build_site(read_project(folder / "site_config.yml"), as_of=AS_OF, output=folder / "built")


def read_texts(folder: Path) -> Iterator[str]:
    """Every text that is in Swedish alone, in one line."""

    def visit(data: object) -> Iterator[str]:
        if isinstance(data, dict):
            if set(data) == {"sv"}:
                yield " ".join(data["sv"].split())
            for inside in data.values():
                yield from visit(inside)
        elif isinstance(data, list):
            for inside in data:
                yield from visit(inside)

    for file in folder.rglob("content/**/*.yml"):
        yield from visit(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))


def english_words(site: Path, kinds: tuple[str, ...] = ()) -> Iterator[tuple[ReadPage, Words]]:
    """The words of the English pages, but of those that have no content: they may tell of words as examples."""
    for page in read_pages(site).values():
        if page.language == "en" and page.kind not in ("choice", "not-found", "prose", "guide", "chapter", "fields", "redirect"):
            for words in words_of(page.tree.first("html"), "en"):
                if not kinds or page.kind in kinds:
                    yield page, words


def has(words: str, text: str) -> bool:
    return text in words and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words) is not None


def test_words_in_another_language_say_so_wherever_they_stand(swedish: tuple[Path, frozenset[str]]) -> None:
    site, texts = swedish
    long = sorted(text for text in texts if len(text) > 3 and text != "Provsajten")
    wrong = [
        f"{page.address} <{words.place}>: {words.text[:80]}"
        for page, words in english_words(site)
        if words.language == "en" and not words.attribute and words.place != "title"
        for text in long
        if has(words.text, text)
    ]
    assert wrong == []
    assert sum(words.language == "sv" for _, words in english_words(site)) > 1_000


def test_names_and_descriptions_that_cannot_say_so_have_none(swedish: tuple[Path, frozenset[str]]) -> None:
    """But for the names of bodies, reviewers and the site, which are names in every language."""
    site, texts = swedish
    bodies = {"Provköpings kommun", "Socialnämnden i Provköping", "Region Prov", "Provsajten", "Kommunens revisorer", "Inspektionen"}
    long = sorted(text for text in texts if len(text) > 3 and not any(has(name, text) for name in bodies))
    wrong = [
        f"{page.address} <{words.place} {words.attribute}>: {words.text[:120]}"
        for page, words in english_words(site)
        if words.attribute or (words.place in ("title", "desc") and words.language == "en")
        for text in long
        if has(words.text, text)
    ]
    assert wrong == []


def test_a_name_that_is_left_out_is_told_by_its_place(swedish: tuple[Path, frozenset[str]]) -> None:
    page = read_pages(swedish[0])["en/goals/prov-matt/"]
    tables = [table.attributes for table in page.main.all("table")]
    assert "1" in [table.get("data-series") for table in tables], "a series of comparison"
    assert "Chart: measure 1." in [title.text for drawing in page.main.all("svg") for title in drawing.all("title")]


def test_nothing_but_text_is_in_an_attribute_an_option_or_a_title(swedish: tuple[Path, frozenset[str]]) -> None:
    for page in read_pages(swedish[0]).values():
        assert not re.search(r'="[^"]*<span', page.source), page.address
        for element in page.tree.all("option", "title"):
            assert not list(element.all()), page.address


def test_a_title_says_in_which_language_it_is(swedish: tuple[Path, frozenset[str]]) -> None:
    pages = read_pages(swedish[0])
    assert pages["en/goals/prov-matt/"].tree.first("title").attributes == {"lang": "sv"}
    assert pages["en/goals/"].tree.first("title").attributes == {}
    assert pages["sv/mal/prov-matt/"].tree.first("title").attributes == {}


# --- a text that knows its languages ----------------------------------------------------------------------------------

UNIT = join(("5", told_in("sv", "ärenden")), "\u00a0")


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        (fill("The result is {value}.", {"value": UNIT}), "The result is 5."),
        (fill("From {a} to {b}.", {"a": UNIT, "b": UNIT}), "From 5 to 5."),
        (fill("At least the comparison ({name}).", {"name": told_in("sv", "Riket")}), "At least the comparison."),
        (fill("Another line: {name}.", {"name": told_in("sv", "Riket")}), "Another line."),
        (fill("From {body}:", {"body": told_in("sv", "Provköpings kommun")}), "From Provköpings kommun:"),
        (fill("From {body}: {value}.", {"body": told_in("sv", "Provby"), "value": UNIT}), "From Provby: 5."),
        (fill("Given in {what}.", {"what": or_else(fill("“{t}”, 2025", {"t": told_in("sv", "Plan")}), "the plan of 2025")}), "Given in the plan of 2025."),
        (join(("One.", fill("{value} to go.", {"value": UNIT}))), "One. 5 to go."),
        (begin(fill("given in {what}", {"what": or_else(told_in("sv", "Plan"), "the plan")})), "Given in the plan"),
        ("Nothing of another language.", "Nothing of another language."),
    ],
)  # fmt: skip
def test_what_is_heard_where_no_language_can_be_marked(told: str, heard: str) -> None:
    assert in_own_words(told) == heard


@pytest.mark.parametrize(
    ("told", "html"),
    [
        (UNIT, '5\u00a0<span lang="sv">ärenden</span>'),
        (fill("{a} & {b} < {c}", {"a": told_in("sv", "<å>"), "b": 1, "c": UNIT}), '<span lang="sv">&lt;å&gt;</span> &amp; 1 &lt; 5\u00a0<span lang="sv">ärenden</span>'),
        (join(("a", "", told_in("de", "b"), "c"), " – "), 'a – <span lang="de">b</span> – c'),
        (begin(join((told_in("sv", "ett"), "two"))), '<span lang="sv">Ett</span> two'),
        ("<b>", "&lt;b&gt;"),
    ],
)  # fmt: skip
def test_a_text_marks_its_languages_as_html(told: str, html: str) -> None:
    assert as_html(told) == html


def test_a_text_is_a_plain_one_to_all_who_do_not_ask() -> None:
    told = fill("{value} to go.", {"value": UNIT})
    assert told == "5\u00a0ärenden to go."
    assert isinstance(told, MixedText)
    assert f"{told}" == str(told) == told
    assert type(str(told)) is str
    assert language_of(told) == ""
    assert language_of(told_in("sv", "Riket")) == "sv"
    assert or_else("plain", "other") == "plain"
    assert MixedText("a", (), [Otherwise(0, 1, "b")]) == "a"
