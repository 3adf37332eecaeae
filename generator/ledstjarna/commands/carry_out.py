"""What was typed comes in, as options; the command is carried out, what stops it is told, and the code that it ends with goes out."""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ledstjarna import USUAL_FILE
from ledstjarna.commands.failures import tell_outside, tell_problems
from ledstjarna.commands.request import FAULT, FINE, PROBLEMS, Clock, Command, Request, read_as_of
from ledstjarna.console import drop_output
from ledstjarna.model.settings import Settings
from ledstjarna.output.bench import finish_site
from ledstjarna.problems import MESSAGE_LANGUAGES, ContentError, OutsideError, tell_disk
from ledstjarna.settings import ConfigError, Project, read_project


def carry_out(run: Command, options: argparse.Namespace, words: Sequence[str], clock: Clock) -> int:
    """Run a command. 0: fine; 1: problems in the content; 2: a fault outside the content."""
    language = options.lang or "sv"
    try:
        if not options.needs_site(options):
            language = options.lang or _without_site(options, words)
            return run(Request(options, language, clock.day(Settings()), clock))
        project = read_project(Path(options.file))
        language = options.lang or _first_message_language(project)
        as_of = clock.day(project.settings) if options.as_of is None else read_as_of(options.as_of)
        finish_site(project.output)
        ended = run(Request(options, language, as_of, clock, project))
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


def _first_message_language(project: Project) -> str:
    return next((code for code in project.settings.codes if code in MESSAGE_LANGUAGES), "en")


def _without_site(options: argparse.Namespace, words: Sequence[str]) -> str:
    """The language of messages where there is no site yet: that of a new site, unless it says otherwise, is Swedish."""
    return "sv" if options.command == "new" and options.what else guess_language(words)


def guess_language(words: Sequence[str]) -> str:
    """The language of messages where the command could not be read."""
    given = dict(itertools.pairwise(words)).get("--lang")
    if given in MESSAGE_LANGUAGES:
        return given
    try:
        return _first_message_language(read_project(Path(USUAL_FILE)))
    except OutsideError:
        return "sv"
