"""The documents of a language come in, and what was known of them before; what they are found by now goes out.

Only documents that have changed are read, and terms that they have are written anew: which makes nothing but less work of it. A word that
is new, or gone, may divide the compounds of others too, and those documents are read with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ledstjarna.careful_pickle import dump, load
from ledstjarna.model.search import SearchWords
from ledstjarna.search.document import SearchDocument, Source
from ledstjarna.search.document_files import Facts, Numbered, facts_of, passages_of, shown_of
from ledstjarna.search.index import Implied, TermCounter, Tokens, find_parts, read_document
from ledstjarna.search.numbers import count_numbers, number_documents
from ledstjarna.search.postings import Posting, change_posting, find_step
from ledstjarna.search.words import Words


class Entry(NamedTuple):
    """What is known of a document: what it is made of, its number, what results show, its passages, and what it is found by, as bytes.

    These are its terms with the steps of their weights, and its words as they are written, which only a change of it asks for.
    """

    made_of: bytes
    number: int
    shown: str
    passages: str
    facts: Facts
    found: bytes


class SearchIndex(NamedTuple):
    """What the documents of a language are found by.

    ``entries`` are the documents by their addresses, in the order of their numbers; ``forms`` how many documents have each word as it is
    written, ``parts`` what those are made of that are divided, ``postings`` the documents of each term.
    """

    entries: Mapping[str, Entry]
    forms: Mapping[str, int]
    parts: Mapping[str, tuple[str, ...]]
    postings: Mapping[str, Posting]

    @property
    def space(self) -> int:
        """How many numbers there are."""
        return count_numbers(len(self.entries))

    @property
    def numbered(self) -> Numbered:
        """What is shown of each document, and its facts, by its number."""
        return {entry.number: (entry.shown, entry.facts) for entry in self.entries.values()}

    @property
    def passages(self) -> Mapping[int, str]:
        """What a sentence of may be shown, by the document's number."""
        return {entry.number: entry.passages for entry in self.entries.values() if entry.passages}


NOTHING = SearchIndex({}, {}, {}, {})  # before there was any document
_Found = tuple[dict[str, int], Collection[str]]


def update_index(sources: Iterable[Source], words: Words, own: SearchWords | None = None, before: SearchIndex = NOTHING) -> SearchIndex:
    """The index of these documents, the same whatever was there ``before``; ``own`` are the editors' words for it."""
    there, known = {source.address: source for source in sources}, before.entries
    changed = [address for address, source in there.items() if address not in known or known[address].made_of != source.made_of]
    old = {address: _found(known[address]) for address in (known.keys() - there.keys()) | (known.keys() & changed)}
    read = {address: there[address].read() for address in changed}
    tokens = {address: read_document(document, words) for address, document in read.items()}
    forms = _count_forms(before.forms, (forms for _, forms in old.values()), (found.forms for found in tokens.values()))
    parts = before.parts if forms.keys() == before.forms.keys() else find_parts(forms, words, own)
    for address in _divided_otherwise(before, parts, [address for address in there if address not in read]):
        old[address] = _found(known[address])
        read[address] = there[address].read()
        tokens[address] = read_document(read[address], words)
    entries = {}
    count = TermCounter(words, Implied(parts, words, own))
    for address, number in number_documents(there).items():
        entry = known.get(address)
        if address in read:
            entries[address] = _entry(there[address].made_of, number, read[address], count, tokens.pop(address))
        elif entry:  # the very same where nothing of it has changed
            entries[address] = entry if entry.number == number else entry._replace(number=number)
    return SearchIndex(entries, forms, parts, _change_postings(before, entries))


def _entry(made_of: bytes, number: int, document: SearchDocument, count: TermCounter, tokens: Tokens) -> Entry:
    steps = {term: find_step(weight) for term, weight in count.terms_of(tokens).items()}
    found = dump((steps, sorted(tokens.forms)))
    return Entry(made_of, number, shown_of(document), passages_of(document), facts_of(document), found)


def _found(entry: Entry) -> _Found:
    found: _Found = load(entry.found)
    return found


def _count_forms(before: Mapping[str, int], gone: Iterable[Collection[str]], come: Iterable[Collection[str]]) -> dict[str, int]:
    """How many documents have each word."""
    forms = Counter(before)
    for each in gone:
        forms.subtract(each)
    for each in come:
        forms.update(each)
    return {form: many for form, many in forms.items() if many}


def _divided_otherwise(before: SearchIndex, parts: Mapping[str, tuple[str, ...]], addresses: Collection[str]) -> list[str]:
    """Documents that are as they were, but have words that are not divided as they were."""
    if parts is before.parts or not addresses:
        return []
    differing = {form for form in parts.keys() | before.parts.keys() if parts.get(form) != before.parts.get(form)} & before.forms.keys()
    return [address for address in addresses if not differing.isdisjoint(_found(before.entries[address])[1])] if differing else []


def _change_postings(before: SearchIndex, entries: Mapping[str, Entry]) -> dict[str, Posting]:
    """The documents of every term: written anew where they, their numbers, or how many numbers there are, have changed."""
    gone: dict[str, list[int]] = defaultdict(list)
    come: dict[str, dict[int, int]] = defaultdict(dict)
    for address in before.entries.keys() | entries.keys():
        was, is_ = before.entries.get(address), entries.get(address)
        if was is not is_:
            old, new = _numbered_steps(was), _numbered_steps(is_)
            for (term, number), _ in old.items() - new.items():
                gone[term].append(number)
            for (term, number), step in new.items() - old.items():
                come[term][number] = step
    space, postings = count_numbers(len(entries)), dict(before.postings)
    for term in gone.keys() | come.keys() if space == before.space else postings.keys() | come.keys():
        posting = change_posting(postings.pop(term, None), gone.get(term, ()), come.get(term, {}), space)
        if posting:
            postings[term] = posting
    return postings


def _numbered_steps(entry: Entry | None) -> dict[tuple[str, int], int]:
    """The steps of a document’s terms, by these and its number."""
    return {(term, entry.number): step for term, step in _found(entry)[0].items()} if entry else {}
