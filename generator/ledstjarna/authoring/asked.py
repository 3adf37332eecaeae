"""What every kind of ``new`` is asked for comes in; commands to type, places and words that hold for all of them go out."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import PydanticCustomError

from ledstjarna import USUAL_FILE
from ledstjarna.authoring.ids import find_prefix, is_id, next_free, show_nearest, sort_nearest
from ledstjarna.authoring.inventory import Inventory
from ledstjarna.authoring.report import say, step
from ledstjarna.model.ids import propose_id
from ledstjarna.model.values import read_reader_text
from ledstjarna.problems import OutsideError
from ledstjarna.settings import Project

_UNQUOTED = frozenset("ÅÄÖåäöabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=")


@dataclass(frozen=True, slots=True)
class Asked:
    """The site that something new is made in, the day, and the language of messages and explanations."""

    project: Project
    inventory: Inventory
    today: datetime.date
    language: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The site’s languages."""
        return self.project.settings.codes

    def command(self, *words: str) -> str:
        """A command to type, with the settings file where it is not the usual one."""
        file = self.project.config_file.as_posix()
        return show_command(*words, *(() if file == USUAL_FILE else ("-f", file)))

    def file(self, *parts: str) -> Path:
        """A file below the folder of agencies."""
        return self.project.content.joinpath("agencies", *parts)

    def options(self, options: Mapping[str, str | None]) -> list[str]:
        """The options that were given, to be typed again."""
        return [word for name, value in options.items() if value for word in (f"--{name}", value)]

    def belonging(self, kind: str) -> list[str]:
        """The option that names what a new thing belongs to, with one that is there."""
        ids = self.inventory.ids(kind)
        return [f"--{kind}", ids[0]] if ids else []

    def prefix(self, agency: str) -> str:
        """What the ids of a body begin with, as far as can be seen."""
        return find_prefix(agency, self.inventory.of_agency("goal", agency), self.inventory.of_agency("plan", agency))


def show_command(*words: str) -> str:
    """A command as it is typed; words with spaces stand in quotation marks."""
    return " ".join(("ledstjarna", *(word if word and set(word) <= _UNQUOTED else f'"{word}"' for word in words)))


def read_new_id(asked: Asked, kind: str, words: list[str], *, prefix: str, options: Mapping[str, str | None]) -> str:
    """The id, where it can be used and nobody has it. OutsideError with what to type instead, the words kept as a name."""
    found = " ".join(words)

    def again(id: str, texts: Mapping[str, str | None]) -> str:
        return asked.command("new", kind, id, *asked.options({**options, **texts}))

    def is_taken(id: str) -> bool:
        return asked.inventory.is_taken(kind, id)

    if not is_id(found):
        proposal = propose_id(found, prefix)
        if proposal is None:
            raise OutsideError("new_id_none", found=found)
        is_name = not options.get(asked.language) and asked.language in asked.codes and not set(found) & set('"$`\\%!')
        name = {asked.language: found} if is_name and any(sign.isspace() or sign.isupper() for sign in found) else {}
        raise OutsideError("new_id", found=found, write=again(next_free(proposal, is_taken), name))
    if file := asked.inventory.file_of(kind, found):
        raise OutsideError("new_taken", found=found, file=file, write=again(next_free(found, is_taken), {}))
    if document := asked.inventory.earlier.get((kind, found)):
        raise OutsideError("new_taken_before", found=found, file=document.file, write=again(next_free(found, is_taken), {}))
    return found


def choose(asked: Asked, kind: str, given: str | None, *, about: str, command: list[str], first: str, option: str = "") -> str:
    """The agency or plan that a new thing belongs to: the one that is named, or the only one there is.

    ``about`` is the new thing's id, ``command`` what was typed without the choice, ``first`` how to make the first one, and
    ``option`` the choice's own name where it is not the kind's.
    """
    ids, is_agency = asked.inventory.ids(kind), kind == "agency"
    if given in ids:
        return str(given)
    nearest = sort_nearest(given or about, ids)
    if not nearest:
        raise OutsideError("new_no_agency" if is_agency else "new_no_plan", write=first)
    if not given and len(nearest) == 1:
        return nearest[0]
    facts = {"expected": show_nearest(given or about, ids), "write": asked.command(*command, f"--{option or kind}", nearest[0])}
    if not given:
        raise OutsideError("new_which_agency" if is_agency else "new_which_plan", **facts)
    raise OutsideError("new_unknown_agency" if is_agency else "new_unknown_plan", found=given, **facts)


def check_texts(asked: Asked, texts: Mapping[str, str | None]) -> dict[str, str]:
    """Texts that can be read on the site, in languages that it has."""
    given = {code: text for code, text in texts.items() if text is not None}
    for code, text in given.items():
        if code not in asked.codes:
            raise OutsideError("language", found=code, expected=", ".join(asked.codes))
        if hidden := next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs")), None):
            raise OutsideError("hidden_character", found=f"U+{ord(hidden):04X}")
        try:
            read_reader_text(text)
        except PydanticCustomError as error:
            raise OutsideError(error.type, at=f"--{code}", **(error.context or {})) from error
    return given


def tell_others(asked: Asked, count: int) -> list[str]:
    """That the content has problems of its own, where it has."""
    return [say("others", asked.language, count=count), step(asked.command("check"))] if count else []
