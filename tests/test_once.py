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
from ledstjarna.derive.featured import choose_featured
from ledstjarna.derive.nodes import GoalNode
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


@pytest.fixture(scope="module")
def published(world: World) -> list[GoalNode]:
    """Every goal; one that has a part in another body stands there twice, since its page is made again when that part is known."""
    known = world.site.goals
    above = {one.parent_id for one in known.values() if one.parent_id and known[one.parent_id].agency_id != one.agency_id}
    assert 0 < len(above) < len(known)
    return [*world.goals.values(), *(world.goals[id] for id in above)]


@pytest.fixture(scope="module")
def judged(world: World, published: list[GoalNode]) -> list[GoalNode]:
    """The same, and those once more whose page has waited, since they name a goal of another body: these are read again."""
    known = world.site.goals
    named = {id: (*one.became, *([one.parent_id] if one.parent_id else [])) for id, one in known.items()}
    waiting = [id for id, names in named.items() if any(known[name].agency_id != known[id].agency_id for name in names)]
    assert 0 < len(waiting) < len(known)
    return [*published, *(world.goals[id] for id in waiting)]


def test_an_indicator_is_judged_and_drawn_once(calls: Calls, world: World, published: list[GoalNode], judged: list[GoalNode]) -> None:
    featured = choose_featured(world.site)
    assert featured
    again = world.goals[featured]  # whose chart the start page shows
    drawn, indicators = (sum(len(goal.standing.indicators) for goal in (*goals, again)) for goals in (published, judged))
    assert 3 < drawn < indicators
    on_pages: list[Callable[..., Any]] = [facts.derive_indicator_facts, chart.draw_chart, bar.draw_progress]
    for function in on_pages:
        assert calls(function) == drawn, function
    for function in (status.derive_indicator_standing, series.pick_series, sparkline.draw_sparkline):
        assert calls(function) == indicators, function
    assert calls(bar.draw_level) <= drawn
    # A growth-rate method has a day of its own for targets without one.
    by_growth = sum(standing.growth is not None for goal in judged for standing in goal.standing.indicators)
    assert indicators <= calls(aims.list_aims) <= indicators + by_growth


def test_a_chart_and_a_sentence_are_told_once_a_language(calls: Calls, world: World, judged: list[GoalNode]) -> None:
    languages = len(world.settings.codes)
    indicators = sum(len(goal.standing.indicators) for goal in judged)
    # An embedded page, and the start page, have a chart without its tables, which says where these are.
    featured = 1
    assert 0 < calls(charts.tell_chart) <= (2 * indicators + featured) * languages
    assert calls(sentences._tell_goal) == len(judged) * languages
    assert 0 < calls(sentences._tell_indicator) <= indicators * languages
    assert calls(summaries._tell) == len(world.goals) * languages


def test_a_record_is_cited_once_a_language(calls: Calls, world: World, judged: list[GoalNode]) -> None:
    records = len(world.agencies) + len(world.plans) + len(judged) + len(world.findings)
    assert calls(citations._cite) == records * len(world.settings.codes)


def test_a_text_is_rendered_once(calls: Calls) -> None:
    found = markdown.render_markdown.cache_info()
    assert found.misses == found.currsize > 5
    assert calls(markdown.render_markdown.__wrapped__) == found.misses
