"""What git remembers of the content is told as changes: which there were, when, what they were about, and in which words."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from ledstjarna.history.change import Change, ChangeKind, Stance
from ledstjarna.history.commits import Log, read_log
from ledstjarna.history.goalposts import find_goalposts
from ledstjarna.history.goals import GoalHistory, read_goal_history
from ledstjarna.history.listing import list_entries
from ledstjarna.history.records import read_record_past
from ledstjarna.history.renames import find_names
from ledstjarna.history.site import list_method_changes
from ledstjarna.history.uncommitted import add_uncommitted
from ledstjarna.history.versions import VersionReader
from ledstjarna.load.git import Git, Objects
from ledstjarna.load.source import open_folder
from ledstjarna.model.settings import Settings
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.changes import change_sentence, reason_sentence
from ledstjarna.words.goalposts import goalpost_sentence
from ledstjarna.words.record_changes import record_change_sentence
from ledstjarna.words.site_changes import method_change_sentence
from ledstjarna.words.voice import Voice
from tests.repositories import git, make_repository, write_stream
from tests.worlds import read_cases

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
CASES = read_cases("history")
RECORD_CASES = read_cases("history_records")
AS_OF = datetime.date(2027, 6, 1)
SETTINGS = Settings()
VOICES = {language.code: Voice(language, SETTINGS, theme_folder() / "locale") for language in SETTINGS.languages}


def log_of(repository: Path, *, folder: str = "content", today: datetime.date = AS_OF) -> Log:
    return read_log(repository, "main", folder=folder, settings="site_config.yml", zone=ZoneInfo("Europe/Stockholm"), today=today)


@contextmanager
def reading(repository: Path, *, folder: str = "content") -> Iterator[VersionReader]:
    objects = Objects(Git(repository, "main"))
    try:
        yield VersionReader(log_of(repository, folder=folder), objects, ("sv", "en"))
    finally:
        objects.close()


def read_history(repository: Path, *, as_of: datetime.date = AS_OF, folder: str = "content") -> GoalHistory:
    with reading(repository, folder=folder) as reader:
        return read_goal_history(next(names for id, names in find_names(reader).items() if id.startswith("mal")), reader, as_of=as_of)


def tell(change: Change) -> str:
    if isinstance(change.before, Stance) and isinstance(change.after, Stance):
        was, now = (stance.progress or stance.reporting for stance in (change.before, change.after))
        cause = "" if change.cause == "content" else f" by {change.cause}"
        return f"{change.kind} {was} -> {now}{cause}"
    return f"{change.kind} {change.about}".strip()


def tell_story(history: GoalHistory) -> list[dict[str, str]]:
    """Every change after the first step as a story tells it: what, its sentence in both languages, and a reason where one is recorded."""
    told = []
    for entry in history.entries:
        for change in entry.changes:
            sentences = {code: change_sentence(change, voice) for code, voice in VOICES.items()}
            row = {"change": f"{entry.day} {tell(change)}", **sentences}
            if change.reason or reason_sentence(change, VOICES["en"], is_read=True) not in ("", "No reason has been published."):
                row["reason"] = reason_sentence(change, VOICES["en"], is_read=True)
            told.append({key: text.replace("\u00a0", " ") for key, text in row.items()})
    return told


def tell_goalposts(history: GoalHistory) -> list[dict[str, str]]:
    posts = find_goalposts(history)
    return [{code: goalpost_sentence(post, voice, is_read=True).replace("\u00a0", " ") for code, voice in VOICES.items()} for post in posts]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_step_changed(case: dict[str, Any], tmp_path: Path) -> None:
    as_of = datetime.date.fromisoformat(case.get("as_of", AS_OF.isoformat()))
    history = read_history(make_repository(tmp_path, case["steps"]), as_of=as_of, folder=case.get("folder", "content"))
    assert tell_story(history)[0 if case.get("from_the_first") else 1 :] == case["expect"]
    assert tell_goalposts(history) == case.get("goalposts", [])


def test_every_kind_of_change_has_a_story() -> None:
    told = {row["change"].split()[1] for case in [*CASES, *RECORD_CASES] for row in case["expect"]}
    assert told == set(get_args(ChangeKind)) - {"withheld"}  # which is told when a whole site is read


@pytest.mark.parametrize("case", RECORD_CASES, ids=[case["name"] for case in RECORD_CASES])
def test_what_a_step_changed_in_a_plan_a_body_or_a_finding(case: dict[str, Any], tmp_path: Path) -> None:
    kind, id = case["of"].split()
    with reading(make_repository(tmp_path, case["steps"])) as reader:
        past = read_record_past(kind, id, reader, as_of=AS_OF)
    assert past
    told = []
    for entry in past.entries:
        for change in entry.changes:
            sentences = {code: str(record_change_sentence(past.kind, change, voice)) for code, voice in VOICES.items()}
            row = {"change": f"{entry.day} {tell(change)}", **sentences}
            told.append({key: text.replace("\u00a0", " ") for key, text in row.items()})
    assert told[0 if case.get("from_the_first") else 1 :] == case["expect"]
    assert str(past.is_gone).lower() == case.get("gone", "false")


def test_no_reason_is_told_of_a_body_only_where_that_is_known() -> None:
    change = Change("undecided")
    told = [reason_sentence(change, VOICES["en"], is_read=is_read) for is_read in (True, False)]
    assert told == ["No reason has been published.", "No reason is given here."]


def test_what_needs_no_reason_is_told_without_one() -> None:
    assert reason_sentence(Change("outcome_published"), VOICES["en"], is_read=True) == ""


def test_a_shallow_clone_begins_where_it_begins_and_says_so(tmp_path: Path) -> None:
    steps = [{"on": f"2026-0{month}-01", "goal": {"owner": f"Nr {month}"}} for month in range(1, 6)]
    whole = make_repository(tmp_path / "whole", steps)
    git(tmp_path, "clone", "--quiet", "--depth", "2", whole.as_uri(), "shallow")
    shallow = tmp_path / "shallow"
    assert (log_of(whole).is_cut, log_of(shallow).is_cut) == (False, True)
    first, *rest = tell_story(read_history(shallow))
    assert first["change"] == "2026-04-01 imported"
    assert rest == tell_story(read_history(whole))[-len(rest) :]


def test_a_commit_whose_time_is_not_believed_is_named(tmp_path: Path) -> None:
    log = log_of(make_repository(tmp_path, [{"on": "2026-01-01"}, {"on": "1970-01-01", "goal": {"owner": "x"}}]))
    assert log.undated == {log.commits[1].id}


def test_an_id_that_is_used_again_is_another_goal(tmp_path: Path) -> None:
    moved = {"goal": "goals/mal-ny.yml", "outcomes": "outcomes/mal-ny.yml"}
    other = "{plan: plan, title: {sv: Ett annat, en: Another}}\n"
    steps: list[dict[str, Any]] = [
        {"on": "2026-01-01"},
        {"on": "2026-02-01", "at": moved, "goal": {"aliases": ["mal"]}},
        {"on": "2026-03-01", "files": {"content/agencies/provby/goals/mal.yml": other}},
    ]
    with reading(make_repository(tmp_path, steps)) as reader:
        names = find_names(reader)
        told = {id: tell_story(read_goal_history(names[id], reader, as_of=AS_OF))[0]["change"] for id in sorted(names)}
    assert told == {"mal": "2026-03-01 added", "mal-ny": "2026-01-01 imported"}


def read_with_folder(repository: Path) -> GoalHistory:
    """The history of the story's goal with what lies in the folder."""
    objects = Objects(Git(repository, "main"))
    file = repository / "site_config.yml"
    try:
        log, blobs = add_uncommitted(
            log_of(repository),
            objects,
            open_folder(repository / "content", shown_from=repository),
            file.read_bytes() if file.exists() else None,
        )
        reader = VersionReader(log, blobs, ("sv", "en"))
        return read_goal_history(find_names(reader)["mal"], reader, as_of=AS_OF)
    finally:
        objects.close()


def checked_out(folder: Path, *words: str) -> Path:
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main", *words)
    git(
        folder,
        "fast-import",
        "--quiet",
        data=b"".join(write_stream([{"on": "2026-01-01", "files": {"site_config.yml": "site_name: x\n"}}])),
    )
    git(folder, "checkout", "--quiet", "main")
    return folder


@pytest.mark.parametrize("words", [(), ("--object-format=sha256",)], ids=["sha1", "sha256"])
def test_what_is_not_committed_is_told_without_a_day(words: tuple[str, ...], tmp_path: Path) -> None:
    repository = checked_out(tmp_path / "r", *words)
    assert len(read_with_folder(repository).entries) == 1
    goal = repository / "content/agencies/provby/goals/mal.yml"
    goal.write_text(goal.read_text(encoding="utf-8").replace("value: 80", "value: 75"), encoding="utf-8")
    *_, last = read_with_folder(repository).entries
    assert (last.day, last.commit, [tell(change) for change in last.changes]) == (None, "", ["target_easier nojda"])


def test_line_endings_that_git_would_write_otherwise_are_nothing_uncommitted(tmp_path: Path) -> None:
    repository = checked_out(tmp_path / "r")
    goal = repository / "content/agencies/provby/goals/mal.yml"
    goal.write_bytes(goal.read_bytes().replace(b"\n", b"\r\n"))
    assert len(read_with_folder(repository).entries) == 1


def test_a_file_that_is_gone_from_the_folder_is_told_as_removed(tmp_path: Path) -> None:
    repository = checked_out(tmp_path / "r")
    goal = repository / "content/agencies/provby/goals/mal.yml"
    goal.unlink()
    goal.symlink_to("/etc/passwd")
    assert [tell(change) for change in read_with_folder(repository).entries[-1].changes] == ["deleted active"]


def test_a_goalpost_that_is_not_committed_is_one(tmp_path: Path) -> None:
    repository = checked_out(tmp_path / "r")
    goal, outcomes = (repository / f"content/agencies/provby/{name}/mal.yml" for name in ("goals", "outcomes"))
    goal.write_text(goal.read_text(encoding="utf-8").replace("value: 80", "value: 75"), encoding="utf-8")
    outcomes.write_text("outcomes: {nojda: [{period: 2025, value: 76, published: 2026-02-01}]}\n", encoding="utf-8")
    assert tell_goalposts(read_with_folder(repository))[0]["sv"] == (
        "Inte daterat än: Målet sänktes från minst 80 % till minst 75 %. Det är lättare att nå. Ingen orsak är publicerad."
    )


def test_a_change_of_method_is_one_change_of_the_site(tmp_path: Path) -> None:
    outcomes = {"outcomes": {"nojda": [{"period": "2024", "value": "72", "published": "2025-02-10"}]}}
    settings = "extra: {ledstjarna: {thresholds: {behind: 0.8}}}\n"
    neighbour = "{plan: plan, title: {sv: Granne, en: Neighbour}}\n"
    steps: list[dict[str, Any]] = [
        {"on": "2026-02-10", "outcomes": outcomes, "files": {"content/agencies/provby/goals/granne.yml": neighbour}},
        {"on": "2026-03-10", "files": {"site_config.yml": settings}},
        {"on": "2026-04-10", "files": {"site_config.yml": f"# the same\n{settings}"}},
    ]
    with reading(make_repository(tmp_path, steps)) as reader:
        histories = [read_goal_history(names, reader, as_of=AS_OF) for names in find_names(reader).values()]
        (found,) = list_method_changes(reader, histories, as_of=AS_OF)
    assert (str(found.day), found.goals) == ("2026-03-10", 1)
    assert method_change_sentence(found, VOICES["sv"]) == "Gränserna mellan lägena ändrades. Läget för 1 mål ändrades av det."
    told = [(str(entry.day), past.id) for past, entry in list_entries(histories)]
    assert told == [("2026-03-10", "mal"), ("2026-02-10", "granne"), ("2026-02-10", "mal")]
