"""The interface's texts: every one is translated, none is left over, and each says the same as its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import texts
from tests.rows import each_row
from tests.worlds import read_cases

CODES = sorted(path.name for path in texts.LOCALE.iterdir() if path.is_dir())
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PAIRS = [(code, english, told) for code in CODES for english, told in texts.translations(texts.read_catalogue(code))]


def pairs_of_forms(code: str) -> list[tuple[str, str]]:
    """Every form of every text beside the same form of its translation."""
    return [pair for known, english, told in PAIRS if known == code for pair in zip(english, told, strict=True)]


def test_swedish_is_there() -> None:
    assert "sv" in CODES


@each_row("code", CODES)
def test_a_catalogue_is_as_make_messages_leaves_it(code: str) -> None:
    assert texts.catalogue_file(code).read_text(encoding="utf-8") == texts.updated_catalogue(code), "run `make messages`"


@each_row("code", CODES)
def test_every_text_is_translated_in_every_form(code: str) -> None:
    assert texts.untranslated(texts.read_catalogue(code)) == []


@each_row("code", CODES)
def test_no_text_is_fuzzy_obsolete_or_unused(code: str) -> None:
    catalogue = texts.read_catalogue(code)
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []
    assert {message.id for message in catalogue if message.id} == set(texts.extract_messages())


@each_row("code", CODES)
def test_a_translation_has_the_placeholders_of_its_source_in_every_form(code: str) -> None:
    assert [pair for pair in pairs_of_forms(code) if sorted(PLACEHOLDER.findall(pair[0])) != sorted(PLACEHOLDER.findall(pair[1]))] == []


@each_row("code", CODES)
def test_a_translation_ends_as_its_source_does(code: str) -> None:
    assert [pair for pair in pairs_of_forms(code) if end_mark(pair[0]) != end_mark(pair[1])] == []


def end_mark(text: str) -> str:
    return text[-1] if text[-1] in ".:?!)" else ""


@each_row("code", CODES)
def test_a_translation_is_tidily_set(code: str) -> None:
    for _, told in pairs_of_forms(code):
        assert told == told.strip(), told
        assert "  " not in told, told
        assert not re.search(r"[\"'“„]", told), f"quotation marks are not {code}'s: {told}"


def test_swedish_has_a_no_break_space_before_percent_and_units() -> None:
    for _, told in pairs_of_forms("sv"):
        assert not re.search(r"[\d}][ ]?%", told), told
        assert not re.search(r"\{number\} ", told), told


def test_swedish_starts_with_a_capital_where_english_does() -> None:
    changed = [(english, told) for english, told in pairs_of_forms("sv") if english[0].isupper() and told[0].islower()]
    assert [english for english, _ in changed if not english.startswith("SEK")] == []


@each_row("case", read_cases("plain_words"), ids=lambda case: f"{case['language']}: {case['was'].strip()}")
def test_words_that_readers_stumbled_on_are_gone(case: dict[str, str]) -> None:
    place = ("en", "sv").index(case["language"])
    told = [pair[place] for pair in pairs_of_forms("sv")]
    assert [text for text in told if case["was"] in text] == []
    assert case["says"] in told


def test_methods_functions_and_f_strings_are_all_read(tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text(
        "x = f\"{voice._('in an f-string')} {n('one', 'many', 2)}\"\ny = N_(\n    \"over \"\n    \"lines\"\n)\nz = _(unknown)\n"
    )
    assert texts._extract_file(source) == ["in an f-string", ("one", "many"), "over lines"]


def test_what_the_source_no_longer_says_is_taken_away_and_the_new_stands_untranslated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "extract_messages", lambda: {"Goals": ["a.py"], "Something new": ["b.html"]})
    told = texts.updated_catalogue("sv")
    assert told == texts.HEADER.format(code="sv", plural="nplurals=2; plural=(n != 1);") + (
        '#: a.py\nmsgid "Goals"\nmsgstr "Mål"\n\n#: b.html\nmsgid "Something new"\nmsgstr ""\n\n'
    )
