"""A site built two days later, with nothing told in between, differs only in what the day itself changes."""

from __future__ import annotations

import csv
import datetime
import json
import re
from pathlib import Path

import pytest

from ledstjarna.build import build_site
from ledstjarna.settings import read_project
from tests.conftest import AS_OF, ROOT

LATER = AS_OF + datetime.timedelta(days=2)
# The day stands on the start page, the method page and the page of open data; what should be gone by it, in the two files of all goals.
DAILY = {
    "data/goals.csv",
    "data/goals.json",
    "sv/index.html",
    "en/index.html",
    "sv/metod/index.html",
    "en/method/index.html",
    "sv/oppna-data/index.html",
    "en/open-data/index.html",
}
DAY = {"sv": r"2[24] november 2026|2026-11-2[24]", "en": r"2[24] November 2026|2026-11-2[24]"}


def build(config: Path, output: Path, as_of: datetime.date) -> dict[str, bytes]:
    build_site(read_project(config), as_of=as_of, output=output, frame="bare")
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.fixture(scope="module", params=["tests/golden", "."])
def days(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The golden site, and the shipped one, of the one day and of the other."""
    folder = tmp_path_factory.mktemp("days")
    config = ROOT / request.param / "site_config.yml"
    return build(config, folder / "now", AS_OF), build(config, folder / "later", LATER)


def test_two_days_change_the_files_that_tell_of_the_day_and_no_others(days: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    now, later = days
    assert set(now) == set(later)
    assert {name for name, content in now.items() if later[name] != content} == DAILY


def test_the_pages_differ_in_the_day_and_the_size_of_what_it_changes_alone(days: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    def timeless(content: bytes, code: str) -> str:
        return re.sub(r"goals\.(?:csv|json)[^<]*", "", re.sub(DAY[code], "", content.decode("utf-8")))

    now, later = days
    for name in DAILY:
        if name.endswith(".html"):
            assert timeless(now[name], name[:2]) == timeless(later[name], name[:2]), name


def test_the_data_differ_in_the_day_and_in_what_should_be_gone_by_it_alone(days: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    read = [json.loads(day["data/goals.json"]) for day in days]
    assert [data.pop("as_of") for data in read] == ["2026-11-22", "2026-11-24"]
    shares = [[indicator.pop("expected_today") for goal in data["goals"] for indicator in goal["indicators"]] for data in read]
    assert read[0] == read[1]
    assert all(before is None or after is None or before <= after for before, after in zip(*shares, strict=True))
    assert shares[0] != shares[1]
    rows = [list(csv.DictReader(day["data/goals.csv"].decode("utf-8").splitlines())) for day in days]
    for row in (*rows[0], *rows[1]):
        del row["expected_today"]
    assert rows[0] == rows[1]


def test_on_the_day_after_an_outcome_was_due_only_what_tells_of_it_changes(tmp_path: Path) -> None:
    config = ROOT / "tests" / "golden" / "site_config.yml"
    goals = json.loads(build(config, tmp_path / "first", AS_OF)["data/goals.json"])["goals"]
    due = min(
        (indicator["next_due"], goal["id"], goal["agency"]) for goal in goals for indicator in goal["indicators"] if indicator["next_due"]
    )
    day, goal, agency = datetime.date.fromisoformat(due[0]), due[1], due[2]
    now, later = build(config, tmp_path / "now", day), build(config, tmp_path / "later", day + datetime.timedelta(days=1))
    changed = {name for name, content in now.items() if later.get(name) != content} - DAILY
    assert f"data/goals/{goal}.json" in changed
    assert {name for name in changed if name.startswith("data/goals/")} == {f"data/goals/{goal}.json"}
    assert {name for name in changed if name.startswith("data/agencies/")} <= {
        f"data/agencies/{agency}.{ending}" for ending in ("sv.ics", "en.ics", "xlsx")
    }
    assert {name for name in changed if re.match(r"(?:sv/mal|en/goals)/", name)} <= {
        f"{folder}/{page}" for folder in ("sv/mal", "en/goals") for page in (f"{goal}/index.html", "index.html")
    }
    assert not {
        name for name in changed if name.startswith(("data/cite", "data/agencies.json", "data/outcomes", "data/findings", "data/events"))
    }
