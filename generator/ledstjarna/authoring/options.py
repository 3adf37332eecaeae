"""The parser of ``ledstjarna new`` comes in; the kinds of things that can be made, and what each takes, are added to it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Literal, get_args

from ledstjarna import USUAL_FILE
from ledstjarna.problems import MESSAGE_LANGUAGES

Host = Literal["github", "gitlab", "forgejo"]
HOSTS: tuple[Host, ...] = get_args(Host)

# What can be made: its name, what stands after it, its options with what they take and say, and what it is.
_NEGATIVE = re.compile(r"-\d")
_TEXTS = (("--sv", "TEXT", "what it is called in Swedish"), ("--en", "TEXT", "what it is called in English"))
_KINDS = (
    (
        "site",
        "DIR",
        (("--host", "github|gitlab|forgejo|all", "where its repository is to lie, given once for each (github)"),),
        "make the repository of a new site, which can be built at once; what lies in the folder is kept as it is",
    ),
    (
        "agency",
        "ID",
        (
            ("--kind", "agency|municipality|committee|region", "what sort of body (agency)"),
            ("--parent", "ID", "the body it is part of"),
            *_TEXTS,
        ),
        "make a body: an agency, municipality, committee or region",
    ),
    ("plan", "ID", (("--agency", "ID", "whose plan it is (the only body)"), *_TEXTS), "make a plan of a body"),
    (
        "goal",
        "ID",
        (("--plan", "ID", "the plan it belongs to (the only plan)"), ("--agency", "ID", "whose goal it is (that of the plan)"), *_TEXTS),
        "make a goal in a plan",
    ),
    (
        "finding",
        "ID",
        (
            ("--agency", "ID", "whose folder it is put in (that of the first goal, else the only body)"),
            ("--goal", "ID[,ID]", "a goal it is about; may be given several times"),
            *_TEXTS,
        ),
        "make a finding: what somebody has reviewed, and the answer",
    ),
    (
        "outcome",
        "GOAL INDICATOR PERIOD VALUE",
        (
            ("--published", "YYYY-MM-DD", "the day it was published (today)"),
            ("--kind", "outcome|preliminary|forecast", "what sort of figure (outcome)"),
        ),
        "add a figure to a goal’s outcomes; VALUE is a number, done, not-done, withheld or fewer-than-5",
    ),
    ("language", "CODE", (), "make the file in which the texts of the pages are translated to one more language"),
)


def add_new(parser: argparse.ArgumentParser, language: Callable[[], str]) -> None:
    """Give the command ``new`` its words. Kinds and ids are read by ``make_new``, which can say more of them than argparse."""
    kinds = parser.add_subparsers(dest="what", metavar="site|agency|plan|goal|finding|outcome|language")
    parser.set_defaults(what=None, file=USUAL_FILE, as_of=None, lang=None, needs_site=needs_site)
    for name, words, options, about in _KINDS:
        usage = " ".join(["ledstjarna new", name, words, *(f"[{option} {value}]" for option, value, _ in options)])
        usage += " [--lang sv|en]" if name == "site" else f" [-f {USUAL_FILE}] [--lang sv|en]"
        command = kinds.add_parser(name, help=about, description=about, usage=usage, language=language)
        command._negative_number_matcher = _NEGATIVE  # so that -5,5 is a figure to be told of, not an option
        command.add_argument("words", nargs="*", metavar=words, help=argparse.SUPPRESS)
        for option, value, told in options:
            action = "append" if option in ("--host", "--goal") else "store"
            choices = (*HOSTS, "all") if option == "--host" else None
            command.add_argument(option, metavar=value, help=told, action=action, choices=choices)
        if name != "site":
            command.add_argument("-f", "--file", default=USUAL_FILE, metavar="FILE", help=f"the site's settings ({USUAL_FILE})")
        told = "the language of messages (the site's first)" if name != "site" else "the site's first language, and that of messages (sv)"
        command.add_argument("--lang", choices=MESSAGE_LANGUAGES, help=told)


def needs_site(options: argparse.Namespace) -> bool:
    """Whether what is to be made belongs to a site that is there."""
    return options.what not in (None, "site")
