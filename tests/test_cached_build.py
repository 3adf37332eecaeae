"""Changes come in; a build from the cache is byte for byte one from nothing, and writes no more than has changed."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledstjarna import cache, inputs, interface, site_check, site_parts
from ledstjarna.load.source import FolderSource
from ledstjarna.memory import kept, last_build, made_of
from ledstjarna.memory.last_build import Built
from ledstjarna.publish import pictures, shared
from ledstjarna.share.draw import draw_picture
from ledstjarna.theme_files import theme_folder
from ledstjarna.words import voice
from tests.changing import CHANGES, OTHER, SMALL, ChangingSite, change_state, compare, read_beginning, read_bytes
from tests.repositories import git

GOAL = "content/agencies/exk-kommun/goals/exk-budget.yml"
PAGE = "en/goals/exk-budget/index.html"


@pytest.fixture(scope="module", autouse=True)
def small_batches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Goals of one body lie in several batches, the cache is this module's own, and what was saved is old at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_parts, "LARGEST_BATCH", 4)
        patch.setattr(kept, "_TOO_YOUNG", 0)
        patch.setattr(last_build, "_TOO_YOUNG", 0)
        patch.setenv(cache.FOLDER, str(tmp_path_factory.mktemp("cache")))
        # What is drawn of the same is the same (tests/test_share_images.py), and takes half the time of a small site.
        patch.setattr(pictures, "draw_picture", functools.lru_cache(maxsize=512)(draw_picture))
        yield


@pytest.fixture
def site(tmp_path: Path) -> ChangingSite:
    """A small site that was built once."""
    return make_site(tmp_path)


def make_site(folder: Path, *roots: Path) -> ChangingSite:
    site = ChangingSite(folder)
    site.write(read_beginning(*roots or (SMALL,)))
    built = site.build()
    assert isinstance(built, Built)
    assert built.written > 100
    return site


def test_a_build_from_the_cache_equals_one_from_nothing_whatever_has_changed(tmp_path: Path) -> None:
    site, broken = make_site(tmp_path, SMALL, OTHER), dict[str, list[str]]()
    state = dict(site.state)
    for number, (name, change) in enumerate(CHANGES.items()):
        before, seen, asked = dict(state), read_bytes(site.output), site.asked
        site.asked = change.get("asked", site.asked)
        has_changed = change_state(state, change) or site.asked != asked
        site.write(state)
        # A build from nothing after each second change sees what the one before it left wrong too.
        is_compared = number % 2 or "refused" in change or "rewrites" in change
        found = site.differences() if is_compared else []
        site.built = site.built if is_compared else site.build()
        if has_changed == (name == "nothing is changed") or isinstance(site.built, list) != ("refused" in change):
            found.append(f"refused or without effect: {site.built}")
        if "rewrites" in change:
            rewritten = compare(read_bytes(site.output), seen)
            found += [f"rewritten: {file}" for file in rewritten if not any(fnmatch(file, pattern) for pattern in change["rewrites"])]
        if found:
            broken[name] = found
            site.build(from_nothing=True)
        if "refused" in change:
            state = before
            site.write(state)
    assert broken == {}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> ChangingSite:
    return make_site(tmp_path_factory.mktemp("large"), SMALL, OTHER)


LISTED = [name for name, change in CHANGES.items() if "refused" not in change]


@settings(max_examples=4, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sets(st.sampled_from(LISTED), min_size=1, max_size=6), st.sampled_from([0, 2])), min_size=2, max_size=4))
def test_any_changes_in_any_order_lead_to_the_same_bytes(large: ChangingSite, steps: list[tuple[set[str], int]]) -> None:
    chosen: set[str] = set()
    for names, large.jobs in steps:
        chosen ^= names
        state, large.asked = read_beginning(), {}
        for name in (name for name in LISTED if name in chosen):
            change_state(state, CHANGES[name])
            large.asked = CHANGES[name].get("asked", large.asked)
        large.write(state)
        large.build()
    assert large.differences() == []


# --- what is done to the site that was built ---------------------------------------------------------------------------


def edit_by_hand(site: ChangingSite) -> None:
    page = site.output / PAGE
    page.write_bytes(page.read_bytes()[:-2] + b"x\n")


def touch(site: ChangingSite) -> None:
    for path in site.output.rglob("*"):
        os.utime(path, ns=(0, 1_600_000_000_000_000_000))


BY_HAND: dict[str, Callable[[ChangingSite], None]] = {
    "a file is gone": lambda site: (site.output / PAGE).unlink(),
    "a file of the data is gone": lambda site: (site.output / "data/goals.json").unlink(),
    "a file is edited": edit_by_hand,
    "files are touched": touch,
    "a folder is gone": lambda site: shutil.rmtree(site.output / "en"),
    "the site is gone": lambda site: shutil.rmtree(site.output),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_what_was_done_by_hand_to_the_site_is_undone(site: ChangingSite, name: str) -> None:
    BY_HAND[name](site)
    assert site.differences() == []


def test_an_edit_that_the_disk_does_not_tell_of_is_seen_where_all_is_read(site: ChangingSite) -> None:
    page = site.output / PAGE
    about = page.stat()
    edit_by_hand(site)
    os.utime(page, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert isinstance(site.build(read_all=True), Built)
    assert site.differences() == []


def test_a_file_of_somebody_elses_stays(site: ChangingSite) -> None:
    (site.output / "CNAME").write_text("example.org")
    assert site.differences() == ["CNAME"]


# --- how files are saved -----------------------------------------------------------------------------------------------


def save(site: ChangingSite, old: str, new: str) -> None:
    """Save the goal in its place, at the time that it had before."""
    path = site.folder / GOAL
    about = path.stat()
    assert len(old) == len(new)
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def test_a_file_that_was_saved_twice_in_a_moment_is_read_again(site: ChangingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (kept, last_build):
        monkeypatch.setattr(module, "_TOO_YOUNG", 10**19)
    monkeypatch.setattr(FolderSource, "stamp", lambda *_: (1, 1, 1, 1))
    assert site.differences() == []
    save(site, "A budget that lasts", "A budget that stays")
    assert site.differences() == []


def test_a_file_whose_time_was_set_back_is_read_again(site: ChangingSite) -> None:
    save(site, "A budget that lasts", "A budget that stays")
    assert site.differences() == []
    assert b"A budget that stays" in (site.output / PAGE).read_bytes()


def test_a_goal_that_was_saved_while_it_was_read_is_not_believed(site: ChangingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = kept.Memory.look_at

    def look(self: kept.Memory, *given: Any, **named: Any) -> Any:
        found = looked(self, *given, **named)
        save(site, "A budget that lasts", "A budget that stays")
        return found

    (site.folder / GOAL).write_bytes((site.folder / GOAL).read_bytes() + b"# looked at\n")
    with monkeypatch.context() as patch:
        patch.setattr(kept.Memory, "look_at", look)
        site.build()
    assert b"A budget that stays" in (site.output / PAGE).read_bytes()
    save(site, "A budget that stays", "A budget that lasts")
    assert site.differences() == []


# --- the look ----------------------------------------------------------------------------------------------------------

LOOKS = {
    "pages/goal.html": ("\n", "\n<!-- new -->\n"),
    "pages/agency.html": ("\n", "\n<!-- new -->\n"),
    "pages/_parts.html": ("\n", "\n{# new #}\n"),
    "components/status_tag/status_tag.html": ('class="ls-tag', 'data-new class="ls-tag'),
    "components/status_tag/status_tag.css": ("{", "{ --new: 1;"),
    "scripts/lists.js": ("\n", "\n// new\nconsole.log(1);\n"),
    "locale/sv/LC_MESSAGES/ledstjarna.po": ('msgstr "Mål"', 'msgstr "Måål"'),
    "guide/texts.en.md": ("\n", "\n\nAnother text.\n"),
}


def test_another_look_is_seen_on_every_page(site: ChangingSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(theme_folder(), theme)
    for module in (made_of, shared, interface, site_check, inputs):
        monkeypatch.setattr(module, "theme_folder", lambda: theme)
    assert site.differences() == []
    for name, (old, new) in LOOKS.items():
        file = theme / name
        told = file.read_text(encoding="utf-8")
        assert old in told, name
        file.write_text(told.replace(old, new, 1), encoding="utf-8")
        voice.load_catalogue.cache_clear()
        before = read_bytes(site.output)
        assert (name, site.differences()) == (name, [])
        assert name == "pages/_parts.html" or compare(read_bytes(site.output), before), name


# --- the past ----------------------------------------------------------------------------------------------------------


def commit(site: ChangingSite, day: str, *words: str) -> None:
    git(site.folder, "add", "--all")
    os.environ["GIT_COMMITTER_DATE"] = f"{day}T12:00:00+00:00"
    try:
        git(site.folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "-m", "Steg", *words)
    finally:
        del os.environ["GIT_COMMITTER_DATE"]


def test_a_recorded_past_is_told_from_the_cache_as_from_nothing(tmp_path: Path) -> None:
    site, state = ChangingSite(tmp_path), read_beginning(SMALL)
    state["site_config.yml"] = state["site_config.yml"].replace(b"history: {git: false}", b"history: {versions: true}")
    goal = state[GOAL]
    site.write(state)
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(site.folder))
    commit(site, "2025-01-01")
    assert site.differences() == []
    outcomes = GOAL.replace("goals", "outcomes")
    body = "content/agencies/exk-ny/agency.yml"
    moved, figures = (name.replace("exk-kommun", "exk-ny") for name in (GOAL, outcomes))
    last, last_figures = (name.replace("exk-kommun", "exk-socialnamnd") for name in (GOAL, outcomes))
    steps: list[tuple[str, dict[str, bytes | None], tuple[str, ...]]] = [
        ("2025-02-01", {GOAL: goal.replace(b"value: 120", b"value: 110")}, ()),
        ("2025-03-01", {GOAL: goal.replace(b"value: 120", b"value: 115")}, ("--amend",)),
        ("", {GOAL: goal.replace(b"value: 120", b"value: 130")}, ()),
        ("2025-04-01", {body: b"name: {sv: Ny, en: New}\nkind: agency\n"}, ()),
        ("2025-05-01", {GOAL: None, outcomes: None, moved: goal, figures: state[outcomes]}, ()),
        ("2025-06-01", {moved: goal.replace(b"value: 120", b"value: 125")}, ()),
        ("2025-07-01", {moved: None, figures: None, last: goal.replace(b"value: 120", b"value: 135"), last_figures: state[outcomes]}, ()),
        ("2025-08-01", {body: None}, ()),
        ("2025-09-01", {last: None, last_figures: None}, ()),
        ("2025-09-15", {}, ("--amend",)),
    ]
    for day, changes, words in steps:
        state |= {name: data for name, data in changes.items() if data is not None}
        state = {name: data for name, data in state.items() if changes.get(name, b"") is not None}
        site.write(state)
        if day:
            commit(site, day, *words)
        assert (day, site.differences()) == (day, [])
        assert isinstance(site.built, Built)
    assert (site.output / PAGE).is_file(), "a goal that is gone has a page"


# --- several sites -----------------------------------------------------------------------------------------------------


def test_the_same_site_in_another_place_is_made_there(site: ChangingSite, tmp_path: Path) -> None:
    site.build(tmp_path / "second")
    save(site, "A budget that lasts", "A budget that stays")
    assert site.differences() == []
    site.build(tmp_path / "second")
    assert compare(read_bytes(tmp_path / "second"), read_bytes(site.output)) == []


def test_two_sites_of_one_content_do_not_know_of_each_other(site: ChangingSite, tmp_path: Path) -> None:
    second = ChangingSite(tmp_path / "second")
    state = read_beginning(SMALL)
    config = state["site_config.yml"].replace(
        b"  ledstjarna:\n", b"  ledstjarna:\n    content: ../../source/content\n    method: cagr-openSDG-2.4\n"
    )
    second.write({"site_config.yml": config})
    for one in (second, site, second):
        save(site, "A budget that", "A budgett hat")
        save(site, "A budgett hat", "A budget that")
        assert one.differences() == []
        assert isinstance(one.built, Built)


def test_hash_seeds_change_nothing(site: ChangingSite, tmp_path: Path) -> None:
    save(site, "A budget that lasts", "A budget that stays")
    code = (
        "import sys; from pathlib import Path; from tests.changing import ChangingSite;"
        "print(ChangingSite(Path(sys.argv[1])).differences() if sys.argv[2] else ChangingSite(Path(sys.argv[1])).build().written)"
    )
    seen = []
    for seed in ("1", "2"):
        given = {**os.environ, "PYTHONHASHSEED": seed}
        (site.folder / GOAL).write_bytes((site.folder / GOAL).read_bytes() + b"# again\n")
        command = [sys.executable, "-c", code, str(tmp_path), "differences"]
        assert subprocess.run(command, env=given, capture_output=True, text=True, check=True, cwd=SMALL.parent.parent).stdout == "[]\n"
        seen.append(read_bytes(site.output))
    assert compare(*seen) == []
