"""The name of a command comes in, and the parser of its words; what the command takes is added. What carries it out is not imported."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from ledstjarna import USUAL_FILE
from ledstjarna.authoring.options import add_new
from ledstjarna.commands.parser import PlainParser
from ledstjarna.problems import MESSAGE_LANGUAGES

HOST_FORMATS = ("github", "gitlab", "sarif")
PROBLEM_FORMATS = ("text", "json", *HOST_FORMATS)
REVIEW_FORMATS = ("text", "markdown", "json", *HOST_FORMATS)


def add_options(name: str, parser: PlainParser) -> None:
    """What a command takes."""
    _ADD[name](parser)


def _add_build(parser: argparse.ArgumentParser) -> None:
    _add_options_of_site(parser)
    parser.add_argument("--out", metavar="DIR", help="where the site is built (as in the settings)")
    parser.add_argument("--jobs", metavar="N", help="how many processes share the work; 0 for none but this (as many as there are cores)")
    parser.add_argument("--no-cache", action="store_true", help="make everything anew, whatever the last build has left")
    parser.add_argument("--hash", action="store_true", help="read every file to see whether it has changed, whatever the disk tells of it")
    parser.add_argument("--executor", metavar="dask:ADDRESS", help="workers of a cluster that share the work instead")
    parser.add_argument("--preview", action="store_true", help="say on every page that it shows a proposal, and keep search engines away")


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_options_of_site(parser)
    parser.add_argument("--format", choices=PROBLEM_FORMATS, default="text", help="how problems are told (text)")
    parser.add_argument("--against", metavar="BASE", help="refuse what must not happen to what is published in this branch or commit")


def _add_review(parser: argparse.ArgumentParser) -> None:
    _add_options_of_site(parser)
    parser.add_argument("base", metavar="BASE", help="the branch or commit that is published, such as origin/main")
    parser.add_argument("head", metavar="HEAD", nargs="?", help="the branch or commit that is proposed (what lies in the folder)")
    parser.add_argument("--format", choices=REVIEW_FORMATS, default="text", help="how it is told (text)")
    parser.add_argument("--preview", metavar="URL", help="where the proposed site can be looked at; pages are linked there")
    parser.add_argument("--all", action="store_true", help="tell everything in a text, not only the most telling")


def _add_audit(parser: argparse.ArgumentParser) -> None:
    _add_options_of_site(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how it is told (text)")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a change has no reason, or a goalpost was moved")


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _add_options_of_site(parser)
    parser.add_argument("--port", default="8000", help="the port on 127.0.0.1 (8000)")


def _add_schema(parser: argparse.ArgumentParser) -> None:
    """What the command takes; the settings tell the languages of the texts."""
    from ledstjarna.validate.schema import KINDS

    parser.add_argument("kind", nargs="?", metavar="KIND", choices=KINDS, help=f"{', '.join(KINDS)}; without it, what they are")
    parser.add_argument("-f", "--file", default=USUAL_FILE, metavar="FILE", help=f"the site's settings ({USUAL_FILE})")
    parser.add_argument("--lang", choices=MESSAGE_LANGUAGES, help="the language of messages (the site's first)")
    parser.set_defaults(as_of=None, needs_site=_schema_needs_site)


def _schema_needs_site(options: argparse.Namespace) -> bool:
    """Whether the languages of a site are to be known: not for the settings, nor where there is no site yet."""
    return options.kind not in (None, "site_config") and (options.file != USUAL_FILE or Path(USUAL_FILE).exists())


def _add_options_of_site(parser: argparse.ArgumentParser) -> None:
    """What every command about a site takes."""
    parser.set_defaults(needs_site=lambda _: True)
    parser.add_argument("-f", "--file", default=USUAL_FILE, metavar="FILE", help=f"the site's settings ({USUAL_FILE})")
    parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day the site is to tell of (today)")
    parser.add_argument("--lang", choices=MESSAGE_LANGUAGES, help="the language of messages (the site's first)")


def _add_new(parser: PlainParser) -> None:
    add_new(parser, parser.language)


_ADD: Mapping[str, Callable[[PlainParser], None]] = {
    "audit": _add_audit,
    "build": _add_build,
    "check": _add_check,
    "new": _add_new,
    "review": _add_review,
    "schema": _add_schema,
    "serve": _add_serve,
}
