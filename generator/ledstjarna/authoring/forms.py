"""The name of a form in theme/new comes in; a commented file, filled in as far as is known, goes out.

A form is a file of content with every field in it: what is needed stands ready to be filled in, the rest is there behind a #, each with
one line that explains it. What is still to be written begins with "(skriv" or "(write", so that it can be found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import jinja2

from ledstjarna.model.texts import MARKERS, wait_for
from ledstjarna.theme_files import theme_folder
from ledstjarna.validate.checks.wording import PLACEHOLDER

_OF_HOSTS = ("github/", "gitlab/", "forgejo/")  # which fill in what stands in double braces


def fill_form(name: str, *, codes: Sequence[str], **facts: object) -> str:
    """A form's text. In it, ``words(sv, en)`` is a text that waits for its words, ``named(given, sv, en)`` one that may have some.

    ``either(sv, en)`` is what is said in the first language of the two. In the files of hosts, facts stand in double square brackets.
    """
    begins, ends = ("[[", "]]") if name.startswith(_OF_HOSTS) else ("{{", "}}")
    is_swedish = next((code for code in codes if code in MARKERS), "en") == "sv"

    def named(given: Mapping[str, str], sv: str, en: str) -> str:
        return "{" + ", ".join(f"{code}: {quote(given.get(code) or wait_for(code, sv, en))}" for code in codes) + "}"

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(theme_folder() / "new")),
        autoescape=jinja2.select_autoescape(),  # that is: HTML, which no form is
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        variable_start_string=begins,
        variable_end_string=ends,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    asked = {"named": named, "words": lambda sv, en: named({}, sv, en), "either": lambda sv, en: sv if is_swedish else en}
    return environment.get_template(name).render(facts, codes=codes, **asked)


def quote(text: str) -> str:
    """A text as it can stand anywhere in a content file."""
    return json.dumps(text, ensure_ascii=False)


def unwritten_lines(text: str) -> list[int]:
    """The lines, counted from 1, where somebody's own words are still to come; explanations and unused fields aside."""
    return [
        number for number, line in enumerate(text.splitlines(), start=1) if not line.lstrip().startswith("#") and PLACEHOLDER.search(line)
    ]
