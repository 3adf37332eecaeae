"""Small invented worlds for story cases: content as data comes in, files on disk and the site made of them go out.

A world has one body (and with ``parent_agency`` one above it), one plan and one goal. What a case leaves out is: a municipality that does not report here, a plan and
a goal without period, indicators m1, m2 … counted, in the direction of their targets, else upwards.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import yaml

from ledstjarna.derive.site import Site, derive_site
from ledstjarna.load.content_tree import load_content
from ledstjarna.model.settings import Settings
from ledstjarna.validate.content import make_content

TODAY = "2026-11-22"


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of a table in ``cases/``; every scalar is text, as in a content file."""
    path = Path(__file__).parent / "cases" / f"{name}.yml"
    return list(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def make_world(case: dict[str, Any], folder: Path) -> Site:
    """The site that a case's content makes, by way of files in ``folder``."""
    agency = folder / "agencies" / "provby"
    for name, data in world_files(case).items():
        path = agency / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_plain(data) + "\n", encoding="utf-8")
    content = make_content(load_content(folder, shown_from=folder), languages=("sv", "en"))
    return derive_site(content, Settings(**case.get("settings", {})), as_of=datetime.date.fromisoformat(case.get("as_of", TODAY)))


def world_files(case: dict[str, Any]) -> dict[str, Any]:
    """The content files of a case, by their path below the body's folder."""
    goal = {"plan": "plan", "title": {"sv": "Mål", "en": "Goal"}, **case.get("goal", {})}
    indicators = []
    for index, indicator in enumerate(case.get("indicators", []), start=1):
        targets = indicator.get("targets", [])
        goes_down = any(_goes_down(target) for target in (yaml.safe_load(targets) if isinstance(targets, str) else targets))
        plain = {"id": f"m{index}", "name": {"sv": "Mått", "en": "Measure"}, "unit": "count", "direction": "down" if goes_down else "up"}
        promised = {"id": f"m{index}"} if "promised" in indicator else plain
        indicators.append({**promised, **indicator})
    goal["indicators"] = indicators
    files: dict[str, Any] = {
        "agency.yml": {"name": {"sv": "Provby", "en": "Testham"}, "kind": "municipality", **case.get("agency", {})},
        "plans/plan.yml": {"title": {"sv": "Plan", "en": "Plan"}, **case.get("plan", {})},
        "goals/mal.yml": goal,
    }
    if "parent_agency" in case:
        files["agency.yml"]["parent"] = "moder"
        files["../moder/agency.yml"] = {"name": {"sv": "Moder", "en": "Mother"}, "kind": "municipality", **case["parent_agency"]}
    for id, finding in case.get("findings", {}).items():
        found = {
            "title": {"sv": "Granskning", "en": "Review"},
            "reviewer": "Revisorerna",
            "source": {"title": {"sv": "Rapport", "en": "Report"}},
        }
        files[f"findings/{id}.yml"] = {**found, **finding}
    outcomes = {key: case[key] for key in ("outcomes", "comparisons", "series_ended") if case.get(key)}
    return {**files, "outcomes/mal.yml": outcomes} if outcomes else files


def _goes_down(target: dict[str, Any]) -> bool:
    return target.get("must_be" if target.get("kind") == "compare" else "kind") in ("at_most", "zero")


def write_plain(data: Any) -> str:
    """Data as YAML in one line, scalars without quotes, as an editor writes them."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {write_plain(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(write_plain(value) for value in data) + "]"
    return str(data)
