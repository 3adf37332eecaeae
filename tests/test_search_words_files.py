"""The words that editors give the search: read, refused where they cannot work, passed on, and told of in the guide."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.derive.heads import derive_heads
from ledstjarna.load.content_tree import load_content
from ledstjarna.model.content import Content
from ledstjarna.model.search import LONGEST_WORD, SearchWords, make_up, same_word
from ledstjarna.model.settings import Settings
from ledstjarna.problems import MESSAGE_LANGUAGES, ContentError, Problem
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.content import make_content
from tests.conftest import ROOT
from tests.reading import read_pages

LANGUAGES = ("sv", "en")
GUIDES = {"sv": "sv/redaktorsguide/sokord/", "en": "en/editors-guide/search-words/"}


def write_words(folder: Path, text: str, language: str = "sv") -> Path:
    (folder / "search").mkdir(exist_ok=True)
    (folder / "search" / f"{language}.yml").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> Content:
    return make_content(load_content(folder, shown_from=folder), languages=LANGUAGES)


def problems_of(folder: Path, text: str) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        read(write_words(folder, text))
    return caught.value.problems


def chapter(language: str) -> str:
    return (theme_folder() / "guide" / f"search-words.{language}.md").read_text(encoding="utf-8")


# --- read, and passed on ----------------------------------------------------------------------------------------------


def test_words_reach_the_site_as_they_were_written(tmp_path: Path) -> None:
    content = read(write_words(tmp_path, "synonyms: [[FK, Försäkringskassan]]\ncompounds: {årsmål: [år, mål], kommunal: []}\n"))
    heads = derive_heads(content, Settings(), as_of=datetime.date(2026, 11, 22))
    assert dict(heads.search) == {
        "sv": SearchWords(synonyms=[["FK", "Försäkringskassan"]], compounds={"årsmål": ["år", "mål"], "kommunal": []})
    }


def test_a_site_needs_no_words_for_its_search(tmp_path: Path) -> None:
    assert dict(derive_heads(read(tmp_path), Settings(), as_of=datetime.date(2026, 11, 22)).search) == {}


def test_line_breaks_and_many_spaces_in_a_phrase_are_one_space(tmp_path: Path) -> None:
    words = read(write_words(tmp_path, 'synonyms:\n  - ["ekonomiskt   bistånd ",\n     socialbidrag]\n')).search["sv"]
    assert words.synonyms == [["ekonomiskt bistånd", "socialbidrag"]]


def test_words_that_other_files_would_take_for_yes_and_numbers_are_words(tmp_path: Path) -> None:
    words = read(write_words(tmp_path, "synonyms: [[no, true, 112], [2025:400, SoL]]\n")).search["sv"]
    assert words.synonyms == [["no", "true", "112"], ["2025:400", "SoL"]]


def test_names_that_programs_use_are_ordinary_words(tmp_path: Path) -> None:
    words = read(write_words(tmp_path, "synonyms: [[constructor, __proto__]]\ncompounds: {constructor: []}\n")).search["sv"]
    assert (words.synonyms, words.compounds) == ([["constructor", "__proto__"]], {"constructor": []})


# --- refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["synonyms: [[FK, {word}]]", "compounds: {{{word}: []}}", "compounds: {{årsmål: [år, {word}]}}"])
def test_a_word_has_a_greatest_length(text: str, tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, text.format(word="a" * (LONGEST_WORD + 1)))
    assert problem.code == "text_too_long"
    assert problem.facts["longest"] == str(LONGEST_WORD)


def test_what_is_at_the_greatest_length_is_a_word(tmp_path: Path) -> None:
    assert read(write_words(tmp_path, f"synonyms: [[FK, {'a' * LONGEST_WORD}]]")).search["sv"].synonyms[0][1] == "a" * LONGEST_WORD


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("synonyms: [[FK]]", "[FK]"),
        ("synonyms: [[FK; Försäkringskassan]]", "[FK; Försäkringskassan]"),
        ("compounds: {handlingsplan: [plan, handling]}", "[plan, handling]"),
        ("compounds: {handlings plan: []}", "handlings plan"),
        ('synonyms: [[FK, "–"]]', "–"),
        ("synonyms: [[FK, fk]]", "fk"),
    ],
)
def test_an_editor_is_shown_what_was_written(text: str, shown: str, tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, text)
    for language in MESSAGE_LANGUAGES:
        assert shown in problem.message(language)


def test_thousands_of_faulty_groups_are_told_within_reason(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, "synonyms:\n" + "  - [FK, fk]\n" * 5_000)
    assert {problem.code for problem in problems} == {"word_twice"}
    assert len(problems) == 1_000


def test_a_language_of_the_site_may_be_any(tmp_path: Path) -> None:
    files = load_content(write_words(tmp_path, "synonyms: [[Kela, kansaneläkelaitos]]", "fi"), shown_from=tmp_path)
    assert set(make_content(files, languages=("fi", "sv")).search) == {"fi"}
    with pytest.raises(ContentError) as caught:
        make_content(files, languages=LANGUAGES)
    (problem,) = caught.value.problems
    assert "(sv, en)" in problem.message("en")


# --- compounds --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("årsmål", "år mål"),
        ("Handlingsplan", "handling plan"),
        ("kyrkogård", "kyrka gård"),
        ("skolväg", "skola väg"),
        ("gatubelysning", "gata belysning"),
        ("arbetsplats", "arbete plats"),
        ("barnbidragsbeslut", "barn bidrag beslut"),
        ("e\u0301tudebok", "étude bok"),
        ("ﬁnansmål", "finans mål"),
    ],
)
def test_parts_make_up_a_compound(word: str, parts: str) -> None:
    assert make_up(word, parts.split())


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("handlingsplan", "plan handling"),
        ("handlingsplan", "handling"),
        ("handlingsplan", "handling plan plan"),
        ("handlingsplaner", "handling plan"),
        ("åhandlingsplan", "handling plan"),
        ("verksamhet", "verk het"),
        ("skolskjuts", "skola skola skjuts"),
        ("a" * 80, " ".join("a" * 79) + " b"),
    ],
)
def test_parts_that_do_not_make_up_a_compound(word: str, parts: str) -> None:
    assert not make_up(word, parts.split())


PART = st.text(st.sampled_from("abdeåäösg"), min_size=1, max_size=6)


@given(st.lists(PART, min_size=2, max_size=6), st.sampled_from(["", "s", "o", "es"]))
def test_any_parts_make_up_what_they_are_put_together_to(parts: list[str], link: str) -> None:
    assert make_up(link.join(parts), parts)


# --- what is shipped, and the guide -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Content:
    return make_content(load_content(ROOT / "content", shown_from=ROOT), languages=LANGUAGES)


@pytest.mark.parametrize(("language", "least"), [("sv", 40), ("en", 25)])
def test_the_shipped_words_are_many_and_no_pair_of_them_stands_twice(language: str, least: int, shipped: Content) -> None:
    groups = shipped.search[language].synonyms
    assert len(groups) >= least
    pairs = [{same_word(one), same_word(other)} for group in groups for one in group for other in group if one < other]
    assert [pair for pair in pairs if pairs.count(pair) > 1] == []


def test_the_words_that_citizens_use_are_beside_the_official_ones(shipped: Content) -> None:
    groups = [{same_word(word) for word in group} for language in LANGUAGES for group in shipped.search[language].synonyms]
    for pair in (
        "FK/Försäkringskassan",
        "fusk/bidragsbrott",
        "socialbidrag/ekonomiskt bistånd",
        "dagis/förskola",
        "welfare fraud/benefit fraud",
    ):
        assert any(set(map(same_word, pair.split("/"))) <= group for group in groups), pair


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_the_guide_works(language: str, tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", chapter(language), flags=re.DOTALL)
    words = read(write_words(tmp_path, example, language)).search[language]
    assert words.synonyms
    assert [] in words.compounds.values()
    assert any(words.compounds.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_and_the_file_itself_tell_of_every_field(language: str) -> None:
    comments = "".join(re.findall(r"#.*\n", (ROOT / "content" / "search" / f"{language}.yml").read_text(encoding="utf-8")))
    for name in (
        "search/" + language + ".yml",
        *(f"`{field}`" for field in SearchWords.model_fields),
        "ledstjarna check",
        "ledstjarna serve",
    ):
        assert name in chapter(language)
    for name in ("synonyms", "[]", "ledstjarna check", "ledstjarna serve"):
        assert name in comments


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_page_has_the_chapter_under_a_heading_that_is_linked_to(language: str, shipped_site: Path) -> None:
    text = (shipped_site / GUIDES[language] / "index.html").read_text(encoding="utf-8")
    assert f"content/search/{language}.yml" in text
    assert GUIDES[language] in read_pages(shipped_site)
