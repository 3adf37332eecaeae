"""A document comes in; the terms that it is found by go out, weighed by what lunr counts of it alone.

Of all others a document's terms hang on nothing but the words that there are, since a compound is divided where both of its words are
known. What a text only implies, halves of its words and synonyms, counts a sixteenth of what it says. Were it more, a part of a compound
in a title would come before the page that says the word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
FIELDS = {"title": (5.0, 7), "agency": (2.0, 3), "text": (1.0, 80), "aside": (0.5, 20)}
# How much the length of a field matters: 0 not at all, 1 in full.
LENGTH = 0.5
_REF = "read"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A document as the words of its fields, as they are written."""

    title: Sequence[str]
    agency: Sequence[str]
    text: Sequence[str]
    aside: Sequence[str] = ()
    ref: str = _REF

    def __getitem__(self, name: str) -> Any:
        """Lunr asks for fields as of a dict."""
        return getattr(self, name)

    @property
    def forms(self) -> frozenset[str]:
        """Every word once."""
        return frozenset((*self.title, *self.agency, *self.text, *self.aside))


def read_document(document: SearchDocument, words: Words) -> Tokens:
    """A title that is a fallback is found in its own language. The editors’ guide counts less than what readers come for."""
    title, agency = "" if document.language else document.title, document.agency_name
    text, aside = document.text, document.aside
    if document.kind == "guide":
        title, agency, text, aside = "", f"{title} {agency}", "", f"{text} {aside}"
    return Tokens(words.tokens(title), words.tokens(agency), words.tokens(text), words.tokens(aside))


def find_parts(forms: Collection[str], words: Words, own: SearchWords | None) -> dict[str, tuple[str, ...]]:
    """What those of all words of all documents are made of that are compounds; ``own`` are the editors' words."""
    exceptions: Mapping[str, Sequence[str]] = own.compounds if own else {}
    splitter = Splitter(words, forms, {word: tuple(parts) for word, parts in exceptions.items()})
    return {form: found for form in forms if (found := splitter.parts(form))}


class Implied:
    """What words imply: the parts of compounds, and words that mean the same."""

    def __init__(self, parts: Mapping[str, Sequence[str]], words: Words, own: SearchWords | None) -> None:
        """``parts`` are those of every word that is divided. ``own`` are the editors' words."""
        self.parts = parts
        self._synonyms = Synonyms(own.synonyms if own else (), words)

    def terms(self, tokens: Sequence[str]) -> list[str]:
        """The terms that a field's words imply."""
        return [term for token in tokens if token in self.parts for term in self.parts[token]] + self._synonyms.of(tokens)


class TermCounter:
    """Has lunr count one document after the other, each as if it were the only one.

    A term's weight is its frequencies in the fields, each divided by the field's length against the usual, times what the field counts
    for, and summed (BM25F, Robertson and Zaragoza 2009).
    """

    def __init__(self, words: Words, implied: Implied) -> None:
        self._builder = fill(QuickBuilder(), words, implied)

    def terms_of(self, tokens: Tokens) -> dict[str, float]:
        """The weight of each term that a document is found by."""
        builder, found = self._builder, dict[str, float]()
        builder.add(tokens)  # in place of the one before, since all have the same name
        for ref, frequencies in builder.field_term_frequencies.items():
            name = ref.partition("/")[0]
            # What a field implies is measured by what is written in it.
            each = _weight(name, builder.field_lengths[f"{name.removesuffix('_also')}/{tokens.ref}"])
            for term, many in frequencies.items():
                found[term] = found.get(term, 0.0) + each * many
        return found


def fill(builder: Builder, words: Words, implied: Implied, read: Iterable[Tokens] = ()) -> Builder:
    """A builder of lunr's with our fields, stop words and stems, and the given documents in it."""
    stem = register(f"ledstjarna-stem-{words.code}", words.stem)
    stop = register(f"ledstjarna-stop-{words.code}", lambda word: None if word in words.stops else word)
    builder.pipeline.reset()
    builder.pipeline.add(stop, stem)
    builder.search_pipeline.reset()
    builder.search_pipeline.add(stop, stem)
    builder.ref("ref")
    also = [f"{name}_also" for name in FIELDS]
    builder.pipeline.skip(stem, also)
    builder.pipeline.skip(stop, also)
    for name, (boost, _) in FIELDS.items():
        builder.field(name, boost=boost, extractor=lambda entry, name=name: entry[name])
        builder.field(f"{name}_also", boost=boost * IMPLIED, extractor=lambda entry, name=name: implied.terms(entry[name]))
    for entry in read:
        builder.add(entry)
    return builder


def _weight(name: str, length: int) -> float:
    """What one occurrence counts for in a field of so many words."""
    base = name.removesuffix("_also")
    boost, usual = FIELDS[base]
    return boost * (IMPLIED if base != name else 1) / (1 - LENGTH + LENGTH * length / usual)
