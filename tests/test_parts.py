"""A site read by parts, as a build reads it, is refused where the whole is refused, and has as many remarks."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import write_corpus
from ledstjarna.derive.goals import derive_goals
from ledstjarna.derive.heads import derive_heads
from ledstjarna.problems import ContentError
from ledstjarna.settings import Project, read_project
from ledstjarna.site_check import check_site
from ledstjarna.site_parts import FaultFoundError, check_goals, check_together, read_parts
from ledstjarna.validate.checks.all import CHECK_CODES
from ledstjarna.words.summaries import summarize
from tests.rows import each_row
from tests.test_checks import STORIES as CHECKS
from tests.test_problems import STORIES as PROBLEMS

ROOT = Path(__file__).parent.parent
AS_OF = datetime.date(2026, 11, 22)
LATER = datetime.date(2026, 12, 31)  # when all that is shipped had been written


def count_by_parts(project: Project, today: datetime.date = AS_OF) -> int | None:
    """How much is remarked on a site that is read by parts; nothing where something is wrong."""
    try:
        parts = read_parts(project, as_of=AS_OF, today=today)
        heads = derive_heads(parts.heads, project.settings, as_of=AS_OF)
        summaries, remarks = [], list[Counter[str]]()
        for batch in parts.batches:
            content, counts = check_goals(batch, batch.goals, parts.surroundings)
            summaries += [summarize(node, as_of=AS_OF) for node in derive_goals(heads, content.goals, content.outcomes).values()]
            remarks += counts.values()
        return check_together(parts, project, summaries, remarks)
    except FaultFoundError:
        return None


def count_whole(project: Project, today: datetime.date = AS_OF) -> int | None:
    """The same of a site that is read as a whole."""
    try:
        return sum(check_site(project, as_of=AS_OF, today=today)[2].counts().values())
    except ContentError:
        return None


def write_story(folder: Path, files: Mapping[str, str | None], checks: Mapping[str, str] | None = None) -> Project:
    """The site of a story."""
    for name, text in files.items():
        if text is not None:
            path = folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return with_checks(folder, checks or {})


def with_checks(folder: Path, checks: Mapping[str, str]) -> Project:
    """The site in a folder, with checks as the settings wish them."""
    config = folder / "site_config.yml"
    settings = f"{{checks: {json.dumps(checks)}, history: {{git: false}}}}"
    config.write_text(f"site_name: Prov\nsite_url: https://prov.example/\nextra:\n  ledstjarna: {settings}\n", encoding="utf-8")
    return read_project(config)


@pytest.fixture(params=[60, 1], ids=["as they are", "a few goals each"])
def batches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How large batches may be."""
    monkeypatch.setattr("ledstjarna.site_parts.LARGEST_BATCH", request.param)


@pytest.mark.usefixtures("batches")
@each_row("story", PROBLEMS["cases"], ids=lambda story: story["name"])
def test_parts_are_refused_where_the_whole_is(story: dict[str, Any], tmp_path: Path) -> None:
    project = write_story(tmp_path, {**PROBLEMS["base"], **story["files"]})
    found = count_by_parts(project)
    assert found == count_whole(project)
    assert (found is None) is bool(story["expect"])


@pytest.mark.usefixtures("batches")
@each_row("story", CHECKS["cases"], ids=lambda story: story["name"])
def test_parts_have_as_many_remarks_as_the_whole_and_stop_where_it_does(story: dict[str, Any], tmp_path: Path) -> None:
    project = write_story(tmp_path, {**CHECKS["base"], **story["files"]})
    whole = count_whole(project)
    assert whole is not None
    assert count_by_parts(project) == whole
    told = {place.split(" ")[1] for place in story["expect"]}
    for code in sorted(told):
        stopped = with_checks(tmp_path, {code: "error"})
        assert (count_by_parts(stopped), count_whole(stopped)) == (None, None), code
    silent = with_checks(tmp_path, dict.fromkeys(told, "off"))
    assert count_by_parts(silent) == count_whole(silent) is not None
    others = with_checks(
        tmp_path, dict.fromkeys(set(CHECK_CODES) - set(check_site(project, as_of=AS_OF, today=AS_OF)[2].counts()), "error")
    )
    assert count_by_parts(others) == whole


@pytest.mark.usefixtures("batches")
@each_row("config", [ROOT / "site_config.yml", ROOT / "tests/golden/site_config.yml", *sorted((ROOT / "tests/sites").glob("*/*.yml"))])
def test_whole_sites_have_as_many_remarks_by_parts(config: Path) -> None:
    found = count_whole(read_project(config), LATER)
    assert found is not None
    assert count_by_parts(read_project(config), LATER) == found


def test_a_site_of_many_bodies_has_as_many_remarks_by_parts(tmp_path: Path) -> None:
    write_corpus(tmp_path / "content", agencies=3, goals=70)
    found = count_whole(with_checks(tmp_path, {}))
    assert found
    assert count_by_parts(with_checks(tmp_path, {})) == found


def test_a_check_is_counted_as_far_by_parts_as_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More remarks of a check, in several batches, than are ever told of one."""
    goals = {f"agencies/provby/goals/prov-{n}.yml": f"plan: prov-plan\ntitle: {{sv: Mål {n}, en: Goal {n}}}\n" for n in range(9)}
    project = write_story(tmp_path, {**CHECKS["base"], **goals})
    assert count_by_parts(project) == count_whole(project) == 9
    monkeypatch.setattr("ledstjarna.site_parts.LARGEST_BATCH", 2)
    for module in ("site_parts", "validate.checks.all"):
        monkeypatch.setattr(f"ledstjarna.{module}.MOST_OF_A_CHECK", 7)
    assert count_by_parts(project) == count_whole(project) == 7
