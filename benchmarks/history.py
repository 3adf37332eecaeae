"""How long the history of a large repository takes: ``python -m benchmarks.history`` makes one and reads it, from nothing and as kept.

5,000 commits over 2,000 goals, some 9,000 versions of files. At most 40 s from nothing on a machine that builds 1,000 goals in 10 s, 1.5 s
after one more commit, and 300 MB.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import write_corpus
from ledstjarna.history.past import SiteHistory
from ledstjarna.history.read import read_site_history
from ledstjarna.load.garbage_collection import without_garbage_collection
from ledstjarna.model.settings import Settings

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
    subprocess.run(["git", "checkout", "--quiet", "main"], cwd=repository, check=True)
    (repository / "site_config.yml").write_text("site_name: Prov\n", encoding="utf-8")
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


def add_commit(repository: Path) -> None:
    """One more commit, which changes a figure of one goal."""
    file = sorted((repository / "content").rglob("outcomes/*.yml"))[7]
    file.write_text(_change_figure(file.read_text(encoding="utf-8"), random.Random(9)), encoding="utf-8")
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *who, "commit", "--quiet", "--all", "--message=Ett till"], cwd=repository, check=True)


def read_all(repository: Path) -> SiteHistory:
    """The history of the site in a repository."""
    with without_garbage_collection():  # as a build reads it
        return read_site_history(Settings(), repository / "site_config.yml", as_of=TODAY)


def measure(what: str, repository: Path) -> None:
    """Read all, and print how long it took, and how much memory was needed at most until then."""
    wall, own = time.perf_counter(), time.process_time()
    history = read_all(repository)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    changes = sum(len(entry.changes) for past in history.goals.values() for entry in past.entries)
    took = f"{time.perf_counter() - wall:.1f} s, {time.process_time() - own:.1f} s of its own"
    print(f"{what}: {len(history.goals)} goals, {changes} changes: {took}, {memory:.0f} MB")


def main() -> None:
    """Makes a repository, or takes one that is there, and prints how long its history took, and how much memory."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("repository", nargs="?", type=Path, help="a repository that this made before")
    arguments.add_argument("--kept", action="store_true", help="measure what is kept already, and nothing else")
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if told.kept:
            measure("after one more commit, in a process of its own", told.repository)
            return
        repository = told.repository or write_repository(Path(folder))
        os.environ["LEDSTJARNA_CACHE"] = str(Path(folder) / "kept")
        measure("from nothing", repository)
        add_commit(repository)
        subprocess.run([sys.executable, "-m", "benchmarks.history", "--kept", str(repository)], check=True)  # its own memory


if __name__ == "__main__":
    main()
