"""Where the site is built: nobody else's files are lost, no half site is ever there, and nothing is left lying about."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from ledstjarna.output import swap
from ledstjarna.output.owned import MARK, find_foreign
from ledstjarna.output.write import SiteWriter, replace_site
from ledstjarna.problems import OutsideError

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site of its own."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    shutil.copy(GOLDEN / "site_config.yml", tmp_path)
    return tmp_path


def build(project: Path, *words: str) -> int:
    return main(["build", "-f", str(project / "site_config.yml"), "--as-of", "2026-11-22", "--lang", "en", *words])


def make(output: Path, *names: str) -> None:
    """A built site with these files."""
    with replace_site(output) as writer:
        for name in names:
            writer.write(name, name)


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


# --- what others have put there ----------------------------------------------------------------------------------------


def put_file(site: Path) -> None:
    (site / "CNAME").write_text("mal.example.se\n", encoding="utf-8")


def put_deep(site: Path) -> None:
    (site / "sv" / "mal" / "bild.jpg").write_bytes(b"x")


def put_folder(site: Path) -> None:
    (site / ".git").mkdir()


def put_link(site: Path) -> None:
    (site / "sv" / "kopia").symlink_to(site / "en")


def swap_link(site: Path) -> None:
    (site / "robots.txt").rename(site.parent / "robots.txt")
    (site / "robots.txt").symlink_to(site.parent / "robots.txt")


@pytest.mark.parametrize(
    ("put", "named"),
    [(put_file, "CNAME"), (put_deep, "sv/mal/bild.jpg"), (put_folder, ".git/"), (put_link, "sv/kopia"), (swap_link, "robots.txt")],
)
def test_a_build_stops_where_something_lies_that_it_did_not_make(
    put: Callable[[Path], None], named: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(project / "site", "robots.txt", "sv/index.html", "sv/mal/index.html", "en/index.html")
    put(project / "site")
    before = files_in(project)
    capsys.readouterr()
    assert build(project) == 2
    told = capsys.readouterr().err
    assert f"would be lost: {named}. Move it away" in told
    assert "(output_in_use)" in told
    assert files_in(project) == before


def test_many_are_told_as_a_few(tmp_path: Path) -> None:
    make(tmp_path / "site", "a")
    for name in "bcdef":
        (tmp_path / "site" / name).touch()
    with pytest.raises(OutsideError) as stopped:
        make(tmp_path / "site", "a")
    assert stopped.value.facts["found"] == "b, c, d, …"


def test_what_systems_leave_by_themselves_stops_no_build(tmp_path: Path) -> None:
    make(tmp_path / "site", "a", "sv/mal/a", "data/a")
    for name in (".DS_Store", "sv/Thumbs.db", "sv/mal/desktop.ini", "data/._goals.json"):
        (tmp_path / "site" / name).write_bytes(b"x")
    make(tmp_path / "site", "a")
    assert files_in(tmp_path / "site") == [MARK, "a"]


def test_what_is_put_there_while_a_build_is_running_is_not_lost(tmp_path: Path) -> None:
    def build_meanwhile() -> None:
        with replace_site(tmp_path / "site") as writer:
            writer.write("a", "new")
            (tmp_path / "site" / "thesis.txt").touch()

    make(tmp_path / "site", "a")
    with pytest.raises(OutsideError) as stopped:
        build_meanwhile()
    assert stopped.value.code == "output_in_use"
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/a", "site/thesis.txt"]
    assert (tmp_path / "site" / "a").read_text(encoding="utf-8") == "a"


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


@pytest.mark.parametrize("mark", ["../../etc/passwd\n", "\0\n", "a\n" * 100_000, "\xff"])
def test_a_list_that_lies_lets_nothing_be_removed(mark: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARK).write_bytes(mark.encode("latin-1"))
    (tmp_path / "site" / "thesis.txt").touch()
    assert list(find_foreign(tmp_path / "site")) == ["thesis.txt"]


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
    ("first", "second"), [("sv/mal/", "sv/mal/"), ("sv/mal/", "sv/mal/index.html"), ("data/A.csv", "data/a.csv"), ("", "index.html")]
)
def test_two_things_with_one_address_stop_the_build_and_are_both_named(first: str, second: str, tmp_path: Path) -> None:
    def build_both() -> None:
        with replace_site(tmp_path / "site") as writer:
            writer.write(first, "a", what="en sak")
            writer.write(second, "b", what="en annan")

    make(tmp_path / "site", "old")
    with pytest.raises(OutsideError) as stopped:
        build_both()
    assert stopped.value.code == "address_twice"
    assert "en sak och en annan" in stopped.value.message("sv")
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
    def refuse(_: SiteWriter) -> None:
        raise OSError(number, os.strerror(number))

    make(tmp_path / "site", "a")
    monkeypatch.setattr(SiteWriter, "sign", refuse)
    with pytest.raises(OutsideError) as stopped:
        make(tmp_path / "site", "b")
    assert stopped.value.code == code
    assert str(tmp_path / "site") in stopped.value.message("sv")
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/a"]


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


# --- in one step, and nothing left -------------------------------------------------------------------------------------

WAYS = ["in one step", "in two"]


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which a site takes another's place: the one of Linux, and the one of all others."""
    if request.param == WAYS[1]:
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    return str(request.param)


def test_a_site_takes_anothers_place_and_leaves_nothing(way: str, tmp_path: Path) -> None:
    assert way
    make(tmp_path / "site", "a")
    make(tmp_path / "site", "b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
    assert files_in(tmp_path / "site") == [MARK, "b"]
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_a_site_that_cannot_take_anothers_place_leaves_that_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "site", "a")
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.name == swap.FRESH and path.parent.name.startswith(swap.BENCH):
            raise OSError(errno.EBUSY, "Device or resource busy")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutsideError) as stopped:
        make(tmp_path / "site", "b")
    assert stopped.value.code == "disk"
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/a"]


def test_the_only_site_there_is_is_never_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where it can be moved aside and not back."""
    make(tmp_path / "site", "a")
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == tmp_path / "site":
            raise OSError(errno.EIO, "Input/output error")
        return replace(path, target)

    with monkeypatch.context() as changed:
        changed.setattr(Path, "replace", refuse)
        with pytest.raises(OutsideError):
            make(tmp_path / "site", "b")
    assert not (tmp_path / "site").exists()
    assert swap.restore_site(tmp_path / "site")
    assert files_in(tmp_path / "site") == [MARK, "a"]
    make(tmp_path / "site", "c")
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/c"]


def test_linux_has_the_one_step(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if sys.platform != "linux" or not swap.exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("no such step here")
    assert files_in(tmp_path) == ["a/b", "b/a"]


KILLED = """
import os, signal, sys
from pathlib import Path
from ledstjarna.output import swap
from ledstjarna.output.write import replace_site

moment, output = sys.argv[1], Path(sys.argv[2])
replace, mkdir = Path.replace, Path.mkdir

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def dying(path, target):
    if moment == "between" and path.name == "site" and path.parent.name.startswith(".ledstjarna-"):
        die()
    done = replace(path, target)
    if moment == "after":
        die()
    return done

if moment != "one step":
    swap.exchange = lambda one, other: False
Path.replace = dying
with replace_site(output) as writer:
    writer.write("b", "b")
    if moment == "writing":
        die()
    if moment == "one step":
        exchange = swap.exchange
        swap.exchange = lambda one, other: exchange(one, other) and die()
"""


@pytest.mark.parametrize("moment", ["writing", "between", "after", "one step"])
def test_whenever_a_build_is_killed_the_next_command_finds_a_whole_site_and_the_next_build_nothing_else(moment: str, project: Path) -> None:
    make(project / "site", "a")
    killed = [sys.executable, "-c", KILLED, moment, str(project / "site")]
    done = subprocess.run(killed, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "generator")}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path for path in project.iterdir() if path.name.startswith(swap.BENCH)]
    assert main(["check", "-f", str(project / "site_config.yml")]) == 0
    assert files_in(project / "site") in ([MARK, "a"], [MARK, "b"])
    make(project / "site", "c")
    assert files_in(project / "site") == [MARK, "c"]
    assert sorted(path.name for path in project.iterdir()) == ["content", "site", "site_config.yml"]


def test_a_site_is_put_back_also_where_the_next_build_has_problems(project: Path) -> None:
    make(project / "elsewhere", "a")
    bench = project / f"{swap.BENCH}elsewhere-abcd1234"
    bench.mkdir()
    (project / "elsewhere").rename(bench / swap.OLD)
    (project / "content" / "nothing.txt").touch()
    assert build(project, "--out", str(project / "elsewhere")) == 1
    assert files_in(project / "elsewhere") == [MARK, "a"]


def test_a_build_leaves_the_bench_of_another_that_is_running(tmp_path: Path) -> None:
    with replace_site(tmp_path / "site") as slow:
        slow.write("slow", "x")
        make(tmp_path / "site", "quick")
        assert files_in(tmp_path / "site") == [MARK, "quick"]
    assert files_in(tmp_path) == ["site/.ledstjarna", "site/slow"]


def test_a_build_leaves_what_only_looks_like_a_bench(tmp_path: Path) -> None:
    others = [".ledstjarna-site-b-abcd1234", ".ledstjarna-site-notes", ".ledstjarna-sites-abcd1234", ".site-new-abcd1234"]
    for name in others:
        (tmp_path / name).mkdir()
    (tmp_path / ".ledstjarna-site-abcd5678").write_text("a file", encoding="utf-8")
    (tmp_path / ".ledstjarna-site-abcd1234").symlink_to(tmp_path / others[0])
    make(tmp_path / "site", "a")
    assert {path.name for path in tmp_path.iterdir()} == {"site", *others, ".ledstjarna-site-abcd1234", ".ledstjarna-site-abcd5678"}


def test_where_there_are_no_locks_only_what_is_old_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "fcntl", None)
    for name, age in (("abcd1234", 60), ("abcd5678", 2 * 3600)):
        bench = tmp_path / f"{swap.BENCH}site-{name}"
        bench.mkdir()
        os.utime(bench, times=(time.time() - age, time.time() - age))
    make(tmp_path / "site", "a")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{swap.BENCH}site-abcd1234", "site"]


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
        names = ["site/index.html", f"{swap.BENCH}site-abcd1234/site/index.html"]
        if folder != ROOT:
            subprocess.run([git, "init", "--quiet", str(folder)], check=True)
        shown = subprocess.run([git, "check-ignore", *names], cwd=folder, capture_output=True, text=True, check=False).stdout
        assert shown.split() == names
