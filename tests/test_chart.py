"""Charts and sparklines: what is drawn of which figures, that it is true, and what is said beside it."""

from __future__ import annotations

import datetime
import functools
import re
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.derive.axis import make_axis
from ledstjarna.derive.bar import draw_level
from ledstjarna.derive.chart import BOTTOM, HEIGHT, RIGHT, TOP, WIDTH, Chart, draw_chart
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.obligations import Calendar
from ledstjarna.derive.sparkline import HEIGHT as SPARK_HEIGHT
from ledstjarna.derive.sparkline import WIDTH as SPARK_WIDTH
from ledstjarna.derive.sparkline import draw_sparkline
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.derive.status import derive_goal_standing
from ledstjarna.derive.strokes import Stroke
from ledstjarna.model.goal import Baseline, Event, Goal, Indicator, Milestone, Target
from ledstjarna.model.outcome import Comparison, ComparisonValue, Outcome, Outcomes
from ledstjarna.model.settings import Settings
from ledstjarna.model.times import read_period
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.charts import tell_chart, tell_sparklines
from ledstjarna.words.voice import NO_BREAK, Voice
from tests.rows import each_row
from tests.worlds import make_world, read_cases

VOICES = {language.code: Voice(language, Settings(), theme_folder() / "locale") for language in Settings().languages}
STORIES = {case["name"]: case for case in read_cases("charts")}
each_story = each_row("name", STORIES)
DRAWN = [name for name, case in STORIES.items() if case["expect"] != "none"]


def goal_from(case: dict[str, Any]) -> GoalNode:
    with tempfile.TemporaryDirectory() as folder:
        return next(iter(make_world(case, Path(folder)).goals.values()))


@functools.cache
def goal_of(name: str) -> GoalNode:
    return goal_from(STORIES[name])


def chart_from(goal: GoalNode) -> Chart | None:
    standing = goal.standing.indicators[0]
    comparisons = goal.outcomes.comparisons.get(standing.indicator.id, {}) if goal.outcomes else {}
    return draw_chart(standing, comparisons)


def chart_of(name: str) -> Chart:
    chart = chart_from(goal_of(name))
    assert chart
    return chart


def told_of(case: dict[str, Any]) -> dict[str, Any] | None:
    """What a case is drawn as and what is said of it, as the case file writes it."""
    goal = goal_from(case)
    chart = chart_from(goal)
    if chart is None:
        return None
    told = {code: tell_chart(chart, goal.standing.indicators[0], goal, voice) for code, voice in VOICES.items()}
    words = {code: entry for code, entry in told.items() if entry}
    return {
        "form": chart.form,
        "draws": [stroke.kind for stroke in chart.strokes if stroke.kind not in ("grid", "axis", "tick", "edge")],
        "scale": [text for _, text in (words["en"].values[0], words["en"].values[-1])],
        "below": [text for _, text in words["en"].times],
        "caption": {code: entry.caption.replace(NO_BREAK, "~") for code, entry in words.items()},
        "note": {code: entry.note.replace(NO_BREAK, "~") for code, entry in words.items()},
        "about": {code: entry.about.replace(NO_BREAK, "~") for code, entry in words.items()},
    }


@each_story
def test_a_story_is_drawn_like_this(name: str) -> None:
    told, expected = told_of(STORIES[name]), STORIES[name]["expect"]
    if expected == "none":
        assert told is None
    else:
        assert {key: list(map(str, value)) if isinstance(value, list) else value for key, value in (told or {}).items()} == expected


@each_row("name", DRAWN)
def test_every_stroke_lies_inside_the_frame(name: str) -> None:
    chart = chart_of(name)
    assert_inside(chart.strokes, WIDTH, chart.height)


def assert_inside(strokes: tuple[Stroke, ...], width: int, height: int) -> None:
    for stroke in strokes:
        for x, y in (place for run in stroke.runs for place in run):
            assert 0 <= x <= width, stroke
            assert 0 <= y <= height, stroke


def runs(chart: Chart, kind: str) -> list[tuple[tuple[int, int], ...]]:
    return [run for stroke in chart.strokes if stroke.kind == kind for run in stroke.runs]


# --- what a drawing must not say --------------------------------------------------------------------------------------


def test_a_missing_year_breaks_the_line_and_leaves_its_place_empty() -> None:
    chart = chart_of("a missing year breaks the line")
    assert [len(run) for run in runs(chart, "line")] == [2, 2]
    places = [x for _, x, _ in chart.places]
    assert places[2] - places[1] == pytest.approx(2 * (places[1] - places[0]), abs=2)


def test_a_withheld_figure_breaks_the_line_and_lies_off_the_scale_below_the_years() -> None:
    chart = chart_of("a withheld figure is a gap with a sign")
    assert [len(run) for run in runs(chart, "line")] == [2]
    assert len(runs(chart, "withheld")) == 4
    assert all(y > HEIGHT for run in runs(chart, "withheld") for _, y in run)


def test_nothing_is_joined_across_a_new_definition() -> None:
    chart = chart_of("a new definition breaks line and path")
    (line,) = runs(chart, "break")
    for run in [*runs(chart, "line"), *runs(chart, "target")]:
        assert max(x for x, _ in run) < line[0][0] or min(x for x, _ in run) > line[0][0]


def test_a_forecast_is_joined_to_nothing_and_never_filled() -> None:
    chart = chart_of("a band lies between two levels")
    assert max(x for run in runs(chart, "line") for x, _ in run) < min(x for run in runs(chart, "forecast") for x, _ in run)
    assert all(entry.kind != "forecast" for entry, _, _ in chart.places)
    columns = chart_of("preliminary and forecast columns are hollow")
    assert [len(runs(columns, kind)) for kind in ("column", "open", "coming")] == [2, 1, 1]


def test_zero_among_columns_has_a_mark_and_a_missing_year_has_none() -> None:
    chart = chart_of("a missing year leaves its place empty among columns")
    assert len(runs(chart, "column")) == 5
    assert runs(chart, "dot") == [(chart.places[1][1:],)]
    assert chart.places[1][0].value == 0


def test_columns_begin_at_zero() -> None:
    for name in DRAWN:
        chart = chart_of(name)
        if chart.form == "columns":
            assert chart.axis.has_zero, name


def test_a_scale_without_zero_is_told_in_words() -> None:
    for name in DRAWN:
        goal = goal_of(name)
        for voice in VOICES.values():
            told = tell_chart(chart_of(name), goal.standing.indicators[0], goal, voice)
            assert chart_of(name).axis.has_zero != bool(re.search("inte vid noll|not at zero", told.note)), name


def test_a_target_is_on_the_scale_or_an_arrow_points_to_it() -> None:
    assert runs(chart_of("a target far off the scale is an arrow and words"), "target") == []
    near = chart_of("a target within ten times the results is on the scale")
    assert near.off == ()
    assert runs(near, "target") == [((near.left, TOP), (RIGHT, TOP))]


def test_the_key_names_what_an_arrow_points_to() -> None:
    name = "a start far below the scale and a target far above it"
    goal = goal_of(name)
    told = tell_chart(chart_of(name), goal.standing.indicators[0], goal, VOICES["en"])
    assert [sign.text for sign in told.signs] == ["Result", "The target is off the scale", "The starting value is off the scale"]
    (at_the_end, at_the_start) = runs(chart_of("a start far below the scale and a target far above it"), "arrow")
    assert at_the_start[0][0] < at_the_end[0][0]


def test_a_path_is_drawn_as_it_is_judged() -> None:
    goal = goal_of("after the first target the path to the next one begins where it is judged")
    chart = chart_from(goal)
    assert chart
    first, second = runs(chart, "target")
    assert first[0][0] < first[-1][0] == second[0][0] < second[-1][0]
    # From 60 in 2020 to 90 in 2028: three eighths of the way by the end of 2023.
    assert chart.aimed_at
    assert chart.aimed_at.lines[1][0] == (datetime.date(2023, 12, 31), Decimal("71.25"))


def test_the_last_level_goes_on_and_one_from_before_the_first_result_is_not_drawn() -> None:
    chart = chart_of("a level whose day came before the first result is not drawn, and the last one goes on")
    (level,) = runs(chart, "target")
    assert level[1][0] == RIGHT
    assert [label.day.year for label in chart.times] == [2021, 2022, 2023, 2024]


def test_two_series_differ_in_dash_and_in_mark() -> None:
    css = (theme_folder() / "components" / "chart" / "chart.css").read_text(encoding="utf-8")
    dashes = [re.search(rf"\.ls-c-{kind} \{{[^}}]*stroke-dasharray: ([\d ]+)", css) for kind in ("other-1", "other-2", "start", "break")]
    assert len({found[1] for found in dashes if found}) == 4
    assert {"square", "upright"} <= set(STORIES["two comparisons beside the results"]["expect"]["draws"])


@each_row("name", DRAWN)
def test_the_key_explains_every_kind_of_stroke_that_is_drawn(name: str) -> None:
    goal = goal_of(name)
    told = tell_chart(chart_of(name), goal.standing.indicators[0], goal, VOICES["en"])
    explained = {kind for sign in told.signs for kind, _ in sign.drawing}
    drawn = {stroke.kind for stroke in told.strokes} - {"grid", "axis", "tick", "edge"}
    assert drawn <= explained | ({"goal"} if "Even pace" in str(told.signs) else set()), name
    assert explained - drawn <= {"dot", "goal"}
    assert len({sign.text for sign in told.signs}) == len(told.signs)


@each_row("name", DRAWN)
def test_what_is_written_along_the_scales_has_room(name: str) -> None:
    chart = chart_of(name)
    assert 2 <= len(chart.values) <= 5
    assert all(later.x - earlier.x >= 40 for earlier, later in zip(chart.times, chart.times[1:], strict=False))
    assert all(earlier.y - later.y >= 20 for earlier, later in zip(chart.values, chart.values[1:], strict=False))


def test_a_sparkline_needs_two_results() -> None:
    assert tell_sparklines(goal_of("one point has a column from zero, and the level beside it"), VOICES["en"]) == []
    (spark,) = tell_sparklines(goal_of("a missing year breaks the line"), VOICES["sv"])
    assert [stroke.kind for stroke in spark.strokes] == ["target", "line", "dot"]
    (line,) = (stroke.d for stroke in spark.strokes if stroke.kind == "line")
    assert [len(re.findall("[HLV]", run)) for run in line.split("M")[1:]] == [1, 1]
    assert (spark.name, spark.label) == ("Mått", f"Från 71{NO_BREAK}% (2018) till 85{NO_BREAK}% (2024).")


# --- whatever the figures are -----------------------------------------------------------------------------------------

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=Decimal("-1e15"), max_value=Decimal("1e15")) | st.integers(
    -5, 100
).map(Decimal)
PERIODS = (
    st.builds("{}".format, st.integers(1700, 2299))
    | st.builds("{}-{:02}".format, st.integers(2018, 2024), st.integers(1, 12))
    | st.builds("{}-T{}".format, st.integers(2018, 2024), st.integers(1, 3))
    | st.builds("{}-{:02}-{:02}".format, st.integers(2018, 2024), st.integers(1, 12), st.integers(1, 28))
    | st.builds("{0}-01/{0}-{1:02}".format, st.integers(2018, 2024), st.integers(1, 12))
).map(read_period)
DATES = st.dates(datetime.date(1700, 1, 1), datetime.date(2299, 12, 31))


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    period = draw(PERIODS)
    kind: Any = draw(st.sampled_from(["outcome", "outcome", "preliminary", "forecast"]))
    if draw(st.integers(0, 9)) == 0:
        return Outcome.model_construct(period=period, kind=kind, withheld="small_numbers")
    value = draw(NUMBERS)
    interval = (value - 1, value + 1) if draw(st.booleans()) else None
    return Outcome.model_construct(period=period, kind=kind, value=value, interval=interval)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    kind: Any = draw(st.sampled_from(["at_least", "at_most", "between", "exactly", "zero", "compare", "improve"]))
    day = draw(st.none() | DATES)
    if kind == "between":
        low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
        return Target.model_construct(kind=kind, low=low, high=high, by=day)
    if kind == "compare":
        return Target.model_construct(kind=kind, with_="x", must_be="at_least", by=day)
    if kind == "at_most" and draw(st.booleans()):
        return Target.model_construct(kind=kind, value=draw(NUMBERS), pace="linear", period=read_period(str(draw(st.integers(2018, 2024)))))
    return Target.model_construct(kind=kind, value=None if kind in ("zero", "improve") else draw(NUMBERS), by=day)


@st.composite
def measured(draw: st.DrawFn) -> tuple[IndicatorStanding, dict[str, Comparison]]:
    base = draw(st.none() | st.builds(Baseline.model_construct, period=PERIODS, value=NUMBERS))
    found = draw(st.lists(targets(), max_size=3))
    if base and found and found[0].kind == "at_least" and found[0].by and (found[0].by - base.period.end).days > 2:
        milestone = Milestone.model_construct(by=found[0].by - datetime.timedelta(days=1), value=draw(NUMBERS))
        found[0] = found[0].model_copy(update={"via": [milestone]})
    indicator = Indicator.model_construct(
        id="m",
        name={"sv": "Mått"},
        unit=draw(st.sampled_from(["percent", "count", "SEK", "days", "index"])),
        direction=draw(st.sampled_from(["up", "down"])),
        decimals=None,
        baseline=base,
        targets=found,
        method=draw(st.sampled_from([None, "cagr-openSDG-2.4"])),
        measured=draw(st.sampled_from([[], ["year"], ["8-months", "year"], ["month"]])),
    )
    events = draw(st.lists(st.builds(Event.model_construct, date=DATES, kind=st.just("redefined")), max_size=2))
    goal = Goal.model_construct(id="g", agency="a", plan="p", title={"sv": "Mål"}, indicators=[indicator], events=events)
    values = draw(st.lists(st.builds(ComparisonValue.model_construct, period=PERIODS, value=NUMBERS), max_size=5))
    known = Outcomes.model_construct(
        id="g",
        agency="a",
        outcomes={"m": draw(st.lists(outcomes(), min_size=1, max_size=30))},
        comparisons={"m": {"x": Comparison.model_construct(name=None, values=values)}},
    )
    standing = derive_goal_standing(
        goal,
        known,
        calendar=Calendar(None),
        period=None,
        method="linear-1",
        thresholds=Settings().thresholds,
        as_of=datetime.date(2299, 12, 31),
    )
    return standing.indicators[0], known.comparisons["m"]


@given(found=measured())
def test_whatever_is_measured_the_drawing_is_whole_and_in_order(found: tuple[IndicatorStanding, dict[str, Comparison]]) -> None:
    standing, comparisons = found
    chart = draw_chart(standing, comparisons)
    if chart is None:
        assert not [entry for entry in standing.outcomes if entry.value is not None and entry.kind != "forecast"]
        return
    assert_inside(chart.strokes, WIDTH, chart.height)
    assert [x for _, x, _ in chart.places] == sorted(x for _, x, _ in chart.places)
    by_value = sorted(chart.places, key=lambda place: place[0].value or Decimal(0))
    assert [y for _, _, y in by_value] == sorted((y for _, _, y in by_value), reverse=True)
    assert all(TOP <= y <= BOTTOM for _, _, y in chart.places)
    assert sum(map(len, chart.series.runs)) == len(chart.series.told) == len(chart.places)
    assert 2 <= len(chart.values) <= 5
    assert chart.times
    assert all(stroke.d for stroke in chart.strokes)
    spark = draw_sparkline(standing)
    assert (spark is not None) == (len(chart.series.told) > 1)
    assert_inside(spark.strokes if spark else (), SPARK_WIDTH, SPARK_HEIGHT)


@given(values=st.lists(NUMBERS, min_size=1, max_size=5), from_zero=st.booleans(), whole=st.booleans())
def test_an_axis_has_few_round_figures_and_holds_every_value(values: list[Decimal], *, from_zero: bool, whole: bool) -> None:
    axis = make_axis(values, from_zero=from_zero, whole=whole)
    assert 2 <= len(axis.ticks) <= 5
    assert axis.low <= min(values) <= max(values) <= axis.high
    assert axis.has_zero or not from_zero
    step = (axis.ticks[1] - axis.ticks[0]).normalize()
    assert step.as_tuple().digits in {(1,), (2,), (2, 5), (5,)}
    assert axis.longest <= 10


# --- the bar of a level -----------------------------------------------------------------------------------------------


@each_row(
    ("value", "target", "end"),
    [
        ("1.6", "{kind: between, low: 2, high: 4}", "5"),
        ("3", "{kind: at_most, value: 10}", "15"),
        ("19", "{kind: at_most, value: 3}", "20"),
        ("20", "{kind: at_most, value: 3}", "100"),
        ("85", "{kind: at_least, value: 90}", "100"),
        ("0", "{kind: at_most, value: 0}", "100"),
    ],
)
def test_the_bar_of_small_percentages_ends_where_they_can_be_seen(value: str, target: str, end: str) -> None:
    goal = goal_from(
        {"indicators": [{"unit": "percent", "targets": f"[{target}]"}], "outcomes": {"m1": [{"period": "2024", "value": value}]}}
    )
    bar = draw_level(goal.standing.indicators[0])
    assert bar
    assert (bar.low, bar.high) == (Decimal(0), Decimal(end))
    assert bar.start == 0
