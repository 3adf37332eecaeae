"""A kind of content file comes in; its JSON Schema goes out, by which an editor completes and checks while somebody types.

It says of a file what can be said without the others, and is kept a little wider than the rules where a schema lacks the words.
It speaks of values as programs read YAML 1.2: ``2024`` and ``true`` without quotes are a number and a truth there, also where they
are texts to us.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ledstjarna.load.content_tree import SITE_FILES
from ledstjarna.model.guards import GUARDS
from ledstjarna.model.site_file import SiteFile
from ledstjarna.model.values import Id, Record
from ledstjarna.validate.checks.all import CHECK_CODES
from ledstjarna.validate.shape import RECORDS, is_given

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WHERE = {
    "agency": "content/agencies/<id>/agency.yml",
    "plan": "content/agencies/<agency>/plans/<id>.yml",
    "goal": "content/agencies/<agency>/goals/<id>.yml",
    "outcomes": "content/agencies/<agency>/outcomes/<goal>.yml",
    "finding": "content/agencies/<agency>/findings/<id>.yml",
    "themes": "content/themes.yml",
    "accessibility": "content/accessibility.yml",
    "search": "content/search/<language>.yml",
    "site_config": "site_config.yml",
}
KINDS = tuple(WHERE)
_NOTHING: JsonSchemaValue = {"type": "null"}
_MAY_BE_EMPTY = frozenset(["search", *SITE_FILES.values()])  # files that may wait to be begun
_ANY_LANGUAGE = "^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}$"


def make_schema(kind: str, languages: Sequence[str]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file of a site with these languages; the settings say themselves which they are."""
    spoken = () if kind == "site_config" else tuple(languages)
    records: dict[str, type[Record]] = {**RECORDS, "themes": RECORDS["theme"], "site_config": SiteFile}
    record = records[kind]
    record.model_rebuild()
    made = _Schema(spoken).generate(record.__pydantic_core_schema__, mode="validation")
    if kind == "themes":
        made = _by_id(made)
    elif kind == "site_config":
        _add_short_forms(made)
    if kind in _MAY_BE_EMPTY:
        made["type"] = ["object", "null"]
    about = {"description": _plain(record)} if kind != "themes" else {"description": "What the themes are called, each under its id."}
    return {"$schema": DIALECT, "title": WHERE[kind], **about, **{key: value for key, value in made.items() if key not in about}}


def write_schema(kind: str, languages: Sequence[str]) -> str:
    """The JSON Schema as text, in which every sign is ASCII."""
    return json.dumps(make_schema(kind, languages), ensure_ascii=True, indent=2)


def _plain(record: type[BaseModel]) -> str:
    """What a record is, as its docstring says."""
    return (record.__doc__ or "").strip().replace("``", "")


def _by_id(theme: dict[str, Any]) -> dict[str, Any]:
    """The schema of a file with a record under each id."""
    definitions: dict[str, Any] = {"$defs": theme.pop("$defs")} if "$defs" in theme else {}
    keys = TypeAdapter(Id).json_schema()
    return {"type": "object", "propertyNames": keys, "additionalProperties": theme, **definitions}


def _add_short_forms(settings: dict[str, Any]) -> None:
    """What ``split_settings`` takes besides: a frame by its name alone, parts that are begun and left empty; and what it leaves out."""
    fields, own = settings["properties"], settings["$defs"]["Settings"]["properties"]
    del own["site_url"]  # stands outermost
    own["checks"]["anyOf"][0]["propertyNames"] = {"enum": [*CHECK_CODES, *GUARDS]}
    fields["theme"] = {"description": fields["theme"]["description"], "anyOf": [{"const": "material"}, {"$ref": "#/$defs/Theme"}, _NOTHING]}
    for name in ("site_name", "site_url", "markdown_extensions", "extra"):
        fields[name] = _or_nothing(fields[name])
    inside = settings["$defs"]["Extra"]["properties"]
    inside["ledstjarna"] = _or_nothing(inside["ledstjarna"])


def _or_nothing(schema: JsonSchemaValue) -> JsonSchemaValue:
    """The same, or nothing at all; what is said of it stays outermost, where editors look for it."""
    if _NOTHING in schema.get("anyOf", ()):
        return schema
    outer: JsonSchemaValue = {name: schema[name] for name in ("description", "default") if name in schema}
    inner = {name: value for name, value in schema.items() if name not in outer}
    return {**outer, "anyOf": [inner, _NOTHING]}


class _Schema(GenerateJsonSchema):
    """pydantic's own, with the texts of these languages, without what files do not say and without titles made of names."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__(by_alias=True)
        self._languages = languages

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A field is called as it is written."""
        del schema
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A record without what its file gives it."""
        made = super().model_schema(schema)
        record: type[Record] = schema["cls"]
        given = {name for name in record.model_fields if is_given(record, name)}
        made["properties"] = {name: value for name, value in made["properties"].items() if name not in given}
        made["required"] = [name for name in made.get("required", ()) if name not in given]
        made["description"] = _plain(record)
        return {name: value for name, value in made.items() if name != "title" and value != []}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What is a list or a group may be begun and left empty; a default is told where it is one word."""
        made, default = self.generate_inner(schema["schema"]), schema.get("default")
        if isinstance(default, list | dict):
            return _or_nothing(made)
        if isinstance(default, Decimal):
            return {**made, "default": float(default)}
        return {**made, "default": default} if isinstance(default, str | bool) else made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A text by language has just the languages of the site; names are held to their pattern."""
        keys, values = self.generate_inner(schema["keys_schema"]), self.generate_inner(schema["values_schema"])
        if keys.get("format") != "language":
            return {"type": "object", "propertyNames": keys, "additionalProperties": values}
        if not self._languages:
            return {"type": "object", "propertyNames": {"pattern": _ANY_LANGUAGE}, "additionalProperties": values, "minProperties": 1}
        return {"type": "object", "properties": dict.fromkeys(self._languages, values), "additionalProperties": False, "minProperties": 1}

    def list_schema(self, schema: core_schema.ListSchema) -> JsonSchemaValue:
        """A list of languages has those of the site."""
        made = super().list_schema(schema)
        if made.get("items", {}).get("format") == "language":
            made["items"] = {"enum": list(self._languages)} if self._languages else {"type": "string", "pattern": _ANY_LANGUAGE}
        return made
