"""Exempelkommun's past: made of today's content and the steps beside its story, valid at each step, and today's content at the end."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ledstjarna.load.content_tree import ContentFiles, load_source
from ledstjarna.load.guarded_yaml import read_yaml
from ledstjarna.load.source import UNREADABLE, Entry, Refusal
from ledstjarna.problems import ContentError
from ledstjarna.validate.content import make_content
from tests import past
from tests.rows import each_row

ANEW = "make it anew: make past"


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A source of files that lie nowhere but here."""

    files: dict[str, bytes]
    shown: str = "past"
    folders: dict[str, list[Entry]] = field(default_factory=dict)

    def list(self, folder: str) -> list[Entry]:
        if not self.folders:
            for name in self.files:
                for above in Path(name).parents:
                    inside = Path(name).relative_to(above).parts
                    entry = Entry(inside[0], "folder" if len(inside) > 1 else "file")
                    found = self.folders.setdefault("" if above == Path() else above.as_posix(), [])
                    if entry not in found:
                        found.append(entry)
        return sorted(self.folders.get(folder, []))

    def read(self, name: str) -> bytes | Refusal:
        return self.files.get(name, UNREADABLE)


@pytest.fixture(scope="module")
def story() -> past.Story:
    return past.read_story()


@pytest.fixture(scope="module")
def steps(story: past.Story) -> list[past.Step]:
    return past.make_steps(story)


def read_step(step: past.Step) -> ContentFiles:
    themes = (past.CONTENT / "themes.yml").read_bytes()
    return load_source(Held({"themes.yml": themes, **{past.FOLDER + name: data for name, data in step.files.items()}}))


def find_broken(step: past.Step) -> set[str]:
    """The files of a step that have a problem."""
    try:
        make_content(read_step(step), languages=("sv", "en"))
    except ContentError as error:
        return {problem.place.file for problem in error.problems}
    return set()


def test_the_last_step_is_the_content_of_today_byte_for_byte(steps: list[past.Step]) -> None:
    today = {
        path.relative_to(past.CONTENT / past.FOLDER).as_posix(): path.read_bytes()
        for folder in (past.CONTENT / past.FOLDER).glob("exk-*")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert len(today) > 50
    assert steps[-1].files == today, "the last step brings all of exk- up to date"


def test_the_stream_is_what_the_steps_make_and_the_same_twice(steps: list[past.Step]) -> None:
    assert past.STREAM.read_bytes() == past.write_stream(steps), ANEW
    assert past.write_stream(past.make_steps(past.read_story())) == past.write_stream(steps)


def test_every_step_is_valid_but_for_the_file_that_is_broken_on_purpose(steps: list[past.Step]) -> None:
    for step in steps:
        assert find_broken(step) == {f"past/{past.FOLDER}{name}" for name in step.broken}, step.message
    assert [step.message for step in steps if step.broken] == ["Delårsrapport 2022 och svar till revisorerna"]


def test_some_fifty_steps_over_six_years_each_later_than_the_ones_it_came_from(steps: list[past.Step]) -> None:
    assert 40 <= len(steps) <= 60
    assert (steps[0].when.year, steps[-1].when.year) == (2020, 2026)
    for before, after in itertools.pairwise(steps):
        assert before.when < after.when
    assert all(8 <= step.when.hour < 17 and step.when.weekday() < 5 for step in steps), "an office is open"
    assert all(
        step.parents == (place,) or len(step.parents) == 2 or steps[place + 1].parents == step.parents
        for place, step in enumerate(steps[1:])
    )
    assert [len(step.parents) for step in steps].count(2) == 1


def test_every_step_changes_something_and_only_the_invented(steps: list[past.Step]) -> None:
    for step in steps:
        assert all(name.startswith("exk-") for name in step.files)
        assert all(step.files != steps[parent].files for parent in step.parents), step.message
        assert re.fullmatch(r"[^<>]+, Exempelkommun <[a-z]+@exempelkommun\.example>", step.who)


def test_nothing_is_told_before_its_day(steps: list[past.Step]) -> None:
    told = re.compile(rb"\b(?:published|decided): (\d{4}-\d\d-\d\d)|^(?: *- |  )?(?:date|fate: .*date): (\d{4}-\d\d-\d\d)", re.MULTILINE)
    for step in steps:
        days = [b"".join(match).decode() for data in step.files.values() for match in told.findall(data)]
        assert max(days, default="") <= step.when.date().isoformat(), step.message


def test_what_the_file_of_steps_says_is_about_something(story: past.Story) -> None:
    days = [told["on"][:10] for told in story.told["steps"]]
    whole = dict(story.whole(""))
    for was in story.told["was"]:
        assert days[0] < was["until"] <= days[-1], was
        for path in was["set"]:
            holder, place = past.find(whole[was["file"]], path) or (None, None)
            assert isinstance(holder, list) or (holder is not None and place in holder), (was["file"], path)
    for renamed in story.told["renamed"]:
        goal = next(data for name, data in whole.items() if name.endswith(f"/goals/{renamed['now']}.yml"))
        assert goal["aliases"] == [renamed["was"]]
    assert story.told["remarks"].keys() | {gone["file"] for gone in story.told["gone"]} <= whole.keys()


def test_what_is_written_reads_as_it_was_meant(story: past.Story) -> None:
    for name, data in story.today.items():
        read, problems = read_yaml(past.write(data).decode(), name)
        assert not problems
        assert read == read_yaml(story.texts[name].decode(), name)[0], name


@each_row(
    "text",
    ["8,0 procent", "a: b", "# a", "- a", '"a"', "a\\b", "[a]", "{a}", "a #b", "a:", "en bra dag", "”a”", "a\nb", "", "lång " * 60 + "rad"],
)
def test_any_text_is_written_so_that_it_can_be_read(text: str) -> None:
    for data in ({"text": text}, {"texts": [{"sv": text, "en": text}]}, {"texts": {"sv": text, "en": "x"}}):
        read, problems = read_yaml(past.write(data).decode(), "a.yml")
        assert not problems
        assert read == data


def test_the_source_distribution_carries_the_past_and_what_it_is_made_of() -> None:
    from hatchling.builders.sdist import SdistBuilder

    carried = {file.distribution_path for file in SdistBuilder(str(past.ROOT)).recurse_included_files()}
    assert {path.relative_to(past.ROOT).as_posix() for path in (past.STREAM, past.STEPS, Path(past.__file__))} <= carried


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_git_reads_the_stream_as_the_steps(steps: list[past.Step], tmp_path: Path) -> None:
    def git(*words: str, data: bytes | None = None) -> str:
        given = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True, env=given, input=data).stdout.decode()

    git("init", "--quiet", "--bare", "--initial-branch=main")
    git("fast-import", "--quiet", data=past.STREAM.read_bytes())
    assert git("for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]
    commits = git("log", "--reverse", "--date-order", "--format=%at %ct %an <%ae>%x09%s").splitlines()
    assert commits == [f"{step.when.timestamp():.0f} {step.when.timestamp():.0f} {step.who}\t{step.message}" for step in steps]
    assert git("ls-tree", "-r", "--name-only", "main").split() == [past.FOLDER + name for name in steps[-1].files]
    for name, data in list(steps[-1].files.items())[::10]:
        assert git("show", f"main:{past.FOLDER}{name}").encode() == data
