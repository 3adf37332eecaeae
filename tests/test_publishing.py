"""From an empty folder to a published proposal, in both languages: what a communications officer and her hosts do, with the same commands.

A site is made, two bodies, a plan and six goals; it lies at a host, which a bare repository stands for. A branch is proposed, refused, put
right, reviewed, merged and published; the workflows' own commands do the host's part.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledstjarna.__main__ import main
from tests.repositories import git
from tests.workflows import Runner

WORKFLOWS = ".github/workflows"
WORDS = {
    "sv": {
        "measure": "matt",
        "goal": "sv/mal/exk-mal-1/index.html",
        "lowered": "**Mål 1: Målet sänktes från minst 90 % till minst 80 %.",
        "heading": "### Det som ingen bör missa",
        "moved": "Målet sänktes från minst 90",
        "reason": "Enkäten blev svårare.",
        "event": "Enkäten blev svårare.",
    },
    "en": {
        "measure": "measure",
        "goal": "en/goals/exk-mal-1/index.html",
        "lowered": "**Goal 1: The target was lowered from at least 90% to at least 80%.",
        "heading": "### What nobody should miss",
        "moved": "The target was lowered from at least 90%",
        "reason": "The survey became harder.",
        "event": "The survey became harder.",
    },
}


class Host:
    """A host of repositories, and the officer's own copy."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.own, self.remote = folder, folder / "kommunens mål", folder / "värd.git"
        self._many = 0

    def commit(self, message: str) -> str:
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
        git(self.own, "add", "--all")
        git(self.own, *who, "commit", "--quiet", "--message", message)
        return git(self.own, "rev-parse", "HEAD").decode().strip()

    def push(self, branch: str) -> None:
        git(self.own, "push", "--quiet", str(self.remote), f"HEAD:refs/heads/{branch}")

    def take_out(self, commit: str, *, merged_with: str | None = None) -> Path:
        """What a job finds: a commit with its whole history, merged with another as a proposal is."""
        self._many += 1
        at = self.folder / f"job-{self._many}"
        git(self.folder, "clone", "--quiet", self.remote.as_uri(), str(at))
        git(at, "checkout", "--quiet", "--detach", commit)
        if merged_with:
            git(at, "-c", "user.name=Värd", "-c", "user.email=v@example.org", "merge", "--quiet", "--no-ff", "--message", "x", merged_with)
        return at

    def runner(self, base: str = "", head: str = "") -> Runner:
        filled = {
            "github.event.pull_request.base.sha": base,
            "github.event.pull_request.head.sha": head,
            "github.event.pull_request.number": "1",
            "github.token": "t0ken",
        }
        runner = Runner(self.folder / f"runner-{self._many}-{head[:7]}", filled)
        runner.prepare()
        return runner

    def workflow(self, name: str) -> Path:
        return self.own / WORKFLOWS / f"{name}.yml"

    def publish(self) -> Path:
        """What the host publishes of main."""
        at = self.take_out("origin/main")
        runner = self.runner()
        done = runner.run_job(self.workflow("publish"), "build", at)
        assert len(done) == 3, (runner.folder / "log").read_text(encoding="utf-8")
        return at / "site"

    def review(self, base: str, head: str) -> tuple[str, Path, list[str]]:
        """What the host says of a proposal, where it lies merged, and what was carried out."""
        at = self.take_out(base, merged_with=head)
        runner = self.runner(base, head)
        done = runner.run_job(self.workflow("review"), "check", at)
        return (runner.folder / "summary.md").read_text(encoding="utf-8"), at, done


def make_site(host: Host, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new site with two bodies, a plan, six goals and an outcome."""
    measure = WORDS[language]["measure"]
    host.folder.mkdir(exist_ok=True)
    assert main(["new", "site", str(host.own), "--lang", language]) == 0
    monkeypatch.chdir(host.own)
    for words in (
        ["agency", "exk", "--kind", "municipality", "--sv", "Exempelkommun", "--en", "Exampletown"],
        ["agency", "exk-namnd", "--kind", "committee", "--parent", "exk", "--sv", "Nämnden", "--en", "The committee"],
        ["plan", "exk-plan", "--agency", "exk", "--sv", "Planen", "--en", "The plan"],
        *(["goal", f"exk-mal-{n}", "--plan", "exk-plan", "--sv", f"Mål {n}", "--en", f"Goal {n}"] for n in range(1, 7)),
        ["outcome", "exk-mal-1", measure, "2024", "85", "--published", "2025-02-01"],
    ):
        assert main(["new", *words]) == 0
    goal = host.own / "content/agencies/exk/goals/exk-mal-1.yml"
    text = goal.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^( +)#targets: .*$", r"\1targets: [{kind: at_least, value: 90, by: 2030-12-31}]", text, count=1)
    goal.write_text(text, encoding="utf-8")
    host.commit("first")
    git(host.folder, "clone", "--quiet", "--bare", str(host.own), str(host.remote))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_from_an_empty_folder_to_a_published_proposal(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words, host = WORDS[language], Host(tmp_path)
    make_site(host, language, monkeypatch)
    first = host.publish()
    assert words["moved"] not in (first / words["goal"]).read_text(encoding="utf-8").replace("\u00a0", " ")

    base = git(host.own, "rev-parse", "HEAD").decode().strip()
    git(host.own, "checkout", "--quiet", "-b", "proposal")
    goal = host.own / "content/agencies/exk/goals/exk-mal-1.yml"
    goal.write_text(goal.read_text(encoding="utf-8").replace("at_least, value: 90", "at_least, value: 80"), encoding="utf-8")
    assert main(["new", "outcome", "exk-mal-1", words["measure"], "2025", "81", "--published", "2026-02-01"]) == 0
    refused = host.commit("lowered")
    host.push("proposal")

    told, at, done = host.review(base, refused)
    assert len(done) == 3, "the check refuses, the rest is done all the same"
    assert told.replace("\u00a0", " ").splitlines()[2].startswith(words["lowered"])
    assert words["heading"] in told
    preview = (at / "site" / words["goal"]).read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in preview

    text = goal.read_text(encoding="utf-8")
    event = f'events: [{{date: 2026-02-01, kind: target_changed, about: {words["measure"]}, text: {{{language}: "{words["event"]}"}}}}]'
    goal.write_text(re.sub(r"(?m)^#events:.*$", event, text, count=1), encoding="utf-8")
    assert event in goal.read_text(encoding="utf-8")
    head = host.commit("with a reason")
    host.push("proposal")
    told, _, done = host.review(base, head)
    assert len(done) == 4
    assert words["reason"] in told

    git(host.own, "checkout", "--quiet", "main")
    git(
        host.own,
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.org",
        "merge",
        "--quiet",
        "--no-ff",
        "--message",
        "merged",
        "proposal",
    )
    host.push("main")
    page = (host.publish() / words["goal"]).read_text(encoding="utf-8").replace("\u00a0", " ")
    assert words["moved"] in page
    assert words["reason"] in page
    assert "noindex" not in page
