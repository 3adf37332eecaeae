"""The models come in; what the editors’ guide tells of every kind of file and every field goes out, in English, to be translated.

Descriptions of fields, of records and of what a field may hold are messages of the interface, as the docstrings of checks are: so the
Swedish lies where all Swedish words of pages lie, a translator of another language is given them too, and none can be forgotten.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ledstjarna.load.excerpts import EACH
from ledstjarna.model.site_file import SiteFile
from ledstjarna.model.values import Record
from ledstjarna.validate.checks.all import CHECK_CODES
from ledstjarna.validate.concerns import OF_CHECKS, OF_RULES
from ledstjarna.validate.held import Held, what_is_held
from ledstjarna.validate.rules import RULES
from ledstjarna.validate.schema import WHERE
from ledstjarna.validate.shape import RECORDS, is_given

Way = tuple[str, ...]
_ELSEWHERE = ("site_config", ("extra", "ledstjarna", "site_url"))  # which is written outermost


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One field: the way to it from its file, what it is for, what it may hold, and the checks and rules that are about it.

    ``inside`` is the way to the part of the page that tells of its own fields, for one that has some.
    """

    way: Way
    about: str
    is_needed: bool
    held: Held
    inside: Way
    checks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What is written before the colon."""
        return self.way[-1]


@dataclass(slots=True)
class PartEntry:
    """A record of a file: the ways that lead to it, from the first place on, what it is, and its fields. The file’s own has no way."""

    ways: list[Way]
    about: str
    fields: list[FieldEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A kind of file, where such a file lies, and its parts in order: the file itself comes first."""

    kind: str
    where: str
    parts: tuple[PartEntry, ...]


def file_entries() -> tuple[FileEntry, ...]:
    """Every kind of file, in the order in which a site is made."""
    return tuple(FileEntry(kind, where, tuple(_Walk(kind).parts())) for kind, where in WHERE.items())


def field_texts() -> Iterator[str]:
    """Everything that is said of fields, to be translated; some of it more than once."""
    for entry in file_entries():
        for part in entry.parts:
            yield part.about
            for found in part.fields:
                yield found.about
                yield found.held.about


class _Walk:
    """A walk through the records of a kind of file; each is told of once, where it is first met."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._met: dict[type[Record], PartEntry] = {}

    def parts(self) -> list[PartEntry]:
        """The parts, the file’s own first. What is about a field is known once every way to it is."""
        records: Mapping[str, type[Record]] = {**RECORDS, "themes": RECORDS["theme"], "site_config": SiteFile}
        self._meet(records[self._kind], (EACH,) if self._kind == "themes" else ())
        for part in self._met.values():
            part.fields = [self._judge(found, part) for found in part.fields]
        return list(self._met.values())

    def _meet(self, record: type[Record], way: Way) -> Way:
        if known := self._met.get(record):
            known.ways.append(way)
            return known.ways[0]
        part = self._met[record] = PartEntry([way], _about(record))
        hints = typing.get_type_hints(record, include_extras=True)
        for name, info in record.model_fields.items():
            written = (*way, info.alias or name)
            if not is_given(record, name) and (self._kind, written) != _ELSEWHERE:
                held = what_is_held(hints[name])
                inside = self._meet(held.record, (*written, *([EACH] * held.names))) if held.record else ()
                part.fields.append(FieldEntry(written, info.description or "", info.is_required(), held, inside))
        return way

    def _judge(self, found: FieldEntry, part: PartEntry) -> FieldEntry:
        ways = {".".join((self._kind, *(step for step in (*way, found.name) if step != EACH))) for way in part.ways}
        checks = tuple(code for code in CHECK_CODES if ways.intersection(OF_CHECKS.get(code, ())))
        rules = tuple(rule.__name__ for rule in RULES if ways.intersection(OF_RULES.get(rule.__name__, ())))
        return replace(found, checks=checks, rules=rules)


def _about(record: type[Record]) -> str:
    """The first sentence of its docstring, without the place of its file."""
    first = inspect.cleandoc(record.__doc__ or "").split("\n\n")[0].replace("\n", " ")
    _, _, rest = first.rpartition("``: ")
    return (rest[:1].upper() + rest[1:]).replace("``", "")
