"""What nobody says why was changed comes in; the event or the correction that would say it goes out, to be filled in."""

from __future__ import annotations

from ledstjarna.model.goal import EventKind
from ledstjarna.model.texts import wait_for
from ledstjarna.review.sides import Sides


def write_event(kind: EventKind, about: str, sides: Sides) -> str:
    """The event that says why."""
    return f"{{date: {sides.as_of.isoformat()}, kind: {kind}, about: {about}, text: {_write_why(sides)}}}"


def write_correction(was: str, sides: Sides) -> str:
    """The correction that says why."""
    return f"{{date: {sides.as_of.isoformat()}, was: {was}, why: {_write_why(sides)}}}"


def _write_why(sides: Sides) -> str:
    """A reason that is still to be written, in each language of the site."""
    return "{" + ", ".join(f'{code}: "{wait_for(code, "varför", "why")}"' for code in sides.project.settings.codes) + "}"
