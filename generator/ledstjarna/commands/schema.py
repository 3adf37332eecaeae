"""``ledstjarna schema``: a kind of file comes in; its JSON Schema is printed, by which an editor completes and checks."""

from __future__ import annotations

from ledstjarna.commands.request import FINE, Request
from ledstjarna.commands.say import say
from ledstjarna.model.settings import Settings
from ledstjarna.validate.schema import KINDS, WHERE, write_schema


def run(request: Request) -> int:
    """Print the schema; without a kind, what the kinds are."""
    kind, language = request.options.kind, request.language
    if kind:
        settings = request.project.settings if request.project else Settings()
        print(write_schema(kind, settings.codes))
        return FINE
    print(say("schema_kinds", language))
    for name in KINDS:
        print(f"  {name:<{max(map(len, KINDS))}}  {say(f'schema_{name}', language)} ({WHERE[name]})")
    print(say("schema_next", language))
    print("  ledstjarna schema goal > goal.schema.json")
    return FINE
