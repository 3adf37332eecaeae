"""The text of ``git fast-import`` is read as git reads it: the same commits, by name, and the same files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ledstjarna.history.stream import read_stream
from ledstjarna.problems import OutsideError
from tests.repositories import git

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "docs" / "exempelkommun.stream"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
WHO = b"committer Ada <ada@example.org> 1700000000 +0100\n"
ODD = (
    b"blob\nmark :1\ndata 3\nett\n"
    b"reset refs/heads/main\ncommit refs/heads/main\nmark :2\nauthor Bo <b@example.org> 1600000000 +0000\n"
    + WHO
    + b"data <<SLUT\nTv\xc3\xa5\nrader\nSLUT\n"
    b'M 100644 :1 a/"quoted"\nM 644 :1 "a/\\303\\245 \\"b\\"\\n.yml"\nM 100755 inline a/run\ndata 2\nok\nM 120000 inline a/link\ndata 1\nx\n\n'
    b"commit refs/heads/side\nmark :3\n" + WHO + b"data 1\ns\nfrom :2\nM 100644 inline b/two\ndata 4\ntv\xc3\xa5\n\n"
    b"commit refs/heads/main\nmark :4\n" + WHO + b"data 1\nm\nfrom :2\nR a c\nC c/run d/copy\nD c/run\n\n"
    b"tag v1\nfrom :4\ntagger Ada <ada@example.org> 1700000000 +0100\ndata 1\nt\n"
    b"commit refs/heads/main\n" + WHO + b"data 1\nm\nmerge :3\nM 100644 inline b/two\ndata 1\n2\n\n"
    b"commit refs/heads/main\n" + WHO + b"data 1\nx\ndeleteall\nM 100644 inline only\ndata 0\n\n"
    b"progress slut\ndone\n"
)


def as_git_has_it(data: bytes, folder: Path) -> list[str]:
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main")
    git(folder, "fast-import", "--quiet", data=data)
    return git(folder, "log", "--first-parent", "--format=%H %ct", "main").decode().splitlines()


@needs_git
@pytest.mark.parametrize("data", [SHIPPED.read_bytes(), ODD], ids=["shipped", "odd"])
def test_the_commits_are_gits_own(data: bytes, tmp_path: Path) -> None:
    assert [f"{step.id} {step.seconds}" for step in read_stream(data, file="x").steps] == as_git_has_it(data, tmp_path)


@needs_git
def test_what_git_exports_is_read_as_the_same(tmp_path: Path) -> None:
    as_git_has_it(SHIPPED.read_bytes(), tmp_path)
    exported = read_stream(git(tmp_path, "fast-export", "main"), file="x")
    assert [step.files for step in exported.steps] == [step.files for step in read_stream(SHIPPED.read_bytes(), file="x").steps]


def test_a_step_tells_what_it_changed_and_a_link_is_no_file() -> None:
    stream = read_stream(ODD, file="x")
    last, merged, moved, first = stream.steps
    assert [path for path, before, _ in first.files if before is None] == ['a/"quoted"', "a/link", "a/run", 'a/å "b"\n.yml']
    assert {path: after is not None for path, _, after in first.files}["a/link"] is False
    assert {(path, after is not None) for path, _, after in moved.files} >= {("a/run", False), ("d/copy", True), ('c/"quoted"', True)}
    assert [path for path, _, _ in merged.files] == ["b/two"]
    assert stream.read((merged.files[0][2] or "").encode()) == b"2"
    assert [path for path, _, after in last.files if after] == ["only"]


@pytest.mark.parametrize("cut", range(1, len(ODD), 7))
def test_a_stream_that_is_cut_ends_in_words_or_in_what_is_whole(cut: int) -> None:
    told, steps = "", 0
    try:
        steps = len(read_stream(ODD[:cut], file="x.stream").steps)
    except OutsideError as error:
        told = f"{error.code} {error.facts['line']}"
    assert re.fullmatch(r"(stream_unreadable [1-9]\d*)?", told)
    assert steps <= 4


@pytest.mark.parametrize(
    "data", [b"data x\n", b"commit refs/heads/main\nfrom :9\n", b"blob\nmark :1\ndata 99\nx\n", b"commit a\ncommitter x\ndata 0\n"]
)
def test_what_is_no_stream_is_told_with_its_line(data: bytes) -> None:
    with pytest.raises(OutsideError, match="stream_unreadable"):
        read_stream(data, file="x.stream")


def test_an_empty_stream_has_no_steps() -> None:
    assert read_stream(b"", file="x").steps == ()
