"""How long the history of a large repository takes: ``python -m benchmarks.history`` makes one, and reads it from nothing.

5,000 commits over 2,000 goals, some 9,000 versions of files. At most 40 s on a machine that builds 1,000 goals in 10 s, and 300 MB.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.corpus import write_corpus
from ledstjarna.history.commits import read_log
from ledstjarna.history.goals import read_goal_history
from ledstjarna.history.renames import find_names
from ledstjarna.history.versions import VersionReader
from ledstjarna.load.git import Git, Objects

BEGINNING = int(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC).timestamp())
TODAY = datetime.date(2026, 11, 27)
FIGURE = re.compile(r"value: (\d+(?:\.\d+)?)")


def write_repository(folder: Path, *, agencies: int = 50, goals: int = 40, commits: int = 5_000) -> Path:
    """A repository of an invented corpus, in which each commit changes a figure of one or two files."""
    write_corpus(folder / "corpus" / "content", agencies=agencies, goals=goals)
    files = {path.relative_to(folder / "corpus").as_posix(): path.read_text() for path in sorted((folder / "corpus").rglob("*.yml"))}
    repository = folder / "repository"
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(repository)], check=True)
    stream = b"".join(_write_commits(files, commits))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repository, input=stream, check=True)
    return repository


def _write_commits(files: dict[str, str], commits: int) -> Iterator[bytes]:
    chance = random.Random(1)
    names = [name for name in files if "/goals/" in name or "/outcomes/" in name]
    seconds = BEGINNING
    yield from _write_commit(files, seconds)
    for _ in range(commits - 1):
        seconds += chance.randrange(20_000, 40_000)
        chosen = {chance.choice(names) for _ in range(chance.choice([1, 1, 1, 2, 2]))}
        files |= {name: _change_figure(files[name], chance) for name in sorted(chosen)}
        yield from _write_commit({name: files[name] for name in sorted(chosen)}, seconds)


def _change_figure(text: str, chance: random.Random) -> str:
    figures = list(FIGURE.finditer(text))
    if not figures:
        return text
    figure = chance.choice(figures)
    value = round(float(figure[1]) * chance.choice([0.9, 1.1, 1.02]), 1)
    return f"{text[: figure.start(1)]}{value}{text[figure.end(1) :]}"


def _write_commit(files: dict[str, str], seconds: int) -> Iterator[bytes]:
    yield f"commit refs/heads/main\ncommitter Ada <ada@example.org> {seconds} +0000\ndata 4\nSteg\n".encode()
    for name, text in files.items():
        data = text.encode()
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(data), data)


def read_all(repository: Path) -> tuple[int, int]:
    """How many goals there are, and how many changes."""
    log = read_log(repository, "main", folder="content", settings="site_config.yml", zone=ZoneInfo("Europe/Stockholm"), today=TODAY)
    objects = Objects(Git(repository, "main"))
    try:
        reader = VersionReader(log, objects, ("sv", "en"))
        names = find_names(reader)
        changes = 0
        for each in names.values():
            changes += sum(len(entry.changes) for entry in read_goal_history(each, reader, as_of=TODAY).entries)
        return len(names), changes
    finally:
        objects.close()


def main() -> None:
    """Makes a repository, or takes one that is there, and prints how long its history took, and how much memory."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("repository", nargs="?", type=Path, help="a repository that this made before")
    given = arguments.parse_args().repository
    with tempfile.TemporaryDirectory() as folder:
        repository = given or write_repository(Path(folder))
        wall, own = time.perf_counter(), time.process_time()
        goals, changes = read_all(repository)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
        took = f"{time.perf_counter() - wall:.1f} s, {time.process_time() - own:.1f} s of its own"
        print(f"{goals} goals, {changes} changes: {took}, {memory:.0f} MB")


if __name__ == "__main__":
    main()
