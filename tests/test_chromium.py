"""How a Chromium is found: what is there first, then what can be installed, else one plain sentence and a failure."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

import pytest

from tests import chromium


class Computer:
    """A computer on which only the ``working`` browsers run, and whose installers bring what ``brings`` says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, root: bool = False, working: Sequence[str] = ()) -> None:
        self.working = set(working)
        self.on_path: dict[str, str] = {"apt-get": "/usr/bin/apt-get"}
        self.brings: dict[str, str] = {}
        self.ran: list[str] = []
        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(shutil, "which", self.on_path.get)
        monkeypatch.setattr(chromium, "_is_root", lambda: root)
        monkeypatch.setattr(chromium, "_playwrights_own", lambda: "/own/chrome")
        monkeypatch.setattr(chromium, "_do", self.do)

    def do(self, command: Sequence[str]) -> bool:
        if command[-1] == "--version":
            return command[0] in self.working
        self.ran.append(" ".join(command[-3:]))
        brought = next((path for words, path in self.brings.items() if words in " ".join(command)), "")
        self.working.add(brought)
        if brought and brought != "/own/chrome":
            self.on_path["chromium"] = brought
        return bool(brought) or command[-1] == "update"


def test_the_one_that_is_named_is_taken_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, working=["/opt/mine", "/usr/bin/chromium"])
    computer.on_path["chromium"] = "/usr/bin/chromium"
    monkeypatch.setenv("CHROMIUM", "/opt/mine")
    assert chromium.find_chromium() == "/opt/mine"
    monkeypatch.setenv("CHROMIUM", "/opt/other")
    with pytest.raises(chromium.NoChromiumError, match=r"CHROMIUM names /opt/other, which does not run\.$"):
        chromium.find_chromium()


def test_one_on_path_is_taken_if_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, working=["/usr/bin/google-chrome"])
    computer.on_path |= {"chromium-browser": "/usr/bin/chromium-browser", "google-chrome": "/usr/bin/google-chrome"}
    assert chromium.find_chromium() == "/usr/bin/google-chrome"
    assert computer.ran == []


def test_root_installs_debians_package(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, root=True)
    computer.brings = {"apt-get install": "/usr/bin/chromium"}
    assert chromium.find_chromium() == "/usr/bin/chromium"
    assert computer.ran == ["apt-get update", "install -y chromium"]


def test_others_take_playwrights_own(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch)
    computer.brings = {"playwright install": "/own/chrome"}
    assert chromium.find_chromium() == "/own/chrome"
    assert computer.ran == ["playwright install chromium"]


@pytest.mark.parametrize("root", [False, True])
def test_where_none_can_be_had_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch, *, root: bool) -> None:
    computer = Computer(monkeypatch, root=root)
    with pytest.raises(chromium.NoChromiumError) as told:
        chromium.find_chromium()
    assert str(told.value).startswith("The tests in a browser need Chromium: ")
    assert str(told.value).count(". ") == 0
    assert computer.ran[-1] == ("install --with-deps chromium" if root else "playwright install chromium")
