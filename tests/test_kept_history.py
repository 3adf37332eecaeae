"""What is kept of a history gives what reading it anew gives, whatever has changed meanwhile, and is not believed where it is damaged."""

from __future__ import annotations

import datetime
import pickle
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ledstjarna.history import kept
from ledstjarna.history.past import SiteHistory
from ledstjarna.history.read import read_site_history
from ledstjarna.problems import OutsideError
from ledstjarna.settings import read_project
from tests.repositories import checkout, git, make_repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
AS_OF = datetime.date(2026, 11, 22)
SETTINGS = "site_name: Provsajten\ntheme: {name: material}\n"
NEIGHBOUR = "{plan: plan, title: {sv: Granne, en: Neighbour}}\n"
BODY = "content/agencies/provby/"


class Reading:
    """A repository, read with what is kept and anew."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        outcomes = {"outcomes": {"nojda": [{"period": "2024", "value": "72", "published": "2025-02-10"}]}}
        files = {"site_config.yml": SETTINGS, BODY + "goals/granne.yml": NEIGHBOUR}
        steps = [{"on": "2026-01-10", "files": files}, {"on": "2026-02-10", "outcomes": outcomes}]
        self.folder = checkout(make_repository(folder / "r", steps))
        self.cache, self._set = folder / "cache", monkeypatch.setenv
        self.reads: list[str] = []
        real = kept.Store.keep

        def keep(store: kept.Store, id: str, *rest: object) -> None:
            self.reads.append(id)
            real(store, id, *rest)  # type: ignore[arg-type]  # as they came

        monkeypatch.setattr(kept.Store, "keep", keep)

    def read(self, cache: str, as_of: datetime.date) -> tuple[SiteHistory, dict[str, object]]:
        self._set("LEDSTJARNA_CACHE", cache)
        project = read_project(self.folder / "site_config.yml")
        history = read_site_history(project.settings, project.config_file, as_of=as_of, today=datetime.date(2027, 12, 1))
        return history, dict(history.versions)

    def anew(self, as_of: datetime.date = AS_OF) -> list[str]:
        """The goals that are read anew where the rest is kept; what comes out is equal."""
        self.reads.clear()
        with_kept, versions = self.read(str(self.cache), as_of)
        reads = list(self.reads)
        without, others = self.read("", as_of)
        assert (with_kept.goals, with_kept.methods, versions) == (without.goals, without.methods, others)
        assert with_kept.goals
        return reads

    def write(self, name: str, change: Callable[[str], str]) -> None:
        file = self.folder / name
        file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")

    def commit(self, name: str, change: Callable[[str], str]) -> None:
        self.write(name, change)
        self.save()

    def save(self) -> None:
        git(self.folder, "add", "--all")
        git(self.folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "--message=Steg")


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reading:
    return Reading(tmp_path, monkeypatch)


def test_only_what_a_change_concerns_is_read_anew(reading: Reading) -> None:
    assert reading.anew() == ["granne", "mal"]
    assert reading.anew() == []
    reading.commit(BODY + "goals/mal.yml", lambda text: text.replace("value: 80", "value: 75"))
    assert reading.anew() == ["mal"]
    reading.commit(BODY + "outcomes/mal.yml", lambda text: text.replace("72", "73"))
    assert reading.anew() == ["mal"]
    reading.commit(BODY + "goals/granne.yml", lambda text: text.replace("Granne", "Grannen"))
    assert reading.anew() == ["granne"]
    reading.commit(BODY + "plans/plan.yml", lambda text: text.replace("2027-12", "2028-12"))
    assert reading.anew() == ["granne", "mal"]
    reading.commit(BODY + "agency.yml", lambda text: text.replace("Testham", "Testville"))
    assert reading.anew() == ["granne", "mal"]
    reading.commit("site_config.yml", lambda text: text + "extra: {ledstjarna: {thresholds: {behind: 0.9}}}\n")
    assert reading.anew() == ["granne", "mal"]
    reading.commit(BODY + "goals/mal.yml", lambda text: f"# en kommentar\n{text}")
    assert reading.anew() == ["mal"]
    (reading.folder / "LÄSMIG").write_text("Hej", encoding="utf-8")
    reading.save()
    assert reading.anew() == []


def test_a_goal_that_is_renamed_deleted_or_put_back_is_read_anew(reading: Reading) -> None:
    reading.anew()
    for folder in ("goals", "outcomes"):
        git(reading.folder, "mv", f"{BODY}{folder}/mal.yml", f"{BODY}{folder}/ny.yml")
    reading.save()
    assert reading.anew() == ["ny"]
    git(reading.folder, "rm", "--quiet", BODY + "goals/granne.yml")
    reading.save()
    assert reading.anew() == ["granne"]
    git(reading.folder, "revert", "--no-commit", "HEAD")
    reading.save()
    assert reading.anew() == ["granne"]
    assert reading.anew() == []


def test_what_is_not_committed_and_what_is_withheld_are_seen(reading: Reading) -> None:
    reading.anew()
    reading.write(BODY + "goals/mal.yml", lambda text: text.replace("value: 80", "value: 75"))
    assert reading.anew() == ["mal"]
    reading.save()
    assert reading.anew() == ["mal"]
    reading.commit(
        BODY + "plans/plan.yml",
        lambda text: text[: text.rindex("}")] + ", history: {withhold: [{version: 2026-02-10, why: {sv: x, en: x}}]}}\n",
    )
    assert reading.anew() == ["granne", "mal"]


def test_a_later_day_is_read_anew_only_where_time_changes_anything(reading: Reading) -> None:
    assert reading.anew() == ["granne", "mal"]
    assert reading.anew(datetime.date(2026, 11, 23)) == []
    assert reading.anew(datetime.date(2027, 1, 2)) == ["mal"]  # the target's day has passed
    assert reading.anew(AS_OF) == ["mal"]  # an earlier day is another
    assert reading.anew(datetime.date(2026, 1, 20)) == ["granne", "mal"]


def test_another_language_or_program_is_another_history(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    reading.anew()
    reading.commit("site_config.yml", lambda text: text + "extra: {ledstjarna: {languages: [{code: sv, name: Svenska, locale: sv_SE}]}}\n")
    assert reading.anew() == ["granne", "mal"]
    monkeypatch.setattr(kept, "_program", lambda: "another")
    assert reading.anew() == ["granne", "mal"]


def test_a_history_that_was_rewritten_is_read_anew(reading: Reading) -> None:
    reading.anew()
    git(
        reading.folder,
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@b.se",
        "commit",
        "--quiet",
        "--amend",
        "--message=Nytt",
        "--date=2026-02-11T12:00:00",
    )
    assert reading.anew() == ["mal"]


def damage_cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def damage_text(file: Path) -> None:
    file.write_text("det här är ingen databas", encoding="utf-8")


def damage_empty(file: Path) -> None:
    file.write_bytes(b"")


class Evil:
    """Would run something when it is read."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return (Path, ("/tmp",))


def damage_foreign(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("UPDATE goals SET past = ?", (pickle.dumps(Evil()),))


def damage_other(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE goals")
        database.execute("CREATE TABLE goals (x INTEGER)")


@pytest.mark.parametrize("damage", [damage_cut, damage_text, damage_empty, damage_foreign, damage_other])
def test_what_is_damaged_or_foreign_is_not_believed(reading: Reading, damage: Callable[[Path], None]) -> None:
    reading.anew()
    (file,) = reading.cache.rglob("*.sqlite")
    damage(file)
    assert reading.anew() == ["granne", "mal"]
    assert reading.anew() == []


def test_versions_that_are_damaged_later_are_told_and_thrown_away(reading: Reading) -> None:
    reading.anew()
    history, _ = reading.read(str(reading.cache), AS_OF)
    (file,) = reading.cache.rglob("*.sqlite")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE goals SET versions = ?", (b"no pickle",))
    with pytest.raises(OutsideError) as told:
        history.versions["mal"]
    assert told.value.code == "kept_damaged"
    assert reading.anew() == ["granne", "mal"]


def test_where_nothing_can_be_written_nothing_is_kept(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_TABLE", "this is no statement")
    assert "mal" in reading.anew()
    assert not list(reading.cache.rglob("*.sqlite"))
