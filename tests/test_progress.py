"""Arithmetic of progress: exact, never clamped, and never a crash, whatever the figures."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.derive.bar import LENGTH, draw_level, draw_progress
from ledstjarna.derive.nodes import AgencyNode, GoalNode, PlanNode
from ledstjarna.derive.obligations import Calendar, make_calendar
from ledstjarna.derive.progress import expected, is_close, pace_share, path_points, percent, progress
from ledstjarna.derive.standing import GoalStanding
from ledstjarna.derive.status import derive_goal_standing
from ledstjarna.derive.status_names import PROGRESS_STATUSES, REPORTING_STATUSES
from ledstjarna.model.agency import Agency
from ledstjarna.model.complaints import Plain
from ledstjarna.model.goal import Goal
from ledstjarna.model.outcome import Outcomes
from ledstjarna.model.plan import Plan
from ledstjarna.model.settings import Settings, Thresholds
from ledstjarna.model.times import read_period
from ledstjarna.model.values import METHODS
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.growth_rates import growth_sentence
from ledstjarna.words.statuses import goal_word, indicator_word
from ledstjarna.words.voice import Voice

YEAR = datetime.date
figures = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False, allow_infinity=False)
days = st.dates(min_value=YEAR(2015, 1, 1), max_value=YEAR(2030, 12, 31))


def test_progress_is_told_as_it_is_below_zero_and_above_one() -> None:
    assert progress(Decimal(85), baseline=Decimal(83), target=Decimal(90)) == Fraction(2, 7)
    assert progress(Decimal(80), baseline=Decimal(83), target=Decimal(90)) == Fraction(-3, 7)
    assert progress(Decimal(97), baseline=Decimal(83), target=Decimal(90)) == 2


def test_a_target_of_zero_can_be_reached() -> None:
    assert progress(Decimal(0), baseline=Decimal(12), target=Decimal(0)) == 1


def test_the_expected_share_is_counted_in_whole_years_between_31_decembers() -> None:
    points = [(YEAR(2015, 12, 31), Fraction(0)), (YEAR(2030, 12, 31), Fraction(1))]
    assert expected(YEAR(2023, 12, 31), points) == Fraction(8, 15)
    assert expected(YEAR(2023, 12, 30), points) == Fraction((YEAR(2023, 12, 30) - YEAR(2015, 12, 31)).days, 5479)


def test_the_expected_share_bends_at_milestones_and_goes_on_after_the_target() -> None:
    points = path_points(
        start=YEAR(2023, 12, 31),
        end=YEAR(2026, 12, 31),
        baseline=Decimal(83),
        target=Decimal(90),
        via=[(YEAR(2025, 12, 31), Decimal(87))],
    )
    assert expected(YEAR(2024, 12, 31), points) == Fraction(2, 7)
    assert float(expected(YEAR(2026, 11, 22), points)) == pytest.approx(0.9542074364)
    assert expected(YEAR(2027, 12, 31), points) == Fraction(10, 7)


def test_percent_is_rounded_half_to_even_and_kept_within_0_and_100() -> None:
    assert [percent(Fraction(value, 1000)) for value in (125, 135, 5, 15, -40, 1320)] == [12, 14, 0, 2, 0, 100]


def test_a_pace_counts_whole_months_where_it_can_and_days_elsewhere() -> None:
    year = read_period(Plain("2025"))
    assert pace_share(YEAR(2025, 8, 31), year) == Fraction(8, 12)
    assert pace_share(YEAR(2025, 3, 14), year) == Fraction(73, 365)
    assert pace_share(YEAR(2026, 1, 31), year) == 1
    assert pace_share(YEAR(2024, 12, 31), year) == 0


def test_close_is_exact_where_binary_floats_are_not() -> None:
    assert is_close(Decimal("1.045"), level=Decimal("1.1"), tolerance=Fraction(5, 100))
    assert not is_close(Decimal("1.0449"), level=Decimal("1.1"), tolerance=Fraction(5, 100))
    assert is_close(Decimal(0), level=Decimal(0), tolerance=Fraction(5, 100))
    assert not is_close(Decimal("0.0001"), level=Decimal(0), tolerance=Fraction(5, 100))


@given(measured=figures, baseline=figures, target=figures)
def test_the_baseline_is_the_beginning_and_the_target_the_end_of_the_way(measured: Decimal, baseline: Decimal, target: Decimal) -> None:
    if baseline == target:
        return
    assert progress(baseline, baseline=baseline, target=target) == 0
    assert progress(target, baseline=baseline, target=target) == 1
    share = progress(measured, baseline=baseline, target=target)
    assert Fraction(baseline) + share * (Fraction(target) - Fraction(baseline)) == Fraction(measured)


PERIODS = ("2019", "2020", "2021-H1", "2021", "2022-Q3", "2022", "2023-05", "2023", "2024-02-29", "2024", "2025-01/2025-08", "2025")
KINDS = ("at_least", "at_most", "pace", "between", "exactly", "zero", "compare", "improve", "done_by")


def plain(value: object) -> Plain:
    return Plain(str(value))


@st.composite
def targets(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from(KINDS))
    target: dict[str, object] = {"kind": "at_most" if kind == "pace" else kind}
    if kind in ("at_least", "at_most", "pace", "exactly"):
        target["value"] = plain(draw(figures))
    if kind == "pace":
        target["pace"] = "linear"
    if kind == "between":
        low, high = sorted((draw(figures), draw(figures)))
        target |= {"low": plain(low), "high": plain(high)}
    if kind == "compare":
        target |= {"with": "riket", "must_be": draw(st.sampled_from(("at_least", "at_most")))}
    if draw(st.booleans()):
        target["by"] = draw(days).isoformat()
    return target


@st.composite
def outcomes(draw: st.DrawFn, *, is_done: bool) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for period in draw(st.lists(st.sampled_from(PERIODS), unique=True, max_size=6)):
        outcome: dict[str, object] = {"period": plain(period), "kind": draw(st.sampled_from(("outcome", "preliminary", "forecast")))}
        if draw(st.integers(0, 5)) == 0:
            outcome["withheld"] = "small_numbers"
        elif is_done:
            outcome["done"] = plain(draw(st.sampled_from(("true", "false"))))
        else:
            outcome["value"] = plain(draw(figures))
        found.append(outcome)
    return found


@st.composite
def standings(draw: st.DrawFn) -> GoalStanding:
    target = draw(targets())
    indicator: dict[str, object] = {"id": "m", "name": {"sv": "Mått"}, "unit": "count"}
    indicator["direction"] = draw(st.sampled_from(("up", "down", "none")))
    indicator["targets"] = [target] if draw(st.booleans()) else []
    if draw(st.booleans()):
        indicator["baseline"] = {"period": plain(draw(st.sampled_from(PERIODS))), "value": plain(draw(figures))}
    events = [{"date": draw(days).isoformat(), "kind": "redefined"}] if draw(st.integers(0, 3)) == 0 else []
    goal = Goal.model_validate(
        {"id": "g", "agency": "a", "plan": "p", "title": {"sv": "Mål"}, "period": "2019/2026", "indicators": [indicator], "events": events}
    )
    series = {"riket": {"values": [{"period": plain(period), "value": plain(draw(figures))} for period in ("2022", "2023", "2025")]}}
    is_done = bool(indicator["targets"]) and target["kind"] == "done_by"
    measured = Outcomes.model_validate(
        {"id": "g", "agency": "a", "outcomes": {"m": draw(outcomes(is_done=is_done))}, "comparisons": {"m": series}}
    )
    reports = {"reports_here": {"from": "2019-01-01"}} if draw(st.booleans()) else {}
    day = draw(days)
    agency = Agency.model_validate({"id": "a", "name": {"sv": "A"}, "kind": "agency", **reports})
    return derive_goal_standing(
        goal,
        measured,
        calendar=make_calendar(agency, [], as_of=day),
        period=goal.period,
        method=draw(st.sampled_from(METHODS)),
        thresholds=Thresholds(),
        as_of=day,
    )


@given(standing=standings())
def test_whatever_the_figures_a_goal_has_a_status_of_the_table_and_its_bars_fit(standing: GoalStanding) -> None:
    indicator = standing.indicators[0]
    assert standing.progress_status in (*PROGRESS_STATUSES, None)
    assert standing.reporting_status in REPORTING_STATUSES
    assert standing.progress_status == indicator.progress_status
    if indicator.method == "linear-1" or indicator.growth is None:
        assert indicator.progress is None or indicator.method == "linear-1"
        assert (indicator.share is None) == (indicator.expected is None) or indicator.method != "linear-1"
    if indicator.closed and indicator.progress_status and indicator.course != "done_by":
        assert indicator.progress_status in ("achieved", "missed")
    if indicator.progress_status and indicator.course != "done_by":
        assert indicator.judged_on
        assert indicator.judged_on.kind != "forecast"
        assert indicator.judged_on.withheld is None
    path, level = draw_progress(indicator), draw_level(indicator)
    ends = [path.filled, path.expected] if path else []
    ends += [level.start, level.end, level.line] if level else []
    assert all(0 <= end <= LENGTH for end in ends)


def test_a_threshold_must_be_a_share() -> None:
    with pytest.raises(ValueError, match="share"):
        Thresholds.model_validate({"on_track": Plain("95")})


VOICES = [Voice(language, Settings(), theme_folder() / "locale") for language in Settings().languages]
SILENT = AgencyNode(Agency.model_validate({"id": "a", "name": {"sv": "A"}, "kind": "agency"}), Calendar(None))
PLAN = PlanNode(Plan.model_validate({"id": "p", "agency": "a", "title": {"sv": "P"}}), SILENT)


@given(standing=standings())
def test_whatever_the_method_and_the_target_there_is_a_word_for_it(standing: GoalStanding) -> None:
    for voice in VOICES:
        node = GoalNode(standing.goal, SILENT, PLAN, None, standing)
        assert goal_word(node, voice)
        for entry in standing.indicators:
            assert indicator_word(entry, node, voice)
            assert growth_sentence(entry, voice) or entry.growth is None or entry.growth.actual is None
