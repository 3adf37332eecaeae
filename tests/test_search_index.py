"""The index that lunr builds, quickly, and the files that a browser reads it from."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.builder import Builder
from lunr.field_ref import FieldRef

from ledstjarna.model.search import SearchWords
from ledstjarna.search.builder import QuickBuilder
from ledstjarna.search.document import SearchDocument
from ledstjarna.search.index import _read, fill, index_documents
from ledstjarna.search.index_files import LEAST, MOST_DOCUMENTS, STEP, postings, search_files
from ledstjarna.search.shards import LIMIT, Line, shard
from ledstjarna.search.words import words_of
from ledstjarna.settings import read_project
from ledstjarna.site_check import check_site
from tests.conftest import AS_OF, ROOT
from tests.worlds import World

VECTORS = json.loads((ROOT / "tests" / "cases" / "search_vectors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents() -> dict[str, list[SearchDocument]]:
    project = read_project(ROOT / "site_config.yml")
    content, files, _ = check_site(project, as_of=AS_OF)
    return World(content, project.settings, AS_OF).documents(files.prose)


def document(number: int = 0, title: str = "Kortare väntan", **others: Any) -> SearchDocument:
    facts: dict[str, Any] = {"agency": "prov", "agency_name": "Provkommun", "text": "", "address": f"mal/m{number}/", **others}
    return SearchDocument(facts.pop("kind", "goal"), f"m{number}", title=title, **facts)


# --- lunr ------------------------------------------------------------------------------------------------------------


class WholeBuilder(QuickBuilder):
    """With the inverted index that only lunr's own queries need, so that what was counted can be held against lunr's."""

    def build(self) -> Any:
        self.inverted_index: dict[str, Any] = {}
        for ref, frequencies in self.field_term_frequencies.items():
            field = FieldRef.from_string(ref)
            for term in frequencies:
                entry = self.inverted_index.get(term)
                if entry is None:
                    entry = self.inverted_index[term] = {name: {} for name in self._fields}
                    entry["_index"] = self.term_index
                    self.term_index += 1
                entry[field.field_name][field.doc_ref] = {}
        return super().build()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_quick_builder_gives_lunrs_own_index_to_the_letter(documents: dict[str, list[SearchDocument]], code: str) -> None:
    words = words_of(code)
    own = SearchWords(synonyms=[["bidragsbrott", "fusk"], ["benefit fraud", "cheating"]])
    read = [_read(number, entry, words) for number, entry in enumerate(documents[code])]
    lunrs, ours = (fill(make(), read, words, own).build() for make in (Builder, WholeBuilder))
    assert ours.serialize() == lunrs.serialize()
    assert sorted(ours.token_set.to_list()) == sorted(lunrs.token_set.to_list())
    assert len(ours.inverted_index) > 500


def test_lunrs_own_query_finds_in_it(documents: dict[str, list[SearchDocument]]) -> None:
    words = words_of("sv")
    read = [_read(number, entry, words) for number, entry in enumerate(documents["sv"])]
    found = fill(WholeBuilder(), read, words, None).build().search("bidragsbrottet")
    assert documents["sv"][int(found[0]["ref"])].id == "fk-bidragsbrott"


# --- documents -------------------------------------------------------------------------------------------------------


def test_every_page_of_a_record_is_one_document_a_language(documents: dict[str, list[SearchDocument]]) -> None:
    for found in documents.values():
        assert len({(entry.kind, entry.id, entry.address) for entry in found}) == len(found)
        assert {entry.kind for entry in found} == {"agency", "plan", "statement", "goal", "finding", "theme", "page"}
    assert [entry.id for entry in documents["sv"] if entry.kind == "goal"] == [
        entry.id for entry in documents["en"] if entry.kind == "goal"
    ]


def test_a_theme_says_of_how_many_bodies_it_is_and_nothing_else_does(documents: dict[str, list[SearchDocument]]) -> None:
    for found in documents.values():
        assert all(bool(entry.whose) == (entry.kind == "theme") for entry in found)
        assert not [entry.id for entry in found if entry.whose and entry.whose not in entry.sentence]


def test_a_text_that_is_only_a_fallback_is_found_in_its_own_language_alone() -> None:
    words = words_of("en")
    shown = document(title="Kortare väntan", language="sv", text="care")
    assert "väntan" not in index_documents([shown], words).forms
    assert "care" in index_documents([shown], words).forms


# --- terms -----------------------------------------------------------------------------------------------------------


def test_a_title_counts_for_more_than_a_body_and_a_body_for_more_than_a_text() -> None:
    words = words_of("sv")
    found = index_documents([document(0, "Skola"), document(1, agency_name="Skola"), document(2, text="skola")], words)
    weights = found.terms[words.stem("skola")]
    assert weights[0] > weights[1] > weights[2] > 0


def test_a_part_of_a_compound_and_a_word_that_means_the_same_count_for_less() -> None:
    words = words_of("sv")
    own = SearchWords(synonyms=[["fusk", "bidragsbrott"]])
    found = index_documents([document(0, "Bidragsbrott"), document(1, "Brott"), document(2, "Fusk"), document(3, "Bidrag")], words, own)
    assert 0 < found.terms["brott"][0] < found.terms["brott"][1]
    assert 0 < found.terms["fusk"][0] < found.terms["fusk"][2]


def test_what_a_title_only_implies_counts_for_less_than_what_a_text_says() -> None:
    words = words_of("sv")
    found = index_documents([document(0, "Bidragsbrott"), document(1, text="Om brott.")], words)
    assert 0 < found.terms["brott"][0] < found.terms["brott"][1]


def test_a_phrase_means_the_same_as_a_word() -> None:
    words = words_of("sv")
    own = SearchWords(synonyms=[["försörjningsstöd", "ekonomiskt bistånd"]])
    found = index_documents([document(0, "Färre med ekonomiskt bistånd"), document(1, "Ekonomiskt utrymme")], words, own)
    assert list(found.terms[words.stem("försörjningsstöd")]) == [0]


# --- files -----------------------------------------------------------------------------------------------------------


def test_weights_are_written_in_the_steps_that_the_vectors_have() -> None:
    assert VECTORS["steps"] == [LEAST, STEP]


@pytest.mark.parametrize("case", VECTORS["postings"], ids=lambda case: case["line"])
def test_postings_are_written_as_browsers_read_them(case: dict[str, Any]) -> None:
    assert postings({int(number): weight for number, weight in case["weights"].items()}) == case["line"]


def test_a_term_in_very_many_documents_keeps_those_it_says_most_of() -> None:
    told = postings({number: 5.0 if number == MOST_DOCUMENTS + 1 else 1.0 for number in range(MOST_DOCUMENTS + 2)})
    assert told.startswith(f"+{MOST_DOCUMENTS + 2} ")
    numbers, number = [], -1
    for gap, _ in re.findall(r"(\d*)([a-z])", told.split(" ")[1]):
        number += int(gap or 1)
        numbers.append(number)
    assert len(numbers) == MOST_DOCUMENTS
    assert MOST_DOCUMENTS + 1 in numbers


@given(st.lists(st.text(alphabet="abåc", min_size=1, max_size=9), min_size=1, max_size=400), st.integers(1, 400))
def test_a_key_is_in_the_last_file_whose_beginning_is_not_after_it(keys: list[str], width: int) -> None:
    lines = [Line(key, f"{key}\t{'x' * width}") for key in dict.fromkeys(keys)]
    files = shard(lines)
    assert sorted(line for _, text in files for line in text.split("\n")) == sorted(line.text for line in lines)
    for line in lines:
        place = max(place for place, (start, _) in enumerate(files) if start <= line.key)
        assert line.text in files[place][1].split("\n")
    assert all(len(text) <= LIMIT + 40 for _, text in files if text.count("\n"))


def test_keys_are_in_the_order_that_browsers_compare_them_by() -> None:
    """By halves of signs: a sign that takes two stands before one whose number is smaller."""
    lines = [Line(key, f"{key}\t{'x' * LIMIT}") for key in ("\U0001f600", "\uffee", "z")]
    assert [start for start, _ in shard(lines)] == ["z", "\U0001f600", "\uffee"]


def test_the_same_documents_give_the_same_files_and_one_changed_goal_few_others() -> None:
    words = words_of("sv")
    titles = [f"{thing} {number} i {place}" for number in range(40) for thing in ("Skola", "Vård", "Trafik") for place in ("norr", "söder")]

    def make(titles: list[str]) -> dict[str, str]:
        entries = [document(number, title) for number, title in enumerate(titles)]
        return dict(search_files("sv", entries, index_documents(entries, words), words))

    first = make(titles)
    assert make(titles) == first
    changed = make([*titles[:7], "Något helt annat", *titles[8:]])
    assert changed.keys() != first.keys()
    assert len([name for name in changed if "/facts/" in name and name not in first]) == 0


def test_every_name_carries_what_is_in_the_file(documents: dict[str, list[SearchDocument]]) -> None:
    words = words_of("sv")
    files = dict(search_files("sv", documents["sv"], index_documents(documents["sv"], words), words))
    *_, manifest = files
    assert manifest.startswith("assets/search/sv.")
    assert all(len(name.rsplit(".", 2)[1]) == 8 for name in files)
    told = json.loads(files[manifest])
    assert sum(run[0] for run in told["runs"]) == len(documents["sv"])
