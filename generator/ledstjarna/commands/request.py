"""What a command is asked: the words that were typed, the site, the day and the language of messages."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from dataclasses import dataclass

from ledstjarna.model.settings import Settings
from ledstjarna.problems import OutsideError
from ledstjarna.settings import Project

FINE, PROBLEMS, FAULT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Clock:
    """What is read of the clock: the day that it is where a site is at home, and the seconds since the command was begun."""

    day: Callable[[Settings], datetime.date]
    seconds: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Request:
    """One call of a command. Only commands that need no site have none."""

    options: argparse.Namespace
    language: str
    as_of: datetime.date
    clock: Clock
    project: Project | None = None

    @property
    def site(self) -> Project:
        """The site that the command is about."""
        assert self.project
        return self.project

    @property
    def today(self) -> datetime.date | None:
        """The day that it is; not known where the site is asked for as it was on a day of somebody's choice."""
        return None if self.options.as_of else self.as_of


Command = Callable[[Request], int]


def read_as_of(text: str) -> datetime.date:
    """The day that a site is asked for; OutsideError where it is none."""
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        date = None
    if date is None or date.isoformat() != text:
        raise OutsideError("as_of", found=text)
    return date
