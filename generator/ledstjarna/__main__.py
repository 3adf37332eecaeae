"""The arguments of ``ledstjarna`` come in; a command is carried out, and the code it ends with goes out. Here the clock is read."""

from __future__ import annotations

import argparse
import datetime
import functools
import itertools
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ledstjarna.commands.arguments import make_parser
from ledstjarna.commands.request import FAULT, FINE, PROBLEMS, Command, Request, read_as_of
from ledstjarna.commands.say import tell_outside, tell_problems
from ledstjarna.console import drop_output, make_printable
from ledstjarna.model.settings import Settings
from ledstjarna.output.swap import restore_site
from ledstjarna.problems import MESSAGE_LANGUAGES, ContentError, OutsideError, tell_disk
from ledstjarna.settings import ConfigError, Project, read_project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: fine; 1: problems in the content; 2: wrong use, or a fault outside the content."""
    make_printable()
    arguments = sys.argv[1:] if arguments is None else arguments
    options = make_parser(functools.partial(_guess_language, arguments)).read_words(arguments)
    language = options.lang or "sv"
    run: Command = options.run
    try:
        if not options.needs_site(options):
            language = options.lang or _without_site(options, arguments)
            return run(Request(options, language, _today_in(Settings()), _today_in))
        project = read_project(Path(options.file))
        language = options.lang or _first_message_language(project)
        as_of = _today_in(project.settings) if options.as_of is None else read_as_of(options.as_of)
        restore_site(project.output)
        ended = run(Request(options, language, as_of, _today_in, project))
        sys.stdout.flush()
    except ContentError as error:
        return tell_problems(error.problems, language, options, PROBLEMS, error.warnings if options.command == "check" else ())
    except ConfigError as error:
        return tell_problems(error.problems, language, options, FAULT)
    except OutsideError as error:
        return tell_outside(error, language, options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read us has had enough, as `head` does
        drop_output()
        return FINE
    except Exception as error:
        if os.environ.get("LEDSTJARNA_DEBUG"):
            raise
        return tell_outside(_name_fault(error), language, options)
    else:
        return ended


def _name_fault(error: Exception) -> OutsideError:
    """What nobody foresaw, in words: a fault of the computer it runs on, else one of ours."""
    if isinstance(error, OSError):
        if error.filename is None:  # what is printed goes to a disk that is full
            drop_output()
        return tell_disk(error, str(error.filename or "stdout"))
    return OutsideError("memory") if isinstance(error, MemoryError) else OutsideError("internal", reason=f"{type(error).__name__}: {error}")


def _today_in(settings: Settings) -> datetime.date:
    """The day that it is where the site is at home, whatever the computer takes it to be."""
    return datetime.datetime.now(settings.zone).date()


def _first_message_language(project: Project) -> str:
    return next((code for code in project.settings.codes if code in MESSAGE_LANGUAGES), "en")


def _without_site(options: argparse.Namespace, arguments: Sequence[str]) -> str:
    """The language of messages where there is no site yet: that of a new site, unless it says otherwise, is Swedish."""
    return "sv" if options.command == "new" and options.what else _guess_language(arguments)


def _guess_language(arguments: Sequence[str]) -> str:
    """The language of messages where the command could not be read."""
    given = dict(itertools.pairwise(arguments)).get("--lang")
    if given in MESSAGE_LANGUAGES:
        return given
    try:
        return _first_message_language(read_project(Path("site_config.yml")))
    except OutsideError:
        return "sv"


if __name__ == "__main__":
    sys.exit(main())
