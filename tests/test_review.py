"""What a branch would do to what is published, as stories: the review's words, and what ``check --against`` refuses."""

from __future__ import annotations

import contextlib
import html
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, TypedDict

import markdown
import pytest
import yaml

from ledstjarna.__main__ import main
from ledstjarna.model.guards import GUARDS
from ledstjarna.reports.markdown import MOST_SIGNS, escape
from tests.rows import each_row

CASES_FILE = Path(__file__).parent / "cases" / "review.yml"
CASES: dict[str, Any] = yaml.load(CASES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
AS_OF = ("--as-of", "2026-11-22")


class Story(TypedDict, total=False):
    """A case of review.yml."""

    name: str
    base: list[tuple[str, str, str]]
    move: dict[str, str]
    change: list[tuple[str, str, str]]
    write: dict[str, str | None]
    refused: list[str]
    first: str
    says: list[str]


STORIES: list[Story] = CASES["cases"]


def git(folder: Path, *words: str) -> str:
    who = {f"GIT_{role}_{what}": told for role in ("AUTHOR", "COMMITTER") for what, told in (("NAME", "A"), ("EMAIL", "a@example.se"))}
    around = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", *words], cwd=folder, env=around, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def change(folder: Path, rows: list[tuple[str, str, str]]) -> None:
    for name, old, new in rows:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        file.write_text(text.replace(old, new), encoding="utf-8")


def write(folder: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        file = folder / name
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site, on main; what is done next is done on a branch."""
    folder = tmp_path_factory.mktemp("published")
    git(folder, "init", "-q", "-b", "main")
    write(folder, CASES["base"])
    commit(folder, "published")
    git(folder, "checkout", "-q", "-b", "branch")
    return folder


def copy_site(published: Path, folder: Path) -> Path:
    """The site in a folder whose name has a space and letters of its own."""
    return shutil.copytree(published, folder / "kommunens mål")


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:
    return copy_site(published, tmp_path)


def make_branch(site: Path, story: Story) -> None:
    if story.get("base"):
        git(site, "checkout", "-q", "main")
        change(site, story["base"])
        commit(site, "published otherwise")
        git(site, "checkout", "-q", "-B", "branch")
    for old, new in story.get("move", {}).items():
        (site / old).rename(site / new)
    change(site, story.get("change", []))
    write(site, story.get("write", {}))


def run(site: Path, *words: str) -> tuple[int, str]:
    """The code that a command ends with, and all that it printed."""
    out = io.StringIO()
    before = Path.cwd()
    os.chdir(site)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = main([*words, *AS_OF])
    finally:
        os.chdir(before)
    return code, out.getvalue()


def refused(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if line.rpartition(" (")[2].rstrip(")") in GUARDS]


@each_row("story", STORIES, ids=lambda story: story["name"])
def test_a_branch_is_told_and_refused_word_for_word(story: Story, published: Path, tmp_path: Path) -> None:
    site = copy_site(published, tmp_path)
    make_branch(site, story)
    _, told = run(site, "review", "main", "--all")
    code, checked = run(site, "check", "--against", "main")
    assert told.splitlines()[0] == story["first"]
    for text in story.get("says", []):
        assert text in told
    assert (refused(checked) if code else []) == story["refused"]
    is_broken = any("hindrar att webbplatsen byggs" in text for text in story.get("says", []))
    assert code == (1 if story["refused"] or is_broken else 0)


def test_every_guard_has_a_story() -> None:
    told = {line.rpartition(" (")[2].rstrip(")") for story in STORIES for line in story["refused"]}
    assert told == set(GUARDS)


# --- what branches, merges and copies do ------------------------------------------------------------------------------

GOAL = "content/agencies/exk/goals/exk-nojda.yml"
OUTCOMES = "content/agencies/exk/outcomes/exk-nojda.yml"
LOWERED = [(GOAL, "value: 80", "value: 75")]


def test_what_others_have_published_since_is_not_taken_away_by_an_old_branch(site: Path) -> None:
    change(site, [(OUTCOMES, "outcomes:\n  nojda:\n", "outcomes:\n  nojda:\n    - {period: 2026, value: 81, published: 2026-11-20}\n")])
    commit(site, "proposed")
    git(site, "checkout", "-q", "main")
    write(site, {"content/agencies/exk/goals/exk-nytt.yml": "plan: exk-plan\ntitle: {sv: Nytt, en: New}\n"})
    commit(site, "published meanwhile")
    git(site, "checkout", "-q", "branch")
    assert refused(run(site, "check", "--against", "main")[1]) == []
    assert run(site, "review", "main")[1].splitlines()[0] == "Nöjda brukare: Resultatet för 2026 publicerades här: 81\u00a0%."


def test_what_is_done_and_undone_on_a_branch_is_nothing(site: Path) -> None:
    change(site, LOWERED)
    commit(site, "lowered")
    change(site, [(GOAL, "value: 75", "value: 80")])  # the milestone of 75 has become 80 too
    change(site, [(GOAL, "2025-12-31, value: 80", "2025-12-31, value: 75")])
    commit(site, "put back")
    assert run(site, "review", "main")[1].splitlines()[0] == "Inget som läsare ser ändras."


def test_a_commit_that_takes_back_a_published_one_is_told_as_what_it_does(site: Path) -> None:
    git(site, "checkout", "-q", "main")
    change(site, [(OUTCOMES, "outcomes:\n  nojda:\n", "outcomes:\n  nojda:\n    - {period: 2026, value: 81, published: 2026-11-20}\n")])
    published = commit(site, "published")
    git(site, "checkout", "-q", "-B", "branch")
    git(site, "revert", "--no-edit", published)
    [line] = refused(run(site, "check", "--against", "main")[1])
    assert line.startswith(f"{OUTCOMES}:3:5  Utfallet för 2026 i måttet nojda, 81, är publicerat men finns inte längre i filen.")


def test_a_branch_that_was_squashed_is_told_as_if_it_were_not_merged(site: Path) -> None:
    """Git knows nothing of it: the two have only what was there before in common. What is begun from main anew is told alone."""
    change(site, LOWERED)
    commit(site, "lowered")
    git(site, "checkout", "-q", "main")
    git(site, "merge", "--squash", "branch")
    commit(site, "squashed")
    git(site, "checkout", "-q", "branch")
    assert run(site, "review", "main")[1].startswith("Nöjda brukare: Målet sänktes")
    git(site, "checkout", "-q", "-B", "branch", "main")
    assert run(site, "review", "main")[1].startswith("Inget som läsare ser ändras.")


def test_the_review_of_a_commit_is_that_of_its_folder(site: Path) -> None:
    change(site, LOWERED)
    _, there = run(site, "review", "main")
    commit(site, "proposed")
    git(site, "checkout", "-q", "main")
    assert run(site, "review", "main", "branch") == (0, there)


def test_what_is_not_committed_yet_is_reviewed_too(site: Path) -> None:
    commit(site, "nothing")
    change(site, LOWERED)
    assert run(site, "review", "main")[1].startswith("Nöjda brukare: Målet sänktes")
    assert run(site, "review", "main", "branch")[1].startswith("Inget som läsare ser ändras.")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("review", "nowhere"), "review_unknown"),
        (("review", "main", "nowhere"), "review_unknown"),
        (("check", "--against", "nowhere"), "review_unknown"),
        (("check", "--against", ""), "review_unknown"),
        (("review", "unrelated"), "review_nothing_common"),
    ],
)
def test_what_cannot_be_compared_is_told_in_words(
    words: tuple[str, ...], code: str, site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(site, "checkout", "-q", "--orphan", "unrelated")
    commit(site, "another beginning")
    git(site, "checkout", "-q", "branch")
    monkeypatch.chdir(site)
    assert main([*words, *AS_OF]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert f"({code})" in told


def test_outside_a_repository_and_in_a_shallow_copy_it_is_told_why_not(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(site, "two")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", site.as_uri(), str(shallow))
    plain = tmp_path / "plain"
    shutil.copytree(site, plain, ignore=shutil.ignore_patterns(".git"))
    for folder, base, code in ((shallow, "origin/main", "review_nothing_common"), (plain, "main", "review_no_repository")):
        monkeypatch.chdir(folder)
        assert main(["review", base, *AS_OF]) == 2
        assert f"({code})" in capsys.readouterr().err


# --- where the site and its content lie -------------------------------------------------------------------------------


def refused_codes(site: Path, *words: str) -> list[str]:
    return [line.rpartition(" (")[2].rstrip(")") for line in refused(run(site, *words, "check", "--against", "main")[1])]


def test_a_site_that_moves_is_held_against_what_it_was(site: Path) -> None:
    (site / "webb").mkdir()
    for name in ("site_config.yml", "content"):
        git(site, "mv", name, f"webb/{name}")
    assert run(site / "webb", "review", "main")[1].startswith("Inget som läsare ser ändras.")
    change(site / "webb", LOWERED)
    assert refused_codes(site / "webb") == ["target_easier"]
    commit(site, "moved")
    assert run(site / "webb", "review", "main", "branch")[1].startswith("Nöjda brukare: Målet sänktes")


def test_another_site_in_the_same_repository_is_not_taken_for_one_that_moves(site: Path) -> None:
    shutil.copytree(site, site / "annan", ignore=shutil.ignore_patterns(".git"))
    assert "Målet publicerades här." in run(site / "annan", "review", "main")[1]


def test_settings_may_lie_in_another_repository_than_the_content(site: Path) -> None:
    other = site.parent / "webb"
    own = CASES["base"]["site_config.yml"] + f"    content: ../{site.name}/content\n    checks: {{outcome_overwritten: warning}}\n"
    other.mkdir()
    write(other, {"site_config.yml": own})
    assert run(other, "review", "main")[1].startswith("Inget som läsare ser ändras.")
    change(site, [*LOWERED, (OUTCOMES, "value: 74", "value: 79")])
    assert refused(run(other, "check", "--against", "main")[1])[0].endswith("(target_easier)")
    _, there = run(other, "review", "main", "--all")
    commit(site, "proposed")
    assert there == run(other, "review", "main", "branch", "--all")[1]
    assert "1 sak måste rättas först." in there


def test_content_that_becomes_a_link_is_held_against_what_it_was(site: Path) -> None:
    (site / "content").rename(site / "data")
    (site / "content").symlink_to("data")
    change(site, LOWERED)
    assert refused_codes(site) == ["target_easier"]
    commit(site, "linked")
    assert run(site, "review", "main", "branch")[1].startswith("Nöjda brukare: Målet sänktes")


def test_where_all_content_is_taken_away_each_goal_is_told(site: Path) -> None:
    shutil.rmtree(site / "content")
    assert refused_codes(site).count("goal_deleted") == 2


def test_a_language_that_is_taken_away_hides_nothing_and_edits_nothing(site: Path) -> None:
    for file in (site / "content").rglob("*.yml"):
        file.write_text(re.sub(r", en: [^,}]*(?=[,}])", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.rmtree(site / "content/pages/en")
    change(site, [("site_config.yml", "addresses:", "languages: [{code: sv, locale: sv_SE, name: Svenska}]\n    addresses:"), *LOWERED])
    assert refused_codes(site) == ["target_easier", "address_gone", "address_gone"]


@pytest.mark.parametrize("setting", ["git: false", "versions: false"])
def test_pages_of_earlier_versions_are_addresses_too(setting: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    off = [("site_config.yml", "addresses:", f"history: {{{setting}}}\n    addresses:")]
    git(site, "checkout", "-q", "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-10-01T12:00:00")
    git(site, "commit", "-q", "--amend", "--no-edit")
    git(site, "checkout", "-q", "-B", "branch")
    change(site, off)
    assert refused(run(site, "check", "--against", "main")[1]) == []  # no goal has an earlier version yet
    git(site, "checkout", "-q", "-f", "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-01T12:00:00")
    change(site, LOWERED)
    commit(site, "lowered")
    git(site, "checkout", "-q", "-B", "branch")
    change(site, off)
    [line] = refused(run(site, "check", "--against", "main")[1])
    assert re.match(r"site_config\.yml:4:\d+  Adressen /sv/mal/exk-nojda/2026-10-01/ är publicerad", line)


# --- how it is told ---------------------------------------------------------------------------------------------------


def add_goals(site: Path, many: int) -> None:
    """Goals that are published, each with an outcome."""
    for number in range(many):
        id, title = f"exk-m{number:02}", f"Mål nummer {number}"
        goal = CASES["base"]["content/agencies/exk/goals/exk-ledtid.yml"].replace("Kortare väntan", title)
        write(site, {f"content/agencies/exk/goals/{id}.yml": goal})
        write(
            site,
            {f"content/agencies/exk/outcomes/{id}.yml": "outcomes:\n  dagar:\n    - {period: 2024, value: 35, published: 2025-01-20}\n"},
        )


def test_forty_changed_goals_fit_on_a_screen_with_the_rest_folded_away(site: Path) -> None:
    git(site, "checkout", "-q", "main")
    add_goals(site, 40)
    commit(site, "published")
    git(site, "checkout", "-q", "-B", "branch")
    for number in range(40):
        change(
            site,
            [
                (
                    f"content/agencies/exk/outcomes/exk-m{number:02}.yml",
                    "dagar:\n",
                    "dagar:\n    - {period: 2025, value: 34, published: 2026-01-20}\n",
                )
            ],
        )
    change(site, LOWERED)
    _, told = run(site, "review", "main", "--format", "markdown")
    shown = re.sub(r"(?s)<details>\n<summary>(.*?)</summary>.*?</details>", r"\1", told)
    assert told.startswith("<!-- ledstjarna-review -->\n\n**Nöjda brukare: Målet sänktes från minst 80 % till minst 75 %.")
    assert "41 mål ändras." in told
    assert len([line for line in shown.splitlines() if line]) < 25
    assert told.count("**Mål nummer") == 40
    _, text = run(site, "review", "main")
    assert len(text.splitlines()) < 50
    assert "Alternativet --all visar allt." in text
    _, everything = run(site, "review", "main", "--all")
    assert everything.count("Mål nummer") == 40


HOSTILE = "@all #12 !3 GH-4 [a](b) `c` **d** ::error::e &lt; www.f.example $(touch g) | :tada: ~h _i_ 1"


def test_nothing_in_a_text_does_anything_in_a_comment_or_a_log(site: Path) -> None:
    change(site, [(GOAL, "sv: Nöjda brukare", f"sv: {json.dumps(HOSTILE)}")])
    _, comment = run(site, "review", "main", "--format", "markdown")
    drawn = markdown.markdown(comment.replace("<!-- ledstjarna-review -->", ""))
    text = html.unescape(re.sub(r"</?(?:p|ul|li|strong|code|h3|details|summary)>", "", drawn))
    assert HOSTILE in text.replace("\u200b", "")
    for sign in ("@all", "#12", "!3", "GH-4", "www.f", ":tada"):
        assert sign not in text
    _, log = run(site, "review", "main", "--format", "github")
    assert all(re.match(r"::(?:error|warning|notice) file=", line) for line in log.splitlines())
    assert [line for line in log.splitlines() if line.startswith("::error::")] == []


def test_no_name_of_a_file_does_anything_or_ends_a_review(site: Path) -> None:
    """Names that no console can show, end a line or are no UTF-8, of pages and of records."""
    names = ("a\n::stop-commands::x", "b\x1b[31m", os.fsdecode(b"c\xff"))
    change(site, LOWERED)
    for name in names:
        (site / f"content/pages/sv/{name}.md").write_text("# Hej\n", encoding="utf-8")
        shutil.copy(site / GOAL, site / f"content/agencies/exk/goals/{name}.yml")
    for words in (("review", "main", "--all"), ("check", "--against", "main")):
        for form in ("text", "json", "github", "gitlab", "sarif", *(["markdown"] if "--all" in words else [])):
            _, told = run(site, *words, "--format", form)
            assert "target_easier" in told or form == "markdown"
            assert "\x1b" not in told
            assert not re.search(r"(?m)^\s*::(?!error|warning|notice)", told)
            told.encode()


def test_no_figure_about_few_persons_is_told_of_the_file_either(site: Path) -> None:
    change(site, [(GOAL, "unit: percent", "unit: {sv: personer, en: persons}"), (OUTCOMES, "value: 74", "value: 3")])
    for words in (("review", "main", "--all"), ("check", "--against", "main")):
        _, told = run(site, *words)
        assert "färre än fem personer" in told
        assert re.findall(r"(?<![:.-])\b3\b(?!:)", told) == []


@pytest.mark.parametrize("title", ["::stop-commands::x", "##[error]x"])
def test_no_text_is_a_command_in_a_log(title: str, site: Path) -> None:
    change(site, [(GOAL, "sv: Nöjda brukare", f"sv: {json.dumps(title)}")])
    for words in (("review", "main", "--all"), ("check", "--against", "main")):
        assert not re.search(r"(?m)^\s*::|##\[", run(site, *words)[1])


def test_the_ends_of_lines_are_no_change(site: Path) -> None:
    for name in (GOAL, OUTCOMES, "content/pages/sv/om.md"):
        file = site / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert run(site, "review", "main")[1].startswith("Inget som läsare ser ändras.")


def test_of_a_part_that_is_too_long_for_a_comment_as_much_is_told_as_fits(site: Path) -> None:
    git(site, "checkout", "-q", "main")
    add_goals(site, 200)
    commit(site, "published")
    git(site, "checkout", "-q", "-B", "branch")
    for number in range(200):
        change(site, [(f"content/agencies/exk/goals/exk-m{number:02}.yml", "value: 30", "value: 40")])
    _, told = run(site, "review", "main", "--format", "markdown")
    assert 59_000 < len(told) <= MOST_SIGNS
    assert told.count("Målnivån för måttet dagar har blivit lättare att nå") > 100
    assert told.endswith("Resten får inte plats i en kommentar. Kommandot ledstjarna review med &#45;&#45;all visar allt.\n")


@each_row(
    ("text", "written"),
    [
        ("<script>alert(1)</script>", "&#60;script&#62;alert&#40;1&#41;&#60;/script&#62;"),
        ("<!-- ledstjarna-review -->", "&#60;&#33;&#45;&#45; ledstjarna&#45;review &#45;&#45;&#62;"),
        ("a\n\n/close\r- b", "a /close &#45; b"),
        ("https://x.example/@y", "https:&#8203;//x.example/@&#8203;y"),
        ("12. tolv", "12&#46; tolv"),
        ("75,5 % av 1 000", "75,5 % av 1 000"),
        ("x" * 700, "x" * 599 + "…"),
    ],
)
def test_a_text_is_nothing_but_text(text: str, written: str) -> None:
    assert escape(text) == written


def test_a_preview_is_linked_page_by_page(site: Path) -> None:
    change(site, LOWERED)
    _, comment = run(site, "review", "main", "--format", "markdown", "--preview", "https://preview.example/7/")
    assert "[**Nöjda brukare**](https://preview.example/7/sv/mal/exk-nojda/)" in comment
    assert "https://preview.example/7/sv/mal/exk-nojda/" in run(site, "review", "main", "--preview", "https://preview.example/7")[1]


def test_programs_get_the_same(site: Path) -> None:
    change(site, LOWERED)
    told = json.loads(run(site, "review", "main", "--format", "json")[1])
    assert told["headline"].startswith("Nöjda brukare: Målet sänktes")
    assert [part["group"] for part in told["parts"]][:2] == ["refused", "goalposts"]
    assert told["base"] == git(site, "rev-parse", "main")
    [line] = told["parts"][0]["lines"]
    assert (line["code"], line["file"], line["line"], line["page"]) == ("target_easier", GOAL, 12, None)


@pytest.mark.parametrize("command", [("check", "--against"), ("review",)])
def test_hosts_get_it_in_their_own_forms_with_paths_from_the_outermost_folder(command: tuple[str, ...], site: Path) -> None:
    inner = site / "webb"
    inner.mkdir()
    git(site, "checkout", "-q", "main")
    for name in ("site_config.yml", "content"):
        git(site, "mv", name, f"webb/{name}")
    commit(site, "moved")
    git(site, "checkout", "-q", "-B", "branch")
    change(inner, LOWERED)
    words = (*command, "main", "--format")
    _, log = run(inner, *words, "github")
    assert f"::error file=webb/{GOAL},line=12,col=15,title=target_easier::Målnivån för måttet nojda" in log
    quality = json.loads(run(inner, *words, "gitlab")[1])
    assert (quality[0]["check_name"], quality[0]["severity"], quality[0]["location"]) == (
        "target_easier",
        "critical",
        {"path": f"webb/{GOAL}", "lines": {"begin": 12}},
    )
    assert len({row["fingerprint"] for row in quality}) == len(quality)
    report = json.loads(run(inner, *words, "sarif")[1])
    found = report["runs"][0]["results"][0]
    assert (found["ruleId"], found["level"]) == ("target_easier", "error")
    assert found["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": f"webb/{GOAL}"},
        "region": {"startLine": 12, "startColumn": 15},
    }


def test_github_is_given_the_ten_gravest_of_each_sort_and_told_of_the_rest(site: Path) -> None:
    git(site, "checkout", "-q", "main")
    add_goals(site, 14)
    commit(site, "published")
    git(site, "checkout", "-q", "-B", "branch")
    for number in range(14):
        (site / f"content/agencies/exk/goals/exk-m{number:02}.yml").unlink()
        (site / f"content/agencies/exk/outcomes/exk-m{number:02}.yml").unlink()
    lines = run(site, "review", "main", "--format", "github")[1].splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert lines[0].startswith("::error ")
    assert re.fullmatch(r"Och \d+ till, som värden inte visar här\.", lines[-1])


def test_a_fault_outside_the_content_is_told_in_the_form_that_was_asked_for(site: Path) -> None:
    assert run(site, "check", "--against", "nowhere", "--format", "github")[1].startswith(
        "::error title=review_unknown::Det finns ingen gren"
    )


def test_errors_are_told_before_what_could_be_better(site: Path) -> None:
    change(site, LOWERED)
    code, told = run(site, "check", "--against", "main")
    assert code == 1
    assert told.splitlines()[0].endswith("(target_easier)")
    assert told.splitlines()[1].endswith("(finding_without_response)")
