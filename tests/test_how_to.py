"""What the guide says of things that are done now and then, carried out as it is written, in both languages, after the first steps."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from ledstjarna.model.settings import DEFAULT_LANGUAGES, Settings
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.review import GROUPS, part_heading
from ledstjarna.words.voice import Voice
from tests.conftest import MakeOnce
from tests.reading import read_pages
from tests.repositories import git
from tests.test_first_steps import Step, blocks, carry_out, kind_of, read_guide

GUIDE = theme_folder() / "guide"
LANGUAGES = ("sv", "en")
_FILE = re.compile(r"`((?:content/|site_config)[^`]*\.(?:yml|md))`")
_MOVE = re.compile(r"`(content/\S+\.yml)` (?:till mappen|to the folder) `(content/[^`]+)`")
_TO = {"till", "to"}
_AT_END = re.compile(r"sist i filen|at\s+the\s+end\s+of\s+the\s+file")


@dataclass
class HowTo:
    """One thing that is done: steps, files that are moved, what is added at a file’s end or as a new one, and what pages then say."""

    title: str
    steps: list[Step] = field(default_factory=list)
    moves: list[tuple[str, str]] = field(default_factory=list)
    added: list[tuple[str, str]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def read_how_tos(language: str) -> Iterator[HowTo]:
    for part in re.split(r"^## ", (GUIDE / f"how-to.{language}.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, text = part.partition("\n")
        found, file, prose = HowTo(title), "", ""
        for kind, block in blocks(text):
            if kind == "sh":
                found.steps += [Step(command=shlex.split(line)) for line in block.splitlines()]
            elif kind == "yaml" and prose.strip() in _TO:
                found.steps[-1].after = block
            elif kind == "md" or (kind == "yaml" and _AT_END.search(prose)):
                found.added.append((file, block))
            elif kind == "yaml":
                found.steps.append(Step(file=file, before=block))
            else:
                assert kind == "", kind
                prose, file = block, [file, *_FILE.findall(block)][-1]
                found.moves += _MOVE.findall(" ".join(block.split()))
                found.sentences += [line.removeprefix("> ") for line in block.splitlines() if line.startswith("> ")]
        yield found


CASES = [(language, how_to) for language in LANGUAGES for how_to in read_how_tos(language)]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}: {case[1].title}")
def case(request: pytest.FixtureRequest) -> tuple[str, HowTo]:
    found: tuple[str, HowTo] = request.param
    return found


def copy_site_of_first_steps(
    language: str, make_once: MakeOnce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A site as the first steps leave it, in which the commands are run."""

    def take_first_steps(folder: Path) -> None:
        folder.mkdir()
        monkeypatch.chdir(folder)
        for step in read_guide(language)[0]:
            if kind_of(step) not in ("check", "serve", "build", "--version"):
                carry_out(step, monkeypatch, capsys)
        Path.cwd().rename(folder / "site-of-first-steps")

    site = shutil.copytree(make_once(f"first-steps-{language}", take_first_steps) / "site-of-first-steps", tmp_path / "site")
    monkeypatch.chdir(site)
    return site


def test_it_is_done_as_it_is_written_and_the_pages_say_what_is_promised(
    case: tuple[str, HowTo],
    make_once: MakeOnce,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    language, how_to = case
    copy_site_of_first_steps(language, make_once, tmp_path, monkeypatch, capsys)
    for step in how_to.steps:
        assert carry_out(step, monkeypatch, capsys) == 0, step
    for file, text in how_to.added:
        with Path(file).open("a", encoding="utf-8") as there:
            there.write(text)
    for file, where in how_to.moves:
        Path(where).mkdir(exist_ok=True)
        Path(file).rename(Path(where) / Path(file).name)
    assert main(["check"]) == 0
    assert main(["build"]) == 0
    pages = read_pages(Path("site")).values()  # not of the guide, which says it too
    said = [" ".join(page.main.text.split()) for page in pages if page.language == language and page.kind in ("goal", "finding", "prose")]
    assert how_to.sentences
    for sentence in how_to.sentences:
        assert any(sentence in text for text in said), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_review_says_what_the_guide_promises(
    language: str, make_once: MakeOnce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = copy_site_of_first_steps(language, make_once, tmp_path, monkeypatch, capsys)
    git(site, "add", "--all")
    git(site, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "--message", "published")
    told = list(blocks((GUIDE / f"review.{language}.md").read_text(encoding="utf-8")))
    before, after = (text for kind, text in told if kind == "yaml")
    command, answer = (text for kind, text in told if kind in ("sh", "text"))
    assert carry_out(Step(file=_FILE.findall(told[0][1])[-1], before=before, after=after), monkeypatch, capsys) == 0
    capsys.readouterr()
    assert main([*shlex.split(command)[1:], "--as-of", "2026-11-22"]) == 0
    printed = capsys.readouterr().out.replace("\u00a0", " ")
    assert all(line in printed for line in answer.splitlines())
    headings = re.findall(r"^- \*\*(.*?):\*\*", told[-1][1], re.MULTILINE)
    assert len(headings) == 3
    known = tell_headings(language)
    assert [heading for heading in headings if heading not in known] == []


def tell_headings(language: str) -> set[str]:
    """What the parts of a review are called."""
    voice = Voice(next(entry for entry in DEFAULT_LANGUAGES if entry.code == language), Settings(), theme_folder() / "locale")
    return {part_heading(group, voice) for group in GROUPS}


def test_both_languages_do_the_same_things_in_the_same_steps() -> None:
    shapes = [
        [
            (
                [(kind_of(step), bool(step.before), bool(step.after)) for step in one.steps],
                len(one.moves),
                len(one.added),
                len(one.sentences),
            )
            for one in read_how_tos(language)
        ]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    assert len(shapes[0]) == 8
    assert all(bool(step.before) == bool(step.after) for _, one in CASES for step in one.steps)
    assert sum(len(one.moves) for _, one in CASES) == 4
    assert sum(len(one.added) for _, one in CASES) == 8
