"""The commands, as an editor and a machine meet them: exit codes, messages, and an old site that is left alone."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.build import build_site
from generator.serve import Preview, serve_site
from generator.settings import read_project

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
    assert [line.rpartition(" ")[2] for line in told[:6]] == [
        "(goal_without_owner)",
        "(goal_without_owner)",
        "(figures_without_source)",
        "(figures_without_source)",
        "(text_missing)",
        "(goal_without_owner)",
    ]
    assert told[6:] == [
        "The content is in order: 4 goals.",
        "To look over: 6. It does not stop the site from being built.",
        "    3  goals without an owner (goal_without_owner)",
        "    1  files with texts missing in a language (text_missing)",
        "    2  measures with figures without a source (figures_without_source)",
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
    assert [problem["severity"] for problem in problems] == ["warning"] * 6
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


def test_mkdocs_settings_that_mkdocs_refuses_are_told_without_a_traceback(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "site_config.yml").open("a", encoding="utf-8") as file:
        file.write("markdown_extensions: [nosuchextension]\n")
    assert run(project, "build", "--lang", "en") == 2
    told = capsys.readouterr().err
    assert "(config_not_mkdocs)" in told
    assert "Traceback" not in told


def test_language_rules_that_are_not_known_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "site_config.yml"
    text = (
        file.read_text(encoding="utf-8")
        + "    languages: [{code: sv, name: Svenska, locale: sv_QX}, {code: en, name: English, locale: en_GB}]\n"
    )
    file.write_text(text, encoding="utf-8")
    assert run(project, "build", "--lang", "en") == 2
    assert "(locale_unknown)" in capsys.readouterr().err


def test_an_empty_site_is_a_site(tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text("site_name: Tom\n", encoding="utf-8")
    assert run(tmp_path, "build", "--as-of", "2026-11-22") == 0
    page = (tmp_path / "site" / "sv" / "index.html").read_text(encoding="utf-8")
    assert "canonical" not in page
    assert not (tmp_path / "site" / "sitemap.xml").exists()


def test_no_word_too_many_in_a_pipe(project: Path) -> None:
    command = [sys.executable, "-m", "generator", "build", "-f", str(project / "site_config.yml"), "--as-of", "2026-11-22", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 5


def test_wrong_use_ends_with_2() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["publish"])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "--strict"], "Kommandot har inget som heter"),
        (["check", "--strict", "--lang", "en"], "The command has nothing called"),
        (["build", "--as-of"], "Det skrivs så här"),
        (["new", "gaol"], "Det skrivs så här"),
    ],
)
def test_words_that_a_command_does_not_know_are_told_in_plain_words(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


# --- the preview ---


@pytest.fixture
def address(project: Path) -> Iterator[tuple[str, Path, list[str]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said: list[str] = []
    ready = threading.Event()

    def say(text: str) -> None:
        said.append(text)
        if text.startswith("http"):
            ready.set()

    def rebuild() -> list[object]:
        import datetime

        from generator.problems import ContentError

        try:
            build_site(read_project(project / "site_config.yml"), as_of=datetime.date(2026, 11, 22), output=project / "site", frame="bare")
        except ContentError as error:
            said.append("problems")
            return list(error.problems)
        return []

    stop = threading.Event()
    thread = threading.Thread(
        target=serve_site,
        args=(read_project(project / "site_config.yml"), rebuild),
        kwargs={"port": port, "say": say, "stop": stop},
        daemon=True,
    )
    thread.start()
    assert ready.wait(30)
    yield f"http://127.0.0.1:{port}", project, said
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


def wait_for(url: str, words: str) -> str:
    """The page once it says ``words``; the build is waited for through the version the preview tells."""
    import time

    for _ in range(300):
        if words in (page := get(url)):
            return page
        time.sleep(0.1)
    raise AssertionError(words)


def test_the_preview_rebuilds_when_a_file_is_saved(address: tuple[str, Path, list[str]]) -> None:
    base, project, said = address
    assert "Nöjda brukare" in get(f"{base}/sv/mal/exk-nojda-brukare/")
    assert '<script src="/__ledstjarna__/reload.js"></script></body>' in get(f"{base}/sv/")
    assert "/__ledstjarna__/version" in get(f"{base}/__ledstjarna__/reload.js")
    version = get(f"{base}/__ledstjarna__/version")
    file = goal_file(project)
    file.write_text(file.read_text(encoding="utf-8").replace("Nöjda brukare i hemtjänsten", "Mycket nöjda brukare"), encoding="utf-8")
    wait_for(f"{base}/sv/mal/exk-nojda-brukare/", "Mycket nöjda brukare")
    wait_for(f"{base}/__ledstjarna__/version", str(int(version) + 1))
    break_goal(project)
    for _ in range(300):
        if "problems" in said:
            break
        threading.Event().wait(0.1)
    assert "problems" in said
    assert "Mycket nöjda brukare" in get(f"{base}/sv/mal/exk-nojda-brukare/")


def test_the_preview_has_the_page_for_addresses_that_lead_nowhere(address: tuple[str, Path, list[str]]) -> None:
    base, _, _ = address
    with pytest.raises(urllib.error.HTTPError) as missing:
        get(f"{base}/nowhere/")
    assert missing.value.code == 404
    assert "404" in missing.value.read().decode()
    missing.value.close()


def test_a_failed_rebuild_is_told_and_does_not_end_the_preview() -> None:
    from generator.problems import OutsideError

    said: list[str] = []

    def rebuild() -> list[object]:
        raise OutsideError("config_missing", file="site_config.yml")

    Preview(rebuild, said.append).build()
    assert "site_config.yml" in said[0]
