"""The workflows of a new site: their commands are carried out here, against a repository with a proposal that means ill."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from ledstjarna.__main__ import main
from ledstjarna.reports.markdown import MARK
from ledstjarna.theme_files import theme_folder
from tests.repositories import git
from tests.rows import each_row
from tests.workflows import Runner

EVIL = "$(touch pwned) `touch pwned` ::error::x ::set-output name=a::b @all <!-- --> %s \\n 'a' \"b\" ${{ github.token }}; exit 1"
REVIEW = f"{MARK}\n\n## Vad som ändras\n\n{EVIL}\n"
BRANCH = "x$(touch${IFS}pwned)`touch`;-@all"
GOAL = "content/agencies/exk/goals/exk-mal.yml"
WORKFLOWS = {"github": ".github/workflows", "forgejo": ".forgejo/workflows"}
FILES = [f"{folder}/{name}.yml" for folder in WORKFLOWS.values() for name in ("review", "publish")]
# All that a host may fill in: numbers and hashes that it makes itself, names that only owners choose, and its token.
TRUSTED = {
    "github.event.pull_request.base.sha",
    "github.event.pull_request.head.sha",
    "github.event.pull_request.number",
    "github.run_id",
    "github.token",
    "runner.temp",
    "github.event.pull_request.head.repo.full_name == github.repository",
    "github.ref == 'refs/heads/main'",
    "!cancelled() && steps.install.outcome == 'success'",
    "!cancelled() && steps.build.outcome == 'success'",
    "always()",
    "steps.publish.outputs.page_url",
}


@dataclass(frozen=True)
class World:
    """A repository at a host, one's own copy, the proposal, and a machine that runs what the workflows say."""

    folder: Path
    base: str
    head: str

    @property
    def remote(self) -> Path:
        return self.folder / "remote.git"

    def workflow(self, host: str, name: str) -> Path:
        return self.folder / "mal" / WORKFLOWS[host] / f"{name}.yml"

    def runner(self, review: str | None = REVIEW) -> Runner:
        filled = {
            "github.event.pull_request.base.sha": self.base,
            "github.event.pull_request.head.sha": self.head,
            "github.event.pull_request.number": "7",
            "github.token": "t0ken",
        }
        runner = Runner(self.folder / "runner", filled)
        runner.prepare(review)
        return runner

    def fetch_proposal(self) -> Path:
        """The proposal as a host would merge it, with the whole history."""
        git(self.folder, "clone", "--quiet", str(self.remote), "merged")
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        git(self.folder / "merged", *who, "merge", "--quiet", "--no-ff", "--message", "x", self.head)
        return self.folder / "merged"

    def fetch_main(self) -> Path:
        """The branch main alone, as it was when the proposal was made."""
        git(self.folder, "clone", "--quiet", "--no-tags", "--single-branch", "--branch", "main", self.remote.as_uri(), "main")
        git(self.folder / "main", "checkout", "--quiet", "--detach", self.base)
        return self.folder / "main"

    def asked(self, program: str) -> list[list[Any]]:
        """What a stand-in was asked."""
        file = self.folder / "runner" / "asked.jsonl"
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
        return [row[1:] for row in rows if row[0] == program]

    def installed(self) -> list[str]:
        return (self.folder / "runner" / "installed").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "site", "mal", "--host", "all", "--lang", "en"]) == 0
    monkeypatch.chdir(tmp_path / "mal")
    for words in (["agency", "exk"], ["plan", "exk-plan"], ["goal", "exk-mal"], ["outcome", "exk-mal", "measure", "2024", "85"]):
        assert main(["new", *words]) == 0
    monkeypatch.chdir(tmp_path)
    site = tmp_path / "mal"
    for name, value in (("user.name", "Ada"), ("user.email", "ada@example.org")):
        git(site, "config", name, value)
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", "Första")
    git(tmp_path, "clone", "--quiet", "--bare", "mal", "remote.git")
    base = git(site, "rev-parse", "HEAD").decode().strip()
    git(site, "checkout", "--quiet", "-b", BRANCH)
    goal = (site / GOAL).read_text(encoding="utf-8")
    title = json.dumps(f"{EVIL}".replace("<!-- -->", ""), ensure_ascii=False)
    (site / GOAL).write_text(
        re.sub(r"^title: .*$", lambda _: f"title: {{sv: {title}, en: {title}}}", goal, flags=re.MULTILINE), encoding="utf-8"
    )
    (site / "json.py").write_text("open('pwned', 'w')\n", encoding="utf-8")
    (site / "requirements.txt").write_text("evil==1\n", encoding="utf-8")
    (site / "$(touch pwned).txt").write_text("::error::x\n", encoding="utf-8")
    git(site, "add", "--all")
    git(site, "commit", "--quiet", "--message", EVIL)
    git(site, "push", "--quiet", str(tmp_path / "remote.git"), f"HEAD:refs/heads/{BRANCH}")
    head = git(site, "rev-parse", "HEAD").decode().strip()
    git(site, "checkout", "--quiet", "main")
    yield World(tmp_path, base, head)
    assert not list(tmp_path.rglob("pwned"))


def comments(world: World) -> None:
    """Comments that are there: one that looks like ours by somebody else, and two that are ours."""
    told = [("mallory", MARK), ("github-actions[bot]", "Another"), ("forgejo-actions", "Another")]
    told += [(bot, f"{MARK}\nOld") for bot in ("github-actions[bot]", "forgejo-actions")]
    rows = [{"id": number, "user": {"login": login}, "body": body} for number, (login, body) in enumerate(told, start=1)]
    for name in ("gh", "curl"):
        (world.folder / "runner" / f"{name}.answer").write_text(json.dumps(rows), encoding="utf-8")


# --- what is run on a proposal -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["github", "forgejo"])
def test_the_proposal_is_checked_reviewed_and_built_as_a_preview(host: str, world: World) -> None:
    at = world.fetch_proposal()
    done = world.runner().run_job(world.workflow(host, "review"), "check", at)
    assert len(done) == 4, (world.folder / "runner" / "log").read_text(encoding="utf-8")
    assert world.installed() == ["-m pip install --disable-pip-version-check --require-hashes -r requirements.txt", str(at)]
    told = [words[:-1] for words in world.asked("ledstjarna")]
    assert sorted(told) == [
        ["build", "--preview", "--out", "site"],
        ["check", "--against", world.base, *(["--format", "github"] if host == "github" else [])],
        ["review", world.base, world.head, "--format", "markdown"],
    ]
    assert (world.folder / "runner" / "summary.md").read_text(encoding="utf-8") == REVIEW
    assert host == "github" or (at / "review.md").read_text(encoding="utf-8") == REVIEW
    assert world.asked("gh") == world.asked("curl") == []


@pytest.mark.parametrize("host", ["github", "forgejo"])
def test_a_proposal_that_is_refused_is_reviewed_and_can_be_looked_at_all_the_same(host: str, world: World) -> None:
    at, runner = world.fetch_proposal(), world.runner()
    program = runner.folder / "bin" / "ledstjarna"
    program.write_text(program.read_text(encoding="utf-8") + 'sys.exit(sys.argv[1] == "check")\n', encoding="utf-8")
    assert len(runner.run_job(world.workflow(host, "review"), "check", at)) == 3
    assert (world.folder / "runner" / "summary.md").read_text(encoding="utf-8") == REVIEW
    assert "build" in [words[0] for words in world.asked("ledstjarna")]


def test_nothing_is_reviewed_where_the_tool_could_not_be_installed(world: World) -> None:
    workflow = yaml.safe_load(world.workflow("github", "review").read_text(encoding="utf-8"))
    (review,) = (step for step in workflow["jobs"]["check"]["steps"] if "ledstjarna review" in step.get("run", ""))
    assert review["if"] == "${{ !cancelled() && steps.install.outcome == 'success' }}"
    (install,) = (step for step in workflow["jobs"]["check"]["steps"] if step.get("id") == "install")
    assert "pip install" in install["run"]


@pytest.mark.parametrize("is_there", [False, True])
def test_at_github_the_review_becomes_one_comment_written_by_what_main_has_installed(is_there: object, world: World) -> None:
    at, runner = world.fetch_main(), world.runner()
    if is_there:
        comments(world)
    assert len(runner.run_job(world.workflow("github", "review"), "comment", at)) == 4
    look, write = world.asked("gh")
    assert look[:3] == ["api", "--paginate", "repos/organisation/mal/issues/7/comments"]
    way = ["PATCH", "repos/organisation/mal/issues/comments/4"] if is_there else ["POST", "repos/organisation/mal/issues/7/comments"]
    assert write[:-2] == ["api", "--silent", "--method", *way, "--field"]
    assert list(write[-1].values()) == [REVIEW]
    check_that_nothing_was_taken_out(world, at)


@pytest.mark.parametrize("is_there", [False, True])
def test_at_forgejo_the_review_becomes_one_comment_written_by_what_main_has_installed(is_there: object, world: World) -> None:
    at, runner = world.fetch_main(), world.runner()
    (runner.folder / "curl.answer").write_text("[]", encoding="utf-8")
    if is_there:
        comments(world)
    log = runner.folder / "log"
    assert len(runner.run_job(world.workflow("forgejo", "review"), "comment", at)) == 4, log.read_text(encoding="utf-8")
    look, write = world.asked("curl")
    api = "https://host.example/api/v1/repos/organisation/mal/issues"
    careful = ["--fail", "--silent", "--show-error", "--header", "Authorization: token t0ken", "--header", "Content-Type: application/json"]
    assert look[:-1] == [*careful, f"{api}/7/comments"]
    assert write[:10] == [*careful, "--output", "/dev/null", "--request"]
    assert [write[10], write[-2]] == (["PATCH", f"{api}/comments/5"] if is_there else ["POST", f"{api}/7/comments"])
    assert [json.loads(text) for text in write[-1].values()] == [{"body": REVIEW}]
    check_that_nothing_was_taken_out(world, at)


def check_that_nothing_was_taken_out(world: World, at: Path) -> None:
    """The proposal is there as objects alone, and what is installed is what main says."""
    assert git(at, "rev-parse", "HEAD").decode().strip() == world.base
    assert git(at, "status", "--porcelain") == b""
    assert git(at, "cat-file", "-t", world.head) == b"commit\n"
    assert b"evil" not in (at / "requirements.txt").read_bytes()
    assert world.installed() == ["-m pip install --disable-pip-version-check --require-hashes -r requirements.txt", str(at)]
    assert [words[:-1] for words in world.asked("ledstjarna")] == [["review", world.base, world.head, "--format", "markdown"]]


def test_at_gitlab_the_review_and_the_quality_report_are_files_of_the_run(world: World) -> None:
    at, runner = world.fetch_proposal(), world.runner()
    given = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": world.base, "CI_COMMIT_SHA": world.head, "CI_MERGE_REQUEST_TITLE": EVIL}
    assert runner.run_script(world.folder / "mal" / ".gitlab-ci.yml", "check", at, given) == 0
    assert (at / "review.md").read_text(encoding="utf-8") == REVIEW
    assert (at / "gl-code-quality-report.json").is_file()
    assert [words[:-1] for words in world.asked("ledstjarna")] == [
        ["review", world.base, world.head, "--format", "markdown"],
        ["check", "--against", world.base, "--format", "gitlab"],
        ["build", "--preview", "--out", "site"],
    ]


@pytest.mark.parametrize("host", ["github", "gitlab", "forgejo"])
def test_the_program_itself_checks_reviews_and_builds_the_proposal(host: str, world: World) -> None:
    at, runner = world.fetch_proposal(), world.runner(None)
    log = runner.folder / "log"
    if host == "gitlab":
        given = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": world.base, "CI_COMMIT_SHA": world.head}
        assert runner.run_script(world.folder / "mal" / ".gitlab-ci.yml", "check", at, given) == 0, log.read_text(encoding="utf-8")
        review = (at / "review.md").read_text(encoding="utf-8")
        assert isinstance(json.loads((at / "gl-code-quality-report.json").read_text(encoding="utf-8")), list)
    else:
        done = runner.run_job(world.workflow(host, "review"), "check", at)
        assert len(done) == 4, log.read_text(encoding="utf-8")
        review = (runner.folder / "summary.md").read_text(encoding="utf-8")
    assert review.startswith(MARK)
    assert "Disallow: /\n" in (at / "site" / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("host", ["github", "forgejo"])
def test_the_program_itself_reviews_a_proposal_that_it_has_as_objects_alone(host: str, world: World) -> None:
    at, runner = world.fetch_main(), world.runner(None)
    (runner.folder / "curl.answer").write_text("[]", encoding="utf-8")
    done = runner.run_job(world.workflow(host, "review"), "comment", at)
    assert len(done) == 4, (runner.folder / "log").read_text(encoding="utf-8")
    (text,) = world.asked("gh" if host == "github" else "curl")[1][-1].values()
    assert (text if host == "github" else json.loads(text)["body"]).startswith(MARK)


# --- what is run on main -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["github", "gitlab", "forgejo"])
def test_what_is_approved_is_checked_and_built_by_the_program_itself(host: str, world: World) -> None:
    at, runner = world.fetch_main(), world.runner(None)
    if host == "gitlab":
        assert runner.run_script(world.folder / "mal" / ".gitlab-ci.yml", "pages", at, {}) == 0
    else:
        assert len(runner.run_job(world.workflow(host, "publish"), "build" if host == "github" else "publish", at)) == 3
    site = at / ("public" if host == "gitlab" else "site")
    assert (site / "en" / "goals" / "exk-mal" / "index.html").is_file()
    assert "Disallow" not in (site / "robots.txt").read_text(encoding="utf-8")


def publish_once_more(host: str, world: World, run: int) -> dict[str, bytes]:
    """What a host publishes of a fresh copy of main, on a fresh machine, with no more than what it has kept. Two runs have one outcome."""
    shutil.rmtree(world.folder / "main", ignore_errors=True)
    at = world.fetch_main()
    outcomes = at / "content/agencies/exk/outcomes/exk-mal.yml"
    outcomes.write_text(outcomes.read_text(encoding="utf-8").replace("value: 85", f"value: {run // 2 + 60}"), encoding="utf-8")
    shutil.rmtree(world.folder / "runner", ignore_errors=True)
    runner = Runner(world.folder / "runner", run=run)
    runner.prepare()
    if host == "gitlab":
        assert runner.run_script(world.folder / "mal" / ".gitlab-ci.yml", "pages", at, {}) == 0
    else:
        assert len(runner.run_job(world.workflow(host, "publish"), "build" if host == "github" else "publish", at)) == 3
    site = at / ("public" if host == "gitlab" else "site")
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("host", ["github", "gitlab", "forgejo"])
def test_a_second_run_with_what_was_kept_writes_only_what_changed(host: str, world: World) -> None:
    log = world.folder / "runner" / "log"

    def counts() -> tuple[int, ...]:
        (line,) = re.findall(r"files: (\d+) written, (\d+) unchanged[.,]", log.read_text(encoding="utf-8"))
        return tuple(map(int, line))

    first = publish_once_more(host, world, 2)
    assert counts() == (len(first) - 1, 0)
    assert publish_once_more(host, world, 3) == first
    assert counts() == (0, len(first) - 1)
    changed = publish_once_more(host, world, 4)
    assert 0 < counts()[0] < counts()[1]
    shutil.rmtree(world.folder / "kept")
    assert publish_once_more(host, world, 5) == changed
    assert counts() == (len(changed) - 1, 0)


@pytest.mark.parametrize("host", ["github", "gitlab", "forgejo"])
def test_what_has_problems_is_not_built(host: str, world: World) -> None:
    at, runner = world.fetch_main(), world.runner(None)
    goal = at / GOAL
    goal.write_text(goal.read_text(encoding="utf-8").replace("unit: percent", "unit: procent"), encoding="utf-8")
    if host == "gitlab":
        assert runner.run_script(world.folder / "mal" / ".gitlab-ci.yml", "pages", at, {}) == 1
    else:
        assert len(runner.run_job(world.workflow(host, "publish"), "build" if host == "github" else "publish", at)) == 1
    assert not (at / "site").exists()
    assert not (at / "public").exists()


# --- what the files say ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files") / "mal"
    assert main(["new", "site", str(folder), "--host", "all"]) == 0
    return folder


def steps_of(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@each_row("name", FILES)
def test_a_workflow_may_do_what_it_needs_and_nothing_more(name: str, site: Path) -> None:
    text = (site / name).read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    events = set(workflow[True])  # `on`, as YAML 1.1 reads it
    assert events == ({"pull_request"} if "review" in name else {"push", "schedule", "workflow_dispatch"})
    assert workflow["permissions"] == {}
    reads = {"contents": "read"}
    rights = {job: given["permissions"] for job, given in workflow["jobs"].items()}
    if "review" in name:
        assert rights == {"check": reads, "comment": {**reads, "pull-requests": "write"}}
        assert "needs" not in workflow["jobs"]["comment"], "what is refused is commented on too"
        assert workflow["jobs"]["comment"]["if"] == "${{ github.event.pull_request.head.repo.full_name == github.repository }}"
        assert workflow[True]["pull_request"] == {"branches": ["main"]}
    elif name.startswith(".github"):
        assert rights == {"build": reads, "publish": {"pages": "write", "id-token": "write"}}
    else:
        assert rights == {"publish": reads}
    used = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    assert "secrets" not in used
    assert set(re.findall(r"\$\{\{ *(.*?) *\}\}", used)) <= TRUSTED
    token = [step for step in steps_of(workflow) if "github.token" in str(step)]
    assert [step is workflow["jobs"]["comment"]["steps"][-1] for step in token] == ([True] if "review" in name else [])
    assert not any("${{" in step.get("run", "") for step in steps_of(workflow))


@each_row("name", FILES)
def test_what_a_workflow_uses_is_pinned_by_its_full_hash_and_tells_its_version(name: str, site: Path) -> None:
    text = (site / name).read_text(encoding="utf-8")
    used = re.findall(r"^ +uses: (.*)$", text, flags=re.MULTILINE)
    assert used
    for line in used:
        assert re.fullmatch(r"(https://data\.forgejo\.org/)?actions/[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
        assert line.startswith("https://") == name.startswith(".forgejo")
    for step in steps_of(yaml.safe_load(text)):
        if "/checkout@" in step.get("uses", ""):
            assert step["with"]["fetch-depth"] == 0
            assert step["with"]["persist-credentials"] is False
            assert step["with"].get("ref", "${{ github.event.pull_request.base.sha }}") == "${{ github.event.pull_request.base.sha }}"


def test_a_proposal_reads_what_main_has_kept_and_keeps_nothing(site: Path) -> None:
    for folder in WORKFLOWS.values():
        kept, read = (
            [
                step
                for step in steps_of(yaml.safe_load((site / folder / name).read_text(encoding="utf-8")))
                if "/cache" in step.get("uses", "")
            ]
            for name in ("publish.yml", "review.yml")
        )
        assert [(step["with"]["path"], step["with"]["key"]) for step in kept] == [
            ("site/", "site-main-${{ github.run_id }}"),
            ("${{ runner.temp }}/ledstjarna", "memory-main-${{ github.run_id }}"),
        ]
        assert [step["with"]["restore-keys"] for step in kept] == ["site-main-", "memory-main-"]
        assert all("/cache@" in step["uses"] for step in kept)
        (step,) = read
        assert "/cache/restore@" in step["uses"]
        assert (step["with"]["path"], step["with"]["restore-keys"]) == ("${{ runner.temp }}/ledstjarna", "memory-main-")
        jobs = yaml.safe_load((site / folder / "review.yml").read_text(encoding="utf-8"))["jobs"]
        assert step not in jobs["comment"]["steps"]
    told = yaml.safe_load((site / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert [name for name, job in told.items() if isinstance(job, dict) and "cache" in job] == ["pages"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_guide_shows_the_steps_that_keep_folders_as_the_workflow_has_them(language: str, tmp_path: Path) -> None:
    assert main(["new", "site", str(tmp_path / "mal"), "--host", "github", "--lang", language]) == 0
    workflow = yaml.safe_load((tmp_path / "mal" / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    guide = (theme_folder() / "guide" / f"install.{language}.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", guide, flags=re.MULTILINE | re.DOTALL)
    assert yaml.safe_load(shown) == [step for step in steps_of(workflow) if "/cache@" in step.get("uses", "")]


def test_a_folder_of_what_is_remembered_that_comes_out_of_git_is_refused_at_gitlab(world: World) -> None:
    at, runner = world.fetch_main(), world.runner()
    (at / ".kept").mkdir()
    (at / ".kept" / "templates").write_text("evil", encoding="utf-8")
    git(at, "add", "--force", ".kept")
    assert runner.run_script(world.folder / "mal" / ".gitlab-ci.yml", "pages", at, {}) != 0
    assert world.asked("ledstjarna") == []


def test_only_the_base_is_taken_out_where_something_may_be_written(site: Path) -> None:
    for folder in WORKFLOWS.values():
        workflow = yaml.safe_load((site / folder / "review.yml").read_text(encoding="utf-8"))
        refs = [step["with"].get("ref") for step in workflow["jobs"]["comment"]["steps"] if "/checkout@" in step.get("uses", "")]
        assert refs == ["${{ github.event.pull_request.base.sha }}"]
        assert not [step for step in workflow["jobs"]["comment"]["steps"] if "artifact" in step.get("uses", "")]


def test_the_step_that_sends_the_site_from_forgejo_can_be_used_as_it_stands(site: Path) -> None:
    text = (site / ".forgejo/workflows/publish.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(
        re.sub(r"^      #(-| )", r"      \1", re.sub(r"^      # .*\n", "", text, flags=re.MULTILINE, count=3), flags=re.MULTILINE)
    )
    step = workflow["jobs"]["publish"]["steps"][-1]
    assert set(step["env"]) == {"KEY", "KNOWN_HOSTS"}
    assert "rsync" in step["run"]
    assert "${{" not in step["run"]


def test_gitlab_keeps_a_review_apart_from_what_is_published(site: Path) -> None:
    told = yaml.safe_load((site / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert told["variables"] == {"GIT_DEPTH": 0}
    assert told["check"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert told["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert told["pages"]["artifacts"]["paths"] == ["public"]
    assert re.fullmatch(r"[\w -]+", told["check"]["artifacts"]["expose_as"], flags=re.ASCII)
