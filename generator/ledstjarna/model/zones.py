"""The name of a time zone comes in; a known one goes out, or a complaint that names the nearest."""

from __future__ import annotations

import functools
import importlib.resources
from difflib import get_close_matches

from ledstjarna.model.complaints import complain, show

DEFAULT_ZONE = "Europe/Stockholm"
_NO_PLACE = frozenset(["Factory", "localtime", "posixrules"])


@functools.cache
def known_zones() -> tuple[str, ...]:
    """The names of all time zones, from the package ``tzdata``: the same ones on every computer."""
    text = importlib.resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return tuple(sorted(set(text.split()) - _NO_PLACE))


def read_zone(found: object) -> str:
    """A time zone by its name."""
    name = show(found)
    if not isinstance(found, str) or name not in known_zones():
        raise complain("timezone", found=name, expected=_nearest(name))
    return name


def _nearest(name: str) -> str:
    """What may have been meant: the same in other letters, the city alone, or what looks alike."""
    wanted = name.strip().lower().replace(" ", "_")[:64]  # what is longer is none, and takes its time to compare
    by_word = {zone.lower(): zone for zone in known_zones()} | {zone.rpartition("/")[2].lower(): zone for zone in known_zones()}
    return next((by_word[word] for word in get_close_matches(wanted, by_word, n=1)), DEFAULT_ZONE)
