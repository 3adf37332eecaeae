"""Content comes from a folder or from a commit, and nobody who reads it can tell which."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from ledstjarna.load.commit import CommitSource, open_commit
from ledstjarna.load.content_tree import ContentFiles, load_content, load_source
from ledstjarna.load.guarded_yaml import LARGEST_FILE
from ledstjarna.load.source import Entry, FolderSource, Refusal, Source, open_folder
from ledstjarna.problems import ContentError, OutsideError
from ledstjarna.validate.content import make_content

ROOT = Path(__file__).parent.parent
GOAL = "agencies/provby/goals/prov-a.yml"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    given = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True, env=given).stdout.strip()


def commit(folder: Path) -> str:
    """Everything in a folder as a commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Så står det nu")
    return git(folder, "rev-parse", "HEAD")


@contextlib.contextmanager
def opened(repository: Path, name: str, folder: str = "content") -> Iterator[CommitSource]:
    with open_commit(repository, name, folder=folder) as source:
        yield source


def told(files: ContentFiles) -> list[str]:
    """Every problem of the content, shapes and rules too, with its place."""
    try:
        make_content(files, languages=("sv", "en"))
    except ContentError as error:
        return [f"{problem.place} {problem.at} {problem.code} {sorted(problem.facts.items())}" for problem in error.problems]
    return []


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


CONTENT: dict[str, str | bytes] = {
    "agencies/provby/agency.yml": "name: {sv: Provby kommun}\nkind: municipality\n",
    "agencies/provby/plans/prov-plan.yml": "title: {sv: Mål}\n",
    GOAL: "plan: prov-plan\ntitle: {sv: Nöjda brukare}\n",
}


def test_the_shipped_content_read_from_a_commit_makes_equal_records(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    name = commit(tmp_path)
    disk = load_content(tmp_path / "content", shown_from=tmp_path)
    shutil.rmtree(tmp_path / "content")  # what is read now is the commit and nothing else
    with opened(tmp_path, name) as source:
        past = load_source(source)
    assert len(past.documents) > 100
    assert [(found.file, found.id, found.data) for found in past.documents] == [
        (found.file, found.id, found.data) for found in disk.documents
    ]
    assert (past.folder, past.prose, past.seen, past.problems) == (disk.folder, disk.prose, disk.seen, [])
    assert make_content(past, languages=("sv", "en")) == make_content(disk, languages=("sv", "en"))


FAULTS: dict[str, dict[str, str | bytes]] = {
    "a wrong choice": {"agencies/provby/agency.yml": "name: {sv: Provby}\n# om\nkind: kommun\n"},
    "a misspelt field far down": {GOAL: "plan: prov-plan\ntitle: {sv: A}\nevents:\n  - {date: 2024, kind: decided, tekst: {sv: B}}\n"},
    "a rule between files": {GOAL: "plan: annan-plan\ntitle: {sv: Nöjda}\n"},
    "broken YAML": {GOAL: "plan: prov-plan\ntitle: {sv: Nöjda\n"},
    "bytes that are no text": {GOAL: b"plan: prov-plan\ntitle: {sv: N\xf6jda}\n"},
    "a name that is no id": {"agencies/provby/goals/Nöjda brukare.yml": "plan: prov-plan\ntitle: {sv: B}\n"},
    "a wrong ending": {"agencies/provby/goals/prov-b.yaml": "plan: prov-plan\n"},
    "a file in the place of a folder": {"agencies/annanby/agency.yml/x": ""},
    "a body without its file": {"agencies/annanby/goals/prov-c.yml": "plan: prov-plan\ntitle: {sv: C}\n"},
    "a page with HTML": {"pages/sv/om.md": "# Om\n\n<script>\n"},
    "what systems leave": {"agencies/provby/goals/.DS_Store": b"\0\0", "agencies/provby/goals/~$prov.yml": "x", "README.md": "# x\n"},
    "a file that is too large": {GOAL: b"#" * (LARGEST_FILE + 1)},
    "nothing in a file": {GOAL: b""},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_the_same_problem_at_the_same_place(fault: str, tmp_path: Path) -> None:
    write(tmp_path / "content", CONTENT | FAULTS[fault])
    disk = told(load_content(tmp_path / "content", shown_from=tmp_path))
    name = commit(tmp_path)
    shutil.rmtree(tmp_path / "content")
    with opened(tmp_path, name) as source:
        assert told(load_source(source)) == disk
    assert bool(disk) == (fault != "what systems leave")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_lead_nowhere_in_either(tmp_path: Path) -> None:
    write(tmp_path / "content", CONTENT)
    (tmp_path / "content/agencies/provby/goals/prov-b.yml").symlink_to("prov-a.yml")
    (tmp_path / "content/agencies/annanby").symlink_to("provby")
    disk = told(load_content(tmp_path / "content", shown_from=tmp_path))
    with opened(tmp_path, commit(tmp_path)) as source:
        assert told(load_source(source)) == disk
        assert source.read("agencies/provby/goals/prov-b.yml") == Refusal("unreadable_file", {})
    assert FolderSource(tmp_path / "content").read("agencies/provby/goals/prov-b.yml") == Refusal("unreadable_file", {})
    assert len(disk) == 2


@pytest.mark.parametrize("folder", ["", ".", "content", "./content/", "sites/vår webbplats/content"])
def test_the_content_may_lie_anywhere_in_the_repository(folder: str, tmp_path: Path) -> None:
    write(tmp_path / folder, CONTENT)
    write(tmp_path, {"content-of-others/agencies/x/agency.yml": "no: thing\n"} if folder.strip(".") else {})
    with opened(tmp_path, commit(tmp_path), folder) as source:
        found = load_source(source)
    assert told(found) == []
    assert [document.file for document in found.documents] == sorted((PurePosixPath(folder) / name).as_posix() for name in CONTENT)


def test_what_was_not_there_yet_is_empty_content(tmp_path: Path) -> None:
    write(tmp_path, {"README.md": "x"})
    with opened(tmp_path, commit(tmp_path)) as source:
        found = load_source(source)
    assert (found.documents, found.problems) == ([], [])


def test_an_earlier_commit_says_what_it_said(tmp_path: Path) -> None:
    write(tmp_path / "content", CONTENT)
    first = commit(tmp_path)
    write(tmp_path / "content", {GOAL: "plan: prov-plan\ntitle: {sv: Annat mål}\n"})
    second = commit(tmp_path)
    titles = []
    for name in (first, second, "HEAD~1"):
        with opened(tmp_path, name) as source:
            titles.append(
                next(
                    found.data["title"]["sv"]
                    for found in load_source(source).documents
                    if isinstance(found.data, dict) and found.kind == "goal"
                )
            )
    assert titles == ["Nöjda brukare", "Annat mål", "Nöjda brukare"]


@pytest.mark.parametrize("name", ["no-such-branch", "--help", "HEAD:content", "", "HEAD\0x", "--output=x"])
def test_a_commit_that_is_none_is_told(name: str, tmp_path: Path) -> None:
    write(tmp_path / "content", CONTENT)
    commit(tmp_path)
    with pytest.raises(OutsideError) as stopped:
        open_commit(tmp_path, name, folder="content")
    assert stopped.value.code == "commit_unreadable"
    assert tmp_path.as_posix() in stopped.value.message("sv")
    assert not (tmp_path / "x").exists()


def test_no_repository_and_no_git_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        with pytest.raises(OutsideError) as stopped:
            open_commit(tmp_path / "none", "HEAD")
        assert stopped.value.code == "commit_unreadable"
        monkeypatch.setenv("PATH", "")


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")
def test_nothing_that_the_repository_or_the_user_has_set_up_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository, mark = tmp_path / "site", tmp_path / "ran"
    write(repository / "content", CONTENT)
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntouch "{mark}"\ncat\n', encoding="utf-8")
    program.chmod(0o755)
    name = commit(repository)
    write(repository, {".gitattributes": "* filter=run diff=run text\n"})
    for key in ("filter.run.smudge", "filter.run.clean", "filter.run.process", "diff.run.textconv", "core.fsmonitor", "core.pager"):
        git(repository, "config", key, str(program))
    git(repository, "config", "alias.cat-file", f"!{program}")
    hooks = repository / ".git/hooks"
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(program, hooks / hook)
    (tmp_path / "user").write_text(
        f"[core]\n  fsmonitor = {program}\n  pager = {program}\n[alias]\n  ls-tree = !{program}\n", encoding="utf-8"
    )
    for variable, value in {
        "GIT_CONFIG_GLOBAL": str(tmp_path / "user"),
        "GIT_PAGER": str(program),
        "GIT_EXTERNAL_DIFF": str(program),
        "GIT_SSH_COMMAND": str(program),
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.pager",
        "GIT_CONFIG_VALUE_0": str(program),
    }.items():
        monkeypatch.setenv(variable, value)
    mark.unlink(missing_ok=True)  # setting it up may have run it
    with opened(repository, name) as source:
        assert told(load_source(source)) == []
    assert not mark.exists()


def test_an_object_that_others_put_in_the_place_of_one_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / "content", CONTENT)
    name = commit(tmp_path)
    (tmp_path / "other").write_text("plan: prov-plan\ntitle: {sv: Ersatt}\n", encoding="utf-8")
    git(tmp_path, "replace", git(tmp_path, "rev-parse", f"{name}:content/{GOAL}"), git(tmp_path, "hash-object", "-w", "other"))
    with opened(tmp_path, name) as source:
        assert source.read(GOAL) == str(CONTENT[GOAL]).encode()


class Counting:
    """A source that notes what is asked of it."""

    def __init__(self, inner: Source) -> None:
        self.inner, self.asked = inner, list[str]()

    @property
    def shown(self) -> str:
        return self.inner.shown

    def list(self, folder: str) -> list[Entry] | None:
        self.asked.append(f"{folder}/")
        return self.inner.list(folder)

    def read(self, name: str) -> bytes | Refusal:
        self.asked.append(name)
        return self.inner.read(name)


def test_each_folder_and_each_file_is_read_once() -> None:
    source = Counting(open_folder(ROOT / "content", shown_from=ROOT))
    files = load_source(source)
    make_content(files, languages=("sv", "en"))
    assert len(source.asked) == len(set(source.asked)) > 100


def test_a_file_of_a_commit_that_is_too_large_is_told_by_its_size(tmp_path: Path) -> None:
    write(tmp_path / "content", {GOAL: b"#" * (LARGEST_FILE + 1)})
    with opened(tmp_path, commit(tmp_path)) as source:
        assert source.read(GOAL) == Refusal("file_too_large", {"size": "1000001", "largest": "1000000"})


def test_reading_leaves_no_circles_behind_and_the_collector_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, CONTENT | FAULTS["a misspelt field far down"])
    assert told(load_content(tmp_path, shown_from=tmp_path))
    assert gc.isenabled()
    for _ in range(2):  # the second time nothing is made that is kept for the next
        gc.collect()
        make_content(load_content(ROOT / "content", shown_from=ROOT), languages=("sv", "en"))
        circles = gc.collect()
    assert gc.isenabled()
    assert circles == 0
