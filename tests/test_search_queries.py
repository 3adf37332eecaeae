"""The table of search queries holds what `make search-eval` promises of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from benchmarks.search_eval.draw import draw, write
from benchmarks.search_eval.pages import all_documents, name_of
from benchmarks.search_eval.questions import FILES, FOLDER, MOST, Query, read_queries
from benchmarks.search_eval.slips import one_slip_apart


@cache
def queries() -> tuple[Query, ...]:
    return tuple(read_queries())


def test_there_are_many_queries_of_every_class() -> None:
    many = Counter(query.group for query in queries())
    assert many.total() >= 240
    assert {group: count for group, count in many.items() if count < 12} == {}


def test_no_query_is_asked_twice() -> None:
    lines = [line for name in FILES for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    # YAML keeps the last of two keys that are the same, so the lines are counted too.
    assert sum(line.startswith("    ") for line in lines) == len(queries())
    twice = Counter((query.language, query.query) for query in queries())
    assert [asked for asked, times in twice.items() if times > 1] == []


def test_whatever_must_be_found_exists_and_fits_among_the_first_ten() -> None:
    for language in ("sv", "en"):
        known = {name_of(document) for document in all_documents(language)}
        for query in queries():
            if query.language == language:
                assert set(query.must) <= known, query
                assert 1 <= len(set(query.must)) == len(query.must) <= MOST, query


def test_the_drawn_queries_are_those_that_are_drawn() -> None:
    assert (FOLDER / "drawn.yml").read_text(encoding="utf-8") == write(draw())


def test_a_misspelling_is_one_slip_away_from_a_word_of_what_must_be_found() -> None:
    for language in ("sv", "en"):
        texts = {
            name_of(document): f"{document.title} {document.agency_name} {document.text}".lower() for document in all_documents(language)
        }
        for query in queries():
            if query.language == language and query.group.endswith("misspellings"):
                words = {word for id in query.must for word in re.findall(r"\w+", texts[id])}
                typed = query.query.lower().split()
                assert not words.issuperset(typed), query
                # A word that only stands in another form counts too: helsinborg, where the text has Helsingborgs.
                starts = {word[:length] for word in words for length in range(4, len(word) + 1)} | words
                assert all(any(one_slip_apart(start, each) for start in starts) for each in typed), query
