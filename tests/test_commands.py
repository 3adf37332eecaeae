"""The commands, as an editor and a machine meet them: exit codes, messages, and an old site that is left alone."""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import io
import json
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from ledstjarna.commands.say import tell_seconds
from ledstjarna.console import make_printable
from ledstjarna.crew import Crew
from ledstjarna.problems import OutsideError
from ledstjarna.settings import Project

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site of its own, to be broken."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    shutil.copy(GOLDEN / "site_config.yml", tmp_path)
    return tmp_path


def run(project: Path, *words: str) -> int:
    return main([words[0], "-f", str(project / "site_config.yml"), *words[1:]])


def goal_file(project: Path) -> Path:
    return project / "content" / "agencies" / "exk-kommun" / "goals" / "exk-nojda-brukare.yml"


def break_goal(project: Path) -> None:
    file = goal_file(project)
    file.write_text(file.read_text(encoding="utf-8").replace("by: 2026-12-31", "by: 2026-13-01"), encoding="utf-8")


def test_check_is_content_with_content_in_order(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "check", "--lang", "en") == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.rpartition(" ")[2] for line in told[:9]] == [
        "(goal_without_owner)",
        "(measure_without_rhythm)",
        "(measure_without_rhythm)",
        "(goal_without_owner)",
        "(figures_without_source)",
        "(figures_without_source)",
        "(comparison_without_source)",
        "(text_missing)",
        "(goal_without_owner)",
    ]
    assert told[9:] == [
        "The content is in order: 4 goals.",
        "To look over: 9. It does not stop the site from being built.",
        "    3  goals without an owner (goal_without_owner)",
        "    1  files with texts missing in a language (text_missing)",
        "    2  measures with figures without a source (figures_without_source)",
        "    1  comparisons without a source (comparison_without_source)",
        "    2  measures that do not say how often they are measured (measure_without_rhythm)",
    ]


def test_one_is_told_as_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_goal(project)
    assert run(project, "check", "--lang", "en") == 1
    assert capsys.readouterr().err.endswith("1 problem.\n")


def test_check_tells_place_found_and_way_out_and_ends_with_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_goal(project)
    assert run(project, "check", "--lang", "en") == 1
    told = capsys.readouterr().out
    assert told.startswith("content/agencies/exk-kommun/goals/exk-nojda-brukare.yml:")
    assert "In the first row of targets in the first row of indicators, by is “2026-13-01”" in told
    assert "2026-13-01" in told
    assert "(date)" in told


def test_check_tells_it_in_swedish_where_the_site_is_swedish_first(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_goal(project)
    assert run(project, "check") == 1
    assert "Skriv" in capsys.readouterr().out


def test_check_tells_machines_the_same_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_goal(project)
    assert run(project, "check", "--format", "json", "--lang", "en") == 1
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["problems"]
    problem = told["problems"][0]
    assert sorted(problem) == ["code", "column", "file", "line", "message", "severity"]
    line = goal_file(project).read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
    assert line[problem["column"] - 1 :].startswith("2026-13-01")
    assert (problem["code"], problem["severity"]) == ("date", "error")


def test_check_as_json_tells_remarks_as_warnings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "check", "--format", "json") == 0
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["severity"] for problem in problems] == ["warning"] * 9
    assert all(problem["line"] and problem["message"].endswith(".") for problem in problems)


def test_check_as_json_tells_wrong_use_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "check", "--format", "json", "--as-of", "2026-13-01") == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["line"], problem["code"], problem["severity"]) == ("", 0, "as_of", "error")
    assert "2026-13-01" in problem["message"]


def test_a_build_ends_with_the_address_of_the_start_page(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "build", "--as-of", "2026-11-22", "--lang", "en") == 0
    told = capsys.readouterr().out
    assert (project / "site" / "index.html").as_uri() in told
    assert "ledstjarna serve" in told
    (project / "Makefile").touch()
    assert run(project, "build", "--as-of", "2026-11-22", "--lang", "en") == 0
    assert "make serve" in capsys.readouterr().out


def test_a_build_with_problems_leaves_the_old_site_as_it_was(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "build", "--as-of", "2026-11-22") == 0
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    break_goal(project)
    assert run(project, "build", "--as-of", "2026-11-22", "--lang", "en") == 1
    assert {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()} == before
    assert "the old site is untouched" in capsys.readouterr().err
    assert sorted(path.name for path in project.iterdir()) == ["content", "site", "site_config.yml"]


def test_a_new_build_replaces_the_old_one_whole(project: Path) -> None:
    run(project, "build", "--as-of", "2026-11-22")
    page = project / "site" / "sv" / "mal" / "exk-gammal" / "index.html"
    assert page.is_file()
    goal_file(project).with_name("exk-gammal.yml").unlink()
    assert run(project, "build", "--as-of", "2026-11-22") == 0
    assert not page.exists()
    assert sorted(path.name for path in project.iterdir()) == ["content", "site", "site_config.yml"]


@pytest.mark.parametrize("out", ["content", "."])
def test_a_build_never_takes_the_content_with_it(project: Path, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "build", "--out", str(project / out), "--lang", "en") == 2
    assert "(output_unsafe)" in capsys.readouterr().err
    assert goal_file(project).is_file()


def test_a_build_never_removes_files_it_did_not_make(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x", encoding="utf-8")
    assert run(project, "build", "--out", str(tmp_path / "mine"), "--lang", "en") == 2
    assert "(output_in_use)" in capsys.readouterr().err
    assert (tmp_path / "mine" / "thesis.txt").is_file()


@pytest.mark.parametrize("date", ["2026-02-30", "tomorrow", "20261122", "2026-W47-7"])
def test_a_day_that_is_none_is_wrong_use(project: Path, date: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "build", "--as-of", date) == 2
    assert "(as_of)" in capsys.readouterr().err


def test_settings_that_are_not_there_are_a_fault_outside_the_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-f", str(tmp_path / "nowhere.yml"), "--lang", "en"]) == 2
    assert "(config_missing)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("extra: {ledstjarna: {thresholds: {on_track: 95}}}", "share"),
        ("extra: {ledstjarna: {treshold: {}}}", "unknown_key"),
        ("extra: {ledstjarna: {languages: [{code: sv, name: a, locale: sv}, {code: sv, name: b, locale: sv}]}}", "languages_twice"),
        ("extra: [", "bracket_not_closed"),
        ("", "empty_file"),
        ("- a", "not_a_mapping_file"),
        ("site_url: javascript:alert(1)", "url"),
    ],
)
def test_settings_that_do_not_hold_are_placed(tmp_path: Path, wrong: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site_config.yml").write_text(wrong, encoding="utf-8")
    assert run(tmp_path, "check", "--lang", "en") == 2
    told = capsys.readouterr().out
    assert f"({code}" in told
    assert "site_config.yml" in told


def test_language_rules_that_are_not_known_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "site_config.yml"
    text = (
        file.read_text(encoding="utf-8")
        + "    languages: [{code: sv, name: Svenska, locale: sv_QX}, {code: en, name: English, locale: en_GB}]\n"
    )
    file.write_text(text, encoding="utf-8")
    assert run(project, "check", "--lang", "en") == 2
    assert "(locale_unknown)" in capsys.readouterr().out


def test_an_empty_site_is_a_site(tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text("site_name: Tom\n", encoding="utf-8")
    assert run(tmp_path, "build", "--as-of", "2026-11-22") == 0
    page = (tmp_path / "site" / "sv" / "index.html").read_text(encoding="utf-8")
    assert "canonical" not in page
    assert not (tmp_path / "site" / "sitemap.xml").exists()


def test_no_word_too_many_in_a_pipe(project: Path) -> None:
    command = [sys.executable, "-m", "ledstjarna", "build", "-f", str(project / "site_config.yml"), "--as-of", "2026-11-22", "--lang", "en"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "generator")}, check=True
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 4


def test_wrong_use_ends_with_2() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["publish"])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "--strict"], "Kommandot har inget som heter ”--strict”. Rätta ordet"),
        (["check", "--strict", "--lang", "en"], "The command has nothing called “--strict”. Correct the word"),
        (["check", "nu"], "Kommandot har inget som heter ”nu”"),
        (["build", "--as-of"], "Det skrivs så här"),
        (["biuld"], "Ordet ”biuld” kan inte stå här. Det som kan stå här är, närmast först: build, "),
        (["chekc", "--lang", "en"], "The word “chekc” cannot be used here. What can be used here is, nearest first: check, "),
        (["Serve"], "Ordet ”Serve” kan inte stå här. Det som kan stå här är, närmast först: serve, "),
        (["publish"], "Ordet ”publish” kan inte stå här"),
        (["new", "gaol"], "Ordet ”gaol” kan inte stå här. Det som kan stå här är, närmast först: goal, "),
        (["new", "utfall"], "Ordet ”utfall” kan inte stå här"),
        (["check", "--lang", "se"], "Ordet ”se” kan inte stå här. Det som kan stå här är, närmast först: sv, en"),
        (["check", "--format", "jsn"], "närmast först: json, sarif, text"),
        (["serve", "--prot", "9000"], "Kommandot har inget som heter ”--prot”. Närmast är --port: skriv det"),
        (["serve", "--prot=9000", "--lang", "en"], "nothing called “--prot”. The nearest is --port: type it"),
        (["build", "--asof", "2026-01-01"], "Närmast är --as-of"),
        (["build", "--output", "x"], "Närmast är --out"),
        (["new", "goal", "x", "--plna", "y"], "Närmast är --plan"),
        (["build", "-x"], "Kommandot har inget som heter ”-x”. Rätta ordet"),
        (["build", "--port", "80"], "Kommandot har inget som heter ”--port”"),
    ],
)
def test_words_that_a_command_does_not_know_are_repeated_with_the_nearest_ones(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    first, second = capsys.readouterr().err.splitlines()
    assert told in first
    assert second.strip().startswith("ledstjarna")


# --- what day it is ----------------------------------------------------------------------------------------------------


def read_clock(zone: datetime.tzinfo) -> datetime.datetime:
    """Half past eleven in the evening in Greenwich; in Stockholm it is tomorrow, in New York it is today."""
    return datetime.datetime(2026, 1, 31, 23, 36, tzinfo=datetime.UTC).astimezone(zone)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer late at night, which takes itself to be where it is another day still."""
    with monkeypatch.context() as changed:
        changed.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        changed.setattr("ledstjarna.__main__._read_clock", read_clock)
        yield
    time.tzset()


ZONES = [("", "2026-02-01"), ("    timezone: America/New_York\n", "2026-01-31")]


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(("setting", "day"), ZONES)
def test_today_is_the_day_where_the_site_is_at_home(project: Path, setting: str, day: str) -> None:
    with (project / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write(setting)
    assert run(project, "build") == 0
    data = json.loads((project / "site" / "data" / "goals.json").read_text(encoding="utf-8"))
    assert data["as_of"] == day
    page = (project / "site" / "en" / "method" / "index.html").read_text(encoding="utf-8")
    assert f'<time datetime="{day}">' in page
    zone = setting.split()[1] if setting else "Europe/Stockholm"
    assert f"A day begins and ends as in the time zone {zone}." in page


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(("setting", "day"), ZONES)
def test_a_new_outcome_is_published_today_where_the_site_is_at_home(project: Path, setting: str, day: str) -> None:
    with (project / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write(setting)
    words = ["new", "outcome", "exk-nojda-brukare", "nojda", "2025-H2", "86"]
    assert main([*words, "-f", str(project / "site_config.yml")]) == 0
    rows = (project / "content/agencies/exk-kommun/outcomes/exk-nojda-brukare.yml").read_text(encoding="utf-8")
    assert f"{{period: 2025-H2, value: 86, published: {day}}}" in rows


@pytest.mark.usefixtures("late")
@pytest.mark.parametrize(("setting", "day"), ZONES)
def test_check_and_serve_have_the_same_day(project: Path, setting: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def note(_: object, **given: object) -> None:
        asked.extend(given[name] for name in ("as_of", "today"))
        raise OutsideError("memory")

    def serve_once(project: Project, *, build: Callable[[Project], object], **_: object) -> None:
        build(project)

    with (project / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write(setting)
    monkeypatch.setattr("ledstjarna.commands.check.check_site", note)
    monkeypatch.setattr("ledstjarna.commands.build.build_site", note)
    monkeypatch.setattr("ledstjarna.commands.serve.build_site", note)
    monkeypatch.setattr("ledstjarna.commands.serve.serve_site", serve_once)
    for command in ("check", "serve", "build"):
        assert run(project, command) == 2
    assert [str(each) for each in asked] == [day] * 6


# --- what a build tells ------------------------------------------------------------------------------------------------


def told_of_build(project: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The line that sums a build up, with its seconds left out."""
    assert run(project, "build", *words) == 0
    (line,) = (line for line in capsys.readouterr().out.splitlines() if re.search(r" s[.] ?", line))
    return re.sub(r"[0-9]+[.,]?[0-9]* s[.]", "… s.", line)


def test_a_build_ends_with_what_was_made_and_where_to_look(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "build", "--lang", "en") == 0
    *_, line, look, serve = capsys.readouterr().out.splitlines()
    files = sum(1 for path in (project / "site").rglob("*") if path.is_file()) - 1  # the list of the files is none of them
    begins, ends = (
        f"4 goals, {files} files: {files} written, 0 unchanged. ",
        " s. To look over: 9. `ledstjarna check` shows what and where.",
    )
    assert line.startswith(begins)
    assert line.endswith(ends)
    assert re.fullmatch(r"\d+(\.\d)?", line[len(begins) : -len(ends)])
    assert look == f"Open {(project / 'site' / 'index.html').as_uri()}"
    assert serve.startswith("or type `ledstjarna serve`")


def test_a_build_counts_what_it_wrote_what_it_left_and_what_it_removed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "build") == 0
    capsys.readouterr()
    files = sum(1 for path in (project / "site").rglob("*") if path.is_file()) - 1
    assert told_of_build(project, capsys) == (
        f"4 mål, {files} filer: 0 skrivna, {files} oförändrade. … s. Att se över: 9. `ledstjarna check` visar vad och var."
    )
    (project / "content/pages/sv/om.md").rename(project / "content/pages/sv/om-oss.md")
    told = told_of_build(project, capsys, "--lang", "en")
    written, unchanged, removed = map(int, re.findall(r"(\d+) (?:written|unchanged|removed)", told))
    assert 1 <= removed <= written < unchanged
    assert written + unchanged == sum(1 for path in (project / "site").rglob("*") if path.is_file()) - 1


def test_no_cache_makes_anew_what_the_last_build_has_left(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "build") == 0
    page = project / "site/sv/mal/exk-nojda-brukare/index.html"
    whole, before = page.read_bytes(), page.stat()
    page.write_bytes(whole.replace(b"brukare", b"BRUKARE"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    capsys.readouterr()
    assert "0 skrivna" in told_of_build(project, capsys)
    assert "1 skriven," in told_of_build(project, capsys, "--no-cache")
    assert page.read_bytes() == whole


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ([], {"from_nothing": False, "read_all": False, "is_preview": False}),
        (["--no-cache"], {"from_nothing": True}),
        (["--hash"], {"read_all": True}),
        (["--preview"], {"is_preview": True}),
        (["--jobs", "3"], {"crew": Crew(3)}),
    ],
)
def test_a_build_is_asked_for_what_was_typed(
    project: Path, words: list[str], given: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, object] = {}

    def note(_: object, **more: object) -> None:
        asked.update(more)
        raise OutsideError("memory")

    monkeypatch.setattr("ledstjarna.commands.build.build_site", note)
    assert run(project, "build", *words) == 2
    assert {name: asked[name] for name in given} == given


FAST = {"sv": "## Bygg en stor webbplats snabbt", "en": "## Build a large site fast"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_guide_tells_of_fast_builds_as_they_are(
    project: Path, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (ROOT / "theme" / "guide" / f"install.{language}.md").read_text(encoding="utf-8")
    section = guide.partition(FAST[language])[2].partition("\n## ")[0]
    (shown,) = re.findall(r"^```text\n(.*)\n```", section, flags=re.MULTILINE)
    told = told_of_build(project, capsys, "--lang", language)
    shapes = [re.sub(r"[0-9]+", "0", line.partition(". ")[0]) for line in (told, shown)]
    assert shapes[0] == shapes[1]
    monkeypatch.chdir(project)
    (commands,) = re.findall(r"^```sh\n(.*?)^```", section, flags=re.MULTILINE | re.DOTALL)
    for command in commands.splitlines():
        assert main([*command.split()[1:], "--lang", language]) == 0, command
    assert set(re.findall(r"--[a-z-]+", section)) == {"--no-cache", "--hash", "--jobs", "--executor"}


@pytest.mark.parametrize(
    ("seconds", "sv", "en"),
    [
        (0.04, "0,0 s", "0.0 s"),
        (1.25, "1,2 s", "1.2 s"),
        (9.96, "10 s", "10 s"),
        (119.4, "119 s", "119 s"),
        (119.6, "2 min 0 s", "2 min 0 s"),
    ],
)
def test_seconds_are_told_as_closely_as_anybody_cares(seconds: float, sv: str, en: str) -> None:
    assert (tell_seconds(seconds, "sv"), tell_seconds(seconds, "en")) == (sv, en)


def test_a_terminal_shows_how_far_the_build_is_and_is_left_clean(project: Path) -> None:
    command = [sys.executable, "-m", "ledstjarna", "build", "-f", str(project / "site_config.yml"), "--lang", "en", "--jobs", "0"]
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execve(sys.executable, command, {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "TQDM_MININTERVAL": "0"})
    shown = b""
    with contextlib.suppress(OSError):  # the terminal is gone with the program
        while more := os.read(terminal, 65536):
            shown += more
    assert os.waitpid(child, 0)[1] == 0, shown
    *bars, last = shown.decode("utf-8").partition("Missing texts")[0].split("\r")
    assert last == ""
    assert bars[-1].strip() == "", "the bar is taken away"
    assert any(bar.startswith("Reading the content") for bar in bars)
    for part in ("Goals", "Pages and files"):
        counts = [tuple(map(int, found)) for bar in bars for found in re.findall(rf"^{part}: (\d+)/(\d+) ", bar)]
        assert counts[-1][0] == counts[-1][1] > 1, part
        assert counts == sorted(counts), part


RECORDS = ["pydantic", "pydantic_core", "yaml"]
OTHERS = ["babel", "jinja2", "lunr", "markdown", "markupsafe", "material", "mkdocs", "nh3", "pygments", "tqdm", "xlsxwriter"]
LIBRARIES = [*RECORDS, *OTHERS]
READ = ["ledstjarna.load.content_tree", "ledstjarna.model", "ledstjarna.settings"]  # what a site is read with
UNNEEDED = [
    (["--version"], [*LIBRARIES, *READ, "ledstjarna.problems"]),
    (["--help"], [*LIBRARIES, *READ, "ledstjarna.problems"]),
    *((words, [*LIBRARIES, *READ]) for command in ("audit", "build", "check", "new", "review", "serve") for words in [[command, "--help"]]),
    (["check"], [*OTHERS, "ledstjarna.derive.nodes", "ledstjarna.load.git", "ledstjarna.pages", "ledstjarna.reports"]),
    (["build"], ["ledstjarna.authoring.make", "ledstjarna.gallery", "ledstjarna.reports", "ledstjarna.serve", "mkdocs", "tqdm"]),
]


@pytest.mark.parametrize(("words", "unneeded"), UNNEEDED, ids=[" ".join(words) for words, _ in UNNEEDED])
def test_a_command_imports_nothing_that_it_has_no_use_for(
    project: Path, words: list[str], unneeded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEDSTJARNA_CACHE", raising=False)
    if words == ["build"]:  # MkDocs makes the frame, which is kept until something in it is another
        assert run(project, "build") == 0
    file = [] if words[-1].startswith("--") else ["-f", str(project / "site_config.yml")]
    program = (
        "import contextlib, sys; from ledstjarna.__main__ import main\n"
        f"with contextlib.suppress(SystemExit): main({[*words, *file]!r})\n"
        f"sys.exit(' '.join(sys.modules.keys() & {set(unneeded)!r}))"
    )
    given = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, env=given, check=False)
    assert done.stderr.strip() == ""


# --- consoles and disks that lack something ----------------------------------------------------------------------------


def ledstjarna(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a program of its own, as a console starts it."""
    command = [sys.executable, "-m", "ledstjarna", words[0], "-f", str(project / "site_config.yml"), *words[1:]]
    given = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), **environment}
    return subprocess.run(command, capture_output=True, cwd=ROOT, env=given, check=False)


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_a_console_that_lacks_signs_is_told_by_the_nearest(project: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*words: str) -> str:
        shown = io.BytesIO()
        with monkeypatch.context() as changed:
            for stream in ("stdout", "stderr"):
                changed.setattr(sys, stream, io.TextIOWrapper(shown, encoding=encoding, write_through=True))
            assert run(project, *words) == 1
            return shown.getvalue().decode(encoding)

    break_goal(project)
    for words in (["check"], ["check", "--lang", "en"], ["build"]):
        assert "exk-nojda-brukare.yml:" in told(*words)
        assert "(date)" in told(*words)
    data, _ = json.JSONDecoder().raw_decode(told("check", "--format", "json"))
    assert "år-månad-dag" in data["problems"][0]["message"]


def test_a_site_in_a_folder_with_swedish_letters_is_built_where_the_computer_knows_none(tmp_path: Path) -> None:
    project = tmp_path / "Våra mål – 2026"
    shutil.copytree(GOLDEN / "content", project / "content")
    shutil.copy(GOLDEN / "site_config.yml", project)
    done = ledstjarna(project, "build", "--as-of", "2026-11-22", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("ascii").splitlines()[1].startswith("4 mal, ")
    assert (project / "site" / "sv" / "index.html").is_file()


@pytest.mark.parametrize(
    ("sign", "nearest"), [("✓", "OK"), ("å", "a"), ("Ö", "O"), ("”", '"'), ("–", "-"), ("…", "..."), ("語", "?"), ("\udcff", "?")]
)
def test_the_nearest_sign_is_one_that_every_console_has(sign: str, nearest: str) -> None:
    make_printable()
    assert sign.encode("ascii", errors="ledstjarna").decode("ascii") == nearest


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_output_to_a_full_disk_is_told(project: Path) -> None:
    command = [sys.executable, "-m", "ledstjarna", "check", "-f", str(project / "site_config.yml")]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "generator")}, check=False
        )
    assert done.returncode == 2
    assert b"(disk_full)" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    ("fault", "code"),
    [(PermissionError(13, "Permission denied", "x"), "disk_denied"), (MemoryError(), "memory"), (KeyError("x"), "internal")],
)
def test_what_nobody_foresaw_is_told_as_what_it_is(
    fault: Exception, code: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("ledstjarna.commands.check.check_site", fail)
    assert run(project, "check") == 2
    assert f"({code})" in capsys.readouterr().err
