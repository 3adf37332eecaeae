"""Components: what their YAML says of them holds, and every example looks as it was accepted."""

from __future__ import annotations

import functools
import os
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import jinja2.nodes
import pytest
import yaml

from ledstjarna.model.settings import Settings
from ledstjarna.pages.environment import make_environment
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.voice import Voice
from tests.rows import each_row

COMPONENTS = theme_folder() / "components"
FOLDERS = sorted(folder for folder in COMPONENTS.iterdir() if folder.is_dir())
SETTINGS = Settings()
MUST_HAVE = ("longest text", "hostile text")
TYPES = {"text", "word", "status", "address", "thousandths", "list", "truth", "attributes"}
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "line", "rect", "path"}


@functools.cache
def described(folder: Path) -> dict[str, Any]:
    data = yaml.load((folder / f"{folder.name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert isinstance(data, dict)
    return data


def environment(code: str) -> jinja2.Environment:
    language = next(language for language in SETTINGS.languages if language.code == code)
    return make_environment(theme_folder(), Voice(language, SETTINGS, theme_folder() / "locale"))


ENVIRONMENTS = {code: environment(code) for code in SETTINGS.codes}
EXAMPLES = [(folder, name) for folder in FOLDERS for name in described(folder)["examples"]]


@functools.cache
def render(folder: Path, example: str) -> str:
    case = described(folder)["examples"][example]
    components: Any = ENVIRONMENTS[case.get("lang", "en")].globals["ls"]
    lines = str(getattr(components, folder.name)(**case["args"])).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip())


@each_row("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_component_takes_exactly_the_parameters_its_yaml_describes(folder: Path) -> None:
    source = (folder / f"{folder.name}.html").read_text(encoding="utf-8")
    macros = list(ENVIRONMENTS["en"].parse(source).find_all(jinja2.nodes.Macro))
    assert [macro.name for macro in macros] == [folder.name]
    names = [argument.name for argument in macros[0].args]
    optional = names[len(names) - len(macros[0].defaults) :]
    params = described(folder)["params"]
    assert sorted(names) == sorted(params)
    assert sorted(optional) == sorted(name for name, param in params.items() if not param["required"])
    assert {param["type"] for param in params.values()} <= TYPES
    assert all(param["about"] for param in params.values())


@each_row("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_component_has_a_style_and_the_examples_that_matter(folder: Path) -> None:
    examples = described(folder)["examples"]
    assert described(folder)["about"]
    assert (folder / f"{folder.name}.css").is_file()
    assert set(MUST_HAVE) <= set(examples)
    assert len(examples) >= 3
    assert examples["hostile text"]["hidden"] is True


@each_row(("folder", "example"), EXAMPLES, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_an_example_looks_as_it_was_accepted(folder: Path, example: str) -> None:
    accepted = Path(__file__).parent / "components" / folder.name / f"{example.replace(' ', '-')}.html"
    found = render(folder, example) + "\n"
    if os.environ.get("ACCEPT"):
        accepted.parent.mkdir(parents=True, exist_ok=True)
        accepted.write_text(found, encoding="utf-8")
    assert accepted.is_file(), "no snapshot yet: look at the example, then `make golden`"
    assert found == accepted.read_text(encoding="utf-8")


class _Tags(HTMLParser):
    """Which elements and attributes a browser would see, and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@each_row(("folder", "example"), EXAMPLES, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_an_example_is_closed_html_that_runs_nothing(folder: Path, example: str) -> None:
    tags = _Tags()
    tags.feed(render(folder, example))
    tags.close()
    assert tags.open == []
    assert not tags.seen & {"script", "img", "iframe", "object", "style", "b", "i", "u", "s"}
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name == "style"]
    assert "<time>" not in render(folder, example), "a time element without a machine's date must hold one itself"
    if folder.name == "prose":
        assert not [value for name, value in tags.attributes if name == "href" and value.startswith("javascript:")]


def test_hostile_text_is_shown_as_text() -> None:
    assert "&lt;script&gt;" in render(COMPONENTS / "notice", "hostile text")
    assert "{{ 7*7 }}" in render(COMPONENTS / "progress_bar", "hostile text")


def test_components_reach_for_nothing_but_their_parameters() -> None:
    for folder in FOLDERS:
        source = (folder / f"{folder.name}.html").read_text(encoding="utf-8")
        assert "safe" not in source or folder.name == "prose", folder.name
        assert "site." not in source, folder.name
        assert "link." not in source, folder.name


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        ENVIRONMENTS["en"].from_string("{{ nowhere }}").render()
