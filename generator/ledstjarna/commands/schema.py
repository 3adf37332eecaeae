"""``ledstjarna schema``: a kind of file comes in; its JSON Schema is printed, by which an editor completes and checks."""

from __future__ import annotations

import argparse
from pathlib import Path

from ledstjarna.commands.request import FINE, Request
from ledstjarna.commands.say import say
from ledstjarna.model.settings import Settings
from ledstjarna.problems import MESSAGE_LANGUAGES
from ledstjarna.settings import USUAL_FILE
from ledstjarna.validate.schema import KINDS, WHERE, write_schema


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes; the settings tell the languages of the texts."""
    parser.add_argument("kind", nargs="?", metavar="KIND", choices=KINDS, help=f"{', '.join(KINDS)}; without it, what they are")
    parser.add_argument("-f", "--file", default=USUAL_FILE, metavar="FILE", help=f"the site's settings ({USUAL_FILE})")
    parser.add_argument("--lang", choices=MESSAGE_LANGUAGES, help="the language of messages (the site's first)")
    parser.set_defaults(as_of=None, needs_site=needs_site)


def needs_site(options: argparse.Namespace) -> bool:
    """Whether the languages of a site are to be known: not for the settings, nor where there is no site yet."""
    return options.kind not in (None, "site_config") and (options.file != USUAL_FILE or Path(USUAL_FILE).exists())


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
