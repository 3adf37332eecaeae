"""Documents' tokens come in; what lunr counts of them goes out, several times faster than from lunr's own loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.token import Token

PipelineFunction = Callable[..., Any]


class QuickBuilder(Builder):  # type: ignore[misc]  # lunr has no types
    """lunr's builder, for pipelines whose functions look at nothing but a token's text.

    Such a pipeline gives the same for the same word, so that each word goes through it once, and words are counted at once instead
    of one by one. What is counted is lunr's to the letter; the inverted index, which only lunr's own queries need, is not made.
    """

    def __init__(self) -> None:
        super().__init__()
        self._terms: dict[frozenset[Any], dict[str, tuple[str, ...]]] = {}

    def add(self, doc: Any, attributes: dict[str, Any] | None = None) -> None:
        """A document whose fields are lists of tokens, given by the fields' extractors."""
        ref = str(doc[self._ref])
        self._documents[ref] = attributes or {}
        self.document_count += 1
        for name, field in self._fields.items():
            found = doc[name] if field.extractor is None else field.extractor(doc)
            # What the pipeline leaves out in a field decides what it makes of a word there.
            known = self._terms.setdefault(frozenset(step for step, fields in self.pipeline._skip.items() if name in fields), {})
            terms = [term for token in found for term in (known[token] if token in known else self._run(token, name, known))]
            # As lunr writes a FieldRef.
            self.field_term_frequencies[f"{name}/{ref}"] = Counter(terms)
            self.field_lengths[f"{name}/{ref}"] = len(terms)

    def _run(self, token: str, field: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        """What the pipeline makes of a token that it has not seen."""
        terms = known[token] = tuple(str(made) for made in self.pipeline.run([Token(token.lower(), {})], field))
        return terms


def register(label: str, change: Callable[[str], str | None]) -> PipelineFunction:
    """A function for lunr's pipelines out of one that changes a word, or drops it; known to lunr by its label, once."""
    known: PipelineFunction | None = Pipeline.registered_functions.get(label)
    if known is not None:
        return known

    def step(token: Any, _index: int, _tokens: Iterable[Any]) -> Any:
        changed = change(str(token))
        return token.update(lambda _text, _metadata: changed) if changed else None

    Pipeline.register_function(step, label)
    return step
