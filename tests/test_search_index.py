"""The index that lunr builds, quickly, and the files that a browser reads it from."""

from __future__ import annotations

import itertools
import json
import random
import re
from array import array
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.builder import Builder
from lunr.field_ref import FieldRef

from benchmarks.search_corpus import documents as corpus
from ledstjarna.hosting.hosts import FINGERPRINT
from ledstjarna.model.search import SearchWords
from ledstjarna.search.builder import QuickBuilder
from ledstjarna.search.document import KINDS, SearchDocument, source_of
from ledstjarna.search.document_files import PASSAGES, TEXTS
from ledstjarna.search.index import Implied, TermCounter, Tokens, fill, find_parts, read_document
from ledstjarna.search.index_files import search_files
from ledstjarna.search.numbers import count_numbers, number_documents
from ledstjarna.search.packing import SIGNS, pack
from ledstjarna.search.postings import LEAST, MOST_DOCUMENTS, STEP, find_step, write_postings
from ledstjarna.search.shards import Line, shard
from ledstjarna.search.update import NOTHING, SearchIndex, update_index
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


LIMIT = 2000


def document(number: int = 0, title: str = "Kortare väntan", **others: Any) -> SearchDocument:
    facts: dict[str, Any] = {"agency": "prov", "agency_name": "Provkommun", "text": "", "address": f"mal/m{number}/", **others}
    return SearchDocument(facts.pop("kind", "goal"), f"m{number}", title=title, **facts)


def weights(documents: list[SearchDocument], code: str = "sv", own: SearchWords | None = None) -> dict[str, dict[int, float]]:
    """By term, what it weighs in each document that has it, by the document's place."""
    found: dict[str, dict[int, float]] = {}
    _, implied = read_all(documents, code, own)
    count = TermCounter(words_of(code), implied)
    for place, entry in enumerate(documents):
        for term, weight in count.terms_of(read_document(entry, words_of(code))).items():
            found.setdefault(term, {})[place] = weight
    return found


def read_all(documents: list[SearchDocument], code: str, own: SearchWords | None = None) -> tuple[list[Tokens], Implied]:
    """The documents as lunr is given them, and what their words imply."""
    read = [replace(read_document(entry, words_of(code)), ref=str(place)) for place, entry in enumerate(documents)]
    parts = find_parts({form for tokens in read for form in tokens.forms}, words_of(code), own)
    return read, Implied(parts, words_of(code), own)


def unpack(text: str) -> dict[int, int]:
    """As the browser reads it, a bit at a time."""
    letters = re.match("[a-z]*", text)[0]  # type: ignore[index]  # it fits nothing too
    bits = iter("".join(format(SIGNS.index(sign), "06b") for sign in text[len(letters) + 1 :]))
    kept, number, found = ord(text[len(letters)]) - 65, -1, dict[int, int]()

    def ones(most: int) -> int:
        many = 0
        while many < most and next(bits) == "1":
            many += 1
        return many

    with suppress(StopIteration):
        while True:
            whole = ones(1 << 30)
            rest = "".join(next(bits) for _ in range(kept)) if kept else "0"
            number += 1 + (whole << kept) + int(rest, 2)
            found[number] = ord(letters[ones(len(letters) - 1)]) - 97
    return found


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
    own = SearchWords(synonyms=[["bidragsbrott", "fusk"], ["benefit fraud", "cheating"]])
    read, implied = read_all(documents[code], code, own)
    lunrs, ours = (fill(make(), words_of(code), implied, read).build() for make in (Builder, WholeBuilder))
    assert ours.serialize() == lunrs.serialize()
    assert sorted(ours.token_set.to_list()) == sorted(lunrs.token_set.to_list())
    assert len(ours.inverted_index) > 500


def test_lunrs_own_query_finds_in_it(documents: dict[str, list[SearchDocument]]) -> None:
    read, implied = read_all(documents["sv"], "sv")
    found = fill(WholeBuilder(), words_of("sv"), implied, read).build().search("bidragsbrottet")
    assert documents["sv"][int(found[0]["ref"])].id == "fk-bidragsbrott"


# --- documents -------------------------------------------------------------------------------------------------------


def test_every_page_of_a_record_is_one_document_a_language(documents: dict[str, list[SearchDocument]]) -> None:
    for found in documents.values():
        assert len({entry.address for entry in found}) == len(found)
        assert {entry.kind for entry in found} == set(KINDS)
    assert [entry.id for entry in documents["sv"] if entry.kind == "goal"] == [
        entry.id for entry in documents["en"] if entry.kind == "goal"
    ]


def test_a_theme_says_of_how_many_bodies_it_is_and_nothing_else_does(documents: dict[str, list[SearchDocument]]) -> None:
    for found in documents.values():
        assert all(bool(entry.whose) == (entry.kind == "theme") for entry in found)
        assert not [entry.id for entry in found if entry.whose and entry.whose not in entry.sentence]


def test_a_text_that_is_only_a_fallback_is_found_in_its_own_language_alone() -> None:
    found = read_document(document(title="Kortare väntan", language="sv", text="care"), words_of("en"))
    assert "väntan" not in found.forms
    assert "care" in found.forms


# --- terms -----------------------------------------------------------------------------------------------------------


def test_a_title_counts_for_more_than_a_body_and_a_body_for_more_than_a_text() -> None:
    words = words_of("sv")
    found = weights([document(0, "Skola"), document(1, agency_name="Skola"), document(2, text="skola")])[words.stem("skola")]
    assert found[0] > found[1] > found[2] > 0


def test_a_part_of_a_compound_and_a_word_that_means_the_same_count_for_less() -> None:
    own = SearchWords(synonyms=[["fusk", "bidragsbrott"]])
    found = weights([document(0, "Bidragsbrott"), document(1, "Brott"), document(2, "Fusk"), document(3, "Bidrag")], own=own)
    assert 0 < found["brott"][0] < found["brott"][1]
    assert 0 < found["fusk"][0] < found["fusk"][2]


def test_what_a_title_only_implies_counts_for_less_than_what_a_text_says() -> None:
    found = weights([document(0, "Bidragsbrott"), document(1, text="Om brott.")])
    assert 0 < found["brott"][0] < found["brott"][1]


def test_a_phrase_means_the_same_as_a_word() -> None:
    words = words_of("sv")
    own = SearchWords(synonyms=[["försörjningsstöd", "ekonomiskt bistånd"]])
    found = weights([document(0, "Färre med ekonomiskt bistånd"), document(1, "Ekonomiskt utrymme")], own=own)
    assert list(found[words.stem("försörjningsstöd")]) == [0]


def test_a_document_is_weighed_as_if_it_were_alone_but_for_the_words_that_are_known() -> None:
    one, known, other = document(0, "Glansbrott"), document(1, "Glans"), document(2, "Färre brott i Provkommun")
    alone, beside, dividing = (weights(entries) for entries in ([one], [one, other], [one, known, other]))
    assert {term: found[0] for term, found in beside.items() if 0 in found} == {term: found[0] for term, found in alone.items()}
    assert 0 not in beside["brott"]
    assert 0 in dividing["brott"]


# --- numbers ---------------------------------------------------------------------------------------------------------

ADDRESSES = st.lists(st.text(alphabet="abc/", min_size=1, max_size=6), unique=True, min_size=1, max_size=300)


@pytest.mark.parametrize(("documents", "numbers"), [(0, 1024), (256, 1024), (257, 2048), (8192, 32768), (10_300, 65536)])
def test_there_are_four_numbers_for_each_document_at_least(documents: int, numbers: int) -> None:
    assert count_numbers(documents) == numbers


@given(ADDRESSES, st.randoms())
def test_numbers_are_the_same_in_whatever_order_the_documents_come(addresses: list[str], chance: random.Random) -> None:
    numbers = number_documents(addresses)
    chance.shuffle(addresses)
    assert number_documents(addresses) == numbers
    assert len(set(numbers.values())) == len(addresses)
    assert all(0 <= number < count_numbers(len(addresses)) for number in numbers.values())


def test_a_document_that_comes_moves_none_but_those_that_it_collides_with() -> None:
    addresses = [f"mal/exk-{number}/" for number in range(2000)]
    before = number_documents(addresses)
    others = (number_documents([*addresses, f"mal/a-{each}/"]) for each in range(40))
    moved = [sum(after[address] != number for address, number in before.items()) for after in others]
    assert sum(moved) <= 0.3 * len(moved)
    assert max(moved) <= 3


def test_twice_as_many_documents_have_the_same_order() -> None:
    few = number_documents([f"mal/exk-{number}/" for number in range(256)])
    many = number_documents([f"mal/exk-{number}/" for number in range(257)])
    apart = [address for address, number in few.items() if many[address] // 2 != number]
    assert len(apart) <= 0.15 * len(few)  # those that collided


# --- files -----------------------------------------------------------------------------------------------------------


def test_weights_are_written_in_the_steps_that_the_vectors_have() -> None:
    assert VECTORS["steps"] == [LEAST, STEP]


@pytest.mark.parametrize("case", VECTORS["postings"], ids=lambda case: case["line"])
def test_postings_are_written_as_browsers_read_them(case: dict[str, Any]) -> None:
    steps = {int(number): find_step(weight) for number, weight in case["weights"].items()}
    assert write_postings(steps, case["space"]) == case["line"]


@pytest.mark.parametrize("case", VECTORS["documents"], ids=lambda case: case["word"])
def test_documents_of_the_scripts_tests_are_what_is_written(case: dict[str, Any]) -> None:
    assert pack({int(number): step for number, step in case["steps"].items()}, 4) == case["line"]


@given(st.dictionaries(st.integers(0, 4095), st.integers(0, 25)))
def test_what_is_packed_can_be_read_again(values: dict[int, int]) -> None:
    assert unpack(pack(values, 4096)) == values


def test_a_term_in_very_many_documents_keeps_those_it_says_most_of() -> None:
    told = write_postings({number: 9 if number == MOST_DOCUMENTS + 1 else 1 for number in range(MOST_DOCUMENTS + 2)}, 65536)
    many, packed = told.split(" ")
    assert many == f"+{MOST_DOCUMENTS + 2}"
    kept = unpack(packed)
    assert len(kept) == MOST_DOCUMENTS
    assert kept[MOST_DOCUMENTS + 1] == 9


@given(st.lists(st.text(alphabet="abåc", min_size=1, max_size=9), min_size=1, max_size=400), st.integers(1, 400))
def test_a_key_is_in_the_last_file_whose_beginning_is_not_after_it(keys: list[str], width: int) -> None:
    lines = [Line(key, f"{key}\t{'x' * width}") for key in dict.fromkeys(keys)]
    files = shard(lines, LIMIT)
    assert sorted(line for _, text in files for line in text.split("\n")) == sorted(line.text for line in lines)
    for line in lines:
        place = max(place for place, (start, _) in enumerate(files) if start <= line.key)
        assert line.text in files[place][1].split("\n")
    assert all(len(text) <= LIMIT + 40 for _, text in files if text.count("\n"))


def test_keys_are_in_the_order_that_browsers_compare_them_by() -> None:
    """By halves of signs: a sign that takes two stands before one whose number is smaller."""
    lines = [Line(key, f"{key}\t{'x' * LIMIT}") for key in ("\U0001f600", "\uffee", "z")]
    assert [start for start, _ in shard(lines, LIMIT)] == ["z", "\U0001f600", "\uffee"]


def index(entries: Iterable[SearchDocument], before: SearchIndex = NOTHING, language: str = "sv") -> SearchIndex:
    return update_index(map(source_of, entries), words_of(language), before=before)


def make(entries: list[SearchDocument], before: SearchIndex = NOTHING) -> dict[str, str]:
    return dict(search_files("sv", index(entries, before), words_of("sv")))


def test_the_same_documents_give_the_same_files_in_whatever_order_they_come() -> None:
    entries = list(corpus("sv", goals=100))
    assert make(entries[::-1]) == make(entries)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_goal_that_comes_or_goes_changes_hardly_a_file_that_has_nothing_of_it(language: str) -> None:
    words, (*entries, goal) = words_of(language), corpus(language, goals=1000)
    without, beside = (index(some, language=language) for some in (entries, [*entries, goal]))
    before, after = (dict(search_files(language, found, words)) for found in (without, beside))
    number = beside.entries[goal.address].number
    own = {term for term, found in beside.postings.items() if number in array("I", found.numbers)}
    own |= read_document(goal, words).forms
    changed = {address: text for address, text in after.items() if address not in before}
    lines = [text for address, text in changed.items() if address.endswith(".txt")]
    others = [text for text in lines if own.isdisjoint(line.split("\t")[0] for line in text.split("\n"))]
    assert len(others) <= 0.01 * len(after)
    # And one of texts, one of passages, one of facts, and the manifest.
    assert len(changed) == len(lines) + 4


def test_what_is_made_from_what_was_before_is_what_is_made_from_nothing() -> None:
    # As many as there are numbers for: one more, and all have others.
    entries = list(corpus("sv", goals=212))
    before = index(entries)
    # Of those that collide the first by address stays where it is.
    others = (document(number, address=f"a/{number}/") for number in itertools.count())
    colliding = next(entry for entry in others if moves_another(entry.address, [*before.entries]))
    changed = [*entries[1:], replace(entries[0], title=f"{entries[1].title} på annat sätt")]
    for other in (entries, entries[:-1], [*entries, document()], changed, [*entries[:-1], colliding]):
        assert make(other, before) == make(other)
        assert make(entries, index(other)) == make(entries)


TITLES = ["Trumma", "Polka", "Trummpolka", "Trummpolkans takt", "Skolmat", ""]
SITES = st.lists(st.dictionaries(st.integers(0, 6), st.sampled_from(TITLES)), min_size=2, max_size=5)


@given(SITES)
def test_whatever_documents_come_go_and_change_the_index_is_that_from_nothing(sites: list[dict[int, str]]) -> None:
    """Titles are words, and compounds of them, so that a word that comes or goes divides what others say otherwise."""
    known = NOTHING
    for titles in sites:
        entries = [document(number, title) for number, title in titles.items()]
        known, anew = index(entries, known), index(entries)
        assert (known.entries, known.forms, known.parts, known.postings) == (anew.entries, anew.forms, anew.parts, anew.postings)


def moves_another(address: str, known: list[str]) -> bool:
    *kept, _ = known
    before, after = number_documents(known), number_documents([*kept, address])
    return any(after[other] != before[other] for other in kept)


def test_a_document_that_keeps_its_number_among_twice_as_many_is_written_anew() -> None:
    known = [f"mal/{number}/" for number in range(255)]
    candidates = (address for address in map(str, itertools.count()) if number_documents([address])[address] == 0)
    first = next(address for address in candidates if number_documents([address, *known, "mal/en-till/"])[address] == 0)
    few = [document(title="ett", address=first), *(document(title="annat", address=address) for address in known)]
    many = [*few, document(title="annat", address="mal/en-till/")]
    before, after = index(few), index(many)
    assert before.entries[first].number == after.entries[first].number == 0
    assert index(many, before).postings == after.postings


def test_every_name_carries_what_is_in_the_file(documents: dict[str, list[SearchDocument]]) -> None:
    files = make(documents["sv"])
    *others, manifest = files
    assert manifest.startswith("assets/search/sv.")
    # Web hosts are told so by their names that they can be kept for ever.
    assert all(re.search(FINGERPRINT, name) for name in files)
    told = json.loads(files[manifest])
    assert told["documents"] == len(documents["sv"])
    wanted = [f"{kind}.{name}.txt" for kind in ("terms", "forms", "ends") for name in re.findall(".{10}", told[kind][1])]
    for place in range(-(-count_numbers(len(documents["sv"])) // TEXTS)):
        names = json.loads(next(text for name, text in files.items() if f"/texts/{place}." in name)).get("p", {})
        wanted += [f"passages/{place * TEXTS // PASSAGES + int(part)}.{name}.json" for part, name in names.items()]
    for kind in ("texts", "facts"):
        size, names = told[kind]
        assert len(names) // 8 == -(-count_numbers(len(documents["sv"])) // size)
        wanted += [f"{kind}/{place}.{name}.json" for place, name in enumerate(re.findall(".{8}", names))]
    assert [f"assets/search/sv/{name}" for name in wanted] == others
