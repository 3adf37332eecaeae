"""The forms of ``ledstjarna new`` come in; what in them is only an example goes out, and where content still has it.

A field that a form holds behind a # has an example for its value. Used as it stands, the example would be published as if it were
true. What is chosen from a list of words is as true as any other choice, and no example. The dates in the forms are Christmas Eves and
the figures odd, so that they are nobody's own.

The list is read from the forms. A word from a list, and a number alone, may be right as they stand, so figures count only together with
what stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ledstjarna.load.guarded_yaml import read_yaml
from ledstjarna.model.texts import Path

_UNUSED = re.compile(r"^\s*#(?:- )?(\w+: .*)$", re.MULTILINE)
_WORDS = re.compile(r"\{\{ words\(.*?\) \}\}")
_YEAR = re.compile(r"\{\{ year(?: [-+] \d)? \}\}")
_ANY_YEAR = "0000"
_NEEDLE = 7  # signs
_CHOSEN = frozenset(["shown", "method", "licence", "criteria"])  # whose examples are as good as any other choice
_WORD = re.compile(r"[A-Za-z_]+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:/[0-9]{4}-[0-9]{2})?|[0-9]{2}-[0-9]{2}")
_PARAGRAPH = re.compile(r"^\((?:skriv|write) [^()\n]+\)$", re.MULTILINE)
# A paragraph that begins so, or a line that is nothing else; "(write to us)" may well stand in a sentence.
_UNWRITTEN = re.compile(r"(?:(?<=\n\n)|\A)[ ]{0,3}\((?:skriv|write)\b[^\n]*|^[ ]{0,3}\((?:skriv|write)\b[^\n]*\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Examples:
    """What forms hold behind a #, and which paragraphs of prose pages wait for words.

    ``values`` are examples by themselves, and so is every address at one of ``hosts``. ``groups`` are figures and dates, which are
    examples only where they are, and with what stands beside them: the name of the field that they are in, and the fields.
    ``looks`` are for a quick look: a text with an example has one of the needles, and with it all parts of something that has that needle.
    """

    values: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    groups: tuple[tuple[str, Mapping[str, str]], ...] = ()
    paragraphs: frozenset[str] = frozenset()
    looks: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()


NO_EXAMPLES = Examples()


@dataclass(slots=True)
class _Found:
    values: set[str] = field(default_factory=set)
    groups: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def look(self, name: str, value: object) -> None:
        """Take the examples out of a field; ``name`` is empty for a whole form."""
        if isinstance(value, list):
            for entry in value:
                self.look(name, entry)
        elif isinstance(value, dict):
            rest = {key: entry for key, entry in value.items() if key not in _CHOSEN}
            beside = {
                key: str(entry) for key, entry in rest.items() if isinstance(entry, str) and (_is_figure(entry) or _WORD.fullmatch(entry))
            }
            says_something = any(_DATE.fullmatch(entry) or (_is_figure(entry) and name) for entry in beside.values())
            if says_something and (name, beside) not in self.groups:
                self.groups.append((name, beside))
            for key, entry in rest.items():
                if key not in beside:
                    self.look(key, entry)
        elif isinstance(value, str) and not _is_figure(value) and not _WORD.fullmatch(value):
            self.values.add(str(value))


def _is_figure(value: str) -> bool:
    return bool(_NUMBER.fullmatch(value) or _DATE.fullmatch(value))


def read_examples(forms: Iterable[str], pages: Iterable[str]) -> Examples:
    """The examples of forms and prose pages, given as their texts."""
    found = _Found()
    for form in forms:
        for line in _UNUSED.findall(form):
            plain = _YEAR.sub(_ANY_YEAR, _WORDS.sub("~", line))
            if "{{" not in plain:
                found.look("", read_yaml(plain, "")[0])
    hosts = {host for value in found.values if (host := _host(value))}
    paragraphs = {paragraph for page in pages for paragraph in _PARAGRAPH.findall(page)}
    tokens = {_host(value) or value for value in found.values}
    looks = _share_needles({*((token,) for token in _fewest(tokens)), *(_written_parts(group) or ("",) for _, group in found.groups)})
    return Examples(frozenset(found.values), frozenset(hosts), tuple(found.groups), frozenset(paragraphs), looks)


def _share_needles(written: Collection[tuple[str, ...]]) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """Signs that few texts have, and what begins with a part that has them: so most texts are looked through for few of them."""
    needles = _fewest({parts[0][:_NEEDLE] for parts in written})
    return tuple((needle, tuple(sorted(parts for parts in written if needle in parts[0]))) for needle in sorted(needles))


def _fewest(words: Collection[str]) -> set[str]:
    """Those that have no other among them inside: a text that has any of the words has one of these."""
    return {word for word in words if not any(other in word for other in words if other != word)}


def _written_parts(group: Mapping[str, str]) -> tuple[str, ...]:
    """What is written wherever the example is, whatever the year: long figures first, and words last, since these stand in many files."""
    parts = {part for value in group.values() for part in value.split(_ANY_YEAR) if part}
    return tuple(sorted(parts, key=lambda part: (part[-1].isdigit(), len(part), part), reverse=True))


def _host(value: str) -> str:
    """The host of an address or an e-mail address; empty where it is neither."""
    if "://" not in value:
        return value.rpartition("@")[2] if "@" in value and " " not in value else ""
    try:
        return urlsplit(value).hostname or ""
    except ValueError:
        return ""


def may_have_examples(written: str, examples: Examples) -> bool:
    """Whether plain data, written out, may have an example: a quick look before ``find_examples``."""
    return any(needle in written and any(all(part in written for part in parts) for parts in found) for needle, found in examples.looks)


def find_examples(data: object, examples: Examples, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Where plain data still have an example, and the example."""
    if isinstance(data, str):
        if data in examples.values or _host(data) in examples.hosts:
            yield path, str(data)
    elif isinstance(data, list):
        for index, entry in enumerate(data):
            yield from find_examples(entry, examples, (*path, index))
    elif isinstance(data, dict):
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        found = next((group for where, group in examples.groups if where == name and _has(data, group)), None)
        if found:
            yield path or tuple(found)[:1], ", ".join(f"{key}: {data[key]}" for key in found)
        for key, entry in data.items():
            yield from find_examples(entry, examples, (*path, key))


def _has(data: Mapping[str, object], group: Mapping[str, str]) -> bool:
    """Whether a mapping has all that makes up an example, whatever the year."""
    return all(isinstance(found := data.get(key), str) and _is_same(found, value) for key, value in group.items())


def _is_same(found: str, example: str) -> bool:
    return found == example or (_ANY_YEAR in example and bool(re.fullmatch(example.replace(_ANY_YEAR, "[0-9]{4}"), found)))


def find_unwritten(text: str, examples: Examples) -> list[tuple[int, str]]:
    """Where a prose page still says what to write."""
    places = {match.end() - len(match.group().lstrip()): match.group().strip() for match in _UNWRITTEN.finditer(text)}
    for paragraph in examples.paragraphs:
        start = text.find(paragraph)
        while start >= 0:
            places[start] = paragraph
            start = text.find(paragraph, start + len(paragraph))
    return sorted(places.items())
