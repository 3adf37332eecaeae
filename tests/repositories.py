"""Small repositories for story cases: steps as data come in, a repository with a commit for each goes out.

A story has one body, one plan and one goal with one measure, unless its steps say otherwise. Each step changes what the step before it left.
A step may say where its files lie (``root``, ``at``), that it stands on a branch of its own (``branch``), or that it takes one in
(``merge``). A file of its own is given as text, as ``link`` or as so many ``spaces``.
"""

from __future__ import annotations

import datetime
import os
import posixpath
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.worlds import write_plain

MEASURE = {"id": "nojda", "name": {"sv": "Andel nöjda", "en": "Share satisfied"}, "unit": "percent", "direction": "up"}
ROOT = "content/agencies/provby/"
BEGINNING: dict[str, Any] = {
    "agency": {"name": {"sv": "Provby", "en": "Testham"}, "kind": "municipality", "reports_here": {"from": "2024-01-01"}},
    "plan": {"title": {"sv": "Plan", "en": "Plan"}, "period": "2024-01/2027-12"},
    "goal": {"plan": "plan", "title": {"sv": "Nöjda brukare", "en": "Satisfied users"}},
    "measure": {
        **MEASURE,
        "baseline": {"period": "2023", "value": "70"},
        "targets": [{"kind": "at_least", "value": "80", "by": "2026-12-31"}],
    },
    "outcomes": {"outcomes": {"nojda": []}},
    "root": ROOT,
    "at": {"agency": "agency.yml", "plan": "plans/plan.yml", "goal": "goals/mal.yml", "outcomes": "outcomes/mal.yml"},
}
PARTS = ("agency", "plan", "goal", "outcomes", "measure", "at")
Files = dict[str, bytes | None]


def git(folder: Path, *words: str, data: bytes | None = None) -> bytes:
    """What git answers, with no settings but its own."""
    given = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env=given, input=data).stdout


def make_repository(folder: Path, steps: Sequence[Mapping[str, Any]]) -> Path:
    """A repository whose branch has one commit for each step."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "fast-import", "--quiet", data=b"".join(write_stream(steps)))
    return folder


def checkout(repository: Path) -> Path:
    """The repository with its files in their places, as whoever edits them has it."""
    git(repository, "checkout", "--quiet", "main")
    return repository


def write_stream(steps: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
    """The steps as git's fast-import reads them."""
    states: dict[str, dict[str, Any]] = {}
    trees: dict[str, Files] = {}
    for step in steps:
        branch = step.get("branch", "main")
        start = [] if branch in states or not states else [b"from refs/heads/main\n"]
        state = states[branch] = _take(states.get(branch, states.get("main", BEGINNING)), step)
        old = trees.get(branch, trees.get("main", {}))
        new = trees[branch] = {**_own_files(state), **_other_files(step)}
        seconds = int(datetime.datetime.fromisoformat(f"{step['on']}T12:00:00+00:00").timestamp())
        yield f"commit refs/heads/{branch}\ncommitter Ada <ada@example.org> {seconds} +0000\ndata 4\nSteg\n".encode()
        yield from start
        if "merge" in step:
            yield f"merge refs/heads/{step['merge']}\n".encode()
        for name, data in {**dict.fromkeys(old.keys() - new.keys() if "root" in step or "at" in step else ()), **new}.items():
            yield f"D {name}\n".encode() if data is None else _write_file(name, data, step)


def _write_file(name: str, data: bytes, step: Mapping[str, Any]) -> bytes:
    given = step.get("files", {}).get(name)
    mode = b"120000" if isinstance(given, Mapping) and "link" in given else b"100644"
    return b"M %s inline %s\ndata %d\n%s\n" % (mode, name.encode(), len(data), data)


def _take(state: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    """What a step leaves: each part is changed key by key; null takes a key, or a whole part, away."""
    taken = {**state, "root": step.get("root", state["root"])}
    for part in (part for part in PARTS if part in step):
        changes = step[part]
        whole = {**(taken[part] or BEGINNING[part]), **changes} if isinstance(changes, Mapping) else None
        taken[part] = None if whole is None else {key: value for key, value in whole.items() if value not in (None, "null")}
    return taken


def _own_files(state: Mapping[str, Any]) -> Files:
    """The four files of a story as a step leaves them, by their paths in the repository."""
    files: Files = {}
    for part, name in state["at"].items():
        data = state[part]
        if part == "goal" and data and state["measure"] and "indicators" not in data:
            data = {**data, "indicators": [state["measure"]]}
        path = posixpath.normpath(state["root"] + name)
        files[path] = None if data is None else (write_plain(data) + "\n").encode()
    return files


def _other_files(step: Mapping[str, Any]) -> Files:
    """What a step says of other files, or of these in another form."""
    return {name: _read_file(given) for name, given in step.get("files", {}).items()}


def _read_file(given: Any) -> bytes | None:
    if isinstance(given, Mapping):
        return b" " * int(given["spaces"]) if "spaces" in given else str(given["link"]).encode()
    return None if given in (None, "null") else str(given).encode()
