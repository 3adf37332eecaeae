"""The preview: it follows what is saved, tells what is wrong where it is seen, and answers nobody but this computer."""

from __future__ import annotations

import datetime
import errno
import http.client
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ledstjarna.__main__ import main
from ledstjarna.build import build_site
from ledstjarna.inputs import stamp_file, stamp_files
from ledstjarna.output.update import update_site
from ledstjarna.problems import ContentError, OutsideError, Problem
from ledstjarna.serve.handler import find_file
from ledstjarna.serve.preview import Preview
from ledstjarna.serve.site import read_port, serve_site
from ledstjarna.settings import Project, read_project
from ledstjarna.site_check import check_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOLDEN = Path(__file__).parent / "golden"
AS_OF = datetime.date(2026, 11, 22)
GOAL = "content/agencies/exk-kommun/goals/exk-nojda-brukare.yml"
VERSION = "/__ledstjarna__/version"
NEWS = "/__ledstjarna__/news"


@dataclass
class Served:
    """A preview that is running."""

    folder: Path
    port: int
    said: list[str]
    builds: list[int] = field(default_factory=list)

    def ask(self, address: str, *, host: str | None = "127.0.0.1", method: str = "GET") -> tuple[int, str, dict[str, str]]:
        """Status, text and headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, address, skip_host=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", errors="replace")
        connection.close()
        return answer.status, text, dict(answer.getheaders())

    def get(self, address: str) -> str:
        return self.ask(address)[1]

    def wait_for(self, address: str, words: str, *, gone: bool = False) -> str:
        """The page once it says ``words``, or no longer does."""
        for _ in range(300):
            if (words in (page := self.get(address))) != gone:
                return page
            time.sleep(0.1)
        raise AssertionError(words)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site of its own, to be broken."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    shutil.copy(GOLDEN / "site_config.yml", tmp_path)
    return tmp_path


def build_whole(project: Project) -> list[Problem]:
    try:
        build_site(project, as_of=AS_OF, output=project.output)
    except ContentError as error:
        return list(error.problems)
    return []


def write_little(project: Project) -> list[Problem]:
    """A build in a hundredth of the time: what is wrong as it is, and of the pages those that are asked for here."""
    try:
        content, _, _ = check_site(project)
    except ContentError as error:
        return list(error.problems)
    title = content.goals["exk-nojda-brukare"].title["sv"]
    page = f'<html lang="sv">\n<head>\n<title>{title}</title>\n</head>\n<body class="ls-page">\n<h1>{title}</h1>\n</body>\n</html>\n'
    with update_site(project.output) as update:
        for address in ("", "sv/", "en/goals/", "sv/mal/", "sv/mal/exk-nojda-brukare/", "404.html"):
            update.write(address, page)
        for name in ("assets/x.css", "assets/star.svg", "data/goals.json", "data/goals.csv", "data/calendar.sv.ics", "data/all.xlsx"):
            update.write(name, "x")
        update.write(".htaccess", "x")
    return []


@pytest.fixture
def serve(project: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[], Served]]:
    """Starts a preview of the small site; of the real one in a browser."""
    stop = threading.Event()
    threads: list[threading.Thread] = []

    def start() -> Served:
        ready = threading.Event()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            served = Served(project, free.getsockname()[1], [])

        def say(text: str) -> None:
            served.said.append(text)
            if text.startswith("http"):
                ready.set()

        def read() -> Project:
            return read_project(project / "site_config.yml")

        def build(fresh: Project) -> list[Problem]:
            served.builds.append(len(served.builds))
            return build_whole(fresh) if request.node.get_closest_marker("browser") else write_little(fresh)

        given = {"read": read, "build": build, "port": served.port, "language": "sv", "say": say, "stop": stop}
        threads.append(threading.Thread(target=serve_site, args=(read(),), kwargs=given, daemon=True))
        threads[0].start()
        assert ready.wait(30)
        return served

    yield start
    stop.set()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def edit(folder: Path, old: str, new: str, name: str = GOAL) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def break_goal(folder: Path) -> None:
    edit(folder, "by: 2026-12-31", "by: 2026-13-01")


# --- it follows --------------------------------------------------------------------------------------------------------


def test_the_preview_builds_anew_when_a_file_is_saved(serve: Callable[[], Served]) -> None:
    served = serve()
    page = served.get("/sv/mal/exk-nojda-brukare/")
    assert "Nöjda brukare" in page
    assert len(re.findall(r'<script src="/__ledstjarna__/reload.js" data-version="[0-9a-f-]+"></script></body>', page)) == 1
    assert NEWS in served.get("/__ledstjarna__/reload.js")
    edit(served.folder, "Nöjda brukare i hemtjänsten", "Mycket nöjda brukare")
    served.wait_for("/sv/mal/exk-nojda-brukare/", "Mycket nöjda brukare")
    served.wait_for(VERSION, "2")
    assert "✓ 2" in served.said


def test_a_page_has_news_when_it_is_another_and_not_when_only_others_are(
    serve: Callable[[], Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve()
    (version,) = re.findall(r'data-version="([^"]+)"', served.get("/sv/"))
    other = served.get(f"{NEWS}/data/goals.json?")
    told: list[str] = []
    waiting = threading.Thread(target=lambda: told.append(served.get(f"{NEWS}/sv/?{version}")))
    waiting.start()
    time.sleep(0.3)
    assert told == [], "there is nothing new to tell"
    edit(served.folder, "Nöjda brukare i hemtjänsten", "Mycket nöjda brukare")
    waiting.join(20)
    assert re.findall(r'data-version="([^"]+)"', served.get("/sv/")) == told != [version]
    monkeypatch.setattr("ledstjarna.serve.handler._LONGEST", 0.2)
    assert served.get(f"{NEWS}/data/goals.json?{other}") == other


def test_pages_are_shown_before_the_rest_is_made(project: Path) -> None:
    given, order = read_project(project / "site_config.yml"), []

    def build(_: Project) -> list[Problem]:
        order.append("build")
        return []

    def finish(_: Project) -> list[Problem]:
        order.append(f"finish {preview.shown.version}")
        return []

    preview = Preview(given, read=lambda: given, build=build, finish=finish, language="sv", say=order.append)
    preview.build()
    assert order == ["build", "✓ 1", "finish 1"]
    assert preview.shown.version == 1


def test_one_save_makes_one_build(serve: Callable[[], Served]) -> None:
    """What a build itself does to the folders around it is no reason for another."""
    served = serve()
    edit(served.folder, "Nöjda brukare i hemtjänsten", "Mycket nöjda brukare")
    served.wait_for("/sv/mal/exk-nojda-brukare/", "Mycket nöjda brukare")
    time.sleep(1.5)
    assert len(served.builds) == 2
    assert served.get(VERSION) == "2"


def test_a_file_that_is_only_read_makes_no_build(serve: Callable[[], Served]) -> None:
    served = serve()
    for path in served.folder.rglob("*"):
        if path.is_file():
            path.read_bytes()
    (served.folder / "notes.txt").touch()
    (served.folder / "content" / ".hidden").touch()
    (served.folder / "content" / "agencies" / "~$x.docx").touch()
    time.sleep(1.5)
    assert served.builds == [0]


@pytest.mark.parametrize("how", ["new file", "gone", "other folder in its place", "saved by way of another file", "settings", "own texts"])
def test_whatever_a_build_reads_is_followed_however_it_is_saved(how: str, serve: Callable[[], Served]) -> None:
    served = serve()
    content, goal = served.folder / "content", served.folder / GOAL
    if how == "new file":
        shutil.copy(goal, goal.with_name("exk-ny.yml"))
    elif how == "gone":
        (content / "agencies" / "exk-kommun" / "goals" / "exk-gammal.yml").unlink()
    elif how == "other folder in its place":
        content.rename(served.folder / "old")
        shutil.copytree(served.folder / "old", content)
        edit(served.folder, "Nöjda brukare i hemtjänsten", "Mycket nöjda brukare")
    elif how == "saved by way of another file":
        fresh = goal.with_name(".exk.tmp")
        shutil.copy(goal, fresh)
        fresh.replace(goal)
    elif how == "settings":
        edit(served.folder, "Guldsajten", "Silversajten", "site_config.yml")
    else:
        (served.folder / "locale").mkdir()
        (served.folder / "locale" / "fi.po").write_text("", encoding="utf-8")
    for _ in range(100):
        if len(served.builds) > 1:
            break
        time.sleep(0.1)
    assert len(served.builds) == 2


def test_another_content_folder_is_followed_from_then_on(serve: Callable[[], Served]) -> None:
    served = serve()
    shutil.copytree(served.folder / "content", served.folder / "other")
    edit(served.folder, "ledstjarna:\n", "ledstjarna:\n    content: other\n", "site_config.yml")
    edit(served.folder, "Nöjda brukare i hemtjänsten", "Mycket nöjda brukare", GOAL.replace("content", "other", 1))
    served.wait_for("/sv/mal/exk-nojda-brukare/", "Mycket nöjda brukare")
    edit(served.folder, "Mycket nöjda brukare", "Hejdlöst nöjda brukare", GOAL.replace("content", "other", 1))
    served.wait_for("/sv/mal/exk-nojda-brukare/", "Hejdlöst nöjda brukare")


def test_another_content_folder_makes_one_build(serve: Callable[[], Served]) -> None:
    served = serve()
    shutil.copytree(served.folder / "content", served.folder / "other")
    edit(served.folder, "ledstjarna:\n", "ledstjarna:\n    content: other\n", "site_config.yml")
    served.wait_for(VERSION, "2")
    time.sleep(1.5)
    assert len(served.builds) == 2


def test_another_output_folder_is_shown_from_then_on(serve: Callable[[], Served]) -> None:
    served = serve()
    edit(served.folder, "ledstjarna:\n", "ledstjarna:\n    output: public\n", "site_config.yml")
    edit(served.folder, "Nöjda brukare i hemtjänsten", "Mycket nöjda brukare")
    served.wait_for("/sv/mal/exk-nojda-brukare/", "Mycket nöjda brukare")
    assert "Mycket" not in (served.folder / "site/sv/mal/exk-nojda-brukare/index.html").read_text(encoding="utf-8")


def test_a_stamp_tells_a_save_of_as_many_letters(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("a", encoding="utf-8")
    before = stamp_file(file)
    os.utime(file, ns=(1, 1))
    assert stamp_file(file) != before
    assert stamp_file(tmp_path / "nothing") is None


def test_no_link_and_no_circle_is_followed_by_looking(project: Path) -> None:
    (project / "content" / "round").symlink_to(project / "content")
    stamps = stamp_files(read_project(project / "site_config.yml"))
    assert str(project / GOAL) in stamps
    assert not [name for name in stamps if "round/" in name]


# --- what is wrong is told where it is seen ----------------------------------------------------------------------------


def test_what_is_wrong_is_shown_over_the_old_site_until_it_is_right(serve: Callable[[], Served]) -> None:
    served = serve()
    break_goal(served.folder)
    page = served.wait_for("/sv/mal/exk-nojda-brukare/", 'role="alert"')
    line = (served.folder / GOAL).read_text(encoding="utf-8").splitlines()
    number = next(index for index, text in enumerate(line, start=1) if "2026-13-01" in text)
    assert f"<code>{GOAL}:{number}:" in page
    assert "2026-13-01" in page
    assert "(date)" in page
    assert "Sidan nedanför är som den var innan." in page
    assert "<h1" in page
    assert page.index('role="alert"') < page.index("<h1")
    assert page.count('<link rel="stylesheet" href="/__ledstjarna__/problems.css"></head>') == 1
    built = served.folder / "site" / "sv" / "mal" / "exk-nojda-brukare" / "index.html"
    assert "alert" not in built.read_text(encoding="utf-8")
    assert served.get(VERSION) == "2", "a page that is open shows it too"
    assert 'role="alert"' in served.ask("/nowhere/")[1]
    assert served.ask("/nowhere/")[0] == 404
    edit(served.folder, "by: 2026-13-01", "by: 2026-12-31")
    served.wait_for("/sv/mal/exk-nojda-brukare/", 'role="alert"', gone=True)
    assert served.get(VERSION) == "3"


def test_the_same_fault_twice_is_no_news(serve: Callable[[], Served]) -> None:
    served = serve()
    break_goal(served.folder)
    served.wait_for("/sv/", 'role="alert"')
    edit(served.folder, "by: 2026-13-01", "by: 2026-13-01 ")
    for _ in range(100):
        if len(served.builds) == 3:
            break
        time.sleep(0.1)
    assert served.get(VERSION) == "2"


def test_with_no_earlier_build_the_faults_are_the_page(serve: Callable[[], Served], project: Path) -> None:
    break_goal(project)
    served = serve()
    for address in ("/", "/sv/", "/sv/mal/exk-nojda-brukare/", "/en/goals/index.html"):
        status, page, headers = served.ask(address)
        assert status == 200, address
        assert f"<code>{GOAL}:" in page
        assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert served.ask("/assets/x.css")[0] == 404
    edit(project, "by: 2026-13-01", "by: 2026-12-31")
    served.wait_for("/sv/mal/exk-nojda-brukare/", "Nöjda brukare i hemtjänsten")


def test_faults_of_the_settings_and_of_the_disk_are_shown_too(serve: Callable[[], Served]) -> None:
    served = serve()
    edit(served.folder, "ledstjarna:\n", "ledstjarna:\n    timezone: Stokholm\n", "site_config.yml")
    page = served.wait_for("/sv/", 'role="alert"')
    assert "site_config.yml:6:15</code>" in page
    assert "(timezone)" in page
    edit(served.folder, "    timezone: Stokholm\n", "", "site_config.yml")
    served.wait_for("/sv/", 'role="alert"', gone=True)
    (served.folder / "site" / "404.html").unlink()
    (served.folder / "site" / "404.html").symlink_to(served.folder / "site" / "index.html")
    edit(served.folder, "Guldsajten", "Silversajten", "site_config.yml")
    assert "404.html" in served.wait_for("/sv/", "(output_in_use)")


def test_somebody_elses_folder_is_never_shown(serve: Callable[[], Served], project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "secret.html").write_text("hemligt", encoding="utf-8")
    served = serve()
    for address in ("/secret.html", "/"):
        page = served.get(address)
        assert "hemligt" not in page
        assert "(output_in_use)" in page


def test_what_is_shown_of_a_fault_is_text(serve: Callable[[], Served]) -> None:
    served = serve()
    edit(served.folder, "plan: ", 'plan: "<script>alert(1)</script>" # ')
    page = served.wait_for("/sv/", 'role="alert"')
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_fault_of_ours_is_told_and_does_not_end_the_preview(project: Path) -> None:
    said: list[str] = []
    faults: list[Exception] = [RuntimeError("oj"), OutsideError("config_missing", file="site_config.yml")]

    def build(_: Project) -> list[Problem]:
        if faults:
            raise faults.pop(0)
        return []

    given = read_project(project / "site_config.yml")
    preview = Preview(given, read=lambda: given, build=build, finish=lambda _: (), language="sv", say=said.append)
    for code in ("internal", "config_missing"):
        preview.build()
        assert f"({code})" in said[-1]
        assert f"({code})" in preview.shown.faults[0].message
    preview.build()
    assert preview.shown.faults == ()
    assert preview.shown.version == 3


@pytest.mark.browser
def test_a_page_that_is_open_shows_what_is_wrong_and_then_that_it_is_right(serve: Callable[[], Served], chromium: Browser) -> None:
    served = serve()
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(f"http://127.0.0.1:{served.port}/sv/mal/exk-nojda-brukare/")
    break_goal(served.folder)
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=20_000)
    assert f"{GOAL}:" in alert.inner_text()
    assert alert.evaluate("element => getComputedStyle(element).position") == "sticky"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    edit(served.folder, "by: 2026-13-01", "by: 2026-12-31")
    alert.wait_for(state="detached", timeout=20_000)
    assert refused == []
    page.close()


# --- it answers nobody but this computer -------------------------------------------------------------------------------


def test_names_of_this_computer_are_answered(serve: Callable[[], Served]) -> None:
    served = serve()
    for host in ("127.0.0.1", "localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"):
        assert served.ask("/sv/", host=host)[0] == 200, host


OTHERS = ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example@127.0.0.1", "", None]
OTHERS += ["127.0.0.1:8000:9", "127.0.0.1, evil.example", "192.168.0.1", "0.0.0.0", "127.1", "2130706433", "localhost.", "127.0.0.1/x"]


def test_other_names_are_not_answered_so_that_no_page_elsewhere_can_read_the_preview(serve: Callable[[], Served]) -> None:
    served = serve()
    for host in OTHERS:
        for address in ("/sv/", VERSION, "/data/goals.json", "/nowhere/"):
            for method in ("GET", "HEAD"):
                status, text, _ = served.ask(address, host=host, method=method)
                assert status == 403, (host, address)
                assert "Nöjda" not in text


def test_an_address_in_full_and_two_hosts_are_not_answered(serve: Callable[[], Served]) -> None:
    served = serve()
    assert served.ask("http://evil.example/sv/")[0] == 403
    raw = b"GET /sv/ HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        connection.sendall(raw)
        assert b" 403 " in connection.recv(100)


def test_other_methods_do_nothing(serve: Callable[[], Served]) -> None:
    served = serve()
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        assert served.ask("/sv/", method=method)[0] == 501


def test_no_link_is_followed_no_folder_is_listed_and_nothing_hidden_is_shown(serve: Callable[[], Served], tmp_path: Path) -> None:
    served = serve()
    site = served.folder / "site"
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "x.html").write_text("hemligt", encoding="utf-8")
    (tmp_path / "secret" / "index.html").write_text("hemligt", encoding="utf-8")
    (site / "link.html").symlink_to(tmp_path / "secret" / "x.html")
    (site / "linked").symlink_to(tmp_path / "secret")
    (site / "empty").mkdir()
    (site / "empty" / "x.txt").write_text("x", encoding="utf-8")
    paths = ["/link.html", "/linked/", "/linked", "/linked/x.html", "/empty/", "/empty", "/data/", "/assets/", "/.ledstjarna", "/.htaccess"]
    paths += ["/../site_config.yml", "/%2e%2e/site_config.yml", "/sv/..%2f..%2fsite_config.yml", "/..\\site_config.yml", "//etc/passwd"]
    paths += ["/sv%00/", "/%ff", "/sv//", "/sv/./", "/C:/x", "/" + "a" * 5_000]
    for path in paths:
        status, text, _ = served.ask(path)
        assert status == 404, path
        assert "hemligt" not in text
        assert "Directory listing" not in text
        assert "golden.example" not in text


def test_a_folder_is_reached_also_without_its_last_slash(serve: Callable[[], Served]) -> None:
    status, _, headers = serve().ask("/sv/mal?a=b")
    assert (status, headers["Location"]) == (301, "/sv/mal/")


def test_files_have_their_types_and_pages_are_never_kept(serve: Callable[[], Served]) -> None:
    served = serve()
    for address, kind in (
        ("/sv/", "text/html; charset=utf-8"),
        ("/assets/x.css", "text/css; charset=utf-8"),
        ("/assets/star.svg", "image/svg+xml; charset=utf-8"),
        ("/data/goals.json", "application/json; charset=utf-8"),
        ("/data/goals.csv", "text/csv; charset=utf-8"),
        ("/data/calendar.sv.ics", "text/calendar; charset=utf-8"),
        ("/data/all.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ):
        status, text, headers = served.ask(address)
        assert (status, headers["Content-Type"]) == (200, kind), address
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert served.ask(address, method="HEAD") == (200, "", headers | {"Date": served.ask(address, method="HEAD")[2]["Date"]})
        assert text


def test_a_file_of_the_site_is_found_by_its_address_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("index.html", "a/index.html", "a/b.txt"):
        (tmp_path / name).touch()
    assert find_file(tmp_path, "/") == tmp_path / "index.html"
    assert find_file(tmp_path, "/a/b.txt") == tmp_path / "a" / "b.txt"
    assert find_file(tmp_path, "/a/b.txt/") is None
    assert find_file(tmp_path, "/a/index.html/x") is None


# --- the port ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "http", "80.5", "", "٨٠٠٠", "1" * 5_000])
def test_a_port_that_is_none_is_told_before_anything_is_built(port: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "-f", str(project / "site_config.yml"), f"--port={port}", "--lang", "sv"]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"”{port}” kan inte vara en port.")
    assert not (project / "site").exists()


def test_ports_are_numbers_to_65535() -> None:
    assert [read_port(text) for text in ("0", "80", "8000", "65535")] == [0, 80, 8000, 65535]


def test_a_port_that_is_taken_is_told_before_anything_is_built(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "-f", str(project / "site_config.yml"), "--port", str(taken.getsockname()[1])]) == 2
    assert "(port_in_use)" in capsys.readouterr().err
    assert not (project / "site").exists()


@pytest.mark.parametrize(("number", "code"), [(errno.EACCES, "port_denied"), (errno.EADDRNOTAVAIL, "port_failed")])
def test_a_port_that_the_computer_keeps_is_told(
    number: int, code: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_socket: socket.socket, _address: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("socketserver.TCPServer.server_bind", lambda server: refuse(server.socket, server.server_address))
    assert main(["serve", "-f", str(project / "site_config.yml"), "--port", "80"]) == 2
    assert f"({code})" in capsys.readouterr().err
