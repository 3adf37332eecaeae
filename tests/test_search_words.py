"""Words, stems and compounds, as search takes them."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from functools import cache
from typing import Any

import yaml

from ledstjarna.search.compounds import Splitter
from ledstjarna.search.words import words_of
from tests.conftest import ROOT
from tests.rows import each_row

VECTORS = json.loads((ROOT / "tests" / "cases" / "search_vectors.json").read_text(encoding="utf-8"))


@each_row("case", VECTORS["split"], ids=lambda case: repr(case["text"]))
def test_words_are_found_as_people_write_them(case: dict[str, Any]) -> None:
    found = words_of(case["language"]).split(case["text"])
    assert [[word.text, list(word.parts), word.start, word.end] for word in found] == case["words"]


def test_a_word_goes_on_over_every_mark_that_there_is() -> None:
    marks = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)).startswith("M")]
    assert len(marks) > 2_000
    assert [mark for mark in marks if len(words_of("en").split(f"a{mark}b")) != 1] == []


@each_row(("code", "word", "stem"), [(code, *pair) for code, pairs in VECTORS["stems"].items() for pair in pairs.items()])
def test_a_word_has_its_stem(code: str, word: str, stem: str) -> None:
    assert words_of(code).stem(word) == stem


@each_row(("word", "folded"), VECTORS["folds"])
def test_a_word_without_marks(word: str, folded: str) -> None:
    assert words_of("sv").fold(word) == folded


CASES = yaml.load((ROOT / "tests" / "cases" / "words.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
WHOLE = {code: [word for row in told["whole"] for word in row.split()] for code, told in CASES.items()}


@each_row(("code", "forms"), [(code, row) for code, told in CASES.items() for row in told["same"]])
def test_the_forms_of_a_word_are_one(code: str, forms: str) -> None:
    words = words_of(code)
    assert len({words.stem(form) for form in forms.split()}) == 1, {form: words.stem(form) for form in forms.split()}


@each_row(("code", "pair"), [(code, row) for code, told in CASES.items() for row in told["different"]])
def test_words_that_look_alike_are_kept_apart(code: str, pair: str) -> None:
    one, other = map(words_of(code).stem, pair.split())
    assert one != other


@each_row("code", CASES)
def test_no_words_become_one_but_those_that_are_kin(code: str) -> None:
    words: dict[str, list[str]] = {}
    for row in CASES[code]["same"]:
        first = row.split()[0]
        words.setdefault(words_of(code).stem(first), []).append(first)
    assert sorted(" ".join(sorted(row)) for row in words.values() if len(row) > 1) == sorted(
        " ".join(sorted(row.split())) for row in CASES[code]["kin"]
    )


@cache
def splitter(code: str) -> Splitter:
    """For a site whose content has the words of the cases."""
    told = CASES[code]
    tokens = {form for row in told["same"] for form in row.split()} | set(told["compounds"]) | set(WHOLE[code])
    return Splitter(words_of(code), tokens, {})


@each_row(("word", "told"), CASES["sv"]["compounds"].items())
def test_a_compound_is_found_by_its_parts_and_by_nothing_else(word: str, told: str) -> None:
    parts, also = ({words_of("sv").stem(part) for part in side.split()} for side in (told.rstrip(")") + "(").split("(")[:2])
    assert parts <= set(splitter("sv").parts(word)) <= parts | also


@each_row(("code", "word"), [(code, word) for code, whole in WHOLE.items() for word in whole])
def test_a_word_that_is_one_is_not_divided(code: str, word: str) -> None:
    assert splitter(code).parts(word) == ()


def test_a_word_that_nobody_writes_is_not_divided_and_takes_no_time() -> None:
    start = time.process_time()
    for length in range(1, 12):
        splitter("sv").parts("skolplan" * length + "xyzzyx")
        assert splitter("sv").parts("skola" * 100 * length) == ()
    assert time.process_time() - start < 1


def test_what_editors_say_of_a_compound_counts_in_all_its_forms() -> None:
    words = words_of("sv")
    splitter = Splitter(words, {"handling", "plan", "kommun", "al"}, {"handlingsplan": ("handling", "plan"), "bidragsbrott": ()})
    assert splitter.parts("handlingsplanerna") == (words.stem("handling"), words.stem("plan"))
    assert splitter.parts("bidragsbrotten") == ()


@each_row("code", ["fi", "xx"])
def test_a_language_without_rules_is_searched_in_as_it_is_written(code: str) -> None:
    words = words_of(code)
    assert words.tokens("Hyvää päivää, och") == ["hyvää", "päivää", "och"]
    assert words.stem("päivää") == "päivää"
    assert words.fold("päivää") == "paivaa"
