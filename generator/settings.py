"""site_config.yml comes in; the site's settings and folders go out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from generator.load.content_tree import Document
from generator.load.guarded_yaml import decode, read_yaml
from generator.model.settings import Settings
from generator.problems import OutsideError, Place, Problem, sort_problems
from generator.validate.checks.all import CHECK_CODES
from generator.validate.checks.wording import find_placeholders
from generator.validate.shape import make_part, problem_at


@dataclass(frozen=True, slots=True)
class Project:
    """A site's settings and where its things lie."""

    settings: Settings
    config_file: Path
    content: Path
    output: Path
    unwritten: tuple[Problem, ...] = ()  # texts of the settings that still say what to write
    document: Document | None = None  # the whole file, as plain data


class ConfigError(OutsideError):
    """The settings have problems; ``problems`` holds them, sorted."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__("config_problems", file=file, count=str(len(self.problems)))


def read_project(config_file: Path) -> Project:
    """OutsideError ``config_missing`` where there is no such file; ConfigError where something in it does not hold."""
    name = config_file.as_posix()
    if not config_file.is_file():
        raise OutsideError("config_missing", file=name)
    text, problems = decode(config_file.read_bytes(), name)
    data: object = None
    if not problems:
        data, problems = read_yaml(text, name)
    if not problems and not isinstance(data, dict):
        problems = [Problem(Place(name, 1, 1), "empty_file" if data is None else "not_a_mapping_file", facts={"found": ""})]
    if problems or not isinstance(data, dict):
        raise ConfigError(name, problems)
    document = Document("config", "site-config", "", config_file, name, data)
    extra = data.get("extra")
    own = extra.get("ledstjarna") if isinstance(extra, dict) else None
    given = dict(own) if isinstance(own, dict) else {}
    if data.get("site_url"):
        given["site_url"] = data["site_url"]
    languages = tuple(str(entry.get("code")) for entry in given.get("languages") or [] if isinstance(entry, dict)) or ("sv", "en")
    settings, problems = make_part(Settings, document, given, {"languages": languages}, inside=("extra", "ledstjarna"))
    if isinstance(settings, Settings):
        problems += _check_settings(settings, document)
    if problems or not isinstance(settings, Settings):
        raise ConfigError(name, problems)
    root = config_file.parent
    inside = ("extra", "ledstjarna")
    unwritten = tuple(problem_at(document, (*inside, *path), "placeholder_left", found=text) for path, text in find_placeholders(settings))
    return Project(settings, config_file, root / settings.content, root / settings.output, unwritten, document)


def _check_settings(settings: Settings, document: Document) -> Iterator[Problem]:
    """What a shape cannot tell: no language twice, and only checks that there are."""
    for index, code in enumerate(settings.codes):
        if code in settings.codes[:index]:
            yield problem_at(document, ("extra", "ledstjarna", "languages", index), "languages_twice", found=code)
    for code in settings.checks:
        if code not in CHECK_CODES:
            near = ", ".join(get_close_matches(code, CHECK_CODES, n=3)) or ", ".join(CHECK_CODES)
            yield problem_at(document, ("extra", "ledstjarna", "checks", code), "unknown_check", on_key=True, found=code, expected=near)
