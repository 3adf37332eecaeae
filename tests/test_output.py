"""Where the site is built: nobody else's files are lost, a build that was stopped is finished, and nothing is left lying about."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import yaml

from ledstjarna.__main__ import main
from ledstjarna.output import bench, journal, obstacles
from ledstjarna.output.owned import MARK, find_foreign, list_made
from ledstjarna.output.stage import Stage, Written
from ledstjarna.output.update import SiteUpdate, update_site
from ledstjarna.problems import OutsideError
from tests.rows import each_row

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
UPDATES: list[dict[str, Any]] = yaml.load(
    (ROOT / "tests" / "cases" / "site_updates.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site of its own."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    shutil.copy(GOLDEN / "site_config.yml", tmp_path)
    return tmp_path


def build(project: Path, *words: str) -> int:
    return main(["build", "-f", str(project / "site_config.yml"), "--as-of", "2026-11-22", "--lang", "en", *words])


def make(output: Path, *names: str, **texts: str) -> SiteUpdate:
    """A built site with these files."""
    return make_of(output, {name: name for name in names} | texts)


def make_of(output: Path, texts: Mapping[str, str]) -> SiteUpdate:
    with update_site(output) as update:
        for name, text in texts.items():
            update.write(name, text)
    return update


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def all_in(folder: Path) -> dict[str, str]:
    """Everything that lies in a folder, with its text; a link leads somewhere, a folder has a slash."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_dir():
            found[f"{name}/"] = ""
        else:
            found[name] = path.read_text(encoding="utf-8")
    return found


def stamps_in(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in (folder, *folder.rglob("*"))}


@contextlib.contextmanager
def refused(code: str, **facts: str) -> Iterator[None]:
    """What happens here ends with this being told."""
    with pytest.raises(OutsideError) as stopped:
        yield
    assert (stopped.value.code, stopped.value.facts) == (code, stopped.value.facts | facts)


# --- in place ------------------------------------------------------------------------------------------------------------


def put_theirs(site: Path, row: Mapping[str, Any]) -> None:
    for name in row.get("without", ()):
        (site / name).unlink()
    for name, text in row.get("theirs", {}).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        if text.startswith("-> "):
            path.unlink(missing_ok=True)
            path.symlink_to(text.removeprefix("-> "))
        elif text:
            path.write_text(text, encoding="utf-8")
        else:
            path.mkdir()


def start(site: Path, row: Mapping[str, Any]) -> None:
    """What the row begins with."""
    if "before" in row:
        make_of(site, row["before"])
    put_theirs(site, row)


def expected(row: Mapping[str, Any]) -> dict[str, str]:
    """All that is to lie in the site in the end."""
    stays = row.get("left", row.get("theirs", {}))
    files = {name: text for name, text in row.get("theirs", {}).items() if name in stays} | row["after"] | {MARK: list_made(row["after"])}
    return dict(sorted({f"{folder}/": "" for name in files for folder in folders_on_the_way(name)}.items() | files.items()))


def folders_on_the_way(name: str) -> Iterator[str]:
    steps = name.rstrip("/").split("/")[:-1]
    yield from ("/".join(steps[: many + 1]) for many in range(len(steps)))


BUILT = [row for row in UPDATES if "in_way" not in row]
STOPPED = [row for row in UPDATES if "in_way" in row]


@each_row("row", BUILT, ids=lambda row: row["name"])
def test_a_site_becomes_what_is_written_and_what_others_put_there_stays(row: dict[str, Any], tmp_path: Path) -> None:
    start(tmp_path / "site", row)
    update = make_of(tmp_path / "site", row["after"])
    assert all_in(tmp_path / "site") == expected(row)
    assert update.written + update.unchanged == len(row["after"])
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@each_row("row", STOPPED, ids=lambda row: row["name"])
def test_a_new_file_never_takes_the_place_of_somebody_elses(row: dict[str, Any], tmp_path: Path) -> None:
    start(tmp_path / "site", row)
    before = all_in(tmp_path)
    with refused("output_in_use", found=row["in_way"], folder=str(tmp_path / "site")):
        make_of(tmp_path / "site", row["after"])
    assert all_in(tmp_path) == before


def test_what_is_in_the_way_is_told_with_the_way_out(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(project / "site", "sv/index.html")
    (project / "site" / "CNAME").touch()
    (project / "site" / "robots.txt").touch()
    before = all_in(project)
    assert build(project) == 2
    assert (
        "in the way of the site: robots.txt. Move it away, or choose another folder with --out. (output_in_use)" in capsys.readouterr().err
    )
    assert all_in(project) == before
    (project / "site" / "robots.txt").unlink()
    assert build(project) == 0
    assert (project / "site" / "CNAME").is_file()
    assert (project / "site" / "index.html").is_file()


def test_two_builds_of_the_same_content_rewrite_nothing(project: Path) -> None:
    """Not a file, not a folder, and not the list of them."""
    assert build(project) == 0
    before, texts = stamps_in(project), {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    assert build(project) == 0
    after = stamps_in(project)
    assert after.pop(project)  # a bench was made in it, and removed
    assert after == {path: stamp for path, stamp in before.items() if path != project}
    assert build(project, "--out", str(project / "other")) == 0
    assert {project / "other" / path.relative_to(project / "site"): text for path, text in texts.items()} == {
        path: path.read_bytes() for path in (project / "other").rglob("*") if path.is_file()
    }


def test_only_what_is_another_is_written(tmp_path: Path) -> None:
    make(tmp_path / "site", "same", "goes", changed="a")
    before = (tmp_path / "site" / "same").stat()
    update = make(tmp_path / "site", "same", "comes", changed="b")
    assert (update.written, update.unchanged, update.removed) == (2, 1, 1)
    assert (tmp_path / "site" / "same").stat() == before


def test_parts_that_make_the_same_bytes_are_not_written(tmp_path: Path) -> None:
    for parts, is_new in (([b"a", b"bc"], True), ([b"ab", b"c"], False), ([b"ab", b"d"], True)):
        with update_site(tmp_path / "site") as update:
            written = update.write("x", iter(parts))
        assert (written.size, written.is_new) == (3, is_new)
        assert (tmp_path / "site" / "x").read_bytes() == b"".join(parts)


@pytest.mark.parametrize("content", ["a", [b"a"]])
def test_a_stamp_is_what_the_file_has_in_the_site(content: str | list[bytes], tmp_path: Path) -> None:
    for is_new in (True, False):
        with update_site(tmp_path / "site") as update:
            written = update.write("sv/", content)
        there = (tmp_path / "site" / "sv" / "index.html").stat()
        assert written == Written("sv/", 1, (there.st_size, there.st_mtime_ns), is_new)


def test_what_is_kept_stays_and_what_is_not_goes(tmp_path: Path) -> None:
    make(tmp_path / "site", "sv/index.html", "b")
    before = stamps_in(tmp_path / "site")
    with update_site(tmp_path / "site") as update:
        there = (tmp_path / "site" / "sv" / "index.html").stat()
        assert update.stat("sv/") == (there.st_size, there.st_mtime_ns)
        update.keep("sv/")
    assert files_in(tmp_path / "site") == [MARK, "sv/index.html"]
    assert stamps_in(tmp_path / "site" / "sv").items() <= before.items()
    assert (update.written, update.unchanged, update.removed) == (0, 1, 1)


@pytest.mark.parametrize("name", ["nothing", "theirs", "gone", "link", "sv/", "linked/x"])
def test_nothing_but_a_file_of_an_earlier_build_can_be_kept(name: str, tmp_path: Path) -> None:
    make(tmp_path / "site", "a", "gone", "link", "sv/x", "linked/x")
    (tmp_path / "site" / "theirs").touch()
    (tmp_path / "site" / "gone").unlink()
    (tmp_path / "site" / "link").unlink()
    (tmp_path / "site" / "link").symlink_to("a")
    shutil.rmtree(tmp_path / "site" / "linked")
    (tmp_path / "site" / "linked").symlink_to("sv")
    with update_site(tmp_path / "site") as update:
        assert update.stat(name) is None
        with pytest.raises(ValueError, match="nothing to keep"):
            update.keep(name)


def test_a_file_that_was_to_stay_and_is_another_when_the_build_ends_is_told(tmp_path: Path) -> None:
    make(tmp_path / "site", a="a", b="b")
    for how in (SiteUpdate.keep, lambda update, name: update.write(name, name)):
        with refused("output_changed", found="a"), update_site(tmp_path / "site") as update:
            how(update, "a")
            update.write("c", "c")
            os.utime(tmp_path / "site" / "a", ns=(1, 1))
        assert files_in(tmp_path) == ["site/.ledstjarna", "site/a", "site/b"]
        make(tmp_path / "site", a="A", b="b")
        make(tmp_path / "site", a="a", b="b")


def write_one(stage: Stage, number: int) -> Written:
    return stage.write(f"sv/{number % 3}/{number}", str(number))


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    make(tmp_path / "site", **{"sv/0/0": "0"})
    with update_site(tmp_path / "site") as update, ProcessPoolExecutor(2, mp_context=get_context("spawn")) as workers:
        for written in workers.map(write_one, [pickle.loads(pickle.dumps(update.stage))] * 12, range(12)):
            update.add(written)
    assert (update.written, update.unchanged) == (11, 1)
    assert {name: text for name, text in all_in(tmp_path / "site" / "sv").items() if text} == {
        f"{number % 3}/{number}": str(number) for number in range(12)
    }


def test_the_site_may_be_a_link_to_a_folder_which_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "www").mkdir(parents=True)
    (tmp_path / "elsewhere" / "www").chmod(0o750)
    (tmp_path / "site").symlink_to("elsewhere/www")
    for name in "ab":
        make(tmp_path / "site", name)
        assert (tmp_path / "site").is_symlink()
        assert files_in(tmp_path / "elsewhere") == ["www/.ledstjarna", f"www/{name}"]
    assert (tmp_path / "elsewhere" / "www").stat().st_mode & 0o777 == 0o750


def test_a_site_that_is_new_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    make(tmp_path / "site", "a")
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_a_disk_that_takes_capitals_for_small_letters_loses_nothing(tmp_path: Path) -> None:
    """Told of the plan, since few computers that run this have such a disk: the old name goes before the new one comes, and never after."""
    made = {name.casefold(): name for name in ("a.html", "sv/x")}
    plan = journal.plan_journal("", ["A.html", "SV/x", "SV/y", "Gone"], made, {"a.html", "sv/x"})
    assert plan.clear == (("A.html", "a.html"), ("SV/x", "sv/x"), ("SV/y", "sv/x"))
    assert plan.remove == ("Gone",)
    assert journal.plan_journal("", ["A.html", "a.html"], {"a.html": "a.html"}, set()).remove == ()
    make(tmp_path / "site", "A", "b")
    os.link(tmp_path / "site" / "A", tmp_path / "site" / "a")
    with update_site(tmp_path / "site") as update:  # the same file by two names, as such a disk would have it
        assert not update.write("a", "A").is_new
    assert files_in(tmp_path / "site") == [MARK, "a"]


# --- a kill, at any step ---------------------------------------------------------------------------------------------------


class KilledError(BaseException):
    """As SIGKILL: nothing that comes after it is done."""


STEPS = ["mkdir", "open", "write", "fsync", "replace", "rename", "unlink", "rmdir"]


@contextlib.contextmanager
def killed_after(steps: int, done: list[str]) -> Iterator[None]:
    """Every call that changes a disk is a step; the one after ``steps`` of them, and all later, are never made."""
    with pytest.MonkeyPatch.context() as changed:
        for name in STEPS:
            real = getattr(os, name)

            def step(*args: Any, real: Any = real, name: str = name, **more: Any) -> Any:
                if name == "open" and not args[1] & os.O_CREAT:
                    return real(*args, **more)
                if len(done) == steps:
                    raise KilledError
                done.append(name)
                return real(*args, **more)

            changed.setattr(os, name, step)
        with contextlib.suppress(KilledError):
            yield


def kill_everywhere(row: dict[str, Any], tmp_path: Path) -> None:
    """At one step after another, until the build is done."""
    start(tmp_path / "start" / "site", row)
    (tmp_path / "start").mkdir(exist_ok=True)
    old, ended = all_in(tmp_path / "start" / "site"), []
    for steps in range(1000):
        folder = tmp_path / str(steps)
        shutil.copytree(tmp_path / "start", folder, symlinks=True)
        done: list[str] = []
        with killed_after(steps, done):
            make_of(folder / "site", row["after"])
        is_certain = any(journal.read_journal(path) for path in folder.glob(".ledstjarna-*"))
        if not is_certain:
            assert all_in(folder / "site") in (old, expected(row)), steps
        bench.finish_site(folder / "site")
        ended.append(all_in(folder / "site"))
        assert ended[-1] == (expected(row) if is_certain else ended[-1]), steps
        make_of(folder / "site", row["after"])
        assert all_in(folder / "site") == expected(row), steps
        assert [path.name for path in folder.iterdir()] == ["site"], steps
        if len(done) < steps:
            break
    assert 10 < steps < 200
    first = ended.index(expected(row))
    assert ended[:first] == [old] * first
    assert ended[first:] == [expected(row)] * (len(ended) - first)


@pytest.mark.parametrize("row", BUILT, ids=lambda row: str(row["name"]))
def test_whenever_a_build_is_killed_the_site_is_the_old_one_or_the_next_command_makes_it_the_new_one(
    row: dict[str, Any], tmp_path: Path
) -> None:
    kill_everywhere(row, tmp_path)


def find_folded(path: object) -> object:
    """A path as a disk finds it that takes capitals for small letters."""
    if not isinstance(path, str | os.PathLike) or "/site/" not in os.fspath(path):
        return path
    root, _, name = os.fspath(path).partition("/site/")
    found = f"{root}/site"
    for step in name.split("/"):
        names = [path.name for path in Path(found).iterdir()] if Path(found).is_dir() else []
        found += "/" + next((each for each in names if each.casefold() == step.casefold()), step)
    return found


@pytest.fixture
def folding_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system asks of such a disk. A file that takes the place of another keeps that one's letters."""
    names = ["lstat", "stat", "open", "replace", "rename", "mkdir", "unlink", "rmdir", "scandir", "access", "utime", "chmod"]
    for name in (*names, *({"listxattr", "getxattr", "setxattr"} & set(dir(os)))):
        real = getattr(os, name)

        def ask(*args: Any, real: Any = real, **more: Any) -> Any:
            return real(*map(find_folded, args), **more)

        monkeypatch.setattr(os, name, ask)

    def open_found(path: object, mode: str) -> Any:
        return Path(str(find_folded(path))).open(mode)

    monkeypatch.setattr(shutil, "open", open_found, raising=False)


@pytest.mark.parametrize("row", [row for row in BUILT if "letter" in row["name"]], ids=lambda row: str(row["name"]))
def test_a_disk_that_takes_capitals_for_small_letters_loses_nothing_either(row: dict[str, Any], tmp_path: Path, folding_disk: None) -> None:
    assert folding_disk is None
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "A").touch()
    assert os.path.lexists(tmp_path / "site" / "a")
    shutil.rmtree(tmp_path / "site")
    kill_everywhere(row, tmp_path)


def test_a_build_that_is_killed_while_it_finishes_another_changes_nothing_of_that(tmp_path: Path) -> None:
    row = next(row for row in BUILT if row["name"] == "folders and files change places")
    for first in range(12, 21):
        for second in range(0, 12, 2):
            folder = tmp_path / f"{first}-{second}"
            start(folder / "site", row)
            for steps in (first, second):
                with killed_after(steps, []):
                    bench.finish_site(folder / "site") if steps == second else make_of(folder / "site", row["after"])
            is_certain = any(journal.read_journal(path) for path in folder.glob(".ledstjarna-*"))
            bench.finish_site(folder / "site")
            assert all_in(folder / "site") == expected(row) or not is_certain
            make_of(folder / "site", row["after"])
            assert all_in(folder / "site") == expected(row)


KILLED = """
import os, signal, sys
from pathlib import Path
from ledstjarna.output import journal
from ledstjarna.output.update import update_site

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

moment, output = sys.argv[1], Path(sys.argv[2])
if moment == "half":
    put, count = journal._put, []
    journal._put = lambda *names: count.append(put(*names)) if not count else die()
elif moment == "done":
    journal.forget_journal = die
with update_site(output) as update:
    if moment == "done":
        update.commit.__globals__["forget_journal"] = die
    for name in "bcd":
        update.write(name, "new")
    if moment == "staging":
        die()
"""


@pytest.mark.parametrize(("moment", "after"), [("staging", "ab"), ("half", "bcd"), ("done", "bcd")])
def test_a_build_that_is_killed_is_finished_by_any_command(moment: str, after: str, project: Path) -> None:
    make(project / "site", "a", "b")
    killed = [sys.executable, "-c", KILLED, moment, str(project / "site")]
    done = subprocess.run(killed, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "generator")}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path for path in project.iterdir() if path.name.startswith(bench.BENCH)]
    assert main(["check", "-f", str(project / "site_config.yml")]) == 0
    assert files_in(project / "site") == [MARK, *after]
    make(project / "site", "c")
    assert files_in(project / "site") == [MARK, "c"]
    assert sorted(path.name for path in project.iterdir()) == ["content", "site", "site_config.yml"]


def stopped_halfway(output: Path, texts: Mapping[str, str]) -> Path:
    """A build that was killed when it had put one of its files."""
    put = journal._put
    done: list[None] = []

    def put_one(*names: str) -> None:
        if done:
            raise KilledError
        done.append(None)
        put(*names)

    with pytest.MonkeyPatch.context() as changed, contextlib.suppress(KilledError):
        changed.setattr(journal, "_put", put_one)
        make_of(output, texts)
    (left,) = output.parent.glob(".ledstjarna-*")
    return left


def test_a_site_is_finished_also_where_the_next_build_has_problems(project: Path) -> None:
    make(project / "elsewhere", "a")
    stopped_halfway(project / "elsewhere", {"b": "b", "c": "c"})
    (project / "content" / "nothing.txt").touch()
    assert build(project, "--out", str(project / "elsewhere")) == 1
    assert files_in(project / "elsewhere") == [MARK, "b", "c"]


def test_a_journal_that_is_not_all_there_is_none(tmp_path: Path) -> None:
    make(tmp_path / "site", "a")
    left = stopped_halfway(tmp_path / "site", {"b": "b", "c": "c"})
    whole = (left / "journal").read_bytes()
    for size in range(len(whole)):
        (left / "journal").write_bytes(whole[:size])
        assert journal.read_journal(left) is None
    (left / "journal").write_bytes(whole.replace(b'"c"', b'"d"'))
    assert journal.read_journal(left) is None
    make(tmp_path / "site", "a")


def test_what_was_cleared_for_a_file_that_is_in_place_is_not_cleared_again(tmp_path: Path) -> None:
    """To a disk that takes capitals for small letters, it is that file."""
    make(tmp_path / "site", "A")
    journal.replay(journal.Journal("", clear=(("A", "a"),)), tmp_path / "bench", tmp_path / "site")
    assert files_in(tmp_path / "site") == [MARK, "A"]


def test_what_somebody_put_in_the_way_of_a_build_that_was_stopped_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    make(tmp_path / "site", "a")
    stopped_halfway(tmp_path / "site", {"b": "b", "c": "c"})
    (tmp_path / "site" / "c").write_text("mine", encoding="utf-8")
    bench.finish_site(tmp_path / "site")
    with refused("output_in_use", found="c"):
        make(tmp_path / "site", "b", "c")
    (tmp_path / "site" / "c").unlink()
    make(tmp_path / "site", "b")
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/b"]


@pytest.mark.parametrize("then", ["removed", "another"])
def test_a_journal_of_a_site_that_is_another_by_now_is_dropped(then: str, tmp_path: Path) -> None:
    make(tmp_path / "site", "a")
    left = stopped_halfway(tmp_path / "site", {"b": "b", "c": "c"})
    shutil.rmtree(tmp_path / "site")
    if then == "another":
        left.rename(tmp_path / "aside")
        make(tmp_path / "site", "x")
        (tmp_path / "aside").rename(left)
    bench.finish_site(tmp_path / "site")
    assert files_in(tmp_path) == ([] if then == "removed" else ["site/.ledstjarna", "site/x"])


def test_a_first_site_whose_folder_was_removed_halfway_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    stopped_halfway(tmp_path / "site", {"b": "b", "c": "c"})
    shutil.rmtree(tmp_path / "site")
    bench.finish_site(tmp_path / "site")
    assert files_in(tmp_path) == []


@each_row("name", ["../content", "/etc/passwd", "a/../../content", ".", "", "a//b", MARK, "a\0"])
def test_a_journal_that_leads_out_of_the_site_is_none(name: str, tmp_path: Path) -> None:
    make(tmp_path / "site", "a")
    (tmp_path / "content").write_text("x", encoding="utf-8")
    left = stopped_halfway(tmp_path / "site", {"b": "b", "c": "c"})
    plain = journal.read_journal(left)
    assert plain
    for lie in ({"put": (name,)}, {"remove": (name,)}, {"clear": ((name, "c"),)}, {"clear": (("a", name),)}):
        journal.write_journal(left, dataclasses.replace(plain, **lie))
        assert journal.read_journal(left) is None
    bench.finish_site(tmp_path / "site")
    assert (tmp_path / "content").is_file()


def test_a_link_in_a_bench_never_comes_into_the_site(tmp_path: Path) -> None:
    make(tmp_path / "site", "a")
    left = stopped_halfway(tmp_path / "site", {"b": "b", "c": "c"})
    (left / "site" / "c").unlink()
    (left / "site" / "c").symlink_to("/etc/passwd")
    bench.finish_site(tmp_path / "site")
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/b"]


# --- two at once -----------------------------------------------------------------------------------------------------------


def test_two_builds_of_one_site_come_one_after_the_other(tmp_path: Path) -> None:
    make(tmp_path / "site", "a")
    other = threading.Thread(target=make, args=(tmp_path / "site", "quick"))
    with update_site(tmp_path / "site") as slow:
        other.start()
        slow.write("slow", "x")
        other.join(0.3)
        assert other.is_alive()
        bench.finish_site(tmp_path / "site")  # what only reads does not wait
        assert files_in(tmp_path / "site") == [MARK, "a"]
    other.join(30)
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/quick"]


def test_builds_beside_each_other_do_not_wait(tmp_path: Path) -> None:
    with update_site(tmp_path / "site") as slow:
        make(tmp_path / "site-2", "quick")
        slow.write("slow", "x")
    assert files_in(tmp_path) == ["site-2/.ledstjarna", "site-2/quick", "site/.ledstjarna", "site/slow"]


FORKED = """
import os, signal, sys, time
from pathlib import Path
from ledstjarna.output.update import update_site

with update_site(Path(sys.argv[1])) as update:
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
def test_a_worker_that_outlives_its_build_holds_nobody_up(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", FORKED, str(tmp_path / "site")], env={**os.environ, "PYTHONPATH": str(ROOT / "generator")}, check=False
    )
    other = threading.Thread(target=make, args=(tmp_path / "site", "a"), daemon=True)
    other.start()
    other.join(20)
    assert not other.is_alive()
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/a"]


# --- whose folder it is ----------------------------------------------------------------------------------------------------


def test_what_is_put_into_a_folder_that_was_no_site_while_a_build_is_running_is_not_lost(tmp_path: Path) -> None:
    with refused("output_in_use", found="thesis.txt"), update_site(tmp_path / "site") as update:
        update.write("a", "new")
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "thesis.txt").touch()
    assert files_in(tmp_path) == ["site/thesis.txt"]


def test_a_site_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its list begins with other words."""
    make(tmp_path / "site", "a", "b")
    opening = "# What Ledstjärna has made in this folder. The next build makes it anew, and does nothing while anything else lies here.\n"
    (tmp_path / "site" / MARK).write_text(f"{opening}a\nb\n", encoding="utf-8")
    (tmp_path / "site" / "theirs").touch()
    make(tmp_path / "site", "a")
    assert all_in(tmp_path / "site") == {MARK: list_made("a"), "a": "a", "theirs": ""}


def test_a_site_of_a_version_that_kept_no_list_is_told_as_such(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "site").mkdir()
    for name in (MARK, "index.html"):
        (project / "site" / name).touch()
    assert build(project) == 2
    assert "(output_unlisted)" in capsys.readouterr().err
    (project / "site" / "index.html").unlink()
    make(project / "site", "a")
    assert files_in(project / "site") == [MARK, "a"]


def test_the_list_has_every_file_of_the_site(shipped_site: Path) -> None:
    made = (shipped_site / MARK).read_text(encoding="utf-8").splitlines()[1:]
    assert made == [name for name in files_in(shipped_site) if name != MARK]
    assert list(find_foreign(shipped_site)) == []


def test_the_list_is_the_same_whatever_order_things_were_made_in(tmp_path: Path) -> None:
    make(tmp_path / "site", "b/c", "a", "b/a")
    first = (tmp_path / "site" / MARK).read_bytes()
    make(tmp_path / "site", "a", "b/a", "b/c")
    assert (tmp_path / "site" / MARK).read_bytes() == first


@pytest.mark.parametrize("mark", ["../thesis.txt\n", "../../etc/passwd\n", "\0\n", "a\n" * 100_000, "\xff", "/etc/passwd\n"])
@pytest.mark.parametrize("opening", ["", list_made(())])
def test_a_list_that_lies_lets_nothing_be_removed(mark: str, opening: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARK).write_bytes(opening.encode() + mark.encode("latin-1"))
    for folder in (tmp_path, tmp_path / "site"):
        (folder / "thesis.txt").touch()
    assert list(find_foreign(tmp_path / "site")) == ["thesis.txt"]
    if opening:
        make(tmp_path / "site", "b")
        assert files_in(tmp_path) == ["site/.ledstjarna", "site/b", "site/thesis.txt", "thesis.txt"]
    else:
        with refused("output_in_use", found="thesis.txt"):
            make(tmp_path / "site", "b")


def test_a_list_that_is_a_link_is_none(tmp_path: Path) -> None:
    make(tmp_path / "other", "a")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARK).symlink_to("../other/.ledstjarna")
    (tmp_path / "site" / "a").write_text("mine", encoding="utf-8")
    with refused("output_in_use", found=".ledstjarna, a"):
        make(tmp_path / "site", "b")


# --- where no site is built --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("out", "code"),
    [
        ("content", "output_unsafe"),
        ("content/site", "output_inside"),
        ("content/agencies/exk-kommun/goals", "output_inside"),
        (".", "output_unsafe"),
        ("..", "output_unsafe"),
        ("/", "output_unsafe"),
        ("locale/site", "output_inside"),
        (".git/site", "output_inside"),
        ("site_config.yml", "output_unsafe"),
        ("link", "output_inside"),
    ],
)
def test_no_site_is_built_where_it_would_take_others_with_it_or_be_taken_for_content(
    out: str, code: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "link").symlink_to(project / "content" / "pages")
    before = files_in(project)
    assert build(project, "--out", str(project / out)) == 2
    assert f"({code})" in capsys.readouterr().err
    assert files_in(project) == before


@pytest.mark.parametrize("where", ["home", "above home", "here"])
def test_no_site_is_built_over_the_home_folder_or_the_one_that_the_command_is_given_in(
    where: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = project / "home" / "anna"
    home.mkdir(parents=True)
    if where == "here":
        monkeypatch.chdir(home)
    else:
        monkeypatch.setenv("HOME", str(home))
    assert build(project, "--out", str(home.parent if where == "above home" else home)) == 2
    assert "(output_unsafe)" in capsys.readouterr().err
    assert home.is_dir()


@pytest.mark.parametrize("folder", ["theme/site", "generator/ledstjarna/site", "theme"])
def test_no_site_is_built_in_the_program(folder: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(project, "--out", str(ROOT / folder)) == 2
    assert "(output_" in capsys.readouterr().err
    assert not (ROOT / folder / "index.html").exists()


def test_settings_whose_site_would_lie_in_the_content_are_told_by_check_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write("    output: content/site\n")
    assert main(["check", "-f", str(project / "site_config.yml"), "--lang", "en"]) == 2
    assert "(output_inside)" in capsys.readouterr().err


# --- two things, one address -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("sv/mal", "sv/mal/, but that is the address of the page goals"),
        ("sv/sok", "the page search"),
        ("en/method", "the page method"),
        ("en/editors-guide", "the page guide"),
        ("sv/teman", "the page themes"),
    ],
)
def test_a_page_of_ones_own_never_overwrites_another(
    page: str, named: str, command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "content" / "pages" / f"{page}.md"
    file.write_text("# Egen sida\n", encoding="utf-8")
    (project / "content" / "themes.yml").write_text("skola: {name: {sv: Skola, en: School}}\n", encoding="utf-8")
    assert main([command, "-f", str(project / "site_config.yml"), "--as-of", "2026-11-22", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert f"content/pages/{page}.md  " in told.out + told.err
    assert named in told.out + told.err
    assert "(address_taken)" in told.out + told.err


def test_an_address_that_no_page_has_is_free(project: Path) -> None:
    """There is no page of all plans, and none of themes or accessibility where nobody has written any."""
    for stem in ("planer", "teman", "tillganglighet"):
        (project / "content" / "pages" / "sv" / f"{stem}.md").write_text("# Egen sida\n", encoding="utf-8")
    assert build(project) == 0
    for stem in ("planer", "teman", "tillganglighet"):
        assert "Egen sida" in (project / "site" / "sv" / stem / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("sv/mal/", "sv/mal/"),
        ("sv/mal/", "sv/mal/index.html"),
        ("data/A.csv", "data/a.csv"),
        ("", "index.html"),
        ("a", "A/b"),
    ],
)
def test_two_things_with_one_address_stop_the_build_and_are_both_named(first: str, second: str, tmp_path: Path) -> None:
    make(tmp_path / "site", "old")
    with refused("address_twice", first="en sak", other="en annan"), update_site(tmp_path / "site") as update:
        update.write(first, "a", what="en sak")
        update.write(second, "b", what="en annan")
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/old"]


@pytest.mark.parametrize(("first", "second"), [("a", "a/b"), ("a/b/", "a")])
def test_one_things_file_is_never_anothers_folder(first: str, second: str, tmp_path: Path) -> None:
    make(tmp_path / "site", "old")
    with refused("address_twice"), update_site(tmp_path / "site") as update:
        update.write(first, "a")
        update.write(second, "b")
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/old"]


def test_every_page_that_is_alone_of_its_kind_has_an_address_that_is_known_to_be_taken(everything_site: Path) -> None:
    from ledstjarna.load.content_tree import load_content
    from ledstjarna.prose_links import listing_addresses
    from ledstjarna.settings import read_project
    from ledstjarna.validate.content import make_content

    project = read_project(ROOT / "tests" / "sites" / "everything" / "site_config.yml")
    files = load_content(project.content, shown_from=project.content)
    taken = listing_addresses(make_content(files, languages=project.settings.codes), project.settings)
    prose = {f"{page.language}/{page.stem}/" for page in files.prose}
    pages = {f"{path.parent.relative_to(everything_site).as_posix()}/" for path in everything_site.glob("*/*/index.html")}
    assert {page for page in pages if page.startswith(("sv/", "en/"))} - prose == set(taken)


# --- the disk says no --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "disk_read_only"),
        (errno.EACCES, "disk_denied"),
        (errno.EPERM, "disk_denied"),
        (errno.EIO, "disk"),
    ],
)
def test_a_disk_that_says_no_is_told_in_words(number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise OSError(number, os.strerror(number))

    make(tmp_path / "site", "a")
    for part in (os, "write"), (journal, "_sync_disk"), (journal, "_sum"):
        with monkeypatch.context() as changed, refused(code, folder=str(tmp_path / "site")):
            changed.setattr(*part, refuse)
            make(tmp_path / "site", "b")
        assert files_in(tmp_path) == ["site/.ledstjarna", "site/a"]


def test_a_disk_that_says_no_in_the_middle_of_it_is_told_and_the_next_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    make(tmp_path / "site", "a")
    with monkeypatch.context() as changed, refused("disk"):
        changed.setattr(os, "replace", refuse)
        make(tmp_path / "site", "b")
    assert (tmp_path / "site" / "a").is_file()
    bench.finish_site(tmp_path / "site")
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/b"]


def test_a_folder_inside_the_site_that_may_not_be_written_in_stops_the_build_before_anything_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    make(tmp_path / "site", "a", "sv/a", "sv/mal/a")
    for names in (["a", "b", "sv/a", "sv/mal/a", "sv/new/a"], ["a", "b", "sv/mal/a"]):
        with monkeypatch.context() as changed, refused("disk_denied"):
            changed.setattr(os, "access", lambda path, mode: not path.endswith("/sv") and access(path, mode))
            make(tmp_path / "site", *names)
        assert files_in(tmp_path / "site") == [MARK, "a", "sv/a", "sv/mal/a"]


def test_a_site_on_another_disk_than_the_folder_around_it_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "site", "a")
    monkeypatch.setattr(obstacles, "look_at", lambda _path: Path("/proc").stat())
    with refused("disk"), update_site(tmp_path / "site"):
        raise AssertionError


def test_a_folder_that_may_not_be_written_in_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: str) -> str:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    assert build(project) == 2
    assert "(disk_read_only)" in capsys.readouterr().err


def test_a_place_below_a_file_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "file").touch()
    for out in ("file", "file/site"):
        assert build(project, "--out", str(project / out)) == 2
        told = capsys.readouterr().err
        assert "(output_in_use)" in told or "(disk)" in told


# --- nothing left ----------------------------------------------------------------------------------------------------------


def test_a_build_leaves_what_only_looks_like_a_bench(tmp_path: Path) -> None:
    others = [".ledstjarna-site-b-abcd1234", ".ledstjarna-site-notes", ".ledstjarna-sites-abcd1234", ".site-new-abcd1234"]
    for name in others:
        (tmp_path / name).mkdir()
    (tmp_path / ".ledstjarna-site-abcd5678").write_text("a file", encoding="utf-8")
    (tmp_path / ".ledstjarna-site-abcd1234").symlink_to(tmp_path / others[0])
    make(tmp_path / "site", "a")
    assert {path.name for path in tmp_path.iterdir()} == {"site", *others, ".ledstjarna-site-abcd1234", ".ledstjarna-site-abcd5678"}


def test_where_there_are_no_locks_only_what_is_old_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "fcntl", None)
    for name, age in (("abcd1234", 60), ("abcd5678", 2 * 3600)):
        left = tmp_path / f"{bench.BENCH}site-{name}"
        left.mkdir()
        os.utime(left, times=(time.time() - age, time.time() - age))
    make(tmp_path / "site", "a")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{bench.BENCH}site-abcd1234", "site"]


def test_a_folder_with_a_long_name_can_be_built_in(tmp_path: Path) -> None:
    make(tmp_path / ("å" * 120), "a")
    make(tmp_path / ("å" * 120), "b")
    assert files_in(tmp_path) == [f"{'å' * 120}/{name}" for name in (MARK, "b")]


def test_git_passes_by_what_a_build_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("no git here")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "site", "mal"]) == 0
    for folder in (tmp_path / "mal", ROOT):
        names = ["site/index.html", f"{bench.BENCH}site-abcd1234/site/index.html"]
        if folder != ROOT:
            subprocess.run([git, "init", "--quiet", str(folder)], check=True)
        shown = subprocess.run([git, "check-ignore", *names], cwd=folder, capture_output=True, text=True, check=False).stdout
        assert shown.split() == names
