"""The benchmark measures what it says: builds of ten goals, without Hugo, and nothing of how long they took."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks import measure, results, scenarios
from benchmarks.hugo_site import write_hugo_site
from benchmarks.measure import Cost
from benchmarks.ratios import BARS, GROWTH, HUGO, find_growth, find_medians, find_ratios, judge, tell_costs, tell_ratios
from benchmarks.scenarios import ADDED, COMMIT, COPY, FULL, GOAL, GOAL_TEMPLATE, LATER, LIST_TEMPLATE, NOTHING, OUTCOME, PAGES, Bench

GOALS = 10


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr(scenarios, "OLD_ENOUGH", 0)
    return scenarios.set_up(tmp_path / "site", goals=GOALS, program=scenarios.copy_program(tmp_path / "program"))


def test_each_step_writes_what_it_changes_and_leaves_the_rest(bench: Bench) -> None:
    costs = scenarios.run_steps(bench)
    assert costs.keys() == {FULL, COPY, *scenarios.STEPS, LATER}
    written = {name: cost.written for name, cost in costs.items()}
    assert written[FULL] == written[COPY] == costs[FULL].files > 100
    assert written[NOTHING] == 0
    assert 0 < written[OUTCOME] < written[GOAL] < written[ADDED] < costs[FULL].files / 2
    assert costs[ADDED].files > costs[OUTCOME].files
    assert written[GOAL_TEMPLATE] == 2 * (GOALS + 1)
    assert 0 < written[LIST_TEMPLATE] < costs[FULL].files / 2
    assert 0 < written[LATER] < costs[FULL].files / 2


def test_pages_and_search_are_built_without_files_to_fetch(bench: Bench) -> None:
    cost = bench.build_anew(module="benchmarks.pages_and_search")
    assert not [
        path for path in bench.site.rglob("*") if path.suffix in {".json", ".csv", ".ics", ".xlsx", ".ris"} and "search" not in str(path)
    ]
    assert len(list(bench.site.glob("sv/mal/prov-*/index.html"))) == GOALS
    assert list(bench.site.glob("assets/search/*"))
    assert cost.files > 100


def test_a_commit_more_changes_a_page_that_has_a_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "OLD_ENOUGH", 0)
    bench = scenarios.set_up(tmp_path / "site", goals=GOALS, program=scenarios.ROOT, history=True)
    cost = scenarios.run_commit(bench, 0)[COMMIT]
    assert list(bench.site.rglob("*history.json"))
    assert 0 < cost.written < cost.files / 2


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    child = "held = bytearray(b'x') * 60_000_000; import time; time.sleep(1)"
    both = f"import subprocess, sys; one = subprocess.Popen([sys.executable, '-c', {child!r}]); {child}; one.wait()"
    cost = measure.measure([sys.executable, "-c", both], tmp_path, output=tmp_path, around={})
    if (measure.PROC / "self" / "smaps_rollup").exists():
        assert 120 < cost.peak < 240


def test_where_the_system_does_not_tell_memory_is_that_of_the_largest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "PROC", tmp_path)
    cost = measure.measure([sys.executable, "-c", "held = bytearray(b'x') * 60_000_000"], tmp_path, output=tmp_path, around={})
    assert cost.peak > 60


def test_a_command_that_fails_ends_the_benchmark_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such luck"):
        measure.measure([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path, output=tmp_path, around={})


def test_hugo_is_given_the_same_goals(bench: Bench, tmp_path: Path) -> None:
    write_hugo_site(tmp_path / "hugo", bench.folder / "content", tmp_path / "hugo-binary")
    for code in ("sv", "en"):
        files = sorted((tmp_path / "hugo" / "content" / code).rglob("prov-*-*.md"))
        assert [file.stem for file in files] == [file.stem for file in bench.files("goals")]
        told, end = json.JSONDecoder().raw_decode(text := files[0].read_text(encoding="utf-8"))
        assert [len(indicator["outcomes"]) for indicator in told["indicators"]] == [12, 12]
        assert len(text) - end > 300


def test_ratios_are_taken_within_a_round() -> None:
    rounds = [{FULL: Cost(wall, 0, 0), HUGO: Cost(hugo, 0, 1)} for wall, hugo in ((2, 1), (30, 10), (16, 4))]
    assert find_ratios(rounds)["everything / Hugo"] == 3
    assert find_medians(rounds)[FULL]["wall"] == 16
    assert PAGES not in find_medians(rounds)


def test_growth_is_the_exponent_from_a_thousand_goals_to_ten_thousand() -> None:
    costs = {1_000: {FULL: {"wall": 2.0}}, 10_000: {FULL: {"wall": 20.0}}}
    assert find_growth(costs) == pytest.approx(1)
    assert find_growth({1_000: costs[1_000]}) is None


def test_a_ratio_is_judged_by_its_bars() -> None:
    assert [judge(GROWTH, found) for found in (0.95, 1.05, 1.06)] == ["reached", "passed", "TOO MUCH"]
    told = "\n".join(tell_ratios({bar.name: bar.must for bar in BARS}, growth=2))
    assert all(bar.name in told for bar in (*BARS, GROWTH))
    assert told.count("TOO MUCH") == 1
    assert f"{FULL:<22}     1.00" in "\n".join(tell_costs({FULL: asdict(Cost(1, 0, 0))}))


def test_a_slower_commit_shows(tmp_path: Path) -> None:
    ratios = {10: {"everything / cp -r": 4.0}}
    line = results.make_line({10: {FULL: asdict(Cost(1, 1, 1))}}, ratios, None, pairs=1)
    slower = {**line, "goals": {"10": {**line["goals"]["10"], "ratios": {"everything / cp -r": 4.5}}}}
    elsewhere = {**slower, "machine": {"cores": 1000}}
    for one in (line, elsewhere, slower):
        results.append(one, tmp_path / "results.jsonl")
    assert results.read(tmp_path / "results.jsonl") == [line, elsewhere, slower]
    told = list(results.tell([line, elsewhere, slower], "10"))
    assert told[-1].split()[-3:] == ["4.000", "4.500", f"4.500{results.SIGN}"]
    assert str(scenarios.ROOT) not in json.dumps(line)
