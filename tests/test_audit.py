"""``ledstjarna audit`` replays a site's history and lists what nobody has explained; a history that was rewritten is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from tests.repositories import checkout, git, make_repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
SETTINGS = "site_name: Provsajten\ntheme: {name: material}\n"
KNOWN = {"outcomes": {"nojda": [{"period": "2025", "value": "76", "published": "2026-03-02"}]}}
LOWERED = {"targets": [{"kind": "at_least", "value": "75", "by": "2026-12-31"}]}
EVENT = {"events": [{"date": "2026-04-01", "kind": "reworded", "text": {"sv": "Tydligare.", "en": "Clearer."}}]}
STEPS = [
    {"on": "2026-01-10", "files": {"site_config.yml": SETTINGS}},
    {"on": "2026-03-02", "outcomes": KNOWN},
    {"on": "2026-03-09", "measure": LOWERED},
    {"on": "2026-04-02", "goal": {"title": {"sv": "Nöjdare", "en": "More satisfied"}, **EVENT}},
    {"on": "2026-05-02", "goal": {"owner": "Nämnden"}},
]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEDSTJARNA_CACHE", str(tmp_path / "cache"))
    return checkout(make_repository(tmp_path / "r", STEPS))


def audit(repository: Path, *words: str) -> int:
    return main(["audit", "-f", str(repository / "site_config.yml"), "--as-of", "2026-11-22", *words])


def test_every_change_without_a_reason_is_listed_and_those_with_one_are_not(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(repository, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(row["step"], row["kinds"]) for row in told["unexplained"]] == [
        ("2026-03-09", ["target_easier"]),
        ("2026-05-02", ["owner_changed"]),
    ]
    assert [(row["step"], row["kinds"], row["page"]) for row in told["goalposts"]] == [
        ("2026-03-09", ["moved", "target_easier"], "sv/mal/mal/#h_2026-03-09")
    ]
    kinds = {"imported": 1, "outcome_published": 1, "owner_changed": 1, "reworded": 1, "status_changed": 2, "target_easier": 1}
    assert told["counts"] == {"goals": 1, "steps": 5, "changes": 7, "unexplained": 2, "goalposts": {"moved": 1}, "kinds": kinds}
    assert (told["since"], told["shallow"], told["absence"], told["undated"], told["rewritten"]) == ("2026-01-10", False, None, [], [])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            ["Flyttade mål, och sådant som gjordes i tysthet:", "Målet sänktes från minst 80 % till minst 75 %. Det är lättare att nå."],
        ),
        (
            "en",
            ["Changes without a recorded reason:", "The target was lowered from at least 80% to at least 75%. That is easier to reach."],
        ),
    ],
)
def test_it_is_told_in_words(repository: Path, capsys: pytest.CaptureFixture[str], language: str, words: list[str]) -> None:
    assert audit(repository, "--lang", language) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert all(some in told for some in words)


def test_strict_ends_otherwise_where_something_is_unexplained(repository: Path, tmp_path: Path) -> None:
    assert audit(repository, "--strict") == 1
    assert audit(checkout(make_repository(tmp_path / "fine", STEPS[:2])), "--strict") == 0


def test_outside_a_repository_it_says_that_nothing_is_recorded(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(repository / ".git")
    assert audit(repository, "--lang", "en") == 0
    assert capsys.readouterr().out.strip() == "No changes are recorded on this site: its content does not lie in a git repository."


def test_a_history_that_was_rewritten_is_told_to_whoever_builds_and_not_on_the_site(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = git(repository, "rev-parse", "HEAD").decode().strip()
    build = ["build", "-f", str(repository / "site_config.yml"), "--as-of", "2026-11-22", "--lang", "en"]
    assert main(build) == 0
    assert "rewritten" not in capsys.readouterr().out
    git(repository, "reset", "--quiet", "--hard", "HEAD~1")
    assert main(build) == 0
    told = f"The history has been rewritten: {lost} was read here before and no longer leads here."
    assert told in capsys.readouterr().out
    assert audit(repository, "--lang", "en") == 0
    assert told in capsys.readouterr().out
    assert not [path for path in (repository / "site").rglob("*") if path.is_file() and lost.encode() in path.read_bytes()]


def test_a_clock_that_was_wrong_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = [STEPS[0], {"on": "1970-01-02", "goal": {"owner": "x"}}]
    repository = checkout(make_repository(tmp_path / "r", steps))
    assert audit(repository, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["undated"] == [git(repository, "rev-parse", "HEAD").decode().strip()]
