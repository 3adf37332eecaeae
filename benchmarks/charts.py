"""How many microseconds of the processor a chart takes: its geometry, its words and its SVG apart, and a sparkline, of invented goals."""

from __future__ import annotations

import datetime
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import write_corpus
from ledstjarna.derive.chart import draw_chart
from ledstjarna.derive.goals import derive_goals
from ledstjarna.derive.heads import derive_heads
from ledstjarna.derive.nodes import GoalNode
from ledstjarna.derive.sparkline import draw_sparkline
from ledstjarna.derive.standing import IndicatorStanding
from ledstjarna.load.content_tree import load_content
from ledstjarna.model.settings import Settings
from ledstjarna.pages.environment import make_environment
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.content import make_content
from ledstjarna.words.charts import tell_chart
from ledstjarna.words.voice import Voice

CALL = (
    "{{ ls.chart(id='c', title=d.title, about=d.about, caption=d.caption, note=d.note, strokes=d.strokes, left=d.left, values=d.values,"
    " times=d.times, signs=d.signs) }}"
)
ROUNDS = 5
Measure = tuple[IndicatorStanding, GoalNode]


def measure_charts(goals: int = 100) -> dict[str, float]:
    """Microseconds a chart (and bytes of its SVG), the best of some rounds, for measures with twelve outcomes each."""
    measures = make_measures(goals)
    settings = Settings()
    voice = Voice(settings.languages[0], settings, theme_folder() / "locale")
    template = make_environment(theme_folder(), voice).from_string(CALL)
    charts = [(chart, *measure) for measure in measures if (chart := draw_chart(measure[0]))]
    told = [tell_chart(*chart, voice) for chart in charts]
    drawn = [template.render(d=entry) for entry in told]
    geometry = _time(lambda: [draw_chart(standing) for standing, goal in measures], len(measures))
    return {
        "geometry": geometry,
        "words": _time(lambda: [tell_chart(*chart, voice) for chart in charts], len(charts)),
        "svg": _time(lambda: [template.render(d=entry) for entry in told], len(drawn)),
        "sparkline": _time(lambda: [draw_sparkline(standing) for standing, goal in measures], len(measures)),
        "bytes": sum(len(text.encode()) for text in drawn) / len(drawn),
    }


def make_measures(goals: int) -> list[Measure]:
    """Every measure of that many invented goals."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, agencies=1, goals=goals)
        content = make_content(load_content(folder, shown_from=folder), languages=("sv", "en"))
    heads = derive_heads(content, Settings(), as_of=datetime.date(2026, 11, 22))
    nodes = derive_goals(heads, content.goals, content.outcomes)
    return [(standing, goal) for goal in nodes.values() for standing in goal.standing.indicators]


def _time(work: Callable[[], object], many: int) -> float:
    """Microseconds for one of many, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best / many * 1e6


def main() -> None:
    """Print a line for each part."""
    found = measure_charts()
    size = found.pop("bytes")
    print("microseconds a chart of twelve outcomes: " + ", ".join(f"{part} {took:.0f}" for part, took in found.items()))
    print(f"bytes a chart, with its sentence and its signs: {size:.0f}")


if __name__ == "__main__":
    main()
