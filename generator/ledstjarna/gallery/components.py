"""The theme's component folders and a language come in; every component, with its examples drawn, goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup

_ID = re.compile(r'\sid="([^"]+)"')
# What may name an id: one, or several with spaces between them.
_NAMING = re.compile(
    r'(\s(?:id|for|form|headers|list|aria-(?:labelledby|describedby|controls|owns|details|flowto|activedescendant))=")([^"]+)"'
)
_POINTING = re.compile(r'(href="#|url\(#)([^")]+)')


@dataclass(frozen=True, slots=True)
class Param:
    """What a component can be given."""

    name: str
    type: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Example:
    """A component with arguments. ``html`` is for the reader, ``twin`` the same for the other colour scheme."""

    name: str
    html: Markup
    twin: Markup
    args: str
    language: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Component:
    """A folder of ``theme/components``. ``inside`` is the class of the list whose item it is; ``wide`` asks for a whole line."""

    name: str
    about: str
    params: tuple[Param, ...]
    shown: tuple[Example, ...]
    hidden: tuple[Example, ...]
    inside: str
    wide: bool


def read_components(theme: Path, environments: Mapping[str, jinja2.Environment], language: str) -> Iterator[Component]:
    """Every component in the order of its name; an example that names its language is drawn in that one."""
    for folder in sorted((theme / "components").iterdir()):
        file = folder / f"{folder.name}.yml"
        if not file.is_file():
            continue
        told: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        params = (Param(name, each["type"], each["required"], each["about"]) for name, each in told["params"].items())
        examples = [
            _draw(folder.name, number, name, case, environments, language) for number, (name, case) in enumerate(told["examples"].items())
        ]
        yield Component(
            folder.name,
            told["about"],
            tuple(params),
            tuple(example for example in examples if not example.hidden),
            tuple(example for example in examples if example.hidden),
            told.get("inside", ""),
            told.get("wide", False),
        )


def _draw(
    component: str, number: int, name: str, case: Mapping[str, Any], environments: Mapping[str, jinja2.Environment], language: str
) -> Example:
    code = case.get("lang", language)
    args = {**case["args"], **case.get(code, {})}
    components: Any = environments[code].globals["ls"]
    drawn = str(getattr(components, component)(**args))
    text = yaml.safe_dump(args, allow_unicode=True, sort_keys=False, width=72) if args else ""
    html, twin = (own_ids(drawn, f"{component}-{number}{sign}") for sign in ("a", "b"))
    return Example(name, html, twin, text.strip(), code, case.get("hidden", False))


def own_ids(html: str, ending: str) -> Markup:
    """The same HTML, its ids and what points at them made longer, so that it can stand beside its like."""
    ids = set(_ID.findall(html))

    def longer(words: str) -> str:
        return " ".join(f"{word}-{ending}" if word in ids else word for word in words.split(" "))

    html = _NAMING.sub(lambda found: f'{found[1]}{longer(found[2])}"', html)
    return Markup(_POINTING.sub(lambda found: found[1] + longer(found[2]), html))  # noqa: S704  # what a component has escaped
