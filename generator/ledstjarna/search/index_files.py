"""What the documents of a language are found by comes in; the files that a browser searches in go out.

All names but those of passages, and none of the contents, are in the manifest, whose own name carries its content, and so does every
other's: they can be kept for ever. A term file has a line a term: the term, a tab, and the documents that have it, as ``packing`` writes
them, with the steps of their weights. What makes a score of it is in ``theme/scripts/search``. A document that comes, goes or is changed
changes the files that have its words, one of texts, one of passages and one of facts, and hardly another.

A term in too many documents is no longer asked for, only counted where it is known, and the page says that there are more. Facts to
narrow down by are fetched where few files hold them, else when they are asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from ledstjarna.search.document import KINDS
from ledstjarna.search.document_files import (
    FACTS,
    PASSAGES,
    STATUSES,
    TEXTS,
    fact_files,
    name_pages,
    other_kinds,
    passage_files,
    text_files,
    write_json,
)
from ledstjarna.search.postings import LEAST, STEP
from ledstjarna.search.shards import Line, shard
from ledstjarna.search.update import SearchIndex
from ledstjarna.search.words import Words

FOLDER = "assets/search"
# Characters a file. Of terms, a query has one and some others that begin alike; of forms a slip is looked for among many.
LIMITS = {"terms": 5_000, "forms": 10_000, "ends": 10_000}
# Letters that a form must have to be proposed instead of a slip.
SPELLED = 4
# Signs of a fingerprint: of a file that is named by it alone, and of one that has a number too.
ALONE, NUMBERED = 10, 8


def search_files(language: str, index: SearchIndex, words: Words) -> Iterator[tuple[str, str]]:
    """Address from the site's root and text of every file; the last is the manifest."""
    folder = f"{FOLDER}/{language}"
    documents, space = index.numbered, index.space
    manifest: dict[str, object] = {"weights": [LEAST, STEP], "documents": len(documents), "kinds": KINDS, "statuses": STATUSES}
    manifest |= {"others": other_kinds(documents, space), "named": name_pages(documents, words), "words": words.rules}
    for kind, lines in _lines(index, words).items():
        shards = shard(lines, LIMITS[kind])
        names = [_fingerprint(text, ALONE) for _, text in shards]
        yield from ((f"{folder}/{kind}.{name}.txt", text) for name, (_, text) in zip(names, shards, strict=True))
        manifest[kind] = [" ".join(bound for bound, _ in shards), "".join(names)]
    passages = passage_files(index.passages, space)
    marks = {number: _fingerprint(text) for number, text in passages.items()}
    yield from ((f"{folder}/passages/{number}.{marks[number]}.json", text) for number, text in passages.items())
    manifest["passages"] = PASSAGES
    for kind, size, texts in (("texts", TEXTS, text_files(documents, marks, space)), ("facts", FACTS, fact_files(documents, space))):
        names = [_fingerprint(text) for text in texts]
        yield from ((f"{folder}/{kind}/{number}.{names[number]}.json", text) for number, text in enumerate(texts))
        manifest[kind] = [size, "".join(names)]
    text = write_json(manifest)
    yield f"{folder}.{_fingerprint(text)}.json", text


def _lines(index: SearchIndex, words: Words) -> dict[str, list[Line]]:
    """Every term with its documents, and every word that is spelled out with how common it is, also by its end."""
    spelled = [(form, many) for form, many in index.forms.items() if len(form) >= SPELLED and form.isalpha()]
    return {
        "terms": [Line(words.fold(term), f"{term}\t{found.text}") for term, found in index.postings.items()],
        "forms": [Line(words.fold(form), f"{form}\t{_rank(many)}") for form, many in spelled],
        "ends": [Line(words.fold(form)[::-1], f"{form}\t{_rank(many)}") for form, many in spelled],
    }


def _rank(many: int) -> int:
    """How common a form is, by powers of two."""
    return min(9, many.bit_length())


def _fingerprint(text: str, signs: int = NUMBERED) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:signs]
