"""``ledstjarna new site``: a repository of one's own, in which nothing that was there is overwritten."""

from __future__ import annotations

import fnmatch
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from ledstjarna import __version__
from ledstjarna.__main__ import main
from ledstjarna.authoring.pins import pin_program, write_requirements
from ledstjarna.problems import OutsideError
from ledstjarna.theme_files import pinned_versions
from ledstjarna.validate.schema import KINDS
from tests.repositories import git
from tests.rows import each_row

HOSTS = ("github", "gitlab", "forgejo")
OF_HOSTS = {
    "github": {".github/workflows/review.yml", ".github/workflows/publish.yml", ".github/pull_request_template.md"},
    "gitlab": {".gitlab-ci.yml", ".gitlab/merge_request_templates/Default.md"},
    "forgejo": {".forgejo/workflows/review.yml", ".forgejo/workflows/publish.yml", ".forgejo/pull_request_template.md"},
}
OF_ALL = {
    *(".gitattributes", ".gitignore", ".ledstjarna.yml", "CODEOWNERS", "README.md", "requirements.txt", "site_config.yml"),
    *("content/accessibility.yml", "content/agencies/.gitkeep", "content/pages/en/about.md", "content/pages/sv/om.md"),
    *(".vscode/extensions.json", ".vscode/settings.json", *(f".vscode/schemas/{kind}.json" for kind in KINDS)),
}
NOBODY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def files_in(folder: Path) -> dict[str, bytes]:
    """All files but git's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts[:1]
    }


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A repository for every host, in both languages."""
    folder = tmp_path_factory.mktemp("whole")
    for language in ("sv", "en"):
        assert main(["new", "site", str(folder / language), "--host", "all", "--lang", language]) == 0
    return {language: folder / language for language in ("sv", "en")}


# --- what is made ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [(), ("github",), ("gitlab",), ("forgejo",), ("gitlab", "github"), ("all",), ("all", "gitlab")])
def test_a_site_has_the_files_of_its_hosts_and_no_others(chosen: tuple[str, ...], tmp_path: Path) -> None:
    assert main(["new", "site", "mal", *(word for host in chosen for word in ("--host", host))]) == 0
    hosts = HOSTS if "all" in chosen else chosen or ("github",)
    assert set(files_in(tmp_path / "mal")) == OF_ALL.union(*(OF_HOSTS[host] for host in hosts))


def test_a_host_that_is_not_known_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["new", "site", "mal", "--host", "gitlub"])
    told = capsys.readouterr().err
    assert "gitlub" in told
    assert "github, gitlab, " in told or "gitlab, github, " in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_file_can_be_read_in_its_format_and_ends_with_a_line(language: str, whole: dict[str, Path]) -> None:
    for name, data in files_in(whole[language]).items():
        text = data.decode("utf-8")
        assert "\r" not in text
        assert not text or (text.endswith("\n") and not text.endswith("\n\n")), name
        assert not re.search(r"[ \t]$", text, re.MULTILINE), name
        assert not re.search(r"\{%|\[\[ | \]\]|either\(", text), name
        if name.endswith((".yml", ".yaml")):
            assert yaml.safe_load(text) is not None or name == "content/accessibility.yml"
        elif name.endswith(".json"):
            json.loads(text)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_file_says_who_made_it_where_its_format_has_comments_and_all_have_a_fingerprint(
    language: str, whole: dict[str, Path]
) -> None:
    files = files_in(whole[language])
    listed = yaml.safe_load(files[".ledstjarna.yml"])
    assert {name: value for name, value in listed.items() if name != "files"} == {
        "version": __version__,
        "language": language,
        "hosts": list(HOSTS),
    }
    assert listed["files"] == {
        name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in files.items() if name != ".ledstjarna.yml"
    }
    made = f"Made by ledstjarna {__version__}"
    silent = {name for name, data in files.items() if data.decode("utf-8").splitlines()[:1] not in ([f"# {made}"], [f"<!-- {made} -->"])}
    assert silent == {
        name for name in files if name.endswith((".json", ".gitkeep")) or (name.startswith("content/") and name.endswith(".md"))
    }


def test_both_languages_have_the_same_files_and_neither_speaks_the_other(whole: dict[str, Path]) -> None:
    swedish, english = (files_in(whole[language]) for language in ("sv", "en"))
    assert set(swedish) == set(english)
    for name, data in english.items():
        if name not in (".gitignore", "site_config.yml", "content/pages/sv/om.md", "content/accessibility.yml"):
            assert not re.search("[åäöÅÄÖ]", data.decode("utf-8").replace("Ledstjärna", "")), name
            if name not in OF_ALL or name in ("README.md", "CODEOWNERS", ".gitattributes", "requirements.txt"):
                assert re.search("[åäö]", swedish[name].decode("utf-8").replace("Ledstjärna", "")), name


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_editor_finds_a_schema_for_each_kind_of_file(
    language: str, whole: dict[str, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(whole[language])
    settings = json.loads(Path(".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemaStore.enable"] is False
    schemas: dict[str, str] = settings["yaml.schemas"]
    assert list(schemas) == [f".vscode/schemas/{kind}.json" for kind in KINDS]
    capsys.readouterr()
    for kind in KINDS:
        assert main(["schema", kind]) == 0
        assert Path(f".vscode/schemas/{kind}.json").read_text(encoding="utf-8") == capsys.readouterr().out
    paths = {
        "agency": "content/agencies/exk/agency.yml",
        "plan": "content/agencies/exk/plans/exk-plan.yml",
        "goal": "content/agencies/exk/goals/exk-mal.yml",
        "outcomes": "content/agencies/exk/outcomes/exk-mal.yml",
        "finding": "content/agencies/exk/findings/exk-rapport.yml",
        "themes": "content/themes.yml",
        "accessibility": "content/accessibility.yml",
        "search": "content/search/sv.yml",
        "site_config": "site_config.yml",
    }
    for kind, path in paths.items():
        assert [name for name, glob in schemas.items() if fnmatch.fnmatch(path, glob)] == [f".vscode/schemas/{kind}.json"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_owners_of_code_are_nobody_until_names_are_written_and_goals_and_outcomes_are_apart(language: str, whole: dict[str, Path]) -> None:
    lines = (whole[language] / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(not line or line.startswith("#") for line in lines)
    used = [line.removeprefix("#").split() for line in lines if re.match(r"#\S", line)]
    assert all(len(words) == 2 and words[1].startswith("@") for words in used)
    owners: dict[str, str] = dict(used)
    assert owners["/content/agencies/*/goals/"] != owners["/content/agencies/*/outcomes/"]
    forgejo = {pattern: owner for pattern, owner in owners.items() if not pattern.startswith("/")}
    for path, has_other in (("content/agencies/a/goals/x.yml", True), ("content/agencies/a/outcomes/x.yml", False)):
        (owner,) = {owner for pattern, owner in forgejo.items() if re.fullmatch(pattern, path)}
        assert (owner == owners["/content/agencies/*/goals/"]) == has_other


def test_line_endings_stay_as_they_were_made(tmp_path: Path) -> None:
    assert main(["new", "site", "mal"]) == 0
    folder = tmp_path / "mal"
    before = files_in(folder)
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x")
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", "mal", "kopia")
    assert files_in(tmp_path / "kopia") == before


# --- what was there ----------------------------------------------------------------------------------------------------

THEIRS = {
    "README.md": "# Vårt\n",
    "LICENSE": "Vår\n",
    "CODEOWNERS": "* @vi\n",
    ".gitignore": "*.tmp\n",
    "requirements.txt": "annat==1\n",
    "annat/fil.txt": "vår\n",
    ".github/workflows/publish.yml": "name: Vårt\n",
    "content/agencies/exk/agency.yml": "name: {sv: Exk}\nkind: agency\n",
}


def put_theirs(folder: Path) -> None:
    for name, text in THEIRS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_lies_in_the_folder_is_kept_and_told_and_the_rest_is_made(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mal"
    put_theirs(folder)
    git(folder, "init", "--quiet", "--initial-branch=trunk")
    config = (folder / ".git" / "config").read_bytes()
    assert main(["new", "site", "mal", "--lang", language]) == 0
    told = capsys.readouterr().out
    after = files_in(folder)
    assert {name: after[name].decode("utf-8") for name in THEIRS} == THEIRS
    assert (folder / ".git" / "config").read_bytes() == config
    assert (folder / ".git" / "HEAD").read_text(encoding="utf-8") == "ref: refs/heads/trunk\n"
    kept = {"sv": "Det här fanns redan", "en": "This was there already"}[language]
    rows = told.partition(kept)[2].splitlines()[1:7]
    expected = [".github/workflows/publish.yml", ".gitignore", "CODEOWNERS", "README.md", "content/agencies", "requirements.txt"]
    assert [row.strip() for row in rows] == expected
    assert "  site/\n  .ledstjarna-*/\n" in told
    assert "trunk" in told
    assert "git branch -m main" in told
    listed = yaml.safe_load(after[".ledstjarna.yml"])["files"]
    assert not set(listed) & set(THEIRS)
    assert set(listed) == (OF_ALL | OF_HOSTS["github"] | {"LEDSTJARNA.md"}) - set(THEIRS) - {".ledstjarna.yml", "content/agencies/.gitkeep"}
    assert "LEDSTJARNA.md" in told


@pytest.mark.parametrize(
    ("there", "not_made"),
    [
        (".github/CODEOWNERS", "CODEOWNERS"),
        ("docs/CODEOWNERS", "CODEOWNERS"),
        ("README.rst", "README.md"),
        (".github/PULL_REQUEST_TEMPLATE.md", ".github/pull_request_template.md"),
        ("PULL_REQUEST_TEMPLATE.md", ".github/pull_request_template.md"),
    ],
)
def test_a_file_that_a_host_would_read_in_the_place_of_theirs_is_not_made(
    there: str, not_made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("vår\n", encoding="utf-8")
    assert main(["new", "site", "."]) == 0
    assert f"  {there}\n" in capsys.readouterr().out
    assert not (tmp_path / not_made).exists()


@pytest.mark.parametrize("there", ["site_config.yml", "site_config.yml -> nowhere"])
def test_a_folder_with_a_site_is_refused_and_left_as_it_was(there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_theirs(tmp_path / "mal")
    config = tmp_path / "mal" / "site_config.yml"
    config.symlink_to("nowhere") if "->" in there else config.write_text("site_name: x\n", encoding="utf-8")
    before = sorted((tmp_path / "mal").rglob("*"))
    assert main(["new", "site", "mal"]) == 2
    assert capsys.readouterr().err.splitlines()[0].endswith("(new_folder_in_use)")
    assert sorted((tmp_path / "mal").rglob("*")) == before


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fil").write_text("mitt", encoding="utf-8")
    assert main(["new", "site", "fil"]) == 2
    assert capsys.readouterr().err.splitlines()[0].endswith("(new_folder_is_file)")
    assert (tmp_path / "fil").read_text(encoding="utf-8") == "mitt"


def test_where_one_file_cannot_be_made_none_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mal").mkdir()
    (tmp_path / "mal" / ".vscode").write_text("en fil", encoding="utf-8")
    assert main(["new", "site", "mal"]) == 2
    assert "(disk" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mal").iterdir()] == [".vscode"]


# --- git ---------------------------------------------------------------------------------------------------------------


def commands_told(told: str) -> list[str]:
    return [line.strip() for line in told.splitlines() if line.startswith("  git ")]


@pytest.mark.parametrize("has_files", [False, True])
def test_the_first_commit_is_offered_and_its_two_commands_take_what_was_made_and_nothing_else(
    has_files: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mål & mått"
    if has_files:
        (folder / "annat").mkdir(parents=True)
        (folder / "annat" / "hemligt.txt").write_text("x", encoding="utf-8")
    assert main(["new", "site", str(folder)]) == 0
    commands = commands_told(capsys.readouterr().out)
    assert len(commands) == 2
    assert git(folder, "status", "--porcelain") != b""
    assert b"main" in git(folder, "symbolic-ref", "HEAD")
    assert git(folder, "rev-list", "--all", "--count").strip() == b"0"
    assert not (folder / ".git" / "hooks").exists()
    given = {**os.environ, **NOBODY, "GIT_CONFIG_GLOBAL": os.devnull}
    for command in commands:
        subprocess.run(["bash", "-c", command], cwd=folder, check=True, capture_output=True, env=given)
    assert git(folder, "log", "--format=%s").decode().strip() == f"Webbplatsen är gjord med ledstjarna {__version__}"
    kept = set(git(folder, "ls-files", "-z").decode().strip("\0").split("\0"))
    assert kept == set(files_in(folder)) - {"annat/hemligt.txt"}
    assert git(folder, "status", "--porcelain").decode() == ("?? annat/\n" if has_files else "")


def test_a_repository_above_is_told_and_none_is_made_inside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "annat.txt").write_text("x", encoding="utf-8")
    assert main(["new", "site", "mal"]) == 0
    told = capsys.readouterr().out
    assert tmp_path.resolve().as_posix() in told
    add, _ = commands_told(told)
    subprocess.run(["bash", "-c", add], cwd=tmp_path / "mal", check=True, capture_output=True)
    assert git(tmp_path, "status", "--porcelain").decode().splitlines()[-1] == "?? annat.txt"
    assert not (tmp_path / "mal" / ".git").exists()


def test_an_empty_repository_is_an_empty_folder_and_one_that_is_broken_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("tom", "trasig"):
        (tmp_path / name / ".git").mkdir(parents=True)
    (tmp_path / "trasig" / ".git" / "annat").write_text("x", encoding="utf-8")
    assert main(["new", "site", "tom"]) == 0
    assert (tmp_path / "tom" / ".git" / "HEAD").is_file()
    assert "  git add .\n" in capsys.readouterr().out
    assert main(["new", "site", "trasig"]) == 0
    assert commands_told(capsys.readouterr().out) == []
    assert [path.name for path in (tmp_path / "trasig" / ".git").iterdir()] == ["annat"]


def test_without_git_the_site_is_made_and_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda *_: None)
    assert main(["new", "site", "mal"]) == 0
    told = capsys.readouterr().out
    assert "Git finns inte" in told
    assert commands_told(told) == []
    assert set(files_in(tmp_path / "mal")) == OF_ALL | OF_HOSTS["github"]
    assert not (tmp_path / "mal" / ".git").exists()


def test_where_git_refuses_the_site_is_made_and_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> bytes:
        raise OutsideError("commit_unreadable", commit="HEAD", folder="mal")

    monkeypatch.setattr("ledstjarna.load.git.Git.run", refuse)
    assert main(["new", "site", "mal"]) == 0
    assert "Git kunde inte" in capsys.readouterr().out
    assert (tmp_path / "mal" / "site_config.yml").is_file()


def test_nothing_that_somebody_has_set_for_git_is_run_or_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = tmp_path / "mall" / "hooks" / "post-checkout"
    hook.parent.mkdir(parents=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/kord\n", encoding="utf-8")
    hook.chmod(0o755)
    (tmp_path / "gitconfig").write_text(f"[init]\n\ttemplateDir = {tmp_path}/mall\n\tdefaultBranch = annan\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(tmp_path / "mall"))
    assert main(["new", "site", "mal"]) == 0
    assert not (tmp_path / "mal" / ".git" / "hooks").exists()
    assert not (tmp_path / "kord").exists()
    assert "refs/heads/main" in (tmp_path / "mal" / ".git" / "HEAD").read_text(encoding="utf-8")


# --- the pinned tool ---------------------------------------------------------------------------------------------------

NAME = f"ledstjarna-{__version__}-py3-none-any.whl"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A wheel with nothing but its name in it."""
    path = tmp_path / "en mapp" / NAME
    path.parent.mkdir()
    info = f"ledstjarna-{__version__}.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: ledstjarna\nVersion: {__version__}\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", f"{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return path


def install_from(monkeypatch: pytest.MonkeyPatch, told: object) -> None:
    """As if the program had been installed so (PEP 610)."""
    text = told if told is None or isinstance(told, str) else json.dumps(told)
    monkeypatch.setattr("ledstjarna.authoring.pins.distribution", lambda _: SimpleNamespace(read_text=lambda _: text))


def tool_line(text: str) -> str:
    return next(line for line in text.splitlines() if line and not line.startswith("#"))


def pip(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps", "--no-index", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_wheel_is_taken_along_and_can_be_installed_by_its_hash_without_a_network(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
    install_from(monkeypatch, {"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": sha256}, "hash": f"sha256={sha256}"}})
    assert main(["new", "site", "mal"]) == 0
    assert (tmp_path / "mal" / "wheels" / NAME).read_bytes() == wheel.read_bytes()
    text = (tmp_path / "mal" / "requirements.txt").read_text(encoding="utf-8")
    assert tool_line(text) == f"./wheels/{NAME} --hash=sha256:{sha256}"
    assert text.endswith(pinned_versions().read_text(encoding="utf-8"))
    listed = yaml.safe_load((tmp_path / "mal" / ".ledstjarna.yml").read_text(encoding="utf-8"))["files"]
    assert listed[f"wheels/{NAME}"] == f"sha256:{sha256}"
    (tmp_path / "mal" / "one.txt").write_text(tool_line(text) + "\n", encoding="utf-8")
    words = ("--require-hashes", "--target", str(tmp_path / "there"), "-r", "one.txt")
    assert pip(*words, folder=tmp_path / "mal").returncode == 0
    (tmp_path / "mal" / "wheels" / NAME).write_bytes(wheel.read_bytes() + b"\0")
    assert "HASH" in pip(*words, "--upgrade", folder=tmp_path / "mal").stderr.upper()


def test_every_requirement_has_a_hash_or_none_has(monkeypatch: pytest.MonkeyPatch) -> None:
    for told in (
        {"url": "file:///x", "dir_info": {}},
        {"url": f"https://example.org/{NAME}", "archive_info": {"hash": "sha256=" + "a" * 64}},
    ):
        install_from(monkeypatch, told)
        pin = pin_program()
        text = write_requirements(pin, "sv")
        entries = re.sub(r" \\\n +", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).split("\n")
        wanted = [line for line in entries if line]
        assert len(wanted) > 20
        assert {" --hash=sha256:" in line for line in wanted} == {pin.has_hash}
        assert all(re.match(r"[a-zA-Z0-9_.-]+(==| @ https://)\S+", line) for line in wanted)


HASH = "0" * 63 + "1"
PLAIN = f"ledstjarna=={__version__}"
ORIGINS: dict[str, tuple[object, str, str]] = {
    "a folder": ({"url": "file:///x", "dir_info": {"editable": True}}, "folder", PLAIN),
    "a commit": ({"url": "https://x.example/y", "vcs_info": {"vcs": "git", "commit_id": "1"}}, "folder", PLAIN),
    "a wheel that is gone": (
        {"url": f"file:///x/{NAME}", "archive_info": {"hashes": {"sha256": HASH}}},
        "wheel_gone",
        f"{PLAIN} --hash=sha256:{HASH}",
    ),
    "a wheel that is gone, without a hash": ({"url": f"file:///x/{NAME}", "archive_info": {}}, "folder", PLAIN),
    "an older word for the hash": (
        {"url": f"file:///x/{NAME}", "archive_info": {"hash": f"sha256={HASH}"}},
        "wheel_gone",
        f"{PLAIN} --hash=sha256:{HASH}",
    ),
    "an address": (
        {"url": f"https://x.example/{NAME}", "archive_info": {"hash": f"sha256={HASH}"}},
        "address",
        f"ledstjarna @ https://x.example/{NAME} --hash=sha256:{HASH}",
    ),
    "an archive of the source": ({"url": "file:///x/ledstjarna-0.1.0.tar.gz", "archive_info": {"hash": f"sha256={HASH}"}}, "folder", PLAIN),
    "something else under that name": (
        {"url": "file:///x/..%2F..%2Fannat.whl", "archive_info": {"hash": f"sha256={HASH}"}},
        "folder",
        PLAIN,
    ),
    "a hash that is none": ({"url": f"file:///x/{NAME}", "archive_info": {"hash": "sha256=x --index-url=y"}}, "folder", PLAIN),
    "nonsense": ("{", "folder", PLAIN),
    "a list": ("[]", "folder", PLAIN),
}


@each_row("name", ORIGINS)
def test_what_is_pinned_follows_from_how_the_program_was_installed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told, origin, line = ORIGINS[name]
    install_from(monkeypatch, told)
    pin = pin_program()
    assert (pin.origin, pin.line, pin.wheel) == (origin, line, None)
    assert write_requirements(pin, "sv") != write_requirements(pin, "en")


def test_a_wheel_that_was_replaced_since_is_not_taken_along(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_from(monkeypatch, {"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": HASH}}})
    assert pin_program().origin == "wheel_gone"
    install_from(monkeypatch, {"url": wheel.as_uri(), "archive_info": {}})
    assert pin_program().line.endswith(hashlib.sha256(wheel.read_bytes()).hexdigest())


def test_what_comes_from_a_package_index_is_hashed_as_the_index_has_it(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_from(monkeypatch, None)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    pin = pin_program()
    assert (pin.origin, pin.line) == ("index_silent", PLAIN)
    monkeypatch.setenv("PIP_FIND_LINKS", wheel.parent.as_uri())
    pin = pin_program()
    assert (pin.origin, pin.line) == ("index", f"{PLAIN} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}")


def test_an_index_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: object, timeout: float, **__: object) -> None:
        assert timeout <= 30
        raise subprocess.TimeoutExpired("pip", timeout)

    install_from(monkeypatch, None)
    monkeypatch.setattr("ledstjarna.authoring.pins.subprocess.run", wait)
    assert pin_program().origin == "index_silent"
