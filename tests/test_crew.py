"""Several processes share a build, or the workers of a cluster do: the same bytes, and plain words where one of them is gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from ledstjarna.__main__ import main
from ledstjarna.build import build_site
from ledstjarna.commands.workers import MOST, read_jobs
from ledstjarna.crew import Crew
from ledstjarna.problems import OutsideError
from ledstjarna.settings import read_project
from tests.conftest import AS_OF, EVERYTHING

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


def test_goals_name_each_other_across_batches_and_bodies(related: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledstjarna.site_parts.LARGEST_BATCH", 2)
    built = build(related, tmp_path / "site")
    every = {id: near for goals in RELATED.values() for id, near in goals.items()}
    for id, (parent, into) in every.items():
        page = built[f"en/goals/{id}/index.html"].decode()
        parts = [part for part, (above, _) in every.items() if above == id]
        for near in (*into, *parts, *([parent] if parent else [])):
            assert f"The goal {near}" in page, (id, near)
