"""Words, stems and compounds, as search takes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.search.words import words_of
from tests.conftest import ROOT

VECTORS = json.loads((ROOT / "tests" / "cases" / "search_vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", VECTORS["split"], ids=lambda case: repr(case["text"]))
def test_words_are_found_as_people_write_them(case: dict[str, Any]) -> None:
    found = words_of(case["language"]).split(case["text"])
    assert [[word.text, list(word.parts), word.start, word.end] for word in found] == case["words"]


@pytest.mark.parametrize(("code", "word", "stem"), [(code, *pair) for code, pairs in VECTORS["stems"].items() for pair in pairs.items()])
def test_a_word_has_its_stem(code: str, word: str, stem: str) -> None:
    assert words_of(code).stem(word) == stem


@pytest.mark.parametrize(("word", "folded"), VECTORS["folds"])
def test_a_word_without_marks(word: str, folded: str) -> None:
    assert words_of("sv").fold(word) == folded
