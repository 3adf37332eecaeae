"""What editors add to search: words that mean the same, and how words are made up."""

from __future__ import annotations

from pydantic import Field

from generator.model.values import Record


class SearchWords(Record):
    """``content/search/<language>.yml``."""

    synonyms: list[list[str]] = Field([], description="Groups of words that mean the same.")
    compounds: dict[str, list[str]] = Field({}, description="What words are made of; none for a word that is one.")
