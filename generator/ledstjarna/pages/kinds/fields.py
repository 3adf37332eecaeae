"""What is known of a kind of file, and an example of it, come in; what its page in the editors’ guide tells goes out, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledstjarna.load.excerpts import EACH, Excerpts
from ledstjarna.words.voice import N_, Voice

_LONGEST_EXAMPLE = 12  # lines; a longer one is seen in the whole file, at the end of the page
# What the page about a kind of file is called, and what such a file is for.
FILES = {
    "agency": (N_("Fields of a body"), N_("Whose goals they are: one file for each body.")),
    "plan": (N_("Fields of a plan"), N_("The plan in which goals are decided: one file for each plan.")),
    "goal": (N_("Fields of a goal"), N_("What the goal is and how it is measured: one file for each goal.")),
    "outcomes": (N_("Fields of outcomes"), N_("What has been measured: one file for each goal, with the same name as the goal’s file.")),
    "finding": (N_("Fields of a finding"), N_("What others have reviewed, and the answer: one file for each finding.")),
    "themes": (N_("Fields of themes"), N_("What the themes are called: one file for the whole site.")),
    "accessibility": (N_("Fields of the accessibility statement"), N_("How accessible the site is: one file for the whole site.")),
    "search": (
        N_("Fields of words for the search"),
        N_("Words that mean the same, and words that are divided: one file for each language."),
    ),
    "site_config": (
        N_("Fields of the settings"),
        N_("The site’s name, languages and address, and how it is built: one file for the whole site."),
    ),
}


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field as it is shown; ``inside`` is the fragment and the name of the part that tells of its own fields."""

    id: str
    name: str
    about: str
    is_needed: bool
    held: str
    words: tuple[str, ...]
    inside: tuple[str, str] | None
    example: str
    checks: list[tuple[str, str]]
    rules: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PartTold:
    """A part of the page: its fragment and heading (none for the file’s own fields), where else it stands, and its fields."""

    id: str
    heading: str
    about: str
    also: list[str]
    fields: list[FieldTold]


def tell_file(entry: Any, example: str, titles: Mapping[str, str], voice: Voice) -> dict[str, Any]:
    """The facts of the page. ``titles`` are what checks and rules ask for, by their names."""
    title, about = FILES[entry.kind]
    excerpts = Excerpts(example)
    parts = [_tell_part(part, excerpts, titles, voice) for part in entry.parts]
    return {"heading": voice._(title), "lead": voice._(about), "where": entry.where, "fields_of": parts, "example": example.rstrip()}


def _tell_part(part: Any, excerpts: Excerpts, titles: Mapping[str, str], voice: Voice) -> PartTold:
    way, *others = part.ways
    fields = [_tell_field(field, part, excerpts, titles, voice) for field in part.fields]
    return PartTold(_fragment(way), _show(way), voice._(part.about), [_show(other) for other in others], fields)


def _tell_field(field: Any, part: Any, excerpts: Excerpts, titles: Mapping[str, str], voice: Voice) -> FieldTold:
    found = next((text for way in part.ways if (text := excerpts.find((*way, field.name)))), "")
    return FieldTold(
        id="-".join(step for step in field.way if step != EACH),
        name=field.name,
        about=voice._(field.about),
        is_needed=field.is_needed,
        held=voice._(field.held.about),
        words=field.held.words,
        inside=(_fragment(field.inside), _show(field.inside)) if field.inside else None,
        example=found if found.count("\n") < _LONGEST_EXAMPLE else "",
        checks=[(code, titles[code]) for code in field.checks],
        rules=[(code, titles[code]) for code in field.rules],
    )


def _fragment(way: Sequence[str]) -> str:
    """What the part that a way leads to is linked to by; a field is linked to by its way alone."""
    return "-".join(("in", *(step for step in way if step != EACH)))


def _show(way: Sequence[str]) -> str:
    """A way as it is shown."""
    return " → ".join(step for step in way if step != EACH)
