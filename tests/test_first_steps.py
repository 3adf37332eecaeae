"""The guide of first steps, carried out exactly as it is written, in both languages."""

from __future__ import annotations

import html
import json
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from ledstjarna.problems import Problem
from ledstjarna.settings import Project
from ledstjarna.theme_files import theme_folder

GUIDE = theme_folder() / "guide"
GOAL_PAGES = {
    "sv": {"sv": "site/sv/mal/exk-trygg-skola/index.html", "en": "site/en/goals/exk-trygg-skola/index.html"},
    "en": {"sv": "site/sv/mal/ext-safe-schools/index.html", "en": "site/en/goals/ext-safe-schools/index.html"},
}
_FILE = re.compile(r"`((?:content/|site_config)[^`]*\.yml)`")


@dataclass
class Step:
    """A command with the answer that is promised, or an edit of a file."""

    command: list[str] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)
    file: str = ""
    before: str = ""
    after: str = ""


def read_guide(language: str) -> tuple[list[Step], list[str]]:
    """The steps in order, and the sentences that a reader is promised to see."""
    steps: list[Step] = []
    sentences: list[str] = []
    file = ""
    for kind, text in blocks((GUIDE / f"first-steps.{language}.md").read_text(encoding="utf-8")):
        if kind == "sh":
            steps += [Step(command=shlex.split(line)) for line in text.splitlines()]
        elif kind == "text":
            steps[-1].answer += text.splitlines()
        elif kind == "yaml" and steps[-1].before and not steps[-1].after:
            steps[-1].after = text
        elif kind == "yaml":
            steps.append(Step(file=file, before=text))
        elif kind == "":
            file = [file, *_FILE.findall(text)][-1]
            sentences += [line.removeprefix("> ") for line in text.splitlines() if line.startswith("> ")]
        else:
            raise AssertionError(kind)
    return steps, sentences


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Fenced blocks with their kind, and the prose between them with none."""
    for index, part in enumerate(re.split(r"^```(.*\n(?:.*\n)*?)```$", text, flags=re.MULTILINE)):
        kind, _, rest = part.partition("\n") if index % 2 else ("", "", part)
        yield kind, rest


def kind_of(step: Step) -> str:
    """What sort of command it is, without its own words: ``new goal``."""
    name, *words = step.command or [""]
    return name if name in ("", "cd") else " ".join(words[: 2 if words[0] == "new" else 1])


def serve_once(
    project: Project, *, build: Callable[[Project], Sequence[Problem]], port: int, say: Callable[[str], None], **_: object
) -> None:
    """The preview without its waiting: it builds and tells its address."""
    assert build(project) == []
    say(f"http://127.0.0.1:{port}/")


def carry_out(step: Step, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> int:
    """Do one step; with what it ends."""
    if step.before:
        file = Path(step.file)
        text = file.read_bytes().decode("utf-8")
        assert text.count(step.before) == 1, (step.file, step.before)
        assert step.after
        file.write_bytes(text.replace(step.before, step.after).encode("utf-8"))
        return 0
    name, *words = step.command
    if name == "cd":
        monkeypatch.chdir(words[0])
        return 0
    assert name == "ledstjarna"
    capsys.readouterr()
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    told = capsys.readouterr()
    for line in step.answer:
        assert line in (told.out + told.err).splitlines(), line
    return code


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_first_steps_lead_to_a_published_outcome(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ledstjarna.commands.serve.serve_site", serve_once)
    steps, sentences = read_guide(language)
    for step in steps:
        is_broken = any(re.match(r"content/.*\.yml:\d+:\d+  ", line) for line in step.answer)
        assert carry_out(step, monkeypatch, capsys) == int(is_broken), step
    capsys.readouterr()
    for page in Path("content/pages").rglob("*.md"):
        text, many = re.subn(r"^\((?:skriv|write) .*\)$", "Klart.", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert many == 3
        page.write_text(text, encoding="utf-8")
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"problems": []}
    pages = {code: html.unescape(Path(page).read_text(encoding="utf-8")) for code, page in GOAL_PAGES[language].items()}
    other = "en" if language == "sv" else "sv"
    assert len(sentences) == 2
    for code, sentence in zip((language, other), sentences, strict=True):
        assert sentence in pages[code].replace("\N{NO-BREAK SPACE}", " ")
        assert "86" in sentence
    written = [*Path("content/agencies").rglob("*.yml"), Path("site_config.yml")]
    waiting = [line for path in written for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    assert len(written) == 5
    assert [line for line in waiting if "(skriv" in line or "(write" in line] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_guide_shows_each_kind_of_step(language: str) -> None:
    steps, _ = read_guide(language)
    commands = [" ".join(step.command[:3]) for step in steps if step.command]
    for what in ("site", "agency", "plan", "goal", "outcome"):
        assert f"ledstjarna new {what}" in commands
    edits = [step for step in steps if step.before]
    assert len(edits) == 11
    assert all(step.before != step.after and step.file for step in edits)
    assert sum(len(step.answer) for step in steps) >= 4


def test_both_guides_take_the_same_steps_under_headings_of_their_own() -> None:
    texts = [(GUIDE / f"first-steps.{language}.md").read_text(encoding="utf-8") for language in ("sv", "en")]
    shapes = []
    for language in ("sv", "en"):
        steps, _ = read_guide(language)
        shapes.append([(kind_of(step), bool(step.before), len(step.answer)) for step in steps])
    assert shapes[0] == shapes[1]
    assert [len(re.findall(r"^## ", text, re.MULTILINE)) for text in texts] == [11, 11]
    assert not any(re.search(r"^# ", text, re.MULTILINE) for text in texts)
