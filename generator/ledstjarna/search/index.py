"""The documents of a language come in; how often every term is found in each goes out, counted by lunr.

What a text only implies, halves of its words and synonyms, counts a sixteenth of what it says. Were it more, a part of a compound in a
title would come before the page that says the word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lunr.builder import Builder

from ledstjarna.model.search import SearchWords
from ledstjarna.search.builder import QuickBuilder, register
from ledstjarna.search.compounds import Splitter
from ledstjarna.search.document import SearchDocument
from ledstjarna.search.synonyms import Synonyms
from ledstjarna.search.words import Words

# What a word counts for in a field, and how many words such a field usually has. What is only implied (a part of a compound, a word that
# means the same) counts less than what is written.
IMPLIED = 0.06
FIELDS = {"title": (5.0, 7), "agency": (2.0, 3), "text": (1.0, 80)}
# How much the length of a field matters: 0 not at all, 1 in full.
LENGTH = 0.5


@dataclass(slots=True)
class Indexed:
    """What a language's documents are found by.

    ``terms`` has, by term, the number of each document and the term's weighted frequency in it: the frequencies in the fields, each
    divided by the field's length against the usual, times what the field counts for, and summed (BM25F, Robertson and Zaragoza 2009).
    ``forms`` counts the documents that have a word as it is written.
    """

    terms: dict[str, dict[int, float]] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)


def index_documents(documents: Sequence[SearchDocument], words: Words, own: SearchWords | None = None) -> Indexed:
    """Everything that a language's documents are found by; ``own`` are the editors' words for it."""
    read = [_read(number, document, words) for number, document in enumerate(documents)]
    builder = fill(QuickBuilder(), read, words, own)
    found = Indexed()
    for ref, frequencies in builder.field_term_frequencies.items():
        name, _, number = ref.partition("/")
        document = int(number)
        # What a field implies is measured by what is written in it.
        each = _weight(name, builder.field_lengths[f"{name.removesuffix('_also')}/{number}"])
        for term, many in frequencies.items():
            postings = found.terms.setdefault(term, {})
            postings[document] = postings.get(document, 0.0) + each * many
    for entry in read:
        found.forms.update({*entry.title, *entry.agency, *entry.text})
    return found


def fill(builder: Builder, read: Sequence[_Read], words: Words, own: SearchWords | None) -> Builder:
    """A builder of lunr's with our fields, tokens, stop words and stems, and all documents in it."""
    stem = register(f"ledstjarna-stem-{words.code}", words.stem)
    stop = register(f"ledstjarna-stop-{words.code}", lambda word: None if word in words.stops else word)
    builder.pipeline.reset()
    builder.pipeline.add(stop, stem)
    builder.search_pipeline.reset()
    builder.search_pipeline.add(stop, stem)
    builder.ref("ref")
    imply = _implier(read, words, own)
    implied = [f"{name}_also" for name in FIELDS]
    builder.pipeline.skip(stem, implied)
    builder.pipeline.skip(stop, implied)
    for name, (boost, _) in FIELDS.items():
        builder.field(name, boost=boost, extractor=lambda entry, name=name: entry[name])
        builder.field(f"{name}_also", boost=boost * IMPLIED, extractor=lambda entry, name=name: imply(entry[name]))
    for entry in read:
        builder.add(entry)
    return builder


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as tokens."""

    ref: str
    title: list[str]
    agency: list[str]
    text: list[str]

    def __getitem__(self, name: str) -> Any:
        """Lunr asks for fields as of a dict."""
        return getattr(self, name)


def _read(number: int, document: SearchDocument, words: Words) -> _Read:
    """A title that is a fallback is found in its own language."""
    title = [] if document.language else words.tokens(document.title)
    return _Read(str(number), title, words.tokens(document.agency_name), words.tokens(document.text))


def _implier(read: Sequence[_Read], words: Words, own: SearchWords | None) -> Any:
    """What gives the terms that a field's tokens imply: the parts of compounds, and words that mean the same."""
    every = {token for entry in read for tokens in (entry.title, entry.agency, entry.text) for token in tokens}
    exceptions: Mapping[str, Sequence[str]] = own.compounds if own else {}
    splitter = Splitter(words, every, {word: tuple(parts) for word, parts in exceptions.items()})
    parts = {token: found for token in every if (found := splitter.parts(token))}
    synonyms = Synonyms(own.synonyms if own else (), words)
    return lambda tokens: [term for token in tokens if token in parts for term in parts[token]] + synonyms.of(tokens)


def _weight(name: str, length: int) -> float:
    """What one occurrence counts for in a field of so many words."""
    base = name.removesuffix("_also")
    boost, usual = FIELDS[base]
    return boost * (IMPLIED if base != name else 1) / (1 - LENGTH + LENGTH * length / usual)
