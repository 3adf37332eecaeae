"""Several processes share a build, or the workers of a cluster do: the same bytes, and plain words where one of them is gone."""

from __future__ import annotations

import errno
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from ledstjarna.__main__ import main
from ledstjarna.build import build_site
from ledstjarna.commands.workers import MOST, hire, read_jobs
from ledstjarna.crew import Crew
from ledstjarna.problems import OutsideError
from ledstjarna.settings import read_project
from tests.conftest import AS_OF, EVERYTHING, ROOT

SITE = "site_name: Prov\nsite_url: https://prov.example/\nextra: {ledstjarna: {history: {git: false}}}\n"
# Goals by their bodies: what each is part of, and what it became.
RELATED: dict[str, dict[str, tuple[str | None, tuple[str, ...]]]] = {
    "aby": {
        "aby-a": (None, ()),
        "aby-b": ("aby-a", ()),
        "aby-c": ("boby-a", ()),
        "aby-d": ("aby-b", ()),
        "aby-e": (None, ("aby-a", "boby-b")),
        "aby-f": ("aby-a", ()),
        "aby-g": (None, ("aby-b",)),
    },
    "boby": {"boby-a": (None, ()), "boby-b": ("aby-a", ()), "boby-c": ("boby-a", ()), "boby-d": (None, ("boby-c", "aby-d"))},
    "coby": {"coby-a": ("boby-b", ()), "coby-b": (None, ())},
}


def write_related(folder: Path) -> Path:
    """A site whose goals have parents, parts and successors in other batches and with other bodies; its settings come back."""
    for body, goals in RELATED.items():
        files = {
            "agency.yml": f"name: {{sv: Kommunen {body}, en: Town {body}}}\nkind: municipality\n",
            f"plans/{body}-plan.yml": "title: {sv: Plan, en: Plan}\nperiod: 2022/2026\n",
        }
        for id, (parent, into) in goals.items():
            ended = f"lifecycle: ended\nfate: {{kind: split, date: 2025-12-31, into: [{', '.join(into)}]}}\n" if into else ""
            above = f"parent: {parent}\n" if parent else ""
            files[f"goals/{id}.yml"] = (
                f"plan: {body}-plan\ntitle: {{sv: Målet {id}, en: The goal {id}}}\ntags: [{body}]\n{above}{ended}"
                "indicators: [{id: m, name: {sv: Mått, en: Measure}, unit: percent, direction: up, "
                "targets: [{kind: at_least, value: 90, by: 2026-12-31}]}]\n"
            )
            files[f"outcomes/{id}.yml"] = "outcomes: {m: [{period: 2024, value: 85}]}\n"
        for name, text in files.items():
            path = folder / "content" / "agencies" / body / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    config = folder / "site_config.yml"
    config.write_text(SITE, encoding="utf-8")
    return config


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_related(tmp_path_factory.mktemp("related"))


def build(config: Path, output: Path, jobs: int = 0) -> dict[str, bytes]:
    """Every file of a site that so many processes have built, by its name."""
    build_site(read_project(config), as_of=AS_OF, output=output, frame="bare", crew=Crew(jobs))
    return read_site(output)


def read_site(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()}


def name_differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that differ."""
    assert len(one) > 100
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


@pytest.fixture(scope="module", params=["related", "everything"])
def config(request: pytest.FixtureRequest, related: Path) -> Path:
    return related if request.param == "related" else EVERYTHING / "site_config.yml"


@pytest.fixture(scope="module")
def alone(config: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site that one process has built, as few goals together as ever."""
    return build(config, tmp_path_factory.mktemp("alone") / "site")


# --- the same bytes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [0, 2, 3])
@pytest.mark.parametrize("largest", [60, 2])
def test_a_site_is_the_same_whoever_has_built_it_in_whatever_batches(
    config: Path, alone: dict[str, bytes], largest: int, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledstjarna.site_parts.LARGEST_BATCH", largest)
    assert name_differences(build(config, tmp_path / "site", jobs), alone) == []


def test_a_site_is_the_same_where_processes_read_what_they_need_from_a_file(
    config: Path, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledstjarna.site_parts.LARGEST_BATCH", 2)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert name_differences(build(config, tmp_path / "site", 2), alone) == []


def test_a_site_with_a_history_is_the_same(shipped_site: Path, tmp_path: Path) -> None:
    build_site(read_project(ROOT / "site_config.yml"), as_of=AS_OF, output=tmp_path / "site", crew=Crew(2))
    assert name_differences(read_site(tmp_path / "site"), read_site(shipped_site)) == []


def test_goals_name_each_other_across_batches_and_bodies(related: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledstjarna.site_parts.LARGEST_BATCH", 2)
    built = build(related, tmp_path / "site")
    every = {id: near for goals in RELATED.values() for id, near in goals.items()}
    for id, (parent, into) in every.items():
        page = built[f"en/goals/{id}/index.html"].decode()
        parts = [part for part, (above, _) in every.items() if above == id]
        for near in (*into, *parts, *([parent] if parent else [])):
            assert f"The goal {near}" in page, (id, near)


# --- what goes wrong -------------------------------------------------------------------------------------------------


def die(*_: object) -> NoReturn:
    os._exit(7)


def fill_the_disk(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device", "/full")


def is_refused(words: list[str], capsys: pytest.CaptureFixture[str], code: str, language: str) -> str:
    """What is told of a fault outside the content, in a language."""
    assert main([*words, "--as-of", AS_OF.isoformat(), "--lang", language]) == 2
    told = capsys.readouterr().err
    assert f"({code})" in told
    assert "Traceback" not in told
    return told


@pytest.mark.parametrize(("language", "told"), [("sv", "avslutades innan den var klar"), ("en", "ended before it was done")])
@pytest.mark.parametrize("where", ["goals_build.do_batch", "publish.jobs.do_lot"])
def test_a_process_that_dies_is_told_and_the_old_site_is_whole(
    where: str, language: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write_related(tmp_path)
    before = build(config, tmp_path / "site")
    monkeypatch.setattr(f"ledstjarna.{where}", die)
    assert told in is_refused(["build", "-f", str(config), "--jobs", "2"], capsys, "worker_died", language)
    assert name_differences(read_site(tmp_path / "site"), before) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site", "site_config.yml"]


def test_a_disk_that_is_full_is_told_as_such_whoever_finds_it(
    related: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledstjarna.goals_build.do_batch", fill_the_disk)
    is_refused(["build", "-f", str(related), "--jobs", "2", "--out", str(tmp_path / "site")], capsys, "disk_full", "en")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("boby/outcomes/boby-a.yml", "outcomes: {m: [{period: 2024, value: 8,5}]}\n"),
        ("boby/goals/boby-b.yml", "plan: boby-plan\ntitle: {sv: Mål}\nparent: nobody\n"),
        ("coby/goals/coby-b.yml", "plan: coby-plan\ntitle: {sv: Mål}\naliases: [aby-old]\n"),
        ("coby/agency.yml", "name: {sv: Coby}\n"),
    ],
)
def test_what_is_wrong_is_told_the_same_whoever_finds_it(file: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = write_related(tmp_path)
    goal = tmp_path / "content" / "agencies" / "aby" / "goals" / "aby-a.yml"
    goal.write_text(goal.read_text(encoding="utf-8") + "aliases: [aby-old]\n", encoding="utf-8")
    (tmp_path / "content" / "agencies" / file).write_text(text, encoding="utf-8")
    told = []
    for jobs in ("0", "2"):
        assert main(["build", "-f", str(config), "--jobs", jobs, "--as-of", AS_OF.isoformat()]) == 1
        told.append(capsys.readouterr())
        assert not (tmp_path / "site").exists()
    assert told[0] == told[1]
    assert file in told[0].err


# --- what is typed ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("option", "found", "code"),
    [
        *(("--jobs", found, "jobs_number") for found in ("-1", "1000000", "x", "", "2.5", "²", str(MOST + 1))),
        *(("--executor", found, "executor_unknown") for found in ("ray:x", "dask:", "dask", "")),
    ],
)
def test_what_no_workers_are_is_told_with_what_to_write(
    option: str, found: str, code: str, language: str, related: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = is_refused(["build", "-f", str(related), f"{option}={found}"], capsys, code, language)
    assert f"“{found}”" in told if language == "en" else f"”{found}”" in told
    assert option in told


def test_without_the_extra_it_is_told_what_to_install(
    related: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = is_refused(["build", "-f", str(related), "--executor", "dask:tcp://127.0.0.1:8786"], capsys, "executor_missing", "en")
    assert "ledstjarna[dask]" in told


def test_as_many_processes_share_the_work_as_this_one_may_have_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    assert read_jobs(None) == 3
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(500)), raising=False)
    assert read_jobs(None) == MOST
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert read_jobs(None) == 4
    assert [read_jobs(text) for text in ("0", "1", "7", str(MOST))] == [0, 1, 7, MOST]


def test_a_build_has_as_many_processes_as_is_typed(related: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def build_nothing(*_: object, crew: Crew, **__: object) -> NoReturn:
        asked.append(crew.jobs)
        raise OutsideError("worker_died")

    monkeypatch.setattr("ledstjarna.commands.build.build_site", build_nothing)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    for words in ([], ["--jobs", "0"], ["--jobs", "5"]):
        assert main(["build", "-f", str(related), "--out", str(tmp_path / "site"), *words]) == 2
    assert asked == [3, 0, 5]


# --- a cluster -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a Dask cluster of two processes, with threads, as Dask has them where nothing else is asked for."""
    distributed = pytest.importorskip("distributed", reason="the extra ledstjarna[dask] is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(n_workers=2, threads_per_worker=3, processes=True, dashboard_address=None) as made:
            yield made.scheduler_address


def test_a_site_is_the_same_that_a_cluster_has_built(
    cluster: str, config: Path, alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledstjarna.site_parts.LARGEST_BATCH", 2)
    with hire(f"dask:{cluster}") as hired:
        build_site(read_project(config), as_of=AS_OF, output=tmp_path / "site", frame="bare", crew=Crew(0, hired))
    assert name_differences(read_site(tmp_path / "site"), alone) == []


def test_a_cluster_finds_a_site_that_is_named_from_where_one_stands(
    cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_related(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--executor", f"dask:{cluster}", "--as-of", AS_OF.isoformat()]) == 0, capsys.readouterr().err
    (tmp_path / "content/agencies/boby/goals/boby-b.yml").write_text("plan: boby-plan\n", encoding="utf-8")
    assert main(["build", "--executor", f"dask:{cluster}", "--as-of", AS_OF.isoformat()]) == 1
    assert "content/agencies/boby/goals/boby-b.yml:1:1" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "told"), [("sv", "avslutades innan den var klar"), ("en", "ended before it was done")])
def test_a_worker_of_a_cluster_that_dies_is_told(
    cluster: str,
    language: str,
    told: str,
    related: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ledstjarna.goals_build.do_batch", die)
    words = ["build", "-f", str(related), "--executor", f"dask:{cluster}", "--out", str(tmp_path / "site")]
    assert told in is_refused(words, capsys, "worker_died", language)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1:9"])
def test_a_cluster_that_is_not_there_is_told(
    address: str, related: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra ledstjarna[dask] is not installed")
    monkeypatch.setattr("ledstjarna.commands.workers.PATIENCE", "1s")
    told = is_refused(["build", "-f", str(related), "--executor", f"dask:{address}"], capsys, "executor_away", "en")
    assert f"dask:{address}" in told
