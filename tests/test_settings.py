"""The settings file: what is said of it, what it means, and that nothing in it runs or ends in an exception."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any, TypedDict

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from ledstjarna import __version__
from ledstjarna.build import build_site
from ledstjarna.inputs import protected_paths
from ledstjarna.model.settings import FORMAT, Settings
from ledstjarna.model.site_file import SiteFile
from ledstjarna.model.site_url import read_site_url
from ledstjarna.model.zones import known_zones
from ledstjarna.output.places import check_output
from ledstjarna.output.update import update_site
from ledstjarna.problems import MESSAGE_LANGUAGES, ContentError, OutsideError
from ledstjarna.settings import ConfigError, Project, read_project
from ledstjarna.site_check import check_site
from ledstjarna.site_file import _INSTEAD, _REFUSED
from tests.conftest import AS_OF
from tests.rows import each_row
from tests.test_hostile_input import as_yaml

HERE = Path(__file__).parent


class Story(TypedDict):
    """A case of settings.yml."""

    name: str
    text: str
    expect: list[str]


STORIES: list[Story] = yaml.load((HERE / "cases" / "settings.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["cases"]


def read(folder: Path, text: str | bytes) -> Project:
    file = folder / "site_config.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_project(file)


def told(folder: Path, text: str | bytes) -> list[str]:
    """What is said of a settings file: its problems without the folder, each with words on one line in both languages."""
    try:
        read(folder, text)
    except ConfigError as error:
        for problem in error.problems:
            for language in MESSAGE_LANGUAGES:
                message = problem.message(language)
                assert message.isprintable()
                assert message.endswith(".")
        where = (folder / "site_config.yml").as_posix()
        return [f"{problem.place} {problem.code} {problem.at}".removeprefix(where).lstrip(":").strip() for problem in error.problems]
    return []


@each_row("story", STORIES, ids=lambda story: story["name"])
def test_a_story_of_the_settings_has_exactly_its_problems(story: Story, tmp_path: Path) -> None:
    assert told(tmp_path, story["text"]) == story["expect"]


def test_no_two_stories_share_a_name() -> None:
    names = [story["name"] for story in STORIES]
    assert len(names) == len(set(names))


def test_every_setting_of_mkdocs_is_known_or_has_a_sentence() -> None:
    from mkdocs.config.defaults import MkDocsConfig

    ours = set(SiteFile.model_fields)
    assert {name for name, _ in MkDocsConfig._schema} - ours - {*_REFUSED, *_INSTEAD} - {"config_file_path"} == set()
    assert ours & {*_REFUSED, *_INSTEAD} == set()


def test_a_setting_that_has_another_name_here_is_told_that_name() -> None:
    for instead in _INSTEAD.values():
        path = instead.removeprefix("extra.ledstjarna.")
        assert path in Settings.model_fields or instead == "ledstjarna serve --port", instead


def test_what_is_said_of_a_setting_names_it_and_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as found:
        read(tmp_path, "theme: {palette: {primary: red}}\nnav: []\nsite_dir: public\n")
    look, menu, folder = (problem.message("sv") for problem in found.value.problems)
    assert look.startswith("theme.palette används inte: alla sidor har samma utseende, och ljust eller mörkt följer läsarens dator.")
    assert menu.endswith("En egen sida får sin länk i sidfoten när filen ligger i mappen pages/sv eller pages/en.")
    assert folder == "site_dir används inte. Ta bort det, och skriv det i stället som extra.ledstjarna.output."


def test_content_for_a_later_ledstjarna_names_the_version_and_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as found:
        read(tmp_path, f"extra: {{ledstjarna: {{format: {FORMAT + 1}}}}}\n")
    (problem,) = found.value.problems
    for language, words in (("sv", "för en senare Ledstjärna"), ("en", "for a later Ledstjärna")):
        message = problem.message(language)
        assert words in message
        assert __version__ in message
        assert "pip install -r requirements.txt" in message


# --- nothing in it runs ------------------------------------------------------------------------------------------------

EVIL = [
    "site_name: x\nINHERIT: evil.yml\n",
    "site_name: x\nhooks: [evil.py]\n",
    "site_name: !!python/object/apply:os.system ['touch {mark}']\n",
    "site_name: x\nplugins: [evil]\n",
    "site_name: x\ntheme: {{name: material, custom_dir: .}}\n",
    "site_name: x\nmarkdown_extensions:\n  - pymdownx.snippets: {{base_path: ['/'], check_paths: true}}\n",
    "site_name: x\nmarkdown_extensions: [evil]\n",
]


@pytest.mark.parametrize("text", EVIL, ids=range(len(EVIL)))
def test_nothing_that_the_settings_name_is_run_or_published(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledstjarna.__main__ import main

    mark = tmp_path / "ran"
    run = f"import pathlib; pathlib.Path({str(mark)!r}).touch()\n"
    (tmp_path / "evil.py").write_text(run, encoding="utf-8")
    (tmp_path / "evil.yml").write_text(f"x: !!python/object/apply:os.system ['touch {mark}']\n", encoding="utf-8")
    (tmp_path / "main.html").write_text("{{ config }}", encoding="utf-8")
    page = tmp_path / "content" / "pages" / "sv" / "om.md"
    page.parent.mkdir(parents=True)
    page.write_text('# Om\n\n--8<-- "etc/passwd"\n', encoding="utf-8")
    (tmp_path / "site_config.yml").write_text(text.format(mark=mark), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert main(["build", "--as-of", "2026-11-22"]) == 2
    assert not mark.exists()
    assert not (tmp_path / "site").exists()


def test_mkdocs_reads_no_settings_of_its_own_accord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a file of MkDocs's usual name, in the folder where the command is given."""
    mark = tmp_path / "ran"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: !!python/object/apply:os.system ['touch {mark}']\n", encoding="utf-8")
    (tmp_path / "content" / "pages" / "sv").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "sv" / "om.md").write_text('# Om\n\n--8<-- "etc/passwd"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    build_site(read(tmp_path, "site_name: x\n"), as_of=AS_OF, output=tmp_path / "site")
    assert not mark.exists()
    assert "root:" not in (tmp_path / "site" / "sv" / "om" / "index.html").read_text(encoding="utf-8")


def test_a_frame_that_mkdocs_refuses_is_told_and_is_nobodys_fault_but_ours(tmp_path: Path) -> None:
    from ledstjarna.pages.frame import FrameTexts, MaterialFrame
    from ledstjarna.theme_files import theme_folder

    texts = FrameTexts("sv", "Namn", "sv/", "Hoppa", "Meny", "Fot", "x.css")
    with pytest.raises(OutsideError) as refused:
        MaterialFrame(theme_folder(), ["nosuchextension"]).build(texts, {}, scratch=tmp_path)
    assert refused.value.code == "frame_failed"
    assert list(tmp_path.iterdir()) == []


# --- what it means -----------------------------------------------------------------------------------------------------


def test_a_site_is_called_as_mkdocs_has_it_where_nothing_else_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, "site_name: Våra mål\n").settings.name == {"sv": "Våra mål", "en": "Våra mål"}
    own = "site_name: Våra mål\nextra: {ledstjarna: {name: {sv: Målen, en: The goals}}}\n"
    assert read(tmp_path, own).settings.name == {"sv": "Målen", "en": "The goals"}
    assert [problem.place.line for problem in read(tmp_path, 'site_name: "(skriv namnet här)"\n').unwritten] == [1]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://mal.example.se", "https://mal.example.se/"),
        ("https://mal.example.se/", "https://mal.example.se/"),
        ("HTTPS://Mal.Example.SE:8443/a/b", "https://mal.example.se:8443/a/b/"),
        ("https://x.example/våra-mål/", "https://x.example/v%C3%A5ra-m%C3%A5l/"),
        ("https://x.example/v%c3%a5ra-m%C3%A5l/", "https://x.example/v%C3%A5ra-m%C3%A5l/"),
        ("https://x.example/va\u030ara/", "https://x.example/v%C3%A5ra/"),
        ("https://mål.example.se/", "https://xn--ml-yia.example.se/"),
        ("https://MÅL.example.se/", "https://xn--ml-yia.example.se/"),
        ("https://xn--ml-yia.example.se/", "https://xn--ml-yia.example.se/"),
        ("http://localhost:8000/~anna/v1.2_x/", "http://localhost:8000/~anna/v1.2_x/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_a_permanent_address_is_kept_as_it_is_sent(written: str, sent: str) -> None:
    assert read_site_url(written) == sent
    assert read_site_url(sent) == sent


NO_SITE = [f"https://x.example/a{sign}b/" for sign in "?#\"';$&+,:@!*()=\\{}|^`<>[]% "]
NO_SITE += [f"https://x.example/a%{code}b/" for code in ("2F", "3F", "22", "00", "0A", "20", "FF", "C3", "G1", "")]
NO_SITE += ["https://x.example/../a/", "https://x.example/./", "https://x.example/%2e%2e/", "https://x.example//a", "https://x.example/a//"]
NO_SITE += ["https://x.example/index.html", "https://x.example/mal/start.HTM", "ftp://x.example/", "//x.example/", "x.example", "https://"]
NO_SITE += ["https://a@x.example/", "https://x.example:0/", "https://x.example:99999/", "https://x..example/", "https://x.example./"]
NO_SITE += ["https://-x.example/", "https://x_y.example/", "https://a。example/", "https://faß.example/", "https://[::1]/", "https://[/"]
NO_SITE += ["https://x.example/\u202e/", "https://x.example/a\nb/", " https://x.example/", "https://x.example/" + "a" * 600, ""]


@each_row("written", NO_SITE)
def test_what_would_break_links_or_the_settings_of_hosts_is_no_permanent_address(written: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_site_url(written)
    assert refused.value.type in ("url", "site_url")


def test_the_default_zone_is_swedens_and_every_zone_can_be_used() -> None:
    assert Settings().zone.key == "Europe/Stockholm"
    assert len(known_zones()) > 400
    for name in known_zones():
        assert Settings(timezone=name).zone.key == name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("stockholm", "Europe/Stockholm"), ("europe/helsinki", "Europe/Helsinki"), ("America/New York", "America/New_York")],
)
def test_a_zone_that_is_none_is_answered_with_the_nearest(typed: str, meant: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as found:
        read(tmp_path, f"extra: {{ledstjarna: {{timezone: {json.dumps(typed)}}}}}\n")
    assert meant in found.value.problems[0].message("en")


# --- files that are no settings ----------------------------------------------------------------------------------------


def test_settings_larger_than_the_memory_are_told_by_their_size(tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").touch()
    os.truncate(tmp_path / "site_config.yml", 10**12)
    with pytest.raises(ConfigError) as found:
        read_project(tmp_path / "site_config.yml")
    assert [problem.code for problem in found.value.problems] == ["file_too_large"]


@pytest.mark.parametrize("make", ["folder", "pipe", "loop"])
def test_settings_that_are_no_file_are_told(make: str, tmp_path: Path) -> None:
    file = tmp_path / "site_config.yml"
    if make == "folder":
        file.mkdir()
    elif make == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(file)
    with pytest.raises(ConfigError) as found:
        read_project(file)
    assert [problem.code for problem in found.value.problems] == ["unreadable_file"]


def test_settings_that_are_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for where in ("nowhere.yml", "no/where.yml", "file/x.yml"):
        with pytest.raises(OutsideError) as missing:
            read_project(tmp_path / where)
        assert missing.value.code == "config_missing"


# --- whatever is written in it -----------------------------------------------------------------------------------------

KEYS = sorted(
    {*SiteFile.model_fields, *Settings.model_fields, *_REFUSED, *_INSTEAD, "ledstjarna", "code", "locale", "sv", "en", "<<", "goals"}
)
WORDS = [
    "",
    " ",
    "~",
    "sv",
    "en",
    "xx",
    "sv_SE",
    "material",
    "tables",
    "toc",
    "om",
    "goals",
    "mal",
    "content",
    "..",
    "/",
    "a" * 299,
    "\u202e",
]
WORDS += [
    "https://x.example/",
    "https://x.example/å",
    "https://[",
    "Europe/Stockholm",
    "Europe",
    "1",
    "0.5",
    "-1",
    "1e999",
    "true",
    "linear-1",
]
DATA = st.recursive(
    st.none() | st.sampled_from(WORDS) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)
OWN = st.fixed_dictionaries({}, optional=dict.fromkeys(Settings.model_fields, DATA))
WHOLE = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(SiteFile.model_fields, DATA), "extra": st.fixed_dictionaries({"ledstjarna": OWN})}
)


def as_settings(data: Any) -> str:
    return as_yaml(data) + "\n"


@settings(deadline=None, max_examples=150, derandomize=True)
@given(WHOLE | DATA)
def test_no_settings_get_another_exception_than_problems(data: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told(Path(folder), as_settings(data))


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.binary(max_size=200) | st.text(alphabet=":-[]{}#'\"|>&*!%?,\n \tasv1", max_size=80))
def test_no_bytes_get_another_exception_than_problems(data: bytes | str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told(Path(folder), data)


@pytest.mark.parametrize("word", ["a" * 299, "nowhere/at/all", "..", ".", "/", "~"])
@pytest.mark.parametrize("name", ["content", "output"])
def test_folders_with_any_name_are_used_or_told(name: str, word: str, tmp_path: Path) -> None:
    """Whatever the folders are called, nothing outside the site's own is written, and no fault is taken for one of ours."""
    home = tmp_path / "a" / "b"
    home.mkdir(parents=True)
    before = sorted(path.name for path in tmp_path.iterdir())
    project = read(home, f"extra: {{ledstjarna: {{{name}: {json.dumps(word)}}}}}\n")
    with contextlib.suppress(ContentError):
        try:
            keep, apart = protected_paths(project)
            check_output(project.output, keep=keep, apart=apart)
            check_site(project)
            with update_site(project.output) as update:
                update.write("a", "a")
        except OutsideError as error:
            ended = error.code
        else:
            ended = "built"
        assert ended in ("built", "output_unsafe", "output_in_use", "output_inside", "disk_name_too_long")
    assert sorted(path.name for path in tmp_path.iterdir()) == before
