"""What is worked out, drawn or told of a thing is so once, and once a language, however many pages and files have it."""

from __future__ import annotations

import cProfile
import datetime
import pstats
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledstjarna.build import build_site
from ledstjarna.derive import aims, bar, chart, facts, series, sparkline, status
from ledstjarna.pages import markdown
from ledstjarna.settings import Project, read_project
from ledstjarna.site_check import check_site
from ledstjarna.words import charts, citations, sentences, summaries
from tests.worlds import World

GOLDEN = Path(__file__).parent / "golden"
AS_OF = datetime.date(2026, 11, 22)
Calls = Callable[[Callable[..., Any]], int]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(GOLDEN / "site_config.yml")


@pytest.fixture(scope="module")
def world(project: Project) -> World:
    return World(check_site(project, as_of=AS_OF)[0], project.settings, AS_OF)


@pytest.fixture(scope="module")
def calls(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Calls:
    """How often a function was called while the golden site was built."""
    markdown.render_markdown.cache_clear()
    profile = cProfile.Profile()
    profile.runcall(build_site, project, as_of=AS_OF, output=tmp_path_factory.mktemp("once") / "site", frame="bare")
    counted = {(Path(file).name, line): number for (file, line, _), (number, *_rest) in pstats.Stats(profile).stats.items()}  # type: ignore[attr-defined]  # typeshed knows no `stats`

    def count(function: Callable[..., Any]) -> int:
        code = function.__code__
        return int(counted.get((Path(code.co_filename).name, code.co_firstlineno), 0))

    return count


def test_an_indicator_is_judged_and_drawn_once(calls: Calls, world: World) -> None:
    indicators = sum(len(goal.standing.indicators) for goal in world.goals.values())
    assert indicators > 3
    for function in (
        status.derive_indicator_standing,
        facts.derive_indicator_facts,
        chart.draw_chart,
        bar.draw_progress,
        series.pick_series,
        sparkline.draw_sparkline,
    ):
        assert calls(function) == indicators, function
    assert calls(bar.draw_level) <= indicators
    # A growth-rate method has a day of its own for targets without one.
    by_growth = sum(standing.growth is not None for goal in world.goals.values() for standing in goal.standing.indicators)
    assert indicators <= calls(aims.list_aims) <= indicators + by_growth


def test_a_chart_and_a_sentence_are_told_once_a_language(calls: Calls, world: World) -> None:
    languages, goals = len(world.settings.codes), len(world.goals)
    indicators = sum(len(goal.standing.indicators) for goal in world.goals.values())
    assert 0 < calls(charts.tell_chart) <= indicators * languages
    assert calls(sentences._tell_goal) == goals * languages
    assert 0 < calls(sentences._tell_indicator) <= indicators * languages
    assert calls(summaries._tell) == goals * languages


def test_a_record_is_cited_once_a_language(calls: Calls, world: World) -> None:
    records = len(world.agencies) + len(world.plans) + len(world.goals) + len(world.findings)
    assert calls(citations._cite) == records * len(world.settings.codes)


def test_a_text_is_rendered_once(calls: Calls) -> None:
    found = markdown.render_markdown.cache_info()
    assert found.misses == found.currsize > 5
    assert calls(markdown.render_markdown.__wrapped__) == found.misses
