"""What git remembers of the content is told as changes: which there were, when, and what they were about."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ledstjarna.history.change import Change, Stance
from ledstjarna.history.commits import read_log
from ledstjarna.history.goals import GoalHistory, read_goal_history
from ledstjarna.history.renames import find_names
from ledstjarna.history.versions import VersionReader
from ledstjarna.load.git import Git, Objects
from tests.repositories import make_repository
from tests.worlds import read_cases

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
CASES = read_cases("history")


def read_history(repository: Path, *, as_of: datetime.date = datetime.date(2027, 6, 1), folder: str = "content") -> GoalHistory:
    log = read_log(repository, "main", folder=folder, settings="site_config.yml", zone=ZoneInfo("Europe/Stockholm"))
    objects = Objects(Git(repository, "main"))
    try:
        reader = VersionReader(log, objects, ("sv", "en"))
        return read_goal_history(next(names for id, names in find_names(reader).items() if id.startswith("mal")), reader, as_of=as_of)
    finally:
        objects.close()


def tell(change: Change) -> str:
    if isinstance(change.before, Stance) and isinstance(change.after, Stance):
        was, now = (stance.progress or stance.reporting for stance in (change.before, change.after))
        cause = "" if change.cause == "content" else f" by {change.cause}"
        return f"{change.kind} {was} -> {now}{cause}"
    return f"{change.kind} {change.about}".strip()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_step_changed(case: dict[str, Any], tmp_path: Path) -> None:
    history = read_history(make_repository(tmp_path, case["steps"]), as_of=datetime.date.fromisoformat(case.get("as_of", "2027-06-01")))
    told = [f"{entry.day} {tell(change)}" for entry in history.entries for change in entry.changes]
    assert told[1:] == case["expect"]
