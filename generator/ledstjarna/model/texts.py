"""A record comes in; its texts, where each lies in its file, and the languages that each lacks go out."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

Path = tuple[str | int, ...]


def walk_texts(record: BaseModel) -> list[tuple[Path, str | Mapping[str, Any]]]:
    """Every text and every group of a record by its key, and where it lies in its file: the whole before its parts."""
    found: list[tuple[Path, str | Mapping[str, Any]]] = []

    def visit(value: Any, path: Path) -> None:
        if isinstance(value, str):
            found.append((path, value))
        elif isinstance(value, dict):
            found.append((path, value))
            for key, entry in value.items():
                visit(entry, (*path, key))
        elif isinstance(value, list):
            for index, entry in enumerate(value):
                visit(entry, (*path, index))
        else:
            for name, key in _keys_of(value.__class__):
                if inside := getattr(value, name):
                    visit(inside, (*path, key))

    visit(record, ())
    return found


def find_lacking(record: BaseModel, languages: tuple[str, ...]) -> Iterator[tuple[Path, list[str]]]:
    """Every text of a record that is not there in all languages, and those that it lacks."""
    return ((path, lacked) for path, text in walk_texts(record) if (lacked := _lacks(path, text, languages)))


def _lacks(path: Path, value: object, languages: tuple[str, ...]) -> list[str]:
    """The languages that a text lacks; none of what is no text. What others call a measure is no text either."""
    if not isinstance(value, dict) or not value or path[-1:] == ("external",):
        return []
    if not all(key in languages and isinstance(text, str) for key, text in value.items()):
        return []
    return [language for language in languages if language not in value]


@functools.cache
def _keys_of(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a record, and the words that files have for them; anything else has none."""
    fields = kind.model_fields if issubclass(kind, BaseModel) else {}
    return tuple((name, info.alias or name) for name, info in fields.items())
