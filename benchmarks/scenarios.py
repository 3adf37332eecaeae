"""A number of goals comes in; a site of them is built, changed and built again, and what each of these builds cost goes out."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import settings_elsewhere, write_corpus
from benchmarks.measure import Cost, measure

ROOT = Path(__file__).parent.parent
AS_OF, NEXT_DAY = "2026-11-22", "2026-11-23"
BEGINNING = datetime.date(2026, 1, 1)  # of what is recorded
FULL, ONE_WORKER, TWO_WORKERS, PAGES = "from nothing", "one worker", "two workers", "pages and search"
NOTHING, GOAL, OUTCOME, ADDED, COMMIT = "nothing changed", "one goal", "one outcome", "one goal added", "one commit more"
GOAL_TEMPLATE, LIST_TEMPLATE, LATER, COPY = "goal.html changed", "standing.html changed", "next day", "cp -r of the site"
OLD_ENOUGH = 2.1  # seconds after which a build takes the disk's word for it that a file is the same
EARLIER_COMMITS = 20
GIT = ("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")


@dataclass(frozen=True, slots=True)
class Bench:
    """A site of invented goals, a program of its own to build it with, whose theme may be changed, and a cache of its own."""

    folder: Path
    program: Path

    @property
    def site(self) -> Path:
        """Where the site is built."""
        return self.folder / "site"

    def build(self, *words: str, as_of: str = AS_OF, module: str = "ledstjarna") -> Cost:
        """What a build cost."""
        path = os.pathsep.join(map(str, (self.program / "generator", ROOT)))
        around = {"PYTHONPATH": path, "LEDSTJARNA_CACHE": str(self.folder / "cache")}
        command = [sys.executable, "-m", module, "build", "-f", "site_config.yml", "--as-of", as_of, *words]
        return measure(command, self.folder, output=self.site, around=around)

    def build_anew(self, *words: str, module: str = "ledstjarna") -> Cost:
        """What a build cost that finds neither a site nor anything that was kept."""
        for name in ("site", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.build(*words, module=module)

    def files(self, kind: str) -> list[Path]:
        """Goals or outcomes, in order."""
        return sorted((self.folder / "content").rglob(f"{kind}/*.yml"))


def set_up(folder: Path, *, goals: int, program: Path, history: bool = False) -> Bench:
    """A site that nobody has built yet; with history, in a repository of some commits."""
    agencies = next((many for many in (100, 50, 25, 10, 5) if goals % many == 0 and many * many <= 2 * goals), 1)
    write_corpus(folder / "content", agencies=agencies, goals=goals // agencies)
    settings = settings_elsewhere()
    bench = Bench(folder, program)
    if history:
        settings = settings.replace("{git: false}", "{git: true}")
    (folder / "site_config.yml").write_text(settings, encoding="utf-8")
    if history:
        (folder / ".gitignore").write_text("site/\ncache/\n", encoding="utf-8")
        subprocess.run([*GIT, "init", "--quiet"], cwd=folder, check=True)
        for number in range(EARLIER_COMMITS):
            commit(bench, number)
    time.sleep(OLD_ENOUGH)
    return bench


def copy_program(folder: Path) -> Path:
    """The program and its theme, to change as one likes."""
    for name in ("generator", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return folder


def change_title(bench: Bench) -> None:
    """A goal has another name, in both languages."""
    goals = bench.files("goals")
    _edit(goals[len(goals) // 2], r"^title: \{sv: (.*), en: (.*)\}$", r"title: {sv: \1 nu, en: \2 now}")


def change_outcome(bench: Bench) -> None:
    """A figure of a goal is one more."""
    outcomes = bench.files("outcomes")
    _edit(outcomes[len(outcomes) // 3], r"value: (\d+)", lambda found: f"value: {int(found[1]) + 1}")


def add_goal(bench: Bench) -> None:
    """A body has one goal more."""
    for kind in ("goals", "outcomes"):
        file = bench.files(kind)[0]
        shutil.copyfile(file, file.with_stem(f"{file.stem}-ny"))


def change_template(bench: Bench, name: str) -> None:
    """A template says a line more below its heading."""
    _edit(bench.program / "theme" / "pages" / name, r"(</h1>)", r"\1<p>En rad till.</p>")


def commit(bench: Bench, number: int) -> None:
    """A figure of a goal is one more, and that is recorded; each commit is a day after the one before."""
    change_outcome(bench)
    date = f"{BEGINNING + datetime.timedelta(days=number)}T12:00:00Z"
    around = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run([*GIT, "add", "--all"], cwd=bench.folder, check=True)
    subprocess.run([*GIT, "commit", "--quiet", "--message=Ett steg"], cwd=bench.folder, env=around, check=True)


def _edit(file: Path, pattern: str, by: str | Callable[[re.Match[str]], str]) -> None:
    text, many = re.subn(pattern, by, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    if not many:
        raise ValueError(file.name)
    file.write_text(text, encoding="utf-8")


# Before each step its change is made, and the site is as the step before left it.
STEPS: Mapping[str, Callable[[Bench], None]] = {
    NOTHING: lambda _: None,
    GOAL: change_title,
    OUTCOME: change_outcome,
    ADDED: add_goal,
    GOAL_TEMPLATE: lambda bench: change_template(bench, "goal.html"),
    LIST_TEMPLATE: lambda bench: change_template(bench, "standing.html"),
}


def run_anew(bench: Bench) -> dict[str, Cost]:
    """What builds from nothing cost, but the one that steps begin with."""
    return {
        ONE_WORKER: bench.build_anew("--jobs", "1"),
        TWO_WORKERS: bench.build_anew("--jobs", "2"),
        PAGES: bench.build_anew(module="benchmarks.pages_and_search"),
    }


def run_steps(bench: Bench) -> dict[str, Cost]:
    """What a build from nothing cost, and each step after it."""
    costs = {FULL: bench.build_anew(), COPY: _copy(bench)}
    for name, change in STEPS.items():
        change(bench)
        costs[name] = bench.build()
    costs[LATER] = bench.build(as_of=NEXT_DAY)
    return costs


def run_commit(bench: Bench, number: int) -> dict[str, Cost]:
    """What a build cost after one commit more, which is that of a round by its number."""
    bench.build()
    commit(bench, EARLIER_COMMITS + number)
    return {COMMIT: bench.build()}


def _copy(bench: Bench) -> Cost:
    copy = bench.folder / "copy"
    cost = measure(["cp", "-r", "site", "copy"], bench.folder, output=copy, around={})
    shutil.rmtree(copy)
    return cost
