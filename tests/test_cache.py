"""What is kept from build to build: nothing that changes what is published, and nothing from where others may write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledstjarna import cache
from ledstjarna.pages.frame import FrameTexts, MaterialFrame
from ledstjarna.theme_files import theme_folder

TEXTS = FrameTexts("sv", "Prov", "sv/", "Hoppa", "Meny", "Fot", "styles.css")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_is_kept_is_read_again_until_its_key_changes(folder: Path) -> None:
    cache.keep("sort", "a", "text å")
    assert cache.read_kept("sort", "a") == "text å"
    assert cache.read_kept("sort", "b") is None
    assert sorted(path.name for path in (folder / "sort").iterdir()) == ["a"]


def test_no_more_than_some_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_KEPT", 3)
    for number in range(5):
        cache.keep("sort", str(number), "x")
    assert len(list((folder / "sort").iterdir())) == 3


def test_what_is_made_of_a_text_is_made_once_and_anew_of_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def make(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert [cache.make_once("sort", make, text) for text in ("å", "å", "b")] == ["Å", "Å", "B"]
    assert asked == ["å", "b"]
    monkeypatch.setattr("sys.version", "another Python")
    assert cache.make_once("sort", make, "å") == "Å"
    assert asked == ["å", "b", "å"]
    assert len(list((folder / "sort").iterdir())) == 3


def test_nothing_is_kept_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.FOLDER, "")
    cache.keep("sort", "a", "text")
    assert cache.cache_folder("sort") is None
    assert cache.read_kept("sort", "a") is None


def test_nothing_is_read_from_where_others_may_write(folder: Path) -> None:
    cache.keep("sort", "a", "text")
    (folder / "sort").chmod(0o777)
    assert cache.cache_folder("sort") is None
    assert cache.read_kept("sort", "a") is None


def test_a_disk_that_cannot_keep_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.FOLDER, str(tmp_path / "file"))
    cache.keep("sort", "a", "text")
    assert cache.read_kept("sort", "a") is None


def test_a_frame_is_made_once_and_anew_when_anything_in_it_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    build = MaterialFrame._build

    def count(self: MaterialFrame, texts: FrameTexts, prose: dict[str, str], scratch: Path | None) -> object:
        made.append(texts.site_name)
        return build(self, texts, prose, scratch)

    monkeypatch.setattr(MaterialFrame, "_build", count)
    frame = MaterialFrame(theme_folder(), ("tables",))
    first = frame.build(TEXTS, {"om": "# Om\n\nEtt."})
    assert frame.build(TEXTS, {"om": "# Om\n\nEtt."}) == first
    assert made == ["Prov"]
    frame.build(TEXTS, {"om": "# Om\n\nTvå."})
    MaterialFrame(theme_folder(), ()).build(TEXTS, {"om": "# Om\n\nEtt."})
    assert made == ["Prov"] * 3
    for kept in (folder / "frames").iterdir():
        kept.write_text(json.dumps(["no", "frame"]))
    assert frame.build(TEXTS, {"om": "# Om\n\nEtt."}) == first
    assert len(made) == 4
