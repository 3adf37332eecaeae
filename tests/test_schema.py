"""The JSON Schema of every kind of file: what ships holds against it, and what editors get wrong is found by it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

from ledstjarna.__main__ import main
from ledstjarna.load.content_tree import FOLDERS
from ledstjarna.validate.schema import KINDS, make_schema

ROOT = Path(__file__).parent.parent
SITES = (ROOT, ROOT / "tests" / "golden", ROOT / "tests" / "sites" / "everything")
VALIDATORS = {kind: Draft202012Validator(make_schema(kind, ("sv", "en")), format_checker=FormatChecker(["date"])) for kind in KINDS}
CASES: dict[str, Any] = yaml.load((ROOT / "tests" / "cases" / "schema.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


class Yaml12(yaml.SafeLoader):
    """YAML as editors read it: the core schema of version 1.2, where only true and false are truths and a day is a text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for tag, pattern, begins in (
    ("null", r"~|null|Null|NULL|", [*"~nN", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), begins)
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
Yaml12.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def read(text: str) -> object:
    return yaml.load(text, Loader=Yaml12)


def files_of(root: Path) -> Iterator[tuple[str, Path]]:
    """Every YAML file of a site, and its kind."""
    yield "site_config", root / "site_config.yml"
    content = root / "content"
    for kind in ("themes", "accessibility"):
        if (content / f"{kind}.yml").exists():
            yield kind, content / f"{kind}.yml"
    yield from (("search", path) for path in sorted(content.glob("search/*.yml")))
    yield from (("agency", path) for path in sorted(content.glob("agencies/*/agency.yml")))
    for folder, kind in FOLDERS.items():
        yield from ((kind, path) for path in sorted(content.glob(f"agencies/*/{folder}/*.yml")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_itself_and_describes_every_field(kind: str) -> None:
    schema = make_schema(kind, ("sv", "en"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    Draft202012Validator.check_schema(schema)
    objects = [schema, *schema.get("$defs", {}).values(), *([schema["additionalProperties"]] if kind == "themes" else [])]
    fields = [(name, field) for found in objects for name, field in found.get("properties", {}).items()]
    assert fields
    told = {f"#/$defs/{name}" for name, found in schema.get("$defs", {}).items() if found["description"]}
    assert [name for name, field in fields if not field.get("description") and field.get("$ref") not in told] == []
    assert [found for found in objects[kind == "themes" :] if found.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("root", SITES, ids=lambda root: str(root.name))
def test_all_content_that_ships_holds_against_its_schema(root: Path) -> None:
    found = list(files_of(root))
    assert len(found) > 5
    for kind, path in found:
        languages = ("sv", "en", "de", "fi") if root != ROOT else ("sv", "en")
        validator = VALIDATORS[kind] if root == ROOT else Draft202012Validator(make_schema(kind, languages))
        error = best_match(validator.iter_errors(read(path.read_text(encoding="utf-8"))))
        assert error is None, (path, error.json_path, error.message)


def test_every_kind_of_file_ships() -> None:
    assert {kind for kind, _ in files_of(ROOT)} == set(KINDS)


@pytest.mark.parametrize("kind", list(CASES["base"]))
def test_the_files_that_faults_are_put_into_have_none(kind: str) -> None:
    assert best_match(VALIDATORS[kind].iter_errors(read(CASES["base"][kind]))) is None


@pytest.mark.parametrize("case", CASES["faults"], ids=lambda case: str(case["name"]))
def test_a_fault_is_found_where_it_is(case: dict[str, str]) -> None:
    base = CASES["base"][case["kind"]]
    assert case["instead_of"] in base
    text = base.replace(case["instead_of"], case["write"], 1)
    found = {error.json_path.removeprefix("$.") for error in innermost(VALIDATORS[case["kind"]].iter_errors(read(text)))}
    assert case["at"] in found, found


def innermost(errors: Iterator[Any]) -> Iterator[Any]:
    """Errors, and those of the choices inside them."""
    for error in errors:
        yield error
        yield from innermost(iter(error.context))


@pytest.mark.parametrize("case", CASES["fine"], ids=lambda case: str(case["name"]))
def test_what_content_may_say_is_no_fault(case: dict[str, str]) -> None:
    base = CASES["base"][case["kind"]]
    assert case["instead_of"] in base
    text = base.replace(case["instead_of"], case["write"], 1)
    assert best_match(VALIDATORS[case["kind"]].iter_errors(read(text))) is None


def test_there_are_as_many_faults_as_was_promised() -> None:
    assert len(CASES["faults"]) >= 30
    assert {case["kind"] for case in CASES["faults"]} == set(KINDS)


def test_the_command_prints_a_schema_with_the_languages_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "goal"]) == 0
    assert list(json.loads(capsys.readouterr().out)["properties"]["title"]["properties"]) == ["sv", "en"]
    config = "extra: {ledstjarna: {languages: [{code: en, name: English, locale: en_GB}, {code: fi, name: Suomi, locale: fi_FI}]}}\n"
    Path("site_config.yml").write_text(config, encoding="utf-8")
    assert main(["schema", "goal"]) == 0
    assert list(json.loads(capsys.readouterr().out)["properties"]["title"]["properties"]) == ["en", "fi"]


@pytest.mark.parametrize(("language", "word"), [("sv", "ett mål"), ("en", "a goal")])
def test_without_a_kind_the_command_tells_the_kinds(language: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--lang", language]) == 0
    told = capsys.readouterr().out
    assert word in told
    assert [line.split()[0] for line in told.splitlines()[1:10]] == list(KINDS)


@pytest.mark.parametrize("broken", ["extra: [", "no_such_thing: 1"])
def test_the_schema_of_the_settings_is_there_also_where_they_are_broken(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site_config.yml").write_text(broken, encoding="utf-8")
    assert main(["schema", "site_config"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "site_config.yml"
    assert main(["schema", "goal"]) == 2
