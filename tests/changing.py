"""Changes of a small site come in, as a table has them; what it is then lies on the disk, built from the cache and from nothing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ledstjarna.build import build_site
from ledstjarna.crew import Crew
from ledstjarna.memory.last_build import Built
from ledstjarna.problems import ContentError
from ledstjarna.settings import read_project

SITES = Path(__file__).parent
AS_OF = "2026-11-22"
_TABLE = (SITES / "cases" / "cached_builds.yml").read_text(encoding="utf-8")
CHANGES: dict[str, dict[str, Any]] = {case["change"]: case for case in yaml.load(_TABLE, Loader=yaml.CBaseLoader)}
State = dict[str, bytes]  # what is in each file of a site, by its path
Bytes = dict[str, bytes | None]  # what is in each file of a built site; a folder is None


SMALL, OTHER = SITES / "golden", SITES / "sites" / "everything"


def read_beginning(*roots: Path) -> State:
    """Small sites as one: several bodies and plans, parts across bodies, goals that became others, findings, themes, prose."""
    found = {}
    for root in roots or (SMALL, OTHER):
        for file in (*root.glob("content/**/*"), root / "site_config.yml"):
            if file.is_file():
                found[file.relative_to(root).as_posix()] = file.read_bytes()
    return found


def change_state(state: State, change: Mapping[str, Any]) -> bool:
    """Carry out a change; False where it has nothing to be done to."""
    before = dict(state)
    for name, (old, new) in change.get("edit", {}).items():
        if name in state:
            state[name] = state[name].replace(old.encode(), new.encode(), 1)
    for name, text in change.get("write", {}).items():
        state[name] = text.encode()
    for name in change.get("line_ends", []):
        if name in state:
            state[name] = state[name].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    for name in change.get("remove", []):
        state.pop(name, None)
    for old, new in change.get("move", {}).items():
        if old in state:
            state[new] = state.pop(old)
    return state != before


def read_bytes(folder: Path) -> Bytes:
    """What lies in a built site."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def compare(found: Bytes, wanted: Bytes) -> list[str]:
    """The names of what is not the same."""
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name, b"?") != wanted.get(name, b"?"))


class ChangingSite:
    """A site in a folder, and where it is built."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output, self.other = folder / "source", folder / "site", folder / "anew"
        self.asked: Mapping[str, Any] = {}
        self.jobs = 0
        self.built: Built | list[str] = []
        self._there: State = {}

    def write(self, state: State) -> None:
        """What differs is saved, as an editor saves it."""
        for name in self._there.keys() - state.keys():
            path = self.folder / name
            path.unlink()
            while not any(path.parent.iterdir()):
                path = path.parent
                path.rmdir()
        for name, data in state.items():
            if self._there.get(name) != data:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        self._there = dict(state)

    @property
    def state(self) -> State:
        """What is in its files."""
        return self._there

    def build(self, output: Path | None = None, **asked: Any) -> Built | list[str]:
        """The site as it was built, else what was wrong, in words."""
        today = self.asked.get("today")
        try:
            return build_site(
                read_project(self.folder / "site_config.yml"),
                as_of=datetime.date.fromisoformat(self.asked.get("as_of", AS_OF)),
                output=output or self.output,
                today=datetime.date.fromisoformat(today) if today else None,
                frame="bare",
                is_preview="preview" in self.asked,
                crew=Crew(self.jobs),
                **asked,
            )
        except ContentError as error:
            return [str(problem) for problem in error.problems]

    def differences(self) -> list[str]:
        """What a build from the cache has otherwise than one from nothing."""
        before = read_bytes(self.output)
        self.built = built = self.build()
        anew = self.build(self.other, from_nothing=True)
        if isinstance(built, list) or isinstance(anew, list):
            return [*(["other problems"] if built != anew else []), *compare(read_bytes(self.output), before)]
        numbers = ((one.outputs, one.goals, one.missing, one.remarked) for one in (built, anew))
        told = [] if next(numbers) == next(numbers) else ["other numbers"]
        return told + compare(read_bytes(self.output), read_bytes(self.other))
