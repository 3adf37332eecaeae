"""Invented goals come in as our own files; the same goals go out as a site that Hugo builds, and what Hugo's builds cost.

Its layouts in ``benchmarks/hugo/`` make a page a goal and language with two charts and all figures, a list a body, and an index to search.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measure import Cost, measure

LAYOUTS = Path(__file__).parent / "hugo"
LANGUAGES = ("sv", "en")
MONTHS = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}


@dataclass(frozen=True, slots=True)
class HugoSite:
    """A site of Hugo's, and its binary."""

    folder: Path
    binary: Path

    def build(self) -> Cost:
        """What a build from nothing cost."""
        output = self.folder / "public"
        shutil.rmtree(output, ignore_errors=True)
        around = {"HUGO_CACHEDIR": str(self.folder / "cache")}
        return measure([str(self.binary.resolve()), "--quiet", "--noBuildLock"], self.folder, output=output, around=around)


def write_hugo_site(folder: Path, content: Path, binary: Path) -> HugoSite:
    """Write the same goals as lie in our content."""
    shutil.copytree(LAYOUTS, folder)
    for home in sorted((content / "agencies").iterdir()):
        agency = _read(home / "agency.yml")
        for code in LANGUAGES:
            name = _in_language(agency["name"], code)
            _write(folder / "content" / code / home.name / "_index.md", {"title": name, "summary": name}, "")
        for file in sorted((home / "goals").iterdir()):
            goal = {**_read(file), "id": file.stem, "outcomes": _read(home / "outcomes" / file.name)["outcomes"]}
            for code in LANGUAGES:
                told = _in_language(goal, code)
                _write(folder / "content" / code / home.name / f"{file.stem}.md", _tell_goal(told), told["summary"])
    return HugoSite(folder, binary)


def _tell_goal(goal: dict[str, Any]) -> dict[str, Any]:
    """What Hugo's layouts read of a goal in one language."""
    return {
        "id": goal["id"],
        "status": "active",
        "period": {"from": 2022, "to": 2026},
        "title": goal["title"],
        "summary": goal["owner"],
        "indicators": list(_tell_indicators(goal)),
        "activities": [{"title": one["name"], "status": "ongoing", "due": f"{one['to']}-31"} for one in goal["activities"]],
        "history": [{"date": str(one["date"]), "text": one["text"]} for one in goal["events"]],
        "scrutiny": [],
    }


def _tell_indicators(goal: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in goal["indicators"]:
        yield {
            "id": one["id"],
            "name": one["name"],
            "unit": one["unit"],
            "baseline": one["baseline"]["value"],
            "target": one["targets"][0]["value"],
            "direction": "increase",
            "frequency": "quarterly",
            "outcomes": [_tell_outcome(outcome) for outcome in goal["outcomes"][one["id"]]],
        }


def _tell_outcome(outcome: dict[str, Any]) -> dict[str, Any]:
    year, quarter = outcome["period"].split("-")
    return {"date": f"{year}-{MONTHS[quarter]}", "value": outcome["value"], "note": outcome["note"]}


def _in_language(value: Any, code: str) -> Any:
    if isinstance(value, dict):
        return value[code] if value.keys() == set(LANGUAGES) else {key: _in_language(entry, code) for key, entry in value.items()}
    return [_in_language(entry, code) for entry in value] if isinstance(value, list) else value


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def _write(file: Path, told: dict[str, Any], text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{json.dumps(told, ensure_ascii=False, indent=0)}\n\n{text}", encoding="utf-8")
