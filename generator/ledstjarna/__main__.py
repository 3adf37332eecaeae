"""The commands: ``ledstjarna build``, ``check``, ``serve`` and ``new``."""

from __future__ import annotations

import argparse
import datetime
import functools
import itertools
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tqdm import tqdm

from ledstjarna import __version__
from ledstjarna.build import build_site, check_site, kept_apart
from ledstjarna.console import drop_output, make_printable, print_json
from ledstjarna.model.settings import Settings
from ledstjarna.new.options import add_new, make_new, needs_site
from ledstjarna.problems import (
    MESSAGE_LANGUAGES,
    ContentError,
    OutsideError,
    Place,
    Problem,
    name_problem,
    print_problems,
    sort_problems,
    tell_disk,
)
from ledstjarna.publish.places import check_place
from ledstjarna.publish.swap import restore_site
from ledstjarna.serve.site import read_port, serve_site
from ledstjarna.settings import ConfigError, Project, read_project
from ledstjarna.wrong_use import PlainParser

FINE, PROBLEMS, FAULT = 0, 1, 2

_SAY = {
    "sv": {
        "fine": "Innehållet är i ordning: {goals} mål.",
        "count": "{count} problem. Inget har publicerats; den gamla webbplatsen är orörd.",
        "count_check": "{count} problem.",
        "count_new": "{count} problem. Ingen fil har ändrats.",
        "built": "{pages} sidor byggda i {output}",
        "look": "Öppna {start}\neller skriv `{serve}` för att se webbplatsen i webbläsaren.",
        "config": "Inställningarna behöver rättas.",
        "missing": "Texter som saknas ({language}) och visas på ett annat språk: {count}",
        "remarks": "Att se över: {count}. `ledstjarna check` visar vad och var.",
        "none_remarked": "Inget att se över.",
        "remarked": "Att se över: {count}. Det hindrar inte att webbplatsen byggs.",
    },
    "en": {
        "fine": "The content is in order: {goals} goals.",
        "fine_1": "The content is in order: 1 goal.",
        "count": "{count} problems. Nothing was published; the old site is untouched.",
        "count_1": "1 problem. Nothing was published; the old site is untouched.",
        "count_check": "{count} problems.",
        "count_check_1": "1 problem.",
        "count_new": "{count} problems. No file was changed.",
        "count_new_1": "1 problem. No file was changed.",
        "built": "{pages} pages built in {output}",
        "look": "Open {start}\nor type `{serve}` to see the site in the browser.",
        "config": "The settings need to be corrected.",
        "missing": "Missing texts ({language}), shown in another language: {count}",
        "remarks": "To look over: {count}. `ledstjarna check` shows what and where.",
        "none_remarked": "Nothing to look over.",
        "remarked": "To look over: {count}. It does not stop the site from being built.",
    },
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: fine; 1: problems in the content; 2: wrong use, or a fault outside the content."""
    make_printable()
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(functools.partial(_guess_language, arguments)).read_words(arguments)
    language = options.lang or "sv"
    try:
        if options.command == "new" and not needs_site(options):
            language = language if options.what else _guess_language(arguments)
            return _new(options, None, _today_in(Settings()), language)
        project = read_project(Path(options.file))
        language = options.lang or _first_message_language(project)
        as_of = _read_as_of(options.as_of, project)
        restore_site(project.output)
        command: Callable[[argparse.Namespace, Project, datetime.date, str], int] = options.run
        ended = command(options, project, as_of, language)
        sys.stdout.flush()
    except ContentError as error:
        return _tell(error.problems, language, options, PROBLEMS, error.warnings if options.command == "check" else ())
    except ConfigError as error:
        return _tell(error.problems, language, options, FAULT)
    except OutsideError as error:
        return _tell_outside(error, language, options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read us has had enough, as `head` does
        drop_output()
        return FINE
    except Exception as error:
        if os.environ.get("LEDSTJARNA_DEBUG"):
            raise
        return _tell_outside(_name_fault(error), language, options)
    else:
        return ended


def _name_fault(error: Exception) -> OutsideError:
    """What nobody foresaw, in words: a fault of the computer it runs on, else one of ours."""
    if isinstance(error, OSError):
        if error.filename is None:  # what is printed goes to a disk that is full
            drop_output()
        return tell_disk(error, str(error.filename or "stdout"))
    return OutsideError("memory") if isinstance(error, MemoryError) else OutsideError("internal", reason=f"{type(error).__name__}: {error}")


def _tell_outside(error: OutsideError, language: str, options: argparse.Namespace) -> int:
    """A fault outside the content, in words; where problems are asked for as JSON, there too."""
    if getattr(options, "format", "text") == "json":
        print_json([Problem(Place(""), error.code, facts=error.facts)], language)
    print(f"{error.message(language)} ({error.code})", file=sys.stderr)
    if "write" in error.facts:  # a command or a row to copy
        print(f"  {error.facts['write']}", file=sys.stderr)
    return FAULT


def _build(options: argparse.Namespace, project: Project, as_of: datetime.date, language: str) -> int:
    output = Path(options.out) if options.out else project.output
    with _progress(options) as step:
        built = build_site(project, as_of=as_of, today=_today(options, as_of), output=output, step=step)
    say = _SAY[language]
    print(say["built"].format(pages=built.pages, output=built.output))
    _tell_missing(built.missing, project, language)
    if built.remarked:
        print(say["remarks"].format(count=built.remarked))
    serve = "make serve" if project.config_file.with_name("Makefile").is_file() else "ledstjarna serve"
    print(say["look"].format(start=(built.output / "index.html").resolve().as_uri(), serve=serve))
    return FINE


def _check(options: argparse.Namespace, project: Project, as_of: datetime.date, language: str) -> int:
    keep, apart = kept_apart(project)
    check_place(project.output, keep=keep, apart=apart)
    content, _, remarks = check_site(project, as_of=as_of, today=_today(options, as_of))
    warnings = sort_problems(remarks.warnings())
    if options.format == "json":
        print_json(warnings, language)
        return FINE
    say = _SAY[language]
    _print(warnings, language, sys.stdout)
    print(_counted("fine", len(content.goals), language).format(goals=len(content.goals)))
    if not warnings:
        print(say["none_remarked"])
        return FINE
    print(say["remarked"].format(count=len(warnings)))
    _print_counts(remarks.counts(), language, sys.stdout)
    return FINE


def _print_counts(counts: Mapping[str, int], language: str, stream: TextIO) -> None:
    for code, many in counts.items():
        print(f"{many:>5}  {name_problem(code, language)} ({code})", file=stream)


def _tell_missing(missing: Mapping[str, int], project: Project, language: str) -> None:
    for entry in project.settings.languages:
        if missing.get(entry.code):
            print(_SAY[language]["missing"].format(language=entry.name, count=missing[entry.code]))


def _serve(options: argparse.Namespace, project: Project, as_of: datetime.date, language: str) -> int:
    def build(fresh: Project) -> list[Problem]:
        now = as_of if options.as_of else _today_in(fresh.settings)
        try:
            built = build_site(fresh, as_of=now, today=_today(options, now), output=fresh.output)
        except ContentError as error:
            _print(error.problems, language, sys.stderr)
            return error.problems
        if built.remarked:
            print(_SAY[language]["remarks"].format(count=built.remarked), flush=True)
        return []

    def say(text: str) -> None:
        print(text, flush=True)

    read = functools.partial(read_project, project.config_file)
    serve_site(project, read=read, build=build, port=read_port(options.port), language=language, say=say)
    return FINE


def _new(options: argparse.Namespace, project: Project | None, as_of: datetime.date, language: str) -> int:
    for line in make_new(options, project, today=as_of, language=language):
        print(line)
    return FINE


def _tell(problems: Sequence[Problem], language: str, options: argparse.Namespace, code: int, warnings: Sequence[Problem] = ()) -> int:
    told = sort_problems([*problems, *warnings])
    if getattr(options, "format", "text") == "json":
        print_json(told, language)
        return code
    _print(told, language, sys.stdout if options.command == "check" else sys.stderr)
    kinds = {"build": "count", "new": "count_new"}
    kind = "config" if code == FAULT else kinds.get(options.command, "count_check")
    print(_counted(kind, len(problems), language).format(count=len(problems)), file=sys.stderr)
    _print_counts(Counter(warning.code for warning in warnings), language, sys.stderr)
    return code


def _counted(key: str, count: int, language: str) -> str:
    """The words for a count; some languages have their own for one."""
    say = _SAY[language]
    return say.get(f"{key}_{count}") or say[key]


def _print(problems: Sequence[Problem], language: str, stream: TextIO) -> None:
    print_problems(problems, language, lambda line: print(line, file=stream))


@contextmanager
def _progress(options: argparse.Namespace) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal, nothing in a pipe."""
    del options
    with tqdm(disable=None, unit="", leave=False, file=sys.stderr) as shown:

        def step(what: str) -> None:
            shown.set_description(what, refresh=False)
            shown.update()

        yield step


def _today(options: argparse.Namespace, as_of: datetime.date) -> datetime.date | None:
    """The day that it is; not known where the site is asked for as it was on a day of somebody's choice."""
    return None if options.as_of else as_of


def _today_in(settings: Settings) -> datetime.date:
    """The day that it is where the site is at home, whatever the computer takes it to be."""
    return datetime.datetime.now(settings.zone).date()


def _read_as_of(text: str | None, project: Project) -> datetime.date:
    if text is None:
        return _today_in(project.settings)
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        date = None
    if date is None or date.isoformat() != text:
        raise OutsideError("as_of", found=text)
    return date


def _first_message_language(project: Project) -> str:
    return next((code for code in project.settings.codes if code in MESSAGE_LANGUAGES), "en")


def _guess_language(arguments: Sequence[str]) -> str:
    """The language of messages where the command could not be read."""
    given = dict(itertools.pairwise(arguments)).get("--lang")
    if given in MESSAGE_LANGUAGES:
        return given
    try:
        return _first_message_language(read_project(Path("site_config.yml")))
    except OutsideError:
        return "sv"


def _parser(language: Callable[[], str] = lambda: "sv") -> PlainParser:
    about = "Publish public goals from YAML as a bilingual static site."
    parser = PlainParser(prog="ledstjarna", description=about, language=language)
    parser.add_argument("--version", action="version", version=f"ledstjarna {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run, about in (
        ("build", _build, "build the site; with problems in the content nothing is written"),
        ("check", _check, "tell what is wrong in the content"),
        ("serve", _serve, "show the site on this computer, and again whenever a file is saved"),
    ):
        command = commands.add_parser(name, help=about, description=about, language=language)
        command.set_defaults(run=run)
        command.add_argument("-f", "--file", default="site_config.yml", metavar="FILE", help="the site's settings (site_config.yml)")
        command.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day the site is to tell of (today)")
        command.add_argument("--lang", choices=MESSAGE_LANGUAGES, help="the language of messages (the site's first)")
        if name == "build":
            command.add_argument("--out", metavar="DIR", help="where the site is built (as in the settings)")
        if name == "check":
            command.add_argument("--format", choices=("text", "json"), default="text", help="how problems are told (text)")
        if name == "serve":
            command.add_argument("--port", default="8000", help="the port on 127.0.0.1 (8000)")
    about = "make a new site, body, plan or goal, or add an outcome; nothing is ever overwritten"
    new = commands.add_parser("new", help=about, description=about, language=language)
    new.set_defaults(run=_new)
    add_new(new, language)
    return parser


if __name__ == "__main__":
    sys.exit(main())
