"""A way to read a site and to build it come in; what the preview shows goes out, and is made anew whenever a file is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledstjarna.inputs import Stamp, stamp_file, stamp_files
from ledstjarna.problems import OutsideError, Problem
from ledstjarna.settings import ConfigError, Project

_PAUSE, _QUIET = 0.08, 0.05
_FILES_A_SECOND = 30_000  # so that looking takes a few per cent of the time, however many files there are


@dataclass(frozen=True, slots=True)
class Fault:
    """What stops a build: where it is, if it is anywhere, and what is said of it."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to see: the built site's folder, and what is wrong since. ``version`` is another whenever it is worth another look."""

    version: int
    site: Path
    faults: tuple[Fault, ...] = ()


class Preview:
    """Builds when told to, and whenever a file that is read has changed."""

    def __init__(
        self,
        project: Project,
        *,
        read: Callable[[], Project],
        build: Callable[[Project], Sequence[Problem]],
        finish: Callable[[Project], Sequence[Problem]],
        language: str,
        say: Callable[[str], None],
    ) -> None:
        """``build`` makes what can be seen; ``finish`` makes the rest, when that is shown."""
        self.language = language
        self.news = threading.Condition()
        self.shown = Shown(0, project.output)
        self._project, self._read, self._build, self._finish, self._say = project, read, build, finish, say
        self._seen: Mapping[str, Stamp | None] = {}

    @property
    def framed(self) -> list[str]:
        """The beginnings of the addresses of pages that others may show inside theirs."""
        settings = self._project.settings
        return [f"/{code}/{settings.word('embed', code)}/" for code in settings.codes]

    def build(self) -> None:
        """Build once, the pages first. With problems the old site stays, and what is wrong is shown over it."""
        faults: tuple[Fault, ...]
        settings = {"": stamp_file(self._project.config_file)}  # before it is read, so that no later change is missed
        try:
            self._project = self._read()
            self._seen = {**settings, **stamp_files(self._project)}
            faults = self._tell(self._build(self._project))
            if not faults:
                self._show(())
                faults = self._tell(self._finish(self._project))
                if not faults:
                    self._show((), is_more=True)
                    return
        except ConfigError as error:
            faults = (*self._tell(error.problems), Fault("", self._say_error(error)))
        except OutsideError as error:
            faults = (Fault("", self._say_error(error)),)
        except Exception as error:  # noqa: BLE001  # a fault of ours must not end the preview without a word
            faults = (Fault("", self._say_error(OutsideError("internal", reason=f"{type(error).__name__}: {error}"))),)
        self._seen = self._seen or {**settings, **stamp_files(self._project)}
        self._show(faults)

    def _show(self, faults: tuple[Fault, ...], *, is_more: bool = False) -> None:
        """``is_more``: what is shown already is whole now."""
        before = self.shown
        version = before.version + (not is_more and (not faults or faults != before.faults))
        with self.news:
            self.shown = Shown(version, self._project.output, faults)
            self.news.notify_all()
        if not faults and not is_more:
            self._say(f"✓ {version}")

    def _tell(self, problems: Sequence[Problem]) -> tuple[Fault, ...]:
        return tuple(Fault(str(problem.place), f"{problem.message(self.language)} ({problem.code})") for problem in problems)

    def _say_error(self, error: OutsideError) -> str:
        message = f"{error.message(self.language)} ({error.code})"
        self._say(message)
        return message

    def wait_for_news(self, find: Callable[[Shown], str], seen: str, longest: float) -> str:
        """What is found of what is shown, as soon as it is not what has been seen, or after so many seconds."""
        with self.news:
            self.news.wait_for(lambda: find(self.shown) != seen, longest)
            return find(self.shown)

    def look(self) -> Mapping[str, Stamp | None]:
        """Every file that the next build would read, as it is now."""
        return {"": stamp_file(self._project.config_file), **stamp_files(self._project)}

    def follow(self, stop: threading.Event) -> None:
        """Build after each change, until told to stop; changes that come close together make one build."""
        while not stop.wait(_PAUSE + len(self._seen) / _FILES_A_SECOND):
            now = self.look()
            if now == self._seen:
                continue
            while not stop.wait(_QUIET) and (later := self.look()) != now:
                now = later
            if not stop.is_set():
                self._seen = now
                self.build()
